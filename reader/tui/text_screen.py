"""What the screens of texts share: searching."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from reader.tui.screen import ReaderScreen


class SearchLine(Input):
    """The line in which words to search are typed; `esc` leaves it."""

    def on_key(self, event: events.Key) -> None:
        """Leave without searching."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.remove()


class TextScreen(ReaderScreen):
    """A screen with a text that can be searched."""

    needle = ""

    def action_search(self) -> None:
        """Ask for words to search."""
        if self.query(SearchLine):
            return
        line = SearchLine(placeholder="search", select_on_focus=True, value=self.needle)
        line.cursor_blink = False
        self.mount(line, before="#foot")
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search what was typed."""
        event.stop()
        event.input.remove()
        self.main.focus()
        self.needle = event.value
        self.draw()
        if self.needle:
            self.action_hit(1, first=True)

    def on_descendant_blur(self) -> None:
        """Give the keys back to the text when the search line goes."""
        if self.focused is None and self.is_current:
            self.main.focus()

    def hit_rows(self) -> list[int]:
        """Return the rows in which the words were found, ascending."""
        raise NotImplementedError

    def action_hit(self, step: int, first: bool = False) -> None:
        """Go to the next place found."""
        if not self.needle:
            self.notice("nothing was searched yet: / begins a search")
            return
        rows = self.hit_rows()
        start = self.main.bar_rows[0] - (1 if first else 0)
        row = self.step(rows, start, step, "place with these words")
        if row is not None:
            self.main.to_rows(row, row + 1)
            self.notice(f"{rows.index(row) + 1} of {len(rows)}: {self.needle}")


__all__ = ["ComposeResult", "SearchLine", "TextScreen"]
