"""A web page taken apart: its story, what else is visible, and what it says of itself.

Runs in the process of `reader.sources.worker`. trafilatura finds the story; `reader.sources.story` mends what it
lost or took along, and keeps the rest of the page as furniture.
"""

import re
from typing import Any

from reader.sources.bare_page import declared_encoding
from reader.sources.blocks import find_blocks
from reader.sources.bounds import MAX_PAGE_BYTES
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import Found, say_replaced
from reader.sources.metadata import read_metadata
from reader.sources.story import find_story
from reader.sources.worker import BrokenError
from reader.text import make_safe

# What neither a reader nor trafilatura looks at, and what most pages mostly consist of.
_BULK = re.compile(
    r"<(style|svg)\b.*?</\1\s*>|<script\b(?![^>]*ld\+json).*?</script\s*>|<!--.*?-->", re.I | re.S
)
_ANY_TAG = re.compile(r"<[a-zA-Z!/]")
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

    text, replaced = make_safe(_REFERENCE.sub(_read_reference, _BULK.sub(" ", text)))
    if len(text) > MAX_PAGE_BYTES:
        raise BrokenError("it is too large to be taken apart")
    if not _ANY_TAG.search(text):
        raise BrokenError("it has no tags")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    if any(trouble.type_name == "ERR_RESOURCE_LIMIT" for trouble in parser.error_log):
        raise BrokenError("its elements are nested too deep")
    metadata = read_metadata(root)
    extracted = _extract(text)
    blocks = find_blocks(root)
    paragraphs = find_story(blocks, extracted, metadata)
    return metadata._replace(paragraphs=paragraphs, notices=(*notices, *say_replaced(replaced, ())))


def _read_reference(reference: re.Match[str]) -> str:
    """Read a reference to a control character as that character, so that it is named like others."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if code in _CONTROLS else reference[0]


def _extract(text: str) -> Any:
    """Have trafilatura find the story; None when it finds none."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(text, include_comments=False, include_tables=True, with_metadata=False)
    return getattr(document, "body", None)
