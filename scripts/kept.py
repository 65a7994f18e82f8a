"""Keeps what took long to make in files, of which one that is damaged, or cannot be read or written, costs time and nothing else."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

log = logging.getLogger("kept")
DIGEST = 32  # bytes of SHA-256 before what is kept


def read_kept(path: Path) -> bytes | None:
    """What was kept at `path`; None if nothing was, or not the whole of it as it was written."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data[DIGEST:] if hashlib.sha256(data[DIGEST:]).digest() == data[:DIGEST] else None


def keep(path: Path, data: bytes) -> None:
    """Keeps `data` at `path`, whole or not at all; where that is impossible a warning says so, once for each folder."""
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(hashlib.sha256(data).digest() + data)
        staged.replace(path)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        warn(path.parent, error.strerror or str(error))


def keep_last(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is kept at `path`, or else what `make` gives, which is kept there in place of all that the folder holds."""
    data = read_kept(path)
    if data is None:
        data = make()
        shutil.rmtree(path.parent, ignore_errors=True)
        keep(path, data)
    return data


def mark_used(path: Path) -> None:
    """Notes that what is kept at `path` is still of use."""
    with suppress(OSError):
        path.touch()


def forget_unused(folder: Path, days: float) -> None:
    """Removes what is kept in `folder` and was neither made nor used for so many days."""
    end = time.time() - days * 86_400
    for path in folder.glob("*"):
        with suppress(OSError):
            if path.stat().st_mtime < end:
                path.unlink()


@cache
def warn(folder: Path, reason: str) -> None:
    log.warning("%s: nothing can be kept there (%s), so that the next build takes as long; make the folder writable", folder, reason)
