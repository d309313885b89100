"""How alike two quotations of two versions are, and whether that is reason enough to hold them together.

Words decide. One speaker lowers what is asked of them, another speaker raises it; the sentence around speaks
for fragments, which have few words of their own. The thresholds below were set on made-up edits and checked
on the two halves of news articles, which say different things on one topic: of 2,300 quotations some ten find
a partner that is none.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from reader.ledger.relation import Rarity, Relation, relate
from reader.ledger.version import Version
from reader.ledger.wording import Wording, is_content, stem

Bond = Literal["one", "open", "other"]
"""Whether two quotations have one speaker, one of them none that is known, or two different ones."""

_NEAR = 10
"""How many words before and after a fragment's own are looked for in the sentence around it."""

_FEW = 6
"""The most words of a fragment that only the sentence around it tells. Longer ones are told by their own
words; what stands around a whole statement ("speaking on local radio, she said that") is said around many."""


class Link(NamedTuple):
    """A reason to hold two quotations together, and how good it is."""

    old: int
    new: int
    score: float


class Likeness:
    """Compares quotations of two versions, given by their indices."""

    def __init__(self, old: Version, new: Version, rarity: Rarity) -> None:
        self.old, self.new, self.rarity = old, new, rarity
        self._weights: dict[tuple[Version, int], float] = {}

    def bond(self, old: int, new: int) -> Bond:
        """Compare the speakers of two quotations. Equal names mean one person; no name says nothing."""
        one, two = self.old.speaker(old), self.new.speaker(new)
        if one == two:
            return "one"
        return "other" if one and two else "open"

    def of_place(self, old: int, new: int) -> float:
        """Compare what surrounds two quotations of equal words; the more alike, the greater."""
        same_kind = self.old.is_full(old) == self.new.is_full(new)
        return self._around(old, new)[0] + 0.2 * same_kind

    def distance(self, old: int, new: int) -> tuple[float, int]:
        """How far apart two quotations stand, 0 to 1, then their places added: a swap changes neither."""
        one = self.old.rank[old] / (len(self.old.counted) or 1)
        two = self.new.rank[new] / (len(self.new.counted) or 1)
        return abs(one - two), old + new

    def is_special(self, old: int, new: int) -> bool:
        """Whether equal words of two speakers can hardly be chance: enough of them, or in one sentence."""
        words, matter = len(self.old.wordings[old].keys), len(self.old.matter(old))
        return matter >= 3 or (matter >= 1 and words >= 5) or words >= 7 or self._is_one_sentence(old, new)

    def judge(self, old: int, new: int) -> Link | None:
        """Return how good a reason there is to hold two quotations together, or None where there is none."""
        if not self._may_be_alike(old, new):
            return None
        relation = relate(self.old.wordings[old].keys, self.new.wordings[new].keys, self.rarity)
        bond = self.bond(old, new)
        fits = self._is_reassignment if bond == "other" else self._is_kin
        if not fits(old, new, relation):
            return None
        trust = {"one": 0.3, "open": 0.15, "other": 0.0}[bond]
        around = self._around(old, new)[0]
        return Link(old, new, relation.larger + 0.5 * relation.smaller + trust + 0.3 * around)

    def _may_be_alike(self, old: int, new: int) -> bool:
        """Whether two quotations share words enough, in whatever order, to be worth an alignment."""
        one, two = self.old.bag(old), self.new.bag(new)
        words = len(self.old.wordings[old].keys), len(self.new.wordings[new].keys)
        both = one.keys() & two.keys()
        # Most candidates share a word or two, and no word weighs more than 1.
        most = sum([one[word] for word in both])
        lighter = min(self._weight(self.old, old), self._weight(self.new, new))
        if most >= 0.5 * lighter or most >= _most_words(*words):
            shared = {word: min(one[word], two[word]) for word in both}
            if self._weigh(shared) >= 0.5 * lighter or sum(shared.values()) >= _most_words(*words):
                return True
        return self._are_fragments_of_one_sentence(old, new)

    def _weigh(self, bag: Mapping[str, int]) -> float:
        rarity = self.rarity
        return sum([times * rarity[word] for word, times in bag.items()])

    def _weight(self, version: Version, index: int) -> float:
        """What all words of a quotation weigh: asked for again and again."""
        known = self._weights.get((version, index))
        if known is None:
            known = self._weights[version, index] = self._weigh(version.bag(index))
        return known

    def _is_reassignment(self, old: int, new: int, relation: Relation) -> bool:
        """Whether words of two speakers are alike enough that one must have been put in the other's place."""
        if relation.run >= 5 and relation.content >= 2 and relation.larger >= 0.85:
            return True
        is_part = relation.smaller >= 0.95 and relation.run >= 5
        return relation.content >= 3 and (relation.larger >= 0.7 or is_part)

    def _is_kin(self, old: int, new: int, relation: Relation) -> bool:
        """Whether two quotations of one speaker, or of one left open, come from the same words."""
        if relation.content >= 2 and relation.larger >= 0.6:
            return True
        is_close = relation.larger >= 0.4 or relation.run >= 4
        if relation.content >= 3 and relation.smaller >= 0.6 and is_close:
            return True
        one, two = self.old.wordings[old], self.new.wordings[new]
        if len(relation.matched) >= _most_words(len(one.keys), len(two.keys)):
            return True
        if relation.smaller >= 0.95 and self._is_special_part(old, new, relation):
            return True
        return self._are_fragments_of_one_sentence(old, new)

    def _are_fragments_of_one_sentence(self, old: int, new: int) -> bool:
        """Whether two fragments fill one place: a word or a few exchanged in a sentence that stayed."""
        if self.old.is_full(old) or self.new.is_full(new):
            return False
        longer = max(len(self.old.wordings[old].keys), len(self.new.wordings[new].keys))
        return longer <= _FEW and self._is_one_sentence(old, new)

    def _is_special_part(self, old: int, new: int, relation: Relation) -> bool:
        """Whether a part stands together in the whole, or marks what it omits, and tells which whole it is of."""
        one, two = self.old.wordings[old], self.new.wordings[new]
        if relation.run < 0.7 * min(len(one.keys), len(two.keys)) and not (one.gaps or two.gaps):
            return False
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


def _most_words(one: int, two: int) -> float:
    """How many equal words of any kind make two quotations alike: three of four, and four at least."""
    return max(4, 0.75 * max(one, two))
