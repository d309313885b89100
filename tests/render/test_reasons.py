"""Why a quotation has the speaker it has, in words."""

from typing import get_args

import pytest

from reader.article import Article, Paragraph
from reader.quotes import find_quotations
from reader.quotes.quotation import By
from reader.render.listing import BY_WORDS, explain


def test_every_way_to_find_a_speaker_has_words() -> None:
    assert set(BY_WORDS) == set(get_args(By)) - {""}
    assert len(set(BY_WORDS.values())) == len(BY_WORDS)


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("“We are ready,” said Ada Quill.", "direct · “Ada Quill” · said · the verb stands before the name"),
        ("The pier was called “a ruin.”", "mixed · called · nobody: the sentence does not tell by whom"),
        ("They left to chants of “no pier.”", "mixed · chants of · nobody: a crowd"),
        ("“We are ready, and we will not wait.”", "direct · nobody is said to say it"),
        ("“We will not go.” – Ada Quill", "direct · “Ada Quill” · the name that signs it"),
        ("According to Ada Quill, “it is late.”", "mixed · “Ada Quill” · According to · “according to”"),
    ],
)
def test_a_reason_is_given_with_a_speaker_and_without(paragraph: str, reason: str) -> None:
    (found,) = find_quotations(Article("made-up", "", (Paragraph(paragraph),)))
    assert explain(found) == reason
