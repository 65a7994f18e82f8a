"""Turns text into words in one normal form: American spelling, word stems, one name for what has several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import snowballstemmer

from lexicon import APART, IRREGULAR, KEPT, SAME_NAMES, SHORT

STEMMER = snowballstemmer.stemmer("english")
BRITISH = [
    (re.compile(r"^(\w+)is(ations?|e[sdr]?|ers|ing|able)$"), r"\1iz\2"),
    (re.compile(r"^(anal|paral|catal)ys(e[sdr]?|ers|ing)$"), r"\1yz\2"),
    (re.compile(r"^(behavi|col|fav|flav|hon|lab|neighb)our(\w*)$"), r"\1or\2"),
    (re.compile(r"^(cancel|channel|label|level|model|signal|travel)l(ing|ed|ers?)$"), r"\1\2"),
    (re.compile(r"^(cent|fib|lit|met)re(s|d)?$"), r"\1er\2"),
    (re.compile(r"^(anal|catal|dial)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^(gr)ey(\w*)$"), r"\1ay\2"),
    (re.compile(r"^(program)me(s?)$"), r"\1\2"),
]
DASHES = re.compile(r"[\u2010-\u2015\u2212\-_/]+")
# What is written in one word, with a hyphen or in two: the parts that a compound begins with, and what may follow them.
COMPOUND = re.compile(
    r"\b(?:(mini)[\s-]+(batch\w*)|(auto)[\s-]+(encod\w+|regressi\w+|grad|ml)|(back)[\s-]+(prop\w*)|(over|under)[\s-]+(fit\w*|sampl\w+)|(hyper)[\s-]+(param\w+|plane\w*)"
    r"|(multi|single)[\s-]+(layer\w*)|(feed)[\s-]+(forward\w*)|(pre)[\s-]+(train\w*|process\w*)|(fine)[\s-]+(tun\w+)|(drop)[\s-]+(out\w*)|(soft)[\s-]+(max|plus)"
    r"|(non)[\s-]+(\w+)|(data)[\s-]+(sets?)|(frame)[\s-]+(works?)|(re)[\s-]+(training|ranking)|(meta)[\s-]+(learning)|(deep)[\s-]+(fakes?)|(white|black)[\s-]+(box)"
    r"|(r)[\s-]+(cnns?|squared)|(u)[\s-]+(nets?)|(element)[\s-]+(wise)|(noise)[\s-]+(less)|(semi|self|un)[\s-]+(supervised))\b"
)
APOSTROPHES = re.compile(r"[\u2018\u2019\u02bc`´]")
WORD = re.compile(r"c\+\+|c#|[^\W_]+(?:'[^\W_]+)?|[&@]")


@cache
def stem(word: str) -> str:
    """The part of an English word that its forms share: `initializing`, `initialised` and `initialization` have one."""
    if word in IRREGULAR:
        return stem(IRREGULAR[word])
    if len(word) > 3 and word[-1] == "s" and not re.search("[aeiouy]", word):
        return word[:-1]  # the plural of an abbreviation: CNNs, LSTMs
    if word in APART or word.removesuffix("s") in APART:
        return f"{word.removesuffix('s')}."
    return word if len(word) < 4 or not word.isascii() else str(STEMMER.stemWord(word))


@cache
def american(word: str) -> str:
    """A word as American English spells it, as far as rules can tell."""
    for pattern, replacement in BRITISH:
        match = pattern.match(word)
        if match and match[1] not in KEPT:
            return match.expand(replacement)
    return word


def fold(text: str) -> str:
    """`text` in lower case, without accents, with plain dashes and apostrophes."""
    if text.isascii():
        return text.lower()
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return APOSTROPHES.sub("'", "".join(letters).casefold())


def join_groups(match: re.Match[str]) -> str:
    """The two parts of a compound as one word."""
    return "".join(part for part in match.groups() if part)


def split_words(text: str) -> list[str]:
    """The words of `text`, folded and in American spelling, with compounds written in one: `back-propagation` is one word."""
    found = WORD.findall(DASHES.sub(" ", COMPOUND.sub(join_groups, fold(text))))
    return [american(SHORT.get(word, word).removesuffix("'s").replace("'", "")) for word in found]


def same_names() -> Iterator[tuple[str, list[str]]]:
    """(the name that stands for all, every name) of each thing that has several names."""
    for line in SAME_NAMES.strip().splitlines():
        names = [" ".join(split_words(name)) for name in line.split("=")]
        yield names[0], names
