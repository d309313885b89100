"""Plain text made an article: UTF-8 bytes in, paragraphs with their roles out."""

import codecs
import itertools

from reader.article import Article, Paragraph, begins
from reader.roles import assign_roles
from reader.sources.stream import read_bytes, source_error
from reader.text import count_invisible, hide_invisible, make_safe

MAX_LINES = 400_000
"""The most lines an article may have: as many as there are in `MAX_BYTES` of wrapped text, and more."""

# No mail program, editor or typewriter breaks lines later than this; a longer line is a paragraph.
_LONGEST_WRAPPED_LINE = 160
_SENTENCE_ENDS = ".!?…:;\"'”’»)]"


def decode_text(path: str, data: bytes) -> str:
    """Read bytes as UTF-8; a byte-order mark is accepted and left out.

    Raises:
        SourceError: The bytes are no text, or not in UTF-8, or there are none; the message names `path`.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise source_error(path, "is written in UTF-16; only UTF-8 is read")
    if b"\0" in data:
        raise source_error(path, "is not text (it holds NUL bytes)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data.count(b"\n", 0, trouble.start) + 1
        raise source_error(path, f"is not in UTF-8 (line {line})") from None
    if not hide_invisible(text).strip():
        raise source_error(path, "is empty")
    return text


def read_text(path: str) -> tuple[str, tuple[str, ...]]:
    """Read the text of a file (or of `-`) as it may be shown, and say what had to be replaced for that.

    Returns:
        The safe text, line breaks as they stood, and notices, a line each.

    Raises:
        SourceError: See `read_bytes` and `decode_text`.
    """
    text, replaced = make_safe(decode_text(path, read_bytes(path)))
    if text.count("\n") > MAX_LINES:
        raise source_error(path, f"has more than {MAX_LINES:,} lines, the most an article may have")
    notices = []
    if replaced:
        shown = "character is" if replaced == 1 else "characters are"
        notices.append(f"{replaced:,} control {shown} shown by name, as ^[ or <U+009B>")
    if invisible := count_invisible(text):
        are = "character is" if invisible == 1 else "characters are"
        notices.append(f"{invisible:,} {are} invisible; a comparison shows them")
    return text, tuple(notices)


def make_article(path: str, text: str, notices: tuple[str, ...] = ()) -> Article:
    """Part a safe text into paragraphs, find their roles, and call it by its headline or how it begins.

    Args:
        path: What the article is called by, as the user wrote it.
        text: Text that has gone through `make_safe`.
        notices: What the reader should know of how it was opened.
    """
    blocks = split_blocks(text)
    roles = assign_roles(blocks)
    paragraphs = tuple(Paragraph(join_lines(block), role) for block, role in zip(blocks, roles, strict=True))
    title = next((paragraph.text for paragraph in paragraphs if paragraph.role == "headline"), None)
    return Article(path, title or begins(paragraphs), paragraphs, notices)


def join_lines(block: str) -> str:
    """Join the lines of a block by one space each; white space inside a line stays as it is."""
    return " ".join(line.strip() for line in block.split("\n")) if "\n" in block else block


def split_blocks(text: str) -> tuple[str, ...]:
    """Part a text into its paragraphs, each still with its line breaks.

    Paragraphs are parted by blank lines. Lines longer than any text is wrapped at are paragraphs themselves.
    Where no line is blank at all, the lines are paragraphs, unless they look wrapped at a width; then a
    paragraph ends with the line that ends a sentence
    although the next word would have fitted, and begins with an indented line.
    """
    blocks: list[str] = []
    groups = _group_lines(text)
    for lines in groups:
        if len(lines) == 1:
            blocks.append(lines[0].strip())
        elif _are_paragraphs(lines):
            blocks += (line.strip() for line in lines)
        elif len(groups) == 1:
            blocks += _split_unparted(lines)
        else:
            blocks.append("\n".join(lines).strip())
    return tuple(blocks)


def _group_lines(text: str) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not _is_blank(line):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def _is_blank(line: str) -> bool:
    return (
        not line
        or line.isspace()
        or not (line.isascii() or hide_invisible(line[:40]).strip() or hide_invisible(line).strip())
    )


def _are_paragraphs(lines: list[str]) -> bool:
    long = sum(len(line) > _LONGEST_WRAPPED_LINE for line in lines)
    return long >= 2 and 2 * long >= len(lines)


def _split_unparted(lines: list[str]) -> list[str]:
    width = max(len(line) for line in lines)
    ended = sum(line.rstrip().endswith(tuple(_SENTENCE_ENDS)) for line in lines[:-1])
    if width > _LONGEST_WRAPPED_LINE or 2 * ended >= len(lines):
        return [line.strip() for line in lines]
    paragraphs = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _begins_paragraph(before, line, width):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return ["\n".join(paragraph).strip() for paragraph in paragraphs]


def _begins_paragraph(before: str, line: str, width: int) -> bool:
    if line[:1].isspace() and not before[:1].isspace():
        return True
    would_fit = len(before.rstrip()) + 1 + len(line.split(None, 1)[0]) <= width
    return would_fit and before.rstrip().endswith(tuple(_SENTENCE_ENDS))
