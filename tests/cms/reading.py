"""A reader before the front: asks as a web server does, and keeps what it was answered."""

import gzip
from dataclasses import dataclass
from wsgiref.util import setup_testing_defaults

import brotli


class ServersOwn:
    """What only a web server can send."""

    def __init__(self, *_file): ...


@dataclass
class Read:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str]

    @property
    def page(self) -> str:
        match self.headers.get("Content-Encoding"):
            case "br":
                return brotli.decompress(self.body).decode()
            case "gzip":
                return gzip.decompress(self.body).decode()
        return self.body.decode()


def read(application, path, *, query="", method="GET", host="testserver", **headers) -> Read:
    environ = {
        "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method, "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1", "wsgi.file_wrapper": ServersOwn,
    }  # fmt: skip
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    said = []

    def start_response(status, headers, _error=None):
        said[:] = [int(status[:3]), headers]
        return lambda _data: None

    answered = application(environ, start_response)
    body = b"".join(answered)
    if hasattr(answered, "close"):
        answered.close()
    cookies = [value for name, value in said[1] if name == "Set-Cookie"]
    return Read(said[0], dict(said[1]), body, cookies)
