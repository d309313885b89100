"""Words inside a pair of texts: two texts come in, stretches of kept and changed words go out.

A token is a word or a mark, held with the white space before it, so that tokens joined are the text to the
character. `difflib` finds
the opcodes; where `cydifflib` is installed it finds the same ones faster.
"""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeVar

try:
    from cydifflib import SequenceMatcher  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    from difflib import SequenceMatcher

Key = TypeVar("Key", bound=Hashable)

_TOKEN = re.compile(
    r"(\s*)("
    r"(?:[^\W\d_]\.){2,}"  # U.S., z.B.
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"  # 1,000.50  9:30  20th
    r"|[^\W_]+(?:['’][^\W_]+)*"  # words and contractions
    r"|_+|[^\w\s]"
    r"|\Z)"
)
_SAME_MARK = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})


class Token(NamedTuple):
    """A word or a mark: the white space before it, what it is, and where it begins in its text."""

    space: str
    core: str
    start: int


class Stretch(NamedTuple):
    """Half-open ranges of tokens that stand opposite each other, kept on both sides or changed."""

    is_kept: bool
    old: int
    old_end: int
    new: int
    new_end: int


def split_words(text: str) -> list[Token]:
    """Cut `text` into tokens that joined are `text`; white space at its end makes a token without a core."""
    return [Token(m[1], m[2], m.start(2)) for m in _TOKEN.finditer(text) if m[0]]


def match_key(core: str) -> str:
    """Return what a token is compared by: marks of every style are one, what is invisible does not count."""
    return core.translate(_SAME_MARK) if not core.isascii() else core


def unique_pairs(old: Sequence[Key], new: Sequence[Key]) -> list[tuple[int, int]]:
    """Pair what occurs once on each side: indices, ascending by the old one."""
    old_places, new_places = _unique_places(old), _unique_places(new)
    return [(i, new_places[key]) for key, i in old_places.items() if key in new_places]


def _unique_places(keys: Sequence[Key]) -> dict[Key, int]:
    places = {key: k for k, key in enumerate(keys)}
    if len(places) == len(keys):
        return places
    counts = Counter(keys)
    return {key: k for key, k in places.items() if counts[key] == 1}


def find_stretches(old: Sequence[Key], new: Sequence[Key]) -> tuple[list[Stretch], bool]:
    """Find what was kept between two sequences of keys.

    Returns:
        Stretches in order that cover both sides, kept and changed in turn, and whether they are coarser than
        difflib's would be.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [Stretch(tag == "equal", a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()], False
