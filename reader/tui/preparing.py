"""What a screen shows of a story, worked out in a thread before it is shown: what was opened comes in, a reading goes out."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from reader.article import Article
from reader.reading import OpenStory, Reading
from reader.render.article import lay_out
from reader.tui.commands import ScreenName
from reader.tui.work import Estimate, Work, find_rest, load_engines

T = TypeVar("T")

READ_PER_SECOND, COMPARED_PER_SECOND = 4_000_000, 400_000
"""How many characters an ordinary machine reads for their quotations, and compares, in a second; for estimates."""


class Look(NamedTuple):
    """How a story is to be opened: as the user set it.

    Attributes:
        begin: Makes a reading of a story and the index of the version that is shown.
        measure: The width of the text, in cells.
    """

    begin: Callable[[OpenStory, int], Reading]
    measure: int


def prepare(
    open_story: Callable[[], OpenStory], version: int, name: ScreenName, work: Work[T], look: Look
) -> Reading:
    """Work out what a screen shows of a story. Called in a thread.

    Args:
        open_story: Opens the story.
        version: Index of the version that is shown.
        name: The screen.
        work: Is told what is done.
        look: How it is to be opened.
    """
    load_engines()
    reading = look.begin(open_story(), version)
    if name in ("compare", "ledger"):
        return compare_chosen(reading, work, whole=name == "ledger")
    if name == "reading":
        lay_out(reading.version.article, look.measure)
    return reading


def compare_chosen(reading: Reading, work: Work[T], *, whole: bool) -> Reading:
    """Compare the versions that were chosen, if that was not done yet. Called in a thread.

    Args:
        reading: Which two.
        work: Is told what is done.
        whole: Whether a draft will not do, where they are long.
    """
    load_engines()
    if reading.comparable and not reading.is_complete:
        articles = [reading.story.versions[k].article for k in (reading.old, reading.new)]
        paragraphs = max(len(article.paragraphs) for article in articles)
        signs = sum(map(count_signs, articles))
        work.begin(f"comparing {paragraphs:,} paragraphs", Estimate(signs, COMPARED_PER_SECOND))
        if whole or not reading.is_long:
            return find_rest(reading)
        reading.draft.rows  # noqa: B018, worked out here and kept
    return reading


def count_signs(article: Article) -> int:
    """Count the characters of an article."""
    return sum(len(paragraph.text) for paragraph in article.paragraphs)
