"""Keys typed before what they are for is on the screen: they wait for it, in order, and none is lost."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from journeys import app_of, name_of, press, said, until
from pty_session import Session
from textual.pilot import Pilot

from reader.tui import opening as opening_room
from reader.tui.app import ReaderApp
from reader.tui.work import Work


@asynccontextmanager
async def opening(folder: Path) -> AsyncIterator[Pilot[int]]:
    """The program while it opens a folder."""
    async with ReaderApp([str(folder)], theme="dark").run_test(size=(120, 40)) as pilot:
        yield pilot


def test_keys_typed_before_anything_is_drawn_meet_what_was_opened(harbour: Path) -> None:
    with Session(str(harbour)) as session:
        session.type("j\r")
        session.wait_for("2-second.txt", "¶ 1/")
        session.type("Q")
        assert session.wait_for_end() == 0
        assert "nothing is open" not in session.sent


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("3]]", "changes only"),
        ("3q\r}}", "¶ 3/"),
        ("\r/quay\rn", "2 of 3: quay"),
        ("?jjjjjjj", "Keys"),
        (":ledger\rj", "Who says what"),
    ],
)
def test_keys_typed_at_once_do_what_they_do_one_by_one(harbour: Path, keys: str, shown: str) -> None:
    seen = []
    for is_patient in (False, True):
        with Session(str(harbour), columns=100, lines=24) as session:
            session.wait_until(lambda _, s=session: s.is_raw(), "a terminal that sends keys at once")  # type: ignore[misc]
            if is_patient:
                session.wait_for("1-first.txt", "enter read")
            for part in keys if is_patient else [keys]:
                session.type(part)
                session.rest(0.3 if is_patient else 0)
            seen.append(session.wait_for(shown))
            session.rest(0.3)
            seen[-1] = session.text
    assert seen[0] == seen[1]


class Gate:
    """An opening that takes until it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_end = threading.Event()
        self._open = opening_room.open_named
        gate = self

        def open_named(app: ReaderApp, work: Work[object]) -> object:
            while not gate.may_end.wait(0.005):
                pass
            return gate._open(app, work)  # type: ignore[arg-type]

        monkeypatch.setattr(opening_room, "open_named", open_named)


async def test_keys_wait_for_a_long_opening_and_keep_their_order(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    async with opening(harbour) as pilot:
        await press(pilot, "j", "enter", "right_curly_bracket")
        await until(pilot, lambda: "opening" in said(pilot))
        await press(pilot, "right_curly_bracket")
        assert name_of(pilot) == "library"
        gate.may_end.set()
        await until(pilot, lambda: name_of(pilot) == "reading" and app_of(pilot).current.main.item == 2)
        assert app_of(pilot).reading.shown == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["q", "ctrl+c", "Q"])
async def test_what_leaves_does_not_wait_for_the_opening(
    harbour: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    Gate(monkeypatch)
    async with opening(harbour) as pilot:
        await press(pilot, key)
        await until(pilot, lambda: app_of(pilot).return_value == 0)


async def test_ctrl_c_forgets_what_was_typed_for_what_it_stops(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Gate(monkeypatch)
    async with opening(harbour) as pilot:
        await press(pilot, "3", "j")
        await until(pilot, lambda: "opening" in said(pilot))
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: "stopped" in said(pilot))
        await press(pilot, "question_mark")
        await until(pilot, lambda: type(app_of(pilot).screen).__name__ == "HelpScreen")
