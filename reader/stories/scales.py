"""How much of their text two articles share; what many articles have weighs less."""

from collections.abc import Iterable
from itertools import repeat

from reader.stories.index import Shared, Texts

LEAST_SHARE = 0.03
"""From which share of the smaller article's sequences two articles tell one story, 0 to 1.

Rewrites of half the words share some 0.15; different reporters on one event mostly share nothing at all.
The paragraph that shares most is left out of the sum on both sides.
"""

LEAST_SHARED = 5
"""How many sequences two articles must share at the least; it guards articles of a few lines."""

CLEARLY_SHARED = 0.2
"""From which share on half as much will do outside the paragraph that shares most, for short texts."""

MOSTLY_SHARED = 0.5
"""From which share of the smaller article's sequences it may be a single paragraph that is shared, if that is most of it.

Two short reports under which a page prints the same long appeal share half of their text and tell two stories.
"""

NEARLY_THE_SAME = 0.8
"""From which share of the larger article's sequences two articles are copies, however many others have them too.

What a hundred papers print weighs so little that a short report would otherwise tell another story in each of them.
"""


class Scales:
    """Weighs what articles share.

    Attributes:
        ranks: By which articles are ordered from the most text to the least; the same wherever an article stands.
    """

    def __init__(self, texts: Texts) -> None:
        self._sizes = texts.sizes
        self._shared = Shared(texts)
        self._weights = self._shared.weights
        own = zip(self._sizes, self._shared.sequences, strict=True)
        self._totals = [sum(sizes) - len(shared) + self._weigh(shared) for sizes, shared in own]
        self.ranks = [
            (-total, min(shared, default=0))
            for total, shared in zip(self._totals, self._shared.sequences, strict=True)
        ]

    def find_edges(self) -> list[tuple[float, int, int]]:
        """Find the pairs of articles that tell one story: what they share, 0 to 1, and both, by the order of articles."""
        pairs = self._shared.find_pairs((LEAST_SHARED + 1) // 2)
        return [(share, one, other) for one, other in pairs if (share := self.share(one, other)) > 0]

    def share(self, one: int, other: int) -> float:
        """Return the share of the smaller article that both have, 0 to 1; 0 when they tell two stories."""
        larger, smaller = sorted((one, other), key=self.ranks.__getitem__)
        shared = set(self._shared.sequences[smaller]).intersection(self._shared.sequences[larger])
        if len(shared) < LEAST_SHARED:
            return 0.0
        if len(shared) >= NEARLY_THE_SAME * sum(self._sizes[larger]):
            return 1.0
        weight = self._weigh(shared)
        share = weight / self._totals[smaller]
        if weight < LEAST_SHARED / 2 or share < LEAST_SHARE:
            return 0.0
        return share if self._is_spread(smaller, shared, share) else 0.0

    def touch(self, one: int, other: int) -> bool:
        """Tell whether two articles share anything rare at all, or most of what either shares with anybody."""
        first, second = self._shared.sequences[one], self._shared.sequences[other]
        shared = set(first).intersection(second)
        return self._weigh(shared) >= 0.5 or 2 * len(shared) >= max(map(len, (first, second))) > 0

    def _is_spread(self, smaller: int, shared: set[int], share: float) -> bool:
        """Whether enough is shared even without the one paragraph that shares most, or there is hardly more than that."""
        places: dict[int, set[int]] = {}
        own = self._shared.sequences[smaller], self._shared.paragraphs[smaller]
        for sequence, paragraph in zip(*own, strict=True):
            if sequence in shared:
                places.setdefault(paragraph, set()).add(sequence)
        paragraph = max(places, key=lambda number: (self._weigh(places[number]), -number))
        weight = self._weigh(shared - places[paragraph])
        best = self._weigh_paragraph(smaller, paragraph)
        left = self._totals[smaller] - best
        if share >= MOSTLY_SHARED:
            return weight >= LEAST_SHARED / 2 or 5 * left <= best
        if share >= CLEARLY_SHARED:
            return weight >= max(LEAST_SHARED / 2, LEAST_SHARE * 3 * left)
        return weight >= max(LEAST_SHARED, LEAST_SHARE * left)

    def _weigh_paragraph(self, article: int, paragraph: int) -> float:
        own = zip(self._shared.sequences[article], self._shared.paragraphs[article], strict=True)
        lost = sum(1 - self._weights.get(sequence, 1.0) for sequence, number in own if number == paragraph)
        return self._sizes[article][paragraph] - lost

    def _weigh(self, sequences: Iterable[int]) -> float:
        return sum(map(self._weights.get, sequences, repeat(1.0)))
