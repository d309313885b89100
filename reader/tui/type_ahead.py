"""Keys typed before what they are for is on the screen: they wait in order, and act when it is there.

less and vim read what was typed meanwhile when they get to it. Here the screen never stops listening, so the keys that are not
for what it shows yet have to be put aside.
"""

from collections import deque
from typing import TYPE_CHECKING, Any

from textual.events import Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen

from reader.tui.line_view import LineView
from reader.tui.screen import ReaderScreen, textual_key

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

_MOST_KEPT = 256
"""As many keys wait; nobody types more into the blue, and a paste is one."""

_LONGEST_SECONDS = 2.0
"""How long a key waits for a screen; then it acts on the one that is there."""

_LEAVING = frozenset({"back", "escape", "quit"})
"""Commands that leave, or stop what takes long."""

_HARMLESS = frozenset({"help", "theme", "mouse", "redraw"})
"""Commands that do the same while nothing is open."""

_MOVING = frozenset({"line-down", "line-up", "half-down", "half-up", "page-down", "page-up", "top", "bottom"})
"""Commands that move in a list of names as in any other."""


class TypeAhead:
    """The keys that wait.

    Args:
        app: The program whose keys they are.
    """

    def __init__(self, app: "ReaderApp") -> None:
        self._app = app
        self._kept: deque[Key | Paste] = deque()
        self._unsettled: object = None
        self._ids = {textual_key(key): one.id for one in app.commands for key in one.keys.split()}

    def keep(self, event: Key | Paste) -> bool:
        """Put a key aside if it is for something that is not there yet; tell whether it was."""
        if isinstance(event, Key) and self._acts_at_once(self._ids.get(event.key, "")):
            return False
        if not self._kept and not self._is_early(event):
            return False
        if len(self._kept) < _MOST_KEPT:
            self._kept.append(event)
            if len(self._kept) == 1:
                self._watch()
        return True

    def _acts_at_once(self, command: str) -> bool:
        """Whether a key waits for nothing: what interrupts, and what leaves while the foot says what takes long.

        What it interrupts or leaves takes the keys with it that were meant for it, as a terminal forgets what was typed
        before ctrl+c.
        """
        is_said = self._app.works.progress() is not None
        if command == "interrupt" or (command in _LEAVING and (is_said or self._is_alone())):
            self._kept.clear()
            return True
        if command in _MOVING and self._is_alone() and self._app.shelf.versions:
            return True
        return command == "suspend" or (command in _HARMLESS and is_said and self._app.is_opening)

    def _is_alone(self) -> bool:
        """Whether what is typed now follows nothing that waits for what was named at the start."""
        return self._app.is_opening and not self._kept

    def _is_early(self, event: Key | Paste) -> bool:
        """Whether what a key is for is not there yet."""
        app = self._app
        if self._unsettled is not None or not app.screen_stack:
            return True
        if self._dialog() is not None:
            return False
        return app.is_opening or not app.current.stands or app.works.is_unsaid(event.time)

    def _dialog(self) -> Screen[Any] | None:
        """Return the dialog, page or line to type in over the screen, if there is one."""
        screen: Screen[Any] | None = self._app.screen if self._app.screen_stack else None
        return None if isinstance(screen, ReaderScreen) else screen

    async def act(self, event: Key | Paste) -> None:
        """Let a key act, and have the next ones wait for what it opens or answers."""
        before = self._dialog()
        await self._app.act_on(event)
        after = self._dialog()
        if after is not None and after is not before:
            self._await_drawing(after)
        elif before is not None:
            self._await_answer(before)

    def _await_drawing(self, dialog: Screen[Any], rounds: int = 5) -> None:
        """Have keys wait until a dialog has something to move in."""
        self._unsettled = dialog
        if dialog.is_running and rounds and not all(view.rows.items for view in dialog.query(LineView)):
            dialog.call_after_refresh(self._app.call_later, self._await_drawing, dialog, rounds - 1)
        else:
            self._settle(dialog)

    def _await_answer(self, dialog: Screen[Any]) -> None:
        """Have keys wait until a dialog has dealt with the last one, and the screen with its answer."""
        self._unsettled = dialog
        # The way that a key goes, what a line to type in says of it to all around it, and an answer to the screen: each has
        # passed before what follows it here.
        first = dialog.focused or dialog
        ways: list[MessagePump] = [first, *first.ancestors_with_self, self._app.current, self._app]

        def follow(step: int) -> None:
            if step == len(ways):
                self._settle(dialog)
            elif not ways[step].is_running or not ways[step].call_later(follow, step + 1):
                follow(step + 1)

        follow(0)

    def _settle(self, dialog: object) -> None:
        if self._unsettled is dialog:
            self._unsettled = None
            self.wake()

    def wake(self) -> None:
        """Let the keys act that wait, now that something else is there; may be called whenever that may be so."""
        if self._kept:
            # In the turn of the program, where keys act: another turn would have to wait for this one, and this one for it.
            self._app.call_later(self._let_act)

    async def _let_act(self, *, anyway: bool = False) -> None:
        """Let keys act in order for as long as what they are for is there.

        Args:
            anyway: Whether the first one has waited long enough.
        """
        while self._kept and (anyway or not self._is_early(self._kept[0])):
            anyway = False
            await self.act(self._kept.popleft())
        if self._kept:
            self._watch()

    def _watch(self) -> None:
        first = self._kept[0]
        self._app.set_timer(_LONGEST_SECONDS, lambda: self._lose_patience(first))

    def _lose_patience(self, first: Key | Paste) -> None:
        # What was named at the start is waited for to the end: without it there is nothing to act on.
        if self._kept and self._kept[0] is first and not self._app.is_opening:
            self._unsettled = None
            self._app.call_later(self._let_act, anyway=True)
