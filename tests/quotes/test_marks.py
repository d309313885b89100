"""Where a stretch of quoted words begins and ends."""

import pytest

from reader.quotes.marks import find_stretches


def stretches(*texts: str) -> list[list[str]]:
    found = find_stretches(texts, [True] * len(texts))
    return [[text[s.start : s.end] for s in here] for text, here in zip(texts, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We are ready," she said.', ["We are ready,"]),
        ("“We are ready,” she said, “and so are they.”", ["We are ready,", "and so are they."]),
        ("„Wir sind bereit“, sagte sie.", ["Wir sind bereit"]),
        ("« Nous sommes prêts », a-t-elle dit.", ["Nous sommes prêts"]),
        ("»Wir sind bereit«, sagte sie.", ["Wir sind bereit"]),
        ("‹Wir sind bereit›, sagte sie.", ["Wir sind bereit"]),
        ("她说「我们准备好了」。", ["我们准备好了"]),
        ("“He told me ‘never’ and left,” she said.", ["He told me ‘never’ and left,"]),
        ("“He called it “a mess” and left,” she said.", ["He called it “a mess” and left,"]),
        ("The man is 5'10\" tall and said nothing.", []),
        (
            "'We don't know,' she said. 'The clerks' lists are lost.'",
            ["We don't know,", "The clerks' lists are lost."],
        ),
        ('"“We are ready,” she said.', ["We are ready,"]),
        ("The clerks' lists weren't found in the '90s.", []),
        ('"He called it "a mess" and left," she said.', ['He called it "a mess" and left,']),
        ('"He left early. "No," she said. "Never."', ["No,", "Never."]),
        ('He took [his] bags" and left. "No," she said.', ["No,"]),
        ("“He said “no” and “yes” to it,” she said. “Go.”", ["He said “no” and “yes” to it,", "Go."]),
        ("“We are ready,“ she said. “They are not.“", ["We are ready,", "They are not."]),
        ("« Elle a dit « non » et puis « oui » hier. »", ["Elle a dit « non » et puis « oui » hier."]),
        ("Elle a dit « non » et puis « oui ».", ["non", "oui"]),
        ("«\u202fNous sommes prêts\u202f», a-t-elle dit.", ["Nous sommes prêts"]),
        ("« Il m'a dit “jamais” », a-t-elle dit.", ["Il m'a dit “jamais”"]),
        ("„Sie rief ‚Halt‘ und ging“, sagte er.", ["Sie rief ‚Halt‘ und ging"]),
        ("»Wir sind bereit«, sagte sie, »und ihr?«", ["Wir sind bereit", "und ihr?"]),
        ("市長は「彼は『絶対にない』と言った」と話した。", ["彼は『絶対にない』と言った"]),
    ],
)
def test_outermost_marks_bound_a_stretch(text: str, expected: list[str]) -> None:
    assert stretches(text) == [expected]


def test_a_quotation_left_open_is_taken_up_in_the_next_paragraph() -> None:
    found = find_stretches(["“One.", "“Two,” she said."], [True, True])
    assert [found[0][0].is_open, found[1][0].is_resumed, found[1][0].is_open] == [True, True, False]


def test_a_lost_mark_ends_with_its_paragraph() -> None:
    assert stretches('He said "no and left.', "She stayed.", 'He said "yes."') == [
        ["no and left."],
        [],
        ["yes."],
    ]


def test_a_headline_may_use_single_marks_in_a_text_of_double_ones() -> None:
    found = find_stretches(["Mayor: 'No deal'", "“No deal,” she said."], [False, True])
    assert [len(here) for here in found] == [1, 1]


def test_one_mark_may_stand_on_both_sides_where_the_language_has_it_so() -> None:
    texts = ["”Vi är redo”, sade hon. ”Kom.”", "»Vi är redo», sade hon.", "Hon gick.”"]
    found = find_stretches(texts, [True] * 3, alike=True)
    said = [[text[s.start : s.end] for s in here] for text, here in zip(texts, found, strict=True)]
    assert said == [["Vi är redo", "Kom."], ["Vi är redo"], []]
