"""Turns a list's entries into findings: the answer that each has in the book, or none, and the category it belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from calibration import ACCEPT, BIAS, RANK, THRESHOLD
from lexicon import ENGLISH, FOREIGN
from model import Answer, Book, Entry, Unusable
from nearness import MEASURES, Array, Nearness
from placing import Placing
from words import split_words

CHUNK = 256  # questions measured at a time
LONGEST = 600  # characters of a question that are read; what asks more is no question
PHRASE, WITH_FACETS, FOLLOW_UP, NAMED = (MEASURES.index(name) for name in ("phrase", "phrase-and-facets", "follow-up", "named"))


@dataclass(frozen=True)
class Finding:
    """An entry held against the book: the answer that answers its question, or None; how sure that is, from 0 to 1; its category.

    `category` is the answer's, or the one in which a new answer would stand; `english` is False for a question in another language, of
    which nothing is said.
    """

    entry: Entry
    answer: Answer | None
    score: float
    category: str
    english: bool


def cover(entries: Sequence[Entry], book: Book, nearness: Nearness | None = None) -> list[Finding]:
    """A Finding for every entry, in order; `nearness` is the book's, if it is at hand.

    Raises Unusable for a book without answers.
    """
    if not book.answers:
        raise Unusable("there are no answers in content/answers to hold the list against")
    nearness = nearness or Nearness(book)
    questions = list(dict.fromkeys(clean(entry.question) for entry in entries))
    strict = 2 * sum(map(is_english, questions)) < len(questions)  # in a list in another language, names alone are not English either
    judged = dict(judge(questions, nearness, Placing(book, nearness)))
    findings = []
    for entry in entries:
        page, score, category = judged[clean(entry.question)]
        english = is_english(clean(entry.question), strict)
        answer = book.answers[page] if english and score >= THRESHOLD else None
        findings.append(Finding(entry, answer, score if english else 0.0, answer.category if answer else category, english))
    return findings


def judge(questions: Sequence[str], nearness: Nearness, placing: Placing) -> Iterator[tuple[str, tuple[int, float, str]]]:
    """(question, (the nearest page, how likely it is to answer, category)) of every question."""
    for start in range(0, len(questions), CHUNK):
        part = questions[start : start + CHUNK]
        cut = [sentences(question, nearness) for question in part]
        topics = [nearness.reader.read(text) for text in [*part, *(sentence for parts in cut for sentence in parts)]]
        measures = nearness.measure(topics)
        categories = placing.place(topics[: len(part)], measures[: len(part)])
        for question, (page, score), (category, _) in zip(part, decide(measures, cut), categories, strict=True):
            yield question, (page, round(score, 3), category)


def clean(text: str) -> str:
    """A question on one line, without control characters, no longer than questions are."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") else c for c in text[: 2 * LONGEST]).split())[
        :LONGEST
    ]


# ---- which answer, and whether it answers ---------------------------------------------------------------------------


def decide(measures: Array, cut: Sequence[Sequence[str]]) -> Iterator[tuple[int, float]]:
    """(page, score) of each question, from the measures of all questions and then of all their sentences.

    A question of several sentences is also judged by the page nearest to its first sentence, on all of them.
    """
    pages, scores = nearest(measures[: len(cut)])
    at = len(cut)
    for page, score, parts in zip(pages, scores, cut, strict=True):
        whole = (int(page), float(score))
        yield max(whole, judge_parts(measures[at : at + len(parts)]), key=lambda pair: pair[1]) if parts else whole
        at += len(parts)


def nearest(measures: Array) -> tuple[Array, Array]:
    """(page, probability that it answers) for each question."""
    ranks = measures @ np.array(RANK)
    pages = ranks.argmax(axis=1)
    scores = accept(measures, ranks, pages)
    scores[measures[:, :, [PHRASE, FOLLOW_UP]].max(axis=(1, 2)) == 0] = 0.0  # nothing of the question is known here
    return pages, scores


def judge_parts(measures: Array) -> tuple[int, float]:
    """(page, score) of a question's sentences: the page of the first, and how well it answers all, the first counting twice."""
    ranks = measures @ np.array(RANK)
    pages = np.full(len(measures), ranks[0].argmax())
    each = accept(measures, ranks, pages)
    return int(pages[0]), float((each.sum() + each[0]) / (len(each) + 1))


CONTEXT = re.compile(r"\W*(?:suppose|given|assume|consider|imagine|you have|you are|your|my|let)\b", re.I)


def sentences(question: str, nearness: Nearness) -> list[str]:
    """The sentences of a question that name something, without a first one that only sets the scene; none if it is a single one."""
    parts = [part for part in re.split(r"(?<=[?.!])\s+", question)[:6] if part]
    if len(parts) < 2:
        return []
    parts = [part for part in parts if not nearness.reader.read(part).empty]
    return parts[1:] if len(parts) > 1 and CONTEXT.match(parts[0]) else parts


def accept(measures: Array, ranks: Array, pages: Array) -> Array:
    """How likely it is that the page given for each question answers it."""
    odds: Array = evidence(measures, ranks, pages) @ np.array(ACCEPT) + BIAS
    return 1 / (1 + np.exp(-odds))


def evidence(measures: Array, ranks: Array, pages: Array) -> Array:
    """What acceptance is judged by: the page's measures, products of them, its lead over the next page, and the best of any page."""
    rows = np.arange(len(measures))
    own = measures[rows, pages.astype(int)]
    others = ranks.copy()
    others[rows, pages.astype(int)] = -np.inf
    lead = np.clip(ranks[rows, pages.astype(int)] - others.max(axis=1, initial=-1e9), -3, 3)
    best = measures.max(axis=1)
    extra = (own[:, PHRASE] * own[:, NAMED], own[:, WITH_FACETS] ** 2, lead, best[:, PHRASE], best[:, NAMED])
    return np.column_stack([own, *extra])


# ---- which language -------------------------------------------------------------------------------------------------


def is_english(question: str, strict: bool = False) -> bool:
    """Whether a question seems to be in English, or to be nothing but names; if `strict`, only with a word that shows it.

    A question in another script is not, nor is one with more words of other languages than of English.
    """
    scripts = [unicodedata.name(c, "").partition(" ")[0] for c in question if c.isalpha()]
    others = sum(script not in ("LATIN", "GREEK", "FULLWIDTH") for script in scripts)
    words = split_words(question)
    english = sum(word in ENGLISH for word in words)
    if 2 * others > len(scripts) or (others and not english) or (strict and not english):
        return False
    foreign = sum(word in FOREIGN for word in words)
    return foreign == 0 or english > foreign
