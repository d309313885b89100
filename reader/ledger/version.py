"""One version made ready: its quotations' words, the sentences around them, what stands outside marks."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from reader.article import Article
from reader.ledger.wording import (
    Wording,
    is_content,
    locate_words,
    open_brackets,
    plain_form,
    read_words,
    stem,
)
from reader.quotes.cues import PRONOUNS
from reader.quotes.quotation import Quotation

_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]*\s+(?=[^a-z\s])")
_SHORTENED = """
mr mrs ms dr prof rev gen col lt sgt capt gov sen rep st no vs jr sr co corp inc ltd jan feb mar apr jun
jul aug sept sep oct nov dec
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())


class Sentence(NamedTuple):
    """A sentence of the story without the quotations in it.

    Attributes:
        number: Its place among the sentences of the version.
        start: Offset of its first character in the article's text.
        end: Offset after its last character.
        wording: The words outside marks.
    """

    number: int
    start: int
    end: int
    wording: Wording

    @property
    def matter(self) -> frozenset[str]:
        """The stems of the words that carry matter."""
        return self.wording.matter


class Known:
    """What was read of two versions: most of their paragraphs are the same, and are read once."""

    def __init__(self) -> None:
        self._wordings: dict[str, Wording] = {}
        self._sentences: dict[str, tuple[tuple[int, int, Wording], ...]] = {}
        self._plain: dict[str, str] = {}

    def wording(self, text: str) -> Wording:
        """Return the words of a quotation."""
        if text not in self._wordings:
            self._wordings[text] = read_words(open_brackets(text))
        return self._wordings[text]

    def plain(self, text: str) -> str:
        """Return the plain form of a quotation."""
        if text not in self._plain:
            self._plain[text] = plain_form(text)
        return self._plain[text]

    def sentences(self, text: str) -> tuple[tuple[int, int, Wording], ...]:
        """Return the sentences of a paragraph: where each starts and ends, and its words."""
        if text not in self._sentences:
            found = split_sentences(text)
            self._sentences[text] = tuple((a, b, read_words(text[a:b])) for a, b in found)
        return self._sentences[text]


class Version:
    """An article and its quotations, prepared once; what is costly is made when first asked for."""

    def __init__(self, article: Article, quotations: Sequence[Quotation], known: Known) -> None:
        self._known = known
        self.article = article
        self.quotations = quotations
        self.counted = tuple(index for index, quotation in enumerate(quotations) if quotation.counts)
        self.wordings = {index: known.wording(quotations[index].text) for index in self.counted}
        self.plain = {index: known.plain(quotations[index].text) for index in self.counted}
        self.rank = {index: rank for rank, index in enumerate(self.counted)}
        self._matters: dict[int, tuple[str, ...]] = {}
        self._bags: dict[int, Counter[str]] = {}

    def speaker(self, index: int) -> str | None:
        """Who says it, as a key for comparing, or None: "The report" and "the report" are one speaker.

        A version that says no more than "she" names nobody.
        """
        speaker = self.quotations[index].speaker
        name = speaker.name.casefold().removeprefix("the ") if speaker else ""
        return None if not name or name in PRONOUNS else name

    def is_full(self, index: int) -> bool:
        """Whether the quotation is a sentence of its own rather than a fragment.

        A colon introduces a sentence, whatever verb stands before it (AP Stylebook, "colon").
        """
        quotation = self.quotations[index]
        before = self.article.text[max(0, quotation.start - 4) : quotation.start].rstrip(" \"'“‘„«")
        return quotation.kind == "direct" or (before.endswith(":") and quotation.text[:1].isupper())

    def paragraph(self, index: int) -> int:
        """The index of the paragraph in which a quotation begins."""
        return self.article.locate(self.quotations[index].start)[0]

    def around(self, index: int) -> tuple[str, str]:
        """The paragraphs before and behind the one that a quotation begins in; empty where there is none."""
        number, paragraphs = self.paragraph(index), self.article.paragraphs
        before = paragraphs[number - 1].text if number else ""
        return before, paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""

    def beside(self, index: int, step: int) -> int | None:
        """The counted quotation `step` places from another one, or None past either end."""
        rank = self.rank[index] + step
        return self.counted[rank] if 0 <= rank < len(self.counted) else None

    def matter(self, index: int) -> tuple[str, ...]:
        """The stems of a quotation's words that carry matter, in order."""
        if index not in self._matters:
            self._matters[index] = tuple(stem(key) for key in self.wordings[index].keys if is_content(key))
        return self._matters[index]

    def bag(self, index: int) -> Counter[str]:
        """The stems of a quotation's words, with how often each occurs."""
        if index not in self._bags:
            self._bags[index] = Counter(map(stem, self.wordings[index].keys))
        return self._bags[index]

    def words(self) -> Iterator[str]:
        """All words of the story, in and outside marks."""
        outside = (sentence.wording.keys for sentence in self.sentences)
        inside = (wording.keys for wording in self.wordings.values())
        return chain(chain.from_iterable(outside), chain.from_iterable(inside))

    def locate(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return where each word of a sentence starts and ends in the article's text."""
        start = sentence.start
        words = locate_words(self._without_quotations[start : sentence.end])
        return [(start + first, start + last) for first, last in words]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The story's sentences in reading order, furniture left out."""
        blank = self._without_quotations
        found: list[Sentence] = []
        for paragraph, start in zip(self.article.paragraphs, self.article.starts, strict=True):
            if not paragraph.is_story:
                continue
            for first, last, wording in self._known.sentences(blank[start : start + len(paragraph.text)]):
                found.append(Sentence(len(found), start + first, start + last, wording))
        return tuple(found)

    @cached_property
    def _without_quotations(self) -> str:
        """The text with blanks for each quotation; a full stop that ends one stays, for `split_sentences`."""
        pieces, at = [], 0
        for index in self.counted:
            quotation = self.quotations[index]
            start, end = max(at, quotation.start), max(at, quotation.end)
            if end > start and self.article.text[end - 1] == ".":
                end -= 1
            pieces += [self.article.text[at:start], " " * (end - start)]
            at = end
        return "".join(pieces) + self.article.text[at:]

    @cached_property
    def _sentence_of(self) -> dict[int, Sentence | None]:
        """The sentence that each quotation begins in."""
        around: dict[int, Sentence | None] = {}
        starts = [sentence.start for sentence in self.sentences]
        for index in self.counted:
            start = self.quotations[index].start
            sentence = self.sentences[at] if (at := bisect_right(starts, start) - 1) >= 0 else None
            around[index] = sentence if sentence and start <= sentence.end else None
        return around

    def sentence(self, index: int) -> Sentence | None:
        """The article's own sentence that a quotation stands in, or None where it stands alone."""
        return self._sentence_of[index]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a paragraph, as start and end offsets; all of it is in one of them.

    A stop ends a sentence before anything but a small letter, unless it belongs to an initial or an
    abbreviation.
    """
    cuts = [0]
    for match in _SENTENCE_END.finditer(text):
        words = text[max(0, match.start() - 12) : match.start()].split()
        before = words[-1] if words and not text[match.start() - 1].isspace() else ""
        bare = before.strip("\"'“‘(").lower()
        if match.group()[0] == "." and (
            bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha()) or "." in bare
        ):
            continue
        cuts.append(match.end())
    cuts.append(len(text))
    return [(start, end) for start, end in pairwise(cuts) if end > start]
