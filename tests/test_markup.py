"""What has a meaning of its own in an answer is found where it stands, and nowhere in code."""

import pytest

from compute import agrees, parse_number
from markup import count_words, find_citations, find_figures, find_formulas, find_links, find_quotes, replace_in_prose, to_plain


def test_citations_carry_keys_and_locators():
    found = [(c.key, c.locator) for c in find_citations("A [@a2000x, §6.2] and [@b2001y; @c2002z, p. 3] but `[@d2003w]`.")]
    assert found == [("a2000x", "§6.2"), ("b2001y", ""), ("c2002z", "p. 3")]


def test_quotes_carry_category_function_and_arguments():
    text = "[4](claim:f) [0.5](claim:training/g?rate=0.5&n=3&mode=same) ```\n[1](claim:no)\n```"
    found = [(q.text, q.category, q.function, q.arguments) for q in find_quotes(text, "here")]
    assert found[0] == ("4", "here", "f", ())
    assert found[1] == ("0.5", "training", "g", (("rate", 0.5), ("n", 3), ("mode", "same")))


def test_code_hides_what_stands_in_it():
    text = "```python\n![x](figure:y) [@z2000a] $x$\n```\n\n`$y$` and ``[@z2000a] ` ``"
    assert not list(find_figures(text)) + list(find_citations(text)) + list(find_formulas(text))


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$x$ and $y_1$", ["x", "y_1"]),
        ("$$\nx\n$$ and $y$", ["x", "y"]),
        (r"\$5 and \$6", []),
        ("5$ and 6$", []),
        (r"$\$5$", [r"\$5"]),
        ("between $a$, $b$.", ["a", "b"]),
    ],
)
def test_formulas(text, formulas):
    assert [tex for tex, _, _ in find_formulas(text)] == formulas


def test_links_are_those_that_are_neither_claims_nor_figures():
    text = "[a](../b/c.md#d) [1](claim:x) ![y](figure:z) [e](#f)"
    assert [target for target, _ in find_links(text)] == ["../b/c.md#d", "#f"]


def test_replacing_spares_code_and_formulas():
    assert replace_in_prose("a `a` $a$ a\n\n```\na\n```\na", lambda piece: piece.replace("a", "b")) == "b `a` $a$ b\n\n```\na\n```\nb"


def test_words_are_counted_as_a_reader_would():
    assert count_words("Two words [@a2000b, §1] $x + y$ and [three more words](../x/y.md) [4](claim:f).") == 8


def test_plain_text_has_no_markup():
    text = "**Bold** and `code` with $x^2$, [link](../a/b.md) and [3](claim:f) [@a2000b]."
    assert to_plain(text, lambda tex: "x²") == "Bold and code with x², link and 3."


@pytest.mark.parametrize(
    ("text", "value", "agreed"),
    [
        ("138,357,544", 138357544, True),
        ("138,357,545", 138357544, False),
        ("0.9", 0.8963, True),
        ("0.90", 0.8963, True),
        ("0.89", 0.8963, False),
        ("1.2 million", 1_249_999, True),
        ("1.2 million", 1_260_000, False),
        ("12 %", 0.1234, True),
        ("12.3%", 0.1234, True),
        ("12.4%", 0.1234, False),
        ("3e-4", 0.00031, True),
        ("3.1 × 10⁻⁴", 0.00031, True),
        ("−0.5", -0.5, True),
        ("-0.5", 0.5, False),
        ("55×55×96", "55×55×96", True),
        ("55×55×95", "55×55×96", False),
        ("many", 3, False),
        ("1", True, False),
        ("1", float("nan"), False),
        ("1,00", 100, False),
        ("10", 10.4, True),
    ],
)
def test_a_quoted_number_is_compared_at_its_own_precision(text, value, agreed):
    assert agrees(text, value) is agreed


def test_numbers_of_numpy_are_numbers():
    import numpy as np

    assert agrees("0.25", np.float64(0.25)) and agrees("3", np.int64(3))
    assert parse_number("1.5 billion") == (1.5e9, 1e8)
