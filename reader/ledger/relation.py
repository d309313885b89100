"""How the words of two quotations relate: what they share in order, and how much that is of each."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Optional

from reader.ledger.version import Version
from reader.ledger.wording import is_content, spelling_key, stem

_MATCHES = 20_000
"""The most pairs of equal words for an exact alignment (some 20 ms). Above, as in a quotation of a thousand
words, those that both sides have once or twice are matched, and what stands right beside them."""

_CAPITALISED = re.compile(r"(?<=[\w,;] )[^\W\d_a-z]\w+")
"""A capitalised word behind another word, so that no sentence or quotation begins with it."""

Match = tuple[int, int]
_Chain = tuple[Match, Optional["_Chain"]]


class Rarity(dict[str, float]):
    """What a shared word says about a common source, by its key: the rarer in both versions, the more.

    About 1 when each version has the word once, about a half at ten times; half of that for names, which two
    statements on one topic share anyway; a tenth for words of grammar.
    """

    def __init__(self, old: Version, new: Version) -> None:
        super().__init__()
        self.counts = Counter(old.words())
        """How often both versions have each word."""
        self.counts.update(new.words())
        self._stems = _count_stems(self.counts)
        self._names = _find_names(self._stems, (old.article.text, new.article.text))

    def __missing__(self, key: str) -> float:
        weight = 0.1
        if is_content(key):
            times = max(1.0, self._stems[stem(key)] / 2)
            weight = (0.5 if stem(key) in self._names else 1.0) / (1 + 0.5 * math.log(times))
        self[key] = weight
        return weight

    def total(self, keys: Iterable[str]) -> float:
        """Weigh words together; in whatever order they come, to the last digit, so that ties stay ties."""
        return math.fsum(map(self.__getitem__, keys))

    def is_telling(self, key: str) -> bool:
        """Tell whether a word carries matter and is no name."""
        return is_content(key) and stem(key) not in self._names


def _count_stems(counts: Mapping[str, int]) -> Counter[str]:
    stems: Counter[str] = Counter()
    for key, times in counts.items():
        stems[stem(key)] += times
    return stems


def _find_names(counts: Mapping[str, int], texts: Iterable[str]) -> frozenset[str]:
    """Find the stems that are mostly capitalised inside sentences."""
    written = Counter(word for text in texts for word in _CAPITALISED.findall(text))
    capitals: Counter[str] = Counter()
    for word, times in written.items():
        capitals[stem(spelling_key(word))] += times
    words = sum(counts.values())
    if words > 200 and sum(capitals.values()) > 0.2 * words:
        # A language that capitalises every noun, as German does.
        return frozenset()
    return frozenset(word for word, times in capitals.items() if 2 * times > counts[word])


class Relation(NamedTuple):
    """What two stretches of words share, in order.

    Attributes:
        matched: Places of shared words, as (first, second), ascending in both.
        shared: Weight of the shared words.
        first: Share of the first stretch's weight that they make, 0 to 1.
        second: Share of the second's.
        content: How many of them carry matter and are no names.
        run: The most words shared in one piece.
    """

    matched: tuple[tuple[int, int], ...]
    shared: float
    first: float
    second: float
    content: int
    run: int

    @property
    def smaller(self) -> float:
        """Share of the lighter side that is shared."""
        return max(self.first, self.second)

    @property
    def larger(self) -> float:
        """Share of the heavier side that is shared."""
        return min(self.first, self.second)


def relate(first: Sequence[str], second: Sequence[str], rarity: Rarity) -> Relation:
    """Align two stretches of keys in order, by stems, so that the shared words weigh the most."""
    matched = align(list(map(stem, first)), list(map(stem, second)), list(map(rarity.__getitem__, first)))
    keys = [first[place] for place, _ in matched]
    shared, answering = rarity.total(keys), rarity.total(second[place] for _, place in matched)
    return Relation(
        matched,
        shared,
        min(1.0, shared / (rarity.total(first) or 1.0)),
        min(1.0, answering / (rarity.total(second) or 1.0)),
        sum(map(rarity.is_telling, keys)),
        longest_run(matched),
    )


def longest_run(matched: Sequence[tuple[int, int]]) -> int:
    """Count the most words that follow each other on both sides."""
    longest = run = 0
    last = (-2, -2)
    for place in matched:
        run = run + 1 if place == (last[0] + 1, last[1] + 1) else 1
        longest, last = max(longest, run), place
    return longest


def align(
    first: Sequence[str], second: Sequence[str], weights: Sequence[float]
) -> tuple[tuple[int, int], ...]:
    """Find the heaviest common subsequence.

    Args:
        first: Words.
        second: Words.
        weights: The weight of each word of `first`, above 0.

    Returns:
        Places of equal words, ascending on both sides. Where one side stands in the other as a whole, or
        where both begin or end alike, those words are matched.
    """
    whole = _find_whole(first, second)
    if whole:
        return whole
    shorter = min(len(first), len(second))
    head = 0
    while head < shorter and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < shorter - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    middle = _align_middle(first[head : len(first) - tail], second[head : len(second) - tail], weights[head:])
    return (
        *((place, place) for place in range(head)),
        *((head + one, head + two) for one, two in middle),
        *((len(first) - place, len(second) - place) for place in range(tail, 0, -1)),
    )


def _find_whole(first: Sequence[str], second: Sequence[str]) -> tuple[Match, ...]:
    """Match all words of the shorter side where the longer one has them in one piece."""
    shorter, longer = sorted((first, second), key=len)
    text = "\n".join(("", *longer, ""))
    at = text.find("\n".join(("", *shorter, ""))) if shorter else -1
    if at < 0:
        return ()
    start = text.count("\n", 0, at)
    if shorter is first:
        return tuple((place, start + place) for place in range(len(shorter)))
    return tuple((start + place, place) for place in range(len(shorter)))


def _align_middle(first: Sequence[str], second: Sequence[str], weights: Sequence[float]) -> list[Match]:
    places: dict[str, list[int]] = defaultdict(list)
    for place in range(len(second) - 1, -1, -1):
        places[second[place]].append(place)
    if sum(len(places.get(word, ())) for word in first) <= _MATCHES:
        return _heaviest_chain(first, places, weights)
    times = Counter(first)
    rare = {word: found for word, found in places.items() if times[word] * len(found) <= 4}
    return _spread(_heaviest_chain(first, rare, weights), first, second)


def _heaviest_chain(
    first: Sequence[str], places: Mapping[str, Sequence[int]], weights: Sequence[float]
) -> list[Match]:
    """Chain matches in order by weight, after Hunt and Szymanski: the cost is that of the matches alone.

    Args:
        first: Words.
        places: For each word, where the second side has it, descending.
        weights: For each word of `first`.
    """
    # For each weight that a chain can reach, the place where it ends first; both ascend.
    ends: list[int] = []
    bests: list[float] = []
    chains: list[_Chain] = []
    for one, word in enumerate(first):
        for two in places.get(word, ()):
            at = bisect_left(ends, two)
            before = at - 1
            best = weights[one] + (bests[before] if before >= 0 else 0.0)
            last = at
            while last < len(ends) and bests[last] <= best:
                last += 1
            if last == at and at < len(ends) and ends[at] == two:
                continue
            chain = ((one, two), chains[before] if before >= 0 else None)
            ends[at:last], bests[at:last], chains[at:last] = [two], [best], [chain]
    matched: list[Match] = []
    link = chains[-1] if chains else None
    while link:
        matched.append(link[0])
        link = link[1]
    return matched[::-1]


def _spread(matched: Sequence[Match], first: Sequence[str], second: Sequence[str]) -> list[Match]:
    """Add to sure matches the equal words right before and after them."""
    found: list[Match] = []
    for place, (one, two) in enumerate(matched):
        if found and (one, two) <= found[-1]:
            continue
        low = found[-1] if found else (-1, -1)
        start = 0
        while (
            one - start - 1 > low[0]
            and two - start - 1 > low[1]
            and first[one - start - 1] == second[two - start - 1]
        ):
            start += 1
        high = matched[place + 1] if place + 1 < len(matched) else (len(first), len(second))
        end = 1
        while one + end < high[0] and two + end < high[1] and first[one + end] == second[two + end]:
            end += 1
        found += [(one + step, two + step) for step in range(-start, end)]
    return found
