"""Headlines and headings: short lines that are no sentences, before and between paragraphs that are."""

from collections.abc import Sequence

from reader.roles.look import Look, word_set

_MOST_HEADLINE_WORDS = 25
_MOST_HEADING_WORDS = 12
_BULLETS = "-*•–—@#("
_DASHES = "-–—"
_DATE_WORDS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec published updated posted januar februar märz mai juni juli oktober dezember
    """
)
# A line that begins like this goes on from the one before.
_OPENERS = word_set("but and now so then or aber und doch dann mais et alors pero y entonces")


def find_body_start(looks: Sequence[Look], furniture: frozenset[int]) -> int:
    """Find the first paragraph of running text; the number of paragraphs when there is none."""
    return next((i for i, look in enumerate(looks) if i not in furniture and look.is_prose), len(looks))


def find_headline(looks: Sequence[Look], body_start: int, taken: frozenset[int]) -> int | None:
    """Find the headline among the lines before the running text: the first that could be one."""
    if body_start == len(looks):
        return None
    return next((i for i in range(body_start) if i not in taken and could_be_headline(looks[i])), None)


def could_be_headline(look: Look) -> bool:
    """Tell whether a paragraph has the shape of a headline: some words on a line, no full stop."""
    if not look.is_fragment or len(look.lines) > 3 or look.text[-1] in _DASHES or look.text[0] in _BULLETS:
        return False
    # One word will do in German, and in writing without spaces it may be a line.
    least = 2 if look.text.isascii() else 1
    return least <= len(look.words) <= _MOST_HEADLINE_WORDS and len(look.text) > 3 and not _is_byline(look)


def _is_byline(look: Look) -> bool:
    """Whether a line says who wrote it or when; it heads the text, but it is not what the article is called."""
    if len(look.words) > 10:
        return False
    names_author = look.words[0] in ("by", "von", "par", "por") and look.text.partition(" ")[2][:1].isupper()
    tells_date = not _DATE_WORDS.isdisjoint(look.words) and any(word[:1].isdigit() for word in look.words)
    return names_author or (tells_date and len(look.words) <= 7)


def find_headings(looks: Sequence[Look], body_start: int, taken: frozenset[int]) -> frozenset[int]:
    """Find the lines that head a part: alone between running text, or between headline and running text."""
    rest = [index for index in range(len(looks)) if index not in taken]
    found: set[int] = set()
    for place, index in enumerate(rest):
        if not could_be_heading(looks[index]):
            continue
        beside = [looks[i] for i in rest[max(0, place - 1) : place + 2 : 2]]
        if index < body_start or (place and len(beside) == 2 and _parts(looks[index], beside)):
            found.add(index)
    return frozenset(found)


def _parts(look: Look, beside: Sequence[Look]) -> bool:
    """Whether a line parts the text beside it; a question does so only between whole paragraphs, not sentences."""
    if look.end in "?!":
        return all(not other.is_line or len(other.words) >= 40 for other in beside)
    return all(other.is_prose for other in beside)


def could_be_heading(look: Look) -> bool:
    """Tell whether a paragraph has the shape of a heading: a few words, no quotation, no full stop."""
    if not look.is_fragment or len(look.lines) > 1 or len(look.words) > _MOST_HEADING_WORDS:
        return False
    first, last = look.text[0], look.text[-1]
    if (
        look.starts_quoted
        or first in _BULLETS
        or last in _DASHES
        or first.islower()
        or look.words[0] in _OPENERS
    ):
        return False
    is_link = any(mark in look.text for mark in ("@", "#", "://"))
    is_asked = look.text[1:2] == ":"  # Q: and A: in an interview
    return not is_link and not is_asked and any(character.isalpha() for character in look.text)
