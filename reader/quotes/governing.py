"""How clauses of one sentence hang together: which one holds another, and whose subject a verb without one takes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.quotes.clauses import Clause
from reader.quotes.cues import AUXILIARIES, CONJUNCTIONS, CUES, DETERMINERS, PREPOSITIONS
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import Range, is_adverb, is_finite, phrase_before, subject_before
from reader.quotes.subjects import clause_start, main_subject, nearest_subject
from reader.quotes.words import words

_NAMING = frozenset(("called", "calls", "labeled", "labelled", "branded", "dubbed", "termed", "deemed"))
"""Verbs that give a thing a name: the thing and what may be told of it stand before the name."""

_BEFORE_NOUNS = DETERMINERS | PREPOSITIONS
"""Words behind which no name of a thing and no clause that tells which one begins."""

BREAKS = frozenset((",", ";", "—", "--", "–", ":", QUOTE))
"""What parts clauses."""

_IN_TIME = frozenset(
    ("as", "after", "when", "before", "while", "since", "until", "whereas", "although", "though")
)
_RELATIVES = frozenset(("who", "which", "that", "it"))
_CAUSES = words("""
leading led leads lead prompting prompted prompts forcing forced causing caused pushing pushed spurring
spurred allowing allowed
""")
"""Verbs before somebody who is brought to say something."""


def _cue_end(clause: Clause) -> int:
    """What clauses are sorted by."""
    return clause.cue[1]


def find_governor(p: Passage, clauses: Sequence[Clause], token: int) -> Clause | None:
    """The clause before the quotation at `token` that reports it: the nearest, or the one that holds the nearest.

    Args:
        p: The paragraph.
        clauses: Those of the quotation's sentence, in order.
        token: The quotation's token.
    """
    before = list(clauses[: bisect_right(clauses, token, key=_cue_end)])
    while before and before[-1].force != "say" and _lies_in_opening(p, before[-1], token):
        before.pop()
    while before and before[-1].is_passive and _is_over(p, before[-1], token):
        before.pop()
    if not before:
        return None
    index = len(before) - 1
    if (
        index
        and p.words[token - 1] == ","
        and before[index - 1].force == "say"
        and _is_relative(p, before[index])
    ):
        index -= 1  # asked by the host, who once doubted it, "…"
    while index and (
        holds(p, before[index - 1], before[index]) or _names_what(p, before[index - 1], before[index], token)
    ):
        index -= 1
    return before[index]


def _names_what(p: Passage, outer: Clause, inner: Clause, token: int) -> bool:
    """Tell whether the inner clause only says which thing is named: Reed called a sum the port says it lost “a tale”."""
    if outer.subject is None or outer.is_passive or inner.subject is None or inner.start <= outer.cue[1]:
        return False
    naming, last = p.lows[outer.cue[0]], p.lows[token - 1]
    if naming == "described":
        is_name = last == "as"
    else:
        is_name = naming in _NAMING and last not in AUXILIARIES | CONJUNCTIONS | _BEFORE_NOUNS | BREAKS
    noun = p.words[inner.start - 1]
    is_noun = noun[0].islower() and noun not in CONJUNCTIONS and noun not in _BEFORE_NOUNS
    between = range(outer.cue[1], token - 1)
    is_one = not any(p.words[at] in BREAKS or p.lows[at] in CONJUNCTIONS for at in between)
    return is_name and is_noun and is_one and inner.cue[1] < token


def _lies_in_opening(p: Passage, clause: Clause, token: int) -> bool:
    """Tell whether the clause only opens the sentence: "As Reed spoke, the port was full of “fear”."."""
    first = p.sentences[p.sentence_of[token]][0]
    if p.lows[first] not in _IN_TIME:
        return False
    subject = main_subject(p, first, token)
    return subject is not None and subject[0] > clause.cue[1] and clause.subject is not None


def _is_over(p: Passage, clause: Clause, token: int) -> bool:
    """Tell whether the clause ends with a quotation of its own: those called “rude” voted for “change”."""
    return any(p.words[at] == QUOTE and is_finite(p, at + 1) for at in range(clause.cue[1], token - 1))


def _is_relative(p: Passage, clause: Clause) -> bool:
    return clause.subject is not None and p.lows[clause.subject[0]] in ("who", "which")


def holds(p: Passage, outer: Clause, inner: Clause) -> bool:
    """Tell whether the inner clause is part of what the outer one reports; then the outer speaker counts."""
    if inner.start <= outer.cue[0] or (outer.is_passive and inner.subject is not None):
        return False
    if outer.by == "according" and (outer.cue[0] == 0 or p.words[outer.cue[0] - 1] in (",", ".", QUOTE)):
        return inner.force != "say"
    gap = range(outer.cue[1], inner.start)
    before, earlier = p.lows[inner.start - 1], p.lows[max(0, inner.start - 2)]
    if any(p.words[at] in BREAKS and not (p.words[at] == QUOTE and p.is_named(at)) for at in gap):
        if outer.force != "say":
            return False
        if before == "that" and earlier in ("and", "but"):
            return True
        thinks = inner.force == "think" and before not in ("and", "but", "who")
        return thinks and not any(p.words[at] == ";" for at in gap)
    if any(p.lows[at] in _IN_TIME and p.lows[at - 1] != "such" for at in gap):
        return False
    if inner.subject is None:
        return inner.is_passive or (inner.form == "base" and before == "to" and outer.force != "noun")
    if before in ("and", "but") or (
        _is_relative(p, inner) and outer.force != "say" and inner.force != "think"
    ):
        return False
    return inner.force in ("noun", "think") or outer.force in ("say", "think", "noun")


def borrow_subject(p: Passage, clauses: Sequence[Clause], clause: Clause) -> Range | None:
    """The subject that a participle, an infinitive or a second verb takes from the clause it hangs on."""
    at = clause.cue[0]
    first, last = p.sentences[p.sentence_of[at]]
    actor = _own_actor(p, clause, first)
    if actor is not None:
        return actor
    if at > first and p.words[at - 1] not in BREAKS:
        joined = p.lows[at - 1] in ("and", "but", "or")
        near = _before_second(p, clauses, at, first) if joined else subject_of_clause(p, first, at)
    else:
        near = _speaker_before_comma(p, clauses, at)
    if near is not None:
        return near
    return (
        _subject_of_hanging(p, first, last, at) or _last_subject(clauses, at) or nearest_subject(p, first, at)
    )


def _own_actor(p: Passage, clause: Clause, first: int) -> Range | None:
    """Whoever is named right before a participle or infinitive as its actor: "with Reed saying", "led Reed to say"."""
    at = clause.cue[0]
    if clause.form == "ing" and at > first and p.words[at - 1][0].isupper():
        name = phrase_before(p, at - 1, first)
        if name is not None and name[0] > first and all(p.words[k][0].isupper() for k in range(*name)):
            before = p.words[name[0] - 1]
            if before in BREAKS or before == "and":
                return name
    if clause.form not in ("ing", "base"):
        return None
    openers = ("with",) if clause.form == "ing" else _CAUSES
    end = at - 1 if p.lows[at - 1] == "to" else at
    for back in range(end - 1, max(first, at - 14) - 1, -1):
        if p.words[back] in BREAKS:
            return None
        if p.lows[back] in openers:
            while end - back > 1 and is_adverb(p, end - 1):
                end -= 1
            return (back + 1, end) if end - back > 1 and not is_adverb(p, back + 1) else None
    return None


def _before_second(p: Passage, clauses: Sequence[Clause], at: int, first: int) -> Range | None:
    """The subject of the verb to which "and" joins the one at token `at`: "he laughed and said"."""
    if (
        at - 2 > first
        and is_finite(p, at - 2)
        and p.lows[at - 2] not in CUES
        and p.lows[at - 2] not in AUXILIARIES
    ):
        return subject_before(p, at - 2, first)
    earlier = [c for c in clauses if c.cue[1] < at and not c.is_passive and c.by != "owner"]
    index = len(earlier) - 1
    while index > 0 and (earlier[index].subject is None or holds(p, earlier[index - 1], earlier[index])):
        index -= 1
    return earlier[index].subject if earlier else None


def subject_of_clause(p: Passage, first: int, before: int) -> Range | None:
    """The subject of the clause that ends at token `before`; one behind "that" gives way to the one that holds it."""
    subject = nearest_subject(p, first, before)
    while subject is not None and subject[0] > first and p.lows[subject[0] - 1] == "that":
        outer = nearest_subject(p, first, subject[0] - 1)
        if outer is None:
            break
        subject = outer
    return subject


def _speaker_before_comma(p: Passage, clauses: Sequence[Clause], at: int) -> Range | None:
    """Who speaks in the clause that ends at the comma before token `at`: "…, Reed said, adding"."""
    for index in range(bisect_left(clauses, at, key=_cue_end) - 1, -1, -1):
        earlier = clauses[index]
        if earlier.by not in ("subject", "inverted") or earlier.subject is None:
            continue
        end = max(earlier.cue[1], earlier.subject[1])
        if any(p.words[k] in BREAKS for k in range(end, at - 1)) or p.lows[earlier.subject[0]] in _RELATIVES:
            return None
        return None if index and holds(p, clauses[index - 1], earlier) else earlier.subject
    return None


def _subject_of_hanging(p: Passage, first: int, last: int, at: int) -> Range | None:
    """The subject of the clause that holds token `at`: "who" of a relative one, else what the clause opens with."""
    start = clause_start(p, first, at)
    for back in range(at - 1, start - 1, -1):
        if p.words[back] in BREAKS:
            break
        if p.lows[back] == "who":
            return back, back + 1
    return main_subject(p, start, last)


def _last_subject(clauses: Sequence[Clause], at: int) -> Range | None:
    """The subject of the last clause before token `at` that has one."""
    for earlier in reversed(clauses):
        if earlier.cue[1] <= at and earlier.subject is not None and earlier.by != "owner":
            return earlier.subject
    return None
