"""Paragraphs aligned: two sequences of texts come in, groups of indices that belong together go out.

Equal paragraphs are candidates for pairing, and so are paragraphs that share enough rare words, one to one, one to several and
several to one. The heaviest chain of candidates that keeps the order of both sides stays; what it leaves over is paired out of
order where it is very alike (moves), inside the gaps where it is somewhat alike, and at last joined to the group it is a
fragment of.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.diff.chain import Candidate, find_moved, heaviest_chain, pairs_of, run_candidates
from reader.diff.equal import find_equal, find_sure
from reader.diff.likeness import Bag, Likeness, add_bags, alike, has_words

Group = tuple[tuple[int, ...], tuple[int, ...], bool]
"""Old and new paragraphs that belong together, one side may be empty, and whether they moved."""

IN_ORDER = 0.26
"""Likeness, 0 to 1, from which two paragraphs in order may be one. Lower pairs more, also wrongly."""

IN_GAP = 0.24
"""The same for what stands between neighbours that are paired already."""

ALONE_IN_GAP = 0.1
"""The same where nothing else stands between these neighbours."""

OUT_OF_ORDER = 0.4
"""The same for paragraphs that moved and share at least `MUCH_SHARED`."""

SURELY_OUT_OF_ORDER = 0.65
"""The same for paragraphs that moved and share less: two sentences on one subject are somewhat alike by chance."""

MUCH_SHARED = 60.0
"""Weight of shared words that is evidence by itself: some ten rare words."""

MOVED_WORDS = 4
"""Words that a paragraph needs to count as moved; shorter ones recur by chance."""

NEXT_BEST = 0.9
"""Share of the greatest likeness of the smaller paragraph below which a pair is no candidate."""

EVIDENCE = 0.2
"""Power of the mass of a pair that its score grows with: 0 counts pairs, 1 counts words."""

MASS_PER_CHARACTER = 0.6
"""What a character of a paragraph weighs that was not looked at word by word."""

FRAGMENT = 0.6
"""Share of its words that a fragment has in common with the paragraph it was split from."""

FRAGMENT_GAIN = 0.25
"""Share of its words that a fragment explains beyond what the fragments before it explain."""

NEIGHBOUR_FRAGMENT = 0.4
"""Share of a neighbour's words, not explained otherwise, from which it belongs to a group."""

MISSING_FRAGMENT = 0.33
"""The same for a neighbour that has most of what is not explained of the whole."""

MISSING_FILLED = 0.85
"""Share of what was not explained of the whole that such a neighbour brings."""

MISSING_FIT = 0.75
"""Share of the smaller side of a group that is explained already where something may be missing."""

FAR_FRAGMENT = 0.7
"""The same for a fragment that stands elsewhere."""

FAR_WORDS = 8
"""Words that such a fragment needs."""

LOOSE_GROUP = 0.6
"""Likeness up to which a group is a free rewrite, in which fragments share little with the whole."""

LOOSE_PART = 0.33
"""Share of what explains a free rewrite that a neighbour has to bring."""

LOOSE_WORDS = 0.12
"""Share of the words, of the neighbour's or of the whole's, that it has to explain there."""

MOST_FRAGMENTS = 8
"""The most neighbours that one paragraph is taken to be split into or merged from in one step."""

WEIGHED = 2_500_000
"""Characters of each side's paragraphs, and `PARAGRAPH` for each, up to which their words are weighed; the rest is like nothing.

What is the same, or mostly the same in the same place, needs no weighing. Time and memory grow with it, to some 2 s and
150 MB at the value given.
"""

PARAGRAPH = 60
"""What a paragraph costs beside its characters, counted in characters."""

CONTEXT = 120
"""Equal paragraphs that are looked at to tell rare words from frequent ones."""


def align_paragraphs(
    old: Sequence[str], new: Sequence[str], old_story: Sequence[bool], new_story: Sequence[bool]
) -> list[Group]:
    """Find which paragraphs of two versions belong together.

    Args:
        old: Texts of the earlier version in reading order.
        new: Texts of the later version.
        old_story: For each old paragraph whether it belongs to the story; furniture is paired with furniture only.
        new_story: Likewise for the new ones.

    Returns:
        Groups in no particular order; every index of each side stands in exactly one.

    Cost: n log n for n paragraphs that are mostly equal; the words of the others are compared within a bound.
    """
    alignment = _Alignment(_Side(old, old_story), _Side(new, new_story))
    alignment.pair_in_order()
    alignment.pair_moved()
    alignment.pair_in_gaps()
    alignment.attach_neighbours()
    alignment.attach_far()
    groups = [(tuple(a), tuple(b)) for a, b in alignment.groups]
    groups += [((i,), ()) for i in alignment.old.free()]
    groups += [((), (j,)) for j in alignment.new.free()]
    moved = find_moved(groups, [len(text) for text in old], [len(text) for text in new])
    return [(a, b, is_moved) for (a, b), is_moved in zip(groups, moved, strict=True)]


class _Side:
    """One side of an alignment: its paragraphs, what their words weigh, and the group each belongs to so far."""

    def __init__(self, texts: Sequence[str], story: Sequence[bool]) -> None:
        self.texts = texts
        self.story = story
        self.keys = [(is_story, text.strip()) for is_story, text in zip(story, texts, strict=True)]
        self.owners: list[int | None] = [None] * len(texts)
        self.bags: dict[int, Bag] = {}
        self.masses: dict[int, float] = {}
        self.shares: dict[int, dict[int, float]] = {}

    def free(self) -> list[int]:
        """List the paragraphs that belong to no group yet."""
        return [k for k, owner in enumerate(self.owners) if owner is None]

    def is_free(self, k: int) -> bool:
        """Tell whether a paragraph belongs to no group yet."""
        return self.owners[k] is None


class _Alignment:
    """Two sides and the groups found so far, each a pair of lists of indices."""

    def __init__(self, old: _Side, new: _Side) -> None:
        self.old, self.new = old, new
        self.sides = old, new
        self.groups: list[tuple[list[int], list[int]]] = []
        self.in_place: list[Candidate] = []
        # What an old paragraph and one like it score, as words of usual rarity would have it.
        self.scores = [
            (1 - IN_ORDER) * (MASS_PER_CHARACTER * len(text)) ** EVIDENCE + 0.1 for text in old.texts
        ]
        equal = find_equal(old.keys, new.keys, self.scores.__getitem__)
        sure = find_sure(old.texts, new.texts, equal, self.scores.__getitem__)
        self.sure = sorted(equal + [(i, j) for i, j in sure if old.story[i] == new.story[j]])
        self._weigh()

    def _weigh(self) -> None:
        sure_old, sure_new = {i for i, _ in self.sure}, {j for _, j in self.sure}
        old_texts = _within_bound({i: t for i, t in enumerate(self.old.texts) if i not in sure_old})
        new_texts = _within_bound({j: t for j, t in enumerate(self.new.texts) if j not in sure_new})
        context = [self.old.texts[i] for i, _ in self.sure[:: 1 + len(self.sure) // CONTEXT]]
        self.likeness = Likeness(old_texts, new_texts, self.old.story, self.new.story, context)
        self.old.bags, self.new.bags = self.likeness.old_bags, self.likeness.new_bags
        self.old.masses, self.new.masses = self.likeness.old_masses, self.likeness.new_masses
        self.old.shares, self.new.shares = self.likeness.rows, self.likeness.columns

    def take(self, old_indices: Iterable[int], new_indices: Iterable[int]) -> None:
        """Make a group."""
        group = list(old_indices), list(new_indices)
        for side, indices in zip(self.sides, group, strict=True):
            for k in indices:
                side.owners[k] = len(self.groups)
        self.groups.append(group)

    def take_candidate(self, candidate: Candidate) -> None:
        """Make a group of a candidate, or one of each pair when it is a run of equal paragraphs."""
        old, new = range(candidate.old, candidate.old_end), range(candidate.new, candidate.new_end)
        if len(old) > 1 and len(new) > 1:
            for i, j in pairs_of(candidate):
                self.take((i,), (j,))
        else:
            self.take(old, new)
        self.in_place.append(candidate)

    def pair_in_order(self) -> None:
        """Take the heaviest chain of everything that may belong together."""
        candidates = run_candidates(self.sure, self.scores.__getitem__)
        candidates += self._near_best(IN_ORDER)
        candidates += self._divided(self.old.bags, self.new.bags, IN_ORDER)
        for candidate in heaviest_chain(candidates):
            self.take_candidate(candidate)

    def _pairs(self, old: Iterable[int], new: Container[int], least: float) -> Iterator[Candidate]:
        """List pairs of free paragraphs that are alike."""
        owners, masses = self.new.owners, self.new.masses
        for i in old:
            if not self.old.is_free(i):
                continue
            mass = self.old.masses[i]
            for j, likeness in self.likeness.likenesses[i].items():
                if likeness > least and owners[j] is None and j in new:
                    score = (likeness - least) * min(mass, masses[j]) ** EVIDENCE
                    yield Candidate(i, i + 1, j, j + 1, score)

    def _near_best(self, least: float) -> Iterator[Candidate]:
        """List pairs that are alike, and whose smaller paragraph has no place where it fits far better."""
        masses, old_best, new_best = self.new.masses, self.likeness.old_best, self.likeness.new_best
        for i, row in self.likeness.likenesses.items():
            mass = self.old.masses[i]
            for j, likeness in row.items():
                best = old_best[i] if mass <= masses[j] else new_best[j]
                if likeness > least and likeness >= NEXT_BEST * best:
                    score = (likeness - least) * min(mass, masses[j]) ** EVIDENCE
                    yield Candidate(i, i + 1, j, j + 1, score)

    def _divided(self, old: Iterable[int], new: Iterable[int], least: float) -> Iterator[Candidate]:
        """List free paragraphs that free neighbours on the other side together make up."""
        for i in old:
            for j, j_end, score in self._fragments(self.old, i, self.new, least):
                yield Candidate(i, i + 1, j, j_end, score)
        for j in new:
            for i, i_end, score in self._fragments(self.new, j, self.old, least):
                yield Candidate(i, i_end, j, j + 1, score)

    def _fragments(
        self, side: _Side, whole: int, other: _Side, least: float
    ) -> Iterator[tuple[int, int, float]]:
        """Find neighbours that together are a paragraph: where they begin and end, and what speaks for it."""
        if side.owners[whole] is not None or len(side.shares[whole]) < 2:
            return
        mass, masses, owners = side.masses[whole], other.masses, other.owners
        most = 1.3 * mass
        parts = {
            k
            for k, shared in side.shares[whole].items()
            if shared >= FRAGMENT * masses[k] and masses[k] <= most and owners[k] is None
        }
        if len(parts) < 2 or not has_words(side.bags[whole], 2):
            return
        for first in sorted([k for k in parts if k + 1 in parts]):
            union, union_mass, shared = other.bags[first], other.masses[first], side.shares[whole][first]
            for k in range(first + 1, first + MOST_FRAGMENTS):
                if k not in parts:
                    break
                union = add_bags(union, other.bags[k])
                more = self.likeness.shared(side.bags[whole], union)
                if more - shared < FRAGMENT_GAIN * other.masses[k]:
                    break
                union_mass, shared = union_mass + other.masses[k], more
                likeness = alike(shared, mass, union_mass)
                if likeness > least:
                    yield first, k + 1, (likeness - least) * min(mass, union_mass) ** EVIDENCE

    def pair_moved(self) -> None:
        """Pair what the chain left over, what is surely the same first, then the most alike."""
        for i, j in self.sure:
            if self.old.is_free(i) and self.new.is_free(j):
                self.take((i,), (j,))
        old, new = ({k for k, bag in side.bags.items() if has_words(bag, MOVED_WORDS)} for side in self.sides)
        pairs = [
            (-self.likeness.of_pair(c.old, c.new), c.old, c.new)
            for c in self._pairs(sorted(old), new, OUT_OF_ORDER)
            if self._may_have_moved(c.old, c.new)
        ]
        for _, i, j in sorted(pairs):
            if self.old.is_free(i) and self.new.is_free(j):
                self.take((i,), (j,))

    def _may_have_moved(self, i: int, j: int) -> bool:
        return self.likeness.of_pair(i, j) >= SURELY_OUT_OF_ORDER or self.old.shares[i][j] >= MUCH_SHARED

    def pair_in_gaps(self) -> None:
        """Pair what is somewhat alike and stands between the same neighbours."""
        for old_gap, new_gap in self._gaps():
            candidates = list(self._pairs(old_gap, new_gap, IN_GAP))
            # What is made up of several has them in the gap.
            divided = self._divided(
                old_gap if len(new_gap) > 1 else (), new_gap if len(old_gap) > 1 else (), IN_GAP
            )
            candidates += [c for c in divided if _lies_in(c, old_gap, new_gap)]
            for candidate in heaviest_chain(candidates):
                self.take_candidate(candidate)
        for old_gap, new_gap in self._gaps():
            if len(old_gap) == len(new_gap) == 1:
                for candidate in self._pairs(old_gap, new_gap, ALONE_IN_GAP):
                    self.take_candidate(candidate)

    def _gaps(self) -> list[tuple[range, range]]:
        """List the ranges between neighbours in place that have something free on both sides."""
        gaps = []
        i = j = 0
        end = Candidate(len(self.old.texts), 0, len(self.new.texts), 0, 0.0)
        for candidate in (*sorted(self.in_place), end):
            old, new = range(i, candidate.old), range(j, candidate.new)
            if old and new and any(map(self.old.is_free, old)) and any(map(self.new.is_free, new)):
                gaps.append((old, new))
            i, j = candidate.old_end, candidate.new_end
        return gaps

    def attach_neighbours(self) -> None:
        """Join free paragraphs to the group next to them that they are a fragment of, the best fragments first."""
        waiting = [
            (side, k) for side in (0, 1) for k in self.sides[side].free() if k in self.sides[side].bags
        ]
        while waiting:
            offers = sorted(offer for side, k in waiting for offer in self._offers(side, k))
            touched = set[int]()
            for _, side, k, group in offers:
                if self.sides[side].is_free(k) and group not in touched:
                    touched.add(group)
                    self._attach(side, k, group)
            waiting = [(side, k) for side, k in waiting if self.sides[side].is_free(k)] if touched else []

    def _offers(self, side: int, k: int) -> Iterator[tuple[float, int, int, int]]:
        """List the groups next to a free paragraph that it may belong to: how well (negated), side, paragraph, group."""
        owners = self.sides[side].owners
        beside = {owners[n] for n in (k - 1, k + 1) if 0 <= n < len(owners)}
        for group in beside:
            part = None if group is None else self._part(side, k, group)
            if part and (part.is_fragment or part.is_loose):
                yield -max(part.share, part.share_of_whole), side, k, part.group

    def _part(self, side: int, k: int, group: int) -> "_Part | None":
        """Weigh what a free paragraph adds to a group; None when the group is equal or has no single whole."""
        here, there = self.sides[side], self.sides[1 - side]
        members, wholes = self.groups[group][side], self.groups[group][1 - side]
        if len(wholes) > 1 or wholes[0] not in there.bags or not here.masses.get(k):
            return None
        if k not in there.shares[wholes[0]]:
            return None
        whole, mass = there.bags[wholes[0]], there.masses[wholes[0]]
        union: Bag = {}
        for member in members:
            union = add_bags(union, here.bags[member])
        explained = self.likeness.shared(whole, union)
        gain = self.likeness.shared(whole, add_bags(union, here.bags[k])) - explained
        fit = explained / min(mass, sum(here.masses[member] for member in members))
        missing = max(gain, mass - explained)
        return _Part(
            group, gain / here.masses[k], gain / mass, gain / (gain + explained), gain / (missing or 1.0), fit
        )

    def _attach(self, side: int, k: int, group: int) -> None:
        self.sides[side].owners[k] = group
        self.groups[group][side].append(k)
        self.groups[group][side].sort()

    def attach_far(self) -> None:
        """Join free paragraphs to the group they are a large fragment of, wherever it stands."""
        for number, side in enumerate(self.sides):
            for k in side.free():
                if k in side.bags and has_words(side.bags[k], FAR_WORDS):
                    parts = [part for part in self._far_parts(number, k) if part.share >= FAR_FRAGMENT]
                    if parts:
                        best = max(parts, key=lambda part: (part.share, -part.group))
                        self._attach(number, k, best.group)

    def _far_parts(self, side: int, k: int) -> Iterator["_Part"]:
        here, there = self.sides[side], self.sides[1 - side]
        for whole, shared in here.shares[k].items():
            group = there.owners[whole]
            if group is not None and shared >= FAR_FRAGMENT * here.masses[k]:
                part = self._part(side, k, group)
                if part:
                    yield part


def _within_bound(texts: dict[int, str]) -> dict[int, str]:
    """Leave out the words of what lies beyond `WEIGHED`; such a paragraph is like none."""
    costs = accumulate([len(text) + PARAGRAPH for text in texts.values()])
    return {k: text if cost <= WEIGHED else "" for (k, text), cost in zip(texts.items(), costs, strict=True)}


class _Part(NamedTuple):
    """What a free paragraph would add to a group whose other side is one paragraph, the whole.

    Attributes:
        group: Number of the group.
        share: Share of the paragraph's words that the group does not explain yet and the whole does.
        share_of_whole: The same words as a share of the whole.
        share_of_explained: The same words as a share of what would be explained of the whole.
        share_of_missing: The same words as a share of what is not explained of the whole yet.
        fit: How much of the smaller side of the group is explained without it.
    """

    group: int
    share: float
    share_of_whole: float
    share_of_explained: float
    share_of_missing: float
    fit: float

    @property
    def is_fragment(self) -> bool:
        """Whether the paragraph is largely taken from the whole, or has just what the whole lacks."""
        has_missing = self.fit >= MISSING_FIT and self.share_of_missing >= MISSING_FILLED
        return self.share >= (MISSING_FRAGMENT if has_missing else NEIGHBOUR_FRAGMENT)

    @property
    def is_loose(self) -> bool:
        """Whether the group is a free rewrite that the paragraph has its part in."""
        return (
            self.fit <= LOOSE_GROUP
            and self.share_of_explained >= LOOSE_PART
            and max(self.share, self.share_of_whole) >= LOOSE_WORDS
        )


def _lies_in(candidate: Candidate, old: range, new: range) -> bool:
    return (
        old.start <= candidate.old
        and candidate.old_end <= old.stop
        and new.start <= candidate.new
        and candidate.new_end <= new.stop
    )
