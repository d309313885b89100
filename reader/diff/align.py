"""Paragraphs aligned: two sequences of texts come in, groups of indices that belong together go out.

Equal paragraphs are candidates, and so are paragraphs that share enough rare words and word pairs, one to
one, one to several and
several to one. The heaviest chain of candidates that keeps the order of both sides is taken; what it leaves
over is paired anywhere
(moves), then inside the gaps that are left.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

Group = tuple[tuple[int, ...], tuple[int, ...], bool]
"""Old and new paragraphs that belong together, one side may be empty, and whether they moved."""

ALIKE = 0.30
"""Likeness, 0 to 1, from which two paragraphs in order may be one. Lower pairs more, also wrongly."""

ALIKE_IN_GAP = 0.22
"""The same between neighbours that are paired already: the place speaks for them too."""

ALIKE_MOVED = 0.5
"""The same for paragraphs out of order."""

MOVED_WORDS = 4
"""Words that a paragraph needs to count as moved; shorter ones recur by chance."""

FRAGMENT = 0.45
"""Share of its words that a fragment has in the paragraph it was split from."""

MOST_FRAGMENTS = 8
"""The most paragraphs that one may be split into or merged from."""


class Candidate(NamedTuple):
    """Paragraphs that may belong together: old[i:i_end] and new[j:j_end], and how much speaks for it."""

    i: int
    i_end: int
    j: int
    j_end: int
    score: float


def align_paragraphs(
    old: Sequence[str], new: Sequence[str], old_story: Sequence[bool], new_story: Sequence[bool]
) -> list[Group]:
    """Find which paragraphs of two versions belong together.

    Args:
        old: Texts of the earlier version in reading order.
        new: Texts of the later version.
        old_story: For each old paragraph whether it belongs to the story; furniture is paired with furniture
            only.
        new_story: Likewise for the new ones.

    Returns:
        Groups in no particular order; every index of each side stands in exactly one.
    """
    likeness = Likeness(old, new, old_story, new_story)
    free_old, free_new = set(range(len(old))), set(range(len(new)))
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = []

    def take(candidate: Candidate) -> None:
        indices = tuple(range(candidate.i, candidate.i_end)), tuple(range(candidate.j, candidate.j_end))
        free_old.difference_update(indices[0])
        free_new.difference_update(indices[1])
        groups.append(indices)

    chain = heaviest_chain(find_candidates(likeness, sorted(free_old), sorted(free_new), ALIKE))
    for candidate in chain:
        take(candidate)
    for candidate in _find_moves(likeness, sorted(free_old), sorted(free_new)):
        take(candidate)
    for gap_old, gap_new in _gaps(chain, len(old), len(new)):
        left_old, left_new = [i for i in gap_old if i in free_old], [j for j in gap_new if j in free_new]
        if left_old and left_new:
            for candidate in heaviest_chain(find_candidates(likeness, left_old, left_new, ALIKE_IN_GAP)):
                take(candidate)
    groups += [((i,), ()) for i in sorted(free_old)]
    groups += [((), (j,)) for j in sorted(free_new)]
    moved = find_moved(groups, [len(text) for text in old], [len(text) for text in new])
    return [(a, b, is_moved) for (a, b), is_moved in zip(groups, moved, strict=True)]


def _gaps(chain: Sequence[Candidate], old_count: int, new_count: int) -> Iterator[tuple[range, range]]:
    i = j = 0
    for candidate in (*chain, Candidate(old_count, old_count, new_count, new_count, 0.0)):
        yield range(i, candidate.i), range(j, candidate.j)
        i, j = candidate.i_end, candidate.j_end


class Likeness:
    """How alike paragraphs are: the weight of the words and word pairs they share, the rarer the heavier."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], old_story: Sequence[bool], new_story: Sequence[bool]
    ) -> None:
        self.old_bags, self.new_bags = [bag(text) for text in old], [bag(text) for text in new]
        self.old_keys = [(story, " ".join(text.split())) for story, text in zip(old_story, old, strict=True)]
        self.new_keys = [(story, " ".join(text.split())) for story, text in zip(new_story, new, strict=True)]
        found = Counter[str]()
        for words in (*self.old_bags, *self.new_bags):
            found.update(words.keys())
        count = len(old) + len(new)
        self.weights = {
            word: math.log(1 + count / times) * (1 if " " in word else min(1, (len(word) + 1) / 5))
            for word, times in found.items()
        }
        self.old_masses, self.new_masses = (
            [self.mass(b) for b in self.old_bags],
            [self.mass(b) for b in self.new_bags],
        )
        self._cache: dict[tuple[int, int], float] = {}

    def mass(self, words: Counter[str]) -> float:
        """Return what all words of a paragraph weigh."""
        return sum([self.weights[word] * times for word, times in words.items()])

    def shared(self, a: Counter[str], b: Counter[str]) -> float:
        """Return what the words that two paragraphs share weigh."""
        if len(a) > len(b):
            a, b = b, a
        return sum([self.weights[word] * min(times, b[word]) for word, times in a.items() if word in b])

    def of_pair(self, i: int, j: int) -> float:
        """Return what old[i] and new[j] share; nothing when one is furniture and the other is not."""
        found = self._cache.get((i, j))
        if found is None:
            same_kind = self.old_keys[i][0] == self.new_keys[j][0]
            found = self._cache[i, j] = self.shared(self.old_bags[i], self.new_bags[j]) if same_kind else 0.0
        return found

    def of_new(self, j: int, i: int) -> float:
        """Return what `of_pair` does, looked at from the new side."""
        return self.of_pair(i, j)


def likeness_of(shared: float, mass: float, other_mass: float) -> float:
    """Return a likeness of 0 to 1: half the share of the smaller paragraph, half that of both."""
    smaller = min(mass, other_mass)
    return 0.5 * shared / smaller + shared / (mass + other_mass) if smaller else 0.0


def find_candidates(
    likeness: Likeness, old: Sequence[int], new: Sequence[int], least: float
) -> list[Candidate]:
    """List what may belong together among some paragraphs of each side.

    Args:
        likeness: How alike they are.
        old: Indices of old paragraphs, ascending.
        new: Indices of new paragraphs, ascending.
        least: Likeness from which a pair is listed.
    """
    found = []
    for i in old:
        for j in new:
            mass, other_mass = likeness.old_masses[i], likeness.new_masses[j]
            if likeness.old_keys[i] == likeness.new_keys[j]:
                found.append(Candidate(i, i + 1, j, j + 1, (1 - least) * math.sqrt(mass) + 0.1))
                continue
            alike = likeness_of(likeness.of_pair(i, j), mass, other_mass)
            if alike > least:
                found.append(
                    Candidate(i, i + 1, j, j + 1, (alike - least) * math.sqrt(min(mass, other_mass)))
                )
    for i in old:
        whole = _Whole(likeness.old_bags[i], likeness.old_masses[i], partial(likeness.of_pair, i))
        for j, j_end, score in _find_fragments(
            likeness, whole, new, likeness.new_bags, likeness.new_masses, least
        ):
            found.append(Candidate(i, i + 1, j, j_end, score))
    for j in new:
        whole = _Whole(likeness.new_bags[j], likeness.new_masses[j], partial(likeness.of_new, j))
        for i, i_end, score in _find_fragments(
            likeness, whole, old, likeness.old_bags, likeness.old_masses, least
        ):
            found.append(Candidate(i, i_end, j, j + 1, score))
    return found


class _Whole(NamedTuple):
    words: Counter[str]
    mass: float
    shared_with: Callable[[int], float]


def _find_fragments(
    likeness: Likeness,
    whole: _Whole,
    free: Sequence[int],
    bags: Sequence[Counter[str]],
    masses: Sequence[float],
    least: float,
) -> Iterator[tuple[int, int, float]]:
    """Find neighbours that together are `whole`: where they begin and end, and how much speaks for it."""
    available = set(free)

    def is_fragment(k: int) -> bool:
        return (
            k in available
            and masses[k] > 0
            and whole.shared_with(k) >= FRAGMENT * masses[k]
            and masses[k] <= 1.3 * whole.mass
        )

    for first in free:
        if not is_fragment(first):
            continue
        union, mass, shared = bags[first], masses[first], whole.shared_with(first)
        for k in range(first + 1, first + MOST_FRAGMENTS):
            if not is_fragment(k):
                break
            wider = union + bags[k]
            more = likeness.shared(whole.words, wider)
            if more - shared < 0.3 * masses[k]:
                break
            union, mass, shared = wider, mass + masses[k], more
            alike = likeness_of(shared, whole.mass, mass)
            if alike > least:
                yield first, k + 1, 1.05 * (alike - least) * math.sqrt(min(whole.mass, mass))


def _find_moves(likeness: Likeness, old: Sequence[int], new: Sequence[int]) -> Iterator[Candidate]:
    """Pair what the chain left over, the most alike first."""
    pairs = []
    for i in old:
        for j in new:
            is_same = likeness.old_keys[i] == likeness.new_keys[j]
            alike = (
                1.0
                if is_same
                else likeness_of(likeness.of_pair(i, j), likeness.old_masses[i], likeness.new_masses[j])
            )
            if (
                alike >= ALIKE_MOVED
                and min(len(likeness.old_bags[i]), len(likeness.new_bags[j])) >= 2 * MOVED_WORDS - 1
            ):
                pairs.append((-alike, i, j))
    taken_old, taken_new = set[int](), set[int]()
    for alike, i, j in sorted(pairs):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield Candidate(i, i + 1, j, j + 1, -alike)


def heaviest_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Find the candidates of greatest total score that keep the order of both sides and share no paragraph.

    Cost: n log n for n candidates (a tree of prefix maxima over the new side).
    """
    by_start = sorted(candidates, key=lambda c: (c.i, c.j, c.i_end, c.j_end))
    by_end = sorted(range(len(by_start)), key=lambda k: by_start[k].i_end)
    size = max((c.j_end for c in by_start), default=0) + 1
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    totals: list[tuple[float, int]] = []
    ended = 0
    for candidate in by_start:
        while ended < len(by_end) and by_start[by_end[ended]].i_end <= candidate.i:
            _raise_maximum(tree, by_start[by_end[ended]].j_end, (totals[by_end[ended]][0], by_end[ended]))
            ended += 1
        total, before = _prefix_maximum(tree, candidate.j)
        totals.append((total + candidate.score, before))
    chain = []
    k = max(range(len(totals)), key=lambda k: totals[k][0], default=-1)
    while k >= 0:
        chain.append(by_start[k])
        k = totals[k][1]
    return chain[::-1]


def _raise_maximum(tree: list[tuple[float, int]], position: int, value: tuple[float, int]) -> None:
    position += 1
    while position < len(tree):
        if tree[position][0] < value[0]:
            tree[position] = value
        position += position & -position


def _prefix_maximum(tree: list[tuple[float, int]], position: int) -> tuple[float, int]:
    position += 1
    best = (0.0, -1)
    while position > 0:
        if tree[position][0] > best[0]:
            best = tree[position]
        position -= position & -position
    return best


def find_moved(
    groups: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
    old_sizes: Sequence[int],
    new_sizes: Sequence[int],
) -> list[bool]:
    """Tell which groups lie off the heaviest chain that keeps the order of both sides.

    Args:
        groups: Groups in any order.
        old_sizes: The weight of each old paragraph, at least 0.
        new_sizes: The weight of each new one.
    """
    number = {(a[0], b[0]): k for k, (a, b) in enumerate(groups) if a and b}
    candidates = []
    for a, b in groups:
        if a and b:
            weight = 1 + sum(old_sizes[i] for i in a) + sum(new_sizes[j] for j in b)
            candidates.append(Candidate(a[0], a[0] + 1, b[0], b[0] + 1, float(weight)))
    staying = {number[c.i, c.j] for c in heaviest_chain(candidates)}
    return [bool(a and b) and k not in staying for k, (a, b) in enumerate(groups)]


def bag(text: str) -> Counter[str]:
    """Count the words of a paragraph and the pairs of neighbours; without spaces a character is a word."""
    words = _WORD.findall(text.lower())
    if not text.isascii() and _SPACELESS.search(text):
        words = [piece for word in words for piece in (word if _SPACELESS.search(word) else (word,))]
    counts = Counter(words)
    counts.update(map("{} {}".format, words, words[1:]))
    return counts
