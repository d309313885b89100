"""Committed bytes read out of a git repository that nobody needs to trust: names in, commits and files out.

`git` runs in an empty repository of our own, made for the moment, which borrows nothing but the objects and the names of the one
that is read. So no configuration, hook, filter, attribute, pager, monitor or helper of that one is ever seen, nothing is fetched
and nothing is written; and whose repository it is does not matter, since all that is done with it is to read what was committed.
"""

import os
import re
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from reader.errors import SourceError
from reader.sources.bounds import MAX_BYTES
from reader.sources.stream import read_bytes, source_error

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH100, PTH110, PTH112, PTH118, PTH120, PTH123, PTH211

PATIENCE_SECONDS = 30.0
"""How long git may take for one question; a history of ten thousand commits takes it a second."""

MOST_VERSIONS = 2000
"""How many versions of one file are opened at the most, the newest ones."""

TOO_LARGE = "too large"
"""The kind of an object that is not read because of its weight; git knows no such one."""

# What git shall know of the world: where programs are, and that nothing is to be asked, fetched, paged or written.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}
_OPTIONS = (
    "--no-pager",
    *("-c", "core.commitGraph=false"),
    *("-c", "core.fsmonitor="),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),
)
_HEAD = re.compile(rb"(?:ref: refs/[^\0\n\r]+|[0-9a-f]{40}|[0-9a-f]{64})\n?\Z")
_OBJECT = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) (\w+) (\d+)\Z")
_REGULAR_FILES = (b"100644", b"100755")

# How far back the last change of a file is looked for, in commits that changed any of the files.
_MOST_LOOKED_AT = 20_000
# From which likeness on a file that went and one that came are one that was renamed: articles are rewritten while they are.
_LIKE = "40%"
# A commit of `git log`: its id behind a sign that begins none of the fields which git makes, dates, author, subject.
_COMMIT = "%x01%H%x00%aI%x00%cI%x00%an%x00%s%x00"


class Commit(NamedTuple):
    """A commit that changed a file.

    Attributes:
        id: All digits of its name.
        written: When its author wrote it, ISO 8601 with its time zone.
        committed: When it came into this history, likewise.
        author: Their name.
        subject: The first line of the message.
        file: The name of the file in it, from the top of the repository.
        blob: The name of the file's bytes.
    """

    id: str
    written: str
    committed: str
    author: str
    subject: str
    file: str
    blob: str


class Repository:
    """A repository as long as it is open.

    Args:
        top: The folder in which its `.git` lies.
        folder: Our own empty one.
        objects: Where its objects are.
        name: What the user named, for messages.
    """

    def __init__(self, top: str, folder: str, objects: str, name: str) -> None:
        self.top = top
        self._name = name
        self._environment = {
            **{key: os.environ[key] for key in ("PATH", "TMPDIR", "SYSTEMROOT") if key in os.environ},
            **_ENVIRONMENT,
            "GIT_DIR": folder,
            "GIT_OBJECT_DIRECTORY": objects,
            "HOME": folder,
        }
        self._folder = folder

    def list_commits(self, file: str, span: str = "") -> tuple[Commit, ...]:
        """List the commits that changed a file, under its earlier names too, the newest first.

        Args:
            file: Its name from the top of the repository.
            span: The revisions to look at, as git writes them (`v1..v2`, `main`); all up to HEAD when empty.

        Raises:
            SourceError: There is no such revision, or git cannot be had or cannot read the repository.
        """
        words = ["--follow", f"-M{_LIKE}", f"--max-count={MOST_VERSIONS}", span or "HEAD", "--", file]
        return tuple(self._log(words, span))

    def find_last_commits(self, files: Sequence[str]) -> tuple[Commit, ...]:
        """Find for each file the last commit that changed it; those that were never committed are left out.

        Args:
            files: Their names from the top of the repository.

        Raises:
            SourceError: git cannot be had or cannot read the repository.
        """
        missing = set(files)
        found = []
        words = [f"--max-count={_MOST_LOOKED_AT}", "HEAD", "--", *(f":(literal){file}" for file in files)]
        for commit in self._log(words, ""):
            if commit.file in missing:
                missing.remove(commit.file)
                found.append(commit)
        return tuple(found)

    def _log(self, words: Sequence[str], span: str) -> Iterator[Commit]:
        fixed = ("--raw", "--no-abbrev", "-z", f"--format={_COMMIT}", "--no-mailmap")
        process = self._start(
            ["log", *fixed, "--no-show-signature", "--no-ext-diff", "--no-textconv", *words]
        )
        with _watched(process), process:
            out, error = process.communicate()
        if process.returncode:
            raise source_error(self._name, _reason(error, span))
        return _read_commits(out)

    def read_objects(self, names: Sequence[str]) -> Iterator[tuple[str, bytes] | None]:
        """Yield the kind and the bytes of each object; None for one that is not there.

        One that weighs more than `MAX_BYTES` is of the kind `TOO_LARGE`, and without its bytes.

        Args:
            names: As git writes them, `HEAD:news/a.txt` for example, without line breaks.

        Raises:
            SourceError: git cannot be had or cannot read the repository.
        """
        process = self._start(["cat-file", "--batch"])
        with _watched(process), process:
            assert process.stdin and process.stdout
            for name in names:
                try:
                    process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
                    process.stdin.flush()
                except BrokenPipeError:
                    raise source_error(self._name, "git cannot read the repository") from None
                yield self._read_object(process.stdout)
            process.stdin.close()

    def _read_object(self, stream: IO[bytes]) -> tuple[str, bytes] | None:
        head = stream.readline()
        if not head:
            raise source_error(self._name, "git cannot read the repository")
        found = _OBJECT.match(head.rstrip(b"\n"))
        if not found:
            return None
        size = int(found[3])
        if size > MAX_BYTES:
            left = size
            while left and (piece := stream.read(min(left, 1 << 20))):
                left -= len(piece)
            stream.read(1)
            return TOO_LARGE, b""
        data = stream.read(size)
        stream.read(1)
        return found[2].decode(), data

    def _start(self, words: Sequence[str]) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                ["git", *_OPTIONS, *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if words[0] == "log" else subprocess.DEVNULL,
                env=self._environment,
                cwd=self._folder,
                start_new_session=True,  # ctrl+c is for us, and git shall have no terminal to ask on
            )
        except FileNotFoundError:
            raise source_error(self._name, "git is not installed, and reads what was committed") from None
        except OSError as trouble:
            raise source_error(self._name, trouble) from None


@contextmanager
def _watched(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End a process that takes too long, or that nobody listens to any more."""
    timer = threading.Timer(PATIENCE_SECONDS, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if process.poll() is None and process.stdin and not process.stdin.closed:
            process.kill()


def _reason(error: bytes, span: str) -> str:
    told = error.decode("utf-8", "replace").strip().splitlines()
    if not told:
        return "git took too long to read the history"
    if "does not have any commits yet" in told[0] or "bad revision 'HEAD'" in told[0]:
        return "nothing has been committed yet"
    if "revision" in told[0] or "bad object" in told[0]:
        return f"there is no revision {span}"
    return f"git says: {told[0].removeprefix('fatal: ')}"


def _read_commits(out: bytes) -> Iterator[Commit]:
    tokens = iter(out.split(b"\0"))
    fields: list[str] = []
    for token in tokens:
        text = token.lstrip(b"\n")
        if text.startswith(b"\x01"):
            found = [text[1:], *(next(tokens, b"") for _ in range(4))]
            fields = [field.decode("utf-8", "replace") for field in found]
        elif text.startswith(b":"):
            # Old mode, new mode, old blob, new blob, what happened; two names after a rename.
            mode, _, blob, change = text.split(b" ")[1:5]
            name = next(tokens, b"")
            if change[:1] in b"RC":
                name = next(tokens, b"")
            if fields and mode in _REGULAR_FILES and name:
                yield Commit._make([*fields, name.decode("utf-8", "surrogateescape"), blob.decode()])


def find_top(path: str) -> str | None:
    """Return the folder above a path in which a `.git` lies, or None; the path need not exist."""
    folder = os.path.dirname(os.path.abspath(path))
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


@contextmanager
def open_repository(path: str) -> Iterator[Repository]:
    """Open the repository around a path.

    Raises:
        SourceError: There is none, or it is not laid out as git's are.
    """
    top = find_top(path)
    if top is None:
        raise source_error(path, "is in no git repository")
    own, common = _find_folders(path, os.path.join(top, ".git"))
    head = read_bytes(os.path.join(own, "HEAD"))
    if not _HEAD.match(head):
        raise source_error(path, "its git repository is broken (HEAD)")
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(TemporaryDirectory(prefix="reader-git-"))
            _lay_out(folder, head, own, common)
        except OSError as trouble:
            raise source_error(path, f"git needs a temporary folder: {trouble.strerror or trouble}") from None
        yield Repository(top, folder, os.path.join(common, "objects"), path)


def _lay_out(folder: str, head: bytes, own: str, common: str) -> None:
    """Make an empty repository of our own that has the names of another."""
    _write(folder, "HEAD", head)
    _write(folder, "config", _make_config(common))
    for name, whose in (("refs", common), ("packed-refs", common), ("shallow", common), ("logs", own)):
        if os.path.exists(os.path.join(whose, name)):
            os.symlink(os.path.join(whose, name), os.path.join(folder, name))
    if not os.path.exists(os.path.join(folder, "refs")):
        os.mkdir(os.path.join(folder, "refs"))  # noqa: PTH102
    os.mkdir(os.path.join(folder, "objects"))  # noqa: PTH102


def _find_folders(path: str, git: str) -> tuple[str, str]:
    """Return the folder of this working tree's own state, and the one that all trees of the repository share."""
    if not os.path.isdir(git):
        named = read_bytes(git).decode("utf-8", "surrogateescape").strip()
        if not named.startswith("gitdir: ") or "\n" in named:
            raise source_error(path, "its git repository is broken (.git)")
        git = os.path.join(os.path.dirname(git), named.removeprefix("gitdir: "))
    shared = os.path.join(git, "commondir")
    if not os.path.exists(shared):
        return git, git
    return git, os.path.join(git, read_bytes(shared).decode("utf-8", "surrogateescape").strip())


_SHA256 = re.compile(rb"^\s*objectformat\s*=\s*sha256\s*$", re.IGNORECASE | re.MULTILINE)


def _make_config(common: str) -> bytes:
    """Write a configuration of our own; of the repository's only its kind of names is taken over."""
    try:
        sha256 = bool(_SHA256.search(read_bytes(os.path.join(common, "config"))))
    except SourceError:
        sha256 = False
    version = b"1" if sha256 else b"0"
    more = b"[extensions]\n\tobjectformat = sha256\n" if sha256 else b""
    return b"[core]\n\trepositoryformatversion = " + version + b"\n\tbare = true\n" + more


def _write(folder: str, name: str, data: bytes) -> None:
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)
