"""Which sequences stand in several articles, and which articles share several: numbers in compact arrays throughout.

A hundred thousand articles have some twenty million sequences, most of which stand in one article only. A table of small counters
finds those first, so that only the others are ever looked up by their value, one part of them after the other.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from reader.article import Article
from reader.stories.sequences import Lexicon, count_figures, find_sequences

MOST_PAIRED = 8
"""A sequence that stands in more articles than this weighs less, and gives pairs of neighbours only: so a text printed a
thousand times is still one story, and a phrase printed a thousand times costs a thousand pairs.
"""

OFTEN = 4
"""In how many articles a paragraph stands that several stories seem to print: two or three may be versions of one."""

# Sequences are looked up in so many parts, one after the other.
_PARTS = 16
# A paragraph's number has to fit beside that of its article; the paragraphs after that many count as one.
_MOST_PARAGRAPHS = (1 << 12) - 1
_PARAGRAPH_BITS = 12
# Counters: at most this many bytes, and eight for each thing that is counted while there is room.
_MOST_COUNTERS = 1 << 27
_LEAST_COUNTERS = 1 << 12


class Read(NamedTuple):
    """What was read of an article.

    Attributes:
        sequences: Those in its body, of its first paragraph first; one that stands in two paragraphs stands here twice.
        sizes: How many there are in each paragraph that has any.
        figures: How many of them have a figure.
    """

    sequences: "array[int]"
    sizes: "array[int]"
    figures: int


class TextReader:
    """Reads articles, and remembers their words on the way."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def read(self, article: Article) -> Read:
        """Read the body of an article."""
        sequences, sizes = array("q"), array("I")
        for paragraph in article.paragraphs:
            if paragraph.role == "body" and (own := find_sequences(paragraph.text, self._lexicon)):
                sequences.extend(own)
                sizes.append(len(own))
        return Read(sequences, sizes, count_figures(sequences))


class Texts:
    """The sequences of every article, and how many there are; see `Read`."""

    def __init__(self) -> None:
        self.sequences: list[array[int]] = []
        self.sizes: list[array[int]] = []
        self.figures = array("I")

    def add(self, read: Read) -> None:
        """Take in an article."""
        self.sequences.append(read.sequences)
        self.sizes.append(read.sizes)
        self.figures.append(read.figures)


class Shared:
    """What articles share with others.

    Attributes:
        sequences: Of each article those that another has too.
        paragraphs: In which of its paragraphs with any sequences each of them stands.
        weights: What a sequence weighs that weighs less than 1.
        often: Those that stand in `OFTEN` articles or more; of a sample only, see `is_sampled`.
    """

    def __init__(self, texts: Texts) -> None:
        count = len(texts.sequences)
        self.sequences = [array("q") for _ in range(count)]
        self.paragraphs = [array("H") for _ in range(count)]
        self.weights: dict[int, float] = {}
        self.often: set[int] = set()
        self._pairs = array("Q")
        for part, places in _part_repeated(texts):
            self._take(part, places)

    def _take(self, part: Iterable[int], places: Iterable[int]) -> None:
        # Most stand in one place or in two, and a list for each of those would take twice as long.
        index: dict[int, int | list[int]] = {}
        for sequence, place in zip(part, places, strict=True):
            found = index.get(sequence)
            if found is None:
                index[sequence] = place
            elif isinstance(found, list):
                found.append(place)
            else:
                index[sequence] = [found, place]
        for sequence, found in index.items():
            if isinstance(found, list):
                self._share(sequence, found)

    def _share(self, sequence: int, places: Sequence[int]) -> None:
        """Note a sequence with all articles that have it, if there are several."""
        articles = [place >> _PARAGRAPH_BITS for place in places]
        holders = articles if len(articles) == 2 else list(dict.fromkeys(articles))
        if len(holders) < 2 or holders[0] == holders[1]:
            return
        self._pair(holders)
        if len(holders) >= OFTEN and is_sampled(sequence):
            self.often.add(sequence)
        if len(holders) > MOST_PAIRED:
            self.weights[sequence] = (MOST_PAIRED / len(holders)) ** 0.75
        for article, place in zip(articles, places, strict=True):
            self.sequences[article].append(sequence)
            self.paragraphs[article].append(place & _MOST_PARAGRAPHS)

    def _pair(self, holders: Sequence[int]) -> None:
        if len(holders) == 2:
            self._pairs.append(holders[0] << 32 | holders[1])
            return
        pairs = combinations(holders, 2) if len(holders) <= MOST_PAIRED else pairwise(holders)
        self._pairs.extend([one << 32 | other for one, other in pairs])

    def find_pairs(self, least: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of articles that share at least so many sequences, by the order of articles; only once."""
        pairs, self._pairs = self._pairs, array("Q")
        shared = Counter(_often(pairs, least))
        del pairs
        for pair in sorted(pair for pair, count in shared.items() if count >= least):
            yield pair >> 32, pair & 0xFFFFFFFF


def is_sampled(sequence: int) -> bool:
    """Tell whether a sequence is one of the fourth of all that stands for the rest where all would fill the memory."""
    return not sequence >> 8 & 3


def _part_repeated(texts: Texts) -> "Iterator[tuple[array[int], array[int]]]":
    """Yield the sequences that may stand in several articles, all places of one in the same part; empties `texts`."""
    counters = _Counters(sum(map(len, texts.sequences)))
    for own in texts.sequences:
        counters.count(own, 2)
    parts = [(array("q"), array("Q")) for _ in range(_PARTS)]
    seen, mask = counters.table, counters.mask
    for article, own in enumerate(texts.sequences):
        at = 0
        for number, size in enumerate(texts.sizes[article]):
            place = article << _PARAGRAPH_BITS | min(number, _MOST_PARAGRAPHS)
            for sequence in own[at : at + size]:
                if seen[sequence & mask] > 1:
                    part, places = parts[sequence >> 40 & _PARTS - 1]
                    part.append(sequence)
                    places.append(place)
            at += size
    texts.sequences.clear()
    del counters, seen
    while parts:
        yield parts.pop()


def _often(numbers: "array[int]", least: int) -> Iterator[int]:
    """Leave out most of the numbers that occur less than `least` times."""
    counters = _Counters(len(numbers))
    # The two halves of a pair are mixed, or the pairs of neighbours would share a counter.
    mixed = array("Q", [number * 0x9E3779B1 + (number >> 29) & 0xFFFFFFFFFFFF for number in numbers])
    counters.count(mixed, least)
    table, mask = counters.table, counters.mask
    return (number for number, key in zip(numbers, mixed, strict=True) if table[key & mask] >= least)


class _Counters:
    """How often numbers occurred, or more often: several may share a counter."""

    def __init__(self, expected: int) -> None:
        size = _LEAST_COUNTERS
        while size < min(8 * expected, _MOST_COUNTERS):
            size *= 2
        self.table = bytearray(size)
        self.mask = size - 1

    def count(self, numbers: Iterable[int], most: int) -> None:
        """Count numbers, up to `most`."""
        table, mask = self.table, self.mask
        for number in numbers:
            slot = number & mask
            if table[slot] < most:
                table[slot] += 1
