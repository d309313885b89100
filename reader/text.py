"""Foreign text made safe: what comes in is any string, what goes out can neither act on a terminal nor lose a word.

Two lines of defence. `make_safe` is called once, where text enters the program: characters that act on a terminal (C0, DEL,
C1, lone surrogates) become what `less` and `vim` show for them, so nothing is lost. Characters that are only invisible or turn
the direction of writing stay in the text, because Persian, Hindi and emoji need some of them and a comparison must see all of
them; `show_invisible` names them in a comparison and `hide_invisible` leaves them out on the way to a terminal otherwise.
"""

import re
from bisect import bisect_left
from functools import cache

# Direction overrides, embeddings and isolates, marks without width, fillers, tags, variation selectors, interlinear annotation,
# soft hyphen.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ACTING = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_PAGE_BREAK = "(?<![^\n\x0c\x85])[\x0c\x85]|[\x0c\x85](?![^\n\x0c\x85])"
_SEPARATORS = "\u2028\u2029"
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
# In JSON also what acts on a terminal, for a path is written as the user gave it, and bytes of a name that are no UTF-8.
_ESCAPED = f"\x7f-\x9f\udc80-\udcff{_INVISIBLE}"

# Scripts whose letters join or stack, where a joiner or non-joiner is a part of the spelling: Arabic to N'Ko, the scripts of
# India and its neighbours, Mongolian, Adlam.
_JOINING = (
    "\u0600-\u061b\u061d-\u0dff\u0f00-\u109f\u1700-\u17b3\u17b6-\u180a\u1810-\u1cff\ua800-\uabff\ufb50-\ufdcf\ufdf0-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
# A picture with its selector, skin tone, keycap or the letters of a flag. Source: UTS #51, "emoji sequence".
_PICTURE = f"(?:\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|[{_PICTURES}](?:\ufe0f\u20e3?|\ufe0e|[\U0001f3fb-\U0001f3ff])?)"
_NEEDED = "|".join(
    (
        f"{_PICTURE}(?:\u200d(?:{_PICTURE}|\\Z))*",
        "[0-9#*]\ufe0f\u20e3",
        "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\ufe00-\ufe02\U000e0100-\U000e01ef]",
        "[\u1810-\u18af][\u180b-\u180f]",
        "(?<=[\U00013000-\U0001342f])[\U00013430-\U0001345f]+",
        f"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}]|\\Z)",
    )
)
"""What is invisible alone and yet a part of what is seen: it stays."""


@cache
def _one_of(signs: str) -> re.Pattern[str]:
    """Compile a set of signs when it is first needed, for most texts never need most of them."""
    return re.compile(f"[{signs}]")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return "^" + chr(code + 0x40)
    if code == 0x7F:
        return "^?"
    return f"<U+{code:04X}>"


_PLAIN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_LONG = 200


def _odd_part(text: str) -> str:
    """Leave out of a long text what is plain ASCII: in most languages little is left to be searched."""
    if len(text) < _LONG:
        return text
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def _has(signs: str, text: str) -> bool:
    return _one_of(signs).search(_odd_part(text)) is not None


def make_safe(text: str) -> tuple[str, int]:
    """Replace what acts on a terminal by what names it: ESC becomes `^[`, U+009B becomes `<U+009B>`.

    Args:
        text: Any string. Line breaks of every style become a line feed, a form feed too where a line begins or ends; tabs stay.

    Returns:
        The safe text and how many characters were replaced (line breaks are not counted).
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (text.isascii() and text.isprintable()) or not _has(_ACTING, text):
        return text, 0
    if "\n" not in text:
        text = text.replace("\x85", "\n")  # what ends lines on mainframes
    text = re.sub(_PAGE_BREAK, "\n", text)
    acting = _one_of(_ACTING)
    found = acting.findall(text)
    # A sign at a time, for there may be millions of one.
    for sign in set(found):
        text = text.replace(sign, acting.sub(_visible, sign))
    return text, len(found)


@cache
def _unneeded(signs: str) -> re.Pattern[str]:
    """Compile what finds one of `signs` as its group 1, and as anything else what must stay."""
    return re.compile(f"{_NEEDED}|([{signs}])")


def count_invisible(text: str) -> int:
    """Count the characters that take no room or turn the direction of writing; joiners where something joins are none."""
    if text.isascii() or not _has(_INVISIBLE, text):
        return 0
    return sum(match[1] is not None for match in _unneeded(_INVISIBLE).finditer(text))


def hide_invisible(text: str) -> str:
    """Leave out what is invisible or turns the direction of writing; joiners stay where letters or pictures join.

    The result may be shorter than `text`: use it on whole texts on their way out, never before offsets are used.
    """
    if text.isascii() or not _has(_INVISIBLE, text):
        return text
    return _unneeded(_INVISIBLE).sub(_hide, text)


def _hide(match: re.Match[str]) -> str:
    """Leave out a character; one that parts lines or paragraphs becomes a space, or words would run together."""
    if not match[1]:
        return match[0]
    if _one_of(_ODD_SPACES).match(match[1]):
        return match[1]
    return " " if match[1] in _SEPARATORS else ""


def show_invisible(text: str) -> str:
    """Name what is invisible, and spaces that are not plain ones: a soft hyphen becomes `<U+00AD>`.

    A joiner that makes one picture of several emoji, or is a part of the spelling, stays, since it can be seen.
    """
    if is_plain(text):
        return text
    return _unneeded(_INVISIBLE + _ODD_SPACES).sub(
        lambda match: _visible(match) if match[1] else match[0], text
    )


class Spelling:
    """A text that is shown stretch by stretch; what is left out or named does not depend on where a stretch begins.

    Args:
        text: All of the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        found = () if is_plain(text) else _unneeded(_INVISIBLE + _ODD_SPACES).finditer(text)
        self._odd = {match.start(): match for match in found if match[1]}
        self._places = list(self._odd)

    def stretch(self, start: int, end: int, *, show: bool) -> str:
        """Return a stretch as `hide_invisible` would leave it, or as `show_invisible` would."""
        parts, at = [], start
        for place in self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]:
            parts.append(self._text[at:place])
            parts.append((_visible if show else _hide)(self._odd[place]))
            at = place + 1
        return "".join((*parts, self._text[at:end]))


def is_invisible(character: str) -> bool:
    """Tell whether a character takes no room or turns the direction of writing, wherever it stands."""
    return not character.isascii() and bool(_one_of(_INVISIBLE).match(character))


def is_unseen(character: str) -> bool:
    """Tell whether a character is invisible wherever it stands, or a space that is not a plain one."""
    return not character.isascii() and bool(_one_of(_INVISIBLE + _ODD_SPACES).match(character))


def escape_invisible(json_text: str) -> str:
    r"""Write what is invisible or acts on a terminal as `\uXXXX`, which leaves the value of a JSON text as it was."""

    def escape(match: re.Match[str]) -> str:
        units = match.group().encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

    if (json_text.isascii() and "\x7f" not in json_text) or not _has(_ESCAPED, json_text):
        return json_text
    return _one_of(_ESCAPED).sub(escape, json_text)


def is_plain(text: str) -> bool:
    """Tell whether `hide_invisible` and `show_invisible` would both leave `text` as it is."""
    return text.isascii() or not _has(_INVISIBLE + _ODD_SPACES, text)


def one_line(message: str) -> str:
    """Make a message one line that no terminal acts on, whatever the names in it hold."""
    return show_invisible(make_safe(message)[0]).replace("\n", " ").replace("\t", " ")
