"""A web page taken apart: its story, what else is visible, and what it says of itself.

Runs in the process of `reader.sources.worker`. trafilatura finds the story; `reader.sources.story` mends what it
lost or took along, and keeps the rest of the page as furniture.
"""

import re
from collections.abc import Sequence
from typing import Any

from reader.article import Role
from reader.roles import assign_roles
from reader.sources.bare_page import declared_encoding, without_unseen
from reader.sources.blocks import find_blocks
from reader.sources.bounds import MAX_PAGE_BYTES, MAX_TAGS, SLOW_PAGE_BYTES
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import Found, say_replaced
from reader.sources.metadata import read_hidden_text, read_metadata
from reader.sources.plain import split_blocks
from reader.sources.story import find_story
from reader.sources.worker import BrokenError
from reader.text import make_safe

# What neither a reader nor trafilatura looks at, and what most pages mostly consist of.
_BULK = re.compile(r"<(style|svg|script(?![^>]{0,200}ld\+json))\b|<!--", re.I)
_ANY_TAG = re.compile(r"<[a-zA-Z!/]")
# A page that shows less than a tenth of what it keeps for machines is drawn by scripts; one that shows the first
# paragraphs of what is sold is not.
_MUCH_LONGER = 10
_CONTROLS = frozenset({*range(1, 0x20), 0x7F} - {9, 10, 13})
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")


def read_page(data: bytes, **hints: str) -> Found:
    """Read a page.

    Args:
        data: All bytes of it.
        hints: `charset`: the encoding that somebody else says it is in.

    Raises:
        BrokenError: It is no text, or too large or too deep to be taken apart.
    """
    try:
        text, notices = decode(data, hints.get("charset", "") or declared_encoding(data))
    except NotTextError as trouble:
        raise BrokenError(str(trouble)) from None
    return read_page_text(text, notices)


def read_page_text(text: str, notices: tuple[str, ...] = ()) -> Found:
    """Read a page that was decoded; see `read_page`."""
    from lxml import html

    text, replaced = make_safe(_REFERENCE.sub(_read_reference, without_unseen(text, _BULK)))
    if len(text) > MAX_PAGE_BYTES or text.count("<") > MAX_TAGS:
        raise BrokenError("it is too large to be taken apart")
    if not _ANY_TAG.search(text):
        raise BrokenError("it has no tags")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    if any(trouble.type_name == "ERR_RESOURCE_LIMIT" for trouble in parser.error_log):
        raise BrokenError("its elements are nested too deep")
    metadata = read_metadata(root)
    hidden = read_hidden_text(root)
    paragraphs = find_story(find_blocks(root), _extract(text), metadata)
    said = [*notices, *say_replaced(replaced, ())]
    if _MUCH_LONGER * _count_story(paragraphs) < len(hidden):
        paragraphs = _use_hidden(hidden, paragraphs)
        said.append("the text is what the page keeps for machines; what it shows is hardly any")
    return metadata._replace(paragraphs=paragraphs, notices=said)


def _count_story(paragraphs: Sequence[tuple[str, Role]]) -> int:
    return sum(len(text) for text, role in paragraphs if role != "furniture")


def _use_hidden(hidden: str, shown: Sequence[tuple[str, Role]]) -> list[tuple[str, Role]]:
    """Put the text that a page keeps for machines in the place of what it shows, which stays as furniture."""
    from lxml import html

    text = make_safe(hidden)[0]
    if _ANY_TAG.search(text):
        text = "\n\n".join(
            block.text for block in find_blocks(html.fragment_fromstring(text, create_parent="div"))
        )
    blocks = split_blocks(text)
    rest: list[tuple[str, Role]] = [(text, "furniture") for text, _ in shown]
    return [*zip(blocks, assign_roles(blocks), strict=True), *rest]


def _read_reference(reference: re.Match[str]) -> str:
    """Read a reference to a control character as that character, so that it is named like others."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if code in _CONTROLS else reference[0]


def _extract(text: str) -> Any:
    """Have trafilatura find the story; None when it finds none."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        text,
        fast=len(text) > SLOW_PAGE_BYTES,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    return getattr(document, "body", None)
