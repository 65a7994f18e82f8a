"""Builds the pages with other builders than MkDocs, prints what is missing there, and records the counts in `content/other.json`.

`python tests/bench/other.py SITE` takes the built site to compare with. The builders get their own environments in `.cache`; the first run
downloads them, and takes some minutes for the notebooks.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent / "browser"), str(HERE.parent / "built"), str(PROJECT / "scripts")]
from chromium import FLAGS, find_chromium  # noqa: E402
from linked import find_broken, read_built  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from pages import NAVIGATION  # noqa: E402
from write import read_tree, write_file  # noqa: E402

CACHE = PROJECT / ".cache"
RECORD = PROJECT / "content" / "other.json"
QUERIES = "blind"  # the kind of queries in queries.toml that most readers would type
NO_PAGE = re.compile(r"404\.html|print\.html|sheets/.*")
HITS = """() => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
  const links = roots.flatMap((root) => [...root.querySelectorAll("a[href]")]).map((link) => new URL(link.href));
  return [...new Set(links.filter((url) => url.searchParams.has("h")).map((url) => url.pathname.slice(1)))];
}"""


@dataclass(frozen=True)
class Builder:
    """Another builder: its requirement beside the pinned ones that are named (all if none are), its command, and the plugins that it cannot take."""

    name: str
    requirement: str
    beside: tuple[str, ...]
    command: tuple[str, ...]
    without: tuple[str, ...] = ()


BUILDERS = (
    Builder("ProperDocs", "properdocs==1.6.7", (), ("properdocs", "build", "--config-file")),
    Builder(
        "Zensical",
        "zensical==0.0.73",
        ("brotli", "fonttools", "math-core", "ziamath"),
        ("zensical", "build", "--config-file"),
        ("mkdocs-jupyter",),
    ),
)


def main() -> int:
    """Builds with each builder, counts, prints and records; returns 1 if a builder fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of the built site")
    parser.add_argument("--take", action="append", default=[], metavar="REQUIREMENT", help="another version, such as zensical==0.1.3")
    options = parser.parse_args()
    others = {requirement.partition("==")[0]: requirement for requirement in options.take}
    folder = CACHE / "other"
    call([sys.executable, PROJECT / "scripts" / "qa.py", "build", folder / "docs"], PROJECT)
    names, counts = [f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}, hooks"], [count_site(options.site, options.site)]
    for builder in BUILDERS:
        requirement = others.get(builder.requirement.partition("==")[0], builder.requirement)
        environment = make_environment(requirement, builder.beside)
        target = build(builder, environment, folder)
        names.append(" ".join([builder.name, *installed(environment, requirement.partition("==")[0], "mkdocs-material")]))
        counts.append(count_site(target, options.site))
        print_missing(names[-1], target, options.site)
    record = {"day": str(datetime.date.today()), "builders": names, "counts": {key: [count[key] for count in counts] for key in counts[0]}}
    print_table(record)
    write_file(RECORD, (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode())
    return 0


# ------------------------------------------------------------------ building


def call(arguments: Sequence[str | Path], folder: Path, **environment: str) -> str:
    """What a program prints. Ends this one with the program's last words if it fails."""
    done = subprocess.run(
        [str(argument) for argument in arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **environment}
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def make_environment(requirement: str, beside: Sequence[str]) -> Path:
    """The folder of programs of an environment with a builder and pinned packages of the site's; made once for the same pins."""
    lines = (PROJECT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", "").splitlines()  # each pin with its hashes
    pins = [line for line in lines if not beside or re.split(r"[=\[ ]", line)[0] in beside]
    folder = CACHE / f"other-{hashlib.sha256(' '.join([*pins, requirement]).encode()).hexdigest()[:12]}"
    if not (folder / "finished").exists():
        call([sys.executable, "-m", "venv", "--clear", folder], PROJECT)
        (folder / "pins.txt").write_text("\n".join(pins) + "\n", encoding="utf-8")
        (folder / "versions.txt").write_text("\n".join(line.partition(" --hash")[0] for line in pins) + "\n", encoding="utf-8")
        install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
        if not beside:
            call([*install, "-r", folder / "pins.txt"], PROJECT)
        call(
            [*install, "-c", folder / "versions.txt", *beside, requirement], PROJECT
        )  # any version may be asked for: its hash is not known
        (folder / "finished").touch()
    return folder / "bin"


def installed(environment: Path, *names: str) -> list[str]:
    """The versions of packages in an environment: the first bare, others with their names; those that are not there are left out."""
    listed = json.loads(call([environment / "python", "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"], PROJECT))
    found = {package["name"].lower(): package["version"] for package in listed}
    return [found[names[0]], *(f"with {name} {found[name]}" for name in names[1:] if name in found)]


def build(builder: Builder, environment: Path, folder: Path) -> Path:
    """The site that a builder makes of the written pages; formulas come from this project's extension, which is found by its path."""
    target = folder / builder.name.lower()
    configuration = derive(read_configuration(), folder / "docs", target, builder.without)
    file = folder / f"{builder.name.lower()}.yml"
    file.write_text(yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False), encoding="utf-8")
    call(
        [environment / builder.command[0], *builder.command[1:], file], folder, PYTHONPATH=str(PROJECT / "scripts"), NO_MKDOCS_2_WARNING="1"
    )
    return target


class Loader(yaml.SafeLoader):
    """Reads `!ENV [NAME, default]` as the default."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def read_configuration() -> dict[str, Any]:
    return yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)


def derive(configuration: dict[str, Any], docs: Path, site: Path, without: Sequence[str]) -> dict[str, Any]:
    """The site's configuration without what rests on hooks: templates, the mark, the search's worker; with the written navigation."""
    theme = {key: value for key, value in configuration["theme"].items() if key not in {"custom_dir", "icon"}}
    plugins = [
        plugin for plugin in configuration["plugins"] if not {"offline", *without} & set([plugin] if isinstance(plugin, str) else plugin)
    ]
    kept = {key: value for key, value in configuration.items() if key not in {"hooks", "watch", "extra"}}
    return kept | {
        "theme": theme,
        "plugins": plugins,
        "markdown_extensions": [*configuration["markdown_extensions"], "mathml:MathExtension"],
        "nav": yaml.safe_load((docs / NAVIGATION).read_text(encoding="utf-8"))["nav"],
        "docs_dir": docs.name,
        "site_dir": site.name,
        "use_directory_urls": False,
    }


# ------------------------------------------------------------------ counting


def read_pages(site: Path) -> dict[str, str]:
    """The pages of a site but those made for paper or for lost readers."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: path.read_text(encoding="utf-8") for name, path in files.items() if not NO_PAGE.fullmatch(name)}


def count_site(site: Path, model: Path) -> dict[str, int]:
    """What there is in `site` of all that is in `model`."""
    pages, wanted = read_pages(site), read_pages(model)
    both = {name: (pages[name], wanted[name]) for name in wanted if name in pages}
    broken = [fault for fault in find_broken(read_built(read_tree(site))) if is_link(fault, wanted)]
    return {
        "Pages": len(both),
        "Notebooks, run": sum(name.startswith("notebooks/") and name != "notebooks/index.html" for name in both),
        "Titles": sum(title(page) == title(other) for page, other in both.values()),
        "Headings with their anchors": sum(len(headings(page) & headings(other)) for page, other in both.values()),
        "Formulas": sum(page.count("<math") for page, _ in both.values()),
        "Formulas left as TeX": sum(len(raw_formulas(page)) for page, _ in both.values()),
        "Pictures": sum(len(re.findall(r'<svg\b[^>]*\brole="img"', page)) for page, _ in both.values()),
        "Links that lead nowhere": len(broken),
        **count_hits(site),
    }


def is_link(fault: str, wanted: Mapping[str, str]) -> bool:
    """Whether a fault is a reader's: of a link in a page that the site has, too."""
    return fault.partition(":")[0] in wanted and ": a href " in fault


def title(page: str) -> str:
    """The first heading of a page as plain text, without the sign that links to it."""
    found = re.search(r"<h1\b[^>]*>(.*?)</h1>", page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r'<a class="(?:headerlink|anchor-link)".*?</a>|<[^>]*>', "", found[1])).split()) if found else ""


def raw_formulas(page: str) -> list[str]:
    """What a reader sees of TeX: formulas that nothing made one of, outside of code."""
    text = re.sub(r"<(script|style|pre|code|math|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.findall(r'class="arithmatex"|\$\$[^$<>]+\$\$|(?<!\$)\$(?!\s)[^$<>]+?(?<!\s)\$(?!\$)', text)


def headings(page: str) -> set[str]:
    return set(re.findall(r'<h[1-6]\b[^>]*\bid="([^"]+)"', page))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Requests are of no interest here."""


def count_hits(site: Path) -> dict[str, int]:
    """How many of the queries that readers type are answered first, and among the first three, by a site's own search."""
    queries = tomllib.loads((HERE / "queries.toml").read_text(encoding="utf-8"))[QUERIES]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/index.html", wait_until="networkidle")
        page.keyboard.press("/")
        ranks = [rank(ask(page, query), answers) for query, answers in queries.items()]
        browser.close()
    server.shutdown()
    return {
        "Queries": len(ranks),
        "Queries answered first": ranks.count(1),
        "Queries answered among three": sum(0 < place <= 3 for place in ranks),
    }


def ask(page: Page, query: str) -> list[str]:
    """The pages that the search finds, best first; waits until what it shows stays as it is."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    wait_for(page, lambda hits, last: not hits)
    page.keyboard.type(query)
    return wait_for(page, lambda hits, last: bool(hits) and hits == last)


def wait_for(page: Page, holds: Callable[[list[str], list[str]], bool]) -> list[str]:
    hits: list[str] = []
    for _ in range(20):
        last, hits = hits, page.evaluate(HITS)
        if holds(hits, last):
            break
        page.wait_for_timeout(300)
    return hits


def rank(hits: Sequence[str], answers: Sequence[str]) -> int:
    """The place of the first right page, counted from 1; 0 if there is none."""
    right = {f"questions/{answer}.html" for answer in answers}
    return next((place for place, hit in enumerate(hits, start=1) if hit in right), 0)


# ------------------------------------------------------------------ saying it


def print_missing(name: str, site: Path, model: Path) -> None:
    """The pages, titles and links that are not as in the model: some of each."""
    pages, wanted = read_pages(site), read_pages(model)
    both = [page for page in wanted if page in pages]
    report(f"{name}: pages missing", (page for page in wanted if page not in pages))
    report(f"{name}: other titles", (f"{page}: {title(pages[page])}" for page in both if title(pages[page]) != title(wanted[page])))
    report(f"{name}: headings missing", (f"{page}#{id}" for page in both for id in sorted(headings(wanted[page]) - headings(pages[page]))))
    fewer = ((page, pages[page].count("<math"), wanted[page].count("<math")) for page in both)
    report(f"{name}: formulas", (f"{page}: {found} of {all}" for page, found, all in fewer if found != all))
    report(f"{name}: links that lead nowhere", (fault for fault in find_broken(read_built(read_tree(site))) if is_link(fault, wanted)))


def report(subject: str, items: Iterator[str], most: int = 12) -> None:
    found = list(items)
    if found:
        more = [f"… and {len(found) - most} more"] if len(found) > most else []
        print(f"{subject} ({len(found)}):", *found[:most], *more, sep="\n  ")


def print_table(record: dict[str, Any]) -> None:
    width = max(map(len, record["counts"]))
    print(f"\n{'':{width}}  " + "  |  ".join(record["builders"]))
    for key, values in record["counts"].items():
        print(f"{key:{width}}  " + "  |  ".join(f"{value:>{len(name)},}" for value, name in zip(values, record["builders"], strict=True)))


if __name__ == "__main__":
    sys.exit(main())
