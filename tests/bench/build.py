"""Prints how long a strict build of the site takes beside bare MkDocs builds of as many plain pages, in one run.

The plain pages are of two kinds: with the same words as the site's own, and of 500 words each.
"""

import html
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def main() -> None:
    """Builds cold, then warm and both bare sites in turn, three times, and prints the ratios of the best times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "project"
        shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "site", "tests", ".cache"))
        cold = build(copy, folder / "cold")
        texts = read_pages(folder / "cold")
        same = write_bare(folder / "same-words", texts)
        short = write_bare(folder / "500-words", [" ".join(text.split()[:500]) for text in texts])
        rounds = [[build(project, folder / f"out-{project.name}") for project in (copy, same, short)] for _ in range(3)]
    warm, *bare = (min(times) for times in zip(*rounds, strict=True))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} pages, {words:,} words; CPU seconds: this site warm {warm:.1f}, cold {cold:.1f}")
    for kind, seconds in zip(("the same words", "500 words each"), bare, strict=True):
        print(f"bare pages with {kind}: {seconds:.1f} s; ratio warm {warm / seconds:.2f}, cold {cold / seconds:.2f}")


def read_pages(site: Path) -> list[str]:
    """The visible text of every page of a built site, without its markup, formulas and drawings."""
    texts = []
    for path in sorted(site.rglob("*.html")):
        article = re.search(r"<article.*?</article>", path.read_text(encoding="utf-8"), re.S)
        visible = re.sub(r"<(svg|math)\b.*?</\1>|<[^>]+>", " ", article[0] if article else "", flags=re.S)
        texts.append(html.unescape(visible))
    return texts


def write_bare(folder: Path, texts: list[str]) -> Path:
    """A MkDocs project with Material, nothing else, and a plain page for every text, in paragraphs below five headings."""
    for number, text in enumerate(texts):
        page = folder / "docs" / f"part-{number % 12}" / f"page-{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        words = re.sub(r"[^\w\s.,;?]", "", text).split()
        share = max(1, len(words) // 5 + 1)
        parts = [" ".join(words[i : i + share]) for i in range(0, len(words), share)]
        page.write_text(f"# Page {number}\n\n" + "\n\n".join(f"## Part {i}\n\n{part}" for i, part in enumerate(parts)), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Bare\ntheme:\n  name: material\n", encoding="utf-8")
    return folder


def build(project: Path, site: Path) -> float:
    """CPU seconds of one strict build, its child processes included."""
    before, start = children(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=project, check=True, env=ENVIRONMENT,
    )  # fmt: skip
    seconds = children() - before
    print(f"  {project.name} → {site.name}: {seconds:.1f} s CPU, {time.perf_counter() - start:.1f} s on the clock", flush=True)
    return seconds


def children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
