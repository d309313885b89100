"""Subjects: whom a clause is about when no cue points at them.

A passage and a range of tokens come in, tokens go out.
"""

from reader.quotes.cues import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    NOT_ADVERBS,
    OPENERS,
    POSTS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
)
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import Range, is_finite, is_pronoun, subject_before

_DASHES = frozenset(("—", "--", "–", "-"))
_COORDINATORS = frozenset(("and", "but", "or", "yet", "nor", "so"))
_JOINTS = frozenset((";", "and", "but", "while", "where", "though", "although", "because"))
"""What stands between two clauses that each have a subject."""
_LONGEST = 40

RELATIVES = frozenset(("who", "which", "that", "whom"))
"""Pronouns that go back to the noun before them."""


def antecedent_of(p: Passage, relative: int, first: int) -> Range | None:
    """The noun phrase to which the relative pronoun at token `relative` goes back: "supplied by the mill, which said"."""
    if relative <= first:
        return None
    phrase = subject_before(p, relative, first)
    if phrase is None:
        return None
    begin, end = phrase
    for at in range(end - 2, begin - 1, -1):
        if p.lows[at] in PREPOSITIONS and p.lows[at] not in ("of", "for"):
            begin = at + 1
            break
        if p.lows[at] in DETERMINERS and p.lows[at - 1] not in PREPOSITIONS:
            begin = at
            break
    if begin - 2 >= first and p.words[begin - 1] == "," and p.words[begin - 2][0].isupper():
        at = begin - 2  # Jo Reed, an editor who said
        while at > first and p.words[at - 1][0].isupper():
            at -= 1
        if p.lows[begin] in ("a", "an", "the"):
            return at, begin - 1
    return None if is_pronoun(p.lows[begin]) or p.lows[begin] in RELATIVES else (begin, end)


def main_subject(p: Passage, first: int, last: int) -> Range | None:
    """The subject of the clause that begins at token `first`: what stands behind its opening phrases."""
    words, lows = p.words, p.lows
    at = first
    for _ in range(4):
        while (
            at < last
            and words[at] != QUOTE
            and (lows[at] in _COORDINATORS or _is_opening_adverb(p, at) or not lows[at][0].isalnum())
        ):
            at += 1
        if at + 1 < last and words[at].isupper() and len(words[at]) > 3 and words[at + 1] in _DASHES:
            at += 2  # a dateline: OSLO —
        if at >= last:
            return None
        if not _opens_phrase(p, at):
            break
        while at < last and words[at] != "," and not (words[at] == QUOTE and p.ends_clause(at)):
            at += 1
        at += 1
    if at >= last:
        return _first_pronoun(p, first, last)
    return None if words[at] == QUOTE else leading_phrase(p, at, last)


def _first_pronoun(p: Passage, first: int, last: int) -> Range | None:
    """The first pronoun that can be a subject: behind an opening phrase that no comma closes."""
    for at in range(first + 1, min(last, first + _LONGEST)):
        if p.lows[at] in PRONOUNS and p.lows[at] != "who" and p.lows[at - 1] not in PREPOSITIONS:
            return at, at + 1
    return None


def _is_opening_adverb(p: Passage, at: int) -> bool:
    """Tell whether a clause opens with an adverb here, capital or not."""
    low = p.lows[at]
    named = at + 1 < len(p.words) and p.words[at][0].isupper() and p.words[at + 1][0].isupper()
    return low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS and not named)


def _opens_phrase(p: Passage, at: int) -> bool:
    """Tell whether an opening phrase begins here: "In a letter, …", "Asked about it, …", "Speaking there, …"."""
    low = p.lows[at]
    following = p.lows[at + 1] if at + 1 < len(p.lows) else ""
    if following in TIMES and (low in DETERMINERS or low in ("last", "next", "earlier")):
        return True
    if low in TIMES and following in ("later", "earlier", "ago", "after", "before"):
        return True
    if low in OPENERS or (low in CONJUNCTIONS and low not in ("who", "which", "what")):
        return True
    capital_follows = at + 1 < len(p.words) and p.words[at + 1][0].isupper()
    return low.endswith(("ing", "ed")) and len(low) > 4 and not (p.words[at][0].isupper() and capital_follows)


def leading_phrase(p: Passage, begin: int, last: int) -> Range | None:
    """The noun phrase with which a clause begins."""
    words, lows = p.words, p.lows
    if (
        words[begin] == QUOTE
        or not lows[begin][0].isalnum()
        or lows[begin] in AUXILIARIES
        or lows[begin] == "whatever"
    ):
        return None
    if is_pronoun(lows[begin]) or lows[begin] == "which":
        return begin, begin + 1
    end = begin + 1
    last = min(last, begin + _LONGEST)
    while end < last and _continues_leading(p, begin, end):
        end += 1
    while end > begin + 1 and lows[end - 1] in PREPOSITIONS:
        end -= 1
    return begin, end


def _continues_leading(p: Passage, begin: int, at: int) -> bool:
    words, lows = p.words, p.lows
    low, word, before = lows[at], words[at], lows[at - 1]
    if word == QUOTE:
        return p.is_named(at) and (before in DETERMINERS or before.endswith("'s"))
    if not low[0].isalnum():
        return word == "&" or (word == "'" and p.ends[at - 1] == p.starts[at])
    if (low in CONJUNCTIONS and low != "and") or is_pronoun(low) or low == "that" or low in ("last", "this"):
        return False
    if low in PREPOSITIONS:
        return low in ("of", "for")
    if word[0].isupper():
        return True
    if before in DETERMINERS and at == begin + 1 and low not in AUXILIARIES:
        return True
    if is_finite(p, at) or low in ADVERBS or low.endswith("ly") or CUES.get(low) in ("past", "s"):
        return False
    if low.endswith("s") and p.lows[at + 1 : at + 2] and lows[at + 1] in DETERMINERS:
        return False  # a verb with its object: Reed owns three
    behind_name = words[at - 1][0].isupper() and before not in DETERMINERS and at > 1
    return not (behind_name and low.endswith(("s", "ed", "ing")) and low not in POSTS)


def nearest_subject(p: Passage, first: int, before: int) -> Range | None:
    """The subject of the nearest clause whose verb stands between tokens `first` and `before`."""
    words = p.words
    for index in range(before - 1, max(first, before - 2 * _LONGEST), -1):
        if words[index][0].islower() and is_finite(p, index):
            subject = subject_before(p, index, first)
            if subject is not None and _is_subject_like(p, subject):
                return subject
    return None


def _is_subject_like(p: Passage, subject: Range) -> bool:
    begin, end = subject
    return p.words[begin][0].isupper() or is_pronoun(p.lows[end - 1]) or p.lows[begin] in DETERMINERS


def clause_start(p: Passage, first: int, before: int) -> int:
    """Where the coordinate clause begins that holds token `before`: behind ", and", ";" or a dash, else at `first`."""
    if _JOINTS.isdisjoint(p.lows[first + 1 : before]):
        return first
    for at in range(before - 1, first, -1):
        low = p.lows[at]
        if low == ";":
            return at + 1
        if (
            low in _JOINTS
            and at + 1 < before
            and (p.words[at - 1] in (",", QUOTE) or p.words[at - 1] in _DASHES)
        ):
            subject = main_subject(p, at + 1, before)
            if subject is not None and subject[1] < before and _has_verb(p, subject[1], before):
                return at + 1
    return first


def _has_verb(p: Passage, first: int, last: int) -> bool:
    return any(is_finite(p, at) for at in range(first, min(last, first + 4)))
