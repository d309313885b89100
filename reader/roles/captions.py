"""Captions in plain text: said twice, with a credit, or a bare name and office where a picture stood."""

import itertools
from collections.abc import Sequence
from functools import lru_cache

from reader.roles.look import KEPT, Look, phrase_set, word_set

_AGENCIES = word_set(
    """
    afp ap reuters getty epa epa-efe efe tass dpa pool alamy shutterstock istock xinhua ansa anp keystone
    imago bloomberg upi zuma
    """
)
_CREDIT_BEGINNINGS = word_set(
    """
    photo photograph photographer image credit picture foto bild fotos photos pictured illustration
    graphic
    """
)
# What a page reads out to those who do not see its pictures.
_CAPTION_BEGINNINGS = phrase_set("image caption; media caption; image copyright; image source")
_OFFICES = word_set(
    """
    minister ministry president presidential chancellor mayor governor senator secretary chairman
    chairwoman chair chief director ambassador commissioner councillor spokesman spokeswoman spokesperson
    leader head deputy vice premier prime king queen prince princess general colonel judge justice
    professor dr doctor sir dame lord lady bishop pope office department government parliament council
    committee agency university institute foreign defence defense interior finance health state police
    court press service editor founder executive officer manager coach captain engineer
    """
)
_SMALL = word_set("of the and for in at de la du von van der und für")
_STEM = 20
"""Letters that a text has at least that is found said twice."""

_SIDES = word_set("left right centre center pictured above below")
_SIDE_WORDS = tuple(sorted(_SIDES))


def find_captions(
    looks: Sequence[Look], body_start: int, names: frozenset[str], taken: frozenset[int]
) -> frozenset[int]:
    """Find the captions.

    Args:
        looks: All paragraphs in reading order.
        body_start: The index of the first paragraph of running text.
        names: Words that stand with a capital inside the article's sentences.
        taken: Indices that have another role already.
    """
    found = {
        index
        for index, look in enumerate(looks)
        if index not in taken and not look.is_long
        if _shows(look) or (index < body_start and is_name_and_office(look, names))
    }
    # Hardly any two begin alike, and to look no further saves much in a long list.
    stems = [look.text[:_STEM] for look in looks]
    alike = [index for index, pair in enumerate(itertools.pairwise(stems)) if pair[0] == pair[1]]
    for index in alike:
        if taken.isdisjoint((index, index + 1)) and _are_repeated(looks[index], looks[index + 1]):
            found |= {index, index + 1}
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def _shows(look: Look) -> bool:
    """Tell whether a paragraph by itself reads as a caption."""
    return is_said_twice(look) or has_credit(look) or names_sides(look)


def _are_repeated(first: Look, second: Look) -> bool:
    """Whether two paragraphs are one caption; a sentence said again word for word is a slip, or rhetoric."""
    if second.is_long or (first.is_prose and len(first.words) > 8 and first.text == second.text):
        return False
    return _repeats(first.text, second.text)


def is_said_twice(look: Look) -> bool:
    """Tell whether a paragraph says its text twice, the second time perhaps with a credit after it."""
    if len(look.lines) == 2:
        return _repeats(look.lines[0], look.lines[1])
    text = look.text
    opening = text[:24]
    again = text.find(opening, 24) if len(opening) == 24 else -1
    return again > 0 and _repeats(text[:again].rstrip(), text[again:])


def _repeats(first: str, second: str) -> bool:
    """Whether `second` is `first` again with at most a credit behind it."""
    stem = first.rstrip(" .")
    return len(stem) >= _STEM and second.startswith(stem) and len(second) - len(stem) <= 80


def has_credit(look: Look) -> bool:
    """Tell whether a paragraph is a picture's credit or ends with one."""
    text = look.text
    if look.words[:2] in _CAPTION_BEGINNINGS:
        return True
    if look.words[:1] and look.words[0] in _CREDIT_BEGINNINGS and ":" in text[:12] and len(look.words) <= 20:
        return True
    if text.endswith(")") and "(" in text[-60:]:
        return _is_credit(text[text.rindex("(") + 1 : -1])
    if not look.is_line:
        return not look.ends_sentence and _is_bare_credit(text.rpartition(". ")[2])
    if not _may_end_in_credit(text):
        return False
    last = text.rstrip(". ").rpartition(". ")[2] if len(look.words) <= 8 else text.rpartition(". ")[2]
    return not (look.ends_sentence and len(look.words) > 8) and _is_bare_credit(last)


def _may_end_in_credit(text: str) -> bool:
    """Tell quickly of most paragraphs that no bare credit stands at their end."""
    return "/" in text or text.rstrip(". ").lower().endswith(("file photo", "getty images"))


def _is_credit(inside: str) -> bool:
    """Whether what stands in brackets names a photographer or agency and a picture."""
    words = [word.strip(".,").lower() for word in inside.replace("/", " ").replace(":", " ").split()]
    if not 0 < len(words) <= 8:
        return False
    return not _CREDIT_BEGINNINGS.isdisjoint(words) or ("/" in inside and not _AGENCIES.isdisjoint(words))


def _is_bare_credit(last: str) -> bool:
    """Whether the end of a caption is a credit: capitals with a slash between, or with an agency's name."""
    pieces = last.replace("/", " / ").split()
    if not 1 < len(pieces) <= 8 or "://" in last:
        return last.lower().endswith("file photo")
    if not all(piece[0].isupper() or not piece[0].isalpha() or piece == "via" for piece in pieces):
        return last.lower().endswith("file photo")
    return ("/" in pieces[1:-1] and pieces[0][0].isupper()) or last.endswith("Getty Images")


def names_sides(look: Look) -> bool:
    """Tell whether a short text says who stands where in a picture: "Ada Bram (left)", "Ada Bram, right,"."""
    if "(" not in look.text and "," not in look.text:
        return False
    if not look.is_line or not look.may_hold(_SIDE_WORDS) or look.reports_speech or look.starts_quoted:
        return False
    marks = (mark for side in _SIDES for mark in (f" ({side})", f", {side},") if mark in look.text)
    return any(look.text[: look.text.index(mark)].split(" ")[-1][:1].isupper() for mark in marks)


def is_name_and_office(look: Look, names: frozenset[str]) -> bool:
    """Tell whether a line is only a name that the article knows and what its bearer is, without a verb.

    Capitals throughout would also fit a headline; so each word must be an office or stand with a capital
    inside the article's sentences.
    """
    if not names or not 2 <= len(look.words) <= 16 or look.end in ".!?:;" or look.starts_quoted:
        return False
    pieces = [piece.strip(",.()") for piece in look.text.split()]
    big = [piece for piece in pieces if piece.lower() not in _SMALL and piece.lower() not in _SIDES]
    if len(big) < 2 or not all(piece[:1].isupper() for piece in big):
        return False
    known = [piece for piece in big if piece in names]
    return len(known) >= 2 and all(piece in names or piece.lower() in _OFFICES for piece in big)
