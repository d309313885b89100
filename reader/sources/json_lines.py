"""JSON Lines made articles: an object a line with `text`, and perhaps `title`, `date`, `url`, `author`, `site`."""

import json
from typing import Any

from reader.article import Article, Paragraph
from reader.sources.bounds import MAX_ARTICLES, MAX_LINES
from reader.sources.dates import to_iso
from reader.sources.encoding import NotTextError, decode
from reader.sources.found import NOTHING, clean, say_replaced
from reader.sources.plain import make_article
from reader.sources.stream import source_error
from reader.text import make_safe

_MOST_NAMED = 5


def read_lines(path: str, data: bytes) -> tuple[Article, ...]:
    """Make an article of each line; of one alone it is called `path`, of several they are numbered from 1.

    Lines that are broken are named in the notices of the first article. An article keeps its number whatever lines
    before it are broken: it is the number of its line, blank ones not counted.

    Raises:
        SourceError: No line is an article, or there are more than `MAX_ARTICLES`.
    """
    try:
        text, notices = decode(data)
    except NotTextError as trouble:
        raise source_error(path, str(trouble)) from None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > MAX_ARTICLES:
        raise source_error(path, f"has more than {MAX_ARTICLES:,} lines, the most articles a file may hold")
    articles: list[Article] = []
    broken: list[int] = []
    for number, line in lines:
        value = _read_line(line)
        if value is None:
            broken.append(number)
        else:
            name = f"{path}#{len(articles) + 1}" if len(lines) > 1 else path
            articles.append(_make_article(name, value))
    if broken and not articles:
        raise source_error(
            path, f"no line is an object with a text (line {broken[0]} is the first that is not)"
        )
    if not articles:
        return (Article(path, "", (), (NOTHING,)),)
    first = articles[0]
    told = (*notices, *([_say_broken(broken)] if broken else []))
    articles[0] = first._replace(
        path=path if len(articles) == 1 else first.path, notices=(*told, *first.notices)
    )
    return tuple(articles)


def _say_broken(broken: list[int]) -> str:
    if len(broken) == 1:
        return f"line {broken[0]} is left out: it is not an object with a text"
    named = ", ".join(map(str, broken[:_MOST_NAMED])) + ("" if len(broken) <= _MOST_NAMED else " …")
    return f"{len(broken):,} lines are left out, which are not objects with a text: {named}"


def _read_line(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = value.get("text") if isinstance(value, dict) else None
    return value if isinstance(text, str) and text.count("\n") <= MAX_LINES else None


def _make_article(path: str, value: dict[str, Any]) -> Article:
    text, replaced = make_safe(value["text"])
    article = make_article(path, text, tuple(say_replaced(replaced, [text])))
    title, author, site, url = (
        clean(_as_text(value.get(name))) for name in ("title", "author", "site", "url")
    )
    date = to_iso(_as_text(value.get("date")))
    if title and article.paragraphs and not _has_headline(article, title):
        article = article._replace(paragraphs=(Paragraph(title, "headline"), *article.paragraphs))
    return article._replace(title=title or article.title, author=author, date=date, site=site, url=url)


def _has_headline(article: Article, title: str) -> bool:
    """Tell whether a text has its headline already, or begins with its title."""
    begins = article.text[: len(title)].casefold() == title.casefold()
    return begins or any(paragraph.role == "headline" for paragraph in article.paragraphs)


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if isinstance(part, str | int | float))
    return str(value) if isinstance(value, str | int | float) else ""
