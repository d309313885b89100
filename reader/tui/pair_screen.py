"""What the screens of two versions share: which two, which of them is old, and what is found out while a draft is shown."""

from asyncio import Future
from collections.abc import Callable

from reader.reading import Reading, choose_versions, swap
from reader.render.listing import say_dates
from reader.render.paint import safe
from reader.tui.screen import ReaderScreen
from reader.tui.work import Work, find_rest


class PairScreen(ReaderScreen):
    """A screen that holds two versions of a story against each other."""

    _finding: Work[Reading] | None = None
    _waiting: tuple[Callable[[], None], ...] = ()

    @property
    def reading(self) -> Reading:
        """What is open."""
        assert self.reader.reading is not None
        return self.reader.reading

    def begin_again(self) -> None:
        """Draw another pair of versions from its beginning."""
        raise NotImplementedError

    # -- what a draft leaves open

    def find_rest(self) -> None:
        """Find out what the draft of a comparison leaves open, while it is read."""
        reading = self.reading
        if self._finding is not None or not reading.comparable or reading.is_complete:
            return
        prepare = self.preparation()

        def find(work: Work[Reading]) -> Reading:
            whole = find_rest(reading)
            prepare(whole)
            return whole

        self._finding = Work("", find)
        self._finding.ended.add_done_callback(lambda found: self.call_later(self._take_rest, found))
        self._finding.start()

    def preparation(self) -> Callable[[Reading], None]:
        """Return what works out how two versions are drawn when all is known of them; it is called in a thread."""
        return lambda whole: None

    def _take_rest(self, found: "Future[Reading]") -> None:
        """Show what was found, if it is still asked for, and do what waited for it."""
        if self._finding is None or self._finding.ended is not found or found.cancelled():
            return
        self._finding = None
        whole, now = found.result(), self.reading
        self.reader.take_over(whole)
        if now.is_of(whole):
            self.draw()
        waiting, self._waiting = self._waiting, ()
        for act in waiting:
            act()
        self.find_rest()

    def leave_rest(self) -> None:
        """Stop finding out what nobody asks for any more."""
        finding, self._finding, self._waiting = self._finding, None, ()
        if finding is not None:
            finding.stop()

    def on_unmount(self) -> None:
        """Stop what is only of use here."""
        self.leave_rest()

    def needs_rest(self, act: Callable[[], None]) -> bool:
        """Do something later that needs all there is to know of both versions; tell whether it has to wait for that.

        Args:
            act: Does it.
        """
        if self.reading.is_complete:
            return False
        self._waiting = (*self._waiting, act)
        self.find_rest()
        self.notice("this waits until the quotations are found")
        return True

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
        # What is the same in all of them tells none from the others.
        subjects = [safe(article.subject or article.title) for article in articles]
        if len(set(subjects)) == 1:
            subjects = [""] * len(subjects)
        versions = [*zip(story.names, say_dates(articles), subjects, strict=True)]
        await self.app.push_screen(PairDialog(versions, (self.reading.old, self.reading.new)), self._take)

    def _take(self, pair: tuple[int, int] | None) -> None:
        if pair is not None:
            self.call_later(self._exchange, choose_versions(self.reading, *pair))

    async def _exchange(self, reading: Reading) -> None:
        spot = self.spot()

        def show() -> None:
            self.leave_rest()
            self.begin_again()
            if spot is not None:
                self.show_spot(spot)
            self.notice(f"old: version {reading.old + 1} · new: version {reading.new + 1}")

        await self.reader.compare(reading, show, whole=self.NAME != "compare")
