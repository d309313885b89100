"""How commands open what was named on their command line."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.printing import print_notices
from reader.errors import LibraryError, UsageError
from reader.sources import open_article, open_articles

if TYPE_CHECKING:
    from reader.stories import Story


def open_all(paths: Sequence[str]) -> tuple[Article, ...]:
    """Open what was named; what was merely found and cannot be opened is said, even if nothing else was found.

    Raises:
        SourceError: Something that was named cannot be opened, or is a folder without anything to open.
    """
    articles, troubles = open_articles(paths)
    print_notices(map(str, troubles))
    return articles


def group_stories(articles: Sequence[Article], library: str | None) -> "tuple[Story, ...]":
    """Group articles into stories, as the user decided by hand where the library remembers it.

    Args:
        articles: What was opened.
        library: The library's folder; None for the user's own. One that cannot be read is told, and nothing else changes.
    """
    from reader.stories import group_into_stories

    stories = group_into_stories(articles)
    if not _has_library(library):
        return stories
    from reader.library import open_library
    from reader.library.decisions import regroup

    try:
        return regroup(stories, open_library(library).decisions())
    except LibraryError as trouble:
        print_notices([str(trouble)])
        return stories


def _has_library(folder: str | None) -> bool:
    """Tell whether there is anything to look up; most people never decide by hand, and need not wait for a database."""
    from platformdirs import user_data_dir

    where = folder or user_data_dir("reader", appauthor=False)
    return os.path.exists(os.path.join(where, "library.db"))  # noqa: PTH110, PTH118


def open_two(paths: Sequence[str]) -> tuple[Article, Article]:
    """Open an old and a new version; `/dev/null` is a version without paragraphs, as git has it.

    Raises:
        UsageError: There are not two paths.
        SourceError: One of them cannot be opened.
    """
    if len(paths) != 2:
        named = f"{paths[0]}: " if paths else ""
        raise UsageError(f"{named}two files are needed, the old version and the new one; {len(paths)} given")
    if paths[0] == paths[1] == "-":
        raise UsageError("-: standard input can be read only once")
    old, new = map(_open_version, paths)
    return old, new


def _open_version(path: str) -> Article:
    return Article(path, "", ()) if path == os.devnull else open_article(path)
