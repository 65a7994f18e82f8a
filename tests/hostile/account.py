"""Turns a list and what the parser made of it into the characters that stand in no entry and no note: there should be none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lines import clean_text
from model import Note, ParsedList
from parse import MARKS
from repair import split_lines

# What a note of these reasons took away is the difference of its two texts; any other repair is one of a line's characters.
SHAPED = {
    "markup around a question taken off",
    "markup around a section's name taken off",
    "a heading and its text that were two bullets",
}
LABEL = "the label of a question, here and below"
WORD = re.compile(r"[^\W_]+")


def lost_characters(text: str, parsed: ParsedList) -> Counter[str]:
    """The characters of `text`, with their number, that are in no entry and in no note.

    These alone may go: white space, the parser's MARKS, and a question's label, whose number the entry has and whose word is noted once.
    """
    lines = list(repaired_lines(text, parsed))
    lost = essential("\n".join(lines)) - kept_characters(parsed) - section_characters(lines, parsed) - noted_characters(parsed)
    for note in parsed.notes:
        if note.reason == LABEL:  # printed before each question, reported once
            lost -= Counter({character: count * len(parsed.entries) for character, count in Counter(note.before).items()})
    return lost


def essential(text: str) -> Counter[str]:
    return Counter(character for character in text if character not in MARKS and not character.isspace())


def repaired_lines(text: str, parsed: ParsedList) -> Iterator[str]:
    """The lines of the list as the notes on single characters say that they were meant."""
    repaired = {(note.line, note.before): note.after for note in parsed.notes if is_repair(note)}
    for number, line in enumerate(split_lines(text)[0], start=1):
        yield repaired.get((number, line), line)


def is_repair(note: Note) -> bool:
    return note.kind == "repaired" and note.reason not in SHAPED


def kept_characters(parsed: ParsedList) -> Counter[str]:
    """The characters of the entries, but for the names of their sections."""
    return essential("".join(f"{entry.number or ''}{entry.question}{entry.answer}" for entry in parsed.entries))


def section_characters(lines: Sequence[str], parsed: ParsedList) -> Counter[str]:
    """The characters of the names of sections, each as often as it heads lines of the list that were not dropped, or entries if that is less."""
    heads = [letters(clean_text(line.lstrip(" \t#=>*_•-"))) for line in lines]
    dropped = [letters(clean_text(note.before)) for note in parsed.notes if note.kind == "dropped"]
    found: Counter[str] = Counter()
    for name, count in Counter(entry.section for entry in parsed.entries if entry.section).items():
        alike = heads.count(letters(name)) - dropped.count(letters(name))
        alike = alike if alike > 0 else sum(letters(name) in head for head in heads)  # with markup before it, or a question glued to it
        found += essential(name * min(count, alike))
    return found


def noted_characters(parsed: ParsedList) -> Counter[str]:
    """The characters of what was dropped, and of what shaping took away."""
    noted: Counter[str] = Counter()
    for note in parsed.notes:
        if note.kind == "dropped":
            noted += essential(note.before)
        elif note.reason in SHAPED:
            noted += essential(note.before) - essential(note.after)
    return noted


def moved_characters(text: str, parsed: ParsedList) -> str:
    """The letters and digits of the answers from the first that does not stand in the list in the answers' own order."""
    there = iter(letters("\n".join(repaired_lines(text, parsed))))
    answers = letters("\n".join(entry.answer for entry in parsed.entries))
    return next((answers[at:] for at, letter in enumerate(answers) if letter not in there), "")


def letters(text: str) -> str:
    return "".join(WORD.findall(text))


def complaints(text: str, parsed: ParsedList) -> Mapping[str, object]:
    """What is wrong with a reading of `text`, by the rule that it breaks; empty if nothing is."""
    lines = [entry.line for entry in parsed.entries]
    found = {
        "characters in no entry and no note": dict(lost_characters(text, parsed)),
        "text that the list has not, or elsewhere": moved_characters(text, parsed) if "&" not in text else "",
        "entries out of order or of no line": lines if lines != sorted(lines) or any(line < 1 for line in lines) else [],
        "entries without a question": [entry for entry in parsed.entries if not entry.question.strip()],
        "notes that say nothing": [note for note in parsed.notes if note.before == note.after or not note.reason],
    }
    return {rule: what for rule, what in found.items() if what}
