"""Candidates for pairing come in, the heaviest chain of them that keeps the order of both sides goes out."""

from collections.abc import Sequence
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
