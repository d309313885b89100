"""Who says what in the kept articles: found by the engine when first searched for, and kept like the articles themselves."""

import sqlite3
import zlib
from collections.abc import Sequence

from reader.article import Article
from reader.library.articles import Articles, Progress, drop_quotations, engine_version
from reader.library.rows import ARTICLE_COLUMNS, to_article
from reader.library.search import Query

# The statements are put together from constants only.
# ruff: noqa: S608

# How many articles are read at once: what is found of them is kept in one transaction.
_BATCH = 100

_Said = tuple[int, list[tuple[str, str]]]
"""An article's id, and its quotations: speaker, words."""


MOST_READ = 2000
"""How many articles are read for one search, the likeliest first; at some 3 ms each that is six seconds."""


def find_missing_quotations(articles: Articles, query: Query, progress: Progress | None = None) -> int:
    """Find the quotations of the articles that `query` may mean and that no engine, or an older one, has read.

    A speaker's full name stands in the article, so only those with the name and the words are read.

    Returns:
        How many articles are still to be read because there were more than `MOST_READ`.

    Raises:
        LibraryError: What was found cannot be kept.
    """

    def list_ids(connection: sqlite3.Connection) -> list[int]:
        sql = (
            "SELECT a.id FROM words JOIN articles AS a ON a.id = words.rowid "
            "WHERE words MATCH ? AND a.engine IS NOT ? ORDER BY words.rank"
        )
        return [row[0] for row in connection.execute(sql, (query.in_articles, engine_version()))]

    found = articles.database.look(list_ids) or []
    ids = found[:MOST_READ]
    for start in range(0, len(ids), _BATCH):
        if progress:
            progress(start, len(ids))
        batch = ids[start : start + _BATCH]
        said = [(number, _quotations(article)) for number, article in _read(articles, batch)]
        articles.database.change(lambda connection, said=said: _keep(connection, said))  # type: ignore[misc]
    if progress and ids:
        progress(len(ids), len(ids))
    return len(found) - len(ids)


def _read(articles: Articles, ids: Sequence[int]) -> list[tuple[int, Article]]:
    sql = f"SELECT {ARTICLE_COLUMNS} FROM articles AS a WHERE id = ?"

    def read(connection: sqlite3.Connection) -> list[tuple[int, Article]]:
        rows = ((number, connection.execute(sql, (number,)).fetchone()) for number in ids)
        return [(number, to_article("", row)) for number, row in rows if row]

    return articles.database.look(read) or []


def _quotations(article: Article) -> list[tuple[str, str]]:
    from reader.quotes import find_quotations, resolve_names

    found = resolve_names([article], [find_quotations(article)])[0]
    return [(quotation.speaker.name, quotation.text) for quotation in found if quotation.speaker]


def _keep(connection: sqlite3.Connection, said: Sequence[_Said]) -> None:
    for number, quotations in said:
        # Another session may have dropped the article in the meantime.
        if not connection.execute(
            "UPDATE articles SET engine = ? WHERE id = ?", (engine_version(), number)
        ).rowcount:
            continue
        drop_quotations(connection, number)
        for speaker, text in quotations:
            row = connection.execute(
                "INSERT INTO quotations (article, speaker, text, checksum) VALUES (?, ?, ?, ?)",
                (number, speaker, text, zlib.crc32(f"{number}\0{speaker}\0{text}".encode())),
            )
            connection.execute(
                "INSERT INTO spoken (rowid, speaker, text) VALUES (?, ?, ?)", (row.lastrowid, speaker, text)
            )
