"""The tiny book of `tests/sound` gives exactly the pages of `tests/golden`; `make golden` rewrites them."""

import os
import re
from pathlib import Path

import pytest

from book import read_book, read_handwritten
from check import check_book
from compute import gather_evidence
from pages import escape, fill_slots, render_navigation, render_pages

SOUND = Path(__file__).parent / "sound"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def book():
    return read_book(SOUND)


@pytest.fixture(scope="module")
def evidence(book, tmp_path_factory):
    return gather_evidence(book, tmp_path_factory.mktemp("cache"), lambda message: None)


@pytest.fixture(scope="module")
def pages(book, evidence):
    return render_pages(book, evidence, read_handwritten(SOUND))


def without_drawings(text: str) -> str:
    """Pictures change with every version of matplotlib; what the page does with them does not."""
    return re.sub(r"<svg.*?</svg>", "<svg/>", text, flags=re.S)


def test_the_tiny_book_has_no_problem(book, evidence):
    assert check_book(book, evidence) == []


def test_pages_are_the_golden_ones(pages):
    found = {path: without_drawings(text) for path, text in pages.items()}
    if os.environ.get("REWRITE_GOLDEN"):
        for path, text in found.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, encoding="utf-8")
    golden = {p.relative_to(GOLDEN).as_posix(): p.read_text(encoding="utf-8") for p in GOLDEN.rglob("*.md")}
    assert sorted(found) == sorted(golden)
    for path in golden:
        assert found[path] == golden[path], path


def test_a_figure_is_inline_svg_without_style_or_script(pages):
    page = pages["questions/training/learning-rate.md"]
    assert page.count("<svg") == 1
    assert 'aria-label="Three curves' in page
    assert "style=" not in page and "<script" not in page and "<style" not in page


def test_markup_of_a_list_is_data_on_every_page(pages):
    for path, text in pages.items():
        assert "<b>really" not in text, path
        assert "](https://example.org/magic)" not in text, path


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://evil.example/p.png)", "<https://evil.example>", "`code`",
        "| a | b |", "$x^2$", "# heading", "**bold** _em_", "1. item", "- item", "http://evil.example", "www.evil.example", "a@b.example",
        "&lt;b&gt;", "\\<b>", "{: onclick=x }", "[x]: https://evil.example", "??? note", "<!-- x -->", "~~~", ": definition",
    ],
)  # fmt: skip
def test_escaped_text_renders_as_it_was_typed(hostile):
    import html

    import markdown

    rendered = markdown.markdown(
        f"Before\n\n{escape(hostile)}\n",
        extensions=["tables", "attr_list", "md_in_html", "def_list", "pymdownx.details", "pymdownx.superfences"],
    )
    inside = rendered.partition("<p>Before</p>")[2]
    assert re.sub(r"</?p>", "", inside).count("<") == 0
    assert html.unescape(re.sub(r"<[^>]+>", "", inside)).strip() == hostile


def test_navigation_names_every_page_once(book, pages):
    def paths(item):
        if isinstance(item, str):
            return [item]
        return [path for value in (item.values() if isinstance(item, dict) else item) for path in paths(value)]

    named = paths(render_navigation(book))
    assert sorted(path for path in named if path.endswith(".md")) == sorted(pages)


def test_a_slot_that_nothing_fills_is_an_error(book):
    with pytest.raises(ValueError, match="nothing fills the slot"):
        fill_slots("{{ nonsense }}", "index.md", book)
