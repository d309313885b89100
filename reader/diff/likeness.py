"""How alike paragraphs are: texts come in, the weight of the words they share goes out, the rarer the heavier."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from reader.diff.words import has_odd_letters

Bag = dict[str, int]
"""Stems, long words and pairs of neighbouring stems of a paragraph, and how often each stands in it."""

STEM = 4
"""Letters of a word that make its stem; endings and compounds fall together. Range: 3 to 7."""

WHOLE_WORD = 0.5
"""What the whole of a word longer than its stem adds, as a share of its rarity."""

WORD_PAIR = 0.3
"""What a pair of neighbouring stems adds, likewise."""

FULL_WEIGHT = 4
"""Letters from which a stem has its full weight; shorter ones are mostly grammar."""

SMALLER_SIDE = 0.15
"""How far likeness is the share of the smaller paragraph; the rest is the share of both. Range: 0 to 1."""

POSTINGS = 150_000
"""Pairs of places where a word stands that are looked at in any case; words too frequent to be among them tell nothing.

Range: 50,000 (a short article in full) upwards; time grows with it, to some 0.1 s at the value given.
"""

POSTINGS_PER_WORD = 0.3
"""The same for each word and pair of words there is, so that long articles have their rare words all looked at."""

_WORD = re.compile(r"\w+")


def count_stems(text: str) -> Bag:
    """Count the stems, long words and pairs of stems of a paragraph.

    Where no spaces are written a character is a word.
    """
    words = _WORD.findall(text.lower())
    if has_odd_letters(text):
        from reader.diff.scripts import split_spaceless  # rarely needed

        words = split_spaceless(words)
    stems = [word[:STEM] for word in words]
    counted = [*stems, *[word for word in words if len(word) > STEM], *map(" ".join, pairwise(stems))]
    bag = dict.fromkeys(counted, 1)
    return bag if len(bag) == len(counted) else Counter(counted)


class Likeness:
    """How alike the paragraphs of two sides are.

    Attributes:
        old_masses: What all words of an old paragraph weigh, by index.
        new_masses: Likewise for the new ones.
        rows: For an old paragraph the new ones that share words with it, and what those weigh.
        columns: The same looked at from the new side.
        likenesses: For an old paragraph how alike the new ones are that share words with it, 0 to 1.
        old_best: The greatest of those for each old paragraph; 0 without any.
        new_best: Likewise for each new one.
    """

    def __init__(
        self,
        old: Mapping[int, str],
        new: Mapping[int, str],
        old_story: Sequence[bool],
        new_story: Sequence[bool],
        context: Sequence[str] = (),
    ) -> None:
        """Weigh the words of some paragraphs.

        Args:
            old: Texts of old paragraphs by index.
            new: Texts of new paragraphs by index.
            old_story: For every old index whether that paragraph belongs to the story; it shares nothing
                with one that does not.
            new_story: Likewise for new indices.
            context: Other paragraphs of the same articles, to tell which words are rare.
        """
        bags = {text: count_stems(text) for text in dict.fromkeys((*old.values(), *new.values()))}
        self.old_bags = {i: bags[text] for i, text in old.items()}
        self.new_bags = {j: bags[text] for j, text in new.items()}
        self._weights = self._weigh([count_stems(text) for text in context])
        masses = {text: self._mass(bag) for text, bag in bags.items()}
        self.old_masses = {i: masses[text] for i, text in old.items()}
        self.new_masses = {j: masses[text] for j, text in new.items()}
        self.rows = self._share(old_story, new_story)
        self.columns: dict[int, dict[int, float]] = {j: {} for j in new}
        for i, row in self.rows.items():
            for j, shared in row.items():
                self.columns[j][i] = shared
        self._weigh_pairs()

    def _weigh_pairs(self) -> None:
        self.likenesses: dict[int, dict[int, float]] = {}
        self.old_best: dict[int, float] = {}
        self.new_best = dict.fromkeys(self.new_bags, 0.0)
        masses, best = self.new_masses, self.new_best
        for i, row in self.rows.items():
            mass = self.old_masses[i]
            self.likenesses[i] = likenesses = {j: alike(shared, mass, masses[j]) for j, shared in row.items()}
            self.old_best[i] = max(likenesses.values(), default=0.0)
            for j, likeness in likenesses.items():
                if likeness > best[j]:
                    best[j] = likeness

    def _weigh(self, context: Sequence[Bag]) -> dict[str, float]:
        old_counts = Counter(chain.from_iterable(self.old_bags.values()))
        new_counts = Counter(chain.from_iterable(self.new_bags.values()))
        counts = old_counts.copy()
        counts.update(new_counts)
        for bag in context:
            for word in bag:
                if word in counts:
                    counts[word] += 1
        paragraphs = len(self.old_bags) + len(self.new_bags) + len(context)
        weights = {word: _weight(word, math.log1p(paragraphs / times)) for word, times in counts.items()}
        for word in _too_frequent(old_counts, new_counts):
            weights[word] = 0.0
        self._telling = [word for word in old_counts if word in new_counts and weights[word]]
        return weights

    def _mass(self, bag: Bag) -> float:
        weights = self._weights
        return sum([weights[word] * times for word, times in bag.items()])

    def _share(self, old_story: Sequence[bool], new_story: Sequence[bool]) -> dict[int, dict[int, float]]:
        places: dict[str, list[int]] = {word: [] for word in self._telling}
        for j, bag in self.new_bags.items():
            for word in bag:
                if word in places:
                    places[word].append(j)
        rows: dict[int, dict[int, float]] = {}
        for i, bag in self.old_bags.items():
            row: dict[int, float] = {}
            for word, times in bag.items():
                if word not in places:
                    continue
                weight = self._weights[word]
                for j in places[word]:
                    shared = weight if times == 1 else weight * min(times, self.new_bags[j][word])
                    row[j] = row.get(j, 0.0) + shared
            rows[i] = {j: shared for j, shared in row.items() if old_story[i] == new_story[j]}
        return rows

    def shared(self, a: Bag, b: Bag) -> float:
        """Return what the words that stand in both weigh."""
        if len(a) > len(b):
            a, b = b, a
        weights = self._weights
        return sum([weights[word] * min(times, b[word]) for word, times in a.items() if word in b])

    def of_pair(self, i: int, j: int) -> float:
        """Return how alike old[i] and new[j] are, 0 to 1."""
        return self.likenesses[i].get(j, 0.0)


def add_bags(a: Bag, b: Bag) -> Bag:
    """Count the words of two paragraphs together."""
    union = dict(a)
    for word, times in b.items():
        union[word] = union.get(word, 0) + times
    return union


def has_words(bag: Bag, least: int) -> bool:
    """Tell whether a bag was counted from so many words, at least."""
    if len(bag) >= 3 * least:  # of each word at most its stem, itself and its pair
        return True
    return sum([times for word, times in bag.items() if len(word) <= STEM and " " not in word]) >= least


def alike(shared: float, mass: float, other_mass: float) -> float:
    """Return a likeness of 0 to 1 for two texts of some masses that share words of some weight."""
    smaller = min(mass, other_mass)
    if smaller <= 0:
        return 0.0
    return SMALLER_SIDE * shared / smaller + (1 - SMALLER_SIDE) * 2 * shared / (mass + other_mass)


def _weight(word: str, rarity: float) -> float:
    if " " in word:
        return WORD_PAIR * rarity
    if len(word) > STEM:
        return WHOLE_WORD * rarity
    return rarity * min(1.0, (len(word) + 1) / (FULL_WEIGHT + 1))


def _too_frequent(old_counts: Counter[str], new_counts: Counter[str]) -> list[str]:
    """Name the words that would cost more than is allowed, the most frequent first."""
    costs = [(times * new_counts[word], word) for word, times in old_counts.items() if word in new_counts]
    most = POSTINGS + POSTINGS_PER_WORD * (old_counts.total() + new_counts.total())
    if sum([cost for cost, _ in costs]) <= most:
        return []
    costs.sort()
    spent = 0
    for rank, (cost, _) in enumerate(costs):
        spent += cost
        if spent > most:
            return [word for _, word in costs[rank:]]
    return []
