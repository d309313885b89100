"""The screen's line to the terminal: Textual's updates come in, what the terminal does not show yet goes out.

`ScreenDriver` is given to an app as its driver class and needs nothing else of it. It takes each update of
Textual's compositor, keeps the wanted frame, and sends the newest one when the line can take it (`pacing`),
as a difference (`difference`). One thread owns all that is sent; everything else only leaves notes for it, so
nothing here waits for a slow terminal, and signal handlers may leave notes, too.
"""

import atexit
import contextlib
import gc
import os
import selectors
import signal
import threading
from codecs import getincrementaldecoder
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import events
from textual._compositor import CompositorUpdate
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.tui.canvas import Canvas
from reader.tui.controls import keep_known
from reader.tui.incoming import Incoming
from reader.tui.sender import Sender
from reader.tui.terminal import count_typed, describe_terminal, find_input, find_output

if TYPE_CHECKING:
    from textual.app import App

# How long a program that was told to end may take before it is ended.
_GRACE_SECONDS = 2.0


class ScreenDriver(LinuxDriver):
    """A driver that synchronises the state of the screen: `App(driver_class=ScreenDriver)`.

    `repaint_all()` draws everything anew, for a screen that something else wrote on. After a suspension that
    happens by itself.

    SIGHUP, SIGINT, SIGQUIT, SIGTERM and a terminal that is gone end the app: the terminal is restored, the app's method
    `save_session()` is called if it has one, and the app exits with 128 + the signal's number. If that takes
    longer than two seconds the process is ended.

    Raises:
        OSError: There is no terminal to draw on or to read keys from; `reader.tui.terminal.why_no_screen`
            tells before.
    """

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        output, keys = find_output(), find_input()
        if output is None or keys is None:
            raise OSError("there is no terminal")
        self.fileno = keys
        self.input_tty = True
        self._output = output
        self._terminal = describe_terminal(os.environ)
        self._canvas = Canvas(app.console._color_system, has_links=self._terminal.has_extensions)
        self._is_active = False
        self._is_reading = False
        self._is_changed = False
        self._is_shown = False
        self._ended_by: int | None = None
        self._endings: SimpleQueue[int | None] = SimpleQueue()
        self._handlers: dict[int, Any] = {}
        self._wake_reader, self._wake_writer = os.pipe()
        self._was_continued = False
        self._is_hung_up = False
        self._typed_before = 0
        self._sender = Sender(output, self._terminal, on_lost=self._lost, on_fault=self._fault)
        # Textual has no hook between its compositor and the text it makes of an update; this is where the two
        # meet.
        app._display = self._display  # type: ignore[method-assign,assignment]

    # -------------------------------------------------------------------------------- what is drawn

    def _display(self, screen: object, update: object) -> None:
        """Take an update of the compositor; stands in for `App._display`."""
        app = self._app
        try:
            if (
                isinstance(update, CompositorUpdate)
                and not app._batch_count
                and app._running
                and not app._closed
            ):
                self._draw(update)
        except Exception as error:
            app._handle_exception(error)
        finally:
            app.post_display_hook()

    def _draw(self, update: CompositorUpdate) -> None:
        app = self._app
        width, height = app.screen.outer_size
        self._canvas.resize(width, height)
        # One key often makes two updates, of the text and of what stands around it: they are sent as one frame
        # when the loop comes back.
        if self._canvas.apply(update) and not self._is_changed:
            self._is_changed = True
            self._loop.call_soon(self._show)

    def _show(self) -> None:
        self._is_changed = False
        if self._is_active:
            x, y = self._app.cursor_position
            frame = self._canvas.frame((x, y) if x or y else None)
            self._sender.show(frame, is_atomic=self._app._sync_available)
        if not self._is_shown:
            # What was made to start will be there to the end. Without this the first key waits for a collection
            # of garbage that looks at all of it (35 ms).
            self._is_shown = True
            gc.freeze()

    def repaint_all(self) -> None:
        """Draw the whole screen anew, whatever the terminal shows."""
        self._sender.repaint()

    def write(self, data: str) -> None:
        """Send a control sequence that draws nothing: a mode, a question, the bell, a copy; no other reaches the terminal."""
        self._sender.write(keep_known(data, has_extensions=self._terminal.has_extensions))

    # ------------------------------------------------------------------------------------ the mouse

    def set_mouse(self, is_on: bool) -> None:
        """Be told of clicks and of the wheel, or leave the mouse to the terminal's own selection."""
        if is_on != self._mouse:
            self._disable_mouse_support()
            self._mouse = is_on
            self._enable_mouse_support()

    def _enable_mouse_support(self) -> None:
        """Ask for buttons alone: reports of every movement would fill a slow line."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")

    def _enable_mouse_pixels(self) -> None:
        """Keep to cells, which is what is pointed at."""

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1006l\x1b[?1000l")

    # ------------------------------------------------------------------------------------- its life

    def start_application_mode(self) -> None:
        """Take over the terminal, at the start and after a suspension."""
        if self._is_active:
            return
        self._sender.start()
        self._is_active = self._is_reading = True
        self._typed_before = count_typed(self.fileno)
        atexit.register(self.stop_application_mode)
        if not self._handlers:
            threading.Thread(target=self._guard_the_end, name="screen-guard", daemon=True).start()
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
                self._handlers[number] = signal.signal(number, self._on_signal)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._tell_size = signal.getsignal(signal.SIGWINCH)
        signal.signal(signal.SIGWINCH, self._on_resize)
        self._sender.repaint()

    def stop_application_mode(self) -> None:
        """Give the terminal back; what it still has to answer is awaited for up to a second."""
        if not self._is_active:
            return
        self._is_active = False
        atexit.unregister(self.stop_application_mode)
        # After a fault answers may have come of which the sender knows nothing.
        is_faulty = self._app._exception is not None
        self._sender.settle(is_gone=self._is_hung_up, is_patient=is_faulty)
        if not self._terminal.has_extensions:
            # It may have no second screen to leave.
            self._sender.clear()
        super().stop_application_mode()
        self._sender.flush()

    def close(self) -> None:
        """End the threads."""
        super().close()
        self._sender.stop()
        if not self._app._running:
            self._endings.put(None)
            while self._handlers:
                signal.signal(*self._handlers.popitem())

    def disable_input(self) -> None:
        """Stop reading keys."""
        self._is_reading = False
        with contextlib.suppress(OSError):
            os.write(self._wake_writer, b"x")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read keys and answers until `disable_input`; sleeps for as long as there are none."""
        incoming = Incoming(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_reader, selectors.EVENT_READ)
            while self._is_reading:
                patience = incoming.patience(is_answer_due=self._sender.is_answer_due)
                ready = {key.fd for key, _ in selector.select(patience)}
                if self._wake_reader in ready:
                    os.read(self._wake_reader, 64)
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        return self._lost()
                    messages = incoming.feed(decode(data))
                else:
                    messages = incoming.give_up() if not ready else []
                for message in messages:
                    self.process_message(message)
        return None

    def _run_input_thread(self) -> None:
        """Run the thread; Textual would show a fault in it on a screen that is still the app's."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._fault(error)

    def _read(self) -> bytes:
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            return b""
        # What was typed before the terminal sent keys as they are has its ends of lines made into line feeds.
        early, self._typed_before = data[: self._typed_before], max(0, self._typed_before - len(data))
        return early.replace(b"\n", b"\r") + data[len(early) :]

    def process_message(self, message: Message) -> None:
        """Pass a message on to the app; answers to our own questions stay here."""
        if isinstance(message, events.CursorPosition):
            self._sender.note_answer(message.x, message.y)
            return
        if isinstance(message, events.Resize):
            if not self._in_band_window_resize:
                # Nobody asked to be told: it is something else that looks so.
                return
            self._sender.distrust()
        super().process_message(message)

    def _on_resize(self, number: int, frame: FrameType | None) -> None:
        """Tell the app; and even if the size is the old one again, the terminal may have lost what it showed."""
        self._sender.distrust()
        if callable(self._tell_size):
            self._tell_size(number, frame)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and lines of the terminal that is drawn on, which need not be standard output."""
        try:
            width, height = os.get_terminal_size(self._output)
        except OSError:
            width = height = 0
        return (width, height) if width and height else super()._get_terminal_size()

    # --------------------------------------------------------------------------------- its suspension

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back and stop, with the whole job: a script or `uv run` that waits for us has to stop, too.

        Where no shell would continue it, the kernel does not stop it; then the screen comes back.
        """
        is_shown = self._auto_restart and self._is_active
        if is_shown:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self._was_continued = False
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        if is_shown and not self._was_continued:
            self.resume_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again, once it is ours: after `bg` it is not."""
        self._was_continued = True
        if not self._auto_restart:
            return
        if self._is_in_background():
            os.kill(0, signal.SIGTTOU)
            return
        if self._is_active:
            # It was stopped by a signal that leaves no time to give the terminal back.
            self.suspend_application_mode()
        self.resume_application_mode()

    def _is_in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    # -------------------------------------------------------------------------------------- its end

    def _lost(self) -> None:
        """Note that the terminal is gone. Called from the threads."""
        self._is_hung_up = True
        self._end(signal.SIGHUP)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Give the terminal back at once, even where the app is busy; the rest when it can."""
        self._is_hung_up = number == signal.SIGHUP
        self.stop_application_mode()
        self._end(number)

    def _fault(self, error: Exception) -> None:
        """End with a traceback, as Textual does for a fault in its own thread. Called from the sender's thread."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def _end(self, number: int) -> None:
        if self._ended_by is None:
            self._ended_by = number
            self._endings.put(number)
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._leave, number)

    def _guard_the_end(self) -> None:
        """Wait for a reason to end; end the process where the app does not do it by itself.

        A thread that waits from the beginning, because a signal handler may not start one.
        """
        number = self._endings.get()
        if number is not None:
            with contextlib.suppress(Empty):
                self._endings.get(timeout=_GRACE_SECONDS)
                return
            os._exit(128 + number)

    def _leave(self, number: int) -> None:
        """Let the app save and exit."""
        save = getattr(self._app, "save_session", None)
        try:
            if save is not None:
                save()
        finally:
            self._app.exit(return_code=128 + number)
