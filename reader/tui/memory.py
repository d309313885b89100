"""What the screen remembers in the library: places, bookmarks, what was read, and where one left off.

Nothing here is needed to read. Where something cannot be kept or looked up the answer is that there is nothing, and the trouble
is told once.
"""

import json
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from reader.article import Article
from reader.config import state_folder
from reader.errors import LibraryError, SourceError
from reader.library import Library, fingerprint, open_library

if TYPE_CHECKING:
    from reader.library.values import Bookmark, Decision

T = TypeVar("T")
SESSION = "session.json"


class Memory:
    """The library as the screen uses it.

    Args:
        folder: The library's folder; None for the user's own.
        tell: Takes a line about what could not be kept.
    """

    def __init__(self, folder: str | None, tell: Callable[[str], None]) -> None:
        self.library: Library = open_library(folder)
        self._tell = tell
        self._told = False
        self._read: frozenset[str] | None = None
        self.progress: Callable[[int, int], None] | None = None
        """Is told how many files are open, and of how many, while they are opened."""

    def _try(self, attempt: Callable[[], T], otherwise: T) -> T:
        try:
            return attempt()
        except LibraryError as trouble:
            if not self._told:
                self._told = True
                self._tell(str(trouble))
            return otherwise

    def keep_place(self, article: Article, offset: int) -> None:
        """Remember how far an article was read, and that it was."""

        def keep() -> None:
            self.library.keep_position(article, offset)
            self.library.keep_read(article)

        self._try(keep, None)
        self._read = None

    def place(self, article: Article) -> int:
        """Return the offset up to which an article was read; 0 when that is not known."""
        return self._try(lambda: self.library.position(article) or 0, 0)

    def is_read(self, article: Article) -> bool:
        """Tell whether an article was read."""
        if self._read is None:
            nothing: frozenset[str] = frozenset()
            self._read = self._try(self.library.read_articles, nothing)
        return bool(self._read) and fingerprint(article) in self._read

    def mark_read(self, article: Article, is_read: bool) -> None:
        """Mark an article as read or unread."""
        self._try(lambda: self.library.keep_read(article, is_read), None)
        self._read = None

    def toggle_bookmark(self, article: Article, offset: int, label: str) -> bool:
        """Put a bookmark at a place, or take the one there away; tell whether there is one now."""
        mine = [mark for mark in self.bookmarks(article.path) if mark.offset == offset]
        for mark in mine:
            self._try(lambda mark=mark: self.library.forget_bookmark(mark), None)  # type: ignore[misc]
        if not mine:
            self._try(lambda: self.library.keep_bookmark(article, offset, label), None)
        return bool(self.bookmarks(article.path)) and not mine

    def open_files(self, files: Sequence[str]) -> tuple[tuple[Article, ...], tuple[SourceError, ...]]:
        """Open files, and parse only those that were not opened before as they are now."""
        return self.library.open_files(files, self.progress)

    def decisions(self) -> "tuple[Decision, ...]":
        """Return which articles tell one story or do not, as the user decided by hand."""
        return self._try(self.library.decisions, ())

    def bookmarks(self, path: str | None = None) -> "tuple[Bookmark, ...]":
        """Return all bookmarks, or those in one article, the oldest first."""
        return self._try(lambda: self.library.bookmarks(path), ())


def save_session(paths: Sequence[str]) -> None:
    """Remember what was open, for a start without any paths. That it cannot be kept is no trouble worth a word."""
    folder = state_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        path = os.path.join(folder, SESSION)  # noqa: PTH118
        with open(f"{path}.new", "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump({"paths": [os.path.abspath(p) for p in paths]}, file)  # noqa: PTH100
        os.replace(f"{path}.new", path)  # noqa: PTH105
    except OSError:
        return


def last_session() -> tuple[str, ...]:
    """Return what was open when the program was left, as far as it is still there."""
    try:
        with open(os.path.join(state_folder(), SESSION), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            paths = json.load(file)["paths"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    if not isinstance(paths, list):
        return ()
    return tuple(p for p in paths if isinstance(p, str) and os.path.exists(p))  # noqa: PTH110
