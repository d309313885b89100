"""What was opened for the screen: paths come in, stories with their versions go out, each analysed when first asked for."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import ReaderError, SourceError
from reader.reading import OpenStory, analyse, short_names

# What opens files is imported when there is something to open: the first frame is there before that.
if TYPE_CHECKING:
    from reader.library.values import Decision
    from reader.stories import Story

SAMPLE_NOTICE = "a made-up sample; open your own: reader FILE FOLDER ..., or o here"


@dataclass(frozen=True)
class Shelf:
    """Stories in order, and what the user should know of the opening.

    Attributes:
        stories: In the order of their first articles.
        pair: The two articles that were named, when exactly two files were.
        notices: A line each.
        is_sample: Whether this is the story inside the package.
        is_arranged: Whether it was looked which articles tell the same story; of two files that are compared only when
            somebody asks.
        is_read: Whether the files were read; else there are only their names.
    """

    stories: "tuple[Story, ...]"
    pair: tuple[Article, Article] | None = None
    notices: tuple[str, ...] = ()
    is_sample: bool = False
    is_arranged: bool = True
    is_read: bool = True
    _opened: dict[int, OpenStory] = field(default_factory=dict, compare=False)
    _names: dict[int, tuple[str, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def versions(self) -> tuple[tuple[int, int], ...]:
        """Every version as index of its story and index in it, in order."""
        return tuple((k, v) for k, story in enumerate(self.stories) for v in range(len(story.versions)))

    def name(self, story: int, version: int) -> str:
        """Return what to call a version: as much of its path as tells it from the others of its story."""
        if story not in self._names:
            self._names[story] = short_names([article.path for article in self.stories[story].versions])
        return self._names[story][version]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, story by story."""
        return tuple(article for story in self.stories for article in story.versions)

    def article(self, story: int, version: int) -> Article:
        """Return a version of a story."""
        return self.stories[story].versions[version]

    @cached_property
    def folded(self) -> tuple[tuple[str, tuple[int, int]], ...]:
        """For each version the words it is found by, in lower case, and the version."""
        return tuple(
            (f"{story.title}\n{article.title}\n{article.path}".casefold(), (k, v))
            for k, story in enumerate(self.stories)
            for v, article in enumerate(story.versions)
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

Arrange = Callable[[Sequence[Article]], "tuple[Story, ...]"]
"""Groups articles into stories, as was found and as the user decided."""


def open_shelf(paths: Sequence[str], open_files: OpenFiles, arrange: Arrange) -> Shelf:
    """Open what was named; the sample story when nothing was.

    Args:
        paths: Files and folders.
        open_files: Opens files; those that were opened before need not be parsed again.
        arrange: Groups what was opened into stories.

    Raises:
        ReaderError: Nothing of what was named can be opened.
    """
    if not paths:
        from reader.sources.sample import open_sample
        from reader.stories import group_into_stories

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
    if pair is not None:
        from reader.stories import Story

        alone = tuple(Story(article.title, (article,)) for article in pair)
        return Shelf(alone, pair, notices, is_arranged=False)
    return Shelf(arrange(articles), pair, notices)


def shelve_names(files: Sequence[str]) -> Shelf:
    """Put files on a shelf that are not read yet, each called by its name."""
    from reader.library.articles import without_collector
    from reader.sources import printable_path
    from reader.stories import Story

    with without_collector():
        articles = [Article(path, path.rpartition("/")[2], ()) for path in map(printable_path, files)]
        return Shelf(tuple([Story(article.title, (article,)) for article in articles]), is_read=False)


def arranged(shelf: Shelf, arrange: Arrange) -> Shelf:
    """Group what stands on a shelf into stories."""
    return Shelf(arrange(shelf.articles), shelf.pair, shelf.notices)


def list_files(paths: Sequence[str]) -> tuple[list[str], list[ReaderError]]:
    """Name the files that were named and those in the folders that were, none twice; and what cannot be looked into."""
    from reader.sources import find_files

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


def add_to_shelf(shelf: Shelf, more: Shelf, arrange: Arrange) -> Shelf:
    """Put what was opened later beside what was opened before; a sample makes room, and a path opened again is read anew."""
    if shelf.is_sample:
        return more
    again = {article.path for article in more.articles}
    kept = [article for article in shelf.articles if article.path not in again]
    return Shelf(arrange([*kept, *more.articles]), notices=more.notices)


def decided(shelf: Shelf, decisions: "Sequence[Decision]", dates: Mapping[str, str]) -> Shelf:
    """Join and part stories as the user decided by hand; versions that came together are in the order of their dates."""
    from reader.library.dates import date_versions
    from reader.library.decisions import regroup

    known = {id(story) for story in shelf.stories}
    stories = regroup(shelf.stories, decisions)
    fresh = iter(date_versions([story for story in stories if id(story) not in known], dates))
    return Shelf(
        tuple(story if id(story) in known else next(fresh) for story in stories), notices=shelf.notices
    )


def file_of(path: str) -> str:
    """Return the file to open for an article: of one in a file with others, that file."""
    whole, _, number = path.rpartition("#")
    return whole if number.isdecimal() and not os.path.exists(path) else path  # noqa: PTH110


ORDERS = ("as opened", "by title", "longest first", "most versions first")


def ordered(shelf: Shelf, order: str, words: str) -> tuple[tuple[int, int], ...]:
    """Return the versions of the stories in an order, those alone whose title, path or text's beginning holds all of `words`.

    Args:
        shelf: What was opened.
        order: One of `ORDERS`.
        words: Apart by spaces; upper and lower case are the same.
    """
    found = shelf.versions
    wanted = words.casefold().split()
    if wanted:
        # A pass for each word, and the stories in order of their numbers after it: quick enough for every key typed.
        left = shelf.folded
        for word in wanted:
            left = tuple(entry for entry in left if word in entry[0])
        found = tuple(version for _, version in left)
    if order == ORDERS[0]:
        return found
    rank = {story: number for number, story in enumerate(_in_order(shelf.stories, order))}
    return tuple(sorted(found, key=lambda version: (rank[version[0]], version[1])))


def _in_order(stories: "Sequence[Story]", order: str) -> list[int]:
    """Return the indices of stories in an order."""
    keys: dict[str, Callable[[int], str | int]] = {
        "by title": lambda k: stories[k].title.casefold(),
        "longest first": lambda k: -max(map(_length, stories[k].versions)),
        "most versions first": lambda k: -len(stories[k].versions),
    }
    return sorted(range(len(stories)), key=keys[order])


def _length(article: Article) -> int:
    return sum(len(paragraph.text) for paragraph in article.paragraphs if paragraph.is_story)
