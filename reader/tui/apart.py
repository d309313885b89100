"""What the draft of a long comparison leaves open, found in a process of its own: threads would take turns with the screen.

A story goes there and comes back analysed, over pipes of our own, in pieces so small that no key waits while one is packed
or unpacked. The process ends when nobody holds the other end of its pipe any more.
"""

import gc
import os
import select
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from reader.article import Article
from reader.reading import OpenStory, Reading, Rest, Version, add_rest, work_out_rest

if TYPE_CHECKING:
    import subprocess

_PIECE = 100
_LENGTH = 4
_PIPE_BYTES = 1 << 16

# By how much the process lets others go first: the screen above all, where there are fewer processors than work.
_YIELDING = 5

# How long to wait for a pipe before looking whether the work was stopped, in milliseconds.
_LOOK = 50


def complete_apart(reading: Reading) -> Reading | None:
    """Complete the draft of a comparison in another process; None where none can be had, or it came to nothing.

    Called in a thread; an exception raised in it ends the process.
    """
    from reader.sources.child import start_process

    try:
        process = start_process(__name__)
    except OSError:
        return None
    try:
        return add_rest(reading, _ask(process, reading))
    except (OSError, EOFError):
        return None
    finally:
        _end(process)


def _ask(process: "subprocess.Popen[bytes]", reading: Reading) -> Rest:
    assert process.stdin and process.stdout
    writer, reader = process.stdin.fileno(), process.stdout.fileno()
    for piece in _pack_story(reading.story, reading.old, reading.new):
        _write(writer, memoryview(piece))
    reading.draft  # noqa: B018, worked out meanwhile
    return _unpack_rest(lambda size: _read(reader, size), reading)


def _end(process: "subprocess.Popen[bytes]") -> None:
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
    process.kill()
    process.wait()


def _write(pipe: int, data: memoryview) -> None:
    poll = select.poll()
    poll.register(pipe, select.POLLOUT)
    while data:
        if poll.poll(_LOOK):
            data = data[os.write(pipe, data[:_PIPE_BYTES]) :]


def _read(pipe: int, size: int) -> bytes:
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    found = b""
    while len(found) < size:
        if poll.poll(_LOOK):
            piece = os.read(pipe, size - len(found))
            if not piece:
                raise EOFError
            found += piece
    return found


# -- what goes through the pipes: sequences, in pieces


def _pack(values: Sequence[Any]) -> Iterator[bytes]:
    import pickle

    for start in range(0, len(values), _PIECE):
        body = pickle.dumps(values[start : start + _PIECE], pickle.HIGHEST_PROTOCOL)
        yield len(body).to_bytes(_LENGTH, "big") + body
    yield bytes(_LENGTH)


def _unpack(read: Callable[[int], bytes]) -> Iterator[Any]:
    import pickle

    while size := int.from_bytes(read(_LENGTH), "big"):
        yield from pickle.loads(read(size))  # noqa: S301, both ends are this program


def _pack_story(story: OpenStory, old: int, new: int) -> Iterator[bytes]:
    yield from _pack((story.title, story.is_analysed, len(story.versions), old, new))
    for version in story.versions:
        yield from _pack(version.article._replace(paragraphs=()))
        yield from _pack(version.article.paragraphs)
        yield from _pack(version.quotations)


def _unpack_story(read: Callable[[int], bytes]) -> tuple[OpenStory, int, int]:
    title, is_analysed, count, old, new = _unpack(read)
    versions = []
    for _ in range(count):
        article = Article(*_unpack(read))._replace(paragraphs=tuple(_unpack(read)))
        versions.append(Version(article, tuple(_unpack(read))))
    return OpenStory(title, tuple(versions), is_analysed), old, new


def _pack_rest(rest: Rest, old: int, new: int) -> Iterator[bytes]:
    versions = rest.story.versions
    for version in versions:
        yield from _pack(version.quotations)
    for version in (versions[old], versions[new]):
        yield from _pack(version.touching)
        yield from _pack(version.quoted_spans)
        yield from _pack((version.words,))
    for values in (rest.story.voices, rest.ledger.pairs, rest.ledger.speakers):
        yield from _pack(values)


def _unpack_rest(read: Callable[[int], bytes], reading: Reading) -> Rest:
    from reader.ledger import Ledger

    story = reading.story
    versions = tuple(Version(version.article, tuple(_unpack(read))) for version in story.versions)
    for version in (versions[reading.old], versions[reading.new]):
        known = vars(version)
        known["touching"], known["quoted_spans"] = tuple(_unpack(read)), tuple(_unpack(read))
        (known["words"],) = _unpack(read)
    analysed = OpenStory(story.title, versions)
    vars(analysed)["voices"] = tuple(_unpack(read))
    return Rest(analysed, Ledger(tuple(_unpack(read)), tuple(_unpack(read))))


# -- the other end


def serve() -> None:
    """Find what one draft leaves open; end at once when nobody waits for it any more."""
    from reader.sources.worker import take_pipes

    asked, answers = take_pipes()
    os.nice(_YIELDING)
    story, old, new = _unpack_story(asked.read)
    threading.Thread(target=_end_with, args=(asked,), daemon=True).start()
    gc.freeze()
    rest = work_out_rest(story, old, new)
    for piece in _pack_rest(rest, old, new):
        answers.write(piece)
    answers.flush()
    os._exit(0)  # the thread holds what the interpreter would wait for


def _end_with(asked: BinaryIO) -> None:
    """End this process when the pipe that it was asked through is closed, at the latest with who asked."""
    asked.read(1)
    os._exit(1)
