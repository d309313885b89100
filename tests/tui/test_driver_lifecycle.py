"""What the driver does when the app or the terminal hangs, lags or is lent. How the program ends is in `test_pty_lifecycle`."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from driver_sessions import open_app
from pty_session import PATIENCE_SECONDS, Session

from reader.tui.terminal import describe_terminal, why_no_screen


@contextmanager
def opened(*, answers: bool = True) -> Iterator[Session]:
    with open_app("own", answers=answers) as session:
        session.wait_for("keys 0")
        session.type("jj")
        session.wait_for("keys 2 ")
        yield session


def test_a_busy_app_is_ended_too() -> None:
    """Its loop answers nothing; the terminal is restored all the same."""
    with opened() as session:
        session.type("w")
        session.settle()
        session.child.send_signal(signal.SIGTERM)
        assert session.wait_for_end() == 128 + signal.SIGTERM
        session.assert_left_as_it_was()


def test_another_program_may_have_the_terminal_in_between() -> None:
    with opened() as session:
        session.settle()
        before = session.cells()
        session.type("e")
        session.wait_for("an editor was here")
        assert not session.is_raw()
        session.wait_for("keys 3 ", gone="editor")
        session.wait_until(lambda _: session.cells()[:-1] == before[:-1], "the screen as it was")
        session.type("jq")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_a_terminal_that_takes_nothing_does_not_hold_the_program() -> None:
    with opened(answers=False) as session:
        session.type("fsfsfsfsfsfsfsfs" * 12)
        idle = 0
        while idle < 10:  # nothing is read, until the line is full and the program waits
            time.sleep(0.02)
            idle = 0 if session.is_working() else idle + 1
        session.child.send_signal(signal.SIGTERM)
        assert session.child.wait(10) == 128 + signal.SIGTERM


def test_a_size_that_went_and_came_back_is_drawn_anew() -> None:
    """The terminal cut what it showed when it became smaller; Textual sees no change, the driver must."""
    with opened() as session:
        session.settle()
        before = session.cells()
        session.resize(30, 10)
        session.resize(80, 24)
        assert session.cells() != before
        session.wait_until(lambda _: session.cells() == before, "the screen as it was")


def test_nothing_is_left_for_the_shell_that_a_slow_terminal_answers_late() -> None:
    """The answer comes 0.4 s after the question: the program waits for it."""
    late: list[tuple[float, str]] = []
    with open_app("own") as session:
        session.screen.answer = lambda data: late.append((time.monotonic() + 0.4, data))

        def deliver_until(holds: Callable[[], bool]) -> None:
            """Deliver each answer when it is due."""
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not holds():
                assert time.monotonic() < deadline, session.text
                session.rest(0.02)
                while late and late[0][0] <= time.monotonic():
                    session.type(late.pop(0)[1])

        deliver_until(lambda: "keys 0" in session.text and not late)
        session.type("d")
        deliver_until(lambda: bool(late))
        session.type("q")
        deliver_until(lambda: "\x1b[?1049l" in session.sent)
        assert not late
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_a_terminal_without_a_cursor_is_told() -> None:
    assert "TERM" in (why_no_screen({"TERM": "dumb"}) or "")
    assert "TERM" in (why_no_screen({}) or "")


@pytest.mark.parametrize(
    ("environment", "multiplexed", "answers", "colour"),
    [
        ({"TERM": "xterm-256color"}, False, True, True),
        ({"TERM": "tmux-256color", "TMUX": "/run/tmux"}, True, False, True),
        ({"TERM": "screen", "STY": "1.pts"}, True, False, False),
        ({"TERM": "screen-256color"}, True, True, False),
        ({"TERM": "vt220"}, False, True, False),
    ],
)
def test_a_terminal_is_described_by_its_environment(
    environment: dict[str, str], multiplexed: bool, answers: bool, colour: bool
) -> None:
    terminal = describe_terminal(environment)
    assert terminal.is_multiplexed is multiplexed
    assert terminal.answers_count is answers
    assert terminal.erases_in_color is colour
