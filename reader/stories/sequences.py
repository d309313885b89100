"""What holds a story together: a paragraph in, the numbers of its sequences of three content words out."""

import re
import zlib
from collections.abc import Iterable

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

# More words than this are not remembered at once; even a hundred thousand articles have fewer that come again.
_MOST_WORDS = 400_000

# What the lowest bits of a word's number say of it.
_CAPITAL, _FIGURE = 1, 2
_THREE_CAPITALS = b"\1\1\1"

HAS_FIGURE = 1
"""The bit that is set in a sequence of which a word begins with a digit."""


class Lexicon(dict[str, int]):
    """The number of each content word: odd when it is written with a capital; 0 for words too common to tell."""

    def __missing__(self, word: str) -> int:
        lowered = word.lower()
        number = 0
        if lowered not in _COMMON:
            bare = lowered.replace(".", "").replace("’", "'")
            number = zlib.crc32(bare.encode("utf-8", "surrogatepass")) + 1 << 2
            number |= _CAPITAL * word[0].isupper() | _FIGURE * word[0].isdigit()
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = number
        return number


def find_sequences(text: str, lexicon: Lexicon) -> set[int]:
    """Collect the sequences of three content words in a paragraph, as signed numbers of 64 bits, the same on every run.

    Those of capitalised words only are left out: everybody who writes about the same people has them.
    """
    words = list(filter(None, map(lexicon.__getitem__, _WORD.findall(text))))
    if len(words) < 3:
        return set()
    capital, kind, plain = _CAPITAL, _CAPITAL | _FIGURE, ~HAS_FIGURE
    bare = [word | capital for word in words]
    # The hash of a tuple of numbers does not change from run to run, and is by far the fastest there is.
    hashes = map(hash, zip(bare, bare[1:], bare[2:], strict=False))
    triples = [value & plain for value in hashes]
    kinds = bytes([word & kind for word in words])
    at = kinds.find(_FIGURE)
    while at >= 0:
        for near in range(max(0, at - 2), min(at + 1, len(triples))):
            triples[near] |= HAS_FIGURE
        at = kinds.find(_FIGURE, at + 1)
    if _THREE_CAPITALS not in kinds:
        return set(triples)
    return {triple for at, triple in enumerate(triples) if not kinds.startswith(_THREE_CAPITALS, at)}


def count_figures(sequences: Iterable[int]) -> int:
    """Count the sequences that have a figure."""
    return sum(map(HAS_FIGURE.__and__, sequences))
