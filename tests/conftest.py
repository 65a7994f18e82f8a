"""Makes the flat modules of `scripts/` importable, and names the folders that the tests read."""

import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "scripts"))


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT
