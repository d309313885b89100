"""A path that is typed: completed as far as it is certain, and opened."""

from pathlib import Path

import pytest
from journeys import app_of, opened, press, until
from textual.pilot import Pilot
from textual.widgets import Input

from reader.tui.prompt import complete_path


@pytest.fixture
def coast(tmp_path: Path) -> Path:
    folder = tmp_path / "coast"
    (folder / "mole").mkdir(parents=True)
    for name in ("quay-one.txt", "quay-two.txt", ".kept"):
        (folder / name).write_text("")
    return folder


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("q", "quay-"),
        ("quay-t", "quay-two.txt"),
        ("m", "mole/"),
        ("", ""),
        (".k", ".kept"),
        ("x", "x"),
        ("nowhere/q", "nowhere/q"),
    ],
)
def test_a_path_is_completed_as_far_as_all_names_agree(coast: Path, typed: str, completed: str) -> None:
    assert complete_path(f"{coast}/{typed}") == f"{coast}/{completed}"


def test_a_path_may_begin_at_home(own_home: Path) -> None:
    (own_home / "quay.txt").write_text("")
    assert complete_path("~/q") == str(own_home / "quay.txt")


async def test_another_file_is_opened_by_its_path(harbour: Path) -> None:
    goat = harbour.parent / "goat.txt"
    goat.write_text("A goat wins the race\n\nA goat won the race at the fair on Sunday, said Ilse Marrin.\n")
    async with opened(harbour) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: bool(app_of(pilot).screen.query(Input)))
        line = app_of(pilot).screen.query_one(Input)
        line.value = str(goat)[:-5]
        await press(pilot, "tab")
        await until(pilot, lambda: line.value == str(goat))
        await press(pilot, "enter")
        await until(pilot, lambda: str(goat) in paths_listed(pilot))
        assert len(paths_listed(pilot)) == 3


def paths_listed(pilot: Pilot[int]) -> list[str]:
    return [article.path for story in app_of(pilot).shelf.stories for article in story.versions]
