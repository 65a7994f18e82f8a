"""Turns the files of a finished site into the compressed ones that a server hands out in their place."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from platform import python_version

import brotli

from kept import keep, read_kept

KINDS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest", ".ipynb")  # others are compressed as they are
LEAST = 256  # bytes below which a file travels as fast as it is
WORTH = 0.9  # a compressed file larger than this share of its original is not made


def to_brotli(data: bytes) -> bytes:
    compressed: bytes = brotli.compress(data, quality=11)
    return compressed


def to_gzip(data: bytes) -> bytes:
    """Without time and name, so that the same bytes always give the same bytes."""
    return gzip.compress(data, 9, mtime=0)


ENCODINGS: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {  # ending → how it is made, and with what
    ".br": (to_brotli, brotli.__version__),
    ".gz": (to_gzip, python_version()),
}


def is_compressed(path: str) -> bool:
    """Whether this is the compressed form of another file of the site."""
    return any(path.endswith(tuple(kind + ending for kind in KINDS)) for ending in ENCODINGS)


def compress_files(files: Mapping[str, bytes], cache: Path) -> dict[str, bytes]:
    """What stands beside `files`: `<path>.br` and `<path>.gz` of each that becomes markedly smaller so.

    `cache` keeps what was made, and forgets what these files have no use for.
    """
    jobs = [(path, ending) for path in sorted(files) if path.endswith(KINDS) and len(files[path]) >= LEAST for ending in ENCODINGS]
    places = [cache / _key(files[path], ending) for path, ending in jobs]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both compressors let other threads run
        made = list(pool.map(lambda job, place: _compress(files[job[0]], job[1], place), jobs, places))
    forget_others(cache, {place.name for place in places})
    found = ((path, ending, data) for (path, ending), data in zip(jobs, made, strict=True))
    return {path + ending: data for path, ending, data in found if len(data) <= WORTH * len(files[path])}


def _key(data: bytes, ending: str) -> str:
    return hashlib.sha256(f"{ENCODINGS[ending][1]} ".encode() + data).hexdigest()[:32] + ending


def _compress(data: bytes, ending: str, place: Path) -> bytes:
    made = read_kept(place)
    if made is None:
        made = ENCODINGS[ending][0](data)
        keep(place, made)
    return made


def forget_others(cache: Path, used: Iterable[str]) -> None:
    """Empties `cache` of all but what was just used."""
    kept = set(used)
    for path in cache.glob("*"):
        if path.name not in kept:
            path.unlink(missing_ok=True)
