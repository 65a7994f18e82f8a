"""`qa.py check`: the terrible content of `tests/broken` gives exactly its list of problems, and every rule speaks there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BROKEN = Path(__file__).parent / "broken"
SOUND = Path(__file__).parent / "sound"


def check(project, root):
    """Runs `qa.py check` on `root`, from the project's folder."""
    command = [sys.executable, "scripts/qa.py", "--root", str(root), "check"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8")


def test_broken_content_gives_its_whole_list_of_problems(project):
    done = check(project, BROKEN.relative_to(project))
    if os.environ.get("REWRITE_GOLDEN"):
        (BROKEN / "problems.txt").write_text(done.stderr, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == (BROKEN / "problems.txt").read_text(encoding="utf-8").splitlines()


def test_every_rule_breaks_something_there(project):
    """Each message in check.py, answers.py and book.py that makes a Problem occurs in the list, by its fixed words."""
    import ast
    import re

    listed = (BROKEN / "problems.txt").read_text(encoding="utf-8")
    for name in ("check", "answers", "book", "literature"):
        tree = ast.parse((project / "scripts" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                pieces = [part.value for part in ast.walk(node.args[1]) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                longest = max((piece.strip(" ;'") for piece in pieces), key=len, default="")
                assert re.search(re.escape(longest), listed), f"{name}.py:{node.lineno}: {longest!r} breaks nothing in tests/broken"


def test_sound_content_is_passed_in_silence(project):
    done = check(project, SOUND.relative_to(project))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_book_itself_is_passed_in_silence(project):
    done = check(project, project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("content/categories.toml", "[training", "content/categories.toml: not TOML"),
        ("content/sources.toml", "= 3", "content/sources.toml: not TOML"),
        ("content/references.bib", "@article{a, title = {x}", "content/references.bib:1: this entry is not BibTeX"),
        ("content/answers/training/learning-rate.md", "---\na: [\n---\n", "learning-rate.md:3: the front matter is not YAML"),
        ("content/answers/training/learning-rate.md", "---\na: b: c\n---\n", "learning-rate.md:2: the front matter is not YAML"),
        ("content/answers/training/learning-rate.md", "", "learning-rate.md:1: no front matter"),
        ("content/sources/tiny.txt", "", "content/sources/tiny.txt"),
        ("content/sources/tiny.txt", "a\0b\0c", "content/sources/tiny.txt"),
        ("content/sources/tiny.txt", "No list at all, only a sentence of prose.\n", "content/sources/tiny.txt: no question found"),
        ("content/sources/tiny.txt", None, "content/sources/tiny.txt: no such file"),
        ("content/references.bib", None, "content/references.bib: no such file"),
    ],
)
def test_unreadable_content_is_one_sentence_and_exit_2(project, tmp_path, file, text, says):
    shutil.copytree(SOUND, tmp_path / "book", ignore=shutil.ignore_patterns(".cache"))
    if text is None:
        (tmp_path / "book" / file).unlink()
    else:
        (tmp_path / "book" / file).write_text(text, encoding="utf-8")
    done = check(project, tmp_path / "book")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr
