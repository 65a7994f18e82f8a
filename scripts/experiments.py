"""Turns the notebooks into what a reader can take away: one file for each, and an archive of all with what they lean on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from model import Book, Notebook

HELPERS = ("draw", "compute", "kept", "markup", "model")  # what a notebook may import, and what those import
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def render_downloads(book: Book, helpers: Mapping[str, str]) -> dict[str, bytes]:
    """The files for downloading, by their paths on the site; the same bytes every time.

    `helpers` are the texts of the modules of `scripts/` by name.
    """
    files = {f"notebooks/{notebook.name}.ipynb": to_ipynb(notebook) for notebook in book.notebooks}
    inside = {f"docs/{path}": data for path, data in files.items()}
    inside |= {f"scripts/{name}.py": helpers[name].encode() for name in HELPERS}
    inside |= {code.path: code.text.encode() for code in book.claims.values()}
    return files | {"notebooks/notebooks.zip": pack(inside)} if files else {}


def to_ipynb(notebook: Notebook) -> bytes:
    """A notebook in Jupyter's format, without outputs."""
    import jupytext  # which brings much of Jupyter with it

    converted = jupytext.reads(notebook.text, fmt="py:percent")
    for number, cell in enumerate(converted.cells, start=1):
        cell["id"] = f"cell-{number}"
    return str(jupytext.writes(converted, fmt="ipynb")).encode()


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of the files below a folder of its own."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"deep-learning-interviews/{path}", LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
