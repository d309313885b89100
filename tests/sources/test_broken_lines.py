"""Sentences that were broken at their links are joined again, and nothing else is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.broken_lines import join_broken
from reader.sources.plain import make_article, split_blocks

STORY = [
    "The council of Brandt Harbour voted on Tuesday to sell the lighthouse, mayor <Ines Holloway> said after a night "
    "in which <three members> left the hall, and one came back.",
    "According to the <Harbour Gazette>, the buyer is <the Lamp Society>, which has kept <smaller lights> along "
    "the coast since 1950.",
    "“Nobody asked us,” said keeper Tom Rask, who has <written a book> about the light with the historian <Ada Bram>.",
    "The sale is to be sealed in May, when the society <meets again> in the <U.S.> capital.",
]
PARAGRAPHS = [text.replace("<", "").replace(">", "") for text in STORY]
MENU = ["Home", "News", "What’s on", "facebook", "twitter", "Sign in", "Search", "Weather", "Jobs", "Dating"]


def broken(text: str) -> list[str]:
    """Break a paragraph at its links, as a program does that writes each piece of a page on its own line."""
    return [
        piece.strip() for piece in text.replace("<", "\n").replace(">", "\n").split("\n") if piece.strip()
    ]


BROKEN = [piece for text in STORY for piece in broken(text)]


def test_a_sentence_that_was_broken_at_its_links_is_joined_again() -> None:
    assert len(BROKEN) > 2 * len(STORY)
    assert join_broken(BROKEN) == PARAGRAPHS


def test_it_is_joined_amid_the_menus_of_a_page_with_lines_of_any_length() -> None:
    texts = split_blocks("\n".join([*MENU, *BROKEN, *MENU]))
    assert [text for text in texts if text not in MENU] == PARAGRAPHS
    assert set(MENU) < set(texts)


def test_the_story_of_such_a_page_is_found_whole() -> None:
    foot = ["Share", "Related", "2 hours ago", "Read more", "© 2031", "About us", "Contact", "Privacy policy"]
    article = make_article("page.txt", "\n".join([*MENU, "Harbour sells its light", *BROKEN, *foot]))
    assert [p.text for p in article.paragraphs if p.role == "body"] == PARAGRAPHS


def test_white_space_before_a_link_tells_that_it_was_broken() -> None:
    text = "\n\n".join(text.replace(" <", " \n").replace(">", "\n") for text in STORY)
    assert len(make_article("page.txt", text).paragraphs) == len(STORY)


@pytest.mark.parametrize(
    "lines",
    [
        ["The council gave these reasons:", "the roof leaks", "the lamp is old", "the keeper wants to retire"],
        ["Share", "facebook", "twitter", "reddit", "pinterest"],
        ["A headline of the day", "Ada Bram", "A sentence of the story, which ends.", "Another one, which ends as well."],
        ["He left.", "who knows why he did so", "She stayed.", "nobody asked her to", "They met.", "at the harbour on Monday"],
    ],
)  # fmt: skip
def test_lists_buttons_and_whole_sentences_stay_as_they_are(lines: list[str]) -> None:
    assert join_broken(lines) == lines


@given(st.lists(st.sampled_from([*BROKEN, *MENU, ",", "’s", "."]), min_size=1, max_size=40))
def test_no_word_is_lost_and_the_order_stays(lines: list[str]) -> None:
    assert "".join("".join(join_broken(lines)).split()) == "".join("".join(lines).split())


def test_it_takes_time_that_grows_with_the_text() -> None:
    """A sentence that never ends is the worst case: each of its lines is looked at with its neighbours only."""
    lines = [f"and so on {number}" for number in range(60_000)]
    (joined,) = join_broken(["It goes on", *lines])
    assert joined.count(" and ") == len(lines)
    assert all(first != second for first, second in pairwise(lines))
