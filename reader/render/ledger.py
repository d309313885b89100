"""The quotations of two versions held against each other: who is quoted how often, and what became of each quotation."""

from collections.abc import Sequence

from reader.article import Paragraph
from reader.diff import compare_paragraphs
from reader.ledger import QuotationPair
from reader.reading import Comparison, Version
from reader.render.article import Voices
from reader.render.changes import Change, Emphasis, Side, bracket, change_role, changes_of_side
from reader.render.lines import Layout, Line, Piece, Span, StyledText, clip, padded, pieces, wrap
from reader.render.listing import CHANGES, marks_around, safe
from reader.render.notes import describe_pair
from reader.render.paint import paint
from reader.render.palette import speaker_role


class LedgerPage:
    """The ledger at a width: a table of speakers, then the pairs of quotations, what changed before what did not.

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
        self._entries: list[tuple[Line, ...]] = [
            tuple(self._table()),
            *(tuple(self._entry(pair)) for pair in self.pairs),
        ]
        self.layout = Layout([len(entry) + 1 for entry in self._entries], self._draw, blank_after=1)

    def _order(self, pair: QuotationPair) -> tuple[int, int]:
        unchanged = pair.change in ("same", "style")
        return int(unchanged), self._place(pair)

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
        used = [
            change
            for change in CHANGES
            if any(pair.change == change for pair in self.comparison.ledger.pairs)
        ]
        name_width = max([8, *(len(s.name) for s in self.comparison.ledger.speakers)])
        columns, left = [], self.width - min(name_width, 28) - 16
        for change in used:
            if left >= len(change) + 2:
                columns.append(change)
                left -= len(change) + 2
        name_width = min(name_width, 28)
        head = f"{'speaker':<{name_width + 2}}{'old':>5}{'new':>5}  " + "".join(
            f"  {c:>{len(c)}}" for c in columns
        )
        return [
            ((head, ("dim",)),),
            *(
                self._table_line(s.name, s.old, s.new, columns, name_width)
                for s in self.comparison.ledger.speakers
            ),
        ]

    def _table_line(self, name: str, old: int, new: int, columns: Sequence[str], name_width: int) -> Line:
        role = speaker_role(self.voices.ranks.get(name))
        line: list[Piece] = [
            ("● ", (role,)),
            *padded(((clip(safe(name), name_width), (role, "mention")),), name_width),
        ]
        line += [(f"{old:>5}", ()), (f"{new:>5}  ", ("accent",) if old != new else ())]
        for change in columns:
            number = self._count(name, change)
            notable = number and change not in ("same", "style")
            line.append(
                (
                    f"  {number or '·':>{len(change)}}",
                    ("accent",) if notable else ("dim",) if not number else (),
                )
            )
        return tuple(line)

    def _count(self, name: str, change: str) -> int:
        """Count the pairs of a class in which `name` speaks on either side."""
        ledger, old, new = (
            self.comparison.ledger,
            self.comparison.old.quotations,
            self.comparison.new.quotations,
        )

        def speaks(pair: QuotationPair) -> bool:
            quotations = [*(old[k] for k in pair.old), *(new[k] for k in pair.new)]
            return any(q.speaker is not None and q.speaker.name == name for q in quotations)

        return sum(pair.change == change and speaks(pair) for pair in ledger.pairs)

    # -- a pair

    def _entry(self, pair: QuotationPair) -> list[Line]:
        changed = self._changed_words(pair)
        old = self._side(self.comparison.old, pair.old, changed["old"])
        new = self._side(self.comparison.new, pair.new, changed["new"])
        if pair.outside is not None:
            if pair.change == "paraphrased":
                new = self._outside(self.comparison.new, pair.outside)
            else:
                old = self._outside(self.comparison.old, pair.outside)
        if not self.side_by_side:
            return [self._head(pair), *old, *new]
        height = max(len(old), len(new))
        filled = [side + [()] * (height - len(side)) for side in (old, new)]
        rows = zip(*filled, strict=True)
        return [self._head(pair), *((*padded(a, self.pane), (" │ ", ("rule",)), *b) for a, b in rows)]

    def _head(self, pair: QuotationPair) -> Line:
        version, indices = (self.comparison.old, pair.old) if pair.old else (self.comparison.new, pair.new)
        quotation = version.quotations[indices[0]]
        name = safe(quotation.speaker.name) if quotation.speaker else "unknown speaker"
        look = ("dim",) if pair.change in ("same", "style") else ("accent",)
        label = describe_pair(pair, self.comparison.old, self.comparison.new)
        if pair.change == "reassigned":
            return ((label, look),)
        return ((label, look), (f"  {name}", (self.voices.role(quotation),)))

    def _changed_words(self, pair: QuotationPair) -> dict[Side, list[Change]]:
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

    def _side(self, version: Version, indices: Sequence[int], changes: Sequence[Change]) -> list[Line]:
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
        rows = wrap(styled.text, max(16, self.pane - 6))
        heads = [f"¶{paragraph + 1:<4} ", *([" " * 6] * (len(rows) - 1))]
        return [
            ((head, ("number",)), *pieces(styled, start, end))
            for head, (start, end) in zip(heads, rows, strict=True)
        ]

    def _quoted(self, before: str, text: str, after: str, role: str, changes: Sequence[Change]) -> StyledText:
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
