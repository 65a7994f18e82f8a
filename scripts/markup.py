"""Finds, in an answer's Markdown, what has a meaning of its own: citations, quoted numbers, figures, formulas, links, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

CITATION = re.compile(r"\[@([^\[\]]+)\]")
# What repeats is bounded, or possessive (`++`), where else an opening that is never closed would be sought again from each that follows.
QUOTE = re.compile(r"\[([^\[\]]+)\]\(claim:([^)\s]{0,1000})\)")
FIGURE = re.compile(r"!\[([^\[\]]*)\]\(figure:([^)\s]{0,1000})\)")
LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(((?!claim:|figure:)[^)\s]{0,1000})\)")
FENCE = re.compile(r"^( {0,3})(`{3,}+|~{3,}+)([^\n`]*+)\n(.*?)(?:^ {0,3}\2[`~]*[ \t]*$|\Z)", re.M | re.S)
INLINE_CODE = re.compile(r"(?<![\\`])(`++)((?:[^\n]|\n(?![ \t]*\n)){1,4000}?)(?<!`)\1(?!`)")
DISPLAY_MATH = re.compile(r"(?<!\\)\$\$((?:[^\n]|\n(?![ \t]*\n))+?)\$\$")
INLINE_MATH = re.compile(r"(?<![\\$\w])\$(?![\s$])((?:\\.|[^\\$\n])+?)(?<!\s)\$(?![\w$])")
SPECIAL = re.compile(r"[`$]|~~~")  # what code and formulas begin with
RAW_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")


@dataclass(frozen=True)
class Citation:
    """One work cited: `[@key, locator]`."""

    key: str
    locator: str
    start: int


@dataclass(frozen=True)
class Quote:
    """A number quoted from a claim function: its printed text, the function, and the arguments."""

    text: str
    category: str
    function: str
    arguments: tuple[tuple[str, int | float | str], ...]
    start: int

    @property
    def call(self) -> str:
        return f"{self.function}({', '.join(f'{k}={v!r}' for k, v in self.arguments)})"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text without the fence, and where both begin and end."""

    language: str
    text: str
    start: int
    end: int


def line_at(text: str, position: int) -> int:
    """How many line ends stand before `position`: 0 in the first line."""
    return text.count("\n", 0, position)


@lru_cache(maxsize=4096)
def mask(text: str, *patterns: re.Pattern[str]) -> str:
    """`text` with all that the patterns match blanked out, of the same length and with the same lines."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def prose(text: str) -> str:
    """`text` with code blanked out."""
    if "`" not in text and "~~~" not in text:
        return text
    return mask(text, FENCE, INLINE_CODE)


def plain(text: str) -> str:
    """`text` with code and formulas blanked out."""
    return mask(prose(text), DISPLAY_MATH, INLINE_MATH)


def find_blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of `text` in order."""
    for match in FENCE.finditer(text):
        yield Block(match[3].strip().split(" ")[0], match[4], match.start(), match.end())


def find_citations(text: str) -> Iterator[Citation]:
    """Every work cited in `text`, in order; `[@a, §2; @b]` cites two."""
    for match in CITATION.finditer(prose(text)):
        yield from split_citation(match[1], match.start())


def split_citation(inside: str, start: int = 0) -> Iterator[Citation]:
    """The works named inside one pair of brackets, without the first `@`."""
    for part in inside.split(";"):
        key, _, locator = part.strip().removeprefix("@").partition(",")
        yield Citation(key.strip(), locator.strip(), start)


def find_quotes(text: str, category: str) -> Iterator[Quote]:
    """Every number quoted from a claim in `text`, whose own category is `category`."""
    for match in QUOTE.finditer(prose(text)):
        yield read_quote(match[1], match[2], category, match.start())


def read_quote(text: str, target: str, category: str, start: int = 0) -> Quote:
    """The quotation `[text](claim:target)`; `target` is `name`, `category/name`, or either with `?a=1&b=2`."""
    path, _, query = target.partition("?")
    folder, _, function = path.rpartition("/")
    pairs = parse_qsl(query, keep_blank_values=True)
    return Quote(text, folder or category, function, tuple((k, read_value(v)) for k, v in pairs), start)


def read_value(text: str) -> int | float | str:
    """An argument as an integer, a float or a word, whichever it is first."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def find_figures(text: str) -> Iterator[tuple[str, str, int]]:
    """Every figure used in `text`: name, alternative text, position."""
    for match in FIGURE.finditer(prose(text)):
        yield match[2], match[1], match.start()


def find_links(text: str) -> Iterator[tuple[str, int]]:
    """The target of every Markdown link in `text` that is neither a claim nor a figure, and its position."""
    for match in LINK.finditer(plain(text)):
        yield match[2], match.start()


def find_formulas(text: str) -> Iterator[tuple[str, bool, int]]:
    """Every formula in `text`: its TeX, whether it is displayed, its position."""
    if "$" not in text:
        return
    code_free = prose(text)
    for match in DISPLAY_MATH.finditer(code_free):
        if stands(match, text):
            yield match[1].strip(), True, match.start()
    for match in INLINE_MATH.finditer(mask(code_free, DISPLAY_MATH)):
        if stands(match, text):
            yield match[1], False, match.start()


def stands(match: re.Match[str], text: str) -> bool:
    """Whether what was found where parts of `text` are blanked out holds none of these parts."""
    return match[0] == text[slice(*match.span())]


def replace_in_prose(text: str, replace: Callable[[str], str]) -> str:
    """`text` with `replace` applied to what is neither code nor a formula."""
    if not SPECIAL.search(text):
        return replace(text)
    spans, masked = [], text
    for pattern in (FENCE, INLINE_CODE, DISPLAY_MATH, INLINE_MATH):
        spans += [match.span() for match in pattern.finditer(masked)]
        masked = mask(masked, pattern)
    pieces, last = [], 0
    for start, end in sorted(spans):
        if end > last:
            pieces += [replace(text[last:start]), text[max(start, last) : end]]
            last = end
    return "".join([*pieces, replace(text[last:])])


def count_words(text: str) -> int:
    """Words as a reader counts them: code left out, a formula one word, link targets and citations none."""
    text = mask(text, FENCE)
    text = FIGURE.sub(" ", CITATION.sub(" ", text))
    text = QUOTE.sub(r"\1", LINK.sub(r"\1", text))
    text = DISPLAY_MATH.sub(" formula ", text)
    text = INLINE_MATH.sub("formula", text)
    return len([word for word in text.split() if re.search(r"\w", word)])


def to_plain(text: str, formula: Callable[[str], str]) -> str:
    """`text` as one line without any markup; `formula` turns TeX into readable characters."""
    text = QUOTE.sub(r"\1", LINK.sub(r"\1", FIGURE.sub("", CITATION.sub("", text))))
    text = DISPLAY_MATH.sub(lambda m: formula(m[1]), text)
    text = INLINE_MATH.sub(lambda m: formula(m[1]), text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!$|>~])", r"\1", re.sub(r"(?<!\\)(\*\*?|__|`+)", "", text))
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))
