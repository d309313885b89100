"""The quotations of two versions held against each other: speakers by what became of their words, then each quotation."""

from collections.abc import Sequence

from textual.app import ComposeResult

from reader.ledger import QuotationPair
from reader.reading import changed
from reader.render.article import Voices
from reader.render.ledger import LedgerPage
from reader.render.lines import Piece, join_pieces, line_cells
from reader.render.listing import quotation_summaries
from reader.tui.commands import COMMANDS, Command
from reader.tui.copying import cite_quotation
from reader.tui.line_view import LineView
from reader.tui.pair_screen import PairScreen
from reader.tui.screen import Spot, bindings_of


class LedgerScreen(PairScreen):
    """Who says what in both versions."""

    NAME = "ledger"
    BINDINGS = bindings_of("ledger")

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(commands)
        self.page: LedgerPage | None = None

    def panes(self) -> ComposeResult:
        """Return the ledger."""
        yield LineView("text", id="text")

    @property
    def main(self) -> LineView:
        """The ledger."""
        return self.query_one("#text", LineView)

    def title_and_facts(self) -> tuple[str, str]:
        """Say which versions are held against each other."""
        names = self.reading.story.names
        return "Who says what", f"old: {names[self.reading.old]}, new: {names[self.reading.new]}"

    def status(self) -> Sequence[Piece]:
        """Say how many quotations there are and what became of them."""
        comparison = self.reading.comparison
        totals: Piece = (
            f"{len(comparison.old.counted)} → {len(comparison.new.counted)} quotations",
            ("accent",),
        )
        tellings = [[totals, *told] for told in quotation_summaries(comparison)]
        fitting = (told for told in tellings if line_cells(join_pieces(told)) <= self.size.width - 2)
        return next(fitting, tellings[-1])

    def labels(self) -> dict[str, str]:
        """Name what the keys would do now; leave out what there is nothing for."""
        has_changed = self.page is None or bool(self._changed_items())
        has_pairs = self.page is None or bool(self.reading.comparison.ledger.pairs)
        return {
            "next-changed-quotation": "change" if has_changed else "",
            "changes-only": "show all" if self.reading.changes_only else "changes only" if has_pairs else "",
        }

    def _changed_items(self) -> list[int]:
        """Return the items in which a quotation changed."""
        pairs = self.page.pairs if self.page is not None else ()
        return [k for k, pair in enumerate(pairs, start=1) if pair.change not in ("same", "style")]

    def draw(self) -> None:
        """Lay the ledger out."""
        voices = Voices.of(self.reading.story.voices, self.reading.only)
        width = max(20, self.size.width - 2)
        self.page = LedgerPage(
            self.reading.comparison,
            voices,
            width,
            changes_only=self.reading.changes_only,
            brackets=self.palette.marks,
        )
        self.main.show(self.page.layout, self.palette)
        self.draw_bars()

    def action_changed_quotation(self, step: int) -> None:
        """Go to the next quotation that changed."""
        found = self.step(self._changed_items(), self.main.item, step, "changed quotation")
        if found is not None:
            self.main.to_item(found)

    def spot(self) -> Spot | None:
        """Return the place of the quotation under the bar: on its new side, if it has one."""
        if self.page is None or self.main.item == 0 or not self.page.pairs:
            return None
        pair, comparison = self.page.pairs[self.main.item - 1], self.reading.comparison
        if pair.new:
            version, index, number = comparison.new, pair.new[0], self.reading.new
        else:
            version, index, number = comparison.old, pair.old[0], self.reading.old
        return Spot(number, version.article.locate(version.quotations[index].start)[0])

    def show_spot(self, spot: Spot) -> None:
        """Put the bar beside the first quotation that stands in a paragraph."""
        pairs = self.page.pairs if self.page is not None else ()
        for item, pair in enumerate(pairs, start=1):
            if spot in self._spots(pair):
                self.main.to_item(item)
                return

    def _spots(self, pair: QuotationPair) -> set[Spot]:
        reading, comparison = self.reading, self.reading.comparison
        sides = ((reading.old, comparison.old, pair.old), (reading.new, comparison.new, pair.new))
        return {
            Spot(number, version.article.locate(version.quotations[k].start)[0])
            for number, version, indices in sides
            for k in indices
        }

    async def action_open(self) -> None:
        """Go to the quotation's place in the comparison."""
        if self.spot() is None:
            self.notice("choose a quotation below: ) goes to the next one that changed")
        else:
            await self.reader.go("compare")

    def action_changes_only(self) -> None:
        """Leave out quotations that stayed the same, or show them again."""
        self.reader.reading = changed(self.reading, changes_only=not self.reading.changes_only)
        self.main.item = 0
        self.draw()

    def copied_text(self) -> str | None:
        """Return the quotations under the bar of both versions, with their sources."""
        if self.page is None or self.main.item == 0 or not self.page.pairs:
            return None
        pair, comparison = self.page.pairs[self.main.item - 1], self.reading.comparison
        old, new = comparison.old, comparison.new
        cited = [f"old: {cite_quotation(old.article, old.quotations[index])}" for index in pair.old]
        cited += [f"new: {cite_quotation(new.article, new.quotations[index])}" for index in pair.new]
        return f"{pair.change}\n" + "\n".join(cited)

    def begin_again(self) -> None:
        """Draw another pair of versions from its beginning."""
        self.main.item = 0
        self.draw()
