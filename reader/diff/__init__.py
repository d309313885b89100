"""Two versions compared: paragraphs aligned, words inside pairs, and what each change weighs.

The engine and the rows are imported when they are first asked for: a command that needs only the types starts without them.
"""

from typing import TYPE_CHECKING

from reader.diff.block import WEIGHTS, Block, BlockKind, Op, Run, Weight

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Import what is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "compare_paragraphs":
        from reader.diff import compare as home
    else:
        from reader.diff import hunks as home  # type: ignore[no-redef]
    globals()[name] = value = getattr(home, name)
    return value
