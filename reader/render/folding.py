"""Which rows of a comparison are shown and which are folded to a line that says what is inside."""

from collections.abc import Callable, Collection, Iterator
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
    quoted: Collection[int] = (),
) -> tuple[Item, ...]:
    """Group the rows of a comparison.

    Args:
        comparison: The two versions compared.
        context: How many unchanged rows stay around a change; None folds no unchanged rows.
        furniture: Whether runs of furniture that were not edited are shown.
        only: If given, rows without a change of these weights are folded.
        unfolded: First rows of folds that are shown all the same.
        quoted: Rows in which something happened to a quotation, perhaps with the same words; they are not
            folded, unless `only` asks for other changes than those of quotations.

    Returns:
        Items in order; together they hold every row once.
    """
    kept = quoted if only is None or "quotation" in only else ()
    folds = _unchanged(comparison, context, only, kept)
    if not furniture:
        folds = [*folds, *_page_runs(comparison, kept)]
    items: list[Item] = []
    at = 0
    for fold in sorted(folds, key=lambda fold: (fold.first, -fold.last)):
        first = max(at, fold.first)  # a fold begins behind the one before that reaches into it
        if first >= fold.last or first in unfolded:
            continue
        items.extend(Item(row, row + 1) for row in range(at, first))
        size = count(_size(comparison, first, fold.last), "paragraph")
        items.append(Item(first, fold.last, fold.label.format(size)))
        at = fold.last
    items.extend(Item(row, row + 1) for row in range(at, len(comparison.rows)))
    return tuple(items)


def _unchanged(
    comparison: Comparison, context: int | None, only: frozenset[Weight] | None, kept: Collection[int]
) -> list[Item]:
    """Find the folds of what did not change; their labels leave open how many paragraphs are inside."""
    if only is not None:
        runs = _runs(
            len(comparison.rows),
            lambda row: (
                row not in kept and not _has_weight(comparison.blocks[comparison.rows[row].block], only)
            ),
        )
        return [Item(first, last, "▸ {} without such changes") for first, last in runs]
    if context is None:
        return []
    folds = fold_rows(comparison.rows, comparison.blocks, context=context, also=kept)
    return [Item(fold.start, fold.end, "▸ {} unchanged") for fold in folds if not isinstance(fold, Row)]


def _has_weight(block: Block, wanted: frozenset[Weight]) -> bool:
    return block.weight in wanted or any(run.weight in wanted for run in block.runs)


def _page_runs(comparison: Comparison, kept: Collection[int]) -> Iterator[Item]:
    """Find runs of furniture that stands on the same sides and was not edited."""
    if all(p.is_story for version in (comparison.old, comparison.new) for p in version.article.paragraphs):
        return
    rows = comparison.rows
    for start, end in _runs(len(rows), lambda row: row not in kept and is_page(comparison, rows[row])):
        first = start
        for row in range(start + 1, end + 1):
            if row == end or _sides(rows[row]) != _sides(rows[first]):
                yield Item(first, row, "▸ furniture: {}")
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
