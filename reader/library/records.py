"""What cannot be had again: notes, bookmarks, places in a text, decisions. Each carries a checksum, each kind a sum of them.

The checksum finds a record that is not what was written; the sum finds one that is no longer there.
"""

import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple

from reader.library.database import PAGE_BYTES, TROUBLES, DamageError, Database

# The statements are put together from constants only.
# ruff: noqa: S608

Kind = Literal["note", "bookmark", "position", "read", "folder", "join", "date"]
"""What a record is; the columns `place`, `part` and `body` mean something else for each, see `reader.library.library`."""

NAME = "library.db"

MIGRATIONS = (
    """
    CREATE TABLE records (
        kind     TEXT NOT NULL,
        place    TEXT NOT NULL,     -- what it is about: the absolute path of an article, or the content of one
        part     TEXT NOT NULL,     -- which of several about the same place
        name     TEXT NOT NULL,     -- the place as the user wrote it
        body     TEXT NOT NULL,
        kept_at  INTEGER NOT NULL,  -- nanoseconds since 1970, UTC
        checksum INTEGER NOT NULL,  -- CRC-32 of the other columns
        PRIMARY KEY (kind, place, part)
    ) WITHOUT ROWID;
    CREATE TABLE seals (
        kind  TEXT PRIMARY KEY,
        count INTEGER NOT NULL,     -- how many records of the kind there are
        total INTEGER NOT NULL      -- the sum of their checksums
    ) WITHOUT ROWID;
    """,
)
"""The statements that lead from each version of the schema to the next."""

_COLUMNS = "kind, place, part, name, body, kept_at, checksum"
# A million notes; what is larger is left to SQLite alone.
_MOST_CARVED = 1 << 28
_PUT = (
    f"INSERT OR REPLACE INTO records ({_COLUMNS}) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), "
    "CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)"
)
_ONE = "kind = CAST(? AS TEXT) AND place = CAST(? AS TEXT) AND part = CAST(? AS TEXT)"

_ROW_LENGTH = 7

Key = tuple[Kind, str, str]
"""Kind, place and part of a record."""

_Row = tuple[bytes, bytes, bytes, bytes, bytes, int, int]


class Record(NamedTuple):
    """Something kept.

    Attributes:
        kind: See `Kind`.
        place: What it is about.
        part: Which of several about the same place.
        name: The place as the user wrote it.
        body: What was to be kept.
        kept_at: When, in nanoseconds since 1970, UTC.
    """

    kind: Kind
    place: str
    part: str = ""
    name: str = ""
    body: str = ""
    kept_at: int = 0


class Records:
    """All records of a library, in one file that is shared with other sessions."""

    def __init__(self, folder: str) -> None:
        self.database = Database(folder, NAME, MIGRATIONS, check=check_records, rescue=rescue_records)

    def keep(self, *records: Record, instead_of: Sequence[Key] = ()) -> None:
        """Keep records, each in the place of one of the same kind, place and part; when this returns they are on the disk.

        Args:
            records: All are kept or none.
            instead_of: Records that are dropped, if they are there.

        Raises:
            LibraryError: They could not be kept.
        """
        now = time.time_ns()
        rows = [_to_row(record._replace(kept_at=record.kept_at or now)) for record in records]
        dropped = [(_encode(kind), _encode(place), _encode(part)) for kind, place, part in instead_of]

        def put(connection: sqlite3.Connection) -> None:
            for key in dropped:
                _forget(connection, key)
            for row in rows:
                _forget(connection, row[:3])
                _put(connection, row)

        self.database.change(put)

    def forget(self, kind: Kind, place: str, part: str = "") -> None:
        """Drop a record; one that is not there is no trouble.

        Raises:
            LibraryError: It could not be dropped.
        """
        self.keep(instead_of=[(kind, place, part)])

    def find(self, kind: Kind, place: str | None = None) -> tuple[Record, ...]:
        """Return the records of a kind, of one place or of all, the first kept first.

        Raises:
            LibraryError: They cannot be read.
        """

        def read(connection: sqlite3.Connection) -> list[_Row]:
            if place is None:
                return _read_kind(connection, _encode(kind))
            sql = f"SELECT {_COLUMNS} FROM records WHERE kind = CAST(? AS TEXT) AND place = CAST(? AS TEXT)"
            return [_sound(row) for row in connection.execute(sql, (_encode(kind), _encode(place)))]

        rows = self.database.look(read) or []
        return tuple(sorted(map(_to_record, rows), key=lambda record: record.kept_at))


def _put(connection: sqlite3.Connection, row: _Row) -> None:
    connection.execute(_PUT, row)
    _count(connection, row[0], 1, row[6])


def _forget(connection: sqlite3.Connection, key: tuple[bytes, bytes, bytes]) -> None:
    found = connection.execute(f"SELECT checksum FROM records WHERE {_ONE}", key).fetchone()
    if found:
        connection.execute(f"DELETE FROM records WHERE {_ONE}", key)
        _count(connection, key[0], -1, -found[0])


def _count(connection: sqlite3.Connection, kind: bytes, number: int, checksum: int) -> None:
    connection.execute(
        "INSERT INTO seals (kind, count, total) VALUES (CAST(? AS TEXT), ?, ?) "
        "ON CONFLICT (kind) DO UPDATE SET count = count + excluded.count, total = total + excluded.total",
        (kind, number, checksum),
    )


def _read_kind(connection: sqlite3.Connection, kind: bytes) -> list[_Row]:
    sql = f"SELECT {_COLUMNS} FROM records WHERE kind = CAST(? AS TEXT)"
    rows = [_sound(row) for row in connection.execute(sql, (kind,))]
    seal = connection.execute(
        "SELECT count, total FROM seals WHERE kind = CAST(? AS TEXT)", (kind,)
    ).fetchone()
    if (len(rows), sum(row[6] for row in rows)) != (seal or (0, 0)):
        raise DamageError
    return rows


def check_records(connection: sqlite3.Connection) -> None:
    """Read every record.

    Raises:
        DamageError: One is not what was written, or is no longer there.
    """
    kinds = {
        row[0] for row in connection.execute("SELECT kind FROM seals UNION SELECT DISTINCT kind FROM records")
    }
    for kind in kinds:
        if not isinstance(kind, bytes):
            raise DamageError
        _read_kind(connection, kind)


def rescue_records(path: str, damaged: sqlite3.Connection | None, fresh: sqlite3.Connection) -> str:
    """Copy every record that is still whole to a new database, and say how many those are.

    Args:
        path: The damaged file, which is only read.
        damaged: A connection to it, or None when it cannot be opened.
        fresh: A new one, inside a transaction.
    """
    saved: dict[tuple[bytes, bytes, bytes], _Row] = {}
    for row in chain(_read_carved(path), _read_whole(damaged) if damaged else ()):
        # A page that is no longer in use may hold an older one.
        if row[:3] not in saved or saved[row[:3]][5] <= row[5]:
            saved[row[:3]] = row
    for row in saved.values():
        _put(fresh, row)
    number = len(saved)
    if not number:
        return "nothing could be saved from it"
    return f"{number} {'record' if number == 1 else 'records'} could be saved from it"


def _read_whole(connection: sqlite3.Connection) -> Iterator[_Row]:
    """Read as far as SQLite comes; it alone knows which of the log counts."""
    try:
        yield from filter(_is_sound, connection.execute(f"SELECT {_COLUMNS} FROM records"))
    except TROUBLES:
        return


def _read_carved(path: str) -> Iterator[_Row]:
    from reader.library.carving import carve_rows

    parts = []
    for name in (path, path + "-wal"):
        try:
            with open(name, "rb") as file:  # noqa: PTH123, pathlib is slow to import
                parts.append(file.read(_MOST_CARVED))
        except OSError:
            parts.append(b"")
    for row in carve_rows(parts[0], parts[1], PAGE_BYTES, _ROW_LENGTH):
        if _is_sound(row):  # type: ignore[arg-type]
            yield row  # type: ignore[misc]


def _sound(row: _Row) -> _Row:
    if not _is_sound(row):
        raise DamageError
    return row


def _is_sound(row: _Row) -> bool:
    try:
        return row[6] == zlib.crc32(_protected(row))
    except DamageError:
        return False


def _protected(row: Sequence[Any]) -> bytes:
    """Return the bytes that the checksum of a row protects."""
    return b"%s\0%d" % (join_fields(row[:5]), row[5] if isinstance(row[5], int) else -1)


def join_fields(fields: Sequence[Any]) -> bytes:
    """Join texts as they come from the database, with NUL, which no text and no path holds.

    Raises:
        DamageError: One of them is no text.
    """
    try:
        return b"\0".join(fields)
    except TypeError:
        raise DamageError from None


def _to_row(record: Record) -> _Row:
    fields = [_encode(field) for field in record[:5]]
    row = (*fields, record.kept_at)
    return (*row, zlib.crc32(_protected(row)))  # type: ignore[return-value]


def _to_record(row: _Row) -> Record:
    kind, place, part, name, body = (field.decode("utf-8", "surrogatepass") for field in row[:5])
    return Record(kind, place, part, name, body, row[5])  # type: ignore[arg-type]


def _encode(text: str) -> bytes:
    # Names of files may hold bytes that are no UTF-8, which Python holds as lone surrogates.
    return text.encode("utf-8", "surrogatepass")
