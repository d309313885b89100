"""What is fuzzed: any bytes go in, a broken law comes out as an exception. Used by hypothesis and by atheris alike."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyte

from reader.article import BREAK, Article, Paragraph
from reader.diff import compare_paragraphs
from reader.diff.block import Block
from reader.errors import SourceError
from reader.quotes import find_quotations
from reader.sources import SUFFIXES as NAME_ENDS
from reader.sources import make_article, open_articles
from reader.text import make_safe
from reader.tui.difference import find_difference
from reader.tui.frame import Frame, Pen, Row, blank_frame, cells_of, overlay

ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text of an article may hold: a terminal acts on it, or no file can."""

SUFFIXES = tuple(sorted(NAME_ENDS))
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def open_any_file(data: bytes) -> None:
    """A file of any kind opens as articles without anything that acts, or is refused in one line that names it."""
    kind, content = data[:1] or b"\0", data[1:]
    path = _FOLDER / f"article{SUFFIXES[kind[0] % len(SUFFIXES)]}"
    path.write_bytes(content)
    try:
        articles, troubles = open_articles([str(path)])
    except SourceError as trouble:
        assert path.name in str(trouble) and "\n" not in str(trouble)
        return
    assert not troubles
    for article in articles:
        _assert_sound(article)


def _assert_sound(article: Article) -> None:
    for text in (article.title, *article.notices, *(p.text for p in article.paragraphs)):
        found = ACTING.search(text.replace("\t", " "))
        assert not found, ascii(found)
    assert "\n" not in article.title
    assert not any("\n" in paragraph.text for paragraph in article.paragraphs)


def find_any_quotations(data: bytes) -> None:
    """Quotations lie inside the text, one after the other, and are what the text says there; so do mentions and cues."""
    article = make_article("any.txt", make_safe(data.decode("utf-8", "replace"))[0])
    last = 0
    for quotation in find_quotations(article):
        assert 0 <= last <= quotation.start <= quotation.end <= len(article.text)
        last = quotation.start
        parts = (quotation, quotation.speaker, quotation.cue)
        spans = [
            (part.start, part.end, part.mention if part is quotation.speaker else part.text)
            for part in parts
            if part
        ]
        for start, end, text in spans:
            assert article.text[start:end] == text, (start, end, text)


def compare_any_paragraphs(data: bytes) -> None:
    """Every paragraph stands in exactly one block, and the blocks give both sides back to the character."""
    text = data.decode("utf-8", "replace")
    cut = text.partition("\x00") if "\x00" in text else text.partition("===")
    old, new = (
        [Paragraph(p, "furniture" if p[:1] == "#" else "body") for p in side.split("\n")]
        for side in (cut[0], cut[2])
    )
    blocks = compare_paragraphs(old, new)
    assert sorted(k for block in blocks for k in block.old) == list(range(len(old)))
    assert sorted(k for block in blocks for k in block.new) == list(range(len(new)))
    for block in blocks:
        assert _side(block, "delete") == BREAK.join(old[k].text for k in block.old)
        assert _side(block, "insert") == BREAK.join(new[k].text for k in block.new)


def _side(block: Block, op: str) -> str:
    return "".join(run.text for run in block.runs if run.op in ("equal", op))


def draw_any_difference(data: bytes) -> None:
    """What is sent turns a terminal that shows one frame into one that shows the other."""
    if len(data) < 3:
        return
    width, height, way = data[0] % 50 + 1, data[1] % 14 + 1, data[2]
    rows = _rows_of(data[3:], width, 2 * height)
    old, new = rows[:height], rows[height:]
    if way & 1:  # as after scrolling, for which the difference has a way of its own
        by = way // 2 % height
        new = [*old[by:], *new[: height - len(old[by:])]]
    shown, wanted = Frame(width, tuple(old)), Frame(width, tuple(new))
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l\x1b[2J" + find_difference(blank_frame(width, height), shown))
    stream.feed(find_difference(shown, wanted, erase_in_color=bool(way & 128)))
    for y, row in enumerate(new):
        for x, (text, pen) in enumerate(row):
            found = screen.buffer[y][x]
            assert found.data == text, (x, y, found, text)
            if text.strip():
                assert (found.bold, found.italics, found.reverse) == tuple(
                    code in pen.attributes for code in (1, 3, 7)
                )


# Characters over whose width pyte and Rich agree; other bytes stand for themselves.
_WIDE = "中文字漢かナ글"
_PENS = [
    Pen(attributes, foreground, background)
    for attributes in ((), (1,), (3, 7))
    for foreground in ("", "31", "38;5;208")
    for background in ("", "44", "48;2;200;1;9")
]


def _rows_of(data: bytes, width: int, count: int) -> list[Row]:
    """Lay bytes out as rows: a byte over 127 changes the pen, one below 32 draws something wide, all others themselves."""
    blank: Row = blank_frame(width, 1).rows[0]
    rows = []
    for line in (*data.split(b"\n")[:count], *[b""] * count)[:count]:
        pen, cells = _PENS[0], []
        for byte in line[: 2 * width]:
            if byte > 127:
                pen = _PENS[byte % len(_PENS)]
            else:
                cells += cells_of(_WIDE[byte % len(_WIDE)] if byte < 32 else chr(byte % 127), pen)
        rows.append(overlay(blank, 0, cells))
    return rows


TARGETS: dict[str, Callable[[bytes], None]] = {
    "sources": open_any_file,
    "quotes": find_any_quotations,
    "aligner": compare_any_paragraphs,
    "frames": draw_any_difference,
}
"""The four targets by name."""
