"""What an article is known by in the library: the absolute path of its file, or whatever else it was called."""

import os


def absolute(name: str) -> str:
    """Return what a name stands for from wherever it is asked; an address and standard input stand for themselves."""
    return name if name == "-" or "://" in name else os.path.abspath(name)  # noqa: PTH100, pathlib is slow to import
