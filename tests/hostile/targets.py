"""Names what is fed with hostile text: for each part its seeds, and what an input must not do to it."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from account import complaints
from mutate import read_seeds

import answers
import book
import compute
import literature
import markup
import mathml
import pieces
from model import Answer, Unusable
from parse import parse_list

TESTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Target:
    """A part of the program: texts to begin with, and what is wrong with its outcome for a text (nothing: an empty string)."""

    seeds: Callable[[], list[str]]
    examine: Callable[[str], str]


def examine_parser(text: str) -> str:
    """A list is read without a crash, and all that stands in it is in an entry or in a note."""
    wrong = complaints(text, parse_list(text))
    return "; ".join(f"{rule}: {what}" for rule, what in wrong.items())


def examine_answer(text: str) -> str:
    """An answer's file is an answer, or Problems that say what to do, or unusable in one sentence; its body is all in its sections."""
    try:
        answer, problems = answers.parse_answer("training", "page", "page.md", text)
    except Unusable as error:
        return "" if "\n" not in str(error) and len(str(error)) < 500 else f"not one sentence: {error!r}"
    if (answer is None) != bool(problems):
        return "neither an answer nor a problem, or both"
    return examine_body(answer, text) if answer else ""


def examine_body(answer: Answer, text: str) -> str:
    answers.follow_ups(answer)
    answers.interviewer_points(answer)
    pieces.cited_numbers(answer)
    list(compute.answer_quotes(answer))
    match = answers.FRONT_MATTER.match(text)
    body = text[match.end() :] if match else text
    kept = "".join(f"##{section.heading}{section.text}" if section.heading else section.text for section in answer.sections)
    missing = {c for c in body if not c.isspace() and c != "#"} - set(kept)
    return f"not in any section: {missing}" if missing else ""


def examine_markup(text: str) -> str:
    """What is found in a text stands in it, replacing nothing changes nothing, and masking keeps its shape."""
    masked = markup.plain(text)
    if len(masked) != len(text) or masked.count("\n") != text.count("\n"):
        return "a masked text has another shape"
    if markup.replace_in_prose(text, lambda piece: piece) != text:
        return "replacing nothing changed something"
    for quote in markup.find_quotes(text, "here"):
        compute.agrees(quote.text, 0.5)
        compute.agrees(quote.text, quote.call)
    found = [citation.key for citation in markup.find_citations(text)] + [block.text for block in markup.find_blocks(text)]
    found += [name for name, _, _ in markup.find_figures(text)] + [target for target, _ in markup.find_links(text)]
    found += [tex for tex, _, _ in markup.find_formulas(text)]
    markup.count_words(text)
    pieces.plain_text(text)
    missing = [piece for piece in found if any(word not in text for word in piece.split())]  # code inside brackets is blanked out
    return f"found what is not there: {missing[0]!r}" if missing else ""


PRESENTATION = re.compile(r"m[a-z]+|semantics|annotation")


def examine_formula(text: str) -> str:
    """TeX is a formula of MathML's own elements, with no attribute that acts or styles, or it is refused with a reason."""
    for display in (True, False):
        try:
            root = ElementTree.fromstring(mathml.to_mathml(text, display))
            mathml.to_text(text)
        except ValueError:
            continue
        for element in root.iter():
            acting = [name for name in element.attrib if name.startswith("on") or name in {"style", "href", "src", "id"}]
            if not PRESENTATION.fullmatch(element.tag) or acting:
                return f"<{element.tag}> with {element.attrib}"
    return ""


def examine_references(text: str) -> str:
    """Literature is References and Problems, or unusable in one sentence."""
    try:
        references, _ = literature.parse_references("references.bib", text)
    except Unusable as error:
        return "" if "\n" not in str(error) else f"not one sentence: {error!r}"
    for reference in references.values():
        pieces.render_reference(reference)
    return ""


def examine_toml(text: str) -> str:
    """A table of contents is data, or unusable in one sentence."""
    try:
        data = book.parse_toml("content/x.toml", text)
    except Unusable as error:
        return "" if "\n" not in str(error) else f"not one sentence: {error!r}"
    problems: list[Any] = []
    for id, table in data.items():
        place = book.Place("content/x.toml", book.table_line(text, id))
        for schema in (book.SourceMatter, book.CategoryMatter, book.PathMatter):
            book.validated(schema, table, place, problems)
    return next((f"a problem of several lines: {problem}" for problem in problems if "\n" in str(problem)), "")


EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
TAG = re.compile(r"<[^>]*>")
PLACES = (
    "{}",
    "# {}",
    "- {}",
    "Before\n\n{}\n\nbehind",
    "| a | b |\n| --- | --- |\n| {} | c |",
    "[{}](x.md)",
    '<div class="qa-x" markdown>\n{}\n</div>',
)


def examine_escape(text: str) -> str:
    """Escaped text shows as it was typed, white space aside, and makes no element in any of the places where pages put it."""
    words = " ".join(pieces.UNSEEN.sub("", text).split())
    for place in PLACES if words else ():
        shown = markdown.markdown(place.format(pieces.escape(text)), extensions=EXTENSIONS)
        plain = markdown.markdown(place.format("words"), extensions=EXTENSIONS)
        if [strip_id(tag) for tag in TAG.findall(shown)] != [strip_id(tag) for tag in TAG.findall(plain)]:
            return f"markup in {place!r}: {shown!r}"
        if words not in " ".join(html.unescape(TAG.sub("", shown)).split()):
            return f"other text in {place!r}: {shown!r}"
    return ""


def strip_id(tag: str) -> str:
    return re.sub(r' id="[^"]*"', "", tag)


def read_content(pattern: str) -> list[str]:
    """The texts of the sound and of the broken book that match a pattern."""
    paths = [path for name in ("sound", "broken") for path in sorted((TESTS / name / "content").glob(pattern))]
    return [path.read_bytes().decode("utf-8", errors="replace") for path in paths]


def read_formulas() -> list[str]:
    """The formulas of the sound book, and commands that could act where they were let through."""
    found = [tex for text in read_content("answers/*/*.md") for tex, _, _ in markup.find_formulas(text)]
    return [*dict.fromkeys(found), r"\text{<b>x</b> & y}", r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\begin{matrix}a & b \\ c\end{matrix}",
            r"\textcolor{red}{x}", r"\class{y}{x}", r"\left( \frac{a}{b} \right]_0^1", r"\def\f#1{#1#1}\f{\f{\f x}}", r"\operatorname{x}\mathbb{R}\hspace{3em}"]  # fmt: skip


TARGETS: Mapping[str, Target] = {
    "parser": Target(read_seeds, examine_parser),
    "answers": Target(lambda: read_content("answers/*/*.md"), examine_answer),
    "markup": Target(lambda: read_content("answers/*/*.md"), examine_markup),
    "formulas": Target(read_formulas, examine_formula),
    "references": Target(lambda: read_content("references.bib"), examine_references),
    "toml": Target(lambda: read_content("*.toml"), examine_toml),
    "escape": Target(read_seeds, examine_escape),
}
