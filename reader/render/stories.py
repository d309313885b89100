"""Stories listed with their versions: values in, lines out."""

from collections.abc import Iterator, Sequence

from reader.library.listed import ListedStory, ListedVersion
from reader.render.article import count
from reader.render.lines import Line, clip
from reader.render.listing import say_date
from reader.render.paint import safe


def story_lines(stories: Sequence[ListedStory], width: int) -> Iterator[Line]:
    """Draw every story with its versions, a blank line between stories."""
    for number, story in enumerate(stories):
        if number:
            yield ()
        yield ((clip(safe(story.title), width), ("title",)),)
        for version in story.versions:
            yield from _version_lines(story, version, width)


def _version_lines(story: ListedStory, version: ListedVersion, width: int) -> Iterator[Line]:
    """Draw a version: its file, its age, its measures, its speakers; its own title where that differs from the story's."""
    facts = f"{count(version.words, 'word')}, {count(version.quotes, 'quotation')}"
    yield (("  ", ()), (clip(safe(version.path), width - 2), ()))
    if version.title and version.title != story.title:
        yield (("    ", ()), (clip(safe(version.title), width - 4), ("dim",)))
    names = safe(", ".join(version.speakers))
    told = " · ".join(part for part in (say_date(version.date), facts, names) if part)
    yield (("    ", ()), (clip(told, width - 4), ("dim",)))
