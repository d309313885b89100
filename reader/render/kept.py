"""What pages of one comparison have in common, whatever their width and look: worked out once, and used by the next page."""

from functools import cached_property
from typing import NamedTuple

from reader.diff.block import Weight
from reader.diff.hunks import Row
from reader.reading import Comparison
from reader.render.changes import SIDES, Side
from reader.render.folding import Item, make_items
from reader.render.lines import wrap
from reader.render.notes import Notes, note_quotations
from reader.render.paint import paint


class Setting(NamedTuple):
    """All that the height of a row depends on besides what stands in it.

    Attributes:
        side_by_side: Two panes, or one.
        measure: The widest a line of text gets, in cells.
        brackets: Whether changed words stand in marks.
        names: Whether notes give the Unicode names of characters.
    """

    side_by_side: bool
    measure: int
    brackets: bool
    names: bool


class Folding(NamedTuple):
    """What is folded; see `make_items`."""

    context: int | None
    furniture: bool
    only: frozenset[Weight] | None
    unfolded: frozenset[int]


class Kept:
    """Notes on the quotations of a comparison, its items as they were folded, and how high its rows are as they were laid out."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._heights: dict[Setting, list[int]] = {}
        self._shown: dict[Folding, Shown] = {}

    @cached_property
    def notes(self) -> Notes:
        """For each side and paragraph what happened to its quotations, in words."""
        return note_quotations(self.comparison)

    def notes_of(self, row: Row, side: Side) -> list[str]:
        """Return the notes on a row's paragraphs of a side."""
        paragraphs = row.old if side == "old" else row.new
        return [note for index in paragraphs for note in self.notes[side].get(index, [])]

    @cached_property
    def rows_with_notes(self) -> frozenset[int]:
        """The rows of the comparison in which a quotation changed."""
        if not any(self.notes.values()):
            return frozenset()
        rows = enumerate(self.comparison.rows)
        return frozenset(k for k, row in rows if any(self.notes_of(row, side) for side in SIDES))

    def heights(self, setting: Setting) -> list[int]:
        """Return the height of each row in a setting, 0 where it was not asked for yet; whoever counts it puts it there."""
        if setting not in self._heights:
            self._heights[setting] = [0] * len(self.comparison.rows)
        return self._heights[setting]

    def shown(self, folding: Folding) -> "Shown":
        """Return the items of a folding."""
        if folding not in self._shown:
            self._shown[folding] = Shown(self, folding)
        return self._shown[folding]

    def mark(self, item: Item) -> str:
        """Return the letter that says what happened to an item; `"` where only a quotation is another's now."""
        if item.folded:
            return " "
        mark = self.comparison.rows[item.first].mark
        return '"' if mark == " " and item.first in self.rows_with_notes else mark

    def is_plain(self, row_index: int) -> bool:
        """Tell whether a row holds one paragraph that is the same on both sides, and nothing to be said of it."""
        row = self.comparison.rows[row_index]
        return (
            self.comparison.blocks[row.block].kind == "equal"
            and len(row.old) == len(row.new) == 1
            and row.other is None
            and row_index not in self.rows_with_notes
        )


class Shown:
    """The items of a folding, and those among them that one goes to.

    Attributes:
        items: In order.
        changed: The indices of items where something changed, in order; folds are none.
        quoted: The indices of items where a quotation changed, in order.
    """

    def __init__(self, kept: Kept, folding: Folding) -> None:
        noted = kept.rows_with_notes
        context, furniture, only, unfolded = folding
        self.items = make_items(
            kept.comparison, context=context, furniture=furniture, only=only, unfolded=unfolded, quoted=noted
        )
        numbered = tuple(enumerate(self.items))
        self.changed = tuple(k for k, item in numbered if kept.mark(item) != " ")
        self.quoted = tuple(k for k, item in numbered if item.first in noted and not item.folded)


def count_rows(text: str, measure: int) -> int:
    """Count the rows of a paragraph without changes."""
    return len(wrap(paint(text).styled.text, measure))
