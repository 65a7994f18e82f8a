"""Turns the rows of a table that lists questions into their number, question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lines import Line, clean_text, peel, question_likeness

SEPARATOR = re.compile(r"^[\s|:=+-]{3,}$")
NAMED = re.compile(r"^(?:\w+ )?questions?(?: titles?)?$", re.I)
SECTION_CELL = re.compile(r"^\*\*[^*?]{1,60}\*\*$")
WORDY = re.compile(r"[^\W\d_]{3}")
HTML_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=</?t[dhr]\b|$)", re.I)
COLUMNS = 12  # so many are looked at, the question stands further in front
UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Row:
    """One question of a table: the cells behind the question are its answer."""

    number: str | None
    question: str
    answer: str


def read_rows(lines: Sequence[Line]) -> Mapping[int, Row]:
    """The rows that ask, by their place, of each table with a column that mostly holds questions."""
    found: dict[int, Row] = {}
    for run in _runs(lines):
        cells = {at: _cells(lines[at].raw) for at in run}
        column = _named_column(cells[run[0]], list(cells.values())[1:])
        if column is None:
            column = _question_column(list(cells.values()))
        if column is None:
            continue
        header = run[0] if run[0] + 1 < len(lines) and SEPARATOR.match(lines[run[0] + 1].raw) else -1
        for at, row in cells.items():
            if at != header and column < len(row) and (question := clean_text(row[column])) and not SECTION_CELL.match(row[column]):
                found[at] = _row(row, column, question)
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    run: list[int] = []
    for at, line in enumerate(lines):
        if line.kind == "table":
            run.append(at)
        elif run and line.kind != "rule":
            yield run
            run = []
    if run:
        yield run


def _cells(raw: str) -> list[str]:
    text = raw.strip()
    if text.startswith("<tr"):
        return [cell.strip() for cell in HTML_CELL.findall(text)]
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip().replace("\\|", "|") for cell in UNESCAPED_BAR.split(text)]


def _named_column(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    """The column that the header calls questions, where its cells hold words."""
    for column, cell in enumerate(header[:COLUMNS]):
        if NAMED.match(clean_text(cell)) and rows and all(WORDY.search(row[column]) for row in rows if column < len(row) and row[column]):
            return column
    return None


def _question_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column most of whose cells look like questions."""
    asking: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row[:COLUMNS]):
            asking[column] = asking.get(column, 0) + (question_likeness(clean_text(cell)) >= 0.8)
    most = max(asking.values(), default=0)
    return next((column for column, count in sorted(asking.items()) if count >= 0.8 * most), None) if most * 2 >= len(rows) else None


def _row(row: Sequence[str], column: int, question: str) -> Row:
    before = next((match[1] for cell in row[:column] if (match := re.match(r"^\W*+(?:Q\W*+)?(\d{1,4}(?:\.\d+)*)\W*$", cell))), None)
    peeled = peel(0, question)
    number = peeled.label.number if peeled.label else None
    answer = "\n\n".join(cell for cell in row[column + 1 :] if cell)
    return Row(before or number, peeled.text or question, answer)
