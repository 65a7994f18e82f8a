"""Chromium reads the site from a real nginx: over HTTP/2, under its policy, with no request that fails."""

import pytest

pytestmark = pytest.mark.browser
WATCH = """
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
NOTEBOOK = "notebooks/optimisers.html"


@pytest.fixture
def visit(tab, served):
    """A function that opens a path and waits until nothing more is asked for."""
    tab.add_init_script(WATCH)

    def visit(path):
        answer = tab.goto(f"{served.address}/{path}", wait_until="networkidle")
        assert tab.evaluate("violations") == []
        return answer

    return visit


def failed(tab):
    return [(status, url) for status, url in tab.asked if status >= 400]


def test_the_site_works_from_nginx(tab, visit):
    visit("")
    assert tab.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol") == "h2"
    assert tab.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize") < 10_000  # brotli
    tab.locator("input.md-search__input").click()
    tab.keyboard.type("vanishing gradients")
    tab.locator(".md-search-result__link", has_text="anishing").first.click()
    tab.wait_for_url("**/questions/**")
    visit("study.html")
    tab.locator("main button:visible, main a:visible").first.wait_for()
    visit(NOTEBOOK)
    assert tab.locator(".highlight").count() > 1
    visit("questions/generalization/dropout")  # without its ending
    assert tab.url.endswith("/dropout.html")
    assert (tab.faults, failed(tab)) == ([], [])


def test_the_worker_keeps_the_site_for_reading_without_a_network(tab, visit):
    visit("")
    tab.evaluate("navigator.serviceWorker.ready")
    tab.wait_for_function("navigator.serviceWorker.controller !== null")
    assert (tab.faults, failed(tab)) == ([], [])
    tab.context.set_offline(True)
    visit("study.html")
    assert tab.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("a/b/c/vanishing-gradient", "questions/sequence-models/vanishing-gradients.html"),
        ("questions/training/dropout-regularisation.html", "questions/generalization/dropout.html"),
        ("data%20normalisation?x#y", "data-normalization.html"),
    ],
)
def test_the_page_about_a_missing_page_names_those_that_come_near(tab, visit, served, path, link):
    assert visit(path).status == 404
    tab.locator(".qa-near a").first.wait_for()
    links = tab.eval_on_selector_all(".qa-near a", "links => links.map(link => link.href)")
    assert any(address.endswith(link) for address in links[:3]) and len(links) <= 5
    assert failed(tab) == [(404, f"{served.address}/{path.partition('#')[0]}")]
    tab.locator(".qa-near a").first.click()
    assert "No such page" not in tab.title()


@pytest.mark.parametrize("path", ["zzzz/qqqqxx", "%e2%28%a1", "404.html"])
def test_it_names_none_where_none_comes_near_and_can_be_searched(tab, visit, path):
    visit(path)
    assert tab.locator(".qa-near").is_hidden()
    tab.locator("input.md-search__input").click()
    tab.keyboard.type("relu")
    tab.locator(".md-search-result__link").first.wait_for()
    assert all("404" in fault for fault in tab.faults), tab.faults
