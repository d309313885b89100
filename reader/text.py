"""Foreign text made safe: what comes in is any string, what goes out can neither act on a terminal nor lose a word.

Two lines of defence. `make_safe` is called once, where text enters the program: characters that act on a terminal (C0, DEL,
C1, lone surrogates) become what `less` and `vim` show for them, so nothing is lost. Characters that are only invisible or turn
the direction of writing stay in the text, because Persian, Hindi and emoji need some of them and a comparison must see all of
them; `show_invisible` names them in a comparison and `hide_invisible` leaves them out on the way to a terminal otherwise.
"""

import re
from functools import cache

# Direction overrides, embeddings and isolates, marks without width, fillers, tags, interlinear annotation, soft hyphen, line
# separators. ZERO WIDTH JOINER and NON-JOINER are here too; `hide_invisible` keeps them where letters join.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ACTING = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# In JSON also what acts on a terminal, for a path is written as the user gave it, and bytes of a name that are no UTF-8.
_ESCAPED = f"\x7f-\x9f\udc80-\udcff{_INVISIBLE}"
_JOINERS = "\u200c\u200d"


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


def make_safe(text: str) -> tuple[str, int]:
    """Replace what acts on a terminal by what names it: ESC becomes `^[`, U+009B becomes `<U+009B>`.

    Args:
        text: Any string. Line breaks of every style become a line feed; tabs stay.

    Returns:
        The safe text and how many characters were replaced (line breaks are not counted).
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text, 0
    return _one_of(_ACTING).subn(_visible, text.replace("\x0c", "\n").replace("\x85", "\n"))


def count_invisible(text: str) -> int:
    """Count the characters that take no room or turn the direction of writing."""
    return 0 if text.isascii() else len(_one_of(_INVISIBLE).findall(text))


def hide_invisible(text: str, before: str = "") -> str:
    """Leave out what is invisible or turns the direction of writing; joiners stay where letters join.

    Args:
        text: Any text.
        before: The character that stands before it, where it is a part of a longer text.

    The result may be shorter than `text`: use it on whole lines on their way out, never before offsets are used.
    """
    if text.isascii():
        return text

    def keep_joiner(match: re.Match[str]) -> str:
        letter = text[match.start() - 1] if match.start() else before
        joins = match.group() in _JOINERS and letter > "\u02ff" and not letter.isspace()
        return match.group() if joins and not _one_of(_INVISIBLE).match(letter) else ""

    return _one_of(_INVISIBLE).sub(keep_joiner, text)


def show_invisible(text: str) -> str:
    """Name what is invisible, and spaces that are not plain ones: a soft hyphen becomes `<U+00AD>`.

    A joiner that makes one picture of several emoji stays, since it can be seen.
    """
    if text.isascii():
        return text

    def name(match: re.Match[str]) -> str:
        before = text[match.start() - 1] if match.start() else ""
        joins_emoji = (
            match.group() == "\u200d" and before > "\u2190" and not before.isalnum() and not before.isspace()
        )
        return match.group() if joins_emoji and not _one_of(_INVISIBLE).match(before) else _visible(match)

    return _one_of(_INVISIBLE + _ODD_SPACES).sub(name, text)


def escape_invisible(json_text: str) -> str:
    r"""Write what is invisible or acts on a terminal as `\uXXXX`, which leaves the value of a JSON text as it was."""

    def escape(match: re.Match[str]) -> str:
        units = match.group().encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

    if json_text.isascii() and "\x7f" not in json_text:
        return json_text
    return _one_of(_ESCAPED).sub(escape, json_text)


def is_plain(text: str) -> bool:
    """Tell whether `hide_invisible` and `show_invisible` would both leave `text` as it is."""
    return text.isascii() or not _one_of(_INVISIBLE + _ODD_SPACES).search(text)


def one_line(message: str) -> str:
    """Make a message one line that no terminal acts on, whatever the names in it hold."""
    return show_invisible(make_safe(message)[0]).replace("\n", " ").replace("\t", " ")
