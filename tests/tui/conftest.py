"""The story that the screens are tried on, in a folder of its own."""

from pathlib import Path

import pytest
from made_up import write_harbour


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A folder with two versions of one article; beside it there is room for what else a test needs."""
    return write_harbour(tmp_path / "harbour")
