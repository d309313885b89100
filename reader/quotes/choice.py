"""Choosing among clauses: which of them reports a quotation. A passage with its clauses comes in, a choice for each quotation goes out."""

from typing import NamedTuple

from reader.quotes.clauses import Clause, find_clauses
from reader.quotes.cues import ADVERBS, CUES, SAY
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import (
    Range,
    clause_start,
    is_adverb,
    is_finite,
    is_pronoun,
    main_subject,
    nearest_subject,
    phrase_after,
    phrase_before,
    subject_before,
)

_BREAKS = frozenset((",", ";", "—", "--", "–", ":", QUOTE))
_DASHES = frozenset(("—", "--", "–"))
_WHILE = frozenset(("after", "when", "before", "as", "while", "because", "since", "until", "whereas", "although", "though"))
_CAUSES = frozenset("""leading led leads lead prompting prompted prompts forcing forced causing caused pushing pushed spurring
spurred allowing allowed""".split())  # noqa: SIM905


class Choice(NamedTuple):
    """What was chosen for a quotation, as ranges of tokens.

    Attributes:
        subject: Who says it, or None where the article does not tell.
        cue: The words that report it, or None.
        by: How it was decided.
        is_direct: Whether the sentence it carries is all quoted.
        force: What the cue does; empty without one.
    """

    subject: Range | None
    cue: Range | None
    by: str
    is_direct: bool
    force: str


class Chooser:
    """The clauses of one paragraph, and which of them governs a quotation."""

    def __init__(self, p: Passage) -> None:
        self.p = p
        self.clauses = [find_clauses(p, first, last) for first, last in p.sentences]

    def choose(self, token: int) -> Choice | None:
        """Choose for the quotation at token `token`; None when its sentence tells nothing."""
        label = self._label(token) or self._for_whom(token)
        if label is not None:
            return label
        direct = self.is_whole(token)
        governor = self._governor(token)
        trailing = self._trailing(token, direct)
        if not direct and governor is not None and governor.force != "think" and not (trailing and governor.force != "say" and trailing.by == "according"):
            return self._leading(token, governor, direct)
        if trailing is not None:
            return trailing
        if governor is not None:
            return self._leading(token, governor, direct)
        return self._without_cue(token)

    # ---- before the quotation ------------------------------------------------------------------

    def _label(self, token: int) -> Choice | None:
        """A name and a colon before the quotation: REED: "…"."""
        p = self.p
        first, colon = p.sentences[p.sentence_of[token]][0], token - 1
        if not 0 < colon - first <= 4 or p.words[colon] != ":":
            return None
        label = range(first, colon)
        if all(p.words[at][0].isupper() for at in label) and not any(p.lows[at] in CUES for at in label):
            return Choice((first, colon), (colon, colon + 1), "label", True, "say")
        return None

    def _for_whom(self, token: int) -> Choice | None:
        """Whoever sees it so: to her, "…"."""
        p = self.p
        if token >= 3 and p.words[token - 1] == "," and p.lows[token - 3] == "to" and p.lows[token - 2] in ("him", "her", "them"):
            return Choice((token - 2, token - 1), None, "opinion", True, "think")
        return None

    def _governor(self, token: int) -> Clause | None:
        """The clause before the quotation that reports it: the nearest, or the one that holds the nearest."""
        before = [clause for clause in self.clauses[self.p.sentence_of[token]] if clause.cue[1] <= token]
        index = len(before) - 1
        while index > 0 and (before[index].is_passive or self._holds(before[index - 1], before[index])):
            index -= 1
        return before[index] if before else None

    def _holds(self, outer: Clause, inner: Clause) -> bool:
        """Tell whether the inner clause is part of what the outer one reports; then the outer speaker counts."""
        p = self.p
        gap = range(outer.cue[1], inner.start)
        if inner.start <= outer.cue[0]:
            return False
        before_inner = p.lows[inner.start - 1]
        linked = p.lows[inner.start - 2] if inner.start >= 2 else ""
        if any(p.words[at] in _BREAKS for at in gap):
            if before_inner == "that" and linked in ("and", "but"):
                return outer.force == "say"
            if inner.force == "think" and outer.force == "say" and before_inner not in ("and", "but", "who"):
                return not any(p.words[at] == ";" for at in gap)
            return False
        if inner.subject is None or any(p.lows[at] in _WHILE for at in gap):
            return False
        if p.lows[inner.subject[0]] in ("who", "which") and outer.force != "say":
            return False
        if before_inner in ("and", "but"):
            return False
        if inner.force == "noun":
            return True
        return outer.force in ("say", "think", "noun") or inner.force == "think"

    def _leading(self, token: int, clause: Clause, direct: bool) -> Choice:
        """The clause before the quotation: he said "…"."""
        if clause.is_passive:
            return Choice(None, clause.cue, "passive", direct, clause.force)
        subject = clause.subject or self._borrow(clause)
        return Choice(subject, clause.cue, clause.by, direct, clause.force)

    def _borrow(self, clause: Clause) -> Range | None:
        """The subject that a participle, an infinitive or a second verb takes from the clause it hangs on."""
        p, at = self.p, clause.cue[0]
        first, last = p.sentences[p.sentence_of[at]]
        near = self._own_actor(clause, first)
        if near is not None:
            return near
        if p.words[at - 1] not in _BREAKS and at > first:
            near = self._before_second(at, first) if p.lows[at - 1] in ("and", "but", "or") else self._nearest(first, at)
            if near is not None:
                return near
        start = clause_start(p, first, at)
        for back in range(at - 1, start - 1, -1):
            if p.words[back] in _BREAKS:
                break
            if p.lows[back] == "who":
                return back, back + 1
        subject = main_subject(p, start, last)
        if subject is not None:
            return subject
        for earlier in reversed(self.clauses[p.sentence_of[at]]):
            if earlier.cue[1] <= at and earlier.subject is not None and earlier.by != "owner":
                return earlier.subject
        return nearest_subject(p, first, at)

    def _before_second(self, at: int, first: int) -> Range | None:
        """The subject of the verb to which "and" joins the one at token `at`: "he laughed and said"."""
        p = self.p
        if at - 2 > first and is_finite(p, at - 2) and p.lows[at - 2] not in CUES:
            return subject_before(p, at - 2, first)
        earlier = [c for c in self.clauses[p.sentence_of[at]] if c.cue[1] < at and not c.is_passive and c.by != "owner"]
        index = len(earlier) - 1
        while index > 0 and (earlier[index].subject is None or self._holds(earlier[index - 1], earlier[index])):
            index -= 1
        return earlier[index].subject if earlier else None

    def _nearest(self, first: int, before: int) -> Range | None:
        """The subject of the clause that ends before token `before`; one behind "that" gives way to the one that holds it."""
        p = self.p
        subject = nearest_subject(p, first, before)
        while subject is not None and subject[0] > first and p.lows[subject[0] - 1] == "that":
            outer = nearest_subject(p, first, subject[0] - 1)
            if outer is None:
                break
            subject = outer
        return subject

    def _own_actor(self, clause: Clause, first: int) -> Range | None:
        """Whoever is named right before a participle or infinitive as its actor: "with Reed saying", "led Reed to say"."""
        p, at = self.p, clause.cue[0]
        opener = frozenset(("with",)) if clause.form == "ing" else _CAUSES if clause.form == "base" else None
        if opener is None:
            return None
        end = at - 1 if p.lows[at - 1] == "to" else at
        for back in range(end - 1, max(first, at - 14) - 1, -1):
            if p.words[back] in _BREAKS:
                return None
            if p.lows[back] in opener:
                while end - back > 1 and is_adverb(p, end - 1):
                    end -= 1
                return (back + 1, end) if end - back > 1 and not is_adverb(p, back + 1) else None
        return None

    # ---- behind the quotation ------------------------------------------------------------------

    def _trailing(self, token: int, direct: bool) -> Choice | None:
        """The clause that follows the quotation: "…," he said."""
        p = self.p
        words, lows = p.words, p.lows
        at = token + 1
        if at >= len(words):
            return None
        goes_on = p.sentence_of[at] == p.sentence_of[token]
        ending = p.quote_text(token).rstrip("'’ ")[-1:]
        if not goes_on and ending not in "?!…":
            return None
        set_off = ending in ",?!…—–-." or words[at] == "," or words[at] in _DASHES
        while at < len(words) and (words[at] == "," or words[at] in _DASHES):
            at += 1
        if at >= len(words) or words[at] == QUOTE:
            return None
        last = self._reach(at)
        inverted = self._inverted(at, last, direct)
        if inverted is not None or not (set_off or direct):
            return inverted
        if lows[at] == "as":
            at += 1
        for clause in find_clauses(p, at, last):
            if clause.subject is None or clause.force in ("think", "noun"):
                continue
            if clause.by == "according" and clause.cue[0] == at:
                return Choice(clause.subject, clause.cue, "according", direct, "say")
            if direct and not set_off and clause.force != "say":
                return None
            if clause.by != "subject" or clause.subject[0] > at or lows[clause.subject[0]] in ("which", "that", "who"):
                return None
            if not goes_on and last < len(words) and words[last] == QUOTE and last - clause.cue[1] < 2:
                return None
            return Choice(clause.subject, clause.cue, "subject", direct, "say")
        return None

    def _reach(self, at: int) -> int:
        """How far the clause that begins at token `at` may go: to the next quotation or the end of the sentence."""
        p = self.p
        last = p.sentences[p.sentence_of[at]][1]
        for stop in range(at, last):
            if p.words[stop] == QUOTE and not p.is_named(stop):
                return stop
        return last

    def _inverted(self, at: int, last: int, direct: bool) -> Choice | None:
        """A cue right behind the quotation: "…," said Reed."""
        p = self.p
        verb = at
        while verb < last and verb - at < 3 and is_adverb(p, verb):
            verb += 1
        if verb >= last or SAY.get(p.lows[verb]) not in ("past", "s") or not p.words[verb][0].islower():
            return None
        if p.lows[verb] in ("told", "tells"):
            return None
        subject = phrase_after(p, verb + 1, last)
        return Choice(subject, (verb, verb + 1), "inverted", direct, "say") if subject else None

    # ---- without a cue -------------------------------------------------------------------------

    def _without_cue(self, token: int) -> Choice | None:
        """No clause beside it reports it: one at the end of the sentence, else whoever its clause is about."""
        p = self.p
        sentence = p.sentence_of[token]
        first, last = p.sentences[sentence]
        for clause in self.clauses[sentence]:
            if clause.cue[0] > token and self._closes(clause, last):
                return Choice(clause.subject, clause.cue, "trailing", False, "say")
        if first == token:
            return None
        before = p.lows[token - 1]
        if before.endswith("'s") and not is_pronoun(before):
            owner = phrase_before(p, token - 1, first)
            return Choice(owner, None, "owner", False, "") if owner else None
        subject = self._clause_subject(first, token)
        if subject is None or subject[1] == token:
            return None
        return Choice(subject, None, "clause", False, "")

    def _closes(self, clause: Clause, last: int) -> bool:
        """Tell whether the clause is set off at the end of its sentence: "…, officials said."."""
        if clause.subject is None or clause.force != "say" or clause.by not in ("subject", "inverted", "according"):
            return False
        before = self.p.words[clause.start - 1]
        return before == "," or before in _DASHES or before == "as"

    def _clause_subject(self, first: int, token: int) -> Range | None:
        """Whom the clause before token `token` is about; a clause behind "that" gives way to the one that holds it."""
        p = self.p
        return self._nearest(first, token) or main_subject(p, first, token)

    # ---- whole sentences -----------------------------------------------------------------------

    def is_whole(self, token: int) -> bool:
        """Tell whether the quotation is a whole sentence: it opens one, or follows a cue and a comma or colon."""
        p = self.p
        if token == p.sentences[p.sentence_of[token]][0]:
            return True
        before = p.lows[token - 1]
        opening = p.quote_text(token).lstrip("'‘[(…. ")[:1]
        if before in (",", ":") or before in _DASHES:
            return opening.isupper() and not p.is_named(token) or self._goes_on(token)
        return opening.isupper() and (before in CUES or before in ADVERBS) and not p.is_named(token)

    def _goes_on(self, token: int) -> bool:
        """Tell whether the quotation goes on after a clause that interrupts it: "A," he said, "b."."""
        p = self.p
        first = p.sentences[p.sentence_of[token]][0]
        at = token - 1
        while at > first and p.words[at] != QUOTE:
            at -= 1
        return at == first and p.words[at] == QUOTE and token - at < 14 and any(p.lows[k] in SAY for k in range(at, token))

    def is_alone(self, token: int) -> bool:
        """Tell whether its sentence holds nothing but the quotation."""
        p = self.p
        first, last = p.sentences[p.sentence_of[token]]
        return all(p.words[at] == QUOTE or not p.words[at][0].isalnum() for at in range(first, last))

    def about(self, sentence: int) -> tuple[Range, Range | None] | None:
        """Whom a sentence is about, with the cue when it reports: who goes on speaking behind it."""
        p = self.p
        for clause in self.clauses[sentence]:
            if clause.subject is not None and clause.force == "say" and not clause.is_passive and clause.by != "agent":
                if p.lows[clause.subject[0]] not in ("who", "which", "that"):
                    return clause.subject, clause.cue
        subject = main_subject(p, *p.sentences[sentence])
        if subject is None:
            return None
        return (subject, None) if p.words[subject[0]][0].isupper() or is_pronoun(p.lows[subject[0]]) else None

