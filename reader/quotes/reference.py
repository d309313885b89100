"""Reference: which person a mention means. An article comes in; asked in reading order, it names a mention."""

import bisect
import re
from collections.abc import Sequence

from reader.article import Article
from reader.quotes.cues import AUXILIARIES, DETERMINERS, POSTS, PREPOSITIONS
from reader.quotes.marks import Stretch
from reader.quotes.names import TITLES, Mention, People, Person, gender_of, read_mentions
from reader.quotes.quotation import By
from reader.quotes.words import words

_BOUNDARY = re.compile(r"[.?!…]['\"’”)\]]*\s+(?=['\"‘“(\[]?[A-Z])|\n\n")
_ABBREVIATED = words(
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Sgt Capt Rev Prof Hon St Jr Sr Pres Adm Maj vs No U S D R J"
)
_ATTRIBUTIVE = re.compile(
    r"(?: campaign| administration| family| foundation)?(?: \w+)? (?:campaign|spokes\w+|advis[eo]rs?|aides?|supporters?|backers?"
    r"|ally|allies|administration|chairman|chairwoman|manager|surrogates?|officials?|family|team|strategists?)\b"
)
"""What follows a name that only says whose somebody is: Reed campaign manager Jo Li."""

_LOOK_BACK = 40
"""How many mentions a pronoun may reach back over."""

_NEAR = 30
"""Within how many characters behind a pronoun, in its sentence, somebody named is another: "he told Reed"."""

_MOST_ALIKE = 24
"""How many people are considered for one role."""

_KIN = {
    "diplomat": words("minister ambassador envoy secretary consul"),
    "lawmaker": words("senator representative congressman congresswoman sen rep mp speaker"),
    "politician": words(
        "senator representative governor mayor minister president candidate nominee chancellor leader"
    ),
    "senator": words("sen senator"),
    "governor": words("gov governor"),
    "congressman": words("rep representative"),
    "congresswoman": words("rep representative"),
    "leader": words("president minister chancellor speaker chairman premier chief"),
    "candidate": words("nominee contender hopeful candidate front-runner frontrunner"),
    "nominee": words("candidate nominee"),
    "contender": words("candidate nominee"),
    "hopeful": words("candidate nominee"),
    "front-runner": words("candidate nominee"),
    "frontrunner": words("candidate nominee"),
    "businessman": words("mogul tycoon developer executive magnate"),
    "mogul": words("businessman developer tycoon"),
    "surgeon": words("neurosurgeon doctor"),
    "doctor": words("dr physician surgeon neurosurgeon"),
    "actress": words("star actor singer"),
    "actor": words("star comedian"),
    "official": words("secretary director commissioner"),
    "writer": words("author novelist columnist journalist"),
    "reporter": words("correspondent journalist"),
    "spokesman": words("secretary"),
}
"""Nouns that may stand for a person whom the article called something narrower."""


class Place:
    """Where somebody is named outside quotations, and how strongly it keeps them in mind."""

    __slots__ = ("person", "sentence", "start", "weight")

    def __init__(self, start: int, sentence: int, person: Person, weight: float) -> None:
        self.start, self.sentence, self.person, self.weight = start, sentence, person, weight


class Reference:
    """The people of an article, and who was last in the reader's mind."""

    def __init__(self, article: Article, rows: Sequence[tuple[int, list[Stretch]]]) -> None:
        self.text = article.text
        quoted = [(offset + s.start, offset + s.end) for offset, found in rows for s in found]
        self._quoted_starts = [start for start, _ in quoted]
        self._quoted_ends = [end for _, end in quoted]
        mentions: list[Mention] = []
        running: list[Mention] = []
        for paragraph, start in zip(article.paragraphs, article.starts, strict=True):
            if paragraph.is_story:
                here = read_mentions(paragraph.text, start)
                mentions += here
                if paragraph.role == "body":
                    running += here
        self.people = People(mentions)
        self._sentences = _sentence_starts(self.text)
        self._places = self._find_places([m for m in running if not self._is_quoted(m.start)])
        self._starts = [place.start for place in self._places]
        self._spoken: list[Place] = []
        self.people.describe(self.text)
        self._by_word: dict[str, list[Person]] = {}
        for person in (*self.people.everyone.values(), *self._titled(running)):
            for word in person.roles:
                alike = self._by_word.setdefault(word, [])
                if len(alike) < _MOST_ALIKE:
                    alike.append(person)

    def _titled(self, mentions: Sequence[Mention]) -> list[Person]:
        """Whom the article never names in full, but once with a title: "Mayor Reed", later "the mayor"."""
        known: dict[Person, None] = {}
        for mention in mentions:
            if len(mention.words) == 1 and mention.titles and self.people.named(mention) is None:
                person = self.people.stranger(" ".join((*mention.titles, *mention.words)), mention.start)
                if person is not None:
                    person.roles.update(mention.titles)
                    known[person] = None
        return list(known)

    def _is_quoted(self, offset: int) -> bool:
        index = bisect.bisect_right(self._quoted_starts, offset) - 1
        return index >= 0 and offset < self._quoted_ends[index]

    def _find_places(self, mentions: Sequence[Mention]) -> list[Place]:
        """Where known people are named, each with its weight as an antecedent."""
        places: list[Place] = []
        last = -1
        for mention in mentions:
            person = self.people.named(mention)
            if person is None:
                continue
            sentence = bisect.bisect_right(self._sentences, mention.start) - 1
            weight = self._weigh(mention, sentence, sentence != last)
            places.append(Place(mention.start, sentence, person, weight))
            last = sentence if weight > -0.6 else last
        return places

    def _weigh(self, mention: Mention, sentence: int, is_first: bool) -> float:
        """How likely a pronoun is to go back to this mention: most to the subject of a sentence."""
        before = self.text[max(self._sentences[sentence], mention.start - 90) : mention.start].lower().split()
        if _ATTRIBUTIVE.match(self.text, mention.end):
            return -0.6
        weight = 0.0
        if mention.is_owner:
            weight -= 0.5
        if (
            not before
            or before[-1].endswith((",", "—", "--"))
            or before[-1] in ("but", "and", "that", "while", "as")
        ):
            weight += 0.9
        elif before[-1] in PREPOSITIONS:
            weight -= 0.5
        elif is_first and not any(word in AUXILIARIES for word in before):
            weight += 0.6
        return weight + (0.3 if is_first else 0.0)

    # ---- questions -----------------------------------------------------------------------------

    def name_speaker(self, start: int, end: int) -> tuple[str, By]:
        """Name the speaker whose mention runs from `start` to `end`, and remember who spoke.

        Returns:
            The full name, and how it was found when not by the mention's own words.
        """
        person, how = self._resolve(start, end)
        if person is None:
            self._remember_surname(start, end)
            return self.people.body(self.text[start:end]), how
        sentence = bisect.bisect_right(self._sentences, start) - 1
        self._spoken.append(Place(start, sentence, person, 1.2))
        return person.name, how

    def _remember_surname(self, start: int, end: int) -> None:
        """Keep somebody in mind who speaks and whom the article never names in full: "Voss said"."""
        mention = self.text[start:end]
        person = self.people.stranger(mention, start)
        if person is not None:
            sentence = bisect.bisect_right(self._sentences, start) - 1
            self._spoken.append(Place(start, sentence, person, 1.2))

    def is_somebody(self, start: int, end: int) -> bool:
        """Tell whether the mention is a pronoun for a person, or names somebody the article knows in full."""
        return gender_of(self.text[start:end].lower()) != "" or self._resolve(start, end)[0] is not None

    def _resolve(self, start: int, end: int) -> tuple[Person | None, By]:
        mention = self.text[start:end]
        low = mention.lower()
        gender = gender_of(low)
        if low in ("who", "which", "that"):
            return (self._antecedent(start) if low == "who" else None), "relative"
        if gender in ("m", "f"):
            return self._by_pronoun(start, gender), "pronoun"
        if gender == "p" or low in ("it", "we", "i", "you"):
            return None, ""
        person = self._by_name(mention)
        if person is not None:
            return person, ""
        person = self._by_role(mention, start)
        return person, "role" if person is not None else ""

    def _by_name(self, mention: str) -> Person | None:
        """Whom the mention names: nobody when it names two, or somebody else's aide."""
        named: list[Person] = []
        for one in read_mentions(mention):
            person = self.people.named(one)
            if person is not None and not one.is_owner and _is_head(mention, one.start, one.end):
                named.append(person)
        return named[0] if len({id(person) for person in named}) == 1 else None

    def _by_role(self, mention: str, start: int) -> Person | None:
        """Whom a role means, "the retired surgeon": the person last so described."""
        content = mention.lower().split()
        demanded = {word.lower() for word in mention.split()[1:] if word[0].isupper()}
        if not content or content[0] not in ("the", "this", "his", "her", "their") or len(content) > 7:
            return None
        content = [
            word for word in content if word not in DETERMINERS and word not in ("his", "her", "their")
        ]
        stop = next((k for k, word in enumerate(content) if word in PREPOSITIONS), len(content))
        head = content[stop - 1] if stop else ""
        if head not in TITLES and head not in POSTS and head not in _KIN:
            return None
        kin = _KIN.get(head, frozenset())
        best: tuple[int, int, Person] | None = None
        for person in self._called(head, kin):
            rank = self._rank_role(person, content[: stop - 1], head, kin) if demanded <= person.roles else 0
            if rank and person.start < start and (best is None or (rank, person.count) > best[:2]):
                best = (rank, person.count, person)
        return best[2] if best else None

    def _called(self, head: str, kin: frozenset[str]) -> list[Person]:
        """Who was ever called by the noun or one of its kin."""
        people = self._by_word.get(head, [])
        for word in kin:
            people = people + self._by_word.get(word, [])
        return people

    @staticmethod
    def _rank_role(person: Person, modifiers: Sequence[str], head: str, kin: frozenset[str]) -> int:
        """How well a role fits a person: 0 when it does not; each modifier the article gave them counts."""
        shared = sum(word in person.roles for word in modifiers)
        if head in person.roles:
            return 2 + 2 * shared
        return 1 + 2 * shared if shared and kin & person.roles else 0

    def _antecedent(self, start: int) -> Person | None:
        """Whom "who" at `start` goes back to: whoever is named right before it."""
        index = bisect.bisect_left(self._starts, start) - 1
        if index < 0 or start - self._starts[index] > 200:
            return None
        return self._places[index].person

    def _by_pronoun(self, start: int, gender: str) -> Person | None:
        """Who a pronoun stands for: whoever acted or spoke last and fits in gender."""
        sentence = bisect.bisect_right(self._sentences, start) - 1
        index = bisect.bisect_left(self._starts, start)
        best: tuple[float, Person] | None = None
        told = (
            self._places[index].person
            if index < len(self._places)
            and self._starts[index] - start < _NEAR
            and self._places[index].sentence == sentence
            else None
        )
        spoken = [place for place in self._spoken[-6:] if place.start < start]
        for place in (*self._places[max(0, index - _LOOK_BACK) : index], *spoken):
            person = place.person
            if person is told or not person.fits(gender):
                continue
            score = place.weight - 0.45 * min(sentence - place.sentence, 12)
            score += 0.05 if person.gender else 0.0
            if best is None or score >= best[0]:
                best = (score, person)
        return best[1] if best else None


def _sentence_starts(text: str) -> list[int]:
    """Where sentences begin, roughly: quotations are not looked into."""
    starts = [0]
    for match in _BOUNDARY.finditer(text):
        at = match.start()
        if text[at] != "." or text[max(0, at - 5) : at].rpartition(" ")[2] not in _ABBREVIATED:
            starts.append(match.end())
    return starts


def _is_head(mention: str, start: int, end: int) -> bool:
    """Tell whether the name is what the phrase is about: "Jo Reed", not "a spokesman for Jo Reed"."""
    if any(word in PREPOSITIONS for word in mention[:start].lower().split()):
        return False
    after = mention[end:].lower().split()
    return not after or after[0] in PREPOSITIONS or not after[0][0].isalpha() or after[0] in ("and", "who")
