"""Articles from paths: files as they are named, folders with all the text files below them."""

import os
from collections.abc import Iterator, Sequence

from reader.article import Article
from reader.errors import SourceError
from reader.sources.plain import make_article, read_text
from reader.sources.stream import STANDARD_INPUT, source_error

# `os.path` stands here for pathlib, which is slow to import and slow per file.

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
"""The ends of names that are read as text when they are found in a folder, in lower case; a named file may
end in anything.
"""


def open_article(path: str | os.PathLike[str]) -> Article:
    """Open one file, or standard input when `path` is `-`.

    Returns:
        The article; its `path` is `path` as the caller wrote it.

    Raises:
        SourceError: It cannot be read as an article: missing, unreadable, a folder, no regular file, too
            large, empty, binary or not UTF-8.
    """
    name = os.fspath(path)
    text, notices = read_text(name)
    return make_article(name, text, notices)


def open_articles(paths: Sequence[str]) -> tuple[tuple[Article, ...], tuple[SourceError, ...]]:
    """Open files, and the text files of folders and of the folders inside them.

    Args:
        paths: As the user wrote them; `-` is standard input.

    Returns:
        The articles, in the order of `paths` and inside a folder by name, none twice because of overlapping
        folders or links; and what was found in a folder but could not be opened.

    Raises:
        SourceError: A path that was named cannot be opened, or is a folder without anything to read.
    """
    articles: list[Article] = []
    troubles: list[SourceError] = []
    found: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT or not os.path.isdir(path):  # noqa: PTH112
            articles.append(open_article(path))
            continue
        items = list(_search_folder(path, found))
        if not items:
            raise source_error(path, "there are no articles in this folder")
        for item in items:
            _open_found(item, articles, troubles)
    return tuple(articles), tuple(troubles)


def find_files(folder: str) -> tuple[tuple[str, ...], tuple[SourceError, ...]]:
    """Name the text files of a folder and of the folders inside it, by name, and what could not be looked into.

    Raises:
        SourceError: The folder cannot be looked into, or there is nothing in it to read.
    """
    items = list(_search_folder(folder, set()))
    if not items:
        raise source_error(folder, "there are no articles in this folder")
    troubles = tuple(item for item in items if isinstance(item, SourceError))
    return tuple(item for item in items if isinstance(item, str)), troubles


def _open_found(item: str | SourceError | None, articles: list[Article], troubles: list[SourceError]) -> None:
    if isinstance(item, SourceError):
        troubles.append(item)
    elif item is not None:
        try:
            articles.append(open_article(item))
        except SourceError as trouble:
            troubles.append(trouble)


def _search_folder(folder: str, found: set[str]) -> Iterator[str | SourceError | None]:
    """Name the text files of a folder and of those below it, by name; None for one that was found before."""
    # Folders behind links are not entered, as with `grep -r`: so there are no loops, and nothing comes in from
    # outside the folder that was named.
    waiting: list[tuple[str, str]] = [(folder, "")]
    while waiting:
        path, real = waiting.pop()
        try:
            real = real or os.path.realpath(path)
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as trouble:
            if path is folder:
                raise source_error(path, trouble) from None
            yield source_error(path, trouble)
            continue
        shown = [entry for entry in entries if not entry.name.startswith(".")]
        folders = [entry for entry in shown if entry.is_dir(follow_symlinks=False)]
        yield from _find_texts(shown, real, found)
        waiting += ((entry.path, f"{real}/{entry.name}") for entry in reversed(folders))


def _find_texts(entries: Sequence[os.DirEntry[str]], real: str, found: set[str]) -> Iterator[str | None]:
    for entry in entries:
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122
        if suffix not in TEXT_SUFFIXES or entry.is_dir(follow_symlinks=False):
            continue
        target = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}/{entry.name}"
        yield None if target in found else entry.path
        found.add(target)
