"""The quotations of two versions held against each other: who is quoted how often, and what became of each quotation."""

from collections.abc import Sequence
from itertools import pairwise

from reader.article import Paragraph
from reader.diff import compare_paragraphs
from reader.ledger import CHANGES, Change, QuotationPair, Voice, tell_voices
from reader.reading import Comparison, Version
from reader.render.article import Voices
from reader.render.changes import Change as WordChange
from reader.render.changes import Emphasis, Side, bracket, change_role, changes_of_side
from reader.render.lines import (
    Layout,
    Line,
    Piece,
    Span,
    StyledText,
    cells,
    clip,
    cropped,
    join_pieces,
    line_cells,
    padded,
    pieces,
    wrap,
    wrapped,
)
from reader.render.listing import marks_around
from reader.render.notes import describe_pair
from reader.render.paint import paint, safe
from reader.render.palette import speaker_role

_QUIET: frozenset[Change] = frozenset({"same", "style"})

_NAMES_FROM = 60
"""The width from which speakers have their whole names on a row that a quotation is on as well; else their initials."""

_BESIDE = 30
"""The least cells in which changes are named beside a speaker's figures rather than below."""


class LedgerPage:
    """The ledger at a width: a table of speakers, then the pairs of quotations, what changed before what did not.

    A quotation that stayed the same takes one row.

    Items of the layout: 0 is the table, 1 and so on are `pairs` in their order.

    Args:
        comparison: The two versions compared.
        voices: How speakers look.
        width: Cells to draw in.
        changes_only: Whether quotations that stayed the same are left out.
        brackets: Whether changed words stand in `[-` `-]` and `{+` `+}`.
    """

    def __init__(
        self,
        comparison: Comparison,
        voices: Voices,
        width: int,
        *,
        changes_only: bool = False,
        brackets: bool = False,
    ) -> None:
        self.comparison, self.voices, self.width, self.brackets = comparison, voices, width, brackets
        self.side_by_side = width >= 80
        self.pane = (width - 3) // 2 if self.side_by_side else width
        pairs = [p for p in comparison.ledger.pairs if not (changes_only and p.change == "same")]
        self.pairs: tuple[QuotationPair, ...] = tuple(sorted(pairs, key=self._order))
        # One head stands above several in a row that went, or came, of one speaker.
        heads = [self._head(pair) for pair in self.pairs]
        under = [
            a.change == b.change and a.change in ("dropped", "new") and one == other
            for (a, b), (one, other) in zip(pairwise(self.pairs), pairwise(heads), strict=True)
        ]
        self._entries: list[tuple[Line, ...]] = [
            tuple(self._table()),
            *(
                tuple(self._entry(pair, () if is_under else head))
                for pair, head, is_under in zip(self.pairs, heads, [False, *under], strict=False)
            ),
        ]
        # Quotations in one row each stand close together.
        close = [False, *(a.change == b.change == "same" for a, b in pairwise(self.pairs)), False]
        heights = [len(entry) + (not near) for entry, near in zip(self._entries, close, strict=False)]
        self.layout = Layout(heights, self._draw, blank_after=1)

    def _order(self, pair: QuotationPair) -> tuple[int, int]:
        return int(pair.change in _QUIET), self._place(pair)

    def _place(self, pair: QuotationPair) -> int:
        """Where a pair stands in the story: by its new side, else beside the old paragraph."""
        side = self.comparison.new if pair.new else self.comparison.old
        index = (pair.new or pair.old)[0]
        length = max(1, len(side.article.text))
        return side.quotations[index].start * 1_000_000 // length

    def _draw(self, item: int, row: int) -> Line:
        entry = self._entries[item]
        return entry[row] if row < len(entry) else ()

    # -- the table

    def _table(self) -> list[Line]:
        comparison = self.comparison
        voices = tell_voices(comparison.ledger.pairs, comparison.old.quotations, comparison.new.quotations)
        names = [safe(voice.name) if voice.name else "unknown" for voice in voices]
        name_width = min(28, max([8, *map(cells, names)]), max(8, self.width - 20))
        used = [change for change in CHANGES if any(change in voice.changes for voice in voices)]
        columns = self._columns(used, self.width - name_width - 14)
        if len(columns) < len(used):
            return self._table_in_words(names, voices, name_width)
        head = f"{'speaker':<{name_width + 2}}{'old':>5}{'new':>5}  " + "".join(f"  {c}" for c in columns)
        rows = [
            self._table_line(name, voice, columns, name_width)
            for name, voice in zip(names, voices, strict=True)
        ]
        return [cropped(((head, ("dim",)),), self.width), *(cropped(row, self.width) for row in rows)]

    def _columns(self, used: Sequence[Change], room: int) -> list[Change]:
        """Choose the columns there is room for."""
        chosen: list[Change] = []
        left = room - 2
        for change in used:
            if len(change) + 2 > left:
                break
            chosen.append(change)
            left -= len(change) + 2
        return chosen

    def _table_line(self, name: str, voice: Voice, columns: Sequence[Change], name_width: int) -> Line:
        role = speaker_role(self.voices.ranks.get(voice.name or ""))
        line: list[Piece] = [
            ("● ", (role,)),
            *padded(((clip(name, name_width), (role, "mention")),), name_width),
        ]
        line += [
            (f"{voice.old:>5}", ()),
            (f"{voice.new:>5}  ", ("accent",) if voice.old != voice.new else ()),
        ]
        for change in columns:
            number = voice.changes.get(change, 0)
            look = () if number and change in _QUIET else ("accent",) if number else ("dim",)
            line.append((f"  {number or '·':>{len(change)}}", look))
        return tuple(line)

    def _table_in_words(self, names: Sequence[str], voices: Sequence[Voice], name_width: int) -> list[Line]:
        """Draw the table with the changes named instead of in columns; below the figures where there is no room beside."""
        beside = name_width + 14
        is_beside = self.width - beside >= _BESIDE
        indent, room = (beside, self.width - beside) if is_beside else (2, self.width - 2)
        rows: list[Line] = [((f"{'speaker':<{name_width + 2}}{'old':>5}{'new':>5}", ("dim",)),)]
        for name, voice in zip(names, voices, strict=True):
            first = self._table_line(name, voice, (), name_width)
            told = _changes_in_words(voice, room)
            rows.append(
                (*padded(first, beside), *told[0]) if is_beside and told else cropped(first, self.width)
            )
            rows += [((" " * indent, ()), *line) for line in told[1 if is_beside else 0 :]]
        return rows

    # -- a pair

    def _entry(self, pair: QuotationPair, head: Sequence[Line]) -> list[Line]:
        if pair.change == "same":
            return [self._same(pair)]
        changed = self._changed_words(pair)
        old = self._side(self.comparison.old, pair.old, changed["old"])
        new = self._side(self.comparison.new, pair.new, changed["new"])
        if pair.outside is not None:
            if pair.change == "paraphrased":
                new = self._outside(self.comparison.new, pair.outside)
            else:
                old = self._outside(self.comparison.old, pair.outside)
        if not self.side_by_side:
            return [*head, *_labelled("old", old), *_labelled("new", new)]
        height = max(len(old), len(new))
        filled = [side + [()] * (height - len(side)) for side in (old, new)]
        rows = zip(*filled, strict=True)
        return [*head, *((*padded(a, self.pane), (" │ ", ("rule",)), *b) for a, b in rows)]

    def _same(self, pair: QuotationPair) -> Line:
        """Draw a quotation that stayed the same on one row: its places, who says it, how it begins."""
        old, new = self.comparison.old, self.comparison.new
        quotation = new.quotations[pair.new[0]]
        places = [
            version.article.locate(version.quotations[indices[0]].start)[0] + 1
            for version, indices in ((old, pair.old), (new, pair.new))
        ]
        name = safe(quotation.speaker.name) if quotation.speaker else "unknown speaker"
        opening, closing = marks_around(new, quotation)
        role = self.voices.role(quotation)
        line: Line = (
            ("same", ("dim",)),
            (f"  ¶{places[0]} → ¶{places[1]}  ", ("number",)),
            (clip(name, 28) if self.width >= _NAMES_FROM else self.voices.sign(quotation), (role, "mention")),
            ("  ", ()),
            (f"{opening}{paint(quotation.text).styled.text}{closing}", (role,)),
        )
        return cropped(line, self.width)

    def _head(self, pair: QuotationPair) -> tuple[Line, ...]:
        """Say what happened and whose words they are, on as many rows as it takes."""
        version, indices = (self.comparison.old, pair.old) if pair.old else (self.comparison.new, pair.new)
        quotation = version.quotations[indices[0]]
        name = safe(quotation.speaker.name) if quotation.speaker else "unknown speaker"
        look = ("dim",) if pair.change in _QUIET else ("accent",)
        label = describe_pair(pair, self.comparison.old, self.comparison.new)
        said = label if pair.change == "reassigned" else f"{label}  {name}"
        runs = (
            (0, len(label), look),
            (len(label), len(said), (self.voices.role(quotation),)),
        )
        return wrapped(StyledText(said, runs), self.width)

    def _changed_words(self, pair: QuotationPair) -> dict[Side, list[WordChange]]:
        """Find what differs between a quotation and what became of it; nothing unless one stands on each side."""
        if len(pair.old) != 1 or len(pair.new) != 1 or pair.change in ("same", "reassigned"):
            return {"old": [], "new": []}
        old = self.comparison.old.quotations[pair.old[0]].text
        new = self.comparison.new.quotations[pair.new[0]].text
        blocks = compare_paragraphs((Paragraph(old),), (Paragraph(new),))
        if len(blocks) != 1:
            return {"old": [], "new": []}
        sides: tuple[tuple[Side, str], ...] = (("old", old), ("new", new))
        return {side: changes_of_side(blocks[0], side, [text])[0] for side, text in sides}

    def _side(self, version: Version, indices: Sequence[int], changes: Sequence[WordChange]) -> list[Line]:
        lines: list[Line] = []
        for index in indices:
            quotation = version.quotations[index]
            opening, closing = marks_around(version, quotation)
            dots = "… " if quotation.kind == "mixed" else ""
            role = self.voices.role(quotation)
            styled = self._quoted(f"{dots}{opening}", quotation.text, closing, role, changes)
            lines += self._numbered(version.article.locate(quotation.start)[0], styled)
        return lines

    def _outside(self, version: Version, span: tuple[int, int]) -> list[Line]:
        """Draw the words of a quotation where they stand without marks."""
        start, end = span
        text = f"… {version.article.text[start:end]} …"
        return self._numbered(version.article.locate(start)[0], paint(text).styled)

    def _numbered(self, paragraph: int, styled: StyledText) -> list[Line]:
        rows = wrap(styled.text, max(1, self.pane - 6 - (0 if self.side_by_side else 4)))
        heads = [f"¶{paragraph + 1:<4} ", *([" " * 6] * (len(rows) - 1))]
        return [
            ((head, ("number",)), *pieces(styled, start, end))
            for head, (start, end) in zip(heads, rows, strict=True)
        ]

    def _quoted(
        self, before: str, text: str, after: str, role: str, changes: Sequence[WordChange]
    ) -> StyledText:
        """Put a quotation with its changed words between its marks."""
        spans = [Span(0, len(text), role)]
        emphasis = Emphasis("style")
        spans += [Span(c.start, c.end, change_role(c.op, c.weight, emphasis, quoted=True)) for c in changes]
        inserts = bracket(changes) if self.brackets else ()
        inner = paint(text, spans, shown=[(c.start, c.end) for c in changes], inserts=inserts).styled
        first, last = len(before), len(before) + len(inner.text)
        shifted = tuple((start + first, end + first, roles) for start, end, roles in inner.runs)
        runs = ((0, first, (role,)), *shifted, (last, last + len(after), (role,)))
        return StyledText(before + inner.text + after, runs)


def _labelled(side: str, lines: list[Line]) -> list[Line]:
    """Say before the first line of a side which one it is, where the sides do not stand beside each other."""
    return [
        (((f"{side} " if number == 0 else " " * 4), ("dim",)), *line) for number, line in enumerate(lines)
    ]


def _changes_in_words(voice: Voice, width: int) -> list[Line]:
    """Name what became of a speaker's quotations and how often, on as many rows as it takes."""
    rows: list[list[Piece]] = []
    for change in CHANGES:
        if number := voice.changes.get(change, 0):
            part: Piece = (f"{number} {change}", () if change in _QUIET else ("accent",))
            if rows and line_cells(join_pieces([*rows[-1], part])) <= width:
                rows[-1].append(part)
            else:
                rows.append([part])
    return [cropped(join_pieces(row), width) for row in rows]
