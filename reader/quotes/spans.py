"""Where quoted words lie inside each paragraph of an article."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from reader.article import Article
from reader.quotes.marks import DOUBLE_MARKS, find_in_paragraph, prefers_single

if TYPE_CHECKING:
    from reader.quotes.quotation import Quotation

Spans = tuple[tuple[int, int], ...]
"""Half-open ranges of a paragraph, in order and apart."""


class MarkedSpans(Sequence[Spans]):
    """For each paragraph of an article the ranges between outermost quotation marks, whoever's words they are.

    A comparison weighs a change inside marks more than any other, and needs no speaker for that. A paragraph is looked
    at when it is asked for: most are the same in both versions and never are. What belongs to the page has none.
    """

    def __init__(self, article: Article) -> None:
        story = [(index, p) for index, p in enumerate(article.paragraphs) if p.is_story]
        self._length = len(article.paragraphs)
        self._places = {index: place for place, (index, _) in enumerate(story)}
        self._texts = [p.text for _, p in story]
        self._bodies = [p.role == "body" for _, p in story]
        self._found: dict[int, tuple[Spans, bool]] = {}

    @cached_property
    def _singles(self) -> bool:
        return prefers_single(self._texts, self._bodies)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Spans: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Spans]: ...

    def __getitem__(self, index: int | slice) -> Spans | Sequence[Spans]:
        """Return the ranges of a paragraph, or of several."""
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(self._length))]
        if not 0 <= index < self._length:
            raise IndexError(index)
        place = self._places.get(index)
        if place is None or (self._bodies[place] and not self._singles and not self._has_marks(place)):
            return ()
        return self._find(place)[0]

    def _find(self, place: int) -> tuple[Spans, bool]:
        """Find the ranges of a paragraph, and whether a mark is open behind it; what was found is kept."""
        start = place
        while start and start not in self._found and not self._begins_anew(start):
            start -= 1
        is_open = self._found[start][1] if start in self._found else False
        for k in range(start + (start in self._found), place + 1):
            stretches, is_open = find_in_paragraph(self._texts[k], self._bodies[k], self._singles, is_open)
            self._found[k] = tuple((stretch.start, stretch.end) for stretch in stretches), is_open
        return self._found[place]

    def _begins_anew(self, place: int) -> bool:
        """Tell whether no mark can be open before a paragraph, for in the one before there is none."""
        return self._bodies[place - 1] and not self._has_marks(place - 1)

    def _has_marks(self, place: int) -> bool:
        text = self._texts[place]
        return '"' in text if text.isascii() else any(mark in text for mark in DOUBLE_MARKS)


def quoted_spans(article: Article, quotations: "Sequence[Quotation]") -> tuple[Spans, ...]:
    """Return for each paragraph the ranges that stand in marks as somebody's words."""
    spans: list[list[tuple[int, int]]] = [[] for _ in article.paragraphs]
    for quotation in quotations:
        if quotation.counts:
            index, start = article.locate(quotation.start)
            length = len(article.paragraphs[index].text)
            spans[index].append((start, min(length, start + quotation.end - quotation.start)))
    return tuple(map(tuple, spans))
