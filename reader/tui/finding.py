"""Words looked for in everything that the library knows: hits with excerpts in a list, the one taken opened at its place."""

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import ReaderError
from reader.render.article import count
from reader.render.paint import safe
from reader.tui.screen import Spot
from reader.tui.shelf import Shelf, file_of

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.values import Found, Hit
    from reader.tui.screen import ReaderScreen
    from reader.tui.work import Work

# As many as a person looks through.
_MOST_HITS = 100


async def find_everywhere(screen: "ReaderScreen", words: str) -> None:
    """Look for words in all articles that were ever opened and in notes, and list where they stand.

    Args:
        screen: The screen that is seen.
        words: As for `reader search`: words, "a row of words", speaker:NAME. Words that only begin so are found as well, after
            those that are the same: who narrows a list types no ends.
    """
    from reader.tui.work import Work

    def search(work: "Work[Found | str]") -> "Found | str":
        try:
            return screen.reader.choose_found(_search(screen.reader.memory.library, words, work))
        except ReaderError as trouble:
            return str(trouble)

    await screen.reader.works.do(Work("searching", search), partial(_show, screen, words))


def _search(library: "Library", words: str, work: "Work[Found | str]") -> "Found":
    from reader.library.search import as_beginnings

    found = library.search(words, limit=_MOST_HITS, progress=work.tell)
    begun = as_beginnings(words)
    if begun == words or len(found.hits) == _MOST_HITS:
        return found
    more = library.search(begun, limit=_MOST_HITS, progress=work.tell)
    known = set(map(_place, found.hits))
    hits = (*found.hits, *(hit for hit in more.hits if _place(hit) not in known))
    return replace(more, hits=hits[:_MOST_HITS])


def _place(hit: "Hit") -> tuple[str, ...]:
    """Return what tells a hit from others; in an article words stand once, however often."""
    return (hit.kind, hit.path, *((hit.speaker or "", hit.excerpt) if hit.kind == "quotation" else ()))


async def _show(screen: "ReaderScreen", words: str, found: "Found | str") -> None:
    from reader.tui.dialogs import ListDialog

    if isinstance(found, str) or not found.hits:
        screen.notice(found if isinstance(found, str) else f"{safe(words)} stands in no text that was opened")
        return
    entries = [(_name(hit), _say(hit)) for hit in found.hits]

    def take(index: int | None) -> None:
        if index is not None:
            screen.call_later(_go_to, screen, found.hits[index])

    more = f" ({found.total:,})" if found.total > len(found.hits) else ""
    await screen.app.push_screen(
        ListDialog(f"{count(len(entries), 'place')}{more}: {safe(words)}", entries, "go there"), take
    )


def _name(hit: "Hit") -> str:
    return " · ".join(safe(part) for part in (hit.title, os.path.basename(hit.path)) if part)  # noqa: PTH119


def _say(hit: "Hit") -> str:
    excerpt = safe(hit.excerpt.replace("\n\n", " ¶ ").replace("\n", " "))
    return f"{safe(hit.speaker)}: {excerpt}" if hit.speaker else excerpt


async def _go_to(screen: "ReaderScreen", hit: "Hit", *, is_opened: bool = False) -> None:
    place = _find_on(screen.reader.shelf, hit)
    if place is None and not is_opened:
        screen.reader.open_more(file_of(hit.path), partial(_go_to, screen, hit, is_opened=True))
        return
    if place is None:
        screen.notice(f"{safe(hit.path)} cannot be found any more")
        return
    story, version = place
    paragraph = find_paragraph(screen.reader.shelf.article(story, version), hit)
    await screen.reader.open_version(story, version, "reading", Spot(version, paragraph))


def _find_on(shelf: Shelf, hit: "Hit") -> tuple[int, int] | None:
    wanted = {hit.path, *hit.others}
    for story, version in shelf.versions:
        if os.path.abspath(shelf.article(story, version).path) in wanted:  # noqa: PTH100
            return story, version
    return None


def find_paragraph(article: Article, hit: "Hit") -> int:
    """Return the index of the paragraph in which the words stand that a search found."""
    excerpt = hit.excerpt.removeprefix("…").removesuffix("…")
    start = article.text.find(excerpt)
    if start < 0:
        return 0
    first = hit.spans[0][0] - hit.excerpt.find(excerpt) if hit.spans else 0
    return article.locate(start + max(0, first))[0]
