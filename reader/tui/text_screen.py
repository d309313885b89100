"""What the screens of texts share: searching."""

from reader.tui.screen import ReaderScreen


class TextScreen(ReaderScreen):
    """A screen with a text that can be searched."""

    needle = ""

    async def action_search(self) -> None:
        """Ask for words to search."""
        await self.ask("search", self.needle, self._search, hint="words of the text", verb="go there")

    def _search(self, words: str) -> None:
        self.needle = words
        self.draw()
        if self.needle:
            self.action_hit(1, first=True)

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
        row = self.step(rows, start, step, f"“{self.needle}”")
        if row is not None:
            self.note_jump()
            self.main.to_rows(row, row + 1)
            self.notice(f"{rows.index(row) + 1} of {len(rows)}: {self.needle}")
