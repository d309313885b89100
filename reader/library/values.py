"""What the library gives back: plain values, none of which knows where it was kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A note the user keeps with a name.

    Attributes:
        path: The name as the user wrote it; there need not be a file.
        text: The note, possibly of several lines.
        kept_at: When, in seconds since 1970, UTC.
        id: What tells it from other notes on the same path.
    """

    path: str
    text: str
    kept_at: float
    id: str
