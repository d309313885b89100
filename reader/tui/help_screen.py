"""The page of keys and marks of a screen."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from textual.app import ComposeResult
from textual.binding import Binding

from reader.render.lines import Layout, Line, line_cells, padded, wrap
from reader.tui.commands import COMMANDS, Command, ScreenName, commands_of, key_names
from reader.tui.dialogs import PLACES, Dialog
from reader.tui.line_view import LineView


class HelpScreen(Dialog[None]):
    """The keys of a screen, grouped."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "leave", show=False, priority=True),
        Binding("j,down", "lines(1)", show=False, priority=True),
        Binding("k,up", "lines(-1)", show=False, priority=True),
        Binding("space,pagedown,d", "pages(1)", show=False, priority=True),
        Binding("b,pageup,u", "pages(-1)", show=False, priority=True),
        Binding("g,home", "end(False)", show=False, priority=True),
        Binding("G,end", "end(True)", show=False, priority=True),
        Binding("ctrl+c", "app.interrupt", show=False, priority=True),
        Binding("Q", "app.quit_now", show=False, priority=True),
    ]

    def body(self) -> ComposeResult:
        """Return the page."""
        yield LineView("text")

    def draw(self) -> None:
        """List the keys."""
        lines = help_lines(self.over, self.commands, self.width)
        self.view.show(Layout([1] * len(lines), lambda item, row: lines[item]), self.palette)
        self.view.set_bar((-1, -1))
        self.view.focus()
        self.show_bars("Keys", f"of {PLACES[self.over]}", (("j k", "move"), ("q", "back")))

    def action_lines(self, lines: int) -> None:
        """Move by lines."""
        self.view.move_lines(lines)
        self.view.set_bar((-1, -1))

    def action_pages(self, pages: int) -> None:
        """Move by pages."""
        self.view.move_pages(pages)
        self.view.set_bar((-1, -1))

    def action_end(self, is_last: bool) -> None:
        """Go to the beginning or the end."""
        (self.view.to_bottom if is_last else self.view.to_top)()
        self.view.set_bar((-1, -1))


_COLUMNS_FROM = 110
"""The width from which keys stand in two columns."""


_ROOMY = 50
"""The width of a column from which keys get as much of it as they take; else no more than a quarter."""


def help_lines(screen: ScreenName, table: Sequence[Command] = COMMANDS, width: int = 1000) -> list[Line]:
    """List the commands of a screen under the headings of their groups, in two columns where there is room.

    Args:
        screen: Which screen.
        table: All commands.
        width: Cells to draw in.
    """
    groups: dict[str, list[tuple[Line, str]]] = {"Marks": [*MARKS[screen]]}
    # What this screen is for comes before how one moves, which those know who know a pager.
    for command in sorted(commands_of(screen, table), key=lambda c: c.group in ("Moving", *_LAST)):
        keys: Line = (("  ".join(key_names(command)), ("key",)),)
        groups.setdefault(command.group, []).append((keys, command.help))
    if not _COLUMNS_FROM <= width < 1000:
        return _column(groups, width)
    names, half = list(groups), (width - 2) // 2
    columns = [
        [_column({name: groups[name] for name in part}, half) for part in (names[:cut], names[cut:])]
        for cut in range(1, len(names))
    ]
    left, right = min(columns, key=lambda pair: max(map(len, pair)))
    return [(*padded(a, half + 2), *b) for a, b in zip_longest(left, right, fillvalue=())]


_LAST = ("Screens", "Everywhere")
"""The groups that are the same on every screen."""


def _column(groups: Mapping[str, Sequence[tuple[Line, str]]], width: int) -> list[Line]:
    """Draw groups below each other, a blank line between them."""
    widest = max(line_cells(head) for entries in groups.values() for head, _ in entries) + 2
    lines: list[Line] = []
    for name, entries in groups.items():
        lines += [(), ((name, ("title",)),)] if lines else [((name, ("title",)),)]
        for head, meaning in entries:
            lines += _explained(
                head, meaning, min(widest, width * 2 // 5 if width >= _ROOMY else width // 4), width - 2
            )
    return lines


def _explained(head: Line, meaning: str, column: int, width: int) -> list[Line]:
    """Put a mark or keys beside what they mean; above it, where the column is too narrow for them."""
    rows: list[Line] = [((meaning[start:end], ()),) for start, end in wrap(meaning, max(8, width - column))]
    blank: Line = ((" " * (column + 2), ()),)
    if line_cells(head) >= column:
        return [(("  ", ()), *head), *((*blank, *row) for row in rows)]
    first: Line = (("  ", ()), *padded(head, column), *rows[0])
    return [first, *((*blank, *row) for row in rows[1:])]


def _mark(*signs: str, role: str = "mark") -> Line:
    return ((" ".join(signs), (role,)),)


MARKS: dict[ScreenName, Sequence[tuple[Line, str]]] = {
    "compare": (
        (_mark("~"), "edited"),
        (_mark("+", "-"), "added, removed"),
        (_mark(">", "<"), "moved down, moved up"),
        (_mark("Y", "^"), "split, merged"),
        (_mark('"'), "a quotation changed, as the note below says"),
        (_mark("words", role="deleted"), "that went"),
        (_mark("words", role="inserted"), "that came"),
        ((("words", ("light-deleted",)), (" ", ()), ("words", ("light-inserted",))),
         "that went and came, and weigh less than L says"),
        (_mark("█", "▒"), "on the right: where changes lie, in the part that is seen and elsewhere"),
        (_mark("┊"), "on the right: the part that is seen, where nothing changed"),
    ),
    "reading": (
        (_mark("AB"), "initials of who speaks, where a quotation begins"),
        (_mark("AB+"), "others begin to speak in this row, too"),
        (_mark("?"), "nobody is known to say this"),
        (_mark("▸"), "something folded; enter unfolds it"),
    ),
    "library": ((_mark("•"), "not read yet"),),
    "ledger": (
        (_mark("…"), "a fragment inside the article's own sentence"),
        (_mark("●"), "the speaker's colour"),
    ),
}  # fmt: skip
"""What the marks of each screen mean."""
