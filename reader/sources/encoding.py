"""Bytes made text, whatever they are written in: what goes out is a string, and what had to be guessed for it.

UTF-8 comes first, because text in another encoding is hardly ever valid UTF-8; then what a byte-order mark
or the document itself says; then a guess by the letters.
"""

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.sources.bounds import GUESSED_BYTES

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read the first as the second, because pages that say the one mean the other.
_MEANT = {
    "latin_1": "cp1252", "iso8859_1": "cp1252", "ascii": "cp1252", "gbk": "gb18030", "gb2312": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859_9": "cp1254", "tis_620": "cp874",
}  # fmt: skip
_NAMES = {
    "cp1252": "Windows-1252",
    "koi8_r": "KOI8-R",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "gb18030": "GB 18030",
}
_SHAPED = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_HIGH = bytes(range(0x80, 0x100))
# What no text has many of; tabs, breaks and escape stand in some.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})

WESTERN = "cp1252"
"""What is guessed where nothing tells: the encoding of western Windows, in which most old files are."""


class Decoded(NamedTuple):
    """A text, and what the reader should know of how it was read."""

    text: str
    notices: tuple[str, ...] = ()


class NotTextError(ValueError):
    """Bytes that are no text in any encoding; says why, in words that follow the name of a file."""


def count_high(data: bytes) -> int:
    """Count the bytes above ASCII."""
    return len(data) - len(data.translate(None, _HIGH))


def decode(data: bytes, declared: str = "") -> Decoded:
    """Read bytes as text.

    Args:
        data: All of a file, or of a part of it that is text.
        declared: The encoding that the document says it is in, in any spelling; it is believed when UTF-8 and
            marks say nothing else.

    Raises:
        NotTextError: They are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name)
    if b"\0" in data and not _is_text_with_strays(data):
        return _decode_unmarked_utf16(data)
    sample = data[:GUESSED_BYTES]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 10:
        raise NotTextError("is not text (it is full of control characters)")
    said = _known(declared)
    if said == "iso2022_jp" and b"\x1b$" in data:
        return _decode_as(data, said)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _is_broken_utf8(data):
        return _decode_as(data, "utf-8")
    if said and said != "utf_8":
        text = data.decode(said, "replace")
        if text.count("\ufffd") * 50 <= count_high(data):
            return Decoded(text)
    return _decode_guessed(data)


def _is_text_with_strays(data: bytes) -> bool:
    """Tell whether this is UTF-8 into which a few NUL characters strayed, which editors show and nothing else minds."""
    if data.count(0) * 100 > len(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_as(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    lost -= lost and data.decode(name, "ignore").count("\ufffd")  # those that stood in the text itself
    if not lost:
        return Decoded(text)
    shown = "place is shown as \ufffd: it is" if lost == 1 else "places are shown as \ufffd: they are"
    return Decoded(text, (f"{lost:,} {shown} not in {name.upper()}, as the rest is",))


def _decode_unmarked_utf16(data: bytes) -> Decoded:
    """Read UTF-16 without a mark, which shows by the zero bytes beside every Latin letter, space and full stop."""
    sample = data[: GUESSED_BYTES & ~1]
    half = len(sample) // 2
    high_first, low_first = sample[0::2].count(0), sample[1::2].count(0)
    for name, zeros, others in (("utf-16-le", low_first, high_first), ("utf-16-be", high_first, low_first)):
        if zeros * 5 >= half and others * 50 <= half and half > 1:
            decoded = _decode_as(data, name)
            return Decoded(decoded.text, (*decoded.notices, "read as UTF-16, which is a guess"))
    raise NotTextError("is not text (it holds NUL bytes)")


def _is_broken_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with some damage: most bytes above ASCII stand in characters of its shape."""
    shaped = sum(map(len, re.findall(_SHAPED, data)))
    high = count_high(data)
    # The end may be cut inside a character, and no other encoding has a lead byte alone there.
    cut = re.search(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z", data)
    shaped += len(cut.group()) if cut else 0
    return shaped * 2 >= high


def _decode_guessed(data: bytes) -> Decoded:
    from reader.sources.guessing import guess_encoding

    sample = _sample(data)
    name = guess_encoding(sample, count_high(sample))
    text = data.decode(name, "replace") if name != WESTERN else _decode_western(data)
    return Decoded(text, (f"is not in UTF-8; read as {_NAMES.get(name, name.upper())}, which is a guess",))


def _decode_western(data: bytes) -> str:
    """Read Windows-1252 as browsers do: the five bytes that mean nothing in it are control characters."""
    return data.decode("cp1252", "surrogateescape").translate({0xDC00 + n: n for n in range(0x80, 0x100)})


def _sample(data: bytes) -> bytes:
    """Take the lines with bytes above ASCII, whole, as many as are needed for a guess."""
    if len(data) <= GUESSED_BYTES:
        return data
    lines: list[bytes] = []
    held = 0
    for line in _lines_of(data):
        if not line.isascii():
            lines.append(line[:GUESSED_BYTES])
            held += len(lines[-1])
            if held >= GUESSED_BYTES:
                break
    return b"".join(lines)


def _lines_of(data: bytes) -> Iterable[bytes]:
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end


# Of what a document says of itself no other is believed: Python also knows encodings that are no writing, or
# that hide one.
_DECLARED = """
    cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8_r koi8_u iso8859_1 iso8859_2 iso8859_3 iso8859_4
    iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16 latin_1
    ascii utf_8 cp437 cp850 cp852 cp866 mac_roman mac_cyrillic cp874 tis_620 cp932 shift_jis euc_jp iso2022_jp
    gb18030 gbk gb2312 big5 big5hkscs cp949 euc_kr
"""


def _known(declared: str) -> str:
    """Return Python's name for an encoding that a document says it is in; empty for one that is not believed."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")[:40]).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    name = name.replace("-", "_")
    return _MEANT.get(name, name) if name in _DECLARED.split() else ""
