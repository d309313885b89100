"""Markdown made an article: marks of structure taken off, and what they mean kept as roles and paragraphs.

Not a parser of all that Markdown can be, but of what drafts hold: headings, quotations, lists, emphasis, links, images,
code, tables, notes, and front matter with the title, the author, the date and the address.
"""

import re
from collections.abc import Iterable, Sequence

from reader.article import Article, Role
from reader.roles import assign_roles
from reader.sources.bounds import MAX_LINES
from reader.sources.dates import to_iso
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import Found, make_found_article
from reader.sources.stream import source_error

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")
_IMAGE_ALONE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*?(?:[\"“']([^\"”'\n]*)[\"”'])?\)[ \t]*$")
_COMMENT = re.compile(r"<!--(?:.|\n){0,5000}?-->")

# Every stretch is bounded, so that marks that never close cost no more than their number.
_CODE = re.compile(r"(`+)(?!`)(.{1,1000}?)(?<!`)\1(?!`)")
_INLINE = (
    (
        re.compile(r"!\[([^\]\n]{0,1000})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,5}\)"),
        r"\1",
    ),
    (
        re.compile(r"\[([^\[\]\n]{1,1000})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,5}\)"),
        r"\1",
    ),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{0,1000}[^\s*])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{0,1000}[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!~)~~(?=\S)([^~\n]{0,1000}\S)~~(?!~)"), r"\1"),
    (
        re.compile(
            r"</?(?:b|i|em|strong|u|s|del|ins|mark|small|sub|sup|span|br|a|p|div|q|cite)(?:\s[^<>\n]{0,1000})?/?>"
        ),
        "",
    ),
)
_SIGNS = frozenset("`*_[]<>~&\\!")
_ASIDE = 0xF0000
_BACK = {_ASIDE + code: code for code in range(0x80)}
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(path: str, data: bytes) -> tuple[Article, ...]:
    """Make an article of Markdown.

    Raises:
        SourceError: The bytes are no text, or too many lines.
    """
    try:
        text, notices = decode(data)
    except NotTextError as trouble:
        raise source_error(path, str(trouble)) from None
    if text.count("\n") > MAX_LINES:
        raise source_error(path, f"has more than {MAX_LINES:,} lines, the most an article may have")
    found = find_in_markdown(text.replace("\r\n", "\n").replace("\r", "\n"))
    return (make_found_article(path, found._replace(notices=notices)),)


def find_in_markdown(text: str) -> Found:
    """Take a text in Markdown apart; line breaks are line feeds."""
    values, text = _take_front_matter(text)
    parts = list(_find_parts(_COMMENT.sub("", text).split("\n")))
    title = values.get("title", "")
    plain = assign_roles([part for part, _ in parts])
    paragraphs = [
        (part, role or told) for (part, role), told in zip(parts, _one_headline(parts, plain), strict=True)
    ]
    date = next(
        (
            day
            for name in ("lastmod", "updated", "modified", "date", "published")
            if (day := to_iso(values.get(name, "")))
        ),
        "",
    )
    author = values.get("author") or values.get("authors") or values.get("by", "")
    return Found(
        paragraphs, title, author, date, values.get("site") or values.get("source", ""), values.get("url", "")
    )


def _one_headline(parts: Sequence[tuple[str, Role | None]], plain: Sequence[Role]) -> list[Role]:
    """Let a heading of the first rank be the only headline."""
    marked = any(role == "headline" for _, role in parts)
    return ["heading" if marked and role == "headline" else role for role in plain]


# -- front matter


def _take_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part what stands between two lines of three signs at the top (YAML `---`, TOML `+++`) from the text."""
    fence, _, rest = text.partition("\n")
    if fence.rstrip() not in ("---", "+++"):
        return {}, text
    matter = re.match(rf"((?:.*\n)*?){re.escape(fence.rstrip())}[ \t]*(?:\n|\Z)", rest[: 1 << 16])
    if not matter:
        return {}, text
    values = _read_toml(matter[1]) if fence.startswith("+") else _read_yaml(matter[1])
    # A text may begin with a rule, and have another further down.
    return (values, rest[matter.end() :]) if values else ({}, text)


def _read_toml(matter: str) -> dict[str, str]:
    import tomllib

    try:
        values = tomllib.loads(matter)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {name.lower(): _as_text(value) for name, value in values.items()}


def _as_text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _read_yaml(matter: str) -> dict[str, str]:
    """Read the simple YAML of front matter: a name and a value on a line, or a list below the name."""
    values: dict[str, str] = {}
    name = ""
    for line in matter.split("\n"):
        field = re.match(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|$)", line)
        item = re.match(r"[ \t]*-[ \t]+(.*)", line)
        if field:
            name = field[1].lower()
            values[name] = _unquote(field[2] or "")
        elif item and name:
            values[name] = ", ".join(filter(None, (values[name], _unquote(item[1]))))
        elif line.strip() and not line[0].isspace() and not line.startswith("#"):
            return {}
    return values


def _unquote(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquote(part) for part in value[1:-1].split(","))
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].replace('\\"', '"').replace("''", "'") if quoted else value


# -- blocks


def _find_parts(lines: Sequence[str]) -> Iterable[tuple[str, Role | None]]:
    """Yield paragraphs, each with the role that its marks give it; None where they say nothing."""
    held: list[str] = []
    fence = ""
    tops = 0
    for number, line in enumerate((*lines, "")):
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            elif line.strip():
                yield line.strip(), "body"
            continue
        if "|" in line and _TABLE_RULE.match(line):
            continue
        opened = _FENCE.match(line)
        inner = _QUOTE.sub("", line, count=1)
        heading = _HEADING.match(inner)
        under = _UNDERLINE.match(line) if len(held) == 1 else None
        if opened or heading or under or _ends_part(line, held):
            rank = 1 if under and under[1][0] == "=" else 2 if under else len(heading[1]) if heading else 0
            title = held[0] if under else (heading[2] or "") if heading else ""
            if held and not under:
                yield from _make_part(held)
            held = []
            if rank and title.strip():
                yield strip_marks(title), "headline" if rank == 1 and not tops else "heading"
                tops += rank == 1
            fence = opened[1] if opened else ""
            if not (opened or heading or under or _RULE.match(line)) and inner.strip():
                held = [inner]
        elif not _REFERENCE.match(line) and inner.strip():
            held.append(inner)
            if number == len(lines):
                yield from _make_part(held)


def _ends_part(line: str, held: Sequence[str]) -> bool:
    """Tell whether a line ends the paragraph before it: it is blank, a rule, an item of a list, a row, a picture."""
    inner = _QUOTE.sub("", line, count=1)
    if not inner.strip() or _RULE.match(line) or _ITEM.match(inner) or _IMAGE_ALONE.match(inner.strip()):
        return True
    # Two spaces or a backslash at its end break a line where it stands, as in a poem or an address.
    return bool(held) and (inner.lstrip().startswith("|") or held[-1].endswith(("  ", "\\")))


def _make_part(held: Sequence[str]) -> Iterable[tuple[str, Role | None]]:
    picture = _IMAGE_ALONE.match(held[0].strip())
    if picture and len(held) == 1:
        caption = strip_marks(picture[2] or picture[1])
        if caption:
            yield caption, "caption"
        return
    first = held[0].strip()
    if first.startswith("|"):
        yield " | ".join(strip_marks(cell) for cell in first.strip("| ").split("|")), "body"
        return
    item = _ITEM.match(held[0])
    text = " ".join(line.strip().removesuffix("\\") for line in held)
    yield strip_marks(text), "body" if item else None


def strip_marks(text: str) -> str:
    """Take the marks off a line: emphasis, links, code; what is code stays as it stands."""
    if _SIGNS.isdisjoint(text):
        return text.strip()
    pieces: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        pieces += (_strip_inline(text[at : code.start()]), code[2].strip())
        at = code.end()
    return "".join((*pieces, _strip_inline(text[at:]))).strip()


def _strip_inline(text: str) -> str:
    import html

    # What is escaped is no mark: it stands aside, where no text has characters, until the marks are off.
    text = _ESCAPED.sub(lambda sign: chr(_ASIDE + ord(sign[1])), text)
    for _ in range(3):  # emphasis inside emphasis, a link around a picture
        before = text
        for pattern, kept in _INLINE:
            text = pattern.sub(kept, text)
        if text == before:
            break
    return html.unescape(text).translate(_BACK)
