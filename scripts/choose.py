"""Chooses the questions of a typed text and the headings that divide them, region by region, from the families of lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence import (
    ASKS,
    BOILERPLATE,
    DATE,
    FOLLOW_UP,
    LISTED,
    Text,
    asking_blocks,
    choose_numbered,
    count_asking,
    find_families,
    is_answer,
    is_title,
    rank_of,
    weigh,
)
from lines import Line

PREAMBLE = 4  # so many questions at least make a list of what stands before the first one: introductions ask one or two
UNIT = re.compile(r"(?:unit|module|part|section|chapter|level|week|day)\W{1,3}(?:\d+|[ivx]+)\b", re.I)
OUTER_SHARE = 3  # an outer family with a third of the questions of the inner one owns it


@dataclass(frozen=True)
class Choice:
    """Where the questions stand, where sections begin, and where text begins that belongs to no answer."""

    questions: tuple[int, ...]
    sections: frozenset[int]
    ends: frozenset[int]


def choose(text: Text) -> Choice:
    """The questions of the whole text; regions that its main family leaves open are looked at again on their own."""
    everything = range(len(text.lines))
    questions = _choose_in(text, everything, 1)
    questions |= _titled_tail(text, questions)
    sections, ends = _divide(text, questions)
    for region in _open_regions(text, questions, sections):
        questions |= _choose_in(text, region, 2) if region.start else _choose_before(text, region, len(questions))
    sections, ends = _divide(text, questions)
    return Choice(tuple(sorted(questions)), frozenset(sections - questions), frozenset(ends - questions))


def _choose_in(text: Text, span: Sequence[int], least: int) -> set[int]:
    """The questions of one region: those of its weightiest family, where that has at least so many."""
    candidates = [at for at in span if text.lines[at].label and at not in text.contents and _could_ask(text, at)]
    families = find_families(text, span, choose_numbered(text, candidates))
    if least > 1:
        families = {family: members for family, members in families.items() if not family.endswith("link")}
    weights = {family: weigh(text, family, members) for family, members in families.items() if members}
    weights = {family: weight for family, weight in weights.items() if weight >= least}
    if not weights:
        return set()
    best = _outermost(text, families, weights)
    return _members(text, families, best)


def _choose_before(text: Text, region: Sequence[int], count: int) -> set[int]:
    """The questions before the first one, where they are a list and not the titles of an introduction."""
    found = _choose_in(text, region, PREAMBLE)
    titles = all(text.lines[at].label is None and not text.lines[at].bullet for at in found)
    return set() if titles and len(found) * 2 < count else found


def _could_ask(text: Text, at: int) -> bool:
    line = text.lines[at]
    return line.kind == "text" and not is_answer(line) and (bool(line.text) or _is_followed(text, at))


def _is_followed(text: Text, at: int) -> bool:
    """Whether words that could be the question follow a label that stands alone."""
    following = text.next_line(at)
    return following is not None and following.kind == "text" and not following.heading and not is_answer(following)


def _outermost(text: Text, families: dict[str, list[int]], weights: dict[str, float]) -> str:
    """The weightiest family, or the one that stands further out and holds most of its lines."""
    best = max(weights, key=lambda family: weights[family] * (0.5 if family == "plain" else 1))
    for family in sorted(weights, key=lambda family: rank_of(text.lines[families[family][0]])):
        outer = rank_of(text.lines[families[family][0]]) < rank_of(text.lines[families[best][0]])
        one_each = len(families[family]) >= 0.8 * len(families[best])
        asking = weights[family] if one_each else count_asking(text, families[family])
        if outer and family != "plain" and asking > 1 and asking * OUTER_SHARE >= weights[best]:
            return family
    return best


def _members(text: Text, families: dict[str, list[int]], family: str) -> set[int]:
    """The lines of a family that ask: all of a family that mostly asks, save those that only open a section."""
    members = families[family]
    if family.startswith("bullet") and sum(text.lines[at].interest >= ASKS for at in members) < 0.6 * len(members):
        members = asking_blocks(text, members)
    if family.startswith("bullet"):
        members = [*members, *(at for at in families.get(f"{family}link", ()) if text.lines[at].interest >= ASKS)]
    if family == "plain":
        marked = (at for name, others in families.items() if name[0] in "hsn" for at in others)
        return set(members) | {at for at in marked if text.lines[at].interest >= 0.9}
    if family == "table":
        return set(members)
    if family == "numbered":
        levels = {text.lines[at].heading for at in members}
        return set(members) | {at for at in _kin(text, families, levels) if text.lines[at].interest >= ASKS}
    asking = {at for at in members if text.lines[at].interest >= ASKS or text.answered(at)}
    listed = len(asking) > 0.8 * len(members) and sum(text.bodied(at) for at in members) * 2 < len(members)
    named = sum(bool(LISTED.search(text.lines[at].text)) for at in members) * 2 < len(members)
    bodied = sum(text.bodied(at) for at in asking) >= 0.8 * len(asking)
    others = (at for at in members if at not in asking and (text.bodied(at) or not bodied or not text.lines[at].bullet))
    return asking | {at for at in others if listed or _has_answer(text, at, named)}


def _kin(text: Text, families: dict[str, list[int]], levels: set[int]) -> Iterator[int]:
    for level in levels - {0}:
        yield from families.get(f"h{level}", [])


def _has_answer(text: Text, at: int, named: bool) -> bool:
    """Whether a line that does not look like a question is treated as the questions around it are.

    Where that says something (`named`), a line that names questions is the title of a section.
    """
    line, following = text.lines[at], text.next_line(at)
    if line.summary:
        return True
    if line.bullet:
        return not line.text.endswith(":") or (following is not None and following.indent > line.indent and not following.bullet)
    if following is None or (named and LISTED.search(line.text)):
        return False
    return following.kind == "code" or not following.heading


# ---- headings and ends -----------------------------------------------------------------------------------------------


def _divide(text: Text, questions: set[int]) -> tuple[set[int], set[int]]:
    """The headings that open sections, and those of them (with closing lines) that begin what is no answer."""
    levels = _section_levels(text, questions)
    inner = max((text.lines[at].heading for at in questions), default=0)
    first = min(questions, default=-1)
    sections, ends = set(), set()
    for at, line in enumerate(text.lines):
        if at in questions or line.kind != "text" or not line.text or at in text.contents:
            continue
        if not line.heading:
            titles = _titles_section(text, at, questions, first)
        else:
            titles = line.heading in levels or (bool(BOILERPLATE.match(line.text)) and (not inner or line.heading <= inner))
        if titles and not is_answer(line):
            sections.add(at)
    sections -= _title(text, sections)
    ends = {at for at in sections if BOILERPLATE.match(text.lines[at].text)}
    return sections, ends


def _title(text: Text, sections: set[int]) -> set[int]:
    """The first line of the text, where no other section is marked as it is: it names the whole list."""
    first = next((at for at, line in enumerate(text.lines) if line.kind != "front" and line.text), -1)
    alike = [at for at in sections if text.lines[at].heading == text.lines[first].heading]
    return {first} if first in sections and len(alike) == 1 else set()


def _section_levels(text: Text, questions: set[int]) -> set[int]:
    """The heading levels that divide the list: all above the questions', and those mostly followed by a question."""
    inside = [text.lines[at].heading for at in questions if text.lines[at].heading]
    top = min(inside) if len(inside) * 2 > len(questions) else 0
    followed: dict[int, list[bool]] = defaultdict(list)
    for at, line in enumerate(text.lines):
        if line.kind == "text" and line.heading and at not in questions and not BOILERPLATE.match(line.text) and not is_answer(line):
            followed[line.heading].append(_leads_to_question(text, at, questions))
    levels = {level for level, hits in followed.items() if sum(hits) * 2 >= len(hits) and (not top or level <= top)}
    outer = max(top, *levels, 0) if levels else top
    return levels | {level for level in followed if level < outer}


def _leads_to_question(text: Text, at: int, questions: set[int]) -> bool:
    """Whether a question follows, at most one paragraph later."""
    first = text.after[at]
    if first in questions or first >= len(text.lines):
        return True
    return text.after[first] in questions and not text.lines[first].heading and text.lines[first].kind == "text"


def _titles_section(text: Text, at: int, questions: set[int], first: int) -> bool:
    """Whether an unmarked or bold line is the title of the questions that follow it."""
    line, following = text.lines[at], text.next_line(at)
    if following is None or line.interest >= ASKS or (text.after[at] not in questions and following.interest < 0.8):
        return False
    if line.glued or not is_title(line) or FOLLOW_UP.match(line.text):
        return False
    if following.interest >= 0.8 and not line.label and LISTED.search(line.text):
        return True
    if text.after[at] not in questions or text.lines[at - 1 if at else 0].kind == "code":
        return False
    if line.label:
        return _is_numbered_section(text, at, following)
    if UNIT.match(line.text):
        return True
    alone = at == 0 or text.lines[at - 1].kind != "text" or text.lines[at - 1].bullet
    restarts = following.label is not None and following.label.last == 1 and text.after[at] != first
    return alone and (line.bold or restarts or bool(LISTED.search(line.text)) or line.text.isupper())


def _is_numbered_section(text: Text, at: int, following: Line) -> bool:
    """Whether a numbered title (`2. Training`) stands above a question that is marked otherwise, and ends no steps."""
    label, above = text.lines[at].label, text.last_line(at)
    if label is None or label.word or (above is not None and above.label and above.label.last == (label.last or 0) - 1):
        return False
    deeper = following.label is not None and 0 < label.depth < following.label.depth
    return deeper or (following.label is None and following.heading > 0) or (following.label is not None and bool(following.label.word))


def _titled_tail(text: Text, questions: set[int]) -> set[int]:
    """Titles with a date below them, after the first question: articles that were pasted behind a list."""
    first = min(questions, default=len(text.lines))
    return {
        at
        for at in range(first + 1, len(text.lines) - 1)
        if 0 < len(text.lines[at + 1].text) < 60
        and DATE.match(text.lines[at + 1].text)
        and is_title(text.lines[at])
        and text.after[at + 1] < len(text.lines)
    }


def _open_regions(text: Text, questions: set[int], sections: set[int]) -> Iterator[range]:
    """The stretches no answer owns: before the first question, and from each section's heading to the next question."""
    marks = sorted(questions | sections)
    if not questions:
        return
    for at, until in zip([-1, *marks], [*marks, len(text.lines)], strict=True):
        if at not in questions and until - at > 3 and not (at >= 0 and BOILERPLATE.match(text.lines[at].text)):
            yield range(at + 1, until)
