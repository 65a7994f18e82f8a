"""The pages keep WCAG 2.2 AA as far as a program can tell, and can be used by keyboard, enlarged, and without motion."""

import pytest
from axe_playwright_python.sync_playwright import Axe

ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # what else there is, is alike in light and dark
KINDS = [
    "index.html",
    "404.html",
    "study.html",
    "study.html",
    "corrections.html",
    "paths/one-week.html",
    "questions/index.html",
    "questions/training/index.html",
    "questions/neurons-and-layers/relu.html",  # mathematics, figures, code
    "questions/data-and-evaluation/confusion-matrix.html",  # tables
    "notebooks/index.html",
    "notebooks/dropout.html",
    "lists/index.html",
    "lists/top-100.html",
    "numbers/index.html",
    "numbers/training.html",
    "references.html",
    "method.html",
    "moving.html",
    "second-reading.html",
]
pytestmark = pytest.mark.browser


STILL = "() => document.getAnimations().every(a => a.playState !== 'running' || a.effect.getComputedTiming().endTime === Infinity)"


def faults(page, rules=ALL):
    """What axe-core finds wrong by these rules once nothing fades or slides any more: rule, impact, and the first places."""
    page.wait_for_function(STILL)
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(item["id"], item["impact"], [node["target"] for node in item["nodes"]][:3]) for item in found]


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(open_page, address, scheme, path):
    page = open_page(f"{address}/{path}", scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert faults(page, ALL if scheme == "light" else COLOURS) == []


def test_axe_finds_nothing_in_the_states_that_a_reader_makes(open_page, address, scheme):
    page = open_page(f"{address}/questions/neurons-and-layers/relu.html", scheme=scheme)
    page.keyboard.press("u")
    assert faults(page) == []
    page.keyboard.press("r")
    page.keyboard.press("k")
    assert faults(page) == []
    page.keyboard.press("?")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("dropout")
    page.locator(".md-search-result__link").first.wait_for()
    assert faults(page) == []


def test_the_first_key_leads_past_the_header(open_page, address):
    page = open_page(f"{address}/questions/neurons-and-layers/relu.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article, .md-sidebar--secondary'))")


def test_whatever_is_focused_is_seen_to_be(open_page, address, scheme):
    page = open_page(f"{address}/questions/neurons-and-layers/relu.html", scheme=scheme)
    page.locator("h1").click()
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert style[1] != "none", style
        assert style[2] >= 1, style


@pytest.mark.parametrize("path", KINDS)
def test_twice_the_size_needs_no_scrolling_sideways(open_page, address, path):
    """At 200 % a window of 1280 pixels is 640 wide."""
    page = open_page(f"{address}/{path}", size={"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_nothing_moves_for_those_who_asked_for_that(chromium, address):
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/questions/neurons-and-layers/relu.html")
    slow = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => Math.max(...getComputedStyle(e).transitionDuration.split(',').map(parseFloat)) > 0.001)"
        ".map(e => e.className).slice(0, 5)"
    )
    context.close()
    assert slow == []
