"""Where the words of a quotation stand outside marks: the trace of a paraphrase."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reader.ledger.relation import Rarity, longest_run, relate
from reader.ledger.version import Sentence, Version
from reader.ledger.wording import Wording, is_content, join_wordings, stem

_SHARE = 0.6
"""The share of a quotation's words, by weight, that a passage outside marks must have. A paraphrase changes
pronouns and tenses, which weigh little, and keeps most of the rest; two sentences that only share a topic
stay below a half."""

_PART = 0.2
"""The share that is enough when a passage says hardly anything else: a clause of a long quotation, kept word
for word."""

_DENSITY = 0.7
"""The share of a passage's words that must be the quotation's, from which it says hardly anything else."""

_RARE = 2.5
"""The weight of shared words from which such a clause is no chance: three words that the story hardly uses
elsewhere."""

_RUN = 6
"""Or the length in words of a piece that is the same on both sides, if two words around it carry matter."""

_PAIR = 1.5
"""The weight from which two words or more are special when they are the whole quotation."""

_WORD = 0.3
"""The weight from which a word is special when the sentence around it is the same: any but words of
grammar."""

_DILUTION = 0.2
"""What a word that is not the quotation's takes from a passage: five of them outweigh one rare word, and the
passage ends."""

_CROWD = 60
"""A word in more sentences than this leads to none of them."""


class Passage(NamedTuple):
    """Words outside marks that match a quotation.

    Attributes:
        start: Where the first matching word begins in the article's text.
        end: Where the last one ends.
        weight: What the matching words weigh.
        share: How much of the quotation they hold, 0 to 1.
        density: How much of the words from `start` to `end` are the quotation's, 0 to 1.
        content: How many matching words carry matter and are no names.
        run: The most words that match in one piece.
        sentence: The sentence in which they begin.
    """

    start: int
    end: int
    weight: float
    share: float
    density: float
    content: int
    run: int
    sentence: Sentence


class OutsideMarks:
    """The words of a version outside marks, to be searched; making it is linear in the text.

    Args:
        version: The version.
        rarity: Weights of words.
        asked: What will be searched: other words are not looked up.
    """

    def __init__(self, version: Version, rarity: Rarity, asked: Collection[Wording]) -> None:
        self._version = version
        self._rarity = rarity
        self._holders: dict[str, list[int]] = defaultdict(list)
        stems = {stem(key) for wording in asked for key in wording.keys}
        keys = frozenset(key for key in rarity.counts if is_content(key) and stem(key) in stems)
        for sentence in version.sentences:
            for word in set(map(stem, keys.intersection(sentence.wording.keys))):
                self._holders[word].append(sentence.number)

    def search(self, wording: Wording) -> list[Passage]:
        """Find passages that share words with a quotation in order, the greatest share first."""
        measured = [self._measure(wording, window) for window in self._windows(wording)]
        passages = [passage for passage in measured if passage]
        return sorted(passages, key=lambda passage: (-passage.share, passage.start))

    def _windows(self, wording: Wording) -> Iterator[tuple[Sentence, ...]]:
        """Yield the likeliest sentences, each alone and with as many after it as the quotation is long."""
        weights = self._weigh_sentences(wording)
        # Most of what the alignment of a window can find is the matter counted here.
        enough = 0.8 * _PART * self._rarity.total(wording.keys)
        for number in sorted(weights, key=lambda number: (-weights[number], number))[:6]:
            windows = {
                (number, number + 1),
                *(self._extend(first, len(wording.keys)) for first in (number - 1, number)),
            }
            for start, end in sorted(windows):
                if sum(weights.get(place, 0.0) for place in range(start, end)) >= enough:
                    yield self._version.sentences[start:end]

    def _extend(self, first: int, words: int) -> tuple[int, int]:
        """Return a range of sentences of one paragraph that has words enough, as far as there are any."""
        sentences = self._version.sentences
        first = max(0, first)
        end = first + 1
        length = len(sentences[first].wording.keys)
        while end < len(sentences) and sentences[end - 1].end == sentences[end].start:
            length += len(sentences[end].wording.keys)
            end += 1
            if length >= 1.2 * words:
                break
        return first, end

    def _weigh_sentences(self, wording: Wording) -> dict[int, float]:
        """Weigh the matter that each sentence shares with a quotation, where there is any."""
        weights: dict[int, float] = defaultdict(float)
        known = ((stem(key), key) for key in wording.keys)
        for word, key in {word: key for word, key in known if word in self._holders}.items():
            holders = self._holders[word]
            if len(holders) <= _CROWD:
                for number in holders:
                    weights[number] += self._rarity[key]
        return weights

    def _measure(self, wording: Wording, window: Sequence[Sentence]) -> Passage | None:
        words = join_wordings(sentence.wording for sentence in window)
        relation = relate(wording.keys, words.keys, self._rarity)
        matched = {place for _, place in relation.matched}
        first, last = _densest([self._value(key, place in matched) for place, key in enumerate(words.keys)])
        inside = [pair for pair in relation.matched if first <= pair[1] < last]
        if not inside:
            return None
        keys = [wording.keys[place] for place, _ in inside]
        spans = [span for sentence in window for span in self._version.locate(sentence)]
        return Passage(
            start=spans[first][0],
            end=spans[last - 1][1],
            weight=self._rarity.total(keys),
            share=self._rarity.total(keys) / self._rarity.total(wording.keys),
            density=len(inside) / (last - first),
            content=sum(map(self._rarity.is_telling, keys)),
            run=longest_run(inside),
            sentence=window[0],
        )

    def _value(self, key: str, is_matched: bool) -> float:
        return self._rarity[key] if is_matched else -_DILUTION


def _densest(values: Sequence[float]) -> tuple[int, int]:
    """Find the stretch of the greatest sum (Kadane), as its first place and the one after its last."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best:
            best, best_range = total, (start, place + 1)
    return best_range


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
    passages = other.search(version.wordings[index])
    if not passages:
        return None
    for passage in passages:
        if _stands_in_its_sentence(passage, index, version, rarity):
            return passage.start, passage.end
    before = max((passage.share for passage in own.search(version.wordings[index])), default=0.0)
    for passage in passages:
        if before < 0.85 * passage.share and _is_special(passage, len(version.wordings[index].keys)):
            return passage.start, passage.end
    return None


def _stands_in_its_sentence(passage: Passage, index: int, version: Version, rarity: Rarity) -> bool:
    """Whether a quotation stands word for word in the sentence around it, which only lost the marks."""
    sentence = version.sentence(index)
    if passage.run < len(version.wordings[index].keys) or passage.weight < _WORD or sentence is None:
        return False
    around = relate(sentence.wording.keys, passage.sentence.wording.keys, rarity)
    return around.first >= 0.5 and around.content >= 2


def _is_special(passage: Passage, words: int) -> bool:
    """Whether a passage can hardly say by chance what a quotation of so many words says."""
    if passage.share >= _SHARE and passage.content >= 3:
        return True
    if passage.run >= words and passage.content >= 2 and passage.weight >= _PAIR:
        return True
    is_clause = passage.share >= _PART and passage.density >= _DENSITY
    return is_clause and (passage.weight >= _RARE or (passage.run >= _RUN and passage.content >= 2))
