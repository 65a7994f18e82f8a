"""Serves a folder on the loopback address the way a good host does: compressed with brotli, and for ever where a name has its hash."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

PROJECT = Path(__file__).resolve().parent.parent.parent
CACHE = PROJECT / ".cache" / "brotli"
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
PICTURE = re.compile(rb'<svg\b[^>]*\brole="img".*?</svg>', re.DOTALL)


def compress(data: bytes) -> bytes:
    """`data` as brotli 11; each text is compressed once and kept."""
    kept = CACHE / hashlib.sha256(data).hexdigest()
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(brotli.compress(data, quality=11))
    return kept.read_bytes()


def picture_weight(page: bytes) -> int:
    """The compressed bytes of a page that go into its inline pictures."""
    return len(compress(page)) - len(compress(PICTURE.sub(b"", page)))


class Handler(SimpleHTTPRequestHandler):
    """HTTP/1.1 with kept connections; nothing is logged."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self._answer(404, b"not found", "text/plain", {})
            return
        data = path.read_bytes()
        lasting = re.search(r"\.[0-9a-f]{8}\.", path.name)
        headers = {"Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache"}
        if path.suffix in TEXT:
            data = compress(data)
            headers["Content-Encoding"] = "br"
        self._answer(200, data, self.guess_type(str(path)), headers)

    def _answer(self, status: int, data: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        for name, value in {"Content-Type": kind + charset, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Requests are counted in the browser."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of `folder` while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
