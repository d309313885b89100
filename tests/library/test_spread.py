"""Work spread over copies of this process: answered in order, told of when it fails, and done all the same when a copy dies."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from library_articles import GOAT, QUAY, write_article

from reader.errors import SourceError
from reader.library import articles as store
from reader.library import open_library, spread
from reader.sources import open_file


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "LEAST_SPREAD", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def work(number: int) -> tuple[int, int]:
    time.sleep(0.0005)
    return number, os.getpid()


def test_work_is_spread_and_its_answers_stay_in_order() -> None:
    answers = list(spread.spread(work, 320))
    assert [number for number, _ in answers] == list(range(320))
    processes = {process for _, process in answers}
    assert len(processes) == 2
    assert os.getpid() not in processes
    assert list(spread.spread(work, 9)) == [(number, os.getpid()) for number in range(9)]


def test_trouble_in_another_process_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread.spread(lambda number: 1 // (number - 150), 300))


def test_what_a_process_leaves_undone_is_done_here() -> None:
    here = os.getpid()

    def die_once(number: int) -> int:
        if number == 170 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(spread.spread(die_once, 320)) == list(range(320))


def test_no_process_is_left_behind_when_nobody_wants_the_rest() -> None:
    answers = spread.spread(work, 3_000)
    processes = {next(answers)[1] for _ in range(120)}
    answers.close()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert {process for _, process in spread.spread(work, 50)} == {os.getpid()}
    finally:
        done.set()
        thread.join()


def test_a_large_folder_is_opened_by_several_and_kept_by_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)
    files = [
        write_article(tmp_path / f"{n:03}.txt", f"{(QUAY, GOAT)[n % 2]}\n\nThe {n}th.\n") for n in range(120)
    ]
    (tmp_path / "050.txt").write_bytes(b"PK\0\0\0" * 40)
    opened = open_library(str(folder)).articles.open_files(files, open_file)
    trouble = opened[50]
    assert isinstance(trouble, SourceError)
    assert (trouble.path, str(trouble)) == (files[50], f"{files[50]}: {trouble.reason}")
    alone = [open_file(path) for path in files if path != files[50]]
    assert [found for found in opened if found is not trouble] == alone

    def refuse(path: str) -> tuple[()]:
        assert path == files[50], "parsed twice"
        raise trouble

    assert list(open_library(str(folder)).articles.open_files(files, refuse)) == list(opened)
