"""Turns an answer's Markdown into text that stands without the site: ordinary Markdown, and HTML whose formulas are TeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from markdown import Markdown
from pymdownx.arithmatex import ArithmatexExtension

import markup
from model import Book, Reference
from pieces import plain_text


def to_portable(text: str, numbers: Mapping[str, int] | None = None) -> str:
    """`text` as Markdown that any reader of Markdown understands: formulas between dollars, links and figures left out.

    Citations become `[3, §2.2]` by the `numbers` of their works, or are left out too.
    """

    def cite(match: re.Match[str]) -> str:
        if numbers is None:
            return ""
        works = (
            f"{numbers[w.key]}{', ' + w.locator if w.locator else ''}" for w in markup.split_citation(match["works"]) if w.key in numbers
        )
        return f"{match['space']}[{'; '.join(works)}]"

    def loosen(piece: str) -> str:
        piece = re.sub(rf"(?P<space>\s*){CITATION}", cite, piece)
        return markup.LINK.sub(r"\1", markup.QUOTE.sub(r"\1", markup.FIGURE.sub("", piece)))

    return markup.replace_in_prose(text, loosen).strip()


CITATION = markup.CITATION.pattern.replace("(", "(?P<works>", 1)


@lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    r"""Portable Markdown as HTML in which formulas stand between `\(` and `\)`, as MathJax reads them."""
    for formula in (markup.DISPLAY_MATH, markup.INLINE_MATH):
        text = formula.sub(lambda match: match[0].replace("<", r"\lt "), text)  # `$a<b$` is no tag
    converter = _converter()
    converter.reset()
    return str(converter.convert(text))


@cache
def _converter() -> Markdown:
    return Markdown(extensions=["tables", "fenced_code", ArithmatexExtension(generic=True)])


def inline_html(text: str) -> str:
    """The same for a text of one paragraph, without the paragraph's tags."""
    rendered = to_html(text)
    return rendered[3:-4] if rendered.startswith("<p>") and rendered.count("<p>") == 1 else rendered


# Evidence


def name_evidence(evidence: str, book: Book) -> str:
    """What a correction rests on as one plain line: works by name and year, computed numbers, the place on the page."""

    def cite(match: re.Match[str]) -> str:
        return "; ".join(
            f"{name_work(book.references[work.key])}{', ' + work.locator if work.locator else ''}"
            for work in markup.split_citation(match[1])
            if work.key in book.references
        )

    text = markup.QUOTE.sub(r"\1 (computed)", markup.CITATION.sub(cite, evidence))
    return plain_text(markup.LINK.sub(r"\1 (on the page)", text))


def name_work(reference: Reference) -> str:
    """A work as it is named in passing: `Glorot and Bengio (2010)`; an author alone may be a body, which has no surname."""
    names = [surname(name) for name in reference.authors if name != "others"]
    several = len(names) > 2 or "others" in reference.authors
    if len(reference.authors) == 1:
        return f"{reference.authors[0]} ({reference.year})"
    people = f"{names[0]} et al." if several and names else " and ".join(names)
    return f"{people} ({reference.year})" if people else f"{reference.title} ({reference.year})"


def surname(name: str) -> str:
    """The last part of a full name, with the particles that belong to it."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    return " ".join(words[first:])
