"""Who says what: constructions of English, each in sentences about made-up people."""

from collections.abc import Callable
from functools import partial

import pytest
from growth import assert_grows_at_most
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Paragraph, Role
from reader.quotes import Quotation, find_quotations, resolve_names


def article(*paragraphs: str | tuple[str, Role]) -> Article:
    """An article of body paragraphs, or of pairs of a text and its role."""
    made = tuple(Paragraph(p) if isinstance(p, str) else Paragraph(*p) for p in paragraphs)
    return Article("story.txt", "", made)


def quoted(*paragraphs: str | tuple[str, Role]) -> list[Quotation]:
    return [quotation for quotation in find_quotations(article(*paragraphs)) if quotation.counts]


def speakers(*paragraphs: str | tuple[str, Role]) -> list[str | None]:
    return [quotation.speaker.name if quotation.speaker else None for quotation in quoted(*paragraphs)]


WHO = "Harbor Minister Ines Calloway and union leader Tom Brandt met on Monday."
"""Introduces two people so that later paragraphs can mean them."""


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“The pier will open in May,” Calloway said.", "Ines Calloway"),
        ("“The pier will open in May,” said Calloway.", "Ines Calloway"),
        ("Calloway said, “The pier will open in May.”", "Ines Calloway"),
        ("Calloway: “The pier will open in May.”", "Ines Calloway"),
        ("“The pier,” Brandt told reporters on Friday, “will open in May.”", "Tom Brandt"),
        ("Brandt, who has run the union for years, called the plan “a bad joke.”", "Tom Brandt"),
        ("Brandt dismissed the plan on Tuesday, calling it “a bad joke.”", "Tom Brandt"),
        ("“The plan is a joke,” an angry Brandt retorted.", "Tom Brandt"),
        ("The plan is “a bad joke,” according to Brandt.", "Tom Brandt"),
        ("According to Brandt, the plan is “a bad joke” that helps nobody.", "Tom Brandt"),
        ("“Are they serious?” Brandt asked.", "Tom Brandt"),
        (
            "Brandt said that the ministry believes the plan is “good enough,” and called on members to “stay home.”",
            "Tom Brandt",
        ),
        ("“The pier is old,” a spokesman for the port said.", "a spokesman for the port"),
        ("“The pier is old,” the ministry said in a statement.", "the ministry"),
        ("“The pier is old,” said Ada Quill, an engineer at the port.", "Ada Quill"),
        ("“The pier is old,” Ada Quill, an engineer at the port, said.", "Ada Quill"),
        ("Brandt’s “reckless” remarks angered the port.", "Tom Brandt"),
        ("Brandt laughed and said, “We’ll see.”", "Tom Brandt"),
        ("“We will,” she said, then added: “Not today.”", "Ines Calloway"),
        ("“I can’t do that,” Calloway – who was re-elected in May – told reporters.", "Ines Calloway"),
        ("The court heard that Brandt had told officers: “I did it.”", "Tom Brandt"),
        ("When asked about the pier, Brandt said, “Ask her.”", "Tom Brandt"),
        (
            "“Nobody knows,” said an official with knowledge of the talks.",
            "an official with knowledge of the talks",
        ),
        ("“Nobody knows,” a senior official who was not authorized to speak said.", "a senior official"),
        ("“Nobody knows,” her spokesman, Paul Reyes, said.", "Paul Reyes"),
        ("“Nobody knows,” says Brandt’s lawyer, Ada Quill.", "Ada Quill"),
        ("The company apologised for what it called “a mistake”.", "the company"),
        ("“This is it,” read a banner on the crane.", "a banner"),
        ("As Brandt put it: “We were lucky.”", "Tom Brandt"),
        ("In Brandt’s words, it was “a lucky day”.", "Tom Brandt"),
        ("For Brandt, the deal is “a disgrace”.", "Tom Brandt"),
        ("Brandt was accused of being “a liar” by Calloway.", "Ines Calloway"),
        ("Brandt, whom Calloway has called “a liar”, laughed.", "Ines Calloway"),
        ("Calling the plan “dead”, Brandt left the room.", "Tom Brandt"),
        ("Brandt, who has seen worse, named “Storm Tide” as his favorite.", "Tom Brandt"),
        ("Brandt, in what Calloway, the minister, called “a rare moment,” smiled.", "Ines Calloway"),
        (
            "Brandt resigned, though in a letter last week he sounded sure, saying he was “fine.”",
            "Tom Brandt",
        ),
        ("Calloway was quoted as saying “the pier must go”.", "Ines Calloway"),
        ("The harbor minister said the pier was “safe as houses.”", "Ines Calloway"),
    ],
)
def test_the_speaker_is_found(sentence: str, speaker: str) -> None:
    found = speakers(WHO, sentence)
    assert found
    assert set(found) == {speaker}


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("“We are ready,” Calloway said.", ["direct"]),
        ("Calloway said the port was “ready.”", ["mixed"]),
        ("“We are ready,” Calloway said, “and so are they.”", ["direct", "direct"]),
        ("Calloway said the port was ready.", []),
    ],
)
def test_direct_and_mixed_quotations_are_told_apart(sentence: str, kinds: list[str]) -> None:
    assert [quotation.kind for quotation in quoted(WHO, sentence)] == kinds


@pytest.mark.parametrize(
    "sentence",
    [
        "She was a guest on the port’s radio show, “Morning Tide,” on Friday.",
        "They sang along to the anthem “Harbor Lights” before the match.",
        "Juan “Chico” Ferrante carried the flag.",
        "The so-called “quick” lane was closed.",
        "Calloway opened a “Summit for Harbors” on Monday.",
        "The man is 5'10\" tall.",
        "She drew an “X,” and nobody saw it.",
        "Many wore “Save Our Pier” hats on Monday.",
        "A band played songs including “Harbor Lights” and “Low Tide.”",
        "Brandt wrote a column and, in his book, “12th,” told of the storm.",
        "It was a “wow”-worthy show.",
        "The rules relating to “gross neglect” are old.",
        "“Follow Jo Reed on the wire @joreed.”",
        "Of the sailors asked, 12 percent picked “not yet sure of it” and the rest chose “never.”",
        "Brandt owns three boats, including “the old goat,” and a raft.",
        "Brandt said he moved the crates (there were ten, including “fragile”), and went home.",
        "The trouble starts if you tell a crew, “Wait here until noon.”",
        "He was fined for promoting “secret” sail repairs.",
    ],
)
def test_titles_and_names_are_no_speech(sentence: str) -> None:
    assert quoted(WHO, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Brandt closed the meeting with a curt, “enough.”",
        "“Never again,” was a third.",
        "The crowd had come for the promise of a “new harbor.”",
        "Brandt suggested a few remarks, including “we are late.”",
    ],
)
def test_a_few_words_are_speech_when_the_sentence_sets_them_off_or_something_said_holds_them(
    sentence: str,
) -> None:
    assert len(quoted(WHO, sentence)) == 1


def test_a_quotation_that_closes_its_clause_hands_nothing_to_what_follows() -> None:
    """Nobody is told to be slow: the clause with "told" ended with its own quotation."""
    sentence = "Crews that were told to “hurry” left the “slow” lane."
    assert [quotation.text for quotation in quoted(WHO, sentence)] == ["hurry"]


def test_a_split_quotation_goes_on_with_its_speaker() -> None:
    found = quoted(WHO, "“It is safe,” Brandt said. “It is dry.”")
    assert [q.speaker and q.speaker.name for q in found] == ["Tom Brandt", "Tom Brandt"]
    assert found[1].by == "continued"


def test_a_quotation_left_open_keeps_its_speaker_in_the_next_paragraph() -> None:
    assert speakers(WHO, "Brandt said: “It is safe.", "“It is dry.”") == ["Tom Brandt", "Tom Brandt"]


def test_a_pronoun_means_who_spoke_last_and_fits_in_gender() -> None:
    found = speakers(WHO, "Calloway thanked Brandt for his patience.", "“We owe them much,” she said.")
    assert found == ["Ines Calloway"]


def test_a_caption_hands_no_speaker_on() -> None:
    found = speakers(
        WHO,
        "Calloway said the pier would be “safe.”",
        ("Tom Brandt at the port on Monday.", "caption"),
        "“It will be dry, too,” she said.",
    )
    assert found == ["Ines Calloway", "Ines Calloway"]


def test_furniture_is_not_read() -> None:
    assert quoted(WHO, ("They call our work “undesirable” and we say “no.”", "furniture")) == []


def test_a_headline_with_a_label_speaks() -> None:
    found = quoted(("Calloway: 'No deal'", "headline"), WHO, "“No deal,” Calloway said.")
    assert [q.text for q in found] == ["No deal", "No deal,"]


def test_people_of_one_surname_are_not_merged() -> None:
    found = speakers(
        "Lena Marsh and her brother Otto Marsh own the yard.",
        "“I build,” Lena Marsh said.",
        "“I sell,” Otto Marsh said.",
    )
    assert found == ["Lena Marsh", "Otto Marsh"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The yard is known as the “graveyard of ships.”",
        "Brandt, 44, known at the port as “the crane,” was late.",
        "The workers walked in to chants of “shame, shame.”",
        "A small yard called “the bin” burned down.",
        "Brandt came back to the “king of piers” moniker.",
    ],
)
def test_what_nobody_in_particular_says_has_no_speaker(sentence: str) -> None:
    assert speakers(WHO, sentence) == [None]


def test_every_answer_carries_its_evidence() -> None:
    made = article(WHO, "“We are ready,” Calloway said.")
    (found,) = [quotation for quotation in find_quotations(made) if quotation.counts]
    assert found.speaker is not None
    assert found.cue is not None
    assert made.text[found.start : found.end] == found.text
    assert made.text[found.speaker.start : found.speaker.end] == found.speaker.mention == "Calloway"
    assert made.text[found.cue.start : found.cue.end] == found.cue.text == "said"
    assert found.by == "subject"


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ("Calloway said the pier would open in May.", "the pier would open in May"),
        ("Calloway told reporters on Monday that the pier was safe.", "the pier was safe"),
        ("The pier would open in May, Calloway said.", "The pier would open in May"),
    ],
)
def test_indirect_speech_is_listed_and_does_not_count(sentence: str, report: str) -> None:
    found = find_quotations(article(WHO, sentence))
    assert [(q.kind, q.text, q.speaker and q.speaker.name, q.counts) for q in found] == [
        ("indirect", report, "Ines Calloway", False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir sind bereit“, sagte Hafenministerin Ines Calloway am Montag, und die Gewerkschaft war mit allem einverstanden, "
        "was sie über den neuen Hafen und seine Kosten gesagt hatte, obwohl noch vieles offen ist.",
        "« Nous sommes prêts », a déclaré la ministre Ines Calloway lundi devant les ouvriers du port, qui ont applaudi "
        "pendant que le syndicat annonçait une grève pour la semaine prochaine dans tout le pays.",
        "部长说：「我们准备好了。」工会领导人也说：「我们等着看。」",
    ],
)
def test_other_languages_come_through_without_wrong_names(text: str) -> None:
    found = find_quotations(article(text))
    assert found
    assert all(quotation.speaker is None for quotation in found)


def test_versions_share_a_full_name() -> None:
    wire = article(WHO, "“We are ready,” Calloway said.")
    brief = article("“We are ready,” Calloway said of the new pier that was opened for the town.")
    versions = [wire, brief]
    named = resolve_names(versions, [find_quotations(version) for version in versions])
    assert [q.speaker and q.speaker.name for version in named for q in version if q.counts] == [
        "Ines Calloway",
        "Ines Calloway",
    ]


def test_versions_never_merge_people_whose_given_names_differ() -> None:
    one = article("Lena Marsh spoke.", "“I build,” Lena Marsh said.")
    other = article("Otto Marsh spoke.", "“I sell,” Otto Marsh said.")
    third = article("“I rest,” Marsh said.")
    versions = [one, other, third]
    named = resolve_names(versions, [find_quotations(version) for version in versions])
    assert [q.speaker and q.speaker.name for version in named for q in version] == [
        "Lena Marsh",
        "Otto Marsh",
        "Marsh",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "“a ",
        ' "a b',
        "said ",
        "he said that ",
        "Word ",
        "“No,” he said. ",
        "A.",
        "'",
        "a, ",
        '"a" ',
        "“‘",
        "«a ",
        "” a",
    ],
)
@pytest.mark.parametrize(
    "plain",
    [
        "The mayor of the town said that it was for the best and he was with her. ",
        "Die Bürgermeisterin der Stadt sprach von dem Hafen und der Brücke. ",
    ],
)
def test_work_grows_with_the_length_of_hostile_text(unit: str, plain: str) -> None:
    """Twice the text takes about twice the time; four times leaves room for a busy machine."""

    def prepare(count: int) -> Callable[[], object]:
        return partial(find_quotations, article(plain * 60, unit * count))

    assert_grows_at_most(prepare, 4, few=20_000, many=40_000, slack_seconds=0.2)


WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "said",
        "he",
        "Calloway",
        "the",
        ",",
        ".",
        "?",
        ":",
        "—",
        "(",
        ")",
        "that",
        "who",
        "by",
        "called",
        "and",
        "«",
        "»",
        "a",
    ]
)


def test_speech_between_single_marks_is_found_in_texts_that_prefer_them() -> None:
    found = quoted(WHO, "'It's the clerks' fault,' Calloway said. 'We don't know why.'")
    assert [q.text for q in found] == ["It's the clerks' fault,", "We don't know why."]
    assert [q.speaker and q.speaker.name for q in found] == ["Ines Calloway", "Ines Calloway"]


def test_a_name_inside_the_marks_labels_a_transcript() -> None:
    assert speakers(WHO, "“CALLOWAY: We are ready.", "“BRANDT: So are we.”") == [
        "Ines Calloway",
        "Tom Brandt",
    ]


@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=4))
def test_any_text_gives_ordered_quotations_that_do_not_overlap(paragraphs: list[str]) -> None:
    made = article(*paragraphs)
    last = 0
    for quotation in find_quotations(made):
        if not quotation.counts:
            continue
        assert last <= quotation.start < quotation.end <= len(made.text)
        assert made.text[quotation.start : quotation.end] == quotation.text
        assert made.locate(quotation.start)[0] == made.locate(quotation.end - 1)[0]
        last = quotation.end


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "The cranes came from Lowe Iron, a Danish firm, which said it was “looking into it now.”",
            "Lowe Iron",
        ),
        ("Brandt met Ada Quill, an engineer who called the pier “a poor joke.”", "Ada Quill"),
        ("Brandt met an engineer who called the pier “a poor joke.”", "an engineer"),
        ("Brandt called the 40 million crowns the company says it lost “a fairy tale.”", "Tom Brandt"),
        ("Brandt described the money the council said it had saved as “a fairy tale.”", "Tom Brandt"),
        ("Brandt called for a vote the council says would be “a sham and a waste.”", "the council"),
        ("Brandt called a meeting at which the mayor said they want “peace and bread.”", "the mayor"),
        ("Although the board gave no names, it called the plan “unwise and late.”", "the board"),
        ("The Harbor Board met. It called the plan “unwise and late.”", "Harbor Board"),
        ("The board met. It called the plan “unwise and late.”", "the board"),
    ],
)
def test_a_word_that_goes_back_to_a_name_is_no_name(sentence: str, speaker: str) -> None:
    assert speakers(WHO, sentence) == [speaker]


def test_a_capital_at_the_start_of_a_sentence_makes_no_second_speaker() -> None:
    found = speakers("The report called the pier “a ruin.” Later the report called it “a danger to all.”")
    assert found == ["the report", "the report"]


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\u2060", "\ufeff", "\u00ad"])
def test_what_nobody_sees_changes_no_speaker(unseen: str) -> None:
    text = f"“We are ready,” said {unseen}Ada{unseen} Quill."
    (found,) = find_quotations(article(text))
    assert found.speaker is not None
    assert found.speaker.name == "Ada Quill"
    assert found.speaker.mention == f"Ada{unseen} Quill"
    assert text[found.start : found.end] == found.text == "We are ready,"
    assert found.cue is not None
    assert text[found.cue.start : found.cue.end] == found.cue.text == "said"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Mary Grey met Kemi Voss on Monday.", "Voss was blunt. “This is bad,” she said."),
        ("Mary Grey met the crew on Monday.", "“This is bad,” Voss said. “Very bad,” she added."),
        ("Mary Grey met Kemi Voss.", "“We wait,” Grey said.", "Voss was blunt. “This is bad,” she said."),
    ],
)
def test_whoever_spoke_last_is_meant_though_the_name_tells_no_gender(paragraphs: tuple[str, ...]) -> None:
    assert (speakers(*paragraphs)[-1] or "").endswith("Voss")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("“We will not go, and we will not wait.”", "— Ada Quill, engineer"),
        ("“We will not go, and we will not wait.”", "-Ada Quill"),
        ("“We will not go, and we will not wait.” – Ada Quill",),
    ],
)
def test_a_quotation_may_be_signed(paragraphs: tuple[str, ...]) -> None:
    assert speakers(WHO, *paragraphs) == ["Ada Quill"]


def test_a_text_in_another_script_is_told_though_its_words_begin_with_marks() -> None:
    found = find_quotations(article("「船は明日また出ます」と田中さんは言った。"))
    assert [quotation.text for quotation in found] == ["船は明日また出ます"]
