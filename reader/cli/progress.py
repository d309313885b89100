"""How far a command is, on standard error while it takes long: what, how many of how many, and how long it will still take."""

import sys
import time
from types import TracebackType

from reader.cli.printing import is_terminal

PATIENCE_SECONDS = 0.5
"""What is done sooner is not worth a word."""

_PAUSE_SECONDS = 0.1
_ERASE = "\r\x1b[K"


class Telling:
    """Tells how far something is, while it is entered; nothing of it is left when it ends, and none of it goes into a pipe.

    Args:
        what: What is done, as in "opening".
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._is_heard = is_terminal(sys.stderr)
        self._began = time.monotonic()
        self._told_at = 0.0

    def __enter__(self) -> "Telling":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hide()

    def hide(self) -> None:
        """Take away what stands there, for something else is to be said."""
        if self._told_at:
            self._told_at = 0.0
            sys.stderr.write(_ERASE)
            sys.stderr.flush()

    def begin(self, what: str) -> "Telling":
        """Go on with something else."""
        self.what = what
        self._began = time.monotonic()
        return self

    def __call__(self, done: int, total: int) -> None:
        """Say that so many are done of so many."""
        now = time.monotonic()
        if not self._is_heard or now - self._began < PATIENCE_SECONDS or now - self._told_at < _PAUSE_SECONDS:
            return
        self._told_at = now
        left = (now - self._began) * (total - done) / done if done else 0.0
        estimate = f" · {say_seconds(left)} left" if done else ""
        sys.stderr.write(f"{_ERASE}{self.what}: {done:,} of {total:,}{estimate}")
        sys.stderr.flush()


def say_seconds(seconds: float) -> str:
    """Say how long something takes, as roughly as it is known."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"
