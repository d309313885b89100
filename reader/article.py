"""An article as a value: paragraphs with their roles, and the text they make.

Offsets count code points. Wherever a value of this program carries them, they are offsets into `Article.text`, where paragraphs
are parted by a blank line; `Article.locate` is the one place that turns them into a paragraph and an offset inside it.

The values that every command makes are named tuples: `dataclasses` alone would cost as much time as a small command takes.
"""

import bisect
import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

Role = Literal["headline", "heading", "body", "caption", "furniture"]
"""What a paragraph is to the story; furniture belongs to the page and not to the story."""

BREAK = "\n\n"
"""What stands between two paragraphs of a text."""

SEARCHED = 4_000_000
"""Characters of an article, and `MARK` for each quotation mark, up to which quotations are looked for: a novel of 600,000 words.

Finding who says what takes some 0.5 µs for a character and 30 µs for a quotation; all else takes a tenth of that.
"""

MARK = 40
"""What a quotation mark costs beside its character, counted in characters."""

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")


class Paragraph(NamedTuple):
    """A paragraph without line breaks, and its role."""

    text: str
    role: Role = "body"

    @property
    def is_story(self) -> bool:
        """Whether the paragraph belongs to the story rather than to the page."""
        return self.role != "furniture"


class _Fields(NamedTuple):
    path: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    notices: tuple[str, ...] = ()
    author: str = ""
    date: str = ""
    site: str = ""
    url: str = ""
    revision: str = ""
    subject: str = ""


class Article(_Fields):
    """A text with paragraphs, read from `path`.

    Attributes:
        path: What the user named, or what a source made up for it (`-` for standard input).
        title: Its headline, or how it begins.
        paragraphs: In reading order, furniture included.
        notices: What the reader should know of how it was opened, a line each.
        author: Who wrote it, as its source says; empty where it says nothing, here and below.
        date: When it was published or last changed: ISO 8601, a day (`2031-05-04`) or a moment
            (`2031-05-04T09:30:00+00:00`), so that dates of one kind are in order when their texts are.
        site: Who published it.
        url: Where it stood.
        revision: The commit it was read from, where it was read from one.
        subject: What that commit says of the change.
    """

    @cached_property
    def text(self) -> str:
        """All paragraphs, parted by a blank line."""
        return BREAK.join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each paragraph begins in `text`."""
        offsets, offset = [], 0
        for paragraph in self.paragraphs:
            offsets.append(offset)
            offset += len(paragraph.text) + len(BREAK)
        return tuple(offsets)

    @cached_property
    def searched(self) -> "Article":
        """The part in which quotations are looked for: all, but of one beyond `SEARCHED` its first paragraphs."""
        # To count in all of them at once takes a tenth of the time, and is enough for all but the longest.
        if _cost("".join([paragraph.text for paragraph in self.paragraphs])) <= SEARCHED:
            return self
        costs = accumulate([_cost(paragraph.text) for paragraph in self.paragraphs])
        count = next((k for k, cost in enumerate(costs) if cost > SEARCHED), len(self.paragraphs))
        return (
            self
            if count == len(self.paragraphs)
            else self._replace(paragraphs=self.paragraphs[: max(1, count)])
        )

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the index of the paragraph that holds `offset`, and the offset inside it."""
        index = max(0, bisect.bisect_right(self.starts, offset) - 1)
        return index, offset - self.starts[index]

    @property
    def words(self) -> int:
        """How many words the story has; furniture is not counted."""
        return sum(count_words(paragraph.text) for paragraph in self.paragraphs if paragraph.is_story)


def _cost(text: str) -> int:
    return len(text) + MARK * sum([text.count(mark) for mark in '"“”„«»「」'])


def count_words(text: str) -> int:
    """Count the words of `text`; in writing without spaces a run of letters counts as one."""
    return len(_WORD.findall(text))


def begins(paragraphs: Sequence[Paragraph], *, length: int = 90) -> str:
    """Say how an article begins: the start of its first paragraph of the story, cut at a word.

    Args:
        paragraphs: In reading order.
        length: The most characters the answer may have, the mark of omission included.
    """
    first = next((p.text for p in paragraphs if p.role == "body"), None)
    text = first or next((p.text for p in paragraphs), "")
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
