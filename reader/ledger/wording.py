"""Words in a form that spelling and type cannot change: text comes in, keys with their offsets go out.

Two quotations whose keys, joined, are equal have no word changed between them; whether they are the same to
the mark is a second question, which `plain_form` answers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from reader.text import hide_invisible

_HAS_SIGNS = re.compile(r"[\d%&$€£…]|\.\s?\.")
"""Whatever is read otherwise than letters are: figures, signs, marks of omission."""

_OWN_WORD = (
    "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Kana and Han: written without spaces, so each sign is a word
)
_AROUND = r"(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d+)*|", r"|…|\.(?:\s?\.){2,}|[%&$€£]"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*".join(_AROUND))


@cache
def _token_of_any_script() -> re.Pattern[str]:
    """Compile what finds the words of texts with Kana or Han in them: slow to compile, and seldom needed."""
    return re.compile(rf"[{_OWN_WORD}]|[^\W\d_{_OWN_WORD}]+(?:['’ʼ][^\W\d_{_OWN_WORD}]+)*".join(_AROUND))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (_token_of_any_script() if text and max(text) >= "\u3040" else _TOKEN).finditer(text)


_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)|(?<=\w)\[(\w{1,3})\]")
_SPACE = re.compile(r"\s+")
_SPACE_AT_SIGN = re.compile(r" (?=[^\w ])|(?<=[^\w ]) ")
_MARKS = '"“”„‟«»‹›「」『』＂`´'
_SINGLE_MARK = re.compile(r"(?<!\w)['‘’‚‛]|['‘’](?!\w)")

_GRAMMAR = """
a about above after again against ain't all also am an and any are aren't as at be because been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't
down during each either even ever every few for from further get got had hadn't has hasn't have haven't
having he he'd he'll he's her here hers herself him himself his how i i'd i'll i'm i've if in into is
isn't it it'll it's its itself just let let's like many may me might mine more most much must my myself
neither no nor not now of off on once one only onto or other our ours ourselves out over own per quite
rather really said same say says shall she she'd she'll she's should shouldn't so some still such than
that that's the their theirs them themselves then there there's these they they'd they'll they're they've
this those though through thus to too told under until up upon us very was wasn't we we'd we'll we're
we've were weren't what when where whether which while who who's whom whose why will with within without
won't would wouldn't yes yet you you'd you'll you're you've your yours
"""
FUNCTION_WORDS = frozenset(_GRAMMAR.split())
"""Words that carry grammar rather than matter: shared, they say little about where a sentence comes from."""

_TO_NINETEEN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
_UNITS = {word: number for number, word in enumerate(_TO_NINETEEN.split())}
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_ROUND.split(), start=2)}
_ROUND_KEYS = frozenset(map(str, _TENS.values()))
_DIGITS = frozenset("123456789")
_LONGEST_NUMBER = 15
_MERGING = frozenset(map(str, (*_UNITS.values(), *_TENS.values()))) | {"per"}
"""Keys of words that may make one word with the next."""
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}

# Pairs of one word that no rule below covers.
_VARIANTS = {
    "adviser": "advisor",
    "advisers": "advisors",
    "afterwards": "afterward",
    "ageing": "aging",
    "amongst": "among",
    "backwards": "backward",
    "burnt": "burned",
    "dreamt": "dreamed",
    "forwards": "forward",
    "gray": "grey",
    "learnt": "learned",
    "okay": "ok",
    "plow": "plough",
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "programme": "program",
    "programmes": "programs",
    "sceptical": "skeptical",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "spelt": "spelled",
    "spoilt": "spoiled",
    "towards": "toward",
    "tyre": "tire",
    "tyres": "tires",
    "upwards": "upward",
    "whiskey": "whisky",
    "yoghurt": "yogurt",
}
# What British and American spelling write differently, as (pattern, form); a key need not be a word.
_SPELLINGS = (
    (r"is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),  # organise, organize
    (r"ys(?=(?:e|ed|es|er|ing)$)", "yz"),  # analyse, analyze
    (r"(?<=..)our(?=(?:s|ed|ing|able|ably|ful|ite|ites|al|er|ers|hood|ly)?$)", "or"),  # colour, favourite
    (r"(?<=[bt])re(?=(?:s|d)?$)", "er"),  # centre, theatre
    (r"ogue(?=s?$)", "og"),  # dialogue
    (r"ense(?=s?$)", "ence"),  # defense, defence
    (r"dgement", "dgment"),  # judgement
    (r"[ao]e(?=.)", "e"),  # paediatric, manoeuvre
    (r"(?<=...)l(?=l)", ""),  # travelled, fulfill
)
# Letters whose doubling tells no two long words apart, as that of n and p does ("planning", "planing").
_DOUBLED = re.compile(r"([cfmrsz])(?=\1)")


Spans = tuple[tuple[int, int], ...]
"""Where each word of a text starts and ends, as offsets into it."""


class _WordingFields(NamedTuple):
    keys: tuple[str, ...]
    gaps: frozenset[int] = frozenset()


class Wording(_WordingFields):
    """The words of a stretch of text.

    Attributes:
        keys: A key for each word, equal for spellings of one word.
        gaps: For each mark of omission, how many words stand before it.
    """

    @cached_property
    def matter(self) -> frozenset[str]:
        """The stems of the words that carry matter."""
        return frozenset(stem(key) for key in self.keys if is_content(key))

    @cached_property
    def joined(self) -> str:
        """All keys without space between, so that `healthcare` equals `health care`."""
        return "".join(self.keys)

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Where each word begins in `joined`, and its length last."""
        offsets, offset = [0], 0
        for key in self.keys:
            offset += len(key)
            offsets.append(offset)
        return tuple(offsets)

    def find(self, part: "Wording", *, first: int = 0) -> tuple[int, int] | None:
        """Find where all words of `part` stand here in one piece.

        Args:
            part: What to look for.
            first: The word from which to look.

        Returns:
            The first word and the word after the last, or None.
        """
        numbers = self._numbers
        at = self.joined.find(part.joined, self.bounds[min(first, len(self.keys))])
        while at >= 0 and part.keys:
            start, end = numbers.get(at), numbers.get(at + len(part.joined))
            if start is not None and end is not None:
                return start, end
            at = self.joined.find(part.joined, at + 1)
        return None

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {offset: number for number, offset in enumerate(self.bounds)}


def join_wordings(wordings: Iterable[Wording]) -> Wording:
    """Put the words of several stretches one after another; where they were parted counts as no omission."""
    keys: list[str] = []
    gaps: set[int] = set()
    for wording in wordings:
        gaps.update(len(keys) + gap for gap in wording.gaps)
        keys.extend(wording.keys)
    return Wording(tuple(keys), frozenset(gaps))


def read_words(text: str) -> Wording:
    """Read the words of a text: one key a word, with numerals as figures and signs as words.

    `U.S.` is `US`, `colour` is `color`, `twenty-one` is `21`, `2.5 million` is `2500000`, `$5` is `5
    dollars`, `per cent` is `%`. The pronoun `us` stays apart from `US`. Linear in the length of `text`.
    """
    if not _HAS_SIGNS.search(text) and not (text and max(text) >= "\u3040"):
        keys = tuple(map(spelling_key, _TOKEN.findall(text)))
        if _MERGING.isdisjoint(keys):
            return Wording(keys)
    return _read(text)[0]


def locate_words(text: str) -> Spans:
    """Find where each word that `read_words` reads stands."""
    return _read(text)[1]


def _read(text: str) -> tuple[Wording, Spans]:
    """Read words one after the other, as those have to be that make a number or a sign with the next."""
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    gaps: set[int] = set()
    currency: tuple[str, tuple[int, int]] | None = None
    for match in _tokens(text):
        token, span = match.group(), match.span()
        if token[0] in "….":
            gaps.add(len(keys))
            continue
        if token in _CURRENCIES:
            currency = _CURRENCIES[token], span
            continue
        key = spelling_key(token)
        if keys and token.isalpha() and _merges(keys, key, text[spans[-1][1] : span[0]]):
            spans[-1] = spans[-1][0], span[1]
            continue
        if currency and not key[0].isdigit():
            # The sum is over: what stands before the figure is said after it.
            keys.append(currency[0])
            spans.append(currency[1])
            currency = None
        keys.append(key)
        spans.append(span)
    if currency:
        keys.append(currency[0])
        spans.append(currency[1])
    return Wording(tuple(keys), frozenset(gaps)), tuple(spans)


def _merges(keys: list[str], key: str, between: str) -> bool:
    """Join a word to the one before where both make one number or one sign; tell whether it was."""
    last = keys[-1]
    if key == "cent" and last == "per":
        keys[-1] = "%"
        return True
    is_number = last.replace(".", "", 1).isdecimal() and len(last) <= _LONGEST_NUMBER
    if not is_number or between not in ("-", " ", "\u00a0", "\u2011"):
        return False
    if key in _SCALES:
        value = round(float(last) * _SCALES[key], 6)
        keys[-1] = str(int(value)) if value == int(value) else str(value)
        return True
    if between in ("-", "\u2011") and last in _ROUND_KEYS and key in _DIGITS:
        keys[-1] = last[0] + key
        return True
    return False


@lru_cache(maxsize=1 << 15)
def spelling_key(token: str) -> str:
    """Return the form that all spellings of one word share."""
    if token[0].isdigit():
        return token.replace(",", "")
    if "." in token:
        token = token.replace(".", "").upper()
    if token in ("US", "USA"):
        return "usa"
    key = token.casefold().replace("’", "'").replace("ʼ", "'")
    if not key.isascii():
        decomposed = unicodedata.normalize("NFKD", key)
        key = "".join(sign for sign in decomposed if not unicodedata.combining(sign)) or key
    if key in ("percent", "pct"):
        return "%"
    if key == "&":
        return "and"
    if key in _UNITS:
        return str(_UNITS[key])
    if key in _TENS:
        return str(_TENS[key])
    if key in FUNCTION_WORDS:
        return key
    return _VARIANTS.get(key) or _respell(key)


def _respell(key: str) -> str:
    if len(key) < 5 or "'" in key or not key.isascii():
        return key
    for pattern, form in _SPELLINGS:
        # `re` keeps what it compiled; a start of the program that reads no words pays for none of it.
        key = re.sub(pattern, form, key)
    return _DOUBLED.sub("", key) if len(key) >= 8 else key


@lru_cache(maxsize=1 << 15)
def stem(key: str) -> str:
    """Return a key without the endings that tense and number add: `costs`, `costed` and `costing` are one."""
    if len(key) < 4 or key[0].isdigit():
        return key
    key = key.removesuffix("'s")
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 3 and not key.endswith(("ss", "us", "is")):
            key = key[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    key = key.removesuffix("e") if len(key) > 3 else key
    return key[:-1] if len(key) > 3 and key[-1] == key[-2] else key


def is_content(key: str) -> bool:
    """Tell whether a word carries matter rather than grammar."""
    return key not in FUNCTION_WORDS and key != "1"


def open_brackets(text: str) -> str:
    """Put a bracketed letter back into its word: `[T]he` is `The`, `plan[s]` is `plans`."""
    return (
        _BRACKETED_LETTER.sub(lambda match: match.group(1) or match.group(2), text) if "[" in text else text
    )


def plain_form(text: str) -> str:
    """Return a quotation without what typesetters may choose: spacing, style of marks, stops at its end.

    Two quotations of equal plain form are the same to a reader. American usage puts a comma or full stop of
    the article's own sentence inside the closing mark, so one at the end says nothing; `?`, `!` and marks of
    omission do.
    """
    text = unicodedata.normalize("NFKC", hide_invisible(text).replace("´", "'")).replace("\u2010", "-")
    text = _SINGLE_MARK.sub("", text.translate(_WITHOUT_MARKS)).replace("’", "'").replace("‘", "'")
    text = _SPACE_AT_SIGN.sub("", _SPACE.sub(" ", text)).strip()
    return text if text.endswith("...") else text.rstrip(",.;:")


_WITHOUT_MARKS = {ord(mark): None for mark in _MARKS}
