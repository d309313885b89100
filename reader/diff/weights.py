"""What a change weighs: the words that went and those that came go in, a weight goes out.

The lists are English and German. In other languages numbers, quotations and what is only style are told apart all the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reader.diff.block import WEIGHTS, Weight

STYLE_WORDS = 24
"""Words of both sides up to which a change is searched for spelling, numerals and abbreviations."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _forms(listed: str) -> dict[str, str]:
    """Map each form to the first word of its line."""
    lines = [line.split() for line in listed.strip().splitlines()]
    return {form: line[0] for line in lines for form in line}


_NEGATIONS = _words("""
    not no never none nobody nothing neither nor nowhere without cannot hardly barely scarcely
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne kaum
""")
_HEDGES = _words("""
    may might could would should allegedly alleged reportedly apparently apparent possibly possible
    probably probable perhaps maybe likely unlikely seem seems seemed appear appears appeared suggest suggests
    suggested suspected supposed supposedly presumably purported purportedly potential potentially believed expected
    estimated claimed so-called about around roughly nearly almost approximately
    kann könnte könnten dürfte dürften soll sollen sollte sollten muss müsste angeblich mutmaßlich vermutlich wohl
    möglicherweise vielleicht offenbar wahrscheinlich etwa ungefähr
""")
_CUES = _forms("""
    say says said saying
    tell tells told telling
    claim claims claimed claiming
    deny denies denied denying
    admit admits admitted admitting
    insist insists insisted insisting
    warn warns warned warning
    allege alleges alleged alleging
    argue argues argued arguing
    state states stated stating
    add adds added adding
    announce announces announced announcing
    confirm confirms confirmed confirming
    concede concedes conceded conceding
    acknowledge acknowledges acknowledged acknowledging
    suggest suggests suggested suggesting
    explain explains explained explaining
    accuse accuses accused accusing
    report reports reported reporting
    reveal reveals revealed revealing
    promise promises promised promising
    threaten threatens threatened threatening
    condemn condemns condemned condemning
    criticize criticizes criticized criticizing criticise criticises criticised criticising
    praise praises praised praising
    stress stresses stressed stressing
    declare declares declared declaring
    complain complains complained complaining
    ask asks asked asking
    reply replies replied replying
    write writes wrote written writing
    think thinks thought thinking
    believe believes believed believing
    call calls called calling
    according
    sagen sagt sagte sagten gesagt
    behaupten behauptet behauptete behaupteten
    erklären erklärt erklärte erklärten
    warnen warnt warnte warnten gewarnt
    leugnen leugnet leugnete bestreiten bestreitet bestritt
    betonen betont betonte
    fordern fordert forderte gefordert
    berichten berichtet berichtete
    laut
""")
_NUMBERS = _forms("""
    0 zero null
    1 one eins
    2 two zwei
    3 three drei
    4 four vier
    5 five fünf
    6 six sechs
    7 seven sieben
    8 eight acht
    9 nine neun
    10 ten zehn
    11 eleven elf
    12 twelve zwölf
    13 thirteen
    14 fourteen
    15 fifteen
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    20 twenty zwanzig
    30 thirty
    40 forty
    50 fifty
    60 sixty
    70 seventy
    80 eighty
    90 ninety
    1st first erste ersten erster erstes
    2nd second zweite zweiten
    3rd third dritte dritten
""")
_AMOUNTS = _words("""
    dozen dozens hundred hundreds thousand thousands million millions billion billions trillion half twice double triple
    quarter hundert tausend tausende million millionen milliarde milliarden hälfte doppelt dutzend
""")
_UNITS = _words("$ € £ ¥ % percent dollar dollars euro euros pound pounds")
_DATES = _words("""
    january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday yesterday today tomorrow tonight gestern heute morgen
""")
_SAME_WORD = _forms("""
    and &
    percent %
    january jan
    february feb
    august aug
    september sep sept
    october oct
    november nov
    december dec
    mister mr
    doctor dr
    okay ok
    gray grey
    program programme
    check cheque
    toward towards
    among amongst
    while whilst
""")
_COMMON = _words("""
    a an the and or but so yet if as at by for from in into of off on onto out over to up with after before since
    until while when where why how who what which that this these those there here then now he she it they we you
    i his her its their our your my him them us me is are was were be been being has have had do does did some any
    all each every many most more other another such only also even just still however meanwhile although though
    because despite instead according earlier later last next not no yes
    der die das ein eine und oder aber in im an am auf zu zum zur mit von vom bei nach aus er sie es wir ihr ich
    ist sind war doch auch so dann wenn als dass weil
""")
_GERMAN = _words("der die das und nicht ist ein eine den dem zu mit auf sich auch von im")
_ENGLISH = _words("the of and to a in that is was for on with as it by")
_ENDS_SENTENCE = frozenset(".!?…:")
_TRANSPARENT = frozenset("\"'()[]“”‘’«»„")
_BRITISH = (  # compiled when first used
    (r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),
    (r"(?<=\w{3})ys(?=(?:e|ed|es|ing)$)", "yz"),
    (r"(?<=\w{3})our(?=(?:s|ed|ing|able|ite|ites|ful|hood|ly|er|ers|al)?$)", "or"),
    (r"(?<=\w{2})tre(?=(?:s|d)?$)", "ter"),
    (r"(?<=\w{3})ence$", "ense"),
    (r"(?<=\w{3})ogue(?=s?$)", "og"),
    (r"(?<=\w{3})ll(?=(?:ed|ing|er|ers)$)", "l"),
)
_BRITISH_ENDINGS = (
    "e",
    "ed",
    "es",
    "er",
    "ers",
    "ing",
    "ation",
    "ations",
    "our",
    "ours",
    "s",
    "able",
    "ite",
    "ful",
    "ly",
    "al",
    "hood",
)
_EXPANSIONS = {"can't": "cannot", "won't": "willnot", "shan't": "shallnot"}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"))


class Lexicon:
    """What the spelling of an article tells of its words; learnt when first asked."""

    def __init__(self, text: str = "", words: Iterable[str] | None = None) -> None:
        """Learn from a text, as long as one likes.

        Args:
            text: The text.
            words: Its words, where they are known already.
        """
        self._text = text
        self._known = words

    @cached_property
    def names(self) -> set[str]:
        """Words that are written with a capital inside a sentence."""
        found = re.findall(r"(?<=[\w,;] )[^\W\d_a-zß-öø-ÿ]\w*", self._text)
        return {word for word in set(found) if word[0].isupper()}

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(re.findall(r"\w+", self._text) if self._known is None else self._known)

    @cached_property
    def nouns_have_capitals(self) -> bool:
        """Whether a capital marks every noun, as in German, and so no name."""
        german, english = (sum(self._words[word] for word in words) for words in (_GERMAN, _ENGLISH))
        return german > english

    def learn(self) -> None:
        """Learn all at once, before copies are made that would each learn it for themselves."""
        _ = self.names, self.nouns_have_capitals

    def is_plain(self, word: str) -> bool:
        """Tell whether a word is written in small letters somewhere."""
        return word in self._words


def begins_sentence(words: Sequence[str], k: int) -> bool:
    """Tell whether a token is the first of its sentence.

    Args:
        words: Words and marks.
        k: Which of them.
    """
    k -= 1
    while k >= 0 and words[k] in _TRANSPARENT:
        k -= 1
    return k < 0 or words[k] in _ENDS_SENTENCE


def heaviest(weights: Iterable[Weight]) -> Weight:
    """Return the weight that matters most; `none` of nothing."""
    return max(weights, key=WEIGHTS.index, default="none")


class Wording(NamedTuple):
    """One side of a change.

    Attributes:
        words: Words and marks without white space, as they are compared.
        at_start: Whether the first of them begins a sentence.
        is_quoted: Whether one of them stands inside a quotation, or is the mark of one.
        after: The word that follows them; empty at the end.
    """

    words: Sequence[str]
    at_start: bool = False
    is_quoted: bool = False
    after: str = ""

    def begins_sentence(self, k: int) -> bool:
        """Tell whether one of the words is the first of its sentence."""
        before = self.words[:k]
        return (
            begins_sentence(self.words, k)
            if any(word not in _TRANSPARENT for word in before)
            else self.at_start
        )


_NO_LEXICON = Lexicon()


def weigh_change(old: Wording, new: Wording, lexicon: Lexicon = _NO_LEXICON) -> Weight:
    """Say how much it matters that some words became others.

    Args:
        old: What is gone; may be empty.
        new: What came; may be empty.
        lexicon: What the article's spelling tells of its words.
    """
    if list(old.words) == list(new.words):
        return "invisible"
    if _is_same_but_for_style(old.words, new.words):
        if not (old.is_quoted or new.is_quoted):
            return "style"
        has_same_marks = sorted(_quotation_marks(old.words)) == sorted(_quotation_marks(new.words))
        return "style" if has_same_marks else "quotation"
    if old.is_quoted or new.is_quoted:
        return "quotation"
    if old.words and new.words:
        has_facts = sorted(_facts(old, lexicon)) != sorted(_facts(new, lexicon))
    else:
        has_facts = any(_facts(old if old.words else new, lexicon))
    return "fact" if has_facts else "wording"


def _quotation_marks(words: Sequence[str]) -> list[str]:
    return [word for word in words if word in ('"', "'")]


def _is_same_but_for_style(old: Sequence[str], new: Sequence[str]) -> bool:
    if not old or not new:
        return not any(word[:1].isalnum() for word in old or new)
    if _begin_apart(old, new):
        return False
    # Long changes are not looked at word by word: they are seldom only style, unless in case and marks.
    if len(old) + len(new) > STYLE_WORDS and _letters(old) != _letters(new):
        return False
    return _in_one_style(old) == _in_one_style(new)


def _begin_apart(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell quickly that two sides begin with words that no style makes one."""
    first, second = old[0].casefold(), new[0].casefold()
    if not (first.isalpha() and second.isalpha()) or first[0] == second[0]:
        return False
    return not any(word in _NUMBERS or word in _SAME_WORD for word in (first, second))


def _letters(words: Sequence[str]) -> str:
    return "".join(filter(str.isalnum, "".join(words).casefold()))


def _in_one_style(words: Sequence[str]) -> str:
    """Return the words without what is a matter of style: case, punctuation, numerals, spelling, abbreviation."""
    return "".join([_plain_style(word) for word in words])


def _plain_style(word: str) -> str:
    """Return a word in one style; dots inside a number stay, or 1.5 would be 15."""
    word = word.casefold()
    if word.isalpha() and word.isascii():
        word = _SAME_WORD.get(word) or _NUMBERS.get(word) or word
        return _american(word) if len(word) > 5 and word.endswith(_BRITISH_ENDINGS) else word
    if word[:1].isdigit():
        return word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", word) else word
    if "'" in word:
        word = _EXPANSIONS.get(word, word)
        for ending, full in _ENDINGS:
            if word.endswith(ending):
                word = word[: -len(ending)] + full
    if word[:1] in "-−" and word[1:2].isdigit():
        return f"−{word[1:]}"
    word = _SAME_WORD.get(word) or _NUMBERS.get(word) or word
    return "".join([c for c in word if c.isalnum() or c in "$€£¥%+−°"])


def _american(word: str) -> str:
    for british, american in _BRITISH:
        word = re.sub(british, american, word)
    return word


def _facts(side: Wording, lexicon: Lexicon) -> Iterator[str]:
    """Yield what somebody who checks facts looks at: names, numbers, dates, negations, hedges, words that report."""
    for k, word in enumerate(side.words):
        lower = word.lower()
        if lower in _NUMBERS or word.lstrip("-−+")[:1].isdigit() or lower in _AMOUNTS or lower in _UNITS:
            yield f"number {_plain_style(word)}"
        elif lower in _NEGATIONS or lower.endswith("n't"):
            yield "negation"
        elif lower in _CUES:
            yield f"cue {_CUES[lower]}"
        elif lower in _HEDGES and not (word == "May" and not side.begins_sentence(k)):
            yield f"hedge {lower}"
        elif lower in _DATES or (word != lower and _is_name(side, k, lexicon)):
            yield f"name {_plain_style(_without_possessive(lower))}"


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _is_name(side: Wording, k: int, lexicon: Lexicon) -> bool:
    word = side.words[k]
    if not word[:1].isupper() or word.lower() in _COMMON:
        return False
    after = side.words[k + 1] if k + 1 < len(side.words) else side.after
    if lexicon.nouns_have_capitals:  # two in a row that changed together are most likely a name
        beside = [*side.words[max(0, k - 1) : k], *side.words[k + 1 : k + 2]]
        return any(other[:1].isupper() for other in beside) and not side.begins_sentence(k)
    if not side.begins_sentence(k) or word in lexicon.names:
        return True
    is_plural = len(word) > 5 and word.endswith("s")  # "Researchers say" names nobody
    return not lexicon.is_plain(word.lower()) and (
        after[:1].isupper() or (after.lower() in _CUES and not is_plural)
    )
