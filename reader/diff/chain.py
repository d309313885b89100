"""Candidates for pairing come in, the heaviest chain of them that keeps the order of both sides goes out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Candidate(NamedTuple):
    """Paragraphs that may belong together: old[old:old_end] and new[new:new_end], and what speaks for it."""

    old: int
    old_end: int
    new: int
    new_end: int
    score: float


def heaviest_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Find the candidates of greatest total score that keep the order of both sides and share no paragraph.

    Args:
        candidates: In any order, without empty ranges, scores above 0.

    Returns:
        The chain in reading order; of chains that weigh the same always the same one.

    Cost: n log n for n candidates.
    """
    starting = sorted(candidates)
    if _is_chain(starting):
        return starting
    ending = sorted(range(len(starting)), key=[candidate.old_end for candidate in starting].__getitem__)
    steps = _Steps()
    totals: list[float] = []
    before: list[int] = []
    ended = 0
    for old, _, new, _, score in starting:
        while ended < len(totals) and starting[ending[ended]].old_end <= old:
            k = ending[ended]
            steps.add(starting[k].new_end, totals[k], k)
            ended += 1
        best, k = steps.best_until(new)
        totals.append(best + score)
        before.append(k)
    return _walk_back(starting, totals, before)


def _is_chain(ordered: Sequence[Candidate]) -> bool:
    """Tell whether candidates that ascend on the old side keep the order of both sides already."""
    return all(a.old_end <= b.old and a.new_end <= b.new for a, b in pairwise(ordered))


class _Steps:
    """The chains found so far, as a stair: one that ends later on the new side is here only if it weighs more."""

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._totals: list[float] = []
        self._chains: list[int] = []

    def add(self, end: int, total: float, chain: int) -> None:
        """Add a chain by where it ends on the new side, what it weighs and the number it goes by."""
        start = stop = bisect_left(self._ends, end)
        if start and self._totals[start - 1] >= total:
            return
        while stop < len(self._totals) and self._totals[stop] <= total:
            stop += 1
        if start == stop < len(self._ends) and self._ends[start] == end:
            return
        self._ends[start:stop] = [end]
        self._totals[start:stop] = [total]
        self._chains[start:stop] = [chain]

    def best_until(self, place: int) -> tuple[float, int]:
        """Return the weight and number of the heaviest chain that ends at a place or before; 0 and -1 without one."""
        step = bisect_right(self._ends, place) - 1
        return (self._totals[step], self._chains[step]) if step >= 0 else (0.0, -1)


def _walk_back(
    starting: Sequence[Candidate], totals: Sequence[float], before: Sequence[int]
) -> list[Candidate]:
    chain = []
    k = max(range(len(totals)), key=totals.__getitem__, default=-1)
    while k >= 0:
        chain.append(starting[k])
        k = before[k]
    return chain[::-1]


def run_candidates(pairs: Sequence[tuple[int, int]], weigh: Callable[[int], float]) -> list[Candidate]:
    """Make a candidate of each run of pairs; its score is what its old paragraphs weigh together."""
    return [
        Candidate(i, i_end, j, j_end, sum(map(weigh, range(i, i_end))))
        for i, i_end, j, j_end in find_runs(pairs)
    ]


def pairs_of(run: Candidate) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a run."""
    return zip(range(run.old, run.old_end), range(run.new, run.new_end), strict=True)


def find_runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Join pairs that follow each other on both sides to runs: old[i:i_end] belongs to new[j:j_end]."""
    # One number for each pair, as numbers sort faster: those of a run follow each other by one.
    step = 2 + max([i for i, _ in pairs], default=0)
    ordered = sorted([(j - i) * step + i for i, j in pairs])
    start = 0
    for k, number in enumerate(ordered, 1):
        if k == len(ordered) or ordered[k] != number + 1:
            shift, i = divmod(ordered[start], step)
            yield i, i + k - start, i + shift, i + shift + k - start
            start = k


def find_moved(
    groups: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
    old_sizes: Sequence[int],
    new_sizes: Sequence[int],
) -> list[bool]:
    """Tell which groups lie off the heaviest chain that keeps the order of both sides.

    Args:
        groups: Groups in any order.
        old_sizes: What each old paragraph weighs, at least 0.
        new_sizes: What each new one weighs.
    """
    paired = [(a, b) for a, b in groups if a and b]
    weights = {a[0]: 1.0 + sum([old_sizes[i] for i in a]) + sum([new_sizes[j] for j in b]) for a, b in paired}
    candidates = run_candidates([(a[0], b[0]) for a, b in paired], weights.__getitem__)
    staying = {i for run in heaviest_chain(candidates) for i in range(run.old, run.old_end)}
    return [bool(a and b) and a[0] not in staying for a, b in groups]
