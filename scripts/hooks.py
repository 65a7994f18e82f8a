"""Leads the pages made from `content/` into MkDocs, and finishes what MkDocs makes of them; only this file knows MkDocs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from compute import Evidence
    from model import Book

SCRIPTS = Path(__file__).resolve().parent
ROOT = SCRIPTS.parent
CACHE = ROOT / ".cache"
FONT = Path("assets", "fonts", "math.woff2")
log = logging.getLogger("mkdocs.hooks")


@dataclass
class Site:
    """What one build knows beyond what MkDocs hands on."""

    book: Book
    evidence: Evidence
    sources: dict[str, str] = field(default_factory=dict)  # page → the file it is made from
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)  # address → what a question's page says of itself
    pictures: dict[str, str] = field(default_factory=dict)  # the first picture of each notebook
    stamp: str = ""  # changes with all that decides how a page's Markdown is rendered, but for its text


_sites: list[Site] = []  # the build at hand, alone: MkDocs calls functions and carries nothing from one to the next
_stamps: dict[Path, int] = {}  # when this project's modules were last changed, as far as they are imported


# ------------------------------------------------------------------ before the pages


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the content; every Problem is a warning, which `--strict` makes fatal."""
    _forget_changed_modules()
    from check import check_book
    from mathml import MathExtension
    from pages import render_navigation

    site = _read_site()
    _sites[:] = [site]
    for problem in check_book(site.book, site.evidence):
        log.warning("%s", problem)
    config.markdown_extensions.append(MathExtension(report=log.warning))
    config.nav = render_navigation(site.book)
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
    _stamps.clear()
    _stamps.update(stamps)


def _read_site() -> Site:
    from book import read_book
    from compute import gather_evidence

    with _plainly():
        book = read_book(ROOT)
    return Site(book, gather_evidence(book, CACHE, log.info))


def _set_up_notebooks(config: MkDocsConfig) -> None:
    from notebooks import cache_folder, set_up_notebooks

    templates = ROOT / "overrides" / "notebooks"
    set_up_notebooks(templates, _markdown_maker(config))
    plugin = config.plugins.get("mkdocs-jupyter")
    if plugin is None:
        raise PluginError("mkdocs.yml names no plugin mkdocs-jupyter; restore it, the notebooks are pages of the site")
    shaping = [*templates.rglob("*.j2"), *(ROOT / "content" / "claims").glob("*.py")]
    shaping += [SCRIPTS / f"{name}.py" for name in ("compute", "draw", "mathml", "notebooks")]
    shaping += [path for path in (ROOT / "requirements.txt", ROOT / "mkdocs.yml") if path.exists()]
    plugin.config["cache_dir"] = str(cache_folder(ROOT, {str(path): path.read_bytes() for path in shaping}))


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
    tools = [ROOT / "mkdocs.yml", ROOT / "requirements.txt", SCRIPTS / "mathml.py"]
    addresses = sorted(f"{file.src_uri} {file.url}" for file in files)
    site.stamp = digest([sys.version, *(path.read_text(encoding="utf-8") for path in tools if path.exists()), *addresses])
    for path, data in render_downloads(site.book, read_scripts()).items():
        files.append(File.generated(config, path, content=data))
    return files


# ------------------------------------------------------------------ page by page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Note what a question's page says of itself, and spare rendering what was rendered before.

    Title and description are plain text, which the theme would print as HTML.
    """
    from rendered import keep_rendering

    if page.meta.get("aliases"):
        _sites[0].questions[page.url] = dict(page.meta)
    for key, quote in (("title", False), ("description", True)):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = escape(page.meta[key], quote=quote)
    if page.file.src_uri.endswith(".md"):
        page.render = keep_rendering(page, CACHE / "rendered", _sites[0].stamp)  # type: ignore[assignment, method-assign]
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Note a notebook's first picture."""
    from finish import first_picture

    if page.file.src_uri.startswith("notebooks/") and page.file.src_uri.endswith(".py"):
        _sites[0].pictures[Path(page.file.src_uri).stem] = first_picture(html)
    return html


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Tell the template which file the page is made from, and where it can be changed; show the notebooks' pictures on their index."""
    from finish import place_pictures

    if page.file.src_uri == "notebooks/index.md":
        page.content = place_pictures(page.content or "", _sites[0].pictures)
    source = _sites[0].sources.get(page.file.src_uri)
    repository = str(config.extra.get("repository") or "").rstrip("/")
    context["qa_source"] = source
    context["qa_edit_url"] = f"{repository}/{config.extra['edit_path']}/{source}" if source and repository else None
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name what the theme leaves without a name."""
    return _named(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same on the page for addresses that lead nowhere."""
    return _named(output_content) if template_name == "404.html" else output_content


def _named(page: str) -> str:
    from finish import name_landmarks

    with _plainly():
        return name_landmarks(page)


@contextmanager
def _plainly() -> Iterator[None]:
    """A ValueError or an Unusable ends the build with its one sentence, not with a traceback."""
    from model import Unusable

    try:
        yield
    except (Unusable, ValueError) as error:
        raise PluginError(str(error)) from None


# ------------------------------------------------------------------ after the pages


@event_priority(-50)  # after the search index is written, before it is copied for pages opened from disk
def on_post_build(config: MkDocsConfig) -> None:
    """Drop what no page asks for, let questions be found by their other names, and pack what is left."""
    from finish import remove_unused, shape_index

    target = Path(config.site_dir)
    remove_unused(target)
    index = target / "search" / "search_index.json"
    with _plainly():
        index.write_text(shape_index(index.read_text(encoding="utf-8"), _sites[0].questions), encoding="utf-8")
    _pack(target, config)


def _pack(target: Path, config: MkDocsConfig) -> None:
    """Write the font, join, slim and rename the assets, and make the pages ask for them so; comes last, when all pages are written."""
    from finish import find_formulas, write_font
    from mathml import font_script, read_letters
    from pack import ASSETS, FONT_SCRIPT, pack_assets, pack_page, plan_joins

    pages = sorted(target.rglob("*.html"))
    data = [path for path in sorted(target.rglob("*.js*")) if "javascripts" not in path.parts]
    late = [str(getattr(script, "path", script)) for script in config.extra_javascript]
    with _plainly():
        formulas = find_formulas(_texts(pages), _texts(data))
        write_font(target / FONT, read_letters(formulas), CACHE / "fonts")
        (target / FONT_SCRIPT).write_text(font_script((target / FONT).read_bytes()), encoding="utf-8")
        assets = {
            path.relative_to(target).as_posix(): path.read_bytes()
            for path in sorted((target / "assets").rglob("*.*"))
            if path.suffix in ASSETS
        }
        joins = plan_joins(assets, config.extra_css, config.extra["polyfills"], late)
        packing = pack_assets(assets, lambda: _texts(pages), joins)
        for path in pages:
            path.write_text(pack_page(path.read_text(encoding="utf-8"), packing), encoding="utf-8")
    for name in packing.gone:
        (target / name).unlink()
    for name, content in packing.files.items():
        (target / name).write_bytes(content)


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in paths)
