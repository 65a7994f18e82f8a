"""Turns the regular expressions of `scripts/` into strings that would make them slow: what each repeats, repeated."""

from __future__ import annotations

import ast
import importlib
import random
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
MODULES = ("markup", "mathml", "repair", "lines", "table", "evidence", "choose", "parse", "answers", "literature", "book", "compute", "check",
           "pieces", "pages", "indexes", "finish", "notebooks")  # fmt: skip
CATEGORIES = {
    sre.CATEGORY_DIGIT: "7", sre.CATEGORY_NOT_DIGIT: "x", sre.CATEGORY_SPACE: " ", sre.CATEGORY_NOT_SPACE: "x",
    sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
MANY = 20  # a repetition that may go on longer than this is worth pumping


def find_patterns() -> list[tuple[str, int]]:
    """(text, flags) of every regular expression that a module of `scripts/` holds or writes out, each once."""
    found: dict[tuple[str, int], None] = {}
    for name in MODULES:
        for value in vars(importlib.import_module(name)).values():
            found.update(dict.fromkeys((pattern.pattern, pattern.flags) for pattern in _held(value)))
        found.update(dict.fromkeys(_written((SCRIPTS / f"{name}.py").read_text(encoding="utf-8"))))
    return list(found)


def _held(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _held(item)
    elif isinstance(value, type):
        for item in vars(value).values():
            yield from _held(item) if isinstance(item, re.Pattern) else ()


def _written(code: str) -> Iterator[tuple[str, int]]:
    """The patterns that stand as plain strings in calls such as `re.sub("…", …)`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, re.compile(first.value).flags


def find_pumps(text: str, flags: int, chance: random.Random, samples: int = 3) -> Iterator[tuple[str, str, str]]:
    """(before, pump, behind): the pump repeated between the two makes one repetition of the pattern go on, then fail."""
    for before, body in _repetitions(_parser.parse(text, flags & ~re.UNICODE | 0), ()):
        for _ in range(samples):
            lead, inside = _sample(before, chance), _sample(body, chance)
            for pump in {inside, lead, lead + inside, inside + " ", inside + inside[-1:] + "\n"} - {""}:
                yield lead, pump, chance.choice(("", "\0", "\n", "!", " ."))


def _repetitions(items: Any, before: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every long repetition of a pattern: what stands before it, and what it repeats."""
    seen = before
    for operator, argument in items:
        if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if argument[1] > MANY:
                yield seen, argument[2]
            yield from _repetitions(argument[2], seen)
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from _repetitions(branch, seen)
        elif operator is sre.SUBPATTERN:
            yield from _repetitions(argument[3], seen)
        elif operator in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repetitions(argument[1], seen)
        elif operator is sre.ATOMIC_GROUP:
            yield from _repetitions(argument, seen)
        seen = (*seen, (operator, argument))


def _sample(items: Any, chance: random.Random) -> str:
    """One of the strings that a pattern's part matches, as far as that can be told without its assertions."""
    return "".join(_sample_one(operator, argument, chance) for operator, argument in items)


def _sample_one(operator: Any, argument: Any, chance: random.Random) -> str:
    if operator is sre.LITERAL:
        return chr(argument)
    if operator is sre.NOT_LITERAL:
        return "x" if argument != ord("x") else "y"
    if operator is sre.ANY:
        return chance.choice("x .")
    if operator is sre.IN:
        return _sample_set(argument, chance)
    if operator is sre.BRANCH:
        return _sample(chance.choice(argument[1]), chance)
    if operator is sre.SUBPATTERN:
        return _sample(argument[3], chance)
    if operator is sre.ATOMIC_GROUP:
        return _sample(argument, chance)
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = argument
        return "".join(_sample(body, chance) for _ in range(min(max(least, chance.choice((0, 1, 2))), most)))
    return ""


def _sample_set(items: Any, chance: random.Random) -> str:
    if items[0][0] is sre.NEGATE:
        barred = re.compile("[" + "".join(_class_text(item) for item in items[1:]) + "]")
        return chance.choice([c for c in "x a.7-*[(<`|$?:" if not barred.match(c)] or ["x"])
    operator, argument = chance.choice(items)
    if operator is sre.RANGE:
        return chr(chance.choice(argument))
    return CATEGORIES[argument] if operator is sre.CATEGORY else chr(argument)


def _class_text(item: Any) -> str:
    operator, argument = item
    if operator is sre.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    if operator is sre.CATEGORY:
        return {"7": r"\d", "x": r"\S", " ": r"\s", "a": r"\w", "-": r"\W"}[CATEGORIES[argument]]
    return re.escape(chr(argument))
