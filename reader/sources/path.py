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
        else:
            _open_folder(path, found, articles, troubles)
    return tuple(articles), tuple(troubles)


def _open_folder(folder: str, found: set[str], articles: list[Article], troubles: list[SourceError]) -> None:
    before = len(articles) + len(troubles) + len(found)
    for item in _walk(folder, found):
        if isinstance(item, SourceError):
            troubles.append(item)
            continue
        try:
            articles.append(open_article(item))
        except SourceError as trouble:
            troubles.append(trouble)
    if len(articles) + len(troubles) + len(found) == before:
        raise source_error(folder, "there are no articles in this folder")


def _walk(folder: str, found: set[str]) -> Iterator[str | SourceError]:
    # Folders behind links are not entered, as with `grep -r`: so no loop, and nothing from outside the folder
    # that was named.
    waiting: list[tuple[str, str]] = [(folder, "")]
    while waiting:
        path, real = waiting.pop()
        try:
            real = real or os.path.realpath(path)
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as trouble:
            yield source_error(path, trouble)
            continue
        below: list[tuple[str, str]] = []
        yield from _files(entries, real, found, below)
        waiting += reversed(below)


def _files(
    entries: list[os.DirEntry[str]], real: str, found: set[str], below: list[tuple[str, str]]
) -> Iterator[str]:
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            below.append((entry.path, os.path.join(real, entry.name)))  # noqa: PTH118
        elif os.path.splitext(entry.name)[1].lower() in TEXT_SUFFIXES:  # noqa: PTH122
            target = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}/{entry.name}"
            if target not in found:
                found.add(target)
                yield entry.path
