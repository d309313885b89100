"""A process of its own for documents that have to be taken apart by large libraries, bounded in time and memory.

A hostile page can make a parser loop, eat memory or crash. All that ends with this process: the reader says so in
one line and starts another one for the next document. It lives on between documents, because its libraries take
longer to load than most pages take to read.
"""

import json
import os
import select
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from reader.sources.bounds import (
    CHILD_SECONDS,
    CHILD_START_SECONDS,
    CHILD_TASKS,
    CHILD_WALL_SECONDS,
    MAX_BYTES,
    PDF_SECONDS,
)

if TYPE_CHECKING:
    import subprocess

# Never the folder that is read: a module in it would be run.
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from {} import serve; serve()"
_LENGTH = 8
# How it ends when it has used up its processor time.
_OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGXCPU)
_PIECE = 1 << 16
# What a document is made into can hardly be longer than this; it is JSON.
_MAX_ANSWER = 8 * MAX_BYTES


class ChildError(Exception):
    """A document could not be taken apart in the bounds that are set, or not at all; says why in a few words."""


class Child:
    """A process that takes documents apart, one after the other; any thread may ask it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._tasks = 0
        self._lock = threading.Lock()

    def ask(self, task: str, data: bytes, **hints: str) -> Any:
        """Have a document taken apart.

        Args:
            task: A key of `reader.sources.worker.TASKS`.
            data: The document.
            hints: What else the task wants to know.

        Returns:
            What the task returned, as it comes through JSON.

        Raises:
            ChildError: It took too long or too much memory, or the task raised a `BrokenError`.
        """
        seconds = PDF_SECONDS if task == "pdf" else CHILD_SECONDS
        with self._lock:
            try:
                process = self._running()
            except OSError:
                raise ChildError("no process could be started to take it apart") from None
            allowed = seconds + (CHILD_START_SECONDS if self._tasks == 1 else 0)
            head = json.dumps({"task": task, "hints": hints, "seconds": allowed}).encode()
            try:
                answer = self._exchange(process, head, data)
            except TimeoutError:
                self.stop()
                raise ChildError(f"it takes longer than {CHILD_WALL_SECONDS:g} seconds") from None
            except (OSError, EOFError):
                ended = _wait_for_end(process)
                self.stop()
                if ended in _OUT_OF_TIME:
                    raise ChildError(f"it takes longer than {seconds:g} seconds") from None
                raise ChildError("it takes too much memory") from None
            except BaseException:
                self.stop()
                raise
        told = json.loads(answer)
        if "trouble" in told:
            raise ChildError(told["trouble"])
        return told["value"]

    def stop(self) -> None:
        """End the process; the next question starts another."""
        process, self._process = self._process, None
        if process:
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
            process.kill()
            process.wait()

    def _exchange(self, process: "subprocess.Popen[bytes]", head: bytes, data: bytes) -> bytes:
        assert process.stdin and process.stdout
        deadline = time.monotonic() + CHILD_WALL_SECONDS
        writer, reader = process.stdin.fileno(), process.stdout.fileno()
        for piece in (_length(head), head, _length(data), data):
            _write(writer, memoryview(piece), deadline)
        size = int.from_bytes(_read(reader, _LENGTH, deadline), "big")
        if size > _MAX_ANSWER:
            raise EOFError
        return _read(reader, size, deadline)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process and (self._tasks >= CHILD_TASKS or self._process.poll() is not None):
            self.stop()
        if not self._process:
            self._process = _start()
            self._tasks = 0
        self._tasks += 1
        return self._process


def _start() -> "subprocess.Popen[bytes]":
    import atexit

    atexit.register(child.stop)
    return start_process("reader.sources.worker")


def start_process(module: str) -> "subprocess.Popen[bytes]":
    """Start a Python of its own that calls the function `serve` of a module.

    Args:
        module: A module of this package.

    Returns:
        The process. Its standard input and output are pipes that never block here; what it says of errors goes nowhere.

    Raises:
        OSError: No process can be had, or the program is frozen and has no Python to start.
    """
    import subprocess

    if not sys.executable or getattr(sys, "frozen", False):
        raise OSError("there is no Python to start")
    path = json.dumps([folder for folder in sys.path if folder])
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START.format(module), path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
    )
    assert process.stdin and process.stdout
    for stream in (process.stdin, process.stdout):
        os.set_blocking(stream.fileno(), False)
    return process


def _wait_for_end(process: "subprocess.Popen[bytes]") -> int | None:
    """Wait a moment for a process that closed its pipes to end; say how it did, as `returncode`."""
    from subprocess import TimeoutExpired

    try:
        return process.wait(1)
    except TimeoutExpired:
        return None


def _length(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH, "big")


def _wait(deadline: float, *, reader: int | None = None, writer: int | None = None) -> None:
    poll = select.poll()
    if reader is not None:
        poll.register(reader, select.POLLIN)
    if writer is not None:
        poll.register(writer, select.POLLOUT)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _write(writer: int, data: memoryview, deadline: float) -> None:
    while data:
        _wait(deadline, writer=writer)
        data = data[os.write(writer, data[:_PIECE]) :]


def _read(reader: int, size: int, deadline: float) -> bytes:
    pieces = []
    while size:
        _wait(deadline, reader=reader)
        piece = os.read(reader, min(size, _PIECE))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


child = Child()
"""The one process of this program."""
