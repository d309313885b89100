"""How commands open what was named on their command line."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.article import Article
from reader.cli.printing import print_notices
from reader.cli.progress import Telling
from reader.errors import SourceError, UsageError
from reader.library.names import LARGE
from reader.sources import find_files, open_article, open_articles, open_file, printable_path

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.listed import ListedStory
    from reader.stories import Story


def open_all(paths: Sequence[str]) -> tuple[Article, ...]:
    """Open what was named; what was merely found and cannot be opened is said, even if nothing else was found.

    Raises:
        SourceError: Something that was named cannot be opened, or is a folder without anything to open.
    """
    articles, troubles = open_articles(paths)
    print_notices(map(str, troubles))
    return articles


def open_learnt(paths: Sequence[str]) -> tuple[Article, ...]:
    """Open what was named, as `open_all` does; what several stories of a folder have is furniture in them.

    Raises:
        SourceError: See `open_all`.
    """
    articles = open_all(paths)
    if not any(map(os.path.isdir, paths)):
        return articles
    from reader.library.spread import spread
    from reader.stories import find_grouping
    from reader.stories.furniture import mark_furniture

    with Telling("finding which tell the same story") as tell:
        furniture = find_grouping(articles, tell, spread=spread).furniture
    return tuple(
        mark_furniture(article, furniture[index]) if index in furniture else article
        for index, article in enumerate(articles)
    )


class _Named(NamedTuple):
    """What was named, and what that comes to.

    Attributes:
        paths: As the user wrote them.
        files: The files that were named and those in the folders that were, none twice.
        troubles: What could not be looked into.
    """

    paths: Sequence[str]
    files: Sequence[str]
    troubles: Sequence[SourceError]

    @property
    def is_large(self) -> bool:
        """Whether it is worth going through the library; fewer files are opened sooner without."""
        return len(self.files) >= LARGE


def open_stories(paths: Sequence[str], folder: str | None) -> "tuple[Story, ...]":
    """Open what was named, arranged in stories as the user decided by hand where the library remembers it.

    Args:
        paths: As the user wrote them.
        folder: The library's folder; None for the user's own. One that cannot be read is told, and nothing else changes.

    Raises:
        SourceError: Something that was named cannot be opened, or nothing of what was found can.
    """
    named = _find(paths)
    with Telling("opening") as tell:
        return _arrange(named, _find_library(named, folder), tell)


def list_all(paths: Sequence[str], folder: str | None) -> "tuple[ListedStory, ...]":
    """List what was named, arranged in stories; a large folder that is as it was is not opened for it.

    Raises:
        SourceError: See `open_stories`.
    """
    named = _find(paths)
    library = _find_library(named, folder)
    with Telling("opening") as tell:
        if library and named.is_large:
            return _list_large(named, library, tell)
        from reader.library.listed import list_stories

        stories = _arrange(named, library, tell)
        return list_stories(stories, tell.begin("reading who is quoted"))


def _list_large(named: _Named, library: "Library", tell: Telling) -> "tuple[ListedStory, ...]":
    from reader.library.listings import keep_list, list_known, look_at_files, recall_list, states_around

    around = states_around(named.paths)
    wanted = look_at_files(library, named.files, around)
    listed = recall_list(library, wanted) if wanted else None
    if listed is None:
        stories = _arrange(named, library, tell)
        listed = list_known(stories, library.articles, tell.begin("reading who is quoted"))
        # A file that gave no article is told of each time.
        is_whole = not named.troubles and sum(len(story.versions) for story in listed) >= len(named.files)
        if wanted and is_whole and wanted == look_at_files(library, named.files, around):
            keep_list(library, wanted, listed)
    return listed


def _find(paths: Sequence[str]) -> _Named:
    """Name the files that were named and those in the folders that were.

    Raises:
        SourceError: A folder that was named cannot be looked into, or there is nothing in it to read.
    """
    files: dict[str, None] = {}
    troubles: list[SourceError] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112
            found, inside = find_files(path)
            files.update(dict.fromkeys(found))
            troubles += inside
        else:
            files[path] = None
    return _Named(paths, tuple(files), troubles)


def _find_library(named: _Named, folder: str | None) -> "Library | None":
    """Open the library where there is one, or where a large folder is worth keeping in it.

    Most people never decide anything by hand, and need not wait for a database with a few files.
    """
    if not named.is_large and not _has_library(folder):
        return None
    from reader.library import open_library

    return open_library(folder)


def _arrange(named: _Named, library: "Library | None", tell: Telling) -> "tuple[Story, ...]":
    from reader.library.arranging import arrange

    articles = _open_files(named, library, tell) if library and named.is_large else open_all(named.paths)
    stories, unread = arrange(articles, library, tell.begin("finding which tell the same story"))
    tell.hide()
    print_notices(unread)
    return stories


def _open_files(named: _Named, library: "Library", tell: Telling) -> tuple[Article, ...]:
    articles, troubles = library.open_files(named.files, tell)
    by_name = set(map(printable_path, named.paths))
    for trouble in troubles:
        if trouble.path in by_name:
            raise trouble
    tell.hide()
    print_notices([*map(str, [*named.troubles, *troubles]), *library.notices])
    return articles


def _has_library(folder: str | None) -> bool:
    """Tell whether there is anything to look up; most people never decide by hand, and need not wait for a database."""
    from platformdirs import user_data_dir

    where = folder or user_data_dir("reader", appauthor=False)
    return os.path.exists(os.path.join(where, "library.db"))  # noqa: PTH110, PTH118


def open_two(paths: Sequence[str]) -> tuple[Article, Article]:
    """Open an old and a new version; `/dev/null` is a version without paragraphs, as git has it.

    A document with tracked changes is both by itself.

    Raises:
        UsageError: There are not two paths.
        SourceError: One of them cannot be opened.
    """
    if len(paths) == 1:
        articles = open_file(paths[0])
        if len(articles) == 2 and articles[1].path == paths[0]:
            return articles[0], articles[1]
    if len(paths) != 2:
        named = f"{paths[0]}: " if paths else ""
        raise UsageError(f"{named}two files are needed, the old version and the new one; {len(paths)} given")
    if paths[0] == paths[1] == "-":
        raise UsageError("-: standard input can be read only once")
    old, new = map(_open_version, paths)
    return old, new


def _open_version(path: str) -> Article:
    return Article(path, "", ()) if path == os.devnull else open_article(path)
