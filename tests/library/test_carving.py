"""Rows come out of a SQLite file as SQLite would read them, and broken bytes never do harm."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.carving import carve_rows

PAGE = 1024
TABLE = "CREATE TABLE things (key TEXT PRIMARY KEY, number INTEGER, body TEXT) WITHOUT ROWID"


def write(path: Path, rows: list[tuple[str, int | None, str]]) -> bytes:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute(TABLE)
        connection.executemany("INSERT INTO things VALUES (?, ?, ?)", rows)
    connection.close()
    return path.read_bytes()


def as_bytes(rows: list[tuple[str, int | None, str]]) -> set[tuple[bytes, int | None, bytes]]:
    return {(key.encode(), number, body.encode()) for key, number, body in rows}


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("carving") / "things.db"


ROWS = [
    (f"key {n:04}", n**5 - 1000 if n % 9 else None, f"body {n} " + "é" * (n * 13 % 4000)) for n in range(200)
]


def test_every_row_is_found_also_on_inner_and_on_following_pages(path: Path) -> None:
    file = write(path, ROWS)
    assert set(carve_rows(file, b"", PAGE, 3)) == as_bytes(ROWS)


def test_rows_of_another_width_are_left_out(path: Path) -> None:
    file = write(path, ROWS)
    assert list(carve_rows(file, b"", PAGE, 4)) == []


def test_rows_of_the_log_are_found(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(TABLE)
    connection.execute("INSERT INTO things VALUES ('in the log', 1, 'short')")
    log = path.with_name("things.db-wal").read_bytes()
    assert (b"in the log", 1, b"short") in set(carve_rows(path.read_bytes(), log, PAGE, 3))
    connection.close()


@given(st.integers(1, 200), st.integers(1, 63))
def test_a_page_that_is_lost_takes_only_its_own_rows(lost: int, value: int) -> None:
    file = FILE
    start = lost % (len(file) // PAGE) * PAGE
    broken = file[:start] + bytes([value]) * PAGE + file[start + PAGE :]
    found = set(carve_rows(broken, b"", PAGE, 3))
    whole = found & as_bytes(ROWS)
    assert len(whole) >= len(ROWS) - 30


@given(st.binary(max_size=3 * PAGE), st.binary(max_size=PAGE), st.sampled_from([b"\x0a", b"\x02"]))
def test_any_bytes_will_do(file: bytes, log: bytes, kind: bytes) -> None:
    list(carve_rows(kind + file, log, PAGE, 3))


def _make_file() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder) / "things.db", ROWS)


FILE = _make_file()
