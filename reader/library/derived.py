"""What takes long to work out about articles: kept under a key, for as long as the code that works it out stays the same."""

import sqlite3
import zlib
from collections.abc import Collection, Mapping, Sequence

from reader.article import Article
from reader.library.articles import Articles, Fill, code_version, parser_version, without_collector
from reader.library.database import DamageError
from reader.library.names import LARGE, absolute
from reader.library.records import join_fields
from reader.library.spread import spread
from reader.stories import Grouping, Progress, Story, find_grouping, group_into_stories, make_stories

_GROUPING = "stories"


def recall(articles: Articles, kind: str, keys: Collection[bytes], version: int) -> dict[bytes, str]:
    """Return what is known under each key; a key of which nothing is known is left out.

    Args:
        articles: Where it is kept.
        kind: What was worked out.
        keys: Of what, hashes for example.
        version: By which code, see `code_version`.
    """

    def read(connection: sqlite3.Connection) -> dict[bytes, str]:
        found = {}
        for key in keys:
            row = connection.execute(
                "SELECT body, checksum FROM derived WHERE kind = ? AND key = ? AND version = ?",
                (kind, key, version),
            ).fetchone()
            if row:
                body, checksum = row
                if _checksum(kind, key, version, body) != checksum:
                    raise DamageError
                found[key] = body.decode("utf-8")
        return found

    return articles.attempt(lambda: articles.database.look(read)) or {}


def keep(articles: Articles, kind: str, values: Mapping[bytes, str], version: int) -> None:
    """Keep what was worked out, and drop what older code had worked out of the same kind; trouble is said by `articles`."""
    rows = []
    for key, text in values.items():
        body = text.encode()
        rows.append((kind, key, version, body, _checksum(kind, key, version, body)))

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM derived WHERE kind = ? AND version <> ?", (kind, version))
        connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, CAST(? AS TEXT), ?)", rows)

    articles.attempt(lambda: articles.database.change(write))


def _checksum(kind: str, key: bytes, version: int, body: object) -> int:
    return zlib.crc32(join_fields((kind.encode(), key, b"%d" % version, body)))


# -- stories


def group_articles(
    articles: Articles,
    opened: Sequence[Article],
    progress: Progress | None = None,
    fill: Fill | None = None,
) -> tuple[Story, ...]:
    """Group articles into stories as `group_into_stories` does; the same articles are not grouped twice.

    Args:
        articles: Where it is kept how they were grouped.
        opened: The articles.
        progress: Told how many were taken in, from time to time.
        fill: Has them grouped by another process, where it is not known how they were.

    Cost: for articles that were grouped before, some 10 µs each.
    """
    if len(opened) < LARGE:
        return group_into_stories(opened, progress)
    version = code_version("stories", "article.py")
    key, contents = _hash_places(opened), _hash_contents(articles, opened)
    known = recall(articles, _GROUPING, [key], version).get(key, "")
    if fill and not known.startswith(contents):
        fill()
        known = recall(articles, _GROUPING, [key], version).get(key, "")
    if known.startswith(contents):
        with without_collector():
            return make_stories(_read_grouping(known.removeprefix(contents)), opened)
    grouping = find_grouping(opened, progress, spread=spread)
    keep(articles, _GROUPING, {key: contents + _write_grouping(grouping)}, version)
    return make_stories(grouping, opened)


def _hash_places(opened: Sequence[Article]) -> bytes:
    """Hash where articles stand: what was opened there last is known under it, so that there is one for each folder."""
    from hashlib import blake2b

    places = "\0".join(absolute(article.path) for article in opened)
    return blake2b(places.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _hash_contents(articles: Articles, opened: Sequence[Article]) -> str:
    """Hash what articles say: the bytes of their files stand for it where they are known, else it is read."""
    from hashlib import blake2b

    whole = blake2b(b"%d" % parser_version(), digest_size=16)
    for article in opened:
        content = articles.content_of(article)
        whole.update(content or repr((article.title, article.paragraphs)).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _write_grouping(grouping: Grouping) -> str:
    groups = "\n".join(" ".join(map(str, group)) for group in grouping.groups)
    furniture = (" ".join(map(str, (index, *places))) for index, places in grouping.furniture.items())
    return groups + "\n\n" + "\n".join(furniture)


def _read_grouping(written: str) -> Grouping:
    groups, _, furniture = written.partition("\n\n")
    marked = [tuple(map(int, line.split(" "))) for line in furniture.split("\n") if line]
    return Grouping(
        tuple(tuple(map(int, line.split(" "))) for line in groups.split("\n")),
        {index: tuple(places) for index, *places in marked},
    )
