"""One SQLite file that keeps its word: what was said to be kept is on the disk, and damage is noticed, set aside and said.

Every call opens the file, does one short transaction and closes it. So nothing is lost when a session ends in any way, threads
share nothing, and several sessions take turns without knowing of each other.

Source: "Atomic Commit In SQLite" and "Write-Ahead Logging" on sqlite.org; a new file is written under another name, synced and
renamed, so a file under the right name was whole once, and an empty one is damaged.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import TypeVar

from reader.errors import LibraryError

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH100, PTH101, PTH102, PTH104, PTH105, PTH108, PTH112, PTH113, PTH116, PTH118, PTH119, PTH120

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
"""What is done inside a transaction. It may be called again after damage was mended, so it changes nothing else."""

Rescue = Callable[[str, sqlite3.Connection | None, sqlite3.Connection], str]

PATIENCE_SECONDS = 15.0
"""How long a session waits for others before it says that it could not keep what the user asked it to keep."""

PATIENCE_ASIDE_SECONDS = 3.0
"""How long it waits with what it can do without."""

# SQLite's own waiting cannot be longer than what is left of ours, so it is done in slices.
_PATIENCE_AT_ONCE_SECONDS = 2.0

# A note of four thousand characters lies in one page, and is written in one piece.
PAGE_BYTES = 16384

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"

_APPLICATION = 0x52445231  # "RDR1", what `file` shows of the database
_COMPANIONS = ("-wal", "-shm", "-journal")

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_REASONS = {
    sqlite3.SQLITE_BUSY: "other sessions have kept it busy for too long",
    sqlite3.SQLITE_LOCKED: "other sessions have kept it busy for too long",
    sqlite3.SQLITE_PROTOCOL: "other sessions have kept it busy for too long",
    sqlite3.SQLITE_FULL: "there is no room left on the disk",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_READONLY: "may not be written",
    sqlite3.SQLITE_PERM: "may not be opened",
    sqlite3.SQLITE_AUTH: "may not be opened",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened, or its folder may not be written",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
}


class DamageError(Exception):
    """The file does not hold what was written to it. Never leaves this package."""


TROUBLES = (DamageError, sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a file that is not as it should be can raise; the last when SQLite quotes a broken description of a table."""


class Database:
    """A database file in a folder of the library.

    Args:
        folder: The folder; it is made with the first change.
        name: The file's name in it.
        migrations: The statements that lead from each version of the schema to the next, the first from nothing.
        check: Reads everything and raises `DamageError` unless it is what was written.
        rescue: Copies what is still whole from a damaged database to a new one, and says so in words. It is given the path of
            the damaged one, a connection to it where it can be opened at all, and a connection to the new one.
        is_precious: Whether a change must be on the disk before it counts as done.
    """

    def __init__(
        self,
        folder: str,
        name: str,
        migrations: Sequence[str],
        *,
        check: Callable[[sqlite3.Connection], None],
        rescue: Rescue,
        is_precious: bool = True,
    ) -> None:
        self.folder = folder
        self.path = os.path.join(folder, name)
        self.notices: list[str] = []
        """What was found damaged and where it is kept now, a line each."""
        self._migrations = migrations
        self._check = check
        self._rescue = rescue
        self._is_precious = is_precious
        self._patience = PATIENCE_SECONDS if is_precious else PATIENCE_ASIDE_SECONDS

    # -- the two things one can do

    def change(self, work: Work[T]) -> T:
        """Do `work` in a transaction and return its answer once it is on the disk.

        Raises:
            LibraryError: It could not be kept; nothing of it was.
        """
        return self._insist(lambda: self._change_once(work))

    def look(self, work: Work[T]) -> T | None:
        """Do `work`, which only reads, and return its answer; None when there is no library yet.

        A folder that may not be written, or is full, is read all the same.

        Raises:
            LibraryError: There is a library that cannot be read.
        """
        if not self._is_there():
            return None
        return self._insist(lambda: self._look_once(work))

    def _is_there(self) -> bool:
        """Tell whether there is a library; where one may not even look there may be one."""
        try:
            os.lstat(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError) as trouble:
            raise self._error(trouble) from None
        return True

    def _insist(self, attempt: Callable[[], T]) -> T:
        """Try until it is done: wait for others, mend damage once, and put what else goes wrong into words."""
        deadline = time.monotonic() + self._patience
        mended = 0
        while True:
            try:
                return attempt()
            except TROUBLES as trouble:
                if (is_damage(trouble) or self._has_another_schema(trouble)) and mended < 2:
                    # The second time there is damage that the check does not see.
                    self._mend(even_if_whole=mended == 1)
                    mended += 1
                elif not (_code(trouble) in _BUSY and time.monotonic() < deadline):
                    raise self._error(trouble) from None
            except OSError as trouble:
                raise self._error(trouble) from None

    def _change_once(self, work: Work[T]) -> T:
        if not self._is_there():
            self._create()
        with self._turn(), closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._migrate(connection)
                answer = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(*TROUBLES):
                    connection.execute("ROLLBACK")
                raise
            self._checkpoint(connection)
            return answer

    def _checkpoint(self, connection: sqlite3.Connection) -> None:
        """Bring the log into the file; SQLite would do it on closing, and keep quiet about a disk that fails."""
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.DatabaseError as trouble:
            if _code(trouble) not in _BUSY:
                raise LibraryError(f"{self.path}: kept, but {reason_of(trouble)}") from None

    def _look_once(self, work: Work[T]) -> T:
        try:
            with self._turn(), closing(self._connect()) as connection:
                if self._version(connection) < len(self._migrations):
                    connection.execute("BEGIN IMMEDIATE")
                    self._migrate(connection)
                    connection.execute("COMMIT")
                connection.execute("BEGIN")
                return work(connection)
        except TROUBLES as trouble:
            if is_damage(trouble) or _code(trouble) in _BUSY:
                raise
            return self._look_without_writing(work)

    def _look_without_writing(self, work: Work[T]) -> T:
        """Read a database whose folder takes no files; even a reader of a write-ahead log needs one beside it."""
        with self._turn(alone=True):
            if not _size(self.path + "-wal"):
                with closing(self._connect("mode=ro&immutable=1")) as connection:
                    return self._look_at_old(connection, work)
            import shutil
            import tempfile

            with tempfile.TemporaryDirectory(prefix="reader-") as elsewhere:
                copy = os.path.join(elsewhere, "copy.db")
                shutil.copyfile(self.path, copy)
                shutil.copyfile(self.path + "-wal", copy + "-wal")
                with closing(_connect(copy, "mode=rw")) as connection:
                    return self._look_at_old(connection, work)

    def _look_at_old(self, connection: sqlite3.Connection, work: Work[T]) -> T:
        if self._version(connection) < len(self._migrations):
            raise LibraryError(
                f"{self.path}: was written by an older reader, and may not be brought up to date here"
            )
        return work(connection)

    # -- opening and making

    def _connect(self, mode: str = "mode=rw") -> sqlite3.Connection:
        # SQLite takes an empty file for a new database and throws its log away; ours are never empty.
        if not os.path.isfile(self.path) or not _size(self.path):
            if os.path.lexists(self.path):
                raise DamageError
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), self.path)
        connection = _connect(self.path, mode)
        try:
            connection.execute(f"PRAGMA synchronous = {'FULL' if self._is_precious else 'NORMAL'}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _version(self, connection: sqlite3.Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(self._migrations):
            raise LibraryError(f"{self.path}: was written by a newer reader")
        if version < 1:
            raise DamageError
        return version

    def _migrate(self, connection: sqlite3.Connection) -> None:
        for version in range(self._version(connection), len(self._migrations)):
            for statement in _statements(self._migrations[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")

    def _create(self) -> None:
        make_folder(self.folder)
        with self._turn(alone=True):
            if not os.path.lexists(self.path):
                self._build(lambda fresh: None)
                self._put_aside_companions("")
                os.rename(self.path + ".new", self.path)
                sync_folder(self.folder)

    def _build(self, fill: Callable[[sqlite3.Connection], None]) -> None:
        """Write a new database under another name, all of it on the disk."""
        new = self.path + ".new"
        self._drop_new()
        try:
            with closing(_connect(new, "mode=rwc")) as connection:
                self._fill_new(connection, fill)
            os.chmod(new, 0o600)  # notes are private; SQLite gives its companions the same rights
            sync_file(new)
        except BaseException:
            self._drop_new()
            raise

    def _fill_new(self, connection: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]) -> None:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        for migration in self._migrations:
            for statement in _statements(migration):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
        fill(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")

    def _drop_new(self) -> None:
        for rest in ("", *_COMPANIONS):
            with suppress(FileNotFoundError):
                os.unlink(f"{self.path}.new{rest}")

    # -- damage

    def _mend(self, *, even_if_whole: bool) -> None:
        """Set a damaged file aside under another name and put a new one in its place, with what could be saved."""
        try:
            with self._turn(alone=True):
                if not even_if_whole and self._is_whole():
                    return
                said: list[str] = []
                self._build(lambda fresh: said.append(self._rescue_into(fresh)))
                aside = self._aside_name()
                with suppress(OSError):
                    os.link(self.path, aside)  # so that there is no moment without a library
                if not os.path.lexists(aside):
                    os.rename(self.path, aside)
                self._put_aside_companions(aside)
                os.replace(self.path + ".new", self.path)
                sync_folder(self.folder)
        except (OSError, *TROUBLES) as trouble:
            raise LibraryError(
                f"{self.path}: is damaged, and cannot be set aside: {reason_of(trouble)}"
            ) from None
        self.notices.append(f"{self.path}: was damaged and is kept as {os.path.basename(aside)}; {said[0]}")

    def _is_whole(self) -> bool:
        """Tell whether another session has mended it in the meantime."""
        try:
            with closing(self._connect("mode=ro")) as connection:
                self._version(connection)
                if connection.execute("PRAGMA quick_check(1)").fetchone()[0] not in ("ok", b"ok"):
                    return False
                self._check(connection)
                return True
        except TROUBLES as trouble:
            if is_damage(trouble) or self._has_another_schema(trouble):
                return False
            raise

    def _has_another_schema(self, trouble: Exception) -> bool:
        """Tell whether SQLite cannot find its way because the description of the tables is damaged."""
        if _code(trouble) != sqlite3.SQLITE_ERROR:
            return False
        with suppress(*TROUBLES, OSError):
            with closing(self._connect("mode=ro&immutable=1")) as connection:
                version = self._version(connection)
                found = connection.execute(_SCHEMA).fetchall()
            with closing(sqlite3.connect(":memory:")) as fresh:
                fresh.text_factory = bytes
                for migration in self._migrations[:version]:
                    fresh.executescript(migration)
                return found != fresh.execute(_SCHEMA).fetchall()
        return True

    def _rescue_into(self, fresh: sqlite3.Connection) -> str:
        if not os.path.isfile(self.path) or not _size(self.path):
            return self._rescue(self.path, None, fresh)
        # Read-only, so that nothing of the damaged file or of its log is written over.
        with closing(_connect(self.path, "mode=ro")) as damaged:
            with suppress(*TROUBLES):
                damaged.execute("PRAGMA writable_schema = ON")  # also opens a file that was cut short
            return self._rescue(self.path, damaged, fresh)

    def _aside_name(self) -> str:
        name = f"{self.path}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
        if not self._is_precious:
            # It can be large and everything in it can be made again: one is enough to find out what happened.
            name = f"{self.path}.damaged"
            with suppress(OSError):
                os.unlink(name)
        number, free = 1, name
        while os.path.lexists(free):
            number += 1
            free = f"{name}-{number}"
        return free

    def _put_aside_companions(self, aside: str) -> None:
        """Move the log of a database that is gone: SQLite would play it into the new one."""
        aside = aside or self._aside_name()
        for rest in _COMPANIONS:
            with suppress(FileNotFoundError):
                if rest == "-shm" or not _size(self.path + rest):
                    os.unlink(self.path + rest)
                else:
                    os.rename(self.path + rest, aside + rest)

    # -- turns

    @contextmanager
    def _turn(self, *, alone: bool = False) -> Iterator[None]:
        """Keep other sessions from exchanging the file meanwhile; `alone` keeps them out altogether.

        Where the system has no such locks, SQLite's own still hold.
        """
        import fcntl

        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            deadline = time.monotonic() + self._patience
            kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
            while True:
                try:
                    fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise LibraryError(
                            f"{self.path}: other sessions have kept it busy for too long"
                        ) from None
                    time.sleep(0.01)
                except OSError:
                    break
            yield
        finally:
            os.close(descriptor)

    def _error(self, trouble: Exception) -> LibraryError:
        if is_damage(trouble):
            return LibraryError(f"{self.path}: is damaged")
        return LibraryError(f"{self.path}: {reason_of(trouble)}")


def is_damage(trouble: Exception) -> bool:
    """Tell whether the file itself is wrong, rather than the disk, the permissions or the time."""
    return isinstance(trouble, (DamageError, UnicodeDecodeError)) or _code(trouble) in _DAMAGED


def reason_of(trouble: Exception) -> str:
    """Say what SQLite or the system complains of, in lower case without a full stop."""
    if isinstance(trouble, OSError):
        return os.strerror(trouble.errno).lower() if trouble.errno else str(trouble)
    return _REASONS.get(_code(trouble), str(trouble))


def _code(trouble: Exception) -> int:
    return (getattr(trouble, "sqlite_errorcode", None) or 0) & 0xFF


def _connect(path: str, mode: str) -> sqlite3.Connection:
    quoted = "".join(
        chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(os.path.abspath(path))
    )
    connection = sqlite3.connect(
        f"file:{quoted}?{mode}",
        uri=True,
        timeout=_PATIENCE_AT_ONCE_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = bytes
    return connection


_PLAIN = frozenset("/._-~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _statements(script: str) -> list[str]:
    # `executescript` would end the transaction that a migration is part of.
    return [statement for statement in (part.strip() for part in script.split(";\n")) if statement]


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def make_folder(folder: str) -> None:
    """Make a folder and those above it that are missing, each of them on the disk, for nobody else to read.

    Raises:
        OSError: It cannot be made.
    """
    if os.path.isdir(folder):
        return
    above = os.path.dirname(os.path.abspath(folder))
    make_folder(above)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    sync_folder(above)


def sync_folder(folder: str) -> None:
    """Bring the names in a folder to the disk; a system that cannot do that for folders is forgiven.

    Raises:
        OSError: The disk reports an error.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as trouble:
        if trouble.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES):
            raise
    finally:
        os.close(descriptor)


def sync_file(path: str) -> None:
    """Bring a file to the disk.

    Raises:
        OSError: The disk reports an error.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
