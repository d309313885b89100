"""What the screen remembers in the library: places, bookmarks, what was read, and where one left off.

Nothing here is needed to read. Where something cannot be kept or looked up the answer is that there is nothing, and the trouble
is told once.
"""

import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from reader.article import Article
from reader.config import state_folder
from reader.errors import LibraryError, SourceError
from reader.sources import is_there

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.articles import Fill
    from reader.library.filling import Told
    from reader.library.values import Bookmark, Decision
    from reader.stories import Story

T = TypeVar("T")
SESSION = "session.json"

_KEPT_SESSIONS = 5
"""As many are kept: where the files of the last one are gone, the one before is gone on with."""


class Memory:
    """The library as the screen uses it.

    Args:
        folder: The library's folder; None for the user's own.
        tell: Takes a line about what could not be kept.
    """

    def __init__(self, folder: str | None, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._told = False
        self._read: frozenset[str] | None = None
        self._opened: tuple[Sequence[str], Sequence[Article]] = (), ()
        self.progress: Told | None = None
        """Is told how far it is while files are opened, or grouped."""

    @cached_property
    def library(self) -> "Library":
        """The library; opened when something is first looked up in it."""
        from reader.library import open_library

        return open_library(self._folder)

    def _try(self, attempt: Callable[[], T], otherwise: T) -> T:
        try:
            return attempt()
        except LibraryError as trouble:
            self._tell_once(str(trouble))
            return otherwise

    def _tell_once(self, trouble: str) -> None:
        if not self._told:
            self._told = True
            self._tell(trouble)

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
        from reader.library import fingerprint

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
        opened = self.library.open_files(files, partial(self._say, False), self._filler(files))
        self._opened = files, opened[0]
        return opened

    def _say(self, is_grouping: bool, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(is_grouping, done, total)

    def _filler(self, files: Sequence[str]) -> "Fill | None":
        """Return what has another process open and group files, where there are many and a library to keep them in."""
        from reader.library.filling import MANY, fill

        if len(files) < MANY or self.library.trouble:
            return None
        return lambda: fill(self.library.folder, files, self._say)

    def arrange(self, articles: Sequence[Article]) -> "tuple[Story, ...]":
        """Group articles into stories, as was found and as the user decided; the same articles are not grouped twice.

        Args:
            articles: What was opened.
        """
        from reader.library.arranging import arrange

        files, opened = self._opened
        fill = self._filler(files) if articles is opened else None
        stories, troubles = arrange(articles, self.library, partial(self._say, True), fill)
        for trouble in troubles[:1]:
            self._tell_once(trouble)
        return stories

    def keep_folders(self, paths: Sequence[str]) -> None:
        """Remember which folders were opened; that it cannot be kept is no trouble worth a word."""
        folders = [os.path.abspath(path) for path in paths if os.path.isdir(path)]  # noqa: PTH100, PTH112
        try:
            known = self.library.folders()[: len(folders)] if folders else ()
            for folder in folders:
                if folder not in known:
                    self.library.keep_folder(folder)
        except LibraryError:
            return

    def folders(self) -> tuple[str, ...]:
        """Return the folders that were opened and are still there, the last opened first."""
        nothing: tuple[str, ...] = ()
        return tuple(filter(os.path.isdir, self._try(self.library.folders, nothing)))

    def decide(self, one: str, others: Sequence[str], *, together: bool) -> bool:
        """Remember that articles tell one story, or not the same as the first; tell whether it could be kept."""

        def keep() -> bool:
            self.library.keep_decisions(one, others, together=together)
            return True

        return self._try(keep, False)

    def dates(self) -> dict[str, str]:
        """Return the dates given by hand, by absolute path."""
        nothing: dict[str, str] = {}
        return self._try(self.library.dates, nothing)

    def decisions(self) -> "tuple[Decision, ...]":
        """Return which articles tell one story or do not, as the user decided by hand."""
        return self._try(self.library.decisions, ())

    def bookmarks(self, path: str | None = None) -> "tuple[Bookmark, ...]":
        """Return all bookmarks, or those in one article, the oldest first."""
        return self._try(lambda: self.library.bookmarks(path), ())


def save_session(paths: Sequence[str]) -> None:
    """Remember what was open, for a start without any paths. That it cannot be kept is no trouble worth a word.

    Files that only hand over bytes, as git's difftool and a shell make them, are no session: they are gone by the next start.
    """
    from reader.library.articles import is_passing

    named = [os.path.abspath(path) for path in paths]  # noqa: PTH100
    if any(map(is_passing, named)):
        return
    folder = state_folder()
    before = [session for session in _sessions() if session != named][: _KEPT_SESSIONS - 1]
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        path = os.path.join(folder, SESSION)  # noqa: PTH118
        with open(f"{path}.new", "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump({"paths": named, "before": before}, file)
        os.replace(f"{path}.new", path)  # noqa: PTH105
    except OSError:
        return


def last_session() -> tuple[str, ...]:
    """Return what was open when the program was last left with something that is still there, as far as it is."""
    for session in _sessions():
        if there := tuple(filter(is_there, session)):
            return there
    return ()


def _sessions() -> list[list[str]]:
    """Return what was open when the program was left, the last time first."""
    try:
        with open(os.path.join(state_folder(), SESSION), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            kept = json.load(file)
        sessions = [kept["paths"], *kept.get("before", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [
        [path for path in session if isinstance(path, str)]
        for session in sessions
        if isinstance(session, list)
    ]
