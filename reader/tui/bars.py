"""The lines around a text: a head that says what is open, a foot that says where one is and which keys matter here."""

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from reader.render.lines import SEPARATOR, Line, Piece, cells, clip, join_pieces, line_cells, rule, wrap
from reader.render.palette import PALETTES, Palette
from reader.tui.line_view import make_strip


class Bar(Widget, can_focus=False, inherit_bindings=False):
    """A few fixed lines across the screen.

    Args:
        height: How many lines.
        id: The widget's id.
    """

    def __init__(self, height: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.styles.height = height
        self.lines: Sequence[Line] = ()
        self.palette: Palette = PALETTES["dark"]

    def show(self, lines: Sequence[Line], palette: Palette) -> None:
        """Show other lines; nothing is drawn when they are the same."""
        if (self.lines, self.palette) != (lines, palette):
            if len(lines) != len(self.lines):
                self.styles.height = len(lines)
            self.lines, self.palette = lines, palette
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        line = self.lines[y] if y < len(self.lines) else ()
        return make_strip(line, self.palette, self.size.width)


def is_low(height: int) -> bool:
    """Tell whether a screen of `height` rows has none to spare for rules and blank lines."""
    return height < 18


_LEAST_PART = 15
"""In how many cells the second part of a status is cut rather than left out, its separator included."""


def fitted(parts: Sequence[Piece], width: int) -> Line:
    """Join the parts of a status that fit, cut at a whole part unless only one would be left; a sign where some were left out."""
    line: Line = ()
    for number, _ in enumerate(parts, start=1):
        joined = join_pieces(parts[:number])
        room = width if number == len(parts) else width - 2
        if number == 1 and line_cells(joined) > width:
            text, roles = parts[0]
            return ((clip(text, width), roles),)
        if number == 2 and line_cells(joined) > room and width - line_cells(line) >= _LEAST_PART:
            text, roles = parts[1]
            clipped = clip(text, width - line_cells(line) - cells(SEPARATOR))
            return join_pieces((parts[0], (clipped, roles)))
        if number > 1 and line_cells(joined) > room:
            return (*line, (" …", ("dim",)))
        line = joined
    return line


NARROW = 60
"""The width in cells below which the head leaves out the program's name, and the foot what the usual keys are for."""

_LEAST_TITLE = 20
"""How many cells of a title are more worth than the facts beside it."""


def head_lines(title: str, facts: str, width: int) -> tuple[Line, ...]:
    """Draw the head: what is open and what it is; a thin rule below.

    Args:
        title: What is open.
        facts: What it is, in parts; where there is little room the last part, then none.
        width: Cells to draw in.
    """
    badge: Line = ((" reader ", ("badge",)), (" ", ())) if width >= NARROW else ((" ", ()),)
    left, room = width - line_cells(badge) - 1, 0
    for told in (facts, facts.rpartition(SEPARATOR)[2], ""):
        room = left - (cells(told) + 3 if told else 0)
        if not told or room >= min(_LEAST_TITLE, cells(title)):
            break
    line: Line = (
        *badge,
        (clip(title, max(1, room)), ("title",)),
        ((f"   {told}" if told else ""), ("dim",)),
    )
    return (line, rule(width))


def notice_lines(words: str, width: int) -> tuple[Line, ...]:
    """Draw what is said in the foot: on one row, or on two where it is long."""
    rows = wrap(words, max(1, width))
    shown = [words[start:end] for start, end in rows[:2]]
    if len(rows) > 2:
        shown[1] = clip(words[rows[1][0] :], width)
    return tuple(((text, ("notice",)),) for text in shown)


def foot_lines(status: Line, keys: Line, width: int, *, low: bool = False) -> tuple[Line, ...]:
    """Draw the foot: a thin rule unless the screen is low, where one is, which keys matter."""
    lines: tuple[Line, ...] = (((" ", ()), *status), ((" ", ()), *keys))
    return lines if low else (rule(width), *lines)


def key_line(entries: Sequence[tuple[str, str]], width: int, *, last: int = 0) -> Line:
    """Name keys and what they do, cut at a whole key.

    Args:
        entries: Keys and labels, the most useful first.
        width: Cells to draw in.
        last: How many at the end are named whatever has to be left out before them, if there is room for anything;
            where there is little, by their keys alone.
    """
    if last and width < NARROW:
        entries = [
            *entries[: len(entries) - last],
            *((keys, "") for keys, _ in entries[len(entries) - last :]),
        ]
    kept = entries[len(entries) - last :] if last else ()
    sizes = [cells(keys) + (cells(label) + 1 if label else 0) + 2 for keys, label in entries]
    reserved = sum(sizes[len(entries) - last :]) if last else 0
    if reserved > width // 2:
        kept, reserved = (), 0
    line: list[Piece] = []
    left = width + 1
    for number, (keys, label) in enumerate(entries):
        size = sizes[number]
        if (keys, label) not in kept and size > left - reserved:
            continue
        if size > left:
            break
        line.append((("  " if line else "") + keys, ("key",)))
        line.append((f" {label}" if label else "", ("dim",)))
        left -= size
    return tuple(line)
