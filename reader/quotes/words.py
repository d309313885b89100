"""Sets of words, written down as they are read."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space, as a set."""
    return frozenset(text.split())
