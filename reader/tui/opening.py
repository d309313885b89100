"""What is named is opened beside the screen: paths come in, a shelf comes to stand there; of many files the names come first."""

import os
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.article import Article
from reader.errors import SourceError
from reader.library.filling import MANY
from reader.reading import Reading, choose_versions, skim
from reader.tui.commands import ScreenName
from reader.tui.library_screen import LibraryScreen
from reader.tui.preparing import READ_PER_SECOND, count_signs, prepare
from reader.tui.screen import Spot
from reader.tui.shelf import Shelf, add_to_shelf, arranged, open_shelf, shelve_names
from reader.tui.work import Estimate, Work

if TYPE_CHECKING:
    from reader.stories import Story
    from reader.tui.app import ReaderApp

T = TypeVar("T")

GOES_ON = "this is where you left off; `reader --sample` shows the sample story"


class Opening(NamedTuple):
    """What was opened at the start, the screen it begins on, and what is open there."""

    shelf: Shelf
    screen: ScreenName
    reading: Reading | None


async def open_at_start(app: "ReaderApp") -> None:
    """Open what was named at the start."""
    await app.works.do(
        Work("opening", lambda work: open_named(app, work)),
        lambda opening: show_opened(app, opening),
        refused=app.refuse,
        patience=0,
    )


def open_named(app: "ReaderApp", work: Work[Opening]) -> Opening:
    """Open what was named, and work out what is shown first. Called in a thread."""
    shelf = open_paths(app, app.paths, work)
    if shelf.pair is not None:
        return Opening(
            shelf, "compare", prepare(lambda: skim(shelf.pair or ()), 0, "compare", work, app.look)
        )
    if len(shelf.versions) == 1 and len(app.paths) == 1 and not os.path.isdir(app.paths[0]):  # noqa: PTH112
        return Opening(shelf, "reading", prepare(lambda: shelf.open(0), 0, "reading", work, app.look))
    return Opening(shelf, "library", None)


def open_paths(app: "ReaderApp", paths: Sequence[str], work: Work[T]) -> Shelf:
    """Open files and folders. Called in a thread.

    Raises:
        ReaderError: Nothing of what was named can be opened.
    """

    def tell(is_grouping: bool, done: int, total: int) -> None:
        what = _say_grouping(total) if is_grouping else "opening"
        if work.what != what:
            work.begin(what)
        work.tell(done, total)

    def open_files(files: Sequence[str]) -> tuple[tuple[Article, ...], tuple[SourceError, ...]]:
        if app.is_opening and len(files) >= MANY:
            app.call_later(_show_names, app, shelve_names(files))
        return app.memory.open_files(files)

    app.memory.progress = tell
    shelf = open_shelf(paths, open_files, partial(_arrange, app, work))
    app.memory.keep_folders(paths)
    return shelf


def _arrange(app: "ReaderApp", work: Work[T], articles: Sequence[Article]) -> "tuple[Story, ...]":
    """Group articles into stories. Called in a thread."""
    work.begin(_say_grouping(len(articles)))
    return app.memory.arrange(articles)


def _say_grouping(number: int) -> str:
    return f"finding which of {number:,} tell the same story"


def _show_names(app: "ReaderApp", shelf: Shelf) -> None:
    """List the names of the files that are about to be read."""
    if app.is_opening:
        app.shelf = shelf
        app.current.draw()


async def show_opened(app: "ReaderApp", opening: Opening) -> None:
    """Show what was opened at the start; the bar stays on the file that it stood on when there were only names."""
    named, app.shelf, app.is_opening = app.shelf, opening.shelf, False
    if opening.reading is not None:
        app.reading, app.trail = opening.reading, []
        await app.go_now(opening.screen, None)
    else:
        screen = app.current
        entry = screen.main.item if named.versions and isinstance(screen, LibraryScreen) else 0
        screen.draw()
        if entry:
            screen.main.to_item(_find_entry(opening.shelf, named.stories[entry].versions[0].path))
    notices = opening.shelf.notices
    app.tell((GOES_ON, *notices) if app.goes_on else notices)


def _find_entry(shelf: Shelf, path: str) -> int:
    """Return the number of the first version that was read from a file, 0 where there is none."""
    articles = shelf.articles
    same = (k for k, article in enumerate(articles) if article.path == path)
    inside = (k for k, article in enumerate(articles) if article.path.startswith(f"{path}#"))
    return next(same, next(inside, 0))


async def open_version(
    app: "ReaderApp", story: int, version: int, name: ScreenName, spot: Spot | None = None
) -> None:
    """Open a version of a story of the list on a screen.

    Args:
        app: The program.
        story: Index of the story on the shelf.
        version: Index of the version in it.
        name: The screen.
        spot: Where to begin; None stays where one is.
    """
    shelf = app.shelf
    if not shelf.is_read:
        return
    signs = sum(map(count_signs, shelf.stories[story].versions))
    work: Work[Reading] = Work(
        "looking for quotations",
        lambda work: prepare(lambda: shelf.open(story), version, name, work, app.look),
        Estimate(signs, READ_PER_SECOND),
    )

    async def take(reading: Reading) -> None:
        now = app.reading
        is_open = now is not None and now.story is reading.story and now.shown == version
        if now is not None and is_open:
            if name in ("compare", "ledger") and {now.old, now.new} != {reading.old, reading.new}:
                now = choose_versions(now, reading.old, reading.new)
            reading = now.keep_comparison(reading)
        app.reading = reading
        await app.go(name, spot)

    await app.works.do(work, take)


async def open_beside(app: "ReaderApp", path: str, then: Callable[[], object] | None) -> None:
    """Open a file or folder beside what is open, and go on."""
    shelf = app.shelf

    def open_more(work: Work[Shelf]) -> Shelf:
        return add_to_shelf(shelf, open_paths(app, [path], work), partial(_arrange, app, work))

    def take(shelf: Shelf) -> None:
        app.shelf = shelf
        app.current.draw()
        app.tell(shelf.notices)
        if then is not None:
            app.call_later(then)

    await app.works.do(Work("opening", open_more), take)


async def arrange_shelf(app: "ReaderApp", then: Callable[[], Awaitable[None]]) -> None:
    """Find out which articles on the shelf tell the same story, and go on."""
    shelf = app.shelf

    async def take(shelf: Shelf) -> None:
        app.shelf = shelf
        await then()

    await app.works.do(Work("", lambda work: arranged(shelf, partial(_arrange, app, work))), take)
