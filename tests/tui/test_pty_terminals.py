"""The real program in terminals that are slow, broken, hostile or old: no answer becomes a key, and the screen is right."""

import os
import random
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up import write_harbour
from pty_session import ESCAPE, Session
from test_driver_incoming import WITHOUT_MEANING

Misbehave = Callable[[Session], None]
KEYS = ("\r", "j", "j", "]", "d", "3", "]", "]", "4", "j", "2", "]", "G")
"""What is pressed: reading, comparing, who says what, reading again."""


def in_parts(session: Session) -> None:
    """Deliver each answer in two parts, a moment apart, cut anywhere."""
    chance = random.Random(3)
    type_whole = session.type

    def answer(data: str) -> None:
        at = chance.randrange(1, len(data))
        type_whole(data[:at])
        time.sleep(0.12)  # longer than an escape is waited for
        type_whole(data[at:])

    session.screen.answer = answer


def garbage(session: Session) -> None:
    """Answer each question with something else."""
    chance = random.Random(4)
    session.screen.answer = lambda data: session.type(chance.choice(WITHOUT_MEANING))


def talkative(session: Session) -> None:
    """Answer, and say more than was asked."""
    chance = random.Random(5)
    session.screen.answer = lambda data: session.type(
        chance.choice(WITHOUT_MEANING) + data + chance.choice(WITHOUT_MEANING)
    )


def late(session: Session) -> None:
    """Answer after two seconds."""

    def answer(data: str) -> None:
        timer = threading.Timer(2.0, lambda: None if session._is_hung_up else session.type(data))
        timer.daemon = True
        timer.start()

    session.screen.answer = answer


def silent_midway(session: Session) -> None:
    """Answer a few times and never again."""
    left = iter(range(4))

    def answer(data: str) -> None:
        if next(left, None) is not None:
            session.type(data)

    session.screen.answer = answer


def mute(session: Session) -> None:
    """Answer nothing."""
    session.screen.answer = lambda data: None


def wrong_rows(session: Session) -> None:
    """Say that the cursor stands where it cannot be."""
    chance = random.Random(6)

    def answer(data: str) -> None:
        row = chance.choice((0, 1, 7, 999, 99999))
        session.type(f"\x1b[{row};{chance.choice((0, 1, 5, 99999))}R")

    session.screen.answer = answer


def twice(session: Session) -> None:
    """Give each answer twice."""
    session.screen.answer = lambda data: session.type(data * 2)


TERMINALS: tuple[Misbehave, ...] = (
    in_parts,
    garbage,
    talkative,
    silent_midway,
    mute,
    wrong_rows,
    twice,
    late,
)


def run_keys(session: Session, *, between: Callable[[int], str] = lambda step: "") -> None:
    """Press the keys one after the other, each when what the one before did is drawn."""
    marks = ("¶ 1/", "", "", "", "", "old 1-first.txt", "", "", "Who says what", "", "¶ ", "", "12")
    session.wait_for("1-first.txt", "enter read")
    for step, (key, shown) in enumerate(zip(KEYS, marks, strict=True)):
        session.type(between(step) + key)
        if shown:
            session.wait_for(shown)
        else:
            session.settle()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    """What the keys lead to in a terminal that behaves."""
    folder = write_harbour(tmp_path_factory.mktemp("expected"))
    with Session(".", cwd=folder, environ={"HOME": str(folder)}, lines=20) as session:
        run_keys(session)
        session.settle()
        return session.cells()


@pytest.mark.parametrize(
    "misbehave",
    [
        pytest.param(one, id=one.__name__, marks=[pytest.mark.slow] if one is late else [])
        for one in TERMINALS
    ],
)
def test_a_terminal_that_misbehaves_presses_no_key(
    harbour: Path, expected: list[list[object]], misbehave: Misbehave
) -> None:
    with Session(".", cwd=harbour, lines=20) as session:
        misbehave(session)
        run_keys(session)
        session.wait_until(lambda _: session.cells() == expected, "the usual screen")
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
        assert "Traceback" not in session.sent


def test_what_is_typed_and_no_key_is_dropped(harbour: Path, expected: list[list[object]]) -> None:
    """Unknown sequences before every key, some cut off, some that look like answers."""
    odd = [*WITHOUT_MEANING, "\x1b[3;3R", "\x1b[20;7R", "\x1bX1\x1b\\", "\x1b[48;5;5;50;50t"]
    with Session(".", cwd=harbour, lines=20) as session:
        run_keys(session, between=lambda step: "".join(odd[step::13]))
        session.wait_until(lambda _: session.cells() == expected, "the usual screen")
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_keys_with_a_character_beyond_ascii_may_come_in_parts(harbour: Path) -> None:
    """A line that delivers half a character is not the end of all keys."""
    with Session("1-first.txt", cwd=harbour) as session:
        session.wait_for("¶ 1/")
        session.type("/")
        session.wait_until(lambda text: "search words of the text" in text)
        for byte in "é港".encode():
            os.write(session._ours, bytes([byte]))
            session.rest(0.05)
        session.wait_until(lambda _: " search é港" in session.rows)
        session.type("\x03Q")
        assert session.wait_for_end() == 0


# -- pastes


def test_a_paste_goes_into_the_line_that_asks(harbour: Path) -> None:
    with Session("1-first.txt", cwd=harbour) as session:
        session.wait_for("¶ 1/")
        session.type("/")
        session.wait_until(lambda text: "search words of the text" in text)
        session.type("\x1b[200~old \x1b[40;5Rquay\nQ\x1b[201~")
        session.wait_until(lambda _: " search old [40;5Rquay" in session.rows)
        session.type(ESCAPE)
        session.wait_until(lambda text: "old [40;5Rquay" not in text)
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_a_paste_where_nothing_asks_presses_no_keys(harbour: Path) -> None:
    with Session("1-first.txt", cwd=harbour) as session:
        session.wait_for("¶ 1/")
        session.settle()
        before = session.text
        session.type("\x1b[200~Q3qG\x03\x1b[A" + "Q" * 9000 + "\x1b[201~")
        session.settle()
        assert session.text == before and session.child.poll() is None
        session.type("j")
        session.wait_until(lambda text: text != before)
        session.type("Q")
        assert session.wait_for_end() == 0


# -- old terminals

EXTENSIONS = re.compile(r"\x1b\[[<>][0-9]*u|\x1b\[\?[0-9]+\$p|\x1b[\]PX^_]|\x1b\[\?2026")
VT102 = re.compile(
    r"\x1b\[[0-9;]*[HrmKJ]|\x1b\[[ABCD]|\x1b\[\?[0-9]+[hl]|\x1b\[4l|\x1b\[6n|\x1b[()]B|\x1bM|\x1b\[[0-9]+[ABCD]"
)


@pytest.mark.parametrize(
    "term",
    [
        "linux",
        "vt100",
        "screen",
        *(pytest.param(t, marks=pytest.mark.slow) for t in ("vt220", "screen-256color", "ansi")),
    ],
)
def test_an_old_terminal_gets_only_what_it_knows(
    harbour: Path, expected: list[list[object]], term: str
) -> None:
    with Session(".", cwd=harbour, lines=20, environ={"TERM": term, "COLORTERM": None}) as session:
        run_keys(session)
        text = ["".join(getattr(cell, "data", "") for cell in row).rstrip() for row in expected]
        session.wait_until(lambda _: session.rows == text, "the usual text")
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
        assert not EXTENSIONS.search(session.sent)
        assert "8;2;" not in session.sent
        if term in ("vt100", "vt220", "ansi"):
            others = [sequence for sequence in session.sequences() if not VT102.fullmatch(sequence)]
            assert not others
        # There may be no second screen to leave: the one is left empty.
        assert "enter read" not in session.text and not session.text.strip()


@pytest.mark.parametrize(
    ("environ", "most"),
    [
        pytest.param({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "8;2;", id="all colours"),
        pytest.param({"TERM": "xterm-256color", "COLORTERM": None}, "8;5;", id="256 colours"),
        pytest.param({"TERM": "xterm", "COLORTERM": None}, "3", id="16 colours"),
        pytest.param({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, "", id="none"),
    ],
)
def test_colours_are_those_that_the_terminal_has(
    harbour: Path, environ: dict[str, str | None], most: str
) -> None:
    """The theme is the same and is asked for by name, but for NO_COLOR."""
    arguments = () if "NO_COLOR" in environ else ("--theme", "dark")
    with Session("1-first.txt", "2-second.txt", *arguments, cwd=harbour, environ=environ) as session:
        session.wait_for("old 1-first.txt", "¶ ")
        session.type("t" * 4 if not most else "]")
        session.settle()
        pens = re.findall(r"\x1b\[([0-9;]*)m", session.sent)
        kinds = {"8;2;": ("8;2;",), "8;5;": ("8;5;",), "3": (), "": ()}[most]
        assert all(any(kind in pen for pen in pens) for kind in kinds)
        absent = {"8;2;": (), "8;5;": ("8;2;",), "3": ("8;2;", "8;5;"), "": ("8;2;", "8;5;")}[most]
        assert not any(kind in pen for kind in absent for pen in pens)
        session.type("Q")
        assert session.wait_for_end() == 0
