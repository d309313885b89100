"""The rest of a long comparison is found in a process of its own: it is what a thread finds, and no process outlives its use."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from journeys import opened, press, reading_of, text_of, until

import reader.reading
import reader.sources.child
import reader.tui.work
from reader.article import Article
from reader.reading import OpenStory, Reading, analyse, complete, skim, start_reading
from reader.sources import open_article
from reader.tui import apart
from reader.tui.apart import complete_apart

# Reads all it is asked, and never answers.
MUTE = "import sys; sys.stdin.buffer.read()"


def articles_in(folder: Path) -> list[Article]:
    return [open_article(str(path)) for path in sorted(folder.iterdir())]


def start_python(code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )


@pytest.mark.parametrize("begin", [skim, analyse])
def test_a_process_finds_what_a_thread_finds(harbour: Path, begin: Callable[..., OpenStory]) -> None:
    reading = start_reading(begin(articles_in(harbour)), 1)
    there, here = complete_apart(reading), complete(reading)
    assert there is not None and there.is_complete
    assert there == here and there.story.voices == here.story.voices
    assert there.comparison == here.comparison
    assert type(there.comparison.ledger) is type(here.comparison.ledger)
    assert there.comparison.rows == here.comparison.rows
    assert there.comparison.changes == here.comparison.changes
    assert there.comparison.furniture == here.comparison.furniture
    assert sum(len(version.quotations) for version in there.story.versions) > 0
    for one, two in zip(there.story.versions, here.story.versions, strict=True):
        assert (type(one), *map(type, one.quotations)) == (type(two), *map(type, two.quotations))
        assert (one.touching, one.quoted_spans, one.words) == (two.touching, two.quoted_spans, two.words)


def test_more_than_fits_in_one_piece_comes_through(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PIECE", 2)
    reading = start_reading(skim(articles_in(harbour)), 1)
    assert complete_apart(reading) == complete(reading)


def refuse(module: str) -> "subprocess.Popen[bytes]":
    raise BlockingIOError(module)


@pytest.mark.parametrize(
    "start",
    [refuse, lambda module: start_python(""), lambda module: start_python("import sys; sys.stdin.read(9)")],
    ids=["none to be had", "it ends at once", "it ends while it is asked"],
)
def test_without_a_process_a_thread_finds_it(
    harbour: Path, monkeypatch: pytest.MonkeyPatch, start: Callable[[str], "subprocess.Popen[bytes]"]
) -> None:
    monkeypatch.setattr(reader.reading, "LONG", 0)
    monkeypatch.setattr(reader.sources.child, "start_process", start)
    reading = start_reading(skim(articles_in(harbour)), 1)
    assert complete_apart(reading) is None
    assert reader.tui.work.find_rest(reading).is_complete


def test_a_frozen_program_starts_no_copy_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(OSError, match="no Python"):
        reader.sources.child.start_process("reader.tui.apart")


def test_a_process_ends_with_who_asked_it(harbour: Path) -> None:
    """It works for many times as long as it takes to see that the pipe was closed, and would end with 0."""
    (article,) = articles_in(harbour)[:1]
    long = article._replace(paragraphs=article.paragraphs * 200)
    process = reader.sources.child.start_process("reader.tui.apart")
    assert process.stdin and process.stdout
    for piece in apart._pack_story(skim([long, long]), 0, 1):
        apart._write(process.stdin.fileno(), memoryview(piece))
    process.stdin.close()
    assert process.wait(60) == 1
    process.stdout.close()


@pytest.mark.parametrize("keys", [["q"], ["X"]], ids=["leaving", "another pair"])
async def test_a_process_ends_when_nobody_asks_any_more(
    harbour: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(module: str) -> "subprocess.Popen[bytes]":
        started.append(start_python(MUTE))
        return started[-1]

    monkeypatch.setattr(reader.reading, "LONG", 0)
    monkeypatch.setattr(reader.sources.child, "start_process", start)
    async with opened(*sorted(harbour.iterdir())[:2]) as pilot:
        await until(pilot, lambda: bool(started))
        assert started[0].poll() is None
        await press(pilot, *keys)
        if keys != ["q"]:
            await until(pilot, lambda: len(started) > 1)
            await press(pilot, "q")
    for process in started:
        process.wait(60)


async def test_the_screen_shows_what_a_process_found(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = sorted(harbour.iterdir())[:2]
    async with opened(*pair) as pilot:
        usual = text_of(pilot)

    def refuse_here(reading: Reading) -> Reading:
        raise AssertionError("found in this process")

    monkeypatch.setattr(reader.reading, "LONG", 0)
    monkeypatch.setattr(reader.tui.work, "complete", refuse_here)
    async with opened(*pair) as pilot:
        await until(pilot, lambda: reading_of(pilot).is_complete)
        assert text_of(pilot) == usual
