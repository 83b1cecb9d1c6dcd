"""A proxy before the store that does to requests what networks and busy stores do: answer 500 or 503, take their time, cut a
connection in the middle of a body, or refuse it.

A test says which requests are hit: the first few of a method on a document, or all of them. The proxy keeps a log, from which a test
sees how often and at what pace a client tried again.
"""

import http.client
import io
import socket
import struct
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: A stalled request is let go at the end of its test; this is for a test that forgets.
STALL_SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """An error of the store, as S3 words it."""

    status: int
    code: str
    retry_after: int | None = None


@dataclass(frozen=True)
class Delay:
    """The request is carried out, but late."""

    seconds: float


@dataclass(frozen=True)
class CutRequest:
    """The connection breaks after so many bytes of the request's body; the store never hears of it."""

    after: int = 0


@dataclass(frozen=True)
class CutResponse:
    """The request is carried out, and the connection breaks after so many bytes of the answer's body; below zero, before its head."""

    after: int


@dataclass(frozen=True)
class Stall:
    """A part of the body is taken, and then nothing more until the test ends."""

    after: int = 0


@dataclass(frozen=True)
class Seen:
    """A request in the log."""

    method: str
    name: str
    at: float
    fault: object


class FaultProxy:
    """Listens on loopback from the start; with `listen=False` the port is taken, but refuses until `listen` is called."""

    def __init__(self, upstream_port, listen=True):
        self.upstream_port, self.log = upstream_port, []
        self._plans, self._lock = [], threading.Lock()
        self.stalled, self.released = threading.Event(), threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self), bind_and_activate=False)
        self._server.daemon_threads = True
        self._server.server_bind()
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = None
        if listen:
            self.listen()

    def listen(self):
        self._server.server_activate()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self):
        self.released.set()
        if self._thread is not None:
            self._server.shutdown()
        self._server.server_close()

    def hit(self, method, name, *faults, ever=None):
        """The next requests of the method on documents of that name meet the faults one by one, and all later ones `ever`."""
        self._plans.append((method, name, list(faults), ever))

    def tries(self, method, name):
        """The requests of the method on documents of that name."""
        return [seen for seen in self.log if (seen.method, seen.name) == (method, name)]

    def fault_of(self, method, path):
        name = path.split("?")[0].rsplit("/", 1)[-1]
        with self._lock:
            fault = None
            for wanted, document, faults, ever in self._plans:
                if wanted == method and document in (name, "*"):
                    fault = faults.pop(0) if faults else ever
                    break
            self.log.append(Seen(method, name, time.monotonic(), fault))
        return fault


def _handler(proxy):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_request(self):
            fault = proxy.fault_of(self.command, self.path)
            length = int(self.headers.get("Content-Length") or 0)
            if isinstance(fault, (CutRequest, Stall)):
                self.rfile.read(min(fault.after, length))
                if isinstance(fault, Stall):
                    proxy.stalled.set()
                    proxy.released.wait(STALL_SECONDS)
                return self.cut()
            body = self.rfile.read(length)
            if len(body) < length:
                # The client broke off; a store does not take half a document.
                return self.cut()
            if isinstance(fault, Answer):
                return self.answer(fault)
            if isinstance(fault, Delay):
                time.sleep(fault.seconds)
            self.forward(body, fault)

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_request

        def forward(self, body, fault):
            connection = http.client.HTTPConnection("127.0.0.1", proxy.upstream_port, timeout=60)
            try:
                # With the client's own host, which is signed.
                connection.request(self.command, self.path, body, dict(self.headers.items()))
                answered = connection.getresponse()
                content = answered.read()
            finally:
                connection.close()
            if isinstance(fault, CutResponse) and fault.after < 0:
                return self.cut()
            self.send_response_only(answered.status, answered.reason)
            for name, value in answered.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", answered.headers["Content-Length"] if self.command == "HEAD" else str(len(content)))
            self.end_headers()
            if isinstance(fault, CutResponse):
                self.wfile.write(content[: fault.after])
                self.wfile.flush()
                # What was sent is to arrive before the break does.
                time.sleep(0.05)
                return self.cut()
            if self.command != "HEAD":
                self.wfile.write(content)

        def answer(self, fault):
            text = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{fault.code}</Code><Message>{fault.code}</Message></Error>'
            self.send_response_only(fault.status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(text)))
            if fault.retry_after is not None:
                self.send_header("Retry-After", str(fault.retry_after))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text.encode())

        def cut(self):
            """Closes with a reset, as a machine that is gone."""
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            # What is written from here on goes nowhere.
            self.wfile, self.rfile = io.BytesIO(), io.BytesIO()

        def log_message(self, *_):
            """The proxy's log is its own."""

    return Handler
