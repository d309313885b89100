"""Articles and files as rows of the database: checked when they are read, so that damage is never shown.

What an article has no column for is kept as JSON.
"""

import zlib
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

from reader.article import BREAK, Article, Paragraph, Role
from reader.library.database import DamageError
from reader.library.records import join_fields

FILE_COLUMNS = "place, size, mtime_ns, ctime_ns, parser, content, number, checksum"
"""What is kept of a file."""

ARTICLE_COLUMNS = "a.content, a.suffix, a.title, a.roles, a.text, a.notices, a.extra, a.checksum"
"""What is kept of an article, `articles AS a`."""

_LETTERS: dict[Role, str] = {"headline": "h", "heading": "s", "body": "b", "caption": "c", "furniture": "f"}
_ROLES = {letter: role for role, letter in _LETTERS.items()}
_KNOWN = frozenset({"path", "title", "paragraphs", "notices"})


def check_file(row: Sequence[Any]) -> None:
    """Check a row of `FILE_COLUMNS`.

    Raises:
        DamageError: It is not what was written.
    """
    if checksum_of(row[0], repr(row[1:-1]).encode()) != row[-1]:
        raise DamageError


def checksum_of(first: object, rest: bytes) -> int:
    """Return what tells whether a row is what was written.

    Args:
        first: Its first column.
        rest: The others.

    Raises:
        DamageError: The first is no bytes.
    """
    if not isinstance(first, bytes):
        raise DamageError
    return zlib.crc32(rest, zlib.crc32(first))


def to_article(path: str, row: Sequence[Any]) -> Article:
    """Make an article of the columns in `ARTICLE_COLUMNS`.

    Args:
        path: The path of its file as the user wrote it.
        row: Its columns, texts as UTF-8.

    Raises:
        DamageError: The row is not what was written.
    """
    joined = join_fields(row[1:-1])
    if checksum_of(row[0], joined) != row[-1]:
        raise DamageError
    suffix, title, roles, text, notices, extra = joined.decode("utf-8").split("\0")
    # As `Paragraph` makes them, in half the time: there are a million in a large folder.
    parts = zip(text.split(BREAK), map(_ROLES.__getitem__, roles), strict=False)
    paragraphs = tuple(map(tuple.__new__, repeat(Paragraph), parts))
    more = _read_extra(extra) if extra else {}
    return Article(path + suffix, title, paragraphs, tuple(notices.split("\n")) if notices else (), **more)


def can_be_kept(article: Article) -> bool:
    """Tell whether an article comes back as it is: its text gives its paragraphs, and what else it has fits into JSON."""
    parts = [paragraph.text for paragraph in article.paragraphs]
    if (
        article.text.split(BREAK) != parts
        or "\0" in article.text
        or any("\n" in notice for notice in article.notices)
    ):
        return False
    extra = _extra_of(article)
    try:
        return not extra or _read_extra(_write_extra(extra)) == extra
    except (TypeError, ValueError):
        return False


def to_texts(path: str, article: Article) -> tuple[str, ...]:
    """Return the columns of an article from `suffix` to `extra`; `path` is that of its file."""
    roles = "".join(_LETTERS[paragraph.role] for paragraph in article.paragraphs)
    extra = _extra_of(article)
    return (
        article.path.removeprefix(path),
        article.title,
        roles,
        article.text,
        "\n".join(article.notices),
        _write_extra(extra) if extra else "",
    )


def _extra_of(article: Article) -> dict[str, Any]:
    """Return the fields of an article that have no column and are set."""
    usual = article._field_defaults
    named = article._asdict().items()
    return {name: value for name, value in named if name not in _KNOWN and value != usual.get(name)}


def _write_extra(extra: Mapping[str, Any]) -> str:
    import json

    return json.dumps(extra, ensure_ascii=False)


def _read_extra(text: str) -> dict[str, Any]:
    import json

    return {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(text).items()}
