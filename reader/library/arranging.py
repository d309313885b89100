"""Articles put on the shelf: grouped into stories as was found and as the user decided, dated, the oldest version first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import LibraryError
from reader.library.dates import date_versions
from reader.library.decisions import regroup
from reader.stories import Progress, Story, group_into_stories

if TYPE_CHECKING:
    from reader.library.articles import Fill
    from reader.library.library import Library


def arrange(
    articles: Sequence[Article],
    library: "Library | None" = None,
    progress: Progress | None = None,
    fill: "Fill | None" = None,
) -> tuple[tuple[Story, ...], tuple[str, ...]]:
    """Arrange articles in stories.

    Args:
        articles: What was opened, in the order in which stories shall stand.
        library: Remembers what was decided by hand, and how the same articles were grouped before; None when there is none.
        progress: Told how many articles were taken in, from time to time.
        fill: Has the same articles grouped by another process; asked where it is not known how they were grouped before.

    Returns:
        The stories, by the place of their first article; and what of the library could not be read, a line each.
    """
    if library is None:
        stories = group_into_stories(articles, progress)
        return date_versions(stories), ()
    from reader.library.derived import group_articles

    stories = group_articles(library.articles, articles, progress, fill)
    try:
        decisions, dates = library.decisions(), library.dates()
    except LibraryError as trouble:
        return date_versions(stories), (str(trouble),)
    return date_versions(regroup(stories, decisions), dates), ()
