"""Two versions laid out opposite each other or one below the other.

Marks in the gutter say what happened, changed words lie on a background, and folds say what is inside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from reader.article import BREAK
from reader.diff.block import WEIGHTS, Block, Op, Run, Weight
from reader.diff.hunks import Fold, Row, fold_rows
from reader.ledger import QuotationPair
from reader.quotes.quotation import Quotation
from reader.reading import Comparison, Version
from reader.render.article import MEASURE, Voices, count, spans_by_paragraph
from reader.render.lines import Layout, Line, Piece, Rows, Span, StyledText, clip, padded, pieces, wrap
from reader.render.paint import Insert, paint
from reader.render.search import find_words

SIDE_BY_SIDE_FROM = 100
"""The width in cells from which two panes read better than one."""

NUMBERS_FROM = 60
"""The width in cells from which paragraphs are numbered."""

DIVIDER = " │ "

Side = Literal["old", "new"]

_SIDES: tuple[Side, Side] = ("old", "new")
_OPS: dict[Side, Op] = {"old": "delete", "new": "insert"}
_HIGHLIGHT: dict[Op, str] = {"delete": "deleted", "insert": "inserted"}
_BRACKETS: dict[Op, tuple[str, str]] = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}


@dataclass(frozen=True, slots=True)
class Look:
    """How a comparison is laid out.

    Attributes:
        side_by_side: Two panes, or one.
        context: How many unchanged paragraphs stay around a change; None shows all.
        furniture: Whether furniture is unfolded.
        least: Changes that weigh less are dimmed.
        brackets: Whether changed words stand in `[-` `-]` and `{+` `+}`, for print without attributes.
        measure: The widest a line of text gets, in cells.
    """

    side_by_side: bool
    context: int | None = None
    furniture: bool = False
    least: Weight = "wording"
    brackets: bool = False
    measure: int = MEASURE


@dataclass(frozen=True, slots=True)
class Change:
    """A changed stretch of a paragraph, in its offsets."""

    start: int
    end: int
    op: Op
    weight: Weight


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side of a row draws: a paragraph, a note, or a blank row; `head` stands in the gutter of its first row."""

    styled: StyledText
    rows: Rows
    head: tuple[str, str] = ("", "")
    second: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What the cursor stops at: rows `first` to `last` (exclusive) of the comparison, folded to one line that reads `label`."""

    first: int
    last: int
    label: str = ""

    @property
    def folded(self) -> bool:
        """Whether the rows are folded to a line."""
        return bool(self.label)


def join_runs(runs: Sequence[Run]) -> list[Run]:
    """Join neighbouring runs of one kind, which the eye takes for one change; it weighs what its heaviest part does."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].op == run.op:
            last = joined[-1]
            heavier = max(last.weight, run.weight, key=WEIGHTS.index)
            joined[-1] = Run(run.op, last.text + run.text, heavier)
        else:
            joined.append(run)
    return joined


def changes_of_side(block: Block, side: Side, texts: Sequence[str]) -> list[list[Change]]:
    """Cut a block's runs into the changed stretches of each paragraph of one side.

    White space at the ends of a stretch is left out unless it is all there is.
    """
    found: list[list[Change]] = [[] for _ in texts]
    starts, offset = [], 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + len(BREAK)
    at = 0
    for run in join_runs(block.runs):
        if run.op not in ("equal", _OPS[side]):
            continue
        end = at + len(run.text)
        if run.op != "equal":
            for index, (start, text) in enumerate(zip(starts, texts, strict=True)):
                left, right = max(at, start) - start, min(end, start + len(text)) - start
                if left < right:
                    inner = text[left:right]
                    lead = len(inner) - len(inner.lstrip())
                    trail = len(inner) - len(inner.rstrip())
                    if lead < len(inner):
                        left, right = left + lead, right - trail
                    found[index].append(Change(left, right, run.op, run.weight))
        at = end
    return found


def is_light(weight: Weight, least: Weight) -> bool:
    """Tell whether a change weighs less than what the reader wants to see."""
    return WEIGHTS.index(weight) < WEIGHTS.index(least)


def bracket(changes: Sequence[Change]) -> list[Insert]:
    """Make the marks around changed stretches, for print without attributes."""
    inserts: list[Insert] = []
    for change in changes:
        opening, closing = _BRACKETS[change.op]
        inserts += [Insert(change.start, opening, ("mark",)), Insert(change.end, closing, ("mark",))]
    return inserts


def change_role(op: Op, weight: Weight, least: Weight, quoted: bool) -> tuple[str, ...]:
    """Return the roles of a changed stretch."""
    if is_light(weight, least):
        return ("light-" + _HIGHLIGHT[op],)
    return (_HIGHLIGHT[op] + ("-quoted" if quoted else ""),)


class DiffPage:
    """A comparison at a width: its layout, and which rows show which item.

    Args:
        comparison: The two versions compared.
        voices: How speakers look.
        width: Cells to draw in.
        look: How it is laid out.
        unfolded: First rows of folds the reader has opened.
        needle: Words that are searched.
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
    ) -> None:
        self.comparison, self.voices, self.width, self.look = comparison, voices, width, look
        self.needle = needle
        self.items = tuple(self._make_items(unfolded))
        most = max(len(comparison.old.article.paragraphs), len(comparison.new.article.paragraphs))
        self._number = len(str(most)) if width >= NUMBERS_FROM else 0
        self.gutter = self._number + 2 if look.side_by_side or not self._number else self._number * 2 + 4
        self.pane = (width - len(DIVIDER)) // 2 if look.side_by_side else width
        self.measure = max(8, min(look.measure, self.pane - self.gutter))
        self._cells: dict[int, tuple[list[Cell], list[Cell]]] = {}
        self.layout = Layout([self._height(item) + 1 for item in self.items], self._draw, blank_after=1)

    # -- what stands where

    def _make_items(self, unfolded: frozenset[int]) -> list[Item]:
        rows, blocks = self.comparison.rows, self.comparison.blocks
        plan: Sequence[Row | Fold] = rows
        if self.look.context is not None:
            plan = fold_rows(rows, blocks, context=self.look.context)
        items: list[Item] = []
        at = 0
        for entry in plan:
            if isinstance(entry, Fold):
                last = entry.end
                items.append(Item(at, last, f"▸ {count(last - at, 'paragraph')} unchanged"))
            else:
                last = at + 1
                if self._is_page(rows[at]) and not self.look.furniture:
                    if (
                        items
                        and items[-1].label.startswith(_FURNITURE)
                        and self._sides(items[-1]) == self._sides(Item(at, last))
                    ):
                        items[-1] = Item(items[-1].first, last, _FURNITURE)
                    else:
                        items.append(Item(at, last, _FURNITURE))
                else:
                    items.append(Item(at, last))
            at = last
        return [
            piece
            for item in items
            for piece in (self._open(item) if item.first in unfolded else [self._label(item)])
        ]

    def _open(self, item: Item) -> list[Item]:
        return [Item(row, row + 1) for row in range(item.first, item.last)]

    def _label(self, item: Item) -> Item:
        if item.label != _FURNITURE:
            return item
        rows = self.comparison.rows[item.first : item.last]
        number = max(sum(len(row.old) for row in rows), sum(len(row.new) for row in rows))
        return Item(item.first, item.last, f"{_FURNITURE}: {count(number, 'paragraph')}")

    def _sides(self, item: Item) -> tuple[bool, bool]:
        rows = self.comparison.rows[item.first : item.last]
        return any(row.old for row in rows), any(row.new for row in rows)

    def _is_page(self, row: Row) -> bool:
        """Whether a row holds nothing but furniture that was not edited."""
        old, new = self.comparison.old.article.paragraphs, self.comparison.new.article.paragraphs
        if self.comparison.blocks[row.block].kind == "edited":
            return False
        return not any(old[k].is_story for k in row.old) and not any(new[k].is_story for k in row.new)

    def item_of_row(self, row: int) -> int:
        """Return the item that shows a row of the comparison."""
        return next((k for k, item in enumerate(self.items) if item.first <= row < item.last), 0)

    @cached_property
    def changed_items(self) -> tuple[int, ...]:
        """The items where something changed that is not furniture, in order."""
        return tuple(k for k, item in enumerate(self.items) if not item.folded and self.mark(item) != " ")

    @cached_property
    def quotation_items(self) -> tuple[int, ...]:
        """The items where a quotation changed, in order."""
        return tuple(
            k
            for k, item in enumerate(self.items)
            if not item.folded and self._has_notes(self.comparison.rows[item.first])
        )

    def _has_notes(self, row: Row) -> bool:
        return any(self._notes[side].get(k) for side in _SIDES for k in self.paragraphs(row, side))

    def mark(self, item: Item) -> str:
        """Return the letter that says what happened to an item."""
        return " " if item.folded else self.comparison.rows[item.first].mark

    # -- notes on quotations

    @cached_property
    def _notes(self) -> dict[Side, dict[int, list[str]]]:
        """For each side and paragraph what happened to its quotations, in words."""
        notes: dict[Side, dict[int, list[str]]] = {"old": {}, "new": {}}
        gone: dict[tuple[Side, int, str, str], int] = {}
        for pair in self.comparison.ledger.pairs:
            if pair.change in ("same", "style"):
                continue
            side: Side = "old" if pair.old else "new"
            version = self._version(side)
            quotation = version.quotations[(pair.old or pair.new)[0]]
            paragraph = version.article.locate(quotation.start)[0]
            if pair.change in ("dropped", "new"):
                name = quotation.speaker.name if quotation.speaker else ""
                key = (side, paragraph, pair.change, name)
                gone[key] = gone.get(key, 0) + 1
            else:
                notes[side].setdefault(paragraph, []).append(
                    describe_pair(pair, self.comparison.old, self.comparison.new)
                )
        for (side, paragraph, change, name), number in gone.items():
            whose = f" of {name}" if name else ""
            told = (
                f"{count(number, 'quotation')}{whose} dropped"
                if change == "dropped"
                else f"{count(number, 'new quotation')}{whose}"
            )
            notes[side].setdefault(paragraph, []).append(told)
        return notes

    def _version(self, side: Side) -> Version:
        return self.comparison.old if side == "old" else self.comparison.new

    @cached_property
    def _spans(self) -> dict[Side, list[list[Span]]]:
        found: dict[Side, list[list[Span]]] = {}
        for side in _SIDES:
            version = self._version(side)
            found[side] = spans_by_paragraph(version, self.voices)
            for spans, paragraph in zip(found[side], version.article.paragraphs, strict=True):
                spans.extend(
                    Span(start, end, "hit") for start, end in find_words(paragraph.text, self.needle)
                )
        return found

    @cached_property
    def hit_items(self) -> tuple[int, ...]:
        """The items that show the words that are searched, in order."""
        rows = self.comparison.rows
        return tuple(
            k
            for k, item in enumerate(self.items)
            if any(self._has_hit(row) for row in rows[item.first : item.last])
        )

    def _has_hit(self, row: Row) -> bool:
        texts = [
            self._version(side).article.paragraphs[k].text
            for side in _SIDES
            for k in self.paragraphs(row, side)
        ]
        return any(find_words(text, self.needle) for text in texts)

    def paragraphs(self, row: Row, side: Side) -> tuple[int, ...]:
        """Return the paragraphs that a row shows on a side."""
        return row.old if side == "old" else row.new

    # -- cells

    def _height(self, item: Item) -> int:
        if item.folded:
            return 1
        old, new = self._make_cells(item.first, plain=True)
        return max(_cells_height(old), _cells_height(new), 1)

    def _cells_of(self, row: int) -> tuple[list[Cell], list[Cell]]:
        if row not in self._cells:
            if len(self._cells) > 400:
                self._cells.clear()
            self._cells[row] = self._make_cells(row, plain=False)
        return self._cells[row]

    def _make_cells(self, row_index: int, *, plain: bool) -> tuple[list[Cell], list[Cell]]:
        """Make the cells of both sides; `plain` leaves out the roles, which do not change the height."""
        row = self.comparison.rows[row_index]
        if not self.look.side_by_side:
            return self._inline_cells(row), []
        return self._side_cells(row, "old", plain), self._side_cells(row, "new", plain)

    def _side_cells(self, row: Row, side: Side, plain: bool) -> list[Cell]:
        block = self.comparison.blocks[row.block]
        indices = row.old if side == "old" else row.new
        paragraphs = self._version(side).article.paragraphs
        cells: list[Cell] = []
        whole = block.kind in ("added", "removed")
        all_indices = block.old if side == "old" else block.new
        changes = changes_of_side(block, side, [paragraphs[k].text for k in all_indices])
        for index in indices:
            text = paragraphs[index].text
            mine = [] if whole else changes[all_indices.index(index)]
            shown = [(0, len(text))] if whole else [(change.start, change.end) for change in mine]
            spans = [] if plain else self._change_spans(side, index, mine, block)
            inserts = bracket(mine) if self.look.brackets else ()
            styled = paint(text, spans, shown=shown, inserts=inserts).styled
            mark = row.mark if index == indices[0] else " "
            notes = self._notes[side].get(index, [])
            if cells:
                cells.append(_BLANK)
            cells.append(
                Cell(
                    styled,
                    wrap(styled.text, self.measure),
                    (mark, self._numbers(index)),
                    '"' if notes else "",
                    index,
                )
            )
            cells.extend(self._note(note) for note in notes)
        if indices and row.other is not None:
            cells.append(self._note(self._moved_note(row)))
        return cells

    def _change_spans(self, side: Side, index: int, changes: Sequence[Change], block: Block) -> list[Span]:
        spans = list(self._spans[side][index])
        quoted = self._version(side).quoted_spans[index]
        text_length = len(self._version(side).article.paragraphs[index].text)
        if block.kind in ("added", "removed"):
            spans.append(Span(0, text_length, block.kind))
        for change in changes:
            edges = sorted(
                {change.start, change.end, *(e for q in quoted for e in q if change.start < e < change.end)}
            )
            for left, right in pairwise(edges):
                inside = any(start <= left and right <= end for start, end in quoted)
                roles = change_role(change.op, change.weight, self.look.least, inside)
                spans.extend(Span(left, right, role) for role in roles)
        return spans

    def _note(self, words: str) -> Cell:
        return _plain_cell(
            f'" {words}' if not words.startswith(("→", "←")) else words, self.measure, "notice"
        )

    def _moved_note(self, row: Row) -> str:
        assert row.other is not None
        other = self.comparison.rows[row.other]
        place = (other.new or other.old)[0] + 1
        return f"→ moved to ¶{place}" if row.old else f"← moved from ¶{place}"

    # -- one column

    def _inline_cells(self, row: Row) -> list[Cell]:
        block = self.comparison.blocks[row.block]
        if (row.old, row.new) != (block.old, block.new) and row.old and row.new:
            # The block goes on in further rows: its sides stand one after the other.
            parts = [replace(row, new=()), replace(row, old=())]
            return [cell for part in parts for cell in self._inline_cells(part)]
        if not (row.old and row.new) or block.kind == "equal":
            side: Side = "new" if row.new else "old"
            cells = self._side_cells(row, side, False)
            return [self._inline_head(cell, row, side) for cell in cells]
        cells = self._merged_cells(block)
        notes = [
            n for side in _SIDES for k in self.paragraphs(row, side) for n in self._notes[side].get(k, [])
        ]
        cells[0] = replace(
            cells[0], head=(row.mark, self._numbers(row.old[0], row.new[0])), second='"' if notes else ""
        )
        return [*cells, *(self._note(note) for note in notes)]

    def _numbers(self, *paragraphs: int | None) -> str:
        """Write paragraphs' numbers in their columns of the gutter, counted from 1; None leaves one blank."""
        if not self._number:
            return ""
        return " ".join(f"{'' if index is None else index + 1:>{self._number}}" for index in paragraphs)

    def _inline_head(self, cell: Cell, row: Row, side: Side) -> Cell:
        """Put both sides' numbers into the gutter of a cell that was made for one side."""
        if cell.paragraph is None:
            return cell
        old, new = (cell.paragraph, None) if side == "old" else (None, cell.paragraph)
        if row.old and row.new and len(row.old) == len(row.new):
            old = row.old[row.new.index(cell.paragraph)]
        return replace(cell, head=(cell.head[0], self._numbers(old, new)))

    def _merged_cells(self, block: Block) -> list[Cell]:
        """Draw both sides of an edited block as one text: gone words before those that came in their place."""
        parts: list[StyledText] = []
        walk = _Walk(self, block)
        for run in join_runs(block.runs):
            chunks = run.text.split(BREAK)
            for number, chunk in enumerate(chunks):
                if number:
                    if run.op != "equal":
                        walk.mark_break(run.op)
                    if run.op != "delete":
                        parts.append(walk.finish())
                    walk.skip_break(run.op)
                walk.add(chunk, run.op, run.weight)
        parts.append(walk.finish())
        cells: list[Cell] = []
        for styled in parts:
            if cells:
                cells.append(_BLANK)
            cells.append(Cell(styled, wrap(styled.text, self.measure)))
        return cells

    # -- rows

    def _draw(self, item_index: int, row: int) -> Line:
        item = self.items[item_index]
        if item.folded:
            return self._draw_fold(item) if row == 0 else self.blank_line()
        old, new = self._cells_of(item.first)
        if not self.look.side_by_side:
            return self._draw_cells(old, row)
        return self._join(self._draw_cells(old, row), self._draw_cells(new, row))

    def _join(self, old: Line, new: Line) -> Line:
        return (*padded(old, self.pane), (DIVIDER, ("rule",)), *new)

    def _draw_fold(self, item: Item) -> Line:
        label: Line = ((" " * self.gutter, ()), (clip(item.label, self.measure), ("fold",)))
        if not self.look.side_by_side:
            return label
        has_old, has_new = self._sides(item)
        return self._join(label if has_old else (), label if has_new else ())

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
        if row == 0 and cell.second and len(cell.rows) == 1 and not mark.strip():
            mark = cell.second
        changed = mark.strip() and mark != cell.second
        head: Piece = (mark or " ", ("mark",))
        rest: Piece = (f"{number:<{self.gutter - 1}}", ("mark" if changed else "number",))
        return (head, rest, *pieces(cell.styled, start, end))


class _Walk:
    """Collects the merged text of a block, keeping its place on both sides so that quotations keep their colours."""

    def __init__(self, page: DiffPage, block: Block) -> None:
        self._page = page
        self._spans: list[Span] = []
        self._shown: list[tuple[int, int]] = []
        self._inserts: list[Insert] = []
        self._text = ""
        self._at: dict[Side, tuple[tuple[int, ...], int, int]] = {
            "old": (block.old, 0, 0),
            "new": (block.new, 0, 0),
        }

    def add(self, text: str, op: Op, weight: Weight) -> None:
        """Append a stretch without a break."""
        start, end = len(self._text), len(self._text) + len(text)
        self._text += text
        side: Side = "old" if op == "delete" else "new"
        indices, place, offset = self._at[side]
        version = self._page._version(side)
        if text and place < len(indices):
            index = indices[place]
            for span in self._page._spans[side][index]:
                left, right = max(span.start, offset), min(span.end, offset + len(text))
                if left < right:
                    self._spans.append(Span(start + left - offset, start + right - offset, span.role))
            if op != "equal":
                self._mark(text, start, end, op, weight, offset, version.quoted_spans[index])
        for moved in _SIDES:
            if op == "equal" or moved == side:
                indices, place, offset = self._at[moved]
                self._at[moved] = (indices, place, offset + len(text))

    def _mark(
        self,
        text: str,
        start: int,
        end: int,
        op: Op,
        weight: Weight,
        offset: int,
        quoted: Sequence[tuple[int, int]],
    ) -> None:
        if text.strip():
            start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
        middle = offset + len(text) // 2
        inside = any(left <= middle < right for left, right in quoted)
        self._spans.extend(
            Span(start, end, role) for role in change_role(op, weight, self._page.look.least, inside)
        )
        self._shown.append((start, end))
        if self._page.look.brackets:
            opening, closing = _BRACKETS[op]
            self._inserts += [Insert(start, opening, ("mark",)), Insert(end, closing, ("mark",))]

    def mark_break(self, op: Op) -> None:
        """Show that a paragraph's end came or went here."""
        opening, closing = _BRACKETS[op] if self._page.look.brackets else ("", "")
        sign = f" {opening}¶{closing}"
        self._spans.append(Span(len(self._text) + 1, len(self._text) + len(sign), _HIGHLIGHT[op]))
        self._text += sign

    def skip_break(self, op: Op) -> None:
        """Go on to the next paragraph on the sides that have the break."""
        sides: tuple[Side, ...] = _SIDES if op == "equal" else (("old",) if op == "delete" else ("new",))
        for side in sides:
            indices, place, _ = self._at[side]
            self._at[side] = (indices, place + 1, 0)

    def finish(self) -> StyledText:
        """Return the paragraph so far and begin another."""
        styled = paint(self._text, self._spans, shown=self._shown, inserts=self._inserts).styled
        self._text, self._spans, self._shown, self._inserts = "", [], [], []
        return styled


_FURNITURE = "▸ furniture"
_BLANK = Cell(StyledText(""), ((0, 0),))


def _plain_cell(text: str, width: int, role: str) -> Cell:
    styled = StyledText(text, ((0, len(text), (role,)),))
    return Cell(styled, wrap(text, width))


def _cells_height(cells: Sequence[Cell]) -> int:
    return sum(len(cell.rows) for cell in cells)


def describe_pair(pair: QuotationPair, old: Version, new: Version) -> str:
    """Say in words what happened to quotations."""
    if pair.change == "requoted":
        before, after = _count_quoted(old, pair.old), _count_quoted(new, pair.new)
        return f"requoted: {before} → {after}"
    if pair.change == "reassigned":
        return f"reassigned: {_who(old.quotations, pair.old)} → {_who(new.quotations, pair.new)}"
    return _CHANGE_WORDS.get(pair.change, pair.change)


_CHANGE_WORDS = {
    "altered": "quotation altered",
    "cut": "quotation cut short",
    "extended": "quotation extended",
    "paraphrased": "quotation paraphrased: its words stand without marks",
    "quoted": "now in quotation marks, was in the running text",
}


def _count_quoted(version: Version, indices: Sequence[int]) -> str:
    fragments = all(version.quotations[index].kind == "mixed" for index in indices)
    return count(len(indices), "fragment" if fragments else "quotation")


def _who(quotations: Sequence[Quotation], indices: Sequence[int]) -> str:
    speaker = quotations[indices[0]].speaker if indices else None
    return speaker.name if speaker else "unknown"


def strip_marks(page: DiffPage, height: int) -> list[str]:
    """Say for each of `height` rows what changed in that part of the comparison, the heaviest mark first; `·` for nothing."""
    marks = ["·"] * height
    order: Callable[[str], int] = "· ~^Y<>+-".index
    for item in page.changed_items:
        first, last = page.layout.rows_of(item)
        low = first * height // max(1, page.layout.height)
        high = max(low + 1, -(-last * height // max(1, page.layout.height)))
        for row in range(low, min(height, high)):
            mark = page.mark(page.items[item])
            if order(mark) > order(marks[row]):
                marks[row] = mark
    return marks
