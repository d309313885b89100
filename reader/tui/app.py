"""The program around the screens: opens what was named, keeps what is open, goes from screen to screen."""

import asyncio
import contextlib
import gc
import os
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste
from textual.screen import Screen

from reader.config import Config, load_config
from reader.errors import ReaderError
from reader.reading import OpenStory, Reading, changed, start_reading
from reader.render.article import MEASURE
from reader.render.palette import PALETTES, Palette, ThemeName
from reader.text import one_line
from reader.tui.commands import COMMANDS, ScreenName, with_keys
from reader.tui.driver import ScreenDriver
from reader.tui.library_screen import LibraryScreen
from reader.tui.looks import THEMES, choose_theme
from reader.tui.memory import Memory, last_session, save_session
from reader.tui.preparing import Look, compare_chosen
from reader.tui.reload import Watch, tell_changed
from reader.tui.screen import Place, ReaderScreen, Said, Spot
from reader.tui.screens import make_screen
from reader.tui.shelf import Shelf
from reader.tui.type_ahead import TypeAhead
from reader.tui.work import Work, Workplace

if TYPE_CHECKING:
    from reader.library.values import Found

FRAME_SECONDS = 0.01
"""How long it takes to send a frame."""

_MOST_SAID = 500
"""How many notices are kept; of more than these nobody looks for one."""


class ReaderApp(App[int], inherit_bindings=False):
    """The screen of `reader`.

    Args:
        paths: Files and folders to open; the sample story when there are none.
        theme: The theme to begin with, or None.
        config: What the user set.
        library: The folder of the library; None for the user's own.
    """

    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "reader"

    def __init__(
        self,
        paths: Sequence[str] = (),
        *,
        theme: str | None = None,
        config: Config | None = None,
        library: str | None = None,
    ) -> None:
        self.config = config or Config()
        self.commands = with_keys(self.config.keys) if self.config.keys else COMMANDS
        self._suspend_keys = next(one.keys for one in self.commands if one.id == "suspend").split()
        self.theme_name: ThemeName = choose_theme(theme or self.config.theme)
        super().__init__(driver_class=ScreenDriver, ansi_color=PALETTES[self.theme_name].background is None)
        self.animation_level = "none"
        self.measure = self.config.measure or MEASURE
        self.has_mouse = self.config.mouse is True
        self.paths = tuple(paths)
        self.shelf = Shelf(())
        self.reading: Reading | None = None
        self.trail: list[ScreenName] = []
        self.failure: str | None = None
        self.goes_on = False
        self.said: deque[Said] = deque(maxlen=_MOST_SAID)
        self.marks: dict[str, Place] = {}
        self.memory = Memory(library, self._tell_trouble)
        self.file_watch = Watch()
        self.works = Workplace(self, self._say_progress, lambda words: self.tell((words,)))
        self.is_opening = True
        """Whether what was named is not open yet."""
        self.typed = TypeAhead(self)

    @property
    def palette(self) -> Palette:
        """How roles look now."""
        return PALETTES[self.theme_name]

    def get_default_screen(self) -> LibraryScreen:
        """Return the screen that lies below all others."""
        return LibraryScreen(self.commands)

    def on_mount(self) -> None:
        """Show the library at once, and open what was named behind it."""
        self.trail = ["library"]
        # What was named is opened after the first frame, which is there the sooner.
        self.call_after_refresh(self.call_later, self._begin)

    async def _begin(self) -> None:
        """Open what was named. In the program's own turn: in the screen's, the screen could not be drawn meanwhile."""
        gc.enable()
        # The thread that sends the first frame would have to share its time with the one that opens.
        await asyncio.sleep(FRAME_SECONDS)
        from reader.tui.opening import open_at_start

        await open_at_start(self)

    def refuse(self, message: str) -> None:
        """Nothing could be opened: with nothing else on the screen there is nothing to stay for."""
        self.failure = message
        self.exit(2)

    def _tell_trouble(self, message: str) -> None:
        """Say what the library could not keep; also from other threads."""
        self.call_later(self.tell, (message,))

    def save_session(self) -> None:
        """Remember where one is; called before the program ends, however it ends."""
        screen = self.current if self.screen_stack else None
        if screen is not None:
            screen.leave()
        if self.paths and not self.shelf.is_sample:
            save_session(self.paths)

    def exit(self, *args: object, **more: object) -> None:
        """Save the session, and end."""
        self.works.stop()
        if self.failure is None:
            self.save_session()
        super().exit(*args, **more)  # type: ignore[arg-type]

    def _handle_exception(self, error: Exception) -> None:
        """End after a fault of the program; what it was is told when the terminal is given back."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            with contextlib.suppress(Exception):
                self.save_session()
            self.failure = self.keep_fault(error)
        self._return_code = 2
        self._close_messages_no_wait()

    def keep_fault(self, error: Exception) -> str:
        """Keep what went wrong in a file, and say so in a line."""
        from reader.tui.crash import keep_fault

        return keep_fault(error)

    def tell(self, notices: Sequence[str]) -> None:
        """Say the first of some notices, and keep the others where they can be looked up."""
        if notices:
            for words in reversed(notices[1:]):
                self.keep_notice(one_line(words))
            keys = next((one.keys.split() for one in self.commands if one.id == "notices"), [])
            how = f"; {keys[0]} shows them" if keys else ""
            more = f" (and {len(notices) - 1} more{how})" if len(notices) > 1 else ""
            self.current.notice(one_line(notices[0]) + more)

    def keep_notice(self, words: str) -> None:
        """Keep what is said in the foot, which says something else at the next key."""
        self.said.append(Said(words, self.current.NAME, time.time()))

    def _say_progress(self) -> None:
        if self.screen_stack:
            self.current.draw_bars()
        self.typed.wake()

    def open_more(self, path: str, then: Callable[[], object] | None = None) -> None:
        """Open a file or folder beside what is open; trouble is told, and nothing else changes.

        Args:
            path: What to open.
            then: What to do when it is open.
        """
        from reader.tui.opening import open_beside

        if path.strip():
            self.call_later(open_beside, self, os.path.expanduser(path.strip()), then)  # noqa: PTH111

    def begin_reading(self, story: OpenStory, shown: int = 0) -> Reading:
        """Open a story at a version, in the way the user set."""
        return changed(start_reading(story, shown), furniture=self.config.furniture == "shown")

    @property
    def look(self) -> Look:
        """How stories are opened."""
        return Look(self.begin_reading, self.measure)

    # -- what takes long

    async def action_interrupt(self) -> None:
        """Stop what takes long; leave where there is nothing to stop."""
        if self.works.progress() is None:
            self.exit(0)
        else:
            self.stop()

    def stop(self) -> bool:
        """Stop what takes long, and say so; tell whether there was anything."""
        what = self.works.stop()
        if what is not None:
            self.is_opening = False
            if not self.shelf.is_read:
                self.shelf = Shelf(())
            self.current.draw()
            self.current.notice(f"stopped {what}")
        return what is not None

    async def open_version(
        self, story: int, version: int, name: ScreenName, spot: Spot | None = None
    ) -> None:
        """Open a version of a story of the list on a screen; see `reader.tui.opening.open_version`."""
        from reader.tui.opening import open_version

        await open_version(self, story, version, name, spot)

    async def compare(
        self, reading: Reading, then: Callable[[], Awaitable[None] | None], *, whole: bool = True
    ) -> None:
        """Hold two versions against each other, then go on with them.

        Args:
            reading: Which two.
            then: What to do when they are compared; they are what is open then.
            whole: Whether a draft will not do, where they are long.
        """

        async def take(compared: Reading) -> None:
            now = self.reading
            self.reading = now.keep_comparison(compared) if now and now.is_of(compared) else compared
            coming = then()
            if coming is not None:
                await coming

        if reading.is_complete or not reading.comparable:
            await take(reading)
        else:
            work = Work("comparing", lambda work: compare_chosen(reading, work, whole=whole))
            await self.works.do(work, take)

    def take_over(self, whole: Reading) -> None:
        """Let what was found out of two versions be known wherever a draft of their comparison is open or marked."""
        if self.reading is not None:
            self.reading = self.reading.keep_comparison(whole)
        for letter, place in self.marks.items():
            if place.reading is not None:
                self.marks[letter] = place._replace(reading=place.reading.keep_comparison(whole))

    # -- screens

    @property
    def current(self) -> ReaderScreen:
        """The screen of this program that is seen, dialogs aside."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, ReaderScreen))

    async def go(self, name: ScreenName, spot: Spot | None = None) -> None:
        """Go to a screen, keeping the place in the story; says so where there is nothing to show there.

        Args:
            name: The screen.
            spot: Where to begin; None stays where one is.
        """
        if self.trail and self.trail[-1] == name:
            if spot is not None:
                self.current.show_spot(spot)
            return
        if name != "library" and not self._can_show(name):
            return
        self.works.stop()
        spot = spot or self.current.spot()
        reading = self.reading
        if name == "library" and not self.shelf.is_arranged:
            from reader.tui.opening import arrange_shelf

            await arrange_shelf(self, lambda: self.go_now(name, spot))
            return
        if reading is not None and (name in ("compare", "ledger") or not reading.story.is_analysed):
            await self.compare(reading, lambda: self.go_now(name, spot), whole=name != "compare")
        else:
            await self.go_now(name, spot)

    async def go_now(self, name: ScreenName, spot: Spot | None) -> None:
        """Go to a screen for which all is worked out."""
        self.trail = (
            [*self.trail[: self.trail.index(name)], name] if name in self.trail else [*self.trail, name]
        )
        await self._show(name, spot)

    def _can_show(self, name: ScreenName) -> bool:
        if self.reading is None:
            self.current.notice("nothing is open yet")
            return False
        if name in ("compare", "ledger") and not self.reading.comparable:
            self.current.notice("this story has only one version; a comparison needs two")
            return False
        return True

    async def _show(self, name: ScreenName, spot: Spot | None) -> None:
        self.current.leave()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name == "library":
            return
        if name == "reading" and spot is not None and self.reading is not None:
            self.reading = changed(self.reading, shown=spot.version)
        screen = make_screen(name, self.commands)
        # The ledger begins with its table, which is what one goes there for.
        screen.begin_at = spot if name != "ledger" else None
        await self.push_screen(screen)

    async def go_back(self) -> None:
        """Go to the screen before; leave from the first."""
        self.works.stop()
        if len(self.trail) < 2:
            self.exit(0)
            return
        spot = self.current.spot()
        self.trail.pop()
        await self._show(self.trail[-1], spot)

    async def go_to_place(self, place: Place) -> None:
        """Go where a mark was set."""
        now, then = self.reading, place.reading
        is_shown = now is not None and then is not None and now.story is then.story and now[1:4] == then[1:4]
        if not is_shown:
            self.reading = then
        if is_shown or self.trail[-1] != place.screen:
            await self.go(place.screen, place.spot)
        else:
            await self._show(place.screen, place.spot)
        if place.spot is None:
            self.current.main.to_item(place.item)

    # -- looks

    def next_theme(self) -> None:
        """Change to the next theme."""
        self.theme_name = THEMES[(THEMES.index(self.theme_name) + 1) % len(THEMES)]
        self.ansi_color = self.palette.background is None
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.apply_background()
                screen.draw()

    def switch_mouse(self) -> bool:
        """Take the mouse, or leave it to the terminal; tell whether it is taken now."""
        self.has_mouse = not self.has_mouse
        if isinstance(self._driver, ScreenDriver):
            self._driver.set_mouse(self.has_mouse)
        return self.has_mouse

    def send(self, sequence: str) -> None:
        """Send a control sequence of our own to the terminal."""
        if self._driver is not None:
            self._driver.write(sequence)

    def keep_copy(self, text: str) -> str | None:
        """Keep what was copied in a file and return its path; None where no copies are kept.

        Raises:
            OSError: The file cannot be written.
        """
        from reader.tui.copying import keep_copy

        return keep_copy(text)

    def choose_found(self, found: "Found") -> "Found":
        """Return what may be shown of the places that a search found: all of them."""
        return found

    def redraw(self) -> None:
        """Draw the whole screen anew."""
        if isinstance(self._driver, ScreenDriver):
            self._driver.repaint_all()
        self.refresh(layout=True, repaint=True)

    async def on_event(self, event: object) -> None:
        """Put keys aside that are typed ahead; let all else act."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await self.act_on(event)
        elif not self.typed.keep(event):
            await self.typed.act(event)

    async def act_on(self, event: object) -> None:
        """Let a notice stand until something else is done."""
        if isinstance(event, (Key, MouseDown, MouseScrollDown, MouseScrollUp)) and self.screen_stack:
            screen: Screen[object] = self.screen
            if isinstance(screen, ReaderScreen):
                was_told = screen.clear_notice()
                if (
                    was_told
                    and isinstance(event, Key)
                    and event.key == "escape"
                    and not self.works.progress()
                ):
                    return
                tell_changed(self, screen)
        if isinstance(event, Key) and event.key in self._suspend_keys and not event.is_forwarded:
            # Also from the dialogs and the lines to type in, which have keys of their own.
            self.action_suspend_process()
            return
        await super().on_event(event)  # type: ignore[arg-type]

    def action_quit_now(self) -> None:
        """Leave at once."""
        self.exit(0)


def run(
    paths: Sequence[str], *, theme: str | None = None, library: str | None = None, sample: bool = False
) -> int:
    """Open the screen and return the exit status when it is left.

    Raises:
        ReaderError: Nothing of what was named can be opened, or a setting cannot be followed.
    """
    config = load_config(COMMANDS)
    opened = paths or (() if sample else last_session())
    app = ReaderApp(opened, theme=theme, config=config, library=library)
    app.goes_on = bool(opened) and not paths
    status = app.run(mouse=app.has_mouse)
    # What is left goes with the process; looking through all of it for garbage first would keep one waiting.
    gc.freeze()
    if app.failure:
        raise ReaderError(app.failure)
    return status if status is not None else (app.return_code or 0)
