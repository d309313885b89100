"""What can be seen of a paragraph without understanding it: its lines, its words, how it ends."""

import itertools
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»')
_CLOSERS = "\"'”’»›)]}“ *_\u00a0"
# How long the lines, and the paragraphs, are that a page says of itself.
_LINE_CHARACTERS = 300
_MOST_CHARACTERS = 900


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words of `text`, which are parted by white space."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[tuple[str, ...]]:
    """Make a set of the phrases of `text`, which are parted by semicolons; each is the tuple of its words."""
    return frozenset(tuple(phrase.split()) for phrase in text.split(";"))


CUES = word_set(
    """
    said says say told tells added adds asked argued warned explained according reported reports announced
    claimed insisted sagte sagten erklärte
    """
)
"""Verbs that report, which the page itself does not use of itself."""


class _Fields(NamedTuple):
    text: str
    lines: tuple[str, ...]
    end: str


class Look(_Fields):
    """What a paragraph looks like.

    Attributes:
        text: Its lines joined by spaces.
        lines: Its lines, ends stripped.
        end: Its last character, closing marks aside; empty when there is no other.
    """

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case without marks; empty when it is too long for a line of the page."""
        return tuple(_WORD.findall(self.text.lower())) if self.is_line else ()

    def may_hold(self, parts: Sequence[str]) -> bool:
        """Tell whether one of some parts of words stands anywhere in the paragraph, in lower case."""
        lowered = f" {self.text.lower()} "
        return True in [part in lowered for part in parts]

    @property
    def own(self) -> frozenset[str]:
        """Its words outside quotation marks, likewise; empty when it is long. Found anew each time."""
        if self.is_long:
            return frozenset()
        quotes = any(mark in self.text for mark in '"“„«')
        if not quotes and self.words:
            return frozenset(self.words)
        lowered = self.text.lower()
        return frozenset(_WORD.findall(_QUOTED.sub(" ", lowered) if quotes else lowered))

    @property
    def is_line(self) -> bool:
        """Whether it is short enough for a line of the page."""
        return len(self.text) <= _LINE_CHARACTERS

    @property
    def is_long(self) -> bool:
        """Whether it is too long to be anything but prose of the story."""
        return len(self.text) > _MOST_CHARACTERS

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.end in (".", "!", "?", "…", "。", "！", "？", "।", "؟")

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as running text: a sentence of some length, or too long for a line of the page.

        A stack of short lines is a menu or a verse.
        """
        if len(self.lines) > 2 and all(line.count(" ") < 6 for line in self.lines):
            return False
        # Writing without spaces has few words; its full stop tells.
        if self.end in ("。", "！", "？") and len(self.text) > 12:
            return True
        # A short question or exclamation may as well be a headline.
        least = 4 if self.end in (".", "…", "।") else 12
        return not self.is_line or len(self.words) > (least if self.ends_sentence else 25)

    @property
    def is_fragment(self) -> bool:
        """Whether it is short and no sentence, as headlines, captions and buttons are."""
        return self.end not in ".:;,…。" and 0 < len(self.words) <= 25

    @property
    def reports_speech(self) -> bool:
        """Whether its own words report somebody."""
        return not CUES.isdisjoint(self.own)

    @property
    def starts_quoted(self) -> bool:
        """Whether it begins with a quotation mark."""
        return self.text[:1] in "\"“„«‘'»"


KEPT = 8192
"""How many paragraphs are remembered: the versions of an article have most of theirs in common."""


@lru_cache(maxsize=KEPT)
def look_at(block: str) -> Look:
    """See what a paragraph looks like.

    Args:
        block: A paragraph as it stood in the file, perhaps with line breaks inside.
    """
    if "\n" in block:
        lines = tuple(stripped for line in block.split("\n") if (stripped := line.strip()))
        text = " ".join(lines)
    else:
        text = block.strip()
        lines = (text,) if text else ()
    return Look(text, lines, text[-40:].rstrip(_CLOSERS)[-1:])


def capitalised_words(looks: Sequence[Look]) -> frozenset[str]:
    """Collect the words that stand with a capital inside sentences: mostly parts of names."""
    names: set[str] = set()
    for look in looks:
        pieces = look.text.split(" ")
        for before, piece in itertools.pairwise(pieces):
            if piece[:1].isupper() and before[-1:] not in '.!?:"“”':
                names.add(piece.strip(".,;:!?()\"'“”‘’").removesuffix("’s").removesuffix("'s"))
    return frozenset(names)
