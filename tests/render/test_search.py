"""Words are found whatever the style of their marks, dashes and spaces."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.render.search import find_words, fold


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text("ab “”'’-–\u00a0İß", max_size=30), st.text("ab \"'-İß", max_size=3))
def test_places_lie_apart_in_order_and_hold_the_words(text: str, needle: str) -> None:
    places = find_words(text, needle)
    assert all(fold(text[start:end]) == fold(needle) for start, end in places)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("“We can’t wait”", "can't"),
        ("We can't wait", "can’t"),
        ("said “no”", '"no"'),
        ("1,200\u00a0names", "1,200 names"),
        ("the 2019–2021 plan", "2019-2021"),
        ("THE QUAY", "quay"),
        ("[T]he mayor", "[T]he"),
        ("a (very) old quay", "(very)"),
        ("東京の市長", "市長"),
    ],
)
def test_words_are_found_in_any_style(text: str, needle: str) -> None:
    ((start, end),) = find_words(text, needle)
    assert end - start == len(needle)


@pytest.mark.parametrize("needle", ["", " ", "\u00a0", "quays"])
def test_nothing_is_found_where_nothing_stands(needle: str) -> None:
    assert find_words("the old quay", needle) == ()
