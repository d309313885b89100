"""Where articles come from: a path, a stream; each source is a function that returns articles."""

from reader.sources.path import TEXT_SUFFIXES, find_files, open_article, open_articles
from reader.sources.plain import make_article, read_text
from reader.sources.sample import open_sample
from reader.sources.stream import MAX_BYTES, STANDARD_INPUT, printable_path

__all__ = [
    "MAX_BYTES",
    "STANDARD_INPUT",
    "TEXT_SUFFIXES",
    "find_files",
    "make_article",
    "open_article",
    "open_articles",
    "open_sample",
    "printable_path",
    "read_text",
]
