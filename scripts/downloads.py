"""Turns a Book into the page of downloads, and fills in what only the finished site knows: which files are there, and how large they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from cards import list_cards
from model import Book
from pieces import escape, join, matter, plural
from releases import version_line
from sheets import sheet_path

PAGE = "downloads.md"
QUESTIONS, CORRECTIONS, TABLE = "questions.json", "corrections.json", "questions.csv"
DECK_FILE, PRINT, PDF, ZIP = "deep-learning-interviews.apkg", "print.html", "deep-learning-interviews.pdf", "deep-learning-interviews.zip"

# Made apart from the pages, so that a copy of the site may lack them: shown only where they are.
APART = {
    PRINT: ("The whole book as one page", "For reading in one go, or for printing from the browser with its own choice of paper."),
    PDF: ("The book as PDF", "The same with page numbers and bookmarks."),
    ZIP: (
        "The whole site",
        "Unpack it and open <code>index.html</code>: everything works without a network, the search and the study page included.",
    ),
}


def schema_of(name: str) -> str:
    """The file that describes a data file."""
    return name.replace(".json", ".schema.json")


def render_downloads_page(book: Book) -> str:
    """The page that offers everything; sizes, and what is made apart, are filled in by `fill_downloads`."""
    head = matter(
        title="Downloads",
        description="The answers to take away: flashcards for Anki, JSON and CSV, a printable book, interviewer's sheets, and the whole site.",
        search={"exclude": True},
    )
    return head + join(
        "# Downloads",
        "Everything here is made from the same content as the pages, when the site is built, so that none of it is out of date.",
        "## Flashcards for Anki",
        render_deck_part(book),
        "## The whole book",
        place_for(PRINT),
        place_for(PDF),
        place_for(ZIP),
        "## Interviewer's sheets",
        render_sheet_part(book),
        "## Data",
        render_data_part(book),
        "## Licence",
        "Text and pictures are under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/): use and change them as you like, and name the project. "
        "The code that makes them is under the MIT licence.",
    )


def render_deck_part(book: Book) -> str:
    cards = list_cards(book)
    questions = sum(card.kind == "question" for card in cards)
    return join(
        offer(DECK_FILE, f"the deck: {plural(questions, 'question')} and {plural(len(cards) - questions, 'claim')} to judge"),
        version_line(book, PAGE),
        "1. Install [Anki](https://apps.ankiweb.net/) (or AnkiDroid, or AnkiMobile) and open the file with it, or choose *File → Import*.\n"
        "2. There is a sub-deck for each category. Every card has tags for its level, category and kind: `tag:dli::level::advanced` in the search "
        "of Anki's browser finds the hard ones.\n"
        "3. To update, import the newer file. Cards that were corrected change, new ones are added, and what you have learnt is kept. Leave the "
        "import's settings for notes and note types at *If newer*, as they are.",
        "A card of the first kind asks a question; behind it stand the short answer and the page's first picture. A card of the second kind makes a "
        "claim: decide whether it holds before you turn it over. Formulas are shown by Anki itself and need no network.",
    )


def render_sheet_part(book: Book) -> str:
    used = {answer.category for answer in book.answers}
    lines = [
        f"- {escape(c.title)}: [with answers]({sheet_path(c.id)}), [questions only]({sheet_path(c.id, False)})"
        for c in book.categories
        if c.id in used
    ]
    intro = (
        "To print from the browser. With answers: what a candidate must say, what is a strong sign, what a red flag, "
        "and the follow-up questions. Questions only: room for notes and a score."
    )
    return join(intro, "\n".join(lines))


def render_data_part(book: Book) -> str:
    return join(
        offer(QUESTIONS, "all questions: short answers, corrections, follow-ups, references"),
        offer(CORRECTIONS, "all corrections by themselves"),
        offer(TABLE, "the questions as a table, for spreadsheets"),
        f"The JSON files are described by the schemas [{schema_of(QUESTIONS)}]({schema_of(QUESTIONS)}) and "
        f"[{schema_of(CORRECTIONS)}]({schema_of(CORRECTIONS)}) (JSON Schema 2020-12). The table is UTF-8 with a byte order mark, as Excel wants it; a "
        "cell that begins like a formula has an apostrophe before it.",
    )


def offer(path: str, what: str) -> str:
    """A file that is always there, in a paragraph with a place for its size."""
    return f'[**{path}**]({path}) · {what} <span class="qa-size" data-file="{path}"></span>'


def place_for(path: str) -> str:
    """A place for a file that may be missing."""
    return f'<div class="qa-place" data-file="{path}"></div>'


# On the finished site

PLACE = re.compile(
    r"""(?P<open><(?P<tag>span|div) class=["']?qa-(?:size|place)["']? data-file=["']?(?P<file>[\w.-]+)["']?>).*?(?P<close></(?P=tag)>)""",
    re.DOTALL,
)


def fill_downloads(page: str, sizes: Mapping[str, int]) -> str:
    """The page of downloads with the `sizes` in bytes of the files that are there, and without the files that are not.

    Raises ValueError for a page that has no places, because something has rewritten them.
    """
    if not PLACE.search(page):
        raise ValueError("the page of downloads has no place for a size; look at PLACE in scripts/downloads.py")
    return PLACE.sub(lambda match: match["open"] + fill_place(match["tag"], match["file"], sizes.get(match["file"])) + match["close"], page)


def fill_place(tag: str, path: str, size: int | None) -> str:
    if size is None:
        return ""
    if tag == "span":
        return f"({show_size(size)})"
    title, about = APART[path]
    return f'<p><a href="{path}"><strong>{title}</strong></a> <span>({show_size(size)})</span> · {about}</p>'


def rename_hash(text: str, before: bytes, after: bytes) -> str:
    """A text that knows files by the beginnings of their hashes, once the bytes `before` have become `after`."""
    old, new = (hashlib.sha256(data).hexdigest()[:16] for data in (before, after))
    return text.replace(old, new)


def show_size(size: int) -> str:
    """A size as people say it: `840 kB`, `2.1 MB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
