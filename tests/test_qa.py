"""The command line: what it writes, what it refuses, and that it never leaves a folder half written."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from book import read_book

SOUND = Path(__file__).parent / "sound"
TINY = SOUND / "content" / "sources" / "tiny.txt"


@pytest.fixture
def qa(project):
    """A function that runs `qa.py` with the given arguments on the tiny book."""

    def run(*arguments, root=SOUND):
        command = [sys.executable, "scripts/qa.py", "--root", str(root), *map(str, arguments)]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8")

    return run


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def refused(done):
    """The call ended with exit code 2 and one sentence."""
    return done.returncode == 2 and done.stdout == "" and len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


def test_build_writes_a_page_per_question_and_the_indexes(qa, tmp_path):
    assert qa("build", tmp_path / "out").returncode == 0
    found = set(files(tmp_path / "out"))
    assert {"questions/training/learning-rate.md", "questions/evaluation/accuracy.md", "lists/tiny.md", "corrections.md"} <= found


def test_build_twice_gives_the_same_bytes(qa, tmp_path):
    qa("build", tmp_path / "one")
    qa("build", tmp_path / "two")
    qa("build", tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_build_leaves_the_users_own_files_alone(qa, tmp_path):
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "mine.md").write_text("mine")
    assert qa("build", tmp_path).returncode == 0
    assert qa("build", tmp_path).returncode == 0
    assert (tmp_path / "questions" / "mine.md").read_text() == "mine"


def test_build_refuses_to_replace_a_file_that_it_did_not_write(qa, tmp_path):
    (tmp_path / "corrections.md").write_text("mine")
    assert refused(qa("build", tmp_path))
    assert files(tmp_path) == {"corrections.md": b"mine"}


def test_build_removes_its_page_of_an_answer_that_is_no_more(qa, tmp_path):
    root, out = tmp_path / "book", tmp_path / "out"
    shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns(".cache"))
    qa("build", out, root=root)
    (root / "content/answers/evaluation/accuracy.md").unlink()
    (root / "content/paths.toml").unlink()  # one of its paths leads to the answer
    page = root / "content/answers/training/learning-rate.md"
    text = page.read_text(encoding="utf-8").replace("related: [evaluation/accuracy]", "related: []")
    page.write_text(text.replace("[accuracy](../evaluation/accuracy.md)", "accuracy"), encoding="utf-8")
    sources = root / "content/sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("complete = true", "complete = false"), encoding="utf-8")
    done = qa("build", out, root=root)
    assert done.returncode == 0, done.stderr
    assert not (out / "questions/evaluation/accuracy.md").exists()
    assert (out / "questions/training/learning-rate.md").exists()


def test_build_of_content_with_problems_writes_nothing(qa, tmp_path):
    done = qa("build", tmp_path / "out", root=SOUND.parent / "broken")
    assert done.returncode == 1
    assert "problems" in done.stderr
    assert not (tmp_path / "out").exists()


def test_build_reads_a_list_from_elsewhere_and_gives_the_same_pages(qa, tmp_path):
    other = tmp_path / "original.txt"
    other.write_text("1. The rate of learning?\n\nIn other words.\n\n2. Accuracy?\n\nWords.\n\n3. Choosing the rate?\n\nMore words.\n")
    qa("build", tmp_path / "one")
    assert qa("build", tmp_path / "two", "--source", f"tiny={other}").returncode == 0
    assert set(files(tmp_path / "one")) == set(files(tmp_path / "two"))


@pytest.mark.parametrize("source", ["nobody=list.txt", "tiny", "tiny=", "=list.txt", "tiny=/no/such/file.txt", "tiny=/"])
def test_an_unusable_source_is_refused(qa, tmp_path, source):
    assert refused(qa("build", tmp_path / "out", "--source", source))
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_refused(qa, tmp_path):
    (tmp_path / "out").write_text("a file")
    assert refused(qa("build", tmp_path / "out"))
    assert (tmp_path / "out").read_text() == "a file"


@pytest.mark.skipif(os.name != "posix" or not Path("/proc/version").exists(), reason="needs /proc, in which nobody can write")
def test_an_unwritable_folder_is_refused(qa):
    assert refused(qa("build", "/proc/pages"))


def test_a_root_without_content_is_refused(qa, tmp_path):
    assert refused(qa("check", root=tmp_path))


def test_parse_prints_the_contracted_json(qa):
    done = qa("parse", TINY, "--json")
    entries = json.loads(done.stdout)
    assert done.returncode == 0
    assert [entry["number"] for entry in entries] == ["1", "2", "3"]
    assert set(entries[0]) == {"number", "question", "answer", "section", "line"}
    assert (entries[0]["question"], entries[0]["line"]) == ("What is the learning rate?", 3)
    assert entries[0]["answer"] == "The learning rate is the time that a network needs for learning. It must always be 0.1."


def test_parse_reports_what_it_changed(qa):
    assert f"{TINY}:7: repaired" in qa("parse", TINY, "--report").stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing", None),
        ("empty", b""),
        ("blank", b" \n\n"),
        ("binary", bytes(range(256)) * 20),
        ("nul", b"1. What?\n\0\0\0\0"),
        ("prose", b"Only a sentence of prose.\n"),
    ],
)
def test_parse_refuses_what_is_no_list(qa, tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert refused(qa("parse", tmp_path / name))


def test_parse_refuses_a_folder(qa, tmp_path):
    assert refused(qa("parse", tmp_path))


def test_new_writes_an_answer_that_check_rejects(qa, tmp_path):
    root = tmp_path / "book"
    shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns(".cache"))
    done = qa("new", "training/momentum", "--asks", "undated/2", root=root)
    assert done.returncode == 0, done.stderr
    assert (root / "content/answers/training/momentum.md").is_file()
    done = qa("check", root=root)
    assert done.returncode == 1
    assert "momentum.md" in done.stderr
    assert refused(qa("new", "training/momentum", root=root))


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere/page",),
        ("training/../../x",),
        ("training/Upper",),
        ("training",),
        ("training/page", "--asks", "tiny/99"),
        ("training/page", "--asks", "tiny/1"),
    ],
)
def test_new_refuses(qa, tmp_path, arguments):
    before = files(SOUND / "content")
    assert refused(qa("new", *arguments))
    assert files(SOUND / "content") == before


@pytest.mark.skipif("ORIGINAL_SOURCES" not in os.environ, reason="the original lists are not at hand")
def test_the_originals_give_the_same_set_of_pages(project, tmp_path):
    originals = {hash_of(path): path for path in Path(os.environ["ORIGINAL_SOURCES"]).resolve().glob("*.txt")}
    sources = [f"--source={source.id}={originals[source.sha256]}" for source in read_book(project).sources]
    for folder, arguments in (("restated", []), ("original", sources)):
        command = [sys.executable, "scripts/qa.py", "build", str(tmp_path / folder), *arguments]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    assert set(files(tmp_path / "restated")) == set(files(tmp_path / "original"))


def hash_of(path):
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.skipif("ORIGINAL_SOURCES" not in os.environ, reason="the original lists are not at hand")
def test_no_sentence_of_the_originals_stands_in_the_project(project):
    import re

    def grams(text):
        words = re.findall(r"[a-z0-9']+", text.casefold())
        return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}

    folder = Path(os.environ["ORIGINAL_SOURCES"])
    originals = set().union(*(grams(path.read_text(encoding="utf-8")) for path in folder.glob("*.txt")))
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=project, capture_output=True, text=True).stdout
    texts = {".txt", ".md", ".py", ".toml", ".yml", ".bib", ".json", ".html"}
    for path in (project / name for name in listed.splitlines()):
        if path.suffix in texts and path.is_file():
            assert not grams(path.read_text(encoding="utf-8", errors="replace")) & originals, path
