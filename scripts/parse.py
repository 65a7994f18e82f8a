"""Turns the text of any list of interview questions into ordered entries and an account of all that is not in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from choose import Choice, choose
from evidence import ANSWER, ASKS, BOILERPLATE, DATE, LETTERED, Text, is_answer, is_title, read_text
from lines import Line, clean_text, question_likeness, read_lines
from model import Entry, Note, ParsedList
from repair import decode_list, find_promotion
from table import read_tables

__all__ = ["decode_list", "parse_list"]


def parse_list(text: str) -> ParsedList:
    """The entries of a list in order; every repair and every line that is in no entry is a Note, nothing else is lost."""
    lines, notes = read_lines(text)
    typed = read_text(lines)
    choice = choose(typed)
    cut = _Cut(typed, choice)
    entries = [*cut.entries, *read_tables(typed, choice)]
    return ParsedList(tuple(sorted(entries, key=lambda entry: entry.line)), tuple(notes))
