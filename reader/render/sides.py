"""The two sides of a comparison as they are drawn: each paragraph's text with the roles that lie on it."""

from functools import cached_property

from reader.diff.hunks import Row
from reader.reading import Comparison, Version
from reader.render.article import Voices, spans_by_paragraph
from reader.render.changes import SIDES, Side
from reader.render.lines import Span
from reader.render.notes import Notes, note_quotations
from reader.render.search import find_words


class Sides:
    """Both versions of a comparison, with speakers, notes and search hits.

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

    @cached_property
    def spans(self) -> dict[Side, list[list[Span]]]:
        """For each side and paragraph the roles on its ranges, changes not among them."""
        found = {side: spans_by_paragraph(self.version(side), self.voices) for side in SIDES}
        for side in SIDES:
            for index, spans in enumerate(found[side]):
                hits = find_words(self.text(side, index), self.needle)
                spans.extend(Span(start, end, "hit") for start, end in hits)
        return found

    @cached_property
    def notes(self) -> Notes:
        """For each side and paragraph what happened to its quotations, in words."""
        return note_quotations(self.comparison)

    def notes_of(self, row: Row, side: Side) -> list[str]:
        """Return the notes on a row's paragraphs of a side."""
        return [note for index in self.paragraphs(row, side) for note in self.notes[side].get(index, [])]

    @cached_property
    def rows_with_notes(self) -> frozenset[int]:
        """The rows of the comparison in which a quotation changed."""
        if not any(self.notes.values()):
            return frozenset()
        rows = enumerate(self.comparison.rows)
        return frozenset(k for k, row in rows if any(self.notes_of(row, side) for side in SIDES))

    def has_hit(self, row: Row) -> bool:
        """Tell whether a row shows the words that are searched."""
        texts = (self.text(side, index) for side in SIDES for index in self.paragraphs(row, side))
        return any(find_words(text, self.needle) for text in texts)
