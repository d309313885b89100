"""Who gains and who loses by a rewrite: by speaker, the quotations, their words, and what became of them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reader.article import count_words
from reader.ledger.pair import CHANGES, Change, QuotationPair, SpeakerCount
from reader.quotes.quotation import Quotation


class Voice(NamedTuple):
    """One speaker's line in a table of two versions.

    Attributes:
        name: The speaker, or None for the quotations that the article gives to nobody.
        old: Quotations in the old version.
        new: Quotations in the new version.
        old_words: Words quoted in the old version.
        new_words: Words quoted in the new version.
        changes: Pairs in which the speaker stands on either side, by change, those of `CHANGES` that occur,
        in its
            order. A pair of two speakers (`reassigned`) is in the line of each.
    """

    name: str | None
    old: int
    new: int
    old_words: int
    new_words: int
    changes: dict[Change, int]


def tell_voices(
    pairs: Sequence[QuotationPair], old_quotations: Sequence[Quotation], new_quotations: Sequence[Quotation]
) -> tuple[Voice, ...]:
    """Sum up the pairs of a comparison by speaker.

    Args:
        pairs: As `compare_quotations` returns them.
        old_quotations: The sequence that it was given for the old version.
        new_quotations: Likewise for the new one.

    Returns:
        A line for each speaker, in the order of `Ledger.speakers`; the quotations of nobody come last.
    """
    old, new = _Tally(old_quotations), _Tally(new_quotations)
    changes: dict[str | None, Counter[Change]] = {}
    for pair in pairs:
        names = {old.add(index) for index in pair.old} | {new.add(index) for index in pair.new}
        for name in names:
            changes.setdefault(name, Counter())[pair.change] += 1
    voices = [
        Voice(
            name,
            old.quotations[name],
            new.quotations[name],
            old.words[name],
            new.words[name],
            {change: counts[change] for change in CHANGES if counts[change]},
        )
        for name, counts in changes.items()
    ]
    return tuple(sorted(voices, key=lambda voice: _order(voice, (old, new))))


def count_speakers(voices: Sequence[Voice]) -> tuple[SpeakerCount, ...]:
    """Keep what `Ledger.speakers` tells of each voice that has a name."""
    return tuple(SpeakerCount(voice.name, voice.old, voice.new) for voice in voices if voice.name is not None)


class _Tally:
    """What each speaker of one version says, summed up as pairs are read."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._all = quotations
        self.quotations: Counter[str | None] = Counter()
        self.words: Counter[str | None] = Counter()
        self.first: dict[str | None, int] = {}

    def add(self, index: int) -> str | None:
        quotation = self._all[index]
        name = quotation.speaker.name if quotation.speaker else None
        self.quotations[name] += 1
        self.words[name] += count_words(quotation.text)
        self.first[name] = min(index, self.first.get(name, index))
        return name


def _order(voice: Voice, sides: tuple[_Tally, _Tally]) -> tuple[object, ...]:
    """Most quoted first; nothing in the key tells the versions apart, so a swap keeps the order."""
    firsts = sorted(side.first.get(voice.name, len(side.first) + 10**9) for side in sides)
    return (
        voice.name is None,
        -(voice.old + voice.new),
        -(voice.old_words + voice.new_words),
        firsts,
        voice.name or "",
    )
