"""What a change weighs."""

import pytest

from reader.article import Paragraph
from reader.diff import Block, compare_paragraphs

TABLE = [
    ("The mayor spoke.", "The\u00a0mayor spoke.", "invisible"),
    ("She said “no” to it.", 'She said "no" to it.', "invisible"),
    ("The harbour\u200b is shut.", "The harbour is shut.", "invisible"),
    ("The mayor  spoke.", "The mayor spoke.", "invisible"),
    ("The U.S. envoy left.", "The US envoy left.", "style"),
    ("Three boats sank.", "3 boats sank.", "style"),
    ("The council met, then left.", "The council met; then left.", "style"),
    ("They will organise it.", "They will organize it.", "style"),
    ("The colour faded.", "The color faded.", "style"),
    ("It doesn't work.", "It does not work.", "style"),
    ("About 5 percent came.", "About 5% came.", "style"),
    ("A quick walk home.", "A fast walk home.", "wording"),
    ("The old pier was closed.", "The pier was closed.", "wording"),
    ("Some 300 people came.", "Some 500 people came.", "fact"),
    ("It cost 1.5 million.", "It cost 15 million.", "fact"),
    ("It fell to -5 degrees.", "It fell to 5 degrees.", "fact"),
    ("He earned $5m.", "He earned €5m.", "fact"),
    ("Halvorsen said so.", "Lindqvist said so.", "fact"),
    ("Researchers say it works.", "Scientists say it works.", "wording"),
    ("The plan was approved.", "The plan was not approved.", "fact"),
    ("It may rain there.", "It does rain there.", "fact"),
    ("The man allegedly ran.", "The man ran.", "fact"),
    ("He said it was late.", "He claimed it was late.", "fact"),
    ("He met Ilse Brandt there.", "He met Ruth Brandt there.", "fact"),
    ("The vote is on Monday.", "The vote is on Tuesday.", "fact"),
    ("The vote was yesterday.", "The vote was today.", "fact"),
    ("Die Brücke ist gesperrt.", "Die Brücke ist nicht gesperrt.", "fact"),
    ("Die Brücke bleibt im Winter gesperrt.", "Die Brücke bleibt im Sommer gesperrt.", "wording"),
    ("船は港に着いた。", "船は３日港に着いた。", "fact"),
]


def compare(old: str, new: str, **quoted) -> Block:
    (block,) = compare_paragraphs([Paragraph(old)], [Paragraph(new)], **quoted)
    return block


@pytest.mark.parametrize(("old", "new", "weight"), TABLE)
def test_changes_weigh_what_they_mean(old, new, weight):
    assert compare(old, new).weight == weight
    assert compare(new, old).weight == weight


def test_a_word_changed_inside_a_quotation_weighs_as_one():
    old, new = "He said the pier was “safe and sound”.", "He said the pier was “safe and solid”."
    spans = ((old.index("safe"), old.index("”")),), ((new.index("safe"), new.index("”")),)
    assert compare(old, new).weight == "wording"
    assert compare(old, new, old_quoted=[spans[0]], new_quoted=[spans[1]]).weight == "quotation"
    outside = compare(old, old.replace("pier", "quay"), old_quoted=[spans[0]], new_quoted=[spans[0]])
    assert outside.weight == "wording"


def test_marks_taken_from_a_quotation_weigh_as_one():
    old, new = 'She called it "a gift" to all.', "She called it a gift to all."
    assert compare(old, new, old_quoted=[((15, 21),)], new_quoted=[()]).weight == "quotation"


def test_spelling_inside_a_quotation_is_style():
    old, new = 'It is "the U.S. way" now.', 'It is "the US way" now.'
    assert compare(old, new, old_quoted=[((7, 19),)], new_quoted=[((7, 17),)]).weight == "style"


def test_what_was_added_weighs_at_least_as_wording():
    (block,) = compare_paragraphs([], [Paragraph("a quiet day")])
    assert (block.kind, block.weight) == ("added", "wording")
    (block,) = compare_paragraphs([Paragraph("He paid 40 euros.")], [])
    assert (block.kind, block.weight) == ("removed", "fact")
    (block,) = compare_paragraphs([Paragraph("“Yes,” he said.")], [], old_quoted=[((1, 5),)])
    assert block.weight == "quotation"


def test_runs_of_one_block_weigh_for_themselves():
    block = compare(
        "The U.S. envoy to Norway walked along the old pier with 20 men.",
        "The US envoy to Norway strolled along the old pier with 30 men.",
    )
    weights = [run.weight for run in block.runs if run.op == "insert"]
    assert weights == ["style", "wording", "fact"]


def told(old: str, new: str) -> str:
    """Write a comparison of two paragraphs out, what is gone and what came in brackets."""
    (block,) = compare_paragraphs([Paragraph(old)], [Paragraph(new)])
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[run.op].format(run.text) for run in block.runs)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('a statement "a lot" he', "a statement a lot he", 'a statement [-"-]a lot[-"-] he'),
        ('a statement a lot "', "a statement a lot ", 'a statement a lot [-"-]'),
        ("a statement a lot -", "a statement a lot ", "a statement a lot [---]"),
        ("a statement a lot he", "a statement “a lot” he", "a statement {+“+}a lot{+”+} he"),
        ("the port (north) is shut", "the port north is shut", "the port [-(-]north[-)-] is shut"),
        ("a well-known port", "a well known port", "a well[---]{+ +}known port"),
    ],
)
def test_the_space_before_a_mark_that_went_stays(old, new, expected):
    assert told(old, new) == expected
