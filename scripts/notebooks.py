"""Teaches mkdocs-jupyter to show notebooks as this site's own pages: their text, mathematics, code and figures."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs_jupyter.config import settings
from nbconvert.exporters.templateexporter import default_filters

# What the pages' security policy would not let work, or would let work against the reader.
FORBIDDEN = re.compile(r"<(?:script|style|iframe|link)\b|\sstyle=|\son\w+=", re.IGNORECASE)


def set_up_notebooks(templates: Path, markdown: Callable[[], Markdown]) -> None:
    """Use the notebook templates in `templates`, with filters that render by what `markdown()` makes."""
    settings.templates_dir = str(templates)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for many small matrices threads cost more than they save
    default_filters["qa_markdown"] = partial(render_markdown, markdown)
    default_filters["qa_code"] = partial(render_code, markdown)
    default_filters["qa_joined"] = join_streams
    default_filters["qa_output"] = partial(render_output, markdown)


def cache_folder(root: Path, sources: Mapping[str, bytes]) -> Path:
    """A folder for executed notebooks whose name changes with all `sources` that shape them; older ones are removed.

    mkdocs-jupyter itself looks at a notebook's own bytes only.
    """
    parts = b"\0".join(name.encode() + b"\0" + content for name, content in sorted(sources.items()))
    folder = root / ".cache" / "notebooks" / hashlib.sha256(parts).hexdigest()[:16]
    for other in folder.parent.glob("*") if folder.parent.is_dir() else ():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    for kept in folder.glob("*.json"):
        if not is_whole(kept):
            kept.unlink()
    return folder


def is_whole(kept: Path) -> bool:
    """Whether a run that was cut short, or a fault of the disk, has left what mkdocs-jupyter can read."""
    try:
        data = json.loads(kept.read_text(encoding="utf-8"))
        return isinstance(data["content"], str) and isinstance(data["toc_tokens"], list)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return False


def can_keep(folder: Path) -> bool:
    """Whether executed notebooks can be kept in `folder`; if not, they are executed each time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def render_markdown(markdown: Callable[[], Markdown], text: str) -> str:
    """A cell of text as HTML, by the same rules as every page."""
    return str(markdown().convert(text))


def render_code(markdown: Callable[[], Markdown], code: str) -> str:
    """A cell of code, coloured and with a copy button like every block of code."""
    return render_markdown(markdown, _fence("python", code))


def join_streams(outputs: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The outputs with what was printed between two others in one piece.

    Into how many pieces the kernel cuts it depends on how fast the machine is; the page shall not.
    """
    joined: list[Mapping[str, Any]] = []
    for output in outputs:
        if joined and output["output_type"] == joined[-1]["output_type"] == "stream" and output["name"] == joined[-1]["name"]:
            joined[-1] = {**joined[-1], "text": joined[-1]["text"] + output["text"]}
        else:
            joined.append(output)
    return joined


def render_output(markdown: Callable[[], Markdown], output: Mapping[str, Any]) -> str:
    """What a cell printed, or the last value that it showed: text, or HTML that needs neither style nor script.

    Raises ValueError for output that a page cannot hold.
    """
    if output["output_type"] == "stream":
        return render_markdown(markdown, _fence("text", output["text"]))
    data = output.get("data", {})
    if "text/html" in data:
        return _checked(data["text/html"])
    if "text/plain" in data:
        return render_markdown(markdown, _fence("text", data["text/plain"]))
    raise ValueError(f"a notebook shows {', '.join(data) or output['output_type']}; show text or draw.picture(…)")


def _fence(language: str, text: str) -> str:
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def _checked(html: str) -> str:
    found = FORBIDDEN.search(html)
    if found:
        raise ValueError(f"a notebook shows HTML with “{found[0].strip()}”, which the pages forbid; show text or draw.picture(…)")
    return html
