"""Headlines and headings: short lines that are no sentences, before and between paragraphs that are."""

from collections.abc import Sequence

from reader.roles.look import Look

_MOST_HEADLINE_WORDS = 25
_MOST_HEADING_WORDS = 12


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
    return (
        look.is_fragment
        and len(look.lines) <= 3
        and 2 <= len(look.words) <= _MOST_HEADLINE_WORDS
        and look.text[:1] not in "-*•–—"
    )


def find_headings(looks: Sequence[Look], body_start: int, taken: frozenset[int]) -> frozenset[int]:
    """Find the lines that head a part: alone between running text, or between headline and running text."""
    rest = [index for index in range(len(looks)) if index not in taken]
    found: set[int] = set()
    for place, index in enumerate(rest):
        if not could_be_heading(looks[index]):
            continue
        between = rest[max(0, place - 1) : place + 2 : 2]
        if index < body_start or (place and len(between) == 2 and all(looks[i].is_prose for i in between)):
            found.add(index)
    return frozenset(found)


def could_be_heading(look: Look) -> bool:
    """Tell whether a paragraph has the shape of a heading: a few words, no quotation, no full stop."""
    if not look.is_fragment or len(look.lines) > 1 or len(look.words) > _MOST_HEADING_WORDS:
        return False
    first = look.text[:1]
    return (
        not look.starts_quoted
        and first not in "-*•–—@#("
        and not first.islower()
        and any(c.isalpha() for c in look.text)
    )
