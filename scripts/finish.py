"""Finishes a built site: names for what the theme leaves nameless, the math font, a search that knows a question's other names."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

from mathml import Letters, subset_font

# Page by page

FORMULA = re.compile(r"<math\b[^>]*>.*?</math>", re.DOTALL)
DIALOG = 'data-md-component="search" role="dialog"'
SECTION = re.compile(  # a list of pages that is named by a label without text
    r'aria-labelledby="__nav_[\d_]+_label"(?P<between>[^>]*>\s*<label class="md-nav__title"[^>]*>\s*<span[^>]*></span>\s*)'
    r"(?P<title>[^<]+?)(?=\s*</label>)"
)


def find_formulas(pages: Iterable[str], data: Iterable[str]) -> set[str]:
    """Every formula of pages, and of strings in scripts and JSON, as the element that a browser draws."""
    found = {formula for page in pages for formula in FORMULA.findall(page)}
    return found | {formula for text in data if "<math" in text or "003cmath" in text for formula in FORMULA.findall(_unescape_json(text))}


def _unescape_json(text: str) -> str:
    """The strings of JSON as they are meant, in as far as formulas have to do with it."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text).replace('\\"', '"').replace("\\/", "/")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


PICTURE = re.compile(r"<svg\b[^>]*\brole=\"img\".*?</svg>", re.DOTALL)


def first_picture(page: str) -> str:
    """The first drawing of a page; empty if it has none."""
    found = PICTURE.search(page)
    return found[0] if found else ""


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


# The whole site


def write_font(target: Path, letters: Letters, cache: Path) -> None:
    """Write the math font for `letters` to `target`; it takes a second to make, so `cache` keeps the last one."""
    used = "\0".join("".join(sorted(part)) for part in (letters.all, letters.small))
    maker = Path(__file__).with_name("mathml.py").read_bytes()
    kept = cache / f"{hashlib.sha256(maker + used.encode()).hexdigest()[:16]}.woff2"
    if not kept.exists():
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        kept.write_bytes(subset_font(letters))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, target)


def remove_unused(site: Path) -> None:
    """Remove source maps and the theme's search in other languages than English: no page asks for them."""
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)
    for path in site.rglob("*.map"):
        path.unlink()


UNSEARCHED = ("#short-answer", "#read-next")  # the one is the page's own text in the index, the other is other pages' titles


def shape_index(index: str, questions: Mapping[str, Mapping[str, Any]]) -> str:
    """The search index in which a question is found by its other names too and shows its short answer.

    `questions` are the front matters of the question pages by address. Raises ValueError for a page that is not in it.
    """
    data = json.loads(index)
    data["docs"] = [entry for entry in data["docs"] if not entry["location"].endswith(UNSEARCHED)]
    entries = {entry["location"]: entry for entry in data["docs"]}
    for location, matter in questions.items():
        if location not in entries:
            raise ValueError(f"the search index has no entry {location!r}; its question cannot be found")
        entries[location] |= {"aliases": list(matter["aliases"]), "text": f"<p>{escape(unescape(matter['description']), quote=False)}</p>"}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
