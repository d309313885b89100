"""Made-up stories for made-up pages: people, places and papers that do not exist, and sentences nobody else wrote."""

# Each sentence stands on a line.
# ruff: noqa: E501

import random
from typing import NamedTuple

TOWNS = ["Port Ellery", "Brandt Harbour", "Kessel Ford", "Upper Marren", "Tolvik"]
PEOPLE = [
    "Nadia Kroll",
    "Tomas Vane",
    "Ines Holloway",
    "Opal Gupta",
    "Hugo Castillo",
    "Ruth Amsel",
    "Cleo Jansen",
    "Bram Oduya",
]
OFFICES = [
    "mayor",
    "harbour master",
    "head of the council",
    "engineer of the county",
    "chair of the tenants",
    "teacher of history",
]
THINGS = ["the old lighthouse", "the swing bridge", "the night ferry", "the tram depot", "the town archive"]
FIRMS = ["Larkfield Hotels", "Ostrander Freight", "Nimbus Rail", "Hallam & Pike", "the Quayside Trust"]

_SENTENCES = [
    "{person}, the {office} of {town}, said on {day} that {thing} would stay where it has stood for {number} years.",
    "Nobody had expected the vote to be so close, and when the clerk read out the numbers the room was quiet for a while.",
    "{firm} had offered {number} million crowns for {thing}, on condition that the path along the water was closed to walkers.",
    "The report, which runs to {number} pages, says that the walls are sound but that the roof will not see another winter.",
    "“We were never asked,” {surname} told reporters. “We read about it in the paper, like everybody else.”",
    "By the end of {month} some {number} people had signed a petition, most of them from the streets behind the station.",
    "Work could begin in {month}, if the county pays its share; a spokesman for the county did not want to say when it will decide.",
    "In a letter to the council, {firm} denied that it had ever meant to shut anybody out, and spoke of a misunderstanding.",
    "The {office} called the plan “a gift to people who have never taken the trouble to come here”, and left before the coffee.",
    "Two years ago a storm had torn away part of the quay, and since then the town has argued about what to do with {thing}.",
    "{person} remembers the place from childhood: the smell of tar, the noise of the winches, the men who let children steer.",
    "Not everybody is pleased. The owners of the shops on the square fear for their trade, and they have hired a lawyer.",
    "According to figures that the town published on {day}, {number} visitors came last year, a third more than the year before.",
    "It is not clear who will pay for the repairs, which an engineer put at {number} thousand crowns without the scaffolding.",
    "“If you take that away,” said {person}, “there is nothing left here that you could not find anywhere else.”",
    "A judge in {town} will hear the case in {month}; until then the gates stay locked and the lamps stay dark.",
    "The last time that the town sold something of the kind, it took eleven years and three mayors to buy it back.",
    "Engineers went down to the stones at low tide and found cracks in every second one, some of them as wide as a hand.",
    "{surname} smiled at that. The money, it turned out, had been in the budget all along, under a heading that nobody had read.",
    "For now the ferry runs as before, at six in the morning and at nine at night, with room for {number} cars.",
]
_HEADLINES = [
    "{town} Votes to Keep {Thing}",
    "How {Thing} Was Saved at the Last Minute",
    "The Long Quarrel Over {Thing}",
    "{Firm} Loses Bid for {Thing} in {town}",
    "What Will Become of {Thing}?",
]
_LEADS = [
    "After {number} years of quarrels, a town by the sea has decided what it is worth to itself.",
    "A vote that nobody had expected to be close leaves a firm without its hotel and a town with a bill.",
]
_HEADINGS = ["A close vote", "Who pays", "What the engineers say", "A town divided", "The next steps"]
_CAPTIONS = [
    "{Thing} at low tide in {month}, with the scaffolding of the last repairs.",
    "Walkers on the path below {thing} on {day} evening.",
]
_ITEMS = [
    "the roof and its beams, which nobody has touched since the war",
    "the stairs down to the water",
    "a new lamp, and somebody to look after it",
]
_ROWS = [
    ("Year", "Visitors", "Cost"),
    ("2028", "41,200", "310,000"),
    ("2029", "44,950", "287,500"),
    ("2030", "58,030", "402,100"),
]


class PageStory(NamedTuple):
    """What a page is about, in pieces that layouts put in their places."""

    headline: str
    lead: str
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    items: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    author: str
    town: str
    others: tuple[str, ...]
    """Headlines of other stories."""
    teasers: tuple[str, ...]
    """Whole sentences about other stories."""
    comments: tuple[str, ...]


def tell_story(number: int) -> PageStory:
    """Make up a story; the same number gives the same one."""
    dice = random.Random(number)
    town, thing, firm = TOWNS[number % 5], THINGS[number % 5], FIRMS[number % 5]
    people = dice.sample(PEOPLE, 3)

    def fill(text: str) -> str:
        person = dice.choice(people)
        return text.format(
            person=person, surname=person.split()[1], office=dice.choice(OFFICES), town=town, thing=thing, firm=firm,
            Thing=thing.replace("the ", "The ", 1), Firm=firm, number=dice.randrange(3, 90),
            day=dice.choice(["Monday", "Tuesday", "Friday"]), month=dice.choice(["May", "June", "October"]),
        )  # fmt: skip

    sentences = [fill(text) for text in dice.sample(_SENTENCES, len(_SENTENCES))]
    paragraphs, at = [], 0
    while at < len(sentences):
        size = dice.choice([1, 1, 2, 2, 3])
        paragraphs.append(" ".join(sentences[at : at + size]))
        at += size
    elsewhere = [tell_headline(dice) for _ in range(6)]
    comments = [
        "I walked there with my grandmother every Sunday, and I am glad that my own children will be able to do the same.",
        "Typical. They find the money for this, and the road to our village has had the same hole in it for nine years.",
        "Has anybody asked what the lamp costs? I did, twice, and I never had an answer from the council.",
    ]
    return PageStory(
        fill(dice.choice(_HEADLINES)), fill(dice.choice(_LEADS)), tuple(paragraphs), tuple(dice.sample(_HEADINGS, 3)),
        tuple(map(fill, _CAPTIONS)), tuple(_ITEMS), tuple(_ROWS), dice.choice(PEOPLE), town, tuple(elsewhere),
        tuple(tell_teaser(dice) for _ in range(4)), tuple(comments),
    )  # fmt: skip


def tell_headline(dice: random.Random) -> str:
    """Make up the headline of another story."""
    who, what = (
        dice.choice(["Bakers", "Night Trains", "Two Swans", "School Choirs", "Snow Ploughs"]),
        dice.choice(["Return to", "Leave", "Divide", "Delight"]),
    )
    return f"{who} {what} {dice.choice(TOWNS)}"


def tell_teaser(dice: random.Random) -> str:
    """Make up a sentence about another story."""
    return f"The {dice.choice(['bakery', 'choir', 'swimming pool', 'market'])} in {dice.choice(TOWNS)} opens again after {dice.randrange(2, 9)} months, and there will be music."
