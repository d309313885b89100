"""An article as a value: offsets there and back, words counted, how it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import BREAK, Article, Paragraph, Role, begins, count_words

ROLES: list[Role] = ["headline", "heading", "body", "caption", "furniture"]
TEXTS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=30)
PARAGRAPHS = st.lists(st.builds(Paragraph, TEXTS, st.sampled_from(ROLES)), min_size=1, max_size=8)


def article_of(paragraphs: list[Paragraph]) -> Article:
    return Article("made-up.txt", "Made up", tuple(paragraphs))


@given(PARAGRAPHS)
def test_paragraphs_stand_where_starts_says(paragraphs: list[Paragraph]) -> None:
    article = article_of(paragraphs)
    for paragraph, start in zip(article.paragraphs, article.starts, strict=True):
        assert article.text[start : start + len(paragraph.text)] == paragraph.text


@given(PARAGRAPHS, st.data())
def test_an_offset_is_found_in_its_paragraph(paragraphs: list[Paragraph], data: st.DataObject) -> None:
    article = article_of(paragraphs)
    offset = data.draw(st.integers(0, len(article.text)))
    index, inside = article.locate(offset)
    assert article.starts[index] + inside == offset
    assert 0 <= inside < len(article.paragraphs[index].text) + len(BREAK) or index == len(paragraphs) - 1


def test_an_article_without_paragraphs_has_no_text() -> None:
    article = article_of([])
    assert (article.text, article.starts, article.words) == ("", (), 0)


def test_furniture_is_not_counted() -> None:
    article = article_of(
        [
            Paragraph("A new quay", "headline"),
            Paragraph("The town opened it."),
            Paragraph("Subscribe to our newsletter now", "furniture"),
        ]
    )
    assert article.words == 7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("—  … !", 0),
        ("the mayor’s well-known U.S. visit", 5),
        ("don't stop", 2),
        ("3.5 million", 2),
        ("市長は言った", 1),
        ("word\u00a0word", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


@given(PARAGRAPHS, st.integers(2, 40))
def test_a_beginning_has_its_length(paragraphs: list[Paragraph], length: int) -> None:
    assert len(begins(paragraphs, length=length)) <= length


def test_an_article_begins_with_its_body() -> None:
    story = [Paragraph("Support us!", "furniture"), Paragraph("The mayor of Port Ellery resigned on Friday.")]
    assert begins(story) == "The mayor of Port Ellery resigned on Friday."
    assert begins(story, length=20) == "The mayor of Port…"
    assert begins(story[:1]) == "Support us!"
    assert begins([]) == ""
