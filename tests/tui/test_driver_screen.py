"""Through a pseudo-terminal: what is on the glass in the end is what Textual's own driver would have put there."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_driver_app import Session, open_app

KEYS = "jjjjkkdddufffbgGsSSnnnpoott\x0c"
SIZES = ((80, 24), (120, 40), (40, 12), (79, 23))


@contextmanager
def both(*, answers: bool) -> Iterator[tuple[Session, Session]]:
    with open_app("own", answers=answers) as own, open_app("stock", answers=answers) as stock:
        for session in (own, stock):
            assert session.wait_for("keys 0")
        yield own, stock


def run_keys(own: Session, stock: Session, seeds: range) -> None:
    """Press the same random keys on both, and compare after each run."""
    pressed = 0
    for seed in seeds:
        chance = random.Random(seed)
        if seed % 5 == 4:
            size = chance.choice(SIZES)
            own.resize(*size)
            stock.resize(*size)
        keys = chance.choices(KEYS, k=chance.randint(1, 25))
        pressed += len(keys)
        for key in keys:
            own.press(key)
            stock.press(key)
            if chance.random() < 0.3:
                own.read(0.01)
                stock.read(0.01)
        for session in (own, stock):
            assert session.wait_for(f"keys {pressed} "), f"seed {seed}: {keys}"
        # The foot may be ahead of the text by one update.
        own.wait_until(lambda: own.cells() == (stock.read(0), stock.cells())[1], 5)
        assert own.text() == stock.text(), f"seed {seed}: {keys}"
        assert own.cells() == stock.cells(), f"seed {seed}: {keys}"


@pytest.mark.parametrize("answers", [True, False], ids=["answering", "mute"])
def test_random_keys_end_in_the_screen_of_the_stock_driver(answers: bool) -> None:
    with both(answers=answers) as (own, stock):
        run_keys(own, stock, range(10))


@pytest.mark.slow
@pytest.mark.parametrize("answers", [True, False], ids=["answering", "mute"])
def test_two_hundred_random_runs_end_in_the_screen_of_the_stock_driver(answers: bool) -> None:
    for first in range(0, 200, 20):
        with both(answers=answers) as (own, stock):
            run_keys(own, stock, range(1000 + first, 1020 + first))


def test_a_corrupted_screen_is_repainted() -> None:
    with open_app("own") as session:
        assert session.wait_for("keys 0")
        session.press("dd")
        assert session.wait_for("keys 2 ")
        session.wait_until(lambda: False, 0.3)
        before = session.cells()
        session.stream.feed("\x1b[3;8r\x1b[5;5H\x1b[41mwall: the system goes down\n\n\n\n\x1b[r")
        assert session.cells() != before
        session.press("\x0c")
        assert session.wait_until(lambda: "keys 3 " in session.text() and "wall" not in session.text())
        session.wait_until(lambda: session.cells()[:-1] == before[:-1], 3)
        assert session.cells()[:-1] == before[:-1]


def test_an_idle_screen_sends_nothing_and_takes_no_time() -> None:
    with open_app("own") as session:
        assert session.wait_for("keys 0")
        session.wait_until(lambda: False, 1.0)
        sent, ticks = len(session.log), ticks_of(session.pid)
        session.wait_until(lambda: False, 2.0)
        assert len(session.log) == sent
        assert ticks_of(session.pid) - ticks <= 1


def ticks_of(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_scrolling_a_line_takes_few_bytes() -> None:
    """The text has a scroll bar and a foot that counts, and every word its own colour."""
    with open_app("own", size=(120, 40)) as session:
        assert session.wait_for("keys 0")
        session.press("f")
        assert session.wait_for("keys 1 ")
        session.wait_until(lambda: False, 0.5)
        sent = len(session.log)
        session.press("j")
        assert session.wait_for("keys 2 ")
        session.wait_until(lambda: False, 0.5)
        assert len(session.log) - sent < 700
