"""Commands run as a user runs them, with an environment that is known."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.cli import main

Done = subprocess.CompletedProcess[str]

ROOT = Path(__file__).resolve().parents[2]
SEEDS = tuple(sorted(str(path) for path in (ROOT / "seeds").iterdir()))

SGR = re.compile(r"\x1b\[[0-9;]*m")
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""What may not reach a terminal, colours aside."""

HOSTILE = (
    "The mayor \x1b]0;owned\x07said \x1b[2J\x1b[31mno\x1b[0m to \x9b5nthe plan\x9d52;c;cm0=\x9c on Friday evening.\n\n"
    "“I will \u202enot\u202c wait \x1bc\x08\x7fany \u2066longer\u2069,” said Mayor Nadia Kroll of Port\x0eEllery\x0f.\n\n"
    "A line\rover\x0banother \x85and \u2028one \u200f more \u200bthing about the old quay, she added.\n"
)
"""An article that tries to act on the terminal in every way there is."""

OLD = """Port Ellery closes its old quay

The town council of Port Ellery voted on Friday to close the old quay, which a storm damaged in March.

"We can't wait for another winter," said Mayor Nadia Kroll.

The harbour office counted 41 boats on the last day of the year, and most of them belong to people who live from fishing.

Tomas Vane, who heads the boat owners, said that the plan was "a gift to nobody" and that he would go to court.

Fishing will go on as before, the council promised in a letter to all owners of boats.
"""
NEW = """Port Ellery closes its old quay

The town council of Port Ellery voted on Thursday to close the old quay, which a storm damaged in March.

"We cannot wait for another winter," said Mayor Nadia Kroll.

The harbour office counted 43 boats on the last day of the year, and most of them belong to people who live from fishing.

A petition against it has 1,200 names, and more people sign it every day, its authors say.

Fishing will go on as before, the council promised in a letter to all owners of boats.
"""


def reader(
    *arguments: str | bytes,
    stdin: bytes = b"",
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Done:
    """Run a command line inside this process, with streams that are no terminals; quick."""
    streams = [io.BytesIO(stdin), io.BytesIO(), io.BytesIO()]
    here, kept, standing = Path.cwd(), dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
    words = [os.fsdecode(argument) for argument in arguments]
    try:
        os.chdir(cwd or here)
        os.environ.clear()
        os.environ.update(environment(environ))
        sys.stdin, sys.stdout, sys.stderr = (io.TextIOWrapper(stream, encoding="ascii") for stream in streams)
        status = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = (stream.getvalue().decode("utf-8") for stream in streams[1:])
    finally:
        sys.stdin, sys.stdout, sys.stderr = standing
        os.environ.clear()
        os.environ.update(kept)
        os.chdir(here)
    return Done(words, status, out, err)


def reader_process(
    *arguments: str | bytes,
    stdin: bytes = b"",
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    prefix: Sequence[str] = (),
) -> Done:
    """Run `reader` as a process of its own with pipes; output is text, exactly as it was sent."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "reader", *arguments],
        input=stdin,
        capture_output=True,
        env=environment(environ),
        cwd=cwd,
        timeout=60,
    )
    out, err = (stream.decode("utf-8") for stream in (done.stdout, done.stderr))
    return Done(done.args, done.returncode, out, err)


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment without what the machine of the tests happens to say about colours and languages."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (kept.get("PYTHONPATH", ""), str(ROOT))))
    return {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(changes or {})}


def assert_trouble(done: Done, *named: str) -> None:
    """The promise for bad input: exit status 2, nothing printed, one line on standard error that names the file."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1 and done.stderr.endswith("\n"), done.stderr
    assert done.stderr.startswith("reader: ")
    assert "Traceback" not in done.stderr
    assert not ACTING.search(done.stderr), repr(done.stderr)
    for name in named:
        assert name in done.stderr, (name, done.stderr)
