"""`reader list`, `show`, `text`, and the bare `reader`: articles opened, asked about and printed."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.opening import list_all, open_learnt
from reader.cli.printing import find_width, is_terminal, print_json, print_lines, print_notices
from reader.errors import UsageError
from reader.sources import STANDARD_INPUT, open_article

if TYPE_CHECKING:
    from reader.library.listed import ListedStory
    from reader.reading import OpenStory
    from reader.render.lines import Line


def run_text(arguments: Namespace) -> int:
    """`reader text PATH`: the clean text of the story, a blank line between paragraphs."""
    article = open_article(arguments.path)
    if arguments.json:
        print_json({"path": article.path, "title": article.title, "text": article.text})
    else:
        from reader.text import hide_invisible

        sys.stdout.writelines(
            ("\n" if index else "") + hide_invisible(paragraph.text) + "\n"
            for index, paragraph in enumerate(p for p in article.paragraphs if p.is_story)
        )
    return 0


def run_show(arguments: Namespace) -> int:
    """`reader show PATH`: one article, quotations and speakers highlighted."""
    article = open_article(arguments.path)
    if arguments.json:
        from reader.cli.answers import article_answer

        print_json(article_answer(article))
        return 0
    print_notices(f"{article.path}: {notice}" for notice in article.notices)
    print_lines(_article_lines(article, arguments), arguments)
    return 0


def _article_lines(article: Article, arguments: Namespace) -> "Iterable[Line]":
    from reader.reading import analyse
    from reader.render.article import ArticlePage, Voices

    story = analyse([article])
    only = _find_speaker(story, arguments.only) if getattr(arguments, "only", None) else None
    voices = Voices.of(story.voices, only)
    return ArticlePage(story.versions[0], voices, find_width(arguments), fold_furniture=False).layout.lines()


def _find_speaker(story: "OpenStory", wanted: str) -> str:
    names = [voice.name for voice in story.voices]
    found = [name for name in names if wanted.casefold() in name.casefold()]
    if not found:
        raise UsageError(
            f"{wanted}: nobody of that name is quoted" + (f"; there are {', '.join(names)}" if names else "")
        )
    return found[0]


def run_list(arguments: Namespace) -> int:
    """`reader list PATH...`: stories and their versions."""
    stories = list_all(arguments.paths, arguments.library)
    if arguments.json:
        print_json({"stories": [_story_answer(story) for story in stories]})
    else:
        from reader.render.stories import story_lines

        print_lines(story_lines(stories, find_width(arguments)), arguments)
    return 0


def _story_answer(story: "ListedStory") -> dict[str, object]:
    versions = [{**version._asdict(), "speakers": list(version.speakers)} for version in story.versions]
    return {"title": story.title, "versions": versions}


def run_keys(arguments: Namespace) -> int:
    """`reader keys`: every command of the screen with its id and its keys, as the user set them."""
    from reader.config import load_config
    from reader.tui.commands import COMMANDS, key_names, with_keys

    commands = with_keys(load_config(COMMANDS).keys)
    if arguments.json:
        told = [
            {"id": c.id, "keys": c.keys.split(), "help": c.help, "screens": list(c.screens)} for c in commands
        ]
        print_json({"commands": told})
        return 0
    for command in commands:
        keys = " ".join(key_names(command))
        sys.stdout.write(f"{command.id:<28}{keys:<18}{command.help} ({', '.join(command.screens)})\n")
    return 0


def run_open(arguments: Namespace) -> int:
    """`reader [PATH...]`: the screen; on a pipe, or on a terminal that cannot hold it, the articles are printed instead."""
    if arguments.kiosk is not None:
        from reader.cli.kiosk import run_kiosk

        return run_kiosk(arguments)
    if arguments.state is not None:
        raise UsageError(f"{arguments.state}: --state goes with --kiosk")
    if arguments.history:
        from reader.cli.history import open_history

        if len(arguments.paths) != 1:
            raise UsageError("--history goes with one file")
        return open_history(f"{arguments.paths[0]}@..", arguments)
    if not is_terminal(sys.stdout):
        return _print_paths(arguments)
    from reader.tui.terminal import why_no_screen

    reason = why_no_screen(os.environ)
    if reason is not None:
        print_notices([f"{reason}; printed instead"])
        return _print_paths(arguments)
    from reader.tui import open_screen

    return open_screen(
        _named(arguments), theme=arguments.theme, library=arguments.library, sample=arguments.sample
    )


def _named(arguments: Namespace) -> list[str]:
    """Return what to open: what was named, else standard input if something was piped into it."""
    if arguments.paths or arguments.sample or is_terminal(sys.stdin):
        return list(arguments.paths)
    return [STANDARD_INPUT] if _is_piped() else []


def _is_piped() -> bool:
    """Tell whether standard input is a pipe or a file rather than nothing at all."""
    import stat

    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _print_paths(arguments: Namespace) -> int:
    """Print two files as a comparison, anything else as articles one after the other."""
    from reader.sources.sample import open_sample

    paths = _named(arguments)
    if len(arguments.paths) == 2 and not any(map(os.path.isdir, arguments.paths)):
        from reader.cli.arguments import parse

        compare = parse(["diff", f"--color={arguments.color}", "--", *arguments.paths])
        compare.width = arguments.width
        compare.run(compare)
        return 0
    articles = open_learnt(paths) if paths else open_sample()
    for number, article in enumerate(articles):
        if number:
            sys.stdout.write("\n")
        print_notices(f"{article.path}: {notice}" for notice in article.notices)
        print_lines(_article_lines(article, arguments), arguments)
    return 0
