"""Who is quoted how much, as a Rich table: a line for each speaker, a column for each version."""

import sys
from collections.abc import Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reader.reading import OpenStory
from reader.render.lines import cells
from reader.render.paint import safe
from reader.render.palette import PALETTES, ColorChoice, speaker_role, wants_color


def print_voices(story: OpenStory, stream: TextIO, width: int, color: ColorChoice) -> None:
    """Print the table of a story's speakers.

    Args:
        story: The story, analysed.
        stream: Where to print.
        width: Cells to draw in.
        color: When to use colours.
    """
    colored = wants_color(color, is_terminal=stream is sys.stdout and stream.isatty())
    console = Console(
        file=stream,
        width=width,
        color_system="standard" if colored else None,
        no_color=not colored,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(Text(safe(story.title), style="bold" if colored else ""))
    shown = range(len(story.versions))
    if _needs_legend(story):
        for number in shown:
            console.print(
                Text(f"{number + 1:>{len(str(len(shown)))}}  {story.names[number]}"), soft_wrap=True
            )
    room = width - min(_NAME, max((cells(safe(voice.name)) for voice in story.voices), default=0))
    beside = max(1, room // (len(_FIGURES) + _GAP))
    for first in shown[::beside]:
        if first:
            console.print()
        console.print(make_table(story, shown[first : first + beside], colored=colored, width=width))


_FIGURES = "quot. words  share"
"""What the figures of a version are; each stands below its name."""

_GAP = 3
"""Cells between two columns."""

_NAME = 28
"""The cells that a speaker's name takes at most where there are several versions."""

_BESIDE = 3
"""How many versions are named above their figures; more of them have numbers there."""


def _needs_legend(story: OpenStory) -> bool:
    """Whether the versions have too little room for their names above their figures."""
    names = [f"{number}: {name}" for number, name in enumerate(story.names, start=1)]
    return len(names) > 1 and (len(names) > _BESIDE or max(map(cells, names)) > len(_FIGURES))


def make_table(story: OpenStory, shown: Sequence[int], *, colored: bool, width: int) -> Table:
    """Make the table of some of a story's versions: of each the quotations, the quoted words and their share of all.

    Args:
        story: The story, analysed.
        shown: The versions, by their indices.
        colored: Whether speakers have their colours.
        width: Cells to draw in; where they are few, figures may be wrapped.
    """
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(Text("speaker"), vertical="bottom")
    for number in shown:
        name = f"{number + 1}" if _needs_legend(story) else f"{number + 1}: {story.names[number]}"
        head = f"{name}\n{_FIGURES}" if len(story.versions) > 1 else _FIGURES
        table.add_column(Text(head), justify="right", no_wrap=width >= len(_FIGURES) + _GAP + 8)
    totals = [sum(voice.words[k] for voice in story.voices) or 1 for k in range(len(story.versions))]
    for rank, voice in enumerate(story.voices):
        style = PALETTES["ansi"].styles.get(speaker_role(rank), "") if colored else ""
        figures = [Text(_say_figures(voice.counts[k], voice.words[k], totals[k])) for k in shown]
        table.add_row(Text(safe(voice.name), style=style), *figures)
    return table


def _say_figures(quotations: int, words: int, total: int) -> str:
    if not quotations:
        return f"{'·':>5} {'·':>5}  {'·':>3}  "
    return f"{quotations:>5} {words:>5}  {words * 100 / total:>3.0f} %"
