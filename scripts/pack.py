"""Turns the assets of a built site into few files whose names change with their content, and its pages into ones that ask for those."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from slim import Slimmer, find_names, slim_sheets

# ------------------------------------------------------------------ what is packed


@dataclass(frozen=True)
class Join:
    """Assets that every page of the theme asks for one after the other, and the one that holds them all in this order."""

    target: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Packing:
    """What becomes of a site's assets: the files to write, those to remove, and by which name an asset is asked for now."""

    files: Mapping[str, bytes]
    gone: frozenset[str]
    names: Mapping[str, str]
    joins: tuple[Join, ...]


ASSETS = {".css", ".js", ".woff2"}  # the kinds of files that are packed
STAMPED = re.compile(r"\.[0-9a-f]{8}\.")
REFERENCE = re.compile(r'assets/[\w./-]+\.(?:css|js|woff2)(?=["?#])', re.ASCII)
THEME_PAGE = 'id="__config"'
THEME_STYLE = re.compile(r"assets/stylesheets/(main|palette)\.[0-9a-f]+\.min\.css")
THEME_SCRIPTS = "assets/javascripts/"
STYLE = "assets/style.css"  # the theme's sheets and ours in one
FONT_SCRIPT = "assets/js/math-font.js"


def plan_joins(assets: Iterable[str], styles: Iterable[str], early: Iterable[str], late: Iterable[str]) -> tuple[Join, ...]:
    """The files of a site that become one: the theme's `assets` and our `styles`, our scripts before and after the theme's own.

    Raises ValueError if the theme's sheets are not what they were.
    """
    theme = sorted(path for path in assets if THEME_STYLE.fullmatch(path))
    if len(theme) != 2:
        raise ValueError(f"the theme has other style sheets than main and palette: {theme}; look at THEME_STYLE in scripts/pack.py")
    joins = Join(STYLE, (*theme, *styles)), Join("assets/js/early.js", tuple(early)), Join("assets/js/late.js", tuple(late))
    return tuple(join for join in joins if join.parts)


# ------------------------------------------------------------------ the assets


def pack_assets(assets: Mapping[str, bytes], pages: Iterable[str], joins: Sequence[Join], slim: Slimmer = slim_sheets) -> Packing:
    """The packing of `assets` (style sheets, scripts and fonts by path) for `pages`, which are gone through once.

    What a page or a sheet asks for gets a name with the beginning of its hash; a file that a script speaks of keeps its own.
    Raises ValueError for a sheet that cannot be read, and where a page or a sheet asks for a file which is not there.
    """
    scripts = {path: data.decode() for path, data in assets.items() if path.endswith(".js")}
    own = [text for path, text in scripts.items() if not path.startswith(THEME_SCRIPTS) and path != FONT_SCRIPT]
    theme = [text for path, text in scripts.items() if path.startswith(THEME_SCRIPTS)]
    asked = {FONT_SCRIPT}
    used = find_names(_noting(pages, joins, asked), own, theme)
    if missing := sorted(asked - assets.keys()):
        raise ValueError(f"a page asks for {missing[0]}, which is not there; mend its front matter, or add the file to docs/")
    sheets = {join.target: join.parts for join in joins if join.target.endswith(".css")}
    sheets |= {path: (path,) for path in asked if path.endswith(".css") and path not in sheets}
    texts = {path: [_read_sheet(assets, part, path) for part in parts] for path, parts in sheets.items()}
    short = slim(texts, used)

    fonts = {path for path in assets if path.endswith(".woff2")}
    names = {path: stamp(path, assets[path]) for path in fonts}
    files = {path: name_assets(text, path, names).encode() for path, text in short.items()}
    files |= {join.target: join_scripts(scripts[part] for part in join.parts) for join in joins if join.target.endswith(".js")}
    files |= {path: assets[path] for path in asked if path.endswith(".js") and not _is_told(path, scripts) and path not in files}
    names |= {path: stamp(path, data) for path, data in files.items()}
    files = {names[path]: data for path, data in files.items()} | {names[path]: assets[path] for path in fonts}
    packed = {path for join in joins for path in join.parts} - asked | names.keys()
    return Packing(files, frozenset(packed & assets.keys() - files.keys()), names, tuple(joins))


def _noting(pages: Iterable[str], joins: Sequence[Join], asked: set[str]) -> Iterator[str]:
    """The pages, while what each asks for is added to `asked`."""
    for page in pages:
        asked |= find_references(page, joins)
        yield page


def find_references(page: str, joins: Iterable[Join]) -> set[str]:
    """The assets that a page asks for singly."""
    joined = {path for join in joins for path in join.parts} if THEME_PAGE in page else set()
    return set(REFERENCE.findall(page)) - joined


def stamp(path: str, data: bytes) -> str:
    """`assets/site.css` as `assets/site.3f2a9c1b.css`; a name that has its hash already stays."""
    if STAMPED.search(path):
        return path
    base, dot, ending = path.rpartition(".")
    return f"{base}.{hashlib.sha256(data).hexdigest()[:8]}{dot}{ending}"


def _is_told(path: str, scripts: Mapping[str, str]) -> bool:
    """Whether a script speaks of a file by its name, and so would not find it under another."""
    name = posixpath.basename(path)
    return any(name in text for text in scripts.values())


URL = re.compile(r"""url\(\s*(["']?)(?!data:)([^"')]+)\1\s*\)""")


def _read_sheet(assets: Mapping[str, bytes], path: str, target: str) -> str:
    """A sheet as it reads from the folder of `target`. Raises ValueError if it asks for what is not there."""

    def move(match: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[2]))
        if file not in assets:
            raise ValueError(f"docs/{path} asks for {match[2]}, which is not there; mend its address")
        return f'url("{posixpath.relpath(file, posixpath.dirname(target))}")'

    return URL.sub(move, assets[path].decode())


def name_assets(sheet: str, path: str, names: Mapping[str, str]) -> str:
    """A sheet that asks for files by their new names."""
    folder = posixpath.dirname(path)

    def rename(match: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(folder, match[2]))
        return f'url("{posixpath.relpath(names.get(file, file), folder)}")'

    return URL.sub(rename, sheet)


def join_scripts(scripts: Iterable[str]) -> bytes:
    """Scripts as one that does what they do one after the other."""
    return "\n".join(f"{script.strip().removesuffix(';')};" for script in scripts).encode()


# ------------------------------------------------------------------ the pages


def pack_page(page: str, packing: Packing) -> str:
    """A page that asks for the packed assets, without the white space that nobody sees; only its ASCII characters matter.

    Raises ValueError if a page of the theme asks for its assets in another way than all do.
    """
    if THEME_PAGE in page and not _is_packed(page):
        page = join_tags(page, packing.joins)
        page = defer_bundle(add_font(page) if "<math" in page else page)
    page = REFERENCE.sub(lambda match: packing.names.get(match[0], match[0]), page)
    return collapse_space(page)


def _is_packed(page: str) -> bool:
    """Whether this was done to the page before, as to those that a dirty rebuild leaves alone."""
    return re.search(re.sub(r"\.(?=css)", r"\\.[0-9a-f]{8}\\.", STYLE), page) is not None


TAG = re.compile(r'<(?P<start>link rel="stylesheet" href|script src)="(?P<base>[^"]*?)(?P<path>assets/[^"]*)"(?: defer)?>(?:</script>)?\s*')


def join_tags(page: str, joins: Iterable[Join]) -> str:
    """The page with the first tag of each join asking for the whole and the others gone. Raises ValueError where one is missing."""
    targets = {path: join for join in joins for path in join.parts}
    counts: Counter[str] = Counter()

    def replace(match: re.Match[str]) -> str:
        join = targets.get(match["path"])
        if join is None:
            return match[0]
        counts[match["path"]] += 1
        rest = " defer></script>" if match["start"].startswith("script") else ">"
        return f'<{match["start"]}="{match["base"]}{join.target}"{rest}\n' if match["path"] == join.parts[0] else ""

    page = TAG.sub(replace, page)
    for path in targets:
        if counts[path] != 1:
            raise ValueError(
                f"a page asks {counts[path]} times for {path}, which every page asks for once; look at join_tags in scripts/pack.py"
            )
    return page


def defer_bundle(page: str) -> str:
    """The page with the theme's script run after those that come before it. Raises ValueError where there is none."""
    page, count = re.subn(rf'(<script src="[^"]*{THEME_SCRIPTS}bundle\.[^"]*")>', r"\1 defer>", page)
    if count != 1:
        raise ValueError("the theme has changed the tag of its script; look at defer_bundle in scripts/pack.py")
    return page


def add_font(page: str, style: str = STYLE) -> str:
    """A page with formulas that has their font before it draws anything. Raises ValueError where there is no style sheet to put it before."""
    tag = rf'<script src="\g<base>{FONT_SCRIPT}"></script>\n'
    page, count = re.subn(rf'(?=<link rel="stylesheet" href="(?P<base>[^"]*){re.escape(style)}">)', tag, page)
    if count != 1:
        raise ValueError("a page with formulas asks for no style sheet; look at add_font in scripts/pack.py")
    return page


BREAK = re.compile(r"\s*\n\s*", re.ASCII)
VERBATIM = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)


def collapse_space(page: str) -> str:
    """The page without blank lines and indentation, where they are not shown."""
    parts = VERBATIM.split(page)
    for i in range(0, len(parts), 3):
        parts[i] = BREAK.sub("\n", parts[i])
    return "".join(part for i, part in enumerate(parts) if i % 3 != 2)
