"""What to send so that a terminal which shows one frame shows another: frames in, text with sequences out.

Only sequences that the VT102 had or that every terminal of today understands are used: scrolling by a line
feed or a reverse index at a margin (not SU and SD, which some lack), ECH and EL for stretches of blanks, SGR,
absolute and relative moves. REP is left out: tmux and others differ in what they repeat. The terminal must
not wrap at the right margin (DECAWM off), its pen must be plain and its margins at the edges; so they are
again afterwards.

Source: ECMA-48; the VT510 manual for DECSTBM, IND and RI; XTerm Control Sequences.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, groupby, pairwise
from operator import eq, itemgetter, ne

from reader.tui.frame import (
    BLANK,
    PLAIN,
    UNKNOWN,
    Frame,
    Pen,
    Row,
    first_doubtful,
    remove_acting,
    unknown_frame,
)

# Attributes that cannot be seen on a blank: bold, dim, italic, blinking. All others draw something or swap
# the colours.
_UNSEEN_ON_BLANKS = frozenset((1, 2, 3, 5, 6))

# What switches an attribute off again.
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 21: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 51: 54, 52: 54, 53: 55}

# A stretch of blanks is erased (`CSI 12 X`, then a move as long) instead of written from this length on.
_LONG_BLANK = re.compile(" {11,}")

# Cells that are right already are skipped by a move, or written again where that is shorter; a longer gap is
# never written again.
_LONGEST_REWRITE = 12

# Stretches that change side by side count as two where as many columns between them stay.
_LEAST_GAP = 2

# What setting margins, moving, scrolling and resetting them costs, in bytes; a shift has to gain more.
_SCROLL_COST = 24


def find_difference(
    shown: Frame, wanted: Frame, *, erase_in_color: bool = True, is_vt102: bool = False
) -> str:
    """Find what turns `shown` into `wanted`.

    Args:
        shown: What the terminal shows. Of another size, it counts as unknown.
        wanted: What it is to show.
        erase_in_color: Whether erased cells take the background of the pen (xterm and most do; screen does
            not).
        is_vt102: Whether only sequences may be used that the VT102 had.

    Returns:
        Text and control sequences; empty if nothing differs. Where the cursor stands afterwards is not said.
    """
    if (shown.width, shown.height) != (wanted.width, wanted.height):
        shown = unknown_frame(wanted.width, wanted.height)
    if shown.rows == wanted.rows:
        return ""
    shift = find_shift(shown.rows, wanted.rows)
    rows = shift_rows(list(shown.rows), *shift) if shift else list(shown.rows)

    def paint(*stages: Sequence[Row]) -> str:
        painter = Painter(wanted.width, wanted.height, erase_in_color=erase_in_color, is_vt102=is_vt102)
        if shift:
            painter.scroll(*shift)
        before: Sequence[Row] = rows
        for after in stages:
            painter.draw_rows(before, after)
            before = after
        painter.use(PLAIN)
        return "".join(painter.out)

    whole = paint(wanted.rows)
    column = find_parting(rows, wanted.rows)
    if column is None:
        return whole
    # Line by line the pen would have to change between what stands on both sides, over and over.
    left = [new[:column] + old[column:] for old, new in zip(rows, wanted.rows, strict=True)]
    return min(whole, paint(left, wanted.rows), key=len)


# --------------------------------------------------------------------------------------------------


def shift_rows(rows: list[Row], top: int, bottom: int, lines: int) -> list[Row]:
    """Return what `rows` are after those from `top` to before `bottom` moved up by `lines`."""
    region = rows[top:bottom]
    blank = [(BLANK,) * len(rows[0])] * abs(lines)
    region = region[lines:] + blank if lines > 0 else blank + region[:lines]
    return rows[:top] + region + rows[bottom:]


def find_parting(old: Sequence[Row], new: Sequence[Row]) -> int | None:
    """Find the column that best parts two stretches of the screen which change side by side: a bar and a text, two panes.

    Returns:
        Where the right one begins; None if nothing parts what changes on several lines.
    """
    changed: Counter[int] = Counter()
    lines = 0
    for a, b in zip(old, new, strict=True):
        if a is not b and a != b:
            if a[0] is UNKNOWN:
                return None
            columns = list(compress(range(len(b)), map(ne, a, b)))
            changed.update(columns)
            lines += columns[-1] - columns[0] >= _LEAST_GAP
    if lines < 2:
        return None
    # What changes on one line alone, as the foot does, parts nothing and joins nothing.
    often = sorted(x for x, count in changed.items() if count > 1)
    gaps = [(right - left, right) for left, right in pairwise(often)]
    width, column = max(gaps, default=(0, 0))
    is_whole = all(row[column][0] != "" for rows in (old, new) for row in rows)
    return column if width > _LEAST_GAP and is_whole else None


def find_shift(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[int, int, int] | None:
    """Find the stretch of lines that is best scrolled before cells are compared.

    Rows need not be equal to count as shifted: a scroll bar, a mark in the gutter, a cursor line may differ.
    Halves of rows vote for a distance; for the distances with most votes the equal cells are counted with the
    shift and without.

    Returns:
        The first line, the line after the last, and by how many lines the text between moves up (down if
        negative); None if no shift pays.
    """
    changed = [y for y, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b and a != b]
    if len(changed) < 3 or old[changed[0]][0] is UNKNOWN:
        return None
    best: tuple[int, tuple[int, int, int]] | None = None
    for lines in _distances(old, new, changed):
        found = _best_stretch(old, new, lines)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _distances(old: tuple[Row, ...], new: tuple[Row, ...], changed: list[int]) -> list[int]:
    """Return up to three distances, not 0, at which most halves of changed rows are found again."""
    middle = len(old[0]) // 2
    votes: Counter[int] = Counter()
    for part in (slice(0, middle), slice(middle, None)):
        places: dict[Row, list[int]] = {}
        for y, row in enumerate(old):
            places.setdefault(row[part], []).append(y)
        for y in changed:
            found = places.get(new[y][part], ())
            if 0 < len(found) <= 2:
                votes.update(place - y for place in found)
    del votes[0]
    return [lines for lines, count in votes.most_common(3) if count > 1]


def _best_stretch(
    old: tuple[Row, ...], new: tuple[Row, ...], lines: int
) -> tuple[int, tuple[int, int, int]] | None:
    """Return what shifting by `lines` gains in cells, and the best stretch for it; None if it loses.

    Source: the maximum subarray of gains per line (Kadane).
    """
    height = len(new)
    blank = (BLANK,) * len(new[0])
    before = [_count_equal(a, b) for a, b in zip(old, new, strict=True)]
    best: tuple[int, tuple[int, int, int]] | None = None
    total, start = 0, 0
    for y in range(max(0, -lines), min(height, height - lines)):
        if total <= 0:
            total, start = 0, y
        total += _count_equal(old[y + lines], new[y]) - before[y]
        # The lines that scroll in are blank, whatever stood there.
        bare = range(y + 1, y + 1 + lines) if lines > 0 else range(start + lines, start)
        gain = total - _SCROLL_COST - sum(before[b] - _count_equal(blank, new[b]) for b in bare)
        if gain > 0 and (best is None or gain > best[0]):
            best = gain, (min(start, start + lines), max(y, y + lines) + 1, lines)
    return best


def _count_equal(a: Row, b: Row) -> int:
    return len(a) if a == b else sum(map(eq, a, b))


# --------------------------------------------------------------------------------------------------


class Painter:
    """A terminal's cursor and pen while one update is written.

    Attributes:
        out: What was written so far, to be joined.
    """

    def __init__(self, width: int, height: int, *, erase_in_color: bool, is_vt102: bool = False) -> None:
        self.out: list[str] = []
        self._width = width
        self._height = height
        self._erase_in_color = erase_in_color
        self._is_vt102 = is_vt102
        # None: not known. After the last column is written terminals differ in where the cursor is.
        self._x: int | None = None
        self._y: int | None = None
        self._pen = PLAIN
        self._old: Row = ()

    def use(self, pen: Pen) -> None:
        """Change to another pen."""
        if pen is not self._pen:
            self.out.append(_from_reset(pen) if self._is_vt102 else change_pen(self._pen, pen))
            self._pen = pen

    def use_for_blanks(self, pen: Pen) -> None:
        """Change to a pen in which blanks look as they do in `pen`: their letters' colour and weight are not seen."""
        if not (_hides_on_blanks(pen) and _hides_on_blanks(self._pen)):
            self.use(pen)
        elif self._pen.background != pen.background:
            self.use(self._pen._replace(background=pen.background))

    def move(self, y: int, x: int) -> None:
        """Bring the cursor to line `y`, column `x`, by the shortest way."""
        if (y, x) != (self._y, self._x):
            # What the VT102 had not are moves to a column or a line alone.
            self.out.append(_absolute(y, x) if self._is_vt102 else shortest_move(self._y, self._x, y, x))
            self._y, self._x = y, x

    def scroll(self, top: int, bottom: int, lines: int) -> None:
        """Move what stands from line `top` to before `bottom` up by `lines`; blanks come in."""
        self.out.append(f"\x1b[{top + 1};{bottom}r")
        if lines > 0:
            self.out.append(f"\x1b[{bottom}H" + "\n" * lines)
        else:
            self.out.append(f"\x1b[{top + 1}H" + "\x1bM" * -lines)
        # Whether this homes the cursor is told differently by different terminals.
        self.out.append("\x1b[r")
        self._x = self._y = None

    def draw_rows(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Turn rows into others, line by line."""
        for y, (before, after) in enumerate(zip(old, new, strict=True)):
            if before is not after and before != after:
                self.draw_row(y, before, after)

    def draw_row(self, y: int, old: Row, new: Row) -> None:
        """Turn the row `old` on line `y` into `new`."""
        doubtful = [at for at in (first_doubtful(old), first_doubtful(new)) if at is not None]
        if doubtful:
            old = self._clear_from(y, min(doubtful), old)
        self._old = old
        changed = list(compress(range(len(new)), map(ne, old, new)))
        if not changed:
            return
        tail = self._blank_tail(new)
        if sum(x >= tail for x in changed[-5:]) < 5:
            self._draw_cells(y, new, changed)
            return
        start = next(x for x in changed if x >= tail)
        self._draw_cells(y, new, changed[: changed.index(start)])
        self.move(y, start)
        self.use_for_blanks(new[start][1])
        self.out.append("\x1b[K")

    def _clear_from(self, y: int, x: int, old: Row) -> Row:
        """Erase the row from a doubtful character on: it may have taken other cells than we believe."""
        self.move(y, x)
        self.use_for_blanks(PLAIN)
        self.out.append("\x1b[K")
        return old[:x] + (BLANK,) * (len(old) - x)

    def _can_erase(self, pen: Pen) -> bool:
        return (self._erase_in_color or not pen.background) and _hides_on_blanks(pen)

    def _blank_tail(self, row: Row) -> int:
        """Return from which column on the row is nothing but blanks that can be erased with one pen."""
        last = row[-1]
        if last[0] != " " or not self._can_erase(last[1]):
            return len(row)
        x = len(row) - 1
        while x > 0 and row[x - 1] == last:
            x -= 1
        return x

    def _draw_cells(self, y: int, row: Row, changed: list[int]) -> None:
        """Draw the cells at the ascending columns `changed`, and those between where a move is no shorter."""
        start = end = -1
        for x in changed:
            if x < end:
                continue
            if x > end and not (
                start >= 0 and x - end <= _LONGEST_REWRITE and self._rewrites(y, row, end, x)
            ):
                if start >= 0:
                    self._write(y, start, row[start:end])
                start = _cell_start(row, x)
            end = x + 1
            while end < len(row) and row[end][0] == "":
                end += 1
        if start >= 0:
            self._write(y, start, row[start:end])

    def _rewrites(self, y: int, row: Row, start: int, end: int) -> bool:
        """Whether the cells from `start` to `end` are written again rather than skipped."""
        pen = row[start - 1][1]
        cost = 0
        for text, its_pen in row[start:end]:
            if its_pen != pen:
                cost += len(change_pen(pen, its_pen))
                pen = its_pen
            cost += len(text.encode("utf-8", "replace"))
        if end < len(row) and row[end][1] != pen:
            cost += len(change_pen(pen, row[end][1]))
        skip = len(shortest_move(y, start, y, end))
        if row[end][1] != row[start - 1][1]:
            skip += len(change_pen(row[start - 1][1], row[end][1]))
        return cost <= skip

    def _write(self, y: int, x: int, cells: Row) -> None:
        """Write `cells` from column `x` on."""
        for pen, group in groupby(cells, itemgetter(1)):
            texts = [text for text, _ in group]
            text = "".join(texts)
            may_erase = not self._is_vt102 and self._can_erase(pen)
            if may_erase and len(text) == len(texts) and "           " in text:
                self._write_around_blanks(y, x, text, pen)
            elif not text.isascii() and first_doubtful(tuple((t, pen) for t in texts)) is not None:
                self._write_doubtful(y, x, texts, pen)
            else:
                self._put(y, x, text, len(texts), pen)
            x += len(texts)

    def _put(self, y: int, x: int, text: str, width: int, pen: Pen) -> None:
        self.move(y, x)
        if text.isspace():
            self.use_for_blanks(pen)
        else:
            self.use(pen)
        self.out.append(text)
        x += width
        self._x = x if x < self._width else None

    def _write_around_blanks(self, y: int, x: int, text: str, pen: Pen) -> None:
        """Write `text`, a character per cell, but erase its long stretches of blanks."""
        at = 0
        for match in _LONG_BLANK.finditer(text):
            start, end = match.span()
            if self._cuts_wide(x + end):
                end -= 1
            if start > at:
                self._put(y, x + at, text[at:start], start - at, pen)
            self.move(y, x + start)
            self.use_for_blanks(pen)
            self.out.append(f"\x1b[{end - start}X")
            at = end
        if at < len(text):
            self._put(y, x + at, text[at:], len(text) - at, pen)

    def _cuts_wide(self, x: int) -> bool:
        """Whether an erasure up to column `x` leaves the right half of a wide character.

        Over such a half tmux (3.3a) writes as if its left half were still there, and blanks that in its own colour.
        """
        return x < len(self._old) and self._old[x][0] == ""

    def _write_doubtful(self, y: int, x: int, texts: list[str], pen: Pen) -> None:
        """Write cells one by one; after each whose width is doubtful the next is moved to afresh."""
        for at, text in enumerate(texts):
            if text:
                width = 2 if texts[at + 1 : at + 2] == [""] else 1
                self._put(y, x + at, text, width, pen)
                if first_doubtful(((text, pen),)) is not None:
                    self._x = None


def _hides_on_blanks(pen: Pen) -> bool:
    """Whether of a pen only the background is seen on blanks."""
    return not pen.link and _UNSEEN_ON_BLANKS.issuperset(pen.attributes)


def _cell_start(row: Row, x: int) -> int:
    return x - 1 if row[x][0] == "" and x > 0 else x


def shortest_move(from_y: int | None, from_x: int | None, y: int, x: int) -> str:
    """Return the shortest way from a place (None: not known) to line `y`, column `x`, all from 0."""
    ways = [_absolute(y, x)]
    if from_y is not None and y == from_y:
        ways += _along_line(from_x, x)
    elif from_y is not None and y == from_y + 1:
        # The kernel may add a second carriage return (ONLCR).
        ways += ["\r\n" + way for way in _along_line(0, x)]
    if from_x is not None and from_x == x and from_y is not None:
        ways.append(f"\x1b[{y + 1}d")
    return min(ways, key=len)


def _absolute(y: int, x: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1};{x + 1}H"


def _along_line(from_x: int | None, x: int) -> list[str]:
    ways = [f"\x1b[{x + 1}G"]
    if x == 0:
        ways.append("\r")
    if from_x is not None:
        if x == from_x:
            ways.append("")
        elif x == from_x + 1:
            ways.append("\x1b[C")
        elif x > from_x:
            ways.append(f"\x1b[{x - from_x}C")
        elif from_x - x < 6:
            ways.append("\b" * (from_x - x))
    return ways


@lru_cache(maxsize=4096)
def change_pen(old: Pen, new: Pen) -> str:
    """Return the shortest sequence that changes the terminal's pen from `old` to `new`."""
    if old == new:
        return ""
    link = "" if old.link == new.link else f"\x1b]8;;{remove_acting(new.link)}\x1b\\"
    if old._replace(link="") == new._replace(link=""):
        return link
    return link + min(_from_reset(new), _from_old(old, new), key=len)


def _from_reset(new: Pen) -> str:
    codes = [*map(str, new.attributes), new.foreground, new.background]
    codes = [code for code in codes if code]
    return f"\x1b[0;{';'.join(codes)}m" if codes else "\x1b[m"


def _from_old(old: Pen, new: Pen) -> str:
    codes: list[str] = []
    off = {_OFF.get(code, 0) for code in old.attributes if code not in new.attributes}
    if 0 in off:
        return _from_reset(new)
    codes += map(str, sorted(off))
    # An off code may switch off what stays on: 22 ends bold and dim.
    codes += [str(code) for code in new.attributes if code not in old.attributes or _OFF.get(code) in off]
    if old.foreground != new.foreground:
        codes.append(new.foreground or "39")
    if old.background != new.background:
        codes.append(new.background or "49")
    return f"\x1b[{';'.join(codes)}m"
