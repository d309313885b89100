"""Candidates for pairing come in, the heaviest chain of them that keeps the order of both sides goes out."""

from collections.abc import Callable, Iterator, Sequence
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

    Cost: n log n for n candidates (maxima over prefixes of the new side in a Fenwick tree).
    """
    if len(candidates) < 2:
        return list(candidates)
    starting = sorted(candidates)
    ending = sorted(range(len(starting)), key=lambda k: starting[k].old_end)
    places = {end: rank for rank, end in enumerate(sorted({c.new_end for c in starting}), 1)}
    reach = _reach(starting, places)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    totals: list[float] = []
    before: list[int] = []
    ended = 0
    for candidate, place in zip(starting, reach, strict=True):
        while ended < len(totals) and starting[ending[ended]].old_end <= candidate.old:
            k = ending[ended]
            _raise(tree, places[starting[k].new_end], (totals[k], k))
            ended += 1
        best, k = _greatest(tree, place)
        totals.append(best + candidate.score)
        before.append(k)
    return _walk_back(starting, totals, before)


def _reach(starting: Sequence[Candidate], places: dict[int, int]) -> list[int]:
    """For each candidate how many of the ranked ends lie at or before its beginning on the new side."""
    ends, reach, rank = sorted(places), [0] * len(starting), 0
    for k in sorted(range(len(starting)), key=lambda k: starting[k].new):
        while rank < len(ends) and ends[rank] <= starting[k].new:
            rank += 1
        reach[k] = rank
    return reach


def _walk_back(
    starting: Sequence[Candidate], totals: Sequence[float], before: Sequence[int]
) -> list[Candidate]:
    chain = []
    k = max(range(len(totals)), key=totals.__getitem__, default=-1)
    while k >= 0:
        chain.append(starting[k])
        k = before[k]
    return chain[::-1]


def _raise(tree: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(tree):
        if tree[place][0] < value[0]:
            tree[place] = value
        place += place & -place


def _greatest(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    best = tree[0]
    while place > 0:
        if tree[place][0] > best[0]:
            best = tree[place]
        place -= place & -place
    return best


def run_candidates(pairs: Sequence[tuple[int, int]], weigh: Callable[[int], float]) -> list[Candidate]:
    """Make a candidate of each run of pairs; its score is what its old paragraphs weigh together."""
    return [
        Candidate(i, i_end, j, j_end, sum([weigh(k) for k in range(i, i_end)]))
        for i, i_end, j, j_end in find_runs(pairs)
    ]


def pairs_of(run: Candidate) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a run."""
    return zip(range(run.old, run.old_end), range(run.new, run.new_end), strict=True)


def find_runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Join pairs that follow each other on both sides to runs: old[i:i_end] belongs to new[j:j_end]."""
    ordered = sorted(pairs, key=lambda pair: (pair[1] - pair[0], pair[0]))
    start = 0
    for k in range(1, len(ordered) + 1):
        if k == len(ordered) or ordered[k] != (ordered[k - 1][0] + 1, ordered[k - 1][1] + 1):
            (i, j), (i_last, j_last) = ordered[start], ordered[k - 1]
            yield i, i_last + 1, j, j_last + 1
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
