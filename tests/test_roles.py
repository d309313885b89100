"""What each paragraph is to the story. All texts are made up, as are the people and papers in them."""

from reader.roles import assign_roles

BODY = (
    "Mayor Ines Holloway of Brandt Harbour said on Tuesday that the old lighthouse will stay where it stands.",
    "The council had wanted to sell it to a hotel firm, which would have closed the path along the water.",
    '"Nobody asked the people who walk there," Holloway told reporters on the quay.',
)


def test_a_line_without_a_full_stop_before_the_text_is_the_headline() -> None:
    assert assign_roles(["Lighthouse to Stay, Mayor Says", *BODY]) == ("headline", "body", "body", "body")


def test_a_text_that_begins_with_a_sentence_has_no_headline() -> None:
    assert set(assign_roles(BODY)) == {"body"}


def test_a_banner_may_stand_before_the_headline() -> None:
    roles = assign_roles(["Support The Harbour Post!", "Lighthouse to Stay, Mayor Says", *BODY])
    assert roles[:2] == ("furniture", "headline")


def test_no_paragraphs_have_no_roles() -> None:
    assert assign_roles([]) == ()
