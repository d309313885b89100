"""Walls around this process: from `enter` on it reads, writes and runs what was allowed and nothing else, whatever it is told.

Two of them, because neither is everywhere. Python's audit hooks see whatever this program opens, runs and connects to, on every
system. On Linux since 5.13 the kernel holds the same rules with Landlock, for the processes that are started from here as well.

Source: PEP 578; the kernel's Documentation/userspace-api/landlock.rst.
"""

import errno
import os
import struct
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH112, PTH120


class Walls(NamedTuple):
    """What stays possible.

    Attributes:
        readable: Files and folders, with all below them, that may be read; without links.
        writable: Likewise those that may be changed, too.
        runnable: Programs that may be started.
    """

    readable: Sequence[str]
    writable: Sequence[str]
    runnable: Sequence[str]

    def may_read(self, path: str) -> bool:
        """Tell whether a file or folder may be read."""
        return _lies_in(path, (*self.readable, *self.writable))

    def may_write(self, path: str) -> bool:
        """Tell whether a file may be written, made, renamed or removed."""
        return _lies_in(path, self.writable)


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def own_parts() -> list[str]:
    """Name what Python itself needs to read: its library, its packages, the system's shared libraries and time zones."""
    parts = [
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        *filter(None, sys.path),
        os.path.dirname(sys.executable),
    ]
    system = (
        "/lib",
        "/lib64",
        "/usr/lib",
        "/usr/lib64",
        "/usr/share/zoneinfo",
        "/etc/localtime",
        "/etc/ld.so.cache",
    )
    devices = ("/dev/null", "/dev/urandom", "/proc/self", f"/proc/{os.getpid()}")
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    # A folder that holds everything, or everybody's homes, is no part of Python.
    wanted = {os.path.realpath(part) for part in (*parts, *system, *devices, f"{package}/reader")}
    return sorted(part for part in wanted if part.count("/") > 1 or part in ("/lib", "/lib64"))


def enter(walls: Walls) -> bool:
    """Put up the walls; they cannot be taken down again. Call it before there are threads.

    Returns:
        Whether the kernel holds them as well.
    """
    is_held = _restrict_by_kernel(walls)
    _watch(walls)
    return is_held


# -- audit hooks


def _watch(walls: Walls) -> None:
    checks: dict[str, Callable[[tuple[Any, ...]], bool]] = {
        "open": lambda args: _may_open(walls, *args[:3]),
        "os.listdir": lambda args: _may_look(walls, args[0]),
        "os.scandir": lambda args: _may_look(walls, args[0]),
        "sqlite3.connect": lambda args: _may_connect(walls, args[0]),
        "subprocess.Popen": lambda args: os.fspath(args[0]) in walls.runnable,
        **dict.fromkeys(_CHANGING, lambda args: all(_may_change(walls, arg) for arg in args[:2])),
        **dict.fromkeys(_FORBIDDEN, lambda args: False),
    }

    def hook(event: str, args: tuple[Any, ...]) -> None:
        check = checks.get(event)
        if check is not None and not check(args):
            raise PermissionError(errno.EACCES, f"not here: {event}")

    sys.addaudithook(hook)


_CHANGING = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
             "os.utime", "shutil.rmtree", "shutil.move")  # fmt: skip
_FORBIDDEN = ("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "pty.spawn",
              "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request",
              "ftplib.connect", "smtplib.connect", "webbrowser.open", "sqlite3.load_extension", "os.chroot",
              "code.__new__.interact", "cpython.run_interactivehook", "cpython.run_stdin")  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _real(path: Any) -> str | None:
    """Return a path without links; None for what is no path: a descriptor that was opened before."""
    return os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else None


def _may_open(walls: Walls, path: Any, mode: Any, flags: Any) -> bool:
    real = _real(path)
    if real is None:
        return True
    return walls.may_write(real) if isinstance(flags, int) and flags & _WRITING else walls.may_read(real)


def _may_look(walls: Walls, path: Any) -> bool:
    real = _real(os.curdir if path is None else path)
    return real is None or walls.may_read(real)


def _may_connect(walls: Walls, database: Any) -> bool:
    """Tell whether a database may be opened; SQLite opens its files past Python."""
    name = os.fsdecode(database)
    if name in ("", ":memory:"):
        return True
    if name.startswith("file:"):
        from urllib.parse import unquote

        name = unquote(name.removeprefix("file:").partition("?")[0])
    return walls.may_write(os.path.realpath(name))


def _may_change(walls: Walls, path: Any) -> bool:
    real = _real(path)
    return real is None or walls.may_write(real)


# -- Landlock

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_CHANGE_FOLDERS = (
    1 << 4 | 1 << 5 | 1 << 7 | 1 << 8
)  # remove folders and files, make folders and regular files
_TRUNCATE = 1 << 14
_TCP = 1 << 0 | 1 << 1
_SIGNALS_AND_SOCKETS = 1 << 0 | 1 << 1
_ALL_OF_FIRST = (1 << 13) - 1
_REFER = 1 << 13
_SYSCALLS_KNOWN = ("x86_64", "aarch64", "riscv64", "armv7l", "i686", "ppc64le", "s390x", "loongarch64")


def _restrict_by_kernel(walls: Walls) -> bool:
    if sys.platform != "linux" or os.uname().machine not in _SYSCALLS_KNOWN:
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)

    def call(number: int, *args: Any) -> int:
        return int(libc.syscall(number, *(ctypes.c_long(a) if isinstance(a, int) else a for a in args)))

    version = call(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = _ALL_OF_FIRST | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    ruleset = struct.pack("=QQQ", rights, _TCP, _SIGNALS_AND_SOCKETS)[
        : 24 if version >= 6 else 16 if version >= 4 else 8
    ]
    rules = call(_CREATE_RULESET, ruleset, len(ruleset), 0)
    if rules < 0:
        return False
    try:
        for path, allowed in _rights_of(walls):
            _allow(call, rules, path, allowed & rights)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return call(_RESTRICT_SELF, rules, 0) == 0
    finally:
        os.close(rules)


def _rights_of(walls: Walls) -> Iterable[tuple[str, int]]:
    yield from ((path, _READ_FILE | _READ_DIR) for path in walls.readable)
    changing = _READ_FILE | _READ_DIR | _WRITE_FILE | _CHANGE_FOLDERS | _TRUNCATE | _REFER
    yield from ((path, changing) for path in walls.writable)
    yield from ((path, _READ_FILE | _EXECUTE) for path in (*walls.runnable, *_loaders()))


def _loaders() -> list[str]:
    """Name what starts a program that is linked to shared libraries."""
    import glob

    found = [path for pattern in ("/lib*/ld-*.so*", "/lib/*/ld-*.so*") for path in glob.glob(pattern)]  # noqa: PTH207
    return [os.path.realpath(path) for path in found]


def _allow(call: Callable[..., int], rules: int, path: str, allowed: int) -> None:
    try:
        descriptor = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return  # what is not there need not be allowed
    try:
        if not os.path.isdir(path):
            allowed &= _EXECUTE | _READ_FILE | _WRITE_FILE | _TRUNCATE
        call(_ADD_RULE, rules, 1, struct.pack("=Qi", allowed, descriptor), 0)
    finally:
        os.close(descriptor)
