"""What Textual wants on the screen, kept as rows of cells: its updates come in, frames go out."""

from collections.abc import Iterable
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from reader.tui.frame import BLANK, PLAIN, Cell, Frame, Pen, Row, lay, mend_end, overlay


class Canvas:
    """The screen as Textual last composed it.

    Args:
        colors: How many colours to use; None for all.
        has_links: Whether the terminal knows hyperlinks.
    """

    def __init__(self, colors: ColorSystem | None = None, *, has_links: bool = True) -> None:
        self._colors = colors or ColorSystem.TRUECOLOR
        self._has_links = has_links
        self._width = 0
        self._rows: list[Row] = []

    def resize(self, width: int, height: int) -> None:
        """Take another size; what was drawn stays at the top left."""
        if (width, height) == (self._width, len(self._rows)):
            return
        blank = (BLANK,) * width
        rows = [overlay(blank, 0, list(row)) for row in self._rows[:height]]
        self._rows = rows + [blank] * (height - len(rows))
        self._width = width

    def apply(self, update: CompositorUpdate) -> bool:
        """Draw an update.

        Returns:
            Whether its kind is known.
        """
        if isinstance(update, LayoutUpdate):
            self._apply_layout(update)
        elif isinstance(update, ChopsUpdate):
            self._apply_chops(update)
        else:
            return False
        return True

    def frame(self, cursor: tuple[int, int] | None) -> Frame:
        """Return the whole screen as it is now."""
        return Frame(self._width, tuple(self._rows), cursor)

    def _apply_layout(self, update: LayoutUpdate) -> None:
        for y, strips in enumerate(update.strips, update.region.y):
            self._draw(y, update.region.x, self._cells(segment for strip in strips for segment in strip))

    def _apply_chops(self, update: ChopsUpdate) -> None:
        """Draw the strips that a span touches, from where each begins to where the span ends."""
        for y, span_start, span_end in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > span_end or end <= span_start:
                    continue
                self._draw(y, x, self._cells(strip)[: min(end, span_end) - x])

    def _cells(self, segments: Iterable[Segment]) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in segments:
            if text and not control:
                lay(cells, text, pen_of(style, self._colors, has_links=self._has_links) if style else PLAIN)
        return cells

    def _draw(self, y: int, x: int, cells: list[Cell]) -> None:
        if not 0 <= y < len(self._rows):
            return
        if x == 0 and len(cells) == self._width:
            self._rows[y] = tuple(mend_end(cells))
        else:
            self._rows[y] = overlay(self._rows[y], x, cells)


@lru_cache(maxsize=4096)
def pen_of(style: Style, colors: ColorSystem, *, has_links: bool = True) -> Pen:
    """Return the pen for a style of Rich."""
    bits = style._attributes & style._set_attributes
    codes = sorted(_ATTRIBUTE_CODES[bit] for bit in range(len(_ATTRIBUTE_CODES)) if bits & (1 << bit))
    return _one_pen(
        Pen(
            tuple(codes),
            _color_codes(style.color, colors, foreground=True),
            _color_codes(style.bgcolor, colors, foreground=False),
            (has_links and style.link) or "",
        )
    )


# Rich's bits of attributes in their order: bold, dim, italic, underline, blink, blink2, reverse, conceal,
# strike, underline2, frame, encircle, overline; here as SGR codes.
_ATTRIBUTE_CODES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53)


@lru_cache(maxsize=4096)
def _one_pen(pen: Pen) -> Pen:
    """Return one object for equal pens, so that comparing cells is quick."""
    return pen


def _color_codes(color: Color | None, colors: ColorSystem, *, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    return ";".join(color.downgrade(colors).get_ansi_codes(foreground))
