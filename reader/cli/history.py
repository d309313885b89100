"""`reader history FILE` and `reader FILE --history`: the committed versions of a file, as a story or in a table."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.printing import find_width, is_terminal, print_json, print_lines, print_notices
from reader.cli.progress import Telling
from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.article import Article
    from reader.render.lines import Line

_SHORT = 10


def add_history(parser: ArgumentParser) -> None:
    """Add the words of `reader history FILE [REV..REV]`."""
    parser.add_argument("path", metavar="FILE", help="a file that was committed to a git repository")
    parser.add_argument(
        "span", metavar="REV..REV", nargs="?", default="..", help="only the versions between two revisions"
    )
    parser.add_argument(
        "--library", metavar="DIR", help="the folder of the library; the user's own by default"
    )


def run_history(arguments: Namespace) -> int:
    """`reader history FILE [REV..REV]`: the screen on a terminal; a table on a pipe, and with `--json`."""
    from reader.sources.revision import name_revision

    named = name_revision(arguments.path)
    if named is not None:
        file, revision = named
        raise UsageError(
            f"{arguments.path}: names a version, and a file is wanted: `reader history {file} {revision}..`"
        )
    span = arguments.span if ".." in arguments.span else f"{arguments.span}..HEAD"
    return open_history(f"{arguments.path}@{span}", arguments, as_json=arguments.json)


def open_history(named: str, arguments: Namespace, *, as_json: bool = False) -> int:
    """Open the versions that `PATH@OLD..NEW` names, or print them where there is no screen.

    Raises:
        UsageError: A file has that name, so the versions cannot be named.
        SourceError: There are none, or no such revision.
    """
    if os.path.lexists(named):
        raise UsageError(f"{named}: is a file; the history of another cannot be named so")
    if is_terminal(sys.stdout) and not as_json:
        from reader.tui.terminal import why_no_screen

        reason = why_no_screen(os.environ)
        if reason is None:
            from reader.tui import open_screen

            return open_screen([named], theme=getattr(arguments, "theme", None), library=arguments.library)
        print_notices([f"{reason}; printed instead"])
    return _print_history(named, arguments, as_json=as_json)


def _print_history(named: str, arguments: Namespace, *, as_json: bool) -> int:
    from reader.sources.revision import open_revisions

    with Telling("opening"):
        versions = open_revisions(named)
    print_notices(versions[-1].notices)
    if as_json:
        print_json({"path": named.rpartition("@")[0], "versions": [_version_answer(v) for v in versions]})
    else:
        print_lines(_history_lines(versions, find_width(arguments)), arguments)
    return 0


def _version_answer(version: "Article") -> dict[str, object]:
    return {
        "path": version.path,
        "revision": version.revision,
        "date": version.date,
        "author": version.author,
        "subject": version.subject,
        "title": version.title,
        "words": version.words,
    }


def _history_lines(versions: "Sequence[Article]", width: int) -> "Iterator[Line]":
    from reader.render.lines import cells, clip, cropped, padded
    from reader.render.listing import say_date
    from reader.render.paint import safe

    authors = [clip(safe(version.author), 20) for version in versions]
    author_width = max(map(cells, authors))
    for version, author in zip(versions, authors, strict=True):
        line: Line = (
            (f"{version.revision[:_SHORT]}  ", ("accent",)),
            (f"{say_date(version.date):<16}  ", ("dim",)),
            *padded(((author, ()),), author_width + 2),
            (f"{version.words:>6,} words  ", ("dim",)),
            (safe(version.subject), ()),
        )
        yield cropped(line, width)
