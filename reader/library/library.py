"""The library: what a reader wants remembered, in a folder that several sessions share.

It is never needed to read: with a folder that is missing, full, read-only or damaged everything else works, and one line says
what could not be kept.
"""

import os
import time
from typing import TYPE_CHECKING

from reader.library.records import Record, Records, absolute
from reader.text import make_safe

if TYPE_CHECKING:
    from reader.library.values import Note

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
        """What was found damaged and where it is kept now, a line each."""
        return tuple(self._records.database.notices)

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


def open_library(folder: str | None = None) -> Library:
    """Open the library in a folder, or the user's own; this neither makes nor reads anything and never fails.

    Args:
        folder: A folder, which need not exist; None for the user's own, in the XDG data folder.

    Returns:
        The library; its `trouble` says why nothing can be kept in it, if that can be told beforehand.
    """
    where = os.path.abspath(folder or default_folder())
    return Library(where, find_trouble(where))


def default_folder() -> str:
    """Return the folder of the user's own library, in the XDG data folder."""
    from platformdirs import user_data_dir

    return user_data_dir("article-reader", appauthor=False)


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
