"""Two versions compared: paragraphs aligned, words inside pairs, and what each change weighs."""

from reader.diff.block import WEIGHTS, Block, BlockKind, Op, Run, Weight
from reader.diff.compare import compare_paragraphs
from reader.diff.hunks import Fold, Row, Summary, change_rows, count_changes, fold_rows, layout_rows

__all__ = [
    "WEIGHTS",
    "Block",
    "BlockKind",
    "Fold",
    "Op",
    "Row",
    "Run",
    "Summary",
    "Weight",
    "change_rows",
    "compare_paragraphs",
    "count_changes",
    "fold_rows",
    "layout_rows",
]
