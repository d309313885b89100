"""What the foot said, kept for as long as the program runs: a page of it, the last words first."""

import time
from collections.abc import Sequence

from reader.render.lines import Layout, Line, wrap
from reader.render.paint import safe
from reader.tui.commands import ScreenName
from reader.tui.dialogs import PLACES
from reader.tui.help_screen import HelpScreen
from reader.tui.screen import Said


class NoticesScreen(HelpScreen):
    """The page of what was said.

    Args:
        screen: The screen that it lies over.
        said: All notices, the oldest first.
    """

    def __init__(self, screen: ScreenName, said: Sequence[Said]) -> None:
        super().__init__(screen)
        self._said = tuple(said)

    def draw(self) -> None:
        """List the notices, the newest first."""
        lines = [line for said in reversed(self._said) for line in _say(said, self.width)]
        lines = lines or [(("nothing was said yet", ("dim",)),)]
        self.view.show(Layout([1] * len(lines), lambda item, row: lines[item]), self.palette)
        self.view.set_bar((-1, -1))
        self.view.focus()
        self.show_bars("Notices", str(len(self._said)), (("j k", "move"), ("q", "back")))


def _say(said: Said, width: int) -> list[Line]:
    """Return a notice in whole, and when and where it was said."""
    text = safe(said.words)
    when = time.strftime("%H:%M:%S", time.localtime(said.at))
    words: list[Line] = [((text[start:end], ()),) for start, end in wrap(text, width)]
    return [*words, ((f"  {when} · {PLACES[said.screen]}", ("dim",)),), ()]
