"""A long comparison is shown before its quotations are known: it can be used meanwhile, and what comes is the whole."""

import threading
from pathlib import Path

import pytest
from journeys import Pilot, app_of, name_of, opened, press, reading_of, said, text_of, until, view

import reader.reading
import reader.tui.work
from reader.reading import Reading, complete


class Gate:
    """Lets the rest of a comparison be found only when it is opened; every comparison is long."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Event()
        self.asked = 0
        monkeypatch.setattr(reader.reading, "LONG", 0)
        monkeypatch.setattr(reader.tui.work, "complete_apart", lambda reading: None)
        monkeypatch.setattr(reader.tui.work, "complete", self)

    def __call__(self, reading: Reading) -> Reading:
        self.asked += 1
        assert self._open.wait(20)
        return complete(reading)

    def open(self) -> None:
        """Let it be found."""
        self._open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


def pair(harbour: Path) -> tuple[Path, ...]:
    return tuple(sorted(harbour.iterdir())[:2])


async def is_whole(pilot: Pilot) -> None:
    await until(pilot, lambda: reading_of(pilot).is_complete)


@pytest.mark.parametrize("layout", ["s", ""])
async def test_what_stands_at_the_end_is_what_stands_without_a_draft(
    harbour: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    keys = list(layout)
    async with opened(*pair(harbour)) as pilot:
        await press(pilot, *keys)
        usual = text_of(pilot), app_of(pilot).current.status()
    gate = Gate(monkeypatch)
    async with opened(*pair(harbour)) as pilot:
        await press(pilot, *keys)
        assert ("quotations: looking for them", ("dim",)) in app_of(pilot).current.status()
        assert text_of(pilot) != usual[0]
        gate.open()
        await is_whole(pilot)
        assert (text_of(pilot), app_of(pilot).current.status()) == usual


async def test_the_bar_stays_where_it_is_when_the_rest_comes(harbour: Path, gate: Gate) -> None:
    async with opened(*pair(harbour), size=(80, 12)) as pilot:
        await press(pilot, "d", "d", "j", "]")
        item, rows = view(pilot).item, view(pilot).rows.height
        height = view(pilot).bar_rows[0] - view(pilot).top
        gate.open()
        await is_whole(pilot)
        assert view(pilot).rows.height > rows
        assert view(pilot).item == item
        assert view(pilot).bar_rows[0] - view(pilot).top == height


async def test_a_changed_quotation_is_waited_for(harbour: Path, gate: Gate) -> None:
    async with opened(*pair(harbour)) as pilot:
        await press(pilot, ")", ")")
        assert "waits until the quotations are found" in said(pilot)
        assert view(pilot).item == 0
        gate.open()
        await until(pilot, lambda: reading_of(pilot).is_complete and view(pilot).item > 0)
        item = view(pilot).item
        await press(pilot, "g", ")", ")")
        assert view(pilot).item == item
        assert gate.asked == 1


@pytest.mark.parametrize(("key", "name"), [("2", "reading"), ("4", "ledger")])
async def test_other_screens_wait_for_all_that_they_show(
    harbour: Path, gate: Gate, key: str, name: str
) -> None:
    async with opened(*pair(harbour)) as pilot:
        await press(pilot, key)
        assert name_of(pilot) == "compare"
        gate.open()
        await until(pilot, lambda: name_of(pilot) == name and "Kroll" in text_of(pilot))
        assert reading_of(pilot).is_complete and reading_of(pilot).story.is_analysed
        assert gate.asked == 1


async def test_a_mark_set_in_a_draft_leads_to_the_whole(harbour: Path, gate: Gate) -> None:
    async with opened(*pair(harbour)) as pilot:
        await press(pilot, "j", "m", "a", "X")
        await until(pilot, lambda: reading_of(pilot).old == 1)
        gate.open()
        await is_whole(pilot)
        await press(pilot, "'", "a")
        await until(pilot, lambda: reading_of(pilot).old == 0)
        await is_whole(pilot)
        assert app_of(pilot).return_code is None


async def test_the_program_ends_while_the_rest_is_looked_for(harbour: Path, gate: Gate) -> None:
    async with opened(*pair(harbour)) as pilot:
        await press(pilot, "q")
        assert app_of(pilot).return_code == 0
    gate.open()


async def test_two_files_are_grouped_into_stories_when_the_list_is_asked_for(harbour: Path) -> None:
    async with opened(*pair(harbour)) as pilot:
        assert not app_of(pilot).shelf.is_arranged
        await press(pilot, "1")
        await until(pilot, lambda: name_of(pilot) == "library" and app_of(pilot).shelf.is_arranged)
        assert [len(story.versions) for story in app_of(pilot).shelf.stories] == [2]
        await press(pilot, "q")
        await until(pilot, lambda: name_of(pilot) == "compare")
