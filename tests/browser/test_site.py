"""What a reader does: opens the site, reads a page, at desktop and phone width, light and dark, hosted and from disk."""

import re

import pytest
from conftest import watch

PAGE = "questions/neurons-and-layers/relu.html"
PHONE = {"width": 320, "height": 700}
TABS = 6  # pages that are opened at a time: each waits for half a second without a request
pytestmark = pytest.mark.browser


def all_pages(site):
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_answer_has_its_page(site, book):
    assert {str(answer.page.with_suffix(".html")) for answer in book.answers} <= set(all_pages(site))


def test_the_home_page_leads_to_a_question(open_page, address):
    page = open_page(f"{address}/index.html")
    page.locator(".qa-cards a[href^='questions/']").first.click()
    page.locator("article h2 a[href$='.html']").first.click()
    page.locator("#short-answer").wait_for()
    assert page.faults == []


def test_a_question_page_shows_all_its_parts(open_page, address):
    page = open_page(f"{address}/{PAGE}")
    text = page.locator("article").text_content()
    for heading in ("Short answer", "Explanation", "What the lists get wrong", "Follow-up questions", "For the interviewer", "References"):
        assert heading in text
    assert page.locator("article math").count() > 3
    assert page.locator("article svg[role=img]").count() >= 1
    assert "$" not in text
    assert page.locator("meta[name=description]").get_attribute("content").startswith("ReLU")


def test_follow_ups_unfold(open_page, address):
    page = open_page(f"{address}/{PAGE}")
    details = page.locator("details").first
    assert details.get_attribute("open") is None
    details.locator("summary").click()
    assert details.get_attribute("open") is not None


def test_a_citation_leads_to_its_reference_and_a_number_to_its_code(open_page, address):
    page = open_page(f"{address}/{PAGE}")
    target = page.locator(".qa-cite a").first.get_attribute("href")
    assert page.locator(target).count() == 1
    anchor = page.locator("a.qa-number").first.get_attribute("href").partition("#")[2]
    page.locator("a.qa-number").first.click()
    page.locator(f"[id='{anchor}']").wait_for()
    assert "def " in page.locator("article").text_content()


@pytest.fixture(scope="module")
def visits(chromium, address, site):
    """Every page as it was after opening it on a phone in the dark: its path, what went wrong in it, and how wide it is, all unfolded."""
    context, paths = chromium.new_context(viewport=PHONE, color_scheme="dark"), all_pages(site)
    seen = []
    for some in (paths[at : at + TABS] for at in range(0, len(paths), TABS)):
        tabs = [watch(context.new_page(), address) for _ in some]
        for tab, path in zip(tabs, some, strict=True):
            tab.goto(f"{address}/{path}")
        for tab, path in zip(tabs, some, strict=True):
            tab.wait_for_load_state("networkidle")
            tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            seen.append((path, tab.faults, tab.evaluate("document.documentElement.scrollWidth")))
            tab.close()
    context.close()
    return seen


def test_no_page_asks_another_host_or_complains(visits):
    assert {path: faults for path, faults, _ in visits if faults} == {}


def test_no_page_scrolls_sideways_on_a_phone(visits, site):
    assert len(visits) == len(all_pages(site)) > 100
    assert {path: width for path, _, width in visits if width > PHONE["width"]} == {}


def test_a_page_read_in_the_dark_is_printed_in_the_colours_of_day(open_page, address):
    colour = "getComputedStyle(document.querySelector('#short-answer')).color"
    day, night = (open_page(f"{address}/{PAGE}", scheme=scheme) for scheme in ("light", "dark"))
    assert night.evaluate(colour) != day.evaluate(colour)
    for page in (day, night):
        page.emulate_media(media="print")
    assert night.evaluate(colour) == day.evaluate(colour)


def test_light_and_dark_differ_and_the_choice_is_kept(open_page, address):
    page = open_page(f"{address}/{PAGE}", scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(background)
    page.locator("label[for=__palette_1]:visible").click()
    page.locator("label[for=__palette_2]:visible").click()
    assert page.evaluate(background) != before
    dark = page.evaluate(background)
    page.reload()
    assert page.evaluate(background) == dark


def test_figures_follow_the_scheme(open_page, address, scheme):
    page = open_page(f"{address}/{PAGE}", scheme=scheme)
    ink = page.evaluate("getComputedStyle(document.querySelector('article svg[role=img] text')).fill")
    body = page.evaluate("getComputedStyle(document.querySelector('article p')).color")
    assert ink == body


def test_no_page_has_inline_style_or_script_of_ours(site):
    """The theme's own few inline scripts are all there is; a strict policy can allow them by hash."""
    scripts = set()
    for path in all_pages(site):
        text = (site / path).read_text(encoding="utf-8")
        body = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
        assert not re.search(r"<[^>]+\sstyle=", body), path
        assert "<style" not in text, path
        scripts |= set(re.findall(r"<script>(.*?)</script>", text, flags=re.S))
    assert len(scripts) <= 8
