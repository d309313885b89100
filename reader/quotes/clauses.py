"""Clauses that report: each cue of a sentence with its subject. A passage and a range of tokens come in."""

from typing import Literal, NamedTuple

from reader.quotes.cues import (
    ADVERBS,
    BACK,
    BE,
    CONJUNCTIONS,
    CUES,
    DAYS_AND_MONTHS,
    DETERMINERS,
    HELPERS,
    JUDGE,
    NAMING,
    NOUN_CUES,
    PLURAL_SUBJECTS,
    PREPOSITIONS,
    SAY,
    STRONG,
    Form,
    is_noun_like,
)
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import (
    Range,
    closes_apposition,
    is_pronoun,
    owner_of,
    phrase_after,
    skip_adverbs,
    subject_before,
)
from reader.quotes.quotation import By

Force = Literal["say", "judge", "think", "noun"]
"""What a cue does: it speaks, it judges or names, it thinks or wishes, or it is a noun for something said."""

_ASKED = frozenset(("asked", "pressed", "told", "questioned", "quoted"))
_AFTER_SUBJECT = frozenset(("who", "which", "that", "it", ",", ")", "and", "—", "--", "–"))
_PARTICIPLES = frozenset(("known", "written", "shown", "spoken", "sung", "seen", "sworn", "begun"))
"""Forms that never stand for a past tense."""
_OTHERWISE = frozenset(
    (verb, particle)
    for verbs, particles in (
        (("relating", "related", "relates"), ("to",)),
        (("shrug", "shrugs", "shrugged", "shrugging", "laugh", "laughs", "laughed", "laughing"), ("off",)),
        (("show", "shows", "showed", "showing", "shown"), ("up", "off")),
    )
    for verb in verbs
    for particle in particles
)
"""Verbs that report nothing with this word behind them."""
_MAY_FOLLOW = frozenset(
    ("this", "that", "these", "those", "many", "some", "most", "others", "both", "several")
)


_VOTES = frozenset(("vote", "votes", "voted", "voting"))
"""Verbs that report the words behind them at once: those voting "yes"."""
_PUTS = frozenset(("put", "puts", "putting"))
_IN_WORDS = ["in", "the", "words", "of"]
_PHRASES = _VOTES | _PUTS | {"words", "according"}
"""Words that report in company: put it, in the words of, according to."""
_TRIGGERS = NOUN_CUES.union(CUES, _PHRASES)
"""Words with which a clause may begin to report."""


class Clause(NamedTuple):
    """A cue and what it belongs to, as ranges of tokens, half-open.

    Attributes:
        cue: The cue's tokens.
        form: Which form of the verb it is.
        force: What the cue does.
        subject: The subject's tokens, or None where the clause borrows or lacks one.
        by: How the subject stands to the cue: `subject`, `inverted`, `agent`, `owner`, `according`,
            `participle`.
        is_passive: Whether somebody who is not named does the reporting: "was called".
    """

    cue: Range
    form: Form
    force: Force
    subject: Range | None
    by: By
    is_passive: bool = False

    @property
    def start(self) -> int:
        """The token with which the clause begins."""
        return min(self.cue[0], self.subject[0]) if self.subject else self.cue[0]


def find_clauses(p: Passage, first: int, last: int) -> list[Clause]:
    """List the reporting clauses among the tokens from `first` to `last`, in order."""
    clauses: list[Clause] = []
    lows = p.lows
    for index in [index for index in range(first, last) if lows[index] in _TRIGGERS]:
        low = lows[index]
        form = CUES.get(low)
        clause = _read_verb(p, index, form, first, last) if form is not None else None
        if clause is None and low in NOUN_CUES:
            clause = _read_noun(p, index, first)
        if clause is None and low in _PHRASES:
            clause = _read_phrase(p, index, first, last)
        if clause is not None:
            clauses.append(clause)
    return clauses


def _read_phrase(p: Passage, index: int, first: int, last: int) -> Clause | None:
    """Read the word at `index` as part of a cue of several words, or with the quotation right behind it."""
    lows, low = p.lows, p.lows[index]
    if low in _VOTES:
        if index + 1 == last or p.words[index + 1] != QUOTE:
            return None
        subject = subject_before(p, index, first)
        return Clause(
            (index, index + 1), "past", "say", subject, "subject" if subject else "passive", not subject
        )
    if low in _PUTS:
        subject = subject_before(p, index, first) if lows[index + 1 : index + 2] == ["it"] else None
        return Clause((index, index + 2), "past", "say", subject, "subject") if subject else None
    start = index - 2 if low == "words" else index
    opened = lows[start : start + 4] == _IN_WORDS if low == "words" else lows[index + 1 : index + 2] == ["to"]
    if not opened or start < first or index + 2 >= last:
        return None
    subject = phrase_after(p, index + 2, last)
    return Clause((start, index + 2), "past", "say", subject, "according") if subject else None


def _read_noun(p: Passage, index: int, first: int) -> Clause | None:
    """Read a noun with an owner, "her claim that", as a cue."""
    owner = owner_of(p, index, first)
    return Clause((index, index + 1), "base", "noun", owner, "owner") if owner is not None else None


def _read_verb(p: Passage, index: int, form: Form, first: int, last: int) -> Clause | None:
    """Read the word at `index` as a cue, or say that it is none here."""
    low, word = p.lows[index], p.words[index]
    if low == "read" and index > first and p.lows[index - 1] == "to":
        following = p.words[index + 1] if index + 1 < last else ""
        if following not in (QUOTE, ":", "aloud", "out"):
            return None  # what she learned in school
    if low in BACK and not (index + 1 < last and p.lows[index + 1] in ("back", "out")):
        return None
    if index + 1 < last and (low, p.lows[index + 1]) in _OTHERWISE:
        return None
    before = p.words[index - 1] if index > first else ""
    if (
        word[0].isupper()
        and before
        and before not in (QUOTE, ":", "—", "--")
        and not p.is_headline(p.sentence_of[index])
    ):
        return None
    if not _is_verb(p, index, form, first):
        return None
    cue = (index, index + 1)
    force: Force = "say" if low in SAY else "judge" if low in JUDGE else "think"
    if form == "ing":
        return _read_participle(p, index, force, first)
    if form == "past" and _is_passive(p, index, first, last):
        agent = _agent(p, index, last)
        return Clause(cue, form, force, agent, "agent" if agent else "passive", agent is None)
    subject = subject_before(p, index, first)
    by: By = "subject"
    if force == "say" and low not in ("told", "tells") and _may_invert(p, index, first):
        behind = phrase_after(p, index + 1, last)
        if behind is not None and (subject is None or _is_tail(p, subject, behind, last)):
            subject, by = behind, "inverted"
    return Clause(cue, form, force, subject, by if subject else "participle")


def _is_tail(p: Passage, subject: Range, behind: Range, last: int) -> bool:
    """Tell whether "…, says Jo Reed." closes a sentence that what stands before it does not own."""
    closes = behind[1] >= last or p.words[behind[1]] in (",", ".", "--", "—")
    is_name = p.words[subject[0]][0].isupper() and p.lows[subject[0]] not in DETERMINERS
    return closes and p.words[behind[0]][0].isupper() and not is_name


def _read_participle(p: Passage, index: int, force: Force, first: int) -> Clause:
    """Read "saying" and its kind: with "is" before it a verb like any other, else without a subject of its own."""
    back = skip_adverbs(p, index - 1, first)
    if back >= first and (
        p.lows[back] in BE or (p.lows[back].endswith(("'s", "'re", "'m")) and is_pronoun(p.lows[back]))
    ):
        subject = subject_before(p, index, first)
        if subject is not None:
            return Clause((index, index + 1), "ing", force, subject, "subject")
    return Clause((index, index + 1), "ing", force, None, "participle")


def _may_invert(p: Passage, index: int, first: int) -> bool:
    """Tell whether the subject may stand behind the cue at `index`: "…," said X."""
    back = skip_adverbs(p, index - 1, first)
    return back < first or p.words[back] in (QUOTE, ",", "—", "--", ":", ";")


def _is_verb(p: Passage, index: int, form: Form, first: int) -> bool:
    """Tell the verb from the noun or adjective that looks like it."""
    low = p.lows[index]
    before = p.lows[index - 1] if index > first else ""
    following = p.lows[index + 1] if index + 1 < len(p.lows) else ""
    owned = before.endswith(("'s", "s'")) and not is_pronoun(before)
    if low in ("said", "told"):
        return before not in ("the", "a")
    if form == "past":
        if (before in DETERMINERS and before not in _MAY_FOLLOW) or before in (
            "of",
            "for",
            "from",
            "in",
            "at",
            "with",
        ):
            return False
        return not owned
    if form == "s":
        return _is_verb_in_s(p, index, before, following, owned)
    if form == "base":
        return _is_verb_in_base(p, index, first)
    return before not in DETERMINERS and not owned


def _is_verb_in_s(p: Passage, index: int, before: str, following: str, owned: bool) -> bool:
    """Tell "he claims" from "the claims"."""
    low = p.lows[index]
    if before in ("that", "this", "one", "another", "which", "who", "and", "but"):
        return low in STRONG or following in ("that", QUOTE, "the") or before in ("who", "which")
    if (
        owned
        or before in DETERMINERS
        or before in PREPOSITIONS
        or before in CONJUNCTIONS
        or before[-1:].isdigit()
    ):
        return False
    if low in STRONG and low not in NOUN_CUES:
        return True
    if is_noun_like(low) and not _takes_object(following):
        return False
    return bool(before) and (
        p.words[index - 1][0].isupper()
        or is_pronoun(before)
        or before in _AFTER_SUBJECT
        or before in ADVERBS
        or low in STRONG
        or following in ("that", "the", QUOTE, "how", ":")
    )


def _takes_object(following: str) -> bool:
    """Tell whether what follows a word may be the object of a verb, so that "reports" is none of them."""
    return (
        following in DETERMINERS
        or following in (QUOTE, "that", ":", ",", "how", "why", "it", "him", "them", "in", "on")
        or is_pronoun(following)
    )


def _is_verb_in_base(p: Passage, index: int, first: int) -> bool:
    """Tell "will say" and "critics say" from "their say"."""
    low = p.lows[index]
    back = skip_adverbs(p, index - 1, first)
    before = p.lows[back] if back >= first else ""
    following = p.lows[index + 1] if index + 1 < len(p.lows) else ""
    if before in HELPERS or before in PLURAL_SUBJECTS or before.endswith(("'d", "'ll", "n't")):
        return True
    if before in (",", ")"):
        says = low == "say" and (following in ("the", QUOTE) or is_pronoun(following))
        return following == "that" or says
    if low == "say" and index > first and p.lows[index - 1] in DAYS_AND_MONTHS:
        return True
    if before in DETERMINERS or before in PREPOSITIONS or not before[:1].isalpha() or before.endswith("'s"):
        return False
    if is_noun_like(low) or not (before.endswith("s") or before in ("people", "and", "or", "men", "women")):
        return False
    return low in SAY or (low in JUDGE and (_takes_object(following) or following == "such"))


def _is_passive(p: Passage, index: int, first: int, last: int) -> bool:
    """Tell a participle that names or is reported from a verb with a subject: "a plan called", "was asked"."""
    low = p.lows[index]
    following = p.lows[index + 1] if index + 1 < last else ""
    back = skip_adverbs(p, index - 1, first)
    helper = p.lows[back] if back >= first else ""
    if low == "quoted" and following == "as":
        return False
    if helper in BE or (helper.endswith(("'s", "'re", "'m")) and is_pronoun(helper) and low != "said"):
        return True
    if following == "by" and low != "said":
        return True
    if low in _PARTICIPLES:
        return helper not in ("has", "have", "had", "having")
    before = p.words[index - 1] if index > first else ""
    if low in _ASKED and (not before or before.lower() in ("when", "if", "as", "being", "once")):
        return True
    if low in NAMING and helper not in ("has", "have", "had") and _names_quote(p, index, last):
        lower = before.islower() and not is_pronoun(before) and before != "who" and not before.endswith("ly")
        if any(p.lows[at] == "what" for at in range(max(first, index - 14), index)):
            return False
        if before == "," and closes_apposition(p, index - 1, first):
            return False
        return before in ("", ",", ")", "—", "--") or lower
    return False


def _names_quote(p: Passage, index: int, last: int) -> bool:
    """Tell whether a quotation follows the participle at once: titled "…", known as the "…"."""
    for at in range(index + 1, min(last, index + 4)):
        if p.words[at] == QUOTE:
            return True
        if p.lows[at] not in ("the", "a", "an", "as", "simply", "online", "on", ","):
            return False
    return False


def _agent(p: Passage, index: int, last: int) -> Range | None:
    """Who does it in a passive: the phrase behind "by"."""
    for at in range(index + 1, min(last, index + 7)):
        if p.lows[at] == "by" and at + 1 < last:
            return phrase_after(p, at + 1, last)
        if p.words[at] in (",", ".", ";") or (p.words[at] == QUOTE and p.ends_clause(at)):
            return None
    return None
