"""Much work of one kind spread over the processors: a function and how often it is to be called in, its answers in order out."""

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from typing import Any, BinaryIO, NamedTuple, TypeVar

# `os` stands here for pathlib and subprocess: a copy of this process shares its memory.
# ruff: noqa: S301

T = TypeVar("T")

LEAST_SPREAD = 1_000
"""From how many pieces on it is worth starting other processes: starting them takes as long as some twenty pieces."""

# More would rather fight for the memory than help.
_MOST_PROCESSES = 8
_CHUNK = 50
_LENGTH = 8
# So many bytes of answers may wait in each pipe, so that nobody waits while what came before is written down.
_PIPE_BYTES = 1 << 20


class _Helper(NamedTuple):
    """A copy of this process that works on every so manyth chunk.

    Attributes:
        number: Its process.
        answers: Where its answers come from, a chunk at a time.
    """

    number: int
    answers: BinaryIO


def spread(work: Callable[[int], T], count: int) -> Generator[T, None, None]:
    """Yield `work(0)`, `work(1)` and so on, worked out in as many processes as there are processors.

    Args:
        work: A function that takes a millisecond or so and changes nothing; what it returns can be pickled. The processes are
            copies of this one: what it needs it has. What one of them cannot do (it is out of memory, say) is done here.
        count: How often it is called.
    """
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1)
    if count < LEAST_SPREAD or processes < 2 or not _can_copy():
        yield from map(work, range(count))
        return
    chunks = [range(start, min(start + _CHUNK, count)) for start in range(0, count, _CHUNK)]
    helpers: list[_Helper] = []
    # What is there already is looked at by no collector again, so that the copies go on sharing its memory.
    gc.freeze()
    try:
        with contextlib.suppress(OSError):
            for first in range(processes):
                helpers.append(_start(work, chunks[first::processes]))
        for number, chunk in enumerate(chunks):
            answers = _receive(helpers, number % processes)
            yield from map(work, chunk) if answers is None else answers
    finally:
        gc.unfreeze()
        _end(helpers)


def _can_copy() -> bool:
    """Tell whether this process can be copied: another thread could hold a lock that nobody would ever release in the copy.

    Outside of Linux the system's libraries have threads of their own.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _start(work: Callable[[int], object], chunks: Sequence[range]) -> _Helper:
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        try:
            os.close(reading)
            _serve(work, chunks, writing)
        finally:
            # Nothing of what this process is a copy of may be flushed or tidied up twice.
            os._exit(0)
    os.close(writing)
    return _Helper(number, open(reading, "rb"))  # noqa: PTH123, it is a pipe


def _serve(work: Callable[[int], object], chunks: Sequence[range], writing: int) -> None:
    """Write down the answers to each chunk; stop at the first that there is none to, or when nobody listens any more."""
    # Ctrl+c is for the process that waits for the answers; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _widen(writing)
    with contextlib.suppress(Exception), open(writing, "wb") as answers:
        for chunk in chunks:
            body = pickle.dumps([work(number) for number in chunk], pickle.HIGHEST_PROTOCOL)
            answers.write(len(body).to_bytes(_LENGTH, "big") + body)
            answers.flush()


def _widen(pipe: int) -> None:
    import fcntl

    with contextlib.suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _receive(helpers: Sequence[_Helper], number: int) -> list[Any] | None:
    """Take a helper's answers to its next chunk; None when it has ended, or never began."""
    if number >= len(helpers):
        return None
    answers = helpers[number].answers
    length = answers.read(_LENGTH)
    size = int.from_bytes(length, "big")
    body = answers.read(size)
    if len(length) < _LENGTH or len(body) < size:
        return None
    return pickle.loads(body)  # type: ignore[no-any-return]


def _end(helpers: Sequence[_Helper]) -> None:
    for helper in helpers:
        helper.answers.close()
        with contextlib.suppress(OSError):
            os.kill(helper.number, signal.SIGTERM)
        with contextlib.suppress(OSError):
            os.waitpid(helper.number, 0)
