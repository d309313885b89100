"""Which control sequences may go to the terminal beside what is drawn: anything comes in, those that are known go out."""

import re
from functools import cache

_MODES = "(?:1|7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2048)"
"""Cursor keys, wrapping, cursor, mouse, focus, the other screen, pastes, sizes told in band."""

_COPY = r"\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)"


# Another sequence as a whole, so that no part of it is taken for something known; or any character.
_OTHER = r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]?|."


@cache
def _pattern(has_extensions: bool) -> re.Pattern[str]:
    extensions = rf"|\x1b\[\?(?:2026|2048)\$p|\x1b\[[<>][0-9]*u|{_COPY}" if has_extensions else ""
    return re.compile(rf"(\x07|\x1b\[\?{_MODES}[hl]{extensions})|{_OTHER}", re.DOTALL)


def keep_known(data: str, *, has_extensions: bool) -> str:
    """Keep the sequences that this program or Textual has a reason to send, and drop everything between.

    A title, a notification, a question, text: whoever wants one of these sent makes a mistake, or was made to.

    Args:
        data: What is to be written.
        has_extensions: Whether the terminal understands what xterm and its heirs added: strings (a copy), questions for
            modes, the keyboard's protocol. Where it does not, it would draw a part of them.
    """
    return "".join(_pattern(has_extensions).findall(data))
