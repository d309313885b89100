"""One article to read: its quotations in their speakers' colours, and a panel that says who speaks and how much."""

from bisect import bisect_left
from collections.abc import Sequence

from textual.app import ComposeResult

from reader.reading import Reading, Voice, changed, only_speaker, other_version
from reader.render.article import MEASURE, ArticlePage, Voices, count
from reader.render.lines import Layout, Line, Piece, clip, line_cells, padded, wrap
from reader.render.paint import paint, safe
from reader.render.palette import speaker_role
from reader.render.reasons import BY_WORDS, tell_speaker
from reader.render.search import find_words
from reader.tui.bars import Bar, is_low
from reader.tui.commands import COMMANDS, Command
from reader.tui.copying import cite_paragraph, cite_quotation
from reader.tui.line_view import LineView
from reader.tui.screen import Spot, bindings_of
from reader.tui.text_screen import TextScreen

MEASURES = (50, 60, 72, 80)
"""The measures that a key goes through, besides the one that was set."""
PANEL = 38
"""The width of the panel of speakers, in cells. It is closed at first: what stands beside a text costs bytes on every scroll."""


class ReadingScreen(TextScreen):
    """The text in a measure, the speakers beside it."""

    NAME = "reading"
    BINDINGS = bindings_of("reading")

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(commands)
        self.page: ArticlePage | None = None
        self.quotation: int | None = None
        self._has_panel = False
        self._hits: tuple[ArticlePage, list[int]] | None = None

    def above(self) -> ComposeResult:
        """Return a line with the speakers."""
        yield Bar(2, id="voices")

    def panes(self) -> ComposeResult:
        """Return the text and the panel."""
        yield LineView("text", id="text")
        yield LineView("list", id="panel")

    @property
    def main(self) -> LineView:
        """The text."""
        return self.query_one("#text", LineView)

    @property
    def panel(self) -> LineView:
        """The speakers."""
        return self.query_one("#panel", LineView)

    @property
    def reading(self) -> Reading:
        """What is open."""
        assert self.reader.reading is not None
        return self.reader.reading

    # -- what is said

    def title_and_facts(self) -> tuple[str, str]:
        """Say what is read, and which version of how many."""
        versions = len(self.reading.story.versions)
        name = self.reading.story.names[self.reading.shown]
        facts = f"{name} · {self.reading.shown + 1} of {versions} versions" if versions > 1 else name
        return safe(self.reading.version.article.title or self.reading.story.title), facts

    def status(self) -> Sequence[Piece]:
        """Say which paragraph, how many quotations and speakers, how far."""
        if self.page is None or not self.page.items:
            return ()
        version = self.reading.version
        paragraph = self.page.items[self.main.item].paragraphs[0] + 1
        speakers = sum(1 for voice in self.reading.story.voices if voice.counts[self.reading.shown])
        seen = self.main.top + self.main.size.height
        share = min(100, seen * 100 // max(1, self.page.layout.height))
        parts: list[Piece] = [
            (f"¶ {paragraph}/{len(version.article.paragraphs)}", ("accent",)),
            (f"{count(len(version.counted), 'quotation')}, {count(speakers, 'speaker')}", ()),
            (f"{share} %", ("dim",)),
        ]
        if self.reading.only is not None:
            parts.insert(1, (f"only {self.reading.only}", ("notice",)))
        return parts

    def labels(self) -> dict[str, str]:
        """Name what enter would do; leave out what there is nothing for."""
        labels = {"only-speaker": "all speakers"} if self.reading.only is not None else {}
        if not self.reading.version.counted:
            labels |= {"next-quotation": "", "speaker": "", "only-speaker": "", "pane": ""}
        if not self.reading.comparable:
            labels |= {"compare": "", "ledger": ""}
        if all(paragraph.is_story for paragraph in self.reading.version.article.paragraphs):
            labels["furniture"] = ""
        return labels

    # -- drawing

    def draw(self) -> None:
        """Lay out text and panel, keeping the place."""
        is_new = self.page is None
        offset = 0 if is_new else self._offset_at_top()
        self.panel.display = self._has_panel
        beside = self._has_panel and self.size.width >= 2 * PANEL
        self.main.display = beside or not self._has_panel
        self.panel.styles.width = PANEL if beside else self.size.width
        width = self.size.width - 1 - (PANEL if beside else 0)
        self.page = ArticlePage(
            self.reading.version,
            Voices.of(self.reading.story.voices, self.reading.only),
            width,
            measure=self.reader.measure,
            fold_furniture=not self.reading.furniture,
            hits=find_words(self.reading.version.article.text, self.needle),
        )
        self.main.indent = max(0, (width - self.page.gutter - self.page.measure) // 2)
        top = self.page.row_of_offset(offset) if offset else 0
        self.main.show(self.page.layout, self.palette, item=self.page.layout.item_at(top), top=top)
        if is_new and self.begin_at is None:
            left_at = self.reader.memory.place(self.reading.version.article)
            if left_at:
                self.begin_at = Spot(self.reading.shown, self.reading.version.article.locate(left_at)[0])
        if self.quotation is not None:
            self._bar_on_quotation(reveal=True)
        self._draw_voices()
        self._draw_panel()
        self.draw_bars()

    def _draw_voices(self) -> None:
        """Name the speakers in a line above the text, as many as there is room for: who alone is shown, then the most quoted."""
        story, shown, width = self.reading.story, self.reading.shown, self.size.width - 2
        total = sum(voice.words[shown] for voice in story.voices) or 1
        line: list[Piece] = [(" ", ())]
        ranked = sorted(enumerate(story.voices), key=lambda one: one[1].name != self.reading.only)
        for rank, voice in ranked:
            if not voice.counts[shown]:
                continue
            role = "muted" if self.reading.only not in (None, voice.name) else speaker_role(rank)
            share = round(voice.words[shown] * 100 / total)
            chip: Line = (
                ("   " if len(line) > 1 else "", ()),
                (f"{voice.initials} {safe(voice.name)}", (role,)),
                (f" {voice.counts[shown]} · {share} %", ("dim",)),
            )
            if line_cells(line) + line_cells(chip) > width:
                line.append((" …", ("dim",)))
                break
            line += chip
        lines: tuple[Line, ...] = (tuple(line), ())
        self.query_one("#voices", Bar).show(lines[:1] if is_low(self.size.height) else lines, self.palette)

    def spot(self) -> Spot | None:
        """Return the paragraph under the bar."""
        if self.page is None or not self.page.items:
            return None
        return Spot(self.reading.shown, self.page.items[self.main.item].paragraphs[0])

    def show_spot(self, spot: Spot) -> None:
        """Put the bar beside a paragraph of the version that is read."""
        if self.page is not None and self.page.items and spot.version == self.reading.shown:
            last = len(self.reading.version.article.paragraphs) - 1
            self.main.to_item(self.page.item_of_paragraph(min(spot.paragraph, last)))

    def _offset_at_top(self) -> int:
        """Return the offset of the text that stands in the first row that is seen."""
        if self.page is None or self.main.top == 0:
            return 0
        return self.page.offset_of_row(self.main.top)

    def _draw_panel(self) -> None:
        entries = self._panel_entries(PANEL - 4)

        def draw_row(item: int, row: int) -> Line:
            return entries[item][row] if row < len(entries[item]) else ()

        # A blank row after each, unless they are one row each; one before what follows them.
        heights = [len(entry) + (len(entry) > 1) for entry in entries]
        if len(heights) > 1:
            heights[-2] = len(entries[-2]) + 1
        self.panel.show(Layout(heights, draw_row, blank_after=1), self.palette)

    def _panel_entries(self, width: int) -> list[list[Line]]:
        shown = self.reading.shown
        self.panel_voices = [voice for voice in self.reading.story.voices if voice.counts[shown]]
        this_quotation = self._this_quotation(width)
        height = self.panel.size.height or self.main.size.height
        has_room = 3 * len(self.panel_voices) + len(this_quotation) <= height
        entries = [self._panel_entry(voice, width, is_tall=has_room) for voice in self.panel_voices]
        return [*(entries or [[(("nobody is quoted here", ("dim",)),)]]), this_quotation]

    def _panel_entry(self, voice: Voice, width: int, *, is_tall: bool) -> list[Line]:
        """Draw a speaker with their quotations and their share; the share as a bar as well, where there is room."""
        shown = self.reading.shown
        total = sum(voice.words[shown] for voice in self.panel_voices) or 1
        role = speaker_role(self.reading.story.ranks[voice.name])
        look = (role, "mention") if self.reading.only in (None, voice.name) else ("muted",)
        share = round(voice.words[shown] * 100 / total)
        name: Line = (
            (f"{voice.initials:<2} ", look),
            (clip(safe(voice.name), width - 12), look),
            (f"  {voice.counts[shown]}", ()),
        )
        if not is_tall:
            return [(*padded(name, width - 5), (f"{share:>3} %", ("dim",)))]
        filled = max(1, (width - 10) * share // 100)
        bar: Line = (("   ", ()), ("━" * filled, look), ("─" * (width - 10 - filled), ("rule",)))
        return [name, (*bar, (f" {share:>3} %", ("dim",)))]

    def _this_quotation(self, width: int) -> list[Line]:
        """Say who says the quotation under the bar, and how that was found."""
        if self.quotation is None:
            return [()]
        facts = explain_rows(self.reading, self.quotation)
        lines: list[Line] = [(("This quotation", ("title",)),)]
        for name, value in facts:
            text = paint(value).styled.text
            for number, (start, end) in enumerate(wrap(text, width - 10)):
                head = f"{name:<9} " if number == 0 else " " * 10
                lines.append(((head, ("dim",)), (text[start:end], ())))
        return lines

    # -- moving

    def when_moved(self, view: LineView) -> None:
        """Forget the quotation when the bar left it."""
        known = view is self.main and self.quotation is not None
        if known and self.main.bar_rows != self._rows_of_quotation(self.quotation):
            self.quotation = None
            self._draw_panel()
        super().when_moved(view)

    def _rows_of_quotation(self, index: int | None) -> tuple[int, int]:
        assert self.page is not None and index is not None
        quotation = self.reading.version.quotations[index]
        last = max(quotation.start, min(quotation.end, len(self.reading.version.article.text)) - 1)
        return self.page.row_of_offset(quotation.start), self.page.row_of_offset(last) + 1

    def _bar_on_quotation(self, *, reveal: bool) -> None:
        assert self.quotation is not None
        rows = self._rows_of_quotation(self.quotation)
        if reveal:
            self.main.to_rows(*rows)
        else:
            self.main.set_bar(rows)

    def _quotations(self) -> list[int]:
        """Return the quotations that the keys step through: of the one speaker that stands out, or all."""
        only = self.reading.only
        quotations = self.reading.version.quotations
        return [
            index
            for index in self.reading.version.counted
            if only is None or ((speaker := quotations[index].speaker) is not None and speaker.name == only)
        ]

    def action_quotation(self, step: int) -> None:
        """Go to the next quotation, from the one under the bar or from the bar's paragraph."""
        places = self._quotations()
        at = self.quotation
        if at is None:
            # As if the quotation before the bar's first row had been left, or the one after it.
            here = self.page.offset_of_row(self.main.bar_rows[0]) if self.page and self.page.items else 0
            quotations = self.reading.version.quotations
            first = bisect_left(places, here, key=lambda k: quotations[k].start)
            at = (
                (places[first] - 1 if step > 0 else places[first]) if first < len(places) else len(quotations)
            )
        found = self.step(places, at, step, "quotation")
        if found is not None:
            self.quotation = found
            self._bar_on_quotation(reveal=True)
            self._draw_panel()

    def action_speaker(self) -> None:
        """Say who says the quotation under the bar, and how that was found."""
        if self.quotation is None:
            self.action_quotation(1)
        if self.quotation is not None:
            told = tell_speaker(self.reading.version, self.reading.version.quotations[self.quotation])
            others = say_others(self.reading, self.quotation)
            self.notice(f"{told} · {others}" if others else told)

    def action_open(self) -> None:
        """Let a speaker stand out, or unfold what is folded."""
        assert self.page is not None
        if self.focused is self.panel:
            if self.panel.item < len(self.panel_voices):
                self._only(self.panel_voices[self.panel.item].name)
            return
        if self.page.items and self.page.items[self.main.item].folded:
            self.action_furniture()
            return
        if self.reading.only is not None and self.quotation is None:
            self._only(None)
            return
        index = self.quotation if self.quotation is not None else self._quotation_under_bar()
        speaker = self.reading.version.quotations[index].speaker if index is not None else None
        if speaker is None:
            self.notice("nobody is known to speak here; ] goes to the next quotation")
        else:
            self._only(speaker.name)

    def _quotation_under_bar(self) -> int | None:
        assert self.page is not None
        paragraphs = self.page.items[self.main.item].paragraphs
        here = (k for p in paragraphs for k in self.reading.version.by_paragraph[p])
        return next((k for k in here if self.reading.version.quotations[k].counts), None)

    def _only(self, name: str | None) -> None:
        self.reader.reading = only_speaker(self.reading, name)
        self.draw()

    def action_furniture(self) -> None:
        """Unfold furniture, or fold it again."""
        self.reader.reading = changed(self.reading, furniture=not self.reading.furniture)
        self.draw()

    def action_version(self, step: int) -> None:
        """Read another version of the story."""
        if other_version(self.reading, step).shown == self.reading.shown:
            self.notice("no newer version" if step > 0 else "no older version")
            return
        self.reader.reading = other_version(self.reading, step)
        self.page, self.quotation = None, None
        self.main.item = 0
        self.draw()

    def action_width(self) -> None:
        """Change the measure."""
        choices = sorted({*MEASURES, self.reader.config.measure or MEASURE})
        self.reader.measure = next((m for m in choices if m > self.reader.measure), choices[0])
        self.draw()
        self.notice(f"measure: {self.reader.measure}")

    def action_pane(self) -> None:
        """Open the panel of speakers, or close it."""
        self._has_panel = not self._has_panel
        self.draw()
        (self.panel if self._has_panel else self.main).focus()

    def leave(self) -> None:
        """Remember how far the article was read."""
        if self.page is not None and self.page.items:
            self.reader.memory.keep_place(
                self.reading.version.article, self.page.offset_of_row(self.main.top)
            )

    def action_bookmark(self) -> None:
        """Put a bookmark at the paragraph under the bar, or take it away."""
        if self.page is None or not self.page.items:
            return
        article = self.reading.version.article
        index = self.page.items[self.main.item].paragraphs[0]
        label = article.paragraphs[index].text[:200]
        there = self.reader.memory.toggle_bookmark(article, article.starts[index], label)
        self.notice(f"bookmark at ¶ {index + 1}" if there else f"no bookmark at ¶ {index + 1}")

    def copied_text(self) -> str | None:
        """Return the quotation under the bar, else its paragraph, with the source."""
        article = self.reading.version.article
        if self.quotation is not None:
            return cite_quotation(article, self.reading.version.quotations[self.quotation])
        if self.page is None or not self.page.items:
            return None
        return cite_paragraph(article, self.page.items[self.main.item].paragraphs[0])

    def hit_rows(self) -> list[int]:
        """Return the rows in which the words were found."""
        page = self.page
        assert page is not None
        if self._hits is None or self._hits[0] is not page:
            self._hits = page, sorted({page.row_of_offset(start) for start, _ in page.hits})
        return self._hits[1]


def explain_rows(reading: Reading, index: int) -> list[tuple[str, str]]:
    """Say who says a quotation of the version that is read, by which words, how that was found, and where else it stands."""
    quotation = reading.version.quotations[index]
    rows = [("speaker", quotation.speaker.name if quotation.speaker else "unknown")]
    if quotation.speaker:
        rows.append(("mention", quotation.speaker.mention))
    if quotation.cue:
        rows.append(("cue", quotation.cue.text))
    if quotation.by:
        rows.append(("found by", BY_WORDS[quotation.by]))
    if others := say_others(reading, index):
        rows.append(("elsewhere", others))
    return rows


def say_others(reading: Reading, index: int) -> str:
    """Say in which other versions the words of a quotation stand, in marks or without; nothing where there is no other."""
    if not reading.comparable:
        return ""
    words = reading.version.quotations[index].text.strip()
    others = [
        str(number)
        for number, version in enumerate(reading.story.versions, start=1)
        if version is not reading.version and words in version.article.text
    ]
    if not others:
        return "in no other version word for word"
    return f"word for word in version{'s' if len(others) > 1 else ''} {', '.join(others)}"
