"""What an article is known by in the library: the absolute path of its file, or whatever else it was called."""

import os

LARGE = 200
"""How many articles make a large folder: fewer are opened and grouped faster than they can be looked up and kept."""

# What would have to be taken out of a path, or looked at closely.
_CROOKED = ("//", "/.")


def absolute(name: str) -> str:
    """Return what a name stands for from wherever it is asked; an address and standard input stand for themselves."""
    if name == "-" or "://" in name:
        return name
    # As `os.path.abspath` does it, which takes its time over a hundred thousand names.
    if not name or name[0] == "." or name[-1] == "/" or any(part in name for part in _CROOKED):
        return os.path.abspath(name)  # noqa: PTH100, pathlib is slow to import
    return name if name[0] == "/" else os.path.join(os.getcwd(), name)  # noqa: PTH109, PTH118
