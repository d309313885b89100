"""Quotations of two versions: each class by example, laws for all."""

import random
import re
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from growth import assert_grows_at_most
from hypothesis import given, settings
from hypothesis import strategies as st
from quotation_edits import Compare, Key, Side, make_cases, score

from reader.article import Article, Paragraph
from reader.ledger import CHANGES, Ledger, QuotationPair, compare_quotations, tell_voices
from reader.quotes import find_quotations, resolve_names
from reader.quotes.quotation import Kind, Quotation, Speaker

_MARKED = re.compile(r"⟦(?:(?P<who>[^|⟧]*)\|)?(?P<said>[^⟧]*)⟧")


def write_article(*paragraphs: str) -> tuple[Article, tuple[Quotation, ...]]:
    """Make an article from paragraphs in which `⟦Ann Lee|words⟧` is a quotation in marks.

    A `~` before the name makes it mixed instead of direct; without a name it has no speaker.
    """
    plain, found = [], []
    offset = 0
    for paragraph in paragraphs:
        text, at = "", 0
        for match in _MARKED.finditer(paragraph):
            text += paragraph[at : match.start()] + "“"
            name, said = match["who"] or "", match["said"]
            kind: Kind = "mixed" if name.startswith("~") else "direct"
            name = name.removeprefix("~")
            speaker = Speaker(name, name, 0, 0) if name else None
            found.append(Quotation(offset + len(text), offset + len(text) + len(said), said, kind, speaker))
            text += said + "”"
            at = match.end()
        text += paragraph[at:]
        plain.append(Paragraph(text))
        offset += len(text) + 2
    return Article("made-up", plain[0].text if plain else "", tuple(plain)), tuple(found)


def compare(old: list[str], new: list[str]) -> tuple[Ledger, Article, Article]:
    one, old_quotations = write_article(*old)
    two, new_quotations = write_article(*new)
    return compare_quotations(one, two, old_quotations, new_quotations), one, two


def changes(old: list[str], new: list[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(pair.change, pair.old, pair.new) for pair in compare(old, new)[0].pairs]


ONE_TO_ONE = [
    (
        "same",
        "⟦Ann Lee|We will open the pool in May,⟧ said Lee.",
        "Lee said: ⟦Ann Lee|We will open the pool in May.⟧",
    ),
    (
        "same",
        "⟦Ann Lee|It’s a ‘gift’  to the town,⟧ said Lee.",
        "⟦Ann Lee|It's a 'gift' to the town,⟧ said Lee.",
    ),
    (
        "same",
        "⟦Ann Lee|We will open the pool in May,⟧ said Lee.",
        "⟦We will open the pool in May,⟧ the crowd heard.",
    ),
    (
        "style",
        "⟦Ann Lee|The U.S. organised a 2-day fair,⟧ said Lee.",
        "⟦Ann Lee|The US organized a two-day fair,⟧ said Lee.",
    ),
    ("style", "⟦Ann Lee|Health care costs us 5 per cent.⟧", "⟦Ann Lee|Healthcare costs us five percent.⟧"),
    ("style", "⟦Ann Lee|We waited -- and nobody came.⟧", "⟦Ann Lee|We waited, and nobody came!⟧"),
    (
        "style",
        "Lee said that ⟦~Ann Lee|the travelled road is closed.⟧",
        "⟦Ann Lee|[T]he traveled road is closed,⟧ said Lee.",
    ),
    (
        "altered",
        "⟦Ann Lee|We can pay for the pool,⟧ said Lee.",
        "⟦Ann Lee|We can't pay for the pool,⟧ said Lee.",
    ),
    ("altered", "⟦Ann Lee|They told us to leave,⟧ said Lee.", "⟦Ann Lee|They told US to leave,⟧ said Lee."),
    ("altered", "⟦Ann Lee|Two million people walked here.⟧", "⟦Ann Lee|Two billion people walked here.⟧"),
    (
        "altered",
        "In a note to the council, Lee called the plan for the old harbour ⟦~Ann Lee|a disaster⟧ on Monday.",
        "In her note to the council, Lee called the plan for the old harbour ⟦~Ann Lee|a gift⟧ on Monday.",
    ),
    (
        "cut",
        "⟦Ann Lee|We will open the pool in May, and the children may swim for free.⟧",
        "⟦Ann Lee|The children may swim for free.⟧",
    ),
    (
        "cut",
        "⟦Ann Lee|We will open the pool in May, rain or shine, and the children may swim for free.⟧",
        "⟦Ann Lee|We will open the pool in May … and the children may swim for free.⟧",
    ),
    (
        "extended",
        "⟦Ann Lee|The children may swim for free.⟧",
        "⟦Ann Lee|We will open the pool in May, and the children may swim for free.⟧",
    ),
    (
        "requoted",
        "Lee said the pool would be ⟦~Ann Lee|open to every child in the valley⟧ from May.",
        "⟦Ann Lee|From May on the pool is open to every child in the valley,⟧ said Lee.",
    ),
    (
        "reassigned",
        "⟦Ann Lee|We will open the pool in May,⟧ said Lee.",
        "⟦Bo Hart|We will open the pool in May,⟧ said Hart.",
    ),
]


@pytest.mark.parametrize(("change", "old", "new"), ONE_TO_ONE)
def test_one_quotation_is_told_what_happened_to_it(change: str, old: str, new: str) -> None:
    assert changes([old], [new]) == [(change, (0,), (0,))]


ONE_WORD = [
    ("We organised the neighbourhood centre", "We organized the neighborhood center"),
    ("The U.N. travelled to the U.S.", "The UN traveled to the US"),
    ("Twenty-one of forty judgements", "21 of 40 judgments"),
    ("It cost 2.5 million dollars", "It cost $2,500,000"),
    ("It cost five hundred thousand euros", "It cost €500,000"),
    ("A rise of 7 per cent at the café", "A rise of 7% at the cafe"),
    ("A long-term health care programme", "A long term healthcare program"),
    ("Grey skies -- and no licence", "Gray skies, and no license!"),
    ("[T]he plan[s] accommodate all of us", "the plans accomodate all of us"),
]
TWO_WORDS = [
    ("We are in mourning here today", "We are in morning here today"),
    ("This is the fourth of the houses", "This is the forth of the houses"),
    ("They asked us to go there today", "They asked US to go there today"),
    ("The county pays for all of it", "The country pays for all of it"),
    ("We can pay for all of it today", "We can't pay for all of it today"),
    ("They were stripped of all of it", "They were striped of all of it"),
    ("The odds are 20-1 for us today", "The odds are 21 for us today"),
    ("We lost 2 million in one night", "We lost 2 billion in one night"),
]


@pytest.mark.parametrize(("old", "new"), ONE_WORD)
def test_spellings_of_one_word_are_style(old: str, new: str) -> None:
    assert changes([f"⟦Ann Lee|{old}⟧"], [f"⟦Ann Lee|{new}⟧"]) == [("style", (0,), (0,))]


@pytest.mark.parametrize(("old", "new"), TWO_WORDS)
def test_words_that_look_alike_are_altered(old: str, new: str) -> None:
    assert changes([f"⟦Ann Lee|{old}⟧"], [f"⟦Ann Lee|{new}⟧"]) == [("altered", (0,), (0,))]


def test_numbers_without_end_are_read() -> None:
    said = "9" * 5_000 + " million"
    assert changes([f"⟦Ann Lee|{said}⟧"], [f"⟦Ann Lee|{said}⟧"]) == [("same", (0,), (0,))]


def test_words_that_left_their_marks_are_found_outside() -> None:
    ledger, _, new = compare(
        ["⟦Ann Lee|I will open the old pool in the valley before the summer,⟧ said Lee.", "It rained."],
        ["It rained.", "Lee promised that she would open the old pool in the valley before the summer came."],
    )
    (pair,) = ledger.pairs
    assert pair.change == "paraphrased"
    assert pair.outside is not None
    assert new.text[slice(*pair.outside)] == "open the old pool in the valley before the summer"


def test_what_stood_outside_marks_before_is_no_paraphrase() -> None:
    """The article had said it in its own words already; only the quotation went."""
    lead = "Lee promised to open the old pool in the valley before the summer."
    said = "⟦Ann Lee|I will open the old pool in the valley before the summer,⟧ she said."
    assert changes([lead, said], [lead]) == [("dropped", (0,), ())]


def test_a_topic_in_common_makes_no_pair() -> None:
    old = "⟦Ann Lee|The pool in the valley is a danger to children,⟧ said Lee."
    new = "⟦Ann Lee|Nobody in the valley wants to pay for a pool,⟧ said Lee."
    assert sorted(changes([old], [new])) == [("dropped", (0,), ()), ("new", (), (0,))]


def test_a_formula_around_two_statements_makes_no_pair() -> None:
    around = "Speaking on local radio on Tuesday morning, Lee said that ⟦~Ann Lee|{}⟧"
    old = around.format("the golf course is greener than my conscience.")
    new = around.format("four hundred almond trees were lost this summer.")
    assert sorted(changes([old], [new])) == [("dropped", (0,), ()), ("new", (), (0,))]


def test_fragments_become_one_full_quotation_and_back() -> None:
    old = (
        "Lee said a pool might seem ⟦~Ann Lee|obvious⟧ to some, but ⟦~Ann Lee|a gift that eats money⟧ to her."
    )
    new = "⟦Ann Lee|A pool is a gift that eats money, however obvious it may seem,⟧ said Lee."
    assert changes([old], [new]) == [("requoted", (0, 1), (0,))]
    assert changes([new], [old]) == [("requoted", (0,), (0, 1))]


def test_a_cue_in_the_middle_changes_nothing() -> None:
    old = "⟦Ann Lee|We have no money, and I will not borrow any,⟧ said Lee."
    new = "⟦Ann Lee|We have no money,⟧ said Lee, ⟦Ann Lee|and I will not borrow any.⟧"
    assert changes([old], [new]) == [("same", (0,), (0, 1))]


def test_a_parted_quotation_may_be_given_to_another() -> None:
    old = "⟦Ann Lee|We have no money, and I will not borrow any,⟧ said Lee."
    new = "⟦Bo Hart|We have no money,⟧ said Hart, ⟦Bo Hart|and I will not borrow any.⟧"
    assert changes([old], [new]) == [("reassigned", (0,), (0, 1))]


def test_a_fragment_is_found_in_a_short_full_quotation() -> None:
    old = "Lee told the council that there would be ⟦~Ann Lee|no deal⟧ with the builders."
    new = "⟦Ann Lee|There will be no deal,⟧ said Lee."
    assert changes([old], [new]) == [("requoted", (0,), (0,))]


def test_a_fragment_of_another_statement_is_no_part_of_it() -> None:
    old = "Lee said that the builders had been ⟦~Ann Lee|slow⟧ to send their bill."
    new = "⟦Ann Lee|Rain, slow trains and a strike at the quarry kept us all from the fair,⟧ said Lee."
    assert sorted(changes([old], [new])) == [("dropped", (0,), ()), ("new", (), (0,))]


def test_a_capital_letter_makes_no_other_speaker() -> None:
    old = "⟦The report|Nobody checked the old roof for years,⟧ the report said."
    new = "According to the report, ⟦the report|Nobody checked the old roof for years.⟧"
    assert changes([old], [new]) == [("same", (0,), (0,))]


def test_moved_quotations_are_followed() -> None:
    first, second = (
        "⟦Ann Lee|We have no money at all,⟧ said Lee.",
        "⟦Bo Hart|She never asked for any,⟧ said Hart.",
    )
    assert changes([first, second], [second, first]) == [("same", (0,), (1,)), ("same", (1,), (0,))]


def test_short_words_of_two_people_are_not_one_quotation() -> None:
    old = ["⟦Ann Lee|No,⟧ said Lee.", "Rain fell on the empty market square all day."]
    new = ["Rain fell on the empty market square all day.", "⟦Bo Hart|No,⟧ said Hart."]
    assert sorted(changes(old, new)) == [("dropped", (0,), ()), ("new", (), (0,))]


_RAIN = "Rain fell on the empty market square all day."
_SUN = "The sun came out at noon and everybody went home."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([_RAIN, "{}", _SUN], [_RAIN, "{}", _SUN]),
        (["{}", _SUN], ["{}", _SUN]),
        (
            [
                "⟦Ann Lee|We will build it in May,⟧ said Lee.",
                "{}",
                "⟦Cy Moss|It is a waste of money,⟧ said Moss.",
            ],
            ["⟦Ann Lee|We will build it in May.⟧", _SUN, "{}", _RAIN, "⟦Cy Moss|It is a waste of money.⟧"],
        ),
    ],
)
@pytest.mark.parametrize("said", ["No comment", "Never", "We will not"])
def test_short_words_in_one_place_are_given_to_another(old: list[str], new: list[str], said: str) -> None:
    """Two words are no proof; what stands on both sides of them is."""
    found = changes(
        [text.format(f"⟦Ann Lee|{said},⟧ said Lee.") for text in old],
        [text.format(f"⟦Bo Hart|{said},⟧ said Hart.") for text in new],
    )
    assert [change for change, _, _ in found if change != "same"] == ["reassigned"]


def test_what_is_given_to_another_vouches_for_the_words_before_it() -> None:
    shut = "⟦{}|The lower gate has been shut since the flood in April,⟧ {} said."
    trust = "{} was calm. ⟦{}|I trust the wardens,⟧ {} said. ⟦{}|I would not trust the harbour office with a rowing boat.⟧"
    one, two = "Ann Lee", "Ben Ode"
    assert changes(
        [shut.format(one, "Lee"), trust.format("Ode", two, "he", two)],
        [shut.format(two, "Ode"), trust.format("Lee", one, "she", one)],
    ) == [("reassigned", (place,), (place,)) for place in range(3)]


def test_a_pronoun_that_means_nobody_is_no_other_speaker() -> None:
    old, new = (
        "⟦Ann Lee|We will open the pool in May,⟧ said Lee.",
        "⟦she|We will open the pool in May,⟧ she said.",
    )
    assert changes([old], [new]) == [("same", (0,), (0,))]


def test_speakers_are_ordered_by_how_much_they_say() -> None:
    old = ["⟦Bo Hart|She never asked for any,⟧ said Hart.", "⟦Ann Lee|We have no money,⟧ said Lee."]
    new = ["⟦Ann Lee|We have no money,⟧ said Lee. ⟦Ann Lee|The old roof leaks again.⟧", "⟦Nobody knows.⟧"]
    ledger, _, _ = compare(old, new)
    assert [(count.name, count.old, count.new) for count in ledger.speakers] == [
        ("Ann Lee", 1, 2),
        ("Bo Hart", 1, 0),
    ]


def test_voices_sum_up_the_pairs() -> None:
    one, old = write_article(
        "⟦Ann Lee|We have no money left at all,⟧ said Lee. ⟦Bo Hart|She never asked us.⟧"
    )
    two, new = write_article("⟦Bo Hart|We have no money left at all,⟧ said Hart.", "⟦Who knows what comes?⟧")
    voices = tell_voices(compare_quotations(one, two, old, new).pairs, old, new)
    assert [(voice.name, voice.old, voice.new, voice.old_words, voice.new_words) for voice in voices] == [
        ("Bo Hart", 1, 1, 4, 7),
        ("Ann Lee", 1, 0, 7, 0),
        (None, 0, 1, 0, 4),
    ]
    assert [voice.changes for voice in voices] == [
        {"reassigned": 1, "dropped": 1},
        {"reassigned": 1},
        {"new": 1},
    ]


def test_names_in_common_are_no_paraphrase() -> None:
    old = [
        "⟦Ann Lee|When I came to the North Valley Swimming Club, everybody helped me with my coat,⟧ said Lee."
    ]
    new = ["The budget of the North Valley Swimming Club was never published."]
    assert changes(old, new) == [("dropped", (0,), ())]


def test_writing_without_spaces_is_compared_sign_by_sign() -> None:
    old, new = "⟦Li Na|我们将在五月开放老游泳池，孩子们可以免费游泳⟧", "⟦Li Na|孩子们可以免费游泳⟧"
    assert changes([old], [new]) == [("cut", (0,), (0,))]


def test_a_language_that_capitalises_nouns_keeps_its_paraphrases() -> None:
    old = "⟦Ann Lee|Die Gemeinde wird das alte Schwimmbad am Hafen im Mai wieder öffnen,⟧ sagte Lee."
    new = "Lee sagte, die Gemeinde werde das alte Schwimmbad am Hafen im Mai wieder öffnen."
    assert changes([old], [new]) == [("paraphrased", (0,), ())]


def test_quotations_without_words_are_paired_too() -> None:
    assert changes(["⟦Ann Lee|…⟧ said Lee.", "⟦Ann Lee|⟧"], ["⟦Ann Lee|…⟧ said Lee."])[0] == (
        "same",
        (0,),
        (0,),
    )


# Known edits


def compare_as_written(old: Side, new: Side) -> tuple[Sequence[QuotationPair], Sequence[Key], Sequence[Key]]:
    """Compare the quotations that the generator wrote."""
    ledger = compare_quotations(old.article, new.article, old.quotations, new.quotations)
    return ledger.pairs, old.keys, new.keys


def compare_as_found(old: Side, new: Side) -> tuple[Sequence[QuotationPair], Sequence[Key], Sequence[Key]]:
    """Compare the quotations that the program finds in the two texts."""
    articles = old.article, new.article
    found = resolve_names(articles, tuple(map(find_quotations, articles)))
    ledger = compare_quotations(*articles, *found)
    return ledger.pairs, find_keys(old, found[0]), find_keys(new, found[1])


def find_keys(side: Side, found: Sequence[Quotation]) -> list[Key]:
    """Tell which written quotation each found one is; one that was never written gets a key of its own."""
    starts = {written.start: key for written, key in zip(side.quotations, side.keys, strict=True)}
    return [starts.get(quotation.start, (-1, place)) for place, quotation in enumerate(found)]


@pytest.mark.parametrize(
    ("compare_sides", "seed"),
    [
        pytest.param(compare_sides, seed, marks=pytest.mark.slow if seed > 2 else ())
        for compare_sides in (compare_as_written, compare_as_found)
        for seed in range(1, 9)
    ],
)
def test_known_edits_are_named(compare_sides: Compare, seed: int) -> None:
    """Class by class, 95 of 100 edits are found, and 95 of 100 that are found were made."""
    total = score(make_cases(seed, edits=250), compare_sides)
    print(f"\nseed {seed}, {compare_sides.__name__}\n{total.table()}")
    for change in CHANGES:
        assert total.gold[change] >= 15
        assert total.precision(change) >= 95, change
        assert total.recall(change) >= 95, change


@pytest.mark.parametrize("seed", range(5))
def test_a_swap_mirrors_what_is_found_in_stories(seed: int) -> None:
    for case in make_cases(seed, edits=30):
        there, back = compare_as_written(case.old, case.new)[0], compare_as_written(case.new, case.old)[0]
        assert {pair.mirrored() for pair in there} == set(back)


@pytest.mark.parametrize("seed", range(3))
def test_the_words_of_a_paraphrase_are_shown_where_they_stand(seed: int) -> None:
    """The span begins and ends outside marks, with words of the quotation."""
    for case in make_cases(seed, edits=60):
        for pair in compare_as_written(case.old, case.new)[0]:
            if pair.outside is None:
                assert pair.change not in ("paraphrased", "quoted")
                continue
            here, there = (case.old, case.new) if pair.old else (case.new, case.old)
            said = here.quotations[(pair.old or pair.new)[0]].text.lower()
            start, end = pair.outside
            first, last = there.article.text[start:end].split()[0], there.article.text[start:end].split()[-1]
            assert first.lower()[:4] in said
            assert last.lower()[:3] in said
            assert all(end <= other.start or other.end <= start for other in there.quotations)


def test_many_parts_of_one_long_quotation_are_gathered() -> None:
    words = [f"word{place}" for place in range(2_000)]
    fragments = [" ".join(words[start : start + 6]) for start in range(0, 1_200, 20)]
    old = ["⟦Ann Lee|" + " ".join(words) + "⟧"]
    new = [f"Lee spoke of ⟦~Ann Lee|{fragment}⟧ at length." for fragment in fragments]
    (pair,) = compare(old, new)[0].pairs
    assert (pair.change, len(pair.new)) == ("requoted", len(fragments))


def _altered(rng: random.Random, number: int) -> tuple[list[str], list[str]]:
    """Quotations altered in one word each and shuffled."""
    said = [_random_words(rng) for _ in range(number)]
    moved = [[*words[:3], "changed", *words[4:]] for words in said]
    rng.shuffle(moved)
    return said_by_lee(said), said_by_lee(moved)


def _unrelated(rng: random.Random, number: int) -> tuple[list[str], list[str]]:
    """Quotations that share words, but no statement."""
    old, new = ([_random_words(rng) for _ in range(number)] for _ in range(2))
    return said_by_lee(old), said_by_lee(new)


def _equal(rng: random.Random, number: int) -> tuple[list[str], list[str]]:
    """The same two words over and over."""
    return said_by_lee([["no", "comment"]] * number), said_by_lee([["no", "comment"]] * (number + 1))


def _random_words(rng: random.Random) -> list[str]:
    return ["".join(rng.choices("abcdehilmnorstu", k=4)) for _ in range(rng.randint(6, 30))]


def said_by_lee(said: list[list[str]]) -> list[str]:
    return [f"⟦Ann Lee|{' '.join(words)}⟧ she said." for words in said]


@pytest.mark.slow
@pytest.mark.parametrize("make", [_altered, _unrelated, _equal])
def test_work_grows_with_the_number_of_quotations(
    make: Callable[[random.Random, int], tuple[list[str], list[str]]],
) -> None:
    """Twice as many take about twice the time; quadratic work would take four times, and minutes for thousands."""

    def prepare(number: int) -> Callable[[], object]:
        (one, old), (two, new) = (write_article(*version) for version in make(random.Random(1), number))
        return partial(compare_quotations, one, two, old, new)

    assert_grows_at_most(prepare, 3.5, few=1_000, many=2_000, slack_seconds=0.2)


@pytest.mark.slow
def test_thousands_of_altered_quotations_are_found() -> None:
    old, new = _altered(random.Random(1), 2_000)
    assert sum(pair.change == "altered" for pair in compare(old, new)[0].pairs) > 1_950


# Laws

_WORDS = "we will open the old pool in May and nobody knows who pays for rain or bread"
_sentence = st.lists(st.sampled_from(_WORDS.split()), min_size=0, max_size=12).map(" ".join)
_statement = st.builds(
    "⟦{}{}|{}⟧ so they said while {}.".format,
    st.sampled_from(["", "~"]),
    st.sampled_from(["Ann Lee", "Bo Hart", "Cy Moss", ""]),
    _sentence,
    _sentence,
)
_version = st.lists(st.one_of(_statement, _sentence), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(_version, _version)
def test_each_quotation_stands_in_exactly_one_pair(old: list[str], new: list[str]) -> None:
    ledger, _, _ = compare(old, new)
    assert sorted(index for pair in ledger.pairs for index in pair.old) == list(
        range(len(write_article(*old)[1]))
    )
    assert sorted(index for pair in ledger.pairs for index in pair.new) == list(
        range(len(write_article(*new)[1]))
    )
    assert all(pair.change in CHANGES for pair in ledger.pairs)


@settings(max_examples=150, deadline=None)
@given(_version, _version)
def test_a_swap_mirrors_every_pair_and_keeps_the_speakers_order(old: list[str], new: list[str]) -> None:
    there, back = compare(old, new)[0], compare(new, old)[0]
    assert {pair.mirrored() for pair in there.pairs} == set(back.pairs)
    assert [(count.name, count.new, count.old) for count in there.speakers] == [
        (count.name, count.old, count.new) for count in back.speakers
    ]


@settings(max_examples=60, deadline=None)
@given(_version)
def test_a_version_against_itself_is_the_same_throughout(version: list[str]) -> None:
    assert all(
        (pair.change, pair.old) == ("same", pair.new) and len(pair.old) == 1
        for pair in compare(version, version)[0].pairs
    )


@settings(max_examples=100, deadline=None)
@given(_version, _version)
def test_every_count_is_borne_out_by_its_list(old: list[str], new: list[str]) -> None:
    one, old_quotations = write_article(*old)
    two, new_quotations = write_article(*new)
    ledger = compare_quotations(one, two, old_quotations, new_quotations)

    def says(quotations: tuple[Quotation, ...], name: str) -> int:
        return sum(bool(quotation.speaker and quotation.speaker.name == name) for quotation in quotations)

    named = {quotation.speaker.name for quotation in old_quotations + new_quotations if quotation.speaker}
    assert {count.name for count in ledger.speakers} == named
    for count in ledger.speakers:
        assert (count.old, count.new) == (says(old_quotations, count.name), says(new_quotations, count.name))
