"""How the driver begins and ends: whatever happens, the terminal is given back and the app is told to save."""

import os
import re
import shlex
import signal
import sys
import time
from pathlib import Path

import pytest
import test_driver_app
from test_driver_app import Session, open_app

from reader.tui.terminal import describe_terminal, why_no_screen

MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[([<>])[0-9]*u")
NORMALLY_ON = {b"7", b"25"}


def modes_left(log: bytes) -> list[bytes]:
    """Which modes of the terminal are otherwise than before the program."""
    state: dict[bytes, bool] = {}
    keyboards = 0
    for match in MODES.finditer(log):
        if match[1]:
            state |= dict.fromkeys(match[1].split(b";"), match[2] == b"h")
        else:
            keyboards += 1 if match[3] == b">" else -1
    left = [number for number, is_on in state.items() if is_on != (number in NORMALLY_ON)]
    return left + [b"keyboard"] * max(0, keyboards)


def assert_restored(session: Session) -> None:
    assert modes_left(session.log) == []
    assert b"Traceback" not in session.log


def opened(tmp_path: Path, **options: object) -> Session:
    session = open_app("own", environment={"SESSION": str(tmp_path / "session")}, **options)
    assert session.wait_for("keys 0")
    session.press("jj")
    assert session.wait_for("keys 2 ")
    return session


def saved(tmp_path: Path) -> str | None:
    path = tmp_path / "session"
    return path.read_text() if path.exists() else None


def test_quitting_leaves_nothing_behind(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        session.press("q")
        assert session.finish() == 0
        assert_restored(session)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_end_restores_the_terminal_and_saves(tmp_path: Path, number: signal.Signals) -> None:
    with opened(tmp_path) as session:
        session.signal(number)
        begin = time.monotonic()
        assert session.finish() == 128 + number
        assert time.monotonic() - begin < 2
        assert_restored(session)
        assert saved(tmp_path) == "keys 2"


def test_a_busy_app_is_ended_too(tmp_path: Path) -> None:
    """Its loop answers nothing; the terminal is restored all the same."""
    with opened(tmp_path) as session:
        session.press("w")
        session.wait_until(lambda: False, 0.5)
        session.signal(signal.SIGTERM)
        assert session.finish() == 128 + signal.SIGTERM
        assert_restored(session)


def test_a_closed_terminal_ends_the_app(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        os.close(session.fd)
        session.is_over = True
        begin = time.monotonic()
        assert session.finish() in (128 + signal.SIGHUP, -signal.SIGHUP)
        assert time.monotonic() - begin < 3
        assert saved(tmp_path) == "keys 2"


def test_without_a_shell_ctrl_z_draws_all_again(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        before = session.cells()
        session.press("\x1a")
        assert session.wait_until(lambda: session.log.count(b"\x1b[?1049h") == 2)
        assert session.wait_until(lambda: session.cells()[:-1] == before[:-1])
        session.press("j")
        assert session.wait_for("keys 4 ")
        session.press("q")
        assert session.finish() == 0
        assert_restored(session)


def test_another_program_may_have_the_terminal_in_between(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        while session.read(0.2):
            pass  # the rest of the frame may come behind what was waited for
        before = session.text()
        session.press("e")
        assert session.wait_for("an editor was here")
        assert not session.is_raw()
        assert session.wait_until(lambda: "keys 3 " in session.text() and "editor" not in session.text())
        session.wait_until(lambda: session.text().splitlines()[:-1] == before.splitlines()[:-1], 3)
        assert session.text().splitlines()[:-1] == before.splitlines()[:-1]
        session.press("jq")
        assert session.finish() == 0
        assert_restored(session)


def test_a_terminal_that_takes_nothing_does_not_hold_the_program(tmp_path: Path) -> None:
    with opened(tmp_path, answers=False) as session:
        session.press("fsfsfsfsfsfsfsfs" * 12)
        time.sleep(1.5)
        begin = time.monotonic()
        session.signal(signal.SIGTERM)
        while not session.has_ended() and time.monotonic() - begin < 6:
            time.sleep(0.05)
        assert time.monotonic() - begin < 5
        assert session.finish() == 128 + signal.SIGTERM


def test_a_crash_restores_the_terminal_before_it_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        session.press("x")
        assert session.finish() == 1
        assert modes_left(session.log) == []
        assert session.log.rindex(b"a fault of the program") > session.log.rindex(b"\x1b[?1049l")


def test_a_storm_of_resizes_ends_in_the_right_screen(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        for step in range(50):
            session.resize(80 - step % 13, 24 - step % 7)
            session.read(0.02)
        session.resize(70, 20)
        session.press("j")
        assert session.wait_for("keys 3 ")
        session.wait_until(lambda: False, 0.5)
        with open_app("stock", size=(70, 20)) as stock:
            assert stock.wait_for("keys 0")
            stock.press("jjj")
            assert stock.wait_for("keys 3 ")
            stock.wait_until(lambda: stock.cells() == session.cells(), 3)
            assert session.text() == stock.text()


def test_a_size_that_went_and_came_back_is_drawn_anew(tmp_path: Path) -> None:
    """The terminal cut what it showed when it became smaller; Textual sees no change, the driver must."""
    with opened(tmp_path) as session:
        session.wait_until(lambda: False, 0.3)
        before = session.text()
        session.resize(30, 10)
        session.resize(80, 24)
        assert session.text() != before
        assert session.wait_until(lambda: session.text() == before, 5)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (300, 100)])
def test_any_size_is_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    with open_app("own", size=size) as session:
        session.wait_until(lambda: b"\x1b[6n" in session.log, 10)
        session.press("jq")
        assert session.finish() == 0
        assert_restored(session)


def test_nothing_is_left_for_the_shell_that_a_slow_terminal_answers_late() -> None:
    """The answer comes 0.4 s after the question: the program waits for it."""
    late: list[tuple[float, str]] = []
    with open_app("own") as session:
        session.screen.write_process_input = lambda text: late.append((time.monotonic() + 0.4, text))  # type: ignore[method-assign]

        def deliver() -> bool:
            while late and late[0][0] <= time.monotonic():
                session.press(late.pop(0)[1])
            return False

        session.wait_until(lambda: deliver() or "keys 0" in session.text())
        session.wait_until(deliver, 1.5)
        session.press("d")
        session.wait_until(lambda: deliver() or "keys 1 " in session.text())
        session.press("q")
        assert session.wait_until(lambda: deliver() or b"\x1b[?1049l" in session.log)
        assert not late
        session.finish()
        assert_restored(session)


def test_standard_error_in_a_file_gets_no_drawing(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    program = f"{shlex.quote(sys.executable)} {shlex.quote(test_driver_app.__file__)} own 2>{shlex.quote(str(errors))}"
    with Session(["sh", "-c", program]) as session:
        assert session.wait_for("keys 0")
        session.press("jq")
        assert session.finish() == 0
        assert_restored(session)
    assert errors.read_bytes() == b""


def test_keys_come_from_the_terminal_when_standard_input_is_a_pipe() -> None:
    program = f"echo text | {shlex.quote(sys.executable)} {shlex.quote(test_driver_app.__file__)} own"
    with Session(["sh", "-c", program]) as session:
        assert session.wait_for("keys 0")
        session.press("jj")
        assert session.wait_for("keys 2 ")
        session.press("q")
        assert session.finish() == 0
        assert_restored(session)


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
