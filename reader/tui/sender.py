"""The thread that owns what is sent to the terminal: it is left notes and sends what is due.

Notes may be left from any thread and from signal handlers; leaving one never waits (`queue.SimpleQueue.put`
is reentrant).
"""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import NamedTuple, assert_never

from reader.tui.difference import find_difference, shortest_move
from reader.tui.frame import Frame, blank_frame, unknown_frame
from reader.tui.pacing import PATIENCE_SECONDS, Pacer
from reader.tui.terminal import MULTIPLEXER_BYTES_PER_SECOND, Output, Terminal

# Undoes whatever another program may have left switched on, and clears: ASCII in both sets (so that no lone
# control has to choose between them), replace instead of insert, absolute lines, no wrapping, no cursor, plain
# pen, margins at the edges.
_RESET = "\x1b(B\x1b)B\x1b[4l\x1b[?6l\x1b[?7l\x1b[?25l\x1b[m\x1b[r\x1b[2J"

_ATOMIC_BEGIN, _ATOMIC_END = "\x1b[?2026h", "\x1b[?2026l"

# An update shorter than this arrives in one piece anyway.
_LEAST_ATOMIC = 256

# Questions are told apart by the column where they are asked; few columns, so that they have few digits.
_MOST_COLUMNS = 50

# So long after a change of its size a terminal may still answer from a line that it has no more; and so long a
# frame of the new size is awaited before the old one is drawn again.
_RESIZED_SECONDS = 3.0
_NEW_SIZE_SECONDS = 0.15

# So much sooner than the news of its size an answer may come that a terminal of that size gave; and so long at most
# is a frame that puts its screen right held back for answers.
_EARLY_ANSWER_SECONDS = 1.0
_LONGEST_WRONG_SECONDS = 0.5

# A terminal that takes no bytes for so long when the program ends gets none any more.
_STUCK_SECONDS = 1.0


class _Show(NamedTuple):
    frame: Frame
    is_atomic: bool


class _Write(NamedTuple):
    data: str


class _Answer(NamedTuple):
    x: int
    y: int
    at: float


class _Settle(NamedTuple):
    """Draw no more, and say when no answer is out."""

    done: threading.Event


class _Flush(NamedTuple):
    done: threading.Event


class _Repaint(NamedTuple):
    """Draw everything anew."""


class _Distrust(NamedTuple):
    """Draw everything with the next frame, or soon without one."""


class _Stop(NamedTuple):
    pass


_Note = _Show | _Write | _Answer | _Settle | _Flush | _Repaint | _Distrust | _Stop


class Sender:
    """Sends to a terminal from a thread of its own.

    Args:
        output: The terminal's file descriptor.
        terminal: What it can do.
        on_lost: Called once from the thread when the terminal is gone.
        on_fault: Called from the thread with a fault of the program; nothing is drawn any more, but still written.
    """

    def __init__(
        self,
        output: int,
        terminal: Terminal,
        *,
        on_lost: Callable[[], None],
        on_fault: Callable[[Exception], None],
    ) -> None:
        self._output = output
        self._terminal = terminal
        self._on_lost = on_lost
        self._on_fault = on_fault
        self._notes: SimpleQueue[_Note] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._pacer = Pacer(MULTIPLEXER_BYTES_PER_SECOND if terminal.is_multiplexed else None)
        self._is_lost = False
        self._is_stopping = False
        # What is to be sent.
        self._raw: list[str] = []
        self._wanted: Frame | None = None
        self._is_atomic = False
        # What the terminal shows.
        self._shown = unknown_frame(0, 0)
        self._is_reset_due = True
        self._is_holding = True
        self._column = 0
        self._asked: int | None = None
        # Whether modes were asked for, which all that is asked afterwards is answered behind.
        self._owes_modes = False
        # When all is drawn anew although nothing else is wanted; and when the size changed last.
        self._redraw_at: float | None = None
        self._resized_at = -_RESIZED_SECONDS
        # When answers came that could not be told.
        self._untold: deque[float] = deque(maxlen=_MOST_COLUMNS)
        self._settling: list[threading.Event] = []
        self._flushing: list[threading.Event] = []

    # ---------------------------------------------------------------------------------------- notes

    def start(self) -> None:
        """Begin to send; what was left before is not lost."""
        self._is_stopping = False
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="screen-output", daemon=True)
            self._thread.start()

    def show(self, frame: Frame, *, is_atomic: bool) -> None:
        """Want `frame` and no earlier one; `is_atomic`: the terminal can show it all at once."""
        self._notes.put(_Show(frame, is_atomic))

    def write(self, data: str) -> None:
        """Send a control sequence that draws nothing, in the order in which they come."""
        self._notes.put(_Write(data))

    def repaint(self) -> None:
        """Take nothing of what the terminal shows for known, and draw again after `settle`."""
        self._notes.put(_Repaint())

    def distrust(self) -> None:
        """Note that the terminal has, or had meanwhile, another size, and may have moved or cut what it shows."""
        self._notes.put(_Distrust())

    def note_answer(self, x: int, y: int) -> None:
        """Take in the position, from 0, that the terminal says its cursor has."""
        self._notes.put(_Answer(x, y, time.monotonic()))

    @property
    def is_answer_due(self) -> bool:
        """Whether the terminal owes an answer; may be asked from any thread."""
        return self._pacer.is_waiting(time.monotonic())

    def settle(self, *, is_gone: bool = False, is_patient: bool = False) -> None:
        """Draw no more until `repaint`; wait for answers that are out, a second or what the line is known to take.

        Args:
            is_gone: Whether there is nobody any more to answer.
            is_patient: Whether to wait for a terminal from which no answer is known, too.
        """
        done = threading.Event()
        self._notes.put(_Settle(done))
        if self._is_alive() and not is_gone:
            done.wait(PATIENCE_SECONDS if is_patient else self._pacer.patience(time.monotonic()))

    def clear(self) -> None:
        """Leave an empty screen and the cursor at its top."""
        self._notes.put(_Write("\x1b[m\x1b[2J\x1b[H"))

    def flush(self) -> None:
        """Wait until all that was written is sent, at most a second."""
        done = threading.Event()
        self._notes.put(_Flush(done))
        if self._is_alive():
            done.wait(_STUCK_SECONDS)

    def stop(self) -> None:
        """Send what is left and end the thread."""
        thread, self._thread = self._thread, None
        if thread is not None and thread.is_alive():
            self._notes.put(_Stop())
            thread.join(_STUCK_SECONDS)

    def _is_alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive() and not self._is_lost

    # ----------------------------------------------------------------------------------- the thread

    def _run(self) -> None:
        output = Output(self._output)
        try:
            while not self._is_stopping:
                self._take_notes()
                self._send_due(output)
                self._say_done()
        except OSError:
            self._is_lost = True
            self._on_lost()
        finally:
            self._say_done(always=True)
            output.close()

    def _take_notes(self) -> None:
        """Wait until something is due, and take all notes that are there."""
        wait = self._seconds_to_wait()
        with contextlib.suppress(Empty):
            self._take(self._notes.get(timeout=wait) if wait != 0 else self._notes.get_nowait())
            while not self._is_stopping:
                self._take(self._notes.get_nowait())

    def _take(self, note: _Note) -> None:
        match note:
            case _Show(frame, is_atomic):
                self._wanted, self._is_atomic = frame, is_atomic
            case _Write(data):
                self._raw.append(data)
                self._owes_modes |= "$p" in data
            case _Answer(x, y, at):
                # A terminal that became smaller meanwhile answers with another place than was asked from; its answer may
                # be here before the news of its size.
                if not self._pacer.answered(_number_of(x, y), at):
                    if at - self._resized_at < _RESIZED_SECONDS:
                        self._pacer.answered(None, at)
                    else:
                        self._untold.append(at)
            case _Settle(done):
                self._is_holding = True
                self._settling.append(done)
                if self._owes_modes:
                    # What is answered after all else tells that all else is answered.
                    self._ask()
            case _Flush(done):
                self._flushing.append(done)
            case _Repaint():
                if self._is_holding:
                    self._pacer.forget()
                self._is_holding, self._is_reset_due = False, True
            case _Distrust():
                self._resized_at = time.monotonic()
                self._redraw_at = self._resized_at + _NEW_SIZE_SECONDS
                while self._untold:
                    at = self._untold.popleft()
                    if self._resized_at - at < _EARLY_ANSWER_SECONDS:
                        self._pacer.answered(None, at)
            case _Stop():
                self._is_stopping = True
            case _:
                assert_never(note)

    def _seconds_to_wait(self) -> float | None:
        """Return when something is due: 0 now, None when a note comes."""
        return 0 if self._raw else self._seconds_to_frame(time.monotonic())

    def _seconds_to_frame(self, now: float) -> float | None:
        """Return when the next frame is due, None if there is nothing to draw."""
        if self._is_holding or self._wanted is None:
            return None
        if self._is_reset_due or self._wanted is not self._shown:
            return self._soon(self._pacer.seconds_to_wait(now), now)
        if self._redraw_at is not None:
            return self._soon(max(self._pacer.seconds_to_wait(now), self._redraw_at - now), now)
        return None

    def _soon(self, wait: float, now: float) -> float:
        """Shorten a wait where the terminal has another size than what it shows was drawn for."""
        wanted, shown = self._wanted, self._shown
        is_of_size = wanted is not None and (wanted.width, wanted.height) == (shown.width, shown.height)
        if self._redraw_at is None and is_of_size:
            return wait
        return min(wait, max(0.0, self._resized_at + _LONGEST_WRONG_SECONDS - now))

    def _send_due(self, output: Output) -> None:
        now = time.monotonic()
        text = "".join(self._raw)
        self._raw.clear()
        number, self._asked = self._asked, None
        if self._wanted is not None and self._seconds_to_frame(now) == 0:
            try:
                number, update = self._update(self._wanted)
                text += update
            except Exception as error:
                self._is_holding = True
                self._on_fault(error)
        if number is not None:
            self._owes_modes = False
        if text:
            data = text.encode("utf-8", "replace")
            # Before it is written: the answer may be here sooner than the call is over.
            self._pacer.sent(number, len(data), now)
            output.write(data)

    def _update(self, wanted: Frame) -> tuple[int | None, str]:
        """Return what turns what is shown into `wanted`, and the number of the question in it, if there is one."""
        shown, last_cursor = self._shown, self._shown.cursor
        if self._is_reset_due:
            shown = blank_frame(wanted.width, wanted.height)
        elif self._redraw_at is not None:
            shown = unknown_frame(wanted.width, wanted.height)
        update = find_difference(
            shown,
            wanted,
            erase_in_color=self._terminal.erases_in_color,
            is_vt102=self._terminal.is_vt102,
        )
        if self._is_reset_due:
            update = _RESET + update
        self._shown, self._is_reset_due, self._redraw_at = wanted, False, None
        number = None
        if len(update) > _LEAST_ATOMIC and self._is_atomic:
            update = _ATOMIC_BEGIN + update + _ATOMIC_END
        if update and self._terminal.answers_count:
            number, question = self._question(wanted)
            update += question
        if wanted.cursor and (update or wanted.cursor != last_cursor):
            update += shortest_move(None, None, wanted.cursor[1], wanted.cursor[0])
        return number, update

    def _ask(self) -> None:
        """Ask without a frame, in the first line."""
        self._asked = _number_of(0, 0)
        self._raw.append("\x1b[H\x1b[6n")

    def _question(self, frame: Frame) -> tuple[int, str]:
        """Return the number of a question, which is the place where it is asked, and the question."""
        self._column = (self._column + 1) % min(frame.width, _MOST_COLUMNS)
        question = f"\x1b[{frame.height};{self._column + 1}H\x1b[6n"
        return _number_of(self._column, frame.height - 1), question

    def _say_done(self, *, always: bool = False) -> None:
        """Wake those who wait for something that is done."""
        if always or not self._pacer.is_waiting(time.monotonic()):
            while self._settling:
                self._settling.pop().set()
        while self._flushing:
            self._flushing.pop().set()


def _number_of(x: int, y: int) -> int:
    """Return the number of a question that is asked at column `x` on line `y`."""
    return y * _MOST_COLUMNS + x
