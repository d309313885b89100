"""The pure core: what is sent turns one frame into the other, and nothing else reaches the terminal."""

import re

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pty_session import as_seen

from reader.tui.difference import change_pen, find_difference, find_shift, shortest_move
from reader.tui.frame import PLAIN, Frame, Pen, Row, blank_frame, cells_of, overlay, unknown_frame

# Characters over whose width and combining pyte and Rich agree.
LETTERS = "abc  xyz,.“”é—ßжλ│─中文字漢かナ글"
MARKS = "\u0301\u0308\u0323"

PENS = st.builds(
    Pen,
    st.lists(st.sampled_from((1, 3, 4, 7, 9)), unique=True, max_size=2).map(
        lambda codes: tuple(sorted(codes))
    ),
    st.sampled_from(("", "31", "92", "38;5;208", "38;2;10;20;30")),
    st.sampled_from(("", "44", "101", "48;5;17", "48;2;200;1;9")),
    st.just(""),
)
CLUSTERS = st.tuples(st.sampled_from(LETTERS), st.sampled_from(("", "", "", *MARKS))).map("".join)
RUNS = st.tuples(st.lists(CLUSTERS, max_size=6).map("".join) | st.integers(1, 30).map(" ".__mul__), PENS)


def row_of(runs: list[tuple[str, Pen]], width: int) -> Row:
    row: Row = blank_frame(width, 1).rows[0]
    x = 0
    for text, pen in runs:
        cells = cells_of(text, pen)
        row = overlay(row, x, cells)
        x += len(cells)
    return row


@st.composite
def frame_pairs(draw: st.DrawFn) -> tuple[Frame, Frame]:
    """Two frames of one size; the second often repeats rows of the first at other places, as after scrolling."""
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 12))
    rows = st.lists(RUNS, max_size=5).map(lambda runs: row_of(runs, width))
    old = draw(st.lists(rows, min_size=height, max_size=height))
    new = draw(st.lists(rows, min_size=height, max_size=height))
    if draw(st.booleans()):
        top = draw(st.integers(0, height - 1))
        bottom = draw(st.integers(top, height))
        shift = draw(st.integers(-height, height))
        for y in range(top, bottom):
            if 0 <= y + shift < height:
                new[y] = old[y + shift]
    return Frame(width, tuple(old)), Frame(width, tuple(new))


class Terminal:
    """A pyte screen that does not wrap, as the driver sets it up."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.stream.feed("\x1b[?7l\x1b[2J")

    def cells(self) -> list[list[pyte.screens.Char]]:
        return [
            [as_seen(self.screen.buffer[y][x]) for x in range(self.screen.columns)]
            for y in range(self.screen.lines)
        ]


def show(frame: Frame) -> Terminal:
    """A terminal on which `frame` was written cell by cell, without any of the driver's cleverness."""
    terminal = Terminal(frame.width, frame.height)
    blank = blank_frame(1, 1).rows[0][0]  # as the terminal is at first
    for y, row in enumerate(frame.rows):
        for x, (text, pen) in enumerate(row):
            if text and (text, pen) != blank:
                codes = ";".join(
                    filter(None, ("0", *map(str, pen.attributes), pen.foreground, pen.background))
                )
                terminal.stream.feed(f"\x1b[{y + 1};{x + 1}H\x1b[{codes}m{text}")
    terminal.stream.feed("\x1b[m")
    return terminal


@settings(max_examples=150, deadline=None)
@given(frame_pairs())
def test_the_difference_turns_one_frame_into_the_other(pair: tuple[Frame, Frame]) -> None:
    old, new = pair
    terminal = show(old)
    terminal.stream.feed(find_difference(old, new))
    assert terminal.cells() == show(new).cells()


@settings(max_examples=60, deadline=None)
@given(frame_pairs())
def test_a_corrupted_screen_is_drawn_in_full(pair: tuple[Frame, Frame]) -> None:
    corrupted, new = pair
    terminal = show(corrupted)
    terminal.stream.feed(find_difference(unknown_frame(new.width, new.height), new))
    assert terminal.cells() == show(new).cells()


@settings(max_examples=60, deadline=None)
@given(frame_pairs())
def test_a_terminal_without_background_colour_erase_is_drawn_right(pair: tuple[Frame, Frame]) -> None:
    """Such a terminal erases in its own background: nothing may be erased with a coloured pen."""
    old, new = pair
    sent = find_difference(old, new, erase_in_color=False)
    screen = show(old)
    for part in re.split("(?=\x1b)", sent):
        screen.stream.feed(part)
        if part.startswith("\x1b[") and part[-1] in "KX":
            assert screen.screen.cursor.attrs.bg == "default"
    terminal = show(old)
    terminal.stream.feed(sent)
    assert terminal.cells() == show(new).cells()


@settings(max_examples=30, deadline=None)
@given(frame_pairs())
def test_equal_frames_send_nothing(pair: tuple[Frame, Frame]) -> None:
    assert find_difference(pair[0], pair[0]) == ""


ACTING = [
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]


@pytest.mark.parametrize("character", ACTING, ids=lambda character: f"{ord(character):04X}")
def test_no_acting_character_of_a_cell_is_sent(character: str) -> None:
    frame = Frame(20, (row_of([(f"a{character}]0;owned{character}b", PLAIN)], 20),))
    sent = find_difference(blank_frame(20, 1), frame)
    assert character not in sent.replace("\x1b[m", "").replace("\x1b[H", "")
    assert "a" in sent and "b" in sent


@settings(max_examples=80, deadline=None)
@given(st.text(), PENS)
def test_no_text_sends_more_than_its_visible_characters(text: str, pen: Pen) -> None:
    width = len(cells_of(text, pen)) or 1
    sent = find_difference(blank_frame(width, 1), Frame(width, (row_of([(text, pen)], width),)))
    for part in sent.split("\x1b[")[1:]:
        sequence = part.lstrip("0123456789;")
        assert sequence[:1] in "mHGCKXd"
        sequence = sequence.replace("\x1b]8;;", "").replace("\x1b\\", "")
        assert not any(character in sequence for character in ACTING if character not in "\r\n\b")


def test_scrolling_a_text_between_head_and_foot_sends_one_line() -> None:
    lines = [f"{number * 7919:6} a line {'so long ' * (number % 5)}about the harbour" for number in range(60)]

    def frame(first: int) -> Frame:
        texts = ["head", *lines[first : first + 20], "foot"]
        return Frame(60, tuple(row_of([(text, PLAIN)], 60) for text in texts))

    assert find_shift(frame(0).rows, frame(1).rows) == (1, 21, 1)
    assert len(find_difference(frame(0), frame(1))) < 90
    assert len(find_difference(frame(7), frame(4))) < 250


def test_a_scroll_bar_beside_the_text_does_not_hide_a_shift() -> None:
    def row(y: int, first: int) -> Row:
        words = f"{'word ' * ((y + first) % 7)}{(y + first) * 7919} the minister said so again"
        return overlay(row_of([(words, PLAIN)], 60), 59, cells_of("█" if y == first else "│", PLAIN))

    def frame(first: int) -> Frame:
        return Frame(60, tuple(row(y, first) for y in range(20)))

    assert find_shift(frame(0).rows, frame(2).rows) == (0, 20, 2)


def test_a_character_of_doubtful_width_draws_its_row_anew() -> None:
    """Terminals draw a family of emoji two, six or eight cells wide; what follows must stand at its place in all."""
    old = Frame(30, (row_of([("👩\u200d👩\u200d👧 said no", PLAIN)], 30),))
    new = Frame(30, (row_of([("👩\u200d👩\u200d👧 said yes", PLAIN)], 30),))
    sent = find_difference(old, new)
    assert "👩" in sent
    assert "\x1b[3G said yes" in sent or "\x1b[1;3H said yes" in sent


def test_no_wide_character_is_erased_by_half() -> None:
    """Where its left half was erased, tmux takes the right one for a whole and blanks the left one again, uncoloured."""
    blue = Pen((), "", "44")
    old = Frame(40, (row_of([("x" * 20 + "中" + "x" * 18, blue)], 40),))
    new = Frame(40, (row_of([(" " * 21 + "│" + "x" * 18, blue)], 40),))
    assert "\x1b[20X" in find_difference(old, new)
    assert " │" in find_difference(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PLAIN, Pen((1,)), "\x1b[1m"),
        (Pen((1,)), PLAIN, "\x1b[m"),
        (Pen((1, 3), "31"), Pen((3,), "31"), "\x1b[22m"),
        (Pen((1, 2), "38;5;100"), Pen((2,), "38;5;100"), "\x1b[22;2m"),
        (Pen((), "38;2;1;2;3", "44"), Pen((), "", "44"), "\x1b[39m"),
        (Pen((1,), "31", "41"), Pen((1,), "32", "41"), "\x1b[32m"),
        (PLAIN, Pen(link="https://example.org"), "\x1b]8;;https://example.org\x1b\\"),
    ],
)
def test_a_pen_changes_by_the_shortest_sequence(old: Pen, new: Pen, expected: str) -> None:
    assert change_pen(old, new) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((3, 5), (3, 6), "\x1b[C"),
        ((3, 5), (3, 0), "\r"),
        ((3, 5), (4, 0), "\r\n"),
        ((3, 5), (3, 3), "\b\b"),
        ((None, None), (0, 0), "\x1b[H"),
        ((3, None), (3, 9), "\x1b[10G"),
        ((1, 2), (9, 2), "\x1b[10d"),
        ((1, 2), (9, 30), "\x1b[10;31H"),
    ],
)
def test_the_cursor_moves_by_the_shortest_way(
    start: tuple[int | None, int | None], end: tuple[int, int], expected: str
) -> None:
    assert shortest_move(*start, *end) == expected
