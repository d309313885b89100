"""Quotations of two versions held against each other: articles and quotations come in, a `Ledger` out.

The engine is imported when it is first asked for: what only draws a list starts without it.
"""

from typing import TYPE_CHECKING

from reader.ledger.pair import CHANGES, Change, Ledger, QuotationPair, SpeakerCount, mirror_change
from reader.ledger.voices import Voice, tell_voices

if TYPE_CHECKING:
    from reader.ledger.compare import compare_quotations

__all__ = [
    "CHANGES",
    "Change",
    "Ledger",
    "QuotationPair",
    "SpeakerCount",
    "Voice",
    "compare_quotations",
    "mirror_change",
    "tell_voices",
]


def __getattr__(name: str) -> object:
    """Import the engine (PEP 562)."""
    if name != "compare_quotations":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.ledger.compare import compare_quotations

    globals()[name] = compare_quotations
    return compare_quotations
