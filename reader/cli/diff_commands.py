"""`reader diff` and `reader gitconfig`: two versions compared, by hand or by git."""

import gc
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.opening import open_two
from reader.cli.printing import find_width, is_terminal, print_json, print_lines, print_notices
from reader.errors import SourceError, UsageError
from reader.sources import open_article

if TYPE_CHECKING:
    from reader.diff.block import Block, Weight
    from reader.reading import Comparison, OpenStory
    from reader.render.lines import Line

GIT_ARGUMENTS = (7, 9)
"""How many words git adds to an external diff: path, old file, hash, mode, new file, hash, mode; two more after a rename."""

GIT_CONFIG = """\
# Put these lines into ~/.gitconfig, and into a repository's .gitattributes:  *.txt diff=reader
# then `git difftool -t reader` opens the screen, and `git diff` and `git log -p` compare the clean text.
[diff "reader"]
\ttextconv = reader text
[difftool "reader"]
\tcmd = reader \\"$LOCAL\\" \\"$REMOTE\\"
[difftool]
\tprompt = false
# For one command: GIT_EXTERNAL_DIFF='reader diff' git diff
"""


def run_gitconfig(arguments: Namespace) -> int:
    """`reader gitconfig`: the lines that make this program git's difftool and textconv."""
    if arguments.json:
        print_json({"gitconfig": GIT_CONFIG})
    else:
        sys.stdout.write(GIT_CONFIG)
    return 0


def run_diff(arguments: Namespace) -> int:
    """`reader diff OLD NEW`: two versions compared; 0 when they are the same, 1 when they differ.

    Called by git as its external diff the status is 0, since git takes any other for a failure.
    """
    gc.disable()  # what is made here holds no cycles, and is looked through for some again and again
    if arguments.pairs is not None:
        return _diff_pairs(arguments)
    from_git = len(arguments.paths) in GIT_ARGUMENTS
    old, new = open_two((arguments.paths[1], arguments.paths[4]) if from_git else arguments.paths)
    tell = _print_answer if arguments.json else _print_comparison
    differs = tell(old, new, arguments)
    return 0 if from_git else int(differs)


def _print_comparison(old: Article, new: Article, arguments: Namespace) -> bool:
    from reader.reading import analyse, compare_versions

    story = analyse((old, new))
    comparison = compare_versions(*story.versions)
    print_notices(f"{article.path}: {notice}" for article in (old, new) for notice in article.notices)
    if arguments.stat:
        from reader.render.listing import change_summary

        print_lines([change_summary(comparison)], arguments)
    else:
        print_lines(_diff_lines(story, comparison, arguments), arguments)
    return _differs(comparison.blocks)


def _diff_lines(story: "OpenStory", comparison: "Comparison", arguments: Namespace) -> "Iterable[Line]":
    from reader.render.article import Voices
    from reader.render.diff import SIDE_BY_SIDE_FROM, DiffPage, Look
    from reader.render.listing import change_summary, diff_head
    from reader.render.palette import wants_color

    width = find_width(arguments)
    wide = width >= SIDE_BY_SIDE_FROM
    look = Look(
        side_by_side=wide if arguments.layout is None else arguments.layout == "side-by-side",
        context=None if arguments.all else arguments.context,
        furniture=arguments.all,
        only=arguments.only,
        brackets=not wants_color(arguments.color, is_terminal=is_terminal(sys.stdout)),
        names=arguments.names,
    )
    page = DiffPage(comparison, Voices.of(story.voices), width, look)
    yield from diff_head(comparison, page)
    if _differs(comparison.blocks):
        yield from page.layout.lines()
        yield ()
    yield change_summary(comparison)


def _differs(blocks: "Iterable[Block]") -> bool:
    return any(block.kind != "equal" or block.moved for block in blocks)


def _print_answer(old: Article, new: Article, arguments: Namespace) -> bool:
    from reader.cli.diff_json import spell_diff
    from reader.diff.compare import compare_paragraphs
    from reader.quotes.spans import MarkedSpans

    blocks = compare_paragraphs(
        old.paragraphs, new.paragraphs, old_quoted=MarkedSpans(old), new_quoted=MarkedSpans(new)
    )
    shown = _filtered(blocks, arguments.only)
    if arguments.stat:
        from reader.cli.answers import stat_answer

        print_json(stat_answer(old.path, new.path, shown))
    else:
        sys.stdout.writelines(spell_diff(old, new, shown))
    return _differs(blocks)


def _filtered(blocks: "Sequence[Block]", only: "frozenset[Weight] | None") -> "Sequence[Block]":
    """Keep the blocks with a change of the weights that were asked for."""
    if only is None:
        return blocks
    return [b for b in blocks if b.weight in only or any(run.weight in only for run in b.runs)]


def _diff_pairs(arguments: Namespace) -> int:
    """Compare many pairs, an answer a line, in order; 1 when any pair differs."""
    if not arguments.json or arguments.paths:
        raise UsageError("--pairs goes with --json and takes the place of OLD and NEW")
    from reader.sources import read_text

    differs = False
    for number, line in enumerate(read_text(arguments.pairs)[0].splitlines(), start=1):
        if not line.strip():
            continue
        paths = line.split("\t")
        if len(paths) != 2:
            raise SourceError(arguments.pairs, f"line {number} is not OLD<tab>NEW")
        differs |= _print_answer(open_article(paths[0]), open_article(paths[1]), arguments)
    return int(differs)
