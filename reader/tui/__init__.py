"""The screen; the only place that knows Textual."""

from collections.abc import Sequence


def open_screen(paths: Sequence[str], *, theme: str | None = None, library: str | None = None) -> int:
    """Open the screen on files and folders and return the exit status when it is left."""
    from reader.tui.app import run

    return run(paths, theme=theme, library=library)
