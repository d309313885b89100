"""How the words of two quotations relate: what they share in order, and how much that is of each."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reader.ledger.version import Version
from reader.ledger.wording import is_content, stem

_CELLS = 40_000
"""The most cells of an exact alignment (about 10 ms); longer pairs are aligned by difflib, whose answer may
depend on direction."""


class Rarity:
    """What a shared word says about a common source, from 0 to 1: the rarer in both versions, the more."""

    def __init__(self, old: Version, new: Version) -> None:
        self._counts = Counter(old.everything)
        self._counts.update(new.everything)
        self._weights: dict[str, float] = {}

    def weigh(self, key: str) -> float:
        """Weigh a word: 1 when each version has it once, about a half at ten times, a tenth for grammar."""
        weight = self._weights.get(key)
        if weight is None:
            times = max(1.0, self._counts[stem(key)] / 2)
            weight = 1 / (1 + 0.5 * math.log(times)) if is_content(key) else 0.1
            self._weights[key] = weight
        return weight

    def weigh_all(self, keys: Sequence[str]) -> float:
        """Weigh words together."""
        return sum(map(self.weigh, keys))


@dataclass(frozen=True, slots=True)
class Relation:
    """What two stretches of words share, in order.

    Attributes:
        matched: Places of shared words, as (first, second), ascending in both.
        shared: Weight of the shared words.
        first: Share of the first stretch's weight that they make, 0 to 1.
        second: Share of the second's.
        content: How many of them carry matter.
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
    matched = align(
        [stem(key) for key in first], [stem(key) for key in second], [rarity.weigh(key) for key in first]
    )
    keys = [first[place] for place, _ in matched]
    shared = rarity.weigh_all(keys)
    return Relation(
        matched,
        shared,
        min(1.0, shared / (rarity.weigh_all(first) or 1.0)),
        min(
            1.0, rarity.weigh_all([second[place] for _, place in matched]) / (rarity.weigh_all(second) or 1.0)
        ),
        sum(map(is_content, keys)),
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
        Places of equal words, ascending on both sides. Where both begin or end alike, those words are
        matched.
    """
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


def _align_middle(
    first: Sequence[str], second: Sequence[str], weights: Sequence[float]
) -> list[tuple[int, int]]:
    if not first or not second:
        return []
    if len(first) * len(second) > _CELLS:
        blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
        return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    rows = [[0.0] * (len(second) + 1)]
    for place in range(len(first) - 1, -1, -1):
        rows.append(_extend_row(rows[-1], first[place], second, weights[place]))
    rows.reverse()
    return _walk(rows, first, second, weights)


def _extend_row(below: list[float], word: str, second: Sequence[str], weight: float) -> list[float]:
    """Return the best weights from one word earlier on; `row[k]` is for `second[k:]`."""
    row, best = [0.0] * len(below), 0.0
    for place in range(len(second) - 1, -1, -1):
        skipped = below[place]
        if second[place] == word and below[place + 1] + weight > skipped:
            skipped = below[place + 1] + weight
        if skipped > best:
            best = skipped
        row[place] = best
    return row


def _walk(
    rows: list[list[float]], first: Sequence[str], second: Sequence[str], weights: Sequence[float]
) -> list[tuple[int, int]]:
    matched, one, two = [], 0, 0
    while one < len(first) and two < len(second):
        here = rows[one][two]
        if first[one] == second[two] and here <= rows[one + 1][two + 1] + weights[one] + 1e-9:
            matched.append((one, two))
            one, two = one + 1, two + 1
        elif rows[one][two + 1] >= rows[one + 1][two]:
            two += 1
        else:
            one += 1
    return matched
