"""Large lists: what is drawn is what is seen, however much there is."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from journeys import app_of, head, name_of, press, reading_of, said, text_of, until, view

from reader.article import Article, Paragraph
from reader.stories import Story
from reader.tui import opening
from reader.tui import shelf as shelf_module
from reader.tui.app import ReaderApp
from reader.tui.memory import Memory
from reader.tui.opening import Opening, show_opened
from reader.tui.shelf import ORDERS, Shelf, ordered

MANY = 100_000


@pytest.fixture(scope="module")
def many() -> Shelf:
    articles = (
        Article(
            f"/news/{k:06}.txt", f"Boat {k} is late", (Paragraph(f"Boat {k} came in at last." * (k % 3)),)
        )
        for k in range(MANY)
    )
    return Shelf(tuple(Story(article.title, (article,)) for article in articles))


async def test_only_what_is_seen_is_worked_out(many: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    monkeypatch.setattr(shelf_module, "short_names", lambda paths: named.extend(paths) or tuple(paths))
    app = ReaderApp((), theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.shelf.stories:
            await pilot.pause(0.01)
        named.clear()
        await show_opened(app, Opening(many, "library", None))
        await pilot.pause()
        await press(pilot, "j", "G", "k")
        assert view(pilot, "#stories").item == MANY - 2
        assert f"{MANY - 1:,}/{MANY:,}" in said(pilot)
        assert len(named) < 100 and len(many._opened) < 100
        assert app_of(pilot).return_code is None


def test_a_list_is_narrowed_and_ordered(many: Shelf) -> None:
    assert ordered(many, ORDERS[0], "") == many.versions
    assert ordered(many, ORDERS[0], "BOAT 77777") == ((77_777, 0),)
    assert ordered(many, ORDERS[0], "late 000007.txt") == ((7, 0),)
    assert not ordered(many, ORDERS[0], "early")
    by_title = [many.stories[story].title for story, _ in ordered(many, "by title", "boat 123")]
    assert by_title == sorted(by_title) and len(by_title) > 100
    longest = ordered(many, "longest first", "boat 9999")
    assert [story % 3 for story, _ in longest] == sorted((s % 3 for s, _ in longest), reverse=True)


class Gate:
    """Files that are not read until it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_end = threading.Event()
        read = Memory.open_files

        def open_files(memory: Memory, files: Sequence[str]) -> object:
            while not self.may_end.wait(0.005):
                pass
            return read(memory, files)

        monkeypatch.setattr(Memory, "open_files", open_files)
        monkeypatch.setattr(opening, "MANY", 3)


@pytest.fixture
def quays(tmp_path: Path) -> Path:
    """Four files of three stories: the first and the last tell the same."""
    folder = tmp_path / "quays"
    folder.mkdir()
    for number, what in enumerate(("old quay", "new bridge", "salt market", "old quay")):
        text = (
            f"The {what}\n\nThe {what} was shut on Monday, and the keeper of the {what} went home at noon.\n"
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


async def test_names_are_listed_before_the_files_are_read_and_the_bar_stays_on_its_file(
    quays: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    async with ReaderApp([str(quays)], theme="dark").run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "4 to read" in head(pilot))
        assert "2.txt" in text_of(pilot, "#stories") and "market" not in text_of(pilot, "#stories")
        await press(pilot, "j", "j", "k")
        assert view(pilot, "#stories").item == 1
        await press(pilot, "enter", "j")
        assert view(pilot, "#stories").item == 1 and name_of(pilot) == "library"
        gate.may_end.set()
        await until(pilot, lambda: name_of(pilot) == "reading")
        reading = reading_of(pilot)
        assert reading.version.article.path.endswith("1.txt")
        await press(pilot, "q")
        assert view(pilot, "#stories").item == 2 and "3 stories, 4 versions" in head(pilot)


async def test_names_go_when_their_files_are_not_to_be_read(
    quays: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Gate(monkeypatch)
    async with ReaderApp([str(quays)], theme="dark").run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "4 to read" in head(pilot) and "opening" in said(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "stopped opening" in said(pilot))
        assert "2.txt" not in text_of(pilot, "#stories") and app_of(pilot).return_code is None
