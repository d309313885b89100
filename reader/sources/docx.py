"""A document in DOCX made an article, or two when it has tracked changes. Runs in the process of `reader.sources.worker`."""

from collections.abc import Iterator
from typing import Any

from reader.article import Role
from reader.roles import assign_roles
from reader.sources.archive import Archive, parse_xml
from reader.sources.dates import to_iso
from reader.sources.found import Found

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What only the older version has, and what only the newer one has.
_OLD = frozenset({f"{_W}del", f"{_W}moveFrom"})
_NEW = frozenset({f"{_W}ins", f"{_W}moveTo"})
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SPACES = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def read_docx(archive: Archive) -> list[Found]:
    """Read a document; with tracked changes first as it was before them, then as it is with all of them accepted.

    Raises:
        BrokenError: It is broken.
    """
    body = parse_xml(archive.read("word/document.xml"))
    for name in _NOTES:
        notes = archive.parse(name)
        if notes is not None:
            # What only draws the line above the notes has a type.
            body.extend(note for note in list(notes) if note.get(f"{_W}type") is None)
    styles = _read_styles(archive)
    told, created = _read_core(archive)
    if not any(True for _ in body.iter(*_OLD, *_NEW)):
        return [told._replace(paragraphs=_read_body(body, styles, _OLD))]
    old = _read_body(body, styles, _NEW)
    new = _read_body(body, styles, _OLD)
    return [
        told._replace(paragraphs=old, date=created, notices=["this is the text before its tracked changes"]),
        told._replace(paragraphs=new, notices=["this is the text with all its tracked changes accepted"]),
    ]


def _read_body(body: Any, styles: dict[str, str], without: frozenset[str]) -> list[tuple[str, Role]]:
    parts: list[tuple[str, Role | None]] = []
    tops: list[bool] = []
    held = ""
    for paragraph in body.iter(f"{_W}p"):
        held += "".join(_texts(paragraph, without))
        # The mark at the end of a paragraph may itself be deleted or inserted: then the next one goes on in it.
        if _is_joined(paragraph, without):
            continue
        if text := " ".join(held.split("\n")).strip():
            name = _style_of(paragraph, styles)
            parts.append((text, _role_of(name)))
            tops.append(name == "heading 1")
        held = ""
    if held.strip():
        parts.append((held.strip(), None))
    if any(tops[:1]) and not any(role == "headline" for _, role in parts):
        # Many begin with a heading and leave the style for titles alone.
        parts[0] = (parts[0][0], "headline")
    plain = assign_roles([text for text, _ in parts])
    styled = any(role == "headline" for _, role in parts)
    return [
        (text, role or ("heading" if styled and guess == "headline" else guess))
        for (text, role), guess in zip(parts, plain, strict=True)
    ]


def _texts(element: Any, without: frozenset[str]) -> Iterator[str]:
    for child in element:
        if child.tag in without or child.tag in (f"{_W}pPr", f"{_W}p", f"{_W}txbxContent"):
            continue
        if child.tag in (f"{_W}t", f"{_W}delText"):
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif isinstance(child.tag, str) and not child.tag.endswith("}Fallback"):
            yield from _texts(child, without)


def _is_joined(paragraph: Any, without: frozenset[str]) -> bool:
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    return mark is not None and any(child.tag in without for child in mark)


def _style_of(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = style.get(f"{_W}val") or "" if style is not None else ""
    return styles.get(named, named).lower()


def _role_of(name: str) -> Role | None:
    if name == "title":
        return "headline"
    if name.startswith("heading") or name == "subtitle":
        return "heading"
    return "caption" if name == "caption" else None


def _read_styles(archive: Archive) -> dict[str, str]:
    """Read how styles are called, by their ids, which every language of the program has its own of."""
    sheet = archive.parse("word/styles.xml")
    names: dict[str, str] = {}
    for style in () if sheet is None else sheet.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            names[style.get(f"{_W}styleId") or ""] = name.get(f"{_W}val") or ""
    return names


def _read_core(archive: Archive) -> tuple[Found, str]:
    """Read what a document says of itself, and when it was begun."""
    core = archive.parse("docProps/core.xml")
    if core is None:
        return Found(()), ""

    def named(name: str) -> str:
        return next(("".join(element.itertext()) for element in core.iter("{*}" + name)), "")

    created = to_iso(named("created"))
    return Found((), named("title"), named("creator"), to_iso(named("modified")) or created), created
