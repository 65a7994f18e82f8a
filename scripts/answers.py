"""Turns the text of an answer file into an Answer: front matter validated to the last key, body cut at its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from markup import FENCE, line_at, mask
from model import Answer, Consensus, Correction, Level, Place, Problem, Section, Statement, Status, Unusable, Verdict

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[A-Za-z0-9.-]+$")]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same grammar, in C where the library has it
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$\n?", re.M | re.S)
DEEPEST = 20  # levels of YAML
HEADING = re.compile(r"^## +(?=[^ \n])(.+)$", re.M)


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class Today(Schema):
    status: Status
    why: Text


class CorrectionMatter(Schema):
    entries: Annotated[list[Key], Field(min_length=1)]
    verdict: Verdict
    claim: Text
    truth: Text
    evidence: Text


class StatementMatter(Schema):
    claim: Text
    why: Text
    evidence: Text


class FrontMatter(Schema):
    """The keys of an answer's front matter, all of them required but the statements."""

    question: Text
    asks: list[Key]
    aliases: Annotated[list[Text], Field(min_length=4, max_length=16)]
    level: Level
    minutes: Annotated[int, Field(ge=1, le=30)]
    today: Today
    consensus: Consensus
    related: list[Key]
    corrections: list[CorrectionMatter]
    statements: Annotated[list[StatementMatter], Field(max_length=3)] = []


def parse_answer(category: str, slug: str, path: str, text: str) -> tuple[Answer | None, list[Problem]]:
    """The answer in `text`, or None and what is wrong with its front matter.

    Raises Unusable if there is no front matter or it is not YAML.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        raise Unusable(f"{path}:1: no front matter; begin the file with '---', the keys of CONTRIBUTING.md, and '---'")
    data, lines = read_yaml(match[1], path)
    try:
        matter = FrontMatter.model_validate(data)
    except ValidationError as error:
        return None, [explain(item, path, lines) for item in error.errors()]
    sections = tuple(cut_sections(text, match.end()))
    return build_answer(matter, category, slug, path, sections, lines), []


def read_yaml(text: str, path: str) -> tuple[Any, dict[str, int]]:
    """The data in `text`, which begins in line 2 of `path`, and the line of every key by its dotted path."""
    loader = None
    try:
        refuse_deep(text)
        loader = Loader(text)
        node = loader.get_single_node()
        lines = dict(key_lines(node)) if node else {}
        return (loader.construct_document(node) if node else {}), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = getattr(error, "problem", None) or "unreadable"
        raise Unusable(f"{path}:{line}: the front matter is not YAML ({reason}); quote texts that hold ': ' or begin with a sign") from None
    except ValueError as error:
        raise Unusable(f"{path}:1: the front matter holds a value that cannot be read ({error})") from None
    finally:
        if loader:
            loader.dispose()


def refuse_deep(text: str) -> None:
    """Raises ValueError for YAML that refers to parts of itself, or is nested deeper than any key: either can grow without end."""
    depth = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            raise ValueError("an alias (*name); write the text out" if depth <= DEEPEST else f"nested more than {DEEPEST} deep")


def key_lines(node: yaml.Node, prefix: str = "") -> Iterator[tuple[str, int]]:
    """(dotted path, line in the file) of every key and item below `node`."""
    children: list[tuple[str, yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        children = [(str(key.value), key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(str(i), item, item) for i, item in enumerate(node.value)]
    for name, key, value in children:
        yield f"{prefix}{name}", key.start_mark.line + 2
        yield from key_lines(value, f"{prefix}{name}.")


def explain(error: Any, path: str, lines: dict[str, int]) -> Problem:
    """A validation error as a Problem at the key it concerns."""
    parts = [str(part) for part in error["loc"]]
    name = ".".join(parts)
    line = next((lines[key] for key in prefixes(parts) if key in lines), 1)
    if error["type"] == "extra_forbidden":
        return Problem(Place(path, line), f"unknown key '{name}'; remove it or correct its spelling")
    if error["type"] == "missing":
        return Problem(Place(path, line), f"the key '{name}' is missing; add it (CONTRIBUTING.md says what it holds)")
    return Problem(Place(path, line), f"'{name}': {error['msg'][:1].lower()}{error['msg'][1:]}; correct the value")


def prefixes(parts: list[str]) -> Iterator[str]:
    """The dotted paths of a key and of all that hold it, longest first."""
    for end in range(len(parts), 0, -1):
        yield ".".join(parts[:end])


def cut_sections(text: str, start: int) -> Iterator[Section]:
    """The sections of the body that begins at `start`; text above the first heading is a section without a name."""
    masked = mask(text, FENCE)
    heads = [(heading_text(m[1]), m.start(), m.end()) for m in HEADING.finditer(masked, start)]
    first = heads[0][1] if heads else len(text)
    if text[start:first].strip():
        yield section("", text, start, first)
    ends = [begin for _, begin, _ in heads[1:]] + [len(text)]
    for (heading, _, begin), end in zip(heads, ends, strict=False):
        yield section(heading, text, begin, end)


def heading_text(text: str) -> str:
    """A heading without the signs that may close it."""
    return text.rstrip(" ").rstrip("#").rstrip(" ") or text


def section(heading: str, text: str, start: int, end: int) -> Section:
    """The section `text[start:end]` without the blank lines around it."""
    inside = text[start:end]
    lead = len(inside) - len(inside.lstrip("\n"))
    return Section(heading, inside.strip("\n").rstrip(), text.count("\n", 0, start + lead) + 1)


def build_answer(matter: FrontMatter, category: str, slug: str, path: str, sections: tuple[Section, ...], lines: dict[str, int]) -> Answer:
    """The Answer that a validated front matter and a cut body make."""
    return Answer(
        category=category,
        slug=slug,
        path=path,
        question=" ".join(matter.question.split()),
        asks=tuple(matter.asks),
        aliases=tuple(matter.aliases),
        level=matter.level,
        minutes=matter.minutes,
        status=matter.today.status,
        why=matter.today.why,
        consensus=matter.consensus,
        related=tuple(matter.related),
        corrections=tuple(build_correction(c, i, path, lines) for i, c in enumerate(matter.corrections)),
        statements=tuple(build_statement(s, i, path, lines) for i, s in enumerate(matter.statements)),
        sections=sections,
        lines=lines,
    )


def build_correction(matter: CorrectionMatter, index: int, path: str, lines: dict[str, int]) -> Correction:
    """The Correction at `index` of the front matter, with its place."""
    return Correction(
        entries=tuple(matter.entries),
        verdict=matter.verdict,
        claim=" ".join(matter.claim.split()),
        truth=matter.truth,
        evidence=matter.evidence,
        place=Place(path, lines.get(f"corrections.{index}", 1)),
    )


def build_statement(matter: StatementMatter, index: int, path: str, lines: dict[str, int]) -> Statement:
    """The Statement at `index` of the front matter, with its place."""
    place = Place(path, lines.get(f"statements.{index}", 1))
    return Statement(" ".join(matter.claim.split()), matter.why, matter.evidence, place)


@dataclass(frozen=True)
class FollowUp:
    """A question that an interviewer asks next, and its answer; `line` is the question's."""

    question: str
    answer: str
    line: int


def follow_ups(answer: Answer) -> tuple[FollowUp, ...]:
    """The follow-up questions of an answer in order."""
    section = answer.section("Follow-up questions")
    heads = list(re.finditer(r"^### +(?=[^ \n])(.+)$", mask(section.text, FENCE), re.M))
    ends = [head.start() for head in heads[1:]] + [len(section.text)]
    return tuple(
        FollowUp(heading_text(head[1]), section.text[head.end() : end].strip(), section.line + line_at(section.text, head.start()))
        for head, end in zip(heads, ends, strict=False)
    )


def interviewer_points(answer: Answer) -> dict[str, tuple[str, ...]]:
    """The points of the interviewer's sheet below each of its bold labels, in order; a point may run over lines."""
    pieces = re.split(r"^\*\*(.+?)\*\*[ \t]*$", answer.section("For the interviewer").text, flags=re.M)
    return {label: tuple(list_items(text)) for label, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def list_items(text: str) -> list[str]:
    """The items of a bulleted list, each on one line."""
    items: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith(("- ", "* ")):
            items.append(line[2:].strip())
        elif items and line.strip():
            items[-1] += " " + line.strip()
    return items


# The claims of the lists that a reader can be asked about: those false in whole or in part, where each says something by itself.
MISTAKEN = (Verdict.wrong, Verdict.misleading, Verdict.outdated)


def can_be_judged(claim: str) -> bool:
    """Whether a quoted claim says something by itself: not a word or two, a question, an announcement, or pieces of several sentences."""
    return len(claim.split()) >= 5 and not claim.endswith(("?", ":")) and "…" not in claim


def as_sentence(claim: str) -> str:
    """A quoted claim with a sentence's first letter and end, lest its form tell it from a true statement."""
    text = " ".join(claim.split())
    return text[:1].upper() + text[1:] + ("" if text.rstrip("\"'”’)").endswith((".", "!")) else ".")


SKELETON = """---
question: ""
asks: [{asks}]
aliases: []
level: ""
minutes: 0
today:
  status: ""
  why: ""
consensus: ""
related: []
corrections:{corrections}
statements: []
---

## Short answer

## Explanation

## In code

## Follow-up questions

## For the interviewer

**Must say**

**Strong sign**

**Red flag**
"""
