"""Rarer constructions, whom roles and pronouns mean, excerpts, and other languages."""

import pytest
from test_attribution import WHO, article, speakers

from reader.quotes import find_quotations, resolve_names


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ada Quill Calls Harbor Plan “A Disgrace” As Council Votes", "Ada Quill"),
        ("Ada Quill Asked Councils Everywhere To “Rethink The Pier.”", "Ada Quill"),
        ("The pier was “a gift to nobody,” in the words of one old sailor.", "one old sailor"),
        ("In the words of Ada Quill, the pier was “a gift to nobody.”", "Ada Quill"),
        (
            "From the storm to the “extremely careless” repair – as described by Ada Quill – much went wrong.",
            "Ada Quill",
        ),
        ("A judge determined that the repair had been “reckless and late.”", "a judge"),
        ("Brandt owns three boats and “a good deal of patience.”", "Tom Brandt"),
        ("The board heard Brandt’s long, loud complaint that the pier was “a mess.”", "Tom Brandt"),
        (
            "Brandt is never idle. He also hosts a quiz, says the pier is “a mess” and sleeps little.",
            "Tom Brandt",
        ),
        ("Most sailors voted “no” on Monday.", "most sailors"),
        ("A short film titled “The Last Pier” was shown.", None),
    ],
)
def test_rarer_constructions_tell_who_speaks(sentence: str, speaker: str | None) -> None:
    (found,) = speakers(WHO, sentence)
    assert (found or "").lower() == (speaker or "").lower()


@pytest.mark.parametrize("name", ["Ada Quill, Institute for Piers", "Harbor Board member"])
def test_a_name_that_closes_the_mark_signs_the_paragraph_before(name: str) -> None:
    assert speakers(WHO, "It was late.", '"We will not go, and we will not wait.', f'{name}."') == [
        name.split(",")[0]
    ]


def test_a_title_with_a_comma_ends_what_somebody_is_called() -> None:
    sentence = "“The pier is done for,” wrote the author of the “Harbor Report,” giving two reasons."
    assert speakers(WHO, sentence)[0] == "the author of the “Harbor Report,”"


def test_an_excerpt_keeps_the_speakers_it_quotes() -> None:
    """Marks around a paragraph of prose come from a page that set it apart; in it people speak for themselves."""
    excerpt = '"Ada Quill laughed and said, “We are ready.” The crew was relieved.'
    assert speakers("“Read this,” said Brandt.", excerpt) == ["Brandt", "Ada Quill"]


def test_an_excerpt_that_nobody_is_said_to_say_is_no_speech() -> None:
    excerpt = '"The pier is long and the crew is tired.'
    assert speakers("From the harbor paper:", excerpt, "“Read this,” said Ada Quill.") == ["Ada Quill"]
    assert speakers("From the harbor paper:", excerpt, '"Read this," said Ada Quill.') == [None, "Ada Quill"]


def test_whoever_speaks_keeps_what_they_quote() -> None:
    spoken = '"I laughed at them. They said, “We are ready,” and I laughed.'
    assert speakers("“Read this,” said Brandt.", spoken) == ["Brandt", "Brandt"]


@pytest.mark.parametrize(
    "after",
    ["Voss told the crew to “sit and wait” there.", "Kemi Voss met Mary Grey again."],
)
def test_a_name_in_the_next_sentence_does_not_keep_a_pronoun_from_meaning_it(after: str) -> None:
    """Somebody named right behind a pronoun is another only where one clause holds both: "she told Voss"."""
    assert (
        speakers("Mary Grey met Kemi Voss.", "Voss was blunt. “This is bad,” she said.", after)[0]
        == "Kemi Voss"
    )
    assert (
        speakers("Mary Grey met Kemi Voss.", "Voss was blunt. “This is bad,” she told Voss.")[0]
        == "Mary Grey"
    )


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("Ada Quill, a critic of the mayor, spoke.", "the mayor"),
        ("Ada Quill, a spokeswoman for the mayor, spoke.", "the mayor"),
        ("The mayor met Ada Quill.", "the mayor"),
        ("Ada Quill, the mayor, spoke.", "Ada Quill"),
        ("Ada Quill, who is the mayor of Hallin, spoke.", "Ada Quill"),
        ("Mayor Ada Quill spoke.", "Ada Quill"),
        ("Mayor Quill spoke.", "Quill"),
    ],
)
def test_a_role_means_whoever_holds_it(introduction: str, speaker: str) -> None:
    assert speakers(introduction, "“We have no money left,” the mayor said.") == [speaker]


@pytest.mark.parametrize(
    ("introduction", "name"),
    [
        ("Ada Quill, the mayor of Hallin, spoke.", "Ada Quill"),
        ("Mayor Ada Quill spoke.", "Ada Quill"),
        ("Ada Quill, the mayor of Hallin, met Bo Hart, the mayor of Wexby.", "the mayor"),
        ("Ada Quill, a critic of the mayor, spoke.", "the mayor"),
    ],
)
def test_another_version_may_tell_who_holds_a_role(introduction: str, name: str) -> None:
    versions = (
        article("“We have no money left,” the mayor said."),
        article(introduction, "“None,” Quill said."),
    )
    named = resolve_names(versions, [find_quotations(version) for version in versions])
    assert [found.speaker.name for found in named[0] if found.speaker] == [name]


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (
            (
                "Die Bürgermeisterin sprach am Montag mit der Presse über den Hafen und die Brücke.",
                "„Wir haben kein Geld für das alte Bad“, sagte sie. „Das Dach muss warten.“",
                "Sie nannte den Plan „einen schlechten Witz“ und ging.",
            ),
            [
                ("direct", "Wir haben kein Geld für das alte Bad"),
                ("direct", "Das Dach muss warten."),
                ("mixed", "einen schlechten Witz"),
            ],
        ),
        (
            (
                "La maire a parlé lundi à la presse du port et du pont de la ville.",
                "« Nous n'avons plus d'argent », a-t-elle dit. « Le toit attendra. »",
                "Elle a qualifié le projet de « mauvaise blague ».",
            ),
            [
                ("direct", "Nous n'avons plus d'argent"),
                ("direct", "Le toit attendra."),
                ("mixed", "mauvaise blague"),
            ],
        ),
        (
            (
                "市長は月曜日に港について語った。",
                "「お金はもうありません」と市長は述べた。「屋根は待つしかない。」",
                "計画を「悪い冗談」と呼んだ。",
            ),
            [("direct", "お金はもうありません"), ("direct", "屋根は待つしかない。"), ("mixed", "悪い冗談")],
        ),
    ],
)
def test_marks_of_other_languages_are_read_and_nobody_is_guessed(
    paragraphs: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    quotations = find_quotations(article(*paragraphs))
    assert [(one.kind, one.text) for one in quotations] == found
    assert not any(one.speaker for one in quotations)


def test_a_capital_i_makes_no_sentence_of_a_fragment() -> None:
    (fragment,) = find_quotations(article("Quill said that if the vote fails, “I will resign”, and left."))
    (sentence,) = find_quotations(article("Quill said on Monday, “I will resign.”"))
    assert (fragment.kind, sentence.kind) == ("mixed", "direct")


def test_what_somebody_learned_to_read_is_no_cue() -> None:
    text = "Ada Quill said her grandmother learned to read there, and “I intend to stay” until the end."
    assert speakers(text) == ["Ada Quill"]
    assert speakers("Ada Quill went on to read: “We are ready.”") == ["Ada Quill"]


def test_a_quoted_noun_keeps_its_own_verb() -> None:
    assert speakers("Half of them, 49%, say the “old guard” reflects badly on the town.") == ["half of them"]
