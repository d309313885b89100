"""What changed though it can hardly be seen is told in words, below the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Paragraph
from reader.diff import compare_paragraphs
from reader.reading import analyse, compare_versions
from reader.render.article import Voices
from reader.render.diff import DiffPage, Look
from reader.render.palette import to_text
from reader.render.unseen import note_unseen
from reader.text import count_invisible


def notes(old: str, new: str, *, names: bool = True) -> list[str]:
    blocks = compare_paragraphs([Paragraph(old)] if old else [], [Paragraph(new)] if new else [])
    return [note for block in blocks for note in note_unseen(block, names=names)]


CHANGES = [
    ("The Bank said no", "The B\u0430nk said no", "a U+0061 LATIN SMALL LETTER A → а U+0430 CYRILLIC SMALL LETTER A"),
    ("The B\u0430nk said no", "The Bank said no", "а U+0430 CYRILLIC SMALL LETTER A → a U+0061 LATIN SMALL LETTER A"),
    ("Omega said no", "\u039fmega said no", "GREEK CAPITAL LETTER OMICRON"),
    ("Hello all of you", "\uff28ello all of you", "FULLWIDTH LATIN CAPITAL LETTER H"),
    ("Ann said so", "Ann wrote P\u0430ypal so", "letters of two scripts in “P\u0430ypal”: а U+0430 CYRILLIC"),
    ("The Caf\u00e9 opened", "The Cafe\u0301 opened", "U+0301 COMBINING ACUTE ACCENT"),
    ("pay 100 to Ann", "pay \u202e001\u202c to Ann", "added U+202E RIGHT-TO-LEFT OVERRIDE, U+202C POP"),
    ("a payment came", "a pay\u200bment came", "invisible: added U+200B ZERO WIDTH SPACE"),
    ("a pay\u200bment came", "a payment came", "invisible: removed U+200B ZERO WIDTH SPACE"),
    ("a p\u200bayment came", "a payment\u200b came", "removed U+200B ZERO WIDTH SPACE; added U+200B ZERO WIDTH SPACE"),
    ("ten million came", "ten mil\u00adlion came", "added U+00AD SOFT HYPHEN"),
    ("ten million came", "ten\u00a0million came", "unusual spaces: added U+00A0 NO-BREAK SPACE"),
    ("A \u2764 for you", "A \u2764\ufe0f for you", "added U+FE0F VARIATION SELECTOR-16"),
    ("it was \U0001f3f4 here", "it was \U0001f3f4\U000e0041 here", "TAG LATIN CAPITAL LETTER A"),
    ("he می\u200cخواهم went", "he میخواهم went", "removed U+200C ZERO WIDTH NON-JOINER"),
    ("", "The P\u0430ypal of\u200b all", "letters of two scripts"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), CHANGES, ids=lambda value: ascii(value)[:30])
def test_a_change_that_can_hardly_be_seen_is_named(old: str, new: str, told: str) -> None:
    assert told in " / ".join(notes(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The Bank said no", "The banks said no"),
        ("Он сказал нет", "Она сказала да"),
        ("It weighs 3 kg in all", "It weighs 3 µg in all, a μm wide"),
        ("He said “no” to it", "He said “yes” to it"),
        ("東京で言った", "大阪で言った"),
        ("", "A\u00a0new paragraph, with a family 👩\u200d👩\u200d👧"),
        ("An old\u200b paragraph", ""),
    ],
    ids=ascii,
)
def test_a_change_that_is_seen_needs_no_words(old: str, new: str) -> None:
    assert notes(old, new) == []


def test_without_names_only_what_the_text_does_not_show_is_told() -> None:
    assert notes("a payment came", "a pay\u200bment came", names=False) == []
    assert notes("A \u2764 for you", "A \u2764\ufe0f for you", names=False) == ["invisible: added U+FE0F"]
    assert notes("The Bank said", "The B\u0430nk said", names=False) == ["looks alike: a U+0061 → а U+0430"]


@given(
    *[st.text(st.sampled_from("aаeе \u200b\u200d\u00ad\u202e\u00a0é\u0301字👩\ufe0f"), max_size=30)] * 2,
    st.booleans(),
)
def test_a_note_is_short_and_safe(old: str, new: str, names: bool) -> None:
    for note in notes(old, new, names=names):
        assert count_invisible(note) == 0 and "\n" not in note
        assert len(note) < 1000


@pytest.mark.parametrize("side_by_side", [True, False])
@pytest.mark.parametrize("names", [True, False])
def test_notes_stand_once_below_the_text(side_by_side: bool, names: bool) -> None:
    sides = [
        Article(path, "", (Paragraph("Nothing new here."), Paragraph(text)))
        for path, text in (
            ("a", "The Bank said no to all of it."),
            ("b", "The B\u0430nk said no to all of it."),
        )
    ]
    story = analyse(sides)
    look = Look(side_by_side, brackets=True, names=names)
    page = DiffPage(compare_versions(*story.versions), Voices.of(story.voices), 100, look)
    text = "\n".join(map(to_text, page.layout.lines()))
    assert text.count("! looks alike:") == 1
    assert ("CYRILLIC" in text) is names
