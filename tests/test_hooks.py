"""MkDocs is given the same pages that `qa.py build` writes, and warns of every problem."""

import logging
import shutil

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from book import read_book, read_handwritten
from compute import gather_evidence
from pages import render_pages


@pytest.fixture(scope="module")
def served(project, tmp_path_factory):
    """The Markdown pages as MkDocs sees them, by path."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path_factory.mktemp("site")))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    return {file.src_uri: file.content_string for file in files if file.src_uri.endswith(".md")}


def test_served_pages_are_the_written_ones(project, served):
    book = read_book(project)
    evidence = gather_evidence(book, project / ".cache", lambda message: None)
    written = render_pages(book, evidence, read_handwritten(project))
    assert sorted(served) == sorted(written)
    for path, text in written.items():
        assert served[path] == text, path


def test_a_problem_of_the_content_is_a_warning(project, tmp_path, caplog):
    """`--strict` makes warnings fatal; `serve` goes on with the page as it is."""
    root = tmp_path / "project"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns(".git", ".venv", "site", "tests", ".cache"))
    (root / ".cache").symlink_to(project / ".cache")
    page = root / "content/answers/neurons-and-layers/relu.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("level: foundation", "level: foundation", 1) + "\n## Surprise\n\nx\n", encoding="utf-8"
    )
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        config = config.plugins.on_config(config)
    assert any("the heading 'Surprise' has no place" in record.message for record in caplog.records)


@pytest.mark.parametrize(("command", "kept"), [("build", True), ("serve", False)])
def test_no_browser_keeps_what_is_served_to_its_author(project, tmp_path, command, kept):
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path))
    config.plugins.on_startup(command=command, dirty=False)
    config = config.plugins.on_config(config)
    assert config.extra["qa_kept"] is kept
    assert config.extra["qa_paper"]["light"] != config.extra["qa_paper"]["dark"]
    config.plugins.on_startup(command="build", dirty=False)
