"""A fault of the program itself: what went wrong is kept in a file, and told in a line."""

import os
import traceback

from reader.config import state_folder
from reader.text import one_line

_FILE = "crash.txt"


def keep_fault(error: BaseException) -> str:
    """Keep the traceback of a fault in a file, and say in a line what happened and where the file is.

    Args:
        error: What was raised; of a failed worker of Textual what it raised itself.
    """
    fault = getattr(error, "error", None)
    fault = fault if isinstance(fault, BaseException) else error
    what = one_line("".join(traceback.format_exception_only(fault)).strip())
    path = os.path.join(state_folder(), _FILE)  # noqa: PTH118
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "w", encoding="utf-8", errors="backslashreplace", opener=_private) as file:
            file.writelines(traceback.format_exception(fault))
    except OSError as trouble:
        return f"a fault in the program: {what} (not kept in {path}: {trouble.strerror})"
    return f"a fault in the program: {what}; more in {path}"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
