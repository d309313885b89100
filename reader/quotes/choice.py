"""Choosing among clauses: which of them reports a quotation.

A passage comes in; for each of its quotations a choice goes out.
"""

from typing import NamedTuple

from reader.quotes.clauses import Clause, find_clauses
from reader.quotes.cues import ADVERBS, CONJUNCTIONS, CRIES, CUES, OPENERS, SAY, STRONG, is_noun_like
from reader.quotes.governing import borrow_subject, find_governor, subject_of_clause
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import Range, is_adverb, is_finite, is_pronoun, phrase_after, phrase_before
from reader.quotes.quotation import By
from reader.quotes.subjects import leading_phrase, main_subject

_DASHES = frozenset(("—", "--", "–"))
_SIGNS = _DASHES | {"-", "―"}
_THREE = [QUOTE] * 3
_ROW = 8
"""How many quotations in a row have nobody's clause before them any more."""
_FARTHEST = 60
"""How many tokens behind a quotation its clause may reach."""
_SAYINGS = frozenset(("adage", "saying", "proverb", "motto", "cliché", "maxim", "mantra"))

_NAMES = frozenset(("moniker", "nickname", "label", "epithet"))
"""Nouns for what somebody is called, behind the words themselves."""


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
    by: By
    is_direct: bool
    force: str


class Chooser:
    """The clauses of one paragraph, and which of them governs a quotation."""

    def __init__(self, p: Passage) -> None:
        self.p = p
        self.clauses = [find_clauses(p, first, last) for first, last in p.sentences]
        self._bare: dict[int, bool] = {}

    def _around(self, token: int) -> list[Clause]:
        """The clauses of the sentence that holds the token."""
        return self.clauses[self.p.sentence_of[token]]

    def choose(self, token: int) -> Choice | None:
        """Choose for the quotation at token `token`; None when its sentence tells nothing."""
        words = self.p.words
        if words[token - 1 : token + 2] == _THREE and words[max(0, token - _ROW) : token] == [QUOTE] * _ROW:
            return None
        label = self._label(token) or self._for_whom(token) or self._signature(token)
        if label is not None:
            return label
        direct = self.is_whole(token)
        governor = find_governor(self.p, self._around(token), token)
        trailing = self._crowd(token) if governor is None else None
        trailing = trailing or self._trailing(token, direct)
        if trailing is not None and (direct or self._outranks(trailing, governor)):
            return trailing
        if governor is not None:
            closing = None if direct or self._is_firm(governor) else self._closing(token)
            return closing or self._leading(token, governor, direct)
        return self._without_cue(token)

    def _outranks(self, trailing: Choice, governor: Clause | None) -> bool:
        """Tell whether what follows a fragment says more of its speaker than what stands before it."""
        if governor is None or governor.force == "think" or trailing.by == "inverted":
            return True
        return trailing.by == "according" and governor.force != "say"

    def _is_firm(self, governor: Clause) -> bool:
        """Tell whether the clause before a fragment settles who speaks, whatever closes the sentence."""
        return governor.force == "say" and self.p.lows[governor.cue[0]] in STRONG

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
        if (
            token >= 3
            and p.words[token - 1] == ","
            and p.lows[token - 3] == "to"
            and p.lows[token - 2] in ("him", "her", "them")
        ):
            return Choice((token - 2, token - 1), None, "opinion", True, "think")
        return None

    def _signature(self, token: int) -> Choice | None:
        """A name behind a quotation that is a sentence of its own: "…" — Jo Reed."""
        p, end = self.p, len(self.p.words)
        if not 2 < end - token < 7 or p.words[token + 1] not in _SIGNS or not self.is_whole(token):
            return None
        if not all(word[0].isupper() for word in p.words[token + 2 :]):
            return None
        return Choice((token + 2, end), None, "signed", True, "say")

    def _leading(self, token: int, clause: Clause, direct: bool) -> Choice:
        """The clause before the quotation: he said "…"."""
        if clause.is_passive:
            return Choice(None, clause.cue, "passive", direct, clause.force)
        subject = clause.subject or borrow_subject(self.p, self._around(clause.cue[0]), clause)
        return Choice(subject, clause.cue, clause.by, direct, clause.force)

    # ---- behind the quotation ------------------------------------------------------------------

    def _trailing(self, token: int, direct: bool) -> Choice | None:
        """The clause that follows the quotation: "…," he said."""
        p, at = self.p, token + 1
        if at >= len(p.words):
            return None
        goes_on = p.sentence_of[at] == p.sentence_of[token]
        ending = p.quote_text(token).rstrip("'’ ")[-1:]
        if not goes_on and ending not in "?!…":
            return None
        if direct and p.words[at] == ":":
            return self._behind_colon(at)
        set_off = ending in ",?!…—–-." or p.words[at] == "," or p.words[at] in _DASHES
        while at < len(p.words) and (p.words[at] == "," or p.words[at] in _DASHES):
            at += 1
        if at >= len(p.words) or p.words[at] == QUOTE:
            return None
        last = self._reach(at)
        # Behind "the" it is a noun, and the verb that follows is its own: the "old guard" reflects on it.
        may_invert = set_off or not (is_noun_like(p.lows[at]) or p.lows[token - 1] in ("the", "a", "an"))
        inverted = self._inverted(at, last, direct) if may_invert else None
        if inverted is not None or not (set_off or direct):
            return inverted
        attached = self._attached(at + (p.lows[at] == "as"), last, direct, set_off)
        if attached is None and direct and goes_on and ending in ",?!":
            return self._uncommon(at, last)
        introduces = (
            attached is not None and attached.cue is not None and self._introduces(attached.cue[1], last)
        )
        return None if introduces and not goes_on else attached

    def _attached(self, at: int, last: int, direct: bool, set_off: bool) -> Choice | None:
        """The clause whose subject stands at token `at`, right behind the quotation."""
        lows = self.p.lows
        for clause in find_clauses(self.p, at, last):
            if clause.subject is None or clause.force in ("think", "noun"):
                continue
            if clause.by == "according" and clause.cue[0] == at:
                return Choice(clause.subject, clause.cue, "according", direct, "say")
            if (direct and not set_off and clause.force != "say") or clause.by != "subject":
                return None
            if clause.subject[0] > at or lows[clause.subject[0]] in ("which", "that", "who"):
                return None
            return Choice(clause.subject, clause.cue, "subject", direct, "say")
        return None

    def _introduces(self, end: int, last: int) -> bool:
        """Tell whether the next quotation stands right behind the cue that ends at token `end`."""
        p = self.p
        same = (
            last < len(p.words) and p.words[last] == QUOTE and p.sentence_of[last] == p.sentence_of[last - 1]
        )
        return same and last - end < 2

    def _behind_colon(self, colon: int) -> Choice | None:
        """Whoever a headline names behind the quotation: "It is over": Reed resigns."""
        p = self.p
        subject = leading_phrase(p, colon + 1, len(p.words)) if colon + 1 < len(p.words) else None
        if subject is None or not p.words[subject[0]][0].isupper():
            return None
        return Choice(subject, (colon, colon + 1), "headline", True, "say")

    def _uncommon(self, at: int, last: int) -> Choice | None:
        """A clause behind a quotation whose verb is no known cue: "…," an angry Reed retaliated."""
        if self.p.lows[at] in OPENERS or self.p.lows[at] in CONJUNCTIONS:
            return None
        subject = leading_phrase(self.p, at, last)
        if subject is None or subject[1] >= last or not is_finite(self.p, subject[1]):
            return None
        return Choice(subject, (subject[1], subject[1] + 1), "subject", True, "say")

    def _reach(self, at: int) -> int:
        """How far the clause that begins at token `at` may go: to the next quotation or the end of the sentence."""
        p = self.p
        last = min(p.sentences[p.sentence_of[at]][1], at + _FARTHEST)
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
        first = p.sentences[sentence][0]
        closing = self._closing(token)
        if closing is not None:
            return closing
        if first == token:
            return None
        before = p.lows[token - 1]
        viewer = self._viewer(first)
        if viewer is not None:
            return Choice(viewer, None, "opinion", False, "")
        if before.endswith("'s") and not is_pronoun(before):
            owner = phrase_before(p, token - 1, first)
            return Choice(owner, None, "owner", False, "") if owner else None
        subject = self._clause_subject(first, token)
        if subject is None or subject[1] == token:
            return None
        behind = p.lows[token + 1] if token + 1 < len(p.lows) else ""
        if behind in _NAMES:  # whoever uses a name need not have given it
            return Choice(None, (token + 1, token + 2), "saying", False, "noun")
        if p.lows[subject[1] - 1] in _SAYINGS:
            return Choice(None, subject, "saying", False, "say")
        return Choice(subject, None, "clause", False, "")

    def _viewer(self, first: int) -> Range | None:
        """Whoever sees it so: for Reed, the deal is "a disgrace"."""
        p = self.p
        if p.lows[first] not in ("for", "to"):
            return None
        phrase = phrase_after(p, first + 1, len(p.words))
        if phrase is None or phrase[1] >= len(p.words) or p.words[phrase[1]] != ",":
            return None
        return phrase if all(p.words[at][0].isupper() for at in range(*phrase)) else None

    def _crowd(self, token: int) -> Choice | None:
        """Nobody in particular: to chants of "…"."""
        lows = self.p.lows
        if token < 2 or lows[token - 1] != "of" or lows[token - 2] not in CRIES:
            return None
        return Choice(None, (token - 2, token), "crowd", False, "say")

    def _closing(self, token: int) -> Choice | None:
        """The clause that closes the sentence behind the quotation: "…, officials said."."""
        if token and self.p.words[token - 1] == "(":
            return None
        for clause in self._around(token):
            if clause.cue[0] > token and self._closes(clause):
                near = clause.start - token < 7 and self.is_whole(token)
                return Choice(clause.subject, clause.cue, "trailing", near, "say")
        return None

    def _closes(self, clause: Clause) -> bool:
        """Tell whether the clause is set off at the end of its sentence: "…, officials said.", "… as described by Reed."."""
        if clause.subject is None or self.p.lows[clause.subject[0]] in ("who", "which", "that"):
            return False
        before = self.p.words[clause.start - 1]
        if clause.by == "agent":
            return before == "as"
        if clause.force != "say" or clause.by not in ("subject", "inverted", "according"):
            return False
        return before == "," or before in _DASHES or before == "as"

    def _clause_subject(self, first: int, token: int) -> Range | None:
        """Whom the clause before token `token` is about; a clause behind "that" gives way to the one that holds it."""
        p = self.p
        return subject_of_clause(p, first, token) or main_subject(p, first, token)

    # ---- whole sentences -----------------------------------------------------------------------

    def is_whole(self, token: int) -> bool:
        """Tell whether the quotation is a whole sentence: it opens one, or follows a cue and a comma or colon."""
        p = self.p
        if token == p.sentences[p.sentence_of[token]][0]:
            return True
        before = p.lows[token - 1]
        opening = p.quote_text(token).lstrip("'‘[(…. ")[:1]
        if before in (",", ":") or before in _DASHES:
            introduced = before in (",", ":") and token > 1 and p.lows[token - 2] in SAY
            if before == "," and not introduced and self._is_first_person(token):
                return False  # she said that if it rained, "I will stay": "I" has its capital anywhere
            return (opening.isupper() and (introduced or not p.is_named(token))) or self._goes_on(token)
        return opening.isupper() and (before in CUES or before in ADVERBS) and not p.is_named(token)

    def _is_first_person(self, token: int) -> bool:
        """Tell whether the quotation opens with "I" inside a clause with "that"."""
        p = self.p
        opening = p.quote_text(token).replace("’", "'").split(None, 1)[0]
        first = p.sentences[p.sentence_of[token]][0]
        return opening.split("'", 1)[0] == "I" and "that" in p.lows[first:token]

    def _goes_on(self, token: int) -> bool:
        """Tell whether the quotation goes on after a clause that interrupts it: "A," he said, "b."."""
        p = self.p
        first = p.sentences[p.sentence_of[token]][0]
        at = token - 1
        while at > first and p.words[at] != QUOTE:
            at -= 1
        return (
            at == first
            and p.words[at] == QUOTE
            and token - at < 14
            and any(p.lows[k] in SAY for k in range(at, token))
        )

    def is_alone(self, token: int) -> bool:
        """Tell whether its sentence holds nothing but the quotation."""
        p, sentence = self.p, self.p.sentence_of[token]
        known = self._bare.get(sentence)
        if known is None:
            words = (p.words[at] for at in range(*p.sentences[sentence]))
            known = self._bare[sentence] = all(word == QUOTE or not word[0].isalnum() for word in words)
        return known

    def about(self, sentence: int) -> tuple[Range, Range | None] | None:
        """Whom a sentence is about, with the cue when it reports: who goes on speaking behind it."""
        p = self.p
        for clause in self.clauses[sentence]:
            if clause.subject is None or clause.force != "say" or clause.by == "agent":
                continue
            if p.lows[clause.subject[0]] not in ("who", "which", "that"):
                return clause.subject, clause.cue
        subject = main_subject(p, *p.sentences[sentence])
        if subject is None:
            return None
        return (subject, None) if p.words[subject[0]][0].isupper() or is_pronoun(p.lows[subject[0]]) else None
