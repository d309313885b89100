"""Noun phrases: where a subject begins and ends. A passage and a token come in, ranges of tokens go out.

There is no dictionary of English here. A phrase is bounded by the closed classes of words (determiners,
prepositions, conjunctions, auxiliaries, pronouns) and by punctuation; between them whatever is left may be
a noun or an adjective.
"""

from reader.quotes.cues import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTIONS,
    CUES,
    DAYS_AND_MONTHS,
    DETERMINERS,
    NOT_ADVERBS,
    OPENERS,
    POSTS,
    PREPOSITIONS,
    PRONOUNS,
    STATES,
    STRONG,
    TIMES,
    VERBS,
)
from reader.quotes.passages import QUOTE, Passage

Range = tuple[int, int]
"""Tokens of a passage, half-open."""

_NOUNS = frozenset(("claims", "claim", "writing", "writes"))
_STANDS_ALONE = frozenset(
    ("another", "many", "some", "most", "both", "all", "several", "few", "one", "two", "three", "each")
)
"""Determiners that may be subjects by themselves."""
_OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_NOUN_FOLLOWS = _OWNERS | {"the", "a", "an", "these", "those"}
"""Words behind which "rules" and "claims" are nouns."""
_DASHES = frozenset(("—", "--", "–", "-"))
_COORDINATORS = frozenset(("and", "but", "or", "yet", "nor", "so"))
_LONGEST = 40
"""How many tokens a phrase may have: what is longer is no phrase, and the search stays linear."""

_BEFORE_ARTICLES = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | {"such", "quite", "rather", "twice", "only", "even", "&"}
)
"""Words that may stand before an article inside a noun phrase."""


def is_pronoun(low: str) -> bool:
    """Tell whether the word is a pronoun that can be a subject, contracted with its verb or not."""
    return low in PRONOUNS or ("'" in low and low.split("'", 1)[0] in PRONOUNS)


def is_adverb(p: Passage, index: int) -> bool:
    """Tell whether the token is an adverb that may stand between a subject and its verb."""
    low = p.lows[index]
    return low in ADVERBS or (low.endswith("ly") and p.words[index][0].islower() and low not in NOT_ADVERBS)


def skip_adverbs(p: Passage, index: int, first: int) -> int:
    """The nearest token at or before `index` that is no adverb; may be `first - 1`."""
    while index >= first and is_adverb(p, index):
        index -= 1
    return index


def owned_length(low: str, word: str) -> int:
    """How many characters to leave off: "he's" stands for "he", "Reed's" for "Reed"."""
    for ending in CONTRACTIONS:
        if low.endswith(ending) and len(word) > len(ending):
            return len(ending)
    return 0


def is_finite(p: Passage, index: int) -> bool:
    """Tell whether the token may be a verb with a subject, cue or not."""
    low, word = p.lows[index], p.words[index]
    if not word[0].islower():
        return False
    if low in AUXILIARIES:
        return True
    if index and p.lows[index - 1] in _NOUN_FOLLOWS:
        return False
    if low in VERBS or CUES.get(low) in ("past", "s"):
        return True
    return low.endswith("ed") and len(low) > 4 and index > 0 and p.lows[index - 1] not in DETERMINERS


# ---- before a verb ---------------------------------------------------------------------------


def subject_before(p: Passage, verb: int, first: int) -> Range | None:
    """Find the subject of the verb at token `verb`, looking back as far as token `first`.

    Returns:
        The tokens of the noun phrase, without an apposition behind it; None when there is none.
    """
    index = _skip_helpers(p, verb - 1, first)
    if index < first:
        return None
    word = p.words[index]
    if word in (",", ")", "]") or word in _DASHES:
        phrase = _before_apposition(p, index, first)
        return _whose_verb(p, phrase, first) if phrase is not None else None
    if word == QUOTE:
        return None
    phrase = phrase_before(p, index, first)
    return _behind_its_noun(p, phrase) if phrase is not None else None


def _behind_its_noun(p: Passage, phrase: Range) -> Range:
    """The second of two phrases with nothing in between: a sum | the company (says it lost)."""
    for at in range(phrase[1] - 1, phrase[0], -1):
        before = p.lows[at - 1]
        if (
            p.lows[at] in ("the", "a", "an")
            and p.words[at - 1][0].islower()
            and before not in _BEFORE_ARTICLES
        ):
            return at, phrase[1]
    return phrase


def _whose_verb(p: Passage, phrase: Range, first: int) -> Range:
    """The pronoun right before a phrase, which then opens with the pronoun's verb: "he also hosts a show, writes"."""
    at = skip_adverbs(p, phrase[0] - 1, first)
    owns = at >= first and p.lows[at] in PRONOUNS and p.lows[at] != "who" and p.words[phrase[0]][0].islower()
    return (at, at + 1) if owns else phrase


def _skip_helpers(p: Passage, index: int, first: int) -> int:
    """Step back over auxiliaries, adverbs and words of time: "has often", "on Friday", "last week"."""
    lows = p.lows
    while index >= first:
        low = lows[index]
        if low in AUXILIARIES or is_adverb(p, index):
            index -= 1
        elif (
            low in DAYS_AND_MONTHS
            and index > first
            and lows[index - 1] in ("on", "late", "early", "last", "this")
        ) or (
            low in TIMES and index > first and lows[index - 1] in ("last", "this", "next", "that", "earlier")
        ):
            index -= 2
        elif low in TIMES and index + 1 < len(lows) and lows[index + 1] == "ago":
            index -= 1
            while index >= first and lows[index] in DETERMINERS | {"less", "more", "than", "about"}:
                index -= 1
        else:
            break
    return index


def phrase_before(p: Passage, index: int, first: int) -> Range | None:
    """The noun phrase that ends with token `index`, looking back as far as token `first`."""
    words, lows = p.words, p.lows
    low = lows[index]
    if is_pronoun(low) or low in ("that", "which"):
        return index, index + 1
    if not low[0].isalnum() or low in CONJUNCTIONS or low in PREPOSITIONS or low in _OWNERS:
        return None
    if low in STRONG and low not in _NOUNS and words[index][0].islower():
        return None
    first = max(first, index - _LONGEST)
    begin = index
    while begin > first and _continues_left(p, begin, index, first):
        begin -= 1
    if begin > first:
        relative = _before_relative(p, begin, first)
        if relative is not None:
            return _name_before_role(p, relative, first) or relative
    phrase = _trim_front(p, begin, index + 1)
    if phrase is None and begin > first and (is_pronoun(lows[begin - 1]) or lows[begin - 1] == "which"):
        return begin - 1, begin  # who in May said
    if phrase is None or words[phrase[0]][0].isupper():
        return phrase
    return _name_before_role(p, phrase, first) or phrase


def _continues_left(p: Passage, begin: int, index: int, first: int) -> bool:
    """Tell whether the token before `begin` belongs to the phrase that ends at `index`."""
    words, lows = p.words, p.lows
    before, word = lows[begin - 1], words[begin - 1]
    if word == QUOTE:
        return (
            begin - 2 >= first
            and p.is_named(begin - 1)
            and (lows[begin - 2] in DETERMINERS or lows[begin - 2].endswith("'s"))
        )
    if lows[begin] in ("and", "&", "or") and begin < index:
        return before[0].isalnum()  # the other half of what it joins
    if before in ("and", "&", "or"):
        return begin - 2 >= first and _joins(p, begin, index, first)
    if not before[0].isalnum():
        possessive = before == "'" and begin - 2 >= first and lows[begin - 2].endswith("s")
        return possessive and p.ends[begin - 2] == p.starts[begin - 1]
    if (
        before in CONJUNCTIONS
        or before in ("that", "to", "then")
        or is_pronoun(before)
        or (before in TIMES and lows[begin - 2 : begin - 1] in (["last"], ["this"]))
    ):
        return False
    if word[0].isupper():
        return not (before in CUES and CUES[before] in ("past", "s") and begin - 1 == first)
    if before in AUXILIARIES or before in VERBS or before in STRONG:
        return False
    form = CUES.get(before)
    earlier = lows[begin - 2] if begin - 2 >= first else ""
    if form == "past" or before.endswith("ed"):
        if (earlier in DETERMINERS and earlier not in _STANDS_ALONE) or earlier in PREPOSITIONS:
            return True
        if form == "past" or not earlier or words[begin - 2][0].isupper():
            return False
        return earlier not in CONJUNCTIONS and not is_pronoun(earlier) and not is_adverb(p, begin - 2)
    if form == "ing":
        return earlier in DETERMINERS
    return not (
        form == "s" and begin - 2 >= first and (is_pronoun(lows[begin - 2]) or words[begin - 2][0].isupper())
    )


def _joins(p: Passage, begin: int, index: int, first: int) -> bool:
    """Tell whether "and" before token `begin` joins two names into one subject: they open a clause together."""
    if not p.words[begin][0].isupper() and p.lows[begin] not in DETERMINERS and p.lows[begin] != "other":
        return False
    at = begin - 2
    if not (p.words[at][0].isupper() or p.lows[at].endswith("s") or is_pronoun(p.lows[at])):
        return False
    while at > first and (
        p.words[at - 1][0].isupper() or p.lows[at - 1] in DETERMINERS or p.lows[at - 1] in ("of", "for")
    ):
        at -= 1
    return at == first or p.words[at - 1] in (",", "that") or p.lows[at - 1] in ("but", "as", "while", "said")


def _before_relative(p: Passage, begin: int, first: int) -> Range | None:
    """The noun before "who" when the phrase found so far lies inside its clause: "an aide who met us at the gate said".

    A participle may stand for the clause: "an aide speaking for the port said".
    """
    words, lows = p.words, p.lows
    stop = lows[begin - 1]
    if stop in ("that", "and", "but") or stop in STRONG or not stop[0].isalnum():
        return None
    finite = 0
    for at in range(begin - 1, first - 1, -1):
        low = lows[at]
        if words[at] in (",", ";", ":", QUOTE, "(", ")") or words[at] in _DASHES or low in STRONG:
            return None
        if low == "who":
            return (
                phrase_before(p, at - 1, first)
                if finite and at > first and lows[at - 1][0].isalnum()
                else None
            )
        if (
            at == begin - 1
            and at > first
            and low.endswith("ing")
            and CUES.get(low) == "ing"
            and _is_noun(p, at - 1)
        ):
            return phrase_before(p, at - 1, first)
        finite += is_finite(p, at)
    return None


def _is_noun(p: Passage, at: int) -> bool:
    """Tell whether the token may be a noun: a word of no closed class."""
    low = p.lows[at]
    closed = (
        low in PREPOSITIONS
        or low in CONJUNCTIONS
        or low in DETERMINERS
        or low in AUXILIARIES
        or is_pronoun(low)
    )
    return low[0].isalpha() and not closed and not is_adverb(p, at)


def _name_before_role(p: Passage, phrase: Range, first: int) -> Range | None:
    """The name before a role whose closing comma is missing: "Jo Reed, a spokeswoman for the port said"."""
    begin = phrase[0]
    if begin - 2 < first or p.words[begin - 1] != "," or p.lows[begin] not in ("the", "a", "an"):
        return None
    at = begin - 2
    if not p.words[at][0].isupper() or not any(p.lows[k] in POSTS for k in range(*phrase)):
        return None
    name = phrase_before(p, at, first)
    if name is None or not all(p.words[k][0].isupper() for k in range(*name)) or name[1] - name[0] < 2:
        return None
    opens = name[0] == first or p.words[name[0] - 1] in (QUOTE, ",")
    return name if opens else None


def _trim_front(p: Passage, begin: int, end: int) -> Range | None:
    """Take an opening phrase ("In the interview Reed") and words of time off the front."""
    lows = p.lows
    while begin < end and (
        lows[begin] in ADVERBS
        or lows[begin] in _COORDINATORS
        or (lows[begin] in DAYS_AND_MONTHS and begin + 1 < end)
    ):
        begin += 1
    if begin >= end:
        return None
    timed = lows[begin] in ("last", "this", "earlier") and end - begin > 2 and lows[begin + 1] in TIMES
    if timed:
        return begin + 2, end
    if lows[begin] in PREPOSITIONS:
        return _behind_opening(p, begin, end)
    return begin, end


def _behind_opening(p: Passage, begin: int, end: int) -> Range | None:
    """The phrase behind a prepositional one that no comma closes."""
    words, lows = p.words, p.lows
    at = begin + 1
    if at < end and lows[at] in DETERMINERS:
        at += 1
    for at in range(at + 1, end):  # noqa: B020 - goes on from the determiner
        before = lows[at - 1]
        if before in PREPOSITIONS:
            continue
        name_follows = (
            words[at][0].isupper()
            and (words[at - 1][0].islower() or before.isdigit())
            and before not in DETERMINERS
        )
        if name_follows or lows[at] in DETERMINERS or before in DAYS_AND_MONTHS:
            return at, end
    if words[end - 1][0].isupper() and end - begin > 2 and words[end - 2][0].isupper():
        return end - 1, end
    return None


def _before_apposition(p: Passage, index: int, first: int) -> Range | None:
    """The subject in front of what is set off by the comma, bracket or dash at token `index`."""
    words = p.words
    if words[index] in (")", "]"):
        at = index - 1
        while at >= first and words[at] not in ("(", "["):
            at -= 1
        at -= 1
        if at < first:
            return None
        return _before_apposition(p, at, first) if words[at] == "," else phrase_before(p, at, first)
    return _head_of(p, _segments_before(p, index, first))


def closes_apposition(p: Passage, comma: int, first: int) -> bool:
    """Tell whether the comma at token `comma` ends what is set off behind a noun: "Reed, who runs the port, named"."""
    segments = _segments_before(p, comma, first)
    return len(segments) > 1 and _modifies(p, *segments[0])


def _segments_before(p: Passage, index: int, first: int) -> list[Range]:
    """The stretches between commas (or dashes) that end at token `index`, nearest first, back to the start of the clause."""
    words = p.words
    closing = words[index]
    first = max(first, index - 2 * _LONGEST)
    segments: list[Range] = []
    end, at = index, index - 1
    while at >= first and len(segments) < 8:
        word = words[at]
        if word == closing:
            segments.append((at + 1, end))
            end = at
        elif word in (".", "?", "!", ":", ";") or (
            word == QUOTE and p.ends_clause(at) and not p.is_named(at)
        ):
            break
        at -= 1
    segments.append((at + 1, end))
    return [segment for segment in segments if segment[0] < segment[1]]


def _head_of(p: Passage, segments: list[Range]) -> Range | None:
    """Which of the segments before a verb holds its subject: the last one that does not only add to another."""
    lows = p.lows
    best: Range | None = None
    for number, (begin, end) in enumerate(segments):
        what = next((at for at in range(begin, min(begin + 3, end - 1)) if lows[at] == "what"), None)
        begin = begin if what is None else what + 1
        phrase = _last_phrase(p, begin, end)
        if not _modifies(p, begin, end):
            if phrase is not None:
                return phrase
        elif lows[begin] in DETERMINERS:
            best = phrase or best
        elif best is not None and lows[begin] in OPENERS:
            return best
        if len(segments) == 1 or (
            best is None and number == len(segments) - 1 and lows[begin] not in OPENERS
        ):
            best = best or phrase
    return best


def _last_phrase(p: Passage, begin: int, end: int) -> Range | None:
    """The noun phrase that ends the segment, brackets left out."""
    last = end - 1
    while last > begin and p.words[last] in (")", "]"):
        while last > begin and p.words[last] not in ("(", "["):
            last -= 1
        last -= 1
    if last < begin or p.words[last] == QUOTE:
        return None
    return phrase_before(p, last, begin)


def _modifies(p: Passage, begin: int, end: int) -> bool:
    """Tell whether the segment only adds to a noun before it."""
    while begin < end - 1 and p.lows[begin] in ("and", "but", "or"):
        begin += 1
    low, word = p.lows[begin], p.words[begin]
    if low in DETERMINERS or low in (
        "as",
        "who",
        "which",
        "whose",
        "where",
        "when",
        "whom",
        "himself",
        "herself",
        "that",
    ):
        return True
    if low in PREPOSITIONS or low[0].isdigit() or low in STATES or low[:2] in ("r-", "d-"):
        return True
    if end - begin == 1 and word.endswith(".") and len(word) < 7:
        return True
    if word[0].isupper() and p.lows[end - 1] in POSTS and p.words[end - 1][0].islower():
        return True
    if low in CONJUNCTIONS or is_pronoun(low) or word[0].isupper():
        return False
    return low in POSTS or CUES.get(low) in (None, "ing", "past")


# ---- after a verb, and elsewhere -------------------------------------------------------------


def phrase_after(p: Passage, first: int, last: int) -> Range | None:
    """The noun phrase that begins at token `first`: the subject behind an inverted cue."""
    lows = p.lows
    begin = first
    while begin < last and lows[begin] in ADVERBS:
        begin += 1
    if begin >= last:
        return None
    low = lows[begin]
    if is_pronoun(low):
        return (begin, begin + 1) if low in PRONOUNS else None
    if (
        not low[0].isalnum()
        or low in CONJUNCTIONS
        or low in AUXILIARIES
        or low in PREPOSITIONS
        or low in ("that", "him", "them")
    ):
        return None
    end = begin + 1
    last = min(last, begin + _LONGEST)
    while end < last and _continues_right(p, begin, end, last):
        end += 1
    while end > begin + 1 and (lows[end - 1] in PREPOSITIONS or lows[end - 1] in ("and", "&")):
        end -= 1
    return begin, end


def _continues_right(p: Passage, begin: int, at: int, last: int) -> bool:
    """Tell whether token `at` belongs to the phrase that begins at `begin`."""
    words, lows = p.words, p.lows
    low, word, before = lows[at], words[at], lows[at - 1]
    following = lows[at + 1] if at + 1 < last else ""
    if word == QUOTE:
        return p.is_named(at) and (before in DETERMINERS or before.endswith("'s")) and following[:1].isalpha()
    if before == QUOTE and p.ends_clause(at - 1):
        return False  # the authors of "The Pier," giving
    if not low[0].isalnum():
        return word == "&" or (word == "'" and p.ends[at - 1] == p.starts[at])
    if low in ("and", "or"):
        return (
            bool(following)
            and (words[at + 1][0].isupper() or following in DETERMINERS)
            and following not in ("he", "she", "they")
        )
    if low in CONJUNCTIONS or low == "that" or is_pronoun(low):
        return False
    if low in PREPOSITIONS:
        return (
            low in ("of", "for", "from", "at", "with")
            and following not in DAYS_AND_MONTHS
            and following not in _OWNERS
        )
    if (low in DAYS_AND_MONTHS and before not in DETERMINERS) or low in ("last", "this"):
        return False
    if word[0].islower():
        is_cue = CUES.get(low) in ("past", "s", "ing") and before not in DETERMINERS
        if low in AUXILIARIES or low in VERBS or low in ADVERBS or is_cue:
            return False
        if is_adverb(p, at) or (
            low.endswith("ing") and words[at - 1][0].isupper() and not _precedes_name(p, at, last)
        ):
            return False
    return not (low in DETERMINERS and before not in PREPOSITIONS and before not in ("and", "all", "both"))


def _precedes_name(p: Passage, at: int, last: int) -> bool:
    """Tell whether a name follows at once: "ranking Democrat Jo Reed"."""
    return at + 1 < last and p.words[at + 1][0].isupper()


def owner_of(p: Passage, noun: int, first: int) -> Range | None:
    """Whose the noun at token `noun` is: "her", "the mayor's"; None when nobody's."""
    for at in range(noun - 1, max(first, noun - 5) - 1, -1):
        low, word = p.lows[at], p.words[at]
        if low in _OWNERS:
            return at, at + 1
        if low.endswith("'s") and not is_pronoun(low):
            if first < at and p.words[at][0].isupper() and p.lows[at - 1] in PREPOSITIONS:
                return at, at + 1
            return phrase_before(p, at, first)
        if word == "'" and at > first and p.ends[at - 1] == p.starts[at]:
            return phrase_before(p, at - 1, first)
        if word == "," and at + 1 < noun and p.words[at + 1][0].islower():
            continue  # between adjectives: her long, loud complaint
        if (
            not low[0].isalnum()
            or low in PREPOSITIONS
            or low in DETERMINERS
            or low in CONJUNCTIONS
            or is_pronoun(low)
        ):
            return None
    return None
