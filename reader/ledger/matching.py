"""Which quotations of two versions belong together, by their words, speakers and the sentences around.

The order of the steps is the order of what a careful reader would be sure of:

1. equal to the mark, then equal in words, said by the same speaker or by one that a version leaves open;
2. equal in words as a whole, parted differently (`"A," he said, "B."` against `"A, B."`);
3. equal in words, said by another speaker, when the words are too special for chance or stand in one place;
4. alike in words, the likest first, one to one;
5. what is left, as a further part of a quotation already matched.

Position only decides between equals.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from reader.ledger.candidates import CandidateIndex
from reader.ledger.likeness import Bond, Likeness, Link
from reader.ledger.parts import Whole
from reader.ledger.relation import Rarity
from reader.ledger.version import Version

_COPIES = 400
"""How many pairs of quotations of equal words are compared by what surrounds them; beyond, they are paired in
order."""

_LONGEST_PARTING = 6
"""Into how many pieces a quotation may be parted by the article's own words."""


class Group:
    """Quotations that belong together, as indices into each version's quotations."""

    def __init__(self, old: list[int], new: list[int]) -> None:
        self.old, self.new = old, new


class Matcher:
    """Pairs the quotations of two versions; `groups` and what is left grow step by step."""

    def __init__(self, old: Version, new: Version, rarity: Rarity) -> None:
        self.old, self.new, self.rarity = old, new, rarity
        self.likeness = Likeness(old, new, rarity)
        self.groups: list[Group] = []
        self._of_old: dict[int, Group] = {}
        self._of_new: dict[int, Group] = {}
        self.left_old = dict.fromkeys(old.counted)
        self.left_new = dict.fromkeys(new.counted)

    def match(self) -> None:
        """Take all steps."""
        self._match_equal(_plain, "one")
        self._match_equal(_plain, "open")
        self._match_equal(_joined, "one")
        self._match_equal(_joined, "open")
        self._match_parted("one", "open")
        self._match_reassigned()
        self._match_parted("other")
        links = self._links()
        self._match_alike(links)
        self._attach_parts(links)

    def _take(self, olds: Iterable[int], news: Iterable[int]) -> None:
        group = Group(list(olds), list(news))
        for index in group.old:
            del self.left_old[index]
            self._of_old[index] = group
        for index in group.new:
            del self.left_new[index]
            self._of_new[index] = group
        self.groups.append(group)

    # Equal words

    def _match_equal(self, form: Callable[[Version, int], str], bond: Bond) -> None:
        holders: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index in self.left_old:
            holders[form(self.old, index)][0].append(index)
        for index in self.left_new:
            holders[form(self.new, index)][1].append(index)
        for olds, news in holders.values():
            if olds and news:
                self._match_copies(olds, news, bond)

    def _match_reassigned(self) -> None:
        """Match equal words of two speakers until nothing more is found: each that is found vouches for its neighbours."""
        found = -1
        while found < len(self.groups):
            found = len(self.groups)
            self._match_equal(_joined, "other")

    def _match_copies(self, olds: Sequence[int], news: Sequence[int], bond: Bond) -> None:
        """Pair quotations of equal words; of several, those in like sentences and like places."""
        if len(olds) * len(news) > _COPIES:
            chosen = [
                (old, new)
                for old, new in zip(olds, news, strict=False)
                if self.likeness.bond(old, new) == bond
            ]
        else:
            chosen = [(old, new) for old in olds for new in news if self.likeness.bond(old, new) == bond]
            if len(chosen) > 1:
                chosen.sort(key=lambda pair: (-self.likeness.of_place(*pair), *self.likeness.distance(*pair)))
        for old, new in chosen:
            are_left = old in self.left_old and new in self.left_new
            if are_left and (bond != "other" or self._is_one_statement(old, new)):
                self._take([old], [new])

    def _is_one_statement(self, old: int, new: int) -> bool:
        """Whether equal words of two speakers are one statement: too special for chance, or in one place."""
        if self.likeness.is_special(old, new):
            return True
        around = self.old.around(old)
        return (around == self.new.around(new) and any(around)) or self._have_one_neighbourhood(old, new)

    def _have_one_neighbourhood(self, old: int, new: int) -> bool:
        """Whether the quotations on both sides of one are partners of those on both sides of the other."""
        known = 0
        for step in (-1, 1):
            one, two = self.old.beside(old, step), self.new.beside(new, step)
            if one is None and two is None:
                continue
            if one is None or two is None or one not in self._of_old:
                return False
            if self._of_old[one] is not self._of_new.get(two):
                return False
            known += 1
        return known > 0

    # Equal words, parted differently

    def _match_parted(self, *bonds: Bond) -> None:
        """Match quotations that only a cue in between makes several."""
        old_runs, new_runs = _runs(self.old, self.left_old), _runs(self.new, self.left_new)
        for joined, olds in old_runs.items():
            news = new_runs.get(joined)
            if not news or len(olds) + len(news) < 3 or self.likeness.bond(olds[0], news[0]) not in bonds:
                continue
            if self.left_old.keys() >= set(olds) and self.left_new.keys() >= set(news):
                self._take(olds, news)

    # Alike words

    def _links(self) -> list[Link]:
        links = [link for pair in self._candidates() if (link := self.likeness.judge(*pair))]
        links.sort(key=lambda link: (-link.score, *self.likeness.distance(link.old, link.new)))
        return links

    def _candidates(self) -> Iterable[tuple[int, int]]:
        """Gather what is worth a closer look, asked from either side: a whole may have many parts."""
        olds = CandidateIndex(self.old, self.left_old, self.rarity)
        news = CandidateIndex(self.new, self.left_new, self.rarity)
        pairs = {(old, new): None for old in self.left_old for new in news.nearest(old, olds)}
        pairs.update({(old, new): None for new in self.left_new for old in olds.nearest(new, news)})
        return pairs

    def _match_alike(self, links: Sequence[Link]) -> None:
        for link in links:
            if link.old in self.left_old and link.new in self.left_new:
                self._take([link.old], [link.new])

    # Parts of what is matched

    def _attach_parts(self, links: Sequence[Link]) -> None:
        """Let what is left join a quotation of which it is a further part; only one side of a group grows."""
        of_old = {group.old[0]: group for group in self.groups if len(group.old) == 1}
        of_new = {group.new[0]: group for group in self.groups if len(group.new) == 1}
        old_wholes: dict[int, Whole] = {}
        new_wholes: dict[int, Whole] = {}
        for link in links:
            if link.old in self.left_old and (group := of_new.get(link.new)) and len(group.new) == 1:
                if link.new not in new_wholes:
                    new_wholes[link.new] = Whole(link.new, self.new, group.old, self.old, self.rarity)
                if new_wholes[link.new].add(link.old):
                    del self.left_old[link.old]
            elif link.new in self.left_new and (group := of_old.get(link.old)) and len(group.old) == 1:
                if link.old not in old_wholes:
                    old_wholes[link.old] = Whole(link.old, self.old, group.new, self.new, self.rarity)
                if old_wholes[link.old].add(link.new):
                    del self.left_new[link.new]


def _plain(version: Version, index: int) -> str:
    return version.plain[index]


def _joined(version: Version, index: int) -> str:
    return version.wordings[index].joined or version.plain[index]


def _runs(version: Version, left: Iterable[int]) -> dict[str, tuple[int, ...]]:
    """Find neighbouring quotations of one speaker, by their words joined; of equal runs the first."""
    order = sorted(left, key=version.rank.__getitem__)
    breaks = {two for one, two in pairwise(order) if not _continues(version, one, two)}
    runs: dict[str, tuple[int, ...]] = {}
    for place in range(len(order)):
        joined, content = "", 0
        for end in range(place + 1, min(len(order), place + _LONGEST_PARTING) + 1):
            index = order[end - 1]
            if end > place + 1 and index in breaks:
                break
            joined += version.wordings[index].joined
            content += len(version.matter(index))
            if content >= 2:
                runs.setdefault(joined, tuple(order[place:end]))
    return runs


def _continues(version: Version, one: int, two: int) -> bool:
    near = version.rank[two] - version.rank[one] == 1 and version.paragraph(two) - version.paragraph(one) <= 1
    return near and version.speaker(one) == version.speaker(two)
