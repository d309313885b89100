"""The bare text of a page without its structure: for pages that are too large, too deep or too broken for a library.

One walk over the characters, in time and memory that grow with the page and with nothing else.
"""

import html
import re
from functools import cache

from reader.roles import assign_roles
from reader.roles.look import word_set
from reader.sources.bounds import MAX_LINES
from reader.sources.encoding import decode
from reader.sources.found import Found, join_words

_UNSEEN = re.compile(r"<(script|style|noscript|template|svg|head)\b|<!--", re.I)
_TITLE = re.compile(r"<title[^>]*>([^<]{0,1000})", re.I)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", re.I)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)[^>]*>?|<![^>]*>?|<\?[^>]*>?")
_INLINE = word_set(
    """
    a abbr b big bdi bdo cite code em font i img ins del kbd mark q s small span strike strong sub sup time tt u var wbr
    """
)


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page says it is in; empty when it says nothing."""
    found = _DECLARED.search(data, 0, 4096)
    return found[1].decode("ascii") if found else ""


def read_bare_page(data: bytes) -> Found:
    """Read the visible text of a page, a paragraph for each of its blocks.

    Raises:
        NotTextError: It is no text.
    """
    text, notices = decode(data, declared_encoding(data))
    title = _TITLE.search(text, 0, 1 << 16)
    blocks = _split(without_unseen(text))
    if len(blocks) > MAX_LINES:
        blocks, notices = blocks[:MAX_LINES], (*notices, f"only the first {MAX_LINES:,} paragraphs are shown")
    return Found(
        list(zip(blocks, assign_roles(blocks), strict=True)),
        html.unescape(title[1]) if title else "",
        notices=notices,
    )


def without_unseen(text: str, unseen: re.Pattern[str] = _UNSEEN) -> str:
    """Leave out elements that are never seen, with all that is in them, and comments.

    Args:
        text: A page.
        unseen: What begins such an element, its name in the first group, or a comment. One that never ends is not left
            out: a page whose head is broken has a body all the same.
    """
    pieces: list[str] = []
    endless: set[str] = set()
    at = 0
    while found := unseen.search(text, at):
        name = (found[1] or "").lower()
        pieces.append(text[at : found.start()])
        end = None if name in endless else _end_of(name).search(text, found.end())
        if end:
            pieces.append(" ")
        else:
            endless.add(name)
            pieces.append(found[0])
        at = end.end() if end else found.end()
    pieces.append(text[at:])
    return "".join(pieces)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s{{0,20}}>" if name else "-->", re.I)


def _split(text: str) -> list[str]:
    """Part a page into its blocks: a tag that is not part of a line ends one."""
    blocks: list[str] = []
    pieces: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        pieces.append(text[at : tag.start()])
        at = tag.end()
        if tag[1] and tag[1].lower() not in _INLINE:
            _flush(pieces, blocks)
    pieces.append(text[at:])
    _flush(pieces, blocks)
    return blocks


def _flush(pieces: list[str], blocks: list[str]) -> None:
    if block := join_words(html.unescape("".join(pieces))):
        blocks.append(block)
    pieces.clear()
