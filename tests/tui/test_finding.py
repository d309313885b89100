"""Words looked for in all texts from the list: they are found by how they begin, those that are the same first."""

from pathlib import Path

import pytest
from journeys import app_of, opened, press, said, until
from textual.pilot import Pilot
from textual.widgets import Input

from reader.library.search import as_beginnings
from reader.tui.dialogs import ListDialog


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("harb", "harb*"),
        ("harb wint*", "harb* wint*"),
        ('"old quay" mo', '"old quay" mo*'),
        ("speaker:Kro winter", "speaker:Kro* winter*"),
        ('speaker:"Nadia Kroll"', 'speaker:"Nadia Kroll"'),
        ("", ""),
    ],
)
def test_words_that_stand_alone_are_how_words_begin(typed: str, looked_for: str) -> None:
    assert as_beginnings(typed) == looked_for


@pytest.fixture
def harbour_and_mill(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, words in (
        ("mill", "The harbourmaster came, and came back; a harbourmaster is seldom seen at the mill."),
        ("pier", "Long before the pier was built there was a harbour here, they say, and a small one."),
        ("bell", "The bell was rung at noon."),
    ):
        (folder / f"{name}.txt").write_text(f"About the {name}\n\n{words}\n", encoding="utf-8")
    return folder


async def find(pilot: Pilot[int], words: str) -> list[str]:
    await press(pilot, "slash")
    await until(pilot, lambda: bool(app_of(pilot).screen.query(Input)))
    await press(pilot, *words, "enter")
    await until(
        pilot,
        lambda: isinstance(app_of(pilot).screen, ListDialog) or "stands in no text" in said(pilot),
    )
    screen = app_of(pilot).screen
    return [name for name, _ in screen._entries] if isinstance(screen, ListDialog) else []


async def test_a_beginning_is_found_behind_the_word_itself(harbour_and_mill: Path) -> None:
    async with opened(harbour_and_mill) as pilot:
        assert [name.split(" · ")[-1] for name in await find(pilot, "harbour")] == ["pier.txt", "mill.txt"]


async def test_a_beginning_alone_is_found(harbour_and_mill: Path) -> None:
    async with opened(harbour_and_mill) as pilot:
        assert [name.split(" · ")[-1] for name in await find(pilot, "harbourm")] == ["mill.txt"]


async def test_what_no_word_begins_with_is_not_found(harbour_and_mill: Path) -> None:
    async with opened(harbour_and_mill) as pilot:
        assert await find(pilot, "arbour") == []
