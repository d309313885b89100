"""One quotation made of several: which words of a whole its parts hold, and whether a further part fits."""

from reader.ledger.relation import Rarity, relate
from reader.ledger.version import Version


class Whole:
    """A quotation of one version that quotations of the other are parts of.

    It remembers which of its words are spoken for, so that no two parts claim the same ones.
    """

    def __init__(
        self, index: int, version: Version, parts: list[int], parts_version: Version, rarity: Rarity
    ) -> None:
        self._keys = version.wordings[index].keys
        self._parts, self._version, self._rarity = parts, parts_version, rarity
        self._open = list(range(len(self._keys)))
        for part in parts:
            self._claim(part)

    def add(self, part: int) -> bool:
        """Take a further part in if its speaker is the same and its words are still open; tell whether.

        It must be special enough to belong here, by two words that carry matter or by standing beside another
        part.
        """
        version = self._version
        if any(version.speaker(part) != version.speaker(other) for other in self._parts):
            return False
        relation = relate(
            version.wordings[part].keys, [self._keys[place] for place in self._open], self._rarity
        )
        if relation.first < 0.75:
            return False
        if relation.content < 2 and not any(self._are_beside(part, other) for other in self._parts):
            return False
        self._claim(part)
        self._parts.append(part)
        return True

    def _claim(self, part: int) -> None:
        keys = [self._keys[place] for place in self._open]
        matched = relate(self._version.wordings[part].keys, keys, self._rarity).matched
        taken = {place for _, place in matched}
        self._open = [place for number, place in enumerate(self._open) if number not in taken]

    def _are_beside(self, one: int, two: int) -> bool:
        version = self._version
        near = abs(version.rank[one] - version.rank[two]) <= 3
        return near and version.paragraph(one) == version.paragraph(two)
