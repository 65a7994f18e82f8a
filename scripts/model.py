"""The records that every other part passes on: what a list, an answer, a reference and a problem are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path as the reader would type it, and a line counted from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in the content, and what to do about it."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Unusable(Exception):
    """The call or its input cannot be used; the text is the one sentence that the user is told."""


@dataclass(frozen=True)
class Entry:
    """One question of a list with the answer that the list gives; `number` is the label as printed, or None."""

    number: str | None
    question: str
    answer: str
    section: str | None
    line: int


@dataclass(frozen=True)
class Note:
    """One thing that the parser changed or left out; `kind` is `repaired` or `dropped`, `line` is the input's."""

    kind: str
    line: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class ParsedList:
    """The entries of a list in the order of the text, and an account of all that is not in them."""

    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class SourceEntry:
    """An entry with its key in the project, such as `top-100/33`; `name` is the key's last part."""

    key: str
    entry: Entry

    @property
    def name(self) -> str:
        return self.key.partition("/")[2]


@dataclass(frozen=True)
class Source:
    """One question list: what it is, and its entries as restated in `content/sources/<id>.txt`."""

    id: str
    title: str
    short: str
    year: int | None
    kind: str
    sha256: str
    restated: bool
    complete: bool
    place: Place
    entries: tuple[SourceEntry, ...] = ()
    notes: tuple[Note, ...] = ()
    replaced: bool = False


@dataclass(frozen=True)
class Category:
    """A chapter of the book, in reading order."""

    id: str
    title: str
    description: str
    place: Place


@dataclass(frozen=True)
class Reference:
    """One work of the literature; `authors` are full names in the order printed, "others" last where the list is cut."""

    key: str
    kind: str
    authors: tuple[str, ...]
    title: str
    year: str
    venue: str
    doi: str
    eprint: str
    isbn: str
    url: str
    note: str
    place: Place

    @property
    def link(self) -> str:
        """Where the work is found: its DOI, else arXiv, else the address given; empty if none."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://arxiv.org/abs/{self.eprint}" if self.eprint else self.url


@dataclass(frozen=True)
class Comparison:
    """What builders made of the same pages on a day; each count has a number for each of them, the site's own first."""

    day: str
    builders: tuple[str, ...]
    counts: Mapping[str, tuple[int, ...]]


class Level(StrEnum):
    foundation = "foundation"
    intermediate = "intermediate"
    advanced = "advanced"


class Status(StrEnum):
    asked = "asked"
    differently = "asked-differently"
    obsolete = "obsolete"


class Consensus(StrEnum):
    settled = "settled"
    conventional = "conventional"
    contested = "contested"


class Verdict(StrEnum):
    wrong = "wrong"
    misleading = "misleading"
    outdated = "outdated"
    incomplete = "incomplete"
    garbled = "garbled"
    meaningless = "meaningless"
    sound = "sound"


@dataclass(frozen=True)
class Correction:
    """What a list claims, what is true, and why one may believe it; `place` is its own in the answer's file."""

    entries: tuple[str, ...]
    verdict: Verdict
    claim: str
    truth: str
    evidence: str
    place: Place


@dataclass(frozen=True)
class Statement:
    """A true sentence that may be taken for a mistake, and why it holds; it stands beside the claims in *spot the mistake*."""

    claim: str
    why: str
    evidence: str
    place: Place


@dataclass(frozen=True)
class Section:
    """A heading of an answer and the Markdown below it; `line` is that of the first line of `text`."""

    heading: str
    text: str
    line: int


@dataclass(frozen=True, eq=False)
class Answer:
    """A corrected answer: its front matter, and its body cut at the second-level headings; two are the same only if they are one."""

    category: str
    slug: str
    path: str
    question: str
    asks: tuple[str, ...]
    aliases: tuple[str, ...]
    level: Level
    minutes: int
    status: Status
    why: str
    consensus: Consensus
    related: tuple[str, ...]
    corrections: tuple[Correction, ...]
    statements: tuple[Statement, ...]
    sections: tuple[Section, ...]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @cached_property
    def id(self) -> str:
        return f"{self.category}/{self.slug}"

    @cached_property
    def page(self) -> PurePosixPath:
        return PurePosixPath("questions", self.category, f"{self.slug}.md")

    def place(self, key: str = "") -> Place:
        """Where the front matter's `key` stands, or the file."""
        return Place(self.path, self.lines.get(key, 1))

    def section(self, heading: str) -> Section:
        """The section below `heading`; one with an empty text if the answer has none."""
        return next((s for s in self.sections if s.heading == heading), Section(heading, "", 0))


@dataclass(frozen=True)
class Part:
    """A stretch of a learning path: its title, and the ids of its answers in reading order."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class LearningPath:
    """A way through the book for a purpose, in parts."""

    id: str
    title: str
    description: str
    parts: tuple[Part, ...]
    place: Place

    @property
    def pages(self) -> tuple[str, ...]:
        """The ids of all its answers in reading order."""
        return tuple(page for part in self.parts for page in part.pages)


@dataclass(frozen=True)
class Code:
    """A Python file of `content/claims/` or `content/figures/`, by its name without `.py`."""

    name: str
    path: str
    text: str


@dataclass(frozen=True)
class Notebook:
    """An experiment of `docs/notebooks/`: its title, the claim under test, and the ids of the answers it belongs to."""

    name: str
    path: str
    text: str
    title: str
    claim: str
    answers: tuple[str, ...]

    @property
    def page(self) -> str:
        return f"notebooks/{self.name}.py"


@dataclass(frozen=True)
class Released:
    """A card as it was in a release: what it was made of, as a digest, since when it is so, and what it says in one line."""

    digest: str
    since: int
    label: str


@dataclass(frozen=True)
class Release:
    """A release of the flashcards: its version, its day, its cards by their lasting ids, and how many of them it changed."""

    version: str
    day: str
    cards: Mapping[str, Released]
    new: int
    changed: int
    removed: int


@dataclass(frozen=True, eq=False)
class Book:
    """All that the content says, joined; two are the same only if they are one. `problems` are those met in reading it, `terms` are those of the field by category,
    `wordings` what else lists ask by the answer's id."""

    root: str
    sources: tuple[Source, ...]
    categories: tuple[Category, ...]
    answers: tuple[Answer, ...]
    references: Mapping[str, Reference]
    claims: Mapping[str, Code]
    figures: Mapping[str, Code]
    notebooks: tuple[Notebook, ...]
    paths: tuple[LearningPath, ...]
    problems: tuple[Problem, ...]
    releases: tuple[Release, ...] = ()  # of the flashcards, oldest first
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comparison: Comparison | None = None  # with other builders, where one was recorded

    @cached_property
    def entries(self) -> dict[str, SourceEntry]:
        return {entry.key: entry for source in self.sources for entry in source.entries}

    @cached_property
    def by_id(self) -> dict[str, Answer]:
        return {answer.id: answer for answer in self.answers}

    @cached_property
    def answered(self) -> dict[str, Answer]:
        """The answer of each entry that has one, by the entry's key."""
        return {key: answer for answer in self.answers for key in answer.asks}
