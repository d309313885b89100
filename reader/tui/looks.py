"""Which theme to begin with, and which there are."""

import os

from reader.render.palette import PALETTES, ThemeName, has_colors

THEMES: tuple[ThemeName, ...] = tuple(PALETTES)


def choose_theme(wanted: str | None) -> ThemeName:
    """Return the theme to begin with: as asked for; plain without colour or under NO_COLOR; the terminal's own over SSH."""
    if wanted in THEMES:
        return wanted
    if os.environ.get("NO_COLOR") or not has_colors(os.environ.get("TERM", "")):
        return "plain"
    if os.environ.get("SSH_CONNECTION") or os.environ.get("COLORTERM", "") not in ("truecolor", "24bit"):
        return "ansi"
    return "dark"
