"""What each paragraph is to the story. All texts are made up, as are the people and papers in them."""

from collections.abc import Callable
from functools import partial

import pytest
from growth import assert_grows_at_most
from hypothesis import given
from hypothesis import strategies as st

from reader.roles import assign_roles
from reader.roles.look import look_at
from reader.roles.page_lines import is_marker, is_small_print, is_stamp

BODY = (
    "Mayor Ines Holloway of Brandt Harbour said on Tuesday that the old lighthouse will stay where it is.",
    "The council had wanted to sell it to a hotel firm, which would have closed the path along the water.",
    '"Nobody asked the people who walk there," Mayor Holloway told reporters on the quay.',
)
HEADLINE = "Lighthouse to Stay, Mayor Says"
APPEAL = "If you value our reporting, please become a supporter and make a monthly contribution today."


def roles_around(*, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The roles of what stands before and after the body, the body itself left out after a check."""
    roles = assign_roles([*before, *BODY, *after])
    assert set(roles[len(before) : len(before) + len(BODY)]) == {"body"}
    return roles[: len(before)] + roles[len(before) + len(BODY) :]


class TestHeadline:
    def test_is_a_line_without_a_full_stop_before_the_text(self) -> None:
        assert roles_around(before=(HEADLINE,)) == ("headline",)

    @pytest.mark.parametrize(
        "line",
        [
            "Who Sold the Lighthouse?",
            "Who Will Sell Our Old Lighthouse Now?",
            "Hands Off Our Lighthouse!",
            "„Der Turm bleibt“",
        ],
    )
    def test_may_ask_exclaim_or_quote(self, line: str) -> None:
        assert roles_around(before=(line,)) == ("headline",)

    def test_a_text_that_begins_with_a_sentence_has_none(self) -> None:
        assert set(assign_roles(BODY)) == {"body"}

    def test_may_follow_a_banner(self) -> None:
        assert roles_around(before=("Support The Harbour Post!", HEADLINE)) == ("furniture", "headline")

    def test_is_not_taken_for_a_banner_when_it_stands_alone(self) -> None:
        assert roles_around(before=("Support the Lighthouse!",)) == ("headline",)

    def test_is_followed_by_a_byline_and_a_date(self) -> None:
        before = (HEADLINE, "By Cleo Jansen", "Updated 3 May 2031, 10:15")
        assert roles_around(before=before) == ("headline", "heading", "heading")
        assert roles_around(before=("By Cleo Jansen", HEADLINE)) == ("heading", "headline")

    def test_follows_the_menu_of_the_page(self) -> None:
        before = ("Skip to main content", "Home", "Harbour News", "Sport", HEADLINE)
        assert roles_around(before=before) == ("furniture",) * 4 + ("headline",)

    def test_is_found_in_writing_without_spaces(self) -> None:
        assert assign_roles(
            ["老灯塔将保留", "市长星期二说，布兰特港的老灯塔将留在原处。", "“没有人问过我们，”她说。"]
        ) == (
            "headline",
            "body",
            "body",
        )

    def test_needs_a_text_below_it(self) -> None:
        assert assign_roles([HEADLINE]) == ("body",)
        assert assign_roles(["One line", "Another line"]) == ("body", "body")


class TestCaption:
    def test_is_printed_twice_with_a_credit(self) -> None:
        line = "The lighthouse of Brandt Harbour at low tide in May."
        assert roles_around(after=(f"{line}\n{line} NEWSPOOL / Hugo Castillo", BODY[0])) == (
            "caption",
            "body",
        )
        assert roles_around(after=(f"{line} {line} Hugo Castillo", BODY[0])) == ("caption", "body")
        assert roles_around(after=(line, f"{line} Hugo Castillo", BODY[0])) == ("caption", "caption", "body")

    @pytest.mark.parametrize(
        "line",
        [
            "The lighthouse at low tide. COASTAL PRESS / Hugo Castillo",
            "The lighthouse at low tide. (Photo: Hugo Castillo)",
            "The lighthouse at low tide (AP Photo/Hugo Castillo)",
            "Photo: Hugo Castillo/Reuters",
            "Hugo Castillo / Reuters",
            "The lighthouse at low tide. Hugo Castillo via Getty Images",
            "Ines Holloway (left) with the keeper of the lighthouse, Opal Gupta, in 2029.",
            "Ines Holloway, right, at the opening of the path along the water.",
            "Photo: The lighthouse at low tide. (Harbour Post: Hugo Castillo)",
            "Image caption Ines Holloway says that the path will stay open",
        ],
    )
    def test_has_a_credit_or_says_who_stands_where(self, line: str) -> None:
        assert roles_around(after=(line, BODY[1])) == ("caption", "body")

    def test_is_a_name_and_an_office_between_headline_and_text(self) -> None:
        before = (HEADLINE, "Mayor Ines Holloway Brandt Harbour Council")
        assert roles_around(before=before) == ("headline", "caption")

    def test_is_not_a_second_headline(self) -> None:
        before = (HEADLINE, "Mayor Holloway Defies Hotel Firm")
        assert roles_around(before=before) == ("headline", "heading")

    @pytest.mark.parametrize(
        "sentence",
        [
            "The picture was sold to Getty Images.",
            "He turned to the left, left the room, and came back with the keys of the lighthouse (and a dog).",
            "The either/or of the council did not please Hugo Castillo, who had hoped for a third way.",
            "She called it a win (the photographs in the file had shown it, and nobody had looked).",
            "“I was on the left (left!) of the mayor,” said Hugo Castillo, who photographs for the Post.",
        ],
    )
    def test_is_not_a_sentence_of_the_story(self, sentence: str) -> None:
        assert roles_around(after=(sentence, BODY[1])) == ("body", "body")


class TestHeading:
    def test_stands_alone_between_paragraphs(self) -> None:
        assert roles_around(after=("A tower with a history", BODY[0])) == ("heading", "body")

    @pytest.mark.parametrize(
        "line",
        [
            "She gave three reasons:",
            "- the light",
            "But who would pay for it?",
            '"Never again"',
            "Q: Is it for sale?",
            "and so it went on",
            "@harbourpost on the lighthouse",
            "* * *",
        ],
    )
    def test_is_no_lead_in_no_item_of_a_list_and_no_quotation(self, line: str) -> None:
        assert roles_around(after=(line, BODY[0])) == ("body", "body")

    def test_lines_in_a_row_are_a_list_or_a_poem(self) -> None:
        lines = ("The light goes round", "The sea comes in", "Nobody counts the ships")
        assert roles_around(after=(*lines, BODY[0])) == ("body",) * 4

    def test_a_question_heads_whole_paragraphs_only(self) -> None:
        long = " ".join(BODY) + " " + BODY[1]
        assert assign_roles([BODY[0], "Who will pay for the light?", BODY[1]])[1] == "body"
        assert assign_roles([long, "Who will pay for the light?", long])[1] == "heading"


class TestFurniture:
    @pytest.mark.parametrize(
        "line",
        [
            "Advertisement",
            "Read more",
            "Read more: The keeper who never slept",
            "Sign up for the Sunday letter",
            "Subscribe to our newsletter",
            "Follow us on social media",
            "Share this article",
            "We use cookies to improve this site",
            "By signing up you agree to our terms",
            "© 2031 The Harbour Post",
            "Lesen Sie auch",
            "Our newsletter brings you the harbour and the council. You will find it in your inbox at six.",
        ],
    )
    def test_is_known_wherever_it_stands(self, line: str) -> None:
        assert roles_around(after=(line, *BODY)) == ("furniture", "body", "body", "body")
        assert roles_around(after=(line,)) == ("furniture",)

    def test_an_appeal_in_letter_form_ends_the_story(self) -> None:
        letter = (
            "An appeal from the Harbour Post:",
            "Dear readers,",
            "Our printer has broken twice this winter, and we have mended it with string.",
            "They say that nobody reads papers now. We think otherwise.",
            APPEAL,
            "Once\nMonthly\nContinue",
            "Read more",
        )
        assert roles_around(after=letter) == ("furniture",) * len(letter)

    def test_links_to_other_articles_end_the_story_with_their_summaries(self) -> None:
        links = (
            "Related stories",
            "Keeper Asleep, Ship Aground",
            "A coaster ran onto the sands on Sunday while the light was out.",
            "Hotel Firm Looks Elsewhere",
            "A hotel with four stars and no view is to open behind the station.",
        )
        assert roles_around(after=links) == ("furniture",) * 5
        assert roles_around(after=(links[0], *BODY, *links)) == (
            "furniture",
            *["body"] * 3,
            *["furniture"] * 5,
        )

    def test_what_closes_a_page_is_taken_in_from_its_first_scrap(self) -> None:
        after = ("Topics", "Brandt Harbour", "Reuse this text", "Most viewed", "Ten ways to cook a herring")
        assert roles_around(after=after) == ("furniture",) * 5
        assert roles_around(after=("A line of verse", "Read more")) == ("body", "furniture")

    def test_a_form_is_a_short_line_to_the_reader_beside_what_only_a_page_says(self) -> None:
        line = "The best of the Harbour Post in your inbox at six."
        assert roles_around(after=(line, "Enter your email address", BODY[0])) == (
            "furniture",
            "furniture",
            "body",
        )
        assert roles_around(after=(line, BODY[0])) == ("body", "body")

    def test_a_last_part_with_its_heading_is_no_link(self) -> None:
        assert roles_around(after=("Related stories", "What comes next", BODY[0])) == (
            "furniture",
            "heading",
            "body",
        )

    def test_a_letter_without_an_appeal_is_part_of_the_story(self) -> None:
        letter = (
            "Dear readers,",
            "We were wrong about the lighthouse, and we are sorry.",
            "Thank you for your letters.",
        )
        assert roles_around(after=letter) == ("body",) * 3

    def test_a_letter_that_the_story_quotes_and_goes_on_from_stays(self) -> None:
        letter = ("Dear readers,", "We have no money left and we need you.", APPEAL)
        roles = assign_roles([*BODY, *letter, *BODY])
        assert "furniture" not in roles[:5] + roles[6:]

    def test_an_editors_letter_is_an_article_of_its_own(self) -> None:
        letter = (
            "Dear readers,",
            *(f"We have moved our office to lighthouse {n}, and you may all come." for n in range(4)),
        )
        assert set(assign_roles(letter)) == {"body"}

    def test_scraps_beside_it_belong_to_it(self) -> None:
        assert roles_around(after=("Share this article", "Facebook", "Email", BODY[0])) == (
            "furniture",
            "furniture",
            "furniture",
            "body",
        )

    @pytest.mark.parametrize(
        "sentence",
        [
            "Support for the plan grew over the winter, and the mayor knew it.",
            "Read more slowly, the teacher had told her, and the whole class laughed.",
            '"Support our lighthouse," read a banner on the quay.',
            "The firm said that its newsletter went to nine thousand subscribers, and that you could not buy it.",
            "Donations to the lighthouse fund have reached two million crowns since the subscription opened.",
            "“Sign up for my newsletter,” said the voice, and then she hung up.",
            "We all write letters in our heads. You do too, and your neighbours, and our mayor.",
            "Comments were made on both sides of the aisle.",
        ],
    )
    def test_is_not_a_sentence_of_the_story(self, sentence: str) -> None:
        assert roles_around(after=(sentence, BODY[1])) == ("body", "body")
        assert roles_around(after=(sentence,)) == ("body",)

    def test_a_note_of_correction_belongs_to_the_story(self) -> None:
        note = "This article was changed on Friday: an earlier version gave the keeper's age as ninety."
        assert roles_around(after=(note,)) == ("body",)

    def test_a_page_of_nothing_else_is_left_alone(self) -> None:
        assert set(assign_roles(["Read more", "Advertisement", "Sign up for the letter"])) == {"body"}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Der Leuchtturm von Brandt bleibt stehen, sagte die Bürgermeisterin am Dienstag.",
            "„Sie haben uns nicht gefragt“, sagte Ines Holloway, „und wir haben es gemerkt.“",
            "Ihre Zeitung hatte um Spenden gebeten. Wir geben gern, wenn wir wissen, wofür.",
        ),
        (
            "I have kept a light for forty years, and I never once saw it from the sea.",
            "You think our work is lonely. We think yours is.",
            "In the end we all sign up for something; I signed up for this, and you may laugh if you like.",
        ),
    ],
)
def test_plain_essays_in_any_language_are_all_story(texts: tuple[str, ...]) -> None:
    assert set(assign_roles(texts)) == {"body"}


@given(
    st.lists(
        st.text(max_size=80) | st.sampled_from([*BODY, HEADLINE, APPEAL, "Read more", "Home"]), max_size=12
    )
)
def test_every_paragraph_has_one_role_and_at_most_one_is_the_headline(blocks: list[str]) -> None:
    roles = assign_roles(blocks)
    assert len(roles) == len(blocks)
    assert roles.count("headline") <= 1
    assert not roles or set(roles) != {"furniture"}


@pytest.mark.parametrize("line", ["Home", "Read more", "Dear readers,", "A tower with a history", APPEAL])
def test_time_grows_in_line_with_the_number_of_paragraphs(line: str) -> None:
    def prepare(count: int) -> Callable[[], object]:
        return partial(assign_roles, [*BODY, *([line] * count), BODY[0]])

    # In line would be sixteen times; with its square it would be more than two hundred.
    assert_grows_at_most(prepare, 80, few=1_000, many=16_000)


PAGE = (
    "Skip to content", "Menu", "News", "Sport", "Weather", "Letters", "Sign in", HEADLINE, "By Cleo Jansen", "3 May 2031",
    "5 min read", "Share", *BODY, "Advertisement", BODY[1], "Related stories", "Two Swans Leave Tolvik", "Bakers Return",
    "12 comments", "opal77", "2 hours ago", "I walked there as a child, and it was much higher then, I can tell you.",
    "Reply", "Most read", "Night Trains Divide Kessel", "About us", "Contact", "© 2031 The Harbour Post",
)  # fmt: skip


class TestThePageAroundAStory:
    def test_is_furniture_in_the_bare_text_of_a_page(self) -> None:
        roles = dict(zip(PAGE, assign_roles(PAGE), strict=True))
        assert {text for text, role in roles.items() if role == "body"} == set(BODY)
        assert [text for text, role in roles.items() if role == "headline"] == [HEADLINE]
        assert set(roles.values()) == {"body", "headline", "furniture"}

    def test_must_have_what_only_pages_have(self) -> None:
        scraps = (
            "The light goes round",
            "The sea comes in",
            "Nobody counts",
            "The ships go by",
            "In one long row",
        )
        assert "furniture" not in assign_roles([HEADLINE, *scraps, *BODY, *scraps, BODY[0]])

    @pytest.mark.parametrize(
        "line", ["2 hours ago", "3 May 2031", "5 min read", "09:12", "Published 3 May 2031 at 09:12"]
    )
    def test_has_stamps(self, line: str) -> None:
        assert is_stamp(look_at(line))

    @pytest.mark.parametrize(
        "line", ["1984", "2028 | 41,200", "May Day in Tolvik", "Three hours in the water", "10,000 came."]
    )
    def test_has_no_stamp_in_a_line_of_the_story(self, line: str) -> None:
        assert not is_stamp(look_at(line))

    @pytest.mark.parametrize(
        "line", ["12 comments", "Related stories", "More from the Post", "Topics", "Lire aussi :"]
    )
    def test_has_markers(self, line: str) -> None:
        assert is_marker(look_at(line))

    @pytest.mark.parametrize(
        "line",
        [
            "“Most read”",
            "Comments were made.",
            "Related by blood and by water, they said",
            "Topics of the day and of the night",
        ],
    )
    def test_has_no_marker_in_a_line_of_the_story(self, line: str) -> None:
        assert not is_marker(look_at(line))

    def test_goes_around_a_story_that_goes_on_behind_a_box(self) -> None:
        box = (
            "Advertisement",
            "The Morning Tide",
            "All of the coast in your inbox at six.",
            "By signing up you agree to our terms.",
        )
        more = "Mayor Ines Holloway will meet the hotel firm on Friday, and has asked the council of Brandt Harbour to come too."
        at = PAGE.index("Advertisement")
        page = (*PAGE[:at], *box, more, *PAGE[at + 2 :])
        roles = assign_roles(page)
        assert roles[page.index(more)] == "body"
        assert {roles[page.index(line)] for line in box} == {"furniture"}

    def test_has_other_stories_with_a_sentence_each_behind_a_marker(self) -> None:
        others = (
            "Most popular", "Two Swans Leave Tolvik", "The swans of Tolvik left on Monday, and nobody had seen them go.",
            "Bakers Return", "Five bakers have come back to the island, and all of them have brought their ovens.",
            "Night Trains Divide Kessel", "The council of Kessel could not agree on trains at night, and went home.",
        )  # fmt: skip
        at = PAGE.index("Related stories")
        page = (*PAGE[:at], *others, *PAGE[at:])
        assert set(assign_roles(page)[at : at + len(others)]) == {"furniture"}

    def test_ends_with_an_appeal_to_its_readers(self) -> None:
        appeal = (
            "Since you are here …",
            "We have a small favour to ask. Our journalism takes time, and fewer people pay for it each year.",
            "If everyone who reads our reporting helped to fund it, we would sleep better.",
            "For a crown or two you can be part of this, and it only takes a minute. Thank you.",
        )
        at = PAGE.index("Related stories")
        roles = assign_roles((*PAGE[:at], *appeal, *PAGE[at:]))
        assert set(roles[at : at + 4]) == {"furniture"}
        assert roles[at - 1] == "body"

    def test_goes_around_a_story_that_begins_before_a_box_and_announces_a_list(self) -> None:
        at = PAGE.index(BODY[1])
        box = (
            "Advertisement",
            "Watch more",
            "Our newsletter brings you the harbour. You will find it in your inbox at six.",
        )
        more = "It was never asked what Ines Holloway wanted, or anybody else in Brandt Harbour, and that was the trouble."
        page = (
            *PAGE[:at],
            "The council gave these three reasons for selling it:",
            "the light",
            *box,
            more,
            *PAGE[at:],
        )
        roles = assign_roles(page)
        assert roles[at - 1 : at + 2] == ("body",) * 3
        assert set(roles[at + 2 : at + 5]) == {"furniture"}

    @pytest.mark.parametrize(
        ("line", "role"),
        [
            ("[How the lighthouse was built]", "furniture"),
            ("[Read all about the lighthouse here.]", "furniture"),
            ("Watch: The swans of Tolvik leave", "furniture"),
            ("MAYOR OF KESSEL SAYS NO TO TRAINS", "furniture"),
            ("By Opal Gupta and Hugo Castillo", "furniture"),
            ("A tower with a history", "heading"),
            ("• the light", "body"),
        ],
    )
    def test_puts_links_between_paragraphs(self, line: str, role: str) -> None:
        at = PAGE.index(BODY[1])
        assert assign_roles((*PAGE[:at], line, *PAGE[at:]))[at] == role

    @pytest.mark.parametrize(
        "line",
        [
            "Opal Gupta is a staff writer at the Harbour Post.",
            "Follow Opal Gupta on Mastodon.",
            "You can reach our desk at desk@post.example.",
        ],
    )
    def test_says_below_a_story_who_wrote_it(self, line: str) -> None:
        at = PAGE.index("Related stories")
        assert assign_roles((*PAGE[:at], line, *PAGE[at:]))[at] == "furniture"
        assert "furniture" not in assign_roles((*BODY, line, *BODY))

    def test_has_no_small_print_in_a_sentence_of_the_story(self) -> None:
        sentence = "The council sent an email on the policy to every house on the water, and few of them had read it by Tuesday."
        assert not is_small_print(look_at(sentence))
        assert is_small_print(look_at("We use cookies to make this site better. You can read our policy."))
