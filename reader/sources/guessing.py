"""A guess at the encoding of bytes that are no UTF-8: by the letters that languages are written with.

Latin letters are weighed by the alphabets of languages: a text is in one language, so its letters beyond ASCII
fit one alphabet in the right encoding, and hardly any in a wrong one. East Asian text is told by its kana,
its Hangul or its commonest characters. What is left is asked of charset-normalizer.
"""

import re
from collections.abc import Sequence

from reader.sources.encoding import WESTERN

# Fewer letters than these say nothing.
_LEAST_HIGH = 3
_LATIN = (WESTERN, "cp1250", "iso8859_2", "mac_roman", "cp1254", "cp1257", "cp850", "cp852", "cp437")
_ALPHABETS = (
    "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíóúñü¿¡ºª", "àáâãçéêíóôõúü", "àèéìíòóù", "åäöéüæø", "äöõüšž", "ąćęłńóśźż",
    "áčďéěíňóřšťúůýžäĺľŕô", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "âçğıîöşüûİ", "ąčęėįšųūž", "āčēģīķļņōŗšūž", "áéíóúýðþæö",
)  # fmt: skip
_SIGNS = frozenset("“”‘’„‚«»‹›–—…€£§°·•\u00a0\u00ad™©®½¼¾")
_OTHERS = [
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7", "cp1255", "cp1256", "cp874",
    "cp1258", "gb18030", "big5", "big5hkscs", "cp949", "cp932", "euc_jp",
]  # fmt: skip

_KANA = re.compile("[\u3041-\u3096]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# The commonest characters of Chinese, in both ways of writing them: one character in eight of any text.
_COMMON = re.compile(
    "[的一是不了在人有我他这這为為之大来來以个個中上们們到说說国國和地也子时時道出而要于於就下得可你年生]"
)
_ASIAN: Sequence[tuple[str, re.Pattern[str], float]] = (
    ("cp932", _KANA, 0.15),
    ("euc_jp", _KANA, 0.15),
    ("cp949", _HANGUL, 0.6),
    ("gb18030", _COMMON, 0.05),
    ("big5", _COMMON, 0.05),
)


def guess_encoding(sample: bytes, high: int) -> str:
    """Guess what bytes are written in; Python's name for it.

    Args:
        sample: Whole lines with bytes above ASCII, some thousands at the most: time grows with it.
        high: How many those are.
    """
    if 3 * high <= len(sample):
        return _guess_latin(sample) if high >= _LEAST_HIGH else WESTERN
    return _guess_asian(sample) or _ask(sample) or WESTERN


def _guess_latin(sample: bytes) -> str:
    """Choose the encoding in which most of the letters beyond ASCII fit one alphabet."""
    best, best_score = WESTERN, 0.8
    for name in _LATIN:
        score = _fit(sample.decode(name, "replace"))
        if score > best_score + 0.02:
            best, best_score = name, score
    return best


def _fit(text: str) -> float:
    """Say which share of the characters beyond ASCII is explained by one alphabet and by signs in their places."""
    beyond = [(before, sign) for before, sign in zip(" " + text, text, strict=False) if sign > "\x7f"]
    letters = [pair for pair in beyond if pair[1] not in _SIGNS]
    fitting = max(sum(_fits(*pair, alphabet) for pair in letters) for alphabet in _ALPHABETS)
    return (len(beyond) - len(letters) + fitting) / max(1, len(beyond))


def _fits(before: str, letter: str, alphabet: str) -> bool:
    # A capital letter stands at the beginning of a word, or in one that is all in capitals.
    return letter in alphabet or (letter.lower() in alphabet and not before.islower())


def _guess_asian(sample: bytes) -> str:
    found: list[tuple[float, str]] = []
    for name, signs, least in _ASIAN:
        text = sample.decode(name, "replace")
        share = len(signs.findall(text)) / max(1, sum(character > "\x7f" for character in text))
        if text.count("\ufffd") <= len(text) // 200 and share >= least:
            if signs is not _COMMON:
                return name
            found.append((share, name))
    return max(found)[1] if found else ""


def _ask(sample: bytes) -> str:
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.CRITICAL)
    best = from_bytes(sample, cp_isolation=_OTHERS, preemptive_behaviour=False).best()
    return best.encoding if best and best.percent_coherence > 0 else ""
