"""Where the words of a quotation stand outside marks: the trace of a paraphrase."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.ledger.relation import Rarity, Relation, relate
from reader.ledger.version import Sentence, Version
from reader.ledger.wording import Wording, is_content, join_wordings, stem

_SHARE = 0.6
"""The share of a quotation's words, by weight, that a passage outside marks must have. A paraphrase changes
pronouns and tenses, which weigh little, and keeps most of the rest; two sentences that only share a topic
stay below a half."""

_CROWD = 60
"""A word in more sentences than this leads to none of them."""


@dataclass(frozen=True)
class Passage:
    """Words outside marks that match a quotation.

    Attributes:
        start: Where the first matching word begins in the article's text.
        end: Where the last one ends.
        share: How much of the quotation they hold, 0 to 1.
        relation: The matching words, quotation first.
        sentence: The sentence in which they begin.
    """

    start: int
    end: int
    share: float
    relation: Relation
    sentence: Sentence


class OutsideMarks:
    """The words of a version outside marks, to be searched; making it is linear in the text."""

    def __init__(self, version: Version, rarity: Rarity) -> None:
        self._version = version
        self._rarity = rarity
        self._holders: dict[str, list[int]] = defaultdict(list)
        for sentence in version.sentences:
            for word in sentence.matter:
                self._holders[word].append(sentence.number)

    def search(self, wording: Wording) -> Passage | None:
        """Find the passage that holds most of a quotation's words in order; None where nothing is shared."""
        passages = [self._measure(wording, window) for window in self._windows(wording)]
        return max(passages, key=lambda passage: (passage.share, -passage.start), default=None)

    def _windows(self, wording: Wording) -> Iterator[tuple[Sentence, ...]]:
        """Yield the likeliest sentences, each alone and with the next one of its paragraph."""
        hits: Counter[int] = Counter()
        weights: dict[int, float] = defaultdict(float)
        for word in {stem(key): key for key in wording.keys if is_content(key)}.items():
            holders = self._holders.get(word[0], ())
            if len(holders) <= _CROWD:
                for number in holders:
                    weights[number] += self._rarity.weigh(word[1])
                    hits[number] += 1
        sentences = self._version.sentences
        for number in sorted(weights, key=lambda number: (-weights[number], number))[:6]:
            yield (sentences[number],)
            for first in (number - 1, number):
                if 0 <= first < len(sentences) - 1 and weights.keys() >= {first, first + 1}:
                    yield sentences[first], sentences[first + 1]

    def _measure(self, wording: Wording, window: Sequence[Sentence]) -> Passage:
        words = join_wordings(sentence.wording for sentence in window)
        relation = relate(wording.keys, words.keys, self._rarity)
        spans = [words.spans[place] for _, place in relation.matched] or [(window[0].start, window[0].start)]
        return Passage(spans[0][0], spans[-1][1], relation.first, relation, window[0])


def find_paraphrase(
    index: int, version: Version, own: OutsideMarks, other: OutsideMarks, rarity: Rarity
) -> tuple[int, int] | None:
    """Find where the words of a quotation that lost its marks stand in the other version.

    Args:
        index: The quotation, in `version`.
        version: The version that quotes it.
        own: What this version says outside marks. What stood there already is no trace of the quotation.
        other: What the other version says outside marks.
        rarity: Weights of words.

    Returns:
        Offsets into the other version's text, or None.
    """
    wording = version.wordings[index]
    passage = other.search(wording)
    if passage is None or not _is_trace(passage, index, version, rarity):
        return None
    before = own.search(wording)
    if before and before.share >= 0.85 * passage.share:
        return None
    return passage.start, passage.end


def _is_trace(passage: Passage, index: int, version: Version, rarity: Rarity) -> bool:
    relation = passage.relation
    if passage.share >= _SHARE and relation.content >= 3:
        return True
    # A word or two say nothing by themselves, but they do in the sentence that they stood in.
    verbatim = relation.run >= len(version.wordings[index].keys)
    sentence = version.sentence(index)
    if not verbatim or relation.content < 1 or sentence is None:
        return False
    around = relate(sentence.wording.keys, passage.sentence.wording.keys, rarity)
    return around.first >= 0.5 and around.content >= 2
