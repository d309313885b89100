"""What was opened for the screen: paths come in, stories with their versions go out, each analysed when first asked for."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reader.article import Article
from reader.errors import ReaderError, SourceError
from reader.library.decisions import regroup
from reader.library.values import Decision
from reader.reading import OpenStory, analyse, short_names
from reader.sources import find_files
from reader.stories import Story, group_into_stories

SAMPLE_NOTICE = "this is a made-up sample; open your own with: reader FILE FOLDER ..., or here with o"


@dataclass(frozen=True)
class Shelf:
    """Stories in order, and what the user should know of the opening.

    Attributes:
        stories: In the order of their first articles.
        pair: The two articles that were named, when exactly two files were.
        notices: A line each.
        is_sample: Whether this is the story inside the package.
    """

    stories: tuple[Story, ...]
    pair: tuple[Article, Article] | None = None
    notices: tuple[str, ...] = ()
    is_sample: bool = False
    _opened: dict[int, OpenStory] = field(default_factory=dict, compare=False)

    @cached_property
    def versions(self) -> tuple[tuple[int, int], ...]:
        """Every version as index of its story and index in it, in order."""
        return tuple((k, v) for k, story in enumerate(self.stories) for v in range(len(story.versions)))

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """What to call each version of each story: as much of its path as tells it from the others."""
        return tuple(short_names([article.path for article in story.versions]) for story in self.stories)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, story by story."""
        return tuple(article for story in self.stories for article in story.versions)

    def article(self, story: int, version: int) -> Article:
        """Return a version of a story."""
        return self.stories[story].versions[version]

    @cached_property
    def folded(self) -> tuple[tuple[str, ...], ...]:
        """For each version of each story the words it is found by, in lower case."""
        return tuple(
            tuple(f"{story.title}\n{a.title}\n{a.path}".casefold() for a in story.versions)
            for story in self.stories
        )

    def opened(self, story: int) -> OpenStory | None:
        """Return a story if it was analysed before."""
        return self._opened.get(story)

    def open(self, story: int) -> OpenStory:
        """Return a story analysed; worked out when first asked for."""
        if story not in self._opened:
            self._opened[story] = analyse(self.stories[story].versions, self.stories[story].title)
        return self._opened[story]


OpenFiles = Callable[[Sequence[str]], tuple[tuple[Article, ...], tuple[SourceError, ...]]]
"""Opens files by their paths; returns the articles, and why some could not be opened."""


def open_shelf(paths: Sequence[str], open_files: OpenFiles, decisions: Sequence[Decision] = ()) -> Shelf:
    """Open what was named; the sample story when nothing was.

    Args:
        paths: Files and folders.
        open_files: Opens files; those that were opened before need not be parsed again.
        decisions: Which articles tell one story or do not, as the user decided by hand.

    Raises:
        ReaderError: Nothing of what was named can be opened.
    """
    if not paths:
        from reader.sources.sample import open_sample

        return Shelf(group_into_stories(open_sample()), notices=(SAMPLE_NOTICE,), is_sample=True)
    files, troubles = list_files(paths)
    articles, more = open_files(files)
    troubles += more
    if not articles and troubles:
        raise troubles[0]
    named_files = len(paths) == 2 and not any(os.path.isdir(path) for path in paths)  # noqa: PTH112
    pair = (articles[0], articles[1]) if named_files and len(articles) == 2 else None
    notices = (
        *map(str, troubles),
        *(f"{article.path}: {n}" for article in articles for n in article.notices),
    )
    return Shelf(regroup(group_into_stories(articles), decisions), pair, notices)


def list_files(paths: Sequence[str]) -> tuple[list[str], list[ReaderError]]:
    """Name the files that were named and those in the folders that were, none twice; and what cannot be looked into."""
    files: dict[str, None] = {}
    troubles: list[ReaderError] = []
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112
            files[path] = None
            continue
        try:
            found, inside = find_files(path)
        except ReaderError as trouble:
            troubles.append(trouble)
        else:
            files.update(dict.fromkeys(found))
            troubles += inside
    return list(files), troubles


def add_to_shelf(shelf: Shelf, more: Shelf, decisions: Sequence[Decision] = ()) -> Shelf:
    """Put what was opened later beside what was opened before; a sample makes room, and a path opened again is read anew."""
    if shelf.is_sample:
        return more
    again = {article.path for article in more.articles}
    kept = [article for article in shelf.articles if article.path not in again]
    return Shelf(regroup(group_into_stories([*kept, *more.articles]), decisions), notices=more.notices)


ORDERS = ("as opened", "by title", "longest first", "most versions first")


def ordered(shelf: Shelf, order: str, words: str) -> tuple[tuple[int, int], ...]:
    """Return the versions of the stories in an order, those alone whose title, path or text's beginning holds all of `words`.

    Args:
        shelf: What was opened.
        order: One of `ORDERS`.
        words: Apart by spaces; upper and lower case are the same.
    """
    stories = list(enumerate(shelf.stories))
    if order == "by title":
        stories.sort(key=lambda entry: entry[1].title.casefold())
    elif order == "longest first":
        stories.sort(key=lambda entry: -max(article.words for article in entry[1].versions))
    elif order == "most versions first":
        stories.sort(key=lambda entry: -len(entry[1].versions))
    wanted = words.casefold().split()
    if not wanted:
        return tuple((index, k) for index, story in stories for k in range(len(story.versions)))
    return tuple(
        (index, k)
        for index, _ in stories
        for k, text in enumerate(shelf.folded[index])
        if all(word in text for word in wanted)
    )
