"""Which articles tell one story: articles in, groups of versions out.

Articles belong together when they share their text, whatever they are called and whoever printed them. Text
is held together by rare sequences of words: three content words in a row that are not all parts of names.
Quotations count too, for they are the sequences that a rewrite keeps. The same topic, the same people, the
same event told in other words are not enough, nor is one paragraph that both print (a notice, a statement), or a
few that many print (background), nor words whose figures are others (two issues of a series); a wrong join is
worse than a missed one.

Nothing is ever compared all against all: an index from sequences to articles gives the pairs worth weighing.
Source: shingles and containment as in Broder, "On the resemblance and containment of documents" (1997).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.article import Article
from reader.stories.furniture import Places, find_furniture, mark_furniture
from reader.stories.index import Read, TextReader, Texts
from reader.stories.joining import CERTAIN, join_groups, part_round_ups
from reader.stories.scales import Scales

__all__ = [
    "Grouping",
    "Progress",
    "Story",
    "find_grouping",
    "group_into_stories",
    "make_stories",
    "make_story",
]

Progress = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""

Spread = Callable[[Callable[[int], Read], int], Iterator[Read]]
"""Calls a function with each number below a count and yields its answers in order."""

# How many articles are taken in between two words about it.
_STEP = 500


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one story.

    Attributes:
        title: The first headline among its versions, else how the first one begins.
        versions: In the order in which they were given; at least one.
    """

    title: str
    versions: tuple[Article, ...]


class Grouping(NamedTuple):
    """Which articles tell one story, by their numbers.

    Attributes:
        groups: The articles of each story in ascending order, the stories by their first.
        furniture: The paragraphs that turned out to belong to the page, since several stories have them.
    """

    groups: tuple[tuple[int, ...], ...]
    furniture: Places


def _read_in_order(work: Callable[[int], Read], count: int) -> Iterator[Read]:
    return map(work, range(count))


def find_grouping(
    articles: Sequence[Article], progress: Progress | None = None, *, spread: Spread = _read_in_order
) -> Grouping:
    """Group articles that share their text, and learn from them all what belongs to the page.

    Args:
        articles: In any order; it decides the order of stories and of versions.
        progress: Told how many were taken in, from time to time.
        spread: Has the articles read, in several processes for example.

    Returns:
        The groups; each article stands in exactly one.

    Cost: some 0.4 ms and 5 kB for an article of two hundred words, in line with their number.
    """
    texts, reader = Texts(), TextReader()
    for number, read in enumerate(spread(lambda index: reader.read(articles[index]), len(articles))):
        if progress and number % _STEP == 0:
            progress(number, len(articles))
        texts.add(read)
    scales = Scales(texts)
    edges = [*_find_histories(articles), *scales.find_edges()]
    groups = part_round_ups(join_groups(len(articles), edges, scales), scales)
    return Grouping(tuple(map(tuple, groups)), find_furniture(groups, articles))


def _find_histories(articles: Sequence[Article]) -> list[tuple[float, int, int]]:
    """Join the committed versions of one file, and the file as it is now, however much was changed between them."""
    first: dict[str, int] = {}
    for index, article in enumerate(articles):
        if article.revision:
            first.setdefault(article.path.rpartition("@")[0], index)
    if not first:
        return []
    files = [a.path.rpartition("@")[0] if a.revision else a.path for a in articles]
    return [
        (CERTAIN, first[file], index) for index, file in enumerate(files) if first.get(file, index) != index
    ]


def make_stories(grouping: Grouping, articles: Sequence[Article]) -> tuple[Story, ...]:
    """Make the stories of a grouping of these articles."""
    marked = list(articles)
    for index, places in grouping.furniture.items():
        marked[index] = mark_furniture(marked[index], places)
    return tuple(make_story(tuple(marked[index] for index in group)) for group in grouping.groups)


def group_into_stories(articles: Sequence[Article], progress: Progress | None = None) -> tuple[Story, ...]:
    """Group articles into stories, by the place of their first version; see `find_grouping`."""
    return make_stories(find_grouping(articles, progress), articles)


def make_story(versions: tuple[Article, ...]) -> Story:
    """Make a story of its versions, and call it by the first headline among them."""
    headlines = (p.text for article in versions for p in article.paragraphs if p.role == "headline")
    return Story(next(headlines, versions[0].title or versions[0].path.rpartition("/")[2]), versions)
