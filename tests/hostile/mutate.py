"""Turns the parser's cases into endless other lists: their lines shuffled, joined, wrapped, cut, broken and laced with what hurts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "parser" / "cases"
LONGEST = 1500  # characters; what goes wrong in a long text goes wrong in a short one, and sooner
FRAGMENTS = (
    "1.", "2)", "Q3:", "**Q4.**", "#", "## ", "- ", "* ", "> ", "| ", "|", "```", "~~~", "---", "===", "<details>", "<summary>", "</summary>",
    "</details>", "<b>", "</b>", "<p>", "<br>", "<hr>", "<pre>", "</pre>", "<!--", "-->", "<tr><td>", "</td></tr>", "[", "](", ")", "](#a)", "![x](",
    "**", "__", "*", "_", "~~", "`", "\\", "&amp;", "&#60;", "&lt;b&gt;", "A:", "Ans.", "Answer:", "=>", "→", "?", "？", "What is it?", "Explain it.",
    "Table of contents", "Follow-up questions", "Difficulty: hard", "Click here to show", "Read full bio", "Conclusion", "Jan 1, 2020", "ii.", "3.1.2",
    "Interview Questions", "\u0e42", "â€™", "\u00a0", "\u200b", "\u202e", "\ufeff", "\0", "\x0b", "\x1f", "\r", "\r\n", "\x85", "\u2028", "\t", "    ",
    "ﬁ", "𝐐", "１", "1\ufe0f\u20e3", "🔹", "👉", "•", "–", "\ud7ff", "\U0010ffff", "é", "e\u0301", "{{ x }}", "$x$", "---\n", "a: b", "1. 1. 1.", "(1)", "[1]",
)  # fmt: skip


def read_seeds() -> list[str]:
    """The texts of the parser's cases."""
    paths = sorted(path for path in CASES.iterdir() if path.suffix != ".json")
    return [path.read_bytes().decode("utf-8", errors="replace") for path in paths]


def mutate(seeds: Sequence[str], chance: random.Random) -> str:
    """Another list, made of a stretch of one of `seeds`; the same for the same state of `chance`."""
    lines = stretch(chance.choice(seeds), chance)
    for _ in range(chance.randint(1, 6)):
        lines = chance.choice(MUTATIONS)(lines, chance, seeds) or [""]
    return "\n".join(lines)[:LONGEST]


def stretch(text: str, chance: random.Random) -> list[str]:
    """Some lines of the text, from its beginning or from anywhere in it."""
    lines = text.split("\n")
    start = chance.choice((0, chance.randrange(len(lines))))
    return lines[start : start + chance.choice((4, 8, 16, 60))]


Lines = list[str]
Mutation = Callable[[Lines, random.Random, Sequence[str]], Lines]


def shuffle(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return lines


def double(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[:at], *[lines[at]] * chance.randint(2, 5), *lines[at + 1 :]]


def drop(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def join(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[:at], chance.choice(("", " ", ". ")).join(lines[at : at + 2]), *lines[at + 2 :]]


def splice(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[:at], *stretch(chance.choice(seeds), chance)[:6], *lines[at:]]


def lace(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    place = chance.choice((0, 0, len(lines[at]), chance.randint(0, len(lines[at]))))
    lines[at] = lines[at][:place] + chance.choice(FRAGMENTS) * chance.choice((1, 1, 1, 2, 9)) + lines[at][place:]
    return lines


def stand_alone(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    lines.insert(chance.randint(0, len(lines)), chance.choice(FRAGMENTS))
    return lines


def wrap(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    before, behind = chance.choice((("**", "**"), ("<b>", "</b>"), ("## ", ""), ("- ", ""), ("> ", ""), ("| ", " |"), ("[", "](#x)"), ("1. ", "?"), ("`", "`"),
                                    ("    ", ""), ("<summary>", "</summary>"), ("*", "*"), ("(", ")")))  # fmt: skip
    lines[at] = before + lines[at] + behind
    return lines


def cut(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    start = chance.randint(0, len(lines[at]))
    lines[at] = lines[at][:start] + lines[at][start + chance.randint(1, 20) :]
    return lines


def swap_character(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    at = chance.randrange(len(lines))
    place = chance.randint(0, len(lines[at]))
    lines[at] = (
        lines[at][:place]
        + chr(chance.choice((chance.randrange(128), chance.randrange(0xD800), 0x2000 + chance.randrange(0x100))))
        + lines[at][place + 1 :]
    )
    return lines


def blank(lines: Lines, chance: random.Random, seeds: Sequence[str]) -> Lines:
    return [line for line in lines if line.strip()] if chance.random() < 0.5 else [part for line in lines for part in (line, "")]


MUTATIONS: tuple[Mutation, ...] = (
    shuffle,
    double,
    drop,
    join,
    splice,
    lace,
    lace,
    lace,
    stand_alone,
    wrap,
    wrap,
    cut,
    swap_character,
    blank,
)
