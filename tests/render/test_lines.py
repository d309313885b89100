"""Text with roles, wrapped: nothing is lost, nothing stands out on the right, rows and items find each other."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.render.lines import (
    Layout,
    Line,
    Span,
    StyledText,
    cells,
    clip,
    clip_middle,
    cropped,
    flatten,
    line_cells,
    padded,
    pieces,
    wrap,
    wrapped,
)

SIGNS = st.sampled_from(
    [*"ab-,.“”’é—ß", " ", " ", " ", "中", "文", "。", "」", "字", "e\u0301", "a\u0308\u0323", "\u0301",
     "👩\u200d👩\u200d👧", "🏴\U000e0067\U000e0062", "👍🏽", "❤\ufe0f", "✂", "हि", "न्", "می\u200cخ", "שָׁ", "한", "ﷺ", "\u00a0"]
)  # fmt: skip
SHOWN = st.lists(SIGNS, max_size=60).map("".join) | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf"]), max_size=60
)
WIDTHS = st.integers(1, 24)


def widest_sign(text: str) -> int:
    """The cells of the widest sign of a text: a row cannot be narrower."""
    from rich.cells import split_graphemes

    return max((size for _, _, size in split_graphemes(text)[0]), default=1)


# -- cells


@given(SHOWN)
def test_cells_are_counted_as_the_screen_counts_them(text: str) -> None:
    from rich.cells import cell_len

    assert cells(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("quay", 4),
        ("“quay”", 6),
        ("naïve", 5),
        ("cafe\u0301", 4),
        ("市長", 4),
        ("👍🏽", 2),
        ("→ ↓", 3),
    ],
)
def test_a_sign_takes_its_cells(text: str, expected: int) -> None:
    assert cells(text) == expected


# -- clip


@given(SHOWN, st.integers(0, 30))
def test_what_is_clipped_fits(text: str, width: int) -> None:
    assert cells(clip(text, width)) <= width


@given(SHOWN, st.integers(0, 30))
def test_names_are_cut_in_the_middle(text: str, width: int) -> None:
    short = clip_middle(text, width)
    assert cells(short) <= width
    if cells(text) <= width:
        assert short == text
    elif "…" in short and "…" not in text:
        before, after = short.split("…")
        assert text.startswith(before) and text.endswith(after)


def test_names_that_differ_late_differ_where_they_are_cut() -> None:
    names = [f"the evening paper's story of the gate, {edition} edition.txt" for edition in ("2nd", "3rd")]
    assert len({clip_middle(name, 36) for name in names}) == 2


@given(SHOWN, st.integers(0, 30))
def test_what_fits_is_not_clipped(text: str, width: int) -> None:
    short = clip(text, width)
    if cells(text) <= width:
        assert short == text
    else:
        assert width == 0 or short.endswith("…")
        assert text.startswith(short[:-1])


# -- wrap


@given(SHOWN, WIDTHS)
@example("a" * 40, 7)
@example("中文字" * 9, 5)
@example("      ", 2)
@example(" a", 1)
@example("字 字", 3)
@example(" a。", 2)
def test_a_row_fits_its_width(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        assert cells(text[start:end]) <= max(width, widest_sign(text))


@given(SHOWN, WIDTHS)
@example("a  b   c", 2)
@example("   leading", 4)
@example("trailing    ", 4)
@example("漢字 kanji 漢字", 5)
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert rows
    at = 0
    for start, end in rows:
        assert at <= start <= end <= len(text)
        assert not text[at:start].strip(" ")
        at = end
    assert not text[at:].strip(" ")


@given(SHOWN, WIDTHS)
def test_a_row_does_not_begin_with_the_space_that_ended_the_one_before(text: str, width: int) -> None:
    for start, _ in wrap(text, width)[1:]:
        assert text[start : start + 1] != " " or combining(text[start + 1 : start + 2])


def combining(text: str) -> bool:
    """Whether a text begins with a mark that makes a sign of the space before it."""
    return bool(text) and cells(text[0]) == 0


@given(SHOWN, WIDTHS)
def test_no_sign_is_cut_in_two(text: str, width: int) -> None:
    from rich.cells import split_graphemes

    signs = split_graphemes(text)[0]
    edges = {0, len(text), *(start for start, _, _ in signs), *(end for _, end, _ in signs)}
    assert {edge for row in wrap(text, width) for edge in row} <= edges


@given(st.lists(st.text("abcé—“", min_size=1, max_size=6), max_size=20), st.integers(8, 30))
def test_words_that_fit_are_not_cut(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert " ".join(text[start:end] for start, end in wrap(text, width)) == text


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=20), st.integers(8, 30))
def test_a_row_takes_all_the_words_it_has_room_for(words: list[str], width: int) -> None:
    text = " ".join(words)
    rows = [text[start:end] for start, end in wrap(text, width)]
    for row, following in itertools.pairwise(rows):
        assert len(row) + 1 + len(following.split()[0]) > width


def test_the_slow_way_wraps_plain_text_like_the_fast_one() -> None:
    plain = "The mayor said no, and then she said it again to the people on the quay, who had come early."
    wide = plain + " 中"
    for width in range(8, 60):
        assert wrap(plain, width)[:-1] == wrap(wide, width)[: len(wrap(plain, width)) - 1]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two  three", 8, ["one two", "three"]),
        ("a well-known man", 7, ["a", "well-", "known", "man"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("市長は言った。", 6, ["市長は", "言っ", "た。"]),
        ("said 市長 twice", 9, ["said 市長", "twice"]),
        ("He said “no” to all", 8, ["He said", "“no” to", "all"]),
        ("cafe\u0301 cafe\u0301", 4, ["cafe\u0301", "cafe\u0301"]),
    ],
)
def test_texts_wrap_as_people_would(text: str, width: int, rows: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, width)] == rows


# -- roles


SPANS = st.lists(
    st.builds(Span, st.integers(0, 20), st.integers(0, 20), st.sampled_from(["cue", "speaker-0", "hit"])),
    max_size=6,
)


@given(SPANS)
def test_flat_ranges_lie_apart_and_in_order(spans: list[Span]) -> None:
    runs = flatten(spans)
    assert all(start < end for start, end, _ in runs)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(runs))


@given(SPANS)
def test_each_place_keeps_its_roles_in_their_order(spans: list[Span]) -> None:
    runs = flatten(spans)
    for place in range(21):
        expected = tuple(span.role for span in spans if span.start <= place < span.end)
        assert next((roles for start, end, roles in runs if start <= place < end), ()) == expected


@given(SPANS, st.integers(0, 20), st.integers(0, 20))
def test_pieces_are_the_text_with_the_roles_of_each_place(spans: list[Span], one: int, other: int) -> None:
    text = "abcdefghijklmnopqrst"
    start, end = min(one, other), max(one, other)
    line = pieces(StyledText(text, flatten(spans)), start, end)
    assert "".join(piece for piece, _ in line) == text[start:end]
    drawn = [roles for piece, roles in line for _ in piece]
    assert drawn == [tuple(s.role for s in spans if s.start <= k < s.end) for k in range(start, end)]


def test_roles_go_on_over_the_end_of_a_row() -> None:
    styled = StyledText("He said “no” twice", ((8, 12, ("speaker-0",)),))
    assert wrapped(styled, 10) == (
        (("He said", ()),),
        (("“no”", ("speaker-0",)), (" twice", ())),
    )
    assert wrapped(StyledText("one two", ((0, 7, ("x",)),)), 4) == ((("one", ("x",)),), (("two", ("x",)),))


# -- lines


LINES = st.lists(st.tuples(SHOWN, st.sampled_from([(), ("cue",)])), max_size=5).map(tuple)


@given(LINES, st.integers(0, 40))
def test_a_padded_line_has_its_width(line: Line, width: int) -> None:
    text = "".join(text for text, _ in line)
    if line_cells(line) <= width:
        assert line_cells(padded(line, width)) == width
        assert "".join(text for text, _ in padded(line, width)).startswith(text)
    assert line_cells(padded(line, width)) <= width


@given(LINES, st.integers(0, 40))
def test_a_cropped_line_fits(line: Line, width: int) -> None:
    assert line_cells(cropped(line, width)) <= width
    if line_cells(line) <= width:
        assert cropped(line, width) == line


# -- layout


HEIGHTS = st.lists(st.integers(1, 5), max_size=12)


def layout_of(heights: list[int], blank: int = 0) -> Layout:
    return Layout(heights, lambda item, row: ((f"{item}.{row}", ()),), blank_after=blank)


@given(HEIGHTS)
def test_rows_and_items_find_each_other(heights: list[int]) -> None:
    layout = layout_of(heights)
    assert (layout.items, layout.height) == (len(heights), sum(heights))
    for item in range(layout.items):
        start, end = layout.rows_of(item)
        assert end - start == heights[item]
        assert {layout.item_at(row) for row in range(start, end)} == {item}


@given(st.lists(st.integers(2, 5), min_size=1, max_size=12))
def test_every_row_is_drawn_by_its_item(heights: list[int]) -> None:
    layout = layout_of(heights, blank=1)
    drawn = ["".join(text for text, _ in line) for line in layout.lines()]
    assert drawn == [f"{k}.{row}" for k, height in enumerate(heights) for row in range(height)][:-1]
    for item in range(layout.items):
        start, end = layout.rows_of(item)
        assert drawn[start] == f"{item}.0"
        assert end - start == heights[item] - 1


@given(HEIGHTS, st.integers(-5, 80))
def test_outside_the_text_stands_nothing(heights: list[int], row: int) -> None:
    layout = layout_of(heights)
    if not 0 <= row < layout.height:
        assert layout.line(row) == ()
    assert 0 <= layout.item_at(row) < max(1, layout.items)


def test_nothing_laid_out_has_no_rows() -> None:
    layout = Layout((), lambda item, row: (), blank_after=1)
    assert (layout.height, layout.items, list(layout.lines())) == (0, 0, [])
    assert layout.item_at(3) == 0
