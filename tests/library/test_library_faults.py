"""Acknowledged means kept, whatever happens to the session, to others or to the disk; trouble is one line."""

import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from library_sessions import read_notes, run, start, with_room_for, without_rights

from reader.library import Library, open_library


def keep(folder: Path, number: int) -> tuple[int, str, str]:
    return run("note", "--library", str(folder), f"k{number}", f"note {number} " + "x" * (number % 7 * 300))


def value(number: int) -> str:
    return f"note {number} " + "x" * (number % 7 * 300)


def assert_one_line(error: str) -> None:
    assert error.startswith("reader: ")
    assert error.count("\n") == 1 and error.endswith("\n"), error


def test_sessions_that_write_at_once_lose_nothing_and_refuse_nobody(folder: Path) -> None:
    """The library is made by whoever comes first."""
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda number: keep(folder, number), range(24)))
    assert answers == [(0, "", "")] * 24
    assert read_notes(folder) == {f"k{number}": value(number) for number in range(24)}
    assert [path.name for path in folder.iterdir()] == ["library.db"]


def test_threads_share_a_library(library: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: library.keep_note(f"k{number}", "note"), range(40)))
    assert len(library.notes()) == 40


def test_what_was_acknowledged_outlives_kills(folder: Path) -> None:
    """Two sessions at a time; one is killed somewhere, from before it begins until after its end."""
    rng = random.Random(4)
    started = time.monotonic()
    assert keep(folder, 0)[0] == 0
    typical = time.monotonic() - started
    kept = {"k0": value(0)}
    for number in range(1, 31, 2):
        sessions = [
            (n, start("note", "--library", str(folder), f"k{n}", value(n))) for n in (number, number + 1)
        ]
        time.sleep(rng.uniform(0.3, 1.3) * typical)
        sessions[0][1].send_signal(rng.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
        for n, session in sessions:
            session.communicate(timeout=30)
            if session.returncode == 0:
                kept[f"k{n}"] = value(n)
        assert sessions[1][1].returncode == 0
        found = read_notes(folder)
        assert found.items() >= kept.items()
        assert all(text == value(int(name[1:])) for name, text in found.items())
    assert not [path for path in folder.iterdir() if "damaged" in path.name]


@pytest.mark.parametrize("room", [0, 40960])
def test_a_full_disk_is_one_line_and_what_was_kept_can_be_read(folder: Path, room: int) -> None:
    kept = {}
    for number in range(3):
        assert keep(folder, number)[0] == 0
        kept[f"k{number}"] = value(number)
    refused = 0
    for number in range(3, 9):
        status, out, error = run(
            "note", "--library", str(folder), f"k{number}", value(number), before=with_room_for(room)
        )
        assert out == ""
        if status == 0:
            kept[f"k{number}"] = value(number)
        else:
            refused += 1
            assert status == 2
            assert_one_line(error)
    assert refused
    assert read_notes(folder, with_room_for(room)).items() >= kept.items()
    assert keep(folder, 15)[0] == 0
    assert read_notes(folder).items() >= {**kept, "k15": value(15)}.items()


def test_a_full_disk_without_a_library_is_one_line(folder: Path) -> None:
    status, _, error = run("note", "--library", str(folder), "k", "note", before=with_room_for(0))
    assert status == 2
    assert_one_line(error)
    assert list(folder.iterdir()) == []
    assert read_notes(folder) == {}
    assert keep(folder, 1)[0] == 0
    assert read_notes(folder) == {"k1": value(1)}


def test_a_folder_that_may_not_be_written_can_be_read(folder: Path) -> None:
    for number in range(3):
        assert keep(folder, number)[0] == 0
    (folder / "library.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        status, _, error = run("note", "--library", str(folder), "k3", "note", before=without_rights)
        if status == 0:
            pytest.skip("nobody can be denied anything here")
        assert status == 2
        assert_one_line(error)
        assert read_notes(folder, without_rights) == {f"k{number}": value(number) for number in range(3)}
    finally:
        folder.chmod(0o755)
        (folder / "library.db").chmod(0o644)
    assert keep(folder, 3)[0] == 0


def test_a_library_one_may_not_look_into_is_not_taken_for_an_empty_one(folder: Path) -> None:
    assert keep(folder, 0)[0] == 0
    folder.chmod(0)
    try:
        status, out, error = run("notes", "--tsv", "--library", str(folder), before=without_rights)
        if status == 0 and out:
            pytest.skip("nobody can be denied anything here")
        assert (status, out) == (2, "")
        assert_one_line(error)
        assert "permission denied" in error
    finally:
        folder.chmod(0o755)


def test_a_log_that_was_left_behind_is_read_where_nothing_may_be_written(
    folder: Path, tmp_path: Path
) -> None:
    """A killed session leaves its log; without a folder to write in, SQLite alone cannot read that."""
    library = open_library(str(folder))
    library.keep_note("one", "in the file")
    left = tmp_path / "left"
    left.mkdir()

    def copy_before_closing(connection: object) -> None:
        for path in folder.iterdir():
            if not path.name.endswith("-shm"):
                (left / path.name).write_bytes(path.read_bytes())

    database = library._records.database
    database._checkpoint = copy_before_closing  # type: ignore[method-assign]
    library.keep_note("two", "in the log")
    assert (left / "library.db-wal").stat().st_size > 0
    left.chmod(0o555)
    try:
        assert read_notes(left, without_rights) == {"one": "in the file", "two": "in the log"}
    finally:
        left.chmod(0o755)
    assert read_notes(left) == {"one": "in the file", "two": "in the log"}


def test_a_home_that_is_no_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    status, _, error = run("note", "--library", str(tmp_path / "home" / "library"), "k", "note")
    assert status == 2
    assert_one_line(error)
    assert "home" in error
