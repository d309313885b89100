"""Tokens join to the text, stretches cover both sides, and nothing takes long."""

import difflib
import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.diff import words
from reader.diff.words import Tokens, find_stretches, join_islands

LETTERS = st.lists(st.sampled_from("abcde"), max_size=30)


def cores(text: str) -> list[str]:
    return list(Tokens(text).cores)


@given(st.text(max_size=60))
def test_tokens_join_to_the_text(text):
    tokens = Tokens(text)
    assert tokens.text(0, len(tokens)) == text
    assert [
        text[start : start + len(core)] for start, core in zip(tokens.starts(), tokens.cores, strict=True)
    ] == list(tokens.cores)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. envoy didn't go.", ["The", "U.S.", "envoy", "didn't", "go", "."]),
        ("paid $1,000.50 at 9:30", ["paid", "$", "1,000.50", "at", "9:30"]),
        ("the 20th, self-made", ["the", "20th", ",", "self", "-", "made"]),
        ("(“Yes,” he’d said)", ["(", "“", "Yes", ",", "”", "he’d", "said", ")"]),
        ("cafe\u0301s zero\u200bwidth", ["cafe\u0301s", "zero\u200bwidth"]),
        ("東京都は", ["東", "京", "都", "は"]),
        ("ニュースを", ["ニュース", "を"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("👩‍👩‍👧 👍🏽 🇨🇭🇫🇷 1\ufe0f\u20e3", ["👩‍👩‍👧", "👍🏽", "🇨🇭", "🇫🇷", "1\ufe0f\u20e3"]),
        ("שלום, עולם", ["שלום", ",", "עולם"]),
    ],
)
def test_words_and_graphemes_stay_whole(text, expected):
    assert cores(text) == expected


def test_marks_of_every_style_and_invisible_characters_compare_as_one():
    assert Tokens("“It’s” zero\u200bwidth").keys == Tokens('"It\'s" zerowidth').keys
    assert Tokens("cafe\u0301").keys == ("caf\u00e9",)


@given(LETTERS, LETTERS)
def test_stretches_cover_both_sides_in_turn(old, new):
    stretches, is_coarse = find_stretches(old, new)
    assert not is_coarse
    assert [token for s in stretches for token in old[s.old : s.old_end]] == old
    assert [token for s in stretches for token in new[s.new : s.new_end]] == new
    assert all(old[s.old : s.old_end] == new[s.new : s.new_end] for s in stretches if s.is_kept)
    assert all(a.is_kept != b.is_kept for a, b in itertools.pairwise(stretches))


@given(LETTERS, LETTERS)
def test_large_texts_are_covered_too(old, new):
    """The same with limits so low that every way of dividing a text is taken."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "SMALL", 4)
        patch.setattr(words, "LARGE", 16)
        patch.setattr(words, "WINDOW", 3)
        stretches, _ = find_stretches(old, new)
    assert [token for s in stretches for token in old[s.old : s.old_end]] == old
    assert [token for s in stretches for token in new[s.new : s.new_end]] == new
    assert all(old[s.old : s.old_end] == new[s.new : s.new_end] for s in stretches if s.is_kept)


@given(LETTERS, LETTERS)
def test_cydifflib_finds_what_difflib_finds(old, new):
    cydifflib = pytest.importorskip("cydifflib")
    found = []
    for matcher in (cydifflib.SequenceMatcher, difflib.SequenceMatcher):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(words, "SequenceMatcher", matcher)
            found.append(find_stretches(old, new))
    assert found[0] == found[1]


def test_a_word_between_two_changes_is_given_up_and_a_clause_is_not():
    old, new = (
        ["one", "two", "the", "three", "four", "five", "six"],
        ["uno", "dos", "the", "tres", "four", "five", "six"],
    )
    joined = join_islands(find_stretches(old, new)[0], old)
    assert [(s.is_kept, old[s.old : s.old_end]) for s in joined] == [(False, old[:4]), (True, old[4:])]
    light = ["a", "quiet", "dog"], ["a", "dog", "slept"]
    assert [s.is_kept for s in join_islands(find_stretches(*light)[0], light[0])] == [
        True,
        False,
        True,
        False,
    ]


WORST = {
    "one word": (["the"] * 50_000, ["x" if k % 100 == 50 else "the" for k in range(50_000)]),
    "two words": tuple([random.Random(seed).choice("ab") for _ in range(50_000)] for seed in (1, 2)),
    "every second word": (
        [f"w{k}" for k in range(50_000)],
        [f"w{k}" if k % 2 else f"x{k}" for k in range(50_000)],
    ),
    "every second of a few words": (
        [f"w{k * k % 997}" for k in range(50_000)],
        [f"w{k * k % 997}" if k % 2 else f"x{k % 7}" for k in range(50_000)],
    ),
}


@pytest.mark.parametrize("case", WORST)
def test_the_worst_cases_are_bounded(case):
    """Two seconds on a quiet machine; processor time, and some air for a busy one."""
    old, new = WORST[case]
    start = time.process_time()
    stretches, _ = find_stretches(old, new)
    assert time.process_time() - start < 4
    assert sum(s.old_end - s.old for s in stretches) == len(old) and sum(
        s.new_end - s.new for s in stretches
    ) == len(new)
