"""The screens by their names."""

from collections.abc import Sequence

from reader.tui.commands import COMMANDS, Command, ScreenName
from reader.tui.library_screen import LibraryScreen
from reader.tui.screen import ReaderScreen
from reader.tui.work import load_engines


def make_screen(name: ScreenName, commands: Sequence[Command] = COMMANDS) -> ReaderScreen:
    """Make a screen by its name."""
    load_engines()
    from reader.tui.compare_screen import CompareScreen
    from reader.tui.ledger_screen import LedgerScreen
    from reader.tui.reading_screen import ReadingScreen

    match name:
        case "library":
            return LibraryScreen(commands)
        case "reading":
            return ReadingScreen(commands)
        case "compare":
            return CompareScreen(commands)
        case "ledger":
            return LedgerScreen(commands)
