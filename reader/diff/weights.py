"""What a change weighs: the words that went and those that came go in, a weight goes out."""

import re
from collections.abc import Sequence

from reader.diff.block import WEIGHTS, Weight


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEGATIONS = _words("""
    not no never none nobody nothing neither nor without cannot nicht kein keine keinen keiner nie niemals
    ohne
""")
_HEDGES = _words("""
    may might could would should must can allegedly reportedly apparently possibly probably perhaps likely
    unlikely
""")
_CUES = _words("""
    said says say told tells claimed claims claim denied denies admitted insisted warned alleged argued stated
""")
_WORD = re.compile(r"\w+")


def heaviest(weights: Sequence[Weight]) -> Weight:
    """Return the weight that matters most; `none` of nothing."""
    return max(weights, key=WEIGHTS.index, default="none")


def weigh_change(old: Sequence[str], new: Sequence[str], *, is_quoted: bool = False) -> Weight:
    """Say how much it matters that the words `old` became the words `new`.

    Args:
        old: Words and marks that are gone, without white space.
        new: Words and marks that came.
        is_quoted: Whether some of them stand inside a quotation.
    """
    gone, come = _bare("".join(old)), _bare("".join(new))
    if gone == come:
        return "invisible"
    if _letters(old) == _letters(new):
        return "style"
    if is_quoted:
        return "quotation"
    changed = set(old) ^ set(new)
    return "fact" if any(_is_fact(word) for word in changed) else "wording"


def _bare(text: str) -> str:
    return re.sub("[\"'“”„«»‘’‚]", '"', text)


def _letters(words: Sequence[str]) -> str:
    return "".join(_WORD.findall("".join(words).casefold()))


def _is_fact(word: str) -> bool:
    lower = word.lower()
    return (
        any(c.isdigit() for c in word)
        or lower in _NEGATIONS
        or lower in _HEDGES
        or lower in _CUES
        or lower.endswith(("n't", "n’t"))
        or (word[:1].isupper() and len(word) > 1)
    )
