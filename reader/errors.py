"""What can go wrong, in words for the person who reads the news.

    ReaderError           anything the user can do something about; printed as one line, exit status 2
    ├── SourceError       a path that cannot be read as an article; the message names the path
    ├── UsageError        a command that was called with words it cannot use
    └── LibraryError      the library could not keep or find something

Anything else is a fault of the program.
"""


class ReaderError(Exception):
    """A trouble with a message of one line that names what it is about."""


class SourceError(ReaderError):
    """A path, stream or revision that cannot be opened as an article.

    Args:
        path: What the user named, as they wrote it.
        reason: What is wrong with it, in lower case without a full stop.
    """

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        """Come through a pipe between processes as it is."""
        return type(self), (self.path, self.reason)


class UsageError(ReaderError):
    """A command line that asks for something impossible."""


class LibraryError(ReaderError):
    """The library could not keep or find something."""
