"""What the library gives back: plain values, none of which knows where it was kept. Times are seconds since 1970, UTC."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Note:
    """A note the user keeps with a name.

    Attributes:
        path: The name as the user wrote it; there need not be a file.
        text: The note, possibly of several lines.
        kept_at: When it was kept.
        id: What tells it from other notes on the same path.
    """

    path: str
    text: str
    kept_at: float
    id: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in an article that the user wants to find again.

    Attributes:
        path: The article's path as the user wrote it.
        content: The fingerprint of the text in which the offset holds.
        offset: The place, in the article's text.
        label: What stands there, or what the user calls it.
        kept_at: When it was kept.
    """

    path: str
    content: str
    offset: int
    label: str
    kept_at: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided by hand about two articles, by absolute path.

    Attributes:
        one: One of them.
        other: The other.
        together: Whether they tell one story.
    """

    one: str
    other: str
    together: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a search found.

    Attributes:
        kind: Whether the words stand in an article, in somebody's words there, or in a note.
        path: The absolute path of the article; of a note the name it was kept with.
        title: The article's title; empty for a note.
        excerpt: Where the words stand, paragraphs parted by a blank line, … where it was cut.
        spans: The half-open ranges of `excerpt` that were searched for.
        speaker: Who says it, when somebody's words were searched for.
        others: More paths at which the same article stands.
    """

    kind: Literal["article", "quotation", "note"]
    path: str
    title: str
    excerpt: str
    spans: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        hits: The best first; notes before articles.
        total: How many there are, those left out of `hits` included.
        unread: Articles that may hold more, for who is quoted in them has not been found out yet; the next search goes on.
    """

    hits: tuple[Hit, ...]
    total: int
    unread: int = 0
