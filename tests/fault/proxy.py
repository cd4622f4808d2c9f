"""A network between tablets and site that fails on purpose, by a seed.

HTTP/1.1 with one request a connection. Pages of the harness and static files pass untouched: what is under test is what
the outbox sends.
"""

import asyncio
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

HARNESS = Path(__file__).parent / "harness"
TYPES = {".html": "text/html", ".js": "text/javascript", ".jpg": "image/jpeg"}
PORTAL = b"<!doctype html><title>Wifi</title><h1>Bienvenue sur le wifi du square</h1>"
# What may happen to a request, and how often out of a hundred.
FAULTS = {
    "none": 46, "cut the request": 10, "cut the reply": 10, "swallow the reply": 9, "captive portal": 8,
    "portal in JSON": 3, "send twice": 6, "send twice at once": 4, "delay": 4,
}  # fmt: skip


@dataclass
class Proxy:
    """Listens on 127.0.0.1 in a thread of its own. ``happened`` counts what it did."""

    upstream: int
    seed: int
    faults: dict[str, int] = field(default_factory=lambda: dict(FAULTS))
    extra_files: dict[str, bytes] = field(default_factory=dict)
    happened: Counter = field(default_factory=Counter)
    port: int = 0
    # A line of so many bytes a second towards the site, shared by all; 0: as fast as it goes.
    rate: int = 0
    carried_from: float = 0
    carried_to: float = 0
    arrived: int = 0
    photos_begun: int = 0
    free_at: float = 0
    cut_next: bool = False

    def __enter__(self) -> "Proxy":
        self.chance = random.Random(self.seed)
        ready = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, args=[ready], daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head, path = await read_head(reader)
            if path.startswith("/__fault__/"):
                writer.write(self._own_file(path))
            else:
                body = await self._carried(reader, length_of(head), path)
                fault = self._drawn() if path.startswith("/api/") else "none"
                self.happened[fault] += 1
                await self._forward(fault, head, body, writer)
            await writer.drain()
        except (OSError, EOFError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            self.happened["no server, or the tablet hung up"] += 1
        finally:
            writer.close()

    def cut_one(self) -> None:
        """Break the connection of whoever sends next."""
        self.cut_next = True

    async def _carried(self, reader: asyncio.StreamReader, length: int, path: str) -> bytes:
        """The body, at the pace of the line."""
        if not self.rate or not path.startswith("/api/"):
            return await reader.readexactly(length)
        self.carried_from = self.carried_from or time.monotonic()
        self.photos_begun += path.startswith("/api/v1/photos/")
        body = b""
        while len(body) < length:
            piece = await reader.readexactly(min(4096, length - len(body)))
            self.free_at = max(self.free_at, time.monotonic()) + len(piece) / self.rate
            await asyncio.sleep(self.free_at - time.monotonic())
            body += piece
            if self.cut_next and len(body) > length / 2:
                self.cut_next = False
                raise ConnectionAbortedError
        self.carried_to = time.monotonic()
        self.arrived += length
        return body

    def _drawn(self) -> str:
        return self.chance.choices(list(self.faults), list(self.faults.values()))[0]

    async def _forward(self, fault: str, head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        match fault:
            case "captive portal":
                writer.write(response(PORTAL, "text/html"))
            case "portal in JSON":
                writer.write(response(b'{"welcome": true}', "application/json"))
            case "cut the request":
                await self._ask(head, body[: self.chance.randrange(len(body) + 1)], wait=False)
            case "swallow the reply":
                await self._ask(head, body)
            case "cut the reply":
                reply = await self._ask(head, body)
                writer.write(reply[: self.chance.randrange(len(reply) + 1)])
            case "send twice":
                await self._ask(head, body)
                writer.write(await self._ask(head, body))
            case "send twice at once":
                first, _second = await asyncio.gather(self._ask(head, body), self._ask(head, body))
                writer.write(first)
            case _:
                if fault == "delay":
                    await asyncio.sleep(self.chance.uniform(0.2, 2))
                writer.write(await self._ask(head, body))

    async def _ask(self, head: bytes, body: bytes, *, wait: bool = True) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        try:
            writer.write(head + body)
            await writer.drain()
            return await reader.read(-1) if wait else b""
        finally:
            writer.close()

    def _own_file(self, path: str) -> bytes:
        name = path.partition("?")[0].removeprefix("/__fault__/")
        content = self.extra_files.get(name) or (HARNESS / name).read_bytes()
        return response(content, TYPES[Path(name).suffix])


async def read_head(reader: asyncio.StreamReader) -> tuple[bytes, str]:
    """The request's lines, asking the server to hang up after its reply, and the path."""
    lines = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
    kept = [line for line in lines if line and not line.lower().startswith((b"connection:", b"accept-encoding:"))]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""]), lines[0].split(b" ")[1].decode()


def length_of(head: bytes) -> int:
    found = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return int(found[0].partition(b":")[2]) if found else 0


def response(content: bytes, content_type: str) -> bytes:
    head = ["HTTP/1.1 200 OK", f"Content-Type: {content_type}", f"Content-Length: {len(content)}", "Connection: close"]
    return "\r\n".join([*head, "", ""]).encode() + content
