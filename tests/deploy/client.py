"""Asks a server over TLS for exactly what is said, and reads its answer as it stands."""

from __future__ import annotations

import gzip
import http.client
from dataclasses import dataclass
from pathlib import Path

import brotli
from server import trusting

DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str:
        """A header, which no answer may have twice; empty if it is missing."""
        values = self.headers.get_all(name, [])
        assert len(values) < 2, f"{name} stands there {len(values)} times: {values}"
        return values[0] if values else ""

    @property
    def text(self) -> bytes:
        """The body as it is after whatever encoding it names."""
        return DECODERS[self["Content-Encoding"]](self.body)


class Client:
    """One connection, which is opened anew only if the server has closed it after an answer that said so."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.connection = http.client.HTTPSConnection("localhost", port, context=trusting(certificate), timeout=10)

    def ask(self, path: str, encoding: str = "", method: str = "GET", **headers: str) -> Answer:
        """The answer to a request for `path`, which is sent as it stands; headers are named with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (({"Accept-Encoding": encoding} if encoding else {}) | named).items():
            self.connection.putheader(name, value)
        self.connection.endheaders()
        response = self.connection.getresponse()
        return Answer(response.status, response.headers, response.read())
