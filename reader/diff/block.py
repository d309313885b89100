"""What a comparison says: blocks of paragraphs that belong together, and runs of words inside them."""

from typing import Literal, NamedTuple

BlockKind = Literal["equal", "edited", "added", "removed"]
Op = Literal["equal", "delete", "insert"]
Weight = Literal["none", "invisible", "style", "wording", "fact", "quotation"]
"""How much a change matters, in ascending order; `none` where nothing changed."""

WEIGHTS: tuple[Weight, ...] = ("none", "invisible", "style", "wording", "fact", "quotation")


class Run(NamedTuple):
    """A stretch of words that is kept, gone or come.

    Attributes:
        op: What happened to it.
        text: The words with the white space before them, to the character.
        weight: How much the change matters; `none` for an equal run.
    """

    op: Op
    text: str
    weight: Weight = "none"


class Block(NamedTuple):
    """Paragraphs of two versions that belong together.

    Attributes:
        kind: `edited` covers splits and merges.
        old: Indices of paragraphs in the old version, ascending; empty when added, several when merged.
        new: Indices in the new version, likewise; several when split.
        moved: Whether the block lies off the heaviest in-order chain.
        similarity: How much of their texts the two sides share, 0 to 1; 1 when equal, 0 when added or
            removed.
        runs: Equal and deleted runs joined are the old paragraphs joined by a blank line, equal and inserted
            ones the new.
        weight: The heaviest weight among its runs; for an added or removed paragraph at least `wording`;
            `none` when equal.
        coarse: Whether the sides were too large or too repetitive to be compared word by word throughout:
            right, but not the least.
    """

    kind: BlockKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False
    similarity: float = 0.0
    runs: tuple[Run, ...] = ()
    weight: Weight = "none"
    coarse: bool = False

    @property
    def is_split(self) -> bool:
        """Whether one old paragraph became several."""
        return len(self.old) == 1 and len(self.new) > 1

    @property
    def is_merge(self) -> bool:
        """Whether several old paragraphs became one."""
        return len(self.old) > 1 and len(self.new) == 1
