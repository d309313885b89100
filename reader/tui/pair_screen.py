"""What the screens of two versions share: which two, and which of them is old."""

from reader.reading import Reading, choose_versions, swap
from reader.render.listing import say_date
from reader.render.paint import safe
from reader.tui.screen import ReaderScreen


class PairScreen(ReaderScreen):
    """A screen that holds two versions of a story against each other."""

    @property
    def reading(self) -> Reading:
        """What is open."""
        assert self.reader.reading is not None
        return self.reader.reading

    def begin_again(self) -> None:
        """Draw another pair of versions from its beginning."""
        raise NotImplementedError

    async def action_swap(self) -> None:
        """Exchange old and new."""
        await self._exchange(swap(self.reading))

    async def action_versions(self) -> None:
        """Ask which two versions to compare."""
        from reader.tui.dialogs import PairDialog

        if len(self.reading.story.versions) < 3:
            self.notice("there are only two versions; X swaps them")
            return
        story = self.reading.story
        articles = [version.article for version in story.versions]
        versions = [
            (name, say_date(article.date), safe(article.subject))
            for name, article in zip(story.names, articles, strict=True)
        ]
        await self.app.push_screen(PairDialog(versions, (self.reading.old, self.reading.new)), self._take)

    def _take(self, pair: tuple[int, int] | None) -> None:
        if pair is not None:
            self.call_later(self._exchange, choose_versions(self.reading, *pair))

    async def _exchange(self, reading: Reading) -> None:
        spot = self.spot()

        def show() -> None:
            self.begin_again()
            if spot is not None:
                self.show_spot(spot)
            self.notice(f"old: version {reading.old + 1} · new: version {reading.new + 1}")

        await self.reader.compare(reading, show)
