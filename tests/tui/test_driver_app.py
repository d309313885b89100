"""An app to run on the driver, and a terminal to run it in. Run as a program it takes `own` or `stock`, the driver."""

import asyncio
import contextlib
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

WORDS = (  # noqa: SIM905
    "the minister said on Tuesday that talks about the border would go on until a treaty could be signed "
    "“We have time,” she told reporters 港の古い町 où les délégations se réu\u0301nirent déjà│ 한국어 ─── naïve"
).split()
STYLES = (
    "",
    "bold",
    "italic red",
    "reverse",
    "white on blue",
    "#d0a060 on #102030",
    "underline",
    "strike green",
)


def make_app(kind: str) -> Any:
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App
    from textual.binding import Binding
    from textual.events import Key
    from textual.geometry import Size
    from textual.screen import ModalScreen
    from textual.scroll_view import ScrollView
    from textual.strip import Strip
    from textual.widgets import Static

    class Text(ScrollView, can_focus=True):
        """Rows of coloured words, with a cursor line, beside a pane that can be shifted on its own."""

        def on_mount(self) -> None:
            self.virtual_size = Size(10, 400)
            self.cursor = 0
            self.shift = 0

        def segments(self, number: int, width: int, base: Style) -> list[Segment]:
            segments, used, step = [], 0, number * 7
            while used < width and number % 9:
                word = WORDS[step % len(WORDS)]
                style = base + Style.parse(STYLES[step * 3 % len(STYLES)] if step % 5 == 0 else "")
                segments.append(Segment(word, style))
                segments.append(Segment(" ", base))
                used += len(word) + 1
                step += 1 + number % 3
                if used > width - number % 40:
                    break
            return segments

        def render_line(self, y: int) -> Strip:
            y += self.scroll_offset.y
            base = self.rich_style + Style(reverse=y == self.cursor)
            half = self.size.width // 2
            left = Strip(self.segments(y, half, base)).adjust_cell_length(half, base)
            right = Strip(self.segments(y + self.shift, self.size.width - half, self.rich_style))
            right = right.adjust_cell_length(self.size.width - half, self.rich_style)
            return Strip.join([left, right])

    class Note(ModalScreen[None]):
        CSS = "Note { align: center middle; } Static { width: 30; height: 5; border: round green; }"
        BINDINGS: ClassVar = [Binding("o", "dismiss")]

        def compose(self) -> Any:
            yield Static("a note over the text, 短い", markup=False)

    class Sample(App[None]):
        CSS = "#head, #foot { height: 1; } #foot { background: $primary; } Text { height: 1fr; }"
        ENABLE_COMMAND_PALETTE = False
        BINDINGS: ClassVar = [
            *(
                Binding(key, f"go({lines})")
                for key, lines in zip("jkdubf", (1, -1, 9, -9, -20, 20), strict=True)
            ),
            Binding("g", "edge(0)"),
            Binding("G", "edge(1)"),
            Binding("s", "shift(1)"),
            Binding("S", "shift(-3)"),
            Binding("n", "cursor(1)"),
            Binding("p", "cursor(-1)"),
            Binding("o", "note"),
            Binding("t", "theme"),
            Binding("ctrl+l", "repaint"),
            Binding("ctrl+z", "suspend_process"),
            Binding("x", "crash"),
            Binding("w", "work"),
            Binding("e", "edit"),
            Binding("q", "quit"),
        ]

        def compose(self) -> Any:
            yield Static("a story about the harbour", id="head", markup=False)
            yield Text()
            yield Static("keys 0", id="foot", markup=False)

        def on_mount(self) -> None:
            self.text = self.query_one(Text)
            self.pressed = self.top = 0

        def tell(self) -> None:
            """Say in the foot how many keys were handled, and at which size."""
            told = f"keys {self.pressed} {self.size.width}x{self.size.height}"
            self.screen_stack[0].query_one("#foot", Static).update(told)

        def on_resize(self) -> None:
            self.call_after_refresh(self.tell)

        async def on_event(self, event: Any) -> None:
            is_new_key = isinstance(event, Key) and not event.is_forwarded
            await super().on_event(event)
            if is_new_key:
                self.pressed += 1
                self.tell()

        def action_go(self, lines: int) -> None:
            # Never so far that where it ends depends on whether a new size or the key came first.
            self.top = min(max(self.top + lines, 0), 250)
            self.text.scroll_to(y=self.top, animate=False, immediate=True)

        def action_edge(self, end: int) -> None:
            self.action_go(1000 if end else -1000)

        def action_shift(self, lines: int) -> None:
            self.text.shift += lines
            self.text.refresh()

        def action_cursor(self, lines: int) -> None:
            self.text.cursor = max(0, self.text.cursor + lines)
            self.text.refresh()

        def action_note(self) -> None:
            self.push_screen(Note())

        def action_theme(self) -> None:
            self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

        def action_repaint(self) -> None:
            if kind == "own":
                self._driver.repaint_all()

        def action_crash(self) -> None:
            raise ValueError("a fault of the program")

        def action_work(self) -> None:
            time.sleep(60)

        def action_edit(self) -> None:
            with self.suspend():
                os.system("echo an editor was here; sleep 0.3")

        def save_session(self) -> None:
            if path := os.environ.get("SESSION"):
                Path(path).write_text(f"keys {self.pressed}")

    if kind == "own":
        from reader.tui.driver import ScreenDriver

        return Sample(driver_class=ScreenDriver)
    return Sample()


async def test_the_app_counts_its_keys() -> None:
    """What the other tests wait for: the foot says how many keys were handled, over a note, too."""
    app = make_app("stock")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("j", "o", "o", "G", "t")
        await asyncio.sleep(0)
        assert app.pressed == 5


# ------------------------------------------------------------------------------------------------ a terminal

_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p|\x1b\]8;[^\x1b]*\x1b\\|\x1b\[\?[0-9;]*u"
)
_UNFINISHED = re.compile(r"\x1b(\[[0-9;?<>=$]*|\][^\x1b]*\x1b?|\(?)?$")


class Session:
    """A program in a pseudo-terminal, with pyte for the glass.

    Args:
        argv: What to run.
        size: Columns and lines.
        answers: Whether the terminal answers queries.
        environment: Added to ours.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        answers: bool = True,
        environment: dict[str, str] | None = None,
    ) -> None:
        import pyte

        self.answers = answers
        self.log = b""
        self.status: int | None = None
        self.is_over = False
        self._pending = ""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self.screen = pyte.Screen(*size)
        self.screen.write_process_input = self._answer  # type: ignore[method-assign]
        self.stream = pyte.Stream(self.screen)
        env = {
            key: value
            for key, value in os.environ.items()
            if key not in ("TMUX", "STY", "NO_COLOR", "COLORTERM")
        }
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": os.pathsep.join(sys.path)}
        env |= environment or {}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(argv[0], argv, env)
        self.resize(*size)

    def _answer(self, text: str) -> None:
        if self.answers:
            self.press(text)

    def press(self, text: str) -> None:
        """Send keys, or whatever else."""
        with contextlib.suppress(OSError):
            os.write(self.fd, text.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self, seconds: float) -> bool:
        """Take in what comes within `seconds`; whether something came."""
        if self.is_over or not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError as error:
            assert error.errno in (errno.EIO, errno.EBADF)
            data = b""
        if not data:
            self.is_over = True
            return False
        self.log += data
        self._feed(self._decode(data))
        return True

    def _feed(self, text: str) -> None:
        text = self._pending + text
        cut = match.start() if (match := _UNFINISHED.search(text)) else len(text)
        text, self._pending = text[:cut], text[cut:]
        if self.answers and "\x1b[?2026$p" in text:
            self.press("\x1b[?2026;2$y")
        self.stream.feed(_UNKNOWN_TO_PYTE.sub("", text))

    def wait_until(self, is_so: Any, seconds: float = 20.0) -> bool:
        """Read until `is_so()`, at most `seconds`; whether it came true."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end or (self.is_over and not is_so()):
                return False
            self.read(0.02)
        return True

    def wait_for(self, text: str, seconds: float = 20.0) -> bool:
        """Read until `text` is on the glass."""
        return self.wait_until(lambda: text in self.text(), seconds)

    def text(self) -> str:
        """What is on the glass."""
        # Not `display`: it asserts what does not hold for a wide character cut by the edge.
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns))
            for y in range(self.screen.lines)
        )

    def cells(self) -> list[list[Any]]:
        """What is on the glass, cell by cell, with colours and attributes as they are seen."""
        from pty_session import as_seen

        return [
            [as_seen(self.screen.buffer[y][x]) for x in range(self.screen.columns)]
            for y in range(self.screen.lines)
        ]

    def is_raw(self) -> bool:
        """Whether the terminal is in the mode that a screen needs."""
        return not termios.tcgetattr(self.fd)[3] & termios.ICANON

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def has_ended(self) -> bool:
        """Whether the program has ended; nothing is read meanwhile."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def finish(self, seconds: float = 5.0) -> int:
        """Wait for the program's end and return its exit status; a signal counts as minus its number."""
        end = time.monotonic() + seconds
        while not self.has_ended() and time.monotonic() < end:
            self.read(0.02)
        if self.status is None:
            self.signal(signal.SIGKILL)
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        while self.read(0.05):
            pass
        with contextlib.suppress(OSError):
            os.close(self.fd)
        return self.status

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            self.signal(signal.SIGKILL)
            self.finish()


def open_app(kind: str, **options: Any) -> Session:
    """Run the app on a driver, `own` or `stock`."""
    return Session([sys.executable, __file__, kind], **options)


if __name__ == "__main__":
    app = make_app(sys.argv[1])
    app.run(mouse=False)
    sys.exit(app.return_code or 0)
