"""The site works under the Content-Security-Policy that its build wrote, and the policy holds."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

QUESTION, NOTEBOOK = "questions/neurons-and-layers/relu.html", "notebooks/optimisers.html"
WATCH = """
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
pytestmark = pytest.mark.browser


def read_headers(text):
    """The headers that a host sends with every file, from `_headers`."""
    block = text.partition("/*\n")[2].partition("\n\n")[0]
    return dict(line.strip().split(": ", 1) for line in block.splitlines())


@pytest.fixture(scope="module")
def guarded(site):
    """Where the site is served with the headers that its build wrote."""
    headers = read_headers((site / "_headers").read_text(encoding="utf-8"))
    assert "Content-Security-Policy" in headers

    class Guarded(SimpleHTTPRequestHandler):
        def end_headers(self):
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *arguments):
            """Requests are of no interest here."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Guarded, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def visit(open_page, guarded):
    """A function that opens a path under the policy, watching for violations; those of all pages so far come with the last."""

    def visit(path, page=None):
        if page is None:
            page = open_page(f"{guarded}/method.html")
            page.add_init_script(WATCH)
        page.goto(f"{guarded}/{path}", wait_until="networkidle")
        return page

    return visit


def complaints(page):
    return page.evaluate("violations") + page.faults


def test_every_kind_of_page_keeps_to_the_policy(visit, site):
    page = visit("index.html")
    seen = complaints(page)
    for path in (QUESTION, NOTEBOOK, "corrections.html", "references.html", "questions/index.html", "study.html", "404.html"):
        if (site / path).exists():
            seen += complaints(visit(path, page))
    assert seen == []


def test_search_palette_and_copying_work_under_the_policy(visit):
    page = visit(QUESTION)
    assert page.locator("article math").count() > 3
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("gradient")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[for=__palette_1]:visible").click()
    page.locator("label[for=__palette_2]:visible").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != background
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(NOTEBOOK, page)
    page.locator("pre").first.hover()
    page.locator("button[data-md-type=copy], .md-clipboard").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip().splitlines()[0] in page.locator("pre").first.text_content()
    assert complaints(page) == []


def test_the_worker_installs_under_the_policy_and_keeps_it_on_what_it_serves(visit, guarded):
    page = visit("index.html")
    page.locator(".qa-offline").filter(has_text="all").wait_for(timeout=60_000)
    kept = page.evaluate(
        "caches.match(location.href, { ignoreSearch: true }).then((found) => found.headers.get('content-security-policy'))"
    )
    assert "script-src 'self'" in kept
    assert complaints(page) == []


def test_a_script_that_somebody_slips_in_is_blocked(visit):
    page = visit(QUESTION)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.slipped = true";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.slipped = true">');
          document.body.append(Object.assign(document.createElement("script"), { src: "https://elsewhere.example/x.js" }));
        }"""
    )
    page.wait_for_function("violations.length >= 3")
    assert page.evaluate("window.slipped") is None
    assert {violation.split()[0] for violation in page.evaluate("violations")} >= {"script-src-elem", "script-src-attr"}
