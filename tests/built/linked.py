"""Turns a built folder into the links of its files, the anchors that there are, and what is wrong with either."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify

Files = Mapping[str, bytes]

ADDRESSES = {"href", "src", "poster", "action", "formaction", "cite", "data", "background", "longdesc", "manifest", "ping", "xlink:href"}
SETS = {"srcset", "imagesrcset"}
NAMES = {
    "for",
    "form",
    "list",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "data-target",
}
PLACES = {
    "data-question": "questions/{}.html",
    "data-questions": "questions/{}.html",
    "data-path": "paths/{}.html",
}  # what the scripts make links of
METAS = {"og:url", "og:image", "twitter:image", "twitter:url"}
SPOKEN = {"url", "item", "image", "logo", "sameAs", "mainEntityOfPage"}  # the addresses in data for search engines
FUNCTION = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""")
MARKDOWN = re.compile(r"\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)")
OUTSIDE = re.compile(r"https?://|//", re.I)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


@dataclass(frozen=True, order=True)
class Link:
    """An address in a file: the file's path, where in it, and the address as it stands; `#name` is a place in the same file."""

    path: str
    where: str
    address: str

    def __str__(self) -> str:
        return f"{self.path}: {self.where} “{self.address}”"


@dataclass(frozen=True)
class Built:
    """A built folder that is read: its files, their links, and the ids on each page in their order. `home` is where it is served, if known."""

    files: Files
    home: str = ""
    links: list[Link] = field(default_factory=list)
    ids: dict[str, list[str]] = field(default_factory=dict)


def read_built(files: Files, home: str = "") -> Built:
    """All links and anchors of these files; `home` is the address of the site with a slash at its end, or empty."""
    built = Built(files, home)
    for path, data in sorted(files.items()):
        for ending, read in READERS.items():
            if path.endswith(ending):
                built.links.extend(Link(path, where, address.strip()) for where, address in read(data.decode("utf-8-sig"), path, built.ids))
    return built


# ------------------------------------------------------------------ reading

Found = Iterator[tuple[str, str]]
Ids = dict[str, list[str]]


class Page(HTMLParser):
    """Collects what a page or a picture leads to, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.names: set[str] = set()
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.names |= {values["name"]} if tag == "a" and "name" in values else set()
        self.found += (
            [(f"{tag} {name}", address) for name, value in values.items() for address in addresses_in(name, value)] if tag != "mo" else []
        )
        if tag == "meta" and (values.get("property") or values.get("name")) in METAS:
            self.found.append((f"meta {values.get('property') or values.get('name')}", values.get("content", "")))
        self.inside = tag if tag == "style" else values.get("type", "") if tag == "script" else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "application/ld+json":
            self.found += [(f"data {name}", value) for name, value in walk(json.loads(data)) if name in SPOKEN]
        if self.inside == "style":
            self.found += [("style url()", address) for address in functions_in(data)]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def addresses_in(name: str, value: str) -> Iterator[str]:
    """The addresses that an attribute holds; a place on the same page is `#name`, one that scripts make begins with `/`."""
    if name in ADDRESSES:
        yield value
    elif name in SETS:
        yield from (part.split()[0] for part in value.split(",") if part.split())
    elif name in NAMES:
        yield from (f"#{word}" for word in value.split())
    elif name in PLACES:
        yield from (f"/{PLACES[name].format(word)}" for word in value.split())
    elif "url(" in value:
        yield from functions_in(value)


def functions_in(text: str) -> Iterator[str]:
    """The addresses in `url(…)` of a style sheet or of an attribute of a picture."""
    yield from (quoted or single or bare for quoted, single, bare in FUNCTION.findall(text))


def walk(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a JSON value with the key that it stands under."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, name)
    elif isinstance(value, str):
        yield name, value


def read_page(text: str, path: str, ids: Ids) -> Found:
    page = Page()
    page.feed(text)
    page.close()
    ids[path] = page.ids + sorted(page.names - set(page.ids))
    yield from page.found


def read_style(text: str, path: str, ids: Ids) -> Found:
    yield from (("url()", address) for address in functions_in(text))


def read_json(text: str, path: str, ids: Ids) -> Found:
    """Addresses stand under `url`; a related page is named by category and slug. A schema holds none of the site's."""
    for name, value in walk(json.loads(text)) if not path.endswith(".schema.json") else ():
        if name == "url" and value:
            yield name, from_top(value)
        elif name in {"related", "question_id"}:
            yield name, f"/questions/{value}.html"


def from_top(address: str) -> str:
    """An address as data for programs have it: whole, or from the top of the site."""
    return address if OUTSIDE.match(address) else f"/{address}"


def read_table(text: str, path: str, ids: Ids) -> Found:
    yield from (("column url", from_top(row["url"])) for row in csv.DictReader(io.StringIO(text, newline="")) if row.get("url"))


def read_manifest(text: str, path: str, ids: Ids) -> Found:
    yield from ((name, value) for name, value in walk(json.loads(text)) if name in {"src", "url", "start_url", "id"})


def read_sitemap(text: str, path: str, ids: Ids) -> Found:
    yield from (("loc", node.text or "") for node in ET.fromstring(text).iter() if node.tag.endswith("}loc"))


def read_robots(text: str, path: str, ids: Ids) -> Found:
    yield from (("Sitemap", line.partition(":")[2]) for line in text.splitlines() if line.lower().startswith("sitemap:"))


def read_markdown(text: str, path: str, ids: Ids) -> Found:
    yield from (("link", address) for address in MARKDOWN.findall(text))


def read_notebook(text: str, path: str, ids: Ids) -> Found:
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "markdown":
            yield from read_markdown("".join(cell["source"]), path, ids)


def read_headers(text: str, path: str, ids: Ids) -> Found:
    yield from (("path", line) for line in text.splitlines() if line.startswith("/") and "*" not in line)


def read_worker(text: str, path: str, ids: Ids) -> Found:
    """The list of what the worker keeps is a JSON object behind `const BUILD =`."""
    start = re.search(r"const BUILD = ", text)
    if start:
        build, _ = json.JSONDecoder().raw_decode(text, start.end())
        yield from (("kept", f"/{name}") for name in [*build["files"], *build["first"]])


def read_index(text: str, path: str, ids: Ids) -> Found:
    """The search's index is a JSON object behind `self.qaIndex =`; a section without an anchor in it is named as its title."""
    if text.startswith("self.qaIndex = "):
        index, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
        for address, _title, _summary, _standing, _names, sections in index["pages"]:
            yield "found by search", f"/{address}"
            yield from (("found by search", f"/{address}#{anchor or slugify(title, '-')}") for title, anchor, _text in sections)


READERS: dict[str, Callable[[str, str, Ids], Found]] = {
    ".html": read_page,
    ".svg": read_page,
    ".css": read_style,
    ".json": read_json,
    ".csv": read_table,
    ".webmanifest": read_manifest,
    "sitemap.xml": read_sitemap,
    "robots.txt": read_robots,
    "llms.txt": read_markdown,
    "llms-full.txt": read_markdown,
    ".ipynb": read_notebook,
    "_headers": read_headers,
    "sw.js": read_worker,
    ".js": read_index,
}


# ------------------------------------------------------------------ judging


def outside(built: Built) -> dict[str, list[str]]:
    """The addresses that lead to other hosts, each with the files that have it."""
    found: dict[str, list[str]] = {}
    for link in built.links:
        if OUTSIDE.match(link.address) and not is_ours(link.address, built):
            files = found.setdefault(link.address, [])
            if link.path not in files:
                files.append(link.path)
    return found


def is_ours(address: str, built: Built) -> bool:
    return bool(built.home) and (address + "/").startswith(built.home)


def find_broken(built: Built) -> Iterator[str]:
    """Every link within the site that leads to no file or no anchor, or to one only by the grace of a server."""
    names = {path.casefold(): path for path in built.files}
    folders = {str(parent) for path in built.files for parent in parents(path)}
    ids = {path: set(found) for path, found in built.ids.items()}
    for link in built.links:
        if (SCHEME.match(link.address) and not is_ours(link.address, built)) or link.address.startswith("//"):
            continue
        target, anchor = resolve(link, built.home)
        if target in built.files:
            if anchor and anchor not in ids.get(target, set()):
                yield f"{link}: {target} has no such anchor"
        elif target.casefold() in names:
            yield f"{link}: the file is {names[target.casefold()]}, written otherwise"
        elif target in folders:
            yield f"{link}: a folder, which opens by the grace of a server; name its index.html"
        else:
            yield f"{link}: no such file"


def parents(path: str) -> Iterator[str]:
    """The folders above a file, the site's own ("") included."""
    while path:
        path = posixpath.dirname(path)
        yield path


def resolve(link: Link, home: str) -> tuple[str, str]:
    """The file and the anchor that a link within the site leads to; one that begins with `/` starts at the top of the site."""
    address = link.address
    if home and address == home:
        return "index.html", ""
    parts = urlsplit(address)
    place = unquote(parts.path)
    base = urlsplit(home).path if home and place.startswith(urlsplit(home).path) else "/"
    if not place:
        return link.path, unquote(parts.fragment)
    full = place.removeprefix(base) if place.startswith("/") else posixpath.join(posixpath.dirname(link.path), place)
    target = posixpath.normpath(full) if full else ""
    return ("" if target == "." else target), unquote(parts.fragment)


def find_twins(built: Built) -> Iterator[str]:
    """Every id that a page has twice, and paths that differ in case alone."""
    for path, ids in built.ids.items():
        yield from (f"{path}: id “{name}” {count} times" for name, count in Counter(ids).items() if count > 1)
    folded = Counter(path.casefold() for path in built.files)
    yield from (f"{path}: another path differs from it in case alone" for path in built.files if folded[path.casefold()] > 1)
