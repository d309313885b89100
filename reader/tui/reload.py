"""Files that change while they are open: noticed when somebody looks on, and read again at a key, keeping the place.

Nothing asks the disk by itself: a screen that nobody touches uses no processor. A key looks, and at most once a second.
"""

import os
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.reading import Reading, analyse
from reader.text import one_line
from reader.tui.screen import ReaderScreen, Spot
from reader.tui.work import Work

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.tui.shelf import Shelf

PAUSE_SECONDS = 1.0
"""How long the disk is left alone after a look."""

# Clocks of file systems go in steps of up to ten milliseconds, and stand for the beginning of a step.
_STEP_NS = 20_000_000

_NOTHING = (0, 0)


class Watch:
    """Knows when everything was opened, and so which files have changed since."""

    def __init__(self) -> None:
        self._opened_at = time.time_ns()
        self._looked_at = 0.0
        self._seen: dict[str, tuple[int, int]] = {}

    def begin(self) -> None:
        """Note that everything is opened now."""
        self._opened_at = time.time_ns()
        self._seen.clear()

    def find_changed(self, paths: Iterable[str]) -> list[str]:
        """Return those of some paths whose files have changed or gone since, each change once.

        Args:
            paths: Of articles; what is no file, as standard input or a committed version, never changes.
        """
        now = time.monotonic()
        if now - self._looked_at < PAUSE_SECONDS:
            return []
        self._looked_at = now
        return [path for path in paths if self._has_changed(path)]

    def _has_changed(self, path: str) -> bool:
        before, state = self._seen.get(path), _state_of(path)
        self._seen[path] = state
        if before is not None:
            return state != before
        return max(state) > self._opened_at - _STEP_NS


def _state_of(path: str) -> tuple[int, int]:
    """Return when content and place of a file changed last, in nanoseconds; of an article in a file with others, of that file."""
    whole, _, number = path.rpartition("#")
    for name in (path, whole if number.isdecimal() else ""):
        try:
            status = os.stat(name)  # noqa: PTH116, a path may end in a number
        except (OSError, ValueError):
            continue
        return status.st_mtime_ns, status.st_ctime_ns
    return _NOTHING


def tell_changed(app: "ReaderApp", screen: ReaderScreen) -> None:
    """Say it when a file that is shown has changed on the disk, now that somebody is there to read it."""
    if app.reading is None or screen.NAME == "library":
        return
    reading = app.reading
    shown = [reading.shown] if screen.NAME == "reading" else [reading.old, reading.new]
    changed = app.file_watch.find_changed(reading.story.versions[k].article.path for k in shown)
    if changed:
        screen.notice(f"{one_line(changed[0])} has changed on the disk; R reads it again")


async def read_again(app: "ReaderApp") -> None:
    """Open everything again that is open, and show the same place of the same version on the same screen."""
    from reader.tui.opening import open_paths

    old_shelf, old_reading, name = app.shelf, app.reading, app.trail[-1]
    spot = app.current.spot()
    paths = _paths_of(app)
    if not paths:
        app.current.notice("there is nothing that can be read again")
        return

    def open_again(work: "Work[tuple[Shelf, Reading | None]]") -> "tuple[Shelf, Reading | None]":
        shelf = open_paths(app, paths, work)
        reading = old_reading and _renewed(old_reading, shelf.articles)
        if reading and name in ("compare", "ledger"):
            reading.comparison.rows  # noqa: B018, worked out here and kept
        return shelf, reading

    async def take(opened: "tuple[Shelf, Reading | None]") -> None:
        app.shelf, app.reading = opened
        same = spot and _same_spot(spot, old_reading, app.reading)
        if name != "library":
            await app._show(name, same)
        app.current.draw()
        changed = _count_changed(old_shelf.articles, app.shelf.articles)
        notices = [one_line(notice) for notice in app.shelf.notices[:1]]
        app.current.notice(" · ".join([changed, *notices]))

    app.file_watch.begin()
    await app.works.do(Work("reading again", open_again), take)


def _paths_of(app: "ReaderApp") -> list[str]:
    """Name what was named at the start, and the files that were opened later."""
    named = [path for path in app.paths if path != "-"]
    if app.shelf.is_sample:
        return []
    folders = [os.path.join(os.path.abspath(path), "") for path in named]  # noqa: PTH100, PTH118
    later = [
        article.path
        for article in app.shelf.articles
        if article.path not in named
        and not any(os.path.abspath(article.path).startswith(folder) for folder in folders)  # noqa: PTH100
        and os.path.isfile(article.path)  # noqa: PTH113
    ]
    return [*named, *later]


def _renewed(reading: Reading, articles: Sequence[Article]) -> Reading:
    """Return a reading with its versions as they are now; one that is gone stays as it was."""
    fresh = {article.path: article for article in articles}
    versions = [version.article for version in reading.story.versions]
    story = analyse([fresh.get(article.path, article) for article in versions], reading.story.title)
    renewed = reading._replace(story=story)
    return renewed if reading.only in story.ranks else renewed._replace(only=None)


def _same_spot(spot: Spot, old: Reading | None, new: Reading | None) -> Spot | None:
    """Find a place again: the paragraph with the same words that is nearest, else the one with the same number."""
    if old is None or new is None:
        return None
    before = old.story.versions[spot.version].article.paragraphs
    after = new.story.versions[spot.version].article.paragraphs
    if not after:
        return None
    last = min(spot.paragraph, len(after) - 1)
    words = before[spot.paragraph].text if spot.paragraph < len(before) else None
    same = [k for k, paragraph in enumerate(after) if paragraph.text == words]
    return spot._replace(paragraph=min(same, key=lambda k: abs(k - spot.paragraph), default=last))


def _count_changed(old: Sequence[Article], new: Sequence[Article]) -> str:
    before = {article.path: article.paragraphs for article in old}
    after = {article.path: article.paragraphs for article in new}
    counts = {
        "changed": sum(after[path] != paragraphs for path, paragraphs in before.items() if path in after),
        "new": len(after.keys() - before.keys()),
        "gone": len(before.keys() - after.keys()),
    }
    told = [f"{number} {what}" for what, number in counts.items() if number]
    return f"read again: {', '.join(told) or 'nothing changed'}"
