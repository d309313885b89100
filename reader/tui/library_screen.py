"""The list of stories with their versions, and the text of the one under the bar beside it."""

import os
from collections.abc import Sequence

from textual.app import ComposeResult

from reader.article import Article
from reader.reading import Reading
from reader.render.article import ArticlePage, Voices, count
from reader.render.lines import Layout, Line, Piece, clip
from reader.render.listing import safe
from reader.render.palette import speaker_role
from reader.tui.commands import COMMANDS, Command, ScreenName
from reader.tui.line_view import LineView
from reader.tui.screen import ReaderScreen, Spot, bindings_of
from reader.tui.shelf import ORDERS, Shelf, ordered


class LibraryScreen(ReaderScreen):
    """Stories on the left, the text of the version under the bar on the right."""

    NAME = "library"
    BINDINGS = bindings_of("library")

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(commands)
        self.entries: tuple[tuple[int, int], ...] = ()
        self.filter = ""
        self.order = ORDERS[0]

    def panes(self) -> ComposeResult:
        """Return the list and the preview."""
        yield LineView("list", id="stories")
        yield LineView("text", id="preview")

    @property
    def main(self) -> LineView:
        """The list."""
        return self.query_one("#stories", LineView)

    @property
    def preview(self) -> LineView:
        """The text beside the list."""
        return self.query_one("#preview", LineView)

    @property
    def shelf(self) -> Shelf:
        """What was opened."""
        return self.reader.shelf

    def title_and_facts(self) -> tuple[str, str]:
        """Say how much there is."""
        shelf = self.shelf
        if not shelf.stories:
            return "opening …", ""
        stories = "1 story" if len(shelf.stories) == 1 else f"{len(shelf.stories):,} stories"
        return (
            "A sample story" if shelf.is_sample else "Stories"
        ), f"{stories}, {count(len(shelf.versions), 'version')}"

    def status(self) -> Sequence[Piece]:
        """Say which version the bar stands on."""
        if not self.entries:
            return (
                (("nothing matches; / narrows the list by other words", ("notice",)),)
                if self.shelf.stories
                else ()
            )
        article = self.shelf.article(*self.entries[self.main.item])
        parts: list[Piece] = [
            (f"{self.main.item + 1:,}/{len(self.entries):,}", ("accent",)),
            (safe(article.path), ()),
            (count(article.words, "word"), ("dim",)),
        ]
        if self.filter:
            parts.insert(1, (f"/{self.filter}", ("notice",)))
        if self.order != ORDERS[0]:
            parts.append((self.order, ("dim",)))
        return parts

    def labels(self) -> dict[str, str]:
        """Name what the keys would do now."""
        return {"back": "quit"} if len(self.reader.trail) < 2 else {}

    def draw(self) -> None:
        """Lay out the list and the preview."""
        self.preview.display = self.size.width >= 80
        width = max(10, self.main.size.width - 1)
        self.entries = ordered(self.shelf, self.order, self.filter)
        heads = self._heads()
        heights = [2 + heads[k] + (k + 1 == len(heads) or heads[k + 1]) for k in range(len(heads))]

        def draw_row(item: int, row: int) -> Line:
            return self._draw_entry(item, row - heads[item], width)

        self.main.show(Layout(heights, draw_row), self.palette)
        self._draw_preview()
        self.draw_bars()

    def _heads(self) -> list[bool]:
        """Tell for each entry whether it is the first one shown of its story, and so carries the story's title."""
        return [k == 0 or self.entries[k - 1][0] != story for k, (story, _) in enumerate(self.entries)]

    def _draw_entry(self, item: int, row: int, width: int) -> Line:
        story, version = self.entries[item]
        if row < 0:
            return ((clip(safe(self.shelf.stories[story].title), width), ("title",)),)
        if row >= 2:
            return ()
        article = self.shelf.article(story, version)
        if row == 0:
            unread = not self.reader.memory.is_read(article)
            name = clip(self.shelf.names[story][version], width - 4)
            return (("• " if unread else "  ", ("accent",)), (name, ()))
        return self._draw_facts(story, version, article, width)

    def _draw_facts(self, story: int, version: int, article: Article, width: int) -> Line:
        opened = self.shelf.open(story)
        quotations = count(len(opened.versions[version].counted), "quotation")
        line: list[Piece] = [(f"    {count(article.words, 'word')} · {quotations}", ("dim",))]
        left = width - len(line[0][0])
        for rank, voice in enumerate(opened.voices):
            name = safe(voice.name).split()[-1] if voice.name.split() else ""
            if not voice.counts[version] or left < len(name) + 4:
                continue
            line += [(" · ", ("dim",)), (name, (speaker_role(rank),))]
            left -= len(name) + 3
        return tuple(line)

    def _draw_preview(self) -> None:
        if not self.preview.display or not self.preview.size.width:
            return
        if not self.entries:
            self.preview.show(Layout((), lambda item, row: ()), self.palette)
            return
        story, version = self.entries[self.main.item]
        opened = self.shelf.open(story)
        page = ArticlePage(opened.versions[version], Voices.of(opened.voices), self.preview.size.width - 2)
        self.preview.show(page.layout, self.palette, item=0, top=0)

    def when_moved(self, view: LineView) -> None:
        """Show the text of the version under the bar."""
        if view is self.main:
            self._draw_preview()
        super().when_moved(view)

    def chosen(self) -> Reading | None:
        """Return the story under the bar, at the version under the bar."""
        if not self.entries:
            return None
        story, version = self.entries[self.main.item]
        opened = self.shelf.open(story)
        reading = self.reader.reading
        if reading is not None and reading.story is opened and reading.shown == version:
            return reading
        return self.reader.begin_reading(opened, version)

    async def action_search(self) -> None:
        """Narrow the list by words, while they are typed."""
        await self.ask(
            "words of the title or the file's name", self.filter, self._narrow, changed=self._narrow
        )

    def _narrow(self, words: str) -> None:
        if words != self.filter:
            self.filter = words
            self.main.item = 0
            self.draw()

    def action_sort(self) -> None:
        """Sort the list in the next order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.main.item = 0
        self.draw()
        self.notice(f"sorted {self.order}")

    async def action_open_path(self) -> None:
        """Ask for a file or folder to open."""
        await self.ask("a file or folder to open", "", self.reader.open_more, is_path=True)

    async def action_open(self) -> None:
        """Read the version under the bar."""
        self.reader.reading = self.chosen()
        await self.reader.go("reading")

    async def action_go(self, name: ScreenName) -> None:
        """Go to a screen with the story under the bar."""
        self.reader.reading = self.chosen()
        await super().action_go(name)

    def action_unread(self) -> None:
        """Mark the version under the bar as read, or as unread again."""
        if self.entries:
            article = self.shelf.article(*self.entries[self.main.item])
            self.reader.memory.mark_read(article, not self.reader.memory.is_read(article))
            self.draw()

    async def action_bookmarks(self) -> None:
        """List all bookmarks; `enter` goes to one."""
        from reader.tui.dialogs import ListDialog

        marks = self.reader.memory.bookmarks()
        if not marks:
            self.notice("no bookmarks yet: B on a paragraph of an article puts one")
            return
        lines = [(f"{safe(mark.label)}", safe(mark.path)) for mark in marks]

        def take(index: int | None) -> None:
            if index is not None:
                self._go_to_bookmark(marks[index].path, marks[index].offset)

        await self.app.push_screen(ListDialog("Bookmarks", lines), take)

    def _go_to_bookmark(self, path: str, offset: int) -> None:
        wanted = os.path.abspath(path)  # noqa: PTH100
        for story, version in self.shelf.versions:
            if os.path.abspath(self.shelf.article(story, version).path) == wanted:  # noqa: PTH100
                opened = self.shelf.open(story)
                self.reader.reading = self.reader.begin_reading(opened, version)
                paragraph = opened.versions[version].article.locate(offset)[0]
                self.call_later(self.reader.go, "reading", Spot(version, paragraph))
                return
        self.notice(f"{safe(path)} is not open; o opens it")

    def action_pane(self) -> None:
        """Go to the other pane."""
        if self.preview.display:
            (self.preview if self.focused is self.main else self.main).focus()
