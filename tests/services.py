"""A service of somebody else's on 127.0.0.1: what it answers is a test's choice, what it was asked is kept."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Who asks may have left."""


class Service:
    """``reply(path)`` returns status, headers and body."""

    def __init__(self, reply):
        self.reply, self.asked, self.agents = reply, [], []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.asked.append(self.path)
                service.agents.append(self.headers["User-Agent"])
                status, headers, body = service.reply(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(reply):
    service = Service(reply)
    thread = threading.Thread(target=service._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.stop()
        thread.join(5)
