"""The pieces that pages are made of: escaped text, links, boxes, tables, and an answer's Markdown made ready for a page."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any

import yaml

import markup
from compute import Evidence
from mathml import to_text
from model import Answer, Book, Reference

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same text, by C where the library has it
UNSEARCHED = {"search": {"exclude": True}}
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)  # no HTML, or of no direction but their own

MARKS = re.compile(r"([\\`*_{}\[\]#|$~^\"])")
SCHEMES = re.compile(r"(https?|ftp|javascript|data|mailto):", re.IGNORECASE)
WWW = re.compile(r"www\.", re.IGNORECASE)
AT = re.compile(r"(?<=\w)@(?=\w)")
OPENING = re.compile(r"^([-+:](?=\s|$)|[-=?!]{2}|\d+(?=[.)](?:\s|$)))")  # what opens a list, a heading or a fold


def escape(text: str) -> str:
    """`text` on one line as data: whatever could be markup, a link or a formula in it shows as it is typed.

    Control characters, which no page may hold, and those that turn the direction of what follows are left out.
    """
    text = " ".join(UNSEEN.sub("", text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = MARKS.sub(lambda match: f"&#{ord(match[1])};", text)
    if ":" in text:
        text = SCHEMES.sub(r"\1&#58;", text)
    text = WWW.sub(lambda match: match[0][:-1] + "&#46;", text)
    text = AT.sub("&#64;", text).replace("!&#91;", "&#33;&#91;")
    return OPENING.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", text)


def matter(**keys: Any) -> str:
    """YAML front matter holding `keys`."""
    return f"---\n{yaml.dump(keys, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10_000)}---\n\n"


def plain_text(text: str) -> str:
    """An answer's Markdown as one plain line; a formula that cannot be read stays as it is written."""
    return markup.to_plain(text, read_formula)


def read_formula(tex: str) -> str:
    try:
        return to_text(tex)
    except ValueError:
        return tex


def relative(target: str, page: str) -> str:
    """The path of the page `target` as seen from `page`."""
    path, hash, anchor = target.partition("#")
    steps, start = path.split("/"), page.split("/")[:-1]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(steps[:-1], start, strict=False)))
    return "../" * (len(start) - shared) + "/".join(steps[shared:]) + hash + anchor


def indent(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.splitlines())


def box(name: str, text: str, id: str = "", **data: object) -> str:
    """`text` in a division of the class `qa-<name>`, with the attributes `data-<key>="<value>"`."""
    attributes = {**({"id": id} if id else {}), **{f"data-{key}": value for key, value in data.items()}}
    written = "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes.items())
    return f'<div class="qa-{name}"{written} markdown>\n{text.strip()}\n</div>'


def plural(count: int, noun: str) -> str:
    """`1 page`, `2 pages`; a noun in -y gives -ies."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else many}"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def join(*parts: str) -> str:
    """The parts that are not empty, between blank lines."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def link_entry(book: Book, key: str, page: str) -> str:
    """A link to an entry's line in the index of its list."""
    source = next((s for s in book.sources if key.startswith(f"{s.id}/")), None)
    if source is None:
        return escape(key)
    name = key.partition("/")[2]
    number = f"no. {name}" if name[0].isdigit() else name
    return f"[{escape(source.short)}, {escape(number)}]({relative(f'lists/{source.id}.md', page)}#entry-{name})"


def link_answer(answer: Answer, page: str) -> str:
    return f"[{escape(answer.question)}]({relative(str(answer.page), page)})"


def page_texts(answer: Answer) -> list[str]:
    """The texts of an answer that can cite, in the order in which its page shows them."""
    bodies = {section.heading: section.text for section in answer.sections}
    corrections = [f"{correction.truth}\n{correction.evidence}" for correction in answer.corrections]
    first = [bodies.get(heading, "") for heading in ("Short answer", "Explanation", "In code")]
    statements = [f"{statement.why}\n{statement.evidence}" for statement in answer.statements]
    return [*first, *corrections, *statements, bodies.get("Follow-up questions", ""), bodies.get("For the interviewer", "")]


@lru_cache(maxsize=8192)
def cited_numbers(answer: Answer) -> dict[str, int]:
    """The number of every work that an answer cites, by its key, in the order of first citation."""
    keys = dict.fromkeys(citation.key for text in page_texts(answer) for citation in markup.find_citations(text))
    return {key: number for number, key in enumerate(keys, start=1)}


def dresser(answer: Answer, page: str, numbers: Mapping[str, int], evidence: Evidence) -> Callable[[str], str]:
    """A function that turns an answer's Markdown into that of `page`: links, citations, numbers and figures resolved."""
    here = "" if page == str(answer.page) else relative(str(answer.page), page)

    def link(match: re.Match[str]) -> str:
        path, hash, anchor = match[2].partition("#")
        target = relative(posixpath.normpath(posixpath.join(answer.page.parent, path)), page) if path else here
        return f"[{match[1]}]({target}{hash}{anchor})"

    def cite(match: re.Match[str]) -> str:
        works = markup.split_citation(match[1])
        links = (f"[{numbers[w.key]}]({here}#ref-{numbers[w.key]}){', ' + w.locator if w.locator else ''}" for w in works)
        return f'<sup class="qa-cite">[{"; ".join(links)}]</sup>'

    def quote(match: re.Match[str]) -> str:
        found = markup.read_quote(match[1], match[2], answer.category)
        target = f"{relative(f'numbers/{found.category}.md', page)}#{number_anchor(found.function)}"
        return f'[{match[1]}]({target}){{ .qa-number title="Computed by {html.escape(found.call)}" }}'

    def figure(match: re.Match[str]) -> str:
        outcome = evidence.figures.get((match[2], match[1]))
        return f'<div class="qa-figure">\n{outcome.text.strip() if outcome else ""}\n</div>'

    def dress(piece: str) -> str:
        for pattern, replacement in ((markup.LINK, link), (markup.CITATION, cite), (markup.QUOTE, quote), (markup.FIGURE, figure)):
            piece = pattern.sub(replacement, piece)
        return piece

    return lambda text: markup.replace_in_prose(text, dress)


def number_anchor(function: str) -> str:
    return function.replace("_", "-")


def render_reference(reference: Reference) -> str:
    """A work as a bibliography prints it, with a link to it."""
    names = list(reference.authors)
    others = bool(names) and names[-1] == "others"
    people = ", ".join(escape(name) for name in (names[:-1] if others else names)) + (" et al." if others else "")
    title = escape(reference.title).rstrip(".")
    stop = "" if title.endswith(("?", "!")) else "."
    place = f" {escape(reference.venue)}." if reference.venue else ""
    return f"{people} ({reference.year}). *{title}*{stop}{place} {render_locator(reference)}".strip()


def render_locator(reference: Reference) -> str:
    """The identifier under which a work is found, as a link where it has an address."""
    if reference.link:
        name = f"doi:{reference.doi}" if reference.doi else f"arXiv:{reference.eprint}" if reference.eprint else reference.url
        return f"[{escape(name)}]({reference.link.replace('(', '%28').replace(')', '%29')})"
    return f"ISBN {escape(reference.isbn)}" if reference.isbn else ""
