"""Prints time, memory and bytes of strict builds at several sizes, beside bare Material builds of the same pages, in one run.

A site of N questions is this one, its answers and lists repeated under other names as often as it takes, with the experiments left out. The
bare build is of the Markdown that `qa.py build` writes of it, with Material, its search, tags and `navigation.prune`, and nothing of ours. What the site computes (code,
figures) comes from the cache in every build; `cold` renders every page anew, `warm` is the build after it, `again` the one after a change of one answer.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", "site", "tests", "rendered", "styles")
HEADING = "## Explanation\n"
PLAIN = {
    "site_name": "Bare",
    "theme": {"name": "material", "font": False, "features": ["navigation.tabs", "navigation.indexes", "navigation.prune"]},
    "plugins": ["search", "tags"],
}


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of CPU with those of its children, mebibytes at its peak, and mebibytes written."""

    cpu: float
    memory: float
    written: float

    def __str__(self) -> str:
        return f"{self.cpu:7.1f} s CPU {self.memory:6.0f} MiB {self.written:7.1f} MiB written"


def main() -> None:
    """Builds every size and prints a line for each build, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 5000], help="numbers of questions")
    parser.add_argument("--edit", action="store_true", help="time how soon `mkdocs serve` shows a change, and nothing else")
    parser.add_argument("--keep", type=Path, help="where the generated projects are left, to be looked at")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            (time_edits if options.edit else measure)(size, (options.keep or Path(name)) / str(size))


def measure(size: int, folder: Path) -> None:
    """Generates a site of `size` questions, builds it and its bare twin, and prints what that took."""
    project, plain = folder / "project", folder / "plain"
    generate(project, size)
    run([sys.executable, "scripts/qa.py", "build", str(plain / "docs")], project, plain)
    write_bare(plain, project)
    print(f"\n{size:,} questions, {words(project):,} words of answers", flush=True)
    bare = build(plain, folder)
    print(f"  bare Material {bare}", flush=True)
    for name in ("cold", "warm", "again"):
        if name == "again":
            change(project, "Changed.")
        cost = build(project, folder)
        ratios = f"×{cost.cpu / bare.cpu:.2f} time ×{cost.memory / bare.memory:.2f} memory ×{cost.written / bare.written:.2f} bytes"
        print(f"  ours, {name:8}{cost}  {ratios}", flush=True)


def time_edits(size: int, folder: Path) -> None:
    """Serves a site of `size` questions, changes an answer five times, and prints how long the page took to show each change."""
    generate(folder / "project", size)
    page, text = change(folder / "project", "")
    seconds = []
    with serve(folder / "project") as address:
        url = f"{address}/questions/{page.parent.name}/{page.stem}.html"
        for number in range(5):
            time.sleep(1)
            start = time.perf_counter()
            page.write_text(text.replace(HEADING, f"{HEADING}\nMarked as {number}.\n", 1), encoding="utf-8")
            while f"Marked as {number}." not in read(url):
                time.sleep(0.02)
            seconds.append(time.perf_counter() - start)
    print(f"{size:,} questions: a change is shown after {', '.join(f'{second:.1f}' for second in seconds)} s")


@contextmanager
def serve(project: Path) -> Iterator[str]:
    """The address at which `mkdocs serve` serves a project, once it does."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    child = subprocess.Popen(command, cwd=project, env=ENVIRONMENT)
    try:
        while not read(f"http://127.0.0.1:{port}/index.html"):
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.terminate()
        child.wait()


def read(url: str) -> str:
    """The page at an address; nothing while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


# ------------------------------------------------------------------ what is built


def generate(project: Path, size: int) -> None:
    """A project like this one with `size` questions and without experiments; the lists are repeated with the answers."""
    shutil.copytree(PROJECT, project, ignore=LEFT_OUT)
    shutil.rmtree(project / "docs" / "notebooks")
    for page in [*(project / "content" / "answers").rglob("*.md"), *(project / "docs").glob("*.md")]:
        page.write_text(unlink(page.read_text(encoding="utf-8")), encoding="utf-8")
    (project / "mkdocs.yml").write_text(read_settings(), encoding="utf-8")
    templates = sorted((project / "content" / "answers").rglob("*.md"))
    for number in range(len(templates), size):
        round_, path = number // len(templates), templates[number % len(templates)]
        path.with_name(f"{path.stem}-{round_}.md").write_text(repeat(path.read_text(encoding="utf-8"), round_), encoding="utf-8")
    for path in templates[size:]:
        path.unlink()
    repeat_lists(project / "content", (size - 1) // len(templates))


def read_settings() -> str:
    """`mkdocs.yml` without the plug-in for notebooks."""
    settings, count = re.subn(r"  - mkdocs-jupyter:\n(?: {6}.*\n)+", "", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError("mkdocs.yml has changed; look at read_settings")
    return settings


def unlink(text: str) -> str:
    """A page without its links to experiments, which are left out."""
    return re.sub(r"\[([^\]]*)\]\((?:\.\./)*notebooks/[^)]*\)", r"\1", text)


def repeat(text: str, round_: int) -> str:
    """An answer once more: another question, other names, other texts in places, the lists of its own round."""
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    head = re.sub(r"^(question: .*?)([?.]\"?)$", rf"\1, variant {round_}\2", head, count=1, flags=re.M)
    head = re.sub(r"(top-100|short-14)/", rf"\1-{round_}/", head)
    head = re.sub(r"(: >-\n +)", rf"\1Variant {round_}. ", head)
    body = re.sub(r"(## Short answer\n\n\S+)", rf"\1·{round_}", body)
    start, end = head.index("\naliases:\n") + 10, head.index("\nlevel:")
    aliases = re.sub(r"(\"?)\n", rf" v{round_}\1\n", head[start:end] + "\n")
    return f"---\n{head[:start]}{aliases.rstrip()}{head[end:]}\n---\n{body}"


def repeat_lists(content: Path, rounds: int) -> None:
    """The lists once more for every round."""
    texts = (content / "sources.toml").read_text(encoding="utf-8").replace("complete = true", "complete = false")
    tables = re.split(r"^(?=\[)", texts, flags=re.M)
    for round_ in range(1, rounds + 1):
        for table in tables[1:]:
            id = table[1 : table.index("]")]
            texts += table.replace(f"[{id}]", f"[{id}-{round_}]").replace('short = "', f'short = "{round_} ')
            shutil.copy(content / "sources" / f"{id}.txt", content / "sources" / f"{id}-{round_}.txt")
    (content / "sources.toml").write_text(texts, encoding="utf-8")


def write_bare(plain: Path, project: Path) -> None:
    """The settings under which MkDocs and Material build the written pages, with our Markdown extensions and our navigation."""
    for path in plain.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            path.unlink()
    extensions = yaml.load((project / "mkdocs.yml").read_text(encoding="utf-8"), Settings)["markdown_extensions"]
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(PLAIN | {"markdown_extensions": extensions}), encoding="utf-8")


class Settings(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose `!ENV` mean nothing here."""


Settings.add_constructor("!ENV", lambda loader, node: "")


def change(project: Path, words: str) -> tuple[Path, str]:
    """Puts words into the first answer; returns its file, and the text that it had."""
    path = sorted((project / "content" / "answers").rglob("*.md"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(HEADING, f"{HEADING}\n{words}\n", 1), encoding="utf-8")
    return path, text


def words(project: Path) -> int:
    return sum(len(path.read_text(encoding="utf-8").split()) for path in (project / "content" / "answers").rglob("*.md"))


# ------------------------------------------------------------------ what it takes


def build(project: Path, folder: Path) -> Cost:
    """What a build of `project` takes; a strict one, if the project is ours."""
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    strict = ["--strict"] if (project / "content").exists() else []
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet", *strict, "--site-dir", str(site)], project, site)


def run(command: Sequence[str], folder: Path, written: Path) -> Cost:
    """What a command takes that writes to `written`. Raises RuntimeError, with what it said, if it fails."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}:\n{said.read().decode()[-3000:]}")
    sizes = sum(path.stat().st_size for path in written.rglob("*") if path.is_file())
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, sizes / 2**20)


if __name__ == "__main__":
    main()
