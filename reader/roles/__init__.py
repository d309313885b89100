"""What each paragraph of a plain text is to the story: headline, heading, body, caption or furniture.

The rules look at shape (length, how a line ends, where it stands), at what is said twice, and at the few
things that only a page says to its readers. In doubt a paragraph is body: a story must never lose a part.
"""

from collections.abc import Sequence

from reader.article import Role
from reader.roles.captions import find_captions
from reader.roles.furniture import find_furniture, is_banner
from reader.roles.headings import could_be_headline, find_body_start, find_headings, find_headline
from reader.roles.look import Look, capitalised_words, look_at

__all__ = ["assign_roles"]


def assign_roles(blocks: Sequence[str]) -> tuple[Role, ...]:
    """Say of each paragraph what it is to the story.

    Args:
        blocks: The paragraphs in reading order, as they stood in the file, perhaps with line breaks inside.

    Returns:
        A role for each. At most one is `headline`; a text of which nothing reads as running text is all
        `body`.
    """
    looks = [look_at(block) for block in blocks]
    furniture = find_furniture(looks)
    body_start = find_body_start(looks, furniture)
    furniture |= _find_banners(looks, body_start, furniture)
    near = looks[body_start:]
    captions = find_captions(
        looks, body_start, capitalised_words(near) if body_start else frozenset(), furniture
    )
    headline = find_headline(looks, body_start, furniture | captions)
    taken = furniture | captions | (frozenset() if headline is None else frozenset({headline}))
    headings = find_headings(looks, body_start, taken) if body_start < len(looks) else frozenset()

    def role(index: int) -> Role:
        if index == headline:
            return "headline"
        if index in furniture:
            return "furniture"
        if index in captions:
            return "caption"
        return "heading" if index in headings else "body"

    return tuple(role(index) for index in range(len(looks)))


def _find_banners(looks: Sequence[Look], body_start: int, furniture: frozenset[int]) -> frozenset[int]:
    """Find banners at the top of the page; the last line that could be the headline is never one."""
    lines = [i for i in range(body_start) if i not in furniture and could_be_headline(looks[i])]
    return frozenset(index for index in lines[:-1] if is_banner(looks[index]))
