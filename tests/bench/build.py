"""Prints how long a strict build of the site takes beside a bare MkDocs build of the same number of plain pages, in one run."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
WORDS = "The gradient of the loss with respect to the weights is a sum over the examples of the batch. " * 30
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def main() -> None:
    """Builds cold, then warm, then bare, each twice, and prints the ratios of the better times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "project"
        shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "site", "tests", ".cache"))
        cold = build(copy, folder / "cold")
        pages = len(list((folder / "cold").rglob("*.html")))
        bare = bare_project(folder / "bare", pages)
        rounds = [(build(copy, folder / "warm"), build(bare, folder / "plain")) for _ in range(3)]
    warm, plain = (min(times) for times in zip(*rounds, strict=True))
    print(f"{pages} pages; CPU seconds: bare {plain:.1f}, this site warm {warm:.1f}, cold {cold:.1f}")
    print(f"ratio to the bare build: warm {warm / plain:.2f}, cold {cold / plain:.2f}")


def bare_project(folder: Path, pages: int) -> Path:
    """A MkDocs project with Material and as many plain pages of about 500 words."""
    for number in range(pages):
        page = folder / "docs" / f"part-{number % 12}" / f"page-{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# Page {number}\n\n" + "\n\n".join(f"## Part {i}\n\n{WORDS[:600]}" for i in range(5)), encoding="utf-8")
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
