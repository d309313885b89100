"""One article laid out for reading: quotations in their speakers' colours, furniture folded, a gutter that says who speaks."""

import bisect
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from reader.article import Article, Paragraph
from reader.quotes.quotation import Quotation
from reader.reading import Version, Voice
from reader.render.lines import Layout, Line, Piece, Rows, Span, cells, clip, pieces, wrap
from reader.render.paint import Painted, paint
from reader.render.palette import speaker_role
from reader.text import is_plain

MEASURE = 72
"""The widest a line of text gets, in cells, unless the reader chooses otherwise."""

MARKS = frozenset("\"'“”‘’„‟‚‛«»‹›「」『』`")
"""Quotation marks of every style."""

_ROLE = {"headline": "headline", "heading": "heading", "caption": "caption", "furniture": "furniture"}


class Item(NamedTuple):
    """What the cursor stops at: one paragraph, or a run of furniture folded to a line."""

    paragraphs: range
    folded: bool = False


class Voices(NamedTuple):
    """How speakers are told apart on the screen.

    Attributes:
        ranks: Rank of each speaker by name; their colour.
        initials: The letters of each speaker by name.
        only: The one speaker that stands out, or None.
    """

    ranks: Mapping[str, int]
    initials: Mapping[str, str]
    only: str | None = None

    @classmethod
    def of(cls, voices: Sequence[Voice], only: str | None = None) -> "Voices":
        """Take the ranks and letters of a story's voices."""
        return cls(
            {voice.name: rank for rank, voice in enumerate(voices)},
            {voice.name: voice.initials for voice in voices},
            only,
        )

    def role(self, quotation: Quotation) -> str:
        """Return the role that colours a quotation."""
        return speaker_role(self.ranks.get(quotation.speaker.name) if quotation.speaker else None)

    def sign(self, quotation: Quotation) -> str:
        """Return the letters that stand for the quotation's speaker in a gutter."""
        return self.initials.get(quotation.speaker.name, "··") if quotation.speaker else "?"

    def is_dimmed(self, quotation: Quotation) -> bool:
        """Whether another speaker stands out."""
        return self.only is not None and (quotation.speaker is None or quotation.speaker.name != self.only)


def quotation_spans(article: Article, quotation: Quotation, voices: Voices) -> list[tuple[int, Span]]:
    """Return the ranges of a quotation with its marks, its mention and its cue: paragraph index, range in that paragraph."""
    if not quotation.counts:
        return []
    role = voices.role(quotation)
    dimmed = voices.is_dimmed(quotation)
    text = article.text
    start = quotation.start - (quotation.start > 0 and text[quotation.start - 1] in MARKS)
    end = quotation.end + (quotation.end < len(text) and text[quotation.end] in MARKS)
    found = [(start, end, "muted" if dimmed else role)]
    if quotation.cue:
        found.append((quotation.cue.start, quotation.cue.end, "muted" if dimmed else "cue"))
    if quotation.speaker and not dimmed:
        mention = (quotation.speaker.start, quotation.speaker.end)
        found += [(*mention, role), (*mention, "mention")]
    spans: list[tuple[int, Span]] = []
    for first, last, name in found:
        index, at = article.locate(first)
        length = len(article.paragraphs[index].text)
        if at < length:
            spans.append((index, Span(at, min(length, at + last - first), name)))
    return spans


def spans_by_paragraph(version: Version, voices: Voices) -> list[list[Span]]:
    """Return for each paragraph the roles on its ranges: its own role first, then its quotations'."""
    return [spans_of_paragraph(version, index, voices) for index in range(len(version.article.paragraphs))]


def spans_of_paragraph(version: Version, index: int, voices: Voices) -> list[Span]:
    """Return the roles on ranges of a paragraph: its own role first, then its quotations'."""
    paragraph = version.article.paragraphs[index]
    spans = [Span(0, len(paragraph.text), _ROLE[paragraph.role])] if paragraph.role in _ROLE else []
    if voices.only is not None:
        spans.append(Span(0, len(paragraph.text), "muted"))
    for k in version.touching[index]:
        found = quotation_spans(version.article, version.quotations[k], voices)
        spans += [span for place, span in found if place == index]
    return spans


def group_items(paragraphs: Sequence[Paragraph], *, fold_furniture: bool) -> tuple[Item, ...]:
    """Make an item of each paragraph, and one of each run of furniture when it is folded."""
    items: list[Item] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.is_story or not fold_furniture:
            items.append(Item(range(index, index + 1)))
        elif items and items[-1].folded:
            items[-1] = Item(range(items[-1].paragraphs.start, index + 1), folded=True)
        else:
            items.append(Item(range(index, index + 1), folded=True))
    return tuple(items)


def count(number: int, noun: str) -> str:
    """Say how many: "1 paragraph", "2 paragraphs"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@lru_cache(maxsize=3)
def lay_out(article: Article, measure: int) -> tuple[Rows, ...]:
    """Wrap every paragraph of an article; worked out once for the articles and measures that were asked for last."""
    return tuple(wrap(paint(paragraph.text).styled.text, measure) for paragraph in article.paragraphs)


class ArticlePage:
    """An article at a width: its layout, and which rows show which paragraph and quotation.

    Args:
        version: The article and its quotations.
        voices: How its speakers look.
        width: Cells to draw in, gutter included.
        measure: The widest a line of text gets, in cells.
        fold_furniture: Whether each run of furniture is one line.
        hits: Ranges of the article's text that a search found.
    """

    def __init__(
        self,
        version: Version,
        voices: Voices,
        width: int,
        *,
        measure: int = MEASURE,
        fold_furniture: bool = True,
        hits: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.version, self.voices, self.hits = version, voices, hits
        self.items = group_items(version.article.paragraphs, fold_furniture=fold_furniture)
        self._item_of = [k for k, item in enumerate(self.items) for _ in item.paragraphs]
        self._number = len(str(len(version.article.paragraphs))) if width >= 60 else 0
        self._signs = max((cells(sign) for sign in voices.initials.values()), default=1)
        self._signs += any(map(self._has_several_speakers, range(len(version.article.paragraphs))))
        self.gutter = (self._number + 1 if self._number else 0) + self._signs + 1
        self.measure = max(8, min(measure, width - self.gutter))
        self._painted: dict[int, Painted] = {}
        self._quoted: dict[int, list[list[Quotation]]] = {}
        rows = lay_out(version.article, self.measure)
        self._rows: list[Rows] = [
            ((0, 0),) if item.folded else rows[item.paragraphs[0]] for item in self.items
        ]
        self.layout = Layout([len(rows) + 1 for rows in self._rows], self._draw, blank_after=1)

    @cached_property
    def _spans(self) -> list[list[Span]]:
        spans = spans_by_paragraph(self.version, self.voices)
        for start, end in self.hits:
            index, at = self.version.article.locate(start)
            spans[index].append(
                Span(at, min(at + end - start, len(self.version.article.paragraphs[index].text)), "hit")
            )
        return spans

    def _paint(self, index: int) -> Painted:
        if index not in self._painted:
            start = self.version.article.starts[index]
            text = self.version.article.paragraphs[index].text
            here = [self.version.quotations[k] for k in self.version.by_paragraph[index]]
            ends = [min(q.end - start, len(text)) for q in here]
            self._painted[index] = paint(
                text, self._spans[index], anchors=[*(q.start - start for q in here), *ends]
            )
        return self._painted[index]

    def _has_several_speakers(self, index: int) -> bool:
        here = [self.version.quotations[k] for k in self.version.by_paragraph[index]]
        return len(here) > 1 and len({self.voices.sign(q) for q in here if q.counts}) > 1

    def _quoted_in_rows(self, index: int) -> list[list[Quotation]]:
        """For each row of a paragraph what its gutter names: what begins there, and before it what the row above left out."""
        if index in self._quoted:
            return self._quoted[index]
        here = [self.version.quotations[k] for k in self.version.by_paragraph[index]]
        anchors = self._paint(index).anchors
        begin, end = anchors[: len(here)], dict(zip(here, anchors[len(here) :], strict=True))
        told: list[list[Quotation]] = []
        at, rows = 0, self._rows[self.item_of_paragraph(index)]
        for row, (start, _) in enumerate(rows):
            above = told[-1] if told else []
            first = self.voices.sign(above[0]) if above else ""
            named = [q for q in above[1:] if self.voices.sign(q) != first and end[q] > start]
            limit = rows[row + 1][0] if row + 1 < len(rows) else len(self._paint(index).styled.text) + 1
            while at < len(here) and begin[at] < limit:
                if here[at].counts and not self.voices.is_dimmed(here[at]):
                    named.append(here[at])
                at += 1
            told.append(named)
        self._quoted[index] = told
        return told

    def _draw(self, item_index: int, row: int) -> Line:
        item, rows = self.items[item_index], self._rows[item_index]
        if row >= len(rows):
            return ()
        if item.folded:
            return self._draw_fold(item)
        index = item.paragraphs[0]
        painted = self._paint(index)
        start, end = rows[row]
        return (*self._draw_gutter(index, row), *pieces(painted.styled, start, end))

    def _draw_fold(self, item: Item) -> Line:
        first = self.version.article.paragraphs[item.paragraphs[0]].text
        label = f"▸ furniture: {count(len(item.paragraphs), 'paragraph')}"
        start = paint(first).styled.text
        return ((" " * self.gutter, ()), (clip(f"{label} · {start}", self.measure), ("fold",)))

    def _draw_gutter(self, index: int, row: int) -> Line:
        """Draw the number, and who begins to speak: the first by their letters, `+` for others."""
        number = f"{index + 1:>{self._number}} " if self._number else ""
        gutter: list[Piece] = [(number if row == 0 else " " * len(number), ("number",))]
        named = self._quoted_in_rows(index)[row] if self.version.by_paragraph[index] else ()
        if not named:
            return (*gutter, (" " * (self._signs + 1), ()))
        sign = self.voices.sign(named[0])
        sign += "+" if any(self.voices.sign(quotation) != sign for quotation in named) else ""
        return (*gutter, (sign + " " * (self._signs + 1 - cells(sign)), (self.voices.role(named[0]),)))

    def item_of_paragraph(self, index: int) -> int:
        """Return the item that shows a paragraph."""
        return self._item_of[index]

    def row_of_offset(self, offset: int) -> int:
        """Return the row of the layout that shows an offset of the article's text."""
        index, inside = self.version.article.locate(offset)
        item = self.item_of_paragraph(index)
        first = self.layout.rows_of(item)[0]
        if self.items[item].folded:
            return first
        text = self.version.article.paragraphs[index].text
        inside = paint(text, anchors=(min(inside, len(text)),)).anchors[0]
        return first + max(k for k, (start, _) in enumerate(self._rows[item]) if start <= inside or k == 0)

    def offset_of_row(self, row: int) -> int:
        """Return an offset of the article's text near the beginning of a row of the layout."""
        item = self.layout.item_at(row)
        index = self.items[item].paragraphs[0]
        inside = min(max(0, row - self.layout.rows_of(item)[0]), len(self._rows[item]) - 1)
        shown, text = self._rows[item][inside][0], self.version.article.paragraphs[index].text
        if not is_plain(text):
            shown = bisect.bisect_left(paint(text, anchors=range(len(text) + 1)).anchors, shown)
        return self.version.article.starts[index] + shown
