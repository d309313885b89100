"""The line at the foot in which words are typed: to search, to narrow a list, to open a path.

It is a screen of its own over the one that asks, so that keys typed ahead reach it and never the commands below. It takes the
place of the foot, whose keys do nothing meanwhile, and leaves the rest of the screen as it is.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.render.lines import Line, cells
from reader.render.palette import Palette
from reader.tui.bars import Bar, key_line

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

Answer = TypeVar("Answer")


class Question(ModalScreen[Answer], inherit_bindings=False):
    """A screen that asks for one thing over another screen, and goes when it is answered."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Take an answer and go; a second one, of keys that were typed ahead, would take the screen below away."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


def dress(line: Input, palette: Palette) -> None:
    """Give a line to type in the colours of the theme."""
    words, _, ground = palette.styles.get("text", "").partition(" on ")
    line.styles.color = words or "ansi_default"
    line.styles.background = ground or "ansi_default"
    line.cursor_blink = False


class Prompt(Question[str | None], inherit_bindings=False):
    """Asks for words; `enter` takes what was typed, `esc` leaves it.

    Args:
        purpose: What the words are for, in a word or two before them.
        value: What stands there at first.
        hint: What may be typed, shown while nothing is.
        verb: What `enter` does.
        changed: Takes the words whenever they change.
        is_path: Whether `tab` completes the name of a file or folder.
    """

    DEFAULT_CSS = "Prompt { background: transparent; }"

    BINDINGS = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("tab,shift+tab", "complete", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        purpose: str,
        value: str = "",
        *,
        hint: str = "",
        verb: str = "take",
        changed: Callable[[str], None] | None = None,
        is_path: bool = False,
    ) -> None:
        super().__init__()
        self._purpose, self._verb, self._changed, self._is_path = purpose, verb, changed, is_path
        self._line = Input(value=value, placeholder=hint, select_on_focus=True)

    def compose(self) -> ComposeResult:
        """Put the line and the keys that it knows in the place of the foot."""
        yield Bar(2, id="foot")
        yield self._line

    def on_mount(self) -> None:
        """Take the keys."""
        palette = cast("ReaderApp", self.app).palette
        dress(self._line, palette)
        # Both are docked below, and so the line lies over the bar: containers would cost time at every key.
        self._line.styles.dock = "bottom"
        self._line.styles.margin = (0, 0, 1, cells(self._purpose) + 1)
        keys = [("enter", self._verb), *([("tab", "complete")] if self._is_path else []), ("esc", "back")]
        lines: tuple[Line, ...] = (
            ((" ", ()), (self._purpose, ("accent",))),
            ((" ", ()), *key_line(keys, max(1, self.app.size.width - 1))),
        )
        self.query_one(Bar).show(lines, palette)
        self.set_focus(self._line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self._changed is not None:
            self._changed(event.value)

    def action_take(self) -> None:
        """Take what was typed, once the line has got all of it: keys typed ahead may still be on their way."""
        self._line.call_later(self._take)

    def _take(self) -> None:
        self.dismiss(self._line.value)

    def action_leave(self) -> None:
        """Leave without taking what was typed."""
        self.dismiss(None)

    def action_complete(self) -> None:
        """Complete the path as far as it is certain."""
        self._line.call_later(self._complete)

    def _complete(self) -> None:
        if self._is_path:
            self._line.value = complete_path(self._line.value)
            self._line.cursor_position = len(self._line.value)


def complete_path(typed: str) -> str:
    """Complete a path as far as all names that begin so agree; a folder gets its slash."""
    folder, name = os.path.split(os.path.expanduser(typed))  # noqa: PTH111
    try:
        names = sorted(entry for entry in os.listdir(folder or ".") if entry.startswith(name))  # noqa: PTH208
    except OSError:
        return typed
    shown = [entry for entry in names if name.startswith(".") or not entry.startswith(".")]
    if not shown:
        return typed
    completed = os.path.join(folder, os.path.commonprefix(shown))  # noqa: PTH118, RUF071, names agree letter by letter
    return f"{completed}/" if len(shown) == 1 and os.path.isdir(completed) else completed  # noqa: PTH112
