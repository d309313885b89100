"""Much work of one kind spread over the processors: a function and how often it is to be called in, its answers in order out."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")

LEAST_SPREAD = 2_000
"""From how many pieces on it is worth starting other processes: starting them takes as long as some fifty pieces."""

# More would rather fight for the memory than help.
_MOST_PROCESSES = 8
_CHUNK = 50

_work: Callable[[int], object] | None = None


def spread(work: Callable[[int], T], count: int) -> Iterator[T]:
    """Yield `work(0)`, `work(1)` and so on, worked out in as many processes as there are processors.

    Args:
        work: A pure function that takes a millisecond or so. The processes are copies of this one: what it needs it has.
        count: How often it is called.
    """
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1)
    # Elsewhere a process with threads of its own, as the system's libraries have, cannot be copied safely.
    if count < LEAST_SPREAD or processes < 2 or sys.platform != "linux":
        yield from map(work, range(count))
        return
    import multiprocessing

    global _work
    _work = work
    # What is there already is looked at by no collector again, so that the copies go on sharing its memory.
    gc.collect()
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(processes, _begin) as pool:
            yield from pool.imap(_do, range(count), _CHUNK)
    finally:
        _work = None
        gc.unfreeze()


def _begin() -> None:
    """Leave ctrl+c to the process that waits for the answers; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(number: int) -> object:
    assert _work is not None
    return _work(number)
