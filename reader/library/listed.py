"""What a list says of stories: stories in, for each its title and the measures of its versions out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.stories import Progress, Story

if TYPE_CHECKING:
    from reader.reading import OpenStory

TOLD = 20
"""How many stories are done between two words about it."""


class ListedVersion(NamedTuple):
    """What a list says of a version.

    Attributes:
        path: Its article's path.
        title: Its title.
        words: How many words it has.
        quotes: How many quotations in marks.
        speakers: Who says them, the most quoted in the story first.
        date: How old it is, ISO 8601; empty when nothing tells.
    """

    path: str
    title: str
    words: int
    quotes: int
    speakers: tuple[str, ...]
    date: str = ""


class ListedStory(NamedTuple):
    """What a list says of a story: its title and its versions, the oldest first."""

    title: str
    versions: tuple[ListedVersion, ...]


def list_story(story: Story) -> ListedStory:
    """Find out who speaks in a story."""
    from reader.reading import analyse

    return describe(analyse(story.versions, story.title))


def describe(opened: "OpenStory") -> ListedStory:
    """Say what a list says of a story that was analysed."""
    return ListedStory(
        opened.title,
        tuple(
            ListedVersion(
                version.article.path,
                version.article.title,
                version.article.words,
                len(version.counted),
                tuple(voice.name for voice in opened.voices if voice.counts[index]),
                version.article.date,
            )
            for index, version in enumerate(opened.versions)
        ),
    )


def list_stories(stories: Sequence[Story], progress: Progress | None = None) -> tuple[ListedStory, ...]:
    """Find out who speaks in stories.

    Args:
        stories: As they were arranged.
        progress: Told how many stories are done, from time to time.

    Cost: some 2 ms an article.
    """
    listed = []
    for number, story in enumerate(stories):
        if progress and number % TOLD == 0:
            progress(number, len(stories))
        listed.append(list_story(story))
    return tuple(listed)
