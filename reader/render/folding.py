"""Which rows of a comparison are shown and which are folded to a line that says what is inside."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.diff.block import Block, Weight
from reader.diff.hunks import Row, fold_rows
from reader.reading import Comparison
from reader.render.article import count


class Item(NamedTuple):
    """What the cursor stops at: rows `first` to `last` (exclusive) of the comparison, folded to one line that reads `label`."""

    first: int
    last: int
    label: str = ""

    @property
    def folded(self) -> bool:
        """Whether the rows are folded to a line."""
        return bool(self.label)


def make_items(
    comparison: Comparison,
    *,
    context: int | None,
    furniture: bool,
    only: frozenset[Weight] | None = None,
    unfolded: frozenset[int] = frozenset(),
) -> tuple[Item, ...]:
    """Group the rows of a comparison.

    Args:
        comparison: The two versions compared.
        context: How many unchanged rows stay around a change; None folds no unchanged rows.
        furniture: Whether runs of furniture that were not edited are shown.
        only: If given, rows without a change of these weights are folded.
        unfolded: First rows of folds that are shown all the same.

    Returns:
        Items in order; together they hold every row once.
    """
    folds = _unchanged(comparison, context, only)
    if not furniture:
        folds = [*folds, *_page_runs(comparison)]
    wanted = sorted((f for f in folds if f.first not in unfolded), key=lambda f: (f.first, -f.last))
    items: list[Item] = []
    at = 0
    for fold in wanted:
        if fold.first < at:
            continue
        items.extend(Item(row, row + 1) for row in range(at, fold.first))
        items.append(fold)
        at = fold.last
    items.extend(Item(row, row + 1) for row in range(at, len(comparison.rows)))
    return tuple(items)


def _unchanged(comparison: Comparison, context: int | None, only: frozenset[Weight] | None) -> list[Item]:
    if only is not None:
        runs = _runs(
            len(comparison.rows),
            lambda row: not _has_weight(comparison.blocks[comparison.rows[row].block], only),
        )
        return [
            Item(a, b, f"▸ {count(_size(comparison, a, b), 'paragraph')} without such changes")
            for a, b in runs
        ]
    if context is None:
        return []
    folds = fold_rows(comparison.rows, comparison.blocks, context=context)
    return [
        Item(
            fold.start, fold.end, f"▸ {count(_size(comparison, fold.start, fold.end), 'paragraph')} unchanged"
        )
        for fold in folds
        if not isinstance(fold, Row)
    ]


def _has_weight(block: Block, wanted: frozenset[Weight]) -> bool:
    return block.weight in wanted or any(run.weight in wanted for run in block.runs)


def _page_runs(comparison: Comparison) -> Iterator[Item]:
    """Find runs of furniture that stands on the same sides and was not edited."""
    rows = comparison.rows
    for start, end in _runs(len(rows), lambda row: is_page(comparison, rows[row])):
        first = start
        for row in range(start + 1, end + 1):
            if row == end or _sides(rows[row]) != _sides(rows[first]):
                number = count(_size(comparison, first, row), "paragraph")
                yield Item(first, row, f"▸ furniture: {number}")
                first = row


def is_page(comparison: Comparison, row: Row) -> bool:
    """Tell whether a row holds nothing but furniture that was not edited."""
    old, new = comparison.old.article.paragraphs, comparison.new.article.paragraphs
    if comparison.blocks[row.block].kind == "edited":
        return False
    return not any(old[k].is_story for k in row.old) and not any(new[k].is_story for k in row.new)


def _sides(row: Row) -> tuple[bool, bool]:
    return bool(row.old), bool(row.new)


def _size(comparison: Comparison, start: int, end: int) -> int:
    rows = comparison.rows[start:end]
    return max(sum(len(row.old) for row in rows), sum(len(row.new) for row in rows))


def _runs(length: int, belongs: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Find the longest runs of indices below `length` that belong, as half-open ranges."""
    start: int | None = None
    for index in range(length + 1):
        inside = index < length and belongs(index)
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            yield start, index
            start = None
