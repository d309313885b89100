"""The commands: each opens its articles, asks the engines, and prints an answer."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.printing import find_width, is_terminal, print_json, print_lines, print_notices
from reader.errors import SourceError, UsageError
from reader.sources import open_article, open_articles

if TYPE_CHECKING:
    from reader.diff.block import Block
    from reader.reading import Comparison, OpenStory
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
    from reader.reading import analyse
    from reader.stories import group_into_stories

    articles = _open_all(arguments.paths)
    stories = group_into_stories(articles)
    opened = [analyse(story.versions, story.title) for story in stories]
    if arguments.json:
        print_json({"stories": [_story_answer(story) for story in opened]})
    else:
        from reader.render.listing import story_lines

        print_lines(story_lines(opened, find_width(arguments)), arguments)
    return 0


def _story_answer(story: "OpenStory") -> dict[str, object]:
    versions = [
        {
            "path": version.article.path,
            "title": version.article.title,
            "words": version.article.words,
            "quotes": len(version.counted),
            "speakers": [voice.name for voice in story.voices if voice.counts[index]],
        }
        for index, version in enumerate(story.versions)
    ]
    return {"title": story.title, "versions": versions}


def _open_all(paths: Sequence[str]) -> tuple[Article, ...]:
    """Open what was named; what was merely found and cannot be opened is said, unless nothing is left."""
    articles, troubles = open_articles(paths)
    if not articles:
        raise troubles[0] if troubles else SourceError(paths[0], "there are no articles in this folder")
    print_notices(map(str, troubles))
    return articles


def run_quotes(arguments: Namespace) -> int:
    """`reader quotes PATH...`: who says what; with `--compare OLD NEW` the quotations of two versions compared."""
    if arguments.compare:
        return _compare_quotes(arguments)
    articles = _open_all(arguments.paths)
    if arguments.json:
        from reader.cli.answers import quotations_answer
        from reader.quotes import find_quotations

        for article in articles:
            print_json(quotations_answer(article, find_quotations(article)))
        return 0
    from reader.reading import analyse
    from reader.render.listing import quotation_lines

    for number, article in enumerate(articles):
        if number:
            sys.stdout.write("\n")
        story = analyse([article])
        print_lines(quotation_lines(story, find_width(arguments), why=arguments.why), arguments)
    return 0


def _compare_quotes(arguments: Namespace) -> int:
    from reader.reading import compare_versions

    old, new = _open_two(arguments.paths)
    story = _analyse_two(old, new)
    comparison = compare_versions(*story.versions)
    if arguments.json:
        from reader.cli.answers import quotations_answer

        print_json(
            {
                "old": quotations_answer(old, story.versions[0].quotations),
                "new": quotations_answer(new, story.versions[1].quotations),
                "speakers": [
                    {"name": s.name, "old": s.old, "new": s.new} for s in comparison.ledger.speakers
                ],
                "pairs": [
                    {"change": pair.change, "old": list(pair.old), "new": list(pair.new)}
                    for pair in comparison.ledger.pairs
                ],
            }
        )
        return 0
    from reader.render.article import Voices
    from reader.render.ledger import LedgerPage
    from reader.render.palette import wants_color

    brackets = not wants_color(arguments.color, is_terminal=is_terminal(sys.stdout))
    page = LedgerPage(comparison, Voices.of(story.voices), find_width(arguments), brackets=brackets)
    print_lines(page.layout.lines(), arguments)
    return 0


def _open_two(paths: Sequence[str]) -> tuple[Article, Article]:
    if len(paths) != 2:
        named = f"{paths[0]}: " if paths else ""
        raise UsageError(f"{named}two files are needed, the old version and the new one; {len(paths)} given")
    return open_article(paths[0]), open_article(paths[1])


def _analyse_two(old: Article, new: Article) -> "OpenStory":
    from reader.reading import analyse

    return analyse([old, new])


def run_diff(arguments: Namespace) -> int:
    """`reader diff OLD NEW`: two versions compared; 0 when they are the same, 1 when they differ."""
    if arguments.pairs is not None:
        return _diff_pairs(arguments)
    old, new = _open_two(arguments.paths)
    if arguments.json:
        return int(_print_diff_answer(old, new))
    from reader.reading import compare_versions

    story = _analyse_two(old, new)
    comparison = compare_versions(*story.versions)
    print_notices(f"{article.path}: {notice}" for article in (old, new) for notice in article.notices)
    print_lines(_diff_lines(story, comparison, arguments), arguments)
    return int(_differs(comparison.blocks))


def _diff_lines(story: "OpenStory", comparison: "Comparison", arguments: Namespace) -> "Iterable[Line]":
    from reader.render.article import Voices
    from reader.render.diff import SIDE_BY_SIDE_FROM, DiffPage, Look
    from reader.render.listing import change_summary, diff_head
    from reader.render.palette import wants_color

    width = find_width(arguments)
    side_by_side = (
        width >= SIDE_BY_SIDE_FROM if arguments.layout is None else arguments.layout == "side-by-side"
    )
    look = Look(
        side_by_side,
        context=None if arguments.all else arguments.context,
        furniture=arguments.all,
        brackets=not wants_color(arguments.color, is_terminal=is_terminal(sys.stdout)),
    )
    page = DiffPage(comparison, Voices.of(story.voices), width, look)
    yield from diff_head(comparison, page)
    if _differs(comparison.blocks):
        yield from page.layout.lines()
        yield ()
    yield change_summary(comparison)


def _differs(blocks: "Iterable[Block]") -> bool:
    return any(block.kind != "equal" or block.moved for block in blocks)


def _print_diff_answer(old: Article, new: Article) -> bool:
    from reader.cli.answers import diff_answer
    from reader.diff import compare_paragraphs

    old_version, new_version = _quoted(old), _quoted(new)
    blocks = compare_paragraphs(
        old.paragraphs, new.paragraphs, old_quoted=old_version, new_quoted=new_version
    )
    print_json(diff_answer(old.path, old.paragraphs, new.path, new.paragraphs, blocks))
    return _differs(blocks)


def _quoted(article: Article) -> tuple[tuple[tuple[int, int], ...], ...]:
    from reader.quotes import find_quotations
    from reader.quotes.spans import quoted_spans

    return quoted_spans(article, find_quotations(article))


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
        differs |= _print_diff_answer(open_article(paths[0]), open_article(paths[1]))
    return int(differs)


def run_open(arguments: Namespace) -> int:
    """`reader [PATH...]`: the screen; on a pipe the articles are printed instead."""
    if is_terminal(sys.stdout) and is_terminal(sys.stdin):
        from reader.tui import open_screen

        return open_screen(arguments.paths, theme=arguments.theme)
    return _print_paths(arguments)


def _print_paths(arguments: Namespace) -> int:
    from reader.sources.sample import open_sample

    articles = _open_all(arguments.paths) if arguments.paths else open_sample()
    for number, article in enumerate(articles):
        if number:
            sys.stdout.write("\n")
        print_lines(_article_lines(article, arguments), arguments)
    return 0
