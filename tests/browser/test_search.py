"""What a reader types into the search, and what it answers: hosted and from disk, with the keyboard alone, and not before it is asked."""

import json
import re
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.browser

BOX = ".md-search__input"
PAGES = ".md-search-result__item > .md-search-result__link"
DROPOUT = "questions/generalization/dropout.html"
SCRIPT = r".*/assets/js/search\.[0-9a-f]{8}\.js"


def ask(page, words):
    """Types words and returns the addresses of the pages found, best first, when the answer has settled."""
    page.locator(BOX).click()
    page.locator(BOX).fill("")
    page.locator(BOX).press_sequentially(words)
    before, found = None, []
    while found != before or not answered(page):
        before = found
        page.wait_for_timeout(400)
        found = page.locator(PAGES).evaluate_all("links => links.map(link => link.href.split('?')[0])")
    return found


def answered(page):
    """The line above the results counts them, or says that there are none."""
    return "matching document" in page.locator(".md-search-result__meta").text_content()


FOUND = [
    ("title", "What is dropout, and why does it reduce overfitting?", DROPOUT),
    ("alias", "keep probability", DROPOUT),
    ("acronym", "rnn", "questions/sequence-models/recurrent-neural-networks.html"),
    ("acronym with dots", "c.n.n.", "questions/convolutional-networks/convolutional-neural-networks.html"),
    ("abbreviation and its long form", "stochastic gradient descent vs bgd", "questions/training/gradient-descent-variants.html"),
    ("typo beside a right word", "vanishing gradeint", "questions/sequence-models/vanishing-gradients.html"),
    ("two typos in a word", "backpropogaton", "questions/training/backpropagation.html"),
    ("plural", "confusion matrices", "questions/data-and-evaluation/confusion-matrix.html"),
    ("British", "weight initialisation", "questions/training/weight-initialization.html"),
    ("American", "weight initialization", "questions/training/weight-initialization.html"),
    ("hyphen", "drop-out", DROPOUT),
    ("space", "drop out", DROPOUT),
    ("unfinished word", "restricted boltz", "questions/generative-and-unsupervised/restricted-boltzmann-machine.html"),
    ("whole question", "can you explain how dropout works?", DROPOUT),
    ("quoted phrase", '"inverted dropout"', DROPOUT),
    ("required word", "activation +swish", "questions/neurons-and-layers/swish.html"),
]


@pytest.mark.parametrize(("query", "path"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_the_first_result_is_the_right_page(open_page, address, query, path):
    page = open_page(f"{address}/method.html")
    assert ask(page, query)[0] == f"{address}/{path}"
    assert page.faults == []


def test_a_word_with_a_minus_is_in_no_result(open_page, address):
    page = open_page(f"{address}/index.html")
    assert f"{address}/questions/neurons-and-layers/leaky-relu.html" in ask(page, "relu")
    assert f"{address}/questions/neurons-and-layers/leaky-relu.html" not in ask(page, "relu -leaky")


def test_a_question_comes_before_an_experiment_unless_that_is_asked_for(open_page, address):
    page = open_page(f"{address}/index.html")
    assert ask(page, "dropout")[0].endswith(DROPOUT)
    assert ask(page, "two losses and four modes")[0].endswith("notebooks/gan-in-one-dimension.html")


def test_nothing_found_says_so(open_page, address):
    page = open_page(f"{address}/index.html")
    assert ask(page, "zxqwvk") == []
    assert page.locator(".md-search-result__meta").text_content().strip() == "No matching documents"


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", '"', "+ - *", "[a-z]+(", "x" * 3000, "word " * 500, "日本語", "a"])
def test_whatever_is_typed_is_answered(open_page, address, query):
    page = open_page(f"{address}/index.html")
    page.locator(BOX).click()
    page.locator(BOX).fill(query)
    page.locator(BOX).press("End")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('matching document')")
    assert page.locator(".md-search-result img").count() == 0
    assert page.faults == []


def test_what_was_found_is_marked_and_a_missed_word_named(open_page, address):
    page = open_page(f"{address}/index.html")
    ask(page, "dropout zxqwvk")
    first = page.locator(".md-search-result__item").first
    assert "dropout" in [mark.lower() for mark in first.locator("h1 mark").all_text_contents()]
    assert "zxqwvk" in first.locator(".md-search-result__terms").first.text_content()


def test_a_result_leads_into_the_section_that_answers_and_marks_the_words_there(open_page, address):
    page = open_page(f"{address}/index.html")
    ask(page, "Why are the kept outputs scaled, and why in training?")
    link = page.locator(".md-search-result__item").first.locator("a[href*='#']").first
    anchor = unquote(urlsplit(link.get_attribute("href")).fragment)
    link.click()
    page.wait_for_url("**/dropout.html*")
    assert page.locator(f"[id='{anchor}']").count() == 1
    page.locator("article mark").first.wait_for()
    assert page.faults == []


def test_the_word_that_is_typed_is_completed(open_page, address):
    page = open_page(f"{address}/index.html")
    ask(page, "backprop")
    assert page.locator(".md-search__suggest").text_content().startswith("backprop")
    page.locator(BOX).fill("")
    ask(page, "hyperparam")
    page.keyboard.press("ArrowRight")
    assert page.locator(BOX).input_value().startswith("hyperparameter")


def test_no_suggestion_is_laid_behind_a_query_too_long_for_a_phone(open_page, address):
    page = open_page(f"{address}/index.html")
    ask(page, "why are the kept outputs scaled in dropou")
    assert page.locator(".md-search__suggest").text_content() == ""


def test_a_keyboard_is_enough(open_page, address):
    page = open_page(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("perceptron convergence")
    page.locator(PAGES).first.wait_for()
    page.wait_for_timeout(600)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/perceptron-training.html*")


def test_search_works_on_pages_opened_from_disk(open_page, site):
    page = open_page((site / DROPOUT).as_uri())
    assert ask(page, "vanishing gradiant")[0] == (site / "questions/sequence-models/vanishing-gradients.html").as_uri()
    page.locator(PAGES).first.click()
    page.locator("#short-answer").wait_for()
    assert page.faults == []


def test_the_index_is_not_loaded_before_the_search_is_reached_for(open_page, address):
    page = open_page(f"{address}/{DROPOUT}")
    loaded = []
    page.on("response", lambda response: loaded.append((urlsplit(response.url).path, len(response.body()))))
    page.reload(wait_until="networkidle")
    searching = [(path, size) for path, size in loaded if "search" in path]
    assert [path for path, _ in searching] == ["/search/search_index.json"]
    assert searching[0][1] < 200
    page.locator(BOX).focus()
    page.wait_for_function("performance.getEntriesByType('resource').length")
    page.wait_for_timeout(1000)
    assert any(re.fullmatch(SCRIPT, path) for path, _ in loaded)


def test_pointing_at_the_search_is_enough_to_have_it_ready(open_page, address):
    page = open_page(f"{address}/{DROPOUT}")
    with page.expect_request(lambda request: re.fullmatch(SCRIPT, urlsplit(request.url).path)):
        page.locator(BOX).hover()


def test_an_address_can_ask(open_page, address):
    page = open_page(f"{address}/index.html?q=mode+collapse")
    page.locator(PAGES).first.wait_for()
    assert "generative-adversarial-networks.html" in page.locator(PAGES).first.get_attribute("href")
    assert page.faults == []


def test_what_was_typed_too_early_is_answered(open_page, address):
    """Words that stand in the box before the index has come are asked when it has."""
    page = open_page(f"{address}/index.html")
    page.route("**/search/index.*.js", lambda route: (page.wait_for_timeout(800), route.continue_()))
    page.locator(BOX).click()
    page.keyboard.type("dropout")
    page.locator(PAGES).first.wait_for()
    assert page.locator(PAGES).first.get_attribute("href").split("?")[0].endswith(DROPOUT)


@pytest.fixture
def reader(open_page, address, site):
    """A page that holds the script and its index, so that they can be asked directly."""
    page = open_page(f"{address}/404.html")
    stub = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    page.add_script_tag(url=f"{address}/{stub['config']['index']}")
    page.add_script_tag(url=f"{address}/{next((site / 'assets' / 'js').glob('search.*.js')).relative_to(site)}")
    page.evaluate("window.index = qaSearch.readIndex(qaIndex)")
    return page


def test_every_result_leads_to_a_place_that_exists(reader, site):
    places = reader.evaluate(
        "index.parts.map(({ page, anchor }) => index.pages[page].location + (anchor === undefined ? '' : '#' + anchor))"
    )
    assert len(places) > 500
    texts, missing = {}, []
    for place in places:
        path, _, anchor = place.partition("#")
        text = texts.setdefault(path, (site / path).read_text(encoding="utf-8"))
        if anchor and f'id="{anchor}"' not in text:
            missing.append(place)
    assert missing == []


def test_python_and_javascript_read_words_alike(reader):
    from search import split_words, stem

    words = reader.evaluate("[...index.known.keys()]")
    assert reader.evaluate("[...index.known.keys()].map(index.stem)") == [stem(word) for word in words]
    texts = ["σ(z), Naïve’s C.N.N. — drop-out 1×1", "don't l₂ ½ ﬁ ∇J"]
    assert reader.evaluate("texts => texts.map(text => qaSearch.splitWords(text, index.greek))", texts) == [
        split_words(text) for text in texts
    ]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("gradient", "gradient", 0),
        ("gradeint", "gradient", 1),
        ("gradint", "gradient", 1),
        ("gradientt", "gradient", 1),
        ("grodiant", "gradient", 2),
    ],
)
def test_a_swap_of_letters_is_one_slip(reader, one, other, steps):
    assert reader.evaluate("([one, other]) => qaSearch.distance(one, other, 2)", [one, other]) == steps


def test_words_too_far_apart_are_not_taken_for_one_another(reader):
    assert reader.evaluate("qaSearch.distance('sigmoid', 'softmax', 2)") == float("inf")
