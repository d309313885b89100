"""The two sides of a comparison as they are drawn: each paragraph's text with the roles that lie on it."""

from reader.diff.hunks import Row
from reader.reading import Comparison, Version
from reader.render.article import Voices, spans_of_paragraph
from reader.render.changes import SIDES, Side
from reader.render.lines import Span
from reader.render.search import find_words


class Sides:
    """Both versions of a comparison, with speakers and search hits.

    Args:
        comparison: The two versions compared.
        voices: How speakers look.
        needle: Words that are searched; none when empty.
    """

    def __init__(self, comparison: Comparison, voices: Voices, needle: str = "") -> None:
        self.comparison, self.voices, self.needle = comparison, voices, needle

    def version(self, side: Side) -> Version:
        """Return the version of a side."""
        return self.comparison.old if side == "old" else self.comparison.new

    def text(self, side: Side, paragraph: int) -> str:
        """Return the text of a paragraph."""
        return self.version(side).article.paragraphs[paragraph].text

    def paragraphs(self, row: Row, side: Side) -> tuple[int, ...]:
        """Return the paragraphs that a row shows on a side."""
        return row.old if side == "old" else row.new

    def spans(self, side: Side, paragraph: int) -> list[Span]:
        """Return the roles on ranges of a paragraph, changes not among them."""
        hits = find_words(self.text(side, paragraph), self.needle)
        return [
            *spans_of_paragraph(self.version(side), paragraph, self.voices),
            *(Span(start, end, "hit") for start, end in hits),
        ]

    def has_hit(self, row: Row) -> bool:
        """Tell whether a row shows the words that are searched."""
        texts = (self.text(side, index) for side in SIDES for index in self.paragraphs(row, side))
        return any(find_words(text, self.needle) for text in texts)
