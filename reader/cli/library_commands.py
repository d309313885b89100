"""The commands of the library: they keep, find and name what is remembered."""

import sys
from argparse import ArgumentParser, Namespace

from reader.cli.printing import one_line, print_json, print_notices
from reader.library import Library, open_library

TROUBLE = 2


def add_library(parser: ArgumentParser) -> None:
    """Add `--library DIR`, which every command that remembers something takes."""
    parser.add_argument(
        "--library", metavar="DIR", help="the folder of the library; the user's own by default"
    )


def add_note(parser: ArgumentParser) -> None:
    """Add the words of `reader note PATH TEXT`."""
    parser.add_argument("path", metavar="PATH", help="an article, or any name")
    parser.add_argument("text", metavar="TEXT", help="the note")
    add_library(parser)


def add_notes(parser: ArgumentParser) -> None:
    """Add the words of `reader notes [PATH] [--tsv]`."""
    parser.add_argument("path", metavar="PATH", nargs="?", help="only the notes on this article")
    parser.add_argument("--tsv", action="store_true", help="PATH<tab>TEXT a line, for other programs")
    add_library(parser)


def run_note(arguments: Namespace) -> int:
    """`reader note PATH TEXT`: keep a note; exit status 0 means that it is on the disk."""
    library = open_library(arguments.library)
    library.keep_note(arguments.path, arguments.text)
    print_notices(library.notices)
    return 0


def run_notes(arguments: Namespace) -> int:
    """`reader notes [PATH]`: the notes, the oldest first; exit status 2 when some of them were lost to damage."""
    library = open_library(arguments.library)
    notes = library.notes(arguments.path)
    if arguments.json:
        print_json(
            {"notes": [{"path": n.path, "text": n.text, "kept_at": round(n.kept_at, 3)} for n in notes]}
        )
    elif arguments.tsv:
        sys.stdout.writelines(f"{_field(note.path)}\t{_field(note.text)}\n" for note in notes)
    else:
        for note in notes:
            text = "\n".join(f"    {one_line(line)}" for line in note.text.split("\n"))
            sys.stdout.write(f"{one_line(note.path)}\n{text}\n")
    return _answer(library)


def _answer(library: Library) -> int:
    print_notices(library.notices)
    return TROUBLE if library.notices else 0


def _field(text: str) -> str:
    r"""Write a text as one field of a line: a backslash, a tab and a line feed become `\\`, `\t` and `\n`."""
    return one_line(text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"))
