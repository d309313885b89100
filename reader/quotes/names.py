"""Names: who the people of an article are, and which of them a few words mean. An article's paragraphs come in, people go out.

Conventions of the press that the rules rest on: a person appears once with given name and surname, then
under the surname, a title or a pronoun; members of one family keep their given names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from reader.quotes.cues import (
    AUXILIARIES,
    CONJUNCTIONS,
    CUES,
    DAYS_AND_MONTHS,
    DETERMINERS,
    FEMALE,
    MALE,
    PLURAL,
    POSTS,
    PREPOSITIONS,
    STATES,
    VERBS,
)
from reader.quotes.given import FEMALE_NAMES, GIVEN, MALE_NAMES
from reader.quotes.words import words

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я"  # small letters in between hardly begin an English word, and single ones compile slowly
_WORD = rf"[{_UPPER}][^\W_]*(?:[-'’\u00ad][^\W_]+)*"
_SMALL_PATTERN = "(?:(?:de|van|von|der|den|del|della|di|da|dos|la|le|al|el|bin|ibn|ben|ter)[ \u00a0]+){0,2}"
_RUN = re.compile(rf"{_WORD}(?:\.?,?[ \u00a0]+{_SMALL_PATTERN}(?:(?<!,.){_WORD}|(?<=,.)[JS]r\b))*\.?")
_NAME_WORDS = re.compile(r"[^\W_][\w\-'’\u00ad]*\.?")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]|[JS]r|St|Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Rev|Prof|Hon|Pres)\."
)

_CONTENT = re.compile(r"[^\W\d_][\w.’'-]*")
_BEHIND = re.compile(r",[ \u00a0]((?:the|a|an|then|now|former|who)\b[^,.;“”\"]{3,90})[,.]")

TITLES = words("""
mr mrs ms miss dr sir dame lord lady sen sens rep reps gov gen col lt sgt capt cmdr maj adm prof rev hon
pres president
    senator senators representative congressman congresswoman governor mayor secretary general judge justice
    chief minister chancellor ambassador attorney professor chairman chairwoman chair speaker spokesman
    spokeswoman spokesperson director premier king queen prince princess pope cardinal bishop archbishop
    pastor father sister brother rabbi imam sheikh ayatollah reverend doctor detective officer sergeant
    captain lieutenant colonel major admiral commander commissioner sheriff deputy councilman councilwoman
    alderman assemblyman assemblywoman delegate treasurer comptroller superintendent principal dean coach
    manager editor anchor host correspondent reporter columnist strategist adviser advisor analyst author
    actor actress singer comedian activist economist historian lawyer leader nominee candidate whip actor
    artist president-elect vice-president co-founder founder ceo executive ministers presidents consultant
    pollster billionaire businessman moderator contributor co-host cohost commentator operative veteran
    frontrunner front-runner rival envoy diplomat lawmaker physician democrat republican democratic counsel
    first-lady first lady aide star mogul moghul writer poet novelist director-general
""")
"""Words before a name that say what somebody is."""

_HONORIFICS = words("mr mrs ms miss dr sir dame lord lady")
_SHE = words("""
mrs ms miss dame lady queen princess congresswoman chairwoman spokeswoman councilwoman assemblywoman actress
sister mother wife daughter woman girl
""")
_HE = words("""
mr sir lord king prince congressman chairman spokesman councilman assemblyman actor father brother husband
son man boy businessman pope
""")

_BODIES = words("""
house senate congress parliament university college school institute institution department ministry party
committee commission
    council court agency bureau office administration association union federation league club foundation
    fund company corporation corp inc group bank times post journal news tribune herald gazette globe
    magazine press network radio television tv pac center centre church hospital tower street avenue road
    park county city town state states nations republic kingdom island islands river lake mountain beach
    valley hall building airport station bridge square act bill law amendment convention conference summit
    forum primary caucus election debate campaign movement coalition alliance army navy force forces guard
    corps police board project society museum library theater theatre security service services authority
    organization organisation team media today week day night morning show awards award prize war america
    africa asia europe east west north south street hampshire york jersey carolina dakota virginia mexico
    zealand korea arabia kong security budget treasury interior foreign affairs times-picayune chronicle
    review report street daily supreme twitter facebook democrats republicans conservatives liberals
    americans states' nationalist initiative watch policy studies research politics arena stadium loans
    airlines live voice standard republican democrat conservative liberal arena stadium loans times-union
""")
"""Words that end the name of a body, a place or a thing rather than a person's."""

_FUNCTION = words("""
the a an but and or in on at for from with by as if when while after before because although though since
until he she it they we you i his her their its our my this that these those there here what who how why
where which yet so no not yes now then also both during according speaking asked still like some many most
all one two three another other each every under over about against between among through without within
despite perhaps maybe well oh please thank thanks read related follow image photo getty more instead however
meanwhile later earlier last next first
""")
"""Words that begin a sentence with a capital and are no name."""

_NOT_FIRST = _FUNCTION | words("""
new north south east west united supreme white black middle central los las san santa saint fort mount lake
super upper lower great grand african asian european american british french german russian chinese japanese
israeli iranian mexican canadian indian arab muslim jewish christian catholic democratic republican national
international federal royal wall capitol old high long former even
""")

_SMALL = words("de van von der den del della di da dos la le al el bin ibn ben ter")
_UNNAMED = _SMALL | DAYS_AND_MONTHS
"""What closes no name and is none."""
_APOSTROPHES = ("'", "’")
_SUFFIXES = words("jr sr ii iii iv jr. sr.")

_MOST_ALIKE = 24
"""How many people of one name are considered."""


class Person:
    """Somebody an article names in full.

    Attributes:
        name: The fullest usual form, without titles.
        first: Given name, lower case.
        last: Surname, lower case.
        suffix: `jr`, `sr`, `iii` or empty.
        gender: `m`, `f` or empty where nothing tells.
        roles: Lower-case words that stood before the name or behind it.
        count: How often the full name occurs.
        start: Offset of its first mention.
    """

    __slots__ = ("count", "first", "gender", "last", "name", "roles", "start", "suffix")

    def __init__(self, name: str, first: str, last: str, suffix: str, start: int) -> None:
        self.name, self.first, self.last, self.suffix, self.start = name, first, last, suffix, start
        self.gender = ""
        self.roles: set[str] = set()
        self.count = 0

    def fits(self, gender: str) -> bool:
        """Whether a pronoun of this gender may stand for the person."""
        return not gender or not self.gender or self.gender == gender


class Mention:
    """Where a person is named, in full or by surname.

    Attributes:
        start: Offset in the text of the article.
        end: Where it ends, exclusive, titles before it left out.
        words: Its words.
        titles: Lower-case words before the name within the same run.
        is_owner: Whether it is possessive.
    """

    __slots__ = ("end", "is_owner", "start", "titles", "words")

    def __init__(self, start: int, end: int, words: list[str], titles: list[str], is_owner: bool) -> None:
        self.start, self.end, self.words, self.titles, self.is_owner = start, end, words, titles, is_owner


def read_mentions(text: str, offset: int = 0) -> list[Mention]:
    """List the runs of capitalised words in `text` that may be names, cut where a possessive ends one."""
    found: list[Mention] = []
    for run in _RUN.finditer(text):
        name = run[0]
        low = name.lower()
        if low in _FUNCTION:
            continue  # most runs: the first word of a sentence
        if name.isalpha():
            if low not in _UNNAMED and not (len(name) == 2 and text[run.start() - 1 : run.start()] == "."):
                is_owner = low[-1] == "s" and text[run.end() : run.end() + 1] in _APOSTROPHES
                found.append(Mention(run.start() + offset, run.end() + offset, [name], [], is_owner))
            continue  # most others: one plain word
        words = [(m.group(), m.start(), m.end()) for m in _NAME_WORDS.finditer(text, run.start(), run.end())]
        if run.start() and text[run.start() - 1] == "." and len(words[0][0]) == 2:
            words = words[1:]  # what is left of U.S.
        piece: list[tuple[str, int, int]] = []
        for word, start, end in words:
            stops = word[-1] == "." and not _ABBREVIATION.fullmatch(word)
            if stops:
                word, end = word[:-1], end - 1
            low = word.lower()
            owner = low.endswith(("'s", "’s"))
            if owner:
                word, end = word[:-2], end - 2
            if word:
                piece.append((word, start, end))
            if (owner or stops) and piece:
                _add_mention(found, piece, owner, offset)
                piece = []
        if piece:
            after = text[run.end() : run.end() + 1]
            _add_mention(found, piece, after in "'’" and after != "" and piece[-1][0].endswith("s"), offset)
    return found


def _bare(word: str) -> str:
    return word.lower().strip(".").replace("’", "'")


def _add_mention(
    found: list[Mention], piece: list[tuple[str, int, int]], is_owner: bool, offset: int
) -> None:
    """Cut what is no name off the front of a run, and add what is left."""
    first = 0
    lows = [_bare(word) for word, _, _ in piece]
    while first < len(piece) and (lows[first] in _NOT_FIRST):
        if len(piece) == 1:
            if lows[0] in _FUNCTION:
                return
            break
        first += 1
    last = len(piece)
    while last > first and lows[last - 1] in _UNNAMED:
        last -= 1
    if first >= last:
        return
    title = -1
    for index in range(first, last - 1):
        if lows[index] in TITLES:
            title = index
    start = title + 1 if title >= 0 else first
    if last - start > 2:
        start = _given_start(lows, start, last)
    words = [word for word, _, _ in piece[start:last]]
    found.append(
        Mention(piece[start][1] + offset, piece[last - 1][2] + offset, words, lows[:start], is_owner)
    )


def _given_start(lows: list[str], start: int, last: int) -> int:
    """Where a given name begins in a long run: "Texas Ted Cruz" begins at "Ted"."""
    if lows[start] in GIVEN:
        return start
    for index in range(start + 1, last - 1):
        if lows[index] in GIVEN and lows[last - 1] not in _BODIES:
            return index
    return start


class People:
    """The people of one article, and who is meant by a few words of it."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = list(mentions)
        self.everyone: dict[tuple[str, str, str], Person] = {}
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.bodies: dict[str, str] = {}
        self._strangers: dict[str, Person] = {}
        self._found: dict[tuple[str, ...], Person | None] = {}
        self._collect()

    def _collect(self) -> None:
        alone = {_bare(m.words[0]) for m in self.mentions if len(m.words) == 1}
        for mention in self.mentions:
            if len(mention.words) == 1:
                continue
            key = _person_key(mention.words)
            if key is None:
                if _bare(mention.words[-1]) in _BODIES:
                    self.bodies.setdefault(_bare(mention.words[-1]), " ".join(mention.words))
                continue
            first, last, suffix = key
            sure = first in GIVEN or bool(mention.titles and mention.titles[-1] in TITLES) or last in alone
            if not sure and len(mention.words) > 3:
                continue
            person = self.everyone.get(key)
            if person is None:
                person = self.everyone[key] = Person(
                    " ".join(mention.words), first, last, suffix, mention.start
                )
                self.by_last.setdefault(last, []).append(person)
                self.by_first.setdefault(first, []).append(person)
                person.gender = "m" if first in MALE_NAMES else "f" if first in FEMALE_NAMES else ""
                if first in MALE_NAMES and first in FEMALE_NAMES:
                    person.gender = ""
            person.count += 1
            person.roles.update(mention.titles)
            self._learn_gender(person, mention.titles)
        for mention in self.mentions:
            if len(mention.words) == 1 and mention.titles:
                candidates = self.by_last.get(_bare(mention.words[0]), ())
                if len(candidates) == 1:
                    candidates[0].roles.update(mention.titles)
                    self._learn_gender(candidates[0], mention.titles)

    @staticmethod
    def _learn_gender(person: Person, titles: Sequence[str]) -> None:
        for title in titles:
            if title in _SHE:
                person.gender = "f"
            elif title in _HE:
                person.gender = "m"

    def describe(self, text: str) -> None:
        """Learn what each person is called beside the name: "retired surgeon Jo Reed", "Jo Reed, the port's director"."""
        for mention in self.mentions:
            if len(mention.words) < 2:
                continue
            person = self.named(mention)
            if person is None:
                continue
            person.roles.update(_called_before(text[max(0, mention.start - 60) : mention.start]))
            behind = _BEHIND.match(text, mention.end)
            if behind is not None:
                person.roles.update(_called_behind([w.lower() for w in _CONTENT.findall(behind.group(1))]))

    def body(self, mention: str) -> str:
        """The full name of a body: "the Times" for whichever paper the article named in full; else the words themselves."""
        words = mention.split()
        if len(words) > 1 and words[1][0].islower() and words[0].lower() in DETERMINERS:
            return mention[0].lower() + mention[1:]
        if len(words) > 1 and words[0].lower() == "the" and all(word[0].isupper() for word in words[1:]):
            if len(words) == 2:
                return self.bodies.get(words[1].lower(), mention)
            return " ".join(words[1:])
        return mention

    def named(self, mention: Mention) -> Person | None:
        """The person a mention names, in full or by one name; None when it names nobody known in full."""
        return self.find(mention.words, mention.titles)

    def stranger(self, mention: str, start: int) -> Person | None:
        """Whoever is meant by a bare surname of which the article knows no more; None for bodies, places and pronouns."""
        words = [word for word in mention.split() if _bare(word) not in TITLES]
        if len(words) != 1 or not words[0][0].isupper() or not words[0][1:].islower():
            return None
        low = _bare(words[0])
        if low in _NOT_FIRST or low in _BODIES or low in STATES or low in DAYS_AND_MONTHS or gender_of(low):
            return None
        person = self._strangers.get(low)
        if person is None:
            person = self._strangers[low] = Person(words[0], "", low, "", start)
            self._learn_gender(person, [_bare(word) for word in mention.split()[:-1]])
        return person

    def find(self, words: Sequence[str], titles: Sequence[str] = ()) -> Person | None:
        """Look a name up: a full one as it stands, a single one by surname, then by given name."""
        gender = ""
        if len(words) == 1 and titles:
            gender = next(("f" for t in titles if t in _SHE), next(("m" for t in titles if t in _HE), ""))
        asked = (gender, *words)
        if asked not in self._found:
            self._found[asked] = (
                self._find_full(words) if len(words) > 1 else self._find_single(words, gender)
            )
        return self._found[asked]

    def _find_full(self, words: Sequence[str]) -> Person | None:
        key = _person_key(words)
        if key is None:
            return None
        person = self.everyone.get(key)
        if person is None and not key[2]:
            alike = self.by_last.get(key[1], ())[:_MOST_ALIKE]
            person = next((p for p in alike if p.first == key[0]), None)
        return person

    def _find_single(self, words: Sequence[str], gender: str) -> Person | None:
        if not words:
            return None
        low = _bare(words[0])
        candidates = [p for p in self.by_last.get(low, ())[:_MOST_ALIKE] if p.fits(gender)] or [
            p for p in self.by_first.get(low, ())[:_MOST_ALIKE] if p.fits(gender)
        ]
        return max(candidates, key=lambda p: (not p.suffix, p.count, -p.start), default=None)


def _called_before(text: str) -> Iterator[str]:
    """The words that stand before a name and belong to it: "retired surgeon"."""
    for word in reversed(text.split()[-5:]):
        low = word.lower()
        is_post = low in TITLES or low in POSTS
        verb = not is_post and (low in VERBS or low in CUES or low in AUXILIARIES)
        if verb or not low[-1].isalnum() or low in PREPOSITIONS or low in CONJUNCTIONS or low == "that":
            return
        yield low


def _called_behind(said: list[str]) -> Iterator[str]:
    """The words of an apposition that say what somebody is: a critic of the mayor is no mayor."""
    is_own = True
    for place, low in enumerate(said):
        if low == "who" or low in PREPOSITIONS:
            is_own = low == "who" and said[place + 1 : place + 2] in (["is"], ["was"])
        elif is_own or (low not in TITLES and low not in POSTS):
            yield low


def _person_key(words: Sequence[str]) -> tuple[str, str, str] | None:
    """First name, last name and suffix, lower case; None when the words are no person's full name."""
    lows = [_bare(word) for word in words]
    suffix = ""
    while len(lows) > 1 and lows[-1] in _SUFFIXES:
        suffix = lows.pop()
    if not 2 <= len(lows) <= 5 or (
        lows[0] not in GIVEN and (lows[0] in _NOT_FIRST or lows[0] in _BODIES or lows[0] in STATES)
    ):
        return None
    if lows[-1] in _BODIES or any(low in _BODIES for low in lows[1:-1]) or lows[-1] in DAYS_AND_MONTHS:
        return None
    if len(lows[-1]) < 2 or (words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper()):
        return None
    return lows[0], lows[-1], suffix


def gender_of(low: str) -> str:
    """The gender or number of a pronoun: `m`, `f`, `p` or empty."""
    return "m" if low in MALE else "f" if low in FEMALE else "p" if low in PLURAL else ""


def stands_free(text: str, start: int) -> bool:
    """Tell whether the words at `start` may be a subject: no preposition stands before them."""
    before = text[max(0, start - 24) : start].split()
    return not before or before[-1].lower() not in PREPOSITIONS


def name_key(name: str) -> tuple[str, str, str] | None:
    """Given name, surname and suffix of a person's full name, lower case; None when `name` is not one."""
    return _person_key(without_titles(name).split())


def without_titles(name: str) -> str:
    """Leave "Mr.", "Senator" and the like off the front of a name."""
    words = name.split()
    while len(words) > 1 and _bare(words[0]) in TITLES:
        words = words[1:]
    return " ".join(words)
