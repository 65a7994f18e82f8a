"""Reads a site over and over while its release changes, and says whether each answer was wholly of one release."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from client import Client
from server import Server

from compress import is_compressed
from policy import LASTING
from publish import point

TEXT = {".html", ".js", ".css", ".json", ".webmanifest", ".xml", ".txt"}
ASSET = re.compile(rb'(?:src|href)="([^"#?]*assets/[^"#?]+)"')


def make_other(site: Path, target: Path) -> None:
    """Another build of a site: every page and every file with a hash in its name is another one, and those have other names."""
    shutil.copytree(site, target, ignore=lambda folder, names: [name for name in names if is_compressed(name)])
    names = {path.name: other_name(path.name) for path in target.rglob("*") if LASTING.search(path.name)}
    speaking = re.compile("|".join(map(re.escape, names)).encode())
    for path in [path for path in target.rglob("*") if path.suffix in TEXT]:
        data = speaking.sub(lambda match: names[match[0].decode()].encode(), path.read_bytes())
        end = {".html": b"<!-- other -->", ".js": b"/* other */", ".css": b"/* other */"}.get(path.suffix, b"")
        path.write_bytes(data + end)
    for path in [path for path in target.rglob("*") if path.name in names]:
        path.rename(path.with_name(names[path.name]))


def other_name(name: str) -> str:
    """A name with the hash read backwards."""
    return re.sub(r"\.([0-9a-f]{8})\.", lambda match: f".{match[1][::-1]}.", name)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Account:
    """What was read: counts of answers by what they were, and each fault."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """Reads pages and what they ask for as browsers do; `builds` has the files of each build by path."""

    server: Server
    builds: Mapping[str, Mapping[str, bytes]]

    def read(self, account: Account, stop: threading.Event, seed: int) -> None:
        """Reads until it is told to stop, over one connection that is never opened anew."""
        client, chance = Client(self.server.https, self.server.certificate), random.Random(seed)
        pages = sorted(path for path in set.intersection(*map(set, self.builds.values())) if path.endswith(".html"))
        while not stop.is_set():
            page = chance.choice(pages)
            try:
                self.read_page(client, page, account)
            except Exception as error:
                account.faults.append(f"{page}: {error!r}")
                client = Client(self.server.https, self.server.certificate)

    def read_page(self, client: Client, page: str, account: Account) -> None:
        """Reads one page, and whatever it asks for."""
        answer = client.ask(f"/{page}", "br") if page != "index.html" else client.ask("/", "br")
        build = self.build_of(page, answer.text)
        account.counts[f"pages of {build}" if build else "mixed"] += 1
        if answer.status != 200 or build is None:
            account.faults.append(f"{page}: {answer.status}, of no build")
            return
        for path in sorted(find_assets(page, answer.text)):
            part = client.ask(f"/{path}", "br")
            account.counts["assets"] += 1
            if part.status != 200 or part.text != self.builds[build].get(path):
                account.faults.append(f"{page} of {build} asks for {path}: {part.status}")

    def build_of(self, path: str, data: bytes) -> str | None:
        return next((name for name, files in self.builds.items() if files.get(path) == data), None)


def find_assets(page: str, html: bytes) -> set[str]:
    """The paths of the assets that a page asks for."""
    found = set()
    for address in ASSET.findall(html):
        joined = Path("/", Path(page).parent, address.decode()) if not address.startswith(b"/") else Path(address.decode())
        parts: list[str] = []
        for part in joined.parts[1:]:
            parts = parts[:-1] if part == ".." else [*parts, part]
        found.add("/".join(parts))
    return found


@contextmanager
def reading(reader: Reader, readers: int) -> Iterator[Account]:
    """Several readers at work while the context lasts."""
    account, stop = Account(), threading.Event()
    threads = [threading.Thread(target=reader.read, args=(account, stop, seed)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield account
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def swap(root: Path, names: tuple[str, ...], times: int, pause: float) -> None:
    """Lets the releases take turns."""
    wait = threading.Event()
    for turn in range(times):
        point(root / "current", Path("releases", names[turn % len(names)]))
        wait.wait(pause)
