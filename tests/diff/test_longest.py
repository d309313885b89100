"""What is found in common is as long as can be."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.diff.longest import find_longest

LETTERS = st.lists(st.sampled_from("abcde"), max_size=40)


def longest_length(old: list[str], new: list[str]) -> int:
    """The textbook's table, a cell at a time."""
    row = [0] * (len(new) + 1)
    for key in old:
        above, row = row, [0]
        for j, other in enumerate(new):
            row.append(above[j] + 1 if key == other else max(row[j], above[j + 1]))
    return row[-1]


@given(LETTERS, LETTERS)
def test_nothing_longer_is_common_to_both(old, new):
    matches = find_longest(old, new)
    assert sum(size for *_, size in matches) == longest_length(old, new)
    assert all(old[i : i + size] == new[j : j + size] for i, j, size in matches)


@given(LETTERS, LETTERS)
def test_ranges_ascend_on_both_sides_and_do_not_touch(old, new):
    matches = find_longest(old, new)
    for (i, j, size), (i_next, j_next, _) in itertools.pairwise(matches):
        assert i + size <= i_next and j + size <= j_next and (i + size, j + size) != (i_next, j_next)


@given(LETTERS, LETTERS, st.floats(0, 1))
def test_too_little_in_common_is_none(old, new, least):
    is_enough = 2 * longest_length(old, new) >= least * (len(old) + len(new))
    assert (find_longest(old, new, least=least) is not None) == is_enough
