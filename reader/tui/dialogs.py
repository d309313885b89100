"""Pages over the screens: the keys, and the palette of commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.render.lines import Layout, Line, clip, join_pieces
from reader.render.palette import Palette
from reader.tui.bars import Bar, foot_lines, head_lines
from reader.tui.commands import COMMANDS, Command, ScreenName, commands_of, key_names
from reader.tui.line_view import LineView
from reader.tui.prompt import Question

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

    def show_bars(self, title: str, facts: str, keys: str) -> None:
        """Draw head and foot."""
        width = self.size.width
        self.query_one("#head", Bar).show(head_lines(title, facts, width), self.palette)
        self.query_one("#foot", Bar).show(foot_lines((), ((keys, ("dim",)),), width), self.palette)


CHOOSING: list[BindingType] = [
    Binding("escape,q", "leave", show=False, priority=True),
    Binding("j,down", "lines(1)", show=False, priority=True),
    Binding("k,up", "lines(-1)", show=False, priority=True),
    Binding("enter", "take", show=False, priority=True),
    Binding("ctrl+c", "app.interrupt", show=False, priority=True),
    Binding("Q", "app.quit_now", show=False, priority=True),
]
"""The keys of a list from which one entry is taken."""


class HelpScreen(Dialog[None]):
    """The keys of a screen, grouped."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "leave", show=False, priority=True),
        Binding("j,down", "lines(1)", show=False, priority=True),
        Binding("k,up", "lines(-1)", show=False, priority=True),
        Binding("space,pagedown,d", "pages(1)", show=False, priority=True),
        Binding("b,pageup,u", "pages(-1)", show=False, priority=True),
        Binding("ctrl+c", "app.interrupt", show=False, priority=True),
        Binding("Q", "app.quit_now", show=False, priority=True),
    ]

    def body(self) -> ComposeResult:
        """Return the page."""
        yield LineView("text")

    def draw(self) -> None:
        """List the keys."""
        lines = help_lines(self.over, self.commands)
        self.view.show(Layout([1] * len(lines), lambda item, row: lines[item]), self.palette)
        self.view.set_bar((-1, -1))
        self.view.focus()
        self.show_bars("Keys", "", "j k move · q back")

    def action_lines(self, lines: int) -> None:
        """Move by lines."""
        self.view.move_lines(lines)
        self.view.set_bar((-1, -1))

    def action_pages(self, pages: int) -> None:
        """Move by pages."""
        self.view.move_pages(pages)
        self.view.set_bar((-1, -1))


def help_lines(screen: ScreenName, table: Sequence[Command] = COMMANDS) -> list[Line]:
    """List the commands of a screen under the headings of their groups."""
    groups: dict[str, list[Command]] = {}
    for command in commands_of(screen, table):
        groups.setdefault(command.group, []).append(command)
    lines: list[Line] = [*_mark_lines(screen)]
    for group, commands in groups.items():
        if lines:
            lines.append(())
        lines.append(((group, ("title",)),))
        for command in commands:
            keys = "  ".join(key_names(command))
            lines.append(((f"  {keys:<18}", ("key",)), (f" {command.help}", ())))
    return lines


class LetterDialog(Question[str | None], inherit_bindings=False):
    """Waits for one letter over the screen that asked for it; any other key leaves."""

    DEFAULT_CSS = "LetterDialog { background: transparent; }"

    def on_key(self, event: events.Key) -> None:
        """Take the letter."""
        event.stop()
        sign = event.character
        self.dismiss(sign if sign is not None and sign.isprintable() and not sign.isspace() else None)


MARKS: dict[str, Sequence[tuple[str, str]]] = {
    "compare": (
        ("~", "edited"), ("+ -", "added, removed"), ("> <", "moved down, moved up"), ("Y ^", "split, merged"),
        ('"', "a quotation changed, as the note below says"),
        ("brown", "words that went, struck through"), ("blue", "words that came, underlined"),
        ("dim", "changes that weigh less than L says"),
        ("█ ▒", "on the right: where changes lie, in the part that is seen and elsewhere"),
    ),
    "reading": (("AB", "initials of who speaks, where a quotation begins"), ("?", "nobody is known to say this"),
                ("▸", "something folded; enter unfolds it")),
    "library": (("•", "not read yet"),),
    "ledger": (("…", "a fragment inside the article's own sentence"), ("●", "the speaker's colour")),
}  # fmt: skip
"""What the marks of each screen mean."""


def _mark_lines(screen: ScreenName) -> list[Line]:
    title: Line = (("Marks", ("title",)),)
    return [title, *(((f"  {mark:<18}", ("mark",)), (f" {meaning}", ())) for mark, meaning in MARKS[screen])]


class ListDialog(Dialog[int]):
    """A list of things with what they are; `enter` takes the one under the bar."""

    BINDINGS = CHOOSING

    def __init__(self, title: str, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__("library")
        self._title, self._entries = title, entries

    def draw(self) -> None:
        """Draw the list."""
        width = max(10, self.size.width - 2)

        def draw_row(item: int, row: int) -> Line:
            name, what = self._entries[item]
            return (
                ((clip(name, width), ("title",)),)
                if row == 0
                else ((f"  {clip(what, width - 2)}", ("dim",)),)
            )

        self.view.show(Layout([2] * len(self._entries), draw_row), self.palette)
        self.view.focus()
        self.show_bars(self._title, str(len(self._entries)), "j k move · enter take · q back")

    def action_take(self) -> None:
        """Take the entry under the bar."""
        self.dismiss(self.view.item)


class PairsDialog(Dialog[tuple[int, int]]):
    """Every pair of versions of a story; `enter` takes the one under the bar."""

    BINDINGS = CHOOSING

    def __init__(self, names: Sequence[str], pair: tuple[int, int]) -> None:
        super().__init__("compare")
        self._names = names
        self._pairs = [(old, new) for old in range(len(names)) for new in range(len(names)) if old != new]
        self._now = self._pairs.index(pair)

    def draw(self) -> None:
        """List the pairs."""

        def draw_row(item: int, row: int) -> Line:
            old, new = self._pairs[item]
            mark = "●" if item == self._now else " "
            names = (f"{number + 1} {self._names[number]}" for number in (old, new))
            return ((f" {mark} ", ("accent",)), *join_pieces([(name, ()) for name in names], "  →  "))

        self.view.show(Layout([1] * len(self._pairs), draw_row), self.palette, item=self._now, top=0)
        self.view.focus()
        self.show_bars("Versions", "old → new", "j k move · enter compare · q back")

    def action_take(self) -> None:
        """Take the pair under the bar."""
        self.dismiss(self._pairs[self.view.item])


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
        line = Input(placeholder="type a command")
        line.cursor_blink = False
        yield line
        yield LineView("list")

    def draw(self) -> None:
        """List what matches the words typed so far."""
        self.found = find_commands(self.over, self.query_one(Input).value, self.commands)
        lines: list[Line] = [
            (
                (f"{command.id:<26}", ("title",)),
                (f"{'  '.join(key_names(command)):<18}", ("key",)),
                (command.help, ("dim",)),
            )
            for command in self.found
        ]
        self.view.show(Layout([1] * len(lines), lambda item, row: lines[item]), self.palette, item=0, top=0)
        self.show_bars("Commands", "", "enter runs · esc back")

    def on_mount(self) -> None:
        """Take the keys."""
        super().on_mount()
        self.query_one(Input).focus()

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
    """Return the commands of a screen that hold every one of `words`, those named so first."""
    wanted = words.casefold().split()
    commands = commands_of(screen, table)
    matching = [c for c in commands if all(word in f"{c.id} {c.help}".casefold() for word in wanted)]
    return sorted(matching, key=lambda c: not all(word in c.id for word in wanted))
