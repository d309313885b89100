"""The list of stories with their versions, and the text of the one under the bar beside it."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from operator import ne
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from reader.article import Article
from reader.reading import OpenStory, Version
from reader.render.article import ArticlePage, Voices, count
from reader.render.lines import SEPARATOR, Layout, Line, Piece, clip
from reader.render.listing import say_date, say_path
from reader.render.paint import safe
from reader.render.palette import speaker_role
from reader.render.short_names import short_names_of
from reader.render.stories import fact_line
from reader.tui.commands import COMMANDS, Command, ScreenName
from reader.tui.deciding import Deciding
from reader.tui.line_view import LineView
from reader.tui.screen import Spot, bindings_of
from reader.tui.shelf import ORDERS, Shelf, file_of, ordered
from reader.tui.work import Work, load_engines

if TYPE_CHECKING:
    from reader.library.values import Bookmark

PREVIEWED = 300
"""How many paragraphs of an article stand beside the list."""

DAY = 10
"""The characters of a date that tell the day."""

QUICK_SIGNS = 20_000
"""A story of so few characters is analysed at once: the eye does not see that it takes time."""

QUICK_SECONDS, REST_SECONDS = 0.3, 0.2
"""While the bar moves again sooner than the first, the preview stays as it is until the bar has rested for the second."""

SPELL_SECONDS = 0.15
"""How long stories are analysed before those that are ready are drawn."""


_FOR_ENTRIES = ("open-story", "filter", "sort", "compare", "pane")
"""The commands that need something in the list, by their ids."""


class LibraryScreen(Deciding):
    """Stories on the left, the text of the version under the bar on the right."""

    NAME = "library"
    BINDINGS = bindings_of("library")

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(commands)
        self.entries: tuple[tuple[int, int], ...] = ()
        self.filter = ""
        self.order = ORDERS[0]
        self._heads: list[bool] = []
        self._heights: list[int] = []
        self._listed: tuple[Shelf, str, str] | None = None
        self._analyst: Work[None] | None = None
        self._wanted: dict[int, None] = {}
        self._called: dict[int, tuple[OpenStory, dict[str, str]]] = {}
        self._has_analysed = False
        self._moved_at = 0.0
        self._is_behind = False

    def panes(self) -> ComposeResult:
        """Return the list and the preview."""
        stories = LineView("list", id="stories")
        # No terminal scrolls rows beside others that stay: what moves is written anew, which is done seldom rather than
        # at every step.
        stories.ahead = 0.5
        yield stories
        preview = LineView("text", id="preview")
        preview.waiting = "hidden"
        yield preview

    @property
    def main(self) -> LineView:
        """The list."""
        return self.query_one("#stories", LineView)

    @property
    def preview(self) -> LineView:
        """The text beside the list."""
        return self.query_one("#preview", LineView)

    @property
    def has_panes(self) -> bool:
        """Whether both panes are there; as the program ends, one goes after the other."""
        return super().has_panes and bool(self.query("#preview"))

    @property
    def shelf(self) -> Shelf:
        """What was opened."""
        return self.reader.shelf

    def title_and_facts(self) -> tuple[str, str]:
        """Say how much there is."""
        shelf = self.shelf
        if not shelf.stories:
            return ("opening …" if self.reader.is_opening else "Nothing is open"), ""
        if not shelf.is_read:
            return "Files", f"{len(shelf.stories):,} to read"
        stories = "1 story" if len(shelf.stories) == 1 else f"{len(shelf.stories):,} stories"
        return (
            "A sample story" if shelf.is_sample else "Stories"
        ), f"{stories}, {len(shelf.versions):,} version{'s' if len(shelf.versions) != 1 else ''}"

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
        """Name what the keys would do now; leave out what there is nothing for."""
        labels = {"back": "quit"} if len(self.reader.trail) < 2 else {}
        is_empty = not self.shelf.stories and not self.reader.is_opening
        return labels | dict.fromkeys(_FOR_ENTRIES, "") if is_empty else labels

    def draw(self) -> None:
        """Lay out the list and the preview; nothing where the screen is going down."""
        if not self.has_panes:
            return
        self.preview.display = self.size.width >= 80
        width = max(10, self.main.size.width - 1)
        self._list()
        heads = self._heads

        def draw_row(item: int, row: int) -> Line:
            return self._draw_entry(item, row - heads[item], width)

        self.main.show(_Stories(self._heights, draw_row, heads), self.palette)
        self._draw_preview()
        self.draw_bars()

    def _list(self) -> None:
        """Choose and order the entries, if anything changed by which that is done."""
        wanted = (self.shelf, self.order, self.filter)
        if self._listed is not None and all(a is b for a, b in zip(self._listed, wanted, strict=True)):
            return
        self._listed = wanted
        self.entries = ordered(*wanted)
        # The first entry shown of a story carries the story's title.
        stories = [story for story, _ in self.entries]
        heads = [True, *map(ne, stories, stories[1:])] if stories else []
        self._heads = heads
        if not self.shelf.is_read:
            # Of files that were not read yet nothing is known but their names: a row for each.
            self._heads, self._heights = [False] * len(stories), [1] * len(stories)
            return
        self._heights = [2 + head + last for head, last in zip(heads, (*heads[1:], True), strict=False)]

    def _draw_entry(self, item: int, row: int, width: int) -> Line:
        story, version = self.entries[item]
        if row < 0:
            return ((clip(safe(self.shelf.stories[story].title), width), ("title",)),)
        if row >= 2:
            return ()
        article = self.shelf.article(story, version)
        if row == 0:
            unread = not self.reader.memory.is_read(article)
            name = clip(self.shelf.name(story, version), width - 4)
            sign = "* " if article.path in self.marked else "• " if unread else "  "
            return ((sign, ("accent",)), (name, ()))
        return self._draw_facts(story, version, article, width)

    def _draw_facts(self, story: int, version: int, article: Article, width: int) -> Line:
        if not self.shelf.is_read:
            return ()
        opened = self._analysed(story)
        told = [part for part in (self._day(story, version), safe(article.subject)) if part]
        called = self._names_of(story, opened) if opened else {}
        speakers = [
            (safe(called[voice.name]), speaker_role(rank))
            for rank, voice in enumerate(opened.voices if opened else ())
            if voice.counts[version]
        ]
        quotations = len(opened.versions[version].counted) if opened else None
        return (("    ", ()), *fact_line(told, article.words, quotations, speakers, width - 4))

    def _names_of(self, story: int, opened: OpenStory) -> dict[str, str]:
        """Return what each speaker of a story is called for short."""
        known = self._called.get(story)
        if known is None or known[0] is not opened:
            known = self._called[story] = (opened, short_names_of(opened))
        return known[1]

    def _day(self, story: int, version: int) -> str:
        """Return the day of a version where it tells something: not that on which a single file was stored."""
        articles = self.shelf.stories[story].versions
        day = say_date(articles[version].date)[:DAY]
        is_known = articles[version].subject or len(articles[version].date) == DAY
        return day if is_known or any(say_date(a.date)[:DAY] != day for a in articles) else ""

    def _draw_preview(self) -> None:
        if not self.preview.display or not self.preview.size.width:
            return
        if not self.entries:
            self.preview.show(Layout((), lambda item, row: ()), self.palette)
            return
        story, index = self.entries[self.main.item]
        opened = self._analysed(story)
        version = opened.versions[index] if opened else Version(self.shelf.article(story, index), ())
        article = version.article
        if len(article.paragraphs) > PREVIEWED:
            version = Version(
                article._replace(paragraphs=article.paragraphs[:PREVIEWED]),
                tuple(q for q in version.quotations if q.end < article.starts[PREVIEWED]),
            )
        voices = Voices.of(opened.voices if opened else ())
        page = ArticlePage(version, voices, self.preview.size.width - 2)
        self.preview.show(page.layout, self.palette, item=0, top=0)

    # -- quotations, looked for beside the screen

    def _analysed(self, story: int) -> OpenStory | None:
        """Return a story analysed; or None, and it will be drawn again when it is."""
        opened = self.shelf.opened(story)
        if opened is not None:
            return opened
        versions = self.shelf.stories[story].versions
        if self._has_analysed and sum(len(p.text) for a in versions for p in a.paragraphs) <= QUICK_SIGNS:
            return self.shelf.open(story)
        if not self._wanted:
            self.call_later(self._analyse)
        self._wanted[story] = None
        return None

    def _analyse(self) -> None:
        if self._analyst is None and self._wanted:
            # The bar's story first, then the last ones drawn: those before them may be out of sight by now.
            wanted = [s for s in reversed(self._wanted) if self.shelf.opened(s) is None]
            if self.entries and (here := self.entries[self.main.item][0]) in wanted:
                wanted.remove(here)
                wanted.insert(0, here)
            self._wanted.clear()
            self._analyst = Work("", partial(_analyse_some, self.shelf, wanted))
            self._analyst.ended.add_done_callback(lambda _: self.call_later(self._draw_analysed))
            self._analyst.start()

    def _draw_analysed(self) -> None:
        if self._analyst is not None and not self._analyst.ended.cancelled():
            self._analyst.ended.result()
            self._has_analysed = True
        self._analyst = None
        if self.entries and self.has_panes:
            top = self.preview.top
            self.main.draw_again()
            self._draw_preview()
            self.preview.show(self.preview.rows, self.palette, top=top)

    def when_moved(self, view: LineView) -> None:
        """Show the text of the version under the bar; of those that the bar only passes nobody could read a word."""
        if view is self.main:
            now, before = monotonic(), self._moved_at
            self._moved_at = now
            if now - before > QUICK_SECONDS:
                self._draw_preview()
            elif not self._is_behind:
                self._is_behind = True
                self.set_timer(REST_SECONDS, self._catch_up)
        super().when_moved(view)

    def _catch_up(self) -> None:
        """Draw the preview when the bar has rested."""
        left = self._moved_at + REST_SECONDS - monotonic()
        if left > 0:
            self.set_timer(left, self._catch_up)
            return
        self._is_behind = False
        self._draw_preview()

    def chosen(self) -> tuple[int, int] | None:
        """Return the story and the version under the bar."""
        return self.entries[self.main.item] if self.entries else None

    async def action_search(self) -> None:
        """Narrow the list by words, while they are typed; `enter` looks for them in all texts as well."""
        await self.ask(
            "find",
            self.filter,
            self._find,
            hint="words of the title or the file's name",
            verb="look in all texts",
            changed=self._narrow,
        )

    def _find(self, words: str) -> None:
        from reader.tui.finding import find_everywhere

        self._narrow(words)
        if words.strip():
            if not self.entries:
                self._narrow("")
            self.call_later(find_everywhere, self, words)

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
        await self.ask("open", "", self.reader.open_more, hint="a file or folder", verb="open", is_path=True)

    async def action_folders(self) -> None:
        """List the folders that were opened before; `enter` opens one beside what is open."""
        from reader.tui.dialogs import ListDialog

        folders = self.reader.memory.folders()
        if not folders:
            self.notice("no folder was opened yet: o opens one")
            return

        def take(index: int | None) -> None:
            if index is not None:
                self.call_later(self.reader.open_more, folders[index])

        entries = [(safe(os.path.basename(folder)), say_path(safe(folder))) for folder in folders]  # noqa: PTH119
        await self.app.push_screen(ListDialog("Folders", entries, "open"), take)

    async def action_open(self) -> None:
        """Read the version under the bar."""
        await self.action_go("reading")

    async def action_go(self, name: ScreenName) -> None:
        """Go to a screen with the story under the bar."""
        chosen = self.chosen()
        if chosen is None or name == "library":
            await super().action_go(name)
            return
        if self._analyst is not None:
            self._analyst.stop()
        await self.reader.open_version(*chosen, name)

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
        lines = [(safe(mark.label), self._say_place(mark)) for mark in marks]

        def take(index: int | None) -> None:
            if index is not None:
                self._go_to_bookmark(marks[index].path, marks[index].offset)

        await self.app.push_screen(ListDialog("Bookmarks", lines, "go there"), take)

    def _say_place(self, mark: "Bookmark") -> str:
        """Say where a bookmark is: the paragraph too, where the text in which its offset holds is open."""
        path, wanted = say_path(safe(mark.path)), os.path.abspath(mark.path)  # noqa: PTH100
        for story, version in self.shelf.versions:
            article = self.shelf.article(story, version)
            if os.path.abspath(article.path) == wanted:  # noqa: PTH100
                return f"{path}{SEPARATOR}¶ {article.locate(mark.offset)[0] + 1}"
        return path

    def _go_to_bookmark(self, path: str, offset: int, *, is_opened: bool = False) -> None:
        """Go to a place of an article; one that is not open is opened first."""
        wanted = os.path.abspath(path)  # noqa: PTH100
        for story, version in self.shelf.versions:
            if os.path.abspath(self.shelf.article(story, version).path) == wanted:  # noqa: PTH100
                paragraph = self.shelf.article(story, version).locate(offset)[0]
                spot = Spot(version, paragraph)
                self.call_later(self.reader.open_version, story, version, "reading", spot)
                return
        if is_opened:
            self.notice(f"{safe(path)} cannot be found any more")
        else:
            self.reader.open_more(
                file_of(wanted), partial(self._go_to_bookmark, path, offset, is_opened=True)
            )

    def action_pane(self) -> None:
        """Go to the other pane."""
        if self.preview.display:
            (self.preview if self.focused is self.main else self.main).focus()


class _Stories(Layout):
    """The list of stories: the blank row after the last version of each belongs to no version.

    Args:
        heights: How many rows each version takes.
        draw: Draws row `row` of version `item`.
        heads: Whether a version is the first of its story.
    """

    def __init__(
        self, heights: Sequence[int], draw: Callable[[int, int], Line], heads: Sequence[bool]
    ) -> None:
        super().__init__(heights, draw)
        self._heads = heads

    def rows_of(self, item: int) -> tuple[int, int]:
        """Return the rows of a version, the title of its story included above the first."""
        start, end = super().rows_of(item)
        is_last = item + 1 >= len(self._heads) or self._heads[item + 1]
        return start, max(start + 1, end - is_last)


def _analyse_some(shelf: Shelf, stories: Sequence[int], work: Work[None]) -> None:
    """Analyse stories for a while, at least one. Called in a thread."""
    load_engines()
    until = monotonic() + SPELL_SECONDS
    for story in stories:
        shelf.open(story)
        if monotonic() > until:
            return
