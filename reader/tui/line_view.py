"""The one widget for text and lists: draws rows of a `Layout` when asked and keeps the drawn ones."""

from collections.abc import Callable
from typing import Literal

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.render.lines import Layout, Line, cells
from reader.render.palette import PALETTES, Palette

BAR = "▌"
KEPT_STRIPS = 600
WHEEL_ROWS = 3
"""How far one notch of the wheel scrolls."""


def make_strip(line: Line, palette: Palette, width: int) -> Strip:
    """Turn a line into a strip of exactly `width` cells."""
    segments = [Segment(text, palette.style(roles)) for text, roles in line if text]
    length = sum(cells(text) for text, _ in line)
    if length < width:
        segments.append(Segment(" " * (width - length), palette.base))
    strip = Strip(segments, max(length, width))
    return strip.crop(0, width) if length > width else strip


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a layout, one item of which stands beside a bar.

    In a text the bar follows the eye: lines scroll, and the bar stays on an item that can be seen. In a list the bar moves and
    the list follows.

    Args:
        kind: `text` or `list`.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    LineView { overflow: hidden hidden; scrollbar-size: 0 0; height: 1fr; width: 1fr; }
    """

    class Resized(Message):
        """The view has another width, so its layout must be made anew."""

        def __init__(self, view: "LineView") -> None:
            self.view = view
            super().__init__()

        @property
        def control(self) -> "LineView":
            """The view it happened in."""
            return self.view

    class Opened(Message):
        """The item beside the bar was clicked to open it."""

        def __init__(self, view: "LineView") -> None:
            self.view = view
            super().__init__()

        @property
        def control(self) -> "LineView":
            """The view it happened in."""
            return self.view

    class Pointed(Message):
        """A row of a view that has no bar was clicked."""

        def __init__(self, view: "LineView", row: int) -> None:
            self.view, self.row = view, row
            super().__init__()

        @property
        def control(self) -> "LineView":
            """The view it happened in."""
            return self.view

    def __init__(self, kind: Literal["text", "list"] = "text", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.kind = kind
        self.item = 0
        self.rows: Layout = Layout((), lambda item, row: ())
        self.palette: Palette = PALETTES["dark"]
        self.blank: Line = ()
        self.indent = 0
        self.waiting: Literal["faint", "hidden", "bright"] = "faint"
        """How the bar looks while keys go elsewhere; bright where some of them move it all the same."""
        self.ahead = 0.25 if kind == "text" else 0.0
        """How much more is scrolled than the bar needs when it leaves what is seen, as a share of the height."""
        # Called at once, and not by a message, so that what it draws goes out in the same frame as the rows that moved.
        self.when_moved: Callable[[LineView], None] = lambda view: None
        self._bar: tuple[int, int] | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._width_known = 0
        self._clicked: int | None = None

    # -- what is shown

    def show(
        self, layout: Layout, palette: Palette, *, item: int | None = None, top: int | None = None
    ) -> None:
        """Show another layout, or the same one drawn differently."""
        self.rows, self.palette = layout, palette
        self._strips.clear()
        self._bar = None
        self.virtual_size = Size(self.size.width, layout.height)
        self.item = min(max(0, self.item if item is None else item), max(0, layout.items - 1))
        self._scroll_to_row(self.scroll_offset.y if top is None else top)
        if top is None and layout.items and self.size.height:
            self.reveal(*self.bar_rows)
        self.refresh()

    def draw_again(self) -> None:
        """Draw the same rows anew, which say something else now."""
        self._strips.clear()
        self.refresh()

    @property
    def top(self) -> int:
        """The first row that is seen."""
        return int(self.scroll_offset.y)

    @property
    def last_top(self) -> int:
        """The first row that is seen at the end of the layout."""
        return max(0, self.rows.height - max(1, self.size.height))

    @property
    def bar_rows(self) -> tuple[int, int]:
        """The half-open range of rows beside the bar."""
        if self._bar is not None:
            return self._bar
        return self.rows.rows_of(self.item) if self.rows.items else (0, 0)

    def set_bar(self, rows: tuple[int, int] | None) -> None:
        """Put the bar beside some rows only; None puts it beside the whole item."""
        self._bar = rows
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a new layout when the width changed, and stay within the text."""
        if event.size.width != self._width_known:
            self._width_known = event.size.width
            self.post_message(self.Resized(self))
        elif self.top > self.last_top:
            self._scroll_to_row(self.last_top)

    # -- moving

    def _scroll_to_row(self, row: int) -> bool:
        row = min(max(0, row), self.last_top)
        moved = row != self.top
        self.scroll_to(y=row, animate=False, force=True)
        if moved:
            self.scroll_target_y = self.scroll_y = row
        return moved

    def move_lines(self, lines: int) -> None:
        """Scroll a text by lines, and move the bar when it cannot scroll; move the bar of a list by items."""
        if self.kind == "list":
            self.move_items(lines)
            return
        if self._scroll_to_row(self.top + lines):
            self._bar = None
            self._keep_item_in_sight()
            self._changed()
        else:
            self.move_items(1 if lines > 0 else -1)

    def move_pages(self, pages: float) -> None:
        """Scroll by pages of the view's height, two lines kept in sight."""
        lines = int((self.size.height - (2 if abs(pages) == 1 else 0)) * pages) or (1 if pages > 0 else -1)
        if self.kind == "list":
            row = self.rows.rows_of(self.item)[0] if self.rows.items else 0
            self.to_item(self.rows.item_at(min(max(0, row + lines), max(0, self.rows.height - 1))))
            return
        self.move_lines(lines)

    def move_items(self, step: int) -> None:
        """Move the bar by items."""
        self.to_item(self.item + step)

    def to_item(self, item: int) -> None:
        """Put the bar beside an item and bring it into sight."""
        if not self.rows.items:
            return
        self.item = min(max(0, item), self.rows.items - 1)
        self._bar = None
        self.reveal(*self.rows.rows_of(self.item))
        self._changed()

    def to_rows(self, start: int, end: int) -> None:
        """Put the bar beside some rows and bring them into sight."""
        self.item = self.rows.item_at(start)
        self._bar = (start, end)
        self.reveal(start, end)
        self._changed()

    def reveal(self, start: int, end: int) -> None:
        """Scroll, if need be, until the rows are seen; rows far away come to stand a third down."""
        height = max(1, self.size.height)
        if self.top <= start and end <= self.top + height:
            return
        near = -height < start - self.top < 2 * height
        if self.kind == "list" or (near and end - start < height):
            row = start if start < self.top else end - height
            # Rows that follow an item are what one wants to see next; leave room for a few.
            ahead = min(int(height * self.ahead), height - (end - start))
            self._scroll_to_row(row - ahead if start < self.top else row + ahead)
        else:
            self._scroll_to_row(start - height // 3)

    def to_top(self) -> None:
        """Go to the beginning."""
        self._scroll_to_row(0)
        self.to_item(0)

    def to_bottom(self) -> None:
        """Go to the end."""
        self._scroll_to_row(self.last_top)
        self.to_item(self.rows.items - 1)

    def _keep_item_in_sight(self) -> None:
        top, bottom = self.top, self.top + self.size.height
        start, end = self.rows.rows_of(self.item)
        if end <= top:
            self.item = self.rows.item_at(top)
            if self.rows.rows_of(self.item)[0] < top and self.item + 1 < self.rows.items:
                following = self.rows.rows_of(self.item + 1)[0]
                self.item += following < bottom
        elif start >= bottom:
            self.item = self.rows.item_at(bottom - 1)

    def _changed(self) -> None:
        self.refresh()
        self.when_moved(self)

    # -- the mouse, where it was asked for

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll what is under the pointer, whichever pane keys move."""
        self._wheel(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll what is under the pointer, whichever pane keys move."""
        self._wheel(event, -WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        if self.can_focus and self._scroll_to_row(self.top + rows):
            self._bar = None
            self._keep_item_in_sight()
            self._changed()

    def on_click(self, event: events.Click) -> None:
        """Put the bar beside what was clicked; a second click, or one on the chosen entry of a list, opens it."""
        event.stop()
        row = self.top + event.y
        if not self.can_focus:
            self.post_message(self.Pointed(self, row))
            return
        if row >= self.rows.height:
            return
        item = self.rows.item_at(row)
        opens = item == self.item and (self.kind == "list" or (event.chain == 2 and item == self._clicked))
        self._clicked = item
        if item != self.item:
            self.to_item(item)
        if opens:
            self._clicked = None
            self.post_message(self.Opened(self))

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the widget."""
        row = self.top + y
        width = self.size.width
        start, end = self.bar_rows
        barred = start <= row < end and (self.has_focus or self.waiting != "hidden")
        key = (row, barred)
        strip = self._strips.get(key)
        if strip is None or strip.cell_length != width:
            if len(self._strips) > KEPT_STRIPS:
                self._strips.clear()
            is_bright = self.has_focus or self.waiting == "bright"
            bar = (BAR, ("bar",) if is_bright else ("dim",)) if barred else (" ", ())
            indent: Line = ((" " * self.indent, ()),) if self.indent else ()
            strip = make_strip((*indent, bar, *(self.rows.line(row) or self.blank)), self.palette, width)
            self._strips[key] = strip
        return strip

    def on_focus(self) -> None:
        """Draw the bar as one that moves."""
        self.draw_again()

    def on_blur(self) -> None:
        """Draw the bar as one that waits."""
        self.draw_again()
