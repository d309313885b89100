"""Bytes from a regular file or from standard input, and how the name of a file may be printed.

Nothing here can hang or run out of memory: only regular files are opened, and never more than `MAX_BYTES` are
read. Standard input is the exception to the first rule, because the user asked for it.
"""

import errno
import os
import stat
import sys

from reader.errors import SourceError
from reader.sources.beneath import look_at, open_descriptor
from reader.sources.bounds import MAX_BYTES
from reader.text import make_safe, show_invisible

STANDARD_INPUT = "-"
"""What stands for standard input wherever a path is taken."""

_REASONS = {
    errno.ENOENT: "no such file or folder",
    errno.ENOTDIR: "no such file or folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "is a link that leads back to itself",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENXIO: "is not a regular file",
    errno.EISDIR: "is a folder, and a file is wanted",
}

LONGEST_NAME = 600
"""Characters of a path that a message tells; the systems' own bound on a name is 255 bytes."""

_NAMED_CONTROLS = str.maketrans({"\t": "^I", "\n": "^J", "\r": "^M", "\x0c": "^L", "\x85": "<U+0085>"})


def printable_path(path: str) -> str:
    """Spell a path so that it fits on one line and cannot act on a terminal; only the path itself opens."""
    if path.isascii() and path.isprintable():
        return path  # as nearly all are; a large folder has a hundred thousand
    return show_invisible(make_safe(path.translate(_NAMED_CONTROLS))[0])


def source_error(path: str, reason: str | OSError | ValueError) -> SourceError:
    """Make the error for a path: its name spelt safely, its reason in the words of this program."""
    if isinstance(reason, OSError):
        number = reason.errno or 0
        reason = _REASONS.get(number) or os.strerror(number).lower()
    elif isinstance(reason, ValueError):
        reason = "is not a possible name for a file"
    return SourceError(_shorten(printable_path(path)), reason)


def _shorten(name: str) -> str:
    """Leave out the middle of a name so long that the reason behind it would not be found."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 2 :]}"


def read_bytes(path: str) -> bytes:
    """Read all of a regular file, or of standard input when `path` is `-`.

    Raises:
        SourceError: There is no such file, it may not be read, it is no regular file, or it weighs more than
            `MAX_BYTES`.
    """
    try:
        data = _read_standard_input() if path == STANDARD_INPUT else _read_regular_file(path)
    except (OSError, ValueError) as trouble:
        raise source_error(path, trouble) from None
    if len(data) > MAX_BYTES:
        raise _too_large(path)
    return data


def _read_standard_input() -> bytes:
    if sys.stdin is None:
        raise SourceError(STANDARD_INPUT, "standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _read_regular_file(path: str) -> bytes:
    # Looked at before it is opened, because opening alone can act on a device, and again after, because the
    # name may have changed hands in between; O_NONBLOCK keeps a pipe that got in from holding us up.
    _require_regular(path, look_at(path))
    descriptor = open_descriptor(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        size = _require_regular(path, os.fstat(descriptor))
        if size > MAX_BYTES:
            raise _too_large(path)
        return _read_at_most(descriptor, size)
    finally:
        os.close(descriptor)


def _too_large(path: str) -> SourceError:
    return source_error(path, f"is larger than {MAX_BYTES >> 20} MB, the most an article may be")


def _require_regular(path: str, status: os.stat_result) -> int:
    if stat.S_ISDIR(status.st_mode):
        raise source_error(path, "is a folder, and a file is wanted")
    if not stat.S_ISREG(status.st_mode):
        raise source_error(path, "is not a regular file")
    return status.st_size


def _read_at_most(descriptor: int, size: int) -> bytes:
    # The size is a guess: a file may grow while it is read, and those under /proc say 0.
    pieces, held = [], 0
    while held <= MAX_BYTES and (piece := os.read(descriptor, max(size + 1 - held, 1 << 16))):
        pieces.append(piece)
        held += len(piece)
    return b"".join(pieces)
