"""Both sides of an edited block as one text: gone words before those that came in their place."""

from collections.abc import Sequence

from reader.article import BREAK
from reader.diff.block import Block, Op, Weight
from reader.render.changes import BRACKETS, HIGHLIGHT, OPS, SIDES, Emphasis, Side, change_role, join_runs
from reader.render.lines import Span, StyledText
from reader.render.paint import Insert, paint
from reader.render.sides import Sides


def merge_sides(
    sides: Sides, block: Block, emphasis: Emphasis, *, brackets: bool, plain: bool = False
) -> list[StyledText]:
    """Merge the paragraphs of a block; a new paragraph begins where one begins on the new side.

    Args:
        sides: The comparison's sides.
        block: An edited block.
        emphasis: Which changes stand out.
        brackets: Whether changed words stand in `[-` `-]` and `{+` `+}`.
        plain: Whether roles are left out.
    """
    walk = _Walk(sides, block, emphasis, brackets=brackets, plain=plain)
    merged: list[StyledText] = []
    for run in join_runs(block.runs):
        for number, chunk in enumerate(run.text.split(BREAK)):
            if number:
                if run.op != "equal":
                    walk.mark_break(run.op)
                if run.op != "delete":
                    merged.append(walk.finish())
                walk.skip_break(run.op)
            if run.op != "equal" and run.weight == "none":
                walk.pass_over(chunk, run.op)
            else:
                walk.add(chunk, run.op, run.weight)
    return [*merged, walk.finish()]


class _Walk:
    """Collects the merged text, keeping its place on both sides so that quotations keep their colours."""

    def __init__(
        self, sides: Sides, block: Block, emphasis: Emphasis, *, brackets: bool, plain: bool
    ) -> None:
        self._sides, self._emphasis, self._brackets, self._plain = sides, emphasis, brackets, plain
        self._spans: list[Span] = []
        self._shown: list[tuple[int, int]] = []
        self._inserts: list[Insert] = []
        self._text = ""
        self._gone = False
        self._indices: dict[Side, tuple[int, ...]] = {"old": block.old, "new": block.new}
        self._place: dict[Side, int] = {"old": 0, "new": 0}
        self._offset: dict[Side, int] = {"old": 0, "new": 0}

    def add(self, text: str, op: Op, weight: Weight) -> None:
        """Append a stretch without a break."""
        if op == "insert" and self._gone and text[:1].isalnum() and self._text[-1:].isalnum():
            self._text += " "  # a word that came for another stands apart from it
        self._gone = op == "delete"
        start = len(self._text)
        self._text += text
        side: Side = "old" if op == "delete" else "new"
        if self._plain:
            if text and op != "equal":
                self._mark(text, start, op, "")
            return
        offset = self._offset[side]
        if text and self._place[side] < len(self._indices[side]):
            index = self._indices[side][self._place[side]]
            self._copy_spans(self._sides.spans(side, index), offset, offset + len(text), start)
            if op != "equal":
                quoted = self._sides.version(side).quoted_spans[index]
                middle = offset + len(text) // 2
                inside = any(left <= middle < right for left, right in quoted)
                self._mark(text, start, op, change_role(op, weight, self._emphasis, quoted=inside))
        self.pass_over(text, op)

    def pass_over(self, text: str, op: Op) -> None:
        """Go on behind a stretch on the sides that have it."""
        for side in SIDES:
            if op in ("equal", OPS[side]):
                self._offset[side] += len(text)

    def _copy_spans(self, spans: Sequence[Span], first: int, last: int, start: int) -> None:
        for span in spans:
            left, right = max(span.start, first), min(span.end, last)
            if left < right:
                self._spans.append(Span(start + left - first, start + right - first, span.role))

    def _mark(self, text: str, start: int, op: Op, role: str) -> None:
        end = start + len(text)
        if text.strip():
            start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
        if role:
            self._spans.append(Span(start, end, role))
        self._shown.append((start, end))
        if self._brackets:
            opening, closing = BRACKETS[op]
            self._inserts += [Insert(start, opening, ("mark",)), Insert(end, closing, ("mark",))]

    def mark_break(self, op: Op) -> None:
        """Show that a paragraph's end came or went here."""
        opening, closing = BRACKETS[op] if self._brackets else ("", "")
        at = len(self._text) + 1 + len(opening)
        if not self._plain:
            roles = (
                ("mark", at - len(opening), at),
                (HIGHLIGHT[op], at, at + 1),
                ("mark", at + 1, at + 1 + len(closing)),
            )
            self._spans += [Span(start, end, role) for role, start, end in roles if start < end]
        self._text += f" {opening}¶{closing}" + ("" if op == "insert" else " ")

    def skip_break(self, op: Op) -> None:
        """Go on to the next paragraph on the sides that have the break."""
        for side in SIDES:
            if op in ("equal", OPS[side]):
                self._place[side] += 1
                self._offset[side] = 0

    def finish(self) -> StyledText:
        """Return the paragraph so far and begin another."""
        styled = paint(self._text, self._spans, shown=self._shown, inserts=self._inserts).styled
        self._text, self._spans, self._shown, self._inserts = "", [], [], []
        return styled
