"""Roles turned into styles: palettes for dark and light screens and for high contrast, for the terminal's own colours, for none.

Foreground says who speaks, background says what changed; every meaning also has a mark or an attribute, so that the plain
palette loses nothing.
The colours of speakers are told apart by readers with any colour vision (after Okabe and Ito, Color Universal Design, 2008).
"""

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from reader.render.lines import Line, Roles

if TYPE_CHECKING:
    from rich.style import Style

ThemeName = Literal["dark", "light", "high-contrast", "ansi", "plain"]
ColorChoice = Literal["auto", "always", "never"]

SPEAKERS = 8
"""How many speakers get a colour of their own; those after them share the ninth look."""


class Palette:
    """How each role looks.

    Args:
        name: The theme's name.
        background: The colour of the empty screen, None for the terminal's own.
        styles: The style of each role; a role that is missing looks like plain text.
        marks: Whether deleted and inserted words need `[-` `-]` `{+` `+}` around them because no attribute can be shown.
    """

    def __init__(
        self, name: ThemeName, background: str | None, styles: Mapping[str, str], *, marks: bool = False
    ) -> None:
        self.name, self.background, self.styles, self.marks = name, background, styles, marks
        self._cache: dict[Roles, Style] = {}

    @cached_property
    def base(self) -> "Style":
        """The style of plain text."""
        # Rich is loaded when a style is asked for: what is printed without colour starts in a third less time.
        from rich.style import Style

        return Style.parse(self.styles.get("text", "") or "none")

    def style(self, roles: Roles) -> "Style":
        """Combine the styles of `roles`, the later over the earlier."""
        found = self._cache.get(roles)
        if found is None:
            from rich.style import Style

            found = self.base
            for role in roles:
                found += Style.parse(self.styles.get(role, "") or "none")
            self._cache[roles] = found
        return found


def speaker_role(rank: int | None) -> str:
    """Name the role of the speaker with rank `rank` (0 for the one most quoted); None is nobody known."""
    if rank is None:
        return "speaker-none"
    return f"speaker-{rank}" if rank < SPEAKERS else "speaker-other"


def _with_speakers(styles: dict[str, str], colors: tuple[str, ...], other: str) -> dict[str, str]:
    # One who speaks stands out from what is faint, also where that is an attribute and no colour.
    for rank, color in enumerate(colors):
        styles[f"speaker-{rank}"] = f"not dim {color}"
    return {**styles, "speaker-other": f"not dim {other}", "speaker-none": f"not dim {other}"}


_DARK = Palette(
    "dark",
    "#14171c",
    _with_speakers(
        {
            "text": "#d6d8dc on #14171c",
            "dim": "#848a94",
            "rule": "#333943",
            "number": "#848a94",
            "mark": "bold #e5b04c",
            "accent": "bold #e5b04c",
            "bar": "#e5b04c",
            "title": "bold #f2f3f5",
            "badge": "bold #14171c on #d6d8dc",
            "headline": "bold #f2f3f5",
            "heading": "bold",
            "caption": "italic #9aa1ab",
            "furniture": "italic #848a94",
            "fold": "italic #848a94",
            "mention": "bold",
            "cue": "italic #9aa1ab",
            "deleted": "strike #e9ddcc on #4d3312",
            "inserted": "underline #dbe7f2 on #143f5c",
            "deleted-quoted": "strike on #4d3312",
            "inserted-quoted": "underline on #143f5c",
            "removed": "on #262017",
            "added": "on #14232f",
            "light-deleted": "strike #848a94",
            "light-inserted": "underline #848a94",
            "muted": "#868d98",
            "key": "bold #8cbcf2",
            "selected": "bold on #2a303a",
            "hit": "#14171c on #e5b04c",
            "notice": "#e5b04c",
            "focus": "underline",
        },
        ("#79b8ff", "#ffb057", "#7fd6a4", "#66d0d8", "#f58f8f", "#d7a6ff", "#e6d36a", "#f2a0cf"),
        "#c3c7cf",
    ),
)

_LIGHT = Palette(
    "light",
    "#fcfcfa",
    _with_speakers(
        {
            "text": "#24292f on #fcfcfa",
            "dim": "#667079",
            "rule": "#cfd3d8",
            "number": "#667079",
            "mark": "bold #935f00",
            "accent": "bold #935f00",
            "bar": "#a86c00",
            "title": "bold #101418",
            "badge": "bold #fcfcfa on #24292f",
            "headline": "bold #101418",
            "heading": "bold",
            "caption": "italic #5c656e",
            "furniture": "italic #667079",
            "fold": "italic #667079",
            "mention": "bold",
            "cue": "italic #5c656e",
            "deleted": "strike #3d2c12 on #f6dcb0",
            "inserted": "underline #0f2c42 on #cbe4f8",
            "deleted-quoted": "strike on #f6dcb0",
            "inserted-quoted": "underline on #cbe4f8",
            "removed": "on #faf1e2",
            "added": "on #ebf4fb",
            "light-deleted": "strike #667079",
            "light-inserted": "underline #667079",
            "muted": "#667079",
            "key": "bold #0b5cad",
            "selected": "bold on #e6e9ed",
            "hit": "#24292f on #ffd978",
            "notice": "#935f00",
            "focus": "underline",
        },
        ("#0b5cad", "#9c4700", "#12713f", "#00656e", "#b02a37", "#7a3db0", "#6f6000", "#a3246f"),
        "#4a525b",
    ),
)

_HIGH_CONTRAST = Palette(
    "high-contrast",
    "#000000",
    _with_speakers(
        {
            "text": "#ffffff on #000000",
            "dim": "#c4c4c4",
            "rule": "#9e9e9e",
            "number": "#bcbcbc",
            "mark": "bold #ffd75f",
            "accent": "bold #ffd75f",
            "bar": "#ffd75f",
            "title": "bold #ffffff",
            "badge": "bold #000000 on #ffffff",
            "headline": "bold #ffffff",
            "heading": "bold",
            "caption": "italic #d6d6d6",
            "furniture": "italic #bcbcbc",
            "fold": "italic #c4c4c4",
            "mention": "bold",
            "cue": "italic #d6d6d6",
            "deleted": "strike #ffffff on #5a3900",
            "inserted": "underline #ffffff on #00466e",
            "deleted-quoted": "strike on #422900",
            "inserted-quoted": "underline on #00324f",
            "removed": "on #241600",
            "added": "on #001a2a",
            "light-deleted": "strike #c4c4c4",
            "light-inserted": "underline #c4c4c4",
            "muted": "#bcbcbc",
            "key": "bold #9fd0ff",
            "selected": "bold on #2b2b2b",
            "hit": "bold #000000 on #ffd75f",
            "notice": "#ffd75f",
            "focus": "underline",
        },
        ("#8fc4ff", "#ffc27a", "#86f0b4", "#8ff5ff", "#ffb9b9", "#e2c6ff", "#f7ea5e", "#ffbce6"),
        "#e4e4e4",
    ),
)

# Secondary text is faint rather than bright black, which some themes of terminals make the colour of their background.
# What the program says is magenta, which can be read on dark and on light; backgrounds are those on which black always can.
# No colour has two uses among what says something, what went, what came and what was looked for; blue, which is dark
# in many terminals, and yellow, which is pale on white, are not the first speakers'.
_ANSI = Palette(
    "ansi",
    None,
    _with_speakers(
        {
            "dim": "dim",
            "rule": "dim",
            "number": "dim",
            "mark": "bold magenta",
            "accent": "bold magenta",
            "bar": "magenta",
            "title": "bold",
            "badge": "reverse bold",
            "headline": "bold",
            "heading": "bold",
            "caption": "italic dim",
            "furniture": "italic dim",
            "fold": "italic dim",
            "mention": "bold not dim",
            "cue": "italic dim",
            "deleted": "not dim strike black on yellow",
            "inserted": "not dim underline black on cyan",
            "deleted-quoted": "not dim strike black on yellow",
            "inserted-quoted": "not dim underline black on cyan",
            "light-deleted": "strike dim",
            "light-inserted": "underline dim",
            "muted": "dim",
            "key": "bold blue",
            "selected": "reverse",
            "hit": "not dim black on green",
            "notice": "magenta",
            "focus": "underline",
        },
        ("cyan", "red", "green", "blue", "yellow", "bright_red", "bright_blue", "bright_green"),
        "bold",
    ),
)

_PLAIN = Palette(
    "plain",
    None,
    _with_speakers(
        {
            "mark": "bold",
            "accent": "bold",
            "title": "bold",
            "badge": "reverse bold",
            "headline": "bold",
            "heading": "bold",
            "caption": "italic",
            "furniture": "italic dim",
            "fold": "italic dim",
            "dim": "dim",
            "rule": "dim",
            "number": "dim",
            "cue": "italic not dim",
            "mention": "bold not dim",
            "deleted": "strike",
            "inserted": "underline",
            "deleted-quoted": "strike",
            "inserted-quoted": "underline",
            "light-deleted": "strike dim",
            "light-inserted": "underline dim",
            "muted": "dim",
            "key": "bold",
            "selected": "reverse",
            "hit": "reverse",
            "notice": "bold",
            "focus": "underline",
        },
        ("",) * SPEAKERS,
        "",
    ),
    marks=True,
)

PALETTES: Mapping[ThemeName, Palette] = {
    palette.name: palette for palette in (_DARK, _LIGHT, _HIGH_CONTRAST, _ANSI, _PLAIN)
}
"""Every palette by the name of its theme, in the order in which a key goes through them."""


def has_colors(terminal: str) -> bool:
    """Tell by a terminal's name (`TERM`) whether it has colours; most have.

    Source: terminfo, where DEC's terminals before the VT525, Sun's console and those called `-m` or `-mono` have none.
    """
    if terminal in {"", "dumb"} or terminal.endswith(("-m", "-mono")):
        return False
    is_dec = terminal.startswith("vt") and terminal[2:3].isdigit() and not terminal.startswith("vt525")
    return not (is_dec or terminal.startswith("sun")) or "color" in terminal


def wants_color(choice: ColorChoice, *, is_terminal: bool, environ: Mapping[str, str] | None = None) -> bool:
    """Decide whether commands print colours.

    Args:
        choice: What `--color` says.
        is_terminal: Whether standard output is a terminal.
        environ: The environment; the process's own when None.

    Source: NO_COLOR (no-color.org) and FORCE_COLOR as most tools read them: set and not empty.
    """
    environ = os.environ if environ is None else environ
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return is_terminal and has_colors(environ.get("TERM", ""))


def to_text(line: Line) -> str:
    """Return a line as bare text, without white space at its end."""
    return "".join(text for text, _ in line).rstrip()


def to_ansi(line: Line, palette: Palette) -> str:
    """Return a line with Rich's codes for the terminal's own colours, or exact ones where the palette has them."""
    from rich.color import ColorSystem

    system = ColorSystem.STANDARD if palette.name in {"ansi", "plain"} else ColorSystem.TRUECOLOR
    return "".join(
        palette.style(roles).render(text, color_system=system) if roles else text for text, roles in line
    ).rstrip()
