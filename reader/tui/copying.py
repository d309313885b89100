"""What `y` copies: words with their source, sent to the terminal's clipboard and always kept in a file as well."""

import base64
import os

from reader.article import Article
from reader.config import copied_file
from reader.quotes.quotation import Quotation
from reader.text import hide_invisible

MOST_BYTES = 74_994
"""The most that is sent to a terminal; xterm and tmux drop an OSC 52 sequence over 100,000 bytes, base64 included."""


def cite_quotation(article: Article, quotation: Quotation) -> str:
    """Write a quotation with its speaker and its source."""
    who = quotation.speaker.name if quotation.speaker else "unknown speaker"
    return f"“{hide_invisible(quotation.text)}”\n— {who}, in {_source(article, quotation.start)}\n"


def cite_paragraph(article: Article, index: int) -> str:
    """Write a paragraph with its source."""
    return f"{hide_invisible(article.paragraphs[index].text)}\n— {_source(article, article.starts[index])}\n"


def _source(article: Article, offset: int) -> str:
    paragraph = article.locate(offset)[0] + 1
    return hide_invisible(f"“{article.title}” ({article.path}, ¶ {paragraph})")


def osc52(text: str) -> str | None:
    """Return the sequence that puts a text on the terminal's clipboard; None when it is too long to send."""
    data = text.encode()
    if len(data) > MOST_BYTES:
        return None
    return f"\x1b]52;c;{base64.b64encode(data).decode()}\x07"


def keep_copy(text: str) -> str:
    """Put a text in the file that always holds what was copied last, and return the file's path.

    Raises:
        OSError: The file cannot be written.
    """
    path = copied_file()
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    with open(path, "w", encoding="utf-8", errors="replace", opener=_private) as file:
        file.write(text)
    return path


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
