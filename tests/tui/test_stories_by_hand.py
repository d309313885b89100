"""Stories joined and parted on the list, and words looked for in every text from there."""

import os
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import journeys
import pytest
from journeys import app_of, until
from textual.pilot import Pilot

from reader.article import Article, Paragraph
from reader.library.values import Hit
from reader.tui.dialogs import ListDialog
from reader.tui.finding import find_paragraph

TEXTS = (
    "The mayor closes the quay\n\n“We cannot wait for another winter,” said Mayor Nadia Kroll of Port Ellery on Friday.\n",
    "A goat wins the race\n\nA goat won the race at the fair on Sunday, said Ilse Marrin, who owns it and feeds it daily.\n",
    "Boats stay out\n\nForty boats stayed out in the storm last night, the harbour office said in a letter to all.\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, text in enumerate(TEXTS):
        (texts / f"{number}.txt").write_text(text, encoding="utf-8")
        then = time.time() - 10_000 + 1000 * number
        os.utime(texts / f"{number}.txt", (then, then))
    return texts


def opened(folder: Path) -> AbstractAsyncContextManager[Pilot[int]]:
    return journeys.opened(folder, library=folder.parent / "library")


def stories(pilot: Pilot[int]) -> list[list[str]]:
    return [[Path(a.path).stem for a in story.versions] for story in app_of(pilot).shelf.stories]


async def test_marked_versions_are_joined_and_parted_and_that_is_remembered(folder: Path) -> None:
    async with opened(folder) as pilot:
        assert stories(pilot) == [["0"], ["1"], ["2"]]
        await pilot.press("j", "x", "J")
        await until(pilot, lambda: stories(pilot) == [["0"], ["1", "2"]])
    async with opened(folder) as pilot:
        assert stories(pilot) == [["0"], ["1", "2"]]
        await pilot.press("G", "P")
        await until(pilot, lambda: stories(pilot) == [["0"], ["1"], ["2"]])
    async with opened(folder) as pilot:
        assert stories(pilot) == [["0"], ["1"], ["2"]]


async def test_where_several_are_marked_the_one_the_bar_went_on_to_is_left_alone(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("x", "x", "J")
        await until(pilot, lambda: stories(pilot) == [["0", "1"], ["2"]])


async def test_what_cannot_be_joined_or_parted_is_said(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("J", "P", "x", "k", "x", "J")
        await pilot.pause()
        assert stories(pilot) == [["0"], ["1"], ["2"]]


async def test_enter_looks_in_all_texts_and_goes_to_the_place(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("slash", *"storm", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        await pilot.press("enter")
        app = app_of(pilot)
        await until(pilot, lambda: app.trail[-1] == "reading")
        assert app.reading is not None
        assert app.reading.version.article.path.endswith("2.txt")


async def test_words_that_stand_nowhere_leave_the_list_as_it_was(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("slash", *"zebra", "enter")
        await pilot.pause(0.3)
        assert not isinstance(pilot.app.screen, ListDialog)
        assert stories(pilot) == [["0"], ["1"], ["2"]]


def test_the_paragraph_of_a_hit_is_found() -> None:
    article = Article(
        "a", "", tuple(map(Paragraph, ("One two three.", "Four five six.", "Seven eight nine.")))
    )
    excerpt = "…five six.\n\nSeven eight…"
    assert find_paragraph(article, Hit("article", "a", "", excerpt, ((13, 18),))) == 2
    assert find_paragraph(article, Hit("article", "a", "", excerpt, ((1, 5),))) == 1
    assert find_paragraph(article, Hit("article", "a", "", "gone", ((0, 4),))) == 0


async def test_folders_that_were_opened_are_offered_again(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "more.txt").write_text(
        "More\n\nThere is more to be read here than there was.\n", encoding="utf-8"
    )
    async with opened(other):
        pass
    async with opened(folder) as pilot:
        await pilot.press("O")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        await pilot.press("j", "enter")
        await until(pilot, lambda: ["more"] in stories(pilot))
        assert len(stories(pilot)) == 4
