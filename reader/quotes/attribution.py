"""Who says which quotation. An article comes in; its quotations go out in order, each with its evidence."""

import re
from typing import NamedTuple

from reader.article import Article
from reader.quotes.choice import Choice, Chooser
from reader.quotes.marks import Stretch, find_stretches
from reader.quotes.passages import Passage
from reader.quotes.phrases import Range, owned_length
from reader.quotes.quotation import Cue, Kind, Quotation, Speaker
from reader.quotes.reference import Reference
from reader.quotes.speech import is_speech

_LABEL = re.compile(r"((?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w.'’-]+): ")


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
    by: str = ""


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Find who says what in an article.

    Args:
        article: With the role of each paragraph. Furniture is skipped; captions and headings stand for
            themselves and hand no speaker on.

    Returns:
        Quotations in reading order, with offsets into `article.text`: one for each stretch between outermost
        marks of a paragraph. `speaker` is None where the article does not tell. Linear in the article's length.
    """
    return _Reading(article).quotations()


class _Reading:
    """One pass through an article, in reading order."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        story = [(p, start) for p, start in zip(article.paragraphs, article.starts, strict=True) if p.is_story]
        stretches = find_stretches([p.text for p, _ in story], [p.role == "body" for p, _ in story])
        self.rows = [(p, start, found) for (p, start), found in zip(story, stretches, strict=True)]
        self.reference = Reference(article, [(start, found) for _, start, found in self.rows])
        self.spoke_last: Found | None = None
        """Who spoke in the body paragraph before, if somebody was quoted there."""
        self.opened: Found | None = None
        """The quotation that the body paragraph before left open."""
        self.previous: tuple[int, Passage] | None = None

    def quotations(self) -> tuple[Quotation, ...]:
        out: list[Quotation] = []
        for paragraph, offset, stretches in self.rows:
            passage = Passage(paragraph.text, stretches)
            found = _Paragraph(self, passage, offset, paragraph.role == "body").read() if stretches else []
            out += [self._resolve(one) for one in found if one is not None]
            if paragraph.role == "body":
                self._remember(offset, passage, stretches, found)
        return tuple(out)

    def _remember(self, offset: int, passage: Passage, stretches: list[Stretch], found: list[Found | None]) -> None:
        """Keep what the next paragraph may lean on."""
        self.previous = (offset, passage)
        spoken = [one for one in found if one is not None]
        self.spoke_last = spoken[-1] if spoken else None
        self.opened = spoken[-1] if spoken and stretches[-1].is_open else None

    def _resolve(self, found: Found) -> Quotation:
        """Name the speaker and make the quotation."""
        text, cue, speaker, by = self.text, None, None, ""
        if found.cue:
            cue = Cue(text[found.cue.start : found.cue.end], *found.cue)
        if found.mention:
            name, how = self.reference.name(*found.mention)
            speaker = Speaker(name, text[found.mention.start : found.mention.end], *found.mention)
            by = how or found.by
            self.reference.note_speaker(*found.mention)
        return Quotation(found.start, found.end, text[found.start : found.end], found.kind, speaker, cue, by)


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

    def _decide(self, token: int, stretch: Stretch, before: Found | None) -> Found | None:
        """Decide one quotation, `before` being the one before it in the paragraph."""
        start, end = self.offset + stretch.start, self.offset + stretch.end
        labelled = _LABEL.match(self.p.text, stretch.start)
        if labelled is not None and labelled.end() < stretch.end:
            at, to = self.offset + labelled.start(1), self.offset + labelled.end(1)
            return Found(start, end, "direct", Span(at, to), Span(to, to + 1), "label")
        choice = self.chooser.choose(token)
        if choice is None and self.chooser.is_alone(token):
            return self._alone(token, stretch, Found(start, end, "direct"), before)
        kind: Kind = "direct" if choice is not None and choice.is_direct else "mixed"
        if choice is None and self.chooser.is_whole(token):
            kind = "direct" if before is None else "mixed"
        if not is_speech(self.p, token, kind, choice):
            return None
        if choice is None:
            return self._continued(Found(start, end, kind), before)
        return self._found(start, end, kind, choice)

    def _found(self, start: int, end: int, kind: Kind, choice: Choice) -> Found:
        mention = self._span(choice.subject) if choice.subject else None
        cue = self._tokens(choice.cue) if choice.cue else None
        return Found(start, end, kind, mention, cue, choice.by if mention else "")

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
            if about is not None:
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
        if about is None:
            return blank
        cue = _tokens(p, offset, about[1]) if about[1] else None
        return blank._replace(mention=_span(p, offset, about[0]), cue=cue, by="introduced" if introduced else "carried")

    def _look_ahead(self, found: list[Found | None]) -> None:
        """A quotation that opens the paragraph without a cue belongs to the speaker named next in it."""
        if len(found) < 2 or found[0] is None or found[1] is None or self.p.stretches[0].is_resumed:
            return
        first, second = found[0], found[1]
        if first.kind == "direct" and (first.mention is None or first.by == "carried") and second.kind == "direct":
            if second.by in ("subject", "inverted"):
                found[0] = _like(first, second, "continued")

    def _span(self, subject: Range) -> Span:
        return _span(self.p, self.offset, subject)

    def _tokens(self, tokens: Range) -> Span:
        return _tokens(self.p, self.offset, tokens)


def _like(blank: Found, other: Found, by: str) -> Found:
    return blank._replace(mention=other.mention, cue=other.cue, by=by if other.mention else "")


def _tokens(p: Passage, offset: int, tokens: Range) -> Span:
    """Where tokens stand in the article's text."""
    return Span(offset + p.starts[tokens[0]], offset + p.ends[tokens[1] - 1])


def _span(p: Passage, offset: int, subject: Range) -> Span:
    """Where a subject stands in the article's text, its possessive or contracted ending left out."""
    span = _tokens(p, offset, subject)
    return Span(span.start, span.end - owned_length(p.lows[subject[1] - 1], p.words[subject[1] - 1]))
