"""Turns a Book into all that can be taken away from it: data and their schemas, a table, flashcards, sheets for paper."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from compute import Evidence
from deck import render_deck
from downloads import CORRECTIONS, DECK_FILE, QUESTIONS, TABLE, schema_of
from model import Book
from records import QuestionRecord, describe_corrections, describe_questions, list_corrections, list_questions
from sheets import render_sheets


def render_exports(book: Book, evidence: Evidence, site: str, dates: Mapping[str, date], clock: int | None) -> dict[str, bytes]:
    """The files by their paths on the site; the same bytes for the same arguments.

    `site` is the site's address, ending in a slash, or empty; `dates` are the days on which the answers were last changed, by path, and
    `clock` is the second in which anything was, as far as these are known.
    """
    questions = list_questions(book, site, dates)
    return {
        QUESTIONS: to_json(questions),
        CORRECTIONS: to_json(list_corrections(book, site)),
        schema_of(QUESTIONS): write_json(describe_questions(site + schema_of(QUESTIONS))),
        schema_of(CORRECTIONS): write_json(describe_corrections(site + schema_of(CORRECTIONS))),
        TABLE: write_table(questions),
        DECK_FILE: render_deck(book, evidence, site, clock),
        **{path: page.encode() for path, page in render_sheets(book).items()},
    }


def to_json(records: Iterable[BaseModel]) -> bytes:
    return write_json([record.model_dump(mode="json") for record in records])


def write_json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


# The table

COLUMNS = (
    "number", "id", "category", "slug", "question", "level", "minutes", "status", "consensus", "short_answer", "url", "asks",
    "corrections", "verdicts", "references", "related", "updated",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_table(questions: Iterable[QuestionRecord]) -> bytes:
    """The questions as CSV (RFC 4180) for spreadsheets, in UTF-8 with the mark at its beginning by which Excel knows it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, question in enumerate(questions, start=1):
        writer.writerow([neutralise(cell) for cell in table_cells(number, question)])
    return target.getvalue().encode("utf-8-sig")


def table_cells(number: int, question: QuestionRecord) -> tuple[str, ...]:
    """A row; several values in a cell are joined by semicolons."""
    lists: dict[str, Iterable[str]] = {
        "asks": question.asks,
        "verdicts": [correction.verdict for correction in question.corrections],
        "references": [reference.key for reference in question.references],
        "related": question.related,
    }
    counts = {"number": number, "corrections": sum(correction.verdict != "sound" for correction in question.corrections)}
    values = question.model_dump(mode="json") | {name: "; ".join(items) for name, items in lists.items()} | counts
    return tuple("" if values[column] is None else str(values[column]) for column in COLUMNS)


def neutralise(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
