"""What is remembered from one session to the next: notes, places, decisions, and the articles that were opened.

The database is loaded when a library is first opened: most commands never do.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.library.library import Library, fingerprint, open_library

__all__ = ["Library", "fingerprint", "open_library"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from reader.library import library

    return getattr(library, name)
