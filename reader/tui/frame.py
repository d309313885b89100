"""What a terminal shows, as a value: cells with their pens, rows of cells, frames of rows.

Text comes in, cells come out. No byte that could act on a terminal passes this place: it is the second line
of defence behind `reader.text.make_safe`, for whatever reached the screen by another way. Widths are those of
Rich, because Textual lays out by them.
"""

import re
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

from rich.cells import get_character_cell_size, split_graphemes

# As many characters may stand in one cell: more than in any letter with its marks or any picture made of emoji.
_MOST_IN_A_CELL = 24


class Pen(NamedTuple):
    """How a cell is drawn.

    Attributes:
        attributes: SGR codes that switch something on (1 bold, 3 italic, 4 underlined, …), ascending.
        foreground: SGR parameters of the colour (`31`, `38;5;208`, `38;2;1;2;3`), empty for the terminal's
            own.
        background: Likewise (`41`, …).
        link: Where a hyperlink leads, empty for none.
    """

    attributes: tuple[int, ...] = ()
    foreground: str = ""
    background: str = ""
    link: str = ""


Cell = tuple[str, Pen]
"""What stands in a cell: a character with its marks, or an empty string for the right half of a wide one."""

Row = tuple[Cell, ...]
"""The cells of a line. A wide character is always followed by its right half, in the same pen."""

PLAIN = Pen()
"""The pen of a terminal after a reset."""

BLANK: Cell = (" ", PLAIN)
"""What an erased cell holds."""

UNKNOWN: Cell = ("\0", PLAIN)
"""What a cell holds of which nothing is known. It equals no cell that can be wanted."""


class Frame(NamedTuple):
    """A screenful.

    Attributes:
        width: Cells in each row.
        rows: From top to bottom, each `width` cells long.
        cursor: Column and line, from 0, at which an input method should open; None where it does not matter.
    """

    width: int
    rows: tuple[Row, ...]
    cursor: tuple[int, int] | None = None

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)


def blank_frame(width: int, height: int) -> Frame:
    """Return a frame as it is after the terminal was cleared."""
    return Frame(width, ((BLANK,) * width,) * height)


def unknown_frame(width: int, height: int) -> Frame:
    """Return a frame of which nothing is known, so that everything wanted has to be drawn."""
    return Frame(width, ((UNKNOWN,) * width,) * height)


@cache
def _acting() -> re.Pattern[str]:
    """Match what acts on a terminal; made when text that is not ASCII is first drawn."""
    # C0, DEL, C1; separators that break lines; marks, embeddings, overrides and isolates of direction; what is
    # invisible and joins nothing; lone surrogates; noncharacters.
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
        "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e001f\U000e0080-\U000e00ff]"
        # Tags make the flag of a part of a country out of a black flag, and nothing else.
        "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
    )


def remove_acting(text: str) -> str:
    """Take out what acts on a terminal; what has a width becomes as many U+FFFD, so that nothing shifts."""
    if text.isascii() and text.isprintable():
        return text
    return _acting().sub(lambda match: "\ufffd" * sum(map(get_character_cell_size, match.group())), text)


def lay(cells: list[Cell], text: str, pen: Pen) -> None:
    """Lay `text` into cells, after those that `cells` has already.

    Args:
        cells: Grows by as many cells as Rich says `text` is wide.
        text: Any string; what acts on a terminal is taken out. Marks at its beginning join the last cell of
            `cells`.
        pen: How to draw it.
    """
    if text.isascii() and text.isprintable():
        cells.extend(zip(text, repeat(pen)))
        return
    marks, clusters = _clusters(text)
    if marks and cells:
        at = -2 if cells[-1][0] == "" else -1
        cells[at] = ((cells[at][0] + marks)[:_MOST_IN_A_CELL], cells[at][1])
    cells.extend(zip(clusters, repeat(pen)))


def cells_of(text: str, pen: Pen) -> list[Cell]:
    """Return the cells that `text` fills; marks at its beginning, which have nothing to join, are lost."""
    cells: list[Cell] = []
    lay(cells, text, pen)
    return cells


@lru_cache(maxsize=8192)
def _clusters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the marks at the beginning of `text`, and what stands in each of its cells."""
    safe = remove_acting(text)
    marks = ""
    clusters: list[str] = []
    for start, end, width in split_graphemes(safe)[0]:
        if width:
            clusters.append(safe[start : min(end, start + _MOST_IN_A_CELL)])
            clusters.extend([""] * (width - 1))
        else:
            marks += safe[start:end]
    return marks, tuple(clusters)


def overlay(row: Row, start: int, cells: list[Cell]) -> Row:
    """Put `cells` over `row` from column `start` on; a wide character that loses a half becomes a space.

    Returns:
        A row as long as before: what does not fit is cut off.
    """
    width = len(row)
    cells = cells[: max(0, width - start)]
    if not cells:
        return row
    end = start + len(cells)
    before, after = list(row[:start]), list(row[end:])
    if after and after[0][0] == "":
        after[0] = (" ", after[0][1])
    if before and row[start][0] == "":
        before[-1] = (" ", before[-1][1])
    return tuple(before + mend_end(cells) + after)


def mend_end(cells: list[Cell]) -> list[Cell]:
    """Replace a wide character at the end whose right half was cut off by a space."""
    if cells:
        text, pen = cells[-1]
        if text and text.isascii() is False and _first_width(text) == 2:
            cells[-1] = (" ", pen)
    return cells


@cache
def _doubtful() -> re.Pattern[str]:
    # Characters over whose width all terminals agree: European scripts with their combining marks, punctuation,
    # arrows to blocks that are no emoji, and CJK. Of everything else a cell may turn out wider or narrower than
    # we believe.
    return re.compile(
        "[^\0\u0020-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2500-\u25fc"
        "\u2e80-\u302d\u3030-\u303c\u303f-\u3296\u329a-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\ufffd]"
    )


@lru_cache(maxsize=1024)
def _first_width(text: str) -> int:
    return sum(width for _, _, width in split_graphemes(text)[0])


def first_doubtful(row: Row) -> int | None:
    """Return the first column with a character that terminals may draw in another width than we believe."""
    text = "".join([text for text, _ in row])
    if text.isascii() or not _doubtful().search(text):
        return None
    return next(x for x, (text, _) in enumerate(row) if _doubtful().search(text))
