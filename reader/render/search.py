"""Words found in a text whatever the style of its marks, dashes and spaces."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛‹›", "'"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\t\n", " "),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)


def fold(text: str) -> str:
    """Make what reads the same the same; the length stays, so that offsets hold."""
    lowered = text.translate(_SAME).lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text.translate(_SAME))


def find_words(text: str, needle: str) -> tuple[tuple[int, int], ...]:
    """Find every place where `needle` stands in `text`, without overlaps; none for an empty needle.

    Returns:
        Half-open ranges of `text`, ascending.
    """
    wanted = fold(needle)
    if not wanted.strip():
        return ()
    folded, found, at = fold(text), [], 0
    while (at := folded.find(wanted, at)) >= 0:
        found.append((at, at + len(wanted)))
        at += len(wanted)
    return tuple(found)
