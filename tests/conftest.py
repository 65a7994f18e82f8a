"""Makes the flat modules of `scripts/` importable, and hands the tests the book, its evidence and the site built from it, each made once."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "scripts"), str(PROJECT / "tests" / "built")]


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def book(project):
    """The project's own book."""
    from book import read_book

    return read_book(project)


@pytest.fixture(scope="session")
def evidence(project, book):
    """What is computed for the project's own book."""
    from compute import gather_evidence

    return gather_evidence(book, project / ".cache", lambda message: None)


@pytest.fixture(scope="session")
def site(project, tmp_path_factory):
    """The folder of the site, built strictly from the project's own content, once for all processes of a run; it is only read."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            build_site(project, folder)
    return folder


def build_site(project, folder):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=project, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def playwright():
    """What drives browsers; there can be only one in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright
