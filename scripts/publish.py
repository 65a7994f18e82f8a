"""Turns a finished site into a release that a server begins to hand out in one step, its readers of the last one being served to their end."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from compress import compress_files, is_compressed
from model import Unusable
from policy import LASTING, find_policy, name_policy, render_policy_map, render_server_headers
from write import held, read_tree, remove_files, write_file

CURRENT, RELEASES, LASTING_FOLDER, SERVER = "current", "releases", "lasting", "nginx"
KEPT = 10  # releases that can be returned to, and whose files a page that is still open may ask for
LATEST = 2**30  # seconds after 1970: the times of files lie before 2004, and so in the past of any clock


def publish(site: Path, root: Path, cache: Path, reload: Callable[[], None]) -> str:
    """Makes `site` the current release below `root`; returns the release's name.

    A release is a folder that never changes. It becomes the current one when all of it is written, and when the server knows
    its headers: `reload` is called if there are new ones. Files with their hash in the name are also put into one folder for
    all releases. Raises Unusable, with the current release as it was, if `site` is not finished or `root` cannot be written.
    """
    files = {path: data for path, data in read_tree(site).items() if not is_compressed(path)}
    policy = read_policy(site)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{name_build(files)}-{name_policy(policy)}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with held(root):
            write_release(root / RELEASES / name, files | compress_files(files, cache))
            add_lasting(root / RELEASES / name, root / LASTING_FOLDER)
            if write_server(root) and (root / CURRENT).exists():  # else nothing is served yet
                reload()
            point(root / CURRENT, Path(RELEASES, name))
            forget_old(root)
    except OSError as error:
        raise Unusable(f"{error.filename or root}: cannot be written ({error.strerror or error}); the last release stays") from None
    return name


def read_policy(site: Path) -> str:
    """The policy under which a finished site's pages work."""
    if not (site / "index.html").is_file():
        raise Unusable(f"{site}: no index.html in it; name the folder of the built site")
    try:
        return find_policy(read_text(site / "_headers"))
    except ValueError as error:
        raise Unusable(f"{site}: {error}") from None


def name_build(files: Mapping[str, bytes]) -> str:
    """A short name of these files, the same for the same files."""
    sums = (f"{path} {hashlib.sha256(data).hexdigest()}\n" for path, data in sorted(files.items()))
    return hashlib.sha256("".join(sums).encode()).hexdigest()[:8]


# ---- the release -----------------------------------------------------------------------------------------------------


def write_release(release: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files into a folder that has its name only when it is whole."""
    staged = release.with_name(f".{release.name}")
    shutil.rmtree(staged, ignore_errors=True)
    for path, data in files.items():
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        os.utime(target, (time := time_of(data), time))
    staged.rename(release)


def time_of(data: bytes) -> int:
    """The time that a file is given: made of its bytes, as the tags are by which a browser asks whether a file has changed.

    So a page that a new build has not changed is not sent again, and one that it has changed is, even within the same second.
    """
    return int.from_bytes(hashlib.sha256(data).digest()[:4]) % LATEST


def add_lasting(release: Path, store: Path) -> None:
    """Puts the release's files with their hash in the name into the folder of those of all releases."""
    for path in find_lasting(release):
        source, target = release / path, store / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            staged = target.with_name(f".{target.name}")
            staged.unlink(missing_ok=True)
            link_or_copy(source, staged)
            staged.replace(target)
        elif not is_compressed(path) and target.read_bytes() != source.read_bytes():
            raise Unusable(f"{path}: an earlier release has another file of this name; a file's name has to change with its content")


def find_lasting(folder: Path) -> list[str]:
    """The files below a folder that have their hash in the name, and their compressed forms."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if LASTING.search(path))


def link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP}:
            raise
        shutil.copy2(source, target)


# ---- the server ------------------------------------------------------------------------------------------------------


def write_server(root: Path) -> bool:
    """Writes what the server includes for all releases that there are; whether it was not there so already."""
    policies = {read_policy(release) for release in list_releases(root)}
    wanted = {"policies.conf": render_policy_map(policies), "headers.conf": render_server_headers()}
    changed = [path for path, text in wanted.items() if read_text(root / SERVER / path) != text]
    for path in changed:
        write_file(root / SERVER / path, wanted[path].encode())
    return bool(changed)


def read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def point(link: Path, target: Path) -> None:
    """Lets a symbolic link lead to `target`, in one step."""
    staged = link.with_name(f".{link.name}")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target, target_is_directory=True)
    staged.replace(link)


# ---- what is no longer needed ----------------------------------------------------------------------------------------


def list_releases(root: Path) -> list[Path]:
    """The releases, the oldest first."""
    return sorted(path for path in (root / RELEASES).iterdir() if path.is_dir() and not path.name.startswith("."))


def forget_old(root: Path) -> None:
    """Removes all but the last releases and the current one, and of the files of all releases those that none has any more."""
    current = (root / CURRENT).resolve()
    for release in list_releases(root)[:-KEPT]:
        if release != current:
            shutil.rmtree(release)
    wanted = {path for release in list_releases(root) for path in find_lasting(release)}
    remove_files(root / LASTING_FOLDER, (path for path in find_lasting(root / LASTING_FOLDER) if path not in wanted))
