"""Which terminal there is, what it can do, and writing to it. Imports no Textual: a command may ask first."""

import os
import re
import select
import sys
from collections.abc import Mapping
from typing import NamedTuple, TextIO

# Terminals that give erased cells the background of the pen (terminfo's `bce`). screen does not, nor did old
# tmux, which says "screen".
_ERASE_IN_COLOR = (
    "xterm",
    "tmux",
    "linux",
    "alacritty",
    "foot",
    "kitty",
    "rxvt",
    "st-",
    "wezterm",
    "ghostty",
    "contour",
    "vte",
)

# Terminals that know nothing of what xterm added; some of them draw a part of a sequence that they do not know.
# None of them has a second screen for certain.
_WITHOUT_EXTENSIONS = re.compile(r"linux|screen|vt\d|ansi|cons25|cygwin|sun|dtterm")

# Of these, those of which nothing is expected that a VT102 did not know.
_LIKE_A_VT102 = re.compile(r"vt\d|ansi|sun")

_WITHOUT_A_CURSOR = ("", "dumb", "unknown", "network", "dialup")

MULTIPLEXER_BYTES_PER_SECOND = 24_000
"""How fast to send inside tmux and screen, which swallow everything and answer for the terminal behind."""


class Terminal(NamedTuple):
    """A terminal as its environment describes it.

    Attributes:
        erases_in_color: Whether erased cells take the background of the pen.
        is_multiplexed: Whether tmux, screen or their like stand between, here or at some place on the way.
        answers_count: Whether an answer comes from where the person sits, and so says something about the
            line.
        has_extensions: Whether it understands what xterm and its heirs added: strings, questions for modes,
            the keyboard's protocol, a second screen.
        is_vt102: Whether it may know nothing that a VT102 did not know.
    """

    erases_in_color: bool
    is_multiplexed: bool
    answers_count: bool
    has_extensions: bool
    is_vt102: bool


def describe_terminal(environment: Mapping[str, str]) -> Terminal:
    """Read from `TERM`, `TMUX`, `STY` and `ZELLIJ` what the terminal can do."""
    name = environment.get("TERM", "")
    is_inside = any(environment.get(key) for key in ("TMUX", "STY", "ZELLIJ"))
    return Terminal(
        erases_in_color=name.startswith(_ERASE_IN_COLOR),
        is_multiplexed=is_inside or name.startswith(("screen", "tmux")),
        answers_count=not is_inside,
        has_extensions=bool(environment.get("TMUX")) or not _WITHOUT_EXTENSIONS.match(name),
        is_vt102=bool(_LIKE_A_VT102.match(name)),
    )


def find_output() -> int | None:
    """Return the descriptor of the terminal to draw on: standard error, else standard output, else None."""
    return _first_terminal(sys.__stderr__, sys.__stdout__)


def find_input() -> int | None:
    """Return the descriptor of the terminal that keys come from: standard input, else the controlling one.

    The controlling terminal is opened anew; whoever asks has to close what is not standard input.
    """
    found = _first_terminal(sys.__stdin__)
    if found is not None:
        return found
    try:
        return os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return None


def count_typed(number: int) -> int:
    """Return how many bytes of whole lines were typed at a terminal that nobody has read yet; 0 where that is not known."""
    import termios
    from fcntl import ioctl

    try:
        return int.from_bytes(ioctl(number, termios.FIONREAD, bytes(4)), sys.byteorder)
    except OSError:
        return 0


def why_no_screen(environment: Mapping[str, str]) -> str | None:
    """Say why the screen cannot be opened here, in lower case without a full stop; None if it can."""
    if environment.get("TERM", "") in _WITHOUT_A_CURSOR:
        return "the terminal cannot move its cursor (TERM is dumb or not set)"
    if sys.__stdin__ is None:
        return "standard input is closed"
    if find_output() is None:
        return "neither standard output nor standard error is a terminal"
    keys = find_input()
    if keys is None:
        return "there is no terminal to read keys from"
    if keys != sys.__stdin__.fileno():
        os.close(keys)
    return None


def _first_terminal(*streams: TextIO | None) -> int | None:
    for stream in streams:
        try:
            if stream is not None and stream.isatty():
                return stream.fileno()
        except (OSError, ValueError):
            continue
    return None


class Output:
    """A terminal to write on, through a description of its own: others who use it stay blocking.

    Args:
        number: A file descriptor of the terminal. It stays open.
    """

    def __init__(self, number: int) -> None:
        self._number = self._open_again(number)
        self._is_own = self._number != number

    @staticmethod
    def _open_again(number: int) -> int:
        """Open the terminal once more; where that is not allowed (after `su`, in a container) share it."""
        try:
            again = os.open(os.ttyname(number), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return number
        if os.fstat(again).st_rdev == os.fstat(number).st_rdev:
            return again
        os.close(again)
        return number

    def write(self, data: bytes) -> None:
        """Write all of `data`, however long the terminal takes.

        Raises:
            OSError: The terminal is gone.
        """
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._number, rest) :]
            except BlockingIOError:
                select.select([], [self._number], [])

    def close(self) -> None:
        """Close what was opened."""
        if self._is_own:
            os.close(self._number)
