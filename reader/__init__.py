"""A terminal reader for articles that come in versions."""

__version__ = "0.1.0"
