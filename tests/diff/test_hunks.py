"""What is shown, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Paragraph
from reader.diff import (
    Block,
    Fold,
    Row,
    change_rows,
    compare_paragraphs,
    count_changes,
    fold_rows,
    layout_rows,
)

EQUAL = [Block("equal", (k,), (k,), similarity=1.0) for k in range(9)]


def test_a_moved_block_has_a_row_at_each_end():
    blocks = (
        Block("equal", (2,), (0,), moved=True, similarity=1.0),
        Block("equal", (0,), (1,), similarity=1.0),
        Block("edited", (1,), (2,), similarity=0.8, weight="wording"),
    )
    rows = layout_rows(blocks, 3, 3)
    assert rows == (
        Row(0, (), (0,), ">", 3),
        Row(1, (0,), (1,), " "),
        Row(2, (1,), (2,), "~"),
        Row(0, (2,), (), "<", 0),
    )


def test_removed_stands_before_added():
    blocks = (Block("removed", (0,), (), weight="wording"), Block("added", (), (0,), weight="wording"))
    assert [row.mark for row in layout_rows(blocks, 1, 1)] == ["-", "+"]


def test_splits_and_merges_have_their_marks():
    blocks = (
        Block("edited", (0,), (0, 1), similarity=0.9, weight="style"),
        Block("edited", (1, 2), (2,), similarity=0.9, weight="style"),
    )
    assert [(row.old, row.new, row.mark) for row in layout_rows(blocks, 3, 3)] == [
        ((0,), (0, 1), "Y"),
        ((1, 2), (2,), "^"),
    ]


def test_a_block_that_is_interrupted_goes_on_in_a_further_row():
    blocks = (
        Block("edited", (0,), (0, 2), similarity=0.9, weight="style"),
        Block("added", (), (1,), weight="wording"),
    )
    rows = [(row.block, row.old, row.new, row.mark) for row in layout_rows(blocks, 1, 3)]
    assert rows == [(0, (0,), (0,), "Y"), (1, (), (1,), "+"), (0, (), (2,), "Y")]


def test_unchanged_runs_are_folded_around_their_context():
    blocks = [*EQUAL[:4], Block("edited", (4,), (4,), similarity=0.5, weight="fact"), *EQUAL[5:]]
    rows = layout_rows(blocks, 9, 9)
    folded = fold_rows(rows, blocks, context=1)
    assert folded == (Fold(0, 3, 3, 3), *rows[3:6], Fold(6, 9, 3, 3))
    assert folded[0].rows == 3
    assert fold_rows(rows, blocks, context=9) == rows
    assert fold_rows(rows, blocks, context=0, least="quotation") == (Fold(0, 9, 9, 9, "fact"),)


def test_a_single_unchanged_row_is_not_folded():
    blocks = [EQUAL[0], Block("edited", (1,), (1,), similarity=0.5, weight="fact")]
    assert fold_rows(layout_rows(blocks, 2, 2), blocks, context=0) == layout_rows(blocks, 2, 2)


def test_context_below_nothing_is_refused():
    with pytest.raises(ValueError, match="context"):
        fold_rows((), (), context=-1)


def test_changes_are_found_from_a_weight_upwards():
    blocks = [
        Block("edited", (0,), (0,), similarity=0.9, weight="invisible"),
        Block("edited", (1,), (1,), similarity=0.9, weight="fact"),
        Block("equal", (2,), (2,), similarity=1.0),
    ]
    rows = layout_rows(blocks, 3, 3)
    assert change_rows(rows, blocks) == (0, 1)
    assert change_rows(rows, blocks, "wording") == (1,)


def test_the_summary_counts_each_sort():
    old = [
        Paragraph(p)
        for p in ("One quiet morning in Lindvik.", "The bell rang twice at noon.", "Nobody came.")
    ]
    new = [
        Paragraph(p)
        for p in (
            "One quiet morning in Lindvik.",
            "The bell rang thrice at noon.",
            "A storm is expected in June.",
        )
    ]
    summary = count_changes(compare_paragraphs(old, new))
    assert (summary.equal, summary.edited, summary.added, summary.removed, summary.moved) == (1, 1, 1, 1, 0)
    assert sum(count for _, count in summary.by_weight) == 4 and not summary.is_same
    assert count_changes(compare_paragraphs(old, old)).is_same


@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=12),
    st.lists(st.sampled_from("abcdefgh"), max_size=12),
    st.integers(0, 3),
)
def test_folds_and_rows_together_are_all_rows(old, new, context):
    blocks = compare_paragraphs([Paragraph(p * 5) for p in old], [Paragraph(p * 5) for p in new])
    rows = layout_rows(blocks, len(old), len(new))
    unfolded = [
        r
        for part in fold_rows(rows, blocks, context=context)
        for r in (rows[part.start : part.end] if isinstance(part, Fold) else [part])
    ]
    assert tuple(unfolded) == rows
