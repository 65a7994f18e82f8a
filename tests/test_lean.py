"""Whatever a text holds, it comes out the same with the patterns taken away that it has nothing for."""

import pytest
from markdown import Markdown

from lean import SIGNS, LeanExtension

PLAIN = "A *word*, `code`, [a link](b.md), a_b_c, x < y & z.\n\n* one\n* two"
TEXTS = {
    "reference": "See [this page][a] and [that].\n\n[a]: a.html\n[that]: <b.html> 'Title'",
    "image_reference": "![A picture][a]\n\n[a]: a.png",
    "short_reference": "[a]\n\n[a]:\n  a.html",
    "short_image_ref": "![a]\n\n[a]: a.png",
    "image_link": "![A picture](a.png) and ![another](<b.png>)",
    "autolink": "Look at <https://example.org/a_b> or <ftp://example.org>.",
    "automail": "Write to <somebody@example.org>.",
    "linebreak": "One line  \nand another, in a *paragraph  \nof its own*",
}


@pytest.mark.parametrize("text", [PLAIN, *TEXTS.values()], ids=["plain", *TEXTS])
def test_a_text_comes_out_the_same(text):
    assert Markdown(extensions=["extra", LeanExtension()]).convert(text) == Markdown(extensions=["extra"]).convert(text)


def test_every_pattern_that_may_be_taken_away_has_a_text_that_needs_it():
    assert TEXTS.keys() == SIGNS.keys()
    for name, text in TEXTS.items():
        without = Markdown(extensions=["extra"])
        without.inlinePatterns.deregister(name)
        assert without.convert(text) != Markdown(extensions=["extra"]).convert(text), name


def test_a_pattern_comes_back_for_the_next_text():
    lean = Markdown(extensions=[LeanExtension()])
    lean.convert(PLAIN)
    assert "automail" not in lean.inlinePatterns
    for text in [*TEXTS.values(), PLAIN, *TEXTS.values()]:
        assert lean.reset().convert(text) == Markdown().convert(text)
