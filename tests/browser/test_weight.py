"""What a page weighs when it is first visited, that nothing moves while it comes, and that the slim style sheet still dresses it."""

import re
from functools import lru_cache

import brotli
import pytest

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PICTURE = re.compile(rb'<svg\b[^>]*\brole="img".*?</svg>', re.S)
FORMULAS = "questions/neurons-and-layers/relu.html"
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@lru_cache(maxsize=256)
def weigh(data):
    return len(brotli.compress(data, quality=11))


def load(chromium, address, size=DESKTOP):
    """The paths of all that a page asks for at its first visit, and how much of what is seen moves meanwhile."""
    context = chromium.new_context(viewport=size, service_workers="block")  # what is kept for later comes later
    page = context.new_page()
    page.add_init_script(WATCH)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.wait_for_timeout(300)
    shift = page.evaluate("window.shift")
    context.close()
    home = "/".join(address.split("/")[:3])
    assert all(url.startswith((home, "data:")) for url in asked)
    return [url.removeprefix(f"{home}/") for url in asked if url.startswith(home)], shift


def question_pages(site, with_formulas):
    """The question pages of which the text weighs most, heaviest first."""
    texts = {path: path.read_bytes() for path in sorted(site.glob("questions/*/*.html")) if path.name != "index.html"}
    chosen = {path: PICTURE.sub(b"", text) for path, text in texts.items() if (b"<math" in text) == with_formulas}
    assert chosen
    return [path.relative_to(site).as_posix() for path in sorted(chosen, key=lambda path: -len(chosen[path]))]


@pytest.mark.parametrize(("with_formulas", "limit"), [(False, 75_000), (True, 120_000)])
def test_a_question_page_stays_below_its_limit_at_the_first_visit(chromium, address, site, with_formulas, limit):
    heaviest = question_pages(site, with_formulas)[0]
    asked, _ = load(chromium, f"{address}/{heaviest}")
    files = [site / path for path in asked if not path.endswith((".svg", ".png", ".ico"))]
    total = sum(weigh(PICTURE.sub(b"", file.read_bytes()) if file.suffix == ".html" else file.read_bytes()) for file in files)
    assert len(files) >= 4
    assert total <= limit, (heaviest, {file.name: weigh(file.read_bytes()) for file in files})


def test_a_page_asks_for_one_style_sheet_and_few_scripts(chromium, address):
    asked, _ = load(chromium, f"{address}/{FORMULAS}")
    assert sum(path.endswith(".css") for path in asked) == 1
    scripts = [path for path in asked if path.endswith(".js")]
    assert len(scripts) <= 6, scripts  # the font, those before the theme's, the theme's, those after, two of the page's own
    lasting = [path for path in asked if path.endswith((".css", ".js", ".woff2"))]
    assert all(re.search(r"\.[0-9a-f]{8}\.", path) for path in lasting), lasting


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_a_page_with_formulas_comes(chromium, address, site, size):
    for path in (FORMULAS, *question_pages(site, True)[:3]):
        _, shift = load(chromium, f"{address}/{path}", size)
        assert shift < 0.01, path


def test_only_pages_with_formulas_ask_for_their_font(chromium, address, site):
    without, _ = load(chromium, f"{address}/{question_pages(site, False)[0]}")
    with_formulas, _ = load(chromium, f"{address}/{FORMULAS}")
    assert not [path for path in without if "math" in path or path.endswith(".woff2")]
    assert len([path for path in with_formulas if "math-font" in path]) == 1
    assert not [path for path in with_formulas if path.endswith(".woff2")], "it comes twice"


@pytest.mark.parametrize("opened", ["http", "disk"])
def test_formulas_are_drawn_in_their_font(open_page, address, site, opened):
    page = open_page(f"{address}/{FORMULAS}" if opened == "http" else (site / FORMULAS).as_uri())
    page.evaluate("document.fonts.ready.then(() => 0)")
    session = page.context.new_cdp_session(page)
    for method in ("DOM.enable", "CSS.enable"):
        session.send(method)
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "article math :is(mi, mn, mo)"})["nodeIds"]
    fonts = {
        (font["familyName"], font["isCustomFont"])
        for node in nodes
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    }
    assert fonts == {("STIX Two Math", True)}
    assert page.faults == []


def test_formulas_are_drawn_in_their_font_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{FORMULAS}", wait_until="networkidle")
    context.close()
    assert [url for url in asked if url.endswith(".woff2")]


STYLES = [  # a part of the page, what it takes, and a declaration that only the style sheet gives it
    (".md-header", "none", "position", "sticky"),
    (".md-search__form", "none", "position", "relative"),
    (".md-tabs__list", "none", "display", "flex"),
    ("article table:not([class])", "none", "border-top-style", "solid"),
    ("article summary", "none", "cursor", "pointer"),
    (".md-typeset__scrollwrap", "none", "overflow-x", "auto"),
    (".highlight code .k, .highlight code .kn", "none", "color", None),
    (".md-clipboard, .md-code__button", "none", "cursor", "pointer"),
    (".qa-correction", "none", "display", "grid"),
    (".qa-short", "none", "border-left-style", "solid"),
    (".md-search__output", "search", "overflow", "hidden"),
    (".md-search-result__link", "search", "display", "block"),
    (".md-search-result mark", "search", "text-decoration-line", "none"),
]


@pytest.mark.parametrize(("part", "act", "name", "value"), STYLES, ids=[style[0] for style in STYLES])
def test_parts_keep_their_style(open_page, address, part, act, name, value):
    page = open_page(f"{address}/{FORMULAS}")
    if act == "search":
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("gradient")
        page.locator(".md-search-result__link").first.wait_for()
    element = page.locator(part).first
    element.wait_for(state="attached")
    found = element.evaluate("(element, name) => getComputedStyle(element).getPropertyValue(name)", name)
    if value is None:
        assert found != page.locator("article").evaluate("(element, name) => getComputedStyle(element).getPropertyValue(name)", name)
    else:
        assert found == value


def test_the_drawer_opens_on_a_phone(open_page, address):
    page = open_page(f"{address}/{FORMULAS}", size=PHONE)
    drawer = page.locator(".md-sidebar--primary")
    before = drawer.bounding_box()
    page.locator("label.md-header__button[for=__drawer]").click()
    page.wait_for_timeout(500)
    assert before["x"] + before["width"] <= 0 <= drawer.bounding_box()["x"]


def test_the_scheme_stands_before_anything_is_drawn(chromium, address):
    """The chosen colours are set by the theme's inline script; the late scripts must not be what brings them."""
    context = chromium.new_context(color_scheme="light", viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.locator("label[for=__palette_1]:visible").click()
    page.locator("label[for=__palette_2]:visible").click()
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()
