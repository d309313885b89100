"""What the foot said can be read again, all of it, on every screen."""

from pathlib import Path

import pytest
from journeys import app_of, name_of, opened, press, until
from textual.pilot import Pilot

from reader.tui.line_view import LineView


def page(pilot: Pilot[int]) -> str:
    view = app_of(pilot).screen.query_one(LineView)
    return "\n".join(
        "".join(text for text, _ in view.rows.line(row) or ()) for row in range(view.rows.height)
    )


@pytest.mark.parametrize(
    ("key", "name"), [("1", "library"), ("2", "reading"), ("3", "compare"), ("4", "ledger")]
)
async def test_what_was_said_is_told_again_the_last_words_first(harbour: Path, key: str, name: str) -> None:
    async with opened(harbour) as pilot:
        await press(pilot, "t", "j", "i", "j", key)
        await until(pilot, lambda: name_of(pilot) == name)
        await press(pilot, "e")
        await until(pilot, lambda: "theme: " in page(pilot))
        said = page(pilot)
        assert said.index("mouse: ") < said.index("theme: ")
        assert "the list" in said
        await press(pilot, "q")
        assert name_of(pilot) == name


async def test_of_several_notices_said_at_once_none_is_lost(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        app_of(pilot).tell(["quay.txt cannot be read", "mole.txt cannot be read", "pier.txt cannot be read"])
        await press(pilot, "e")
        await until(pilot, lambda: "quay.txt" in page(pilot))
        said = page(pilot)
        assert said.index("quay.txt") < said.index("mole.txt") < said.index("pier.txt")


async def test_a_long_notice_stands_there_in_whole(harbour: Path) -> None:
    words = " ".join(f"word{k}" for k in range(60))
    async with opened(harbour, size=(50, 12)) as pilot:
        app_of(pilot).current.notice(words)
        await press(pilot, "e")
        await until(pilot, lambda: "word59" in page(pilot))
        assert all(f"word{k}" in page(pilot) for k in range(60))


async def test_where_nothing_was_said_the_page_says_so(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        await press(pilot, "e")
        await until(pilot, lambda: "nothing was said yet" in page(pilot))
