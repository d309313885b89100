"""What is open and where: every move returns a new value, keeps what was worked out, and stays within its ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import NEW, OLD, write_story, write_version

from reader.article import Article, Paragraph
from reader.reading import (
    Reading,
    analyse,
    changed,
    choose_versions,
    compare_versions,
    make_initials,
    only_speaker,
    other_version,
    rank_voices,
    start_reading,
    step_in,
    swap,
)

STORY = write_story(OLD, NEW, OLD)
PLACES = st.lists(st.integers(0, 50), unique=True).map(sorted)


@pytest.fixture
def reading() -> Reading:
    return start_reading(STORY)


@pytest.mark.parametrize(("shown", "pair"), [(0, (0, 1)), (1, (0, 1)), (2, (1, 2))])
def test_a_version_is_compared_with_the_one_before(shown: int, pair: tuple[int, int]) -> None:
    reading = start_reading(STORY, shown)
    assert (reading.shown, reading.old, reading.new) == (shown, *pair)
    assert other_version(start_reading(STORY, 2 - shown), 2 * shown - 2)[1:4] == (shown, *pair)
    assert reading.version is STORY.versions[shown] and reading.comparable
    assert not start_reading(write_story(OLD)).comparable


def test_the_only_pair_stays_as_it_was_exchanged() -> None:
    exchanged = swap(start_reading(write_story(OLD, NEW)))
    assert other_version(exchanged, 1)[1:4] == (1, 1, 0)


def test_swapping_twice_changes_nothing(reading: Reading) -> None:
    assert (swap(reading).old, swap(reading).new) == (1, 0)
    assert swap(swap(reading)) == reading


def test_the_ends_hold(reading: Reading) -> None:
    assert other_version(reading, -1).shown == 0
    assert other_version(reading, 1).shown == 1
    assert other_version(reading, 99).shown == 2
    assert other_version(other_version(reading, 99), -99).shown == 0


def test_versions_are_chosen(reading: Reading) -> None:
    chosen = choose_versions(reading, 1, 0)
    assert (chosen.old, chosen.new) == (1, 0)
    for old, new in ((0, 3), (-1, 0), (3, 0)):
        with pytest.raises(ValueError, match="no such pair"):
            choose_versions(reading, old, new)


def test_a_speaker_stands_out_until_named_again(reading: Reading) -> None:
    only = only_speaker(reading, "Nadia Kroll")
    assert only.only == "Nadia Kroll"
    assert only_speaker(only, "Tomas Vane").only == "Tomas Vane"
    assert only_speaker(only, "Nadia Kroll").only is None
    assert only_speaker(only, None).only is None


def test_a_move_changes_nothing_else(reading: Reading) -> None:
    before = reading
    for moved in (
        swap(reading),
        other_version(reading, 1),
        only_speaker(reading, "Ann"),
        changed(reading, furniture=True),
    ):
        assert moved != reading
    assert reading == before


def test_a_comparison_is_worked_out_once(reading: Reading) -> None:
    comparison = reading.comparison
    assert changed(reading, furniture=True).comparison is comparison
    assert only_speaker(reading, "Ann").comparison is comparison
    assert swap(reading).comparison is not comparison
    assert (swap(reading).comparison.old, swap(reading).comparison.new) == (comparison.new, comparison.old)


@given(PLACES, st.integers(-1, 51))
def test_a_step_goes_to_the_nearest_place(places: list[int], at: int) -> None:
    after, before = step_in(places, at, 1), step_in(places, at, -1)
    assert after == min((p for p in places if p > at), default=None)
    assert before == max((p for p in places if p < at), default=None)


def test_voices_are_ranked_by_how_often_they_are_quoted() -> None:
    voices = rank_voices([OLD, NEW])
    assert [(voice.name, voice.counts) for voice in voices] == [
        ("Nadia Kroll", (1, 1)),
        ("Tomas Vane", (1, 0)),
        ("東京 市長", (0, 1)),
    ]
    assert voices[0].words == (6, 6)
    assert rank_voices([write_version("Nobody speaks.")]) == ()


@pytest.mark.parametrize(
    ("names", "signs"),
    [
        (["Nadia Kroll"], ("NK",)),
        (["Nadia Kroll", "Nils Koss"], ("NK", "N2")),
        (["Ruth von der Amsel"], ("RA",)),
        (["the harbour office"], ("to",)),
        (["Reuters"], ("Re",)),
        (["東京 市長"], ("東市",)),
        (["X"], ("X",)),
        (["(unnamed)"], ("(u",)),
    ],
)
def test_signs_come_from_initials(names: list[str], signs: tuple[str, ...]) -> None:
    assert make_initials(names) == signs


@given(st.lists(st.text(), unique=True, max_size=30))
def test_any_names_get_signs_of_their_own(names: list[str]) -> None:
    signs = make_initials(names)
    assert len(signs) == len(set(signs)) == len(names)
    assert all(1 <= len(sign) <= 2 for sign in signs)


def test_a_quotation_is_found_by_its_paragraph() -> None:
    assert OLD.by_paragraph == ((), (), (0,), (), (1,), (), (), ())
    assert OLD.counted == (0, 1)
    for paragraph, spans in zip(OLD.article.paragraphs, OLD.quoted_spans, strict=True):
        assert all(paragraph.text[start - 1] == "“" and paragraph.text[end] == "”" for start, end in spans)


def test_one_person_has_one_name_in_all_versions() -> None:
    first = Article(
        "a", "a", (Paragraph("“We will wait,” said Nadia Kroll, the mayor of Port Ellery, on Friday."),)
    )
    second = Article(
        "b", "b", (Paragraph("Nadia Kroll, the mayor, said: “We will not wait.” Kroll added: “Never.”"),)
    )
    story = analyse([first, second])
    assert [voice.name for voice in story.voices] == ["Nadia Kroll"]
    assert story.ranks == {"Nadia Kroll": 0}
    assert story.title == "a"
    comparison = compare_versions(*story.versions)
    assert comparison.changes.edited + comparison.changes.removed + comparison.changes.added >= 1
