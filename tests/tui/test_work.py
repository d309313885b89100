"""What takes long: the screen can be used meanwhile, says how far it is, and stops it when asked."""

import asyncio
import re
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from types import FrameType

import pytest
from journeys import app_of, name_of, opened, press, said, text_of, until, view

import reader.reading
from reader.errors import ReaderError
from reader.reading import Comparison, Version
from reader.tui import work as working
from reader.tui.work import Estimate, Stopped, Work


class Slow:
    """Compares only when it is let, and knows whether it was stopped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_end, self.was_stopped = threading.Event(), threading.Event()
        self._compare = reader.reading.compare_texts
        monkeypatch.setattr(reader.reading, "compare_texts", self)

    def __call__(self, old: Version, new: Version) -> Comparison:
        try:
            while not self.may_end.is_set():
                time.sleep(0.005)
        except Stopped:
            self.was_stopped.set()
            raise
        return self._compare(old, new)


async def test_the_screen_goes_on_while_two_versions_are_compared(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with opened(harbour) as pilot:
        await press(pilot, "3")
        await until(pilot, lambda: "comparing 12 paragraphs" in said(pilot))
        assert "esc stops it" in said(pilot)
        await press(pilot, "j")
        assert view(pilot, "#stories").item == 1 and name_of(pilot) == "library"
        slow.may_end.set()
        await until(pilot, lambda: name_of(pilot) == "compare" and "Friday" in text_of(pilot))
        assert "comparing" not in said(pilot)


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_what_takes_long_is_stopped_and_nothing_is_lost(
    harbour: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    slow = Slow(monkeypatch)
    async with opened(harbour) as pilot:
        await press(pilot, "j", "enter", "]")
        row = view(pilot).bar_rows
        await press(pilot, "3")
        await until(pilot, lambda: "comparing" in said(pilot))
        await press(pilot, key)
        assert "stopped comparing" in said(pilot)
        await until(pilot, slow.was_stopped.is_set)
        assert name_of(pilot) == "reading" and view(pilot).bar_rows == row
        assert app_of(pilot).return_code is None
        slow.may_end.set()
        await press(pilot, "3")
        await until(pilot, lambda: name_of(pilot) == "compare")


async def test_an_answer_that_nobody_waits_for_is_dropped(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with opened(harbour) as pilot:
        await press(pilot, "enter", "3")
        await until(pilot, lambda: "comparing" in said(pilot))
        await press(pilot, "q")
        assert name_of(pilot) == "library"
        await until(pilot, slow.was_stopped.is_set)
        slow.may_end.set()
        await pilot.pause(0.05)
        assert name_of(pilot) == "library" and "comparing" not in said(pilot)


async def test_the_program_ends_while_something_takes_long(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Slow(monkeypatch)
    async with opened(harbour) as pilot:
        await press(pilot, "3")
        await until(pilot, lambda: "comparing" in said(pilot))
        await press(pilot, "Q")
        assert app_of(pilot).return_code == 0


async def test_work_says_how_far_it_is() -> None:
    is_told, may_end = threading.Event(), threading.Event()

    def open_some(work: Work[int]) -> int:
        work.tell(3, 12)
        is_told.set()
        may_end.wait(60)
        return 12

    work = Work("opening", open_some)
    work.start()
    assert await asyncio.to_thread(is_told.wait, 60)
    assert re.match(r"opening, 3 of 12 · \d+ s", work.describe(1.0))
    may_end.set()
    assert await work.ended == 12


async def test_an_estimate_follows_what_was_measured() -> None:
    work: Work[None] = Work("comparing", lambda work: None, Estimate(600_000, 200_000))
    work.start()
    await work.ended
    assert re.fullmatch(r"comparing · \d+ s of about 3", work.describe(1.0))
    assert re.fullmatch(r"comparing · \d+ s of about 6", work.describe(2.0))
    assert work.measured_pace() is None


async def test_work_that_is_stopped_takes_no_time_any_more() -> None:
    has_begun, ended = threading.Event(), threading.Event()

    def never_end(work: Work[None]) -> None:
        try:
            has_begun.set()
            while True:
                sum(range(100))
        finally:
            ended.set()

    others = working._working  # what other tests have stopped may not have ended yet
    work = Work("counting", never_end)
    work.start()
    assert await asyncio.to_thread(has_begun.wait, 60)
    assert sys.getswitchinterval() < working._usual_seconds
    work.stop()
    assert await asyncio.to_thread(ended.wait, 60)
    async with asyncio.timeout(60):
        while working._working > others:
            await asyncio.sleep(0.01)
    assert working._working or sys.getswitchinterval() == working._usual_seconds
    assert work.ended.cancelled()


async def test_work_that_is_stopped_before_it_has_begun_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A thread that is there, but has not begun what it is for, neither dies of being stopped nor is counted for ever."""
    died: list[object] = []
    monkeypatch.setattr(threading, "excepthook", died.append)
    others = working._working
    is_there, may_begin = threading.Event(), threading.Event()

    def hold(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is Work._run.__code__:
            is_there.set()
            may_begin.wait(60)

    threading.setprofile(hold)
    work: Work[None] = Work("nothing", lambda work: died.append("done all the same"))
    work.start()
    threading.setprofile(None)
    assert await asyncio.to_thread(is_there.wait, 60)
    work.stop()
    may_begin.set()
    async with asyncio.timeout(60):
        while working._working > others:
            await asyncio.sleep(0.01)
    assert not died


async def test_an_import_is_finished_before_work_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is raised in the midst of one may leave Python's lock on imports taken, and the whole program waits for ever."""
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(0.3)\nis_whole = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    is_over = threading.Event()

    def bring_in(work: Work[None]) -> None:
        try:
            import_module("slow_to_import")
            while True:
                time.sleep(0.005)
        finally:
            is_over.set()

    work: Work[None] = Work("importing", bring_in)
    work.start()
    async with asyncio.timeout(60):
        while "slow_to_import" not in sys.modules:
            await asyncio.sleep(0.01)
    work.stop()
    assert await asyncio.to_thread(is_over.wait, 60)
    assert sys.modules["slow_to_import"].is_whole


async def test_what_went_wrong_is_told() -> None:
    def refuse(work: Work[None]) -> None:
        raise ReaderError("nowhere.txt: no such file")

    work = Work("opening", refuse)
    work.start()
    with pytest.raises(ReaderError, match="no such file"):
        await work.ended
