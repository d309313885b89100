"""Documents that are more than text: each kind to its reader, and what goes wrong said in one line."""

import re
from collections.abc import Sequence
from typing import Any

from reader.article import Article
from reader.errors import SourceError
from reader.sources.child import ChildError, child
from reader.sources.encoding import NotTextError
from reader.sources.found import Found, make_found_article
from reader.sources.kinds import Kind
from reader.sources.plain import make_article, to_safe_text
from reader.sources.stream import source_error


def read_document(path: str, data: bytes, kind: Kind) -> tuple[Article, ...]:
    """Make articles of a document; see `reader.sources.path.read_articles`.

    Raises:
        SourceError: It is broken, too large in one way or another, or there is nothing in it to read.
    """
    if kind == "markdown":
        from reader.sources.markdown import read_markdown

        return read_markdown(path, data)
    if kind == "lines":
        from reader.sources.json_lines import read_lines

        return read_lines(path, data)
    if kind == "page":
        return (_read_page(path, data),)
    try:
        founds = [_to_found(value) for value in child.ask(kind, data)]
    except ChildError as trouble:
        raise _refused(path, trouble) from None
    return name_articles(path, founds)


def name_articles(path: str, founds: Sequence[Found]) -> tuple[Article, ...]:
    """Make articles of the versions in a document: the last one is called as the file is, those before it are numbered."""
    *older, newest = founds
    numbered = [make_found_article(f"{path}#{number}", found) for number, found in enumerate(older, start=1)]
    return (*numbered, make_found_article(path, newest))


def _read_page(path: str, data: bytes) -> Article:
    """Read a page by its structure, else its bare text: a page that no library can take apart still has words."""
    # In UTF-16 there is a zero beside each sign.
    if b"\0" not in data and not re.search(rb"<[a-zA-Z!/?]", data):
        return make_article(path, *to_safe_text(path, data))
    try:
        (value,) = child.ask("page", data)
        return make_found_article(path, _to_found(value))
    except ChildError as trouble:
        from reader.sources.bare_page import read_bare_page

        try:
            found = read_bare_page(data)
        except NotTextError as no_text:
            raise source_error(path, str(no_text)) from None
        notice = f"{trouble}; read as bare text, without its structure"
        return make_found_article(path, found._replace(notices=(*found.notices, notice)))


def _to_found(value: Any) -> Found:
    paragraphs, *rest = value
    return Found([(text, role) for text, role in paragraphs], *rest)


def _refused(path: str, trouble: ChildError) -> SourceError:
    return source_error(path, str(trouble).removeprefix("it "))
