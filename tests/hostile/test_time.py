"""Time grows as length does: twice the text takes about twice the CPU time, whatever the text is made of."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from pumps import find_patterns, find_pumps

from answers import follow_ups, interviewer_points, parse_answer
from book import read_book
from check import check_markup, flatten, stand_in_order
from cover import Finding, cover
from draft import draft
from literature import parse_references
from markup import (
    count_words,
    find_blocks,
    find_citations,
    find_figures,
    find_formulas,
    find_links,
    find_quotes,
    mask,
    plain,
    replace_in_prose,
    to_plain,
)
from model import Book, Entry, Unusable
from parse import parse_list
from pieces import escape

SIZE = 12_000  # characters, and then twice as many
SOON = 0.02  # seconds of CPU time below which growth cannot be told from noise
TIMES = 3.2  # twice is linear, four times quadratic


def spend(work: Callable[[str], object], text: str) -> float:
    """The CPU time that the work takes on a text."""
    start = time.process_time()
    with suppress(Unusable):
        work(text)
    return time.process_time() - start


def grows_linearly(work: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether one of three comparisons of the times for a text and for twice as long a one says so."""
    for _ in range(3):
        twice = spend(work, make(2 * SIZE))
        if twice < SOON or twice < TIMES * spend(work, make(SIZE)):
            return True
    return False


# ---- lists -----------------------------------------------------------------------------------------------------------

LINES = {  # one line of a list; what stands before and behind, and what is repeated in between
    "punctuation before a date": ("", "(", ""),
    "punctuation before a question": ("[.]", ". ", "x"),
    "marks of bold": ("a", ".**", "b"),
    "ticks": ("", "`", "a"),
    "spaces before a closing sign": ("# x", " ", "#"),
    "spaces behind a label": ("domanda", " ", "."),
    "question marks": ("", "?", "x"),
    "brackets before a follow-up": ("", "((", "x"),
    "underscores": ("", "__", "."),
    "underscored words": ("", "__a ", "."),
    "cut punctuation": ("", "\u0e42 ", "x"),
    "comments": ("", "<!--", ""),
    "links": ("", "[a](", ""),
    "links in links": ("", "[[a](b", ""),
    "tags": ("", "<b ", ""),
    "cells": ("| ", "x |", ""),
    "table rows": ("<tr", "<td", ""),
    "tildes": ("", "~", "`"),
    "spaces": ("x", " ", "x"),
    "tabs": ("", "\t", "x"),
    "digits": ("", "1", "x"),
    "dotted digits": ("", "1.", "x"),
    "entities": ("", "&amp", ""),
    "stars": ("", "*a", ""),
    "arrows": ("What is it?", "=", "x"),
    "capital words": ("", "Aa ", "."),
    "semicolons": ("", "; ", "x"),
    "wide letters": ("", "\uff21", ""),
    "mojibake": ("", "â€™", ""),
    "promotions": ("join ", "or go through ", ""),
    "key caps": ("", "1\ufe0f\u20e3", "x"),
}
TEXTS = {  # lines that are repeated
    "front matter that never ends": ("---\n", " a: b\n", ""),
    "fences": ("", "```js\n", ""),
    "fences of other lengths": ("", "```\n~~~\n````\n", ""),
    "labels": ("", "1.\n", ""),
    "titles between questions": ("", "Module: 1\n\n1. What is a net?\n\n", ""),
    "sections": ("", "## Part\n\nWords about it.\n\n", ""),
    "questions": ("", "What is a net?\n", ""),
    "bullets": ("", "- Net\n- Net is a net of nets and nets\n", ""),
    "deeper bullets": ("", "- a\n  - What is a net?\n", ""),
    "rows": ("| question | answer |\n|---|---|\n", "| What is a net? | A net. |\n", ""),
    "a header of questions": ("|" + "questions|" * 1500 + "\n", "| |\n", "|" + "?|" * 1500),
    "details": ("", "<details><summary>What is it?</summary>\n", ""),
    "preformatted": ("", "<pre>\n", ""),
    "blank lines": ("1. What is a net?\n", "\n", "x"),
    "underlines": ("", "a\n---\n", ""),
    "answers": ("1. What is a net?\n", "Answer: a\n", ""),
    "dates": ("", "A title\nJan 1, 2020\n\n", ""),
    "contents": ("Contents\n", "- [What is a net?](#a)\n", ""),
    "margins": ("1. What is a net?\n", " " * 100 + "x\n", ""),
    "one margin": ("1. What is a net?\na\n", " ", "x"),
}
SHAPES = (
    "1. What is it?\n{}\n\n2. What is that?\nIt is.\n",
    "1. {}?\nIt is.\n2. What is that?\nIt is.\n",
    "# What is it?\n\n**{}**\n\n- {}\n| {} | b |\n",
)


def repeated(before: str, body: str, behind: str, size: int) -> str:
    return before + body * (size // len(body)) + behind


@pytest.mark.parametrize("shape", SHAPES, ids=["answer", "question", "wrapped"])
@pytest.mark.parametrize("parts", LINES.values(), ids=LINES)
def test_a_list_with_one_long_line(parts: tuple[str, str, str], shape: str) -> None:
    assert grows_linearly(parse_list, lambda size: shape.replace("{}", repeated(*parts, size // shape.count("{}"))))


@pytest.mark.parametrize("parts", TEXTS.values(), ids=TEXTS)
def test_a_list_of_many_lines(parts: tuple[str, str, str]) -> None:
    assert grows_linearly(parse_list, lambda size: repeated(*parts, size))


def test_what_each_pattern_repeats_makes_no_line_of_a_list_slow() -> None:
    """Far from linear time shows in any line: a thousand signs take a millisecond, and here they may take a second."""
    chance = random.Random(1)
    for pattern, flags in find_patterns():
        for before, pump, behind in find_pumps(pattern, flags, chance, samples=1):
            shape = chance.choice(SHAPES)
            text = shape.replace("{}", before + pump * (1500 // len(pump)) + behind)
            assert spend(parse_list, text) < 1, (pattern, before, pump, behind)


# ---- lists held against the book -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny() -> Book:
    return read_book(Path(__file__).resolve().parents[1] / "sound")


@pytest.mark.parametrize(
    "parts",
    [("What is ", "?", "x"), ("What is ", "a, and ", "?"), ("", "What is it? ", ""), ("", "(", "?"), ("What is ", "Deep-", "?"), ("What is ", "net's ", "?"), ("", "network ", "?")],
)  # fmt: skip
def test_a_long_question_held_against_the_book(tiny: Book, parts: tuple[str, str, str]) -> None:
    def hold(text: str) -> object:
        return list(draft(cover([Entry("1", text, "", None, 1)], tiny), tiny, "list"))

    assert grows_linearly(hold, lambda size: repeated(*parts, size))


def test_many_questions_that_would_have_one_name(tiny: Book) -> None:
    def hold(text: str) -> object:
        findings = [Finding(Entry(None, f"何 {n}", "", None, n), None, 0.0, "training", True) for n in range(len(text))]
        return list(draft(findings, tiny, "list"))

    assert grows_linearly(hold, lambda size: "x" * (size // 8))


# ---- answers, literature, pages --------------------------------------------------------------------------------------


def read_answer(text: str) -> object:
    answer, _ = parse_answer("training", "page", "page.md", HEAD + text)
    return answer and (follow_ups(answer), interviewer_points(answer), list(check_markup(answer)))


HEAD = """---
question: What is it?
asks: []
aliases: [a, b, c, d]
level: foundation
minutes: 1
today: {status: asked, why: x}
consensus: settled
related: []
corrections: []
---

## Follow-up questions

"""


def read_prose(text: str) -> object:
    """Everything that looks for something in an answer's Markdown, at once; nothing is remembered of an earlier text."""
    mask.cache_clear()
    found = [find(text) for find in (find_blocks, find_citations, find_figures, find_formulas, find_links)]
    replaced = (replace_in_prose(text, str.upper), to_plain(text, str.upper), count_words(text), plain(text))
    return [list(items) for items in (*found, find_quotes(text, "x"))], replaced


ANSWERS = {
    "headings that end in spaces": ("", "## a" + " " * 60 + ".\n", ""),
    "a heading of spaces": ("### a", " ", "."),
    "bold labels": ("", "**a", "x"),
    "blank lines": ("", "\n \n", "x"),
    "brackets": ("", "][", ""),
    "citations": ("", "[@a", ""),
    "claims": ("", "[1](claim:", ""),
    "figures": ("", "![a](figure:", ""),
    "links": ("", "[a](", ""),
    "tildes": ("", "~", ""),
    "tildes in lines": ("", "~~~~\n", ""),
    "ticks": ("", "`a ", ""),
    "ticks of other lengths": ("", "".join("`" * n + "a " for n in range(1, 40)), ""),
    "dollars": ("", "$a ", ""),
    "double dollars": ("", "$$a\n", ""),
    "escaped dollars": ("$a", "\\$", ""),
    "tags": ("", "<a ", ""),
    "backslashes": ("", "\\", "x"),
    "spaces before a stop": ("x", " ", ","),
    "emoji": ("", ":a", ""),
    "stars": ("", "**", ""),
}


@pytest.mark.parametrize("parts", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("work", [read_answer, read_prose, escape], ids=lambda work: work.__name__)
def test_an_answer(parts: tuple[str, str, str], work: Callable[[str], object]) -> None:
    assert grows_linearly(work, lambda size: repeated(*parts, size))


@pytest.mark.parametrize("parts", [("---\na: ", "[", ""), ("---\n", "a: &a b\n", ""), ("---\n", "# a\n", ""), ("---", " ", "\n"), ("---\n", "---x\n", ""), ("---\na: '", "'' ", "")])  # fmt: skip
def test_a_front_matter(parts: tuple[str, str, str]) -> None:
    assert grows_linearly(lambda text: parse_answer("training", "page", "page.md", text), lambda size: repeated(*parts, size))


@pytest.mark.parametrize("parts", [("", "@", ""), ("", "@article{", ""), ("@a{b, c = ", "{", ""), ("@a{b, c = {", "\\'", "}}"), ("", "@a{b, c = {d}}\n", ""), ("", "% x\n", ""), ("@a{b, author = {", "A and ", "B}}")])  # fmt: skip
def test_the_literature(parts: tuple[str, str, str]) -> None:
    assert grows_linearly(lambda text: parse_references("references.bib", text), lambda size: repeated(*parts, size))


def test_a_quotation_with_many_gaps_is_sought_once() -> None:
    text = flatten("a " * SIZE)
    assert not stand_in_order(["a"] * 400 + ["b"], text)
    assert stand_in_order(["a"] * 400, text)
    assert grows_linearly(lambda text: stand_in_order(["a"] * 400 + ["b"], text), lambda size: "a " * size)


def test_the_patterns_are_those_of_the_scripts() -> None:
    patterns = [text for text, _ in find_patterns()]
    assert len(patterns) > 150
    assert all(list(find_pumps(*pattern, random.Random(1))) for pattern in find_patterns() if re.search(r"[^\\\[][*+]\)*$", pattern[0]))
