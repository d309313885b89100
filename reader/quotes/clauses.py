"""Clauses that report: each cue of a sentence with the subject it belongs to. A passage and a range of tokens come in, clauses go out."""

from typing import Literal, NamedTuple

from reader.quotes.cues import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    CONTRACTIONS,
    CUES,
    DETERMINERS,
    JUDGE,
    MONTHS_AND_DAYS,
    NOUN_CUES,
    PREPOSITIONS,
    PRONOUNS,
    SAY,
    STRONG,
    THINK,
    VERBS,
    Form,
)
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.words import words

Force = Literal["say", "judge", "think"]
Range = tuple[int, int]

_HELPERS = words("""
to will would can could should must may might did do does don't didn't doesn't won't wouldn't 'll shall
cannot can't not let
""")
_CROSSED = words("""
of for from at in with on to by about inside near against behind between under over
""")
_NO_SUBJECT = CONJUNCTIONS | words("to then than")
_PLURAL_SUBJECTS = words("they we i you who people both many some others most critics")
_NAMING = words("""
called titled dubbed named entitled nicknamed labeled labelled billed known styled branded marked termed
headlined
""")
_OPENERS = PREPOSITIONS | words("""
as after before since until because while when although though if once according asked speaking
""")
_STATES = words("""
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho
illinois indiana
    iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
    washington wisconsin wyoming d.c. n.h. n.y. n.j. n.c. s.c. n.d. s.d. r.i. w.va. n.m. jr jr. sr. iii ii
""")
_POSTS = words("""
president director chairman chairwoman chair head leader spokesman spokeswoman spokesperson founder
co-founder author editor
    manager professor chief ceo executive member mayor governor senator host co-host senior former now then
    deputy vice secretary managing assistant associate dean r d democrat republican mother father wife
    husband owner publisher counsel analyst columnist policy communications once himself herself especially
    including particularly not
""")


class Clause(NamedTuple):
    """A cue and what it belongs to, as ranges of tokens, half-open.

    Attributes:
        cue: The cue's tokens.
        form: Which form of the verb it is.
        force: Speech, judgement or thought.
        subject: The subject's tokens, or None where the clause borrows or lacks one.
        by: How the subject stands to the cue.
        is_passive: Whether somebody else does the reporting: "was called".
    """

    cue: Range
    form: Form
    force: Force
    subject: Range | None
    by: str
    is_passive: bool


def find_clauses(p: Passage, first: int, last: int) -> list[Clause]:
    """List the reporting clauses among the tokens from `first` to `last`, in order."""
    clauses: list[Clause] = []
    lows = p.lows
    for index in range(first, last):
        low = lows[index]
        form = CUES.get(low)
        if form is not None:
            clause = _read_cue(p, index, form, first, last)
            if clause is not None:
                clauses.append(clause)
        elif low == "according" and index + 2 < last and lows[index + 1] == "to":
            subject = phrase_after(p, index + 2, last)
            if subject is not None:
                clauses.append(Clause((index, index + 2), "past", "say", subject, "according", False))
    return clauses


def _force(low: str) -> Force:
    return "say" if low in SAY else "judge" if low in JUDGE else "think"


def _read_cue(p: Passage, index: int, form: Form, first: int, last: int) -> Clause | None:
    """Read the word at `index` as a cue, or say that it is none here."""
    low = p.lows[index]
    word = p.words[index]
    before = p.lows[index - 1] if index > first else ""
    if word[0].isupper() and index > first and p.words[index - 1] not in (QUOTE, ":", "—", "--"):
        return None
    if not _is_verb(p, index, form, before, first):
        return None
    force = _force(low)
    if form == "ing":
        if before in BE or before in ADVERBS:
            subject = subject_before(p, index, first)
            if subject is not None and _follows_be(p, index, first):
                return Clause((index, index + 1), form, force, subject, "subject", False)
        return Clause((index, index + 1), form, force, None, "participle", False)
    passive = form == "past" and low != "said" and _is_passive(p, index, first, last)
    if form == "past" and _follows_be(p, index, first) and low not in ("said", "told"):
        passive = True
    start = _cue_start(p, index, first)
    if passive:
        agent = _agent(p, index, last)
        if agent is not None:
            return Clause((start, index + 1), form, force, agent, "agent", False)
        return Clause((start, index + 1), form, force, None, "passive", True)
    subject = subject_before(p, index, first)
    by = "subject"
    if subject is None and _may_invert(p, index, first, low):
        subject, by = phrase_after(p, index + 1, last), "inverted"
    if form == "base" and subject is None:
        return Clause((index, index + 1), form, force, None, "participle", False)
    return Clause((index, index + 1), form, force, subject, by, False)


def _cue_start(p: Passage, index: int, first: int) -> int:
    return index


def _may_invert(p: Passage, index: int, first: int, low: str) -> bool:
    """Tell whether the subject may stand behind the cue at `index`: "…," said X."""
    if low in ("told", "tells", "asks") and index == first:
        return False
    back = index - 1
    while back >= first and (p.lows[back] in ADVERBS or p.lows[back].endswith("ly")):
        back -= 1
    return back < first or p.words[back] in (QUOTE, ",", "—", "--", ":", ";")


def _is_verb(p: Passage, index: int, form: Form, before: str, first: int) -> bool:
    """Tell the verb from the noun or adjective that looks like it."""
    low = p.lows[index]
    if low == "said" or low == "told":
        return before not in ("the", "a")
    following = p.lows[index + 1] if index + 1 < len(p.lows) else ""
    if form == "past":
        if before in DETERMINERS and before not in ("this", "that", "these", "those", "many", "some", "most", "others", "both", "other", "several"):
            return False
        if before in _CROSSED:
            return False
        if low == "read" and (before == "to" or following in ("the", "more")) and index == first:
            return False
        return not before.endswith(("'s", "s'")) or before in ("he's", "she's", "who's", "it's")
    if form == "s":
        if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("'s", "s'")) or before in CONJUNCTIONS - {"and", "who", "which", "but"}:
            return before in ("that", "this", "one", "another") and low in STRONG
        if low in NOUN_CUES or low not in STRONG:
            previous = p.words[index - 1] if index > first else ""
            return bool(previous) and (
                previous[0].isupper() or before in PRONOUNS or before in ("who", "which", "that", "it", ",", ")", "and", "also", "never", "often") or before in ADVERBS
                or (low in STRONG and previous[0].isalpha())
                or following in ("that", "the", QUOTE, "how", ":")
            )
        return True
    if form == "base":
        back = index - 1
        while back > first and (p.lows[back] in ADVERBS or p.lows[back].endswith("ly")):
            back -= 1
        before = p.lows[back] if back >= first else ""
        if before in _HELPERS or before in _PLURAL_SUBJECTS or before.endswith(("'d", "'ll", "n't")):
            return True
        if before in DETERMINERS or before in PREPOSITIONS or not before[:1].isalpha() or before.endswith("'s"):
            return False
        return low in SAY and (before.endswith("s") or before in ("people", "and", "or", "men", "women")) and low not in NOUN_CUES
    return before not in DETERMINERS and not before.endswith("'s")


def _follows_be(p: Passage, index: int, first: int) -> bool:
    back = index - 1
    while back >= first and (p.lows[back] in ADVERBS or p.lows[back].endswith("ly")):
        back -= 1
    if back < first:
        return False
    low = p.lows[back]
    return low in BE or low.endswith("'re") or low in ("he's", "she's", "it's", "i'm") and p.lows[index].endswith("ing")


def _is_passive(p: Passage, index: int, first: int, last: int) -> bool:
    """Tell a participle that names or is reported from a verb with a subject: "a plan called", "asked about"."""
    low = p.lows[index]
    before = p.words[index - 1] if index > first else ""
    following = p.lows[index + 1] if index + 1 < last else ""
    if following == "by" and low not in ("said",):
        return True
    if low in _NAMING and (following == QUOTE or (following in ("the", "a", "an", "simply") and index + 2 < last and p.words[index + 2] == QUOTE)):
        return before == "," or before == "" or (before.islower() and before not in PRONOUNS and before != "who" and not before.endswith("ly"))
    if before in ("", "when", "When", "if", "If", "as", "As", "being", "If") and low in ("asked", "pressed", "told", "questioned", "quoted"):
        return following not in ("by",) and before != ""
    return False


def _agent(p: Passage, index: int, last: int) -> Range | None:
    """Who does it in a passive: the phrase behind "by"."""
    for at in range(index + 1, min(last, index + 7)):
        if p.lows[at] == "by" and at + 1 < last:
            return phrase_after(p, at + 1, last)
        if p.words[at] in (",", QUOTE, ".", ";"):
            return None
    return None


# ---- subjects --------------------------------------------------------------------------------


def subject_before(p: Passage, verb: int, first: int) -> Range | None:
    """Find the subject that stands before the verb at token `verb`, not before token `first`.

    Returns:
        The tokens of the noun phrase, without an apposition behind it; None when there is none.
    """
    index = verb - 1
    lows = p.lows
    while index >= first and (
        lows[index] in AUXILIARIES
        or lows[index] in ADVERBS
        or (lows[index].endswith("ly") and p.words[index][0].islower())
    ):
        if index == verb - 1 and lows[index] in MONTHS_AND_DAYS and index - 1 >= first and lows[index - 1] == "on":
            index -= 1
        index -= 1
    if index >= first and lows[index] in ("on",) and index + 1 < verb and lows[index + 1] in MONTHS_AND_DAYS:
        index -= 1
    if index < first:
        return None
    low = lows[index]
    if low in (",", ")", "—", "--", "–", "]") or low == QUOTE:
        if low == QUOTE:
            return None
        return _before_apposition(p, index, first)
    return phrase_before(p, index, first)


def phrase_before(p: Passage, index: int, first: int) -> Range | None:
    """The noun phrase that ends with token `index`, not before token `first`."""
    words, lows = p.words, p.lows
    low = lows[index]
    if _pronoun(low):
        return index, index + 1
    if not low[0].isalnum() or low in CONJUNCTIONS or low in PREPOSITIONS:
        if low == "that" or low == "which":
            return index, index + 1
        return (index, index + 1) if low in ("one",) else None
    begin = index
    while begin > first:
        before = lows[begin - 1]
        word = words[begin - 1]
        if before == "and" or before == "&" or before == "or":
            if begin - 2 < first or not _joins(p, begin, index, first):
                break
            begin -= 1
            continue
        if not before[0].isalnum():
            if before in ("'", "’") and begin - 2 >= first and p.ends[begin - 2] == p.starts[begin - 1]:
                begin -= 1
                continue
            break
        if word == QUOTE or before in _NO_SUBJECT or before == "that" or _pronoun(before):
            break
        if word[0].islower() and (before in AUXILIARIES or before in VERBS or CUES.get(before) in ("past",)) and before not in ("may", "will"):
            break
        if word[0].islower() and before in STRONG:
            break
        if word[0].islower() and CUES.get(before) == "ing" and begin - 2 >= first and lows[begin - 2] not in DETERMINERS:
            break
        begin -= 1
    return _trim_front(p, begin, index + 1)


def _pronoun(low: str) -> bool:
    if low in PRONOUNS:
        return True
    return "'" in low and low.split("'", 1)[0] in PRONOUNS


def _joins(p: Passage, begin: int, index: int, first: int) -> bool:
    """Tell whether "and" before token `begin` joins two names into one subject: they open the sentence together."""
    if not p.words[begin][0].isupper() and p.lows[begin] not in DETERMINERS:
        return False
    at = begin - 2
    if not (p.words[at][0].isupper() or p.lows[at].endswith("s")):
        return False
    while at > first and (p.words[at - 1][0].isupper() or p.lows[at - 1] in DETERMINERS or p.lows[at - 1] in ("of", "for", "the")):
        at -= 1
    return at == first or p.words[at - 1] in (",", "that") or p.lows[at - 1] in ("but", "as", "while")


def _trim_front(p: Passage, begin: int, end: int) -> Range | None:
    """Take an opening phrase ("In the interview Trump") and words of time off the front."""
    lows, words = p.lows, p.words
    while begin < end and (lows[begin] in ADVERBS or (lows[begin].endswith("ly") and not words[begin][0].isupper())):
        begin += 1
    if begin >= end:
        return None
    if lows[begin] in PREPOSITIONS or lows[begin] in ("last", "this", "earlier") and end - begin > 2 and lows[begin + 1] in ("week", "month", "year"):
        at = begin + 1
        if at < end and lows[at] in DETERMINERS:
            at += 1
        at += 1
        while at < end:
            if (words[at][0].isupper() and (words[at - 1][0].islower() or words[at - 1].isdigit()) and lows[at - 1] not in PREPOSITIONS and lows[at - 1] not in DETERMINERS) or (
                lows[at] in DETERMINERS and lows[at - 1] not in PREPOSITIONS
            ) or lows[at - 1] in MONTHS_AND_DAYS:
                return at, end
            at += 1
        if lows[begin] in PREPOSITIONS:
            at = end - 1
            while at > begin + 1 and words[at - 1][0].isupper():
                at -= 1
            if words[end - 1][0].isupper() and at < end and end - at >= 2:
                return end - 1, end
            return None
    return begin, end


def _before_apposition(p: Passage, index: int, first: int) -> Range | None:
    """The subject in front of what is set off by the comma, bracket or dash at token `index`."""
    words, lows = p.words, p.lows
    if words[index] in (")", "]"):
        at = index - 1
        while at >= first and words[at] not in ("(", "["):
            at -= 1
        at -= 1
        if at < first:
            return None
        return _before_apposition(p, at, first) if words[at] == "," else phrase_before(p, at, first)
    closing = words[index]
    marks = [index]
    at = index - 1
    while at >= first and len(marks) < 8:
        if words[at] == closing or (closing == "," and words[at] in (";",)):
            marks.append(at)
        elif words[at] in (".", "?", "!", ":") or (words[at] == QUOTE and closing == "," and _ends_clause(p, at)):
            break
        at -= 1
    low_end = at + 1
    bounds = [*marks, low_end - 1]
    best: Range | None = None
    for right, left in zip(bounds, bounds[1:], strict=False):
        seg_first, seg_last = left + 1, right - 1
        if seg_first > seg_last:
            continue
        modifies = _modifies(p, seg_first, seg_last)
        if right == index and modifies and left == low_end - 1:
            # Only one segment: the comma parts the subject from its verb.
            return _segment_subject(p, seg_first, seg_last)
        if not modifies:
            phrase = _segment_subject(p, seg_first, seg_last)
            if phrase is not None:
                if right == index and left != low_end - 1 and not words[phrase[0]][0].isupper():
                    best = best or phrase
                    continue
                return phrase
        elif lows[seg_first] in ("the", "a", "an", "one", "his", "her", "their", "some", "another", "many"):
            phrase = _segment_subject(p, seg_first, seg_last)
            if phrase is not None:
                best = phrase
        elif lows[seg_first] in _OPENERS and best is not None:
            return best
    return best


def _segment_subject(p: Passage, first: int, last: int) -> Range | None:
    while last > first and p.words[last] in (")", "]"):
        at = last
        while at > first and p.words[at] not in ("(", "["):
            at -= 1
        last = at - 1
    if last < first or p.words[last] == QUOTE:
        return None
    phrase = phrase_before(p, last, first)
    if phrase is None:
        return None
    return phrase


def _ends_clause(p: Passage, at: int) -> bool:
    """Tell whether the quotation at token `at` carries a comma or stop of its own."""
    return p.quote_text(at)[-1:] in ",.?!"


def _modifies(p: Passage, first: int, last: int) -> bool:
    """Tell whether the segment from `first` to `last` only adds to a noun before it."""
    low = p.lows[first]
    word = p.words[first]
    if low in ("the", "a", "an", "who", "which", "whose", "where", "when", "whom", "both", "one", "himself", "herself", "that", "his", "her", "their"):
        return True
    if low in PREPOSITIONS or low[0].isdigit() or low in _STATES or low in _POSTS and word[0].islower():
        return True
    if first == last and (low in _STATES or (word.endswith(".") and len(word) < 7)):
        return True
    if low[:2] in ("r-", "d-") or low in ("r", "d", "left", "right", "center", "sr", "jr"):
        return True
    if low.endswith("ing") and word[0].islower() or low.endswith("ed") and word[0].islower():
        return True
    return word[0].islower() and low not in CONJUNCTIONS and not _pronoun(low) and CUES.get(low) is None


def phrase_after(p: Passage, first: int, last: int) -> Range | None:
    """The noun phrase that begins at token `first`: the subject behind an inverted cue."""
    words, lows = p.words, p.lows
    at = first
    while at < last and lows[at] in ADVERBS and lows[at] not in ("all",):
        at += 1
    if at >= last:
        return None
    begin = at
    low = lows[at]
    if _pronoun(low):
        return (at, at + 1) if low in PRONOUNS else None
    if not low[0].isalnum() or low in CONJUNCTIONS or low in AUXILIARIES or (low in PREPOSITIONS):
        return None
    while at < last:
        low, word = lows[at], words[at]
        if not low[0].isalnum():
            if word in ("&",) or (word in ("'", "’") and p.ends[at - 1] == p.starts[at]):
                at += 1
                continue
            break
        if word == QUOTE:
            break
        if at > begin:
            if low == "and":
                if at + 1 < last and (words[at + 1][0].isupper() or lows[at + 1] in DETERMINERS):
                    at += 1
                    continue
                break
            if low in CONJUNCTIONS or low == "that" or _pronoun(low):
                break
            if low in PREPOSITIONS and low not in ("of", "for", "from", "at", "with"):
                break
            if low in PREPOSITIONS and at + 1 < last and (lows[at + 1] in MONTHS_AND_DAYS or lows[at + 1] in ("his", "her", "their", "its")):
                break
            if low in AUXILIARIES or (low in VERBS and word[0].islower()) or (word[0].islower() and CUES.get(low) in ("past", "s", "ing")):
                break
            if low in MONTHS_AND_DAYS or (low in ADVERBS and word[0].islower()) or low in ("last", "this") or (low.endswith("ly") and word[0].islower()):
                break
            if low in DETERMINERS and lows[at - 1] not in PREPOSITIONS and lows[at - 1] not in ("and", "all", "both"):
                break
        at += 1
    return (begin, at) if at > begin else None


def main_subject(p: Passage, first: int, last: int) -> Range | None:
    """The subject of the sentence that begins at token `first`: what stands behind its opening phrases."""
    words, lows = p.words, p.lows
    at = first
    for _ in range(4):
        while at < last and (lows[at] in ("but", "and", "yet", "so", "still", ",", "or", "nor") or lows[at] in ADVERBS or not lows[at][0].isalnum() and words[at] != QUOTE):
            at += 1
        if at >= last:
            return None
        low = lows[at]
        if low in _OPENERS or low in CONJUNCTIONS or (low.endswith(("ing", "ed")) and low[0].isalpha() and at + 1 < last and not words[at + 1][0] == ",") and not _is_noun_start(p, at):
            comma = at
            while comma < last and words[comma] != "," and not (words[comma] == QUOTE and _ends_clause(p, comma)):
                comma += 1
            if comma >= last:
                return None
            at = comma + 1
            continue
        break
    if at >= last or words[at] == QUOTE:
        return None
    phrase = _leading_phrase(p, at, last)
    return phrase


def _is_noun_start(p: Passage, at: int) -> bool:
    return p.words[at][0].isupper() and at + 1 < len(p.words) and p.words[at + 1][0].isupper()


def _leading_phrase(p: Passage, at: int, last: int) -> Range | None:
    low = p.lows[at]
    if _pronoun(low):
        return at, at + 1
    if not low[0].isalnum():
        return None
    end = at
    words, lows = p.words, p.lows
    while end < last:
        low, word = lows[end], words[end]
        if word == QUOTE or not low[0].isalnum():
            break
        if end > at:
            if low in CONJUNCTIONS and low != "and" or low in AUXILIARIES or low in ADVERBS and word[0].islower() or _pronoun(low) or low == "that":
                break
            if word[0].islower() and (low in VERBS or CUES.get(low) in ("past",) or low in STRONG):
                break
            if low in PREPOSITIONS and low not in ("of", "for"):
                break
            if word[0].islower() and words[end - 1][0].isupper() and low not in PREPOSITIONS and low != "and" and lows[end - 1] not in DETERMINERS and (low.endswith("ed") or low.endswith("s")):
                break
            if low.endswith("ly") and word[0].islower():
                break
        end += 1
        if lows[end - 1].endswith("'s") and words[at][0].isupper() and end - at > 9:
            break
    return (at, end) if end > at else None


def is_finite(p: Passage, index: int) -> bool:
    """Tell whether the token may be a finite verb, cue or not."""
    low, word = p.lows[index], p.words[index]
    if not word[0].islower():
        return False
    return low in AUXILIARIES or low in VERBS or CUES.get(low) == "past" or (CUES.get(low) == "s") or (low.endswith("ed") and len(low) > 4)


def nearest_subject(p: Passage, first: int, before: int) -> Range | None:
    """The subject of the nearest clause whose verb stands between `first` and `before`."""
    for index in range(before - 1, first, -1):
        if is_finite(p, index):
            subject = subject_before(p, index, first)
            if subject is not None and _is_subject_like(p, subject):
                return subject
    return None


def _is_subject_like(p: Passage, subject: Range) -> bool:
    begin, end = subject
    low = p.lows[end - 1]
    return p.words[begin][0].isupper() or low in PRONOUNS or p.lows[begin] in DETERMINERS


def strip_contraction(low: str, word: str) -> int:
    """How many characters to leave off the end of a subject: "he's" stands for "he", "Trump's" for "Trump"."""
    for ending in CONTRACTIONS:
        if low.endswith(ending) and len(word) > len(ending):
            return len(ending)
    return 0


_ = (BE, THINK)
