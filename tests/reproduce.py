"""Builds a commit twice, everything anew, where as much differs as can, and says which bytes of the two sites differ.

The two builds stand in other folders, on days and in time zones that are years and a day's length apart, with other hash seeds, other homes,
other languages and other permissions for new files. Whatever the commit does not hold, changes not committed included, is in neither.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Place:
    """The circumstances of a build: its folder, what the clock is put forward by, and what else the environment says."""

    folder: str
    later: str
    umask: int
    environment: dict[str, str]


PLACES = (
    Place("a", "", 0o022, {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}),
    Place("another/folder with spaces", "+1913d", 0o077, {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C"}),
)


def main() -> int:
    """Returns 0 if the two sites are the same, 1 if they differ, 2 if they cannot be built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit", nargs="?", default="HEAD", help="what is built (default: the last commit)")
    commit = parser.parse_args().commit
    if not shutil.which("faketime"):
        print("reproduce: there is no faketime, which puts the clock of one build forward; install the package faketime", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor() as pool:
        folders = [Path(name) / place.folder for place in PLACES]
        done = list(pool.map(lambda place: build(commit, Path(name), place), PLACES))
        for failed in (said for said in done if said):
            print(failed, file=sys.stderr)
            return 2
        first, second = (folder / "site" for folder in folders)
        found = list(differences(first, second))
        count = sum(path.is_file() for path in first.rglob("*"))
    print("\n".join(found) or f"{count} files, byte for byte the same in two cold builds of {commit}")
    return 1 if found else 0


def build(commit: str, top: Path, place: Place) -> str:
    """Builds a commit in its place below `top`; returns what the build said if it failed, else nothing."""
    folder, home = top / place.folder, top / f"home-of-{len(place.folder)}"
    home.mkdir()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    if place.later:
        command = ["faketime", "-m", "-f", place.later, *command]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "HOME": str(home), **place.environment}
    for step in (
        ["git", "clone", "--quiet", str(PROJECT), str(folder)],
        ["git", "-C", str(folder), "checkout", "--quiet", commit],
        command,
    ):
        cwd = folder if step is command else top
        done = subprocess.run(step, cwd=cwd, env=environment, umask=place.umask, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"{' '.join(step)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return ""


def differences(first: Path, second: Path) -> Iterator[str]:
    """A line for each file that only one of two folders has, or that has other bytes in the other, and where these begin to differ."""
    ones, others = ({path.relative_to(top) for path in top.rglob("*") if path.is_file()} for top in (first, second))
    for path in sorted(ones ^ others):
        yield f"{path}: only in {'the first' if path in ones else 'the second'}"
    for path in sorted(ones & others):
        one, other = (first / path).read_bytes(), (second / path).read_bytes()
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
            yield f"{path}: differs from byte {at}: {one[max(0, at - 30) : at + 30]!r} and {other[max(0, at - 30) : at + 30]!r}"


if __name__ == "__main__":
    sys.exit(main())
