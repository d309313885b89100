"""Speakers are called for short what the text itself calls them."""

import pytest

from reader.article import Article, Paragraph
from reader.quotes import find_quotations
from reader.reading import OpenStory, Version
from reader.render.short_names import last_name, short_names_of


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dara Quill", "Quill"),
        ("Orme & Sons Ltd", "Orme & Sons Ltd"),
        ("Friends of the Weir", "Friends of the Weir"),
        ("Ebba", "Ebba"),
    ],
)
def test_people_are_listed_by_their_last_names(name: str, short: str) -> None:
    assert last_name(name) == short


@pytest.mark.parametrize(
    ("name", "later", "short"),
    [
        ("Lin Maru", "Lin", "Lin"),
        ("Ada Quill", "Quill", "Quill"),
        ("Ada Quill", "she", "Quill"),
        ("Jan de Vree", "de Vree", "de Vree"),
    ],
)
def test_the_part_of_a_name_that_is_used_later_is_the_short_name(name: str, later: str, short: str) -> None:
    article = Article(
        "a.txt",
        "",
        (
            Paragraph(f"“We will not wait for the spring tide,” said {name}, who keeps the lock."),
            Paragraph(f"“The lock has been shut since the autumn,” {later} said on Monday."),
        ),
    )
    story = OpenStory("", (Version(article, tuple(find_quotations(article))),))
    assert [voice.name for voice in story.voices] == [name]
    assert short_names_of(story) == {name: short}
