"""Stories joined and parted by hand on the list of stories: remembered, and put into effect at once."""

from functools import partial
from typing import TYPE_CHECKING

from reader.render.article import count
from reader.tui.screen import ReaderScreen
from reader.tui.shelf import Shelf, decided

if TYPE_CHECKING:
    from reader.tui.work import Work


class Deciding(ReaderScreen):
    """A list whose articles can be marked, joined to one story, and parted from theirs."""

    entries: tuple[tuple[int, int], ...]

    @property
    def shelf(self) -> Shelf:
        """What was opened."""
        return self.reader.shelf

    @property
    def marked(self) -> set[str]:
        """The paths of the articles that were marked."""
        found: set[str] = self.__dict__.setdefault("_marked", set())
        return found

    def chosen_path(self) -> str:
        """Return the path of the article under the bar; empty when there is none."""
        return self.shelf.article(*self.entries[self.main.item]).path if self.entries else ""

    def action_choose(self) -> None:
        """Mark the article under the bar, or take its mark away, and go on to the next."""
        path = self.chosen_path()
        if path:
            self.marked.symmetric_difference_update({path})
            self.main.to_item(min(len(self.entries) - 1, self.main.item + 1))
            self.main.draw_again()
            self.notice(
                f"{count(len(self.marked), 'article')} marked"
                if self.marked
                else "nothing is marked any more"
            )

    async def action_join(self) -> None:
        """Join the marked articles to one story; a single one with the one under the bar."""
        paths = [a.path for a in self.shelf.articles if a.path in self.marked]
        # The bar went on from the last mark: with several marked, where it stands was not chosen.
        if len(paths) == 1 and (under := self.chosen_path()) not in self.marked:
            paths.append(under)
        if len(paths) < 2:
            self.notice(
                "mark articles with x first; then J joins them, a single one with the one under the bar"
            )
            return
        path, *others = paths
        if self.reader.memory.decide(path, others, together=True):
            await self._put_into_effect(f"{count(len(others) + 1, 'article')} tell one story now")

    async def action_part(self) -> None:
        """Take the marked articles, or the one under the bar, out of their story."""
        if not self.entries:
            return
        paths = {a.path for a in self.shelf.articles if a.path in self.marked} or {self.chosen_path()}
        parted = 0
        for story in self.shelf.stories:
            inside = [article.path for article in story.versions]
            gone = [path for path in inside if path in paths]
            stay = [path for path in inside if path not in paths]
            if gone and stay:
                kept = [self.reader.memory.decide(path, gone, together=False) for path in stay]
                parted += len(gone) if all(kept) else 0
        if parted:
            await self._put_into_effect(f"{count(parted, 'article')} parted")
        else:
            self.notice("there is nothing to part: that is all of its story")

    async def _put_into_effect(self, said: str) -> None:
        from reader.tui.work import Work

        path, shelf = self.chosen_path(), self.shelf

        def regroup(work: "Work[Shelf]") -> Shelf:
            return decided(shelf, self.reader.memory.decisions(), self.reader.memory.dates())

        await self.reader.works.do(Work("regrouping", regroup), partial(self._show_decided, path, said))

    def _show_decided(self, path: str, said: str, shelf: Shelf) -> None:
        self.reader.shelf = shelf
        self.marked.clear()
        self.draw()
        here = (k for k, entry in enumerate(self.entries) if shelf.article(*entry).path == path)
        self.main.to_item(next(here, 0))
        self.notice(said)
