"""`mkdocs serve`, as an author uses it: the pages look and work as the built ones do, and a change is shown."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "site", "tests", ".mypy_cache", ".ruff_cache", ".pytest_cache", "vnu-*", "compressed")
PAGE = "questions/neurons-and-layers/softmax.html"
SOURCE = "content/answers/neurons-and-layers/softmax.md"
HEADING = "## Explanation\n"


@pytest.fixture(scope="module")
def author(project, tmp_path_factory):
    """A copy of the project, and the address at which `mkdocs serve` serves it."""
    root = tmp_path_factory.mktemp("author") / "project"
    shutil.copytree(project, root, ignore=LEFT_OUT)
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    said = (root / "said.txt").open("wb")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    served = subprocess.Popen(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=said, stderr=said)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: "Deep Learning" in read(address), served, root)
        yield root, address
    finally:
        served.terminate()
        served.wait()


def wait_for(true, served, root):
    end = time.monotonic() + 300
    while not true():
        assert served.poll() is None and time.monotonic() < end, (root / "said.txt").read_text(encoding="utf-8", errors="replace")
        time.sleep(0.1)


def read(url):
    with suppress(OSError), urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()
    return ""


def content(page):
    """What of a page is not the server's own script."""
    return page.partition("</article>")[0]


def test_a_served_page_looks_as_the_built_one_does(open_page, author, address):
    measure = """() => ["h1", "article p", "article math", ".qa-correction", ".md-header", ".qa-chips"].map((name) => {
      const element = document.querySelector(name), box = element.getBoundingClientRect(), style = getComputedStyle(element);
      return [name, box.width, box.height, style.color, style.fontFamily];
    })"""
    pages = [open_page(f"{home}/{PAGE}") for home in (author[1], address)]
    for page in pages:
        page.evaluate("document.fonts.ready")
    served, built = (page.evaluate(measure) for page in pages)
    assert [item[0] for item in served] == [item[0] for item in built]
    for one, other in zip(served, built, strict=True):
        assert one[3] == other[3]
        assert abs(one[1] - other[1]) < 1 and abs(one[2] - other[2]) < 1, (one, other)
    assert pages[0].faults == []


def test_a_served_site_is_searched(open_page, author):
    page = open_page(f"{author[1]}/index.html")
    page.locator("input.md-search__input").click()
    page.keyboard.type("vanishing gradients")
    expect(page.locator(".md-search-result__link").first).to_contain_text("anishing")


def test_a_change_is_shown_and_the_pages_beside_it_stay(author):
    root, address = author
    beside = read(f"{address}/questions/training/backpropagation.html")
    text = (root / SOURCE).read_text(encoding="utf-8")
    for words in ("Added with $e^x$.", "Said otherwise, with $\\sqrt{x}$."):
        (root / SOURCE).write_text(text.replace(HEADING, f"{HEADING}\n{words}\n", 1), encoding="utf-8")
        start = words.split("$")[0]
        deadline = time.monotonic() + 120
        while start not in (page := read(f"{address}/{PAGE}")):
            assert time.monotonic() < deadline, (root / "said.txt").read_text(encoding="utf-8")
            time.sleep(0.1)
        assert "<math" in page[page.index(start) : page.index(start) + 200]
    assert "Added with" not in page
    assert content(read(f"{address}/questions/training/backpropagation.html")) == content(beside) != ""


def test_a_change_of_a_module_reaches_what_was_made_when_serving_began(author):
    root, address = author
    module, sheet = root / "scripts" / "sheets.py", f"{address}/sheets/training.html"
    assert "Interviewer’s sheet" in read(sheet)
    module.write_text(module.read_text(encoding="utf-8").replace("Interviewer’s sheet", "Examiner’s sheet"), encoding="utf-8")
    deadline = time.monotonic() + 120
    while "Examiner’s sheet" not in read(sheet):
        assert time.monotonic() < deadline, (root / "said.txt").read_text(encoding="utf-8")
        time.sleep(0.1)
