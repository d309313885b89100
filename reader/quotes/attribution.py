"""Who says which quotation. An article comes in; its quotations go out in order, each with its evidence."""

import re
from typing import NamedTuple

from reader.article import Article
from reader.quotes.choice import Choice, Chooser
from reader.quotes.cues import CONJUNCTIONS, PRONOUNS
from reader.quotes.indirect import find_report
from reader.quotes.language import is_english
from reader.quotes.marks import Stretch, find_stretches, is_prose
from reader.quotes.passages import Passage
from reader.quotes.phrases import Range, is_pronoun, owned_length
from reader.quotes.quotation import By, Cue, Kind, Quotation, Speaker
from reader.quotes.reference import Reference
from reader.quotes.speech import is_direction, is_heading, is_speech
from reader.quotes.subjects import RELATIVES, antecedent_of, main_subject
from reader.quotes.unseen import hide_unseen

NAMELESS = RELATIVES | {"it", "this", "these", "those", "what"}
"""Words that stand for somebody or something, and that nobody is called."""

_LABEL = r"((?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w.'’-]+): "
_LONGEST_LABEL = 80
_DASHES = "-–—―"
_CLOSERS = '"”'
_ANY_MARK = " \u00a0\u202f\"“”„‟«»‹›「」『』‘’‚'"
_SIGNED = r"[-–—―]+ ?((?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w'’-]+)(?=[,.]|$)"
_CLOSING_SIGNATURE = r"((?:[A-Z][\w.'’-]+ ){1,5}[\w'’-]+)(?:,[^.!?\"“”]{1,80})?\.?[\"”]$"
"""A name and what its bearer is, with the mark that closes what the paragraph before left open."""


class Span(NamedTuple):
    """A stretch of the article's text."""

    start: int
    end: int


class Found(NamedTuple):
    """What was decided about one quotation, before names are resolved. Offsets into the article's text."""

    start: int
    end: int
    kind: Kind
    mention: Span | None = None
    cue: Span | None = None
    by: By = ""
    meant: Span | None = None
    """Words nearby that say more of the speaker than the mention: "its lawyer, Jo Reed"."""


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Find who says what in an article.

    Args:
        article: With the role of each paragraph. Furniture is skipped; captions and headings stand for
            themselves and hand no speaker on.

    Returns:
        Quotations in reading order, with offsets into `article.text`: one for each stretch between outermost
        marks of a paragraph. `speaker` is None where the article does not tell. Linear in the article's
        length. What lies beyond `Article.searched` has none.
    """
    article = article.searched
    seen = hide_unseen(article)
    if seen is not None:
        return tuple(map(seen.restore, _find(seen.article)))
    return _find(article)


def _find(article: Article) -> tuple[Quotation, ...]:
    """Find who says what in an article without invisible characters."""
    if not is_english(article.text):
        return _quoted_only(article)
    return _Reading(article).quotations()


def _quoted_only(article: Article) -> tuple[Quotation, ...]:
    """What stands in marks, without speakers: for languages whose cues are unknown here."""
    story = [(p, start) for p, start in zip(article.paragraphs, article.starts, strict=True) if p.is_story]
    texts, bodies = [p.text for p, _ in story], [p.role == "body" for p, _ in story]
    found = find_stretches(texts, bodies, alike=True)
    quotations: list[Quotation] = []
    for (paragraph, offset), stretches in zip(story, found, strict=True):
        for s in stretches:
            words = paragraph.text[s.start : s.end]
            kind: Kind = "direct" if _is_sentence(paragraph.text, s) else "mixed"
            quotations.append(Quotation(offset + s.start, offset + s.end, words, kind))
    return tuple(quotations)


def _is_sentence(text: str, stretch: Stretch) -> bool:
    """Tell by its marks alone whether a quotation is a sentence: it ends like one, or stands where one begins."""
    if stretch.is_open or stretch.is_resumed or text[stretch.end - 1] in ",.?!…。！？，":
        return True
    before = text[max(0, stretch.start - 6) : stretch.start].rstrip(_ANY_MARK)
    opens = before[-1] in ".?!…:。！？：" if before else stretch.start <= 6
    return opens and not text[stretch.start].islower()


class _Reading:
    """One pass through an article, in reading order."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.is_curly = "“" in article.text
        """Whether the article sets quotations between curly marks, so that straight ones are another's."""
        story = [
            (p, start) for p, start in zip(article.paragraphs, article.starts, strict=True) if p.is_story
        ]
        stretches = find_stretches([p.text for p, _ in story], [p.role == "body" for p, _ in story])
        self.rows = [(p, start, found) for (p, start), found in zip(story, stretches, strict=True)]
        self.reference = Reference(article, [(start, found) for _, start, found in self.rows])
        self.spoke_last: Found | None = None
        """Who spoke in the body paragraph before, if somebody was quoted there."""
        self.opened: Found | None = None
        """The quotation that the body paragraph before left open."""
        self.previous: tuple[int, Passage] | None = None
        self.named: tuple[tuple[Span | None, Span | None], tuple[str, By]] = (None, None), ("", "")
        """Who was asked for last, and the answer: a speaker goes on for many quotations."""

    def quotations(self) -> tuple[Quotation, ...]:
        """Everything quoted or reported, in order."""
        out: list[Quotation] = []
        for row, (paragraph, offset, stretches) in enumerate(self.rows):
            passage = Passage(paragraph.text, stretches)
            reader = _Paragraph(self, passage, offset, paragraph.role == "body")
            found = reader.read()
            if len(found) == 1 and len(passage.words) == 1 and found[0] is not None:
                found[0] = self._sign(found[0], row)
            decided = [one for one in found if one is not None]
            if paragraph.role == "body":
                decided = sorted(decided + reader.reports(), key=lambda one: one.start)
            out += [self._resolve(one) for one in decided]
            if paragraph.role == "body":
                self._remember(offset, passage, stretches, found)
        return tuple(out)

    def _sign(self, found: Found, row: int) -> Found:
        """Give a quotation that is a paragraph the name that signs it in the next one: "— Jo Reed, port director"."""
        paragraph, offset, _ = self.rows[row + 1] if row + 1 < len(self.rows) else self.rows[row]
        signed = None
        if paragraph.text[:1] in _DASHES:
            signed = re.match(_SIGNED, paragraph.text)
        elif paragraph.text[-1:] in _CLOSERS:
            signed = re.match(_CLOSING_SIGNATURE, paragraph.text)
        if signed is None:
            return found
        span = Span(offset + signed.start(1), offset + signed.end(1))
        return found._replace(mention=span, cue=None, by="signed", meant=None)

    def _remember(
        self, offset: int, passage: Passage, stretches: list[Stretch], found: list[Found | None]
    ) -> None:
        """Keep what the next paragraph may lean on."""
        self.previous = (offset, passage)
        spoken = [one for one in found if one is not None]
        self.spoke_last = spoken[-1] if spoken else None
        self.opened = spoken[-1] if spoken and stretches[-1].is_open else None

    def _resolve(self, found: Found) -> Quotation:
        """Name the speaker and make the quotation."""
        text, cue, speaker = self.text, None, None
        by: By = "" if found.mention else found.by
        if found.cue:
            cue = Cue(text[found.cue.start : found.cue.end], *found.cue)
        if found.mention:
            mention = text[found.mention.start : found.mention.end]
            name, how = self._name(found, mention)
            if name:
                speaker, by = Speaker(name, mention, *found.mention), how or found.by
        return Quotation(found.start, found.end, text[found.start : found.end], found.kind, speaker, cue, by)

    def _name(self, found: Found, mention: str) -> tuple[str, By]:
        """The name of whoever is mentioned, and how it was found; empty where the article does not tell."""
        span = found.meant or found.mention
        if span is None:
            return "", ""
        asked = (span, found.mention)
        if asked != self.named[0]:
            self.named = asked, self._look_up(found, span, mention)
        return self.named[1]

    def _look_up(self, found: Found, span: Span, mention: str) -> tuple[str, By]:
        low = mention.lower()
        if low == "who" and (found.meant is None or self.reference.is_somebody(*found.meant)):
            span = found.mention or span
        name, how = self.reference.name_speaker(*span)
        nameless = name.lower() in NAMELESS or (low in RELATIVES and name.lower() in PRONOUNS)
        return ("", "") if nameless else (name, "relative" if low in RELATIVES else how)


class _Paragraph:
    """The quotations of one paragraph."""

    def __init__(self, reading: _Reading, passage: Passage, offset: int, is_body: bool) -> None:
        self.reading, self.p, self.offset, self.is_body = reading, passage, offset, is_body
        self.chooser = Chooser(passage)

    def read(self) -> list[Found | None]:
        """Decide every quotation of the paragraph; None for marks that hold no speech."""
        found: list[Found | None] = []
        before: Found | None = None
        for token, quote in enumerate(self.p.quotes):
            if quote >= 0:
                one = self._decide(token, self.p.stretches[quote], before)
                found.append(one)
                before = one or before
        self._look_ahead(found)
        return found

    def reports(self) -> list[Found]:
        """Speech that the paragraph reports without marks."""
        reports: list[Found] = []
        for sentence, clauses in enumerate(self.chooser.clauses):
            report = find_report(self.p, sentence, clauses) if clauses else None
            if report is not None:
                span, cue = self._tokens(report.words), self._tokens(report.cue)
                reports.append(Found(*span, "indirect", self._span(report.subject), cue, report.by))
        return reports

    def _decide(self, token: int, stretch: Stretch, before: Found | None) -> Found | None:
        """Decide one quotation, `before` being the one before it in the paragraph."""
        start, end = self.offset + stretch.start, self.offset + stretch.end
        label = self._label(stretch)
        if label is not None:
            return Found(start, end, "direct", label, Span(label.end, label.end + 1), "label")
        choice = self.chooser.choose(token)
        if choice is None and self.chooser.is_alone(token):
            quoted = self.p.quote_text(token).split()
            if is_direction(quoted) or (len(self.p.words) == 1 and is_heading(quoted)):
                return None
            alone = self._alone(token, stretch, Found(start, end, "direct"), before)
            excerpt = alone.mention is None and self.reading.is_curly and is_prose(self.p.text)
            return None if excerpt else alone
        kind: Kind = "direct" if choice is not None and choice.is_direct else "mixed"
        if choice is None and self.chooser.is_whole(token):
            kind = "direct" if before is None else "mixed"
        cited = choice is not None and choice.force != ""
        if not (cited or self.is_body) or not is_speech(self.p, token, kind, choice):
            return None
        if choice is None:
            return self._continued(Found(start, end, kind), before)
        if choice.subject is None and choice.by == "participle":
            found = self._continued(Found(start, end, kind), before)
            return found._replace(cue=self._tokens(choice.cue) if choice.cue else found.cue)
        return self._found(start, end, kind, choice)

    def _label(self, stretch: Stretch) -> Span | None:
        """The name with which a stretch of a transcript opens: "REED: We are ready."."""
        if stretch.start > 2 or ":" not in self.p.text[stretch.start : stretch.start + _LONGEST_LABEL]:
            return None
        matched = re.compile(_LABEL).match(self.p.text, stretch.start)
        if matched is None or matched.end() >= stretch.end:
            return None
        span = Span(self.offset + matched.start(1), self.offset + matched.end(1))
        return span if matched[1].isupper() or self.reading.reference.is_somebody(*span) else None

    def _found(self, start: int, end: int, kind: Kind, choice: Choice) -> Found:
        mention = self._span(choice.subject) if choice.subject else None
        cue = self._tokens(choice.cue) if choice.cue else None
        meant = self._meant(choice.subject) if choice.subject else None
        return Found(start, end, kind, mention, cue, choice.by, meant)

    def _meant(self, subject: Range) -> Span | None:
        """Who is meant by "it", or by a role with a name behind it."""
        p, (begin, end) = self.p, subject
        if p.lows[begin] in ("it", "they"):
            return self._named_before(begin)
        if p.lows[begin] in RELATIVES:
            antecedent = antecedent_of(p, begin, p.sentences[p.sentence_of[begin]][0])
            return self._span(antecedent) if antecedent else None
        named = end
        while named + 1 < len(p.words) and (p.words[named + 1][0].isupper() and p.words[end] == ","):
            named += 1
        is_apposition = named - end >= 2 and p.words[end - 1][0].islower()
        closed = named + 1 >= len(p.words) or p.words[named + 1] in (",", ".")
        return self._span((end + 1, named + 1)) if is_apposition and closed else None

    def _named_before(self, token: int) -> Span | None:
        """What "it" or "they" at the token goes back to: what its sentence is about, or the sentence before."""
        p = self.p
        sentence = p.sentence_of[token]
        first = p.sentences[sentence][0]
        opening = first + (p.lows[first] in CONJUNCTIONS)  # although the board refused, it
        main = main_subject(p, opening, token) if opening < token else None
        if main and main[1] <= token and p.lows[main[0]] not in PRONOUNS:
            return self._span(main)
        if sentence == 0 or p.lows[token] != "it":
            return None
        about = self.chooser.about(sentence - 1)
        subject = about[0] if about else main_subject(p, *p.sentences[sentence - 1])
        if subject is None or is_pronoun(p.lows[subject[0]]):
            return None
        span = self._span(subject)
        return None if self.reading.reference.is_somebody(*span) else span

    # ---- quotations without a clause of their own ----------------------------------------------

    def _alone(self, token: int, stretch: Stretch, blank: Found, before: Found | None) -> Found:
        """A quotation that is a sentence of its own goes on from what stands before it."""
        if before is not None and before.mention is not None:
            return _like(blank, before, "continued")
        if stretch.is_resumed and self.reading.opened is not None:
            return _like(blank, self.reading.opened, "carried")
        sentence = self.p.sentence_of[token] - 1
        if sentence >= 0:
            about = self.chooser.about(sentence)
            if about is not None and (about[1] or self.reading.reference.is_somebody(*self._span(about[0]))):
                cue = self._tokens(about[1]) if about[1] else None
                return blank._replace(mention=self._span(about[0]), cue=cue, by="sentence")
            return blank
        return self._carried(blank) if self.is_body else blank

    def _continued(self, blank: Found, before: Found | None) -> Found:
        """A fragment whose sentence tells nothing goes on from the quotation before it."""
        if before is not None and before.mention is not None:
            return _like(blank, before, "continued")
        spoke = self.reading.spoke_last
        if spoke is not None and spoke.mention is not None and self.is_body:
            return _like(blank, spoke, "carried")
        return blank

    def _carried(self, blank: Found) -> Found:
        """Carry the speaker over from the paragraph before."""
        reading = self.reading
        if reading.previous is None:
            return blank
        offset, p = reading.previous
        introduced = bool(p.words) and p.words[-1] == ":"
        spoke = reading.spoke_last
        if not introduced and spoke is not None and spoke.mention is not None:
            return _like(blank, spoke, "carried")
        about = Chooser(p).about(len(p.sentences) - 1) if p.sentences else None
        if about is None or not (
            introduced or about[1] or reading.reference.is_somebody(*_span(p, offset, about[0]))
        ):
            return blank
        cue = _tokens(p, offset, about[1]) if about[1] else None
        return blank._replace(
            mention=_span(p, offset, about[0]), cue=cue, by="introduced" if introduced else "carried"
        )

    def _look_ahead(self, found: list[Found | None]) -> None:
        """A quotation that opens the paragraph without a cue belongs to the speaker named next in it."""
        if len(found) < 2 or found[0] is None or found[1] is None or self.p.stretches[0].is_resumed:
            return
        first, second = found[0], found[1]
        adrift = first.kind == "direct" and (first.mention is None or first.by == "carried")
        if adrift and second.kind == "direct" and second.by in ("subject", "inverted"):
            found[0] = _like(first, second, "continued")

    def _span(self, subject: Range) -> Span:
        return _span(self.p, self.offset, subject)

    def _tokens(self, tokens: Range) -> Span:
        return _tokens(self.p, self.offset, tokens)


def _like(blank: Found, other: Found, by: By) -> Found:
    return blank._replace(
        mention=other.mention, cue=other.cue, by=by if other.mention else "", meant=other.meant
    )


def _tokens(p: Passage, offset: int, tokens: Range) -> Span:
    """Where tokens stand in the article's text."""
    return Span(offset + p.starts[tokens[0]], offset + p.ends[tokens[1] - 1])


def _span(p: Passage, offset: int, subject: Range) -> Span:
    """Where a subject stands in the article's text, its possessive or contracted ending left out."""
    span = _tokens(p, offset, subject)
    return Span(span.start, span.end - owned_length(p.lows[subject[1] - 1], p.words[subject[1] - 1]))
