"""What a reader does on the study page: cards, spot the mistake, mock interviews, progress; by keyboard, by touch, with and without storage."""

import json
import re
import threading
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import DESKTOP, PHONE, Quiet, note_outside

pytestmark = pytest.mark.browser

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = 3_600_000
KEY = "qa-progress"
STRICT = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture
def study(chromium, address):
    """A function that opens the study page: `where` is what follows its name in the address."""
    contexts = []

    def study(where="", size=DESKTOP, base=address, before="", kept=None, mix=False, block="", **options):
        context = chromium.new_context(viewport=size, timezone_id="UTC", accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: page.faults.append(f"{error} {error.stack}"))
        page.on("request", lambda request: note_outside(request.url, base, page.faults))
        page.clock.install(time=NOW)
        if kept is not None:
            page.goto(f"{base}/404.html")
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept if isinstance(kept, str) else json.dumps(kept)])
        if before:
            page.add_init_script(before)
        if block:
            page.route(block, lambda route: route.abort())
        if mix:
            page.route("**/study.html*", make_every_second_statement_hold)
        page.goto(f"{base}/study.html{where}")
        return page

    yield study
    for context in contexts:
        context.close()


def make_every_second_statement_hold(route):
    """Serves the page with as many true statements as false ones, whatever the book has."""
    answer = route.fetch()
    turns = iter(range(10_000))
    text = re.sub(r'data-holds="(yes|no)"', lambda _: f'data-holds="{("yes", "no")[next(turns) % 2]}"', answer.text())
    route.fulfill(response=answer, body=text)


def begin(page):
    page.locator(".qa-choose [type=submit]").click()


def where(page):
    return page.locator(".qa-where").text_content()


def title(page):
    """The heading of the stage: the question, or what came of it."""
    return page.locator(".qa-stage h2").text_content()


def said(page):
    """What a screen reader is told."""
    page.clock.run_for(100)
    return page.locator("p[role=status]").text_content()


def kept(page):
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}")


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def shown(page):
    """The buttons of the stage by their names, without the hints at keys."""
    names = (
        "buttons => buttons.map(b => [...b.childNodes].filter(n => !n.classList?.contains('qa-hint')).map(n => n.textContent).join(' '))"
    )
    return page.locator(".qa-stage button").evaluate_all(names)


# ---------------------------------------------------------------- the page


def test_without_scripts_the_page_is_a_folded_list_of_all_questions(study, book):
    page = study(java_script_enabled=False)
    assert page.locator("details.qa-item").count() == len(book.answers)
    assert not page.locator(".qa-item .qa-brief").first.is_visible()
    page.locator(".qa-item summary").first.click()
    assert page.locator(".qa-item .qa-brief").first.is_visible()
    assert page.locator(".qa-item .qa-points li").first.is_visible()


def test_with_scripts_the_list_is_never_seen(study):
    """Not even before they have run: the style sheet knows whether they will."""
    page = study(block="**/assets/js/study*.js")
    assert page.locator(".qa-item").count() > 0
    assert not page.locator(".qa-item").first.is_visible()
    assert study().locator(".qa-item").count() == 0


def test_nothing_of_it_loads_elsewhere(open_page, address):
    page = open_page(f"{address}/index.html")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert loaded
    assert not [name for name in loaded if "study" in name or "fsrs" in name]


@pytest.mark.parametrize(
    ("hash", "title"),
    [
        ("", "Cards"),
        ("#cards", "Cards"),
        ("#spot", "Spot the mistake"),
        ("#interview", "Mock interview"),
        ("#account", "Progress"),
        ("#x", "Cards"),
    ],
)
def test_the_address_chooses_the_mode(study, hash, title):
    page = study(hash)
    assert page.locator(".qa-modes [aria-current]").text_content() == title
    assert page.faults == []


def test_modes_are_links_and_the_way_back_works(study):
    page = study()
    page.get_by_role("link", name="Mock interview").click()
    assert page.url.endswith("#interview")
    assert focused(page) == "Mock interview"
    page.go_back()
    assert page.locator(".qa-modes [aria-current]").text_content() == "Cards"


# ---------------------------------------------------------------- filters


def count_chip(page, label):
    return int(page.locator(".qa-chip", has=page.get_by_text(label, exact=True)).locator(".qa-count").text_content())


def choose(page, label):
    page.locator(".qa-chip", has=page.get_by_text(label, exact=True)).locator("input").check()


def test_filters_count_what_they_would_give(study, book):
    page = study()
    training = [answer for answer in book.answers if answer.category == "training"]
    assert count_chip(page, "All") == count_chip(page, "New") == len(book.answers)
    assert count_chip(page, "Foundation") == sum(answer.level == "foundation" for answer in book.answers)
    page.locator(".qa-categories summary").click()
    choose(page, "Training")
    assert count_chip(page, "All") == len(training)
    assert count_chip(page, "Foundation") == sum(answer.level == "foundation" for answer in training)
    choose(page, "Known")
    assert page.locator(".qa-ready").text_content() == "No card is left in this choice."
    assert page.locator(".qa-choose [type=submit]").is_disabled()


def test_filters_are_remembered(study):
    page = study()
    choose(page, "Intermediate")
    choose(page, "Not known")
    page.get_by_label("Only questions with wrong claims").check()
    before = page.locator(".qa-ready").text_content()
    page.reload()
    assert page.get_by_label("Intermediate").is_checked()
    assert page.get_by_label("Not known").is_checked()
    assert page.get_by_label("Only questions with wrong claims").is_checked()
    assert page.locator(".qa-ready").text_content() == before


def test_only_wrong_claims_leaves_out_questions_without_any(study):
    strip = (
        "document.addEventListener('readystatechange', () =>"
        " [...document.querySelectorAll('.qa-saying[data-holds=no]')].slice(1).forEach(saying => saying.remove()))"
    )
    page = study(before=strip)
    page.get_by_label("Only questions with wrong claims").check()
    assert count_chip(page, "All") == 1


def test_an_address_filters_a_session_and_is_not_remembered(study, book):
    page = study("?category=training,mathematics&level=foundation&category=nonsense#spot")
    wanted = {"training", "mathematics"}
    assert count_chip(page, "All") == sum(answer.category in wanted and answer.level == "foundation" for answer in book.answers)
    assert page.locator(".qa-categories summary").text_content() == "Categories: Mathematics, Training"
    page.goto(page.url.partition("?")[0])
    assert count_chip(page, "All") == len(book.answers)


NONSENSE = [None, 3, "x", [], {"levels": 7, "show": "constructor"}, {"categories": [None, "x"], "wrong": "yes"}]


def test_filters_that_make_no_sense_are_none(study, book):
    page = study()
    for raw in NONSENSE:
        page.evaluate("raw => qaProgress.setSetting('filters', raw)", raw)
        page.reload()
        assert count_chip(page, "All") == len(book.answers), raw
        assert page.locator("[name=show][value=all]").is_checked(), raw
    assert page.faults == []


# ---------------------------------------------------------------- cards


def test_cards_by_keyboard(study):
    page = study()
    page.locator(".qa-choose [type=submit]").focus()
    page.keyboard.press("Enter")
    assert where(page) == "0 of 20 done"
    first = title(page)
    assert focused(page) == first
    assert page.locator(".qa-answer").count() == 0
    page.keyboard.press("Space")
    assert focused(page) == page.locator(".qa-answer").text_content().strip() != ""
    assert shown(page)[-5:-1] == ["Again 1 min", "Hard 6 min", "Good 10 min", "Easy 8 days"]
    page.keyboard.press("4")
    assert where(page) == "1 of 20 done"
    assert title(page) != first
    page.keyboard.press("Enter")
    page.keyboard.press("1")
    assert where(page) == "1 of 20 done · 1 to repeat"
    assert page.faults == []


def test_a_grade_can_be_taken_back(study):
    page = study()
    begin(page)
    first = title(page)
    page.keyboard.press("Space")
    page.keyboard.press("4")
    assert len(kept(page)["cards"]) == 1
    page.keyboard.press("u")
    assert said(page) == "The last grade is taken back."
    assert title(page) == first
    assert kept(page)["cards"] == {}
    page.keyboard.press("1")
    (card,) = kept(page)["cards"].values()
    assert [grade for _, grade in card["log"]] == [1]
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Undo the last grade").click()
    assert kept(page)["cards"] == {}
    assert where(page) == "0 of 20 done"


def test_the_times_on_the_grades_are_counted_from_one_moment(study):
    """Five and a half minutes are six; less a millisecond they would be five."""
    page = study(before="{ const now = Date.now; let calls = 0; Date.now = () => now() + calls++; }")
    page.locator(".qa-choose [type=submit]").click()
    page.get_by_role("button", name="Show the answer").click()
    assert page.locator(".qa-grade").nth(1).text_content().startswith("Hard6 min")


def test_a_failed_card_comes_back_within_the_session_and_the_session_ends(study):
    page = study("?category=attention-and-transformers")
    page.evaluate("qaProgress.setSetting('new', 5)")
    page.reload()
    begin(page)
    total = int(re.fullmatch(r"0 of (\d+) done", where(page))[1])
    question = title(page)
    for _ in range(total):
        page.keyboard.press("Space")
        page.keyboard.press("1" if title(page) == question else "4")
    assert title(page) == question
    page.keyboard.press("Space")
    page.keyboard.press("4")
    assert title(page) == "Done for now"
    assert f"{total + 1} grades: 1 again, 0 hard, 0 good, {total} easy." in page.locator(".qa-stage").text_content()


def card(due, last=0, **more):
    return {"state": 2, "step": None, "stability": 5.0, "difficulty": 5.0, "due": due, "last": last, "log": [[last, 3]]} | more


def test_due_cards_come_first_and_the_longest_due_before_all(study, book):
    now, hour = NOW.timestamp() * 1000, HOUR
    late, later, coming = book.answers[7], book.answers[30], book.answers[3]
    cards = {late.id: card(now - hour), later.id: card(now - 9 * hour), coming.id: card(now + hour)}
    page = study(kept={"format": KEY, "version": 1, "cards": cards, "settings": {"new": [5, 1]}})
    assert page.locator(".qa-ready").text_content() == "2 due and 5 new."
    begin(page)
    titles = []
    for _ in range(7):
        titles.append(title(page))
        page.keyboard.press("Space")
        page.keyboard.press("4")
    fresh = [answer.question for answer in book.answers if answer.id not in cards]
    assert titles == [later.question, late.question, *fresh[:5]]
    assert title(page) == "Done for now"


def test_cards_are_due_when_the_scheduler_says_and_not_before(study):
    page = study("?category=attention-and-transformers")
    begin(page)
    total = int(re.fullmatch(r"0 of (\d+) done", where(page))[1])
    for _ in range(total):
        page.keyboard.press("Space")
        page.keyboard.press("4")
    page.get_by_role("button", name="Back to the choice").click()
    assert page.locator(".qa-ready").text_content() == "Nothing is due. The next card comes on 10 March 2026."
    page.clock.fast_forward(190 * HOUR)
    page.reload()
    assert page.locator(".qa-ready").text_content().startswith("Nothing is due.")
    page.clock.fast_forward(3 * HOUR)
    page.reload()
    assert page.locator(".qa-ready").text_content() == f"{total} due and 0 new."


def test_cards_by_touch_on_a_phone(study):
    page = study(size=PHONE, has_touch=True, is_mobile=True)
    page.locator(".qa-choose [type=submit]").tap()
    page.get_by_role("button", name="Show the answer").tap()
    page.get_by_role("button", name="Mark as known").tap()
    assert page.get_by_role("button", name="Mark as known").get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Good").tap()
    assert where(page) == "0 of 20 done · 1 to repeat"
    assert [value for value, _ in kept(page)["known"].values()] == [True]
    page.get_by_role("button", name="End").tap()
    assert page.locator(".qa-calendar").is_visible()
    assert page.faults == []


def test_no_button_lies_on_a_card(study):
    page = study(size=PHONE)
    top = page.locator(".md-top")
    page.mouse.wheel(0, 900)
    page.mouse.wheel(0, -100)
    top.wait_for()
    page.locator(".qa-choose [type=submit]").click()
    page.get_by_role("button", name="Show the answer").click()
    page.mouse.wheel(0, 900)
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(300)
    assert not top.is_visible()


def test_what_was_learned_is_there_after_a_reload(study):
    page = study()
    begin(page)
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.reload()
    assert page.locator(".qa-ready").text_content() == "0 due and 20 new."
    assert count_chip(page, "New") == count_chip(page, "All") - 1


# ---------------------------------------------------------------- spot the mistake


def test_a_statement_by_keyboard(study):
    page = study("?seed=3#spot", mix=True)
    begin(page)
    assert where(page) == "Statement 1 of 10"
    assert focused(page) == page.locator(".qa-statement").text_content().strip()
    page.keyboard.press("h")
    outcome = title(page)
    assert focused(page) == outcome
    assert outcome in {"Right. It holds.", "Not so. It does not hold."}
    assert page.locator(".qa-answer a").count() >= 1
    page.keyboard.press("Enter")
    assert where(page) == f"Statement 2 of 10 · {int(outcome.startswith('Right'))} of 1 right"
    page.keyboard.press("ArrowRight")
    assert title(page) in {"Not so. It holds.", "Right. It does not hold."}
    assert page.faults == []


def play(page, judge):
    """Plays a session to its end and returns (statement, whether it holds, whether that was said), in order."""
    begin(page)
    played = []
    while page.locator(".qa-verdicts").count():
        statement = page.locator(".qa-statement").text_content().strip()
        holds = judge(statement)
        page.keyboard.press("h" if holds else "x")
        truth = page.locator(".qa-statement").get_attribute("data-holds") == "true"
        played.append((statement, truth, holds == truth))
        page.keyboard.press("Space")
    return played


def test_a_session_is_fair_and_repeats_nothing(study):
    page = study("?seed=11#spot", mix=True)
    played = play(page, lambda _: True)
    assert len(played) == len({statement for statement, _, _ in played}) == 10
    assert sum(truth for _, truth, _ in played) == 5
    assert [truth for _, truth, _ in played] not in ([True, False] * 5, [False, True] * 5, [True] * 5 + [False] * 5)
    assert title(page) == "5 of 10 right"
    assert page.locator(".qa-missed > li").count() == 5


def test_the_order_follows_the_seed(study):
    first, again, other = (play(study(f"?seed={seed}#spot", mix=True), lambda _: True) for seed in (1, 1, 2))
    assert first == again != other


def test_missed_statements_come_back_in_the_next_session(study):
    page = study("?seed=5#spot", mix=True)
    missed = {statement for statement, _, right in play(page, lambda _: False) if not right}
    assert missed
    page.get_by_role("button", name="Back to the choice").click()
    assert page.locator(".qa-ready").text_content() == f"10 statements, {len(missed)} of them missed before."
    assert missed <= {statement for statement, _, _ in play(page, lambda _: True)}


def test_a_book_without_true_statements_still_gives_a_session(study):
    page = study(
        "#spot",
        before="document.addEventListener('readystatechange', () => document.querySelectorAll('[data-holds=yes]').forEach(s => s.remove()))",
    )
    assert len(play(page, lambda _: False)) == 10
    assert title(page) == "10 of 10 right"
    assert "None was missed." in page.locator(".qa-stage").text_content()


def test_a_wrong_claim_leads_to_its_place(study, address):
    page = study("?seed=2#spot")
    begin(page)
    while page.get_by_role("link", name="The correction and its evidence").count() == 0:
        page.keyboard.press("x" if page.locator(".qa-verdicts").count() else "Space")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="The correction and its evidence").click()
    place = opened.value.url.partition("#")[2]
    assert re.fullmatch(r"correction-\d+", place)
    opened.value.locator(f"#{place} .qa-claim").wait_for()
    assert page.locator(".qa-stage").is_visible()


def test_spot_by_touch_on_a_phone(study):
    page = study("#spot", size=PHONE, has_touch=True, is_mobile=True)
    begin(page)
    page.get_by_role("button", name="It does not hold").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Next statement").tap()
    assert where(page).startswith("Statement 2 of 10 · ")
    page.get_by_role("button", name="End").tap()
    assert title(page).endswith("of 1 right")


# ---------------------------------------------------------------- mock interview


def test_an_interview_by_keyboard(study):
    page = study("?seed=4#interview")
    begin(page)
    titles = []
    for number in range(1, 6):
        assert where(page) == f"Question {number} of 5"
        titles.append(title(page))
        assert focused(page) == titles[-1]
        page.keyboard.press("Space")
        assert focused(page) == "Which of these did you say?"
        page.keyboard.press("1")
        page.keyboard.press("2")
        page.keyboard.press("2")
        assert page.locator(".qa-checks input").evaluate_all("boxes => boxes.map(box => box.checked)")[:2] == [True, False]
        page.keyboard.press("Enter")
    assert focused(page) == "Mock interview"
    assert page.locator(".qa-table tbody a").all_text_contents() == titles
    points = [re.fullmatch(r"1 of (\d)", text)[1] for text in page.locator("tbody td[data-label=Points]").all_text_contents()]
    assert page.locator("tfoot td").last.text_content() == f"5 of {sum(map(int, points))}"
    assert page.locator(".qa-report > p").last.text_content().startswith("Weakest: ")
    assert page.faults == []


def test_the_clock_counts_down_then_over_and_speaks_now_and_then(study, book):
    page = study("?seed=4#interview")
    begin(page)
    question = title(page)
    minutes = next(answer.minutes for answer in book.answers if answer.question == question)
    assert minutes > 1
    clock = page.locator("[role=timer]")
    assert clock.text_content() == f"{minutes}:00"
    assert said(page) == ""
    page.clock.run_for((minutes - 1) * 60_000 + 500)
    assert said(page) == "One minute left."
    assert clock.text_content() == "1:00"
    page.clock.run_for(60_000)
    assert said(page) == "The time is up."
    page.clock.run_for(20_000)
    assert clock.text_content().endswith(" over")
    assert said(page) == "The time is up."
    page.clock.run_for(40_000)
    assert said(page) == "1 minute over."
    page.keyboard.press("Space")
    assert " over" in page.locator(".qa-context").first.text_content()


def test_the_clock_can_be_stopped(study):
    page = study("?seed=4#interview")
    begin(page)
    page.clock.run_for(10_000)
    page.keyboard.press("t")
    assert said(page) == "The clock stands."
    stood = page.locator("[role=timer]").text_content()
    page.clock.run_for(120_000)
    assert page.locator("[role=timer]").text_content() == stood
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(5_000)
    assert page.locator("[role=timer]").text_content() != stood
    page.keyboard.press("Space") if page.evaluate("document.activeElement.tagName") != "BUTTON" else page.get_by_role(
        "button", name="I have answered"
    ).click()
    assert page.locator(".qa-context").first.text_content().startswith("0:1")


def test_an_interview_takes_its_questions_from_many_categories(study, book):
    page = study("?seed=9#interview")
    page.locator("select").select_option("10")
    begin(page)
    category = {answer.question: answer.category for answer in book.answers}
    seen = []
    for _ in range(10):
        seen.append(category[title(page)])
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    assert len(set(seen)) == min(10, len(set(category.values())))


@pytest.mark.parametrize("minutes", [15, 30, 45])
def test_an_interview_by_minutes_keeps_to_them(study, book, minutes):
    page = study(f"?seed={minutes}#interview")
    page.locator("select").select_option(f"{minutes}m")
    begin(page)
    planned = {answer.question: answer.minutes for answer in book.answers}
    total = int(where(page).rpartition(" ")[2])
    used = 0
    for _ in range(total):
        used += planned[title(page)]
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    assert minutes - min(planned.values()) < used <= minutes


def test_an_interview_by_touch_on_a_phone_with_notes_in_its_report(study):
    page = study("?seed=1#interview", size=PHONE, has_touch=True, is_mobile=True)
    begin(page)
    page.locator("textarea").fill("k, then u, then t\n1")
    page.get_by_role("button", name="I have answered").tap()
    assert page.locator("textarea").input_value() == "k, then u, then t\n1"
    assert page.locator(".qa-checks input:checked").count() == 0
    page.locator(".qa-check").first.tap()
    page.get_by_role("button", name="Next question").tap()
    page.get_by_role("button", name="End").tap()
    assert page.locator("tbody tr").count() == 2
    assert page.locator("tbody tr").nth(1).locator("td").nth(1).text_content() == "not answered"
    assert page.locator("tbody tr").nth(1).get_by_text("Not said").count() == 0
    answered = page.locator("tbody tr").first.locator("td").all_text_contents()
    assert page.locator("tfoot td").all_text_contents() == answered
    assert page.locator(".qa-note").text_content() == "k, then u, then t\n1"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert "k, then u" not in json.dumps(kept(page))
    assert page.faults == []


def test_the_report_is_printed_alone(study):
    page = study("?seed=4#interview", before="window.print = () => (window.printed = true)")
    begin(page)
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Print the report").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    texts = (
        "nodes => nodes.filter(n => n.checkVisibility() && !n.closest('.qa-report') && n.textContent.trim()).map(n => n.textContent.trim())"
    )
    assert page.locator("body :is(p, h1, h2, a, button, label, li)").evaluate_all(texts) in ([], ["Study#"])
    assert page.locator(".qa-report").is_visible()


# ---------------------------------------------------------------- keys


def test_the_themes_keys_do_not_lead_away_from_a_session(study):
    page = study()
    begin(page)
    for name in ("n", "p", ",", ".", "f", "s"):
        page.keyboard.press(name)
    page.wait_for_timeout(200)
    assert where(page) == "0 of 20 done"
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_keys_mean_what_they_mean_elsewhere_where_focus_is_on_a_control(study):
    page = study("?seed=4#interview")
    begin(page)
    page.locator("textarea").focus()
    page.keyboard.type("t 1 n")
    assert page.locator("textarea").input_value() == "t 1 n"
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Go on").is_visible()
    page.get_by_role("button", name="I have answered").click()
    page.locator(".qa-checks input").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".qa-checks input").first.is_checked()
    page.keyboard.press("Enter")
    assert where(page) == "Question 2 of 5"


def test_single_keys_can_be_turned_off(study):
    page = study()
    begin(page)
    page.get_by_role("button", name="Turn single-key shortcuts off").click()
    assert focused(page) == "Turn single-key shortcuts on"
    assert page.evaluate("qaProgress.setting('keys')") is False
    page.locator(".qa-stage h2").focus()
    page.keyboard.press("Space")
    assert page.locator(".qa-answer").is_visible()
    assert page.locator(".qa-hint:visible").count() == 0
    page.keyboard.press("4")
    assert where(page) == "0 of 20 done"
    page.reload()
    for name in ("n", "s", "/"):
        page.keyboard.press(name)
    page.wait_for_timeout(200)
    assert "study.html" in page.url
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.goto(page.url.partition("#")[0] + "#account")
    assert not page.get_by_label("Single letters and digits").is_checked()


def test_the_legend_names_the_keys_that_work(study):
    page = study("#spot")
    begin(page)
    assert page.locator(".qa-legend kbd").all_text_contents() == ["h", "←", "x", "→"]
    page.get_by_role("button", name="Turn single-key shortcuts off").click()
    assert page.locator(".qa-legend kbd").all_text_contents() == ["←", "→"]


# ---------------------------------------------------------------- progress


def make_progress(page):
    begin(page)
    for grade in "431":
        page.keyboard.press("Space")
        page.keyboard.press("k")
        page.keyboard.press(grade)
    page.evaluate("qaProgress.judge('abc', true)")
    page.goto(page.url.partition("#")[0].partition("?")[0] + "#account")
    page.reload()


def export(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    return download.value.path(), download.value.suggested_filename


def parts(data):
    return {part: data[part] for part in ("known", "cards", "statements")}


@pytest.mark.parametrize("place", ["http", "file"])
def test_export_erase_and_import_give_the_same(study, site, place):
    page = study("", **({"base": site.as_uri()} if place == "file" else {}))
    make_progress(page)
    before = kept(page)
    assert (len(before["cards"]), len(before["known"]), len(before["statements"])) == (3, 3, 1)
    path, name = export(page)
    assert re.fullmatch(r"study-progress-\d{4}-\d\d-\d\d\.json", name)
    page.get_by_role("button", name="Erase").click()
    assert focused(page) == "Keep it"
    page.keyboard.press("Escape")
    assert kept(page) == before
    page.get_by_role("button", name="Erase").click()
    page.get_by_role("button", name="Erase it").click()
    assert said(page) == "Your progress is erased."
    assert parts(kept(page)) == {"known": {}, "cards": {}, "statements": {}}
    page.locator("input[type=file]").set_input_files(path)
    page.locator(".qa-outcome-text", has_text="Merged").wait_for()
    assert page.locator(".qa-outcome-text").text_content() == "Merged 3 cards, 3 marks and 1 statement from the file."
    assert parts(kept(page)) == parts(before)
    assert page.faults == []


def test_progress_is_told_by_category(study, book):
    page = study()
    make_progress(page)
    category = book.categories[0]
    count = sum(answer.category == category.id for answer in book.answers)
    row = page.locator(".qa-tally > li").first
    assert row.locator(".qa-tally-title").text_content() == category.title
    assert row.locator(".qa-tally-text").text_content() == f"3 known, 1 learned of {count}"
    page.clock.fast_forward(2 * HOUR)
    page.reload()
    assert row.locator(".qa-tally-text").text_content() == f"3 known, 1 learned of {count} · 2 due"
    assert f"3 known, 1 learned of {len(book.answers)}" in page.locator(".qa-tally > li").last.text_content()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This file holds no progress of this site."),
        ("not JSON", "This file holds no progress of this site."),
        ("[1, 2]", "This file holds no progress of this site."),
        ('{"format": "something else"}', "This file holds no progress of this site."),
        ('{"format": "qa-progress", "version": 2, "known": {"a/b": [true, 1]}}', "A newer version of this site wrote this file."),
        (
            '{"format": "qa-progress", "version": 1, "known": 3, "cards": {"a/b": 7}}',
            "Merged 0 cards, 0 marks and 0 statements from the file.",
        ),
    ],
)
def test_a_file_that_holds_no_progress_says_so_and_changes_nothing(study, tmp_path, text, says):
    page = study("#account", kept={"format": KEY, "version": 1, "known": {"a/b": [False, 5]}})
    (tmp_path / "progress.json").write_text(text, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "progress.json")
    page.locator(".qa-outcome-text", has_text=says).wait_for()
    assert kept(page)["known"] == {"a/b": [False, 5]}
    assert page.faults == []


def test_an_import_keeps_the_newer_of_two_and_all_reviews(study):
    ours = {"known": {"a": [True, 5], "b": [True, 5]}, "cards": {"a": card(9, 5), "b": card(9, 5)}, "statements": {"s": [[1, 1], [5, 0]]}}
    theirs = {
        "known": {"a": [False, 6], "b": [False, 4]},
        "cards": {"a": card(8, 6), "b": card(7, 4)},
        "statements": {"s": [[1, 1], [3, 1]]},
    }
    page = study(kept={"format": KEY, "version": 1, **ours})
    page.evaluate("text => qaProgress.importText(text)", json.dumps({"format": KEY, "version": 1, **theirs}))
    found = kept(page)
    assert found["known"] == {"a": [False, 6], "b": [True, 5]}
    assert {id: (one["due"], one["log"]) for id, one in found["cards"].items()} == {"a": (8, [[5, 3], [6, 3]]), "b": (9, [[4, 3], [5, 3]])}
    assert found["statements"] == {"s": [[1, 1], [3, 1], [5, 0]]}


# ---------------------------------------------------------------- where nothing, or something else, is kept

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize(("fault", "notice"), [(BLOCKED, "This browser keeps nothing"), (FULL, "is full")])
def test_without_storage_it_works_until_the_page_is_closed(study, fault, notice):
    page = study(before=fault)
    begin(page)
    page.keyboard.press("Space")
    page.keyboard.press("4")
    assert where(page) == "1 of 20 done"
    assert notice in page.locator(".qa-notice").text_content()
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Back to the choice").click()
    assert count_chip(page, "New") == count_chip(page, "All") - 1
    assert json.loads(page.evaluate("qaProgress.exportText()"))["cards"]
    assert [
        fault for fault in page.faults if re.search(r"progress\.js|study", fault.replace("study.html", ""))
    ] == []  # the theme itself complains


def test_when_there_is_room_again_all_is_kept(study):
    page = study(
        before="const set = Storage.prototype.setItem; Storage.prototype.setItem = function (...a) { if (window.full) throw new Error(); set.apply(this, a); }"
    )
    page.evaluate("window.full = true; qaProgress.setKnown('a', true)")
    assert page.evaluate("[qaProgress.known('a'), qaProgress.problem()]") == [True, "full"]
    page.evaluate("window.full = false; qaProgress.setKnown('b', true)")
    assert sorted(kept(page)["known"]) == ["a", "b"]
    assert page.evaluate("qaProgress.problem()") == ""


GARBAGE = [
    "not JSON",
    "null",
    "[]",
    "7",
    '"text"',
    "{}",
    '{"version": 1, "known": null, "cards": [], "statements": "x", "settings": 1}',
    '{"known": {"a": true, "b": [1, 2], "c": [true, "x"], "__proto__": [true, 1], "constructor": {}}}',
    '{"cards": {"a": null, "b": {"state": 9}, "c": {"state": 1, "stability": 1, "difficulty": 1, "due": 1, "last": 1}}}',
    '{"cards": {"a": {"state": 2, "stability": -1, "difficulty": 1, "due": 1, "last": 1}}, "statements": {"s": [1, [2], ["x", 1]]}}',
]


def test_garbage_in_the_store_is_passed_over(study, book):
    page = study()
    for text in GARBAGE:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        page.reload()
        assert count_chip(page, "New") == len(book.answers), text
        begin(page)
        page.keyboard.press("Space")
        page.keyboard.press("3")
        assert where(page) == "0 of 20 done · 1 to repeat", text
        assert kept(page)["version"] == 1, text
    assert page.faults == []


def test_what_cannot_be_read_is_set_aside_and_said(study):
    page = study(kept="{half a text")
    assert "cannot be read" in page.locator(".qa-notice").text_content()
    page.evaluate("qaProgress.setKnown('a', true)")
    assert page.evaluate(f"localStorage.getItem('{KEY}-unreadable')") == "{half a text"
    assert list(kept(page)["known"]) == ["a"]


def test_what_is_sound_among_garbage_is_kept(study, book):
    known, learned = book.answers[0].id, book.answers[1].id
    page = study(kept={"known": {known: [True, 1], "x": 3}, "cards": {learned: card(1), "y": {}}, "statements": {"s": [[1, 1], "z"]}})
    assert (count_chip(page, "Known"), count_chip(page, "Due")) == (1, 1)
    assert page.evaluate("qaProgress.statement('s')") == [[1, 1]]


def test_a_newer_versions_data_are_never_overwritten(study):
    newer = {"format": KEY, "version": 2, "known": {"a": [True, 1]}, "more": "of it"}
    page = study(kept=newer)
    assert "newer version" in page.locator(".qa-notice").text_content()
    begin(page)
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.evaluate("qaProgress.setKnown('b', true); qaProgress.erase()")
    assert where(page) == "1 of 20 done"
    assert kept(page) == newer
    assert page.faults == []


def test_two_tabs_know_of_each_other(study):
    page = study()
    other = page.context.new_page()
    other.goto(page.url)
    other.evaluate("qaProgress.setKnown('training/backpropagation', true)")
    page.wait_for_function("qaProgress.known('training/backpropagation')")
    assert count_chip(page, "Known") == 1
    page.evaluate("qaProgress.setKnown('training/gradient-descent', true)")
    other.wait_for_function("qaProgress.known('training/gradient-descent')")
    assert len(kept(page)["known"]) == 2


def test_whoever_subscribes_is_told_until_they_leave(study):
    page = study()
    page.evaluate("window.told = 0; window.leave = qaProgress.subscribe(() => window.told++); qaProgress.setKnown('a', true)")
    assert page.evaluate("window.told") == 1
    page.evaluate("window.leave(); qaProgress.setKnown('a', false)")
    assert page.evaluate("[window.told, qaProgress.known('a')]") == [1, False]


# ---------------------------------------------------------------- everywhere, for everyone


def walk(page):
    """Goes through every state of every mode and yields their names."""
    base = page.url.partition("?")[0].partition("#")[0]
    yield "choice"
    page.locator(".qa-categories summary").click()
    yield "categories"
    for hash, steps in {"cards": "  4 1 u", "spot": "h x h", "interview": " 1 "}.items():
        page.goto(f"{base}?seed=1#{hash}")
        yield f"{hash}: choice"
        begin(page)
        yield f"{hash}: begun"
        for step in steps:
            page.keyboard.press("Space" if step == " " else step)
            yield f"{hash}: after {step!r}"
        page.get_by_role("button", name="End").click()
        yield f"{hash}: end"
    page.goto(f"{base}?#account")
    yield "progress"
    page.get_by_role("button", name="Erase").click()
    yield "erase"


def test_no_state_scrolls_sideways_on_a_phone(study):
    page = study(size=PHONE)
    for state in walk(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], state
    assert page.faults == []


def test_every_state_is_accessible(study, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = study(color_scheme=scheme, reduced_motion="reduce")
    for state in walk(page):
        page.clock.run_for(1000)
        found = Axe().run(
            page, context=".md-content", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        assert [(rule["id"], node["html"]) for rule in found.response["violations"] for node in rule["nodes"]] == [], state


def test_every_control_is_large_enough_to_hit(study):
    page = study(size=PHONE)
    small = """() => [...document.querySelectorAll('.qa-study :is(button, select, summary, .qa-chip, .qa-check, .qa-modes a)')]
      .filter(node => node.checkVisibility()).filter(node => { const box = node.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
      .map(node => node.textContent)"""
    for state in walk(page):
        assert page.evaluate(small) == [], state


class Strict(Quiet, SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()


@pytest.fixture
def strict(site):
    """Where the site is served under a strict policy; the theme's own inline scripts alone are let through."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def test_it_works_under_a_strict_policy(study, strict):
    page = study(base=strict)
    for _ in walk(page):
        pass
    page.keyboard.press("Escape")
    path, _ = export(page)
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == KEY
    assert page.faults == []


def test_it_works_opened_from_disk(study, site):
    page = study(base=site.as_uri())
    states = list(walk(page))
    assert "spot: end" in states
    page.reload()
    page.get_by_role("link", name="Mock interview").click()
    assert page.url.endswith("study.html?#interview")
    page.go_back()
    assert page.locator(".qa-tally-text").first.is_visible()
    assert kept(page)["cards"]
    assert page.faults == []
