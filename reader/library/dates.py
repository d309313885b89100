"""How old versions are: stories in, the same stories out with their versions in order, the oldest first, and dated.

A date given by hand counts first, then the one in the article itself, then that of the commit which holds the file as it is now,
then the time of the file.
"""

import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha1, sha256

from reader.article import Article
from reader.errors import SourceError
from reader.library.names import absolute
from reader.stories import Story

# `os` stands for pathlib, which is slow per file.
# ruff: noqa: PTH116, PTH123

# Files written within a minute were copied or unpacked together, which says nothing of their age.
_SAME_COPY_SECONDS = 60.0
# For how many files git is asked at once at the most; a story has a handful of versions, a large folder hundreds.
_MOST_ASKED = 400


def date_versions(stories: Sequence[Story], by_hand: Mapping[str, str] | None = None) -> tuple[Story, ...]:
    """Put the versions of each story in order, the oldest first, and give those a date that have none.

    Args:
        stories: Versions that nothing tells apart keep their order.
        by_hand: Dates given by hand, by absolute path; they go to articles of any story.
    """
    several = [article for story in stories if len(story.versions) > 1 for article in story.versions]
    undated = [article for article in several if not article.date]
    committed = _ask_git(undated) if undated else {}
    return tuple(_date(story, by_hand or {}, committed) for story in stories)


def _date(story: Story, by_hand: Mapping[str, str], committed: Mapping[str, str]) -> Story:
    if len(story.versions) == 1:
        given = by_hand.get(absolute(story.versions[0].path)) if by_hand else None
        return Story(story.title, (story.versions[0]._replace(date=given),)) if given else story
    dated = _put_originals_first([_find_date(article, by_hand, committed) for article in story.versions])
    order = sorted(range(len(dated)), key=lambda index: dated[index][1])
    ranks = _rank([dated[index] for index in order])
    placed = sorted(zip(ranks, order, strict=True))
    return Story(story.title, tuple(dated[index][0] for _, index in placed))


def _find_date(
    article: Article, by_hand: Mapping[str, str], committed: Mapping[str, str]
) -> tuple[Article, float, bool]:
    """Return an article with its date, the moment, and whether that is only the time of a file."""
    given = by_hand.get(absolute(article.path), "") if by_hand else ""
    date = given or article.date or committed.get(article.path, "")
    moment = to_moment(date) if date else None
    if moment is not None:
        return (article if date == article.date else article._replace(date=date)), moment, False
    try:
        changed = os.stat(article.path).st_mtime
    except (OSError, ValueError):
        return article, float("inf"), False
    written = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(changed))
    return article._replace(date=written), changed, True


def _put_originals_first(dated: Sequence[tuple[Article, float, bool]]) -> list[tuple[Article, float, bool]]:
    """Let no earlier version in a document (`draft.docx#1`) count as younger than the document as it is now."""
    whole = {one[0].path: one for one in dated}

    def place(one: tuple[Article, float, bool]) -> tuple[Article, float, bool]:
        now = whole.get(one[0].path.rpartition("#")[0])
        if now is None or one[1] <= now[1]:
            return one
        return one[0]._replace(date=one[0].date and now[0].date), *now[1:]

    return [place(one) for one in dated]


def _rank(dated: Sequence[tuple[Article, float, bool]]) -> list[int]:
    """Number moments in ascending order; times of files that were copied together have the same number."""
    ranks: list[int] = []
    for index, (_, moment, is_file) in enumerate(dated):
        before = dated[index - 1] if index else None
        if before is None:
            ranks.append(0)
        elif moment == before[1] or (is_file and before[2] and moment - before[1] < _SAME_COPY_SECONDS):
            ranks.append(ranks[-1])
        else:
            ranks.append(ranks[-1] + 1)
    return ranks


def to_moment(date: str) -> float | None:
    """Return the seconds since 1970 of a date in ISO 8601; a day counts from its beginning, no time zone means UTC."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _ask_git(articles: Sequence[Article]) -> dict[str, str]:
    """Return the dates of the commits that hold files as they are now; nothing for what is not committed, or with no git."""
    from reader.sources.beneath import is_confined
    from reader.sources.repository import find_top, open_repository

    if is_confined():
        return {}
    tops: dict[str, list[str]] = {}
    folders: dict[str, str | None] = {}
    for article in articles[:_MOST_ASKED]:
        folder = os.path.dirname(article.path)  # noqa: PTH120
        if folder not in folders:
            folders[folder] = find_top(article.path)
        top = folders[folder]
        if top is not None:
            tops.setdefault(top, []).append(article.path)
    found: dict[str, str] = {}
    for top, paths in tops.items():
        inside = {os.path.relpath(os.path.abspath(path), top): path for path in paths}  # noqa: PTH100
        try:
            with open_repository(paths[0]) as repository:
                commits = repository.find_last_commits(list(inside))
        except SourceError:
            continue
        for commit in commits:
            path = inside.get(commit.file)
            if path and _is_blob(path, commit.blob):
                found[path] = commit.written
    return found


def _is_blob(path: str, blob: str) -> bool:
    """Tell whether a file is what was committed."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    # git names what it keeps by this hash; nothing hangs on nobody being able to forge it.
    whole = b"blob %d\0" % len(data) + data
    made = sha1(whole, usedforsecurity=False) if len(blob) == 40 else sha256(whole)
    return made.hexdigest() == blob
