"""The longest common subsequence: two sequences of keys come in, the ranges that both have in order go out.

The table is worked out a row at a time, a row being one integer with a bit for each key of the new side, so that a row costs a
few operations on integers however many keys there are (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
"""

from collections.abc import Hashable, Sequence

Match = tuple[int, int, int]
"""Where equal tokens begin in the old and in the new text, and how many there are."""


def find_longest(
    old: Sequence[Hashable], new: Sequence[Hashable], *, least: float = 0.0
) -> list[Match] | None:
    """Find the longest common subsequence as ranges, ascending.

    Args:
        old: Keys of the old side.
        new: Keys of the new side.
        least: The share of all keys, 0 to 1, that it must hold.

    Returns:
        Ranges without neighbours that touch on both sides; None when it holds less than `least`.

    Cost: len(old) * len(new) / 8 bytes, and a few operations on an integer of len(new) bits for each old key.
    """
    rows = _rows(old, new)
    kept = len(new) - rows[-1].bit_count()
    if 2 * kept < least * (len(old) + len(new)):
        return None
    return _walk_back(old, new, rows)


def _rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """Work out for each prefix of the old side which new keys do not lengthen what it shares with the new side so far."""
    places: dict[Hashable, int] = {}
    bit = 1
    for key in new:
        places[key] = places.get(key, 0) | bit
        bit <<= 1
    row = full = bit - 1
    rows = [row]
    for key in old:
        if key in places:
            shared = row & places[key]
            row = (row + shared | row - shared) & full
        rows.append(row)
    return rows


def _walk_back(old: Sequence[Hashable], new: Sequence[Hashable], rows: Sequence[int]) -> list[Match]:
    matches = []
    i, j = len(old), len(new)
    while i and j:
        if old[i - 1] == new[j - 1]:
            j_end = j
            while i and j and old[i - 1] == new[j - 1]:
                i, j = i - 1, j - 1
            matches.append((i, j, j_end - j))
        elif rows[i] >> (j - 1) & 1:
            j -= 1
        else:
            i -= 1
    return matches[::-1]
