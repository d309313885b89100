"""What may stand on a command line. Only the parser of the command that was called is built, which keeps every start short."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from reader import __version__
from reader.errors import UsageError

COLORS = ("auto", "always", "never")

COMMANDS: dict[str, str] = {
    "list": "stories and their versions",
    "show": "one article, quotations and speakers highlighted",
    "quotes": "who says what; --compare OLD NEW holds the quotations of two versions against each other",
    "speakers": "who is quoted how much, in each version",
    "diff": "two versions compared, paragraph by paragraph and word by word",
    "history": "every committed version of a file, on the screen or as a table",
    "text": "the clean text, for pipes and git's textconv",
    "keys": "every command of the screen, its id and its keys",
    "gitconfig": "the lines that make this program git's difftool and textconv",
    "search": "words in notes and in what was opened on the screen or with a large folder, or what somebody says (speaker:NAME)",
    "note": "keep a note with an article, or with any name",
    "notes": "the notes that are kept",
    "join": "articles that tell one story, whatever is found",
    "part": "articles that tell different stories, whatever is found",
    "as-of": "the date of an article, whatever it says itself",
    "paths": "where settings are read and where everything else is kept",
}
"""Every command with what it does, in the order in which help names them."""

_LIBRARY = ("search", "note", "notes", "join", "part", "as-of", "paths")

USAGE = """usage: reader [PATH...]          open the screen on files or folders; exactly two files: their comparison
       reader --kiosk FOLDER     the same on one folder, for strangers; --state DIR keeps their places
       reader COMMAND ...        print instead

{commands}

Every command takes --help, --json, --color auto|always|never, --width N; `-` is standard input.
`reader ./list` opens a file that is named like a command. PATH@REV is a committed version of a file, wherever a
path is taken; `reader FILE --history` opens them all. With nothing named, `reader` goes on where you left
off; the first time, and with --sample, it shows a made-up sample story.
"""


class _Formatter(argparse.HelpFormatter):
    """Help at a fixed width: asking for the terminal's, as argparse does for every option, would load modules at each start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are this program's: one line, exit status 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, **options)

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` instead of printing a usage text.

        Raises:
            UsageError: Always.
        """
        raise UsageError(f"{message} (see `{self.prog} --help`)")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line; `run` of the answer is the function that carries it out.

    Raises:
        UsageError: The words make no command.
        SystemExit: `--help` or `--version` was answered.
    """
    if argv and argv[0] in COMMANDS:
        name, rest = argv[0], list(argv[1:])
        parser = _PARSERS[name](_parser(name))
        arguments = parser.parse_args(rest)
        arguments.run = _command(name)
        return arguments
    if argv and argv[0] in ("-h", "--help"):
        width = max(map(len, COMMANDS))
        commands = "\n".join(f"  reader {name:<{width}}  {what}" for name, what in COMMANDS.items())
        sys.stdout.write(USAGE.format(commands=commands))
        raise SystemExit(0)
    arguments = _open_parser().parse_args(list(argv))
    if argv and argv[0].isalpha() and not os.path.lexists(argv[0]):
        _refuse_mistyped(argv[0])
    arguments.run = _command("open")
    return arguments


def _refuse_mistyped(word: str) -> None:
    """Name the command that was meant by a word which is no file and nearly one."""
    from difflib import get_close_matches

    for name in get_close_matches(word.lower(), COMMANDS, n=1, cutoff=0.75):
        raise UsageError(f"{word}: no such file or folder, nor a command; did you mean `reader {name}`?")


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    if name in ("quotes", "speakers"):
        from reader.cli import quote_commands

        return quote_commands.run_quotes if name == "quotes" else quote_commands.run_speakers
    if name in ("diff", "gitconfig"):
        from reader.cli import diff_commands

        return diff_commands.run_diff if name == "diff" else diff_commands.run_gitconfig
    if name == "history":
        from reader.cli.history import run_history

        return run_history
    if name in _LIBRARY:
        from reader.cli import library_commands

        return library_commands.COMMANDS[name]
    from reader.cli import commands

    return {
        "list": commands.run_list,
        "show": commands.run_show,
        "text": commands.run_text,
        "keys": commands.run_keys,
        "open": commands.run_open,
    }[name]


def _parser(name: str) -> Parser:
    parser = Parser(
        prog=f"reader {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    _add_common(parser)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--color", choices=COLORS, default="auto", help="colours: on a terminal (auto), always or never"
    )
    parser.add_argument(
        "--width", type=_width, metavar="N", help="cells to draw in; the terminal's width by default"
    )


def _width(word: str) -> int:
    width = int(word) if word.isdecimal() else 0
    if not 20 <= width <= 1000:
        raise argparse.ArgumentTypeError("a width lies between 20 and 1000")
    return width


def _count(word: str) -> int:
    number = int(word) if word.isdecimal() else -1
    if number < 0:
        raise argparse.ArgumentTypeError("a count is 0 or more")
    return number


_WEIGHTS = ("invisible", "style", "wording", "fact", "quotation")


def _weights(words: str) -> frozenset[str]:
    weights = frozenset(words.split(","))
    unknown = sorted(weights.difference(_WEIGHTS))
    if unknown:
        raise argparse.ArgumentTypeError(
            f"{unknown[0]!r} is no weight; the weights are {', '.join(_WEIGHTS)}"
        )
    return weights


def _open_parser() -> Parser:
    parser = Parser(prog="reader", add_help=False, allow_abbrev=False)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--history", action="store_true", help="every committed version of a file")
    parser.add_argument("--sample", action="store_true", help="show the sample story, whatever was open last")
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    parser.add_argument(
        "--library", metavar="DIR", help="the folder of the library; the user's own by default"
    )
    parser.add_argument("--kiosk", metavar="FOLDER", help="one folder for strangers, and nothing else")
    parser.add_argument("--state", metavar="DIR", help="with --kiosk: where places and bookmarks are kept")
    parser.add_argument(
        "--theme", choices=("dark", "light", "high-contrast", "ansi", "plain"), help="how the screen looks"
    )
    _add_common(parser)
    return parser


def _add_library(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library", metavar="DIR", help="the folder of the library; the user's own by default"
    )


def _list_parser(parser: Parser) -> Parser:
    _add_library(parser)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")
    return parser


def _show_parser(parser: Parser) -> Parser:
    parser.add_argument("path", metavar="PATH", help="a file, or - for standard input")
    parser.add_argument("--only", metavar="SPEAKER", help="let one speaker stand out")
    return parser


def _quotes_parser(parser: Parser) -> Parser:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files; with -r folders too")
    parser.add_argument(
        "-r", "--recursive", action="store_true", help="read what is in folders, as grep does"
    )
    parser.add_argument(
        "--compare", action="store_true", help="compare the quotations of two versions, the old one first"
    )
    parser.add_argument("--why", action="store_true", help="say how each speaker was found")
    parser.add_argument("--csv", action="store_true", help="print a table for other programs")
    return parser


def _speakers_parser(parser: Parser) -> Parser:
    _add_library(parser)
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files and folders; versions of one story share a table"
    )
    parser.add_argument("--csv", action="store_true", help="print a table for other programs")
    return parser


def _diff_parser(parser: Parser) -> Parser:
    parser.add_argument(
        "paths", nargs="*", metavar="OLD NEW", help="two versions, the old one first; or git's seven words"
    )
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument(
        "--side-by-side", dest="layout", action="store_const", const="side-by-side", help="two panes"
    )
    layout.add_argument(
        "--inline", dest="layout", action="store_const", const="inline", help="one below the other"
    )
    parser.add_argument(
        "--context", type=_count, default=1, metavar="N", help="unchanged paragraphs around a change (1)"
    )
    parser.add_argument("--all", action="store_true", help="fold nothing")
    parser.add_argument("--stat", action="store_true", help="only say how much changed")
    parser.add_argument(
        "--names", action="store_true", help="give the Unicode names of what changed and can hardly be seen"
    )
    parser.add_argument(
        "--only", type=_weights, metavar="WEIGHTS", help=f"only changes of these: {', '.join(_WEIGHTS)}"
    )
    parser.add_argument(
        "--pairs", metavar="FILE.tsv", help="with --json: compare many pairs, OLD<tab>NEW a line"
    )
    return parser


def _text_parser(parser: Parser) -> Parser:
    parser.add_argument("path", metavar="PATH", help="a file, or - for standard input")
    return parser


def _history_parser(parser: Parser) -> Parser:
    from reader.cli.history import add_history

    add_history(parser)
    return parser


def _plain_parser(parser: Parser) -> Parser:
    return parser


def _library_parser(name: str) -> Callable[[Parser], Parser]:
    def define(parser: Parser) -> Parser:
        from reader.cli import library_commands

        library_commands.DEFINITIONS[name](parser)
        return parser

    return define


_PARSERS: dict[str, Callable[[Parser], Parser]] = {
    "list": _list_parser,
    "show": _show_parser,
    "quotes": _quotes_parser,
    "speakers": _speakers_parser,
    "diff": _diff_parser,
    "history": _history_parser,
    "text": _text_parser,
    "gitconfig": _plain_parser,
    "keys": _plain_parser,
    **{name: _library_parser(name) for name in _LIBRARY},
}
