"""What all screens share: head, foot, moving, notices, and the bindings made from the table of commands."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from reader.reading import Reading, step_in
from reader.render.lines import Piece
from reader.render.palette import Palette
from reader.tui.bars import Bar, fitted, foot_lines, head_lines, is_low, key_line, notice_lines
from reader.tui.commands import COMMANDS, Command, ScreenName, commands_of, footer_keys, footer_of
from reader.tui.line_view import LineView

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


_TEXTUAL_KEYS = {
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    ")": "right_parenthesis",
    "(": "left_parenthesis",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "?": "question_mark",
    "/": "slash",
    ":": "colon",
    "'": "apostrophe",
}


def textual_key(key: str) -> str:
    """Return Textual's name for a key as people write it."""
    return _TEXTUAL_KEYS.get(key, key)


def bindings_of(screen: ScreenName, commands: Sequence[Command] = COMMANDS) -> list[BindingType]:
    """Make Textual's bindings of a screen from the table of commands."""
    return [
        Binding(
            textual_key(key),
            command.action,
            command.help,
            show=False,
            priority=True,
            id=command.id,
        )
        for command in commands_of(screen, commands)
        for key in command.keys.split()
    ]


class Spot(NamedTuple):
    """A place in a story, whatever screen shows it: index of the version, index of the paragraph."""

    version: int
    paragraph: int


class Said(NamedTuple):
    """A notice: what was said, on which screen, and when, in seconds since 1970."""

    words: str
    screen: ScreenName
    at: float


class Place(NamedTuple):
    """Where one was: on which screen, in which story, at which spot of it or item of a list."""

    screen: ScreenName
    reading: Reading | None
    spot: Spot | None
    item: int


class ReaderScreen(Screen[None], inherit_bindings=False):
    """A screen with a head, one or two panes, and a foot."""

    ALLOW_SELECT = False

    NAME: ClassVar[ScreenName]

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__()
        if commands is not COMMANDS:
            self._bindings = BindingsMap(bindings_of(self.NAME, commands))
        self._notice: str | None = None
        self.begin_at: Spot | None = None
        self.stands = False
        """Whether it was drawn, so that keys find something to act on."""

    @property
    def reader(self) -> "ReaderApp":
        """The program."""
        return cast("ReaderApp", self.app)

    @property
    def palette(self) -> Palette:
        """How roles look now."""
        return self.reader.palette

    def compose(self) -> ComposeResult:
        """Stack head, panes and foot."""
        yield Bar(2, id="head")
        yield from self.above()
        with Horizontal(id="panes"):
            yield from self.panes()
        yield Bar(3, id="foot")

    def above(self) -> ComposeResult:
        """Return what stands between the head and the panes; nothing as a rule."""
        yield from ()

    def panes(self) -> ComposeResult:
        """Return the panes between head and foot."""
        raise NotImplementedError

    @property
    def main(self) -> LineView:
        """The pane that moves."""
        raise NotImplementedError

    # -- what a screen says of itself

    def title_and_facts(self) -> tuple[str, str]:
        """Return what the head says: what is open, and what it is."""
        raise NotImplementedError

    def status(self) -> Sequence[Piece]:
        """Return where one is and what is there, in parts, the most important first."""
        raise NotImplementedError

    def labels(self) -> dict[str, str]:
        """Return what the footer says of a command instead of its label, by id; nothing leaves the command out."""
        return {}

    def draw(self) -> None:
        """Lay everything out anew: another size, another theme, another value."""
        raise NotImplementedError

    # -- head and foot

    def draw_bars(self) -> None:
        """Draw head and foot."""
        width = self.size.width
        if not width or not self.has_panes:
            return
        low = is_low(self.size.height)
        head = head_lines(*self.title_and_facts(), width)
        self.query_one("#head", Bar).show(head[:1] if low else head, self.palette)
        status: Sequence[Piece]
        told = notice_lines(self._notice or "", width - 2)
        if progress := self.reader.works.progress():
            status = ((f"{progress} · esc stops it", ("notice",)),)
        elif self._notice:
            status = told[0]
        else:
            status = self.status()
        # The second row of a long notice takes the place of the keys until the next key.
        has_more = len(told) > 1 and not progress
        keys = told[1] if has_more else key_line(self._footer(), width - 1, last=2)
        self.query_one("#foot", Bar).show(
            foot_lines(fitted(status, width - 2), keys, width, low=low), self.palette
        )

    def _footer(self) -> list[tuple[str, str]]:
        """Return the keys that the footer names, each with its label."""
        commands, labels = self.reader.commands, self.labels()
        return [
            (footer_keys(command, commands), label)
            for command in footer_of(self.NAME, commands)
            if (label := labels.get(command.id, command.label))
        ]

    def notice(self, words: str) -> None:
        """Say something in the foot until the next key."""
        self.reader.keep_notice(words)
        self._notice = words
        self.draw_bars()

    def clear_notice(self) -> bool:
        """Let the foot say again where one is; tell whether it said something else."""
        if self._notice is None:
            return False
        self._notice = None
        self.draw_bars()
        return True

    def on_mount(self) -> None:
        """Draw for the first time."""
        if not self.has_panes:
            return
        self.apply_background()
        for view in self.query(LineView):
            view.when_moved = self.when_moved
        self.main.focus()

    @property
    def has_panes(self) -> bool:
        """Whether there is something to draw in; not while the screen is put together, nor if it was left before that."""
        return bool(self.query("#foot")) and bool(self.query(LineView))

    def apply_background(self) -> None:
        """Give the empty parts of the screen the theme's colour."""
        self.styles.background = self.palette.background or "ansi_default"

    def on_screen_resume(self) -> None:
        """Draw again with what may have changed meanwhile."""
        if self.size.width and self.has_panes:
            self.apply_background()
            self.draw()
            self._begin()

    def on_line_view_resized(self, event: LineView.Resized) -> None:
        """Lay the texts out at the new width."""
        event.stop()
        self.draw()
        self._begin()
        self.stands = True
        self.reader.typed.wake()

    def _begin(self) -> None:
        """Go where a jump from another screen leads, once there is something to go to."""
        if self.begin_at is not None and self.main.rows.items and self.main.size.height:
            spot, self.begin_at = self.begin_at, None
            self.show_spot(spot)

    async def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Open what was clicked, as the key does."""
        event.stop()
        await self.run_action("open")

    def on_line_view_pointed(self, event: LineView.Pointed) -> None:
        """Go where a click beside the text points."""
        event.stop()

    def spot(self) -> Spot | None:
        """Return the place under the bar, or None where no paragraph stands there."""
        return None

    def show_spot(self, spot: Spot) -> None:
        """Put the bar beside a place, if it is shown here."""

    def when_moved(self, view: LineView) -> None:
        """Say where one is, after the bar of a pane moved or its rows scrolled."""
        self.draw_bars()

    def leave(self) -> None:
        """Remember what is worth remembering before another screen, or nothing, takes this one's place."""

    # -- asking

    async def ask(
        self,
        purpose: str,
        value: str,
        then: Callable[[str], None],
        *,
        hint: str = "",
        verb: str = "take",
        changed: Callable[[str], None] | None = None,
        is_path: bool = False,
    ) -> None:
        """Ask for words at the foot.

        Args:
            purpose: What they are for, in a word or two.
            value: What stands there at first.
            then: Gets the words when they are taken.
            hint: What may be typed.
            verb: What `enter` does.
            changed: Gets them whenever they change.
            is_path: Whether they name a file or folder.
        """
        from reader.tui.prompt import Prompt

        def take(words: str | None) -> None:
            # Later, since this screen draws itself anew when it comes back, and would forget what was done before that.
            if words is not None:
                self.call_later(then, words)

        await self.app.push_screen(
            Prompt(purpose, value, hint=hint, verb=verb, changed=changed, is_path=is_path), take
        )

    # -- marks

    async def action_mark(self) -> None:
        """Mark this place with the letter that is typed next."""
        await self._ask_letter("mark this place with a letter", self._set_mark)

    async def action_to_mark(self) -> None:
        """Go to the place marked with the letter that is typed next."""
        letters = " ".join(sorted(self.reader.marks)) or "none yet"
        await self._ask_letter(f"to which mark? {letters}", self._go_to_mark)

    async def _ask_letter(self, question: str, then: Callable[[str], None]) -> None:
        from reader.tui.dialogs import LetterDialog

        def take(letter: str | None) -> None:
            self.clear_notice()
            if letter is not None:
                then(letter)

        self.notice(question)
        await self.app.push_screen(LetterDialog(), take)

    def _here(self) -> Place:
        return Place(self.NAME, self.reader.reading, self.spot(), self.main.item)

    def _set_mark(self, letter: str) -> None:
        self.reader.marks[letter] = self._here()
        self.notice(f"marked {letter}")

    def _go_to_mark(self, letter: str) -> None:
        place = self.reader.marks.get(letter)
        if place is None:
            self.notice(f"nothing is marked {letter}")
            return
        self.note_jump()
        self.call_later(self.reader.go_to_place, place)

    # -- copying

    def copied_text(self) -> str | None:
        """Return what `y` copies here, or None where there is nothing."""
        return None

    def action_copy(self) -> None:
        """Copy what stands under the bar, with its source."""
        from reader.tui.copying import osc52

        text = self.copied_text()
        if text is None:
            self.notice("nothing to copy here")
            return
        sequence = osc52(text)
        if sequence is not None:
            self.reader.send(sequence)
        sent = "sent to the terminal" if sequence is not None else "too long for the terminal"
        try:
            kept = self.reader.keep_copy(text)
            self.notice(f"{sent}; kept in {kept}" if kept else sent)
        except OSError as trouble:
            self.notice(f"{sent}; not kept in a file: {trouble.strerror}")

    # -- moving

    def focused_view(self) -> LineView:
        """Return the pane that keys move."""
        return self.focused if isinstance(self.focused, LineView) else self.main

    def action_lines(self, lines: int) -> None:
        """Move by lines."""
        self.focused_view().move_lines(lines)

    def action_pages(self, pages: float) -> None:
        """Move by pages."""
        self.focused_view().move_pages(pages)

    def action_items(self, items: int) -> None:
        """Move by paragraphs or entries."""
        self.focused_view().move_items(items)

    def note_jump(self) -> None:
        """Remember where a jump begins."""
        self.reader.marks["'"] = self._here()

    def action_top(self) -> None:
        """Go to the beginning."""
        self.note_jump()
        self.focused_view().to_top()

    def action_bottom(self) -> None:
        """Go to the end."""
        self.note_jump()
        self.focused_view().to_bottom()

    # -- going elsewhere

    async def action_go(self, name: ScreenName) -> None:
        """Go to another screen."""
        await self.reader.go(name)

    async def action_back(self) -> None:
        """Go where one came from, or leave."""
        await self.reader.go_back()

    async def action_escape(self) -> None:
        """Stop what takes long; else go where one came from, but never out of the program."""
        if self.reader.stop():
            return
        if len(self.reader.trail) > 1:
            await self.reader.go_back()
        else:
            self.notice("q leaves the program")

    async def action_reload(self) -> None:
        """Read again what changed on the disk."""
        from reader.tui.reload import read_again

        await read_again(self.reader)

    async def action_help(self) -> None:
        """Show the keys."""
        from reader.tui.help_screen import HelpScreen

        await self.app.push_screen(HelpScreen(self.NAME, self.reader.commands))

    async def action_notices(self) -> None:
        """Show what the foot said."""
        from reader.tui.notices import NoticesScreen

        await self.app.push_screen(NoticesScreen(self.NAME, self.reader.said))

    def action_theme(self) -> None:
        """Show the next theme."""
        self.reader.next_theme()
        self.notice(f"theme: {self.palette.name}")

    def action_mouse(self) -> None:
        """Let the mouse scroll and choose, or leave it to the terminal."""
        on = self.reader.switch_mouse()
        self.notice(
            "mouse: it scrolls and chooses here; the terminal selects with shift"
            if on
            else "mouse: left to the terminal"
        )

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.reader.redraw()

    async def action_command_palette(self) -> None:
        """Find a command by its name."""
        from reader.tui.dialogs import PaletteScreen

        await self.app.push_screen(PaletteScreen(self.NAME, self.reader.commands), self._run_command)

    def _run_command(self, action: str | None) -> None:
        if action is not None:
            self.call_later(self.run_action, action)

    def step(self, places: Sequence[int], at: int, step: int, what: str) -> int | None:
        """Return the next of `places` in a direction, and say so when there is none."""
        found = step_in(places, at, 1 if step > 0 else -1)
        if found is None:
            where = "after" if step > 0 else "before"
            self.notice(f"no {what} {where} this one" if places else f"no {what} here")
        return found
