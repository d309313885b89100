"""Writing that needs more than white space to be cut: tokens come in, tokens that respect graphemes and scripts go out.

Chinese is cut by characters, Japanese by characters and runs of katakana, Thai, Lao, Khmer and Burmese by graphemes. Combining
marks, joiners, variation selectors, skin tones and the two halves of a flag stay with what they belong to.
"""

import re
import unicodedata

from reader.diff.words import INVISIBLE, SAME_MARK

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_RUN = re.compile(
    "[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]+"  # katakana
    "|[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6]\u0e33?"  # Thai and Lao
    f"|[{_SPACELESS}]|[^{_SPACELESS}]+"
)
_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_ZERO_WIDTH_JOINER = "\u200d"
_STACKERS = "\u1039\u17d2"
"""The next consonant stands below: Burmese virama, Khmer coeng."""


def split_spaceless(words: list[str]) -> list[str]:
    """Cut words of writing without spaces into their runs; the others stay."""
    return [run for word in words for run in (_RUN.findall(word) if _IS_SPACELESS.search(word) else (word,))]


def join_graphemes(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cut and join tokens so that none holds more than a word and none less than a grapheme.

    Args:
        tokens: White space and core of each, as cut at white space, letters and marks.

    Returns:
        Tokens that joined give the same text.
    """
    joined: list[tuple[str, str]] = []
    for space, core in tokens:
        pieces = _RUN.findall(core) if _IS_SPACELESS.search(core) else [core]
        for number, piece in enumerate(pieces):
            before = "" if number else space
            if joined and not before and _belongs_to(joined[-1][1], piece):
                joined[-1] = joined[-1][0], joined[-1][1] + piece
            else:
                joined.append((before, piece))
    return joined


def fold_core(core: str) -> str:
    """Return what a token is compared by: composed letters, marks of one style, nothing invisible."""
    return core if core.isascii() else unicodedata.normalize("NFC", core.translate(SAME_MARK))


def _belongs_to(before: str, piece: str) -> bool:
    """Tell whether a piece goes on with the token before it."""
    if not before or not piece:
        return False
    if _extends(piece[0]) or before[-1] == _ZERO_WIDTH_JOINER or before[-1] in _STACKERS:
        return True
    if _is_flag_half(piece) and _is_flag_half(before):
        return True
    is_word = piece[0].isalnum() and not _IS_SPACELESS.match(piece)
    return is_word and _extends(before[-1]) and _is_word_so_far(before)


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M"
        or character in INVISIBLE
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_flag_half(piece: str) -> bool:
    return len(piece) == 1 and "\U0001f1e6" <= piece <= "\U0001f1ff"


def _is_word_so_far(before: str) -> bool:
    """Tell whether a token is letters, marks and invisible characters only, of a script with spaces."""
    return not _IS_SPACELESS.search(before) and all(c.isalnum() or c in "'’_" or _extends(c) for c in before)
