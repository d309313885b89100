"""Made-up articles in a folder of their own."""

from pathlib import Path

import pytest
from command_line import HOSTILE, NEW, OLD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two versions of one story and another article."""
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A file that tries to act on the terminal."""
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8", newline="")
    return path
