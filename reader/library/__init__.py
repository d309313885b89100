"""What is remembered from one session to the next: notes, places, decisions, and the articles that were opened."""

from reader.library.library import Library, fingerprint, open_library

__all__ = ["Library", "fingerprint", "open_library"]
