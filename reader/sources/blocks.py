"""The visible blocks of a page in reading order: what a person would see as paragraphs, headings, items, rows.

Nothing is left out because of what it says; what is never seen (scripts, styles, hidden elements) is.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from reader.roles.look import word_set
from reader.sources.found import join_words
from reader.sources.plain import split_blocks

_UNSEEN = word_set(
    """
    script style noscript template svg head select textarea iframe object canvas audio video map datalist
    amp-analytics amp-ad amp-consent amp-iframe amp-sidebar amp-state link meta
    """
)
_BLOCKS = word_set(
    """
    html body main article section header footer aside nav div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody
    tfoot tr td th caption blockquote pre figure figcaption form fieldset legend address hr details summary center
    button dialog menu hgroup label
    """
)
_CELLS = word_set("td th")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
# What a cell of a table of data does not hold, but a cell that only lays out the page does.
_LAYOUT = (
    "p",
    "div",
    "table",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "br",
    "form",
    "blockquote",
    "section",
    "article",
)
_MOST_ROW_CHARACTERS = 300
# A line of code has fewer words.
_WORDS_OF_PROSE = 7
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASSES = word_set(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only u-hidden hide-visually"
)
# What a line break of the source becomes, which is no line break of the page.
_SOURCE_BREAK = re.compile(r"[\r\n\f\v]+")


class Block(NamedTuple):
    """A stretch of visible text that stands by itself.

    Attributes:
        text: On one line.
        element: The element that it stands in.
        linked: How many of its characters are links.
    """

    text: str
    element: Any
    linked: int

    @property
    def tag(self) -> str:
        """The name of its element."""
        return str(self.element.tag)


class _Walk:
    """Where a walk through a page is: the text since the last block ended, and whose it is."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.owners: list[Any] = []
        self.rows = 0  # inside how many rows of data
        self.verbatim = 0  # inside how many elements whose line breaks are kept
        self.links = 0
        self._pieces: list[tuple[str, bool]] = []

    def add(self, text: str | None) -> None:
        if text:
            is_broken = "\n" in text or "\r" in text or "\f" in text or "\v" in text
            kept = _SOURCE_BREAK.sub(" ", text) if is_broken and not self.verbatim else text
            self._pieces.append((kept, self.links > 0))

    def part(self, sign: str) -> None:
        if self._pieces:
            self._pieces.append((sign, False))

    def flush(self) -> None:
        """End a block; two line breaks on end part a paragraph from the next, each line of verbatim text stands alone."""
        pieces, self._pieces = self._pieces, []
        whole = "".join(text for text, _ in pieces)
        if not whole.strip() or not self.owners:
            return
        linked = sum(len(text.strip()) for text, is_link in pieces if is_link)
        parts = self._split(whole)
        for part in parts:
            if text := join_words(part).strip("| "):
                share = linked * len(part) // len(whole) if len(parts) > 1 else linked
                self.blocks.append(Block(text, self.owners[-1], min(share, len(text))))

    def _split(self, whole: str) -> Sequence[str]:
        """Part a text at its line breaks, which a page has on purpose; a heading on two lines is one, as is wrapped text."""
        if "\n" not in whole or self.owners[-1].tag in _HEADINGS:
            return (whole,)
        if self.verbatim:
            return split_blocks(whole) if _is_prose(whole) else whole.split("\n")
        return split_blocks(whole) if _is_wrapped(whole) else whole.split("\n")


def _is_prose(text: str) -> bool:
    """Tell whether the lines of a verbatim text are running text, as in a letter, rather than code."""
    lines = [line for line in text.split("\n") if line.strip()]
    return 2 * sum(line.strip().count(" ") >= _WORDS_OF_PROSE for line in lines) > len(lines)


def _is_wrapped(text: str) -> bool:
    """Tell whether the lines of a text end where there was no more room: most are long, and end within a sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return 2 * sum(line.count(" ") >= _WORDS_OF_PROSE and line[-1].isalnum() for line in lines) > len(lines)


def find_blocks(root: Any) -> list[Block]:
    """Walk through a page.

    Args:
        root: An lxml element. What is hidden in it is taken out of the tree.
    """
    from lxml import etree

    _remove_unseen(root)
    walk = _Walk()
    rows: set[Any] = set()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            _start(walk, element, tag, rows)
            walk.add(element.text if tag else None)
        else:
            _end(walk, element, tag, rows)
            walk.add(element.tail)
    walk.flush()
    return walk.blocks


def _start(walk: _Walk, element: Any, tag: str, rows: set[Any]) -> None:
    if tag == "a":
        walk.links += 1
    elif tag == "br":
        walk.part("\n")
    elif walk.rows and tag in _CELLS:
        walk.part(" | ")
    elif tag in _BLOCKS:
        walk.flush()
        walk.owners.append(element)
        walk.verbatim += tag == "pre"
        if tag == "tr" and _is_data(element):
            rows.add(element)
            walk.rows += 1


def _end(walk: _Walk, element: Any, tag: str, rows: set[Any]) -> None:
    if tag == "a":
        walk.links -= 1
    elif tag in _BLOCKS and not (walk.rows and tag in _CELLS):
        walk.flush()
        walk.owners.pop()
        walk.verbatim -= tag == "pre"
        if element in rows:
            rows.discard(element)
            walk.rows -= 1


def _is_data(row: Any) -> bool:
    """Tell whether a row of a table has several cells with a few words each, rather than the columns of the page."""
    if sum(cell.tag in _CELLS for cell in row) < 2 or next(row.iter(*_LAYOUT), None) is not None:
        return False
    return sum(map(len, row.itertext())) <= _MOST_ROW_CHARACTERS


def _remove_unseen(root: Any) -> None:
    for element in [element for element in root.iter() if _is_unseen(element) and element is not root]:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail:
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + element.tail
            else:
                parent.text = (parent.text or "") + element.tail
        parent.remove(element)


def _is_unseen(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment or an instruction
    if element.tag in _UNSEEN or "hidden" in element.attrib:
        return True
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    classes = element.get("class")
    return bool(classes) and not _HIDDEN_CLASSES.isdisjoint(classes.split())
