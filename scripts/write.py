"""Puts pages into a folder so that whoever looks into it, at whatever moment, finds all the old ones or all the new ones."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from downloads import PRINT
from model import Unusable

try:
    import fcntl
except ImportError:  # Windows, where two builds at once are the user's to avoid
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".qa-pages.json"
WIDER_MANIFEST = ".qa-pages-wider.json"
STAGING = ".qa-build-"
PATIENCE = 30  # seconds for which a second build waits for the first
Pages = Mapping[str, bytes]


def replace_pages(folder: Path, pages: Pages) -> None:
    """Makes the pages that this program owns in `folder` exactly `pages`; files of the user's own are not touched.

    All pages change in one step where the system can let two folders change places; elsewhere one by one, and the next run completes one
    that was cut short. Raises Unusable if the folder cannot be written, a user's file stands where a page belongs, or another build
    holds the folder; nothing is changed then.
    """
    made = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder):
            remove_staging(folder)
            owned = read_manifest(folder)
            refuse_conflicts(folder, pages, owned)
            if not is_there(folder, pages, owned):
                install(folder, pages, owned)
    except OSError as error:
        raise Unusable(f"{folder}: cannot be written ({error.strerror or error}); what was there is kept") from None
    finally:
        if made:
            remove_if_empty(folder)


def install(folder: Path, pages: Pages, owned: set[str]) -> None:
    """Puts the pages in place: in one step if that can be done, else one by one."""
    try:
        exchange_pages(folder.resolve(), pages, owned)
    except OSError:  # the folder is mounted, its parent is closed to us, a file cannot be linked, the system knows no such step …
        move_pages(folder, pages, owned)


# ---- before anything is changed --------------------------------------------------------------------------------------


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keeps other builds out of `folder`. Raises Unusable if one is at work there for longer than PATIENCE."""
    if fcntl is None:
        yield
        return
    handle, end = None, time.monotonic() + PATIENCE
    while (handle := try_to_hold(folder)) is None:
        if time.monotonic() > end:
            raise Unusable(f"{folder}: another build is writing there; wait until it is done, or choose another folder")
        time.sleep(0.05)
    try:
        yield
    finally:
        os.close(handle)


def try_to_hold(folder: Path) -> int | None:
    """A handle of the folder that is locked for as long as it is open; None if another process has it, or has put a new one in its place."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), folder.stat()):
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:  # a file system without locks
        return handle
    os.close(handle)
    return None


def read_manifest(folder: Path) -> set[str]:
    """The pages in `folder` that an earlier run wrote."""
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except (OSError, ValueError, RecursionError):
        raise Unusable(f"{folder / MANIFEST}: unreadable; remove it together with the pages beside it") from None
    return {name for name in names if is_inside(name)} if isinstance(names, list) else set()


def is_inside(name: object) -> bool:
    """Whether a name from a manifest is a plain relative path that stays below its folder."""
    return isinstance(name, str) and "\0" not in name and not Path(name).is_absolute() and ".." not in Path(name).parts


def refuse_conflicts(folder: Path, pages: Pages, owned: set[str]) -> None:
    """Raises Unusable if something of the user's stands where a page, or the folder of one, belongs, or a page belongs elsewhere."""
    for path in pages:
        place = folder / path
        if not is_inside(path):
            raise Unusable(f"{path}: this page would stand outside {folder}; look for the id that leads there")
        if os.path.lexists(place) and (path not in owned or place.is_dir()):
            raise Unusable(f"{place}: this file was not written by 'build'; move it, or choose another folder")
        for above in Path(path).parents:
            if os.path.lexists(folder / above) and not (folder / above).is_dir() and above.as_posix() not in owned:
                raise Unusable(f"{folder / above}: a folder of pages belongs here; move this file, or choose another folder")


def is_there(folder: Path, pages: Pages, owned: set[str]) -> bool:
    """Whether the folder holds exactly these pages already."""
    return owned == set(pages) and all((folder / path).is_file() and (folder / path).read_bytes() == data for path, data in pages.items())


# ---- in one step -----------------------------------------------------------------------------------------------------


def exchange_pages(folder: Path, pages: Pages, owned: set[str]) -> None:
    """Builds a folder beside `folder` with the pages and links to the user's files, and lets the two change places.

    Raises OSError, having changed nothing, where that cannot be done.
    """
    if not os.access(folder, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    if Path.cwd().resolve().is_relative_to(folder):
        raise OSError(errno.EBUSY, "somebody stands in this folder and would be left in the old one")
    beside = staging_of(folder)
    try:
        beside.mkdir()
        stage(beside, pages)
        linked = link_others(folder, beside, owned)
        copy_access(folder, beside)
        exchange(beside, folder)
        follow_user(beside, folder, owned, linked)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def staging_of(folder: Path) -> Path:
    """Where the next state of a folder is prepared."""
    return folder.with_name(f".{folder.name}{STAGING}next")


def stage(staging: Path, pages: Pages) -> None:
    """Writes every page below `staging`, and the list of them."""
    for path, data in {**pages, MANIFEST: manifest(pages)}.items():
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def manifest(names: Mapping[str, bytes] | set[str]) -> bytes:
    return (json.dumps(sorted(names), indent=0) + "\n").encode()


def link_others(folder: Path, beside: Path, owned: set[str]) -> set[str]:
    """Links the user's files into `beside` and makes the empty folders anew; returns the paths of the files."""
    files, empty = find_others(folder, owned)
    for path in sorted(empty | {parent for file in files for parent in parents_of(file)}):
        (beside / path).mkdir(exist_ok=True)
    for path in files:
        os.link(folder / path, beside / path, follow_symlinks=False)
    return files


def find_others(folder: Path, owned: set[str]) -> tuple[set[str], set[str]]:
    """The user's files, and the folders in which there is nothing, by their paths below `folder`."""
    files, empty = set(), set()
    for place, folders, names in os.walk(folder, onerror=refuse):
        inside = Path(place).relative_to(folder)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        files |= {(inside / name).as_posix() for name in [*names, *links]} - owned - {MANIFEST}
        if not folders and not names and inside != Path():
            empty |= {inside.as_posix(), *parents_of(inside.as_posix())}
    return files, empty


def refuse(error: OSError) -> None:
    """Lets no folder that cannot be read pass for an empty one."""
    raise error


def parents_of(path: str) -> list[str]:
    """The folders above a relative path, outermost first."""
    return [parent.as_posix() for parent in list(Path(path).parents)[-2::-1]]


def copy_access(folder: Path, beside: Path) -> None:
    """Gives the folders in `beside` the modes and, where they differ, the owners of those that they stand for."""
    for place, _, _ in os.walk(beside):
        former = folder / Path(place).relative_to(beside)
        if former.is_dir():
            shutil.copymode(former, place)
            old, new = former.stat(), Path(place).stat()
            if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
                os.chown(place, old.st_uid, old.st_gid)


def exchange(one: Path, two: Path) -> None:
    """Lets two paths change places in one step. Raises OSError where the system or the file system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if renameat2 is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    here, as_exchange = -100, 2
    if renameat2(here, os.fsencode(one), here, os.fsencode(two), as_exchange):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def follow_user(old: Path, folder: Path, owned: set[str], linked: set[str]) -> None:
    """Does to `folder` what the user did to the files in its former state while the new one was prepared."""
    files, _ = find_others(old, owned)
    for path in linked - files:
        (folder / path).unlink(missing_ok=True)
    for path in files:
        if path not in linked or not os.path.samestat((old / path).lstat(), (folder / path).lstat()):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (old / path).replace(folder / path)


# ---- one by one ------------------------------------------------------------------------------------------------------


def move_pages(folder: Path, pages: Pages, owned: set[str]) -> None:
    """Moves the pages into place one by one, then removes owned ones that are no more.

    The list of owned pages is first widened to old and new, so that a run cut short leaves no page that nobody owns.
    """
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
    try:
        stage(staging, {**pages, WIDER_MANIFEST: manifest(owned | set(pages))})
        for path in pages:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / WIDER_MANIFEST).replace(folder / MANIFEST)
        for path in pages:
            (staging / path).replace(folder / path)
        for path in owned - set(pages):
            (folder / path).unlink(missing_ok=True)
            remove_empty((folder / path).parent, folder)
        (staging / MANIFEST).replace(folder / MANIFEST)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def remove_staging(folder: Path) -> None:
    """Removes what runs left behind that were cut short."""
    for left in [staging_of(folder.resolve()), *folder.glob(f"{STAGING}*")]:
        shutil.rmtree(left, ignore_errors=True)


def remove_empty(folder: Path, top: Path) -> None:
    """Removes `folder` and those above it, below `top`, that are empty."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


# ---- whole folders and single files ----------------------------------------------------------------------------------


def put_in_place(new: Path, folder: Path) -> None:
    """Lets the finished folder `new` take the place of `folder`, in one step where the system can; what was there is removed.

    Raises Unusable if `new` is no folder or cannot be moved; `folder` is as it was then.
    """
    if not new.is_dir() or (os.path.lexists(folder) and not folder.is_dir()):
        raise Unusable(f"{folder if new.is_dir() else new}: no folder; name the finished folder and the one whose place it takes")
    try:
        if not folder.exists():
            new.rename(folder)
            return
        try:
            exchange(new, folder)
        except OSError:
            old = folder.with_name(f".{folder.name}{STAGING}old")
            folder.rename(old)
            new.rename(folder)
            new = old
    except OSError as error:
        raise Unusable(f"{folder}: cannot be replaced ({error.strerror or error})") from None
    shutil.rmtree(new, ignore_errors=True)


def read_sizes(site: Path) -> dict[str, int]:
    """The sizes in bytes of the files at the top of a folder, by name."""
    return {path.name: path.stat().st_size for path in site.iterdir() if path.is_file()}


class Tree(Mapping[str, bytes]):
    """The files below a folder by their paths there, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = dict.fromkeys(path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())

    def __getitem__(self, path: str) -> bytes:
        if path not in self.paths:
            raise KeyError(path)
        return (self.folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def read_tree(folder: Path) -> Tree:
    """Every file below `folder` by its path there. Raises Unusable if there is none."""
    files = Tree(folder)
    if not files:
        raise Unusable(f"{folder}: no files in it; build the site first")
    return files


PIECE = '<article class="qa-print-page">'  # what begins a question in the book on one page
BYTES = "latin-1"  # an encoding in which every byte is a character
LINES = 1000  # of JSON that make a piece


def read_pieces(path: Path, encoding: str = "utf-8") -> Iterator[str]:
    """A text in pieces that fit into memory: JSON by lines, the book on one page by its questions, any other whole."""
    with path.open(encoding=encoding, newline="") as file:
        if path.suffix == ".json":
            while piece := "".join(islice(file, LINES)):
                yield piece
        elif path.name == PRINT:
            yield from cut_before(PIECE, file)
        else:
            yield file.read()


def cut_before(start: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines in pieces, cut before each that begins with `start`."""
    piece: list[str] = []
    for line in lines:
        if line.startswith(start) and piece:
            yield "".join(piece)
            piece = []
        piece.append(line)
    yield "".join(piece)


def change_pieces(path: Path, change: Callable[[str], str]) -> None:
    """Changes the ASCII characters of a text piece by piece; all others are handed over as BYTES, which take a quarter of the room."""
    staged = path.with_name(f".{path.name}.new")
    write_pieces(staged, map(change, read_pieces(path, BYTES)), BYTES)
    staged.replace(path)


def write_pieces(path: Path, pieces: Iterable[str], encoding: str = "utf-8") -> None:
    """Writes a text piece by piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        file.writelines(pieces)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files below `folder`, over those that are there."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Removes files below `folder` as far as they are there."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)


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
