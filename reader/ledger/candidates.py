"""Which quotations are worth a closer look: those that share rare words, word pairs or a sentence."""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reader.ledger.relation import Rarity
from reader.ledger.version import Version
from reader.ledger.wording import is_content, stem

_CROWD = 30
"""How many quotations may share a feature before it says little: then it is only asked where rarer ones lack,
and only the nearest of them are looked at."""

_ENOUGH = 4
"""How many rarer features make crowded ones needless."""

_LOOKS = 60
"""After how many holders of rarer features commoner ones are left alone."""

_SHORT = 6
"""Up to how many words a quotation is known by its words of grammar too: it has little else."""

Feature = str | tuple[str, str]
"""A word, two words in a row, or a word of the sentence around (with an empty string before it); all as
stems."""


class CandidateIndex:
    """Finds, for a quotation of one version, the likeliest partners in the other. Built in linear time."""

    def __init__(self, version: Version, indices: Iterable[int], rarity: Rarity) -> None:
        self._version, self._rarity = version, rarity
        self._features = {index: list_features(version, index) for index in indices}
        # Ranks, ascending, so that those near a place are found by bisection.
        self._holders: dict[Feature, list[int]] = defaultdict(list)
        for index in sorted(self._features, key=version.rank.__getitem__):
            for feature in self._features[index]:
                self._holders[feature].append(version.rank[index])

    def nearest(self, index: int, asking: "CandidateIndex", *, most: int = 6) -> list[int]:
        """List the likeliest partners of a quotation of the other version, best first.

        Args:
            index: The quotation.
            asking: The index of the other version, which knows it.
            most: How many to list.
        """
        version = asking._version
        place = version.rank[index] / len(version.counted) * len(self._version.counted)
        scores: dict[int, float] = {}
        for feature, weight, ranks in self._telling(asking._features[index]):
            worth = weight * (self._rarity[feature] if isinstance(feature, str) else 1.0)
            for rank in ranks if len(ranks) <= _CROWD else self._close(ranks, place):
                scores[rank] = scores.get(rank, 0.0) + worth
        ordered = [(-score, abs(rank - place), rank) for rank, score in scores.items()]
        return [self._version.counted[rank] for _, _, rank in heapq.nsmallest(most, ordered)]

    def _telling(self, features: dict[Feature, float]) -> list[tuple[Feature, float, list[int]]]:
        """The features that lead to somebody here, with whom they lead to; crowded ones only where rarer ones lack."""
        holders = self._holders
        known = [
            (feature, weight, holders[feature]) for feature, weight in features.items() if feature in holders
        ]
        known.sort(key=_crowd_of)
        looks = 0
        for number, (_, _, ranks) in enumerate(known):
            if number >= _ENOUGH and (len(ranks) > _CROWD or looks > _LOOKS):
                return known[:number]
            looks += len(ranks)
        return known

    def _close(self, ranks: Sequence[int], place: float) -> Sequence[int]:
        """Those of many that stand nearest to a place."""
        start = max(0, min(bisect_left(ranks, place) - _CROWD // 2, len(ranks) - _CROWD))
        return ranks[start : start + _CROWD]


def _crowd_of(known: tuple[Feature, float, list[int]]) -> int:
    return len(known[2])


def list_features(version: Version, index: int) -> dict[Feature, float]:
    """List what may lead from a quotation to its partner, with what each is worth."""
    keys = version.wordings[index].keys
    features: dict[Feature, float] = dict.fromkeys(version.matter(index), 1.0)
    for one, two in pairwise(keys):
        if len(keys) <= _SHORT or is_content(one) or is_content(two):
            features[stem(one), stem(two)] = 0.5
    sentence = version.sentence(index)
    if sentence and not version.is_full(index):
        features.update(dict.fromkeys((("", word) for word in sentence.matter), 0.2))
    return features
