"""The screen; the only place that knows Textual."""

import gc
import os
from collections.abc import Sequence


def open_screen(
    paths: Sequence[str], *, theme: str | None = None, library: str | None = None, sample: bool = False
) -> int:
    """Open the screen and return the exit status when it is left.

    Args:
        paths: Files and folders; none: where one left off, else the sample story.
        theme: The theme to begin with, or None.
        library: The library's folder; None for the user's own.
        sample: Whether to show the sample story even if there is a place where one left off.
    """
    # How often Textual looks whether there is something to draw, in frames a second; the driver paces what is sent.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # Nothing is garbage yet; looking for it while modules are imported takes a tenth of the start. After the first frame
    # the app looks again.
    gc.disable()
    from reader.tui.app import run

    return run(paths, theme=theme, library=library, sample=sample)
