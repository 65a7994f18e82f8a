"""Finishes a built site: names for what the theme leaves nameless, the math font, the search's own worker and index."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from html import escape, unescape
from pathlib import Path

from kept import keep_last
from mathml import Letters, subset_font
from search import Findable, build_index, render_index
from slim import Names, Slimmer, slim_sheets

# Page by page

DIALOG = 'data-md-component="search" role="dialog"'
SECTION = re.compile(  # a list of pages that is named by a label without text
    r'aria-labelledby="__nav_[\d_]+_label"(?P<between>[^>]*>\s*<label class="md-nav__title"[^>]*>\s*<span[^>]*></span>\s*)'
    r"(?P<title>[^<]+?)(?=\s*</label>)"
)


EMPTY = '<svg data-qa-drawing="{}"></svg>'
PICTURE = re.compile(r"<svg\b[^>]*\brole=\"img\".*?</svg>", re.DOTALL)


def first_picture(page: str) -> str:
    """The first drawing of a page; empty if it has none."""
    found = PICTURE.search(page)
    return found[0] if found else ""


def lift_drawings(markdown: str) -> tuple[str, list[str]]:
    """A page's Markdown with an empty drawing in place of each, and the drawings: Markdown would read through them to no end."""
    drawings: list[str] = []

    def lift(match: re.Match[str]) -> str:
        drawings.append(match[0])
        return EMPTY.format(len(drawings) - 1)

    return PICTURE.sub(lift, markdown), drawings


def put_back_drawings(page: str, drawings: Sequence[str]) -> str:
    """The rendered page with its drawings in their places. Raises ValueError if one has lost its place."""
    for number, drawing in enumerate(drawings):
        if page.count(EMPTY.format(number)) != 1:
            raise ValueError(f"a drawing has lost its place: {drawing[:120]}")
        page = page.replace(EMPTY.format(number), drawing)
    return page


def place_pictures(page: str, pictures: Mapping[str, str]) -> str:
    """The page with each notebook's picture at the place kept for it. Raises ValueError for a picture without a place."""
    for name, picture in pictures.items():
        place = f'<div class="qa-picture" id="picture-{name}"></div>'
        if place not in page:
            raise ValueError(f"the index of notebooks keeps no place for the picture of '{name}'; look at render_experiments_index")
        page = page.replace(place, f'<div class="qa-picture" id="picture-{name}">{picture}</div>')
    return page


def name_landmarks(page: str) -> str:
    """The page with its search and its lists of pages named. Raises ValueError where the theme has changed under this."""
    if page.count(DIALOG) != 1 or len(SECTION.findall(page)) != page.count(' aria-labelledby="__nav_'):
        raise ValueError("the theme has changed its search dialog or its navigation; look at name_landmarks in scripts/finish.py")
    page = page.replace(DIALOG, f'{DIALOG} aria-label="Search"')
    return SECTION.sub(lambda match: f'aria-label="{escape(unescape(match["title"]))}"{match["between"]}{match["title"]}', page)


TOGGLES = re.compile(
    r'<input class="md-toggle" data-md-toggle="(drawer|search)" type="checkbox" id="__(?:drawer|search)" autocomplete="off">'
)
FORGETFUL = '<form id="__toggles" autocomplete="off"></form>'  # a browser may keep what is typed, not that the drawer was open


def keep_standard(page: str) -> str:
    """The page with the theme's slips against the HTML standard mended. Raises ValueError where the theme has changed under this.

    A box that is ticked takes no `autocomplete` of its own, only that of its form; an empty `tabindex` is none; a label is for a box that is there.
    """
    page, count = TOGGLES.subn(r'<input class="md-toggle" data-md-toggle="\1" type="checkbox" id="__\1" form="__toggles">', page)
    if count != 2:
        raise ValueError("the theme has changed the boxes behind its drawer and its search; look at keep_standard in scripts/finish.py")
    page = page.replace('<input class="md-toggle"', f'{FORGETFUL}<input class="md-toggle"', 1).replace(' tabindex=""', "")
    return page if 'id="__toc"' in page else page.replace(' for="__toc"', "")


SEARCH_WORKER = re.compile(r'("search": "[^"]*?)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js"')


def lead_search(page: str) -> str:
    """The page with the site's own ranking behind the theme's search. Raises ValueError where the theme has changed under this."""
    page, count = SEARCH_WORKER.subn(r'\1assets/js/search.js"', page)
    if count != 1:
        raise ValueError("the theme has changed how it names its search worker; look at lead_search in scripts/finish.py")
    return page


# The whole site


def write_font(target: Path, letters: Letters, cache: Path) -> None:
    """Write the math font for `letters` to `target`; it takes a second to make, so `cache` keeps the last one."""
    used = "\0".join("".join(sorted(part)) for part in (letters.all, letters.small))
    maker = Path(__file__).with_name("mathml.py").read_bytes()
    place = cache / f"{hashlib.sha256(maker + used.encode()).hexdigest()[:16]}.kept"
    font = keep_last(place, lambda: subset_font(letters))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(font)


def keep_slim(cache: Path) -> Slimmer:
    """`slim_sheets`, of which `cache` keeps the last answer: sheets and names are the same in most builds."""

    def slim(groups: Mapping[str, Sequence[str]], names: Names) -> dict[str, str]:
        asked = json.dumps([groups, vars(names)], default=sorted, sort_keys=True)
        maker = Path(__file__).with_name("slim.py").read_bytes()
        place = cache / f"{hashlib.sha256(maker + asked.encode()).hexdigest()[:16]}.kept"
        sheets: dict[str, str] = json.loads(keep_last(place, lambda: json.dumps(slim_sheets(groups, names)).encode()))
        return sheets

    return slim


def remove_unused(site: Path) -> None:
    """Remove source maps and the theme's own search worker with its languages: no page asks for them."""
    for name in ("lunr", "workers"):
        shutil.rmtree(site / "assets" / "javascripts" / name, ignore_errors=True)
    for path in site.rglob("*.map"):
        path.unlink()


def write_search(site: Path, pages: Sequence[Findable]) -> None:
    """Write the index of `pages`, and in place of MkDocs' own, which every page would load, a stub that says where the index is."""
    script = render_index(build_index(pages)).encode()
    name = f"search/index.{hashlib.sha256(script).hexdigest()[:8]}.js"
    (site / name).write_bytes(script)
    stub = site / "search" / "search_index.json"
    separator = json.loads(stub.read_text(encoding="utf-8"))["config"]["separator"]
    stub.write_text(json.dumps({"config": {"separator": separator, "index": name}, "docs": []}, ensure_ascii=False), encoding="utf-8")
