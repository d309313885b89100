"""Marks: where a stretch of quoted words begins and ends. Texts of paragraphs come in, stretches between outermost marks go out.

A mark is read by its shape where it has a direction (“ ”, « », 「 」) and by its neighbours where it has none
(" and '). Whatever a lost mark does, it does inside its own paragraph.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, takewhile
from typing import NamedTuple

from reader.quotes.words import words

DOUBLE_MARKS = '"“”„‟«»‹›「」『』〝〞〟＂″'
"""Marks that open or close speech wherever they stand; single ones may be apostrophes."""

_DOUBLE = re.compile(f"[{DOUBLE_MARKS}]")
_SINGLE = re.compile("(?<!['’])['‘’‚‛](?!')")
_STRAIGHT = '"＂″'
_OPENING = {
    "“": '”“"″',
    "„": '“”"‟',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
}
_CLOSING = frozenset("”»›」』〞〟")
_ALIKE = {"”": "“„", "»": "«", "›": "‹"}
"""Marks that some languages write on both sides, by those whose presence tells that this text does not."""
_NESTED = 400
"""How far a quotation in a quotation, and what follows it, is looked for."""
_DOUBLED = '"“”„‟«»″'
"""Marks that do not begin a stretch: the second of two that open together is left out."""
_ENDS_SPEECH = ",.?!…—-"
_SAMPLE = 200_000
"""Characters from which it is told which marks an article prefers."""
_ENDS_QUOTED = frozenset(",.?!")
_ELIDED = words("em til tis twas cause bout round n s t d ll re ve m neath cuz")


class Stretch(NamedTuple):
    """The words between two marks of one paragraph.

    Attributes:
        start: Offset of the first character after the opening mark, in the paragraph.
        end: Offset of the closing mark, or the paragraph's length where there is none.
        is_open: Whether the paragraph ends before the mark is closed.
        is_resumed: Whether it goes on from the paragraph before, where the mark was left open.
        is_single: Whether the marks are single ones.
    """

    start: int
    end: int
    is_open: bool = False
    is_resumed: bool = False
    is_single: bool = False


def find_stretches(
    texts: Sequence[str], bodies: Sequence[bool], *, alike: bool = False
) -> list[list[Stretch]]:
    """Find the stretches between outermost marks, paragraph by paragraph.

    Args:
        texts: Paragraphs in reading order.
        bodies: For each, whether it is running text: a mark left open is only taken up again there.
            Headlines and captions stand alone.
        alike: Whether one mark may stand on both sides, as in Swedish and Finnish: ”so”, »so».

    Returns:
        For each paragraph its stretches in order; they never overlap and never lie empty. Linear in the
        length of the texts.

    Source: a quotation over several paragraphs opens each and closes only the last (Chicago Manual of
        Style, on quotations of several paragraphs). Single marks are the outer ones only in texts that prefer
        them, and in headlines, which save room.
    """
    singles = prefers_single(texts, bodies)
    found: list[list[Stretch]] = []
    is_open = False
    for text, body in zip(texts, bodies, strict=True):
        stretches, is_open = find_in_paragraph(text, body, singles, is_open, alike=alike)
        found.append(stretches)
    return found


def find_in_paragraph(
    text: str, body: bool, singles: bool, is_open: bool, *, alike: bool = False
) -> tuple[list[Stretch], bool]:
    """Find the stretches of one paragraph, and tell whether a mark is open behind it.

    Args:
        text: The paragraph.
        body: Whether it is running text.
        singles: What `prefers_single` says of the article.
        is_open: Whether a mark is open before it.
        alike: See `find_stretches`.
    """
    if not body:
        return _double(text, False, alike) or _single(text), is_open
    stretches = _single(text) if singles else _double(text, is_open, alike)
    if stretches and is_open:
        first = stretches[0]
        if first.start <= 2:
            stretches[0] = first._replace(is_resumed=True)
    return stretches, bool(stretches) and stretches[-1].is_open


def _double(text: str, is_open: bool, alike: bool) -> list[Stretch]:
    """Pair double marks, and their kin in other languages, in one paragraph."""
    stretches: list[Stretch] = []
    start, closers, depth, inner, last = -1, "", 0, 0, -2
    length = len(text)
    framed = _is_excerpt(text)
    both = frozenset(
        mark for mark, others in _ALIKE.items() if alike and not any(map(text.__contains__, others))
    )
    for match in _DOUBLE.finditer(text):
        at = match.start()
        mark = text[at]
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < length else " "
        if start < 0:
            if framed and mark == '"':
                continue
            if mark in _STRAIGHT:
                if before.isdigit() and not after.isalnum() and not _opens_here(before, after):
                    continue  # inches or seconds: 5'10"
                if at == last + 1 or (before in ",.?!" and after.isspace() and stretches):
                    continue  # a mark printed twice, or one whose fellow is lost
                if before.isalnum() and after.isspace():
                    continue  # it can only close, and nothing is open
                start, closers = at + 1, '"”″“＂'
            elif mark in _CLOSING and not _opens_unusually(mark, before, after, both):
                if is_open and not stretches and mark == "”":
                    _keep(stretches, text, 0, at, False, True)
                    last = at
                continue
            else:
                start, closers = at + 1, _OPENING.get(mark, "")
                if mark in both:
                    closers = mark  # ”so”, »so»
            depth = inner = 0
        elif at == start and mark in _OPENING:
            start, closers = at + 1, _OPENING[mark]  # opened twice
        elif mark == '"' and closers[0] == '"' and before in " (" and (after.isalnum() or after in "'’‘[$"):
            if _closes_twice(text, at):
                inner += 1
            else:
                start = at + 1  # the mark before it has lost its fellow
        elif inner and mark == '"':
            inner -= 1
        elif mark in closers and not (mark == "“" and closers[0] != "“" and _opens_here(before, after)):
            if depth and mark in _CLOSING:
                depth -= 1
                continue
            _keep(stretches, text, start, at, False, False)
            start, last = -1, at
        elif mark in _OPENING and (_opens_here(before, after) or mark in "«‹"):
            if closers[0] == '"':
                depth += 1
            elif _OPENING[mark][0] == closers[0]:
                depth += _is_nested(text, at, closers[0])
    if start >= 0:
        _keep(stretches, text, start, length, True, False)
    return stretches


def _is_excerpt(text: str) -> bool:
    """Tell whether straight marks only frame a paragraph of prose that quotes people between curly ones."""
    return text[:1] == '"' and "“" in text and "”" in text and '"' not in text[1:-1] and is_prose(text)


def is_prose(text: str) -> bool:
    """Tell whether a straight mark opens a paragraph taken from another article rather than from somebody's mouth.

    A page that sets such paragraphs apart loses that when it becomes plain text; the mark comes in its place. Somebody
    who speaks says "I" or "you" somewhere; a report does not, outside its own quotations.
    """
    if text[:1] != '"' or text[1:2] in _DOUBLED:
        return False
    told = re.sub("“[^“”]*”", "“”", text[1:])
    return not re.search(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y|[Yy]our|me|us)\b", told)


def _opens_unusually(mark: str, before: str, after: str, both: frozenset[str]) -> bool:
    """Tell whether a mark that closes in English opens here: »so«, ”so”."""
    if mark not in _ALIKE or not after.isalnum():
        return False
    return mark != "”" or (mark in both and _opens_here(before, after))


def _opens_here(before: str, after: str) -> bool:
    """Tell whether a mark between these two characters can only be an opening one."""
    return (before.isspace() or before in "([—–-/") and not after.isspace()


def _closes_twice(text: str, at: int) -> bool:
    """Tell whether a second straight mark that opens is followed by two that close: a quotation in the quotation."""
    first = text.find('"', at + 1, at + _NESTED)
    second = text.find('"', first + 1, first + _NESTED) if first >= 0 else -1
    return second >= 0 and not (text[first - 1].isspace() or text[second - 1].isspace())


def _is_nested(text: str, at: int, closer: str) -> bool:
    """Tell whether a second opening mark starts a quotation in the quotation: what follows closes both.

    Where it does not, the first mark has lost its fellow.
    """
    opener, depth = text[at], 2
    for sign in text[at + 1 : at + _NESTED]:
        if sign == closer:
            depth -= 1
            if not depth:
                return True
        elif sign == opener:
            depth += 1
    return False


def _single(text: str) -> list[Stretch]:
    """Pair single marks in one paragraph; apostrophes and primes are left alone."""
    stretches: list[Stretch] = []
    start = candidate = -1
    length = len(text)
    for match in _SINGLE.finditer(text):
        at = match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < length else " "
        if start < 0:
            if (
                text[at] != "’"
                and not before.isalnum()
                and not after.isspace()
                and not _is_elision(text, at + 1)
            ):
                start, candidate = at + 1, -1
        elif not after.isalnum() and not before.isspace() and text[at] != "‘":
            if before in _ENDS_SPEECH or after in ",.;:?!)—" or not _has_later_close(text, at):
                _keep(stretches, text, start, at, False, False, True)
                start = -1
            else:
                candidate = at
                if before != "s":  # not the genitive of a plural
                    _keep(stretches, text, start, at, False, False, True)
                    start = -1
    if start >= 0 and candidate >= 0:
        _keep(stretches, text, start, candidate, False, False, True)
    elif start == 1:
        _keep(stretches, text, start, length, True, False, True)
    return stretches


def _has_later_close(text: str, at: int) -> bool:
    """Tell whether a mark that surely closes follows soon, so that this one may be an apostrophe."""
    window = text[at + 1 : at + 300]
    return any(end in window for end in (",'", ".'", "?'", "!'", ",’", ".’", "?’", "!’"))


def _is_elision(text: str, at: int) -> bool:
    """Tell whether letters are left out here: 'em, 'tis, '90s."""
    word = re.match(r"\w+", text[at : at + 8])
    return word is not None and (word.group().lower() in _ELIDED or word.group()[0].isdigit())


def prefers_single(texts: Sequence[str], bodies: Sequence[bool]) -> bool:
    """Tell whether running text sets speech between single marks, as many British papers do."""
    sizes = accumulate([len(text) for text in texts])
    looked_at = zip(texts, bodies, takewhile(_SAMPLE.__gt__, chain((0,), sizes)), strict=False)
    body = "\n".join([text for text, is_body, _ in looked_at if is_body])
    straight = body.split("'")
    if "" in straight[1:-1]:  # two on end, typewriter double marks: the single ones stand inside them
        return False
    before_marks = *straight[:-1], *body.split("’")[:-1]
    singles = sum([before[-1:] in _ENDS_QUOTED for before in before_marks])
    return singles > 0 and sum(map(body.count, '“”"«„「')) < 2 * singles


def _keep(
    stretches: list[Stretch],
    text: str,
    start: int,
    end: int,
    is_open: bool,
    is_resumed: bool,
    is_single: bool = False,
) -> None:
    """Add a stretch unless nothing but white space lies in it."""
    while start < end and (text[start].isspace() or text[start] in _DOUBLED):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        stretches.append(Stretch(start, end, is_open, is_resumed, is_single))
