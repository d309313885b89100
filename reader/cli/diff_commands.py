"""`reader diff` and `reader gitconfig`: two versions compared, by hand or by git."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.opening import open_two
from reader.cli.printing import find_width, is_terminal, print_json, print_lines, print_notices, print_pieces
from reader.errors import SourceError, UsageError
from reader.sources import open_article

if TYPE_CHECKING:
    from reader.diff.block import Block, Weight
    from reader.reading import Comparison, OpenStory

GIT_ARGUMENTS = (7, 9)
"""How many words git adds to an external diff: path, old file, hash, mode, new file, hash, mode; two more after a rename."""

LONG = 200_000
"""Characters of both versions together up to which a printed comparison holds their quotations against each other, too.

Two articles of 17,000 words. Finding who says what takes ten times as long as comparing the words.
"""

_TOO_LONG = " · quotations: too long to compare here, see `reader quotes --compare`"

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
    if from_git:
        old, new = _open_for_git(arguments.paths)
    else:
        old, new = open_two(arguments.paths)
    tell = _print_answer if arguments.json else _print_comparison
    differs = tell(old, new, arguments)
    return 0 if from_git else int(differs)


def _open_for_git(words: Sequence[str]) -> tuple[Article, Article]:
    """Open the files that git names, and call them as git does: they are copies somewhere else."""
    files = words[1], words[4]
    names = words[0], words[7] if len(words) > GIT_ARGUMENTS[0] else words[0]
    old, new = (
        article if file == os.devnull else article._replace(path=name)
        for article, file, name in zip(open_two(files), files, names, strict=True)
    )
    return old, new


def _print_comparison(old: Article, new: Article, arguments: Namespace) -> bool:
    from reader.render.listing import summary_lines

    is_long = _length(old) + _length(new) > LONG
    story, comparison = _compare_words(old, new) if is_long else _compare_all(old, new)
    print_notices(f"{article.path}: {notice}" for article in (old, new) for notice in article.notices)
    # A pipe gets what changed on one line, to be read by programs too.
    on_screen = is_terminal(sys.stdout)
    summary = list(summary_lines(comparison, find_width(arguments) if on_screen else sys.maxsize))
    if is_long:
        summary[-1] = (*summary[-1], (_TOO_LONG, ("dim",)))
    if not arguments.stat:
        _print_page(story, comparison, arguments)
    print_lines(summary, arguments)
    return _differs(comparison.blocks)


def _length(article: Article) -> int:
    return sum([len(paragraph.text) for paragraph in article.paragraphs])


def _compare_all(old: Article, new: Article) -> "tuple[OpenStory, Comparison]":
    from reader.reading import analyse, compare_versions

    story = analyse((old, new))
    return story, compare_versions(*story.versions)


def _compare_words(old: Article, new: Article) -> "tuple[OpenStory, Comparison]":
    """Compare paragraphs and words only; nobody's quotations are looked for."""
    from reader.ledger.pair import Ledger
    from reader.reading import Comparison, OpenStory, Version

    versions = Version(old, ()), Version(new, ())
    return OpenStory(old.title, versions), Comparison(*versions, _compare_texts(old, new), Ledger((), ()))


def _print_page(story: "OpenStory", comparison: "Comparison", arguments: Namespace) -> None:
    from reader.render.article import Voices
    from reader.render.diff import SIDE_BY_SIDE_FROM, DiffPage, Look
    from reader.render.listing import diff_head
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
    print_lines(diff_head(comparison, page), arguments)
    if _differs(comparison.blocks):
        print_pieces(lambda item: page.lines_of(item, plain=look.brackets), len(page.items), arguments)
        print_lines([()], arguments)


def _differs(blocks: "Iterable[Block]") -> bool:
    return any(block.kind != "equal" or block.moved for block in blocks)


def _print_answer(old: Article, new: Article, arguments: Namespace) -> bool:
    from reader.cli.diff_json import spell_diff

    blocks = _compare_texts(old, new)
    shown = _filtered(blocks, arguments.only)
    if arguments.stat:
        from reader.cli.answers import stat_answer

        print_json(stat_answer(old.path, new.path, shown))
    else:
        sys.stdout.writelines(spell_diff(old, new, shown))
    return _differs(blocks)


def _compare_texts(old: Article, new: Article) -> "tuple[Block, ...]":
    from reader.diff.compare import compare_paragraphs
    from reader.quotes.spans import MarkedSpans

    return compare_paragraphs(
        old.paragraphs,
        new.paragraphs,
        old_quoted=MarkedSpans(old),
        new_quoted=MarkedSpans(new),
        spread=_spread,
    )


def _spread(work: "Callable[[int], Block]", count: int) -> "Iterator[Block]":
    from reader.library.spread import spread  # rarely needed: only by very long comparisons

    return spread(work, count)


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
