"""Text with roles, wrapped: a `StyledText` and a width come in, lines of pieces come out. No colour is known here, only roles.

A role says what a stretch is ("cue", "speaker-2", "inserted"); `palette` says how it looks.
"""

import bisect
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

Roles = tuple[str, ...]
"""What a stretch is, the later role painted over the earlier one."""

Piece = tuple[str, Roles]
"""Text of one look."""

Line = tuple[Piece, ...]
"""A row of the screen, without the white space that fills it up."""

Rows = tuple[tuple[int, int], ...]
"""For each row the half-open range of the text it shows."""

SEPARATOR = " · "

# Whatever stands here takes one cell in every terminal; anything else is measured cluster by cluster.
_NOT_NARROW = re.compile(
    r"[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac\u2190-\u2193\u25b8]"
)


class Span(NamedTuple):
    """A role that lies on the half-open range `start` to `end` of a text."""

    start: int
    end: int
    role: str


class StyledText(NamedTuple):
    """Text as the screen shows it, with roles beside it.

    Attributes:
        text: What is shown.
        runs: Half-open ranges with their roles, in order and apart; what lies between them is plain.
    """

    text: str
    runs: tuple[tuple[int, int, Roles], ...] = ()


def flatten(spans: Sequence[Span]) -> tuple[tuple[int, int, Roles], ...]:
    """Turn spans that may lie over each other into ranges that do not; roles keep the order of the spans.

    Cost: n log n in the number of spans, times how many lie over each other.
    """
    edges: list[tuple[int, int, int]] = []
    for index, span in enumerate(spans):
        if span.start < span.end:
            edges.append((span.start, 1, index))
            edges.append((span.end, 0, index))
    edges.sort()
    active: list[int] = []
    runs: list[tuple[int, int, Roles]] = []
    last = 0
    for offset, opens, index in edges:
        if active and offset > last:
            runs.append((last, offset, tuple(spans[k].role for k in active)))
        last = offset
        if opens:
            bisect.insort(active, index)
        else:
            active.remove(index)
    return tuple(runs)


class TextBuilder:
    """Puts a `StyledText` together piece by piece, from text that is safe to show."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, Roles]] = []
        self._length = 0

    @property
    def length(self) -> int:
        """How many code points were put together so far."""
        return self._length

    def add(self, text: str, *roles: str) -> "TextBuilder":
        """Append text that is safe to show."""
        end = self._length + len(text)
        if text:
            self._parts.append(text)
            if roles:
                self._runs.append((self._length, end, roles))
        self._length = end
        return self

    def build(self) -> StyledText:
        """Return what was put together."""
        return StyledText("".join(self._parts), tuple(self._runs))


def cells(text: str) -> int:
    """Count the cells that `text` takes."""
    if text.isascii() or not _NOT_NARROW.search(text):
        return len(text)
    return sum(width for _, _, width in _clusters(text))


def _clusters(text: str) -> Sequence[tuple[int, int, int]]:
    """Cut into what a terminal draws as one sign: start, end, cells."""
    from rich.cells import split_graphemes

    return split_graphemes(text)[0]


def clip(text: str, width: int) -> str:
    """Cut `text` to at most `width` cells, with `…` where something is left out."""
    if cells(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    taken, end = 0, 0
    for _, stop, size in _clusters(text):
        if taken + size > width - 1:
            break
        taken, end = taken + size, stop
    return text[:end].rstrip() + "…"


def clip_middle(text: str, width: int) -> str:
    """Cut `text` to at most `width` cells as `clip` does, but keep its end too: what tells names apart often stands there."""
    if cells(text) <= width or width < _LEAST_MIDDLE:
        return clip(text, width)
    room = width - 1 - width // 2
    end = len(text)
    for start, _, _ in reversed(_clusters(text)):
        if cells(text[start:]) > room:
            break
        end = start
    return clip(text, width - cells(text[end:])) + text[end:]


_LEAST_MIDDLE = 8
"""The cells below which neither end of what is cut would say anything."""


def wrap(text: str, width: int) -> Rows:
    """Break `text` into rows of at most `width` cells, at spaces where there are some.

    Returns:
        Ranges of `text`; the space at which a row ends belongs to no row. One empty row for an empty text.

    Cost: a search per row for text of one-cell signs; a look at each cluster otherwise.
    """
    width = max(1, width)
    if len(text) <= width and (text.isascii() or not _NOT_NARROW.search(text)):
        return ((0, len(text)),)
    return (
        _wrap_narrow(text, width)
        if text.isascii() or not _NOT_NARROW.search(text)
        else _wrap_wide(text, width)
    )


def _wrap_narrow(text: str, width: int) -> Rows:
    rows, start, length = [], 0, len(text)
    while length - start > width:
        space = text.rfind(" ", start, start + width + 1)
        if space <= start:
            dash = text.rfind("-", start + 1, start + width)
            end = dash + 1 if dash > start else start + width
            rows.append((start, end))
            start = end
        else:
            end = space
            while end > start and text[end - 1] == " ":
                end -= 1
            rows.append((start, end))
            start = space + 1
        while start < length and text[start] == " " and rows:
            start += 1
    if start < length or not rows:
        rows.append((start, length))
    return tuple(rows)


def _wrap_wide(text: str, width: int) -> Rows:
    """Wrap by clusters: a row may also end beside a sign of two cells, as Chinese and Japanese are set."""
    rows: list[tuple[int, int]] = []
    row_start = row_cells = ink_end = 0
    break_end = resume_at = cells_to_resume = (
        0  # the last place where the row may end; none unless after row_start
    )
    for start, end, size in _clusters(text):
        sign = text[start:end]
        if sign == " ":
            if row_start == start and rows:
                row_start = end
            else:
                row_cells += 1
                break_end, resume_at, cells_to_resume = ink_end, end, row_cells
            continue
        if size == 2 and start > row_start and sign not in _NEVER_FIRST:
            break_end, resume_at, cells_to_resume = ink_end, start, row_cells
        while row_cells + size > width and start > row_start:
            if resume_at <= row_start:
                break_end, resume_at, cells_to_resume = start, start, row_cells
            rows.append((row_start, max(row_start, break_end)))
            row_cells -= cells_to_resume
            row_start = resume_at
        row_cells += size
        ink_end = end
    if row_start < ink_end or not rows:
        rows.append((row_start, max(ink_end, row_start)))
    return tuple(rows)


# Signs that may not open a row in Chinese and Japanese (the common core of JIS X 4051).
_NEVER_FIRST = frozenset("、。，．・：；？！」』）】〉》〕〗’”…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")


def pieces(styled: StyledText, start: int, end: int) -> Line:
    """Cut the range `start` to `end` of a text into pieces of one look each."""
    line: list[Piece] = []
    at = start
    first = bisect.bisect_right(styled.runs, start, key=_run_end)
    for index in range(first, len(styled.runs)):
        run_start, run_end, roles = styled.runs[index]
        if run_start >= end or at >= end:
            break
        if run_start > at:
            line.append((styled.text[at:run_start], ()))
            at = run_start
        stop = min(run_end, end)
        if line and line[-1][1] == roles:
            line[-1] = (line[-1][0] + styled.text[at:stop], roles)
        else:
            line.append((styled.text[at:stop], roles))
        at = stop
    if at < end:
        line.append((styled.text[at:end], ()))
    return tuple(line) if len(line) < 2 or styled.text.isascii() else _keep_clusters(line)


def _keep_clusters(line: Sequence[Piece]) -> Line:
    """Move the edges of pieces that would cut a sign of several characters, which takes other room in parts than whole."""
    kept: list[Piece] = [line[0]]
    for text, roles in line[1:]:
        before, its_roles = kept[-1]
        taken = 0
        while taken < len(text) and (_goes_on(text[taken]) or (before + text[:taken]).endswith("\u200d")):
            taken += 1
        if taken:
            kept[-1] = (before + text[:taken], its_roles)
        if taken < len(text):
            kept.append((text[taken:], roles))
    return tuple(kept)


def _goes_on(sign: str) -> bool:
    """Tell whether a character belongs to the sign before it: a joiner, a variation, a skin tone, a combining mark."""
    return sign > "\u02ff" and (
        sign in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= sign <= "\U0001f3ff" or cells(sign) == 0
    )


_run_end = itemgetter(1)


def wrapped(styled: StyledText, width: int) -> tuple[Line, ...]:
    """Wrap a text and cut every row into pieces."""
    return tuple(pieces(styled, start, end) for start, end in wrap(styled.text, width))


def line_cells(line: Iterable[Piece]) -> int:
    """Count the cells of a line."""
    return sum(cells(text) for text, _ in line)


def join_pieces(parts: Sequence[Piece], separator: str = SEPARATOR) -> Line:
    """Join pieces, something dim between them."""
    line: list[Piece] = []
    for part in parts:
        if line:
            line.append((separator, ("dim",)))
        line.append(part)
    return tuple(line)


def padded(line: Line, width: int, *roles: str) -> Line:
    """Fill a line up with spaces to `width` cells; a longer one is cut."""
    missing = width - line_cells(line)
    if missing < 0:
        return cropped(line, width)
    return (*line, (" " * missing, roles)) if missing else line


def cropped(line: Line, width: int) -> Line:
    """Cut a line to at most `width` cells."""
    kept: list[Piece] = []
    left = width
    for text, roles in line:
        size = cells(text)
        if size > left:
            kept.append((clip(text, left), roles))
            break
        kept.append((text, roles))
        left -= size
    return tuple(kept)


class Layout:
    """A text laid out at a width: how many rows it has, what stands in each, which item each belongs to.

    Rows are wrapped at once and styled when asked for. An item is what the cursor moves over: a
    paragraph, an entry of a list, a fold.

    Args:
        heights: How many rows each item takes, the blank rows after it included.
        draw: Draws row `row` (from 0) of item `item`.
        blank_after: How many of an item's rows, at its end, are blank.
    """

    def __init__(
        self, heights: Sequence[int], draw: Callable[[int, int], Line], *, blank_after: int = 0
    ) -> None:
        self.blank_after = blank_after
        self._draw = draw
        self._starts = list(accumulate(heights, initial=0))

    @property
    def height(self) -> int:
        """How many rows there are."""
        return max(0, self._starts[-1] - self.blank_after)

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self._starts) - 1

    def item_at(self, row: int) -> int:
        """Return the item that row `row` belongs to; the nearest one outside the text."""
        return min(max(0, bisect.bisect_right(self._starts, row) - 1), max(0, self.items - 1))

    def rows_of(self, item: int) -> tuple[int, int]:
        """Return the half-open range of rows of an item, without the blank ones that follow it."""
        start, end = self._starts[item], self._starts[item + 1]
        return start, max(start + 1, end - self.blank_after) if end > start else start

    def line(self, row: int) -> Line:
        """Draw a row; an empty line outside the text."""
        if not 0 <= row < self.height:
            return ()
        item = self.item_at(row)
        return self._draw(item, row - self._starts[item])

    def lines(self) -> Iterable[Line]:
        """Draw all rows, first to last."""
        return (self.line(row) for row in range(self.height))


@lru_cache(maxsize=1024)
def rule(width: int) -> Line:
    """Draw a thin rule."""
    return (("─" * width, ("rule",)),)
