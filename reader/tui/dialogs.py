"""Pages over the screens: lists from which one entry is taken, and the palette of commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.render.lines import (
    Layout,
    Line,
    Piece,
    cells,
    clip,
    cropped,
    padded,
    rule,
)
from reader.render.palette import Palette
from reader.tui.bars import NARROW, Bar, head_lines, is_low, key_line
from reader.tui.commands import COMMANDS, Command, ScreenName, commands_of, key_names
from reader.tui.line_view import LineView
from reader.tui.prompt import Question, dress

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

Answer = TypeVar("Answer")


class Dialog(Question[Answer | None], inherit_bindings=False):
    """A page with a list that covers the screen until it is left."""

    ALLOW_SELECT = False

    def __init__(self, screen: ScreenName, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__()
        self.over: ScreenName = screen
        self.commands = commands

    @property
    def palette(self) -> Palette:
        """How roles look now."""
        return cast("ReaderApp", self.app).palette

    @property
    def view(self) -> LineView:
        """The list."""
        return self.query_one(LineView)

    def on_mount(self) -> None:
        """Take the theme's colour."""
        self.styles.background = self.palette.background or "ansi_default"

    def on_resize(self) -> None:
        """Draw at the new size."""
        self.call_after_refresh(self.draw)

    def on_line_view_resized(self, event: LineView.Resized) -> None:
        """Draw at the new width."""
        event.stop()
        self.draw()

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Take what was clicked."""
        event.stop()
        if event.view.kind == "list":
            self.action_take()

    def action_take(self) -> None:
        """Take the entry under the bar."""
        raise NotImplementedError

    def draw(self) -> None:
        """Lay the page out."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Stack head, list and foot."""
        yield Bar(2, id="head")
        yield from self.body()
        yield Bar(3, id="foot")

    def body(self) -> ComposeResult:
        """Return what stands between head and foot."""
        yield LineView("list")

    def action_lines(self, lines: int) -> None:
        """Move the bar."""
        self.view.move_lines(lines)

    def action_leave(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)

    @property
    def width(self) -> int:
        """How many cells there are beside the bar."""
        return max(10, self.size.width - 2)

    def show_bars(self, title: str, facts: str, keys: Sequence[tuple[str, str]]) -> None:
        """Draw head and foot; without rules where rows are few.

        Args:
            title: What this page is.
            facts: What else there is to say of it.
            keys: Keys and what they do, the most useful first.
        """
        width, is_small = self.size.width, is_low(self.size.height)
        head = head_lines(title, facts, width)
        named: Line = ((" ", ()), *key_line(keys, width - 1))
        foot: tuple[Line, ...] = (named,) if is_small else (rule(width), named)
        self.query_one("#head", Bar).show(head[:1] if is_small else head, self.palette)
        self.query_one("#foot", Bar).show(foot, self.palette)


CHOOSING: list[BindingType] = [
    Binding("escape,q", "leave", show=False, priority=True),
    Binding("j,down", "lines(1)", show=False, priority=True),
    Binding("k,up", "lines(-1)", show=False, priority=True),
    Binding("enter", "take", show=False, priority=True),
    Binding("ctrl+c", "app.interrupt", show=False, priority=True),
    Binding("Q", "app.quit_now", show=False, priority=True),
]
"""The keys of a list from which one entry is taken."""


class LetterDialog(Question[str | None], inherit_bindings=False):
    """Waits for one letter over the screen that asked for it; any other key leaves."""

    DEFAULT_CSS = "LetterDialog { background: transparent; }"

    def on_key(self, event: events.Key) -> None:
        """Take the letter."""
        event.stop()
        sign = event.character
        self.dismiss(sign if sign is not None and sign.isprintable() and not sign.isspace() else None)


PLACES: dict[ScreenName, str] = {
    "library": "the list",
    "reading": "the text",
    "compare": "the comparison",
    "ledger": "the quotations",
}
"""What each screen is called."""


class ListDialog(Dialog[int]):
    """A list of things with what they are; `enter` takes the one under the bar.

    Args:
        title: What they are.
        entries: What each is called, and what there is to say of it.
        verb: What `enter` does.
    """

    BINDINGS = CHOOSING

    def __init__(self, title: str, entries: Sequence[tuple[str, str]], verb: str = "take") -> None:
        super().__init__("library")
        self._title, self._entries, self._verb = title, entries, verb

    def draw(self) -> None:
        """Draw the list."""
        width = self.width

        def draw_row(item: int, row: int) -> Line:
            name, what = self._entries[item]
            return (
                ((clip(name, width), ("title",)),)
                if row == 0
                else ((f"  {clip(what, width - 2)}", ("dim",)),)
            )

        self.view.show(Layout([2] * len(self._entries), draw_row), self.palette)
        self.view.focus()
        self.show_bars(
            self._title, str(len(self._entries)), (("enter", self._verb), ("j k", "move"), ("q", "back"))
        )

    def action_take(self) -> None:
        """Take the entry under the bar."""
        self.dismiss(self.view.item)


class PairDialog(Dialog[tuple[int, int]]):
    """The versions of a story; `enter` takes the old one, then the new one.

    Args:
        versions: Name, date and subject of each, empty where there is none.
        pair: Which are compared now, old and new.
    """

    BINDINGS = CHOOSING

    def __init__(self, versions: Sequence[tuple[str, str, str]], pair: tuple[int, int]) -> None:
        super().__init__("compare")
        self._versions, self._now = versions, pair
        self._old: int | None = None

    def draw(self) -> None:
        """List the versions."""
        self._list(self.view.item if self.view.rows.items else self._now[0])

    def _list(self, item: int) -> None:
        columns = [max(map(cells, column)) for column in zip(*self._versions, strict=True)]
        beside = sum(size + 2 for size in columns[1:2] if size) + min(
            columns[2] + 2, self.width // 4 if columns[2] else 0
        )
        columns[0] = min(columns[0], max(12, self.width - beside - 10))
        digits = len(str(len(self._versions)))

        def draw_row(item: int, row: int) -> Line:
            line: list[Piece] = [
                (f"{self._sign(item):<4}", ("accent",)),
                (f"{item + 1:>{digits}} ", ("dim",)),
            ]
            looks: tuple[tuple[str, ...], ...] = ((), ("dim",), ())
            for text, cells_wide, look in zip(self._versions[item], columns, looks, strict=True):
                if cells_wide:
                    line += padded(((clip(text, cells_wide), look),), cells_wide + 2)
            return tuple(cropped(tuple(line), self.width))

        self.view.show(Layout([1] * len(self._versions), draw_row), self.palette, item=item)
        self.view.focus()
        which, back = ("old", "back") if self._old is None else ("new", "the old one again")
        self.show_bars(
            f"Which version is {which}?",
            f"{len(self._versions)} versions",
            (("enter", f"the {which} one"), ("j k", "move"), ("q", back)),
        )

    def _sign(self, item: int) -> str:
        """Mark what was chosen; before that, what is compared now."""
        if self._old is not None:
            return "old" if item == self._old else "·" if item == self._now[1] else ""
        return "old" if item == self._now[0] else "new" if item == self._now[1] else ""

    def action_take(self) -> None:
        """Take the version under the bar as the old one, then as the new one."""
        item = self.view.item
        if self._old is None:
            self._old = item
            new = self._now[1] if self._now[1] != item else self._now[0]
            self._list(new)
        elif item != self._old:
            self.dismiss((self._old, item))

    def action_leave(self) -> None:
        """Choose the old version again, or leave all as it was."""
        if self._old is None:
            super().action_leave()
            return
        item, self._old = self._old, None
        self._list(item)


_KEY_CELLS, _ID_CELLS = 21, 28
"""How wide the columns of keys and ids are in the palette, where there is room."""


def _whole_keys(command: Command, width: int) -> str:
    """Name the keys of a command, as many as fit."""
    named = ""
    for key in key_names(command):
        if named and cells(f"{named}  {key}") > width:
            break
        named = f"{named}  {key}" if named else key
    return clip(named, width)


class PaletteScreen(Dialog[str]):
    """Commands by name: type to narrow the list, `enter` runs the one under the bar."""

    BINDINGS = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("down,ctrl+n", "lines(1)", show=False, priority=True),
        Binding("up,ctrl+p", "lines(-1)", show=False, priority=True),
        Binding("ctrl+c", "app.interrupt", show=False, priority=True),
    ]

    def body(self) -> ComposeResult:
        """Return the line to type in, and the list."""
        yield Input(placeholder="type a command")
        listed = LineView("list")
        listed.waiting = "bright"
        yield listed

    def draw(self) -> None:
        """List what matches the words typed so far."""
        self.found = find_commands(self.over, self.query_one(Input).value, self.commands)
        lines = [self._command_line(command) for command in self.found]
        self.view.show(Layout([1] * len(lines), lambda item, row: lines[item]), self.palette, item=0, top=0)
        self.show_bars(
            "Commands", f"of {PLACES[self.over]}", (("enter", "run"), ("↑ ↓", "move"), ("esc", "back"))
        )

    def _command_line(self, command: Command) -> Line:
        """Name a command: what it does first, which is what one looks for; its keys; its id where there is room."""
        widest = max(cells(one.help) for one in commands_of(self.over, self.commands)) + 2
        key_cells = _KEY_CELLS if self.width >= NARROW else 8
        id_cells = _ID_CELLS if self.width >= widest + key_cells + _ID_CELLS else 0
        room = min(widest, self.width - key_cells - id_cells)
        keys = padded(((_whole_keys(command, key_cells), ("key",)),), key_cells)
        line = (*padded(((clip(command.help, room - 1), ()),), room), *keys)
        return (*line, (command.id, ("dim",))) if id_cells else line

    def on_mount(self) -> None:
        """Take the keys."""
        super().on_mount()
        line = self.query_one(Input)
        dress(line, self.palette)
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self.draw()

    def action_take(self) -> None:
        """Run the command under the bar, once the line has got all that was typed."""
        self.query_one(Input).call_later(self._take)

    def _take(self) -> None:
        found = find_commands(self.over, self.query_one(Input).value, self.commands)
        item = self.view.item if found == self.found else 0
        self.dismiss(found[item].action if found else None)


def find_commands(screen: ScreenName, words: str, table: Sequence[Command] = COMMANDS) -> list[Command]:
    """Return the commands of a screen that hold every one of `words`, the usual moves last.

    Before all others stands the one whose key was typed, as in ":q", then those named so.
    """
    wanted, key = words.casefold().split(), words.strip()
    commands = commands_of(screen, table)
    of_key = [c for c in commands if key in c.keys.split()]
    matching = [
        c
        for c in commands
        if c not in of_key and all(word in f"{c.id} {c.help}".casefold() for word in wanted)
    ]
    matching.sort(key=lambda c: (not all(word in c.id for word in wanted), c.group == "Moving"))
    return of_key + matching
