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
# Where a link leads that is named elsewhere; a note at the foot, and what somebody in brackets says, are text.
_REFERENCE = re.compile(
    r" {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]*<?(?:[a-z]+://|mailto:|www\.|\.{0,2}/|#)\S*(?:[ \t]+[\"'(].*)?$"
)
_IMAGE_ALONE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*?(?:[\"“']([^\"”'\n]*)[\"”'])?\)[ \t]*$")
_COMMENT = re.compile(r"<!--[\s\S]{0,5000}?-->")

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
    draft = _Draft()
    draft.read(_COMMENT.sub("", text).split("\n"))
    parts = draft.parts
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


def _one_headline(parts: "Sequence[Part]", plain: Sequence[Role]) -> list[Role]:
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


Part = tuple[str, Role | None]
"""A paragraph, and the role that its marks give it; None where they say nothing."""


class _Draft:
    """A draft while it is read line by line."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._held: list[str] = []  # the lines of the paragraph that is being read
        self._fence = ""  # what ends the code that is being read
        self._has_top = False

    def read(self, lines: Iterable[str]) -> None:
        for line in lines:
            if self._fence:
                self._read_code(line)
            elif not ("|" in line and _TABLE_RULE.match(line)):
                self._read_line(line)
        self._flush()

    def _read_code(self, line: str) -> None:
        text = line.strip()
        if text.startswith(self._fence) and not text.strip(self._fence[0]):
            self._fence = ""
        elif text:
            self.parts.append((text, "body"))

    def _read_line(self, line: str) -> None:
        inner = _QUOTE.sub("", line, count=1)
        if under := _UNDERLINE.match(line) if len(self._held) == 1 else None:
            self._add_title(self._held.pop(), 1 if under[1][0] == "=" else 2)
        elif heading := _HEADING.match(inner):
            self._flush()
            self._add_title(heading[2] or "", len(heading[1]))
        elif opened := _FENCE.match(line):
            self._flush()
            self._fence = opened[1]
        elif not _REFERENCE.match(line):
            if _ends_part(line, self._held):
                self._flush()
            if inner.strip() and not _RULE.match(line):
                self._held.append(inner)

    def _add_title(self, text: str, rank: int) -> None:
        if text.strip():
            is_top = rank == 1 and not self._has_top
            self._has_top = self._has_top or is_top
            self.parts.append((strip_marks(text), "headline" if is_top else "heading"))

    def _flush(self) -> None:
        if self._held:
            self.parts += _make_part(self._held)
            self._held = []


def _ends_part(line: str, held: Sequence[str]) -> bool:
    """Tell whether a line ends the paragraph before it: it is blank, a rule, an item of a list, a row, a picture."""
    inner = _QUOTE.sub("", line, count=1)
    if not inner.strip() or _RULE.match(line) or _ITEM.match(inner) or _IMAGE_ALONE.match(inner.strip()):
        return True
    # Two spaces or a backslash at its end break a line where it stands, as in a poem or an address.
    return bool(held) and (inner.lstrip().startswith("|") or held[-1].endswith(("  ", "\\")))


def _make_part(held: Sequence[str]) -> list[Part]:
    first = held[0].strip()
    picture = _IMAGE_ALONE.match(first) if len(held) == 1 else None
    if picture:
        caption = strip_marks(picture[2] or picture[1])
        return [(caption, "caption")] if caption else []
    if first.startswith("|"):
        return [(" | ".join(strip_marks(cell) for cell in first.strip("| ").split("|")), "body")]
    text = " ".join(line.strip().removesuffix("\\") for line in held)
    return [(strip_marks(text), "body" if _ITEM.match(held[0]) else None)]


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
