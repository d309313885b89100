"""The library: what a reader wants remembered, in a folder that several sessions share.

It is never needed to read: with a folder that is missing, full, read-only or damaged everything else works, and one line says
what could not be kept.
"""

import os
import time
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import LibraryError, SourceError
from reader.library.names import absolute
from reader.library.records import Record, Records
from reader.text import make_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article import Article
    from reader.library.articles import Articles, Fill, Progress
    from reader.library.values import Bookmark, Decision, Found, Note

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH100, PTH112, PTH120


class Library:
    """A library in a folder; it holds nothing open, so any number of threads and sessions may use one.

    What keeps something returns when it is on the disk and raises `LibraryError` otherwise; what looks something up raises it
    when there is a library that cannot be read, and finds nothing when there is none yet.

    Attributes:
        folder: Where it is kept; made with the first thing to be kept.
        trouble: Why nothing can be kept, in one line, or None.
    """

    def __init__(self, folder: str, trouble: str | None = None) -> None:
        self.folder = folder
        self.trouble = trouble
        self._records = Records(folder)

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found damaged and where it is kept now, and what could not be kept on the side, a line each."""
        said = list(self._records.database.notices)
        if "articles" in vars(self):
            said += self.articles.database.notices
            said += [self.articles.trouble] if self.articles.trouble else []
        return tuple(said)

    # -- notes: place is the absolute path, part is an id

    def keep_note(self, path: str, text: str) -> None:
        """Keep a note with a name; the name need not be that of a file.

        Raises:
            LibraryError: It could not be kept.
        """
        now = time.time_ns()
        self._records.keep(
            Record("note", absolute(path), f"{now:020d}-{os.getpid()}", path, make_safe(text)[0], now)
        )

    def notes(self, path: str | None = None) -> "tuple[Note, ...]":
        """Return all notes, or those with one name, the oldest first.

        Raises:
            LibraryError: They cannot be read.
        """
        from reader.library.values import Note

        found = self._records.find("note", None if path is None else absolute(path))
        return tuple(Note(record.name, record.body, record.kept_at / 1e9, record.part) for record in found)

    def forget_note(self, note: "Note") -> None:
        """Drop a note.

        Raises:
            LibraryError: It could not be dropped.
        """
        self._records.forget("note", absolute(note.path), note.id)

    # -- places in a text: place is the absolute path, body or part the fingerprint of the text and the offset

    def keep_position(self, article: "Article", offset: int) -> None:
        """Remember how far an article was read; the last place counts.

        Raises:
            LibraryError: It could not be kept.
        """
        body = _write_place(fingerprint(article), offset)
        self._records.keep(Record("position", absolute(article.path), "", article.path, body))

    def position(self, article: "Article") -> int | None:
        """Return the offset up to which an article was read, or None if it was not or says something else now.

        Raises:
            LibraryError: It cannot be looked up.
        """
        for record in self._records.find("position", absolute(article.path)):
            content, offset = _read_place(record.body)
            if content == fingerprint(article):
                return offset
        return None

    def keep_bookmark(self, article: "Article", offset: int, label: str) -> None:
        """Put a bookmark at a place in an article, or give the one there another label.

        Raises:
            LibraryError: It could not be kept.
        """
        part = _write_place(fingerprint(article), offset)
        label = make_safe(label)[0]
        self._records.keep(Record("bookmark", absolute(article.path), part, article.path, label))

    def bookmarks(self, path: str | None = None) -> "tuple[Bookmark, ...]":
        """Return all bookmarks, or those in one article, the oldest first.

        Raises:
            LibraryError: They cannot be read.
        """
        from reader.library.values import Bookmark

        found = self._records.find("bookmark", None if path is None else absolute(path))
        return tuple(
            Bookmark(record.name, *_read_place(record.part), record.body, record.kept_at / 1e9)
            for record in found
        )

    def forget_bookmark(self, bookmark: "Bookmark") -> None:
        """Take a bookmark away.

        Raises:
            LibraryError: It could not be dropped.
        """
        part = _write_place(bookmark.content, bookmark.offset)
        self._records.forget("bookmark", absolute(bookmark.path), part)

    # -- read or not: place is the fingerprint, so an article that says something else is unread again

    def keep_read(self, article: "Article", is_read: bool = True) -> None:
        """Mark an article as read, or as unread again.

        Raises:
            LibraryError: It could not be kept.
        """
        if is_read:
            self._records.keep(Record("read", fingerprint(article), "", article.path))
        else:
            self._records.forget("read", fingerprint(article))

    def read_articles(self) -> frozenset[str]:
        """Return the fingerprints of all articles that were read.

        Raises:
            LibraryError: They cannot be looked up.
        """
        return frozenset(record.place for record in self._records.find("read"))

    # -- folders: place is the absolute path

    def keep_folder(self, path: str) -> None:
        """Remember that a folder or file was opened.

        Raises:
            LibraryError: It could not be kept.
        """
        self._records.keep(Record("folder", absolute(path), "", path))

    def folders(self) -> tuple[str, ...]:
        """Return the absolute paths of what was opened, the last opened first.

        Raises:
            LibraryError: They cannot be looked up.
        """
        return tuple(record.place for record in reversed(self._records.find("folder")))

    def forget_folder(self, path: str) -> None:
        """Forget that a folder or file was opened.

        Raises:
            LibraryError: It could not be forgotten.
        """
        self._records.forget("folder", absolute(path))

    # -- stories by hand: place and part are the absolute paths

    def keep_decisions(self, one: str, others: "Sequence[str]", *, together: bool) -> None:
        """Remember that an article tells one story with others, or another story than each of them; the last word counts.

        Raises:
            LibraryError: It could not be kept, or an article was named twice.
        """
        first, seconds = absolute(one), [absolute(other) for other in others]
        if first in seconds:
            raise LibraryError(f"{one}: an article cannot be joined with itself or parted from itself")
        body = "join" if together else "part"
        self._records.keep(
            *(Record("join", first, second, one, body) for second in seconds),
            instead_of=[("join", second, first) for second in seconds],
        )

    def decisions(self) -> "tuple[Decision, ...]":
        """Return what was decided by hand, the oldest first; `reader.library.decisions` puts it into effect.

        Raises:
            LibraryError: It cannot be looked up.
        """
        from reader.library.values import Decision

        found = self._records.find("join")
        return tuple(Decision(record.place, record.part, record.body == "join") for record in found)

    # -- dates by hand: place is the absolute path

    def keep_date(self, path: str, date: str | None) -> None:
        """Remember the date that the user gave an article, which wins over every other; None forgets it.

        Args:
            path: The article's path.
            date: Year, month and day as ISO 8601 has them, with a time or without.

        Raises:
            LibraryError: It could not be kept, or is no date.
        """
        if date is None:
            self._records.forget("date", absolute(path))
            return
        from datetime import datetime

        try:
            datetime.fromisoformat(date)
        except ValueError:
            raise LibraryError(f"{path}: {date} is no date; one is written like 2024-05-17") from None
        self._records.keep(Record("date", absolute(path), "", path, date))

    def dates(self) -> dict[str, str]:
        """Return the dates given by hand, by absolute path.

        Raises:
            LibraryError: They cannot be looked up.
        """
        return {record.place: record.body for record in self._records.find("date")}

    # -- articles

    def open_files(
        self, files: "Sequence[str]", progress: "Progress | None" = None, fill: "Fill | None" = None
    ) -> "tuple[tuple[Article, ...], tuple[SourceError, ...]]":
        """Open files, and parse only what was not seen before as it is now; without a library all are parsed.

        Args:
            files: Paths as the user wrote them, or as they were found in a folder.
            progress: Told how many are open, and of how many, from time to time.
            fill: See `Articles.open_files`.

        Returns:
            The articles in the order of `files`, and why some files could not be opened.
        """
        from reader.sources import open_file

        opened = self.articles.open_files(files, open_file, progress, fill)
        articles = tuple(article for found in opened if isinstance(found, tuple) for article in found)
        return articles, tuple(found for found in opened if not isinstance(found, tuple))

    @cached_property
    def articles(self) -> "Articles":
        """The articles that were opened, for `open_files`; losing them costs only time."""
        from reader.library.articles import Articles

        return Articles(self.folder)

    def search(self, text: str, *, limit: int = 50, progress: "Progress | None" = None) -> "Found":
        """Find words in articles and notes, or what somebody says with them.

        Args:
            text: See `reader.library.search`.
            limit: How many hits are wanted at the most.
            progress: Told how many articles were read for who is quoted, when that has to be found out first.

        Raises:
            UsageError: There is no word in `text`.
            LibraryError: The library cannot be read.
        """
        from reader.library.quoted import find_missing_quotations
        from reader.library.search import find_notes, parse_query, search_articles, search_quotations
        from reader.library.values import Found

        query = parse_query(text)
        unread = 0
        if query.speaker:
            try:
                unread = find_missing_quotations(self.articles, query, progress)
            except LibraryError as trouble:
                self.articles.trouble = str(trouble)
        look = search_quotations if query.speaker else search_articles
        found = self.articles.database.look(lambda connection: look(connection, query, limit))
        hits, total = found or ([], 0)
        noted = [] if query.speaker else find_notes(self.notes(), query)
        return Found(tuple([*noted, *hits][:limit]), total + len(noted), unread)


def _write_place(content: str, offset: int) -> str:
    return f"{content} {offset}"


def _read_place(written: str) -> tuple[str, int]:
    content, _, offset = written.partition(" ")
    return content, int(offset)


def open_library(folder: str | None = None) -> Library:
    """Open the library in a folder, or the user's own; this neither makes nor reads anything and never fails.

    Args:
        folder: A folder, which need not exist; None for the user's own, in the XDG data folder.

    Returns:
        The library; its `trouble` says why nothing can be kept in it, if that can be told beforehand.
    """
    where = os.path.abspath(folder or default_folder())
    return Library(where, find_trouble(where))


def fingerprint(article: "Article") -> str:
    """Return what stands for an article's text wherever an offset into it is kept; the same text has the same."""
    from hashlib import blake2b

    return blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def default_folder() -> str:
    """Return the folder of the user's own library, in the XDG data folder."""
    from platformdirs import user_data_dir

    return user_data_dir("reader", appauthor=False)


def find_trouble(folder: str) -> str | None:
    """Say why nothing could be kept in a folder, as far as that shows without trying; None when nothing is in the way."""
    there = folder
    while not os.path.lexists(there) and os.path.dirname(there) != there:
        there = os.path.dirname(there)
    if not os.path.isdir(there):
        return f"{folder}: nothing can be kept there: {there} is no folder"
    if not os.access(there, os.W_OK | os.X_OK):
        return f"{folder}: nothing can be kept there: {there} may not be written"
    return None
