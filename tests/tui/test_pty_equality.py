"""The real program under random keys: what is on the glass in the end is what Textual's own driver would have put there."""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pty_session import ESCAPE, Session, settle, wait_for_the_same

STOCK = """
from textual.drivers.linux_driver import LinuxDriver
import reader.tui.app
class Stock(LinuxDriver):
    def repaint_all(self): pass
    def set_mouse(self, is_on): pass
reader.tui.app.ScreenDriver = Stock
from reader.cli import entry
entry()
"""

MOVES = ("j", "j", "j", "k", "k", "d", "u", " ", "b", "g", "G", "}", "{", "]", "]", "[", ")", "(", "\x0c")
CHANGES = ("\r", "s", "c", "L", "X", "F", "w", "t", "h", "p", "n", "N", "M", "<", ">", "B", "S", "U")
GOES = ("1", "2", "3", "4", "?", ":", "v", "/harbour\r", "/港\r", "mz", "'z", "''", ESCAPE)
PLACES = ("1", "2", "2", "3", "3", "3", "4")
SIZES = ((120, 40), (80, 24), (40, 12), (101, 31), (60, 20))

WORDS = (  # noqa: SIM905
    "the mayor of Port Ellery a harbour said on Friday that boats would stay until a council could decide 港の古い町 "
    "about réu\u0301nion naïve fishermen’s quays 한국어 stones which nobody counted cafe\u0301 before winter and Ås"
).split()
SAYS = (
    "said Nadia Kroll",
    "said Tomas Vane, who owns boats",
    "he said",
    "Ruth Amsel told the council",
    "王 said",
)


def write_story(folder: Path, seed: int, versions: int = 3) -> None:
    """Write versions of an article that differ in every way, with wide characters and combining marks."""
    chance = random.Random(seed)

    def sentence() -> str:
        words = " ".join(chance.choices(WORDS, k=chance.randint(6, 30)))
        return words[0].upper() + words[1:] + "."

    def paragraph() -> str:
        if chance.random() < 0.4:
            return f"“{sentence()[:-1]},” {chance.choice(SAYS)}. {sentence()}"
        return " ".join(sentence() for _ in range(chance.randint(1, 4)))

    paragraphs = [f"Port Ellery decides about its quay {seed} 港", *(paragraph() for _ in range(30))]
    for version in range(versions):
        (folder / f"{seed}-{version}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
        for _ in range(8):
            at = chance.randrange(1, len(paragraphs))
            words = paragraphs[at].split(" ")
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            paragraphs[at] = " ".join(words)
        paragraphs.insert(
            chance.randrange(1, len(paragraphs)), paragraphs.pop(chance.randrange(1, len(paragraphs)))
        )
        del paragraphs[chance.randrange(1, len(paragraphs))]
        paragraphs.insert(chance.randrange(1, len(paragraphs)), paragraph())


@contextmanager
def both(folder: Path, home: Path, *, answers: bool) -> Iterator[tuple[Session, Session]]:
    """The program on both drivers, each with a home of its own."""
    own_home, stock_home = home / "own", home / "stock"
    common = {"cwd": folder, "columns": 120, "lines": 40}
    with (
        Session(".", environ={"HOME": str(own_home)}, **common) as own,
        Session(
            ".", environ={"HOME": str(stock_home)}, program=(sys.executable, "-c", STOCK), **common
        ) as stock,
    ):
        for session in (own, stock):
            if not answers:
                session.screen.answer = lambda data: None
            session.wait_for("1-0.txt", "enter read")
        yield own, stock


def run_keys(own: Session, stock: Session, seed: int) -> None:
    """Press the same random keys on both, wait for both, and compare."""
    chance = random.Random(seed)
    done: list[object] = []

    def press(keys: str) -> None:
        done.append(keys)
        for session in (own, stock):
            session.type(keys)
        settle(own, stock)

    for key in (ESCAPE, ESCAPE, chance.choice(PLACES)):
        press(key)
    if seed % 4 == 3:
        size = chance.choice(SIZES)
        done.append(size)
        for session in (own, stock):
            session.resize(*size)
        settle(own, stock)
    for _ in range(chance.randint(2, 6)):
        press("".join(chance.choices(MOVES, k=chance.randint(0, 5))) + chance.choice(CHANGES + GOES))
    wait_for_the_same(own, stock, f"seed {seed}: {done}")
    assert own.child.poll() is None, f"seed {seed}: {done}"


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for seed in (1, 2):
        write_story(folder, seed)
    return folder


@pytest.mark.parametrize("answers", [True, False], ids=["answering", "mute"])
def test_random_keys_end_in_the_screen_of_the_stock_driver(
    stories: Path, tmp_path: Path, answers: bool
) -> None:
    with both(stories, tmp_path, answers=answers) as (own, stock):
        for seed in range(4):
            run_keys(own, stock, seed)


@pytest.mark.slow
@pytest.mark.parametrize("answers", [True, False], ids=["answering", "mute"])
def test_two_hundred_random_runs_end_in_the_screen_of_the_stock_driver(
    stories: Path, tmp_path: Path, answers: bool
) -> None:
    first = int(os.environ.get("FIRST_SEED", "1000"))
    for begin in range(first, first + 200, 20):
        with both(stories, tmp_path / str(begin), answers=answers) as (own, stock):
            for seed in range(begin, begin + 20):
                run_keys(own, stock, seed)
