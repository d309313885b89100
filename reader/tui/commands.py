"""THE table of commands: every key, what it does, where it holds. Bindings, footer, help, palette and README are made from it."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

ScreenName = Literal["library", "reading", "compare", "ledger"]

LIBRARY: tuple[ScreenName, ...] = ("library",)
READING: tuple[ScreenName, ...] = ("reading",)
COMPARE: tuple[ScreenName, ...] = ("compare",)
LEDGER: tuple[ScreenName, ...] = ("ledger",)
TEXTS: tuple[ScreenName, ...] = ("reading", "compare")
STORY: tuple[ScreenName, ...] = ("reading", "compare", "ledger")
ALL: tuple[ScreenName, ...] = ("library", "reading", "compare", "ledger")


class Command(NamedTuple):
    """Something a key does.

    Attributes:
        id: A stable name, by which the key can be changed.
        keys: The keys as people write them, apart by a space.
        action: The name of the action on the screen.
        label: A word or two for the footer; empty where the footer never shows it.
        help: What it does, as a sentence without a full stop.
        screens: Where it holds.
        group: The heading under which help lists it.
        foot: Its place in the footer, lower first.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    screens: tuple[ScreenName, ...] = ALL
    group: str = "Everywhere"
    foot: int = 50


COMMANDS: tuple[Command, ...] = (
    Command("line-down", "j down", "lines(1)", "", "a line down", group="Moving"),
    Command("line-up", "k up", "lines(-1)", "", "a line up", group="Moving"),
    Command("half-down", "d ctrl+d", "pages(0.5)", "", "half a page down", group="Moving"),
    Command("half-up", "u ctrl+u", "pages(-0.5)", "", "half a page up", group="Moving"),
    Command("page-down", "space pagedown ctrl+f", "pages(1)", "", "a page down", group="Moving"),
    Command("page-up", "b pageup ctrl+b", "pages(-1)", "", "a page up", group="Moving"),
    Command("top", "g home", "top", "", "to the beginning", group="Moving"),
    Command("bottom", "G end", "bottom", "", "to the end", group="Moving"),
    Command("next-paragraph", "}", "items(1)", "", "to the next paragraph", group="Moving"),
    Command("previous-paragraph", "{", "items(-1)", "", "to the paragraph before", group="Moving"),
    Command("open-story", "enter", "open", "read", "read the version under the bar", LIBRARY, "The library", 1),
    Command("filter", "/", "search", "find",
            "narrow the list by words as they are typed; enter looks in all texts, also for words that begin so",
            LIBRARY, "The library", 4),
    Command("sort", "S", "sort", "sort", "sort: as opened, by title, longest, most versions", LIBRARY, "The library", 5),
    Command("choose", "x", "choose", "", "mark the version under the bar, to join or part", LIBRARY, "The library"),
    Command("join", "J", "join", "", "one story of the marked versions; of a single one and the one under the bar", LIBRARY,
            "The library"),
    Command("part", "P", "part", "", "take the marked versions, or the one under the bar, out of their story", LIBRARY,
            "The library"),
    Command("open-path", "o", "open_path", "open", "open another file or folder", LIBRARY, "The library", 6),
    Command("folders", "O", "folders", "", "the folders that were opened before", LIBRARY, "The library"),
    Command("next-quotation", "]", "quotation(1)", "quotation", "to the next quotation", READING, "Reading", 1),
    Command("previous-quotation", "[", "quotation(-1)", "", "to the quotation before", READING, "Reading"),
    Command(
        "only-speaker", "enter", "open", "only this speaker", "let one speaker stand out, or all again; unfold what is folded",
        READING, "Reading", 2,
    ),
    Command("speaker", "p", "speaker", "why", "who says this, and how that was found", TEXTS, "Reading", 3),
    Command("pane", "tab h l left right", "pane", "panel", "to the other pane; the panel of speakers opens and closes",
            ("library", "reading"), "Moving", 8),
    Command("older", "<", "version(-1)", "", "the version before", READING, "Reading"),
    Command("newer", ">", "version(1)", "", "the version after", READING, "Reading"),
    Command("width", "w", "width", "", "a narrower or wider measure", READING, "Reading"),
    Command("next-change", "]", "change(1)", "change", "to the next change", COMPARE, "Comparing", 1),
    Command("previous-change", "[", "change(-1)", "", "to the change before", COMPARE, "Comparing"),
    Command("next-changed-quotation", ")", "changed_quotation(1)", "quotation", "to the next changed quotation",
            ("compare", "ledger"), "Comparing", 2),
    Command("previous-changed-quotation", "(", "changed_quotation(-1)", "", "to the changed quotation before",
            ("compare", "ledger"), "Comparing"),
    Command("unfold", "enter", "open", "", "unfold what is folded; go to the other end of a move", COMPARE, "Comparing"),
    Command("layout", "s", "layout", "inline", "side by side, or one below the other", COMPARE, "Comparing", 3),
    Command("changes-only", "c", "changes_only", "changes only", "fold what is unchanged, or show it again",
            ("compare", "ledger"), "Comparing", 4),
    Command("weight", "L", "weight", "weight", "how much a change must weigh not to be dimmed", COMPARE, "Comparing", 5),
    Command("swap", "X", "swap", "swap", "exchange old and new", ("compare", "ledger"), "Comparing", 6),
    Command("other-end", "M", "other_end", "", "to the other end of a move", COMPARE, "Comparing"),
    Command("versions", "v", "versions", "", "choose which versions to compare: the old one, then the new one",
            ("compare", "ledger"), "Comparing"),
    Command("show-in-text", "enter", "open", "in the text", "to the quotation's place in the comparison", LEDGER,
            "Comparing", 1),
    Command("furniture", "F", "furniture", "furniture", "unfold what belongs to the page and not to the story", TEXTS,
            "Texts", 10),
    Command("search", "/", "search", "search", "search, across line ends, in any style of marks", TEXTS, "Texts", 11),
    Command("next-hit", "n", "hit(1)", "", "to the next place found", TEXTS, "Texts"),
    Command("previous-hit", "N", "hit(-1)", "", "to the place found before", TEXTS, "Texts"),
    Command("mark", "m", "mark", "", "mark this place with a letter", STORY, "Texts"),
    Command("to-mark", "'", "to_mark", "", "to the place marked with a letter; twice: to where the last jump began", STORY,
            "Texts"),
    Command("bookmark", "B", "bookmark", "", "put a bookmark at the paragraph under the bar, or take it away", READING,
            "Texts"),
    Command("bookmarks", "B", "bookmarks", "", "all bookmarks", LIBRARY, "The library"),
    Command("unread", "U", "unread", "", "mark as unread, or as read", LIBRARY, "The library"),
    Command("copy", "y", "copy", "", "copy the quotation or paragraph under the bar, with its source", STORY, "Texts"),
    Command("library", "1", "go('library')", "", "the list of stories", group="Screens"),
    Command("read", "2", "go('reading')", "read", "read", group="Screens", foot=14),
    Command("compare", "3", "go('compare')", "compare", "compare the version one stands on with the one before",
            group="Screens", foot=7),
    Command("ledger", "4", "go('ledger')", "who says what", "the quotations of two versions held against each other",
            group="Screens", foot=9),
    Command("theme", "t", "theme", "", "the next theme: dark, light, high contrast, the terminal's own, without colour"),
    Command("mouse", "i", "mouse", "", "let the mouse scroll and choose, or leave it to the terminal's own selection"),
    Command("palette", ": ctrl+p", "command_palette", "", "find a command by its name"),
    Command("redraw", "ctrl+l", "redraw", "", "draw the screen anew"),
    Command("reload", "R", "reload", "", "read again what changed on the disk, keeping the place"),
    Command("help", "? f1", "help", "help", "this page", foot=90),
    Command("notices", "e", "notices", "", "what the foot said before, the last words first"),
    Command("suspend", "ctrl+z", "app.suspend_process", "", "back to the shell for a while; fg comes back"),
    Command("back", "q", "back", "back", "back; leaves the program from where it began", foot=91),
    Command("escape", "escape", "escape", "", "stop what takes long; back, but never out of the program"),
    Command("interrupt", "ctrl+c", "app.interrupt", "", "stop what takes long; leave where there is nothing to stop"),
    Command("quit", "Q", "app.quit_now", "", "leave at once"),
)  # fmt: skip
"""All commands, in the order in which help lists them."""

_KEY_NAMES = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def with_keys(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """Return the table with other keys.

    Args:
        keys: New keys by id, apart by a space; none at all take a command's keys away.
    """
    return tuple(command._replace(keys=keys.get(command.id, command.keys)) for command in COMMANDS)


def commands_of(screen: ScreenName, commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """Return the commands that hold on a screen, in the order of the table."""
    return tuple(command for command in commands if screen in command.screens)


def footer_of(screen: ScreenName, commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """Return the commands a screen's footer names, the most useful first."""
    here = commands_of(screen, commands)
    named = [
        command for command in here if command.label and command.keys and command.id not in _HERE[screen]
    ]
    return tuple(sorted(named, key=lambda command: command.foot))


_HERE: dict[ScreenName, frozenset[str]] = {
    "library": frozenset({"library", "ledger", "read"}),
    "reading": frozenset({"read"}),
    "compare": frozenset({"compare", "speaker"}),
    "ledger": frozenset({"ledger"}),
}


def footer_keys(command: Command, commands: Sequence[Command] = COMMANDS) -> str:
    """Return the keys that a footer names for a command: the first one, and for `next-…` that of `previous-…` as well."""
    back = f"previous-{command.id.removeprefix('next-')}" if command.id.startswith("next-") else ""
    pair = [command, *(other for other in commands if other.id == back and other.keys)]
    return " ".join(key_names(one)[0] for one in pair)


def key_names(command: Command) -> tuple[str, ...]:
    """Return a command's keys as people read them."""
    return tuple(_KEY_NAMES.get(key, key) for key in command.keys.split())


def key_table() -> str:
    """Write the whole table as Markdown; the README's keys are exactly this."""
    rows = ["| keys | what they do | where |", "|---|---|---|"]
    for command in COMMANDS:
        keys = " ".join(f"`{key}`" for key in key_names(command))
        where = "everywhere" if command.screens == ALL else ", ".join(command.screens)
        rows.append(f"| {keys} | {command.help} | {where} |")
    return "\n".join(rows) + "\n"
