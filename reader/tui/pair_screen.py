"""What the screens of two versions share: which two, and which of them is old."""

from reader.reading import Reading, choose_versions, swap
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

    def action_swap(self) -> None:
        """Exchange old and new."""
        self._exchange(swap(self.reading))

    def action_versions(self) -> None:
        """Take the next pair of versions."""
        number = len(self.reading.story.versions)
        pairs = [(old, new) for new in range(number) for old in range(new)]
        if len(pairs) < 2:
            self.notice("there are only two versions; X swaps them")
            return
        low, high = sorted((self.reading.old, self.reading.new))
        self._exchange(choose_versions(self.reading, *pairs[(pairs.index((low, high)) + 1) % len(pairs)]))

    def _exchange(self, reading: Reading) -> None:
        self.reader.reading = reading
        self.begin_again()
        self.notice(f"old: version {reading.old + 1} · new: version {reading.new + 1}")
