"""Which quotations of two versions belong together, by their words, speakers and the sentences around.

The order of the steps is the order of what a careful reader would be sure of:

1. equal to the mark, then equal in words, said by the same speaker or by one that a version leaves open;
2. equal in words as a whole, parted differently (`"A," he said, "B."` against `"A, B."`);
3. equal in words, said by another speaker, when the words are too special for chance;
4. alike in words, the likest first, one to one;
5. what is left, as a further part of a quotation already matched.

Position only decides between equals.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from reader.ledger.candidates import CandidateIndex
from reader.ledger.parts import Whole
from reader.ledger.relation import Rarity, Relation, relate
from reader.ledger.version import Version
from reader.ledger.wording import Wording, is_content, join_wordings, stem

Bond = Literal["one", "open", "other"]
"""Whether two quotations have one speaker, one of them none that is known, or two different ones."""

_NEAR = 10
"""How many words before and after a fragment's own are looked for in the sentence around it."""

_LONGEST_PARTING = 6
"""Into how many pieces a quotation may be parted by the article's own words."""


@dataclass
class Group:
    """Quotations that belong together, as indices into each version's quotations."""

    old: list[int]
    new: list[int]


@dataclass(frozen=True, slots=True)
class Link:
    """A reason to hold two quotations together, and how good it is."""

    old: int
    new: int
    score: float
    relation: Relation = field(compare=False)


class Matcher:
    """Pairs the quotations of two versions; `groups` and what is left grow step by step."""

    def __init__(self, old: Version, new: Version, rarity: Rarity) -> None:
        self.old, self.new, self.rarity = old, new, rarity
        self.groups: list[Group] = []
        self.left_old = dict.fromkeys(old.counted)
        self.left_new = dict.fromkeys(new.counted)

    def match(self) -> None:
        """Take all steps."""
        self._match_equal(_plain, "one")
        self._match_equal(_plain, "open")
        self._match_equal(_joined, "one")
        self._match_equal(_joined, "open")
        self._match_parted("one", "open")
        self._match_equal(_joined, "other")
        self._match_parted("other")
        links = self._links()
        self._match_alike(links)
        self._attach_parts(links)

    def bond(self, old: int, new: int) -> Bond:
        """Compare the speakers of two quotations. Equal names mean one person; no name says nothing."""
        one, two = self.old.speaker(old), self.new.speaker(new)
        if one == two:
            return "one"
        return "other" if one and two else "open"

    def _take(self, old: Iterable[int], new: Iterable[int]) -> Group:
        group = Group(list(old), list(new))
        for index in group.old:
            del self.left_old[index]
        for index in group.new:
            del self.left_new[index]
        self.groups.append(group)
        return group

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

    def _match_copies(self, olds: Sequence[int], news: Sequence[int], bond: Bond) -> None:
        """Pair quotations of equal words; of several, those in like sentences and like places."""
        if len(olds) * len(news) > 400:
            chosen = [(old, new) for old, new in zip(olds, news, strict=False) if self.bond(old, new) == bond]
        else:
            chosen = [(old, new) for old in olds for new in news if self.bond(old, new) == bond]
            if len(chosen) > 1:
                chosen.sort(key=lambda pair: (-self._likeness_of_place(*pair), *self._distance(*pair)))
        for old, new in chosen:
            if (
                old in self.left_old
                and new in self.left_new
                and (bond != "other" or self._is_special(old, new))
            ):
                self._take([old], [new])

    def _likeness_of_place(self, old: int, new: int) -> float:
        same_kind = self.old.is_full(old) == self.new.is_full(new)
        return self._around(old, new)[0] + 0.2 * same_kind

    def _distance(self, old: int, new: int) -> tuple[float, int]:
        """How far apart two quotations stand, 0 to 1, then their places added: a swap changes neither."""
        one = self.old.rank[old] / (len(self.old.counted) or 1)
        two = self.new.rank[new] / (len(self.new.counted) or 1)
        return abs(one - two), old + new

    def _is_special(self, old: int, new: int) -> bool:
        """Whether equal words of two speakers can hardly be chance: enough of them, or in one sentence."""
        words, matter = len(self.old.wordings[old].keys), len(self.old.matter(old))
        return matter >= 3 or (matter >= 1 and words >= 5) or words >= 7 or self._is_one_sentence(old, new)

    # Equal words, parted differently

    def _match_parted(self, *bonds: Bond) -> None:
        """Match quotations that only a cue in between makes several."""
        old_runs, new_runs = _runs(self.old, self.left_old), _runs(self.new, self.left_new)
        for joined, olds in old_runs.items():
            news = new_runs.get(joined)
            if not news or len(olds) + len(news) < 3 or self.bond(olds[0], news[0]) not in bonds:
                continue
            if self.left_old.keys() >= set(olds) and self.left_new.keys() >= set(news):
                self._take(olds, news)

    # Alike words

    def _links(self) -> list[Link]:
        links = [link for pair in self._candidates() if (link := self._judge(*pair))]
        links.sort(key=lambda link: (-link.score, *self._distance(link.old, link.new)))
        return links

    def _candidates(self) -> Iterable[tuple[int, int]]:
        """Gather what is worth a closer look, from either side: a whole has more parts than a part has wholes."""
        olds = CandidateIndex(self.old, self.left_old, self.rarity)
        news = CandidateIndex(self.new, self.left_new, self.rarity)
        pairs = {(old, new): None for old in self.left_old for new in news.nearest(old, olds)}
        pairs.update({(old, new): None for new in self.left_new for old in olds.nearest(new, news)})
        return pairs

    def _judge(self, old: int, new: int) -> Link | None:
        if not self._may_be_alike(old, new):
            return None
        relation = relate(self.old.wordings[old].keys, self.new.wordings[new].keys, self.rarity)
        bond = self.bond(old, new)
        fits = self._is_reassignment if bond == "other" else self._is_kin
        if not fits(old, new, relation):
            return None
        trust = {"one": 0.3, "open": 0.15, "other": 0.0}[bond]
        around = self._around(old, new)[0]
        return Link(old, new, relation.larger + 0.5 * relation.smaller + trust + 0.3 * around, relation)

    def _may_be_alike(self, old: int, new: int) -> bool:
        """Whether two quotations share words enough, in whatever order, to be worth an alignment."""
        one, two = self.old.bag(old), self.new.bag(new)
        shared = one & two
        if self._weigh(shared) >= 0.5 * min(self._weigh(one), self._weigh(two)):
            return True
        if shared.total() >= _most_words(one.total(), two.total()):
            return True
        return self._are_fragments_of_one_sentence(old, new)

    def _weigh(self, bag: Mapping[str, int]) -> float:
        return sum(times * self.rarity[word] for word, times in bag.items())

    def _is_reassignment(self, old: int, new: int, relation: Relation) -> bool:
        if relation.content >= 3 and relation.larger >= 0.7:
            return True
        if relation.content >= 2 and relation.larger >= 0.85 and relation.run >= 5:
            return True
        return relation.content >= 3 and relation.smaller >= 0.95 and relation.run >= 5

    def _is_kin(self, old: int, new: int, relation: Relation) -> bool:
        if (
            relation.content >= 3
            and relation.smaller >= 0.6
            and (relation.larger >= 0.4 or relation.run >= 4)
        ):
            return True
        if relation.content >= 2 and relation.larger >= 0.6:
            return True
        one, two = self.old.wordings[old], self.new.wordings[new]
        if len(relation.matched) >= _most_words(len(one.keys), len(two.keys)):
            return True
        if relation.smaller >= 0.95 and self._is_special_part(old, new, relation):
            return True
        return self._are_fragments_of_one_sentence(old, new)

    def _are_fragments_of_one_sentence(self, old: int, new: int) -> bool:
        fragments = not self.old.is_full(old) and not self.new.is_full(new)
        return fragments and self._is_one_sentence(old, new)

    def _is_special_part(self, old: int, new: int, relation: Relation) -> bool:
        """Whether a part says enough to tell which whole it is of."""
        if relation.content >= 2 or relation.run >= 4 or (relation.run >= 3 and relation.shared >= 1.2):
            return True
        return self._is_supported(old, new)

    def _is_supported(self, old: int, new: int) -> bool:
        """Whether the sentence around a fragment says, unquoted, what stands around it in the other."""
        if self.old.is_full(old) == self.new.is_full(new):
            return self._is_one_sentence(old, new)
        if self.new.is_full(new):
            return self._continues_outside(self.old, old, self.new.wordings[new])
        return self._continues_outside(self.new, new, self.old.wordings[old])

    def _continues_outside(self, version: Version, fragment: int, full: Wording) -> bool:
        place = full.find(version.wordings[fragment])
        sentence = version.sentence(fragment)
        if place is None or sentence is None:
            return False
        near = full.keys[max(0, place[0] - _NEAR) : place[1] + _NEAR]
        matter = {stem(key) for key in near if is_content(key)}
        unquoted = sentence.matter & matter
        said = self.rarity.total(unquoted.union(version.matter(fragment)) & matter)
        return len(unquoted) >= 2 or said >= 0.6 * self.rarity.total(matter)

    def _around(self, old: int, new: int) -> tuple[float, int]:
        """Compare the sentences around: the share of shared matter in the heavier, and how many words."""
        one, two = self.old.sentence(old), self.new.sentence(new)
        if one is None or two is None:
            return 0.0, 0
        shared = one.matter & two.matter
        heavier = max(self.rarity.total(one.matter), self.rarity.total(two.matter)) or 1.0
        return self.rarity.total(shared) / heavier, len(shared)

    def _is_one_sentence(self, old: int, new: int) -> bool:
        """Whether two quotations stand in what is one sentence of the article."""
        share, number = self._around(old, new)
        return share >= 0.7 and number >= 3

    def _match_alike(self, links: Sequence[Link]) -> None:
        for link in links:
            if link.old in self.left_old and link.new in self.left_new:
                self._take([link.old], [link.new])

    # Parts of what is matched

    def _attach_parts(self, links: Sequence[Link]) -> None:
        """Let what is left join a quotation of which it is a further part; only one side of a group grows."""
        old_wholes = {group.old[0]: group for group in self.groups if len(group.old) == 1}
        new_wholes = {group.new[0]: group for group in self.groups if len(group.new) == 1}
        wholes: dict[tuple[bool, int], Whole] = {}
        for link in links:
            if link.old in self.left_old and (group := new_wholes.get(link.new)) and len(group.new) == 1:
                whole = wholes.get((True, link.new)) or Whole(
                    link.new, self.new, group.old, self.old, self.rarity
                )
                wholes[True, link.new] = whole
                if whole.add(link.old):
                    del self.left_old[link.old]
            elif link.new in self.left_new and (group := old_wholes.get(link.old)) and len(group.old) == 1:
                whole = wholes.get((False, link.old)) or Whole(
                    link.old, self.old, group.new, self.new, self.rarity
                )
                wholes[False, link.old] = whole
                if whole.add(link.new):
                    del self.left_new[link.new]


def _most_words(one: int, two: int) -> float:
    """How many equal words make two quotations alike whatever words they are: three of four, and four at least."""
    return max(4, 0.75 * max(one, two))


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
        for size in range(1, _LONGEST_PARTING + 1):
            members = tuple(order[place : place + size])
            if len(members) < size or (members[-1] in breaks and size > 1):
                break
            wording = join_wordings(version.wordings[index] for index in members)
            if sum(map(is_content, wording.keys)) >= 2:
                runs.setdefault(wording.joined, members)
    return runs


def _continues(version: Version, one: int, two: int) -> bool:
    near = version.rank[two] - version.rank[one] == 1 and version.paragraph(two) - version.paragraph(one) <= 1
    return near and version.speaker(one) == version.speaker(two)
