"""The sample story that comes with the program: three versions of one report, made up from end to end."""

import os

from reader.article import Article
from reader.sources.plain import make_article, read_text

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "sample")  # noqa: PTH118, PTH120
_NAMES = ("1-wire.txt", "2-lantern.txt", "3-corrected.txt")


def open_sample() -> tuple[Article, ...]:
    """Open the versions of the sample story, oldest first; their paths say `sample/` and cannot be opened.

    Raises:
        SourceError: The program was installed without its sample.
    """
    articles = []
    for name in _NAMES:
        text, notices = read_text(os.path.join(_FOLDER, name))  # noqa: PTH118
        articles.append(make_article(f"sample/{name}", text, notices))
    return tuple(articles)
