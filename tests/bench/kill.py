"""Kills `qa.py build` at random moments of its writing, fifty times, and says whether the folder held whole pages each time.

`python tests/bench/kill.py --root FOLDER` takes another book than this project's own.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
KILLED = PROJECT / "tests" / "faults" / "killed.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=PROJECT)
    parser.add_argument("--times", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        counts = kill_often(options.root.resolve(), Path(place), options.times)
    print(", ".join(f"{outcome}: {count}" for outcome, count in counts.items()))
    sys.exit(1 if counts["a mixture"] else 0)


def kill_often(root: Path, place: Path, times: int) -> Counter[str]:
    """How often the folder held the old pages, the new ones, or some of both, and how often the run was done before it was killed."""
    book, out, counts = copy_book(root, place / "book"), place / "out", Counter[str]({"a mixture": 0})
    states: dict[int, dict[str, bytes]] = {}
    span = 0.0
    for generation in (1, 2):  # what each gives, and how long the writing takes
        done = build(book, out, generation, 0)
        span = float(re.search(r"writing took ([\d.]+)", done.stderr)[1])  # type: ignore[index]
        states[generation] = files(out)
    current, chance = 2, random.Random(1)
    for _ in range(times):
        following = 3 - current
        done = build(book, out, following, chance.uniform(0.0001, span))
        found = files(out)
        kind = "the old pages" if found == states[current] else "the new pages" if found == states[following] else "a mixture"
        counts[kind] += 1
        counts["killed" if done.returncode == -signal.SIGKILL else "done before it was killed"] += 1
        current = following if kind == "the new pages" else current
    print(f"writing {len(states[1])} files takes {span * 1000:.0f} ms")
    return counts


def copy_book(root: Path, book: Path) -> Path:
    """A copy of the book in which the kills do no harm; what was computed for it is at hand."""
    for name in ("content", "docs"):
        shutil.copytree(root / name, book / name)
    if (root / ".cache").is_dir():
        shutil.copytree(root / ".cache", book / ".cache")
    return book


def build(book: Path, out: Path, generation: int, seconds: float) -> subprocess.CompletedProcess[str]:
    """A build of the book with its first category called after the generation."""
    path = book / "content" / "categories.toml"
    title = re.sub(r'^title = ".*"', f'title = "Generation {generation}"', path.read_text(encoding="utf-8"), count=1, flags=re.M)
    path.write_text(title, encoding="utf-8")
    command = [sys.executable, str(KILLED), "build", f"{seconds:.6f}", "--root", str(book), "build", str(out)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
