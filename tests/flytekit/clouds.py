"""Stand-ins for Google Cloud Storage and Azure's blobs: an HTTP server that keeps what is put, under the paths that their clients ask.

No server of these clouds can be had for a test. What is shown with these is that URIs, variables, buckets and keys come out as the
right requests; signatures are not.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


class Cloud:
    """A server on loopback, and the documents in it by their path."""

    def __init__(self):
        self.documents = {}
        documents = self.documents

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_PUT(self):
                documents[self._key()] = self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(201, b"")

            def do_GET(self):
                found = documents.get(self._key())
                self._answer(404 if found is None else 200, found or b"")

            def _key(self):
                return unquote(urlsplit(self.path).path)

            def _answer(self, status, body):
                self.send_response(status)
                self.send_header("ETag", '"1"')
                self.send_header("Last-Modified", "Wed, 01 Jan 2025 00:00:00 GMT")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
