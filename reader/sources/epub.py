"""A book in EPUB made an article: its chapters in the order of its spine. Runs in the process of `reader.sources.worker`."""

import posixpath
from typing import Any
from urllib.parse import unquote

from reader.article import Role
from reader.sources.archive import Archive, parse_xml
from reader.sources.blocks import Block, find_blocks
from reader.sources.dates import to_iso
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import Found
from reader.sources.worker import BrokenError

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PAGES = ("application/xhtml+xml", "text/html")


def read_epub(archive: Archive) -> Found:
    """Read a book.

    Raises:
        BrokenError: It is broken; a chapter alone that is missing or broken is left out, and said.
    """
    container = parse_xml(archive.read("META-INF/container.xml"))
    place = next((e.get("full-path") for e in container.iter("{*}rootfile") if e.get("full-path")), "")
    package = parse_xml(archive.read(place))
    paragraphs: list[tuple[str, Role]] = []
    lost = 0
    for name in _spine(package, posixpath.dirname(place)):
        try:
            paragraphs += _read_chapter(archive.read(name))
        except BrokenError:
            lost += 1
    if lost and not paragraphs:
        raise BrokenError("its chapters are missing or broken")
    notices = [f"{lost} of its chapters {'is' if lost == 1 else 'are'} missing or broken"] if lost else []
    title, author, date = (_named(package, name) for name in ("title", "creator", "date"))
    return Found(
        _with_headline(paragraphs, title),
        title,
        author,
        to_iso(date),
        _named(package, "publisher"),
        notices=notices,
    )


def _named(package: Any, name: str) -> str:
    return next(("".join(element.itertext()) for element in package.iter("{*}" + name)), "")


def _spine(package: Any, folder: str) -> list[str]:
    """Name the chapters in reading order; a name that leads out of the archive names nothing in it."""
    hrefs = {
        item.get("id"): item.get("href") or ""
        for item in package.iter("{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    chosen = [hrefs[item.get("idref")] for item in package.iter("{*}itemref") if item.get("idref") in hrefs]
    return [
        posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))
        for href in dict.fromkeys(chosen)
    ]


def _read_chapter(data: bytes) -> list[tuple[str, Role]]:
    from lxml import html

    try:
        text = decode(data).text
    except NotTextError as trouble:
        raise BrokenError(str(trouble)) from None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    if not text.strip():
        return []
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    return [(block.text, _role(block)) for block in find_blocks(root)]


def _role(block: Block) -> Role:
    if block.tag in _HEADINGS:
        return "heading"
    return "caption" if block.tag == "figcaption" else "body"


def _with_headline(paragraphs: list[tuple[str, Role]], title: str) -> list[tuple[str, Role]]:
    """Let the first heading that says the title of the book be its headline."""
    said = " ".join(title.lower().split())
    for index, (text, role) in enumerate(paragraphs[:20]):
        if role == "heading" and " ".join(text.lower().split()) == said:
            return [*paragraphs[:index], (text, "headline"), *paragraphs[index + 1 :]]
    return paragraphs
