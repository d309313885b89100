"""Committed versions of a file: `PATH@REV` names one of them, `PATH@OLD..NEW` those between, `PATH@..` all there are.

A file that really has such a name comes first.
"""

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import SourceError
from reader.sources.bounds import MAX_BYTES
from reader.sources.stream import source_error
from reader.text import one_line

if TYPE_CHECKING:
    from reader.sources.repository import Repository

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH113, PTH118, PTH119, PTH120

EVERYTHING = ".."
"""What stands behind `@` for all versions that were committed."""

_PERSON = re.compile(r"(.*) <[^<>]*> (-?\d{1,11}) ([+-]\d{4})\Z")
_SHORT = 10


def name_revision(path: str) -> tuple[str, str] | None:
    """Part `PATH@REV` into file and revision; None for a path that names no revision of anything.

    There may be more than one `@`: what stands before it shall be a file, and if there is none now, the last one counts.
    """
    from reader.sources.beneath import is_confined
    from reader.sources.repository import find_top

    if "@" not in path or is_confined() or os.path.lexists(path):
        return None
    parts = [(path[:at], path[at + 1 :]) for at, sign in enumerate(path) if sign == "@" and at > 0]
    parts = [part for part in parts if part[1] and not part[0].endswith("/")]
    files = [part for part in parts if os.path.isfile(part[0])]
    chosen = files[0] if files else parts[-1] if parts else None
    return chosen if chosen and find_top(chosen[0]) else None


def open_revisions(path: str) -> tuple[Article, ...]:
    """Open what `PATH@REV` names: one version, or with `..` in it all that changed the file, the newest last.

    Returns:
        Articles that are called `PATH@` and the short name of a commit, or as the user wrote it when it is one; each with the
        commit's date, author, subject and full name.

    Raises:
        SourceError: There is no such revision, the file was not in it, it is no article, or git cannot be had.
    """
    named = name_revision(path)
    if named is None:
        from reader.sources.repository import find_top

        file = path.rpartition("@")[0]
        if file and not find_top(file):
            raise source_error(file, "is in no git repository")
        raise source_error(path, "names no committed version of a file")
    file, revision = named
    if revision.startswith("-") or "\n" in path or not revision.isprintable():
        raise source_error(path, "is not a possible name for a revision")
    if ".." in revision:
        return open_history(file, "" if revision == EVERYTHING else revision)
    return (_open_one(path, file, revision),)


def _open_one(path: str, file: str, revision: str) -> Article:
    from reader.sources import read_articles
    from reader.sources.repository import TOO_LARGE, open_repository

    with open_repository(file) as repository:
        inside = _inside(repository.top, file)
        names = [f"{revision}^{{commit}}", f"{revision}^{{commit}}:{inside}"]
        commit, blob = repository.read_objects(names)
        if commit is None or commit[0] != "commit":
            raise source_error(path, f"there is no revision {revision}")
        if blob is None:
            inside, blob = _find_renamed(repository, inside, revision)
        if blob is None or blob[0] not in ("blob", TOO_LARGE):
            raise source_error(path, f"there is no file of this name in {revision}")
        article = read_articles(path, _bytes_of(path, blob), os.path.basename(inside))[-1]
        author, date, subject = _describe(commit[1])
        return article._replace(path=path, author=author, date=date, subject=subject, revision=revision)


def _find_renamed(repository: "Repository", file: str, revision: str) -> tuple[str, tuple[str, bytes] | None]:
    """Find a file in a revision in which it had another name: what it was called then, and its bytes."""
    called = dict.fromkeys(commit.file for commit in repository.list_commits(file))
    names = [name for name in called if name != file and "\n" not in name]
    blobs = repository.read_objects([f"{revision}^{{commit}}:{name}" for name in names])
    return next(((name, blob) for name, blob in zip(names, blobs, strict=True) if blob), (file, None))


def _bytes_of(name: str, found: tuple[str, bytes]) -> bytes:
    from reader.sources.repository import TOO_LARGE

    if found[0] == TOO_LARGE:
        raise source_error(name, f"is larger than {MAX_BYTES >> 20} MB, the most an article may be")
    return found[1]


def open_history(file: str, span: str = "") -> tuple[Article, ...]:
    """Open every committed version of a file, the newest last; renames are followed.

    Args:
        file: The file; it need not be there any more.
        span: The revisions to look at, as git writes them; all up to HEAD when empty.

    Raises:
        SourceError: See `open_revisions`; or no version of it is an article.
    """
    from reader.sources.repository import MOST_VERSIONS, open_repository

    span = span.removeprefix(EVERYTHING) if span.startswith(EVERYTHING) and len(span) > 2 else span
    if span.startswith("-") or not span.isprintable():
        raise source_error(file, f"{span} is not a possible name for a revision")
    with open_repository(file) as repository:
        commits = repository.list_commits(_inside(repository.top, file), span)[::-1]
        blobs = list(repository.read_objects([commit.blob for commit in commits]))
    if not commits:
        raise source_error(file, "was never committed" + (f" in {span}" if span else ""))
    written = [commit.written for commit in commits]
    dates = written if _ascend(written) else [commit.committed for commit in commits]
    articles: list[Article] = []
    troubles: list[SourceError] = []
    for commit, blob, date in zip(commits, blobs, dates, strict=True):
        name = f"{file}@{commit.id[:_SHORT]}"
        try:
            article = _make(name, blob, commit.file)
        except SourceError as trouble:
            troubles.append(trouble)
            continue
        author, subject = one_line(commit.author), one_line(commit.subject)
        articles.append(article._replace(author=author, date=date, subject=subject, revision=commit.id))
    if not articles:
        raise troubles[0]
    return _with_notices(articles, troubles, len(commits) >= MOST_VERSIONS)


def _make(name: str, blob: tuple[str, bytes] | None, file: str) -> Article:
    from reader.sources import read_articles

    if blob is None:
        raise source_error(name, "is missing from the repository")
    return read_articles(name, _bytes_of(name, blob), os.path.basename(file))[-1]._replace(path=name)


def _with_notices(
    articles: Sequence[Article], troubles: Sequence[SourceError], is_cut: bool
) -> tuple[Article, ...]:
    """Say with the last version what is missing from the history."""
    missing = [str(trouble) for trouble in troubles]
    if is_cut:
        missing.append(f"there are older versions; only the newest {len(articles):,} were opened")
    last = articles[-1]
    return (*articles[:-1], last._replace(notices=(*last.notices, *missing)))


def _inside(top: str, file: str) -> str:
    """Return the name of a file from the top of its repository; folders on the way may be links."""
    folder = os.path.realpath(os.path.dirname(file) or ".")
    inside = os.path.relpath(os.path.join(folder, os.path.basename(file)), os.path.realpath(top))
    if inside.startswith(".."):
        raise source_error(file, "is in no git repository")
    return inside


def _ascend(dates: Sequence[str]) -> bool:
    from datetime import datetime

    moments = [datetime.fromisoformat(date) for date in dates]
    return moments == sorted(moments)


def _describe(commit: bytes) -> tuple[str, str, str]:
    """Read author, date and subject out of a commit as git keeps it."""
    head, _, message = commit.decode("utf-8", "replace").partition("\n\n")
    lines = (line.removeprefix("author ") for line in head.split("\n") if line.startswith("author "))
    found = _PERSON.match(next(lines, ""))
    author, date = (found[1], _to_date(int(found[2]), found[3])) if found else ("", "")
    return one_line(author), date, one_line(message.strip().split("\n", 1)[0])


def _to_date(seconds: int, zone: str) -> str:
    from datetime import datetime, timedelta, timezone

    offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    try:
        return datetime.fromtimestamp(seconds, timezone(offset)).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
