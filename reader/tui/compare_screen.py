"""Two versions in step, the changes in between, and a strip that says where in the article they lie."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from reader.diff.block import WEIGHTS
from reader.reading import Reading, changed, step_in
from reader.render.article import Voices
from reader.render.changes import SIDES
from reader.render.diff import CHANGED, SIDE_BY_SIDE_FROM, DiffPage, Look, strip_marks
from reader.render.kept import Kept
from reader.render.lines import Layout, Line, Piece, cells, clip_middle, join_pieces, line_cells, padded
from reader.render.listing import DIMMED, summaries, tell_sides
from reader.render.paint import safe
from reader.render.reasons import tell_speaker
from reader.tui.bars import Bar, is_low
from reader.tui.commands import COMMANDS, Command, key_names
from reader.tui.copying import cite_paragraph
from reader.tui.line_view import LineView
from reader.tui.pair_screen import PairScreen
from reader.tui.screen import Spot, bindings_of
from reader.tui.text_screen import TextScreen

CONTEXT = 0
MARGIN = 8
"""How much wider a line may get where old and new words stand in one paragraph."""


class CompareScreen(TextScreen, PairScreen):
    """Old and new side by side, or one below the other."""

    NAME = "compare"
    BINDINGS = bindings_of("compare")

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(commands)
        self.page: DiffPage | None = None
        self._unfolded: frozenset[int] = frozenset()
        self._kept: Kept | None = None
        self._prepared: Kept | None = None
        self._tellings: Sequence[Sequence[Piece]] = ()
        self._strip: list[str] = []

    def panes(self) -> ComposeResult:
        """Return both versions in one view, and the strip."""
        yield LineView("text", id="text")
        yield LineView("text", id="strip")

    def above(self) -> ComposeResult:
        """Return a line with both versions' names."""
        yield Bar(2, id="sides")

    @property
    def main(self) -> LineView:
        """Both versions."""
        return self.query_one("#text", LineView)

    @property
    def side_by_side(self) -> bool:
        """Whether there are two panes: as chosen, else when the screen is wide enough."""
        if self.reading.layout == "auto":
            return self.size.width >= SIDE_BY_SIDE_FROM
        return self.reading.layout == "side-by-side"

    # -- what is said

    def title_and_facts(self) -> tuple[str, str]:
        """Say which story is compared."""
        return safe(self.reading.story.title), f"{len(self.reading.story.versions)} versions"

    def status(self) -> Sequence[Piece]:
        """Say which paragraph, and what changed."""
        if self.page is None or not self.page.items:
            return ()
        comparison = self.reading.at_hand
        row = comparison.rows[self.page.items[self.main.item].first]
        places = []
        if row.old and not row.new:
            places.append(f"old ¶ {row.old[0] + 1}/{len(comparison.old.article.paragraphs)}")
        if row.new:
            places.append(f"¶ {row.new[0] + 1}/{len(comparison.new.article.paragraphs)}")
        place: Piece = (" · ".join(places), ("accent",))
        tellings = ([place, *self._ahead(), *told, *self._unknown()] for told in self._tellings)
        fitting = (told for told in tellings if line_cells(join_pieces(told)) <= self.size.width - 2)
        return next(fitting, [place, *self._ahead(), *self._tellings[-1], *self._unknown()])

    def _unknown(self) -> Sequence[Piece]:
        """Say that something is still being found out."""
        return () if self.reading.is_complete else (("quotations: looking for them", ("dim",)),)

    def _ahead(self) -> Sequence[Piece]:
        """Say where the first change is, while it is out of sight and nothing was looked at yet."""
        assert self.page is not None
        first = next(iter(self.page.changed_items), None)
        if first is None or self.main.top or self.main.item:
            return ()
        if not self.main.size.height or self.page.layout.rows_of(first)[0] < self.main.size.height:
            return ()  # in sight, or not laid out yet
        row = self.reading.at_hand.rows[self.page.items[first].first]
        keys = (key_names(one)[0] for one in self.reader.commands if one.id == "next-change" and one.keys)
        told = ": ".join((f"first change ¶ {(row.new or row.old)[0] + 1}", *keys))
        return ((told, ("notice",)),)

    def labels(self) -> dict[str, str]:
        """Name what the keys would do now; leave out what there is nothing for."""
        labels = {
            "layout": "inline" if self.side_by_side else "side by side",
            "changes-only": "show all" if self.reading.changes_only else "changes only",
        }
        if self.page is not None and self.reading.is_complete and not self.page.quotation_items:
            labels["next-changed-quotation"] = ""
        if self.page is not None and not self.page.changed_items:
            labels |= {"next-change": "", "changes-only": "", "weight": ""}
        return labels

    # -- drawing

    def draw(self) -> None:
        """Lay both versions out, keeping the place."""
        row, before = self._row_at_bar(), self.page
        comparison = self.reading.at_hand
        if self._kept is None or self._kept.comparison is not comparison:
            self._kept, self._prepared = self._prepared, None
            if self._kept is None or self._kept.comparison is not comparison:
                self._kept = Kept(comparison)
            self._tellings = tuple(summaries(comparison))
        self.page = DiffPage(
            comparison,
            Voices.of(self.reading.story.voices, self.reading.only),
            self._width,
            self._look(side_by_side=self.side_by_side),
            unfolded=self._unfolded,
            needle=self.needle,
            kept=self._kept,
        )
        self._strip = []
        self.main.blank = self.page.blank_line()
        self._show_at(self.page.item_of_row(row), before)
        self._draw_strip()
        self._draw_sides()
        self.draw_bars()
        self.call_after_refresh(self.find_rest)

    @property
    def _width(self) -> int:
        return max(20, self.size.width - 4)

    def _look(self, *, side_by_side: bool) -> Look:
        reading = self.reading
        return Look(
            side_by_side,
            context=CONTEXT if reading.changes_only else None,
            furniture=reading.furniture,
            least=reading.least,
            measure=self.reader.measure + (0 if side_by_side else MARGIN),
            brackets=self.palette.marks,
            names=True,
        )

    def preparation(self) -> Callable[[Reading], None]:
        """Return what lays two versions out in both layouts, so that neither has to be waited for."""
        width, looks = self._width, [self._look(side_by_side=which) for which in (True, False)]

        def prepare(whole: Reading) -> None:
            kept, voices = Kept(whole.comparison), Voices.of(whole.story.voices)
            for look in looks:
                DiffPage(whole.comparison, voices, width, look._replace(context=None), kept=kept).layout  # noqa: B018
            self._prepared = kept

        return prepare

    def _show_at(self, item: int, before: DiffPage | None) -> None:
        """Show the page with an item under the bar, which stays where it is as long as the text is as wide as before."""
        assert self.page is not None
        main, layout = self.main, self.page.layout
        bar, top = main.bar_rows, main.top
        first, last = main.rows.rows_of(main.item) if main.rows.items else (0, 0)
        start, end = layout.rows_of(item) if layout.items else (0, 0)
        if before is None or before.setting != self.page.setting or end - start < last - first:
            main.show(layout, self.palette, item=item, top=start - max(0, bar[0] - top))
            return
        shift = start - first
        main.show(layout, self.palette, item=item, top=top + shift)
        if bar != (first, last):
            main.set_bar((bar[0] + shift, bar[1] + shift))

    def _row_at_bar(self) -> int:
        """Return the row of the comparison under the bar."""
        return self.page.items[self.main.item].first if self.page is not None and self.page.items else 0

    def spot(self) -> Spot | None:
        """Return the paragraph under the bar, of the version that is read if it stands there."""
        if self.page is None or not self.page.items:
            return None
        reading = self.reading
        row = reading.at_hand.rows[self.page.items[self.main.item].first]
        sides = [(reading.new, row.new), (reading.old, row.old)]
        sides.sort(key=lambda side: side[0] != reading.shown)
        return next((Spot(version, paragraphs[0]) for version, paragraphs in sides if paragraphs), None)

    def show_spot(self, spot: Spot) -> None:
        """Put the bar beside a paragraph of either version."""
        if self.page is None or not self.page.items:
            return
        for index, row in enumerate(self.reading.at_hand.rows):
            on_new = spot.version == self.reading.new and spot.paragraph in row.new
            if on_new or (spot.version == self.reading.old and spot.paragraph in row.old):
                self.main.to_item(self.page.item_of_row(index))
                return

    def when_moved(self, view: LineView) -> None:
        """Show on the strip which part is seen now."""
        if view is self.main:
            self._draw_strip()
        super().when_moved(view)

    def _draw_strip(self) -> None:
        """Say where the changes lie and which part of the whole is seen; nothing when all of it is."""
        assert self.page is not None
        strip = self.query_one("#strip", LineView)
        strip.can_focus = False
        height = max(1, self.main.size.height)
        rows = max(1, self.page.layout.height)
        if rows > height and len(self._strip) != 2 * height:
            self._strip = strip_marks(self.page, 2 * height)
        # Before the first layout there is no height; what would be drawn then is wrong a moment later.
        marks = self._strip if self.main.size.height and rows > height else []
        first, last = self.main.top * height // rows, -(-(self.main.top + height) * height // rows)

        def draw_row(item: int, row: int) -> Line:
            seen = first <= item < last
            upper, lower = (mark != "·" for mark in marks[2 * item : 2 * item + 2])
            if not upper and not lower:
                return (("┊" if seen else " ", ("dim",)),)
            half = "█" if upper and lower else "▀" if upper else "▄"
            return ((half if seen else "▒", ("bar",)),)

        strip.show(Layout([1] * (len(marks) // 2), draw_row), self.palette)
        strip.set_bar((-1, -1))

    def on_line_view_pointed(self, event: LineView.Pointed) -> None:
        """Go to the part of the whole that a click on the strip points to."""
        event.stop()
        if self.page is not None and self.page.items:
            row = event.row * self.page.layout.height // max(1, self.main.size.height)
            self.main.to_item(self.page.layout.item_at(row))

    def _draw_sides(self) -> None:
        assert self.page is not None
        comparison, page = self.reading.at_hand, self.page
        room = (page.pane if page.look.side_by_side else page.width // 2) - 5
        numbers = (self.reading.old + 1, self.reading.new + 1)
        names = [self.reading.story.names[number - 1] for number in numbers]
        rooms = (room - cells(names[0]), room - cells(names[1]))
        facts = tell_sides(comparison.old, comparison.new, numbers, rooms, has_words=self.reading.is_complete)
        heads: list[Line] = [
            ((f"{side} ", ("dim",)), (clip_middle(name, room - cells(told)), ("title",)), (told, ("dim",)))
            for side, name, told in zip(SIDES, names, facts, strict=True)
        ]
        width = page.pane if page.look.side_by_side else page.width // 2
        divider: Piece = (" │ ", ("rule",)) if page.look.side_by_side else ("  ", ())
        line: Line = ((" ", ()), *padded(heads[0], width), divider, *heads[1])
        lines: tuple[Line, ...] = (line, ((" ", ()), *page.blank_line()))
        self.query_one("#sides", Bar).show(lines[:1] if is_low(self.size.height) else lines, self.palette)

    # -- moving

    def _to(self, places: tuple[int, ...], step: int, what: str) -> None:
        found = self.step(places, self.main.item, step, what)
        if found is not None:
            self.main.to_item(found)

    def action_change(self, step: int) -> None:
        """Go to the next change."""
        if self.page is None or self._step_inside(CHANGED, step):
            return
        self._to(self.page.changed_items, step, "change")

    def _step_inside(self, roles: frozenset[str], step: int) -> bool:
        """Go on inside an item that is too tall to be seen at once; tell whether there was somewhere to go."""
        assert self.page is not None
        first, last = self.main.rows.rows_of(self.main.item)
        if last - first <= self.main.size.height:
            return False
        at = self.main.bar_rows[0] if self.main.bar_rows != (first, last) or step > 0 else last
        if self.main.bar_rows == (first, last) and step > 0:
            at = first - 1
        row = step_in(self.page.rows_with(self.main.item, roles), at, 1 if step > 0 else -1)
        if row is None:
            return False
        self.main.to_rows(row, row + 1)
        return True

    def action_changed_quotation(self, step: int) -> None:
        """Go to the next paragraph with a changed quotation."""
        if self.page is not None and not self.needs_rest(lambda: self.action_changed_quotation(step)):
            self._to(self.page.quotation_items, step, "changed quotation")

    def action_open(self) -> None:
        """Unfold what is folded; from a moved paragraph go to its other end."""
        if self.page is None or not self.page.items:
            return
        item = self.page.items[self.main.item]
        if item.folded:
            self._unfolded |= {item.first}
            self.draw()
        else:
            self.action_other_end()

    def action_other_end(self) -> None:
        """Go to the other end of a move."""
        assert self.page is not None
        other = self.reading.at_hand.rows[self.page.items[self.main.item].first].other
        if other is None:
            self.notice("nothing was moved here")
        else:
            self.note_jump()
            self.main.to_item(self.page.item_of_row(other))

    def action_speaker(self) -> None:
        """Say who is quoted in the paragraph under the bar."""
        assert self.page is not None
        if self.needs_rest(self.action_speaker):
            return
        comparison = self.reading.at_hand
        row = comparison.rows[self.page.items[self.main.item].first]
        told: list[str] = []
        for version, paragraphs in ((comparison.new, row.new), (comparison.old, row.old)):
            for index in paragraphs:
                for k in version.by_paragraph[index]:
                    quotation = version.quotations[k]
                    if quotation.counts and (why := tell_speaker(version, quotation)) not in told:
                        told.append(why)
        self.notice("; ".join(told) if told else "nobody is quoted here")

    # -- how it is shown

    def _change(self, **fields: object) -> None:
        self.reader.reading = changed(self.reading, **fields)
        self.draw()

    def action_layout(self) -> None:
        """Change between side by side and inline."""
        self._change(layout="inline" if self.side_by_side else "side-by-side")

    def action_changes_only(self) -> None:
        """Fold what is unchanged, or show it again."""
        self._unfolded = frozenset()
        self._change(changes_only=not self.reading.changes_only)

    def action_furniture(self) -> None:
        """Unfold furniture, or fold it again."""
        self._change(furniture=not self.reading.furniture)

    def action_weight(self) -> None:
        """Dim what weighs less than the next weight."""
        steps = WEIGHTS[1:]
        self._change(least=steps[(steps.index(self.reading.least) + 1) % len(steps)])
        self.notice(f"dimmed now: {DIMMED[self.reading.least]}")

    def begin_again(self) -> None:
        """Draw another pair of versions from its beginning."""
        self._unfolded = frozenset()
        self.page = None
        self.main.item = 0
        self.draw()

    def copied_text(self) -> str | None:
        """Return the paragraphs under the bar of both versions, with their sources."""
        if self.page is None or not self.page.items:
            return None
        comparison = self.reading.at_hand
        row = comparison.rows[self.page.items[self.main.item].first]
        cited = [f"old: {cite_paragraph(comparison.old.article, index)}" for index in row.old]
        cited += [f"new: {cite_paragraph(comparison.new.article, index)}" for index in row.new]
        return "\n".join(cited)

    def hit_rows(self) -> list[int]:
        """Return the rows that show the words."""
        assert self.page is not None
        page = self.page
        found: list[int] = []
        for item in page.hit_items:
            found += page.rows_with(item, frozenset({"hit"})) or [page.layout.rows_of(item)[0]]
        return found
