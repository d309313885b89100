"""What to show of a comparison, decided apart from how to paint it: blocks come in, rows and folds go out."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from reader.diff.block import WEIGHTS, Block, Weight

Mark = Literal[" ", "~", "+", "-", ">", "<", "Y", "^"]
"""What happened in a row: equal, edited, added, removed, moved further down or up, split, merged."""


class Row(NamedTuple):
    """Paragraphs that stand opposite each other.

    Attributes:
        block: Index of the block they belong to.
        old: Indices of the paragraphs on the old side, neighbours in reading order; empty when nothing stands
            there.
        new: Likewise on the new side.
        mark: What happened; `>` when the other end of a move stands further down, `<` when further up.
        other: Index of the row where the other end of a move stands, or None.
    """

    block: int
    old: tuple[int, ...]
    new: tuple[int, ...]
    mark: Mark
    other: int | None = None


class Fold(NamedTuple):
    """Rows that are not shown because nothing in them changed that weighs enough.

    Attributes:
        start: Index of the first row that is folded.
        end: Index after the last one.
        old: How many paragraphs of the old side are inside.
        new: How many of the new side.
        weight: The heaviest change inside; `none` when all are equal.
    """

    start: int
    end: int
    old: int
    new: int
    weight: Weight = "none"

    @property
    def rows(self) -> int:
        """How many rows are folded."""
        return self.end - self.start


class Summary(NamedTuple):
    """How many blocks there are of each sort.

    A moved block counts as moved and as what else it is; a split or merged one counts as that and not as
    edited.

    Attributes:
        equal: Identical to the character, moved ones included.
        edited: One paragraph that became one other.
        added: Only in the new version.
        removed: Only in the old version.
        moved: Off the order of the others.
        split: One paragraph that became several.
        merged: Several paragraphs that became one, or were divided anew.
        by_weight: For each weight the number of blocks whose heaviest change it is; `none` for equal blocks.
    """

    equal: int
    edited: int
    added: int
    removed: int
    moved: int
    split: int
    merged: int
    by_weight: tuple[tuple[Weight, int], ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, not even the order."""
        return not (self.edited or self.added or self.removed or self.moved or self.split or self.merged)


def layout_rows(blocks: Sequence[Block], old_count: int, new_count: int) -> tuple[Row, ...]:
    """Lay blocks out in rows that show both sides in reading order.

    A moved block gives a row at its old place and one at its new place. A block whose paragraphs are not
    neighbours (a paragraph was
    put between the halves of a split one) goes on in further rows.

    Args:
        blocks: What `compare_paragraphs` returned.
        old_count: How many paragraphs the old version has.
        new_count: How many the new version has.

    Returns:
        Rows; together they hold every paragraph of each side once, in reading order.
    """
    old_rows, new_rows = (
        _stretches([b.old for b in blocks], old_count),
        _stretches([b.new for b in blocks], new_count),
    )
    rows: list[Row] = []
    done_old = done_new = 0
    for k in _staying(blocks):
        while old_rows[done_old][1][0] < blocks[k].old[0]:
            rows.append(_one_sided(blocks, old_rows[done_old], is_old=True))
            done_old += 1
        while new_rows[done_new][1][0] < blocks[k].new[0]:
            rows.append(_one_sided(blocks, new_rows[done_new], is_old=False))
            done_new += 1
        rows.append(Row(k, old_rows[done_old][1], new_rows[done_new][1], _mark(blocks[k])))
        done_old += 1
        done_new += 1
    rows += [_one_sided(blocks, stretch, is_old=True) for stretch in old_rows[done_old:]]
    rows += [_one_sided(blocks, stretch, is_old=False) for stretch in new_rows[done_new:]]
    return _linked(rows, blocks)


def _staying(blocks: Sequence[Block]) -> list[int]:
    """Blocks that keep their place, in an order that both sides follow."""
    return sorted(
        (k for k, b in enumerate(blocks) if b.old and b.new and not b.moved), key=lambda k: blocks[k].old[0]
    )


def _stretches(sides: Sequence[tuple[int, ...]], count: int) -> list[tuple[int, tuple[int, ...]]]:
    """Cut one side into neighbours that belong to one block: (block, paragraphs), in reading order."""
    owner = [0] * count
    for block, side in enumerate(sides):
        for paragraph in side:
            owner[paragraph] = block
    stretches: list[tuple[int, tuple[int, ...]]] = []
    for paragraph, block in enumerate(owner):
        if stretches and stretches[-1][0] == block:
            stretches[-1] = block, (*stretches[-1][1], paragraph)
        else:
            stretches.append((block, (paragraph,)))
    return stretches


def _one_sided(blocks: Sequence[Block], stretch: tuple[int, tuple[int, ...]], *, is_old: bool) -> Row:
    block, paragraphs = stretch
    return (
        Row(block, paragraphs, (), _mark(blocks[block]))
        if is_old
        else Row(block, (), paragraphs, _mark(blocks[block]))
    )


def _mark(block: Block) -> Mark:
    if not block.new:
        return "-"
    if not block.old:
        return "+"
    if len(block.old) > 1:
        return "^"
    if len(block.new) > 1:
        return "Y"
    return " " if block.kind == "equal" else "~"


def _linked(rows: Sequence[Row], blocks: Sequence[Block]) -> tuple[Row, ...]:
    """Tell the two ends of each move where the other one is."""
    old_ends, new_ends = dict[int, int](), dict[int, int]()
    for number, row in enumerate(rows):
        if blocks[row.block].moved:
            (old_ends if row.old else new_ends).setdefault(row.block, number)
    linked = list(rows)
    for number, row in enumerate(rows):
        if blocks[row.block].moved:
            other = (new_ends if row.old else old_ends)[row.block]
            linked[number] = row._replace(mark=">" if other > number else "<", other=other)
    return tuple(linked)


def change_rows(rows: Sequence[Row], blocks: Sequence[Block], least: Weight = "invisible") -> tuple[int, ...]:
    """Return the indices of rows in which something changed.

    Args:
        rows: What `layout_rows` returned.
        blocks: The blocks they stand for.
        least: The lightest change that counts. A move counts as `wording` at least.
    """
    return tuple(number for number, row in enumerate(rows) if is_changed(blocks[row.block], least))


def is_changed(block: Block, least: Weight = "invisible") -> bool:
    """Tell whether a change of weight `least` or more happened to `block`."""
    weight = WEIGHTS.index(block.weight)
    if block.moved:
        weight = max(weight, WEIGHTS.index("wording"))
    return weight >= max(1, WEIGHTS.index(least))


def fold_rows(
    rows: Sequence[Row],
    blocks: Sequence[Block],
    *,
    context: int,
    least: Weight = "invisible",
    also: Collection[int] = (),
) -> tuple[Row | Fold, ...]:
    """Fold runs of rows without changes.

    Args:
        rows: What `layout_rows` returned.
        blocks: The blocks they stand for.
        context: How many unchanged rows stay around each change, at least 0.
        least: The lightest change that counts as one.
        also: Indices of rows that count as changed whatever their words.

    Returns:
        Rows and folds in order; a fold stands for two rows or more, since a single one takes no more room
        than its fold.

    Raises:
        ValueError: `context` is negative.
    """
    if context < 0:
        raise ValueError("context must be 0 or more")
    shown = bytearray(len(rows))
    for number in (*change_rows(rows, blocks, least), *also):
        start = max(0, number - context)
        shown[start : number + context + 1] = b"\1" * (min(len(rows), number + context + 1) - start)
    return tuple(_folded(rows, blocks, shown))


def _folded(rows: Sequence[Row], blocks: Sequence[Block], shown: bytearray) -> Iterator[Row | Fold]:
    number = 0
    while number < len(rows):
        end = shown.find(1, number)
        end = len(rows) if end < 0 else end
        if end - number > 1:
            yield _fold(rows, blocks, number, end)
        elif end > number:
            yield rows[number]
        if end < len(rows):
            yield rows[end]
        number = end + 1


def _fold(rows: Sequence[Row], blocks: Sequence[Block], start: int, end: int) -> Fold:
    inside = rows[start:end]
    weight = max((blocks[row.block].weight for row in inside), key=WEIGHTS.index)
    return Fold(start, end, sum(len(row.old) for row in inside), sum(len(row.new) for row in inside), weight)


def count_changes(blocks: Sequence[Block]) -> Summary:
    """Count what happened to the blocks of a comparison."""
    by_weight = Counter(block.weight for block in blocks)
    marks = Counter(_mark(block) for block in blocks)
    return Summary(
        equal=marks[" "],
        edited=marks["~"],
        added=marks["+"],
        removed=marks["-"],
        moved=sum(block.moved for block in blocks),
        split=marks["Y"],
        merged=marks["^"],
        by_weight=tuple((weight, by_weight[weight]) for weight in WEIGHTS),
    )
