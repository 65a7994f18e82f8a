"""Turns a built site into what the Nu Html Checker finds wrong with its pages and pictures; `checker.py SITE` prints it."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VERSION = "26.9.27"
DIGEST = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"  # SHA-256 of the archive
CACHE = Path(__file__).resolve().parent.parent.parent / ".cache" / f"vnu-{VERSION}"
JAR = CACHE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


class Missing(Exception):
    """The checker cannot be had here; the text says what it lacks."""


@dataclass(frozen=True)
class Finding:
    """One message of the checker: a path below the site, a line, `error` or `warning`, and what is wrong, with the markup around it."""

    path: str
    line: int
    kind: str
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}: {self.message} ({self.extract})"


@dataclass(frozen=True)
class Allowed:
    """A message that is no fault of a page: the whole message, the pages, as regular expressions, and why."""

    message: str
    path: str
    reason: str

    def holds(self, finding: Finding) -> bool:
        return bool(re.fullmatch(self.message, finding.message) and re.fullmatch(self.path, finding.path))


ALLOWED = (
    Allowed(
        r"Attribute “(displaystyle|scriptlevel)” not allowed on element “(mfrac|mrow|mtable)” at this point\.",
        r".*\.html",
        "MathML Core, 2.1.3: both are global attributes, of every element; the checker knows MathML 3, where only mstyle has them",
    ),
    Allowed(
        r"Text run starts with a composing character\.",
        r".*\.html",
        "math-core makes the bar of \\overline of U+0332, whose glyph stretches; alone in its element it can compose with nothing",
    ),
    Allowed(
        r"Consider using the “h1” element as a top-level heading only .*",
        r"print\.html",
        "the book on paper is one document of several: its chapters are top-level headings, and the bookmarks of the PDF are made from them",
    ),
)


def fetch_checker() -> Path:
    """The checker's archive, downloaded once into `.cache`.

    Raises Missing where Java or npm is not there, or has no network, and ValueError for an archive that is another than it was.
    """
    if not shutil.which("java"):
        raise Missing("no Java found; install Debian's default-jre-headless or another (make test does)")
    if not JAR.exists():
        npm = shutil.which("npm")
        if not npm:
            raise Missing("no npm found, which fetches the Nu Html Checker; install Debian's npm or another (make test does)")
        call = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(CACHE), f"vnu-jar@{VERSION}"]
        done = subprocess.run(call, capture_output=True, text=True)
        if done.returncode or not JAR.exists():
            raise Missing(f"npm could not fetch vnu-jar {VERSION}: {done.stderr.strip() or 'it says nothing'}")
    if hashlib.sha256(JAR.read_bytes()).hexdigest() != DIGEST:
        raise ValueError(f"{JAR} is not the archive of version {VERSION} that was tried; remove it, and look at where it came from")
    return JAR


def check_files(jar: Path, site: Path) -> Iterator[Finding]:
    """Everything that the checker says of the HTML and SVG files below a folder."""
    call = ["java", "-jar", str(jar), "--format", "json", "--also-check-svg", "--skip-non-html", "--exit-zero-always", str(site)]
    done = subprocess.run(call, capture_output=True, text=True)
    if not done.stderr.startswith("{"):
        raise RuntimeError(f"the checker did not answer: {done.stderr}{done.stdout}")
    for said in json.loads(done.stderr)["messages"]:
        kind = said.get("subType", "note") if said["type"] == "info" else "error"
        path = said.get("url", "").rpartition(f"{site.resolve().name}/")[2]
        yield Finding(path, said.get("lastLine", 0), kind, said["message"], " ".join(said.get("extract", "").split()))


def is_allowed(finding: Finding) -> bool:
    """Whether a message is one of those that are no fault."""
    return any(one.holds(finding) for one in ALLOWED)


def main() -> int:
    """Prints what is wrong with a built site; returns 1 if anything is, 2 where the checker cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of the built site")
    site = parser.parse_args().site
    try:
        findings = list(check_files(fetch_checker(), site))
    except Missing as error:
        print(f"checker.py: {error}", file=sys.stderr)
        return 2
    faults = [finding for finding in findings if not is_allowed(finding)]
    print(*faults, sep="\n", end="\n" if faults else "")
    pages = sum(path.suffix in {".html", ".svg"} for path in site.rglob("*"))
    print(
        f"{pages} pages and pictures, {len(faults)} faults; {len(findings) - len(faults)} messages are no fault, see ALLOWED in {__file__}"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
