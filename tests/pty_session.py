"""A program run in a real pseudo-terminal that pyte draws: type keys, wait for what is shown, see what is left behind."""

import codecs
import contextlib
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = float(os.environ.get("PATIENCE", "30"))
"""How long a screen may take to show something; only a test that fails takes so long."""

PROGRAM = (sys.executable, "-m", "reader")
_USUAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}

ESCAPE = "\x1b[27u"
"""The escape key as it cannot be taken for the beginning of something else."""

QUIET_SECONDS = 0.06
"""How long nothing is sent before a screen counts as drawn."""

_SEQUENCE = re.compile(
    r"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]+[0-~]|\x1b[0-Z=>a-~\\]"
)
_MODES = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u|\x1b\]8;[^\x1b]*\x1b\\"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;?<>=$]*|\][^\x07\x1b]*\x1b?|\(?)?$")


class _Screen(pyte.Screen):
    """A screen that answers questions, as every terminal does."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, lines)
        self.answer = answer

    def write_process_input(self, data: str) -> None:
        self.answer(data)

    def report_device_status(self, mode: int, **options: Any) -> None:
        """Pyte does not know the private forms of the question."""
        if not options.get("private"):
            super().report_device_status(mode)


def as_seen(cell: Any) -> Any:
    """Return a cell without what a blank does not show: the colour and the weight that letters would have there."""
    if cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse:
        return cell
    if cell.fg == "default" and not (cell.bold or cell.italics or cell.blink):
        return cell
    return cell._replace(fg="default", bold=False, italics=False, blink=False)


class Session:
    """A command in a terminal of its own.

    Args:
        arguments: The words after `reader`.
        columns: Width in cells.
        lines: Height.
        environ: What differs from a plain environment; None takes a variable away.
        cwd: Where it runs.
        program: What is run instead of `reader`, before `arguments`.
        controls: Whether the terminal controls it: the kernel tells it when the terminal is gone.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 120,
        lines: int = 40,
        environ: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        program: Sequence[str] = PROGRAM,
        controls: bool = True,
    ) -> None:
        self.sent = ""
        self._is_hung_up = False
        self._ours, self._theirs = pty.openpty()
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._held = ""
        self.screen = _Screen(columns, lines, self._write)
        self._stream = pyte.Stream(self.screen)
        self._set_size(columns, lines)
        self.termios_before = termios.tcgetattr(self._theirs)
        kept = {
            key: value
            for key, value in os.environ.items()
            if key in ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV")
        }
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, (kept.get("PYTHONPATH", ""), str(ROOT))))
        self.child = subprocess.Popen(
            [*program, *arguments],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env={
                key: value
                for key, value in {**kept, **_USUAL, **(environ or {})}.items()
                if value is not None
            },
            cwd=cwd,
            start_new_session=True,
            preexec_fn=self._take_terminal if controls else None,
        )

    def _take_terminal(self) -> None:
        ioctl(self._theirs, termios.TIOCSCTTY, 0)

    def _set_size(self, columns: int, lines: int) -> None:
        ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _write(self, data: str) -> None:
        os.write(self._ours, data.encode())

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        if not self._is_hung_up:
            self.hang_up()

    # -- what is done

    def type(self, keys: str) -> None:
        """Press keys; `\\r` is enter."""
        self._write(keys)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal, as a window manager would."""
        self.screen.resize(lines, columns)
        self._set_size(columns, lines)
        os.killpg(self.child.pid, signal.SIGWINCH)

    def hang_up(self) -> None:
        """Close the terminal, as a window manager or a broken line would."""
        self._is_hung_up = True
        os.close(self._ours)
        os.close(self._theirs)

    def is_raw(self) -> bool:
        """Whether the terminal hands over each key as it is typed."""
        return not termios.tcgetattr(self._theirs)[3] & termios.ICANON

    def cpu_ticks(self) -> int:
        """Return the time that the program took, in hundredths of a second as a rule."""
        fields = Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def is_working(self) -> bool:
        """Whether a key waits to be read, or a thread of the program runs or waits for a processor or a disk."""
        if struct.unpack("i", ioctl(self._theirs, termios.FIONREAD, b"\0" * 4))[0]:
            return True
        in_front = os.tcgetpgrp(self._ours)  # as a shell sees it: its job, whose leader is the program
        for pid in {self.child.pid, in_front}:
            for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
                with contextlib.suppress(OSError):
                    if stat.read_text().rsplit(")", 1)[1].split()[0] in "RD":
                        return True
        return False

    # -- what is seen

    def cells(self) -> list[list[Any]]:
        """The screen cell by cell, with colours and attributes as they are seen."""
        columns, lines = self.screen.columns, self.screen.lines
        return [[as_seen(self.screen.buffer[y][x]) for x in range(columns)] for y in range(lines)]

    @property
    def rows(self) -> list[str]:
        """The rows of the screen, without white space at their ends."""
        # Not `display`: it asserts what does not hold for a wide character cut by the edge.
        across, buffer = range(self.screen.columns), self.screen.buffer
        return ["".join(buffer[y][x].data for x in across).rstrip() for y in range(self.screen.lines)]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        data = self._decode(os.read(self._ours, 65536))
        self.sent += data
        self.draw(data)
        return True

    def draw(self, text: str) -> None:
        """Put on the glass what the program sent, or somebody else; a sequence that is cut waits for its end."""
        text = self._held + text
        cut = begun.start() if (begun := _UNFINISHED.search(text)) else len(text)
        text, self._held = text[:cut], text[cut:]
        if "\x1b[?2026$p" in text:
            self.screen.answer("\x1b[?2026;2$y")
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", text))

    def wait_for(self, *wanted: str, gone: str = "", patience_seconds: float = PATIENCE_SECONDS) -> str:
        """Wait until the screen shows all of `wanted` and no longer `gone`; returns the screen."""
        return self.wait_until(
            lambda text: all(words in text for words in wanted) and not (gone and gone in text),
            f"{wanted!r}" + (f" without {gone!r}" if gone else ""),
            patience_seconds,
        )

    def wait_until(
        self, holds: Callable[[str], bool], what: str = "a change", patience_seconds: float = PATIENCE_SECONDS
    ) -> str:
        """Wait until something holds of the screen at a moment when nothing is being sent; returns the screen."""
        deadline = time.monotonic() + patience_seconds
        while True:
            while self._read(QUIET_SECONDS) and time.monotonic() < deadline:
                pass
            if holds(self.text):
                return self.text
            if self.child.poll() is not None and not self._read(QUIET_SECONDS):
                raise AssertionError(
                    f"ended with {self.child.returncode} before {what}; the screen shows:\n{self.text}"
                )
            if time.monotonic() > deadline:
                raise AssertionError(f"never saw {what}; the screen shows:\n{self.text}")

    def rest(self, seconds: float) -> None:
        """Take in what comes for some time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if self._is_hung_up:
                time.sleep(left)
            else:
                self._read(left)

    def settle(self) -> None:
        """Take in what comes until the program was quiet for a while and has nothing to work on; not for one that ends."""
        settle(self)

    def wait_for_end(self, patience_seconds: float = PATIENCE_SECONDS) -> int:
        """Wait until the program has ended and all it sent is drawn; returns its exit status."""
        deadline = time.monotonic() + patience_seconds
        while self.child.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"never ended; the screen shows:\n{self.text}")
            self.rest(0.05)
        while not self._is_hung_up and self._read(0.1):
            pass
        return int(self.child.returncode)

    # -- what is left behind

    def assert_left_as_it_was(self) -> None:
        """The terminal is as it was: its line discipline, every mode, the cursor, the pen, and nothing typed for the shell."""
        assert termios.tcgetattr(self._theirs) == self.termios_before
        modes: dict[str, str] = {}
        for numbers, switch in _MODES.findall(self.sent):
            modes.update(dict.fromkeys(numbers.split(";"), switch))
        on_by_nature = {"7", "25"}
        left = {mode: s for mode, s in modes.items() if s != ("h" if mode in on_by_nature else "l")}
        assert not left, f"modes left switched: {left}"
        assert len(re.findall(r"\x1b\[>\d+u", self.sent)) == self.sent.count("\x1b[<u"), (
            "the keyboard's protocol"
        )
        pens = re.findall(r"\x1b\[([0-9;:]*)m", self.sent)
        assert not pens or pens[-1] in ("", "0"), f"the pen is left at {pens[-1]!r}"
        assert self._unread() == b"", "answers are left for the shell"

    def _unread(self) -> bytes:
        """What the next program would read from the terminal."""
        before = termios.tcgetattr(self._theirs)
        raw = [*before]
        raw[3] = before[3] & ~termios.ICANON
        termios.tcsetattr(self._theirs, termios.TCSANOW, raw)
        try:
            return os.read(self._theirs, 1024) if select.select([self._theirs], [], [], 0)[0] else b""
        finally:
            termios.tcsetattr(self._theirs, termios.TCSANOW, before)

    def drawn(self) -> str:
        """Return all characters that were ever sent, sequences of the program's own left out."""
        return _SEQUENCE.sub("", self.sent)

    def sequences(self) -> list[str]:
        """Return all control sequences that were ever sent."""
        return _SEQUENCE.findall(self.sent)


def settle(*sessions: Session) -> None:
    """Take in what comes until all were quiet for a while and have nothing to work on."""
    quiet = 0
    while quiet < 3:
        before = [(len(session.sent), session.cpu_ticks()) for session in sessions]
        for session in sessions:
            session.rest(0.02)
        is_quiet = before == [(len(session.sent), session.cpu_ticks()) for session in sessions]
        quiet = quiet + 1 if is_quiet and not any(session.is_working() for session in sessions) else 0


def wait_for_the_same(own: Session, other: Session, what: str) -> None:
    """Wait until both terminals show the same, cell by cell; `what` led there."""
    try:
        own.wait_until(lambda _: own.cells() == (other.rest(0.01), other.cells())[1], "the same")
    except AssertionError:
        assert own.text == other.text, what
        raise AssertionError(f"other colours or attributes after {what}") from None
