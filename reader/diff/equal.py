"""Paragraphs that are the same: two sequences of paragraphs come in, pairs that need no weighing of words go out."""

from collections.abc import Callable, Hashable, Sequence

from reader.diff.chain import Candidate, heaviest_chain, pairs_of, run_candidates
from reader.diff.words import find_stretches

REPEATED = 16
"""Pairs of places with the same paragraph up to which each is a candidate.

Of more, too, while in all there are few for the paragraphs there are; beyond that only those that difflib would find in order.
"""

SURE_IN_GAP = 0.8
"""Share of different words, of the paragraph that has more of them, from which a pair alone in its gap needs no weighing."""


def find_equal(
    old: Sequence[Hashable], new: Sequence[Hashable], weigh: Callable[[int], float]
) -> list[tuple[int, int]]:
    """Pair equal paragraphs: those of the heaviest chain that keeps the order, and those that occur once on each side.

    Args:
        old: Old paragraphs in reading order, or what stands for them.
        new: New paragraphs likewise.
        weigh: What an old paragraph weighs, by index.

    Returns:
        Pairs of indices, ascending by the old one; no index stands in two of them.
    """
    old_places, new_places = _places(old), _places(new)
    once: list[tuple[int, int]] = []
    pairs: list[tuple[int, int]] = []
    repeated = False
    spare = (len(old) + len(new)) // 8
    for key, spots in old_places.items():
        others = new_places.get(key, [])
        count = len(spots) * len(others)
        if count == 1:
            once.append((spots[0], others[0]))
        elif count <= max(REPEATED, spare):
            spare -= count if count > REPEATED else 0
            pairs += [(i, j) for i in spots for j in others]
        else:
            repeated = True
    if repeated:
        stretches, _ = find_stretches(old, new)
        ranges = [(range(s.old, s.old_end), range(s.new, s.new_end)) for s in stretches if s.is_kept]
        pairs = list(
            {pair for a, b in ranges for pair in zip(a, b, strict=True)}.union(pairs).difference(once)
        )
    kept = [pair for c in heaviest_chain(run_candidates(once + pairs, weigh)) for pair in pairs_of(c)]
    taken = {i for i, _ in kept}
    return sorted(kept + [(i, j) for i, j in once if i not in taken])


def _places(keys: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for k, key in enumerate(keys):
        places.setdefault(key, []).append(k)
    return places


def find_sure(
    old: Sequence[str], new: Sequence[str], equal: Sequence[tuple[int, int]], weigh: Callable[[int], float]
) -> list[tuple[int, int]]:
    """Pair what stands alone, or as one of as many, between the same equal paragraphs and is mostly the same.

    Args:
        old: Texts of the old paragraphs in reading order.
        new: Texts of the new ones.
        equal: What `find_equal` returned.
        weigh: What an old paragraph weighs, by index.
    """
    sure = []
    i = j = 0
    taken_old, taken_new = {i for i, _ in equal}, {j for _, j in equal}
    end = Candidate(len(old), len(old), len(new), len(new), 0.0)
    for run in (*heaviest_chain(run_candidates(equal, weigh)), end):
        pairs = list(zip(range(i, run.old), range(j, run.new), strict=False))
        if run.old - i == run.new - j and not any(a in taken_old or b in taken_new for a, b in pairs):
            sure += [(a, b) for a, b in pairs if _is_sure(old[a], new[b])]
        i, j = run.old_end, run.new_end
    return sure


def _is_sure(old: str, new: str) -> bool:
    old_words, new_words = set(old.split()), set(new.split())
    return len(old_words & new_words) >= SURE_IN_GAP * max(len(old_words), len(new_words), 1)
