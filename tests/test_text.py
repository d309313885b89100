"""Foreign text made safe: laws for any Unicode, and what each acting character becomes."""

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text import (
    Spelling,
    count_invisible,
    escape_invisible,
    hide_invisible,
    is_plain,
    make_safe,
    show_invisible,
)

ACTING = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\ud800", "\udfff"]
TURNING = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f", "\u061c"]
INVISIBLE = ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u2028", "\u2029", "\u3164", "\U000e0041", *TURNING]
SIGNS = st.sampled_from(
    [*ACTING, *INVISIBLE, *"\u200c\u200d\u00a0\ufe0f\u20e3\U000e0067\U000e007fa字❤👩🏽🏴ی1 ", "e\u0301", '"']
)
ANY_TEXT = st.text(st.characters(exclude_categories=[])) | st.lists(SIGNS).map("".join)


def acts(character: str) -> bool:
    """Whether a terminal may do something on reading it, other than draw it or go to the next line or tab stop."""
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"


@given(ANY_TEXT)
def test_no_acting_character_survives(text: str) -> None:
    safe, _ = make_safe(text)
    assert not any(map(acts, safe))


@given(ANY_TEXT)
def test_safe_text_stays_as_it_is(text: str) -> None:
    safe, _ = make_safe(text)
    assert make_safe(safe) == (safe, 0)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_text_without_controls_is_not_touched(text: str) -> None:
    assert make_safe(text) == (text, 0)


@given(ANY_TEXT)
def test_every_replaced_character_is_counted(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    safe, replaced = make_safe(text)
    nothing = sum("\ufdd0" <= c <= "\ufdef" or c in "\ufffe\uffff" for c in text)
    breaks = safe.count("\n") - text.count("\n")
    assert replaced == sum(map(acts, text)) + nothing - breaks


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", "^["),
        ("\x00", "^@"),
        ("\x07", "^G"),
        ("\x08", "^H"),
        ("\x0b", "^K"),
        ("\x0e", "^N"),
        ("\x7f", "^?"),
        ("\x84", "<U+0084>"),
        ("\x9b", "<U+009B>"),
        ("\x9d", "<U+009D>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_an_acting_character_is_named(character: str, shown: str) -> None:
    assert make_safe(f"a{character}b") == (f"a{shown}b", 1)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\n\x0c", "\x0c\r\n", "\n\x85"])
def test_line_breaks_of_every_style_become_one(line_break: str) -> None:
    safe, replaced = make_safe(f"one{line_break}two")
    assert (safe.replace("\n\n", "\n"), replaced) == ("one\ntwo", 0)


def test_a_form_feed_inside_a_line_is_named() -> None:
    assert make_safe("one\x0ctwo\n\x0cthree") == ("one^Ltwo\n\nthree", 1)
    assert make_safe("one\x85two\nthree") == ("one<U+0085>two\nthree", 1)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_words_parted_by_a_separator_do_not_run_together(separator: str) -> None:
    text = f"one{separator}two"
    assert make_safe(text) == (text, 0)
    assert hide_invisible(text) == "one two"
    assert show_invisible(text) == f"one<U+{ord(separator):04X}>two"


def test_a_sequence_is_shown_and_not_lost() -> None:
    safe, replaced = make_safe("\x1b[31mred\x1b[0m and \x1b]0;title\x07")
    assert (safe, replaced) == ("^[[31mred^[[0m and ^[]0;title^G", 4)


@given(ANY_TEXT)
def test_what_is_hidden_turns_no_writing(text: str) -> None:
    shown = hide_invisible(text)
    assert not set(shown) & set(INVISIBLE)
    assert len(shown) <= len(text)


@given(ANY_TEXT)
def test_hiding_takes_out_nothing_that_can_be_seen(text: str) -> None:
    left_out = [c for c in text if c not in hide_invisible(text)]
    assert all(count_invisible(c) == 1 for c in left_out)
    assert hide_invisible(hide_invisible(text)) == hide_invisible(text)


@given(ANY_TEXT)
def test_what_is_named_holds_nothing_invisible(text: str) -> None:
    shown = show_invisible(text)
    assert count_invisible(shown) == 0
    assert "\u00a0" not in shown
    assert show_invisible(shown) == shown


@given(ANY_TEXT)
@example("\u0600\u200c")
def test_plain_text_is_left_alone_by_both(text: str) -> None:
    """And so is what was shown, though a joiner that is a part of the spelling stays in it."""
    if is_plain(text):
        assert hide_invisible(text) == show_invisible(text) == text
    shown = show_invisible(text)
    assert hide_invisible(shown) == show_invisible(shown) == shown


NEEDED = [
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d👩\u200d👧",
    "👩🏽\u200d🚀",
    "❤\ufe0f\u200d🔥",
    "⚖\ufe0f",
    "1\ufe0f\u20e3",
    "葛\U000e0100",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "ᠨ\u180b",
]
"""Invisible signs that belong to the spelling or to the picture: who takes them away changes what is seen."""


@pytest.mark.parametrize("whole", NEEDED, ids=ascii)
def test_what_a_word_or_a_picture_needs_stays_and_is_not_counted(whole: str) -> None:
    text = f"so {whole} it is"
    assert hide_invisible(text) == show_invisible(text) == text
    assert count_invisible(text) == 0


@pytest.mark.parametrize(
    "smuggled",
    [
        "a\ufe0f",
        "❤\ufe0f\ufe01\ufe02",
        "a\u200db",
        "а\u200cб",
        "🏴\U000e0067\U000e0062",
        "p\u115fq",
        "x\U000e0101",
    ],
    ids=ascii,
)
def test_the_same_signs_anywhere_else_are_left_out_and_counted(smuggled: str) -> None:
    assert count_invisible(smuggled) > 0
    assert count_invisible(hide_invisible(smuggled)) == 0
    assert "<U+" in show_invisible(smuggled)


@given(ANY_TEXT, st.data())
def test_a_text_in_stretches_reads_as_it_does_whole(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    spelling = Spelling(text)
    for show, whole in ((True, show_invisible(text)), (False, hide_invisible(text))):
        parts = [spelling.stretch(start, end, show=show) for start, end in ((0, cut), (cut, len(text)))]
        assert "".join(parts) == whole


@pytest.mark.parametrize("parted", ["se\u200cpa\u200drate", "\u200da", "a \u200db"])
def test_joiners_go_where_nothing_joins(parted: str) -> None:
    assert hide_invisible(parted) == parted.replace("\u200c", "").replace("\u200d", "")


JSON_VALUES = st.recursive(
    ANY_TEXT | st.none() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(JSON_VALUES)
@example("\U000e0041\u202e\\\u200b")
def test_escaping_keeps_the_value_of_json(value: object) -> None:
    assert json.loads(escape_invisible(json.dumps(value, ensure_ascii=False))) == value


@given(ANY_TEXT)
def test_escaped_json_holds_nothing_invisible(text: str) -> None:
    assert count_invisible(escape_invisible(json.dumps(text, ensure_ascii=False))) == 0


def test_escaped_json_holds_no_acting_character() -> None:
    """A path is written as the user gave it, so JSON may carry what no article's text may."""
    path = "".join(character for character in ACTING if character < "\ud800") + "\udc80\udcff"
    escaped = escape_invisible(json.dumps(path, ensure_ascii=False))
    assert not any(map(acts, escaped))
    assert json.loads(escaped) == path


def test_only_invisible_characters_are_escaped() -> None:
    assert escape_invisible('"naïve \u202e 東京 \u00ad"') == '"naïve \\u202e 東京 \\u00ad"'
