"""The commands of the library: they keep, find and name what is remembered."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.cli.printing import is_terminal, print_json, print_notices
from reader.cli.progress import Telling
from reader.errors import UsageError
from reader.library import Library, open_library
from reader.library.names import absolute
from reader.sources import is_there
from reader.sources.stream import source_error
from reader.text import hide_invisible, one_line

if TYPE_CHECKING:
    from reader.library.values import Hit

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


def add_search(parser: ArgumentParser) -> None:
    """Add the words of `reader search WORD...`."""
    parser.add_argument(
        "words", metavar="WORD", nargs="+", help='words, "a row of words", beg*, speaker:NAME'
    )
    parser.add_argument("--limit", metavar="N", type=_limit, default=20, help="how many hits to print (20)")
    add_library(parser)


def _limit(word: str) -> int:
    number = int(word) if word.isdecimal() else 0
    if not 1 <= number <= 10_000:
        raise ArgumentTypeError("a limit lies between 1 and 10000")
    return number


def add_paths(parser: ArgumentParser) -> None:
    """Add the words of `reader paths`."""
    add_library(parser)


def add_join(parser: ArgumentParser) -> None:
    """Add the words of `reader join PATH PATH...` and of `reader part PATH PATH...`."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="articles, two or more")
    add_library(parser)


def run_note(arguments: Namespace) -> int:
    """`reader note PATH TEXT`: keep a note; exit status 0 means that it is on the disk."""
    if not arguments.text.strip():
        raise UsageError(f"{arguments.path}: an empty note is not kept")
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


def run_search(arguments: Namespace) -> int:
    """`reader search WORD...`: where the words stand in articles and notes, or what somebody says."""
    library = open_library(arguments.library)
    with Telling("reading who is quoted") as tell:
        found = library.search(_to_query(arguments.words), limit=arguments.limit, progress=tell)
    if arguments.json:
        print_json(
            {"total": found.total, "unread": found.unread, "hits": [_hit_answer(hit) for hit in found.hits]}
        )
    else:
        sys.stdout.writelines(map(_hit_lines, found.hits))
        if found.total > len(found.hits):
            sys.stdout.write(f"{found.total - len(found.hits):,} more; --limit shows them\n")
        if not found.total and is_terminal(sys.stdout):
            print_notices(
                ["nothing found in what was opened on the screen or listed by folders, nor in notes"]
            )
    if found.unread:
        print_notices(
            [f"{found.unread:,} articles are still to be read for who is quoted; search again to go on"]
        )
    return _answer(library)


def _to_query(words: Sequence[str]) -> str:
    """Give back the quotation marks that the shell took: of several words one with a space in it was a row of words."""
    if len(words) == 1:
        return words[0]
    parts = ((word.lower().startswith("speaker:") and word[:8], word) for word in words)
    return " ".join(
        f'{named or ""}"{word.removeprefix(named or "")}"' if " " in word else word for named, word in parts
    )


def _hit_lines(hit: "Hit") -> str:
    who = f"{one_line(hit.speaker)}: " if hit.speaker else ""
    also = f"  (and {len(hit.others)} more)" if hit.others else ""
    excerpt = hide_invisible(one_line_of(hit.excerpt))
    return f"{one_line(hit.path)}{also}\n    {who}{excerpt}\n"


def one_line_of(excerpt: str) -> str:
    """Put an excerpt on one line; where a paragraph ended stands a pilcrow."""
    return excerpt.replace("\n\n", " ¶ ").replace("\n", " ")


def _hit_answer(hit: "Hit") -> dict[str, object]:
    return {
        "kind": hit.kind,
        "path": hit.path,
        "title": hit.title,
        "excerpt": hit.excerpt,
        "spans": [list(span) for span in hit.spans],
        "speaker": hit.speaker,
        "others": list(hit.others),
    }


def run_join(arguments: Namespace) -> int:
    """`reader join PATH PATH...`: these articles tell one story, whatever is found."""
    return _decide(arguments, together=True)


def run_part(arguments: Namespace) -> int:
    """`reader part PATH PATH...`: the first article tells another story than each of the others."""
    return _decide(arguments, together=False)


def _decide(arguments: Namespace, *, together: bool) -> int:
    first, *others = arguments.paths
    if not others:
        raise UsageError(f"{first}: two articles are needed, or more")
    for path in arguments.paths:
        if not is_there(path):
            raise source_error(path, "no such file or folder")
    library = open_library(arguments.library)
    library.keep_decisions(first, others, together=together)
    print_notices(library.notices)
    return 0


def add_as_of(parser: ArgumentParser) -> None:
    """Add the words of `reader as-of PATH [DATE]`."""
    parser.add_argument("path", metavar="PATH", help="an article")
    parser.add_argument(
        "date", metavar="DATE", nargs="?", help="its date, as in 2031-05-04 or 2031-05-04T09:30"
    )
    parser.add_argument("--forget", action="store_true", help="go by what the article says itself again")
    add_library(parser)


def run_as_of(arguments: Namespace) -> int:
    """`reader as-of PATH DATE`: date an article by hand; without DATE the date it was given is printed."""
    if arguments.date and arguments.forget:
        raise UsageError(f"{arguments.path}: a date is given or forgotten, not both")
    library = open_library(arguments.library)
    if arguments.date or arguments.forget:
        library.keep_date(arguments.path, arguments.date)
    else:
        date = library.dates().get(absolute(arguments.path), "")
        if arguments.json:
            print_json({"path": arguments.path, "date": date})
        elif date:
            sys.stdout.write(date + "\n")
    print_notices(library.notices)
    return 0


def run_paths(arguments: Namespace) -> int:
    """`reader paths`: where settings are read and where everything else is kept."""
    from reader.config import config_file, copied_file

    library = open_library(arguments.library)
    paths = {"settings": config_file(), "library": library.folder, "copied": copied_file()}
    if arguments.json:
        print_json({"paths": paths, "trouble": library.trouble})
    else:
        width = max(map(len, paths))
        sys.stdout.writelines(f"{name:<{width}}  {one_line(path)}\n" for name, path in paths.items())
    if library.trouble:
        print_notices([library.trouble])
    return 0


def _answer(library: Library) -> int:
    print_notices(library.notices)
    return TROUBLE if library.notices else 0


def _field(text: str) -> str:
    r"""Write a text as one field of a line: a backslash, a tab and a line feed become `\\`, `\t` and `\n`."""
    return one_line(text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"))


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "search": run_search,
    "note": run_note,
    "notes": run_notes,
    "join": run_join,
    "part": run_part,
    "as-of": run_as_of,
    "paths": run_paths,
}
"""What carries out each command of the library."""

DEFINITIONS: dict[str, Callable[[ArgumentParser], None]] = {
    "search": add_search,
    "note": add_note,
    "notes": add_notes,
    "join": add_join,
    "part": add_join,
    "as-of": add_as_of,
    "paths": add_paths,
}
"""What adds the words of each command to its parser."""
