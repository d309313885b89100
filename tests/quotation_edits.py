"""Made-up news stories in two versions, every edit to a quotation known: a seed comes in, `Case` values go
out.

A statement is written once, with its fragments in braces and its clauses parted by a bar, and told in many
ways: whole, in pieces, in fragments, as reported speech. The known answer comes from how it was told, never
from the program under test. `python -m pytest tests/test_ledger.py -s -k edits` prints the table.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from quotation_stories import (
    AS_REPORTED,
    DIRECT,
    FILLERS,
    FRAGMENT,
    INTRUDERS,
    PARTED,
    PEOPLE,
    REPORTED,
    RESTYLED,
    RUN_IN,
    STORIES,
    SYNONYMS,
    Person,
)

from reader.article import Article, Paragraph
from reader.ledger import CHANGES, Change, QuotationPair, mirror_change
from reader.quotes.quotation import Kind, Quotation, Speaker

_COUNTED = frozenset({"million", "cent", "cent,", "hundred"})

Key = tuple[int, int]
"""A quotation: the number of its statement in the story, and which piece of it."""


@dataclass(frozen=True)
class Statement:
    """What somebody says, as it is written in `STORIES`."""

    marked: str

    @property
    def plain(self) -> str:
        """The whole of it."""
        return re.sub(r"[{}]", "", _join_clauses(self.marked))

    @property
    def clauses(self) -> tuple[str, str]:
        """Its two halves."""
        first, second = self.marked.split(" | ")
        return re.sub(r"[{}]", "", first), re.sub(r"[{}]", "", second)

    @property
    def sentences(self) -> list[str]:
        """The clauses that can stand alone, without the conjunction that joins them."""
        first, second = self.clauses
        alone = [first] if re.match(r"(?:and|but|yet|although|because|until|before)\b", second) else []
        joined = re.match(
            r"(?:and|but|yet) (?!no\b|paid\b|eleven\b|most\b|filed\b|found\b|blame\b|heard\b)", second
        )
        return alone + ([second[joined.end() :]] if joined else [])

    @property
    def fragments(self) -> int:
        """How many fragments are marked."""
        return self.marked.count("{")


def _join_clauses(marked: str) -> str:
    """Put the clauses of a statement together with the comma that English wants before some of them."""
    return re.sub(r" \| (?=(?:and|but|yet|although|not|it|we|nine|which|where)\b)", ", ", marked).replace(
        " |", ""
    )


@dataclass(frozen=True)
class Telling:
    """A statement as one version tells it: a template filled in but for the speaker, its quotations between ⟦
    ⟧."""

    number: int
    speaker: Person
    template: str
    kind: Kind
    pieces: int


@dataclass(frozen=True)
class Gold:
    """A pair that the edit made, by the keys of its quotations."""

    change: Change
    old: frozenset[Key]
    new: frozenset[Key]


@dataclass(frozen=True)
class Side:
    """One version: the article, its quotations and the key of each."""

    article: Article
    quotations: tuple[Quotation, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Case:
    """A story in two versions and the pairs that hold between them; `edits` of them were made on purpose."""

    old: Side
    new: Side
    gold: tuple[Gold, ...]
    edits: int


def report(text: str, pronoun: str) -> str:
    """Turn the words of a speaker into reported speech: pronouns and tenses move back, the rest stays."""

    def turn(match: re.Match[str]) -> str:
        forms = AS_REPORTED.get(match.group().lower())
        return forms[pronoun] if forms else match.group()

    return lower_first(re.sub(r"[A-Za-z']+", turn, text))


def lower_first(text: str) -> str:
    """Begin a statement inside a sentence."""
    return text if re.match(r"(?:I|Mill|Roman)\b", text) else text[0].lower() + text[1:]


class Story:
    """A story under way: what was said by whom, told twice."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        lines = STORIES[rng.choice(sorted(STORIES))].strip().splitlines()
        self.statements = [Statement(line) for line in rng.sample(lines, rng.randint(6, 8))]
        self.people = rng.sample(PEOPLE, rng.randint(3, 4))
        self.gold: list[Gold] = []

    def speaker(self) -> Person:
        return self.rng.choice(self.people)

    # Ways to tell a statement

    def whole(
        self, number: int, speaker: Person, words: str | None = None, *, run_in: bool = False
    ) -> Telling:
        words = words or self.statements[number].plain
        template = self.rng.choice(RUN_IN if run_in else DIRECT)
        template = template.replace("<Q>", words).replace("<q>", lower_first(words))
        return Telling(number, speaker, template, "mixed" if run_in else "direct", 1)

    def parted(self, number: int, speaker: Person) -> Telling:
        first, second = self.statements[number].clauses
        template = self.rng.choice(PARTED).replace("<A>", first).replace("<B>", second)
        return Telling(number, speaker, template, "direct", 2)

    def fragments(self, number: int, speaker: Person) -> Telling:
        pieces = re.split(r"[{}]", _join_clauses(self.statements[number].marked))
        told = "".join(
            f"⟦{piece}⟧" if place % 2 else (report(piece, speaker.pronoun) if piece.strip() else piece)
            for place, piece in enumerate(pieces)
        )
        template = self.rng.choice(FRAGMENT).replace("<R>", told)
        return Telling(number, speaker, template, "mixed", self.statements[number].fragments)

    def reported(self, number: int, speaker: Person) -> Telling:
        statement = self.statements[number]
        # A paraphrase carries the better half; if less is left, the quotation was dropped.
        half = len(statement.plain.split()) / 2
        words = self.rng.choice(
            [statement.plain, *(part for part in statement.sentences if len(part.split()) >= half)]
        )
        told = report(words, speaker.pronoun)
        swaps = [pair for pair in SYNONYMS.items() if re.search(rf"\b{pair[0]}\b", told)]
        for one, other in self.rng.sample(swaps, min(len(swaps), self.rng.randint(0, 2))):
            told = re.sub(rf"\b{one}\b", other, told, count=1)
        return Telling(number, speaker, self.rng.choice(REPORTED).replace("<R>", told), "indirect", 0)

    # Edits

    def edit(self, number: int, change: Change) -> tuple[Telling | None, Telling | None]:
        """Tell a statement twice so that `change` lies between, and note the pairs that this makes."""
        back = change in ("extended", "quoted", "new") or (change == "requoted" and self.rng.random() < 0.5)
        forward = mirror_change(change) if back else change
        old, new = getattr(self, f"_{forward}")(number, self.speaker())
        if back:
            old, new = new, old
        self._note(change, old, new)
        return old, new

    def _note(self, change: Change, old: Telling | None, new: Telling | None) -> None:
        olds, news = _keys_of(old), _keys_of(new)
        if (change in ("same", "dropped", "new", "reassigned") and len(olds) == len(news)) or not (
            olds and news
        ):
            # Each piece is a quotation of its own.
            for place in range(max(len(olds), len(news))):
                self.gold.append(
                    Gold(change, frozenset(olds[place : place + 1]), frozenset(news[place : place + 1]))
                )
        else:
            self.gold.append(Gold(change, frozenset(olds), frozenset(news)))

    def _same(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        draw = self.rng.random()
        if draw < 0.1:
            return self.whole(number, speaker), self.parted(number, speaker)
        if draw < 0.2:
            told = self.parted(number, speaker)
        elif draw < 0.35:
            told = self.fragments(number, speaker)
        else:
            told = self.whole(number, speaker, run_in=draw > 0.8)
        if draw > 0.35 and self.rng.random() < 0.4:
            return told, self.whole(number, speaker, run_in=told.kind == "mixed")
        return told, told

    def _style(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        words = self.statements[number].plain
        pairs = [(one, other) for one, other in RESTYLED if one in words and "," + one not in words]
        if not pairs:
            return self.whole(number, speaker), self.whole(number, speaker, words + "!")
        one, other = self.rng.choice(pairs)
        run_in = self.rng.random() < 0.3
        return self.whole(number, speaker, run_in=run_in), self.whole(
            number, speaker, words.replace(one, other, 1), run_in=run_in
        )

    def _altered(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        plain = self.statements[number].plain
        words = plain.split()
        while words == plain.split():
            for _ in range(self.rng.choice((1, 1, 2, 3))):
                self._disturb(words)
        run_in = self.rng.random() < 0.3
        altered = self.whole(number, speaker, " ".join(words), run_in=run_in)
        return self.whole(number, speaker, run_in=run_in), altered

    def _disturb(self, words: list[str]) -> None:
        """Change, remove or add a word somewhere inside; an end that goes would be a cut."""
        place = self.rng.randrange(1, len(words) - 1)
        draw = self.rng.random()
        if draw < 0.5:
            others = [
                word for statement in self.statements for word in statement.plain.split() if word.isalpha()
            ]
            words[place] = self.rng.choice(
                [word.lower() for word in others if word.lower() != words[place].lower()]
            )
        elif draw < 0.7:
            del words[place]
        else:
            words.insert(place, self.rng.choice(INTRUDERS))

    def _cut(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        run_in = self.rng.random() < 0.25
        words = self.statements[number].plain.split()
        start = self.rng.randint(3, len(words) - 6) if len(words) > 8 else 2
        # Nobody tears a figure from what it counts.
        while words[start] in _COUNTED or words[start + 2] in _COUNTED:
            start += 1
        shorter = " ".join([*words[:start], "…", *words[start + 2 :]])
        kept = self.rng.choice(
            [clause for clause in self.statements[number].sentences if " " in clause] + [shorter]
        )
        kept = kept if run_in else kept[0].upper() + kept[1:]
        return self.whole(number, speaker, run_in=run_in), self.whole(number, speaker, kept, run_in=run_in)

    def _requoted(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        return self.fragments(number, speaker), self.whole(number, speaker)

    def _paraphrased(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        return self.whole(number, speaker, run_in=self.rng.random() < 0.3), self.reported(number, speaker)

    def _reassigned(self, number: int, speaker: Person) -> tuple[Telling, Telling]:
        other = self.rng.choice([person for person in self.people if person != speaker])
        return self.whole(number, speaker), self.whole(number, other)

    def _dropped(self, number: int, speaker: Person) -> tuple[Telling, None]:
        draw = self.rng.random()
        if draw < 0.3:
            return self.fragments(number, speaker), None
        return self.whole(number, speaker, run_in=draw > 0.8), None


def _keys_of(telling: Telling | None) -> list[Key]:
    return [(telling.number, piece) for piece in range(telling.pieces)] if telling else []


# From tellings to an article


@dataclass
class Page:
    """An article being written; it remembers who was introduced and who spoke last."""

    rng: random.Random
    known: set[str] = field(default_factory=set)
    last: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    length: int = 0

    def add_telling(self, telling: Telling) -> None:
        """Write a statement with its speaker, and note where its quotations come to stand."""
        text = re.sub(
            "<who>|<Who>|<name>|<he>",
            lambda match: self._mention(telling.speaker, match.group()),
            telling.template,
        )
        text = re.sub(r",(?=[,.:])|(?<=!)[,.](?=⟧)", "", text)
        plain = text.replace("⟦", "“").replace("⟧", "”")
        speaker = Speaker(telling.speaker.name, telling.speaker.surname, 0, 0)
        for piece, match in enumerate(re.finditer("⟦([^⟧]*)⟧", text)):
            start, end = self.length + match.start(1), self.length + match.end(1)
            self.quotations.append(Quotation(start, end, match[1], telling.kind, speaker))
            self.keys.append((telling.number, piece))
        self.add_paragraph(plain)
        self.last = telling.speaker.name

    def add_paragraph(self, text: str) -> None:
        """Write a paragraph in which nobody speaks."""
        self.paragraphs.append(Paragraph(text))
        self.length += len(text) + 2
        self.last = ""

    def _mention(self, person: Person, place: str) -> str:
        if person.name not in self.known:
            self.known.add(person.name)
            return f"{person.name}, {person.role},"
        again = self.last == person.name and place != "<name>"
        if place == "<he>" or (again and self.rng.random() < 0.4):
            return person.pronoun if place != "<Who>" else person.pronoun.capitalize()
        return person.surname

    def side(self, path: str) -> Side:
        """Return what was written."""
        return Side(Article(path, path, tuple(self.paragraphs)), tuple(self.quotations), tuple(self.keys))


def write_side(path: str, parts: Iterable[Telling | str | None], rng: random.Random) -> Side:
    """Write a version: tellings and fillers in order; None is what this version does not have."""
    page = Page(rng)
    for part in parts:
        if isinstance(part, str):
            page.add_paragraph(part)
        elif part:
            page.add_telling(part)
    return page.side(path)


def make_case(changes: Sequence[Change], rng: random.Random) -> Case:
    """Write a story in two versions, with one edit for each of `changes`; what else is said stays the
    same."""
    story = Story(rng)
    planned: list[Change] = [*changes[: len(story.statements)]]
    planned += ["same"] * (len(story.statements) - len(planned))
    rng.shuffle(planned)
    both: list[tuple[Telling | str | None, Telling | str | None]] = [
        story.edit(number, change) for number, change in enumerate(planned)
    ]
    for filler in rng.sample(FILLERS, rng.randint(1, 4)):
        versions = rng.choice(((filler, filler), (filler, filler), (filler, None), (None, filler)))
        both.insert(rng.randint(0, len(both)), versions)
    olds, news = [old for old, _ in both], [new for _, new in both]
    if rng.random() < 0.4:
        news.insert(rng.randrange(len(news)), news.pop(rng.randrange(len(news))))
    seed = rng.random()
    # One seed for both sides: an untouched opening is told alike.
    old, new = (
        write_side(path, parts, random.Random(seed)) for path, parts in (("old", olds), ("new", news))
    )
    return Case(old, new, tuple(story.gold), len(changes))


def make_cases(seed: int, edits: int = 250) -> list[Case]:
    """Write stories with `edits` edits in all, every class but `same` equally often; what is not edited is
    `same`."""
    rng = random.Random(f"quotations-{seed}")
    classes = [change for change in CHANGES if change != "same"]
    deck = [classes[place % len(classes)] for place in range(edits)]
    rng.shuffle(deck)
    cases = []
    while deck:
        size = rng.choice((1, 2, 3, 4, 5))
        cases.append(make_case(deck[:size], rng))
        deck = deck[size:]
    return cases


# Scores

Compare = Callable[[Side, Side], tuple[Sequence[QuotationPair], Sequence[Key], Sequence[Key]]]
"""Compares two sides; answers with pairs, and with the key of each quotation that they count by."""


@dataclass
class Score:
    """How many pairs of each class were made by edits, found, and rightly found."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[Case, Gold | None, Gold | None]] = field(default_factory=list)

    def add(self, case: Case, pairs: Iterable[Gold]) -> None:
        """Hold the pairs found in a case against those that its edits made."""
        gold, found = set(case.gold), set(pairs)
        for counter, members in ((self.gold, gold), (self.found, found), (self.right, gold & found)):
            counter.update(pair.change for pair in members)
        self.faults += [(case, pair, None) for pair in gold - found]
        self.faults += [(case, None, pair) for pair in found - gold]

    def precision(self, change: str) -> float:
        """Share of the pairs found in a class that are right, in per cent."""
        return 100 * self.right[change] / (self.found[change] or 1)

    def recall(self, change: str) -> float:
        """Share of the pairs of a class that are found, in per cent."""
        return 100 * self.right[change] / (self.gold[change] or 1)

    def table(self) -> str:
        """Return the scores as a table for people."""
        lines = [f"{'class':<12} {'gold':>5} {'found':>6} {'precision':>10} {'recall':>7}"]
        for change in CHANGES:
            counts = f"{change:<12} {self.gold[change]:>5} {self.found[change]:>6}"
            lines.append(f"{counts} {self.precision(change):>10.1f} {self.recall(change):>7.1f}")
        return "\n".join(lines)


def score(cases: Iterable[Case], compare: Compare) -> Score:
    """Score a way to compare quotations on cases."""
    total = Score()
    for case in cases:
        pairs, old_keys, new_keys = compare(case.old, case.new)
        total.add(
            case,
            (
                Gold(
                    pair.change,
                    frozenset(old_keys[index] for index in pair.old),
                    frozenset(new_keys[index] for index in pair.new),
                )
                for pair in pairs
            ),
        )
    return total
