"""The mouse: off as it comes, and where it is asked for it scrolls what it is over and chooses what it is on."""

import signal
from pathlib import Path

from journeys import app_of, keys_named, name_of, opened, press, said, view
from pty_session import Session
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from reader.config import Config
from reader.tui.line_view import LineView


async def click(pilot: Pilot[int], name: str, row: int, times: int = 1) -> None:
    assert await pilot.click(f"#{name}", offset=(4, row), times=times)
    await pilot.pause()


async def test_a_click_chooses_an_entry_and_another_opens_it(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        stories = view(pilot, "#stories")
        second = stories.rows.rows_of(1)[0]
        await click(pilot, "stories", second)
        assert stories.item == 1 and name_of(pilot) == "library"
        await click(pilot, "stories", second)
        assert name_of(pilot) == "reading"
        assert "2-second.txt" in app_of(pilot).reading.version.article.path  # type: ignore[union-attr]


async def test_a_click_goes_to_the_other_pane(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        await click(pilot, "preview", 3)
        assert app_of(pilot).focused is view(pilot, "#preview")


async def test_a_double_click_opens_a_paragraph_and_one_click_does_not(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        text, page = view(pilot), app_of(pilot).current.page  # type: ignore[attr-defined]
        quoted = next(
            page.item_of_paragraph(k) for k, found in enumerate(page.version.by_paragraph) if found and k > 1
        )
        row = text.rows.rows_of(quoted)[0] - text.top
        await click(pilot, "text", row)
        assert text.item == quoted
        assert app_of(pilot).reading.only is None  # type: ignore[union-attr]
        await click(pilot, "text", row, times=2)
        assert app_of(pilot).reading.only is not None  # type: ignore[union-attr]


async def test_the_wheel_scrolls_what_is_under_the_pointer(harbour: Path) -> None:
    async with opened(harbour, size=(100, 14)) as pilot:
        preview, stories = view(pilot, "#preview"), view(pilot, "#stories")
        await pilot._post_mouse_events([MouseScrollDown], "#preview", offset=(2, 2), button=0)
        await pilot.pause()
        assert preview.top == 3 and stories.item == 0
        await pilot._post_mouse_events([MouseScrollUp], "#preview", offset=(2, 2), button=0)
        await pilot.pause()
        assert preview.top == 0


async def test_the_strip_leads_to_the_part_it_shows(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt", size=(100, 14)) as pilot:
        strip = view(pilot, "#strip")
        assert await pilot.click("#strip", offset=(0, strip.size.height - 1))
        await pilot.pause()
        assert view(pilot).item > view(pilot).rows.items // 2
        assert app_of(pilot).focused is view(pilot)


async def test_a_command_is_chosen_by_a_click(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        await press(pilot, ":", *"theme")
        listed = app_of(pilot).screen.query_one(LineView)
        assert await pilot.click(LineView, offset=(3, 0))
        await pilot.pause()
        assert listed is not app_of(pilot).focused and "theme: light" in said(pilot)


async def test_the_mouse_is_the_terminals_until_it_is_asked_for(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        assert not app_of(pilot).has_mouse
        await press(pilot, "i")
        assert app_of(pilot).has_mouse and "it scrolls" in said(pilot)
        await press(pilot, "i")
        assert not app_of(pilot).has_mouse and "left to the terminal" in said(pilot)
        assert keys_named(pilot)
    async with opened(harbour, config=Config(mouse=True)) as pilot:
        assert app_of(pilot).has_mouse


MOUSE_ON, MOUSE_OFF = "\x1b[?1000h", "\x1b[?1000l"


def test_no_mouse_is_asked_for_unless_it_is_wanted(harbour: Path) -> None:
    with Session(str(harbour)) as session:
        session.wait_for("1-first.txt", "quit")
        session.type("\x1b[<65;50;10M\x1b[<0;10;6M\x1b[<0;10;6m")
        session.type("q")
        assert session.wait_for_end() == 0
        assert MOUSE_ON not in session.sent and "?1003" not in session.sent


def test_a_terminal_gets_its_mouse_back(harbour: Path) -> None:
    """Wheel and clicks through a real terminal; also while the program is suspended, and at its end."""
    with Session(str(harbour), lines=16) as session:
        session.wait_for("1-first.txt", "quit")
        session.type("i")
        session.wait_for("mouse: it scrolls")
        row = next(k for k, text in enumerate(session.rows, start=1) if "2-second.txt" in text[:60])
        session.type(f"\x1b[<0;10;{row}M\x1b[<0;10;{row}m")
        session.wait_for("2/2")
        before = session.text
        session.type("\x1b[<65;80;10M")
        session.wait_until(lambda text: text != before, "the preview scrolled")
        assert MOUSE_OFF not in session.sent
        asked = session.sent.count(MOUSE_ON)
        session.type("\x1a")
        session.wait_until(lambda _: MOUSE_OFF in session.sent, "the mouse given back")
        session.child.send_signal(signal.SIGCONT)
        session.wait_until(lambda _: session.sent.count(MOUSE_ON) > asked, "the mouse again")
        session.wait_for("2-second.txt")
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
