"""The other end of `reader.sources.child`: reads documents from a pipe, and writes what is in them to another.

Nothing here is trusted with more than it needs: memory and processor time are bounded before the first byte is
read, and what the libraries print goes nowhere.
"""

import json
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from reader.sources.bounds import CHILD_BYTES, MAX_LINES


class BrokenError(ValueError):
    """A document that cannot be read; says why, in words that follow the name of a file."""


def _read_page(data: bytes, **hints: str) -> Any:
    from reader.sources.page import read_page

    return [read_page(data, **hints)]


def _read_mail(data: bytes, **hints: str) -> Any:
    from reader.sources.mail import read_mail

    return [read_mail(data)]


def _read_zip(data: bytes, **hints: str) -> Any:
    from reader.sources.archive import read_archive

    return read_archive(data)


def _read_pdf(data: bytes, **hints: str) -> Any:
    from reader.sources.pdf import read_pdf

    return [read_pdf(data)]


TASKS: dict[str, Callable[..., Any]] = {
    "page": _read_page,
    "mail": _read_mail,
    "zip": _read_zip,
    "pdf": _read_pdf,
}
"""What can be asked; each takes the bytes of a document and returns a list of `Found`.

Raises:
    BrokenError: It cannot be read.
"""


def serve() -> None:
    """Answer questions until nobody asks any more."""
    asked, answers = take_pipes()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (head := _take(asked)) is not None:
        question = json.loads(head)
        data = _take(asked)
        if data is None:
            return
        with _limited(question["seconds"]):
            answer = json.dumps(answer_question(question["task"], data, question["hints"])).encode()
        del data
        answers.write(len(answer).to_bytes(8, "big"))
        answers.write(answer)
        answers.flush()


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for questions and answers alone; what libraries print goes nowhere, ctrl+c is not for us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return asked, answers


def answer_question(task: str, data: bytes, hints: dict[str, str]) -> dict[str, Any]:
    """Do a task, and say in `value` what came of it or in `trouble` why nothing did."""
    try:
        founds = TASKS[task](data, **hints)
        if sum(len(found.paragraphs) for found in founds) > MAX_LINES:
            raise BrokenError(f"has more than {MAX_LINES:,} paragraphs, the most an article may have")
        return {"value": founds}
    except BrokenError as trouble:
        return {"trouble": str(trouble)}
    except MemoryError:
        return {"trouble": "it takes too much memory"}
    except Exception:  # whatever a library raises on a broken document
        return {"trouble": "it is broken"}


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """End the process when what is done here takes more processor time; what waits for others costs nothing."""
    # No time at all would switch the timer off.
    signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.001))
    _allow_seconds(2 * seconds + 1)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def _allow_seconds(seconds: float) -> None:
    """Let the process run for some more seconds of processor time, in case that a library stops the timer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most)
    )


def _take(stream: Any) -> bytes | None:
    length = stream.read(8)
    if len(length) < 8:
        return None
    size = int.from_bytes(length, "big")
    data: bytes = stream.read(size)
    return data if len(data) == size else None
