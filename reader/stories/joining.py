"""Pairs joined to groups, the likest first, without one article that tells many stories making one of them."""

from collections.abc import Iterable
from heapq import nsmallest

from reader.stories.scales import Scales

CERTAIN = 2.0
"""What two articles share that belong together without any doubt: more than all of their text."""

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
