"""Pairs joined to groups, the likest first, without one article that tells many stories making one of them."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest

from reader.stories.scales import Scales

CERTAIN = 2.0
"""What two articles share that belong together without any doubt: more than all of their text."""

MOSTLY_ONE_STORY = 0.7
"""An article of which so much stands in its own story is no round-up, whatever else it prints."""

LEAST_PART = 0.1
"""How much of a round-up a story must be to count as one of those it tells: a notice of the agency is none."""

MOSTLY_TAKEN = 0.6
"""How much of a round-up stands elsewhere, in its own story and in the others."""

# How many of a group are asked whether another group belongs to it.
_MOST_DELEGATES = 5


class _Group:
    """Articles that tell one story, as far as is known.

    Attributes:
        members: All of them.
        delegates: The few that answer for it: those with most text.
    """

    __slots__ = ("delegates", "members")

    def __init__(self, member: int) -> None:
        self.members = [member]
        self.delegates = [member]

    def take(self, other: "_Group", scales: Scales) -> None:
        self.members += other.members
        both = self.delegates + other.delegates
        self.delegates = nsmallest(_MOST_DELEGATES, both, key=scales.ranks.__getitem__)


def join_groups(count: int, edges: Iterable[tuple[float, int, int]], scales: Scales) -> list[list[int]]:
    """Join the likest pairs first; two groups become one when half of the pairs between them touch.

    So an article that tells of several stories (the week in ten paragraphs) does not make one of them, for
    those do not touch; while two rewrites that each kept another half of the same text do, if only just.

    Args:
        count: How many articles there are.
        edges: What two of them share, 0 to 1 or `CERTAIN`, and both.
        scales: Tells which of them touch.

    Returns:
        The articles of each group in ascending order, the groups by their first.
    """
    group_of: dict[int, _Group] = {}
    for share, old, new in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        one = group_of.setdefault(old, _Group(old))
        other = group_of.setdefault(new, _Group(new))
        if one is not other and (share >= CERTAIN or _belong_together(one, other, scales)):
            larger, smaller = (one, other) if len(one.members) >= len(other.members) else (other, one)
            larger.take(smaller, scales)
            for index in smaller.members:
                group_of[index] = larger
    groups = {id(group): sorted(group.members) for group in group_of.values()}
    alone = ([index] for index in range(count) if index not in group_of)
    return sorted([*groups.values(), *alone])


def _belong_together(one: _Group, other: _Group, scales: Scales) -> bool:
    pairs = [(a, b) for a in one.delegates for b in other.delegates]
    return 2 * sum(scales.touch(*pair) for pair in pairs) >= len(pairs)


def part_round_ups(groups: list[list[int]], scales: Scales) -> list[list[int]]:
    """Take the articles out that print paragraphs of several stories, as the week in ten paragraphs does.

    Args:
        groups: As `join_groups` returned them.
        scales: Those it was given.

    Returns:
        The groups in the same order, and each article that was taken out as one of its own.
    """
    group_of = {article: number for number, group in enumerate(groups) for article in group}
    near: dict[int, list[int]] = {}
    for pair in scales.near:
        one, other = pair >> 32, pair & 0xFFFFFFFF
        if group_of[one] != group_of[other]:
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    several = [article for article, others in near.items() if len({group_of[other] for other in others}) > 1]
    round_ups: set[int] = set()
    # A story of which a round-up prints much would look like one itself: those that print most of others come first.
    for article in sorted(
        several, key=lambda article: -scales.part_of(article, scales.reprinted(article, near[article]))
    ):
        own = [member for member in groups[group_of[article]] if member != article]
        others: dict[int, list[int]] = {}
        for other in near[article]:
            if other not in round_ups:
                others.setdefault(group_of[other], []).append(other)
        if len(others) > 1 and _is_round_up(article, own, others.values(), scales):
            round_ups.add(article)
    left = ([article for article in group if article not in round_ups] for group in groups)
    return sorted([*filter(None, left), *([article] for article in round_ups)])


def _is_round_up(article: int, own: Sequence[int], others: Iterable[Sequence[int]], scales: Scales) -> bool:
    """Tell whether an article prints other paragraphs of two more stories, and its own is not most of it."""
    taken = scales.reprinted(article, own[:_MOST_DELEGATES])
    if scales.part_of(article, taken) > MOSTLY_ONE_STORY:
        return False
    stories = 0
    for members in others:
        found = scales.reprinted(article, members[:_MOST_DELEGATES])
        if found.isdisjoint(taken) and scales.part_of(article, found) >= LEAST_PART:
            taken |= found
            stories += 1
    return stories > 1 and scales.part_of(article, taken) >= MOSTLY_TAKEN
