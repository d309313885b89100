"""Who says what: quotations, their speakers and the evidence for both. An article comes in, quotations go out.

Everything is imported when it is first asked for: a comparison of paragraphs needs to know where marks stand, and not who speaks.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.quotes.attribution import find_quotations
    from reader.quotes.quotation import Cue, Kind, Quotation, Speaker
    from reader.quotes.spans import MarkedSpans, quoted_spans
    from reader.quotes.versions import resolve_names

__all__ = [
    "Cue",
    "Kind",
    "MarkedSpans",
    "Quotation",
    "Speaker",
    "find_quotations",
    "quoted_spans",
    "resolve_names",
]


def __getattr__(name: str) -> object:
    """Import what is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "find_quotations":
        from reader.quotes import attribution as home
    elif name == "resolve_names":
        from reader.quotes import versions as home  # type: ignore[no-redef]
    elif name in ("MarkedSpans", "quoted_spans"):
        from reader.quotes import spans as home  # type: ignore[no-redef]
    else:
        from reader.quotes import quotation as home  # type: ignore[no-redef]
    globals()[name] = value = getattr(home, name)
    return value
