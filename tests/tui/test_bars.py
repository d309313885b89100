"""Head and foot at any width: what matters most is named, and nothing is cut that need not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.render.lines import cells, line_cells
from reader.render.palette import to_text
from reader.tui.bars import head_lines, key_line, notice_lines

KEYS = [("] [", "quotation"), ("enter", "only this speaker"), ("p", "why"), ("?", "help"), ("q", "back")]


@given(st.text(max_size=40), st.text(max_size=40), st.integers(24, 140))
def test_a_head_fits(title: str, facts: str, width: int) -> None:
    assert line_cells(head_lines(title, facts, width)[0]) <= width


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (100, " reader  The Quay Is Closed for Repairs   new.txt · 2 of 3 versions"),
        (60, " reader  The Quay Is Closed fo…   new.txt · 2 of 3 versions"),
        (40, " The Quay Is Closed…   2 of 3 versions"),
        (30, " The Quay Is Closed for Repa…"),
    ],
)
def test_a_head_says_less_where_there_is_less_room(width: int, told: str) -> None:
    head = head_lines("The Quay Is Closed for Repairs", "new.txt · 2 of 3 versions", width)[0]
    assert to_text(head) == told


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (80, "] [ quotation  enter only this speaker  p why  ? help  q back"),
        (60, "] [ quotation  enter only this speaker  ? help  q back"),
        (40, "] [ quotation  p why  ?  q"),
    ],
)
def test_the_usual_keys_lose_their_words_first(width: int, told: str) -> None:
    assert to_text(key_line(KEYS, width, last=2)) == told


@given(st.lists(st.text("abcé", min_size=1, max_size=9)), st.integers(12, 80))
def test_a_notice_takes_two_rows_at_most(words: list[str], width: int) -> None:
    notice = " ".join(words)
    rows = [to_text(row) for row in notice_lines(notice, width)]
    assert len(rows) <= 2
    assert all(cells(row) <= width for row in rows)
    assert " ".join(rows) == notice.strip() or rows[-1].endswith("…")
