"""The screen for strangers: the commands that cannot lead out of one folder, and a memory that ends with the session."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.article import Article
from reader.errors import ReaderError, SourceError
from reader.library import fingerprint
from reader.library.values import Bookmark, Decision, Found
from reader.sources import open_articles
from reader.tui.app import ReaderApp
from reader.tui.commands import COMMANDS, Command
from reader.tui.memory import Memory

HARMLESS = frozenset(
    """
    line-down line-up half-down half-up page-down page-up top bottom next-paragraph previous-paragraph
    open-story filter sort next-quotation previous-quotation only-speaker speaker pane older newer width
    next-change previous-change next-changed-quotation previous-changed-quotation unfold layout changes-only weight swap
    other-end versions show-in-text furniture search next-hit previous-hit mark to-mark bookmark bookmarks unread copy
    library read compare ledger theme mouse palette redraw help notices back escape interrupt quit reload
    """.split()  # noqa: SIM905, a list of sixty strings reads worse
)
"""The commands of a kiosk. A new one is not among them until somebody asked where it can lead."""


def kiosk_commands() -> tuple[Command, ...]:
    """Return the commands that cannot lead out of the folder, with the keys they come with."""
    return tuple(command for command in COMMANDS if command.id in HARMLESS)


class KioskApp(ReaderApp):
    """The screen on the folder it is in.

    Args:
        theme: The theme to begin with, or None.
        library: Where places and bookmarks are kept; None forgets them at the end.
    """

    def __init__(self, *, theme: str | None, library: str | None) -> None:
        super().__init__([os.curdir], theme=theme, library=library or os.devnull)
        self.commands = kiosk_commands()
        if library is None:
            self.memory = Forgetful(self._tell_trouble)

    def on_mount(self) -> None:
        """Begin, deaf to what would stop the process: behind it may be a shell."""
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        super().on_mount()

    def action_suspend_process(self) -> None:
        """Stay: there is no shell to go back to."""

    def keep_fault(self, error: Exception) -> str:
        """Keep nothing, and tell a stranger nothing of the machine."""
        return "something went wrong, and the kiosk had to end"

    def choose_found(self, found: Found) -> Found:
        """Return the places in articles that are in the folder now: the library may remember one that was taken away."""
        here = {os.path.abspath(article.path) for article in self.shelf.articles}  # noqa: PTH100
        hits = tuple(hit for hit in found.hits if not here.isdisjoint((hit.path, *hit.others)))
        return replace(found, hits=hits, total=len(hits))

    def save_session(self) -> None:
        """Remember where one is in the article, and nothing of what was open."""
        if self.screen_stack:
            self.current.leave()

    def open_more(self, path: str, then: Callable[[], object] | None = None) -> None:
        """Open nothing else."""
        self.current.notice("nothing else can be opened here")

    def keep_copy(self, text: str) -> None:
        """Keep no copy in a file; the terminal's clipboard is the visitor's own."""


class Forgetful(Memory):
    """What is remembered for one session, in this process alone.

    Args:
        tell: Takes a line about what could not be kept.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(os.devnull, tell)
        self._places: dict[str, int] = {}
        self._seen: set[str] = set()
        self._marks: list[Bookmark] = []

    def keep_place(self, article: Article, offset: int) -> None:
        """Remember how far an article was read, and that it was."""
        self._places[fingerprint(article)] = offset
        self._seen.add(fingerprint(article))

    def place(self, article: Article) -> int:
        """Return the offset up to which an article was read; 0 when that is not known."""
        return self._places.get(fingerprint(article), 0)

    def is_read(self, article: Article) -> bool:
        """Tell whether an article was read."""
        return fingerprint(article) in self._seen

    def mark_read(self, article: Article, is_read: bool) -> None:
        """Mark an article as read or unread."""
        (self._seen.add if is_read else self._seen.discard)(fingerprint(article))

    def toggle_bookmark(self, article: Article, offset: int, label: str) -> bool:
        """Put a bookmark at a place, or take the one there away; tell whether there is one now."""
        others = [m for m in self._marks if (m.path, m.offset) != (article.path, offset)]
        is_new = len(others) == len(self._marks)
        if is_new:
            others.append(Bookmark(article.path, fingerprint(article), offset, label, time.time()))
        self._marks = others
        return is_new

    def open_files(self, files: Sequence[str]) -> tuple[tuple[Article, ...], tuple[SourceError, ...]]:
        """Open files."""
        articles: list[Article] = []
        troubles: list[SourceError] = []
        for path in files:
            try:
                articles += open_articles([path])[0]
            except SourceError as trouble:
                troubles.append(trouble)
        return tuple(articles), tuple(troubles)

    def decisions(self) -> tuple[Decision, ...]:
        """Return nothing: nobody decided."""
        return ()

    def bookmarks(self, path: str | None = None) -> tuple[Bookmark, ...]:
        """Return all bookmarks, or those in one article, the oldest first."""
        return tuple(mark for mark in self._marks if path in (None, mark.path))


def open_kiosk(*, theme: str | None, library: str | None) -> int:
    """Open the screen on the current folder and return the exit status when it is left.

    Args:
        theme: The theme to begin with, or None.
        library: Where places and bookmarks are kept; None forgets them at the end.

    Raises:
        ReaderError: Nothing in the folder can be opened.
    """
    # As `open_screen` does, for the same reason.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    app = KioskApp(theme=theme, library=library)
    status = app.run(mouse=False)
    if app.failure:
        raise ReaderError(app.failure)
    return status if status is not None else (app.return_code or 0)
