"""Turns the files of the finished site into what keeps it at hand: the service worker, the manifest of an installable site, an archive."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

WORKER, MANIFEST, ICON_FOLDER = "sw.js", "manifest.webmanifest", "assets/icons"
PLACE = "{{ build }}"  # in the worker's template
ICONS = {
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "maskable-512.png": (512, True),
}  # size, and whether it fills the square

READ = (".html", ".css", ".js", ".svg", ".woff2", ".png", ".webmanifest")  # what a reader's browser asks for
DATA = re.compile(r"(assets|search)/.*\.json")  # data that scripts ask for; other JSON is for downloading
UNREAD = re.compile(  # the previews are for other sites, the search index as a script for pages opened from disk, the sheets for paper
    r"sw\.js|assets/previews/.*|search/search_index(\.[0-9a-f]{8,})?\.js|print\.html|sheets/.*|assets/print\.css"
)
FIRST_PAGES = ("index.html", "404.html", "questions/index.html", "study.html", "study/index.html")
UNPACKED = re.compile(r"assets/previews/.*|_headers|robots\.txt|sitemap\.xml|.*\.(br|gz)")  # of no use in an archive


def is_kept(path: str) -> bool:
    """Whether the worker keeps this file."""
    return (path.endswith(READ) or bool(DATA.fullmatch(path))) and not UNREAD.fullmatch(path)


def is_first(path: str) -> bool:
    """Whether the worker keeps this file before it goes to work: all but most pages."""
    return not path.endswith(".html") or path in FIRST_PAGES


def render_worker(template: str, files: Mapping[str, bytes]) -> str:
    """The service worker: its template with the list of the files to be kept, each with a hash of its bytes.

    Raises ValueError if the template has no single place for the list.
    """
    if template.count(PLACE) != 1:
        raise ValueError(f"overrides/sw.js.j2 has to have {PLACE} in exactly one place")
    kept = [path for path in sorted(files) if is_kept(path)]
    build = {
        "files": {quote(path): hashlib.sha256(files[path]).hexdigest()[:16] for path in kept},
        "first": [quote(path) for path in kept if is_first(path)],
    }
    return template.replace(PLACE, json.dumps(build, indent=0))


def render_manifest(name: str, description: str, paper: str, pages: Iterable[str]) -> str:
    """The manifest by which a browser offers to install the site; all in it is relative, so any folder will do."""
    known = set(pages)
    shortcuts = (("Study", "study.html"), ("All questions", "questions/index.html"), ("All corrections", "corrections.html"))
    manifest = {
        "name": name,
        "short_name": "DL Interviews",
        "description": description,
        "lang": "en",
        "dir": "ltr",
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": paper,
        "theme_color": paper,
        "categories": ["books", "education"],
        "icons": [describe_icon(file, size, whole) for file, (size, whole) in ICONS.items()],
        "shortcuts": [{"name": title, "url": path} for title, path in shortcuts if path in known],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def describe_icon(file: str, size: int, whole: bool) -> dict[str, str]:
    return {
        "src": f"{ICON_FOLDER}/{file}",
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "maskable" if whole else "any",
    }


def render_archive(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The files of the archive of the whole site, with a note for whoever unpacks it."""
    note = (
        f"{name}\n\n"
        "Open index.html in a web browser: everything works from this folder, the search and the study page included,\n"
        "and nothing is asked of the network. The same files can be put on any web server.\n\n"
        "Text under CC BY 4.0, code under MIT.\n"
    )
    return {path: data for path, data in files.items() if not UNPACKED.fullmatch(path)} | {"README.txt": note.encode()}


def read_palette(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """The light and the dark colours that a style sheet defines as `--qa-…`, by their names. Raises ValueError if it has none."""
    found = []
    for selector in (r":root", r'\[data-md-color-scheme="slate"\]'):
        block = re.search(rf"^ *{selector}[^{{]*\{{([^}}]*)\}}", css, re.M)
        found.append(dict(re.findall(r"--qa-([a-z-]+): (#[0-9a-f]{6});", block[1])) if block else {})
    light, dark = found
    if "paper" not in light or "paper" not in dark:
        raise ValueError("docs/assets/site.css defines no --qa-paper for light and dark; the site's icons and pictures need it")
    return light, dark
