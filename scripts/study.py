"""Turns a Book into the study page: the questions and statements that its scripts ask, which without scripts read as a folded list."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import markup
from answers import MISTAKEN, as_sentence, can_be_judged, interviewer_points
from compute import Evidence
from model import Answer, Book, Category, Correction, Reference, Statement
from pieces import UNSEARCHED, box, cited_numbers, dresser, escape, join, matter, plural, relative

PAGE = "study.md"
SCRIPTS = ("fsrs", "study-view", "study-deck", "study-cards", "study-spot", "study-interview", "study-account", "study")

INTRODUCTION = """
Recall the answers as cards that come back when you are about to forget them, tell mistakes from true statements, or sit a mock interview.
What you do here is kept in this browser and sent nowhere.
"""

# Links from other pages lead to these, one for each mode; the scripts read which it is.
MODES = "".join(f'<span id="{mode}"></span>' for mode in ("cards", "spot", "interview", "account"))

SCHEDULE = """
## How it schedules

The cards follow the Free Spaced Repetition Scheduler in its sixth version, FSRS-6. It keeps two numbers for each card: its *stability*, the days after
which you still recall it with a probability of 90 %, and its *difficulty*, between 1 and 10. Every grade changes both, and the card comes back when
the probability of recalling it has fallen to 90 %. A new card is shown again after 1 and 10 minutes, a forgotten one after 10 minutes. The model's 21 parameters are
the published defaults, and nothing is left to chance: the same grades at the same times always give the same dates.

- The memory model it grew from: Junyao Ye, Jingyong Su, Yilong Cao (2022). *A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
  Scheduling.* Proceedings of the 28th ACM SIGKDD Conference on Knowledge Discovery and Data Mining, 4381–4390.
  [doi:10.1145/3534678.3539081](https://doi.org/10.1145/3534678.3539081)
- The formulas and parameters: Open Spaced Repetition. [*The Algorithm*, FSRS-6](https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm).
  The tests of this site compare every number with those of the project's own implementation,
  [py-fsrs](https://github.com/open-spaced-repetition/py-fsrs).
"""


def render_study(book: Book, evidence: Evidence) -> str:
    """The study page; its list of questions is all that its scripts know of the book."""
    head = matter(
        title="Study",
        description="Cards with spaced repetition, spot the mistake and mock interviews on every question of the book, kept in your browser.",
        hide=["navigation", "toc"],
        **UNSEARCHED,
        styles=["assets/study.css"],
        scripts=[f"assets/js/{name}.js" for name in SCRIPTS],
    )
    groups = [render_group(category, book, evidence) for category in book.categories]
    deck = box("deck", join("## All questions", *groups) if any(groups) else "No question is answered yet.")
    return head + join("# Study", INTRODUCTION, f'<div class="qa-study">{MODES}</div>', deck, SCHEDULE)


def render_group(category: Category, book: Book, evidence: Evidence) -> str:
    """The questions of a category below its title; empty if it has none."""
    items = [render_item(answer, book, evidence) for answer in book.answers if answer.category == category.id]
    return box("group", join(f"### {escape(category.title)}", *items), category=category.id) if items else ""


def render_item(answer: Answer, book: Book, evidence: Evidence) -> str:
    """One question, folded: its short answer, what must be said, and the statements that are made about it."""
    numbers = cited_numbers(answer)
    dress = dresser(answer, PAGE, numbers, evidence)
    points = "\n".join(f"- {dress(plainly(point))}" for point in interviewer_points(answer).get("Must say", ()))
    text = join(
        f"<summary>{html.escape(answer.question, quote=False)}</summary>",
        f"[{answer.level.capitalize()}, {plural(answer.minutes, 'minute')}]({relative(str(answer.page), PAGE)}){{ .qa-page }}",
        box("brief", dress(answer.section("Short answer").text)),
        box("points", f"Must be said:\n\n{points}") if points else "",
        *(render_saying(saying) for saying in find_sayings(answer, book, evidence)),
    )
    data = f'data-id="{answer.id}" data-level="{answer.level}" data-minutes="{answer.minutes}"'
    return f'<details class="qa-item" {data} markdown>\n{text}</details>'


@dataclass(frozen=True)
class Saying:
    """A claim to be judged: whether it is true, what follows once it is judged, and a key that outlives its neighbours."""

    claim: str
    holds: bool
    why: str

    @property
    def key(self) -> str:
        return hashlib.sha256(self.claim.encode()).hexdigest()[:10]


def find_sayings(answer: Answer, book: Book, evidence: Evidence) -> Iterator[Saying]:
    """The mistaken claims of the lists about a question, then the true statements that many would take for mistakes."""
    numbers = cited_numbers(answer)
    dress = dresser(answer, PAGE, numbers, evidence)

    def mistake(correction: Correction, number: int) -> Saying:
        place = f"[The correction and its evidence](#correction-{number})"
        return Saying(
            escape(as_sentence(correction.claim)),
            False,
            dress(f"**{correction.verdict.capitalize()}.** {plainly(correction.truth)} {place}"),
        )

    def truth(statement: Statement, number: int) -> Saying:
        proof = f"[Evidence](#statement-{number}): {cite_by_name(statement.evidence, book.references, numbers)}."
        return Saying(dress(statement.claim), True, dress(f"**True.** {plainly(statement.why)} {proof}"))

    numbered = enumerate(answer.corrections, start=1)
    yield from (mistake(c, n) for n, c in numbered if c.verdict in MISTAKEN and can_be_judged(c.claim))
    yield from (truth(statement, n) for n, statement in enumerate(answer.statements, start=1))


def render_saying(saying: Saying) -> str:
    holds = "yes" if saying.holds else "no"
    return box("saying", join(box("said", saying.claim), box("why", saying.why)), key=saying.key, holds=holds)


def plainly(text: str) -> str:
    """An answer's Markdown without its citations and links to computed numbers: the page that it is from has them."""

    def strip(piece: str) -> str:
        return markup.QUOTE.sub(r"\1", re.sub(rf"\s*{markup.CITATION.pattern}", "", piece))

    return markup.replace_in_prose(text, strip)


def cite_by_name(text: str, references: Mapping[str, Reference], numbers: Mapping[str, int]) -> str:
    """Evidence as it stands outside the page that numbers its works: citations name them, numbers say that they are computed."""

    def cite(match: re.Match[str]) -> str:
        works = markup.split_citation(match[1])
        return "; ".join(
            f"[{name_work(references[w.key])}{', ' + w.locator if w.locator else ''}](#ref-{numbers[w.key]})"
            for w in works
            if w.key in references
        )

    return markup.CITATION.sub(cite, markup.QUOTE.sub(r"[\1, computed](claim:\2)", text))


def name_work(reference: Reference) -> str:
    """`Leo Breiman 2001`, `Robbins and Monro 1951`, `Glorot et al. 2011`; a single author may be a body, whose name has no last part."""
    first, *others = reference.authors or (reference.title,)
    if not others:
        return f"{escape(first)} {reference.year}"
    rest = f" and {family_name(others[0])}" if len(others) == 1 and others != ["others"] else " et al."
    return f"{family_name(first)}{rest} {reference.year}"


def family_name(author: str) -> str:
    """The last word of a name, with the particles in lower case before it."""
    match = re.search(r"(?:(?<=\s)(?:[a-zà-ÿ'’]+\s+)+)?\S+$", author.strip())
    return escape(match[0] if match else author)
