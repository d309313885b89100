"""Through a pseudo-terminal: what is on the glass in the end is what Textual's own driver would have put there."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from driver_app import make_app
from driver_sessions import open_app
from pty_session import Session, wait_for_the_same

KEYS = "jjjjkkdddufffbgGsSSnnnpoott\x0c"
SIZES = ((80, 24), (120, 40), (40, 12), (79, 23))


@contextmanager
def both(*, answers: bool) -> Iterator[tuple[Session, Session]]:
    with open_app("own", answers=answers) as own, open_app("stock", answers=answers) as stock:
        for session in (own, stock):
            session.wait_for("keys 0")
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
            own.type(key)
            stock.type(key)
            if chance.random() < 0.3:
                own.rest(0.01)
                stock.rest(0.01)
        for session in (own, stock):
            session.wait_for(f"keys {pressed} ")
        wait_for_the_same(own, stock, f"seed {seed}: {keys}")


@pytest.mark.parametrize("answers", [True, False], ids=["answering", "mute"])
def test_random_keys_end_in_the_screen_of_the_stock_driver(answers: bool) -> None:
    with both(answers=answers) as (own, stock):
        run_keys(own, stock, range(5))


@pytest.mark.slow
@pytest.mark.parametrize("answers", [True, False], ids=["answering", "mute"])
def test_two_hundred_random_runs_end_in_the_screen_of_the_stock_driver(answers: bool) -> None:
    for first in range(0, 200, 20):
        with both(answers=answers) as (own, stock):
            run_keys(own, stock, range(1000 + first, 1020 + first))


def test_a_corrupted_screen_is_repainted() -> None:
    with open_app("own") as session:
        session.wait_for("keys 0")
        session.type("dd")
        session.wait_for("keys 2 ")
        before = session.cells()
        session.draw("\x1b[3;8r\x1b[5;5H\x1b[41mwall: the system goes down\n\n\n\n\x1b[r")
        assert session.cells() != before
        session.type("\x0c")
        session.wait_for("keys 3 ", gone="wall")
        session.wait_until(lambda _: session.cells()[:-1] == before[:-1], "the screen as it was")


def test_scrolling_a_line_takes_few_bytes() -> None:
    """The text has a scroll bar and a foot that counts, and every word its own colour."""
    with open_app("own", columns=120, lines=40) as session:
        session.wait_for("keys 0")
        session.type("f")
        session.wait_for("keys 1 ")
        session.settle()
        sent = len(session.sent)
        session.type("j")
        session.wait_for("keys 2 ")
        session.settle()
        assert len(session.sent) - sent < 700


async def test_the_app_counts_its_keys() -> None:
    """What the tests wait for: the foot says how many keys were handled, over a note, too."""
    app = make_app("stock")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("j", "o", "o", "G", "t")
        await pilot.pause()
        assert app.pressed == 5
