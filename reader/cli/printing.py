"""What leaves a command: JSON in which nothing acts on a terminal, and lines in the colours that were asked for."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, Any

from reader.text import escape_invisible, one_line

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.render.lines import Line

USUAL_WIDTH = 80
SPREAD_FROM = 4_000
"""Pieces from which on it is worth having several processes draw them."""

WIDEST = 160
"""A comparison on a wider terminal is not spread further, in cells."""


def print_json(answer: dict[str, Any]) -> None:
    """Print one JSON object on one line; characters that are invisible or turn the direction of writing are escaped."""
    import json

    sys.stdout.write(escape_invisible(json.dumps(answer, ensure_ascii=False)) + "\n")


def print_lines(lines: "Iterable[Line]", arguments: "Namespace") -> None:
    """Print drawn lines, coloured as `--color` and the environment ask."""
    spell = _choose_speller(arguments)
    sys.stdout.writelines(spell(line) + "\n" for line in lines)


def print_pieces(draw: "Callable[[int], Iterable[Line]]", count: int, arguments: "Namespace") -> None:
    """Print `draw(0)`, `draw(1)` and so on as `print_lines` does; very many are drawn by several processes."""
    spell = _choose_speller(arguments)

    def spell_piece(number: int) -> str:
        return "".join([spell(line) + "\n" for line in draw(number)])

    if count < SPREAD_FROM:
        sys.stdout.writelines(map(spell_piece, range(count)))
        return
    from contextlib import closing

    from reader.library.spread import spread

    # Closed, whatever happens: no process goes on drawing what nobody will read.
    with closing(spread(spell_piece, count)) as pieces:
        sys.stdout.writelines(pieces)


def _choose_speller(arguments: "Namespace") -> "Callable[[Line], str]":
    """Choose between lines with colours and lines without."""
    from reader.render.palette import PALETTES, to_ansi, to_text, wants_color

    if not wants_color(arguments.color, is_terminal=is_terminal(sys.stdout)):
        return to_text
    palette = PALETTES["ansi"]
    return lambda line: to_ansi(line, palette)


def print_notices(notices: Iterable[str]) -> None:
    """Print what the user should know on standard error, a line each."""
    for notice in notices:
        print(f"reader: {one_line(notice)}", file=sys.stderr)


def is_terminal(stream: IO[str] | None) -> bool:
    """Tell whether a stream is a terminal; a closed or missing one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def find_width(arguments: "Namespace") -> int:
    """Return the cells to draw in: `--width`, else COLUMNS, else the terminal's, also behind a pager, else 80."""
    if arguments.width:
        return int(arguments.width)
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and 20 <= int(columns) <= 1000:
        return int(columns)
    for stream in (sys.stdout, sys.stderr):
        if is_terminal(stream):
            try:
                width = os.get_terminal_size(stream.fileno()).columns
            except OSError:
                continue
            if width:
                return max(20, min(width, WIDEST))
    return USUAL_WIDTH
