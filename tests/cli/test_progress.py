"""How far a command is: on a terminal only, after a while, and nothing of it is left."""

import io
import sys

import pytest

from reader.cli import progress
from reader.cli.progress import Telling, say_seconds


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def heard(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, clock: Clock, seconds: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with Telling("opening") as tell:
        for done in range(5):
            tell(done, 10)
            clock.now += seconds
    return stream.getvalue()


def test_a_terminal_hears_how_far_it_is_and_forgets_it(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    said = heard(monkeypatch, Terminal(), clock, 2.0)
    assert said == (
        "\r\x1b[Kopening: 1 of 10 · 18 s left\r\x1b[Kopening: 2 of 10 · 16 s left"
        "\r\x1b[Kopening: 3 of 10 · 14 s left\r\x1b[Kopening: 4 of 10 · 12 s left\r\x1b[K"
    )


def test_what_is_done_soon_is_not_worth_a_word(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    assert heard(monkeypatch, Terminal(), clock, 0.1) == ""


def test_a_pipe_hears_nothing(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    assert heard(monkeypatch, io.StringIO(), clock, 2.0) == ""


def test_nothing_is_left_when_it_ends_in_trouble(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(KeyboardInterrupt), Telling("opening") as tell:
        clock.now += 1
        tell(0, 10)
        tell.begin("reading")
        clock.now += 1
        tell(5, 10)
        raise KeyboardInterrupt
    assert stream.getvalue() == "\r\x1b[Kopening: 0 of 10\r\x1b[Kreading: 5 of 10 · 1 s left\r\x1b[K"


def test_seconds_are_said_as_roughly_as_they_are_known() -> None:
    assert [say_seconds(seconds) for seconds in (0.2, 12.4, 89, 90, 600)] == [
        "1 s",
        "12 s",
        "89 s",
        "2 min",
        "10 min",
    ]
