"""What was opened for the screen: paths come in, stories with their versions go out, each analysed when first asked for."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reader.article import Article
from reader.errors import ReaderError
from reader.library.decisions import regroup
from reader.library.values import Decision
from reader.reading import OpenStory, analyse, short_names
from reader.sources import open_articles
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

    def open(self, story: int) -> OpenStory:
        """Return a story analysed; worked out when first asked for."""
        if story not in self._opened:
            self._opened[story] = analyse(self.stories[story].versions, self.stories[story].title)
        return self._opened[story]


def open_shelf(paths: Sequence[str], decisions: Sequence[Decision] = ()) -> Shelf:
    """Open what was named; the sample story when nothing was.

    Args:
        paths: Files and folders.
        decisions: Which articles tell one story or do not, as the user decided by hand.

    Raises:
        ReaderError: Nothing of what was named can be opened.
    """
    if not paths:
        from reader.sources.sample import open_sample

        return Shelf(group_into_stories(open_sample()), notices=(SAMPLE_NOTICE,), is_sample=True)
    articles: list[Article] = []
    notices: list[str] = []
    first: ReaderError | None = None
    for path in paths:
        try:
            found, troubles = open_articles([path])
        except ReaderError as trouble:
            first = first or trouble
            notices.append(str(trouble))
            continue
        articles.extend(found)
        notices.extend(map(str, troubles))
        first = first or (troubles[0] if troubles else None)
    if not articles and first is not None:
        raise first
    files = len(paths) == 2 and not any(os.path.isdir(path) for path in paths)  # noqa: PTH112
    pair = (articles[0], articles[1]) if files and len(articles) == 2 else None
    notices += [f"{article.path}: {notice}" for article in articles for notice in article.notices]
    return Shelf(regroup(group_into_stories(articles), decisions), pair, tuple(notices))


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
    found: list[tuple[int, int]] = []
    for index, story in stories:
        found.extend(
            (index, k) for k, article in enumerate(story.versions) if _matches(story, article, wanted)
        )
    return tuple(found)


def _matches(story: Story, article: Article, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = f"{story.title}\n{article.title}\n{article.path}".casefold()
    return all(word in text for word in wanted)
