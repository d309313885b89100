"""Full-text search over the articles of a library: words in, hits with excerpts out.

`quay harbour` finds articles with both words, `"old quay"` the words in a row, `harb*` how words begin, and
`speaker:Kroll winter` what Kroll says about winter. Case and accents do not count.
"""

import re
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.errors import UsageError
from reader.library.database import DamageError
from reader.library.records import join_fields
from reader.library.rows import ARTICLE_COLUMNS, FILE_COLUMNS, check_file, to_article
from reader.library.values import Hit, Note

# The statements are put together from constants only.
# ruff: noqa: S608

_TERM = re.compile(r'(speaker:\s*)?(?:["“„«]([^"“”»]*)["”»“]?|(\S+))', re.IGNORECASE)
_LETTER = re.compile(r"\w")

# What `snippet` puts around the words it found; no safe text holds them.
_OPEN, _CLOSE = "\x01", "\x02"
_EXCERPT_WORDS = 28
_SNIPPET = f"char({ord(_OPEN)}), char({ord(_CLOSE)}), '…', {_EXCERPT_WORDS}"


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for, each term as FTS5 writes it.

    Attributes:
        terms: Words, rows of words and beginnings; all must stand there.
        speaker: Likewise, for the name of who says it; empty when nobody was named.
        words: The terms as the user wrote them, case folded.
    """

    terms: tuple[str, ...]
    speaker: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def in_articles(self) -> str:
        """The query for articles that hold the words, and the speaker's name."""
        return " AND ".join(self.speaker + self.terms)

    @property
    def in_quotations(self) -> str:
        """The query for what the speaker says."""
        columns = (f"speaker : ({' AND '.join(self.speaker)})",)
        return " AND ".join(columns + ((f"text : ({' AND '.join(self.terms)})",) if self.terms else ()))


def parse_query(text: str) -> Query:
    """Read what a user wrote; anything can be searched for, and nothing is a mistake but nothing.

    Raises:
        UsageError: There is no word in it.
    """
    terms: list[str] = []
    speaker: list[str] = []
    words: list[str] = []
    for named, row, word in _TERM.findall(text.replace("\0", " ")):
        said = row or word
        if _LETTER.search(said):
            (speaker if named else terms).append(_quote(said))
            words += [] if named else [said.rstrip("*").casefold()]
    if not terms and not speaker:
        raise UsageError(f"{text}: there is no word to search for")
    return Query(tuple(terms), tuple(speaker), tuple(words))


def as_beginnings(text: str) -> str:
    """Return a query in which every word that stands alone is how words begin: `harb "old quay"` becomes `harb* "old quay"`."""
    return _TERM.sub(
        lambda match: f"{match[0]}*" if match[3] and not match[3].endswith("*") else match[0], text
    )


def _quote(said: str) -> str:
    begins = said.endswith("*")
    return '"' + said.rstrip("*").replace('"', '""') + '"' + ("*" if begins else "")


def search_articles(connection: sqlite3.Connection, query: Query, limit: int) -> tuple[list[Hit], int]:
    """Find the articles that hold the words, the best first, and count them all."""
    rows = connection.execute(
        f"SELECT snippet(words, 1, {_SNIPPET}), a.parser, {ARTICLE_COLUMNS} "
        "FROM words JOIN articles AS a ON a.id = words.rowid WHERE words MATCH ? ORDER BY words.rank LIMIT ?",
        (query.in_articles, limit),
    ).fetchall()
    total = len(rows)
    if total == limit:
        total = connection.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (query.in_articles,)
        ).fetchone()[0]
    return [_to_hit(connection, row, None) for row in rows], total


def search_quotations(connection: sqlite3.Connection, query: Query, limit: int) -> tuple[list[Hit], int]:
    """Find what the speaker says with the words, the best first, and count it all."""
    rows = connection.execute(
        f"SELECT q.article, q.speaker, q.text, q.checksum, snippet(spoken, 1, {_SNIPPET}), a.parser, {ARTICLE_COLUMNS} "
        "FROM spoken JOIN quotations AS q ON q.id = spoken.rowid JOIN articles AS a ON a.id = q.article "
        "WHERE spoken MATCH ? ORDER BY spoken.rank LIMIT ?",
        (query.in_quotations, limit),
    ).fetchall()
    total = len(rows)
    if total == limit:
        total = connection.execute(
            "SELECT count(*) FROM spoken WHERE spoken MATCH ?", (query.in_quotations,)
        ).fetchone()[0]
    return [_to_hit(connection, row[4:], _read_speaker(*row[:4])) for row in rows], total


def _read_speaker(article: int, speaker: bytes, text: bytes, checksum: int) -> str:
    if zlib.crc32(join_fields((b"%d" % article, speaker, text))) != checksum:
        raise DamageError
    return speaker.decode("utf-8")


def _to_hit(connection: sqlite3.Connection, row: Sequence[Any], speaker: str | None) -> Hit:
    snippet, parser, *columns = row
    article = to_article("", columns)  # what is shown is checked
    files = connection.execute(
        f"SELECT {FILE_COLUMNS} FROM files WHERE content = ? AND parser = ? ORDER BY place",
        (columns[0], parser),
    ).fetchall()
    for file in files:
        check_file(file)
    places = [file[0].decode("utf-8", "surrogatepass") + article.path for file in files]
    if not places:
        raise DamageError
    excerpt, spans = read_snippet(snippet.decode("utf-8"))
    kind = "article" if speaker is None else "quotation"
    return Hit(kind, places[0], article.title, excerpt, spans, speaker, tuple(places[1:]))  # type: ignore[arg-type]


def find_notes(notes: Sequence[Note], query: Query) -> list[Hit]:
    """Find the notes that hold the words, wherever they stand in them or in the name."""
    hits = []
    for note in notes:
        text = note.text.casefold()
        if all(word in text or word in note.path.casefold() for word in query.words):
            spans = sorted(
                (text.find(word), text.find(word) + len(word)) for word in query.words if word in text
            )
            # Some letters are longer when their case is folded; then the places are not those in the note.
            hits.append(
                Hit("note", note.path, "", note.text, tuple(spans) if len(text) == len(note.text) else ())
            )
    return hits


def read_snippet(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks out of an excerpt and say where they stood."""
    spans = []
    excerpt = ""
    for piece in marked.split(_OPEN):
        found, closed, rest = piece.partition(_CLOSE)
        if closed:
            spans.append((len(excerpt), len(excerpt) + len(found)))
        excerpt += found + rest
    return excerpt, tuple(spans)
