"""What comes from a terminal, cut into keys, pastes and answers: text comes in, messages of Textual go out.

Textual's parser takes a sequence that it does not know, or that a slow line delivers in two parts, for so many keys,
and in this program every key is a command. Here whole sequences are cut out first, by the rules of ECMA-48; the parser
is shown only what is whole, and what it does not know is dropped.
"""

import re
from collections.abc import Iterator

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

_ESC = "\x1b"
_PASTE_BEGIN, _PASTE_END = "\x1b[200~", "\x1b[201~"

# How long the rest of what can be no key is waited for, and the rest of a paste.
_PATIENCE_SECONDS = 2.0

# How long an escape may be the beginning of an answer that is due.
_DUE_SECONDS = 1.0

# Nothing that a terminal says is longer; a paste is cut there.
_LONGEST_STRING = 1 << 16
_LONGEST_PASTE = 1 << 20

# Textual's parser gives up sequences longer than this.
_LONGEST_KNOWN = 32

# How answers that are strings begin, after ESC and one of `]P_^X`; anything else there is a key held with alt.
_STRING = re.compile(r"\](?:[0-9lLI])|P[0-9>!|+$=]|_G|[\^X][0-9]")

_CURSOR = re.compile(r"\x1b\[([0-9]{1,5});([0-9]{1,5})R")

# What a paste may not hold: all controls but line breaks and tabs.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Incoming:
    """A terminal's side of the line.

    Args:
        debug: Whether Textual's parser keeps a log.
    """

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._rest = ""
        self._pasted: list[str] | None = None

    def feed(self, text: str) -> list[Message]:
        """Take in what was read, and return what it says as far as it is whole."""
        text, self._rest = self._rest + text, ""
        messages: list[Message] = []
        at = 0
        while at < len(text):
            if self._pasted is not None:
                at = self._paste(text, at, messages)
            elif text[at] != _ESC:
                end = text.find(_ESC, at) % (len(text) + 1)
                messages += self._ask_parser(text[at:end])
                at = end
            elif (end_or_none := sequence_end(text, at)) is not None:
                messages += self._messages_of(text[at:end_or_none])
                at = end_or_none
            else:
                self._rest = text[at:]
                break
        return messages

    def patience(self, *, is_answer_due: bool) -> float | None:
        """Return how many seconds to wait for more before `give_up`; None when nothing is begun.

        Args:
            is_answer_due: Whether the terminal owes an answer, so that an escape may be its beginning.
        """
        if self._pasted is None and not self._rest:
            return None
        if self._pasted is None and len(self._rest) <= 2:
            return _DUE_SECONDS if is_answer_due else constants.ESCAPE_DELAY
        return _PATIENCE_SECONDS

    def give_up(self) -> list[Message]:
        """Return what was begun as what it is if nothing follows: a key, a paste without an end, or nothing."""
        rest, self._rest = self._rest, ""
        if self._pasted is not None:
            self._pasted.append(rest)
            return [self._end_paste()]
        if rest == _ESC:
            return [events.Key("escape", _ESC)]
        return self._ask_parser(rest) if len(rest) == 2 or rest in ANSI_SEQUENCES_KEYS else []

    def _paste(self, text: str, at: int, messages: list[Message]) -> int:
        """Take in a part of a paste from `at` on; return where it ends."""
        assert self._pasted is not None
        end = text.find(_PASTE_END, at)
        if end >= 0:
            self._pasted.append(text[at:end])
            messages.append(self._end_paste())
            return end + len(_PASTE_END)
        kept = next((n for n in range(len(_PASTE_END) - 1, 0, -1) if text.endswith(_PASTE_END[:n], at)), 0)
        self._rest = text[len(text) - kept :]
        if sum(map(len, self._pasted)) < _LONGEST_PASTE:
            self._pasted.append(text[at : len(text) - kept])
        return len(text)

    def _end_paste(self) -> Message:
        assert self._pasted is not None
        text, self._pasted = "".join(self._pasted), None
        return events.Paste(_CONTROLS.sub("", text))

    def _messages_of(self, sequence: str) -> list[Message]:
        """Return what a whole sequence says; nothing if it is not known."""
        if sequence == _PASTE_BEGIN:
            self._pasted = []
            return []
        if position := _CURSOR.fullmatch(sequence):
            return [events.CursorPosition(int(position[2]) - 1, int(position[1]) - 1)]
        if sequence == _ESC:
            return [events.Key("escape", _ESC)]
        if _STRING.match(sequence, 1):
            return []
        return self._ask_parser(sequence)

    def _ask_parser(self, text: str) -> list[Message]:
        """Return what Textual's parser knows about keys or a whole sequence."""
        try:
            if len(text) > _LONGEST_KNOWN and text[0] == _ESC:
                # Keys that carry the text which an input method made.
                return list(self._parser._sequence_to_key_events(text))
            messages = list(self._parser.feed(text))
        except (ValueError, OverflowError):
            # A number in it is no character.
            messages = []
        else:
            if self._parser._awaiting.timeout is None:
                return messages
        self._parser = XTermParser(self._debug)
        return messages or list(self._held_with_alt(text))

    def _held_with_alt(self, sequence: str) -> Iterator[Message]:
        """Return the key that a terminal tells by an escape before it; never the same as the key alone."""
        if len(sequence) == 2 and sequence != "\x1b[":
            for key in self._parser._sequence_to_key_events(sequence[1], alt=True):
                name = key.key if key.key.startswith("alt+") else f"alt+{key.key}"
                yield events.Key(name, None)


def sequence_end(text: str, at: int) -> int | None:
    """Return where the sequence ends that begins with the escape at `at`; None if it is not whole.

    A sequence that a control character or a letter beyond ASCII breaks off ends before it.

    Source: ECMA-48, 5.4 and 5.6; xterm's keys for SS3; the linux console's `ESC [ [ A`; rxvt's `ESC [ 3 $`.
    """
    begin = text[at + 1 : at + 2]
    if not begin:
        return None
    if begin == _ESC:
        return at + 1
    if begin == "[":
        return _csi_end(text, at + 2)
    if begin == "O":
        match = re.compile(r"O[0-9;]*(.?)", re.DOTALL).match(text, at + 1)
        assert match is not None
        return match.end() if match[1] else None
    if begin in "]PX^_":
        return _string_end(text, at)
    return at + 2


def _csi_end(text: str, at: int) -> int | None:
    if text.startswith("[", at):
        return at + 2 if at + 1 < len(text) else None
    if text.startswith("M", at):
        # A mouse in its oldest form: three characters of any kind.
        return at + 4 if at + 4 <= len(text) else None
    end = at
    while end < len(text) and " " <= text[end] <= "?":
        end += 1
    if end == len(text):
        return None
    return end + 1 if "@" <= text[end] <= "~" else end


def _string_end(text: str, at: int) -> int | None:
    if at + 2 >= len(text):
        return None
    if not _STRING.match(text, at + 1):
        return at + 2
    bell, end = text.find("\x07", at), text.find("\x1b\\", at + 1)
    ends = [place + length for place, length in ((bell, 1), (end, 2)) if place >= 0]
    if ends:
        return min(ends)
    return len(text) if len(text) - at > _LONGEST_STRING else None
