"""Killed, out of room, shut out, twice at once, with broken caches: the last good pages stay whole, and the program says what is wrong."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

import hooks
import kept
import write
from compute import Outcome, read_outcome, write_outcome
from finish import write_font
from mathml import Letters
from model import Unusable
from notebooks import can_keep, is_whole
from rendered import read_page
from write import MANIFEST, put_in_place, replace_pages

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
SOUND = TESTS / "sound"
KILLED = TESTS / "faults" / "killed.py"
POINTS = 8  # at so many of its calls on files a run is killed; tests/bench/kill.py does it at more

sys.path.insert(0, str(KILLED.parent))
from killed import pages as pages_of  # noqa: E402


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", **options)  # type: ignore[call-overload]


def qa(*arguments: object, root: Path = SOUND, **options: object) -> subprocess.CompletedProcess[str]:
    return run(PROJECT / "scripts" / "qa.py", "--root", root, *arguments, **options)


def says(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one sentence of a call that ended with a code; what tells how far it is does not count."""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("  ")]
    assert done.returncode == code and len(lines) == 1, (done.returncode, done.stderr)
    return lines[0]


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and not p.is_symlink()}


def own(folder: Path) -> dict[str, bytes]:
    """The pages in a folder, without what belongs to the user and what a run that was cut short may leave."""
    return {name: data for name, data in files(folder).items() if "mine" not in name and name != MANIFEST and ".qa-build-" not in name}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the tiny book."""
    shutil.copytree(SOUND, tmp_path / "book", ignore=shutil.ignore_patterns(".cache"))
    return tmp_path / "book"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the first generation of pages and files of the user's own among them."""
    place = tmp_path / "pages"
    replace_pages(place, pages_of(1))
    (place / "questions" / "a" / "mine.md").write_text("mine")
    (place / "mine").mkdir()
    (place / "mine" / "deeper").mkdir()
    (place / "mine" / "note.txt").write_text("mine too")
    (place / "mine" / "link.txt").symlink_to("note.txt")
    return place


def has_users_files(place: Path) -> bool:
    mine = (place / "questions/a/mine.md").read_text(), (place / "mine/note.txt").read_text(), str((place / "mine/link.txt").readlink())
    return mine == ("mine", "mine too", "note.txt") and (place / "mine" / "deeper").is_dir()


# ---- killed ----------------------------------------------------------------------------------------------------------


def points(mode: str, tmp_path: Path, place: Path) -> list[int]:
    """Some of the points at which a run can be killed, the first and the last among them."""
    shutil.copytree(place, tmp_path / "counted", symlinks=True)
    done = run(KILLED, "pages", tmp_path / "counted", 2, 0, mode)
    count = int(done.stdout)
    assert count > 100
    return sorted({1, count, *random.Random(mode).sample(range(1, count), POINTS)})


def test_a_run_killed_at_any_point_leaves_the_old_pages_or_the_new_ones(folder, tmp_path):
    for point in points("exchange", tmp_path, folder):
        before = own(folder)
        generation = 2 if before == pages_of(1) else 1
        assert run(KILLED, "pages", folder, generation, point, "exchange").returncode == -signal.SIGKILL
        assert own(folder) in (before, pages_of(generation)), point
        assert has_users_files(folder)
    replace_pages(folder, pages_of(3))
    assert own(folder) == pages_of(3)
    assert has_users_files(folder)
    assert not [path for path in [*tmp_path.iterdir(), *folder.rglob("*")] if ".qa-build-" in path.name]


def test_where_folders_cannot_change_places_every_page_is_whole_and_the_next_run_completes_them(folder, tmp_path):
    for point in points("move", tmp_path, folder):
        assert run(KILLED, "pages", folder, 2, point, "move").returncode == -signal.SIGKILL
        whole = [*pages_of(1).items(), *pages_of(2).items()]
        assert all((name, data) in whole for name, data in own(folder).items())
        assert has_users_files(folder)
        assert run(KILLED, "pages", folder, 3, 0, "move").returncode == 0
        assert own(folder) == pages_of(3)
        assert run(KILLED, "pages", folder, 1, 0, "move").returncode == 0
    assert not [path for path in folder.rglob("*") if ".qa-build-" in path.name]


def test_the_program_killed_while_it_writes_leaves_whole_pages(book, tmp_path):
    out = tmp_path / "out"
    assert qa("build", out, root=book).returncode == 0
    before = files(out)
    title = book / "content/categories.toml"
    title.write_text(title.read_text(encoding="utf-8").replace('"Training"', '"Practice"'), encoding="utf-8")
    assert run(KILLED, "build", 0.001, "--root", book, "build", out).returncode == -signal.SIGKILL
    assert qa("build", tmp_path / "new", root=book).returncode == 0
    assert files(out) in (before, files(tmp_path / "new"))
    assert qa("build", out, root=book).returncode == 0
    assert files(out) == files(tmp_path / "new") != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "new", "out"]


def test_what_the_user_does_meanwhile_is_not_undone(folder, monkeypatch):
    """Files saved, changed and removed after the next state was prepared are in it all the same."""
    exchange = write.exchange

    def save_first(one: Path, two: Path) -> None:
        (folder / "mine" / "new.txt").write_text("mine, just saved")
        (folder / "mine" / "note.txt").unlink()
        (folder / "questions" / "a" / "mine.md").unlink()
        (folder / "questions" / "a" / "mine.md").write_text("mine, saved anew")
        exchange(one, two)

    monkeypatch.setattr(write, "exchange", save_first)
    replace_pages(folder, pages_of(2))
    assert own(folder) == pages_of(2)
    assert (folder / "mine" / "new.txt").read_text() == "mine, just saved"
    assert not (folder / "mine" / "note.txt").exists()
    assert (folder / "questions" / "a" / "mine.md").read_text() == "mine, saved anew"


def test_the_users_files_are_the_same_files_afterwards(folder):
    before = {path: path.lstat().st_ino for path in folder.rglob("*mine*") if not path.is_dir()}
    folder.chmod(0o750)
    replace_pages(folder, pages_of(2))
    assert {path: path.lstat().st_ino for path in before} == before
    assert folder.stat().st_mode & 0o777 == 0o750


def test_pages_that_are_there_already_are_not_written_again(folder):
    before = folder.stat().st_ino
    replace_pages(folder, pages_of(1))
    assert folder.stat().st_ino == before
    replace_pages(folder, pages_of(2))
    assert folder.stat().st_ino != before


def test_a_folder_in_which_somebody_stands_stays_that_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    before = folder.stat().st_ino
    replace_pages(Path(), pages_of(2))
    assert (folder.stat().st_ino, own(folder)) == (before, pages_of(2))


@pytest.mark.parametrize("path", ["../outside.md", "/outside.md", "a/../../outside.md"])
def test_a_page_outside_the_folder_is_refused(folder, path):
    with pytest.raises(Unusable, match="outside"):
        replace_pages(folder, {path: b"x"})


@pytest.mark.parametrize("path", ["mine/note.txt/page.md", "mine", "mine/note.txt", "mine/link.txt"])
def test_a_page_where_something_of_the_users_stands_is_refused(folder, path):
    before = files(folder)
    with pytest.raises(Unusable):
        replace_pages(folder, {**pages_of(2), path: b"x"})
    assert files(folder) == before


# ---- no room, no way in ----------------------------------------------------------------------------------------------


def small_files() -> None:
    """What the process writes may be no longer than 300 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))


def test_a_disk_without_room_for_a_page_is_one_sentence_and_loses_nothing(tmp_path):
    out = tmp_path / "out"
    replace_pages(out, {"index.md": b"the last good page\n"})
    before = files(out)
    sentence = says(qa("build", out, preexec_fn=small_files), 2)
    assert f"{out}: cannot be written (File too large); what was there is kept" in sentence
    assert files(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """A function that mounts a small file system in memory, with further options; skips where that is not allowed."""
    place = tmp_path / "mounted"
    place.mkdir()

    def mount(*options: str) -> Path:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)], capture_output=True)
        if done.returncode:
            pytest.skip("this user may not mount a file system")
        return place

    if not shutil.which("mount"):
        pytest.skip("no mount")
    yield mount
    subprocess.run(["umount", "-l", str(place)], capture_output=True)


@pytest.mark.parametrize("inside", [".", "out"])
def test_a_full_disk_is_one_sentence_and_loses_nothing(mounted, inside):
    """As the folder of a mount, which nothing can take the place of, and as a folder on it."""
    out = mounted("size=512k") / inside
    replace_pages(out, {f"{n}.md": b"good\n" * 2000 for n in range(20)})
    before = files(out)
    with pytest.raises(Unusable, match=r"No space left on device.*what was there is kept"):
        replace_pages(out, {f"{n}.md": b"new\n" * 5000 for n in range(40)})
    assert files(out) == before
    replace_pages(out, {f"{n}.md": b"less\n" * 2000 for n in range(5)})
    assert set(own(out)) == {f"{n}.md" for n in range(5)}


def test_a_folder_on_a_disk_that_is_read_only_is_one_sentence(mounted):
    place = mounted("size=1m")
    replace_pages(place / "out", pages_of(1))
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    assert "Read-only file system" in says(qa("build", place / "out"), 2)
    assert own(place / "out") == pages_of(1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_one_sentence(folder):
    folder.chmod(0o555)
    try:
        assert "Permission denied" in says(qa("build", folder), 2)
        assert own(folder) == pages_of(1)
    finally:
        folder.chmod(0o755)


def test_a_fault_of_the_disk_ends_the_site_s_build_with_a_sentence(tmp_path):
    with pytest.raises(PluginError, match=r"page\.html: No such file or directory; make room"), hooks._plainly():
        (tmp_path / "nowhere" / "page.html").write_text("page")


# ---- two at once -----------------------------------------------------------------------------------------------------


def test_two_builds_into_one_folder_follow_one_another(folder):
    command = [sys.executable, str(KILLED), "pages", str(folder)]
    both = [subprocess.Popen([*command, str(n), "0", "exchange"], stdout=subprocess.DEVNULL) for n in (2, 3, 4, 5)]
    assert [process.wait() for process in both] == [0, 0, 0, 0]
    assert own(folder) in [pages_of(n) for n in (2, 3, 4, 5)]
    assert has_users_files(folder)


def test_a_folder_that_another_build_holds_for_long_is_refused_in_a_sentence(folder, monkeypatch):
    monkeypatch.setattr(write, "PATIENCE", 0)
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(Unusable, match="another build is writing there"):
        replace_pages(folder, pages_of(2))
    assert own(folder) == pages_of(1)
    os.close(handle)
    replace_pages(folder, pages_of(2))
    assert own(folder) == pages_of(2)


# ---- a finished site takes the place of the last one -----------------------------------------------------------------


@pytest.mark.parametrize("possible", [True, False])
def test_a_finished_folder_takes_the_place_of_another(tmp_path, monkeypatch, possible):
    if not possible:
        monkeypatch.setattr(write, "exchange", lambda one, two: (_ for _ in ()).throw(OSError(errno.EINVAL, "no")))
    for generation in (1, 2):
        (tmp_path / "next").mkdir()
        (tmp_path / "next" / f"{generation}.html").write_text("page")
        put_in_place(tmp_path / "next", tmp_path / "site")
        assert set(files(tmp_path / "site")) == {f"{generation}.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_swap_refuses_what_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "new").mkdir()
    for one, two in (("nothing", "site"), ("new", "file")):
        with pytest.raises(Unusable, match="no folder"):
            put_in_place(tmp_path / one, tmp_path / two)
    assert qa("swap", tmp_path / "new", tmp_path / "site").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "site"]


# ---- sources that vanish ---------------------------------------------------------------------------------------------

VANISH = """
import os, runpy, sys
gone, after, scripts = sys.argv[1:4]
def watch(event, details):
    if event == "open" and str(details[0]).endswith(after) and os.path.exists(gone):
        os.remove(gone)
sys.addaudithook(watch)
sys.argv = ["qa.py", *sys.argv[4:]]
sys.path.insert(0, scripts)
runpy.run_path(scripts + "/qa.py", run_name="__main__")
"""


@pytest.mark.parametrize(
    ("gone", "after", "code"),
    [
        ("content/answers/training/learning-rate.md", "evaluation/accuracy.md", 1),
        ("content/sources/undated.txt", "content/sources/tiny.txt", 2),
        ("content/sources.toml", "content/categories.toml", 2),
        ("docs/index.md", "content/references.bib", 2),
    ],
)  # fmt: skip
def test_a_source_that_vanishes_while_it_is_read_is_named(book, tmp_path, gone, after, code):
    done = run("-c", VANISH, book / gone, after, PROJECT / "scripts", "--root", book, "build", tmp_path / "out")
    assert done.returncode in (code, 0) and "Traceback" not in done.stderr
    assert done.returncode == 0 or Path(gone).name in done.stderr
    assert (tmp_path / "out").exists() == (done.returncode == 0)


# ---- the cache -------------------------------------------------------------------------------------------------------

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "a bit turned": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "garbage": lambda data: random.Random(1).randbytes(len(data)),
    "a pickle that acts": lambda data: b"cposix\nsystem\n(S'false'\ntR.",
    "text": lambda data: b'{"text": 1, "error": ""}',
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A copy of the tiny book with its cache filled, and its pages."""
    place = tmp_path_factory.mktemp("cached")
    shutil.copytree(SOUND, place / "book", ignore=shutil.ignore_patterns(".cache"))
    assert qa("build", place / "out", root=place / "book").returncode == 0
    return place / "book", files(place / "out")


def test_a_damaged_cache_is_made_anew(built, tmp_path):
    """Every file of it, each damaged in another way, and one that is a folder."""
    root, pages = built
    cached = sorted(path for path in (root / ".cache").rglob("*") if path.is_file())
    assert {path.parent.name for path in cached} == {"blocks", "figures", "numbers"}
    for at, path in enumerate(cached):
        path.write_bytes(list(DAMAGE.values())[at % len(DAMAGE)](path.read_bytes()))
    done = qa("build", tmp_path / "out", root=root)
    assert (done.returncode, files(tmp_path / "out")) == (0, pages), done.stderr
    assert all(read_outcome(path) for path in cached)


def test_a_cache_that_cannot_be_written_costs_only_time(book, built, tmp_path):
    (book / ".cache").write_text("a file, where a folder belongs")
    done = qa("build", tmp_path / "out", root=book)
    assert (done.returncode, files(tmp_path / "out")) == (0, built[1])
    warnings = [line for line in done.stderr.splitlines() if not line.startswith("  ")]
    assert warnings and all("nothing can be kept there" in line for line in warnings)
    assert len(warnings) == len({line.split(":")[0] for line in warnings})


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_was_never_kept(tmp_path, damage):
    path = tmp_path / "kept"
    kept.keep(path, b"what took long to make")
    assert kept.read_kept(path) == b"what took long to make"
    path.write_bytes(damage(path.read_bytes()))
    assert kept.read_kept(path) is None
    assert read_outcome(path) is None
    assert read_page(path) is None


def test_a_folder_in_place_of_what_was_kept_was_never_kept(tmp_path):
    (tmp_path / "kept").mkdir()
    assert kept.read_kept(tmp_path / "kept") is None
    write_outcome(tmp_path / "kept", Outcome("text"))  # says that it cannot, and goes on
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_damaged_font_is_made_anew(tmp_path):
    letters = Letters("x", "")
    write_font(tmp_path / "font.woff2", letters, tmp_path / "cache")
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(b"garbage")
    write_font(tmp_path / "again.woff2", letters, tmp_path / "cache")
    assert (tmp_path / "again.woff2").read_bytes() == (tmp_path / "font.woff2").read_bytes()


@pytest.mark.parametrize(("text", "whole"), [('{"content": "x", "toc_tokens": [], "title": null}', True), ("", False), ("{", False), ("[]", False), ('{"content": 1}', False), ("[" * 100_000, False)])  # fmt: skip
def test_a_kept_notebook_is_used_only_if_it_is_whole(tmp_path, text, whole):
    (tmp_path / "kept.json").write_text(text)
    assert is_whole(tmp_path / "kept.json") is whole


def test_notebooks_are_kept_only_where_that_is_possible(tmp_path):
    (tmp_path / "file").write_text("x")
    assert can_keep(tmp_path / "new" / "folder")
    assert not can_keep(tmp_path / "file" / "folder")
    assert list((tmp_path / "new" / "folder").iterdir()) == []
