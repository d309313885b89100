"""Why a quotation has the speaker it has, in words."""

from typing import get_args

import pytest

from reader.article import Article, Paragraph
from reader.quotes import find_quotations
from reader.quotes.quotation import By
from reader.reading import Version
from reader.render.reasons import BY_WORDS, explain, tell_speaker


def test_every_way_to_find_a_speaker_has_words() -> None:
    assert set(BY_WORDS) == set(get_args(By)) - {""}
    assert len(set(BY_WORDS.values())) == len(BY_WORDS)


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        (
            "“We are ready,” said Ada Quill.",
            "direct · “Ada Quill” · said · named after the verb that reports it",
        ),
        ("The pier was called “a ruin.”", "mixed · called · nobody: the sentence does not tell by whom"),
        ("They left to chants of “no pier.”", "mixed · chants of · nobody: a crowd"),
        ("“We are ready, and we will not wait.”", "direct · nobody is named as who says it"),
        ("“We will not go.” – Ada Quill", "direct · “Ada Quill” · named below as who signs it"),
        (
            "According to Ada Quill, “it is late.”",
            "mixed · “Ada Quill” · According to · named after “according to”",
        ),
    ],
)
def test_a_reason_is_given_with_a_speaker_and_without(paragraph: str, reason: str) -> None:
    (found,) = find_quotations(Article("made-up", "", (Paragraph(paragraph),)))
    assert explain(found) == reason


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        (
            "“We are ready,” said Ada Quill.",
            ["Ada Quill · “said Ada Quill”: named after the verb that reports it"],
        ),
        (
            "“We are ready,” said Ada Quill. “We will not wait,” she added.",
            [
                "Ada Quill · “said Ada Quill”: named after the verb that reports it",
                "Ada Quill · “she added”: whom the pronoun stands for",
            ],
        ),
        ("“We are ready, and we will not wait.”", ["unknown · nobody is named as who says it"]),
        (
            "The pier was called “a ruin.”",
            ["unknown · “called”: nobody: the sentence does not tell by whom"],
        ),
    ],
)
def test_a_speaker_is_told_with_the_words_of_the_text(paragraph: str, told: list[str]) -> None:
    article = Article("made-up", "", (Paragraph(paragraph),))
    version = Version(article, find_quotations(article))
    assert [tell_speaker(version, quotation) for quotation in version.quotations] == told
