"""Types the queries of `queries.toml` into the real page in Chromium and prints how often the first hit, or one of the first three, is right.

`python tests/bench/search.py [SITE]` takes a built site, or builds one; then it asks the theme's own search (lunr, with aliases) the same.
"""

import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
import threading
import tomllib
import zlib
from collections import defaultdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent / "browser"), str(PROJECT / "scripts")]  # before this folder, whose `search` is this file
from chromium import FLAGS, find_chromium  # noqa: E402

BOX = ".md-search__input"
WATCH = """
const Plain = window.Worker;
window.Worker = class extends Plain {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", ({ data }) => {
      if (data.type === 1) window.readyAt = performance.now();
      if (data.type === 3) window.answered = window.asked;
    });
  }
  postMessage(message) {
    if (message.type === 2) window.asked = message.data;
    super.postMessage(message);
  }
};
addEventListener("keydown", () => (window.firstKey ??= performance.now()), true);
"""
RESULTS = """links => links.map(a => new URL(a.href).pathname.replace(/^.*questions[/]/, "").replace(/[.]html$/, ""))"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Requests are of no interest here."""


def main() -> None:
    queries = read_queries()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        site = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name) / "site"
        entries = [] if len(sys.argv) > 1 else build(site)
        print_sizes(site)
        measure(browser, site, queries, "this site's search")
        if entries:
            measure(browser, make_lunr(site, Path(name) / "lunr", entries), queries, "the theme's search, with aliases")
        browser.close()


def read_queries() -> list[tuple[str, str, list[str]]]:
    """(kind, query, pages that answer) of every query; the last kind is `blind`, others end in it."""
    kinds = tomllib.loads((HERE / "queries.toml").read_text(encoding="utf-8"))
    return [(kind, query, pages) for kind, queries in kinds.items() for query, pages in queries.items()]


def held_out(query: str) -> bool:
    """Whether a query belongs to the third on which nothing is tuned."""
    return zlib.crc32(query.encode()) % 3 == 0


def build(site: Path) -> list[dict[str, str]]:
    """Build the site; the entries that MkDocs itself would have indexed."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    import search as indexing

    entries: list[dict[str, str]] = []
    gather = indexing.gather_pages
    indexing.gather_pages = lambda found, book: gather(entries.extend(found) or found, book)  # type: ignore[func-returns-value]
    config = load_config(str(PROJECT / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build_site(config)
    return entries


def print_sizes(site: Path) -> None:
    for path in [*(site / "search").glob("index.*.js"), site / "search/search_index.json", *(site / "assets/js").glob("*search*.js")]:
        data = path.read_bytes()
        print(f"{path.name:22} {len(data):8,} bytes, gzip {len(gzip.compress(data, 9)):7,}, brotli {len(brotli.compress(data)):7,}")


def measure(browser, site: Path, queries, title: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    address = f"http://127.0.0.1:{server.server_address[1]}/index.html"
    print(f"\n{title}")
    page = context.new_page()
    page.goto(address)
    page.locator(BOX).click()
    ranks, times = defaultdict(list), []
    for kind, query, pages in queries:
        found, milliseconds = ask(page, query)
        rank = next((place for place, location in enumerate(found, start=1) if location in pages), 0)
        part = "held out" if held_out(query) else "tuned on"
        for key in (kind, "all") if kind.endswith("blind") else (kind, part, "all"):
            ranks[key].append(rank)
        times.append(milliseconds)
        if rank != 1 and kind == "blind":
            print(f"  blind, at {rank}: {query}")
    print_ranks(ranks)
    print(f"  answer after the last key: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")
    print(
        "  ready after the first key, warm: "
        + ", ".join(f"{time_ready(context, address, wait):.0f} ms with {wait} ms between focus and key" for wait in (0, 300))
    )
    context.close()
    server.shutdown()


def ask(page: Page, query: str) -> tuple[list[str], float]:
    """The pages found, best first, and the milliseconds from the last key to the answer; the last letter is a key, the others are pasted."""
    page.locator(BOX).fill(query[:-1])
    start = page.evaluate("(window.answered = undefined, performance.now())")
    page.locator(BOX).press(query[-1])
    page.wait_for_function("query => window.answered === query", arg=query, polling=5)
    found = page.locator(".md-search-result__item > .md-search-result__link").evaluate_all(RESULTS)
    return found, page.evaluate("performance.now()") - start


def time_ready(context, address: str, wait: int) -> float:
    """The median of five times from the first key to the moment at which the search is ready; 0 if it was before."""
    times = []
    for _ in range(5):
        page = context.new_page()
        page.goto(address)
        page.locator(BOX).focus()
        page.wait_for_timeout(wait)
        page.keyboard.press("a")
        page.wait_for_function("window.readyAt", polling=5)
        times.append(max(0, page.evaluate("readyAt - firstKey")))
        page.close()
    return statistics.median(times)


def print_ranks(ranks) -> None:
    for key, places in ranks.items():
        first = sum(place == 1 for place in places)
        three = sum(0 < place <= 3 for place in places)
        mean = sum(1 / place for place in places if place) / len(places)
        print(f"  {key:14} {len(places):4}  top-1 {first / len(places):6.1%}  top-3 {three / len(places):6.1%}  MRR {mean:.3f}")


def make_lunr(site: Path, folder: Path, entries: list[dict[str, str]]) -> Path:
    """A copy of the site with the theme's own worker and an index of titles, aliases and texts."""
    import material

    from book import read_book
    from pieces import plain_text

    shutil.copytree(site, folder)
    scripts = Path(material.__file__).parent / "templates/assets/javascripts/workers"
    worker = next(scripts.glob("search.*.min.js"))
    shutil.copy(worker, folder / "assets/js/lunr.js")
    docs = {entry["location"]: dict(entry) for entry in entries if not entry["location"].endswith(("#short-answer", "#read-next"))}
    for answer in read_book(PROJECT).answers:
        docs[str(answer.page.with_suffix(".html"))] |= {
            "aliases": list(answer.aliases),
            "text": plain_text(answer.section("Short answer").text),
        }
    separator = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["config"]["separator"]
    fields = {"title": {"boost": 1000.0}, "aliases": {"boost": 800.0}, "text": {"boost": 1.0}, "tags": {"boost": 1.0}}
    config = {"lang": ["en"], "separator": separator, "pipeline": ["stopWordFilter"], "fields": fields}
    (folder / "search/search_index.json").write_text(json.dumps({"config": config, "docs": list(docs.values())}), encoding="utf-8")
    page = folder / "index.html"
    text, changed = re.subn(r'("search": *"[^"]*)assets/js/search\.\w+\.js', r"\1assets/js/lunr.js", page.read_text(encoding="utf-8"))
    assert changed == 1, "the page names no search script, or another one"
    page.write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
