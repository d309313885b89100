"""A message, or a page that a browser saved as one (MHTML), made an article. Runs in the process of `reader.sources.worker`."""

from email.message import EmailMessage, MIMEPart

from reader.article import Role
from reader.sources.dates import to_iso
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import Found
from reader.sources.reply import SIGNATURE, read_reply
from reader.sources.worker import BrokenError
from reader.text import make_safe

# How the subject of a message begins that passes on another one.
_PASSED_ON = ("fw:", "fwd:", "wg:", "tr:", "rv:", "enc:")


def read_mail(data: bytes) -> Found:
    """Read the text of a message, the plain one where there are several.

    Raises:
        BrokenError: There is no text in it.
    """
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    subject, sender = _header(message, "subject"), _header(message, "from")
    part = message.get_body(("plain", "html")) or _first_text(message)
    if part is None:
        raise BrokenError("there is no text in this message")
    is_passed_on = subject.lower().startswith(_PASSED_ON)
    found = (
        _read_html(part, is_passed_on=is_passed_on)
        if part.get_content_subtype() == "html"
        else _read_plain(part, is_passed_on=is_passed_on)
    )
    if message.get_content_type() == "multipart/related":  # a saved page knows better
        return found._replace(
            title=found.title or subject, url=found.url or _header(message, "snapshot-content-location")
        )
    title = subject or found.title
    paragraphs = found.paragraphs
    if subject and not any(role == "headline" for _, role in paragraphs):
        paragraphs = [(subject, "headline"), *paragraphs]
    return found._replace(
        paragraphs=paragraphs, title=title, author=sender, date=to_iso(_header(message, "date")) or found.date
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except Exception:  # the parser of headers raises many things on hostile ones
        return ""


def _first_text(message: EmailMessage) -> EmailMessage | None:
    for part in message.walk():
        if part.get_content_maintype() == "text" and isinstance(part, EmailMessage):
            return part
    return None


def _bytes_of(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _read_html(part: MIMEPart, *, is_passed_on: bool) -> Found:
    from reader.sources.bare_page import declared_encoding, read_bare_page
    from reader.sources.page import read_page_text
    from reader.sources.quoted_page import part_quoted

    data = _bytes_of(part)
    try:
        text, notices = decode(data, part.get_content_charset("") or declared_encoding(data))
    except NotTextError as trouble:
        raise BrokenError(str(trouble)) from None
    written, quoted = (text, []) if is_passed_on else part_quoted(text)
    try:
        found = read_page_text(written, notices)
    except BrokenError as trouble:
        found = read_bare_page(data)
        return found._replace(
            notices=(*found.notices, f"{trouble}; read as bare text, without its structure")
        )
    before: list[tuple[str, Role]] = [(paragraph, "furniture") for paragraph in quoted]
    return found._replace(paragraphs=[*found.paragraphs, *before])


def _read_plain(part: MIMEPart, *, is_passed_on: bool) -> Found:
    try:
        text, notices = decode(_bytes_of(part), part.get_content_charset("") or "")
    except NotTextError as trouble:
        raise BrokenError(str(trouble)) from None
    text = make_safe(text)[0]
    if part.get_param("format") == "flowed":
        text = _unflow(text)
    return Found(read_reply(text, is_passed_on=is_passed_on), notices=notices)


def _unflow(text: str) -> str:
    """Join the lines that a mail program broke: those that end in a space (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if goes_on and line.strip():
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != SIGNATURE
    return "\n".join(lines)
