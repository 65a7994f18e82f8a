"""Puts pages into a folder so that either all of them are there or the folder is as it was."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from model import Unusable

MANIFEST = ".qa-pages.json"


def replace_pages(folder: Path, pages: Mapping[str, bytes]) -> None:
    """Makes the pages that this program owns in `folder` exactly `pages`; files of the user's own are not touched.

    Raises Unusable if the folder cannot be written or a user's file stands where a page belongs; nothing is changed then.
    """
    owned = read_manifest(folder)
    for path in pages:
        if (folder / path).exists() and path not in owned:
            raise Unusable(f"{folder / path}: this file was not written by 'build'; move it, or choose another folder")
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".qa-build-", dir=folder))
    except OSError as error:
        raise Unusable(f"{folder}: cannot be written ({error.strerror or error}); choose another folder") from None
    try:
        stage(staging, pages)
        install(staging, folder, pages, owned)
    except OSError as error:
        raise Unusable(f"{folder}: cannot be written ({error.strerror or error}); what was there is kept") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()


def read_sizes(site: Path) -> dict[str, int]:
    """The sizes in bytes of the files at the top of a folder, by name."""
    return {path.name: path.stat().st_size for path in site.iterdir() if path.is_file()}


def read_manifest(folder: Path) -> set[str]:
    """The pages in `folder` that an earlier run wrote."""
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except (OSError, ValueError):
        raise Unusable(f"{folder / MANIFEST}: unreadable; remove it together with the pages beside it") from None
    return {name for name in names if is_inside(name)} if isinstance(names, list) else set()


def is_inside(name: object) -> bool:
    """Whether a name from a manifest is a plain relative path that stays below its folder."""
    return isinstance(name, str) and not Path(name).is_absolute() and ".." not in Path(name).parts


def stage(staging: Path, pages: Mapping[str, bytes]) -> None:
    """Writes every page below `staging`."""
    for path, data in pages.items():
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def install(staging: Path, folder: Path, pages: Mapping[str, bytes], owned: set[str]) -> None:
    """Moves the staged pages into place, then removes owned ones that are no more.

    The list of owned pages is first widened to old and new, so that a run cut short leaves no page that nobody owns.
    """
    write_manifest(staging, folder, owned | set(pages))
    for path in pages:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(folder / path)
    for path in owned - set(pages):
        (folder / path).unlink(missing_ok=True)
        remove_empty((folder / path).parent, folder)
    write_manifest(staging, folder, set(pages))


def write_manifest(staging: Path, folder: Path, names: set[str]) -> None:
    staged = staging / MANIFEST
    staged.write_text(json.dumps(sorted(names), indent=0) + "\n", encoding="utf-8")
    staged.replace(folder / MANIFEST)


def remove_empty(folder: Path, top: Path) -> None:
    """Removes `folder` and those above it, below `top`, that are empty."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path there. Raises Unusable if there is none."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    if not files:
        raise Unusable(f"{folder}: no files in it; build the site first")
    return files


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files below `folder`, over those that are there."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def write_file(path: Path, data: bytes) -> None:
    """Writes a file whole, in place of the one that is there. Raises Unusable if it cannot be written; what was there is kept then."""
    staged = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
        staged.replace(path)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        raise Unusable(f"{path}: cannot be written ({error.strerror or error})") from None


def write_new(path: Path, text: str) -> None:
    """Writes a file that is not there yet. Raises Unusable if it is, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Unusable(f"{path}: already there; edit it, or choose another slug") from None
    except OSError as error:
        raise Unusable(f"{path}: cannot be written ({error.strerror or error})") from None
