"""Damage is noticed, kept under another name and said; what is still whole is saved; never is anything silently wrong."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_sessions import run

from reader.errors import LibraryError
from reader.library import Library, open_library
from reader.library.database import DamageError, Database

NOTES = {f"k{number}": f"note {number} " + "word " * (number * 37 % 200) for number in range(40)}


@pytest.fixture
def filled(folder: Path) -> Path:
    """The folder of a library with notes of many lengths."""
    library = open_library(str(folder))
    for name, text in NOTES.items():
        library.keep_note(name, text)
    library.keep_folder("/news")
    return folder


def zero(path: Path) -> None:
    path.write_bytes(b"")


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    path.write_bytes(random.Random(3).randbytes(path.stat().st_size))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    rng = random.Random(5)
    for _ in range(20):
        data[rng.randrange(len(data) // 3, len(data))] ^= 0x55
    path.write_bytes(data)


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def lose_a_row(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM records WHERE name = 'k7'")
    connection.close()


def change_a_row(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE records SET body = 'something else' WHERE name = 'k7'")
    connection.close()


def lose_the_schema(path: Path) -> None:
    """Change a letter in the description of the tables, which SQLite keeps as text in the first page."""
    data = path.read_bytes()
    assert b"body     TEXT" in data
    path.write_bytes(data.replace(b"body     TEXT", b"bodx     TEXT"))


HARMS = [zero, halve, garble, flip, replace_by_folder, lose_a_row, change_a_row, lose_the_schema]


@pytest.mark.parametrize("harm", HARMS)
def test_damage_is_said_once_and_kept(filled: Path, harm: Callable[[Path], None]) -> None:
    harm(filled / "library.db")
    before = (filled / "library.db").read_bytes() if (filled / "library.db").is_file() else None
    status, out, error = run("notes", "--tsv", "--library", str(filled))
    assert status == 2
    assert error.startswith(
        f"reader: {filled / 'library.db'}: was damaged and is kept as library.db.damaged-"
    )
    assert error.count("\n") == 1
    saved = dict(line.split("\t") for line in out.splitlines())
    assert saved.items() <= NOTES.items()
    (aside,) = [path for path in filled.iterdir() if "damaged" in path.name]
    assert aside.name in error
    assert (aside.read_bytes() if aside.is_file() else None) == before
    status, out, error = run("notes", "--tsv", "--library", str(filled))
    assert (status, error) == (0, "")
    assert dict(line.split("\t") for line in out.splitlines()) == saved


@pytest.mark.parametrize(
    ("harm", "least"),
    [(lose_a_row, 39), (change_a_row, 39), (flip, 20), (halve, 1), (lose_the_schema, 40)],
    ids=lambda what: getattr(what, "__name__", None),
)
def test_what_is_still_whole_is_saved(filled: Path, harm: Callable[[Path], None], least: int) -> None:
    harm(filled / "library.db")
    library = open_library(str(filled))
    assert len(library.notes()) >= least
    assert len(library.notices) == 1


@pytest.mark.parametrize("harm", HARMS)
def test_a_note_is_kept_although_the_library_is_damaged(filled: Path, harm: Callable[[Path], None]) -> None:
    harm(filled / "library.db")
    library = open_library(str(filled))
    library.keep_note("new", "kept all the same")
    assert ("new", "kept all the same") in {(note.path, note.text) for note in library.notes()}
    assert len(library.notices) == 1
    assert open_library(str(filled)).notes() == library.notes()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 0.9999), st.integers(1, 255)), min_size=1, max_size=4))
def test_no_changed_byte_makes_the_library_silently_wrong(
    filled: Path, flips: list[tuple[float, int]]
) -> None:
    """Either all notes come back as they were kept, or something is said."""
    other = filled.parent / "other"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(filled, other)
    path = other / "library.db"
    data = bytearray(path.read_bytes())
    for place, change in flips:
        data[int(place * len(data))] ^= change
    path.write_bytes(data)
    library = open_library(str(other))
    try:
        notes = {note.path: note.text for note in library.notes()}
        folders = library.folders()
    except LibraryError as trouble:
        assert "was written by a newer reader" in str(trouble)
        return
    assert notes.items() <= NOTES.items()
    assert library.notices or (notes, folders) == (NOTES, ("/news",))


def test_two_sessions_that_find_the_damage_set_it_aside_once(filled: Path) -> None:
    one, other = open_library(str(filled)), open_library(str(filled))
    garble(filled / "library.db")
    one.keep_note("one", "1")
    other.keep_note("other", "2")
    assert {note.path for note in one.notes()} == {"one", "other"}
    assert len([path for path in filled.iterdir() if "damaged" in path.name]) == 1
    assert (len(one.notices), len(other.notices)) == (1, 0)


def test_the_log_of_a_lost_library_is_not_played_into_a_new_one(filled: Path) -> None:
    (filled / "library.db-wal").write_bytes(b"a log of something else")
    (filled / "library.db").unlink()
    library = open_library(str(filled))
    library.keep_note("new", "kept")
    assert [note.path for note in library.notes()] == ["new"]
    (aside,) = [path for path in filled.iterdir() if path.name.endswith("-wal")]
    assert aside.read_bytes() == b"a log of something else"


def test_a_library_of_a_newer_reader_is_left_alone(filled: Path, library: Library) -> None:
    with sqlite3.connect(filled / "library.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (filled / "library.db").read_bytes()
    for attempt in (library.notes, lambda: library.keep_note("k", "note")):
        with pytest.raises(LibraryError, match="was written by a newer reader"):
            attempt()
    assert (filled / "library.db").read_bytes() == before
    assert [path.name for path in filled.iterdir()] == ["library.db"]


def test_a_library_of_an_older_reader_is_brought_up_to_date(folder: Path) -> None:
    first = "CREATE TABLE things (name TEXT);\nINSERT INTO things VALUES ('quay');\n"
    second = "ALTER TABLE things ADD COLUMN number INTEGER DEFAULT 7;\n"

    def database(*migrations: str) -> Database:
        return Database(
            str(folder),
            "things.db",
            migrations,
            check=lambda c: None,
            rescue=lambda path, old, new: "nothing",
        )

    rows = "SELECT * FROM things"
    assert database(first).change(lambda c: c.execute(rows).fetchall()) == [(b"quay",)]
    assert database(first, second).look(lambda c: c.execute(rows).fetchall()) == [(b"quay", 7)]
    assert database(first, second).change(lambda c: c.execute(rows).fetchall()) == [(b"quay", 7)]
    with pytest.raises(LibraryError, match="newer"):
        database(first).look(lambda c: c.execute(rows).fetchall())


def test_a_change_that_fails_leaves_nothing_behind(library: Library) -> None:
    library.keep_note("one", "1")
    database = library._records.database

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM records")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.change(fail)
    assert len(library.notes()) == 1


def test_damage_that_cannot_be_set_aside_is_one_line(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    garble(filled / "library.db")
    before = (filled / "library.db").read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.library.database.sync_file", refuse)
    with pytest.raises(LibraryError, match=r"is damaged, and cannot be set aside: no space left on device"):
        open_library(str(filled)).notes()
    assert (filled / "library.db").read_bytes() == before


def test_damage_is_an_error_of_this_package_only() -> None:
    assert not issubclass(DamageError, LibraryError)
