"""A paragraph as a row of tokens, in which each quotation is one token, cut into sentences.

This is what the rules of attribution look at.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from sys import intern

from reader.quotes.marks import Stretch
from reader.quotes.words import words

_TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # most words, at once
    r"|[RDI]-(?:[A-Z]\.[A-Z]\.|[A-Z][a-z]+\.?)|(?:[A-Z]\.)+(?![a-z])"
    r"|(?:M(?:rs?|s|essrs)|[DJS]r|Drs|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Rev|Prof|Hon|St|Pres"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|vs|No|Inc|Corp|Co|Ltd"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore"
    r"|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.(?!\w)"
    r"|[^\W_]+(?:(?:['.\-&/\xad]|,(?=\d))[^\W_]+)*|--+|\.\.+|[^\w\s]|_+"
)
QUOTE = "\0"
"""The word that stands for a quotation."""

_ENDS = frozenset(".?!")
_STOPS = frozenset((".", "?", "!", QUOTE))
_FINAL = ".?!…"
_LONGEST_SENTENCE = 200
_AT_ONCE = 4096
"""How many words are cut at a time: more than a paragraph has that people wrote."""


class Passage:
    """The tokens of a paragraph. Offsets count from the beginning of the paragraph.

    Attributes:
        text: The paragraph.
        words: Each token as it stands; `QUOTE` for a quotation.
        lows: Each token in lower case with straight apostrophes.
        starts: Where each token begins.
        ends: Where it ends, exclusive; a quotation's token covers its marks too.
        quotes: For each token the index of the quotation it stands for, or -1.
        sentences: Ranges of tokens, half-open, one after the other.
        sentence_of: For each token the index of its sentence.
    """

    __slots__ = (
        "_named",
        "ends",
        "lows",
        "quotes",
        "sentence_of",
        "sentences",
        "starts",
        "stretches",
        "text",
        "words",
    )

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self.text = text
        self.stretches = stretches
        self._named: dict[int, bool] = {}
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quotes: list[int] = []
        plain = text.replace("’", "'")
        at = 0
        for index, stretch in enumerate(stretches):
            first = _mark_before(text, stretch.start)
            self._read(plain, at, first)
            at = min(_mark_after(text, stretch.end), len(text))
            self.words.append(QUOTE)
            self.starts.append(first)
            self.ends.append(at)
            self.quotes.append(index)
        self._read(plain, at, len(text))
        if len(self.words) < _AT_ONCE:
            self.lows = [word.lower() for word in self.words]
        else:
            small = {word: word.lower() for word in set(self.words)}
            self.lows = [small[word] for word in self.words]
        self.sentences: list[tuple[int, int]] = []
        self.sentence_of: list[int] = []
        self._cut()

    def _read(self, plain: str, start: int, end: int) -> None:
        """Add the tokens of the article's own words between two quotations."""
        found = _TOKEN.finditer(plain, start, end)
        if end - start < _AT_ONCE:
            self._add(list(found), None)
            return
        # Of a long paragraph each word is kept once, however often it stands there.
        while matches := list(islice(found, _AT_ONCE)):
            self._add(matches, intern)

    def _add(self, matches: list[re.Match[str]], keep: Callable[[str], str] | None) -> None:
        self.words += (
            [match[0] for match in matches] if keep is None else [keep(match[0]) for match in matches]
        )
        self.starts += [match.start() for match in matches]
        self.ends += [match.end() for match in matches]
        self.quotes += [-1] * len(matches)

    def _cut(self) -> None:
        """Cut the tokens into sentences: at a full stop, and behind a quotation that ends in one."""
        words, first, last = self.words, 0, len(self.words)
        for index in [index for index, word in enumerate(words) if word in _STOPS]:
            word = words[index]
            if word != QUOTE or self._is_final(index):
                following = words[index + 1] if index + 1 < last else ""
                if (
                    word in _ENDS
                    and following
                    and (following[0].islower() or following in _ENDS or following in ",;)")
                ):
                    continue
                self._close(first, index + 1)
                first = index + 1
        if first < last:
            self._close(first, last)

    def _close(self, first: int, last: int) -> None:
        """Keep a sentence; one that is too long to be one is kept in pieces, so that work on a sentence is bounded."""
        for start in range(first, last, _LONGEST_SENTENCE):
            end = min(last, start + _LONGEST_SENTENCE)
            self.sentence_of += [len(self.sentences)] * (end - start)
            self.sentences.append((start, end))

    def _is_final(self, index: int) -> bool:
        """Tell whether the quotation at `index` ends the sentence it stands in."""
        if index + 1 >= len(self.words):
            return True
        following = self.words[index + 1]
        if following in "),;:—–-" or following in _ENDS or following[0].islower():
            return False
        stretch = self.stretches[self.quotes[index]]
        ending = self.text[stretch.end - 1]
        if ending in "'’":
            ending = self.text[max(stretch.start, stretch.end - 2)]
        return ending in _FINAL

    def ends_clause(self, index: int) -> bool:
        """Tell whether the quotation at token `index` carries a comma or stop of its own."""
        return self.quote_text(index)[-1:] in ",.?!"

    def is_named(self, index: int) -> bool:
        """Tell whether the quotation at token `index` reads like a title: few words, each that counts with a capital."""
        known = self._named.get(index)
        if known is None:
            known = self._named[index] = is_titled(self.quote_text(index).split())
        return known

    def is_headline(self, sentence: int) -> bool:
        """Tell whether a sentence writes every word with a capital, so that one more tells nothing; quotations left out."""
        long = [
            word
            for word in self.words[slice(*self.sentences[sentence])]
            if len(word) > 3 and word[0].isalpha()
        ]
        return len(long) > 2 and all(word[0].isupper() for word in long)

    def quote_text(self, index: int) -> str:
        """The words of the quotation that the token at `index` stands for."""
        stretch = self.stretches[self.quotes[index]]
        return self.text[stretch.start : stretch.end]


def _mark_before(text: str, start: int) -> int:
    """Where the opening mark of a stretch stands."""
    at = start - 1
    while at > 0 and text[at].isspace():
        at -= 1
    return max(at, 0) if start else 0


def _mark_after(text: str, end: int) -> int:
    """Where the text goes on behind the closing mark of a stretch."""
    at = end
    while at < len(text) and text[at].isspace():
        at += 1
    return at + 1


_SMALL = words("of the a an and or in on for to with at by from as is i my not")


def is_titled(quoted: Sequence[str]) -> bool:
    """Tell whether every word that counts is capitalised, as in the title of a work; at most ten words."""
    counted = [word.strip("'’‘.,:;!?()") for word in quoted]
    counted = [word for word in counted if word and word.lower() not in _SMALL]
    return (
        0 < len(counted) <= 10
        and not any(word[0].islower() for word in counted)
        and (any(word[0].isupper() for word in counted) or counted[0][-1].isalpha())
    )
