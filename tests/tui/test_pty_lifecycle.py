"""How the program begins and ends on its real screens: the terminal is given back, the session is kept, the end comes at once."""

import json
import os
import re
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from made_up import HARBOUR_OLD
from pty_session import ESCAPE, PROGRAM, Session, wait_for_the_same

PLACES = {
    "library": ("", "enter read"),
    "reading": ("\r", "¶ 1/"),
    "compare": ("3", "changes only"),
    "ledger": ("4", "Who says what"),
    "help": ("?", "Keys"),
    "commands": (":", "Commands"),
    "search": ("\r/", "search"),
}
"""Keys that lead from the library to a screen, and what it shows."""

READER = " ".join(map(shlex.quote, PROGRAM))


@contextmanager
def opened(folder: Path, place: str = "library", **options: object) -> Iterator[Session]:
    keys, shown = PLACES[place]
    with Session(str(folder), **options) as session:
        session.wait_for("1-first.txt", "enter read")
        for key in keys:
            session.type(key)
            session.wait_for("¶ 1/" if key == "\r" else shown)
        yield session


def saved_paths(home: Path) -> list[str] | None:
    """What the next start without arguments opens."""
    found = next(home.rglob("session.json"), None)
    return json.loads(found.read_text())["paths"] if found else None


def assert_ended_well(session: Session, home: Path, folder: Path, status: int) -> None:
    assert session.wait_for_end() == status
    session.assert_left_as_it_was()
    assert "Traceback" not in session.sent
    assert saved_paths(home) == [str(folder)]


# -- signals


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("library", signal.SIGTERM),
        ("search", signal.SIGTERM),
        ("help", signal.SIGTERM),
        ("compare", signal.SIGHUP),
        ("reading", signal.SIGINT),
        *(
            pytest.param(place, number, marks=pytest.mark.slow)
            for place in PLACES
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
        ),
    ],
)
def test_a_signal_ends_it_in_order(harbour: Path, own_home: Path, place: str, number: signal.Signals) -> None:
    with opened(harbour, place) as session:
        session.child.send_signal(number)
        assert_ended_well(session, Path(os.environ["HOME"]), harbour, 128 + number)


def test_the_place_in_the_text_is_kept_when_a_signal_ends_it(harbour: Path) -> None:
    with opened(harbour, "reading", lines=12, columns=60) as session:
        session.type("dddd")
        session.wait_until(lambda text: "Divers looked" in text and "council of Port Ellery" not in text)
        first = session.rows[3].strip("▌ ")
        session.child.send_signal(signal.SIGHUP)
        session.wait_for_end()
    with Session(lines=12, columns=60) as session:
        session.wait_for("1-first.txt", "where you left off")
        session.type("\r")
        session.wait_for(first, "¶ ")


def test_a_signal_in_the_midst_of_opening_ends_it(tmp_path: Path) -> None:
    for k in range(400):
        (tmp_path / f"{k}.txt").write_text(HARBOUR_OLD.replace("quay", f"quay{k}"), encoding="utf-8")
    with Session(str(tmp_path)) as session:
        session.wait_for("reader")
        session.child.send_signal(signal.SIGTERM)
        assert session.wait_for_end() == 128 + signal.SIGTERM
        session.assert_left_as_it_was()


def test_a_signal_before_anything_is_shown_leaves_the_terminal_alone(harbour: Path) -> None:
    for delay in (0.05, 0.15, 0.3):
        with Session(str(harbour)) as session:
            session.rest(delay)
            session.child.send_signal(signal.SIGTERM)
            assert session.wait_for_end() in (128 + signal.SIGTERM, -signal.SIGTERM)
            session.assert_left_as_it_was()


# -- faults

CRASHING = """
from reader.tui import {module}
def fault(self, *_):
    raise ValueError("the lamp went out")
{module}.{method} = fault
from reader.cli import entry
entry()
"""


@pytest.mark.parametrize(
    ("module", "method", "place", "key"),
    [
        pytest.param("screen", "ReaderScreen.action_theme", "compare", "t", id="in an action"),
        pytest.param("line_view", "LineView.render_line", "library", "", id="while drawing"),
        pytest.param("canvas", "Canvas.apply", "library", "", id="in the driver"),
        pytest.param("incoming", "Incoming.feed", "library", "", id="in the thread of keys"),
        pytest.param("sender", "Sender._update", "library", "", id="in the thread that sends"),
        pytest.param("opening", "show_opened", "library", "", id="while opening"),
        pytest.param("opening", "open_shelf", "library", "", id="in a worker"),
    ],
)
def test_a_fault_of_the_program_is_told_in_a_line(
    harbour: Path, module: str, method: str, place: str, key: str
) -> None:
    code = CRASHING.format(module=module, method=method)
    with Session(str(harbour), program=(sys.executable, "-c", code)) as session:
        if key:
            session.wait_for("1-first.txt", "enter read")
            session.type(PLACES[place][0])
            session.wait_for(PLACES[place][1])
            session.type(key)
        assert session.wait_for_end() == 2
        session.assert_left_as_it_was()
        assert "Traceback" not in session.sent
        told = re.sub(r"\x1b\[[0-9;?<>]*[a-zA-Z]", "", session.sent.rsplit("\x1b[?1049l", 1)[-1])
        line = " ".join(told.split())
        assert line.startswith("reader: a fault in the program: ValueError: the lamp went out; more in ")
        kept = Path(told.rsplit("more in ", 1)[1].replace("\r\n", "").strip())
        assert "Traceback" in kept.read_text() and "the lamp went out" in kept.read_text()
        assert kept.stat().st_mode & 0o077 == 0


# -- ctrl+c


def test_ctrl_c_leaves_what_asks_and_else_the_program(harbour: Path) -> None:
    with opened(harbour, "search") as session:
        session.type("quay")
        session.wait_for("search quay")
        session.type("\x03")
        session.wait_for("¶ 1/", gone="search quay")
        session.type("\x03")
        assert_ended_well(session, Path(os.environ["HOME"]), harbour, 0)


# -- ctrl+z


@contextmanager
def shell(folder: Path, *, lines: int = 24) -> Iterator[Session]:
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    program = ("bash", "--norc", "--noprofile", "-i")
    environ = {"PS1": "ready> ", "HISTFILE": None}
    with Session(program=program, environ=environ, cwd=folder, columns=90, lines=lines) as session:
        session.wait_for("ready>")
        yield session


def run(session: Session, command: str, *wanted: str) -> None:
    session.type(command + "\r")
    session.wait_for(*wanted)


@pytest.mark.parametrize(
    "place",
    ["compare", "search", *(pytest.param(p, marks=pytest.mark.slow) for p in ("reading", "ledger", "help"))],
)
def test_the_shell_gets_the_terminal_for_a_while(harbour: Path, place: str) -> None:
    keys, shown = PLACES[place]
    with shell(harbour) as session:
        run(session, f"{READER} .", "1-first.txt", "enter read")
        for key in keys:
            session.type(key)
            session.wait_for("¶ 1/" if key == "\r" else shown)
        session.settle()
        before = session.cells()
        session.type("\x1a")
        session.wait_for("Stopped", "ready>")
        assert not modes_switched(session)
        run(
            session,
            "clear; echo $((40 + 2)) words; stty | tr ' ' '\\n' | grep -c -e '-icanon' -e '-echo'",
            "42 words",
            "0",
        )
        session.screen.reset()
        session.type("fg\r")
        session.wait_until(lambda _: session.cells() == before, "the screen as it was")
        assert session.is_raw()
        if place == "search":
            session.type("\x03")
            session.wait_for("] [ quotation")
        session.type("Q")
        session.wait_until(lambda text: not session.is_raw() or "ready>" in text)
        run(session, "echo status $?", "status 0")
        assert not modes_switched(session)


def foreground_group(session: Session) -> int:
    return os.tcgetpgrp(session._ours)


def modes_switched(session: Session) -> list[str]:
    """Which of the modes that the program uses are on; the shell has bracketed paste of its own."""
    ours = {"1049": "h", "1004": "h", "1000": "h", "1006": "h", "7": "l", "25": "l", "2026": "h"}
    found = re.findall(r"\x1b\[\?(\d+)([hl])", session.sent)
    return [
        mode for mode, switch in ours.items() if ([s for m, s in found if m == mode] or [""])[-1] == switch
    ]


def test_a_job_in_the_background_draws_nothing(harbour: Path) -> None:
    with shell(harbour) as session:
        run(session, f"{READER} .", "1-first.txt", "enter read")
        session.type("\x1a")
        session.wait_for("Stopped", "ready>")
        run(session, "clear; bg; sleep 0.3; echo $((40 + 2)) words", "42 words")
        session.rest(0.2)
        assert "enter read" not in session.text and not modes_switched(session)
        run(session, "fg", "enter read")
        session.type("j")
        session.wait_for("2/2")
        session.type("Q")
        session.wait_for("ready>")
        run(session, "echo status $?", "status 0")


def test_being_stopped_without_warning_is_survived(harbour: Path) -> None:
    """SIGSTOP cannot be caught: what was switched on stays on until the program goes on."""
    with shell(harbour) as session:
        run(session, f"{READER} .", "1-first.txt", "enter read")
        session.settle()
        before = session.cells()
        os.killpg(foreground_group(session), signal.SIGSTOP)
        session.wait_for("ready>")
        session.screen.reset()
        session.type("fg\r")
        session.wait_until(lambda _: session.cells() == before, "the screen as it was")
        session.type("Q")
        session.wait_for("ready>")
        run(session, "echo status $?", "status 0")
        assert not modes_switched(session)


def test_a_script_stops_with_it(harbour: Path) -> None:
    """As under `uv run`: the shell waits for another process of the same job."""
    (harbour.parent / "script").write_text(f"{READER} {shlex.quote(str(harbour))}\necho $((40 + 2)) words\n")
    with shell(harbour.parent) as session:
        run(session, "sh ./script", "1-first.txt", "enter read")
        session.type("\x1a")
        session.wait_for("Stopped", "ready>")
        run(session, "fg", "enter read")
        session.type("Q")
        session.wait_for("42 words", "ready>")


def test_without_a_shell_to_go_back_to_it_goes_on(harbour: Path) -> None:
    with opened(harbour, "reading") as session:
        session.type("\x1a")
        session.wait_until(lambda _: session.sent.count("\x1b[?1049h") == 2, "the screen taken again")
        session.wait_for("¶ 1/")
        session.type("Q")
        assert_ended_well(session, Path(os.environ["HOME"]), harbour, 0)


# -- the terminal is gone


@pytest.mark.parametrize("controls", [True, False], ids=["told by a signal", "not told"])
@pytest.mark.parametrize("place", ["library", "compare"])
def test_without_a_terminal_it_ends_soon(harbour: Path, place: str, controls: bool) -> None:
    with opened(harbour, place, controls=controls) as session:
        session.settle()
        ticks = session.cpu_ticks()
        begin = time.monotonic()
        session.hang_up()
        while session.child.poll() is None and time.monotonic() - begin < 5:
            ticks_now = session.cpu_ticks()
            time.sleep(0.01)
        assert session.child.returncode == 128 + signal.SIGHUP
        assert ticks_now - ticks < 50
        assert saved_paths(Path(os.environ["HOME"])) == [str(harbour)]


# -- what is no terminal


def test_standard_input_may_be_an_article(harbour: Path) -> None:
    program = ("sh", "-c", f"cat 1-first.txt | {READER}")
    with Session(program=program, cwd=harbour) as session:
        session.wait_for("Port Ellery closes its old quay", "¶ 1/12")
        session.type("d")
        session.wait_for("¶ ")
        session.type("q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_standard_error_may_be_a_file(harbour: Path) -> None:
    program = ("sh", "-c", f"{READER} . 2>errors; echo status $?")
    with Session(program=program, cwd=harbour) as session:
        session.wait_for("1-first.txt", "enter read")
        session.type("\r")
        session.wait_for("¶ 1/12")
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
        assert "status 0" in session.sent
    assert (harbour / "errors").read_bytes() == b""


def test_on_a_pipe_the_article_is_printed(harbour: Path) -> None:
    program = ("sh", "-c", f"{READER} 1-first.txt | cat")
    with Session(program=program, cwd=harbour) as session:
        assert session.wait_for_end() == 0
        assert "Nadia Kroll" in session.text and "\x1b" not in session.sent


@pytest.mark.parametrize("term", ["dumb", None, "", "unknown"])
def test_a_terminal_without_a_cursor_gets_the_article_printed(harbour: Path, term: str | None) -> None:
    with Session("1-first.txt", cwd=harbour, environ={"TERM": term}) as session:
        assert session.wait_for_end() == 0
        assert "Nadia Kroll" in session.sent and "TERM" in session.sent
        assert not re.search(r"\x1b\[[^m]*[A-Za-ln-z]", session.sent)


@pytest.mark.parametrize(
    "environ",
    [
        {"LANG": "C"},
        *(
            pytest.param(e, marks=pytest.mark.slow)
            for e in ({"LANG": None}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"})
        ),
    ],
    ids=str,
)
def test_a_plain_locale_is_drawn_in_utf_8(harbour: Path, environ: dict[str, str | None]) -> None:
    """As Python and most of what is used over SSH do: the terminal is in UTF-8 though the far end does not say so."""
    with opened(harbour, "compare", environ=environ) as session:
        session.wait_for("│", "─", "¶ 1/")
        session.type("G")
        session.wait_for("東京")
        assert "�" not in session.text and "?" not in session.rows[0]
        session.type("Q")
        assert_ended_well(session, Path(os.environ["HOME"]), harbour, 0)


# -- sizes


@pytest.mark.parametrize(
    "size",
    [(1, 1), (20, 6), (300, 100), *(pytest.param(s, marks=pytest.mark.slow) for s in ((2, 2), (5, 3)))],
    ids=str,
)
def test_every_screen_bears_any_size(harbour: Path, size: tuple[int, int]) -> None:
    columns, lines = size
    with Session(str(harbour), columns=columns, lines=lines) as session:
        session.wait_until(lambda _: "\x1b[6n" in session.sent)
        for key in (*"\rd3]s4)?q:", ESCAPE, *"1\r/"):
            session.type(key)
            session.settle()
        session.type("\x03")
        session.settle()
        session.type("Q")
        assert_ended_well(session, Path(os.environ["HOME"]), harbour, 0)


@pytest.mark.parametrize(
    "place",
    ["compare", *(pytest.param(p, marks=pytest.mark.slow) for p in ("library", "reading", "ledger", "help"))],
)
def test_a_storm_of_sizes_ends_as_if_there_had_been_none(harbour: Path, place: str) -> None:
    """50 sizes in one second; then the screen is that of a program which never had another size."""
    with opened(harbour, place, columns=110, lines=30) as session:
        for step in range(50):
            session.resize(110 - step % 13 * 3, 30 - step % 7)
            session.rest(0.02)
        session.resize(104, 26)
        with opened(harbour, place, columns=104, lines=26) as fresh:
            wait_for_the_same(session, fresh, "a storm, and no other size at all")
        session.type("Q")
        assert_ended_well(session, Path(os.environ["HOME"]), harbour, 0)


# -- rest


def test_a_screen_at_rest_sends_nothing_and_takes_no_time(harbour: Path) -> None:
    with opened(harbour) as session:
        for key, shown in (("", "enter read"), ("3", "changes only")):
            session.type(key)
            session.wait_for(shown)
            session.settle()
            session.rest(0.5)
            sent, ticks = len(session.sent), session.cpu_ticks()
            session.rest(1)
            assert len(session.sent) == sent
            assert session.cpu_ticks() - ticks <= 1
