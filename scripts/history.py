"""Asks git when the answers were last changed; without git, or with only a part of the history, nothing is known."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path


def read_dates(root: Path) -> Mapping[str, date]:
    """The day of the last commit that changed each answer, by its path below `root`.

    Empty where git or its whole history is missing; an answer that was changed since its last commit is left out.
    """
    if ask_git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    dates: dict[str, date] = {}
    day = date.min
    for line in ask_git(root, "log", "--relative", "--format=%x00%as", "--name-only", "--", "content/answers").splitlines():
        if line.startswith("\0"):
            day = date.fromisoformat(line[1:])
        elif line:
            dates.setdefault(line, day)  # the log begins with the newest
    changed = set(ask_git(root, "diff", "--relative", "--name-only", "HEAD", "--", "content/answers").splitlines())
    return {path: day for path, day in dates.items() if path not in changed}


def read_clock(root: Path) -> int | None:
    """When the last commit was made, in seconds since 1970, unless SOURCE_DATE_EPOCH says another time; None without git."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or ask_git(root, "log", "-1", "--format=%ct").strip()
    return int(seconds) if seconds.isdecimal() else None


def ask_git(root: Path, *arguments: str) -> str:
    """What git says of the folder `root`; nothing if it cannot say."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
