"""From Textual's updates to frames."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, InlineUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from reader.tui.canvas import Canvas, pen_of
from reader.tui.frame import PLAIN, Cell, Pen, cells_of, lay, overlay


def text_of(canvas: Canvas) -> list[str]:
    return ["".join(text for text, _ in row) for row in canvas.frame(None).rows]


def canvas_with(*rows: str) -> Canvas:
    canvas = Canvas()
    canvas.resize(len(rows[0]), len(rows))
    strips = [[Strip([Segment(row)])] for row in rows]
    assert canvas.apply(LayoutUpdate(strips, Region(0, 0, len(rows[0]), len(rows))))
    return canvas


def test_a_whole_screen_is_taken_over() -> None:
    assert text_of(canvas_with("ab", "cd")) == ["ab", "cd"]


def test_a_part_is_drawn_no_further_than_it_changed() -> None:
    canvas = canvas_with("........", "........")
    canvas.apply(
        ChopsUpdate(
            [{}, {0: Strip([Segment("abcdef")]), 6: Strip([Segment("gh")])}], [(1, 2, 4)], [[], [6, 8]]
        )
    )
    assert text_of(canvas) == ["........", "abcd...."]


def test_what_is_cut_in_half_becomes_a_space() -> None:
    canvas = canvas_with("........")
    canvas.apply(ChopsUpdate([{0: Strip([Segment("a中文b")])}], [(0, 0, 4)], [[6]]))
    assert text_of(canvas) == ["a中 ...."]
    canvas.apply(ChopsUpdate([{2: Strip([Segment("x")])}], [(0, 2, 3)], [[3]]))
    assert text_of(canvas) == ["a x ...."]


def test_an_unknown_kind_of_update_is_refused() -> None:
    assert not Canvas().apply(InlineUpdate([]))


def test_another_size_keeps_what_fits() -> None:
    canvas = canvas_with("abcd", "efgh")
    canvas.resize(2, 3)
    assert text_of(canvas) == ["ab", "ef", "  "]


def test_a_mark_in_the_next_segment_joins_its_letter() -> None:
    cells: list[Cell] = []
    lay(cells, "cafe", PLAIN)
    lay(cells, "\u0301s", Pen((1,)))
    assert [text for text, _ in cells] == ["c", "a", "f", "e\u0301", "s"]


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_a_text_takes_as_many_cells_as_the_layout_believes(text: str) -> None:
    assert len(cells_of(text, PLAIN)) == cell_len(text)


@settings(max_examples=150, deadline=None)
@given(st.text("ab中文", min_size=1), st.text("ab中文"), st.integers(0, 12))
def test_an_overlay_leaves_no_half_of_a_wide_character(under: str, over: str, start: int) -> None:
    row = tuple(cells_of(under, PLAIN))
    result = overlay(row, min(start, len(row)), cells_of(over, PLAIN))
    assert len(result) == len(row)
    for x, (text, _) in enumerate(result):
        following = result[x + 1][0] if x + 1 < len(result) else None
        assert (following == "") == (cell_len(text) == 2)


def test_a_style_becomes_codes() -> None:
    style = Style.parse("bold underline #ff0000 on default")
    assert pen_of(style, ColorSystem.TRUECOLOR) == Pen((1, 4), "38;2;255;0;0", "")
    assert pen_of(style, ColorSystem.EIGHT_BIT) == Pen((1, 4), "38;5;196", "")
    assert pen_of(Style.parse("not bold green on bright_blue"), ColorSystem.STANDARD) == Pen((), "32", "104")
    assert pen_of(Style(link="https://example.org"), ColorSystem.STANDARD).link == "https://example.org"
