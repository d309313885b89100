"""What a page says of itself: title, author, date, site, address, and the text that it keeps for machines."""

import json
from collections.abc import Iterator
from typing import Any

from reader.sources.dates import to_iso
from reader.sources.found import Found, join_words

# Which come first: a version is as old as its last change.
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "parsely-pub-date",
)
_MOST_JSON = 1 << 20
_MOST_DEPTH = 12
_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")


def read_metadata(root: Any) -> Found:
    """Read what the head of a page says; without paragraphs.

    Args:
        root: An lxml element, which stays as it is.
    """
    from trafilatura.metadata import extract_metadata

    told = extract_metadata(
        root, extensive=False, date_config={"extensive_search": False, "original_date": False}
    )
    named = _named_values(root)
    articles = list(_find_articles(root))
    date = _first_date(
        *(article.get("dateModified") for article in articles),
        *map(named.get, _CHANGED),
        *(article.get("datePublished") for article in articles),
        *map(named.get, _PUBLISHED),
        *(element.get("datetime") for element in root.iter("time")),
        told.date,
    )
    return Found((), told.title or "", told.author or "", date, told.sitename or "", told.url or "")


def read_hidden_text(root: Any) -> str:
    """Return the text of the article that a page keeps for machines (JSON-LD); empty when there is none."""
    bodies = [article.get("articleBody") for article in _find_articles(root)]
    return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _first_date(*candidates: object) -> str:
    for candidate in candidates:
        if isinstance(candidate, str) and (date := to_iso(candidate)):
            return date
    return ""


def _named_values(root: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        values.setdefault(join_words(name).lower(), element.get("content") or "")
    return values


def _find_articles(root: Any) -> Iterator[dict[str, Any]]:
    """Find what is called an article in the page's JSON-LD."""
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(text) <= _MOST_JSON:
            try:
                yield from _walk(json.loads(text), _MOST_DEPTH)
            except (ValueError, RecursionError):
                continue


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names):
            yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if depth:
        for part in inside:
            yield from _walk(part, depth - 1)
