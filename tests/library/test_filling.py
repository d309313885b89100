"""Many files opened and grouped by a process of its own: known here afterwards, and ended with whoever asked for it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from library_articles import GOAT, QUAY, write_article

from reader.article import Article
from reader.library import articles as store
from reader.library import derived, open_library
from reader.library import filling as room
from reader.library.filling import fill
from reader.stories import group_into_stories


class WantedNoMoreError(BaseException):
    """As raised in work that is stopped."""


def write_articles(folder: Path, number: int) -> list[str]:
    return [
        write_article(folder / f"{n:04}.txt", f"{(QUAY, GOAT)[n % 2]}\n\nThe {n}th.\n") for n in range(number)
    ]


def is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_another_process_opened_and_grouped_is_known_here(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write_articles(tmp_path / "news", 220)
    fill(str(folder), files, lambda is_grouping, done, total: None)

    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("done twice")

    library = open_library(str(folder))
    opened = library.articles.open_files(files, refuse)  # type: ignore[arg-type]
    articles = [article for found in opened if isinstance(found, tuple) for article in found]
    monkeypatch.setattr(derived, "find_grouping", refuse)
    assert derived.group_articles(library.articles, articles) == group_into_stories(articles)


def test_it_is_asked_only_where_much_is_not_known(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MANY", 5)
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)
    files = write_articles(tmp_path / "news", 6)
    asked: list[None] = []
    seen: list[tuple[Article, ...]] = []
    for names in (files[:4], files[:4], files[2:], files):
        articles, _ = open_library(str(folder)).open_files(names, fill=lambda: asked.append(None))
        seen.append(articles)
    assert not asked and [len(articles) for articles in seen] == [4, 4, 4, 6]
    articles, _ = open_library(str(folder / "new")).open_files(files, fill=lambda: asked.append(None))
    assert len(asked) == 1 and articles == seen[-1]


def test_a_process_that_is_wanted_no_more_is_ended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write_articles(tmp_path / "news", 220)
    started: list[int] = []

    class Seen(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[call-overload]
            started.append(self.pid)

    monkeypatch.setattr(subprocess, "Popen", Seen)

    def tell(is_grouping: bool, done: int, total: int) -> None:
        assert is_there(started[0])
        raise WantedNoMoreError

    with pytest.raises(WantedNoMoreError):
        fill(str(folder), files, tell)
    assert not is_there(started[0])


def test_where_no_process_can_be_started_nothing_happens(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room.sys, "executable", str(folder / "nothing"))
    fill(str(folder), [], lambda is_grouping, done, total: None)


_ASKING = """
import subprocess, sys
from reader.library.filling import fill
class Seen(subprocess.Popen):
    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        print(self.pid, flush=True)
subprocess.Popen = Seen
def tell(is_grouping, done, total):
    if total:
        print("begun", flush=True)
fill(sys.argv[1], sys.argv[2:], tell)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_nothing_is_left_when_who_asked_is_killed(folder: Path, tmp_path: Path) -> None:
    files = write_articles(tmp_path / "news", 2_500)
    with subprocess.Popen(
        [sys.executable, "-c", _ASKING, str(folder), *files], stdout=subprocess.PIPE, text=True
    ) as asker:
        assert asker.stdout
        group = int(asker.stdout.readline())
        assert asker.stdout.readline() == "begun\n"
        asker.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while is_there(group) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_there(group)
    kept = open_library(str(folder)).articles.database.look(
        lambda connection: connection.execute("SELECT count(*) FROM derived").fetchone()[0]
    )
    assert not kept, "it went on to the end"
