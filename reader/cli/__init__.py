"""From the words of a command line to an exit status; the screen is imported only to open it.

Exit statuses: 0 done; `diff` 1 when the versions differ; 2 trouble, one line on standard error; 130 interrupted; 141 the reader
of a pipe went away.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence

from reader.cli.arguments import parse
from reader.cli.safe_output import make_safe_stream
from reader.errors import ReaderError
from reader.text import one_line

TROUBLE = 2
# 128 + SIGINT and 128 + SIGPIPE, as shells count them; the module `signal` would cost more than a small command has to spare.
INTERRUPTED = 128 + 2
PIPE_CLOSED = 128 + 13


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status.

    Args:
        argv: The words after the program's name; the process's own when None.
    """
    standing = sys.stdout, sys.stderr
    _prepare_streams()
    try:
        return _main(sys.argv[1:] if argv is None else argv)
    finally:
        try:  # noqa: SIM105, contextlib is slow to import
            # What was said last is still held back while the screen's objects hold the stream.
            sys.stderr.flush()
        except (OSError, ValueError):
            pass
        sys.stdout, sys.stderr = standing


def _main(argv: Sequence[str]) -> int:
    try:
        return _run(argv)
    except ReaderError as trouble:
        print(f"reader: {one_line(str(trouble))}", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except OSError as trouble:
        _drop_output()
        print(f"reader: {one_line(_describe(trouble))}", file=sys.stderr)
        return TROUBLE


def _prepare_streams() -> None:
    """Make both streams safe and speak UTF-8; one that was closed before the start swallows what is printed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            stream = open(os.devnull, "w")  # noqa: PTH123, SIM115, pathlib is slow to import
        if isinstance(stream, io.TextIOWrapper):
            stream = make_safe_stream(stream, rewrites=name == "stderr")
        setattr(sys, name, stream)


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = parse(argv)
        status = int(arguments.run(arguments))
    except SystemExit as answered:
        status = int(answered.code or 0)
    sys.stdout.flush()
    return status


def _drop_output() -> None:
    """Give what could not be printed another place to go, for Python flushes standard output once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _describe(trouble: OSError) -> str:
    what = trouble.strerror or str(trouble)
    return f"{trouble.filename}: {what}" if trouble.filename else f"standard output: {what}"


def entry() -> None:
    """Run the process's command line and end the process with its exit status."""
    # What commands make holds no cycles, so looking for some so often only costs time.
    gc.set_threshold(50_000, 20, 20)
    sys.exit(main())
