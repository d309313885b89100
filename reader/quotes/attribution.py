"""Who says which quotation. An article comes in; its quotations go out in reading order, each with the evidence for its speaker."""

from typing import NamedTuple

from reader.article import Article
from reader.quotes.clauses import (
    Clause,
    Range,
    find_clauses,
    main_subject,
    nearest_subject,
    phrase_after,
    strip_contraction,
    subject_before,
)
from reader.quotes.cues import ADVERBS, CUES, PREPOSITIONS, SAY
from reader.quotes.marks import find_stretches
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.quotation import Cue, Kind, Quotation, Speaker
from reader.quotes.reference import Reference
from reader.quotes.speech import is_speech


class Span(NamedTuple):
    """A stretch of a paragraph: offsets into the article's text."""

    start: int
    end: int


class Found(NamedTuple):
    """What was decided about one quotation, before names are resolved. Offsets into the article's text."""

    start: int
    end: int
    kind: Kind
    mention: Span | None
    cue: Span | None
    by: str


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Find who says what in an article.

    Args:
        article: With the role of each paragraph. Furniture is skipped; captions and headings stand for
            themselves and hand no speaker on.

    Returns:
        Quotations in reading order, with offsets into `article.text`: one for each stretch between
        outermost marks of a paragraph. `speaker` is None where the article does not tell. Linear in the
        length of the article.
    """
    return _Reading(article).quotations()


class _Reading:
    """One pass through an article, in reading order."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        story = [index for index, paragraph in enumerate(article.paragraphs) if paragraph.is_story]
        texts = [article.paragraphs[index].text for index in story]
        bodies = [article.paragraphs[index].role == "body" for index in story]
        stretches = find_stretches(texts, bodies)
        self.rows = [
            (article.starts[index], text, body, found, article.paragraphs[index].role)
            for index, text, body, found in zip(story, texts, bodies, stretches, strict=True)
        ]
        self.reference = Reference(article, [(row[0], row[3]) for row in self.rows])
        self.last: Found | None = None
        self.previous: tuple[int, Passage] | None = None
        self.was_open = False
        self.out: list[Quotation] = []

    def quotations(self) -> tuple[Quotation, ...]:
        for offset, text, body, stretches, role in self.rows:
            if not stretches:
                if body:
                    self.reference.read_plain(offset, offset + len(text))
                    self.previous = None if not text.strip() else (offset, Passage(text, ()))
                    self.was_open = False
                    self.last = self.last and self.last._replace(by="old")
                continue
            passage = Passage(text, stretches)
            found = _Paragraph(self, passage, offset, body).read()
            for one in found:
                if one is not None:
                    self.out.append(self._finish(one))
            if body:
                self.previous = (offset, passage)
                kept = [one for one in found if one is not None]
                self.was_open = stretches[-1].is_open
                if kept:
                    self.last = kept[-1]
        return tuple(self.out)

    def _finish(self, found: Found) -> Quotation:
        """Resolve the name and make the quotation."""
        text = self.text
        cue = Cue(text[found.cue.start : found.cue.end], *found.cue) if found.cue else None
        speaker, by = None, ""
        if found.mention:
            name, how = self.reference.name(found.mention.start, found.mention.end)
            speaker = Speaker(name, text[found.mention.start : found.mention.end], *found.mention)
            by = how or found.by
            self.reference.note_speaker(found.end, found.mention.start, found.mention.end)
        return Quotation(found.start, found.end, text[found.start : found.end], found.kind, speaker, cue, by)


class _Choice(NamedTuple):
    """The clause chosen for a quotation, as ranges of tokens."""

    subject: Range | None
    cue: Range | None
    by: str
    is_direct: bool
    force: str


class _Paragraph:
    """The quotations of one paragraph."""

    def __init__(self, reading: _Reading, passage: Passage, offset: int, body: bool) -> None:
        self.reading, self.p, self.offset, self.body = reading, passage, offset, body
        self.clauses = [find_clauses(passage, first, last) for first, last in passage.sentences]

    def read(self) -> list[Found | None]:
        """Decide every quotation of the paragraph; None for marks that hold no speech."""
        p = self.p
        found: list[Found | None] = []
        before: Found | None = None
        for token, quote in enumerate(p.quotes):
            if quote < 0:
                continue
            one = self._decide(token, quote, before)
            found.append(one)
            if one is not None:
                before = one
        return self._look_ahead(found)

    def _decide(self, token: int, quote: int, before: Found | None) -> Found | None:
        p = self.p
        stretch = p.stretches[quote]
        start, end = self.offset + stretch.start, self.offset + stretch.end
        choice = self._trailing(token) or self._leading(token)
        alone = self._is_alone(token)
        if choice is None and stretch.is_resumed and self.reading.last is not None and quote == 0:
            last = self.reading.last
            return Found(start, end, "direct", last.mention, last.cue, "carried" if last.mention else "")
        if choice is None and alone:
            carried = before or None
            if carried is not None and carried.mention is not None:
                return Found(start, end, "direct", carried.mention, carried.cue, "continued")
            near = self._from_sentence_before(token)
            if near is not None:
                return Found(start, end, "direct", *near)
            if before is None and self.body:
                return self._from_paragraph_before(start, end, token)
            return Found(start, end, "direct", None, None, "")
        if choice is None:
            choice = self._fallback(token)
        kind: Kind = "direct" if alone or (choice is not None and choice.is_direct) else "mixed"
        speech = is_speech(p, token, kind, choice.force if choice else "", choice is not None and choice.subject is not None)
        if not speech:
            return None
        if choice is None:
            return Found(start, end, kind, None, None, "")
        mention = self._span(choice.subject) if choice.subject else None
        cue = Span(self.offset + p.starts[choice.cue[0]], self.offset + p.ends[choice.cue[1] - 1]) if choice.cue else None
        return Found(start, end, kind, mention, cue, choice.by if mention else "")

    # ---- where the speaker stands --------------------------------------------------------------

    def _trailing(self, token: int) -> _Choice | None:
        """The clause that follows the quotation: "…," he said."""
        p = self.p
        words, lows = p.words, p.lows
        quote = p.quote_text(token).rstrip("'’ ")
        nxt = token + 1
        if nxt >= len(words):
            return None
        sentence = p.sentence_of[token]
        same = p.sentence_of[nxt] == sentence
        ending = quote[-1:]
        if not same and ending not in "?!…":
            return None
        punctuated = ending in ",?!…—–-" or words[nxt] in (",", "—", "--", "–") or ending == "."
        at = nxt
        while at < len(words) and words[at] in (",", "—", "--", "–"):
            at += 1
        if at >= len(words) or words[at] == QUOTE:
            return None
        last = p.sentences[p.sentence_of[at]][1]
        for stop in range(at, last):
            if words[stop] == QUOTE:
                last = stop
                break
        verb = at
        while verb < last and (lows[verb] in ADVERBS or lows[verb].endswith("ly")) and verb - at < 3:
            verb += 1
        direct = self._opens_sentence(token) or self._after_cue(token)
        if verb < last and lows[verb] in SAY and SAY[lows[verb]] in ("past", "s") and words[verb][0].islower():
            subject = phrase_after(p, verb + 1, last)
            if subject is not None and lows[verb] not in ("told", "tells"):
                return _Choice(subject, (verb, verb + 1), "inverted", direct, "say")
        if lows[at] == "according" and at + 2 < last:
            subject = phrase_after(p, at + 2, last)
            if subject is not None:
                return _Choice(subject, (at, at + 2), "according", direct, "say")
        if lows[at] == "as":
            at += 1
        if not punctuated and not same:
            return None
        for clause in find_clauses(p, at, last):
            if clause.subject is None or clause.by != "subject" or clause.force == "think":
                continue
            if clause.subject[0] - at > 0:
                break
            if lows[clause.subject[0]] in ("which", "that", "who"):
                break
            if not punctuated and clause.force != "say":
                break
            if not punctuated:
                break
            if not same and (last < len(words) and words[last] == QUOTE and last - clause.cue[1] < 2):
                break
            if not direct and self._subordinate(token) and self._left(token) is not None:
                break
            return _Choice(clause.subject, clause.cue, "subject", direct, "say")
        return None

    def _subordinate(self, token: int) -> bool:
        """Tell whether the sentence opens with a clause that depends on what follows the quotation."""
        first = p_first = self.p.sentences[self.p.sentence_of[token]][0]
        return self.p.lows[first] in ("while", "although", "though", "when", "after", "if", "because", "as") and p_first < token

    def _left(self, token: int) -> Clause | None:
        """The clause to the left of a quotation that governs it."""
        p = self.p
        clauses = [clause for clause in self.clauses[p.sentence_of[token]] if clause.cue[1] <= token]
        if not clauses:
            return None
        chosen = clauses[-1]
        index = len(clauses) - 1
        while index > 0 and self._is_embedded(clauses[index - 1], clauses[index]):
            index -= 1
            chosen = clauses[index]
        return chosen

    def _is_embedded(self, outer: Clause, inner: Clause) -> bool:
        """Tell whether the inner clause is part of what the outer one reports: the outer speaker counts."""
        p = self.p
        if outer.is_passive or outer.form == "base" and outer.subject is None:
            return inner.is_passive is False and inner.force == "think" and False
        between = range(outer.cue[1], inner.cue[0])
        if any(p.words[at] in (",", ";", QUOTE, "—", "--", ":") for at in between):
            return inner.force == "think" and outer.force == "say" and not any(p.words[at] in (QUOTE, ";") for at in between)
        if inner.subject is None:
            return inner.by != "participle" and outer.force == "say" or inner.form == "base"
        return outer.force == "say" or inner.force == "think"

    def _leading(self, token: int) -> _Choice | None:
        """The clause before the quotation in its sentence: He said "…"."""
        p = self.p
        clause = self._left(token)
        sentence_first = p.sentences[p.sentence_of[token]][0]
        label = self._label(token, sentence_first)
        if label is not None:
            return label
        if clause is None:
            return None
        direct = self._after_cue(token)
        if clause.is_passive:
            return _Choice(None, clause.cue, "passive", direct, clause.force)
        subject, by = clause.subject, clause.by
        if subject is None:
            subject = self._borrow(clause, sentence_first)
        if subject is None:
            return _Choice(None, clause.cue, "", direct, clause.force)
        return _Choice(subject, clause.cue, by, direct, clause.force)

    def _label(self, token: int, first: int) -> _Choice | None:
        """A name and a colon before the quotation: TRUMP: "…"."""
        p = self.p
        colon = token - 1
        if colon <= first or p.words[colon] != ":" or colon - first > 4:
            return None
        if all(p.words[at][0].isupper() for at in range(first, colon)) and not any(p.lows[at] in CUES for at in range(first, colon)):
            return _Choice((first, colon), (colon, colon + 1), "label", True, "say")
        return None

    def _borrow(self, clause: Clause, first: int) -> Range | None:
        """The subject that a participle or infinitive takes from the clause it hangs on."""
        p = self.p
        earlier = [c for c in self.clauses[p.sentence_of[clause.cue[0]]] if c.cue[1] <= clause.cue[0] and c.subject and c.by != "agent"]
        near = nearest_subject(p, first, clause.cue[0])
        if near is not None and p.lows[near[1] - 1] not in ("which", "that", "it", "i", "you", "we"):
            return near
        if earlier:
            return earlier[-1].subject
        return main_subject(p, first, clause.cue[0])

    def _fallback(self, token: int) -> _Choice | None:
        """No cue governs it: a clause at the end of the sentence, else whoever the clause is about."""
        p = self.p
        sentence = p.sentence_of[token]
        first, last = p.sentences[sentence]
        for clause in reversed(self.clauses[sentence]):
            if clause.cue[0] > token and clause.subject is not None and clause.force == "say" and clause.by in ("subject", "inverted", "according"):
                begin = clause.subject[0]
                if clause.by == "according":
                    begin = clause.cue[0]
                if begin > first and p.words[begin - 1] in (",", "—", "--") and clause.cue[1] + 12 >= last - 1:
                    return _Choice(clause.subject, clause.cue, "trailing", False, "say")
        if first == token:
            return None
        near = nearest_subject(p, first, token) or main_subject(p, first, token)
        if near is None:
            return None
        return _Choice(near, None, "clause", False, "")

    # ---- quotations that stand alone -----------------------------------------------------------

    def _is_alone(self, token: int) -> bool:
        """Tell whether the quotation is a sentence of its own."""
        p = self.p
        first, last = p.sentences[p.sentence_of[token]]
        return all(p.words[at] == QUOTE or not p.words[at][0].isalnum() for at in range(first, last))

    def _from_sentence_before(self, token: int) -> tuple[Span, Span | None, str] | None:
        """Who the sentence before is about, in the same paragraph."""
        p = self.p
        sentence = p.sentence_of[token] - 1
        if sentence < 0:
            return None
        first, last = p.sentences[sentence]
        return self._subject_of(p, self.offset, first, last, self.clauses[sentence])

    def _subject_of(
        self, p: Passage, offset: int, first: int, last: int, clauses: list[Clause]
    ) -> tuple[Span, Span | None, str] | None:
        subject, cue, by = None, None, "sentence"
        for clause in clauses:
            if clause.subject is not None and clause.force != "think" and not clause.is_passive:
                subject, cue = clause.subject, clause.cue
                break
        if subject is None:
            subject = main_subject(p, first, last)
        if subject is None:
            return None
        mention = span_of(p, offset, subject)
        return mention, Span(offset + p.starts[cue[0]], offset + p.ends[cue[1] - 1]) if cue else None, by

    def _from_paragraph_before(self, start: int, end: int, token: int) -> Found:
        """Carry a speaker over from the paragraph before."""
        reading = self.reading
        previous = reading.previous
        if previous is None:
            return Found(start, end, "direct", None, None, "")
        offset, p = previous
        if p.words and p.words[-1] == ":":
            first, last = p.sentences[-1]
            got = self._subject_of(p, offset, first, last, find_clauses(p, first, last))
            if got is not None:
                return Found(start, end, "direct", got[0], got[1], "introduced")
        last_found = reading.last
        if last_found is not None and last_found.mention is not None and last_found.by != "old":
            return Found(start, end, "direct", last_found.mention, last_found.cue, "carried")
        if p.sentences:
            first, last = p.sentences[-1]
            got = self._subject_of(p, offset, first, last, find_clauses(p, first, last))
            if got is not None:
                return Found(start, end, "direct", got[0], got[1], "carried")
        return Found(start, end, "direct", None, None, "")

    def _look_ahead(self, found: list[Found | None]) -> list[Found | None]:
        """A quotation that opens the paragraph without a cue belongs to the speaker the paragraph names next."""
        following: Found | None = None
        for index in range(len(found) - 1, -1, -1):
            one = found[index]
            if one is None:
                continue
            weak = one.mention is None or one.by == "carried"
            if weak and one.kind == "direct" and following is not None and following.by in ("subject", "inverted") and index == 0:
                if not self.p.stretches[index].is_resumed:
                    found[index] = one._replace(mention=following.mention, cue=following.cue, by="continued")
            following = found[index]
        return found

    # ---- small claims --------------------------------------------------------------------------

    def _opens_sentence(self, token: int) -> bool:
        return token == self.p.sentences[self.p.sentence_of[token]][0]

    def _after_cue(self, token: int) -> bool:
        """Tell whether the quotation is a whole sentence behind a cue: said, "…" or said: "…"."""
        p = self.p
        if token == 0:
            return True
        before = p.lows[token - 1]
        opening = p.quote_text(token).lstrip("'‘[(…. ")[:1]
        if before in (",", ":", "—", "--"):
            return opening.isupper() or self._continues(token)
        return (before in CUES or before in ADVERBS) and opening.isupper()

    def _continues(self, token: int) -> bool:
        """Tell whether the quotation goes on after a clause that interrupts it: "A," he said, "b."."""
        p = self.p
        first = p.sentences[p.sentence_of[token]][0]
        at = token - 1
        while at > first and p.words[at] != QUOTE:
            at -= 1
        return at == first and p.words[at] == QUOTE and token - at < 12 and any(p.lows[k] in SAY for k in range(at, token))

    def _span(self, subject: Range) -> Span:
        return span_of(self.p, self.offset, subject)


def span_of(p: Passage, offset: int, subject: Range) -> Span:
    """Where a subject stands in the article's text, a possessive or contracted ending left out."""
    last = subject[1] - 1
    cut = strip_contraction(p.lows[last], p.words[last])
    return Span(offset + p.starts[subject[0]], offset + p.ends[last] - cut)


_ = (subject_before, PREPOSITIONS)
