"""Turns a Book into flashcards: a question with its short answer, and a claim of which the learner says whether it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from answers import MISTAKEN, as_sentence, can_be_judged
from compute import figure_uses
from model import Answer, Book, Correction, Statement, Verdict
from pieces import plain_text, plural
from portable import inline_html, name_evidence, to_html, to_portable

DECK = "Deep Learning Interviews"


@dataclass(frozen=True)
class Figure:
    """A picture on a card: its name, its alternative text, and the code that draws it."""

    name: str
    alt: str
    code: str


@dataclass(frozen=True)
class Card:
    """One card: `id` stays the same as long as the question or the claim does, whatever becomes of the answer.

    `front` and `back` are the fields of its kind, as HTML; `page` is the path of the page on the site.
    """

    id: str
    kind: str
    category: str
    label: str
    front: tuple[str, str]
    back: tuple[str, ...]
    page: str
    tags: tuple[str, ...]
    figure: Figure | None = None

    @property
    def digest(self) -> str:
        """Changes with all that the card shows but for the address of its page."""
        figure = (self.figure.name, self.figure.alt, self.figure.code) if self.figure else ()
        return digest(self.kind, self.category, *self.front, *self.back, *self.tags, *figure)


@lru_cache(maxsize=1)
def list_cards(book: Book) -> tuple[Card, ...]:
    """All cards of the book in reading order: first a page's question, then its claims."""
    return tuple(card for answer in book.answers for card in answer_cards(answer, book))


def answer_cards(answer: Answer, book: Book) -> Iterator[Card]:
    """The cards of one page."""
    yield question_card(answer, book)
    for number, correction in enumerate(answer.corrections, start=1):
        if correction.verdict in MISTAKEN and can_be_judged(correction.claim):
            yield mistake_card(answer, correction, number, book)
    for statement in answer.statements:
        yield sound_card(answer, statement, book)


def question_card(answer: Answer, book: Book) -> Card:
    """The question; behind it the short answer and the page's first picture."""
    titles = {category.id: category.title for category in book.categories}
    about = " · ".join((titles[answer.category], answer.level.capitalize(), plural(answer.minutes, "minute")))
    figure = next((Figure(name, alt, book.figures[name].text) for name, alt in figure_uses(answer) if name in book.figures), None)
    return Card(
        id=card_id("question", answer.id),
        kind="question",
        category=answer.category,
        label=answer.question,
        front=(escape(answer.question), escape(about)),
        back=(to_html(to_portable(answer.section("Short answer").text)),),
        page=address(answer),
        tags=tags(answer, "question"),
        figure=figure,
    )


def mistake_card(answer: Answer, correction: Correction, number: int, book: Book) -> Card:
    """A claim of the lists that does not hold; behind it what is true."""
    return Card(
        id=card_id("claim", answer.id, *sorted(correction.entries), normalise(correction.claim)),
        kind="statement",
        category=answer.category,
        label=as_sentence(correction.claim),
        front=(escape(as_sentence(correction.claim)), escape(answer.question)),
        back=(
            f'<span class="wrong">It does not hold: {correction.verdict}</span>',
            to_html(to_portable(correction.truth)),
            escape(name_evidence(correction.evidence, book)),
        ),
        page=f"{address(answer)}#correction-{number}",
        tags=tags(answer, "statement", correction.verdict),
    )


def sound_card(answer: Answer, statement: Statement, book: Book) -> Card:
    """A true sentence that many would take for a mistake; behind it why it holds."""
    return Card(
        id=card_id("statement", answer.id, normalise(statement.claim)),
        kind="statement",
        category=answer.category,
        label=plain_text(statement.claim),
        front=(inline_html(to_portable(statement.claim)), escape(answer.question)),
        back=("It holds", to_html(to_portable(statement.why)), escape(name_evidence(statement.evidence, book))),
        page=address(answer),
        tags=tags(answer, "statement", Verdict.sound),
    )


def address(answer: Answer) -> str:
    """Where an answer's page is found on the built site."""
    return str(answer.page.with_suffix(".html"))


def tags(answer: Answer, kind: str, verdict: str = "") -> tuple[str, ...]:
    """What a learner may choose cards by."""
    kinds = [f"kind::{kind}", f"level::{answer.level}", f"category::{answer.category}", f"verdict::{verdict}" if verdict else ""]
    return tuple(f"dli::{tag}" for tag in kinds if tag)


def normalise(claim: str) -> str:
    """A claim without what may change though it stays the same claim: case, spaces and punctuation."""
    return " ".join(re.findall(r"\w+", claim.casefold()))


def card_id(*parts: str) -> str:
    """A lasting name for what the parts name together."""
    return digest("card", *parts)


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
