"""What kind of document bytes are: by what they begin with, by the end of their file's name, by how their text looks."""

import re
from typing import Literal

Kind = Literal["text", "markdown", "page", "mail", "lines", "zip", "pdf"]
"""`page` is HTML, `lines` JSON Lines, `zip` an archive that may be EPUB or DOCX."""

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".epub": "zip",
    ".docx": "zip",
    ".pdf": "pdf",
}

SUFFIXES = frozenset(_BY_SUFFIX)
"""The ends of names, in lower case, of what is opened when it is found in a folder; a named file may end in anything."""

# Patterns are compiled when they are first needed: most texts never need them.
_PAGE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
_FIELD = rb"([A-Za-z][A-Za-z0-9-]*):[ \t]*\S|[ \t]+\S"
# How much of a file is looked at to tell what it is.
_HEAD = 2048
_MAIL_FIELDS = frozenset(
    {b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to", b"x-mailer"}
)


def find_kind(name: str, data: bytes) -> Kind:
    """Tell what kind of document bytes are.

    Args:
        name: The name of their file; `-` and names with an unknown end say nothing.
        data: All of them.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in data[:1024] and b"<" not in data[: data.index(b"%PDF-")]:
        return "pdf"
    dot = name.rfind(".")
    kind = _BY_SUFFIX.get(name[dot:].lower(), "text") if dot >= 0 else "text"
    if kind in ("zip", "pdf"):
        return "text"  # named like a document, but it begins like none
    return _look(data[:_HEAD]) if kind == "text" else kind


def _look(head: bytes) -> Kind:
    """Tell what a text is that may be named anything: a page, a message, articles in JSON, or else plain text."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return "page" if re.match(_PAGE, start, re.I | re.S) else "text"
    if start.startswith(b"{"):
        return "lines" if re.match(rb'\{\s*"', start) and b'"text"' in start else "text"
    return "mail" if _is_mail(start) else "text"


def _is_mail(start: bytes) -> bool:
    """Tell whether a text begins with the header of a message: nothing but fields, one of which no person writes."""
    names = set()
    for line in start.split(b"\n")[:-1]:
        if not line.strip():
            break
        field = re.match(_FIELD, line)
        if not field:
            return False
        names.add((field[1] or b"").lower())
    return not names.isdisjoint(_MAIL_FIELDS)
