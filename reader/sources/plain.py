"""Plain text made an article: bytes in any encoding in, paragraphs with their roles out."""

import itertools

from reader.article import Article, Paragraph
from reader.roles import assign_roles
from reader.sources.bounds import MAX_LINES
from reader.sources.broken_lines import join_broken
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import NOTHING, add_notices, name_article, part_long, say_replaced, say_unsearched
from reader.sources.stream import read_bytes, source_error
from reader.text import hide_invisible, make_safe

# No mail program, editor or typewriter breaks lines later than this; a longer line is a paragraph.
_LONGEST_WRAPPED_LINE = 160
# A stanza has three lines, and no verse is longer than this; text is seldom wrapped so narrow.
_LEAST_VERSES = 3
_LONGEST_VERSE = 60
_VERSE_ENDS = (",", ".", ";", ":", "!", "?", "—", "–", "…", "”", '"')
_SENTENCE_ENDS = ".!?…:;\"'”’»)]"
# A list has two items. Buttons are stacked too, but not so many: with a menu that long, a text was copied from a page.
_LEAST_ITEMS = 2
_LEAST_MENU = 8
_LEAST_LINKS = 3
# Of so many lines that were wrapped at a width, so many of them are nearly as long.
_LEAST_STACKED = 20
_NEARLY = 0.6
_LEAST_FULL = 0.4
_SURE_BULLETS = "*•·+"
_BULLETS = ("* ", "- ", "– ", "• ", "+ ", "· ")


def read_text(path: str) -> tuple[str, tuple[str, ...]]:
    """Read the text of a file (or of `-`) as it may be shown, and say what had to be replaced for that.

    Returns:
        The safe text, line breaks as they stood, and notices, a line each.

    Raises:
        SourceError: See `read_bytes`; it is no text, or has too many lines.
    """
    return to_safe_text(path, read_bytes(path))


def to_safe_text(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Do as `read_text` with the bytes of a file that was read."""
    try:
        raw, notices = decode(data)
    except NotTextError as trouble:
        raise source_error(path, str(trouble)) from None
    text, replaced = make_safe(raw)
    if text.count("\n") > MAX_LINES:
        raise source_error(path, f"has more than {MAX_LINES:,} lines, the most an article may have")
    return text, (*notices, *say_replaced(replaced, [text]))


def make_article(path: str, text: str, notices: tuple[str, ...] = ()) -> Article:
    """Part a safe text into paragraphs, find their roles, and call it by its headline or how it begins.

    Args:
        path: What the article is called by, as the user wrote it.
        text: Text that has gone through `make_safe`; without a word in it, the article has no paragraphs.
        notices: What the reader should know of how it was opened.
    """
    blocks = split_blocks(text) if hide_invisible(text).strip() else ()
    if not blocks:
        return Article(path, "", (), (*notices, NOTHING))
    roles = assign_roles(blocks)
    whole = [Paragraph(join_lines(block), role) for block, role in zip(blocks, roles, strict=True)]
    paragraphs, parted = part_long(whole)
    article = Article(path, name_article(paragraphs), tuple(paragraphs), (*notices, *parted))
    return add_notices(article, say_unsearched(article))


def join_lines(block: str) -> str:
    """Join the lines of a block by one space each; white space inside a line stays as it is."""
    return " ".join(line.strip() for line in block.split("\n")) if "\n" in block else block


def split_blocks(text: str) -> tuple[str, ...]:
    """Part a text into its paragraphs, each still with its line breaks.

    Paragraphs are parted by blank lines. Lines longer than any text is wrapped at are paragraphs themselves.
    Where no line is blank at all, the lines are paragraphs, unless they look wrapped at a width; then a
    paragraph ends with the line that ends a sentence
    although the next word would have fitted, and begins with an indented line. Lines that end long before they had to
    are verses, and stand alone.
    """
    blocks: list[str] = []
    groups = _group_lines(text)
    is_copied = _is_copied(groups)
    width: int | None = None
    for lines in groups:
        if len(lines) == 1:
            blocks.append(lines[0].strip())
            continue
        if width is None and len(groups) > 1 and len(lines) >= _LEAST_VERSES:
            width = _find_width(groups)
        if _are_paragraphs(lines):
            blocks += join_broken(lines)
        elif width is not None and _are_verses(lines, width):
            blocks += (line.strip() for line in lines)
        elif (is_copied and _are_stacked(lines)) or _are_items(lines):
            blocks += _split_items(lines)
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


def _are_unwrapped(lines: list[str]) -> bool:
    """Tell whether so many lines are long that the short ones are no items that were wrapped."""
    return sum(len(line) > _LONGEST_WRAPPED_LINE for line in lines) >= 2


def _is_copied(groups: list[list[str]]) -> bool:
    """Tell whether a text was copied from a page: it was never wrapped, and has a menu with an entry on each line.

    A link that stands on its own line amid a sentence tells as well: there is a space before it.
    """
    long = sum(len(line) > _LONGEST_WRAPPED_LINE for lines in groups for line in lines)
    if long < 2:
        return False
    broken = sum(line[-1] == " " and line[-2:] != "  " for lines in groups for line in lines[:-1])
    return broken >= _LEAST_LINKS or any(
        len(lines) >= _LEAST_MENU and _are_stacked(lines) for lines in groups
    )


def _are_stacked(lines: list[str]) -> bool:
    """Tell whether lines stand under each other as the entries of a menu do, and none goes on in the next."""
    return 4 * sum(line.lstrip()[:1].islower() for line in lines[1:]) < len(lines)


def _are_items(lines: list[str]) -> bool:
    """Tell whether lines are the items of a list, each with its bullet or number, perhaps below a line that announces them."""
    marked = [index for index, line in enumerate(lines) if _has_bullet(line)]
    if len(marked) < _LEAST_ITEMS:
        return False
    # Running text that is wrapped may have a dash or a number at the beginning of a line, but no bullet.
    first = marked[0]
    return first == 0 or lines[first - 1].rstrip().endswith(":") or lines[first].lstrip()[0] in _SURE_BULLETS


def _has_bullet(line: str) -> bool:
    text = line.lstrip()
    return text.startswith(_BULLETS) or (
        text[:1].isdigit() and text[:4].lstrip("0123456789")[:2] in (". ", ") ")
    )


def _split_items(lines: list[str]) -> list[str]:
    """Begin a paragraph with each bullet or number; without any, or where no line is wrapped, with each line."""
    if not _are_items(lines) or _are_unwrapped(lines):
        return join_broken(lines)
    items: list[list[str]] = []
    for line in lines:
        if _has_bullet(line) or not items:
            items.append([])
        items[-1].append(line)
    return ["\n".join(item).strip() for item in items]


def _find_width(groups: list[list[str]]) -> int:
    """Find the width at which a text is wrapped, if it is: most lines that go on in the next are no longer."""
    lengths = sorted(len(line.rstrip()) for lines in groups for line in lines[:-1])
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _are_verses(lines: list[str], width: int) -> bool:
    """Tell whether lines end where they do on purpose, as in a poem, and not because the next word would not have fitted.

    Nearly all end with a mark, or all begin with a capital and would have had room for more.
    """
    if len(lines) < _LEAST_VERSES or any(len(line) > _LONGEST_VERSE for line in lines):
        return False
    # Single words in a stack are buttons, and stay together.
    if sum(map(_count_gaps, lines)) < 2 * len(lines):
        return False
    if sum(line.rstrip().endswith(_VERSE_ENDS) for line in lines) >= 0.75 * len(lines):
        return True
    early = sum(_would_fit(before, line, width) for before, line in itertools.pairwise(lines))
    begun = all(line.lstrip("\"'“”‘’ \t")[:1].isupper() for line in lines)
    return begun and len(lines) > _LEAST_VERSES and early >= 0.7 * (len(lines) - 1)


def _count_gaps(line: str) -> int:
    return line.strip().count(" ")


def _would_fit(before: str, line: str, width: int) -> bool:
    return len(before.rstrip()) + 1 + len(line.split(None, 1)[0]) <= width


def _split_unparted(lines: list[str]) -> list[str]:
    width = max(len(line) for line in lines)
    ended = sum(line.rstrip().endswith(tuple(_SENTENCE_ENDS)) for line in lines[:-1])
    near = sum(len(line) >= _NEARLY * width for line in lines)
    if width > _LONGEST_WRAPPED_LINE or (len(lines) >= _LEAST_STACKED and near < _LEAST_FULL * len(lines)):
        return join_broken(lines)
    if 2 * ended >= len(lines):
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
    return _would_fit(before, line, width) and before.rstrip().endswith(tuple(_SENTENCE_ENDS))
