"""Which paragraphs stand opposite each other."""

import pytest

from reader.article import Paragraph
from reader.diff import Block, compare_paragraphs

HARBOUR = [
    "The harbour of Lindvik was closed on Tuesday after a crane fell into the water, the port authority said.",
    "Nobody was hurt, but two freighters had to wait outside the breakwater until the evening tide.",
    "Engineer Marta Olsen, who inspected the quay, blamed rust in the bolts of the foundation. "
    "She had warned of the damage in a report to the council three years ago.",
    "Fishermen complained that they had lost a whole day, and asked the town for compensation.",
    "The crane, built in 1961, was the last of its kind on the coast.",
    "Ferries to the islands are to sail again from Thursday morning, according to the timetable office.",
]


def compare(old: list[str], new: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    blocks = compare_paragraphs([Paragraph(p) for p in old], [Paragraph(p) for p in new])
    return [(b.old, b.new) for b in blocks]


def blocks_of(old: list[str], new: list[str]) -> list[Block]:
    return list(compare_paragraphs([Paragraph(p) for p in old], [Paragraph(p) for p in new]))


def one_to_one(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((k,), (k,)) for k in range(count)]


def test_an_edited_paragraph_keeps_its_place():
    new = [p.replace("two freighters", "three freighters") for p in HARBOUR]
    assert compare(HARBOUR, new) == one_to_one(6)
    assert [b.kind for b in blocks_of(HARBOUR, new)] == ["equal", "edited", *["equal"] * 4]


def test_added_stands_after_removed_in_a_gap():
    new = [
        *HARBOUR[:1],
        "The weather service expects fog along the whole western shore tonight.",
        *HARBOUR[2:],
    ]
    kinds = [b.kind for b in blocks_of(HARBOUR, new)]
    assert kinds == ["equal", "removed", "added", *["equal"] * 4]


def test_a_split_paragraph_is_one_block():
    first, second = HARBOUR[2].split(". She")
    new = [*HARBOUR[:2], first + ".", "She" + second, *HARBOUR[3:]]
    assert ((2,), (2, 3)) in compare(HARBOUR, new)
    assert ((2, 3), (2,)) in compare(new, HARBOUR)


def test_a_paragraph_split_in_three_is_one_block():
    sentences = [
        "The tunnel under the fjord took nine years.",
        "Workers from Kalmar drilled by night.",
        "It opened without a speech.",
    ]
    old = [HARBOUR[0], " ".join(sentences), HARBOUR[5]]
    assert ((1,), (1, 2, 3)) in compare(old, [HARBOUR[0], *sentences, HARBOUR[5]])


def test_a_split_with_its_halves_rewritten_is_one_block():
    old = [
        HARBOUR[0],
        "In her report, Olsen also turned on the council, saying that while two towns might seem “natural” partners for "
        "“a league of safe harbours”, both wanted the ministry to be “the keystone of every decision on the coast.”",
        HARBOUR[5],
    ]
    new = [
        HARBOUR[0],
        "“A league of safe harbours founded by two towns might seem natural,” she wrote.",
        "“But both have other plans, and would have the ministry be the keystone of every decision on the coast.”",
        HARBOUR[5],
    ]
    assert ((1,), (1, 2)) in compare(old, new)


def test_a_moved_paragraph_stands_at_its_new_place():
    new = [*HARBOUR[:1], HARBOUR[4], *HARBOUR[1:4], *HARBOUR[5:]]
    blocks = blocks_of(HARBOUR, new)
    assert [(b.old, b.new) for b in blocks if b.moved] == [((4,), (1,))]
    assert [b.new for b in blocks] == [(k,) for k in range(6)]


def test_a_paragraph_moved_and_edited_is_found():
    moved = HARBOUR[2].replace("three years ago", "last spring").replace("rust", "salt")
    blocks = blocks_of(HARBOUR, [moved, *HARBOUR[:2], *HARBOUR[3:]])
    assert [(b.old, b.new, b.kind) for b in blocks if b.moved] == [((2,), (0,), "edited")]


def test_a_heavy_rewrite_is_paired_by_what_it_shares_and_not_by_its_place():
    new = [
        HARBOUR[0],
        "A band played on the market square until midnight, and the mayor danced.",
        "Rust in the foundation bolts was to blame, said engineer Marta Olsen, whose report the council had ignored.",
        HARBOUR[3],
    ]
    aligned = compare(HARBOUR[:4], new)
    assert ((2,), (2,)) in aligned and ((1,), (1,)) not in aligned


def test_a_paragraph_that_occurs_twice_is_not_called_moved():
    refrain = "The council declined to comment on the state of the harbour."
    old = [HARBOUR[0], refrain, HARBOUR[1], HARBOUR[2], refrain, HARBOUR[3]]
    new = [HARBOUR[0], refrain, HARBOUR[1], "Olsen left town.", refrain, HARBOUR[3]]
    assert not any(b.moved for b in blocks_of(old, new))


def test_german_inflections_are_recognised():
    old = [
        "Hier begegnet man vielen Wanderern.",
        "München gilt als eine der schönsten Städte Deutschlands.",
        "Im Winter liegt Schnee.",
    ]
    new = [
        "Hier trifft man viele Wanderer.",
        "München gehört zu den schönsten Städten.",
        "Oft liegt viel Schnee.",
    ]
    assert compare(old, new) == one_to_one(3)


def test_writing_without_spaces_is_aligned():
    old = ["東京都は水曜日、新しい橋の建設を発表した。", "工事は来年の春に始まる予定だ。"]
    new = [
        "市民団体は計画に反対している。",
        "東京都は木曜日、新しい橋の建設計画を発表した。",
        "工事は来年の秋に始まる予定だ。",
    ]
    assert ((0,), (1,)) in compare(old, new) and ((1,), (2,)) in compare(old, new)


@pytest.mark.parametrize("text", ["", " ", "—", "…", "\u200b", "🇨🇭"])
def test_paragraphs_without_words_do_no_harm(text):
    aligned = compare([text, HARBOUR[0]], [HARBOUR[0], text])
    assert ((1,), (0,)) in aligned


def test_furniture_is_paired_with_furniture_only():
    banner = "Support the Lindvik Courier with a small gift every month."
    old = [Paragraph(banner, "furniture"), Paragraph(HARBOUR[0])]
    new = [Paragraph(banner, "body"), Paragraph(HARBOUR[0])]
    assert [b.kind for b in compare_paragraphs(old, new)] == ["removed", "added", "equal"]


def test_a_text_too_repetitive_says_so():
    (block,) = compare_paragraphs([Paragraph("a b " * 5_000)], [Paragraph("b b a " * 3_500)])
    assert block.kind == "edited" and block.coarse
    (block,) = compare_paragraphs([Paragraph("a b " * 1_000)], [Paragraph("b b a " * 700)])
    assert block.kind == "edited" and not block.coarse


def test_a_neighbour_that_has_just_what_a_paragraph_lacks_belongs_to_it() -> None:
    """Little of it is in the other version, but all that was missing there."""
    question = "Is there another way across the river than the bridge or the tunnel?"
    old = ["The ferry office appeals to the good sense of travellers:", question]
    assert ((0, 1), (0,)) in compare(old, [f"The ferry office appeals: {question}"])
