"""The list of stories with their versions, and the text of the one under the bar beside it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from textual.app import ComposeResult

from reader.article import Article
from reader.errors import ReaderError
from reader.reading import OpenStory, Reading, analyse, start_reading
from reader.render.article import ArticlePage, Voices, count
from reader.render.lines import Layout, Line, Piece, clip
from reader.render.listing import safe
from reader.render.palette import speaker_role
from reader.sources import open_articles
from reader.stories import Story, group_into_stories
from reader.tui.line_view import LineView
from reader.tui.screen import ReaderScreen, bindings_of

SAMPLE_NOTICE = "nothing was named, so this is a made-up sample; open your own with: reader FILE FOLDER ..."


@dataclass(frozen=True)
class Library:
    """What was opened: stories in order, and what the user should know of the opening.

    Attributes:
        stories: In the order of their first articles.
        pair: The two articles that were named, when exactly two files were.
        notices: A line each.
        is_sample: Whether this is the story inside the package.
    """

    stories: tuple[Story, ...]
    pair: tuple[Article, Article] | None = None
    notices: tuple[str, ...] = ()
    is_sample: bool = False
    _opened: dict[int, OpenStory] = field(default_factory=dict, compare=False)

    @cached_property
    def articles(self) -> tuple[tuple[int, int], ...]:
        """Every version as story index and version index, in the order of the list."""
        return tuple((k, v) for k, story in enumerate(self.stories) for v in range(len(story.versions)))

    def open(self, story: int) -> OpenStory:
        """Return a story analysed; worked out when first asked for."""
        if story not in self._opened:
            self._opened[story] = analyse(self.stories[story].versions, self.stories[story].title)
        return self._opened[story]


def open_library(paths: Sequence[str]) -> Library:
    """Open what was named; the sample story when nothing was.

    Raises:
        ReaderError: Nothing of what was named can be opened.
    """
    if not paths:
        from reader.sources.sample import open_sample

        return Library(group_into_stories(open_sample()), notices=(SAMPLE_NOTICE,), is_sample=True)
    articles: list[Article] = []
    notices: list[str] = []
    first: ReaderError | None = None
    for path in paths:
        try:
            found, troubles = open_articles([path])
        except ReaderError as trouble:
            first = first or trouble
            notices.append(str(trouble))
            continue
        articles.extend(found)
        notices.extend(map(str, troubles))
        first = first or (troubles[0] if troubles else None)
    if not articles and first is not None:
        raise first
    files = len(paths) == 2 and not any(os.path.isdir(path) for path in paths)  # noqa: PTH112
    pair = (articles[0], articles[1]) if files and len(articles) == 2 else None
    notices += [f"{article.path}: {notice}" for article in articles for notice in article.notices]
    return Library(group_into_stories(articles), pair, tuple(notices))


class LibraryScreen(ReaderScreen):
    """Stories on the left, the text of the version under the bar on the right."""

    NAME = "library"
    BINDINGS = bindings_of("library")

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
    def library(self) -> Library:
        """What was opened."""
        return self.reader.stories

    def title_and_facts(self) -> tuple[str, str]:
        """Say how much there is."""
        stories = self.library.stories
        if not stories:
            return "opening …", ""
        facts = f"{count(len(stories), 'story')[:-1] + 'ies' if len(stories) != 1 else '1 story'}, "
        facts += count(len(self.library.articles), "version")
        return ("A sample story" if self.library.is_sample else "Stories"), facts

    def status(self) -> Sequence[Piece]:
        """Say which story the bar stands on."""
        if not self.library.articles:
            return ()
        story, version = self.library.articles[self.main.item]
        article = self.library.stories[story].versions[version]
        parts: list[Piece] = [
            (f"{self.main.item + 1}/{len(self.library.articles)}", ("accent",)),
            (safe(article.path), ()),
            (count(article.words, "word"), ("dim",)),
        ]
        return parts

    def draw(self) -> None:
        """Lay out the list and the preview."""
        self.preview.display = self.size.width >= 80
        width = max(10, self.main.size.width - 1)
        entries = self.library.articles
        heights = [2 + (version == 0) + self._is_last(story, version) for story, version in entries]

        def draw_row(item: int, row: int) -> Line:
            return self._draw_entry(*entries[item], row, width)

        self.main.show(Layout(heights, draw_row, blank_after=0), self.palette)
        self._draw_preview()
        self.draw_bars()

    def _is_last(self, story: int, version: int) -> int:
        return int(version == len(self.library.stories[story].versions) - 1)

    def _draw_entry(self, story_index: int, version: int, row: int, width: int) -> Line:
        story = self.library.stories[story_index]
        if version == 0:
            if row == 0:
                return ((clip(safe(story.title), width), ("title",)),)
            row -= 1
        if row >= 2:
            return ()
        article = story.versions[version]
        if row == 0:
            return (("  ", ()), (clip(safe(os.path.basename(article.path)), width - 2), ()))  # noqa: PTH119
        return self._draw_facts(story_index, version, article, width)

    def _draw_facts(self, story_index: int, version: int, article: Article, width: int) -> Line:
        opened = self.library.open(story_index)
        quotations = len(opened.versions[version].counted)
        line: list[Piece] = [
            (f"    {count(article.words, 'word')} · {count(quotations, 'quotation')}", ("dim",))
        ]
        left = width - len(line[0][0])
        for rank, voice in enumerate(opened.voices):
            name = safe(voice.name).split()[-1] if voice.name.split() else ""
            if not voice.counts[version] or left < len(name) + 4:
                continue
            line += [(" · ", ("dim",)), (name, (speaker_role(rank),))]
            left -= len(name) + 3
        return tuple(line)

    def _draw_preview(self) -> None:
        if not self.library.articles or not self.preview.display or not self.preview.size.width:
            return
        story, version = self.library.articles[self.main.item]
        opened = self.library.open(story)
        page = ArticlePage(opened.versions[version], Voices.of(opened.voices), self.preview.size.width - 2)
        self.preview.show(page.layout, self.palette, item=0, top=0)

    def on_line_view_item_changed(self, event: LineView.ItemChanged) -> None:
        """Show the text of the version under the bar."""
        if event.view is self.main:
            self._draw_preview()
        super().on_line_view_item_changed(event)

    def chosen(self) -> Reading | None:
        """Return the story under the bar, at the version under the bar."""
        if not self.library.articles:
            return None
        story, version = self.library.articles[self.main.item]
        opened = self.library.open(story)
        reading = self.reader.reading
        if reading is not None and reading.story is opened:
            return reading if reading.shown == version else start_reading(opened, version)
        return start_reading(opened, version)

    def action_open(self) -> None:
        """Read the version under the bar."""
        self.reader.reading = self.chosen()
        self.reader.go("reading")

    def action_go(self, name: str) -> None:
        """Go to a screen with the story under the bar."""
        self.reader.reading = self.chosen()
        super().action_go(name)  # type: ignore[arg-type]

    def action_pane(self) -> None:
        """Go to the other pane."""
        if self.preview.display:
            (self.preview if self.focused is self.main else self.main).focus()
