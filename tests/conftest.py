"""What holds for all tests: the machine may be slow, no test waits for the clock, and none touches the user's own files."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("reader", deadline=None)
settings.load_profile("reader")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time with what is read in another process."""
    for name in ("CHILD_SECONDS", "PDF_SECONDS", "CHILD_WALL_SECONDS"):
        monkeypatch.setattr(f"reader.sources.child.{name}", 60)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for homes; `mktemp` would read the names of all others for each, which adds up to seconds."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, without settings and without anything remembered."""
    home = next(homes)
    home.mkdir()
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    return home
