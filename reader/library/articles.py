"""What can be had again: the articles that were opened, so that a file that did not change is never parsed twice.

A file is known by its path, size and times; failing that, by its bytes. What a changed parser made before counts for nothing.
"""

import gc
import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from reader.article import Article
from reader.errors import LibraryError, SourceError
from reader.library.database import DamageError, Database
from reader.library.filling import MANY
from reader.library.names import absolute
from reader.library.rows import (
    ARTICLE_COLUMNS,
    FILE_COLUMNS,
    can_be_kept,
    checksum_of,
    to_article,
    to_texts,
)
from reader.library.spread import spread
from reader.sources.stream import STANDARD_INPUT, read_bytes

# The statements are put together from constants only; `os` stands for pathlib, which is slow per file.
# ruff: noqa: S608, PTH112, PTH116, PTH118, PTH120

NAME = "articles.db"

MIGRATIONS = (
    """
    CREATE TABLE files (
        place    TEXT PRIMARY KEY,  -- the absolute path
        size     INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        ctime_ns INTEGER NOT NULL,
        parser   INTEGER NOT NULL,  -- which parser made its articles
        content  BLOB NOT NULL,     -- hash of its bytes
        number   INTEGER NOT NULL,  -- how many articles it holds
        checksum INTEGER NOT NULL   -- CRC-32 of the other columns
    ) WITHOUT ROWID;
    CREATE INDEX files_by_content ON files (content);
    CREATE TABLE articles (
        id       INTEGER PRIMARY KEY,
        content  BLOB NOT NULL,
        parser   INTEGER NOT NULL,
        number   INTEGER NOT NULL,  -- which of several articles in one file
        suffix   TEXT NOT NULL,     -- what its path has after the path of the file
        title    TEXT NOT NULL,
        roles    TEXT NOT NULL,     -- a letter for each paragraph
        text     TEXT NOT NULL,
        notices  TEXT NOT NULL,     -- a line each
        extra    TEXT NOT NULL,     -- fields of the article that are not columns, as JSON; mostly empty
        checksum INTEGER NOT NULL,  -- CRC-32 of `content` and the columns from `suffix` on
        engine   INTEGER,           -- which engine found its quotations; empty when none has yet
        UNIQUE (content, parser, number)
    );
    CREATE VIRTUAL TABLE words USING fts5 (
        title, text, content = 'articles', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO words (words, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
    CREATE TABLE quotations (
        id      INTEGER PRIMARY KEY,
        article INTEGER NOT NULL,
        speaker TEXT NOT NULL,
        text    TEXT NOT NULL,
        checksum INTEGER NOT NULL   -- CRC-32 of the other columns but `id`
    );
    CREATE INDEX quotations_by_article ON quotations (article);
    CREATE VIRTUAL TABLE spoken USING fts5 (
        speaker, text, content = 'quotations', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    );
    """,
    """
    CREATE TABLE derived (
        kind     TEXT NOT NULL,     -- what was worked out
        key      BLOB NOT NULL,     -- of what
        version  INTEGER NOT NULL,  -- by which code
        body     TEXT NOT NULL,
        checksum INTEGER NOT NULL,  -- CRC-32 of kind, key, version and body
        PRIMARY KEY (kind, key)
    ) WITHOUT ROWID;
    """,
)
"""The statements that lead from each version of the schema to the next."""

T = TypeVar("T")

# How many articles are written in one transaction: others wait no longer than this takes.
_BATCH = 2_000
# From how many files on one walk over a stretch of the table is quicker than asking for each.
_MANY = 64
# One in how many articles must be wanted for that.
_MOSTLY = 4
# The clock of a file system may stand still for this long, in nanoseconds: a file that was written a moment ago
# may be written again without a sign.
SAME_MOMENT_NS = 50_000_000

Progress = Callable[[int, int], None]
"""Is told how many are done, and of how many."""

Fill = Callable[[], None]
"""Has files opened and grouped elsewhere, and returns when all that could be kept of it is in the library."""

OpenFile = Callable[[str], Sequence[Article]]
"""Opens a file and returns its articles, mostly one.

Raises:
    SourceError: It cannot be opened.
"""

Opened = tuple[Article, ...] | SourceError
"""What became of a file: its articles, or why it cannot be opened."""


Stamp = tuple[int, int, int]
"""Size, and when content and state of a file last changed, in nanoseconds: by which it is known again without being read."""


class _Parsed(NamedTuple):
    """A file as it was opened, to be kept."""

    path: str
    stamp: Stamp
    content: bytes
    articles: tuple[Article, ...]


class Articles:
    """The articles of a library, in a file of their own: it can be large, and losing it costs only time."""

    def __init__(self, folder: str) -> None:
        self.database = Database(
            folder, NAME, MIGRATIONS, check=_check_articles, rescue=_rescue_nothing, is_precious=False
        )
        self._contents: dict[str, tuple[bytes, tuple[Article, ...]]] = {}
        self.trouble: str | None = None
        """Why articles could not be kept or looked up, in one line; they were opened all the same."""

    def open_files(
        self,
        files: Sequence[str],
        open_file: OpenFile,
        progress: Progress | None = None,
        fill: Fill | None = None,
    ) -> tuple[Opened, ...]:
        """Open files, and parse only those that were not seen before as they are now.

        Args:
            files: Paths as the user wrote them; what is no regular file is opened and not kept.
            open_file: Opens a file that is not known and returns its articles, whose paths begin with the file's.
            progress: Told how far it is, from time to time.
            fill: Keeps all these files by way of another process; asked where many are not known.

        Returns:
            For each file its articles, or the error that `open_file` raised.
        """
        self.trouble = None
        stamps = {path: stamp_of(path) for path in files}
        opened: dict[str, Opened] = dict(self._recall(stamps))
        unknown = [path for path in stamps if path not in opened]
        if fill and len(unknown) >= MANY:
            fill()
            opened.update(self._recall({path: stamps[path] for path in unknown}))
            unknown = [path for path in unknown if path not in opened]
        self._open_unknown(unknown, stamps, open_file, opened, progress or _tell_nobody)
        return tuple(opened[path] for path in files)

    def _open_unknown(
        self,
        unknown: Sequence[str],
        stamps: Mapping[str, Stamp | None],
        open_file: OpenFile,
        opened: dict[str, Opened],
        tell: Progress,
    ) -> None:
        """Open the files that were not seen before as they are now, by as many processes as there are processors."""
        known, total = len(opened), len(stamps)
        contents: dict[str, bytes] = {}
        there = [path for path in unknown if stamps[path]]
        hashes = spread(lambda number: _hash_file(there[number]), len(there))
        for number, (path, content) in enumerate(zip(there, hashes, strict=True)):
            if number % _BATCH == 0:
                tell(known, total)
            if content:
                contents[path] = content
        made: dict[str, Opened] = dict(self._recall_contents(contents))
        new = [path for path in unknown if path not in made]
        parsed = zip(new, spread(lambda number: _open(open_file, new[number]), len(new)), strict=True)
        fresh = chain(made.items(), parsed)
        while batch := dict(islice(fresh, _BATCH)):
            tell(len(opened), total)
            opened.update(batch)
            self._keep(batch, stamps, contents)

    def content_of(self, article: Article) -> bytes | None:
        """Return the hash of the bytes of the file that an article was opened from here; None where it is not known."""
        content, articles = self._contents.get(article.path, (None, ()))
        # A date that was given to it, say, does not change what it says.
        return content if any(opened.paragraphs is article.paragraphs for opened in articles) else None

    def _keep(
        self, opened: Mapping[str, Opened], stamps: Mapping[str, Stamp | None], contents: Mapping[str, bytes]
    ) -> None:
        """Keep what was opened for the first time as it is now."""
        files = []
        for path, articles in opened.items():
            stamp = stamps[path]
            if not stamp or path not in contents or isinstance(articles, SourceError):
                continue
            if _is_settled(path, stamp) and all(map(can_be_kept, articles)):
                files.append(_Parsed(path, stamp, contents[path], articles))
                self._contents[path] = contents[path], articles
        if files:
            self.attempt(lambda: self.database.change(lambda connection: _keep(connection, files)))
        for file in files:
            for article in file.articles:
                # Its text as a whole is had again in no time; a hundred thousand of them would fill the memory.
                vars(article).clear()

    def _recall(self, stamps: Mapping[str, Stamp | None]) -> dict[str, tuple[Article, ...]]:
        """Find the articles of the files that have not changed since they were kept."""
        wanted = {_encode(absolute(path)): (path, stamp) for path, stamp in stamps.items() if stamp}

        def read(connection: sqlite3.Connection) -> dict[str, tuple[Article, ...]]:
            contents: dict[bytes, list[str]] = {}
            numbers: dict[str, int] = {}
            for file in _select_files(connection, list(wanted)):
                path, stamp = wanted.get(file[0], ("", None))
                # A damaged row meets no file, or no content, or not as many articles.
                if stamp == file[1:4]:
                    contents.setdefault(file[5], []).append(path)
                    numbers[path] = file[6]
            found = _read_articles(connection, contents)
            if any(len(found.get(path, ())) != number for path, number in numbers.items()):
                raise DamageError
            for content, those in contents.items():
                for path in those:
                    self._contents[path] = content, found[path]
            return found

        with without_collector():
            return self.attempt(lambda: self.database.look(read) or {}) or {}

    def _recall_contents(self, contents: Mapping[str, bytes]) -> dict[str, tuple[Article, ...]]:
        """Find what was made of the same bytes under another name or at another time."""
        paths: dict[bytes, list[str]] = {}
        for path, content in contents.items():
            paths.setdefault(content, []).append(path)
        return self.attempt(lambda: self.database.look(lambda c: _read_articles(c, paths)) or {}) or {}

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do what reading does not need; after the first trouble it is left alone, so that nobody waits for it again."""
        if self.trouble:
            return None
        try:
            return work()
        except LibraryError as trouble:
            self.trouble = str(trouble)
            return None


# -- files


def stamp_of(path: str) -> Stamp | None:
    """Look at a file; None for what is no regular file, or will be gone in a moment."""
    if path == STANDARD_INPUT or is_passing(path):
        return None
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def is_passing(path: str) -> bool:
    """Tell whether a file is only a way to hand over bytes: what git writes for a difftool, what a shell calls by a number."""
    if path.startswith(("/dev/", "/proc/")):
        return True
    return "git-" in path and any(
        part.startswith(("git-blob-", "git-difftool.")) for part in path.split("/")[:-1]
    )


def _is_settled(path: str, stamp: Stamp) -> bool:
    """Tell whether a file is as it was when it was looked at, and cannot have been written since without a sign.

    Source: "Racy Git", Documentation/technical/racy-git.txt of git.
    """
    return stamp_of(path) == stamp and max(stamp[1:]) < time.time_ns() - SAME_MOMENT_NS


def _hash_file(path: str) -> bytes | None:
    try:
        return blake2b(read_bytes(path), digest_size=16).digest()
    except SourceError:
        return None


def _tell_nobody(done: int, total: int) -> None:
    pass


def _open(open_file: OpenFile, path: str) -> Opened:
    try:
        return tuple(open_file(path))
    except SourceError as trouble:
        return trouble


@cache
def parser_version() -> int:
    """Return a number that changes with the code that makes articles of files."""
    return code_version("sources", "roles", "article.py", "text.py")


@cache
def engine_version() -> int:
    """Return a number that changes with the code that finds quotations."""
    return code_version("quotes")


@cache
def code_version(*parts: str) -> int:
    """Return a number that changes with the code in some folders and files of this package."""
    package = os.path.dirname(os.path.dirname(__file__))
    found = []
    for part in parts:
        path = os.path.join(package, part)
        found += (
            [(entry.name, entry.stat()) for entry in os.scandir(path)]
            if os.path.isdir(path)
            else [(part, os.stat(path))]
        )
    states = (
        f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in found if name.endswith(".py")
    )
    return zlib.crc32("\0".join(sorted(states)).encode())


# -- rows


def _select_files(connection: sqlite3.Connection, places: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
    sql = f"SELECT {FILE_COLUMNS} FROM files WHERE parser = ? AND place BETWEEN CAST(? AS TEXT) AND CAST(? AS TEXT)"
    if len(places) >= _MANY:
        yield from connection.execute(sql, (parser_version(), min(places), max(places)))
    else:
        for place in places:
            yield from connection.execute(sql, (parser_version(), place, place))


def _read_articles(
    connection: sqlite3.Connection, paths: Mapping[bytes, Sequence[str]]
) -> dict[str, tuple[Article, ...]]:
    """Make the articles of some contents, for each path that has them."""
    found: dict[str, tuple[Article, ...]] = {}
    for row in _select_articles(connection, list(paths)):
        for path in paths.get(row[0], ()):
            found[path] = (*found.get(path, ()), to_article(path, row))
    return found


def _select_articles(connection: sqlite3.Connection, contents: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
    """Yield `ARTICLE_COLUMNS`, the articles of one file in their order."""
    sql = f"SELECT {ARTICLE_COLUMNS} FROM articles AS a WHERE a.parser = ?"
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
    # Articles lie in the order in which they were kept, so most of them are read fastest by reading all.
    if len(contents) >= _MANY and _MOSTLY * len(contents) >= last:
        yield from connection.execute(sql, (parser_version(),))
    else:
        for content in contents:
            yield from connection.execute(
                f"{sql} AND a.content = ? ORDER BY a.number", (parser_version(), content)
            )


def _keep(connection: sqlite3.Connection, files: Iterable[_Parsed]) -> None:
    parser = parser_version()
    for file in files:
        place = _encode(absolute(file.path))
        before = connection.execute(
            "SELECT content, parser FROM files WHERE place = CAST(? AS TEXT)", (place,)
        ).fetchone()
        rest = (*file.stamp, parser, file.content, len(file.articles))
        connection.execute(
            f"INSERT OR REPLACE INTO files ({FILE_COLUMNS}) VALUES (CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?)",
            (place, *rest, checksum_of(place, repr(rest).encode())),
        )
        if before and before != (file.content, parser):
            _drop_unused(connection, *before)
        _keep_articles(connection, file, parser)


def _keep_articles(connection: sqlite3.Connection, file: _Parsed, parser: int) -> None:
    key = (file.content, parser)
    if connection.execute("SELECT 1 FROM articles WHERE content = ? AND parser = ?", key).fetchone():
        return
    for number, article in enumerate(file.articles):
        texts = to_texts(file.path, article)
        checksum = checksum_of(file.content, "\0".join(texts).encode())
        row = connection.execute(
            "INSERT INTO articles (content, parser, number, suffix, title, roles, text, notices, extra, checksum) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, number, *texts, checksum),
        )
        connection.execute(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (row.lastrowid, texts[1], texts[3])
        )


def _drop_unused(connection: sqlite3.Connection, content: bytes, parser: int) -> None:
    """Drop the articles of bytes that no file has any more."""
    key = (content, parser)
    if connection.execute("SELECT 1 FROM files WHERE content = ? AND parser = ?", key).fetchone():
        return
    for row in connection.execute(
        "SELECT id, title, text FROM articles WHERE content = ? AND parser = ?", key
    ).fetchall():
        # An index without a text of its own wants to be told what it forgets.
        connection.execute(
            "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, CAST(? AS TEXT), CAST(? AS TEXT))",
            row,
        )
        drop_quotations(connection, row[0])
        connection.execute("DELETE FROM articles WHERE id = ?", row[:1])


def drop_quotations(connection: sqlite3.Connection, article: int) -> None:
    """Forget the quotations of an article, in the index too."""
    rows = connection.execute(
        "SELECT id, speaker, text FROM quotations WHERE article = ?", (article,)
    ).fetchall()
    for row in rows:
        connection.execute(
            "INSERT INTO spoken (spoken, rowid, speaker, text) VALUES ('delete', ?, CAST(? AS TEXT), CAST(? AS TEXT))",
            row,
        )
    connection.execute("DELETE FROM quotations WHERE article = ?", (article,))


# -- the database


def _check_articles(connection: sqlite3.Connection) -> None:
    """Read every article.

    Raises:
        DamageError: One is not what was written.
    """
    for row in connection.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles AS a"):
        to_article("", row)


def _rescue_nothing(path: str, damaged: sqlite3.Connection | None, fresh: sqlite3.Connection) -> str:
    """Leave the new database empty: everything in it can be made again."""
    return "articles are parsed anew when they are opened next"


@contextmanager
def without_collector() -> Iterator[None]:
    """Make a million values at once without Python looking for garbage among them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
