"""The page of a message taken apart: what was written, and the message before that is quoted below all of it.

Mail programs mark what they quote, each in its own way. What is answered piece by piece stays where it is.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reader.roles.look import word_set
from reader.sources.blocks import find_blocks
from reader.sources.bounds import MAX_PAGE_BYTES, MAX_TAGS
from reader.sources.reply import FORWARDED

_MARKED = re.compile(
    r"gmail_quote|type\s*=\s*[\"']?cite|moz-cite|divRplyFwdMsg|appendonsend|border-top", re.I
)
_QUOTES = word_set(
    "gmail_quote gmail_quote_container gmail_attr yahoo_quoted moz-cite-prefix protonmail_quote"
)
_SIGNED = word_set("gmail_signature moz-signature")
# Below these of Outlook all is quoted.
_HEADS = word_set("divrplyfwdmsg appendonsend")
_LINE_ABOVE = re.compile(r"border-top\s*:\s*solid|border\s*:\s*none\s*;\s*border-top", re.I)
_FIELDS = re.compile(
    r"[^\W\d_][\w -]{1,12} ?:.*?\S+@\S+|(from|von|de|da) ?:.*(sent|date|gesendet|envoyé|enviado) ?:",
    re.I | re.S,
)
_LOOKED_AT = 400
# No message quotes so many others; a hostile one could, and each is looked at with all that follows.
_MOST_QUOTES = 40


def part_quoted(text: str) -> tuple[str, list[str]]:
    """Part the page of a message from the message before.

    Args:
        text: The page, decoded.

    Returns:
        The page without what it quotes below all that was written, and the paragraphs of that; none when nothing is quoted so.
    """
    if not _MARKED.search(text) or len(text) > MAX_PAGE_BYTES or text.count("<") > MAX_TAGS:
        return text, []
    from lxml import etree, html

    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.LxmlError, ValueError):
        return text, []
    body = root.find("body")
    if body is None:
        return text, []
    elements = (element for element in body.iter() if _is_head(element) or _is_quote(element))
    first = next((element for element in islice(elements, _MOST_QUOTES) if _begins_quoted(element)), None)
    if first is None:
        return text, []
    quoted = html.Element("div")
    for element in [first, *_following(first)]:
        element.getparent().remove(element)
        quoted.append(element)
    if not root.text_content().strip():
        return text, []
    return html.tostring(root, encoding="unicode"), [block.text for block in find_blocks(quoted)]


def _begins_quoted(element: Any) -> bool:
    """Tell of a quotation or its head whether a message is quoted from there on, and nothing is written below it."""
    if FORWARDED.search(element.text_content()[:_LOOKED_AT]):
        return False
    return _is_head(element) or not any(map(_is_written, [element, *_following(element)]))


def _is_head(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    if (element.get("id") or "").lower() in _HEADS:
        return True
    style = element.get("style")
    return bool(
        style and _LINE_ABOVE.search(style) and _FIELDS.match(element.text_content()[:_LOOKED_AT].strip())
    )


def _is_quote(element: Any) -> bool:
    return element.get("type") == "cite" or not _QUOTES.isdisjoint((element.get("class") or "").split())


def _is_written(element: Any) -> bool:
    """Tell whether there is text in an element or behind it that is neither quoted nor a signature."""
    if (element.tail or "").strip():
        return True
    is_apart = not isinstance(element.tag, str) or _is_quote(element)
    if is_apart or not _SIGNED.isdisjoint((element.get("class") or "").split()):
        return False
    return bool((element.text or "").strip()) or any(map(_is_written, element))


def _following(element: Any) -> Iterator[Any]:
    """Name what follows an element: its later siblings, and those of all that it stands in."""
    found = []
    while element is not None and element.tag != "body":
        found += element.itersiblings()
        element = element.getparent()
    return iter(found)
