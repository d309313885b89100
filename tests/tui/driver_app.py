"""An app with much to draw, to be run as a program on a driver: `own` or `stock`."""

import os
import sys
import time
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


if __name__ == "__main__":
    app = make_app(sys.argv[1])
    app.run(mouse=False)
    sys.exit(app.return_code or 0)
