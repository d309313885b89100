"""Articles from paths: files as they are named, folders with all that can be read below them.

A file may hold several articles: they are called by its path with a number, as in `wire.jsonl#2`, and can be
named so wherever a path is taken. A file that really has such a name comes first.
"""

import os
from collections.abc import Iterator, Sequence

from reader.article import Article
from reader.errors import SourceError
from reader.sources.kinds import SUFFIXES, find_kind
from reader.sources.plain import make_article, to_safe_text
from reader.sources.stream import STANDARD_INPUT, printable_path, read_bytes, source_error

# `os.path` stands here for pathlib, which is slow to import and slow per file.
# ruff: noqa: PTH112, PTH113, PTH122


def open_file(path: str) -> tuple[Article, ...]:
    """Open all the articles of one file, or of standard input when `path` is `-`; or the one that its path numbers.

    Returns:
        The articles, mostly one; their paths begin with `path` as the caller wrote it. Of a document with tracked
        changes two, the older version first.

    Raises:
        SourceError: It cannot be read as an article: missing, unreadable, a folder, no regular file, too
            large, broken, binary.
    """
    if "@" in path and not os.path.lexists(path):
        from reader.sources.revision import name_revision, open_revisions

        if name_revision(path):
            return open_revisions(path)
    whole, number = _split_number(path)
    articles = read_articles(whole, read_bytes(whole))
    if number is None:
        return articles
    if not 1 <= number <= len(articles):
        there_are = "is one article" if len(articles) == 1 else f"are {len(articles):,} articles"
        raise source_error(path, f"there {there_are} in {os.path.basename(whole)}")  # noqa: PTH119
    return (articles[number - 1]._replace(path=path),)


def is_there(path: str) -> bool:
    """Tell whether a path names something that can be looked for: a file or folder, an article in a file, what was committed."""
    if os.path.lexists(path) or _split_number(path)[1] is not None:
        return True
    if "@" not in path:
        return False
    from reader.sources.revision import name_revision

    return name_revision(path) is not None


def open_article(path: str | os.PathLike[str]) -> Article:
    """Open one file, or standard input when `path` is `-`.

    Returns:
        The article; its `path` is `path` as the caller wrote it. Of several in one file it is the first, of the two
        versions in a document with tracked changes the newer, and a notice says how the others are named.

    Raises:
        SourceError: See `open_file`.
    """
    name = os.fspath(path)
    articles = open_file(name)
    if len(articles) == 1:
        return articles[0]
    number = len(articles) if articles[-1].path == name else 1
    chosen = articles[number - 1]
    called = f"{printable_path(name)}#1 to #{len(articles)}"
    others = f"there are {len(articles):,} articles in this file, called {called}; this is #{number}"
    return chosen._replace(path=name, notices=(*chosen.notices, others))


def read_articles(path: str, data: bytes, name: str = "") -> tuple[Article, ...]:
    """Make articles of the bytes of a file, wherever they came from.

    Args:
        path: What the articles shall be called by.
        data: All bytes of the file.
        name: The name of the file, by whose end its kind is told; that of `path` when it is empty.

    Raises:
        SourceError: They cannot be read as an article.
    """
    kind = find_kind(name or path, data)
    if kind == "text":
        return (make_article(path, *to_safe_text(path, data)),)
    from reader.sources.documents import read_document

    return read_document(path, data, kind)


def open_articles(paths: Sequence[str]) -> tuple[tuple[Article, ...], tuple[SourceError, ...]]:
    """Open files, and what can be read in folders and in the folders inside them.

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
        if path == STANDARD_INPUT or not os.path.isdir(path):
            articles += open_file(path)
            continue
        items = list(_search_folder(path, found))
        if not items:
            raise source_error(path, "there are no articles in this folder")
        for item in items:
            _open_found(item, articles, troubles)
    return tuple(articles), tuple(troubles)


def find_files(folder: str) -> tuple[tuple[str, ...], tuple[SourceError, ...]]:
    """Name what can be read in a folder and in the folders inside it, by name, and what could not be looked into.

    Raises:
        SourceError: The folder cannot be looked into, or there is nothing in it to read.
    """
    items = list(_search_folder(folder, set()))
    if not items:
        raise source_error(folder, "there are no articles in this folder")
    troubles = tuple(item for item in items if isinstance(item, SourceError))
    return tuple(item for item in items if isinstance(item, str)), troubles


def _split_number(path: str) -> tuple[str, int | None]:
    """Part the path of a file and the number of an article in it; no number where the path names a file as it is."""
    whole, mark, number = path.rpartition("#")
    if (
        not mark
        or not number.isdecimal()
        or len(number) > 9
        or os.path.lexists(path)
        or not os.path.isfile(whole)
    ):
        return path, None
    return whole, int(number)


def _open_found(item: str | SourceError | None, articles: list[Article], troubles: list[SourceError]) -> None:
    if isinstance(item, SourceError):
        troubles.append(item)
    elif item is not None:
        try:
            articles += open_file(item)
        except SourceError as trouble:
            troubles.append(trouble)


def _search_folder(folder: str, found: set[str]) -> Iterator[str | SourceError | None]:
    """Name what can be read in a folder and in those below it, by name; None for what was found before."""
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
        yield from _find_readable(shown, real, found)
        waiting += ((entry.path, f"{real}/{entry.name}") for entry in reversed(folders))


def _find_readable(entries: Sequence[os.DirEntry[str]], real: str, found: set[str]) -> Iterator[str | None]:
    for entry in entries:
        suffix = os.path.splitext(entry.name)[1].lower()
        if suffix not in SUFFIXES or entry.is_dir(follow_symlinks=False):
            continue
        target = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}/{entry.name}"
        yield None if target in found else entry.path
        found.add(target)
