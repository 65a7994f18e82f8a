"""Writes pictures of the main pages, at phone and desktop width, light and dark: screenshots.py SITE FOLDER."""

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from chromium import FLAGS, find_chromium
from playwright.sync_api import Page, sync_playwright

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
RELU = "questions/neurons-and-layers/relu.html"
PAGES = {
    "home": "index.html",
    "question": RELU,
    "question-tables": "questions/sequence-models/vanishing-gradients.html",
    "category": "questions/training/index.html",
    "all-questions": "questions/index.html",
    "path": "paths/one-evening.html",
    "study": "study.html",
    "cards": "study.html#cards",
    "spot-the-mistake": "study.html#spot",
    "interview": "study.html#interview",
    "mistakes": "corrections.html",
    "experiment": "notebooks/dropout.html",
    "experiments": "notebooks/index.html",
    "list": "lists/top-100.html",
    "numbers": "numbers/training.html",
    "downloads": "downloads.html",
    "references": "references.html",
    "method": "method.html",
    "lost": "404.html",
}
LONG = {"mistakes", "references", "list", "numbers"}  # as far as the window shows


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Requests are of no interest here."""


def recall(page: Page) -> None:
    page.locator('[data-do="recall"]').click()


def search(page: Page) -> None:
    page.locator("header label[for=__search]").first.dispatch_event("click")
    page.locator(".md-search__input").press_sequentially("vanishing gradints")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_timeout(400)


def drawer(page: Page) -> None:
    page.locator("header label[for=__drawer]").first.dispatch_event("click")
    page.wait_for_timeout(400)


def keys(page: Page) -> None:
    page.keyboard.press("?")


STATES = {"recall-mode": recall, "search": search, "drawer": drawer, "keys": keys}


def main(site: str, folder: str) -> None:
    """Opens every page in every size and scheme, then a question's page in the states that a reader makes of it."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for size, viewport in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport=viewport, color_scheme=scheme)
                take(context.new_page(), address, target, f"{size}-{scheme}")
                context.close()
        browser.close()
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")


def take(page: Page, address: str, target: Path, suffix: str) -> None:
    for name, path in PAGES.items():
        page.goto("about:blank")
        page.goto(f"{address}/{path}", wait_until="networkidle")
        page.screenshot(path=target / f"{name}-{suffix}.png", full_page=name not in LONG)
    for name, change in STATES.items():
        page.goto(f"{address}/{RELU}", wait_until="networkidle")
        change(page)
        page.screenshot(path=target / f"{name}-{suffix}.png")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["site", "screenshots"]))
