"""How much of their text two articles share; what many articles have weighs less."""

from array import array
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import NamedTuple

from reader.stories.index import Shared, Texts, is_sampled
from reader.stories.sequences import count_figures

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

LEAST_FIGURES = 6
"""How many sequences with a figure must be expected in what two articles share before their absence tells anything.

A figure stands in three sequences, and in a corrected version one or two figures are others.
"""

LEAST_SHARE_OF_FIGURES = 0.4
"""From which part of the expected number on, 0 to 1; the first few need not be there.

A rewrite keeps its figures as well as its words, mostly better; the next weather report keeps the words only.
"""

WHOLE = 0.5
"""From which share of its sequences a paragraph counts as reprinted and not as rewritten."""

MOST_REPRINTED = 3
"""How many paragraphs that stand in many articles two stories may both print: background, the head of a live report."""


class _Common(NamedTuple):
    """What two articles have in common.

    Attributes:
        smaller: The article with less text.
        larger: The other.
        sequences: Those that stand in both.
        weight: What they weigh.
        share: Of the smaller article's, 0 to 1.
    """

    smaller: int
    larger: int
    sequences: set[int]
    weight: float
    share: float


class Scales:
    """Weighs what articles share.

    Attributes:
        ranks: By which articles are ordered from the most text to the least; the same wherever an article stands.
        near: The pairs that share anything to speak of, once edges were found.
    """

    def __init__(self, texts: Texts) -> None:
        self._sizes = texts.sizes
        self._figures = texts.figures
        self.near = array("Q")
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
        edges = []
        for one, other in self._shared.find_pairs((LEAST_SHARED + 1) // 2):
            share = self.share(one, other)
            if share > 0:
                edges.append((share, one, other))
            self.near.append(one << 32 | other)
        return edges

    def share(self, one: int, other: int) -> float:
        """Return the share of the smaller article that both have, 0 to 1; 0 when they tell two stories."""
        common = self._compare(one, other)
        if len(common.sequences) < LEAST_SHARED or self._has_other_figures(common):
            return 0.0
        if len(common.sequences) >= NEARLY_THE_SAME * sum(self._sizes[common.larger]):
            return 1.0
        if common.weight < LEAST_SHARED / 2 or common.share < LEAST_SHARE or self._is_reprinted(common):
            return 0.0
        return common.share if self._is_spread(common) else 0.0

    def touch(self, one: int, other: int) -> bool:
        """Tell whether two articles share anything rare at all, or most of what either shares with anybody.

        What tells that two articles are two stories parts them here, too.
        """
        common = self._compare(one, other)
        most = max(len(self._shared.sequences[one]), len(self._shared.sequences[other]))
        if common.weight < 0.5 and not 2 * len(common.sequences) >= most > 0:
            return False
        return not (self._has_other_figures(common) or self._is_reprinted(common))

    def _compare(self, one: int, other: int) -> _Common:
        larger, smaller = sorted((one, other), key=self.ranks.__getitem__)
        sequences = set(self._shared.sequences[smaller]).intersection(self._shared.sequences[larger])
        weight = self._weigh(sequences)
        return _Common(smaller, larger, sequences, weight, weight / (self._totals[smaller] or 1.0))

    def _has_other_figures(self, common: _Common) -> bool:
        """Whether the words are shared and not the figures among them, as in two reports of one series."""
        figures, total = self._figures[common.smaller], sum(self._sizes[common.smaller])
        if not LEAST_FIGURES <= figures < total:
            return False
        shared = count_figures(common.sequences)
        expected = figures * (len(common.sequences) - shared) / (total - figures)
        return expected >= LEAST_FIGURES and shared < LEAST_SHARE_OF_FIGURES * (expected - LEAST_FIGURES / 3)

    def _is_reprinted(self, common: _Common) -> bool:
        """Whether all that is shared are a few paragraphs as they stood."""
        if common.share >= MOSTLY_SHARED or common.weight < LEAST_SHARED:
            return False
        sizes = self._sizes[common.smaller]
        places = self._find_places(common.smaller, common.sequences)
        whole = self._find_whole(common.smaller, places)
        if not 0 < len(whole) <= MOST_REPRINTED:
            return False
        rest = sum(sizes) - sum(sizes[number] for number in whole)
        weight = sum(self._weigh(shared) for number, shared in places.items() if number not in whole)
        if weight >= max(LEAST_SHARED, LEAST_SHARE * rest) / 2:
            return False
        return len(whole) == 1 or self._stand_often(set().union(*(places[number] for number in whole)))

    def _stand_often(self, sequences: Iterable[int]) -> bool:
        sample = list(filter(is_sampled, sequences))
        return 2 * sum(map(self._shared.often.__contains__, sample)) > len(sample)

    def _is_spread(self, common: _Common) -> bool:
        """Whether enough is shared even without the one paragraph that shares most, or there is hardly more than that."""
        places = self._find_places(common.smaller, common.sequences)
        paragraph = max(places, key=lambda number: (self._weigh(places[number]), -number))
        weight = self._weigh(common.sequences - places[paragraph])
        best = self._weigh_paragraph(common.smaller, paragraph)
        left = self._totals[common.smaller] - best
        if common.share >= MOSTLY_SHARED:
            return weight >= LEAST_SHARED / 2 or 5 * left <= best
        if common.share >= CLEARLY_SHARED:
            return weight >= max(LEAST_SHARED / 2, LEAST_SHARE * 3 * left)
        return weight >= max(LEAST_SHARED, LEAST_SHARE * left)

    def reprinted(self, article: int, others: Iterable[int]) -> set[int]:
        """Return the paragraphs of an article of which one of the others has half or more."""
        found: set[int] = set()
        for other in others:
            shared = set(self._shared.sequences[article]).intersection(self._shared.sequences[other])
            found |= self._find_whole(article, self._find_places(article, shared))
        return found

    def part_of(self, article: int, paragraphs: Iterable[int]) -> float:
        """Return which part of an article's text some of its paragraphs are, 0 to 1."""
        sizes = self._sizes[article]
        return sum(sizes[number] for number in paragraphs) / (sum(sizes) or 1)

    def _find_whole(self, article: int, places: Mapping[int, set[int]]) -> set[int]:
        sizes = self._sizes[article]
        return {number for number, shared in places.items() if len(shared) >= WHOLE * sizes[number]}

    def _find_places(self, article: int, sequences: set[int]) -> dict[int, set[int]]:
        """Part what an article shares by its paragraphs."""
        places: dict[int, set[int]] = {}
        own = self._shared.sequences[article], self._shared.paragraphs[article]
        for sequence, paragraph in zip(*own, strict=True):
            if sequence in sequences:
                places.setdefault(paragraph, set()).add(sequence)
        return places

    def _weigh_paragraph(self, article: int, paragraph: int) -> float:
        own = zip(self._shared.sequences[article], self._shared.paragraphs[article], strict=True)
        lost = sum(1 - self._weights.get(sequence, 1.0) for sequence, number in own if number == paragraph)
        return self._sizes[article][paragraph] - lost

    def _weigh(self, sequences: Iterable[int]) -> float:
        return sum(map(self._weights.get, sequences, repeat(1.0)))
