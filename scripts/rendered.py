"""Keeps what Markdown made of a page, so that a page is rendered anew only when its text, its tools or the set of pages change."""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache

from kept import keep, mark_used, read_kept

# What rendering leaves on a page, beside the links to anchors, which name other pages.
KEPT = ("content", "toc", "_title_from_render", "present_anchor_ids")


class Listener(logging.Handler):
    """Notes whether anything was warned of while it listened."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


class KeptTemplates(BytecodeCache):
    """Keeps what the theme's templates are compiled to, which would take a third of a second in each build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        data = read_kept(self.folder / f"{bucket.key}.kept")
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self.folder / f"{bucket.key}.kept", bucket.bytecode_to_string())


class Remembering:
    """A template that remembers what it made of each page (`memory`: address → key and page), for as long as the page's key is the same."""

    def __init__(self, template: Any, memory: dict[str, tuple[str, bytes]], key: Callable[[Mapping[str, Any]], str]) -> None:
        self.template, self.memory, self.key = template, memory, key

    def render(self, context: Mapping[str, Any]) -> str:
        address, key = context["page"].url, self.key(context)
        known, output = self.memory.get(address, ("", b""))
        if known != key:
            output = str(self.template.render(context)).encode()
            self.memory[address] = key, output
        return output.decode()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.template, name)  # for templates that extend it


def digest(parts: Iterable[str]) -> str:
    """A name for the parts, in their order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def keep_rendering(page: Any, folder: Path, stamp: str) -> Callable[[Any, Any], None]:
    """A `render` for a page whose Markdown is read: from `folder` if the same was rendered before, with the same `stamp`.

    A page that was warned of is not kept, so that the warning comes again.
    """
    render, path = page.render, folder / digest([stamp, page.file.src_uri, page.markdown])

    def render_or_read(config: Any, files: Any) -> None:
        kept = read_page(path)
        if kept is None:
            listener = Listener()
            logging.getLogger("mkdocs").addHandler(listener)
            try:
                render(config, files)
            finally:
                logging.getLogger("mkdocs").removeHandler(listener)
            if not listener.heard:
                keep_page(path, page)
        else:
            restore(page, kept, files)
            mark_used(path)

    return render_or_read


def read_page(path: Path) -> dict[str, Any] | None:
    """What was kept of a page; None if nothing was, or not the whole of it."""
    data = read_kept(path)
    try:
        return None if data is None else dict(pickle.loads(data))  # noqa: S301 (our own, and as it was written)
    except (AttributeError, ImportError):  # by another version of what it holds
        return None


def keep_page(path: Path, page: Any) -> None:
    """Keeps a rendered page."""
    kept = {name: getattr(page, name) for name in KEPT}
    kept["links"] = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    keep(path, pickle.dumps(kept))


def restore(page: Any, kept: dict[str, Any], files: Any) -> None:
    """Puts on a page what rendering would have put there."""
    for name in KEPT:
        setattr(page, name, kept[name])
    page.links_to_anchors = {files.get_file_from_path(path): anchors for path, anchors in kept["links"].items()}
