"""Where articles come from: a path, a stream; each source is a function that returns articles."""

from reader.sources.bounds import MAX_BYTES
from reader.sources.kinds import SUFFIXES
from reader.sources.path import find_files, is_there, open_article, open_articles, open_file, read_articles
from reader.sources.plain import make_article, read_text
from reader.sources.sample import open_sample
from reader.sources.stream import STANDARD_INPUT, printable_path

__all__ = [
    "MAX_BYTES",
    "STANDARD_INPUT",
    "SUFFIXES",
    "find_files",
    "is_there",
    "make_article",
    "open_article",
    "open_articles",
    "open_file",
    "open_sample",
    "printable_path",
    "read_articles",
    "read_text",
]
