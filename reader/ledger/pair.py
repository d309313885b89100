"""What a comparison of quotations says: pairs with the name of their change, and counts by speaker."""

from functools import cached_property
from typing import Literal, NamedTuple

Change = Literal[
    "same",
    "style",
    "altered",
    "cut",
    "extended",
    "requoted",
    "paraphrased",
    "quoted",
    "reassigned",
    "dropped",
    "new",
]
"""What happened to a quotation on its way from the old version to the new one.

`same`: nothing, or only spacing, the style of marks, and the comma or full stop before the closing mark.
`style`: spelling, punctuation, capitals, numerals; no word changed.
`altered`: a word changed, came or went inside it.
`cut`, `extended`: one is part of the other, end to end or with marks of omission.
`requoted`: fragments inside the article's own sentences became a full quotation, or the reverse.
`paraphrased`: was in marks, its words now stand outside. `quoted`: the reverse.
`reassigned`: the words are given to another speaker.
`dropped`, `new`: only one version has it.
"""

CHANGES: tuple[Change, ...] = (
    "same",
    "style",
    "altered",
    "cut",
    "extended",
    "requoted",
    "paraphrased",
    "quoted",
    "reassigned",
    "dropped",
    "new",
)
"""Every change, in the order in which tables show them."""

_MIRROR: dict[Change, Change] = {
    "cut": "extended",
    "extended": "cut",
    "paraphrased": "quoted",
    "quoted": "paraphrased",
    "dropped": "new",
    "new": "dropped",
}


def mirror_change(change: Change) -> Change:
    """Return the name of the change when the two versions change places."""
    return _MIRROR.get(change, change)


class QuotationPair(NamedTuple):
    """Quotations of two versions that belong together.

    Attributes:
        change: What happened between them.
        old: Indices into the old version's quotations, ascending; empty when `new` or `quoted`.
        new: Indices into the new version's, likewise; empty when `dropped` or `paraphrased`.
        outside: Where the words stand outside marks, as start and end offsets into the text of the version
            that does not quote them: the new one when `paraphrased`, the old one when `quoted`; else None.
    """

    change: Change
    old: tuple[int, ...]
    new: tuple[int, ...]
    outside: tuple[int, int] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether a reader has something to look at."""
        return self.change != "same"

    def mirrored(self) -> "QuotationPair":
        """Return the same pair with the versions in each other's place."""
        return QuotationPair(mirror_change(self.change), self.new, self.old, self.outside)


class SpeakerCount(NamedTuple):
    """How often a speaker is quoted in each version."""

    name: str
    old: int
    new: int


class _LedgerFields(NamedTuple):
    pairs: tuple[QuotationPair, ...]
    speakers: tuple[SpeakerCount, ...]


class Ledger(_LedgerFields):
    """The quotations of two versions held against each other.

    Attributes:
        pairs: Every direct or mixed quotation of either version stands in exactly one of them. In the order
        of the
            old version; what only the new version has follows what precedes it there.
        speakers: By quotations of both versions together, most first; ties by quoted words, then by who
        speaks first.
            Quotations without a speaker are in no count.
    """

    @cached_property
    def by_old(self) -> dict[int, QuotationPair]:
        """The pair that holds each old quotation, by its index."""
        return {index: pair for pair in self.pairs for index in pair.old}

    @cached_property
    def by_new(self) -> dict[int, QuotationPair]:
        """The pair that holds each new quotation, by its index."""
        return {index: pair for pair in self.pairs for index in pair.new}
