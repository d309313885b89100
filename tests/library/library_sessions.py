"""Sessions in processes of their own, which can be killed, crowded out and denied what they want."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start `reader` with pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=before,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def run(*arguments: str, before: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """Run `reader` and return its exit status, what it printed and what it complained of."""
    process = start(*arguments, before=before)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def read_notes(folder: Path, before: Callable[[], None] | None = None) -> dict[str, str]:
    """Read the notes as another program would; each name has one."""
    status, out, err = run("notes", "--tsv", "--library", str(folder), before=before)
    assert (status, err) == (0, ""), err
    pairs = [line.split("\t") for line in out.splitlines()]
    assert len({name for name, _ in pairs}) == len(pairs)
    return dict(pairs)


def without_rights() -> None:
    """Give up what lets the superuser pass the permissions of files."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def with_room_for(size: int) -> Callable[[], None]:
    """Let no file grow beyond `size` bytes, as if the disk were full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
