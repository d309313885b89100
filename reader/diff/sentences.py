"""Long paragraphs cut at the sentences that both have: two texts come in, ranges that are the same or not go out."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.diff.words import find_stretches

_END = r"[.!?…;:]+[\"'”’»)\]]*\s+|[。！？]+[”’」』]*|\n+"

Range = tuple[int, int]


def find_same_sentences(old: str, new: str) -> Iterator[tuple[bool, Range, Range]]:
    """Find the runs of whole sentences that two texts have in common, in order.

    Args:
        old: A text of any length.
        new: Another.

    Yields:
        Whether the sentences are the same, and half-open ranges of both texts; these cover both, in order. The same come with the
        same from both sides: a swap gives the mirror image.

    Cost: linear where most sentences occur once.
    """
    old_ends, new_ends = _ends(old), _ends(new)
    old_sentences, new_sentences = _cut(old, old_ends), _cut(new, new_ends)
    is_swapped = old_sentences > new_sentences
    sides = (new_sentences, old_sentences) if is_swapped else (old_sentences, new_sentences)
    for stretch in find_stretches(*sides)[0]:
        one = stretch.mirrored() if is_swapped else stretch
        yield (
            one.is_kept,
            (old_ends[one.old], old_ends[one.old_end]),
            (new_ends[one.new], new_ends[one.new_end]),
        )


def _ends(text: str) -> list[int]:
    """List where sentences end, first 0 and last the end of the text."""
    ends = [0, *[match.end() for match in re.finditer(_END, text)]]
    return ends if ends[-1] == len(text) else [*ends, len(text)]


def _cut(text: str, ends: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise(ends)]
