"""Words inside a pair of texts: two texts come in, stretches of kept and changed words go out.

A token is a word or a mark, held with the white space before it, so that tokens joined are the text to the character. `difflib`
finds what was kept; where `cydifflib` is installed it finds the same faster.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from reader.diff.longest import Match, find_longest

try:
    from cydifflib import SequenceMatcher  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    from difflib import SequenceMatcher

Key = TypeVar("Key", bound=Hashable)

MOSTLY_KEPT = 0.7
"""Share of all words from which the longest common subsequence is what was kept.

It is found faster than what difflib finds, and where little changed both are mostly the same. In a rewrite difflib's long ranges
read better.
"""

SMALL = 90_000
"""Tokens of one text times those of the other up to which difflib may see both whole: two paragraphs of 300 words.

Above it, words that occur once on each side part the texts first, since difflib is quadratic and worse on repeated words.
"""

FAR_TOO_MANY = 100_000
"""Tokens of both texts from which difflib sees no part of them: thousands of small parts would take it minutes."""

LARGE = 36_000_000
"""The same up to which the longest common subsequence is found where no word occurs once: two paragraphs of 6,000 words, 5 MB."""

WINDOW = 4096
"""Tokens that are compared at a time where a text is larger and that repetitive: right, but not the least change."""

JOINED = 4
"""Kept words between two changes that may be given up so that no confetti is left. 0 keeps every one."""

JOINED_SHARE = 0.7
"""How large they may be, counted on both sides, as a share of the smaller of the two changes."""

SMALL_CHANGES = 3
"""Words of two changes together, counted on both sides, up to which the one word between them is kept in any case."""

WORDS_BESIDE = 4
"""Words that two texts share beside the first and the last difference, and that are cut all the same."""

# Most words are told by the first choice alone, which takes all their letters at once.
_TOKEN = re.compile(
    r"(\s*+)("
    r"[^\W\d]\w*+(?!['’.]\w)"
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # U.S., z.B.
    r"|\d+(?:[.,:]\d+)*\w*"  # 1,000.50  9:30  20th
    r"|\w++(?:['’]\w+)*"  # contractions
    r"|(?<!\S)[-−]\d+(?:[.,:]\d+)*\w*"  # -5
    r"|[^\w\s]"
    r"|\Z)"
)
# Latin (with its ligatures), Greek and Cyrillic letters and the usual marks: text of nothing else needs no look at its graphemes.
_USUAL_RANGES = (
    (0x09, 0x0E), (0x20, 0x7F), (0xA0, 0xAD), (0xAE, 0x300), (0x370, 0x483), (0x48A, 0x530), (0x1E00, 0x2000),
    (0x2010, 0x202A), (0x202F, 0x205F), (0x20A0, 0x20C0), (0xFB00, 0xFB07),
)  # fmt: skip
_USUAL = frozenset(chr(code) for start, end in _USUAL_RANGES for code in range(start, end))
INVISIBLE = (
    "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters without width; a word with one in it is still that word."""

SAME_MARK = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys(INVISIBLE)
)


def find_shared_ends(old: str, new: str) -> tuple[int, int]:
    """Count the characters that two texts begin and end with and that need not be cut into words.

    Some words that both share stay beside what differs, from which it is told how a sentence begins there.
    """
    head = _count_shared(old, new)
    rest = min(len(old), len(new)) - head
    tail = _count_shared(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
    return _end_of_words(old, head), _end_of_words(old[::-1], tail)


def _count_shared(a: str, b: str) -> int:
    """Count the characters that two texts begin with."""
    low, high = 0, min(len(a), len(b)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _end_of_words(text: str, size: int) -> int:
    """Go back from a place over a few words, to the space before them; 0 when there are no more, or spaces on end."""
    for _ in range(WORDS_BESIDE):
        size = text.rfind(" ", 0, size)
        if size <= 0:
            return 0
    return 0 if text[size - 1].isspace() or text[size + 1].isspace() else size


class Tokens:
    """A text cut into words and marks.

    Attributes:
        spaces: The white space before each token, often none.
        cores: Each token without it. White space at the end of the text makes a last token without a core.
        keys: What tokens are compared by: quotation marks of every style are one, what is invisible does not count.
    """

    __slots__ = ("cores", "keys", "spaces")

    spaces: tuple[str, ...]
    cores: tuple[str, ...]
    keys: tuple[str, ...]

    def __init__(self, text: str) -> None:
        found: list[tuple[str, str]] = _TOKEN.findall(text)
        found.pop()  # the end of the text
        is_odd = has_odd_letters(text)
        if is_odd:
            from reader.diff.scripts import (
                fold_core,
                join_graphemes,
            )  # rarely needed; unicodedata takes its time

            found = join_graphemes(found)
        self.spaces, self.cores = zip(*found, strict=True) if found else ((), ())
        if text.isascii():
            self.keys = self.cores
        elif is_odd:
            self.keys = tuple([fold_core(core) for core in self.cores])
        else:
            self.keys = tuple([core if core.isascii() else core.translate(SAME_MARK) for core in self.cores])

    def __len__(self) -> int:
        return len(self.cores)

    def text(self, start: int, end: int) -> str:
        """Return a range of tokens as it stands in the text."""
        parts = [""] * (2 * (end - start))
        parts[::2], parts[1::2] = self.spaces[start:end], self.cores[start:end]
        return "".join(parts)

    def space(self, k: int) -> str:
        """Return the white space before a token; none at the end of the text."""
        return self.spaces[k] if k < len(self.spaces) else ""

    def starts(self) -> list[int]:
        """Return the offset in the text at which the core of each token begins."""
        sizes = [len(space) + len(core) for space, core in zip(self.spaces, self.cores, strict=True)]
        ends = accumulate(sizes)
        return [end - len(core) for end, core in zip(ends, self.cores, strict=True)]


def has_odd_letters(text: str) -> bool:
    """Tell whether a text has letters or marks that need more than white space to be told apart."""
    return not text.isascii() and not _USUAL.issuperset(text)


class Stretch(NamedTuple):
    """Half-open ranges of tokens that stand opposite each other, kept on both sides or changed."""

    is_kept: bool
    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def size(self) -> int:
        """How many tokens it has on both sides."""
        return self.old_end - self.old + self.new_end - self.new

    def mirrored(self) -> "Stretch":
        """Return the same with the sides swapped."""
        return Stretch(self.is_kept, self.new, self.new_end, self.old, self.old_end)


def find_stretches(old: Sequence[Key], new: Sequence[Key]) -> tuple[list[Stretch], bool]:
    """Find what was kept between two sequences of keys.

    Returns:
        Stretches in order that cover both sides, kept and changed in turn, and whether they are coarser than difflib's would be.

    Cost: n log n and what difflib takes for parts within `SMALL`.
    """
    matches, is_coarse = _find_matches(old, new)
    stretches: list[Stretch] = []
    i = j = 0
    for i_match, j_match, size in [*sorted(matches), (len(old), len(new), 0)]:
        if i < i_match or j < j_match:
            stretches.append(Stretch(False, i, i_match, j, j_match))
        if size and stretches and stretches[-1].is_kept:
            last = stretches[-1]
            stretches[-1] = last._replace(old_end=i_match + size, new_end=j_match + size)
        elif size:
            stretches.append(Stretch(True, i_match, i_match + size, j_match, j_match + size))
        i, j = i_match + size, j_match + size
    return stretches, is_coarse


def _find_matches(old: Sequence[Key], new: Sequence[Key]) -> tuple[list[Match], bool]:
    """Match ranges until none is left: first what they begin and end with, then by the means that their size allows."""
    matches: list[Match] = []
    is_coarse = False
    ranges = [(0, len(old), 0, len(new))]
    while ranges:
        i, i_end, j, j_end = ranges.pop()
        head = _common(range(i, i_end), range(j, j_end), old, new)
        i_head, j_head = i, j
        i, j = i + head, j + head
        tail = _common(range(i_end - 1, i - 1, -1), range(j_end - 1, j - 1, -1), old, new)
        i_end, j_end = i_end - tail, j_end - tail
        matches += [(a, b, size) for a, b, size in ((i_head, j_head, head), (i_end, j_end, tail)) if size]
        if i == i_end or j == j_end or (i_end - i == j_end - j == 1):
            continue
        size = (i_end - i) * (j_end - j)
        if size <= SMALL:
            least = MOSTLY_KEPT if len(old) + len(new) < FAR_TOO_MANY else 0.0
            matches += _match_small(old[i:i_end], new[j:j_end], i, j, least)
            continue
        anchors = _in_order(unique_pairs(old[i:i_end], new[j:j_end]))
        if anchors:
            ranges += _between([(i + a, j + b) for a, b in anchors], i, i_end, j, j_end)
            matches += [(i + a, j + b, 1) for a, b in anchors]
            continue
        windows = [(i, i_end, j, j_end)] if size <= LARGE else _windows(i, i_end, j, j_end)
        is_coarse |= len(windows) > 1
        for a, a_end, b, b_end in windows:
            matches += _moved_by(a, b, find_longest(old[a:a_end], new[b:b_end]) or [])
    return matches, is_coarse


def _common(old_places: range, new_places: range, old: Sequence[Key], new: Sequence[Key]) -> int:
    """Count how many tokens are equal before the first that are not."""
    count = 0
    for i, j in zip(old_places, new_places, strict=False):
        if old[i] != new[j]:
            break
        count += 1
    return count


def _match_small(old: Sequence[Key], new: Sequence[Key], i: int, j: int, least: float) -> list[Match]:
    """Match two parts that begin at i and j, by the longest common subsequence if that has the least share of them."""
    matches = find_longest(old, new, least=least)
    if matches is None:
        matches = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return _moved_by(i, j, matches)


def _moved_by(i: int, j: int, matches: Sequence[Match]) -> list[Match]:
    return [(i + a, j + b, size) for a, b, size in matches if size]


def _between(
    anchors: Sequence[tuple[int, int]], i: int, i_end: int, j: int, j_end: int
) -> list[tuple[int, int, int, int]]:
    """List the ranges that anchors leave between them."""
    starts = [(i, j), *[(a + 1, b + 1) for a, b in anchors]]
    ends = [*anchors, (i_end, j_end)]
    return [
        (a, a_end, b, b_end)
        for (a, b), (a_end, b_end) in zip(starts, ends, strict=True)
        if a < a_end and b < b_end
    ]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs that ascend on both sides; they ascend on the first already (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        piles[pile : pile + 1] = [k]
    kept = []
    k = piles[-1] if piles else -1
    while k >= 0:
        kept.append(pairs[k])
        k = before[k]
    return kept[::-1]


def _windows(i: int, i_end: int, j: int, j_end: int) -> list[tuple[int, int, int, int]]:
    """Cut two ranges into as many parts, none larger than `WINDOW`."""
    old_size, new_size = i_end - i, j_end - j
    count = -(-max(old_size, new_size) // WINDOW)
    return [
        (
            i + old_size * k // count,
            i + old_size * (k + 1) // count,
            j + new_size * k // count,
            j + new_size * (k + 1) // count,
        )
        for k in range(count)
    ]


def unique_pairs(old: Sequence[Key], new: Sequence[Key]) -> list[tuple[int, int]]:
    """Pair what occurs once on each side: indices, ascending by the old one."""
    old_places, new_places = _unique_places(old), _unique_places(new)
    return [(i, new_places[key]) for key, i in old_places.items() if key in new_places]


def _unique_places(keys: Sequence[Key]) -> dict[Key, int]:
    places = {key: k for k, key in enumerate(keys)}
    if len(places) == len(keys):
        return places
    counts = Counter(keys)
    return {key: k for k, key in enumerate(keys) if counts[key] == 1}


def join_islands(stretches: Sequence[Stretch], cores: Sequence[str]) -> list[Stretch]:
    """Give up kept words that stand between two changes and say little, so that a change reads as one.

    Args:
        stretches: Kept and changed in turn.
        cores: The tokens of the old text.
    """
    joined: list[Stretch] = []
    for k, stretch in enumerate(stretches):
        if stretch.is_kept and joined and k + 1 < len(stretches):
            is_given_up = _says_little(
                cores[stretch.old : stretch.old_end], joined[-1].size, stretches[k + 1].size
            )
            stretch = stretch._replace(is_kept=not is_given_up)
        if joined and not stretch.is_kept and not joined[-1].is_kept:
            joined[-1] = joined[-1]._replace(old_end=stretch.old_end, new_end=stretch.new_end)
        else:
            joined.append(stretch)
    return joined


def _says_little(kept: Sequence[str], before: int, after: int) -> bool:
    """Tell whether kept tokens are lost between two changes of some sizes."""
    if len(kept) == 1:
        return before + after > SMALL_CHANGES or not kept[0][:1].isalnum()
    return len(kept) <= JOINED and 2 * len(kept) <= JOINED_SHARE * min(before, after)
