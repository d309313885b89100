"""Quotations of two versions held against each other: articles and quotations come in, a `Ledger` out."""

from reader.ledger.compare import compare_quotations
from reader.ledger.pair import CHANGES, Change, Ledger, QuotationPair, SpeakerCount, mirror_change
from reader.ledger.voices import Voice, tell_voices

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
