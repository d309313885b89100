"""A PDF made an article. Runs in the process of `reader.sources.worker`.

A PDF says where letters stand and not what they say: lines are joined again to paragraphs as in wrapped text, and
the order of columns and boxes is the file's own.
"""

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reader.roles import assign_roles
from reader.sources.bounds import MAX_DRAWN_BYTES, MAX_PAGES
from reader.sources.dates import to_iso
from reader.sources.found import Found
from reader.sources.plain import split_blocks
from reader.sources.worker import BrokenError
from reader.text import make_safe

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-zà-ÿ])")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")


def read_pdf(data: bytes) -> Found:
    """Read the text of a PDF.

    Raises:
        BrokenError: It is encrypted or broken, or has no text; or what reads PDF is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise BrokenError("is a PDF, and pypdf is not installed: install article-reader[documents]") from None
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise BrokenError("is encrypted")
        count = len(document.pages)
        pages = _read_pages(document)
        information: Any = document.metadata or {}
        title, author = str(information.get("/Title") or ""), str(information.get("/Author") or "")
        date = _date(str(information.get("/ModDate") or "")) or _date(
            str(information.get("/CreationDate") or "")
        )
    except (PyPdfError, NotImplementedError, ImportError):
        raise BrokenError("is a broken PDF, or encrypted in a way that cannot be read") from None
    text = "\n".join(_without_margins(pages))
    blocks = split_blocks(make_safe(_HYPHENATED.sub("", text))[0])
    notices = [] if count == len(pages) else [f"only the first {len(pages):,} of {count:,} pages are shown"]
    if not blocks:
        raise BrokenError("there is no text in this PDF, only pictures perhaps")
    return Found(list(zip(blocks, assign_roles(blocks), strict=True)), title, author, date, notices=notices)


def _read_pages(document: Any) -> list[str]:
    """Read the text of the pages, as many as the bounds allow."""
    pages: list[str] = []
    drawn = 0
    for page in document.pages[:MAX_PAGES]:
        contents = page.get_contents()
        drawn += 0 if contents is None else len(contents.get_data())
        if drawn > MAX_DRAWN_BYTES and pages:
            break
        pages.append(str(page.extract_text()))
    return pages


def _without_margins(pages: Sequence[str]) -> list[str]:
    """Leave out what stands at the head or foot of most pages, numbers aside."""
    lines = [page.strip("\n").split("\n") for page in pages]
    ends = Counter(_shape(line) for page in lines for line in {page[0], page[-1]})
    running = {shape for shape, count in ends.items() if len(pages) >= 3 and 2 * count > len(pages)}
    return [
        "\n".join(line for i, line in enumerate(page) if _stays(i, line, page, running)) for page in lines
    ]


def _stays(index: int, line: str, page: Sequence[str], running: set[str]) -> bool:
    return index not in (0, len(page) - 1) or _shape(line) not in running


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _date(told: str) -> str:
    found = _DATE.match(told)
    if not found:
        return ""
    year, month, day, hour, minute, second = found.groups()
    return to_iso(f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}" if hour else ""))
