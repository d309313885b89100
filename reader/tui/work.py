"""Work that may take long: done in a thread beside the screen, with what is known of how far it is, and a way to stop it."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Generic, NamedTuple, TypeVar

from textual.app import App

from reader.errors import ReaderError
from reader.reading import Reading, complete
from reader.tui.apart import complete_apart

T = TypeVar("T")

PATIENCE_SECONDS = 0.4
"""How long something may take before the foot says how far it is."""

REPORT_SECONDS, SELDOM_SECONDS = 0.5, 2.0
"""How often it says so anew, and how often when it has taken longer than `LONG_SECONDS`: each time costs bytes."""

LONG_SECONDS = 10.0

# How often threads take turns while there is work, in seconds: a key is answered in a third of the time that Python's
# usual 5 ms would take.
_TURN_SECONDS = 0.0005


_loading = threading.Lock()


def load_engines() -> None:
    """Import what finds quotations and compares; whoever calls it while another thread does waits for that.

    Packages that import their parts when asked cannot bear to be asked by two threads at once.
    """
    with _loading:
        import reader.diff.compare
        import reader.diff.hunks
        import reader.ledger.compare
        import reader.quotes.attribution
        import reader.quotes.spans
        import reader.quotes.versions  # noqa: F401


_completing = threading.Lock()


def find_rest(reading: Reading) -> Reading:
    """Complete a reading; whoever asks while another thread is at it waits for what that one finds."""
    load_engines()
    if not reading.is_long:
        return complete(reading)
    with _completing:
        known = vars(reading.draft)
        if "rest" not in known:
            known["rest"] = complete_apart(reading) or complete(reading)
        return reading.keep_comparison(known["rest"])


class Stopped(BaseException):
    """Raised inside work that is no longer wanted."""


class Estimate(NamedTuple):
    """What a piece of work is reckoned to take.

    Attributes:
        amount: How much there is to do.
        per_second: How much of it an ordinary machine does in a second.
    """

    amount: float
    per_second: float

    @property
    def seconds(self) -> float:
        """How long an ordinary machine takes."""
        return self.amount / self.per_second


class Work(Generic[T]):
    """One pure function at work.

    Args:
        what: What is done, as the foot says it: "comparing 5,000 paragraphs".
        function: Does it in a thread; is given the work itself, to tell how far it is.
        estimate: What it is reckoned to take, where that can be told beforehand.
    """

    def __init__(
        self, what: str, function: "Callable[[Work[T]], T]", estimate: Estimate | None = None
    ) -> None:
        self._function = function
        self.begin(what, estimate)
        self._is_stopped = self._is_under_way = False
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name=f"work: {what}", daemon=True)
        self.ended: asyncio.Future[T] = self._loop.create_future()

    def start(self) -> None:
        """Begin."""
        self._began = monotonic()
        _take_turns(1)
        self._thread.start()

    def begin(self, what: str, estimate: Estimate | None = None) -> None:
        """Say that another part of it begins, and what that part is reckoned to take."""
        self.what, self.estimate = what, estimate
        self._done, self._total = 0, 0
        self._began = monotonic()

    def _run(self) -> None:
        result: T | None = None
        trouble: BaseException | None = None
        try:
            try:
                with _lock:
                    self._is_under_way = True
                if self._is_stopped:
                    raise Stopped
                result = self._function(self)
            finally:
                with _lock:
                    self._is_under_way = False
        except BaseException as error:
            trouble = error
        _take_turns(-1)
        if not self._is_stopped:
            self._loop.call_soon_threadsafe(self._end, result, trouble)

    def _end(self, result: Any, trouble: BaseException | None) -> None:
        if self.ended.done():
            return
        if trouble is None:
            self.ended.set_result(result)
        else:
            self.ended.set_exception(trouble)

    def tell(self, done: int, total: int) -> None:
        """Say how many are done, and of how many."""
        if self._is_stopped:
            raise Stopped
        self._done, self._total = done, total

    def stop(self) -> None:
        """Stop as soon as Python lets it; nothing comes back."""
        self._is_stopped = True
        self.ended.cancel()
        self._interrupt()

    def _interrupt(self) -> None:
        """Raise `Stopped` in the thread; while it imports, a little later."""
        import ctypes

        with _lock:
            number = self._thread.ident
            if number is None or not self._is_under_way:
                return  # what has not begun yet, looks itself before it does
            # Asks the interpreter to raise it between two instructions: the functions that are done here know of
            # no screen and change nothing, and the library's transactions are undone by any exception. But what is
            # raised in the midst of an import can leave its locks taken for good, and the next import, in whatever
            # thread, then waits for ever. Looked at again afterwards, since the thread may have begun one meanwhile.
            if not _is_importing(number):
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(number), ctypes.py_object(Stopped))
                if not _is_importing(number):
                    return
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(number), None)
        with contextlib.suppress(RuntimeError):
            self._loop.call_later(_TURN_SECONDS * 10, self._interrupt)

    def describe(self, pace: float) -> str:
        """Say what is done and how far it is.

        Args:
            pace: How many times as long as an ordinary machine this one takes.
        """
        passed = monotonic() - self._began
        told = self.what
        whole = self.estimate.seconds * pace if self.estimate else 0.0
        if self._total:
            told += f", {self._done:,} of {self._total:,}"
            whole = passed * self._total / self._done if self._done else whole
        told += f" · {passed:.0f} s"
        return f"{told} of about {whole:.0f}" if whole >= passed + 1 else told

    def measured_pace(self) -> float | None:
        """Return how many times as long as reckoned it took; None where nothing was reckoned or it was too short to tell."""
        passed = monotonic() - self._began
        return passed / self.estimate.seconds if self.estimate and passed > 0.3 else None


class Workplace:
    """Where one piece of work is done at a time; beginning another stops it.

    Args:
        app: The program, for its timers and its turn.
        say: Is called when there is something else to say of how far the work is.
        refuse: Gets what an error says.
    """

    def __init__(self, app: App[Any], say: Callable[[], None], refuse: Callable[[str], None]) -> None:
        self._app, self._say, self._refuse = app, say, refuse
        self._work: Work[Any] | None = None
        self._is_reporting = False
        self._said_at = 0.0
        self._pace = 1.0

    async def do(
        self,
        work: Work[T],
        then: Callable[[T], Awaitable[None] | None],
        *,
        refused: Callable[[str], None] | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Do something that may take long, and go on with what came of it.

        What is done soon is waited for, so that keys typed ahead meet what it leads to. Else the screen stays as it is and can
        be used, and something is said until it is done or stopped.

        Args:
            work: What to do.
            then: Gets its result, unless it was stopped.
            refused: Gets what an error says; None says it as ever.
            patience: How long to wait before the screen goes on, in seconds.
        """
        self.stop()
        self._work = work
        work.start()
        if patience:
            await asyncio.wait({work.ended}, timeout=patience)
        if work.ended.done():
            await self._finish(work, then, refused)
        else:
            work.ended.add_done_callback(lambda _: self._app.call_later(self._finish, work, then, refused))
            self._app.set_timer(max(0.01, PATIENCE_SECONDS - patience), lambda: self._report(work))

    async def _finish(
        self,
        work: Work[T],
        then: Callable[[T], Awaitable[None] | None],
        refused: Callable[[str], None] | None,
    ) -> None:
        if self._work is not work:
            return
        self._work, self._is_reporting = None, False
        self._pace = work.measured_pace() or self._pace
        try:
            coming = then(work.ended.result())
        except ReaderError as trouble:
            (refused or self._refuse)(str(trouble))
            return
        if coming is not None:
            await coming
        self._say()

    def _report(self, work: Work[Any]) -> None:
        if self._work is work and not work.ended.done():
            if not self._is_reporting:
                self._is_reporting, self._said_at = True, monotonic()
            self._say()
            is_long = monotonic() - self._said_at > LONG_SECONDS
            self._app.set_timer(SELDOM_SECONDS if is_long else REPORT_SECONDS, lambda: self._report(work))

    def progress(self) -> str | None:
        """Say how far what takes long is; None where nothing does."""
        if self._work is None or not self._is_reporting:
            return None
        return self._work.describe(self._pace)

    def is_unsaid(self, at: float) -> bool:
        """Whether something is done of which the foot had not said anything yet at a time (that of `time.monotonic`)."""
        return self._work is not None and (not self._is_reporting or at < self._said_at)

    def stop(self) -> str | None:
        """Stop what is done, and say what it was; None where there was nothing."""
        work, self._work, self._is_reporting = self._work, None, False
        if work is None:
            return None
        work.stop()
        return work.what


def _is_importing(thread: int) -> bool:
    """Whether a thread is in the midst of an import."""
    frame = sys._current_frames().get(thread)
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


_working = 0
_usual_seconds = sys.getswitchinterval()
_lock = threading.Lock()


def _take_turns(change: int) -> None:
    """Let threads take turns more often while any work is done."""
    global _working
    with _lock:
        _working += change
        sys.setswitchinterval(_TURN_SECONDS if _working else _usual_seconds)
