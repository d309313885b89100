"""`reader --kiosk FOLDER`: the screen for strangers, as the forced command of an SSH server.

Whoever sits there reads one folder. Nothing they type, send or set leads to another file, a program, the network or a shell,
and nothing is written but what `--state DIR` names.
"""

import hashlib
import os
import signal
import sys
from argparse import Namespace

from reader.cli.printing import is_terminal
from reader.cli.sandbox import Walls, enter, own_parts
from reader.errors import ReaderError, UsageError
from reader.sources.beneath import confine, is_beneath
from reader.sources.stream import source_error
from reader.text import one_line

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH103, PTH112, PTH118

_KEPT = ("TERM", "COLORTERM", "LANG", "NO_COLOR", "SSH_CONNECTION")
"""What of the environment is kept. A client may set anything that the server accepts, and libraries listen to many names:
for a log file to write, a driver to load, an editor to start."""

_TROUBLE = 2


def run_kiosk(arguments: Namespace) -> int:
    """Open the kiosk, and end the process when it is left.

    Raises:
        UsageError: More was asked for than one folder, or there is no terminal.
        SourceError: There is no such folder.
    """
    folder, state = _find_folders(arguments)
    if not is_terminal(sys.stdin) or not is_terminal(sys.stdout):
        raise UsageError("a kiosk needs a terminal, and shows nothing without (ssh -t asks for one)")
    from reader.tui.terminal import why_no_screen

    if reason := why_no_screen(os.environ):
        raise UsageError(f"a kiosk needs a terminal: {reason}")
    _leave_behind(state)
    os.chdir(folder)
    confine(folder)
    terminal = os.ttyname(sys.stdin.fileno())
    writable = ["/dev/tty", "/dev/null", terminal, *([state] if state else [])]
    runnable = [sys.executable, os.path.realpath(sys.executable)]
    enter(Walls([folder, *own_parts()], writable, runnable))
    # The process ends here and not in the interpreter, which may be told to stay and take commands (PYTHONINSPECT).
    status = _TROUBLE
    try:
        status = _open(arguments, state)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _find_folders(arguments: Namespace) -> tuple[str, str | None]:
    """Return the folder that is read and the one that is written, both without links; the latter is made."""
    if arguments.paths or arguments.sample or arguments.library:
        named = (
            *arguments.paths,
            *(["--sample"] if arguments.sample else []),
            arguments.library or "--library",
        )[0]
        raise UsageError(f"{named}: a kiosk opens its folder and nothing else")
    folder = os.path.realpath(arguments.kiosk)
    if not os.path.isdir(folder):
        raise source_error(arguments.kiosk, "is not a folder" if os.path.exists(folder) else "no such folder")  # noqa: PTH110
    if arguments.state is None:
        return folder, None
    # A library of another folder may hold what this one does not: each has its own.
    name = hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()
    state = os.path.join(os.path.realpath(arguments.state), f"kiosk-{name}")
    if is_beneath(state, folder):
        raise UsageError(f"{arguments.state}: what is written may not lie in the folder that is read")
    try:
        os.makedirs(state, mode=0o700, exist_ok=True)
    except OSError as trouble:
        raise source_error(arguments.state, trouble) from None
    return folder, state


def _leave_behind(state: str | None) -> None:
    """Forget the environment but for what the terminal needs, and be deaf to what would stop the process or keep its memory."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith("LC_")}
    os.environ.clear()
    os.environ.update(kept)
    if state:
        os.environ["SQLITE_TMPDIR"] = state
    os.umask(0o077)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open(arguments: Namespace, state: str | None) -> int:
    try:
        from reader.tui.kiosk import open_kiosk

        return open_kiosk(theme=arguments.theme, library=state)
    except ReaderError as trouble:
        print(f"reader: {one_line(str(trouble))}", file=sys.stderr)
    except Exception as fault:
        # A traceback would tell a stranger of the machine.
        print(f"reader: the kiosk had to end ({type(fault).__name__})", file=sys.stderr)
    return _TROUBLE
