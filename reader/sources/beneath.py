"""Files from one folder and from nowhere else, once `confine` was called; before that from everywhere, as the user named them.

A path is resolved first, so links that stay inside the folder work. Then the folder's own descriptor is walked down without
following any link: what changes hands in between is refused and never followed.
"""

import os
import stat

from reader.errors import SourceError
from reader.text import make_safe, show_invisible

# `os.path` stands here for pathlib, which is slow to import and slow per file.
# ruff: noqa: PTH116

OUTSIDE = "lies outside the folder that is open to readers here"

_WALK = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_folder: str | None = None


def confine(folder: str | None) -> None:
    """Let files be opened below `folder` only, from now on; None lets them be opened everywhere again.

    Args:
        folder: A path without links, as `os.path.realpath` gives it.
    """
    global _folder
    _folder = folder


def is_confined() -> bool:
    """Tell whether only the files of one folder may be opened."""
    return _folder is not None


def is_beneath(path: str, folder: str) -> bool:
    """Tell whether a path lies in a folder or is it; both without links and `..`."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def open_descriptor(path: str, flags: int) -> int:
    """Open a file, as `os.open` does.

    Raises:
        SourceError: It lies outside the folder, whether it is there or not; the message is the same, so that nobody learns which.
        OSError: It cannot be opened.
    """
    if _folder is None:
        return os.open(path, flags)
    names, parent = _inside(path, _folder), os.open(_folder, _WALK)
    try:
        for name in names[:-1]:
            above, parent = parent, os.open(name, _WALK, dir_fd=parent)
            os.close(above)
        return os.open(names[-1] if names else ".", flags | os.O_NOFOLLOW, dir_fd=parent)
    finally:
        os.close(parent)


def look_at(path: str) -> os.stat_result:
    """Return what `os.stat` says of a file.

    Raises:
        SourceError: As `open_descriptor` raises it.
        OSError: There is nothing to look at.
    """
    if _folder is None:
        return os.stat(path)
    status = os.stat(os.path.join(_folder, *_inside(path, _folder)), follow_symlinks=False)  # noqa: PTH118
    if stat.S_ISLNK(status.st_mode):
        raise SourceError(_spell(path), OUTSIDE)
    return status


def _inside(path: str, folder: str) -> list[str]:
    real = os.path.realpath(path)
    if not is_beneath(real, folder):
        raise SourceError(_spell(path), OUTSIDE)
    return [name for name in real[len(folder) :].split("/") if name]


def _spell(path: str) -> str:
    return show_invisible(make_safe(path.replace("\n", "^J").replace("\t", "^I"))[0])
