"""Leads the pages made from `content/` into MkDocs, and finishes what MkDocs makes of them; only this file knows MkDocs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from compute import Evidence
    from model import Book
    from share import Home, Preview, Share

SCRIPTS = Path(__file__).resolve().parent
ROOT = SCRIPTS.parent
CACHE = ROOT / ".cache"
DAYS = 30  # after which a page that was rendered and is no more is forgotten
FONT = Path("assets", "fonts", "math.woff2")
log = logging.getLogger("mkdocs.hooks")


@dataclass
class Site:
    """What one build knows beyond what MkDocs hands on."""

    book: Book
    evidence: Evidence
    sources: dict[str, str] = field(default_factory=dict)  # page → the file it is made from
    drawings: dict[str, list[str]] = field(default_factory=dict)  # address → a page's drawings while its Markdown is rendered
    pictures: dict[str, str] = field(default_factory=dict)  # the first picture of each notebook
    stamp: str = ""  # changes with all that decides how a page's Markdown is rendered, but for its text
    previews: dict[str, Preview] = field(default_factory=dict)  # the pictures of links by their paths on the site
    contents: dict[str, bytes] = field(default_factory=dict)  # address → a page's content until it is written, which is small as UTF-8
    searched: list[dict[str, str]] = field(default_factory=list)  # the sections of all pages that are searched, in their order


_sites: list[Site] = []  # the build at hand, alone: MkDocs calls functions and carries nothing from one to the next
_serving: list[bool] = []  # whether the build at hand is for `mkdocs serve`, which keeps nothing for later
_shown: dict[str, tuple[str, bytes]] = {}  # address → what a page was made of and its HTML, while the site is served
_fonts: list[bytes] = []  # the font of the last build that made one
_taken: dict[str, bytes] = {}  # what can be taken away, as it was when serving began: an edit is shown sooner without
_bound: list[str] = []  # the book on one page, likewise
_stamps: dict[Path, int] = {}  # when this project's modules were last changed, as far as they are imported


# ------------------------------------------------------------------ before the pages


def on_startup(command: str, dirty: bool) -> None:
    """Note whether the site is built to be kept or served to its author."""
    _serving[:] = [command == "serve"]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the content; every Problem is a warning, which `--strict` makes fatal."""
    _forget_changed_modules()
    from check import check_book
    from lean import LeanExtension
    from mathml import MathExtension
    from pages import render_navigation

    site = _read_site()
    _sites[:] = [site]
    for problem in check_book(site.book, site.evidence):
        log.warning("%s", problem)
    config.markdown_extensions += [MathExtension(report=log.warning), LeanExtension()]
    config.nav = render_navigation(site.book)
    config.extra["qa_kept"] = True not in _serving
    config.extra["qa_paper"] = {scheme: colours["paper"] for scheme, colours in zip(("light", "dark"), _read_palette(), strict=True)}
    _set_up_notebooks(config)
    return config


def _forget_changed_modules() -> None:
    """Let this project's modules be imported anew when one has changed, so that `mkdocs serve` follows."""
    if str(SCRIPTS) not in sys.path:  # MkDocs takes it off again once it has read this file
        sys.path.insert(0, str(SCRIPTS))
    stamps = {path: path.stat().st_mtime_ns for path in SCRIPTS.glob("*.py")}
    if _stamps and _stamps != stamps:
        for name, module in list(sys.modules.items()):
            path = getattr(module, "__file__", None)
            if path and Path(path).parent == SCRIPTS and Path(path) != Path(__file__):
                del sys.modules[name]
        for made in (_shown, _fonts, _taken, _bound):  # by modules that are no more
            made.clear()
        _shown_finished.cache_clear()
    _stamps.clear()
    _stamps.update(stamps)


def _read_palette() -> tuple[dict[str, str], dict[str, str]]:
    from offline import read_palette

    with _plainly():
        return read_palette((ROOT / "docs" / "assets" / "site.css").read_text(encoding="utf-8"))


def _read_site() -> Site:
    from book import read_book
    from compute import gather_evidence

    with _plainly():
        book = read_book(ROOT)
    return Site(book, gather_evidence(book, CACHE, log.info))


def _set_up_notebooks(config: MkDocsConfig) -> None:
    """Let notebooks be rendered like other pages, and kept as long as nothing that shapes them changes; a site may have none."""
    plugin = config.plugins.get("mkdocs-jupyter")
    if plugin is None and not _sites[0].book.notebooks:
        return
    from notebooks import cache_folder, can_keep, set_up_notebooks

    templates = ROOT / "overrides" / "notebooks"
    set_up_notebooks(templates, _markdown_maker(config))
    if plugin is None:
        raise PluginError("mkdocs.yml names no plugin mkdocs-jupyter; restore it, the notebooks are pages of the site")
    shaping = [*templates.rglob("*.j2"), *(ROOT / "content" / "claims").glob("*.py")]
    shaping += [SCRIPTS / f"{name}.py" for name in ("compute", "draw", "mathml", "notebooks")]
    shaping += [path for path in (ROOT / "requirements.txt", ROOT / "mkdocs.yml") if path.exists()]
    folder = cache_folder(ROOT, {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in shaping})
    plugin.config["cache_dir"], plugin.config["cache"] = str(folder), can_keep(folder)


def _markdown_maker(config: MkDocsConfig) -> Callable[[], Markdown]:
    return lambda: Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from the book and the downloads; hand-written ones come back with their slots filled."""
    from book import read_scripts
    from experiments import render_downloads
    from pages import page_sources, render_pages
    from rendered import digest

    site = _sites[0]
    written = {file.src_uri: file for file in files if file.src_uri.endswith(".md")}
    with _plainly():
        pages = render_pages(site.book, site.evidence, {path: file.content_string for path, file in written.items()})
    site.sources = {path: f"docs/{path}" for path in written} | dict(page_sources(site.book))
    site.sources |= {notebook.page: notebook.path for notebook in site.book.notebooks}
    for file in [file for file in files if file.src_uri.endswith(".j2")]:  # notebook templates are no part of the site
        files.remove(file)
    for path, text in pages.items():
        if path in written:
            files.remove(written[path])
        files.append(File.generated(config, path, content=text))
    tools = [ROOT / "mkdocs.yml", ROOT / "requirements.txt", SCRIPTS / "mathml.py", SCRIPTS / "lean.py"]
    addresses = sorted(f"{file.src_uri} {file.url}" for file in files)
    site.stamp = digest([sys.version, *(path.read_text(encoding="utf-8") for path in tools if path.exists()), *addresses])
    for path, data in render_downloads(site.book, read_scripts()).items():
        files.append(File.generated(config, path, content=data))
    _add_exports(files, config)
    return files


def _add_exports(files: Files, config: MkDocsConfig) -> None:
    """Add what can be taken away, and a place for the book as one page; that page's style is the site's with its own behind it."""
    from downloads import PRINT
    from export import render_exports
    from history import read_clock, read_dates
    from sheets import STYLE

    site = _sites[0]
    exports = _taken if True in _serving else {}
    if not exports:
        with _plainly():
            exports |= render_exports(site.book, site.evidence, config.site_url or "", read_dates(ROOT), read_clock(ROOT))
    for path, data in exports.items():
        files.append(File.generated(config, path, content=data))
    files.append(File.generated(config, PRINT, content=""))
    style, own = files.get_file_from_path("assets/site.css"), files.get_file_from_path(STYLE)
    if style and own:
        own.content_string = style.content_string + own.content_string


# ------------------------------------------------------------------ page by page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Spare rendering what was rendered before. Title and description are plain text, which the theme would print as HTML.

    The theme's search leaves every page alone, since its sections are cut here, much faster.
    """
    from finish import lift_drawings
    from rendered import keep_rendering

    for key, quote in (("title", False), ("description", True)):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = escape(page.meta[key], quote=quote)
    if page.is_homepage and page.canonical_url:  # one address: a server leads from the other one to it
        page.canonical_url = page.canonical_url.removesuffix("index.html")
    page.meta["qa_searched"] = not (page.meta.get("search") or {}).get("exclude")
    page.meta["search"] = {"exclude": True}
    page.markdown, _sites[0].drawings[page.url] = lift_drawings(markdown)
    if page.file.src_uri.endswith(".md"):
        page.render = keep_rendering(page, CACHE / "rendered", _sites[0].stamp)  # type: ignore[assignment, method-assign]
    return page.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put a page's content by until the page is written; note what the search finds in it, and a notebook's first picture."""
    from finish import first_picture, put_back_drawings
    from search import cut_page

    with _plainly():
        html = put_back_drawings(html, _sites[0].drawings.pop(page.url))
    if page.meta["qa_searched"]:
        _sites[0].searched += cut_page(page.url, str(page.meta.get("title") or page.title), html)
    if page.file.src_uri.endswith(".md"):  # what is rendered needs no source
        page.markdown = page.file.content_string = ""
    if page.file.src_uri.startswith("notebooks/") and page.file.src_uri.endswith(".py"):
        _sites[0].pictures[Path(page.file.src_uri).stem] = first_picture(html)
    _sites[0].contents[page.url] = html.encode()
    return ""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Bind the book, now that all its pages are rendered, in place of the empty file to which they link."""
    from downloads import PRINT
    from printed import bind_book
    from rendered import KeptTemplates
    from write import write_pieces

    place = files.get_file_from_path(PRINT)
    if place:
        files.remove(place)
        if True in _serving and not _bound:
            _bound[:] = bind_book(_sites[0].book, _sites[0].contents)
        with _plainly():
            write_pieces(Path(config.site_dir) / PRINT, _bound or bind_book(_sites[0].book, _sites[0].contents))
    env.bytecode_cache = KeptTemplates(CACHE / "templates")
    if True in _serving:
        _remember_pages(env, config)
    return env


def _remember_pages(env: Any, config: MkDocsConfig) -> None:
    """Let the theme's template leave alone, from one build of `mkdocs serve` to the next, the pages for which nothing has changed."""
    from rendered import Remembering, digest

    get, navigation = env.get_template, dict[str, str]()
    sources = [ROOT / "mkdocs.yml", *sorted((ROOT / "overrides").rglob("*.html"))]
    stamp = digest(path.read_text(encoding="utf-8") for path in sources)

    def key(context: Any) -> str:
        page, told = context["page"], {name: value for name, value in context.items() if name.startswith("qa_")}
        tree = navigation.setdefault("tree", str(context["nav"]))
        return digest([stamp, tree, page.url, page.content, str(page.toc), repr(page.meta), repr(told)])

    def get_template(name: str, *arguments: Any, **options: Any) -> Any:
        template = get(name, *arguments, **options)
        return Remembering(template, _shown, key) if name == "main.html" else template

    env.get_template = get_template


@event_priority(50)  # before the search plugin, which cleans the content
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Bring the page's content back, with their pictures on the index of notebooks.

    The template is told which file the page is made from, where it can be changed, and what it says of itself to whoever links to it.
    """
    from finish import place_pictures

    page.content = _sites[0].contents.pop(page.url).decode()
    if page.file.src_uri == "notebooks/index.md":
        page.content = place_pictures(page.content, _sites[0].pictures)
    source = _sites[0].sources.get(page.file.src_uri)
    repository = str(config.extra.get("repository") or "").rstrip("/")
    context["qa_share"] = _share(page, config)
    context["qa_source"] = source
    context["qa_edit_url"] = f"{repository}/{config.extra['edit_path']}/{source}" if source and repository else None
    return context


def _share(page: Page, config: MkDocsConfig) -> Share:
    """What a page says of itself; its description becomes as short as such things are."""
    from share import preview_page, share_page

    path, home = page.file.src_uri, _home(config)
    title, description = page.meta.get("title") or page.title, page.meta.get("description") or config.site_description
    share = share_page(path, page.url, unescape(str(title)), unescape(str(description)), _sites[0].book, home)
    page.meta["description"] = escape(share.description)
    if share.image:
        _sites[0].previews.update([preview_page(path, _sites[0].book, home)])
    return share


def _home(config: MkDocsConfig) -> Home:
    from share import Home

    return Home(config.site_name, "" if True in _serving else config.site_url or "")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name what the theme leaves without a name, and lead its search to the site's own."""
    page.content = ""  # it is in the output, and no other page asks for it
    return _shown_finished(output) if True in _serving else _finished(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same on the page for addresses that lead nowhere."""
    return _finished(output_content) if template_name == "404.html" else output_content


def _finished(page: str) -> str:
    from finish import keep_standard, lead_search, name_landmarks

    with _plainly():
        return keep_standard(lead_search(name_landmarks(page)))


@lru_cache(maxsize=1024)  # of use only from one build of `mkdocs serve` to the next
def _shown_finished(page: str) -> str:
    """The same, with the font that packing would bring."""
    from pack import add_font

    page = _finished(page)
    with _plainly():
        return add_font(page, "assets/site.css") if "<math" in page else page


@contextmanager
def _plainly() -> Iterator[None]:
    """A ValueError, an Unusable or a fault of the disk ends the build with one sentence, not with a traceback."""
    from model import Unusable

    try:
        yield
    except (Unusable, ValueError) as error:
        raise PluginError(str(error)) from None
    except OSError as error:
        raise PluginError(
            f"{error.filename or 'the site'}: {error.strerror or error}; make room, or open the folder, and build again"
        ) from None


# ------------------------------------------------------------------ after the pages


@event_priority(-50)  # after MkDocs' search index is written, before it is copied for pages opened from disk
def _finish(config: MkDocsConfig) -> None:
    """Write the search's index, drop what no page asks for, and pack what is left.

    What is served to its author is not packed, and keeps the font of the first build: an edit is shown sooner so, and looks the same.
    """
    from finish import remove_unused, write_search
    from search import gather_pages

    target = Path(config.site_dir)
    remove_unused(target)
    with _plainly():
        write_search(target, gather_pages(_sites[0].searched, _sites[0].book))
        _write_font(target)
    if True not in _serving:
        _pack(target, config)


def _write_font(target: Path) -> None:
    """Write the font of the letters that the formulas of all pages and scripts are drawn with."""
    from finish import write_font
    from mathml import find_formulas, font_script, read_letters
    from pack import FONT_SCRIPT
    from write import read_pieces, write_tree

    if not (True in _serving and _fonts):
        told = [
            path for path in sorted(target.rglob("*.*")) if path.suffix in {".html", ".js", ".json"} and "javascripts" not in path.parts
        ]
        write_font(target / FONT, read_letters(find_formulas(piece for path in told for piece in read_pieces(path))), CACHE / "fonts")
        _fonts[:] = [(target / FONT).read_bytes()]
    write_tree(target, {FONT.as_posix(): _fonts[0], FONT_SCRIPT: font_script(_fonts[0]).encode()})


def _pack(target: Path, config: MkDocsConfig) -> None:
    """Join, slim and rename the assets, and make the pages ask for them so; comes last, when all pages are written."""
    from finish import keep_slim
    from pack import ASSETS, pack_assets, pack_page, plan_joins
    from write import BYTES, change_pieces, read_pieces

    pages = sorted(target.rglob("*.html"))
    late = [str(getattr(script, "path", script)) for script in config.extra_javascript]
    with _plainly():
        assets = {
            path.relative_to(target).as_posix(): path.read_bytes()
            for path in sorted((target / "assets").rglob("*.*"))
            if path.suffix in ASSETS
        }
        joins = plan_joins(assets, config.extra_css, config.extra["polyfills"], late)
        pieces = (piece for path in pages for piece in read_pieces(path, BYTES))
        packing = pack_assets(assets, pieces, joins, keep_slim(CACHE / "styles"))
        for path in pages:
            change_pieces(path, lambda piece: pack_page(piece, packing))
        for name in packing.gone:
            (target / name).unlink()
        for name, data in packing.files.items():
            (target / name).write_bytes(data)


@event_priority(-1000)  # after everything that writes, renames or changes a file of the site
def _close(config: MkDocsConfig) -> None:
    """Write what speaks of the finished files: pictures of links, lists for programs, the policy, what keeps the site at hand."""
    from kept import forget_unused
    from offline import MANIFEST, WORKER, render_manifest, render_worker
    from policy import render_headers, render_policy
    from share import render_llms, render_llms_full, render_robots
    from write import read_pieces, read_tree, write_tree

    if True in _serving:
        return
    forget_unused(CACHE / "rendered", DAYS)
    target, book, home = Path(config.site_dir), _sites[0].book, _home(config)
    (target / "sitemap.xml.gz").unlink(missing_ok=True)  # it holds the day of the build; the plain one is asked for
    with _plainly():
        write_tree(target, _draw_pictures(home))
    _fill_downloads(target)
    with _plainly():
        files = read_tree(target)
        pages = [path for path in files if path.endswith(".html")]
        pieces = ((path, piece) for path in pages for piece in read_pieces(target / path))
        texts = {
            "robots.txt": render_robots(home),
            "llms.txt": render_llms(book, home, files),
            "llms-full.txt": render_llms_full(book, home),
            "_headers": render_headers(render_policy(pieces), files),
            MANIFEST: render_manifest(config.site_name, config.site_description or "", config.extra["qa_paper"]["light"], pages),
        }
        made = {path: text.encode() for path, text in texts.items()}
        template = (ROOT / "overrides" / "sw.js.j2").read_text(encoding="utf-8")
        write_tree(target, made)
        write_tree(target, {WORKER: render_worker(template, read_tree(target)).encode()})


def _fill_downloads(target: Path) -> None:
    """Say on the page of downloads how large its files have become; nothing may change them after this."""
    from downloads import fill_downloads
    from write import read_sizes

    page = target / "downloads.html"
    with _plainly():
        page.write_text(fill_downloads(page.read_text(encoding="utf-8"), read_sizes(target)), encoding="utf-8")


def _draw_pictures(home: Home) -> dict[str, bytes]:
    """The icons, and the pictures of links as far as links have any, drawn anew only where something about them changed."""
    from gallery import draw_pictures

    mark = (ROOT / "docs" / "assets" / "favicon.svg").read_text(encoding="utf-8")
    colours, _ = _read_palette()
    return draw_pictures(_sites[0].previews, home.name, mark, colours, CACHE / "previews")


on_post_build = CombinedEvent(_finish, _close)
