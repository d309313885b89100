"""Who is quoted how much, as a Rich table: a line for each speaker, a column for each version."""

import sys
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reader.reading import OpenStory
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
    console.print(make_table(story, colored=colored))


def make_table(story: OpenStory, *, colored: bool) -> Table:
    """Make the table: quotations, words and share for one version; for several the share of each beside its quotations."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(Text("speaker"))
    for number in range(1, len(story.versions) + 1):
        name = story.names[number - 1]
        table.add_column(
            Text(f"{number}: {name}" if len(story.versions) > 1 else "quotations, words, share"),
            justify="right",
        )
    totals = [sum(voice.words[k] for voice in story.voices) or 1 for k in range(len(story.versions))]
    for rank, voice in enumerate(story.voices):
        style = PALETTES["ansi"].styles.get(speaker_role(rank), "") if colored else ""
        cells = [
            Text(f"{voice.counts[k]:>3} {voice.words[k]:>5} {voice.words[k] * 100 / total:>4.0f} %")
            for k, total in enumerate(totals)
        ]
        table.add_row(Text(safe(voice.name), style=style), *cells)
    return table
