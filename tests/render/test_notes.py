"""What is told in words below a changed paragraph is told once."""

import pytest

from reader.article import Article, Paragraph, Role
from reader.diff import Block, Weight, compare_paragraphs
from reader.reading import Comparison, analyse, compare_versions
from reader.render.article import Voices
from reader.render.changes import changes_of_side
from reader.render.diff import DiffPage, Look
from reader.render.notes import note_division, note_quotations
from reader.render.palette import to_text

OPENED = "The mayor opened the new bridge over the river on Monday."
THANKED = "She thanked everyone who had built it in only two years of work."
VOTED = "The council had voted the money in spring, after a long quarrel."


def comparison(old: list[str], new: list[str]) -> Comparison:
    articles = (
        Article("old", "", tuple(map(Paragraph, old))),
        Article("new", "", tuple(map(Paragraph, new))),
    )
    return compare_versions(*analyse(articles).versions)


def printed(old: list[str], new: list[str], *, side_by_side: bool) -> str:
    page = DiffPage(comparison(old, new), Voices.of(()), 100, Look(side_by_side, brackets=True))
    return "\n".join(to_text(line) for line in page.lines(plain=True))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ((0,), (0,), ""),
        ((0,), (), ""),
        ((8,), (9, 10), "split into ¶10 and ¶11"),
        ((3,), (3, 4, 6), "split into ¶4, ¶5 and ¶7"),
        ((10, 11), (12,), "merged from ¶11 and ¶12"),
        ((0, 1), (0, 1), "¶1 and ¶2 divided anew into ¶1 and ¶2"),
    ],
)
def test_all_paragraphs_of_a_division_are_named(
    old: tuple[int, ...], new: tuple[int, ...], told: str
) -> None:
    assert note_division(Block("edited", old, new)) == told


@pytest.mark.parametrize("side_by_side", [True, False])
def test_a_split_is_told_once_and_marks_no_space(side_by_side: bool) -> None:
    shown = printed([f"{OPENED} {THANKED} {VOTED}"], [OPENED, THANKED, VOTED], side_by_side=side_by_side)
    assert shown.count("split into ¶1, ¶2 and ¶3") == 1
    assert "[- -]" not in shown
    assert shown.count("{+¶+}") == (0 if side_by_side else 2)


@pytest.mark.parametrize("side_by_side", [True, False])
def test_a_merge_is_told_once_and_marks_no_space(side_by_side: bool) -> None:
    shown = printed([OPENED, THANKED, VOTED], [f"{OPENED} {THANKED} {VOTED}"], side_by_side=side_by_side)
    assert shown.count("merged from ¶1, ¶2 and ¶3") == 1
    assert "{+ +}" not in shown
    assert shown.count("[-¶-]") == (0 if side_by_side else 2)


def test_a_space_that_went_elsewhere_is_marked() -> None:
    old, new = "the  old town hall of the port", "the old town hall of the port"
    (block,) = compare_paragraphs([Paragraph(old)], [Paragraph(new)])
    assert [(c.start, c.end) for c in changes_of_side(block, "old", [old])[0]] == [(3, 5)]


def test_what_happened_twice_in_a_paragraph_is_told_once() -> None:
    old = "“We will never sell the old harbour,” said Ada Bram. “We will always keep the white ferry,” she said."
    new = (
        "“We will not sell the old harbour,” said Ada Bram. “We will gladly keep the white ferry,” she said."
    )
    assert note_quotations(comparison([old], [new]))["old"] == {0: ["quotation altered (2 times)"]}


RESUMED = (
    'Bram said: "The ferry was promised to the island ten years ago.',
    '"Another winter without it will empty the school.',
    '"A third delay would be the end of the village."',
)


@pytest.mark.parametrize("side_by_side", [True, False])
@pytest.mark.parametrize("only", [None, frozenset({"quotation"})])
def test_a_quotation_given_to_another_is_shown_where_no_word_changed(
    side_by_side: bool, only: frozenset[Weight] | None
) -> None:
    """A speaker who changed in the first paragraph of a speech changed in all of it."""
    old, new = [*RESUMED, OPENED, VOTED], ["Lind" + RESUMED[0][4:], *RESUMED[1:], OPENED, VOTED]
    look = Look(side_by_side, context=0, only=only, brackets=True)
    page = DiffPage(comparison(old, new), Voices.of(()), 100, look)
    shown = [to_text(line) for line in page.lines()]
    assert sum("reassigned: Bram → Lind" in line for line in shown) == 3
    assert sum(line.startswith('"') for line in shown) == 3
    assert page.quotation_items == (0, 1, 2)
    assert [page.mark(item) for item in page.items[:3]] == ["~", '"', '"']


def test_words_that_take_each_others_place_stand_apart() -> None:
    shown = printed([RESUMED[0]], ["Lind" + RESUMED[0][4:]], side_by_side=False)
    assert "[-Bram-] {+Lind+} said" in shown


def test_furniture_stays_folded_where_only_some_changes_are_asked_for() -> None:
    """A run of furniture of which a part is in another fold is folded as far as it goes on."""
    old, new = [THANKED], [THANKED, "Read more", "Call 555 1200 today"]
    roles: tuple[Role, ...] = ("body", "furniture", "furniture")
    old_version, new_version = (
        Article(name, "", tuple(map(Paragraph, texts, roles))) for name, texts in (("old", old), ("new", new))
    )
    compared = compare_versions(*analyse((old_version, new_version)).versions)
    for only in (None, frozenset[Weight]({"fact"})):
        page = DiffPage(compared, Voices.of(()), 100, Look(side_by_side=True, context=0, only=only))
        assert all(item.folded for item in page.items if item.last > 1)
