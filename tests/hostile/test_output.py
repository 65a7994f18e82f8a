"""What a hostile list holds is text on every page that shows it: the page has no element, attribute or address but those it has anyway."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest
import yaml
from mkdocs.utils.meta import get_data
from targets import PLACES

from book import key_entries, read_book, read_handwritten
from compute import Evidence
from mathml import MathExtension
from model import Book, Entry
from pages import render_pages
from pieces import UNSEEN, escape

TESTS = Path(__file__).resolve().parents[1]
SOUND = TESTS / "sound"
HOSTILE = (
    "<script>alert(1)</script>", "</td></tr></table><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<math><mtext></mtext></math>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "<!-- --><!--", "<![CDATA[x]]>", "<?php x ?>", "<style>*{display:none}</style>",
    "[x](javascript:alert(1))", "[x](javascript&colon;alert(1))", "![x](https://evil.example/p.png)", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x][y]", "[y]: https://evil.example",
    "<javascript:alert(1)>", "<https://evil.example>", "<a@evil.example>", "https://evil.example/", "HTTPS://EVIL.EXAMPLE", "www.evil.example", "mailto:a@evil.example", "[x](<y> 'z')",
    '" onmouseover="alert(1)', "' onmouseover='alert(1)", '"><script>alert(1)</script>', "x` onfocus=alert(1) `", "{: onclick=alert(1) }", "{ .x #y onclick=alert(1) }", "{#id}",
    "{{ config }}", "{{ 7*7 }}", "{% include 'x' %}", "{% raw %}", "{{ count:pages }}", "{# x #}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
    "---", "--- ", "- - -", "***", "___", "===", "--", "...", "+++", "~~~", "```", "```python", "````md", "---\ntitle: evil\n---", "title: evil", "...\n---", "%YAML 1.2", "!!python/object:os.system",
    "# heading", "## heading", "> quotation", "- item", "+ item", "* item", "1. item", "1) item", "| a | b |", "|---|---|", "a\n===", ": definition", "??? note", '???+ note "x"', "!!! danger",
    '=== "tab"', "*[HTML]: evil", "[^1]", "[^1]: evil", "[TOC]", "--8<-- 'x'", "/// html | script", "~~x~~", "^x^", "~x~", "==x==", "++ctrl++", ":smile:", "(c) (tm) +/-", "(!x!)",
    "**bold**", "__bold__", "*em* _em_", "`code`", "``co`de``", "\\<b\\>", "\\`", "\\", "line\\", "$x^2$", "$$x$$", "\\(x\\)", "\\[x\\]", "\\begin{align}x\\end{align}", "$\\href{javascript:alert(1)}{x}$",
    "&lt;script&gt;", "&#60;script&#62;", "&#x3c;script&#x3e;", "&amp;lt;script&amp;gt;", "&lt", "&", "&copy", "&#0;", "&#99999999;", "&notanentity;",
    "\u202egnp.exe", "\u2066\u2067x\u2069", "\u200fx", "\ufeffx", "a\0b", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03", "\x02amp\x03", "\x1b[31mred", "\x07\x08", "\x85x", "\u2028x", "\ufffe\uffff",
    "＜script＞alert(1)＜/script＞", "ſcript", "<ſcript>", "\ud7ff\U0010ffff", "e\u0301" * 20, "x" * 500, "ﷺ" * 20,
    'data-md-component="search" role="dialog"', ' aria-labelledby="__nav_1_label"', 'href="assets/x.css"', "</body></html>", "</title><script>", "</textarea>", "]]>", "\u2029", "markdown=1",
    '<div markdown="1">\n\n# x', "<p markdown>*x*", "<b>" * 50, "[" * 50, "(" * 50, "`" * 50, "*" * 50, "_" * 51, "|" * 50, "\\" * 50, "&" * 50, "<" * 50, '"' * 50, "#" * 50, "$" * 50, "{" * 50,
)  # fmt: skip
EXTENSIONS: list[Any] = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
]


def book_with(texts: list[str]) -> Book:
    """The tiny book with a list whose questions, numbers and answers are the texts."""
    book = read_book(SOUND)
    entries = tuple(Entry(text if at % 3 else None, text, text, text, at + 1) for at, text in enumerate(texts))
    sources = [
        dataclasses.replace(source, entries=tuple(key_entries(source.id, entries))) if source.id == "undated" else source
        for source in book.sources
    ]
    first = [entry.key for entry in sources[1].entries[:6]]
    answers = tuple(dataclasses.replace(answer, asks=(*answer.asks, *first[at : at + 3])) for at, answer in enumerate(book.answers))
    return dataclasses.replace(book, sources=tuple(sources), answers=answers)


def render(texts: list[str]) -> dict[str, str]:
    """The pages of the book with these texts in a list, as Markdown; the names of entries are made alike, they have a test of their own."""
    pages = render_pages(book_with(texts), Evidence({}, {}), read_handwritten(SOUND))
    return {path: re.sub(r"entry-[A-Za-z0-9.-]+", "entry-x", text) for path, text in pages.items()}


def outline(page: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every element of a page's HTML with its attributes, as a browser reads it."""
    tree = html5lib.parseFragment(to_html(page), namespaceHTMLElements=False)
    return [(element.tag, tuple(sorted(element.attrib.items()))) for element in tree.iter()]


def to_html(page: str) -> str:
    body = get_data(page)[0]
    return str(
        markdown.markdown(
            body, extensions=[*EXTENSIONS, MathExtension(report=lambda message: None)], extension_configs={"toc": {"permalink": "#"}}
        )
    )


def shown(text: str) -> str:
    return " ".join(UNSEEN.sub("", text).split())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return render(list(HOSTILE))


@pytest.fixture(scope="module")
def harmless() -> dict[str, str]:
    return render([f"words {at}" for at in range(len(HOSTILE))])


def changed(pages: Mapping[str, str], harmless: Mapping[str, str]) -> list[str]:
    return [path for path in pages if pages[path] != harmless[path]]


def test_a_list_is_shown_on_its_page_on_that_of_open_entries_and_where_it_is_answered(pages, harmless):
    assert sorted(pages) == sorted(harmless)
    assert {"lists/undated.md", "lists/unanswered.md", "questions/training/learning-rate.md"} <= set(changed(pages, harmless))


def test_a_hostile_list_makes_no_element_no_attribute_and_no_address(pages, harmless):
    for path in changed(pages, harmless):
        found, meant = outline(pages[path]), outline(harmless[path])
        assert found == meant, (path, [pair for pair in zip(found, meant, strict=False) if pair[0] != pair[1]][:3])


def test_a_hostile_list_reads_as_it_was_typed(pages):
    tree = html5lib.parseFragment(to_html(pages["lists/undated.md"]), namespaceHTMLElements=False)
    cells = [" ".join("".join(cell.itertext()).split()) for cell in tree.iter("td")]
    assert cells[1::4] == [shown(text) for text in HOSTILE]


def test_a_hostile_list_changes_no_front_matter(pages, harmless):
    for path in pages:
        assert get_data(pages[path])[1] == get_data(harmless[path])[1], path


@pytest.mark.parametrize("text", [text for text in HOSTILE if shown(text)], ids=ascii)
def test_alone_too_a_hostile_text_makes_no_element(text):
    """What one text opens another may close: each is tried without the others, wherever pages put it."""
    for place in set(PLACES) - {"# {}"}:  # a heading gets an id of its own words, and no page puts a list's text into one
        assert outline(f"\n\n{place.format(escape(text))}") == outline(f"\n\n{place.format('words')}"), place


def test_the_names_of_entries_are_of_plain_characters():
    book = book_with(list(HOSTILE))
    names = [entry.name for entry in book.sources[1].entries]
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", name) for name in names)
    assert len(set(names)) == len(names)


# ---- the command line ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_list(tmp_path_factory) -> Path:
    """A list of questions that hold the hostile texts, as a file."""
    path = tmp_path_factory.mktemp("list") / "list.txt"
    texts = [text.replace("\0", "") for text in HOSTILE]  # a file with such is refused as binary
    lines = [f"{at}. What is {' '.join(text.split())} and why?\nIt is {text}\n" for at, text in enumerate(texts, start=1)]
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    return path


def qa(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TESTS.parent / "scripts" / "qa.py"), "--root", str(SOUND), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


ELEMENTS = frozenset("html head meta title style body h1 h2 h3 nav p a main ol li span div details summary".split())  # noqa: SIM905


def walk(tree: Any) -> Iterator[Any]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def test_the_page_of_a_covered_list_has_only_the_elements_of_its_own(hostile_list, tmp_path):
    done = qa("cover", hostile_list, "--html", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
    tree = html5lib.parse((tmp_path / "page.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert {element.tag for element in walk(tree)} <= ELEMENTS
    assert {name for element in walk(tree) for name in element.attrib} <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "aria-label",
        "href",
        "id",
        "class",
    }
    assert all(re.match(r"#|questions/", element.get("href", "#")) for element in walk(tree))


def test_the_drafts_of_a_hostile_list_are_skeletons_with_its_questions(hostile_list, tmp_path):
    done = qa("draft", hostile_list, tmp_path / "drafts")
    assert done.returncode == 0, done.stderr
    drafts = sorted((tmp_path / "drafts").rglob("*"))
    skeleton = None
    for path in (path for path in drafts if path.is_file()):
        assert re.fullmatch(r"[a-z0-9-]+\.md", path.name)
        head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
        assert list(yaml.safe_load(head)) == [
            "question",
            "asks",
            "aliases",
            "level",
            "minutes",
            "today",
            "consensus",
            "related",
            "corrections",
            "statements",
        ]
        skeleton = skeleton or body
        assert body == skeleton


def test_what_is_printed_of_a_hostile_list_cannot_command_a_terminal(hostile_list):
    for arguments in (("parse",), ("parse", "--report"), ("cover",), ("parse", "--json"), ("cover", "--json")):
        done = qa(arguments[0], hostile_list, *arguments[1:])
        assert done.returncode == 0, done.stderr
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stdout + done.stderr)
        if "--json" in arguments:
            assert len(json.loads(done.stdout)) > 100
