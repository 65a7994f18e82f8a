"""Numbers are computed once, kept as long as nothing they are made of changes, and never from a file that cannot be run."""

from dataclasses import replace

import pytest

from book import read_book
from compute import Number, compute_numbers
from markup import read_quote
from model import Code

CLAIMS = """
import math
from fractions import Fraction

def half(n: int = 1) -> float:
    "Half of n."
    return n / 2

def third() -> Fraction:
    "A third."
    return Fraction(1, 3)

def fails() -> float:
    "Nothing."
    return math.sqrt(-1)
"""


@pytest.fixture
def make(project):
    """A function that makes a book of one answer with the given claims, which quotes the given calls."""
    book = read_book(project / "tests" / "sound")
    answer = book.answers[0]

    def make(text, *calls):
        body = " ".join(f"[1](claim:{call})" for call in calls)
        section = replace(answer.sections[0], text=body)
        asking = replace(answer, sections=(section,), corrections=(), statements=())
        return replace(book, answers=(asking,), claims={answer.category: Code(answer.category, "content/claims/x.py", text)})

    return make


def compute(book, cache):
    """The numbers by their calls as they are written, and why the claims cannot be run."""
    numbers, broken = compute_numbers(book, cache)
    quotes = [read_quote("1", call, book.answers[0].category) for call in ("half?n=3", "half", "third", "fails", "missing")]
    found = {quote.call: numbers.get((quote.category, quote.function, quote.arguments)) for quote in quotes}
    return {call: number for call, number in found.items() if number}, broken


def test_numbers_are_what_the_functions_return(make, tmp_path):
    numbers, broken = compute(make(CLAIMS, "half?n=3", "half", "fails", "missing"), tmp_path)
    assert numbers["half(n=3)"] == Number(1.5)
    assert numbers["half()"] == Number(0.5)
    assert numbers["fails()"].error == "ValueError: math domain error"
    assert "has no function 'missing'" in numbers["missing()"].error
    assert not broken


def test_what_is_kept_is_not_run_again(make, tmp_path):
    log = tmp_path / "log"
    text = f"open({str(log)!r}, 'a').write('x')\n{CLAIMS}"
    first = compute(make(text, "half", "half?n=3"), tmp_path / "cache")
    assert compute(make(text, "half?n=3", "half"), tmp_path / "cache") == first
    assert log.read_text() == "x"
    compute(make(text + "# changed", "half"), tmp_path / "cache")
    assert log.read_text() == "xx"


def test_a_call_that_was_not_kept_is_computed(make, tmp_path):
    compute(make(CLAIMS, "half"), tmp_path)
    assert compute(make(CLAIMS, "half", "half?n=3"), tmp_path)[0]["half(n=3)"] == Number(1.5)


@pytest.mark.parametrize("call", ["fails", "third"])
def test_an_error_and_what_json_does_not_know_are_computed_each_time(make, tmp_path, call):
    first = compute(make(CLAIMS, "half", call), tmp_path)
    assert not list(tmp_path.rglob("*.kept"))
    assert compute(make(CLAIMS, "half", call), tmp_path) == first


def test_a_file_that_cannot_be_run_says_so_each_time_even_if_nothing_quotes_it(make, tmp_path):
    for _ in range(2):
        assert list(compute(make("1 / 0", *[]), tmp_path)[1].values()) == ["ZeroDivisionError: division by zero"]
    numbers, broken = compute(make("1 / 0", "half"), tmp_path)
    assert numbers["half()"].error == "ZeroDivisionError: division by zero"
    assert broken
