"""Indirect speech: what somebody is reported to say without marks. A passage and its clauses come in."""

from reader.quotes.clauses import Clause
from reader.quotes.cues import CONJUNCTIONS, DETERMINERS, OPENERS, PREPOSITIONS, STRONG
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import Range, is_finite, is_pronoun
from reader.quotes.quotation import By

_SHORTEST = 3
"""How many words a report has at least."""

_TELLS = frozenset(("told", "tells", "assured", "reminded", "informed", "warned", "advised"))
_MARKS = ("''", '"', "“", "”")
"""Marks whose fellow is lost, or which are typed as two: what they hold is no indirect speech."""
_CLOSERS = frozenset((",", "—", "--", "–"))


class Report:
    """A report of speech, as ranges of tokens."""

    __slots__ = ("by", "cue", "subject", "words")

    def __init__(self, words: Range, subject: Range, cue: Range, by: By) -> None:
        self.words, self.subject, self.cue, self.by = words, subject, cue, by


def find_report(p: Passage, sentence: int, clauses: list[Clause]) -> Report | None:
    """Find what the sentence reports without marks; None when it quotes, or reports nothing.

    Args:
        p: The paragraph.
        sentence: The index of the sentence.
        clauses: The reporting clauses of that sentence, in order.
    """
    first, last = p.sentences[sentence]
    text = p.text[p.starts[first] : p.ends[last - 1]]
    if QUOTE in p.words[first:last] or any(mark in text for mark in _MARKS):
        return None
    end = last - 1 if p.words[last - 1] in (".", "?", "!") else last
    for clause in clauses:
        if clause.subject is None or clause.force != "say" or clause.is_passive:
            continue
        words = _behind(p, clause, end) or _before(p, clause, first, end)
        if words is not None and words[1] - words[0] >= _SHORTEST:
            return Report(words, clause.subject, clause.cue, clause.by)
    return None


def _behind(p: Passage, clause: Clause, end: int) -> Range | None:
    """The report that follows its cue: Reed said that …, and according to Reed, … ."""
    at = max(clause.cue[1], clause.subject[1] if clause.subject else 0)
    if clause.by == "according":
        return (at + 1, end) if at + 1 < end and p.words[at] == "," else None
    if clause.by != "subject":
        return None
    for that in range(at, min(end, at + 12)):
        if p.lows[that] == "that":
            return that + 1, end
        if p.words[that] in _CLOSERS or is_finite(p, that):
            break
    low = p.lows[clause.cue[0]]
    if low not in STRONG or low in _TELLS or at >= end:
        return None
    opens = p.lows[at] in DETERMINERS or is_pronoun(p.lows[at]) or p.words[at][0].isupper()
    has_verb = any(is_finite(p, k) for k in range(at, min(end, at + 14)))
    return (at, end) if opens and has_verb and p.lows[at] not in PREPOSITIONS else None


def _before(p: Passage, clause: Clause, first: int, end: int) -> Range | None:
    """The report that stands before its cue: …, Reed said."""
    start = clause.start
    if p.lows[first] in OPENERS or p.lows[first] in CONJUNCTIONS or p.lows[first] == "but":
        return None
    if start - 1 <= first or p.words[start - 1] not in _CLOSERS or clause.by == "agent":
        return None
    closes = end - max(clause.cue[1], clause.subject[1] if clause.subject else 0) <= 12
    has_verb = any(is_finite(p, k) for k in range(first, start - 1))
    return (first, start - 1) if closes and has_verb else None
