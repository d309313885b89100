"""Which articles tell one story: articles in, groups of versions out.

Articles belong together when they share their text, whatever they are called and whoever printed them. Text
is held together by rare sequences of words: three content words in a row that are not all parts of names.
Quotations count too, for they are the sequences that a rewrite keeps. The same topic, the same people, the
same event told in other words are not enough, nor is one paragraph that both print (a notice, a statement); a
wrong join is worse than a missed one.

Nothing is ever compared all against all: an index from sequences to articles gives the pairs worth weighing.
Source: shingles and containment as in Broder, "On the resemblance and containment of documents" (1997).
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from reader.article import Article

LEAST_SHARE = 0.03
"""From which share of the smaller article's sequences two articles tell one story, 0 to 1.

Rewrites of half the words share some 0.15; different reporters on one event mostly share nothing at all.
The paragraph that shares most is left out of the sum on both sides.
"""

LEAST_SHARED = 5
"""How many sequences two articles must share at the least; it guards articles of a few lines."""

CLEARLY_SHARED = 0.2
"""From which share on half as much will do outside the paragraph that shares most, for short texts."""

MOSTLY_SHARED = 0.5
"""From which share of the smaller article's sequences it may be a single paragraph that is shared."""

# A sequence that stands in more articles than this weighs less, and gives pairs of neighbours only: so a text
# printed a thousand times is still one story, and a phrase printed a thousand times costs a thousand pairs.
_MOST_PAIRED = 8
# How many of a group are asked whether another group belongs to it.
_MOST_DELEGATES = 5

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_COMMON_WORDS = """
    a about after again all also am an and any are as at be because been before being but by can could did
    do does during each even few for from further had has have having he her here hers him his how i if in
    into is it its just like me more most my no nor not now of off on once one only or other our out over
    own said same say says she should so some such than that the their them then there these they this
    those through to told too under until up very was we were what when where which while who whom why
    will with would you your der die das den dem des ein eine einer eines einem einen und oder aber nicht
    ist sind war waren wird werden hat haben mit von zu im in auf für an als auch es er sie dass le la les
    un une et ou de du des est sont que qui dans pour sur avec pas el los las y en por con no se
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one story.

    Attributes:
        title: The first headline among its versions, else how the first one begins.
        versions: In the order in which they were given; at least one.
    """

    title: str
    versions: tuple[Article, ...]


def group_into_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Group articles that share their text.

    Args:
        articles: In any order; it decides the order of stories and of versions.

    Returns:
        The stories, by the place of their first version; each article stands in exactly one.
    """
    scales = _Scales(articles)
    edges = [(share, *pair) for pair in scales.find_candidates() if (share := scales.share(*pair)) > 0]
    groups = _join(len(articles), edges, scales)
    return tuple(_make_story(tuple(articles[index] for index in group)) for group in groups)


def _make_story(versions: tuple[Article, ...]) -> Story:
    headlines = (p.text for article in versions for p in article.paragraphs if p.role == "headline")
    return Story(next(headlines, versions[0].title), versions)


class _Lexicon(dict[str, int]):
    """The number of each content word, odd when it is written with a capital; 0 for words too common to tell."""

    def __missing__(self, word: str) -> int:
        lowered = word.lower()
        number = 0
        if lowered not in _COMMON:
            bare = lowered.replace(".", "").replace("’", "'")
            number = zlib.crc32(bare.encode()) + 1 << 1 | word[0].isupper()
        self[word] = number
        return number


def find_sequences(article: Article, lexicon: _Lexicon | None = None) -> frozenset[int]:
    """Collect the sequences of three content words in the body, as numbers that are the same on every run.

    Sequences do not run on from one paragraph to the next, and those of capitalised words only are left out.
    """
    return frozenset().union(*_sequences_by_paragraph(article, _Lexicon() if lexicon is None else lexicon))


def _sequences_by_paragraph(article: Article, lexicon: _Lexicon) -> list[frozenset[int]]:
    return [_sequences_of(p.text, lexicon) for p in article.paragraphs if p.role == "body"]


def _sequences_of(text: str, lexicon: _Lexicon) -> frozenset[int]:
    words = [number for word in _WORD.findall(text) if (number := lexicon[word])]
    return frozenset(
        ((a | 1) * 0x9E3779B1 + (b | 1) * 0x85EBCA77 + (c | 1) * 0xC2B2AE3D) & 0xFFFFFFFFFFF
        for a, b, c in zip(words, words[1:], words[2:], strict=False)
        if not a & b & c & 1
    )


def _weight_of(holders: int) -> float:
    return 1.0 if holders <= _MOST_PAIRED else (_MOST_PAIRED / holders) ** 0.75


class _Scales:
    """Weighs how much of their text two articles share; what many articles have weighs less."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        holders: Counter[int] = Counter()
        self._lexicon = _Lexicon()
        everything = [find_sequences(article, self._lexicon) for article in articles]
        for own in everything:
            holders.update(own)
        # Most sequences stand in one article only; they need not be kept.
        self._weights = {sequence: _weight_of(count) for sequence, count in holders.items() if count > 1}
        self._sequences = [
            frozenset(sequence for sequence in own if holders[sequence] > 1) for own in everything
        ]
        self._totals = [
            len(own) - len(held) + self._weigh(held)
            for own, held in zip(everything, self._sequences, strict=True)
        ]
        self._paragraphs: dict[int, list[frozenset[int]]] = {}

    def find_candidates(self) -> list[tuple[int, int]]:
        """Find the pairs of articles that share several sequences, by the order of articles."""
        index: dict[int, list[int]] = {}
        for article, own in enumerate(self._sequences):
            for sequence in own:
                index.setdefault(sequence, []).append(article)
        shared: Counter[tuple[int, int]] = Counter()
        for holders in index.values():
            shared.update(combinations(holders, 2) if len(holders) <= _MOST_PAIRED else pairwise(holders))
        return sorted(pair for pair, count in shared.items() if 2 * count >= LEAST_SHARED)

    def delegates(self, group: Sequence[int]) -> list[int]:
        """Choose the few articles of a group that answer for it: those with most text."""
        return sorted(group, key=self._rank)[:_MOST_DELEGATES]

    def _rank(self, index: int) -> tuple[float, int]:
        return -self._totals[index], min(self._sequences[index], default=0)

    def share(self, one: int, other: int) -> float:
        """Return the share of the smaller article that both have, 0 to 1; 0 when they tell two stories."""
        larger, smaller = sorted((one, other), key=self._rank)
        shared = self._sequences[smaller] & self._sequences[larger]
        if len(shared) < LEAST_SHARED:
            return 0.0
        weight = self._weigh(shared)
        share = weight / self._totals[smaller]
        if weight < LEAST_SHARED / 2 or share < LEAST_SHARE:
            return 0.0
        return share if share >= MOSTLY_SHARED or self._is_spread(smaller, shared, share) else 0.0

    def touch(self, one: int, other: int) -> bool:
        """Tell whether two articles share anything rare at all."""
        return self._weigh(self._sequences[one] & self._sequences[other]) >= 0.5

    def _is_spread(self, smaller: int, shared: frozenset[int], share: float) -> bool:
        """Whether enough is shared even without the one paragraph that shares most."""
        if smaller not in self._paragraphs:
            self._paragraphs[smaller] = _sequences_by_paragraph(self._articles[smaller], self._lexicon)
        best = max(self._paragraphs[smaller], key=lambda own: self._weigh(own & shared))
        weight, left = self._weigh(shared - best), self._totals[smaller] - self._weigh(best)
        if share >= CLEARLY_SHARED:
            return weight >= max(LEAST_SHARED / 2, LEAST_SHARE * 3 * left)
        return weight >= max(LEAST_SHARED, LEAST_SHARE * left)

    def _weigh(self, sequences: Iterable[int]) -> float:
        weights = self._weights
        return sum(weights.get(sequence, 1.0) for sequence in sequences)


def _join(count: int, edges: Iterable[tuple[float, int, int]], scales: _Scales) -> list[list[int]]:
    """Join the likest pairs first; two groups become one when half of the pairs between them touch.

    So an article that tells of several stories (the week in ten paragraphs) does not make one of them, for
    those do not touch; while two rewrites that each kept another half of the same text do, if only just.
    """
    group_of = {index: [index] for index in range(count)}
    for _, old, new in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        one, other = group_of[old], group_of[new]
        if one is not other and _belong_together(one, other, scales):
            larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
            larger.extend(smaller)
            for index in smaller:
                group_of[index] = larger
    groups = {id(group): sorted(group) for group in group_of.values()}
    return sorted(groups.values())


def _belong_together(one: list[int], other: list[int], scales: _Scales) -> bool:
    pairs = [(a, b) for a in scales.delegates(one) for b in scales.delegates(other)]
    return 2 * sum(scales.touch(*pair) for pair in pairs) >= len(pairs)
