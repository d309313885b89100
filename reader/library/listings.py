"""What a list says of stories, worked out once and kept.

Two things are kept: the facts of each story, so that one changed file costs one story; and whole lists of large folders, so that
an unchanged one is listed without a look at its articles.
"""

import json
import os
import time
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from reader.errors import LibraryError
from reader.library.articles import (
    SAME_MOMENT_NS,
    Articles,
    Progress,
    code_version,
    stamp_of,
    without_collector,
)
from reader.library.derived import keep, recall
from reader.library.library import Library, fingerprint
from reader.library.listed import TOLD, ListedStory, ListedVersion, list_story
from reader.library.names import absolute
from reader.library.spread import spread
from reader.stories import Story

# `os.path` stands here for pathlib, which is slow per file.
# ruff: noqa: PTH118

_FACTS, _LISTS = "facts", "lists"
# How many stories are analysed before what was found is kept.
_STEP = 2_000


def list_known(
    stories: Sequence[Story], articles: Articles, progress: Progress | None = None
) -> tuple[ListedStory, ...]:
    """Find out who speaks in stories.

    Args:
        stories: As they were arranged.
        articles: Where what was found is kept.
        progress: Told how many stories are done, from time to time.

    Cost: some 2 ms for an article that was not looked at before, by as many processors as there are; 20 µs for another.
    """
    version = _facts_version()
    keys = [_key(articles, story) for story in stories]
    known = recall(articles, _FACTS, keys, version)
    missing = [index for index, key in enumerate(keys) if key not in known]
    fresh: dict[bytes, str] = {}
    answers = spread(lambda number: _find_facts(stories[missing[number]]), len(missing))
    for done, (index, facts) in enumerate(zip(missing, answers, strict=True)):
        if progress and done % TOLD == 0:
            progress(done, len(missing))
        known[keys[index]] = fresh[keys[index]] = facts
        if len(fresh) >= _STEP:
            keep(articles, _FACTS, fresh, version)
            fresh = {}
    if fresh:
        keep(articles, _FACTS, fresh, version)
    return tuple(_read_facts(story, known[key]) for story, key in zip(stories, keys, strict=True))


def _facts_version() -> int:
    return code_version("quotes", "sources", "roles", "reading.py", "article.py", "text.py")


def _key(articles: Articles, story: Story) -> bytes:
    """Hash what the versions of a story say; their order and dates are told apart from it."""
    whole = blake2b(digest_size=16)
    for article in story.versions:
        content = articles.content_of(article)
        # What turned out to be furniture counts, or does not, with the folder around it.
        roles = "".join(paragraph.role[0] for paragraph in article.paragraphs)
        whole.update((content or fingerprint(article).encode()) + roles.encode())
    return whole.digest()


def _find_facts(story: Story) -> str:
    facts = _write_facts(list_story(story))
    for article in story.versions:
        # Its text as a whole is had again in no time; a hundred thousand of them would fill the memory.
        vars(article).clear()
    return facts


def _write_facts(listed: ListedStory) -> str:
    return json.dumps([[v.words, v.quotes, v.speakers] for v in listed.versions], ensure_ascii=False)


def _read_facts(story: Story, written: str) -> ListedStory:
    facts = json.loads(written)
    return ListedStory(
        story.title,
        tuple(
            ListedVersion(article.path, article.title, words, quotes, tuple(speakers), article.date)
            for article, (words, quotes, speakers) in zip(story.versions, facts, strict=True)
        ),
    )


# -- whole lists


class ListOf(NamedTuple):
    """A list of many files, as it would be kept.

    Attributes:
        key: Of which files.
        state: In which state they are, and all that a list depends on.
    """

    key: bytes
    state: str


def look_at_files(library: Library, files: Sequence[str], around: Sequence[str] = ()) -> ListOf | None:
    """Take down the state of files; None when it cannot be told by looking whether anything will have changed.

    Args:
        library: What was decided by hand counts too.
        files: The files, as the user wrote them or as they were found.
        around: More paths whose state counts, that of a repository for example.

    Cost: some 8 µs a file.
    """
    stamps = [stamp_of(path) for path in files]
    now = time.time_ns() - SAME_MOMENT_NS
    if any(found is None or max(found[1:]) >= now for found in stamps):
        return None
    here = os.path.abspath("")  # noqa: PTH100
    names = "\0".join([here, *files]).encode("utf-8", "surrogatepass")
    try:
        by_hand = [library.decisions(), sorted(library.dates().items()), [stamp_of(path) for path in around]]
    except LibraryError:
        return None
    code = code_version("library", "stories"), _facts_version()
    state = blake2b(repr((stamps, by_hand, code)).encode("utf-8", "surrogatepass"), digest_size=16)
    return ListOf(blake2b(names, digest_size=16).digest(), state.hexdigest())


def recall_list(library: Library, wanted: ListOf) -> tuple[ListedStory, ...] | None:
    """Return the list of files that are as they were, or None.

    Cost: some 6 µs an article.
    """
    known = recall(library.articles, _LISTS, [wanted.key], 1).get(wanted.key, "")
    if not known.startswith(wanted.state):
        return None
    with without_collector():
        return tuple(
            ListedStory(title, tuple(map(_read_version, versions)))
            for title, versions in json.loads(known.removeprefix(wanted.state))
        )


def _read_version(facts: Sequence[Any]) -> ListedVersion:
    path, title, words, quotes, speakers, date = facts
    return ListedVersion(path, title, words, quotes, tuple(speakers), date)


def keep_list(library: Library, wanted: ListOf, listed: Sequence[ListedStory]) -> None:
    """Keep the list of files; trouble is said by the library."""
    body = json.dumps(listed, ensure_ascii=False)
    keep(library.articles, _LISTS, {wanted.key: wanted.state + body}, 1)


def states_around(paths: Sequence[str]) -> list[str]:
    """Name the files that change with every commit to the repositories around paths."""
    from reader.sources.repository import find_top

    tops = {find_top(absolute(path) + "/") for path in paths}
    return sorted(
        os.path.join(top, ".git", *name) for top in tops if top for name in (("logs", "HEAD"), ("HEAD",))
    )
