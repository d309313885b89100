"""A paragraph of an article turned into text that is safe to show, with roles on its ranges.

Offsets that come in count code points of the paragraph; those that go out count code points of what is shown, which may differ
where something invisible was left out or named.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reader.render.lines import Roles, Span, StyledText, TextBuilder, flatten
from reader.text import Spelling, is_plain, make_safe


class Insert(NamedTuple):
    """A mark of our own put into a paragraph before `offset`."""

    offset: int
    text: str
    roles: tuple[str, ...] = ()


class Painted(NamedTuple):
    """A paragraph ready to be wrapped, and where the offsets that were asked for came to lie in it."""

    styled: StyledText
    anchors: tuple[int, ...] = ()


def paint(
    text: str,
    spans: Sequence[Span] = (),
    *,
    shown: Sequence[tuple[int, int]] = (),
    inserts: Sequence[Insert] = (),
    anchors: Sequence[int] = (),
) -> Painted:
    """Make a paragraph safe to show and lay roles on it.

    Args:
        text: The paragraph.
        spans: Roles on ranges of it, the later over the earlier.
        shown: Ranges, in order, in which invisible characters are named instead of left out.
        inserts: Marks to put in, in order; one at the same offset as the end of a range stands after it.
        anchors: Offsets to follow, in order.

    Cost: none for plain text without inserts; a walk over all edges otherwise.
    """
    if "\t" not in text and "\n" not in text and is_plain(text):
        if not inserts:
            return Painted(StyledText(text, flatten(spans)), tuple(anchors))
        if not spans and not anchors:
            return Painted(_put_in(text, inserts))
    runs = flatten(spans)
    edges = {0, len(text), *anchors}
    edges.update(
        edge
        for start, end, _ in (*runs, *((start, end, ()) for start, end in shown))
        for edge in (start, end)
    )
    edges.update(insert.offset for insert in inserts)
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(text))
    builder, spelling = TextBuilder(), Spelling(text)
    place: dict[int, int] = {}
    waiting, roles_at, named_at = (
        iter((*inserts, None)),
        _Cursor(runs),
        _Cursor([(*range_, ("named",)) for range_ in shown]),
    )
    insert = next(waiting)
    for left, right in zip(ordered, [*ordered[1:], len(text)], strict=True):
        while insert is not None and insert.offset <= left:
            builder.add(insert.text, *insert.roles)
            insert = next(waiting)
        place[left] = builder.length
        is_named = bool(named_at(left))
        stretch = spelling.stretch(left, right, show=is_named)
        builder.add(stretch.replace("\t", "^I" if is_named else " ").replace("\n", " "), *roles_at(left))
    return Painted(builder.build(), tuple(place[anchor] for anchor in anchors))


def safe(text: str) -> str:
    """Make a stretch of an article, or a path as the user wrote it, safe to show on one line."""
    return paint(make_safe(text)[0]).styled.text


def _put_in(text: str, inserts: Sequence[Insert]) -> StyledText:
    """Put marks into a text that needs nothing else."""
    builder = TextBuilder()
    at = 0
    for insert in inserts:
        builder.add(text[at : insert.offset]).add(insert.text, *insert.roles)
        at = insert.offset
    return builder.add(text[at:]).build()


class _Cursor:
    """Answers what lies at an offset, for offsets that only grow."""

    def __init__(self, runs: Sequence[tuple[int, int, Roles]]) -> None:
        self._runs, self._index = runs, 0

    def __call__(self, offset: int) -> Roles:
        while self._index < len(self._runs) and self._runs[self._index][1] <= offset:
            self._index += 1
        if self._index == len(self._runs) or self._runs[self._index][0] > offset:
            return ()
        return self._runs[self._index][2]
