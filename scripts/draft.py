"""Turns findings without an answer into answer files to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from answers import SKELETON
from cover import Finding, clean
from lexicon import EMPTY, GRAMMAR, PROPER
from lines import tail
from model import Book
from words import fold

LONGEST_SLUG = 60


def draft(findings: Sequence[Finding], book: Book, list_name: str) -> Iterator[tuple[str, str]]:
    """(path below the folder of answers, text) of a file for every gap; a question asked twice has one file, every file a slug of its own."""
    taken = {answer.id: 1 for answer in book.answers}
    seen: set[str] = set()
    for finding in findings:
        question = normal_form(finding.entry.question)
        if finding.answer is None and question.casefold() not in seen:
            seen.add(question.casefold())
            slug = free_slug(finding.category, slug_of(question), taken)
            yield f"{finding.category}/{slug}.md", fill(question, f"{list_name}, line {finding.entry.line}")


def fill(question: str, place: str) -> str:
    """A skeleton with its question, and a comment that says where it is asked; the list's answer is not restated."""
    text = SKELETON.format(asks="", corrections=" []")
    comment = f"---\n# Asked in {clean(place)}. Once that list is one of content/sources.toml, 'asks' names its entry.\n"
    return text.replace("---\n", comment, 1).replace('question: ""', f"question: {json.dumps(question, ensure_ascii=False)}", 1)


def normal_form(question: str) -> str:
    """A question as a page is headed: on one line, without a heading's capitals, with its question mark."""
    words = clean(question).strip(" *_#>-–—").split()
    titled = [word for word in words if re.fullmatch(r"[A-Z][a-z]+\W*", word)]
    small = [word for word in words if re.fullmatch(r"[a-z]+\W*", word)]
    if len(titled) > 2 * len(small):
        words = [lower(word) for word in words]
    text = " ".join(words)
    text = text[:1].upper() + text[1:]
    asks = re.match(r"(?:what|which|why|how|when|where|who|whose|is|are|do|does|did|can|could|should|would|will)\b", text, re.I)
    return text.rstrip(" .:") + "?" if asks and not any(mark in tail(text) for mark in "?!") else text


def lower(word: str) -> str:
    """A word without the capital that a heading gives it."""
    return word if fold(re.sub(r"\W|'s$", "", word)) in PROPER or not re.fullmatch(r"[A-Z][a-z]+\W*", word) else word.lower()


def slug_of(question: str) -> str:
    """A few of a question's words as a slug; `question` if it has none in Latin letters."""
    words = re.findall(r"[a-z0-9]+", fold(question).replace("'", ""))
    telling = [word for word in words if word not in EMPTY | GRAMMAR] or words
    slug = ""
    for word in telling[:8]:
        longer = f"{slug}-{word}" if slug else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return slug or "question"


def free_slug(category: str, slug: str, taken: dict[str, int]) -> str:
    """The slug, with a number behind it if the category has it already; `taken` holds the highest number of each."""
    number = taken.get(f"{category}/{slug}", 0) + 1
    while (free := slug if number == 1 else f"{slug}-{number}") and f"{category}/{free}" in taken:
        number += 1
    taken[f"{category}/{free}"] = 1
    taken[f"{category}/{slug}"] = number
    return free
