"""The server: files of the output folder for this machine alone, with a script in each page that waits for news."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from matbaa.resources import resource
from matbaa.serve.addresses import content_type, file_at, is_ours

if TYPE_CHECKING:
    from pathlib import Path

    from matbaa.serve.news import News, Told

__all__ = ["HOST", "Server"]

HOST = "127.0.0.1"
# the server's own addresses, which no output has, since none is hidden
_OWN = "/.matbaa/"
# seconds between two signs of life to a page that waits, and those that a browser may take for its request
_LIFE, _PATIENCE = 15.0, 30
_END = b"</body>"


class Server(ThreadingHTTPServer):
    """Serves `folder` on `HOST`. Raises `OSError` where the port is taken; port 0 is any that is free."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, port: int, news: News) -> None:
        self.folder = folder
        self.news = news
        # a page that waits for an earlier server is loaded again
        self.token = secrets.token_hex(8)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the home page is."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away while it is answered is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "Matbaa"
    sys_version = ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _refuse(self) -> None:
        # what came with the request is not read, so the connection ends
        self.close_connection = True
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"Only GET and HEAD are answered.\n", Allow="GET, HEAD")

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815

    def log_message(self, *_what: object) -> None:
        """What is asked for is not told."""

    def _answer(self) -> None:
        if not is_ours(self.headers.get("Host"), self.server.server_port):
            self._send(HTTPStatus.FORBIDDEN, b"This is served to this machine alone.\n")
            return
        parts = urlsplit(self.path)
        if parts.path.startswith(_OWN):
            self._own(parts.path.removeprefix(_OWN), parse_qs(parts.query))
            return
        number = self.server.news.number  # before the file is read, lest a change between the two be lost
        found = file_at(self.server.folder, parts.path)
        if found is None:
            self._missing(parts.path, number)
            return
        if found.is_dir():
            return
        if found.name == "index.html" and not parts.path.endswith(("/", "/index.html")):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", Location=f"{parts.path}/")
            return
        try:
            data = found.read_bytes()
        except OSError:
            self._missing(parts.path, number)
            return
        kind = content_type(found)
        if kind.startswith("text/html"):
            data = self._with_script(data, number)
        self._send(HTTPStatus.OK, data, kind)

    def _missing(self, path: str, number: int) -> None:
        folder = not path.endswith("/") and file_at(self.server.folder, f"{path}/") is not None
        if folder:
            self._send(HTTPStatus.FOUND, b"", Location=f"{path}/")
            return
        data = self._with_script(_asset("missing.html"), number)
        self._send(HTTPStatus.NOT_FOUND, data, "text/html; charset=utf-8")

    def _with_script(self, page: bytes, number: int) -> bytes:
        """The page with what waits for news; the file on the disk stays as it is."""
        added = (
            f'<link rel="stylesheet" href="{_OWN}overlay.css">'
            f'<script src="{_OWN}reload.js" data-since="{number}" data-server="{self.server.token}"></script>'
        ).encode()
        before, end, after = page.rpartition(_END)
        return before + added + end + after if end else page + added

    def _own(self, name: str, query: dict[str, list[str]]) -> None:
        if name == "news":
            self._news(query)
        elif name in {"reload.js", "overlay.css"}:
            self._send(HTTPStatus.OK, _asset(name), content_type(resource(f"serve/page/{name}")))
        else:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such address.\n")

    def _news(self, query: dict[str, list[str]]) -> None:
        """Events for one page, as they come, until it goes."""
        page = unquote(query.get("page", [""])[0]).lstrip("/")
        since = query.get("since", ["0"])[0]
        number = int(since) if since.isascii() and since.isdigit() else 0
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        with suppress(OSError, EOFError):
            if query.get("server") != [self.server.token]:
                self._tell_all_over()
                return
            told = self.server.news.now(page)
            first = self.server.news.wait(number, page, 0)
            self._tell(first or told)
            number = (first or told).number
            while True:
                told_now = self.server.news.wait(number, page, _LIFE)
                if told_now is None:
                    self.wfile.write(b": here\n\n")
                    self.wfile.flush()
                    continue
                number = told_now.number
                self._tell(told_now)

    def _tell(self, told: Told) -> None:
        self.wfile.write(b"data: " + json.dumps(asdict(told)).encode() + b"\n\n")
        self.wfile.flush()

    def _tell_all_over(self) -> None:
        self.wfile.write(b'data: {"reload": true}\n\n')
        self.wfile.flush()

    def _send(self, status: HTTPStatus, data: bytes, kind: str = "text/plain; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self._headers(kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            with suppress(OSError):
                self.wfile.write(data)

    def _headers(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")


@cache
def _asset(name: str) -> bytes:
    return resource(f"serve/page/{name}").read_bytes()
