"""Furniture learnt from a folder: what stands in several stories of one folder, or of one site, belongs to the page there.

What versions of one story share is its text, however
many there are; so is what many stories share that stand in folders of their own.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reader.article import Article, Paragraph
from reader.text import hide_invisible

# `os.path` stands here for pathlib, which is slow per path.
# ruff: noqa: PTH120

LEAST_STORIES = 3
"""In how many stories of a folder or site a paragraph must stand: two may quote the same statement."""

Places = dict[int, tuple[int, ...]]
"""For each article, by its number, the paragraphs that turned out to be furniture."""


def find_furniture(groups: Sequence[Sequence[int]], articles: Sequence[Article]) -> Places:
    """Find the paragraphs that stand in at least `LEAST_STORIES` stories of one folder or site.

    Args:
        groups: The numbers of the articles of each story.
        articles: All of them.

    Returns:
        The places; only where a paragraph is not furniture already, and never a headline.

    Cost: some 10 µs for an article of six paragraphs.
    """
    if len(groups) < LEAST_STORIES:
        return {}
    stories: Counter[int] = Counter()
    for group in groups:
        stories.update({key for index in group for _, keys in _keys(articles[index]) for key in keys})
    often = {key for key, count in stories.items() if count >= LEAST_STORIES}
    if not often:
        return {}
    found = {
        index: tuple(number for number, keys in _keys(article) if not often.isdisjoint(keys))
        for index, article in enumerate(articles)
    }
    return {index: places for index, places in found.items() if places}


def _keys(article: Article) -> Iterator[tuple[int, list[int]]]:
    """Yield the paragraphs that may turn out to be furniture, each with what it is known by in its folder and on its site."""
    folder = os.path.dirname(article.path)
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role not in ("headline", "furniture") and (text := _normal(paragraph.text)):
            keys = [hash((folder, text))]
            yield number, [*keys, hash(("site", article.site, text))] if article.site else keys


def _normal(text: str) -> str:
    """Make what reads the same the same: case, spaces and invisible signs do not count."""
    plain = text if text.isascii() else hide_invisible(text)
    return " ".join(plain.casefold().split())


def mark_furniture(article: Article, places: Iterable[int]) -> Article:
    """Return an article of which some paragraphs are furniture."""
    changed = set(places)
    paragraphs = tuple(
        Paragraph(paragraph.text, "furniture") if number in changed else paragraph
        for number, paragraph in enumerate(article.paragraphs)
    )
    return article._replace(paragraphs=paragraphs)
