"""Stories listed with their versions: values in, lines out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.render.article import count
from reader.render.lines import SEPARATOR, Line, Piece, cells, clip, cropped
from reader.render.listing import say_date
from reader.render.paint import safe

if TYPE_CHECKING:
    from reader.library.listed import ListedStory, ListedVersion


def story_lines(stories: "Sequence[ListedStory]", width: int) -> Iterator[Line]:
    """Draw every story with its versions, a blank line between stories."""
    for number, story in enumerate(stories):
        if number:
            yield ()
        yield ((clip(safe(story.title), width), ("title",)),)
        for version in story.versions:
            yield from _version_lines(story, version, width)


def _version_lines(story: "ListedStory", version: "ListedVersion", width: int) -> Iterator[Line]:
    """Draw a version: its file, its age, its measures, its speakers; its own title where that differs from the story's."""
    facts = f"{count(version.words, 'word')}, {count(version.quotes, 'quotation')}"
    yield (("  ", ()), (clip(safe(version.path), width - 2), ()))
    if version.title and version.title != story.title:
        yield (("    ", ()), (clip(safe(version.title), width - 4), ("dim",)))
    names = safe(", ".join(version.speakers))
    told = " · ".join(part for part in (say_date(version.date), facts, names) if part)
    yield (("    ", ()), (clip(told, width - 4), ("dim",)))


def fact_line(
    told: Sequence[str], words: int, quotations: int | None, speakers: Sequence[tuple[str, str]], width: int
) -> Line:
    """Draw what there is to say of a version on one row, so that at least one speaker is named if there are any.

    Args:
        told: What else is known, such as the day and the subject; the last goes first where there is little room.
        words: How many words it has.
        quotations: How many quotations; None while they are looked for.
        speakers: Names with their roles, the most quoted first.
        width: Cells to draw in.
    """
    length = count(words, "word")
    if quotations is None:
        return ((clip(SEPARATOR.join(filter(None, (*told, length))), width), ("dim",)),)
    quoted = count(quotations, "quotation")
    shorter = [(*told[:number], quoted) for number in range(len(told), -1, -1)]
    tellings = [(*told, length, quoted), *shorter[:-1]]
    tellings += [(told[0], f"{quotations} quot."), shorter[-1]] if told else [shorter[-1]]
    lines = [SEPARATOR.join(filter(None, parts)) for parts in tellings]
    first = speakers[0][0] if speakers else ""
    least = (cells(SEPARATOR + first) if first else 0) + (3 if len(speakers) > 1 else 0)
    line = next(
        (line for line in lines if cells(line) + least <= width), lines[0] if not first else lines[-1]
    )
    return cropped(((line, ("dim",)), *_name_speakers(speakers, width - cells(line))), width)


def _name_speakers(speakers: Sequence[tuple[str, str]], width: int) -> Iterator[Piece]:
    """Name as many speakers as there is room for, and say how many more there are."""
    left = width
    for number, (name, role) in enumerate(speakers):
        more = f" +{len(speakers) - number}"
        room = left - cells(SEPARATOR) - (cells(more) if number + 1 < len(speakers) else 0)
        if cells(name) > room:
            yield more, ("dim",)
            return
        yield SEPARATOR, ("dim",)
        yield name, (role,)
        left -= cells(SEPARATOR) + cells(name)
