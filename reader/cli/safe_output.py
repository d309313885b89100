"""The second line of defence of every command: bytes go in, and nothing goes out that acts on a terminal but our own colours.

The first line is `reader.text`, which makes text safe when it is read and when it is shown. Whatever may slip through there, by
a path, a setting or a message of the system, is named here at the last moment as `less` would name it.
"""

import io
import re
from functools import cache
from typing import Any

_PLAIN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_HIGH = bytes(range(0x80, 0x100))
_SGR = rb"\x1b\[[0-9;:]*m"
_C1 = rb"\xc2[\x80-\x9f]"
# Embeddings, overrides and isolates of direction.
_TURNING = (rb"\xe2\x80[\xaa-\xae]", rb"\xe2\x81[\xa6-\xa9]")


def _is_harmless(data: bytes) -> bool:
    rest = data.translate(None, _PLAIN)
    if not rest:
        return True
    if rest.translate(None, _HIGH):
        return False
    has_first_byte = b"\xc2" in rest or b"\xe2" in rest
    return not has_first_byte or not any(odd.search(rest) for odd in _odd())


@cache
def _odd() -> tuple[re.Pattern[bytes], ...]:
    """Compile the sequences when they are needed; apart, for each is found by its first byte, and quickly."""
    return tuple(map(re.compile, (_C1, *_TURNING)))


@cache
def _colors() -> re.Pattern[bytes]:
    return re.compile(_SGR)


@cache
def _acting(rewrites: bool) -> re.Pattern[bytes]:
    own = _SGR + (rb"|\x1b\[K|\r" if rewrites else b"")
    return re.compile(rb"(" + own + rb")|[\x00-\x08\x0b-\x1f\x7f]|" + b"|".join((_C1, *_TURNING)))


def _name(match: re.Match[bytes]) -> bytes:
    if match[1] is not None:
        return match[1]
    code = ord(match[0].decode("utf-8"))
    if code < 0x20:
        return b"^" + bytes((code + 0x40,))
    return b"^?" if code == 0x7F else f"<U+{code:04X}>".encode()


class SafeOutput(io.BufferedIOBase):
    """A stream to write on that names what acts on a terminal; colours (SGR) pass.

    Args:
        stream: Where the rest goes. It stays open, and alive.
        rewrites: Whether a line may be written over, as progress does: a carriage return, and erasing to the end of a line.
    """

    def __init__(self, stream: io.TextIOWrapper, *, rewrites: bool = False) -> None:
        self._stream = stream
        self._out = stream.buffer
        self._rewrites = rewrites

    def writable(self) -> bool:
        """Say that it can be written on."""
        return True

    def write(self, data: Any) -> int:
        """Write what is harmless, and the rest by its names; `data` holds whole characters and sequences."""
        is_harmless = _is_harmless(data) or _is_harmless(_colors().sub(b"", data))
        self._out.write(data if is_harmless else _acting(self._rewrites).sub(_name, data))
        return len(data)

    def flush(self) -> None:
        """Pass on what is held back."""
        self._out.flush()

    def fileno(self) -> int:
        """Return the descriptor behind it."""
        return self._out.fileno()

    def isatty(self) -> bool:
        """Tell whether a terminal is behind it."""
        return self._out.isatty()


def make_safe_stream(stream: io.TextIOWrapper, *, rewrites: bool = False) -> io.TextIOWrapper:
    """Return a stream that writes where `stream` does, in UTF-8, and is safe."""
    safe: Any = SafeOutput(stream, rewrites=rewrites)
    return io.TextIOWrapper(
        safe,
        encoding="utf-8",
        errors="replace",
        newline="\n",
        line_buffering=stream.line_buffering,
    )
