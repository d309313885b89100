"""`reader quotes` and `reader speakers`: who says what, and how much."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.opening import open_learnt, open_stories, open_two
from reader.cli.printing import find_width, is_terminal, print_json, print_lines, print_notices
from reader.errors import UsageError
from reader.sources import open_article
from reader.sources.found import say_unsearched

if TYPE_CHECKING:
    from reader.reading import OpenStory, Version


def run_quotes(arguments: Namespace) -> int:
    """`reader quotes PATH...`: who says what; with `--compare OLD NEW` the quotations of two versions compared."""
    if arguments.compare:
        return _compare_quotes(arguments)
    if not arguments.recursive:
        _require_files(arguments.paths)
    articles = (
        open_learnt(arguments.paths) if arguments.recursive else tuple(map(open_article, arguments.paths))
    )
    _say_unsearched(articles)
    if arguments.json:
        from reader.cli.answers import quotations_answer
        from reader.quotes import find_quotations

        for article in articles:
            print_json(quotations_answer(article, find_quotations(article)))
        return 0
    from reader.reading import analyse

    stories = [analyse([article]) for article in articles]
    if arguments.csv:
        _print_csv(
            _QUOTATION_COLUMNS, (row for story in stories for row in _quotation_rows(story.versions[0]))
        )
        return 0
    from reader.render.listing import quotation_lines

    for number, story in enumerate(stories):
        if number:
            sys.stdout.write("\n")
        print_lines(quotation_lines(story, find_width(arguments), why=arguments.why), arguments)
    return 0


def _say_unsearched(articles: Iterable[Article]) -> None:
    print_notices(f"{article.path}: {told}" for article in articles for told in say_unsearched(article))


def _require_files(paths: Sequence[str]) -> None:
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112, pathlib is slow to import
            raise UsageError(f"{path}: is a folder; with -r what is in it is read")


_QUOTATION_COLUMNS = ("path", "start", "end", "kind", "speaker", "mention", "cue", "by", "text")


def _quotation_rows(version: "Version") -> Iterator[tuple[object, ...]]:
    for quotation in version.quotations:
        speaker, cue = quotation.speaker, quotation.cue
        yield (
            version.article.path,
            quotation.start,
            quotation.end,
            quotation.kind,
            speaker.name if speaker else "",
            speaker.mention if speaker else "",
            cue.text if cue else "",
            quotation.by,
            quotation.text,
        )


def _print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as CSV (RFC 4180, but with plain line feeds)."""
    import csv

    from reader.text import hide_invisible, make_safe

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [hide_invisible(make_safe(cell)[0]) if isinstance(cell, str) else cell for cell in row]
        )


def _compare_quotes(arguments: Namespace) -> int:
    from reader.reading import analyse, compare_versions

    story = analyse(open_two(arguments.paths))
    comparison = compare_versions(*story.versions)
    _say_unsearched(version.article for version in story.versions)
    if arguments.json:
        from reader.cli.answers import comparison_answer

        print_json(comparison_answer(comparison))
        return 0
    from reader.render.article import Voices
    from reader.render.ledger import LedgerPage
    from reader.render.palette import wants_color

    brackets = not wants_color(arguments.color, is_terminal=is_terminal(sys.stdout))
    page = LedgerPage(comparison, Voices.of(story.voices), find_width(arguments), brackets=brackets)
    print_lines(page.layout.lines(), arguments)
    return 0


def run_speakers(arguments: Namespace) -> int:
    """`reader speakers PATH...`: who is quoted how much in each version of each story."""
    from reader.reading import analyse

    stories = [
        analyse(story.versions, story.title) for story in open_stories(arguments.paths, arguments.library)
    ]
    if arguments.json:
        print_json({"stories": [_voices_answer(story) for story in stories]})
    elif arguments.csv:
        _print_csv(
            ("path", "speaker", "quotations", "words", "share"), (r for s in stories for r in _voice_rows(s))
        )
    else:
        from reader.render.voices import print_voices

        for number, story in enumerate(stories):
            if number:
                sys.stdout.write("\n")
            print_voices(story, sys.stdout, find_width(arguments), arguments.color)
    return 0


def _voices_answer(story: "OpenStory") -> dict[str, object]:
    versions = [{"path": v.article.path, "title": v.article.title} for v in story.versions]
    speakers = [{"name": v.name, "quotations": list(v.counts), "words": list(v.words)} for v in story.voices]
    return {"title": story.title, "versions": versions, "speakers": speakers}


def _voice_rows(story: "OpenStory") -> Iterator[tuple[object, ...]]:
    for index, version in enumerate(story.versions):
        total = sum(voice.words[index] for voice in story.voices) or 1
        for voice in story.voices:
            if voice.counts[index]:
                share = round(voice.words[index] / total, 4)
                yield version.article.path, voice.name, voice.counts[index], voice.words[index], share
