"""What a reader does with a question: recalls it, marks it as known, follows a path, sorts the mistakes, uses the keys."""

import re

import pytest
from playwright.sync_api import expect

QUESTION = "questions/neurons-and-layers/relu.html"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
pytestmark = pytest.mark.browser


def tool(page, name):
    return page.locator(f'.qa-tools [data-do="{name}"]')


def start_recall(open_page, address):
    page = open_page(f"{address}/{QUESTION}")
    tool(page, "recall").click()
    return page


# The home page


def test_the_first_screen_says_what_this_is(open_page, address):
    page = open_page(f"{address}/index.html", size=DESKTOP)
    for part in ("h1", ".qa-search", ".qa-claim", ".qa-truth", ".qa-counts", "a[href='paths/one-evening.html']", "#questions"):
        box = page.locator(f"article {part}").first.bounding_box()
        assert box["y"] + box["height"] <= DESKTOP["height"], part


def test_the_home_pages_search_opens_the_sites_search(open_page, address):
    for size in (DESKTOP, PHONE):
        page = open_page(f"{address}/index.html", size=size)
        page.locator(".qa-search").click()
        expect(page.locator(".md-search__input")).to_be_focused()


# Recall mode


def test_recall_mode_folds_all_but_the_question_and_is_remembered(open_page, address):
    page = start_recall(open_page, address)
    for _ in range(2):
        assert page.locator("h1").is_visible()
        assert not page.locator(".qa-short").is_visible()
        assert not page.locator("article .qa-correction").first.is_visible()
        assert not page.locator("article h3").first.is_visible()
        page.reload()
    tool(page, "recall").click()
    expect(page.locator(".qa-short")).to_be_visible()
    page.reload()
    expect(page.locator(".qa-short")).to_be_visible()


def test_in_recall_mode_the_answer_is_folded_before_the_scripts_have_come(open_page, address):
    page = start_recall(open_page, address)
    page.route(re.compile(r"recall\b.*\.js"), lambda route: route.abort())
    page.reload(wait_until="domcontentloaded")
    assert not page.locator(".qa-short").is_visible()


def test_a_part_unfolds_at_its_heading_and_everything_at_one_key(open_page, address):
    page = start_recall(open_page, address)
    fold = page.locator("#short-answer .qa-fold")
    fold.click()
    expect(page.locator(".qa-short")).to_be_visible()
    assert fold.get_attribute("aria-expanded") == "true"
    assert not page.locator("article .qa-correction").first.is_visible()
    fold.click()
    expect(page.locator(".qa-short")).to_be_hidden()
    page.keyboard.press("u")
    expect(page.locator("article .qa-correction").first).to_be_visible()
    assert page.locator("article details:not([open])").count() == 0
    page.keyboard.press("c")
    expect(page.locator(".qa-short")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(".qa-short")).to_be_visible()
    assert page.faults == []


def test_a_link_into_a_folded_part_unfolds_it(open_page, address):
    page = start_recall(open_page, address)
    page.goto(f"{address}/{QUESTION}#correction-2")
    page.reload()
    expect(page.locator("#correction-2")).to_be_visible()
    assert not page.locator(".qa-short").is_visible()


def test_the_heading_keeps_its_words_when_recall_mode_ends(open_page, address):
    page = open_page(f"{address}/{QUESTION}")
    before = page.locator("article h2").all_text_contents()
    tool(page, "recall").click()
    tool(page, "recall").click()
    assert page.locator("article h2").all_text_contents() == before


def test_a_page_is_printed_unfolded(open_page, address):
    page = start_recall(open_page, address)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".qa-short")).to_be_visible()
    expect(page.locator("details p").first).to_be_visible()
    assert not page.locator(".qa-tools").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article details[open]").count() == 0


# Known questions and paths


def test_a_known_question_is_remembered_and_shown_wherever_it_is_linked(open_page, address):
    page = open_page(f"{address}/{QUESTION}")
    tool(page, "known").click()
    page.reload()
    expect(tool(page, "known")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{address}/questions/neurons-and-layers/index.html")
    assert page.locator("a.qa-is-known").evaluate_all("links => links.map(link => link.pathname)") == [f"/{QUESTION}"]
    page.goto(f"{address}/index.html")
    expect(page.locator(".qa-known-count:not(:empty)")).to_have_text(re.compile(r"^1 of \d+ known$"))
    page.goto(f"{address}/{QUESTION}")
    page.keyboard.press("k")
    expect(tool(page, "known")).to_have_attribute("aria-pressed", "false")


def test_a_path_leads_from_question_to_question_until_it_is_left(open_page, address):
    page = open_page(f"{address}/paths/one-evening.html")
    questions = page.locator("article li > a").evaluate_all("links => links.map(link => link.pathname)")
    page.goto(f"{address}{questions[1]}")
    assert not page.locator(".qa-path").first.is_visible()
    page.goto(f"{address}/paths/one-evening.html")
    page.locator("article li > a").first.click()
    for number, question in enumerate(questions, start=1):
        assert page.evaluate("location.pathname") == question
        steps = page.locator(".qa-path:visible")
        expect(steps).to_contain_text(f"question {number} of {len(questions)}")
        if number < len(questions):
            steps.locator("li").last.locator("a").click()
            page.wait_for_url(f"**{questions[number]}")
    page.locator(".qa-path:visible").get_by_role("button").click()
    page.reload()
    assert page.locator(".qa-path:visible").count() == 0


# Keys


def test_the_keys_are_listed_and_can_be_switched_off(open_page, address):
    page = open_page(f"{address}/{QUESTION}")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Recall mode")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("r")
    page.keyboard.press("/")
    expect(page.locator(".qa-short")).to_be_visible()
    expect(page.locator(".md-search__input")).not_to_be_focused()
    page.locator(".qa-foot [data-do=keys]").click()
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button").click()
    page.keyboard.press("r")
    expect(page.locator(".qa-short")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_phones_are_offered_no_keys(chromium, address):
    for touch in (False, True):
        context = chromium.new_context(viewport=PHONE, has_touch=touch, is_mobile=touch)
        page = context.new_page()
        page.goto(f"{address}/{QUESTION}")
        assert page.locator("[data-do=keys]").count() == 2
        assert page.locator("[data-do=keys]:visible").count() == (0 if touch else 2)
        context.close()


def test_keys_are_letters_while_one_types(open_page, address):
    page = open_page(f"{address}/{QUESTION}")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("rukc")
    assert page.locator("html[data-qa-recall=on]").count() == 0
    assert page.locator(".md-search__input").input_value() == "rukc"


# The most taught mistakes


def shown(page):
    return page.locator(".qa-mistakes > .qa-correction:not([hidden])")


def test_mistakes_are_sorted_by_how_many_entries_repeat_them(open_page, address):
    page = open_page(f"{address}/corrections.html")
    entries = shown(page).evaluate_all("boxes => boxes.map(box => Number(box.dataset.entries))")
    assert entries == sorted(entries, reverse=True)
    assert entries[0] > entries[-1]
    page.locator("select[name=sort]").select_option("category")
    categories = shown(page).evaluate_all("boxes => boxes.map(box => box.dataset.category)")
    assert len(list(dict.fromkeys(categories))) == len(
        [c for c, before in zip(categories, [None, *categories], strict=False) if c != before]
    )


def test_mistakes_are_filtered_and_the_choice_is_a_link(open_page, address):
    page = open_page(f"{address}/corrections.html")
    everything = shown(page).count()
    page.locator("select[name=verdict]").select_option("wrong")
    page.locator("input[name=words]").fill("fourier")
    some = shown(page).count()
    assert 0 < some < everything
    assert set(shown(page).evaluate_all("boxes => boxes.map(box => box.dataset.verdict)")) == {"wrong"}
    expect(page.locator(".qa-sorting output")).to_have_text(f"{some} corrections")
    page.goto(page.url)
    assert shown(page).count() == some


def test_every_mistake_has_an_address(open_page, address):
    page = open_page(f"{address}/corrections.html")
    link = shown(page).nth(200).locator(".qa-address")
    target = link.get_attribute("href")
    page.goto(f"{address}/corrections.html{target}")
    page.wait_for_timeout(300)
    assert page.locator(target).evaluate("box => Math.abs(box.getBoundingClientRect().top) < innerHeight")


def test_a_choice_that_no_correction_fits_says_so_and_leads_back(open_page, address):
    page = open_page(f"{address}/corrections.html")
    every = shown(page).count()
    back = page.get_by_role("button", name="Show all corrections")
    assert not back.is_visible()
    page.goto(f"{address}/corrections.html?words=no+such+words&verdict=wrong")
    expect(page.locator(".qa-none")).to_contain_text("No correction fits")
    back.click()
    expect(back).to_be_hidden()
    assert shown(page).count() == every
    assert page.evaluate("location.search") == ""
    expect(page.get_by_label("Containing")).to_be_focused()


# Lines on phones


@pytest.mark.parametrize("path", ["questions/training/gradient-descent.html", "corrections.html"])
def test_what_is_tied_to_a_formula_stands_on_its_line(open_page, address, path):
    page = open_page(f"{address}/{path}", PHONE)
    lines = page.locator(".qa-tied:visible").evaluate_all("spans => spans.map(span => span.getClientRects().length)")
    assert len(lines) > 5
    assert set(lines) == {1}
