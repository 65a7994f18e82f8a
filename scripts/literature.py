"""Turns a BibTeX file into References."""

from __future__ import annotations

import logging
from functools import lru_cache

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import DuplicateBlockKeyBlock, Entry

from model import Place, Problem, Reference, Unusable

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would log is said as a Problem, or as Unusable
ADDRESSES = ("doi", "eprint", "isbn", "url")  # these are no LaTeX: a tilde in them is a tilde
VENUES = ("journal", "booktitle", "publisher", "school", "institution", "howpublished")


@lru_cache(maxsize=1)  # a served site reads the same literature at each change of an answer
def parse_references(path: str, text: str) -> tuple[dict[str, Reference], list[Problem]]:
    """The references in `text` by their keys, and a Problem for every key used twice and every stray text.

    Raises Unusable where the text is not BibTeX.
    """
    library = parse_string(text)
    addresses = {entry.key: {name: raw_field(entry, name) for name in ADDRESSES} for entry in library.entries}
    for entry in library.entries:
        decode_latex(entry, library)
    library = middlewares.SeparateCoAuthors(allow_inplace_modification=True).transform(library)
    problems = []
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if not isinstance(block, DuplicateBlockKeyBlock):
            raise Unusable(f"{path}:{line}: this entry is not BibTeX; look for a missing comma, brace or quote in it")
        problems.append(Problem(Place(path, line), f"the key '{block.key}' is used twice; keep one of the entries"))
    for comment in library.comments:
        if not str(comment.comment).lstrip().startswith("%"):
            place = Place(path, (comment.start_line or 0) + 1)
            problems.append(Problem(place, "text outside an entry; remove it, or begin its lines with '%'"))
    return {entry.key: build_reference(entry, addresses[entry.key], path) for entry in library.entries}, problems


def decode_latex(entry: Entry, library: Library) -> None:
    """Turns LaTeX in an entry's fields into plain characters; where there is no command, only braces are taken away."""
    if any("\\" in str(field.value) for field in entry.fields):
        middlewares.LatexDecodingMiddleware(allow_inplace_modification=True).transform_entry(entry, library)
    else:
        for field in entry.fields:
            field.value = str(field.value).replace("{", "").replace("}", "")


def raw_field(entry: Entry, name: str) -> str:
    """A field on one line as it stands; empty if the entry has none."""
    found = entry.fields_dict.get(name)
    return " ".join(str(found.value).split()) if found else ""


def build_reference(entry: Entry, addresses: dict[str, str], path: str) -> Reference:
    """The Reference that a BibTeX entry describes; absent fields are empty."""
    authors = entry.fields_dict.get("author") or entry.fields_dict.get("editor")
    return Reference(
        key=entry.key,
        kind=entry.entry_type,
        authors=tuple(display_name(name) for name in authors.value) if authors else (),
        title=raw_field(entry, "title"),
        year=raw_field(entry, "year"),
        venue=next(filter(None, (raw_field(entry, name) for name in VENUES)), ""),
        **addresses,
        note=raw_field(entry, "note"),
        place=Place(path, (entry.start_line or 0) + 1),
    )


def display_name(name: str) -> str:
    """A BibTeX name as printed: `Glorot, Xavier` and `Xavier Glorot` both become `Xavier Glorot`."""
    last, comma, first = " ".join(str(name).split()).partition(", ")
    return f"{first} {last}" if comma else last
