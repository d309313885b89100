"""Two versions laid out opposite each other or one below the other.

Marks in the gutter say what happened, changed words lie on a background, and folds say what is inside.
"""

import bisect
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from reader.diff.block import Block, Weight
from reader.diff.hunks import Row
from reader.reading import Comparison
from reader.render.article import MEASURE, Voices
from reader.render.changes import SIDES, Change, Emphasis, Side, bracket, change_role, changes_of_side
from reader.render.folding import Item
from reader.render.kept import Folding, Kept, Setting, count_rows
from reader.render.lines import Layout, Line, Piece, Rows, Span, StyledText, clip, padded, pieces, wrap
from reader.render.merged import merge_sides
from reader.render.notes import note_division
from reader.render.paint import paint
from reader.render.sides import Sides
from reader.render.unseen import note_unseen

SIDE_BY_SIDE_FROM = 100
"""The width in cells from which two panes read better than one."""

NUMBERS_FROM = 60
"""The width in cells from which paragraphs are numbered."""

DIVIDER = " │ "

CHANGED = frozenset(
    f"{light}{what}{quoted}"
    for light in ("", "light-")
    for what in ("deleted", "inserted")
    for quoted in ("", "-quoted")
)
"""The roles of changed words."""

KEPT_ROWS = 400
"""How many drawn rows are kept."""


class Look(NamedTuple):
    """How a comparison is laid out.

    Attributes:
        side_by_side: Two panes, or one.
        context: How many unchanged paragraphs stay around a change; None shows all.
        furniture: Whether furniture is unfolded.
        least: Changes that weigh less are dimmed.
        only: If given, only changes of these weights stand out, and paragraphs without them are folded.
        brackets: Whether changed words stand in `[-` `-]` and `{+` `+}`, for print without attributes.
        measure: The widest a line of text gets, in cells.
        names: Whether notes give the Unicode names of characters that changed and can hardly be seen.
    """

    side_by_side: bool
    context: int | None = None
    furniture: bool = False
    least: Weight = "wording"
    only: frozenset[Weight] | None = None
    brackets: bool = False
    measure: int = MEASURE
    names: bool = False


class Cell(NamedTuple):
    """What one side of a row draws: a paragraph, a note, or a blank row.

    Attributes:
        styled: The text.
        rows: The ranges of it that each row shows.
        head: What stands in the gutter of the first row: a mark and numbers.
        second: The mark in the gutter of the second row.
        paragraph: The index of the paragraph; None for notes and blank rows.
    """

    styled: StyledText
    rows: Rows
    head: tuple[str, str] = ("", "")
    second: str = ""
    paragraph: int | None = None


class DiffPage:
    """A comparison at a width: its layout, and which rows show which item.

    Attributes:
        items: What the cursor stops at, in order.
        changed_items: The indices of items where something changed, in order; folds are none.
        quotation_items: The indices of items where a quotation changed, in order.
        setting: What the heights of its rows depend on.

    Args:
        comparison: The two versions compared.
        voices: How speakers look.
        width: Cells to draw in.
        look: How it is laid out.
        unfolded: First rows of folds the reader has opened.
        needle: Words that are searched.
        kept: What an earlier page of the same comparison worked out; None works it out anew.
    """

    def __init__(
        self,
        comparison: Comparison,
        voices: Voices,
        width: int,
        look: Look,
        *,
        unfolded: frozenset[int] = frozenset(),
        needle: str = "",
        kept: Kept | None = None,
    ) -> None:
        self.comparison, self.width, self.look = comparison, width, look
        self.sides = Sides(comparison, voices, needle)
        self.kept = kept or Kept(comparison)
        shown = self.kept.shown(Folding(look.context, look.furniture, look.only, unfolded))
        self.items, self.changed_items, self.quotation_items = shown.items, shown.changed, shown.quoted
        self._emphasis = Emphasis(look.least, look.only)
        most = max(len(comparison.old.article.paragraphs), len(comparison.new.article.paragraphs))
        self._number = len(str(most)) if width >= NUMBERS_FROM else 0
        self.gutter = self._number + 2 if look.side_by_side or not self._number else self._number * 2 + 4
        self.pane = (width - len(DIVIDER)) // 2 if look.side_by_side else width
        self.measure = max(8, min(look.measure, self.pane - self.gutter))
        self._cells: dict[int, tuple[list[Cell], list[Cell]]] = {}
        self.setting = Setting(look.side_by_side, self.measure, look.brackets, names=look.names)
        self._heights = self.kept.heights(self.setting)

    @cached_property
    def layout(self) -> Layout:
        """Which rows show which item; everything is wrapped when this is first asked for."""
        return Layout([self._height(item) + 1 for item in self.items], self._draw, blank_after=1)

    def lines(self, *, plain: bool = False) -> Iterator[Line]:
        """Draw all rows, first to last, without a layout: each item is made once, and none is kept.

        Args:
            plain: Whether roles may be left out, for print without attributes.
        """
        for number in range(len(self.items)):
            yield from self.lines_of(number, plain=plain)

    def lines_of(self, number: int, *, plain: bool = False) -> Iterator[Line]:
        """Draw all rows of an item, and before it the blank one that parts it from the item above."""
        item = self.items[number]
        if number:
            yield self.blank_line()
        if item.folded:
            yield self._draw_fold(item)
            return
        cells = self._make_cells(item.first, plain=plain)
        for row in range(max(1, *map(_height_of, cells))):
            yield self._draw_row(cells, row)

    # -- what stands where

    def item_of_row(self, row: int) -> int:
        """Return the item that shows a row of the comparison."""
        return max(0, bisect.bisect_right(self.items, row, key=attrgetter("first")) - 1)

    @cached_property
    def hit_items(self) -> tuple[int, ...]:
        """The items that show the words that are searched, in order."""
        rows = self.comparison.rows
        return tuple(
            k
            for k, item in enumerate(self.items)
            if any(map(self.sides.has_hit, rows[item.first : item.last]))
        )

    def rows_with(self, item: int, roles: frozenset[str]) -> list[int]:
        """Return the rows of an item in which something has one of `roles`; what follows on the row before is left out."""
        found: list[int] = []
        before = False
        for row in range(*self.layout.rows_of(item)):
            here = any(not roles.isdisjoint(piece_roles) for _, piece_roles in self.layout.line(row))
            if here and not before:
                found.append(row)
            before = here
        return found

    def mark(self, item: Item) -> str:
        """Return the letter that says what happened to an item; `"` where only a quotation is another's now."""
        return self.kept.mark(item)

    # -- cells

    def _height(self, item: Item) -> int:
        if item.folded:
            return 1
        height = self._heights[item.first]
        if not height:
            height = self._heights[item.first] = self._count_rows(item.first)
        return height

    def _count_rows(self, row: int) -> int:
        if len(self.comparison.rows) <= KEPT_ROWS:
            return max(1, *map(_height_of, self._cells_of(row)))
        if self.kept.is_plain(row):
            return count_rows(self.sides.text("new", self.comparison.rows[row].new[0]), self.measure)
        return max(1, *map(_height_of, self._make_cells(row, plain=True)))

    def _cells_of(self, row: int) -> tuple[list[Cell], list[Cell]]:
        if row not in self._cells:
            if len(self._cells) > KEPT_ROWS:
                self._cells.clear()
            self._cells[row] = self._make_cells(row, plain=False)
        return self._cells[row]

    def _make_cells(self, row_index: int, *, plain: bool) -> tuple[list[Cell], list[Cell]]:
        """Make the cells of both sides; `plain` leaves out the roles, which do not change the height."""
        row = self.comparison.rows[row_index]
        if self.look.side_by_side:
            return self._side_cells(row, "old", plain=plain), self._side_cells(row, "new", plain=plain)
        return self._inline_cells(row, plain=plain), []

    def _side_cells(self, row: Row, side: Side, *, plain: bool) -> list[Cell]:
        block = self.comparison.blocks[row.block]
        indices = self.sides.paragraphs(row, side)
        of_block = block.old if side == "old" else block.new
        changes = changes_of_side(block, side, [self.sides.text(side, index) for index in of_block])
        cells: list[Cell] = []
        for index in indices:
            if cells:
                cells.append(_BLANK)
            mark = row.mark if index == indices[0] else " "
            notes = self._notes_on(row, side, index)
            styled = self._paint(block, side, index, changes[of_block.index(index)], plain=plain)
            cell = Cell(
                styled, wrap(styled.text, self.measure), (mark, self._numbers(index)), paragraph=index
            )
            cells.extend(self._noted(cell, notes))
        if indices and row.other is not None:
            cells.append(self._note(self._moved_note(row)))
        if side == ("old" if block.is_split else "new") and indices[:1] == of_block[:1]:
            cells.extend(self._division_notes(block))
        if indices and side == ("new" if block.new else "old") and indices[0] == of_block[0]:
            cells.extend(self._unseen_notes(block))
        return cells

    def _division_notes(self, block: Block) -> list[Cell]:
        """Say once which paragraphs a block was split into, merged from, or divided anew from."""
        told = note_division(block)
        return [self._note(told)] if told else []

    def _unseen_notes(self, block: Block) -> list[Cell]:
        """Say below the first paragraph of a block what changed in it that can hardly be seen."""
        return [self._note(f"! {note}") for note in note_unseen(block, names=self.look.names)]

    def _paint(
        self, block: Block, side: Side, index: int, changes: list[Change], *, plain: bool
    ) -> StyledText:
        """Lay roles and changes on a paragraph; one that is wholly new or gone has no changed words but a look of its own."""
        text = self.sides.text(side, index)
        if block.kind in ("added", "removed"):
            spans = [] if plain else [*self.sides.spans(side, index), Span(0, len(text), block.kind)]
            return paint(text, spans, shown=[(0, len(text))]).styled
        spans = [] if plain else [*self.sides.spans(side, index), *self._change_spans(side, index, changes)]
        inserts = bracket(changes) if self.look.brackets else ()
        return paint(text, spans, shown=[(c.start, c.end) for c in changes], inserts=inserts).styled

    def _change_spans(self, side: Side, index: int, changes: Sequence[Change]) -> list[Span]:
        """Lay roles on changed words, apart for those inside quotations, which keep their speaker's colour."""
        quoted = self.sides.version(side).quoted_spans[index]
        spans: list[Span] = []
        for change in changes:
            inside = {edge for span in quoted for edge in span if change.start < edge < change.end}
            for left, right in pairwise(sorted({change.start, change.end, *inside})):
                is_quoted = any(start <= left and right <= end for start, end in quoted)
                role = change_role(change.op, change.weight, self._emphasis, quoted=is_quoted)
                spans.append(Span(left, right, role))
        return spans

    def _notes_on(self, row: Row, side: Side, index: int) -> list[str]:
        """Return the notes on a paragraph; where it is drawn once for both sides, those of the other side, too."""
        own = self.kept.notes[side].get(index, [])
        if self.look.side_by_side or not (row.old and row.new):
            return own
        return [*self.kept.notes["old"].get(row.old[row.new.index(index)], []), *own]

    def _noted(self, cell: Cell, notes: Sequence[str]) -> list[Cell]:
        """Put what happened to quotations below a paragraph, and its mark into the first row of the gutter that is free."""
        told = [self._note(f'" {note}') for note in notes]
        mark, number = cell.head
        if told and not mark.strip():
            cell = cell._replace(head=('"', number))
        elif told and len(cell.rows) > 1:
            cell = cell._replace(second='"')
        elif told:
            told[0] = told[0]._replace(head=('"', ""))
        return [cell, *told]

    def _note(self, words: str) -> Cell:
        styled = StyledText(words, ((0, len(words), ("notice",)),))
        return Cell(styled, wrap(words, self.measure))

    def _moved_note(self, row: Row) -> str:
        assert row.other is not None
        other = self.comparison.rows[row.other]
        place = (other.new or other.old)[0] + 1
        return f"→ moved to ¶{place}" if row.old else f"← moved from ¶{place}"

    def _numbers(self, *paragraphs: int | None) -> str:
        """Write paragraphs' numbers in their columns of the gutter, counted from 1; None leaves one blank."""
        if not self._number:
            return ""
        return " ".join(f"{'' if index is None else index + 1:>{self._number}}" for index in paragraphs)

    # -- one column

    def _inline_cells(self, row: Row, *, plain: bool) -> list[Cell]:
        block = self.comparison.blocks[row.block]
        if row.old and row.new and (row.old, row.new) != (block.old, block.new):
            # The block goes on in further rows: its sides stand one after the other.
            parts = (row._replace(new=()), row._replace(old=()))
            return [cell for part in parts for cell in self._inline_cells(part, plain=plain)]
        if row.old and row.new and block.kind != "equal":
            return self._merged_cells(row, block, plain=plain)
        side: Side = "new" if row.new else "old"
        return [self._inline_head(cell, row, side) for cell in self._side_cells(row, side, plain=plain)]

    def _inline_head(self, cell: Cell, row: Row, side: Side) -> Cell:
        """Put both sides' numbers into the gutter of a cell that was made for one side."""
        if cell.paragraph is None:
            return cell
        old, new = (cell.paragraph, None) if side == "old" else (None, cell.paragraph)
        if row.old and row.new and len(row.old) == len(row.new):
            old = row.old[row.new.index(cell.paragraph)]
        return cell._replace(head=(cell.head[0], self._numbers(old, new)))

    def _merged_cells(self, row: Row, block: Block, *, plain: bool) -> list[Cell]:
        cells: list[Cell] = []
        for styled in merge_sides(
            self.sides, block, self._emphasis, brackets=self.look.brackets, plain=plain
        ):
            if cells:
                cells.append(_BLANK)
            numbers = self._numbers(None, row.new[len(cells) // 2]) if cells else ""
            cells.append(Cell(styled, wrap(styled.text, self.measure), (" ", numbers)))
        notes = [note for side in SIDES for note in self.kept.notes_of(row, side)]
        head = (row.mark, self._numbers(row.old[0], row.new[0]))
        cells[0] = cells[0]._replace(head=head, second='"' if notes and len(cells[0].rows) > 1 else "")
        told = [self._note(f'" {note}') for note in notes]
        if told and not cells[0].second:
            told[0] = told[0]._replace(head=('"', ""))
        told += self._division_notes(block)
        return [*cells, *told, *(self._unseen_notes(block) if row.new[:1] == block.new[:1] else ())]

    # -- rows

    def _draw(self, item_index: int, row: int) -> Line:
        item = self.items[item_index]
        if item.folded:
            return self._draw_fold(item) if row == 0 else self.blank_line()
        return self._draw_row(self._cells_of(item.first), row)

    def _draw_row(self, cells: tuple[list[Cell], list[Cell]], row: int) -> Line:
        old, new = cells
        if not self.look.side_by_side:
            return self._draw_cells(old, row)
        return self._join(self._draw_cells(old, row), self._draw_cells(new, row))

    def _join(self, old: Line, new: Line) -> Line:
        return (*padded(old, self.pane), (DIVIDER, ("rule",)), *new)

    def _draw_fold(self, item: Item) -> Line:
        label: Line = ((" " * self.gutter, ()), (clip(item.label, self.measure), ("fold",)))
        if not self.look.side_by_side:
            return label
        rows = self.comparison.rows[item.first : item.last]
        return self._join(
            label if any(row.old for row in rows) else (), label if any(row.new for row in rows) else ()
        )

    def blank_line(self) -> Line:
        """Return what stands between two items: the divider, or nothing."""
        return self._join((), ()) if self.look.side_by_side else ()

    def _draw_cells(self, cells: Sequence[Cell], row: int) -> Line:
        for cell in cells:
            if row < len(cell.rows):
                return self._draw_cell(cell, row)
            row -= len(cell.rows)
        return ()

    def _draw_cell(self, cell: Cell, row: int) -> Line:
        start, end = cell.rows[row]
        mark, number = cell.head if row == 0 else (cell.second if row == 1 else "", "")
        changed = mark.strip() and mark != '"'
        head: Piece = (mark or " ", ("mark",))
        rest: Piece = (f"{number:<{self.gutter - 1}}", ("mark" if changed else "number",))
        return (head, rest, *pieces(cell.styled, start, end))


_BLANK = Cell(StyledText(""), ((0, 0),))


def _height_of(cells: Sequence[Cell]) -> int:
    return sum(len(cell.rows) for cell in cells)


def strip_marks(page: DiffPage, height: int) -> list[str]:
    """Say for each of `height` rows what changed in that part of the comparison, the heaviest mark first; `·` for nothing."""
    marks = ["·"] * height
    rows = max(1, page.layout.height)
    for item in page.changed_items:
        first, last = page.layout.rows_of(item)
        low = first * height // rows
        for row in range(low, min(height, max(low + 1, -(-last * height // rows)))):
            mark = page.mark(page.items[item])
            if _ORDER.index(mark) > _ORDER.index(marks[row]):
                marks[row] = mark
    return marks


_ORDER = '· "~^Y<>+-'
