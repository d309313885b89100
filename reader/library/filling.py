"""Many files opened and grouped by a process of its own: when it has ended, the library knows them and their stories.

A process that has threads, as the screen has, cannot be copied to use all processors (see `reader.library.spread`); this one can.
It ends, with all copies of it, when whoever asked for it does.
"""

import contextlib
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

MANY = 3_000
"""From how many files on it is worth starting a process for them."""

# Never the folder that is read: a module in it would be run.
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from reader.library.filling import serve; serve()"

# How often who asked looks whether the answer is still wanted, the process whether somebody still waits for it, and how often
# it says how far it is.
_LOOK_SECONDS, _WATCH_SECONDS, _TELL_SECONDS = 0.05, 0.2, 0.2

Told = Callable[[bool, int, int], None]
"""Is told whether files are being grouped, rather than opened, how many are done, and of how many."""


def fill(folder: str, files: Sequence[str], tell: Told) -> None:
    """Have files opened and grouped, and wait for it; where that cannot be done elsewhere nothing happens.

    Args:
        folder: The library's.
        files: Paths as the user wrote them, or as they were found in a folder.
        tell: Told how far it is. What it raises ends the process.
    """
    import subprocess

    path = json.dumps([folder for folder in sys.path if folder])
    question = json.dumps([os.getpid(), folder, list(files)]).encode()
    with contextlib.suppress(OSError):
        # A group of its own: what is sent to its number ends its copies, and what they have started, as well.
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            process_group=0,
        )
        try:
            _ask(process, question, tell)
        finally:
            _end(process)


def _ask(process: "subprocess.Popen[bytes]", question: bytes, tell: Told) -> None:
    assert process.stdin and process.stdout
    process.stdin.write(len(question).to_bytes(8, "big"))
    left = memoryview(question)
    while left:
        left = left[process.stdin.write(left[: 1 << 16]) :]
    said, last = b"", [0, 0, 0]
    while True:
        # Whoever wants it to stop is heard only between two looks.
        if select.select([process.stdout], [], [], _LOOK_SECONDS)[0]:
            piece = process.stdout.read(1 << 12)
            if not piece:
                return
            *lines, said = (said + piece).split(b"\n")
            last = [*map(int, lines[-1].split())] if lines else last
        tell(bool(last[0]), last[1], last[2])


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()


# -- the other end


def serve() -> None:
    """Do what is asked on standard input, and say on standard output how far it is."""
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    asker, folder, files = json.loads(sys.stdin.buffer.read(size))
    _end_with(asker)
    from reader.library import open_library
    from reader.library.derived import group_articles

    library = open_library(folder)
    articles, _ = library.open_files(files, _Telling(False))
    if articles:
        group_articles(library.articles, articles, _Telling(True))


def _end_with(asker: int) -> None:
    """Look from time to time whether a process is there, and end when it is not."""

    def look(number: int, frame: object) -> None:
        if os.getppid() != asker:
            os.killpg(0, signal.SIGKILL)

    # No thread, which would be in the way of copies; they do not inherit the alarm.
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _WATCH_SECONDS, _WATCH_SECONDS)


class _Telling:
    """Writes down how far something is, not too often."""

    def __init__(self, is_grouping: bool) -> None:
        self._is_grouping, self._told_at = is_grouping, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told_at >= _TELL_SECONDS:
            self._told_at = now
            sys.stdout.write(f"{self._is_grouping:d} {done} {total}\n")
            sys.stdout.flush()
