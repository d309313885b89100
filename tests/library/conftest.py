"""A folder for a library that is not there yet."""

from pathlib import Path

import pytest

from reader.library import Library, open_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library"


@pytest.fixture
def library(folder: Path) -> Library:
    return open_library(str(folder))
