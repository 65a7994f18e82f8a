"""Compares how pages look with the theme's whole style sheets and with the slim one, pixel by pixel, and prints every difference.

Run it as `python tests/bench/slim_looks.py [--built FOLDER] [--only PATTERN …] [--out FOLDER]`; the exit code is 1 if a picture differs. The site is built once;
its whole form is the same pages with the sheets as the theme and `docs/` have them.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from chromium import FLAGS, find_chromium
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate
from serving import PROJECT, serve
from weight import build

SIZES = {"phone": {"width": 390, "height": 844}, "tablet": {"width": 1024, "height": 800}, "desk": {"width": 1280, "height": 900}}
KINDS = (
    "index.html", "404.html", "corrections.html", "references.html", "method.html", "second-reading.html", "study.html", "downloads.html",
    "questions/index.html", "questions/*/index.html", "questions/neurons-and-layers/relu.html", "questions/sequence-models/*.html",
    "lists/index.html", "lists/top-100.html", "numbers/training.html", "notebooks/index.html", "notebooks/*.html",
)  # fmt: skip

STILL = "*, ::before, ::after { animation: none !important; transition: none !important; caret-color: transparent !important; content-visibility: visible !important; }"
FOCUS = "(document.querySelector('article a:not(.headerlink)') ?? document.body).focus()"
PLACE = "location.hash = document.querySelector('article [id]:not(h1)')?.id ?? ''"
FOLD = "document.querySelectorAll('details').forEach((part) => (part.open = %s))"
Act = Callable[[Page], object]
STATES: dict[str, tuple[Act, Act]] = {  # what brings a page into the state, and what out of it
    "at rest": (lambda page: None, lambda page: None),
    "unfolded": (lambda page: page.evaluate(FOLD % "true"), lambda page: page.evaluate(FOLD % "false")),
    "in print": (lambda page: page.emulate_media(media="print"), lambda page: page.emulate_media(media="screen")),
    "scrolled": (lambda page: page.evaluate("scrollTo(0, 1200)"), lambda page: page.evaluate("scrollTo(0, 0)")),
    "at a place": (lambda page: page.evaluate(PLACE), lambda page: page.evaluate("location.hash = ''; scrollTo(0, 0)")),
    "hovered": (lambda page: page.locator("article a:visible").last.hover(force=True), lambda page: page.mouse.move(0, 0)),
    "skipping": (lambda page: page.keyboard.press("Tab"), lambda page: None),
    "focused": (lambda page: page.evaluate(FOCUS), lambda page: page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")),
    "drawer": (lambda page: page.evaluate(DRAWER), lambda page: page.evaluate(DRAWER)),
    "searching": (lambda page: search(page), lambda page: None),
}
DRAWER = "document.getElementById('__drawer').click()"
WHOLE = {"at rest", "unfolded", "in print"}  # nothing covers the page then, and all of it is looked at, down to
TALLEST = 6000


def main() -> int:
    """The exit code: 1 if any picture of the slim site differs from that of the whole one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--built", type=Path, help="the built site; without it, one is built")
    parser.add_argument("--only", nargs="+", default=KINDS, metavar="PATTERN", help="the kinds of pages to look at; without it, all")
    parser.add_argument("--out", type=Path, help="where differing pictures are written")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        slim = options.built or build(PROJECT, Path(name) / "slim")
        whole = write_whole(slim, Path(name) / "whole")
        pages = [path for kind in options.only for path in sorted(slim.glob(kind))[:1]]
        with serve(slim) as here, serve(whole) as there, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            taken, found = 0, 0
            for path in (page.relative_to(slim).as_posix() for page in pages):
                print(f"  {path}", flush=True)
                for label, pixels in compare(browser, f"{here}/{path}", f"{there}/{path}", options.out):
                    taken += 1
                    if pixels:
                        found += 1
                        print(f"{path}, {label}: {pixels} pixels differ", flush=True)
            browser.close()
    print(f"{taken} pairs of pictures of {len(pages)} pages, {found} differ")
    return 1 if found else 0


def write_whole(slim: Path, target: Path) -> Path:
    """The site with the sheets of the theme and of `docs/` in the place of the slim one."""
    shutil.copytree(slim, target)
    sheet = next(target.glob("assets/style.*.css"))
    package = find_spec("material")
    assert package and package.origin, "mkdocs-material is not installed"
    theme = Path(package.origin).parent / "templates" / "assets" / "stylesheets"
    parts = [next(theme.glob("main.*.min.css")), next(theme.glob("palette.*.min.css")), PROJECT / "docs" / "assets" / "site.css"]
    text = "\n".join(re.sub(r"/\*# sourceMappingURL.*?\*/|@charset[^;]*;", "", part.read_text(encoding="utf-8")) for part in parts)
    sheet.write_text(text, encoding="utf-8")
    return target


def compare(browser: Browser, here: str, there: str, out: Path | None) -> Iterator[tuple[str, int]]:
    """(what is shown, how many pixels differ) for every size, scheme and state."""
    for size in SIZES:
        for scheme in ("light", "dark"):
            for state, pixels, pictures in look(browser, here, there, size, scheme):
                if pixels and out:
                    keep(out, f"{here.split('/', 3)[3]} {size} {scheme} {state}", *pictures)
                yield f"{size}, {scheme}, {state}", pixels


def look(browser: Browser, here: str, there: str, size: str, scheme: str) -> Iterator[tuple[str, int, tuple[bytes, bytes]]]:
    """(state, how many pixels differ, the two pictures) for every state.

    A page does not always look the same: a suggestion comes a moment later, a bar fades. So where pictures differ, more are
    taken of both, and what counts is the pair that differs least.
    """
    rows = zip(*(take(browser, address, SIZES[size], scheme, list(STATES), 150) for address in (here, there)), strict=True)
    for state, first in zip(STATES, rows, strict=True):
        pairs = [first]
        while count_differences(*pairs[-1]) and len(pairs) < 9:
            more = [next(take(browser, address, SIZES[size], scheme, [state], 700)) for address in (here, there)]
            pairs += [(more[0], more[1]), (first[0], more[1]), (more[0], first[1])]
            pairs.sort(key=lambda pair: -count_differences(*pair))
        yield state, count_differences(*pairs[-1]), pairs[-1]


def take(browser: Browser, address: str, viewport: dict[str, int], scheme: str, states: list[str], wait: int) -> Iterator[bytes]:
    """A picture of a page in each of the states: all of it where nothing covers it, else what the window shows."""
    context = browser.new_context(
        viewport=viewport, color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce", service_workers="block"
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.add_style_tag(content=STILL)
    page.evaluate("document.fonts.ready.then(() => 0)")
    for state in states:
        enter, leave = STATES[state]
        enter(page)
        page.wait_for_timeout(wait)
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST) if state in WHOLE else viewport["height"]
        clip = {"x": 0, "y": 0, "width": viewport["width"], "height": height}
        yield page.screenshot(full_page=state in WHOLE, clip=clip, animations="disabled", timeout=120_000)  # type: ignore[arg-type]
        leave(page)
    context.close()


def keep(out: Path, label: str, *pictures: bytes) -> None:
    """Write the pictures that differ."""
    out.mkdir(parents=True, exist_ok=True)
    for name, picture in zip(("slim", "whole"), pictures, strict=True):
        (out / f"{re.sub(r'[^0-9a-z]+', '-', label)}-{name}.png").write_bytes(picture)


def search(page: Page) -> None:
    """Types a word into a fresh page and waits until its results stand; a slow machine may miss the first try."""
    for _ in range(3):
        page.reload(wait_until="networkidle")  # what was done to the page before may have closed the search for good
        page.add_style_tag(content=STILL)
        page.evaluate("document.getElementById('__search').click()")
        page.locator(".md-search__input").fill("gradient")
        with suppress(TooLate):
            page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
            page.wait_for_timeout(1000)
            return


def count_differences(one: bytes, other: bytes) -> int:
    a, b = (np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int) for data in (one, other))
    if a.shape != b.shape:
        return abs(a.shape[0] - b.shape[0]) * a.shape[1]
    return int((np.abs(a - b).max(axis=2) > 2).sum())


if __name__ == "__main__":
    sys.exit(main())
