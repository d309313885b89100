"""From the words of a command line to an exit status; the screen is imported only to open it.

Exit statuses: 0 done; `diff` 1 when the versions differ; 2 trouble, one line on standard error; 130 interrupted; 141 the reader
of a pipe went away.
"""

import os
import signal
import sys
from collections.abc import Sequence

from reader.cli.arguments import parse
from reader.cli.printing import one_line
from reader.errors import ReaderError

TROUBLE = 2
INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 128 + signal.SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status.

    Args:
        argv: The words after the program's name; the process's own when None.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
        status = int(arguments.run(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except ReaderError as trouble:
        print(f"reader: {one_line(str(trouble))}", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give it a place to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as trouble:
        print(f"reader: {one_line(_describe(trouble))}", file=sys.stderr)
        return TROUBLE
    return status


def _describe(trouble: OSError) -> str:
    what = trouble.strerror or str(trouble)
    return f"{trouble.filename}: {what}" if trouble.filename else f"standard output: {what}"


def entry() -> None:
    """Run the process's command line and end the process with its exit status."""
    sys.exit(main())
