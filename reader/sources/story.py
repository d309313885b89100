"""Which blocks of a page are its story: what trafilatura found, with what it lost brought back and what it took along put out.

It finds the story as words; here the words are laid over the visible blocks of the page, so that everything
stands where it stood. A paragraph is brought back when it stands among those that were found, inside the same
container and in no box that belongs to the page; a block is put out when it stands in such a box.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from reader.article import Role
from reader.roles import assign_roles
from reader.roles.furniture import is_page_line
from reader.roles.look import look_at, word_set
from reader.sources.blocks import Block
from reader.sources.found import Found, join_words

_WORD = re.compile(r"\w+")
_SHINGLE = 5
# Which share of a block's rows of words must stand in what was found.
_FOUND_SHARE = 0.75
_MOST_LINKED = 0.5

_PAGE_TAGS = word_set("nav aside footer form button dialog menu fieldset label")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
# What the names of boxes say that belong to the page, whole words of a class or an id.
_PAGE_NAMES = word_set(
    """
    related recommended recommendations recirc recirculation newsletter newsletters subscribe subscription signup
    promo promos promotion social share sharing sharebar sharedaddy shares addthis comment comments disqus
    sidebar rail advert advertisement advertising ad ads adslot sponsor sponsored sponsors cookie cookies consent gdpr banner
    breadcrumb breadcrumbs crumbs nav navigation navbar menu footer popular trending tags taglist topics byline author
    authors bio meta postmeta dateline timestamp copyright outbrain taboola paywall regwall modal popup overlay toolbar
    widget widgets more morelinks readmore pagination pager print cta donate donation donations support appeal teaser teasers
    skip login register tools actions follow rating votes feedback poll survey jobs shop store
    """
)
_CAPTION_NAMES = word_set("caption captions wp-caption-text credit figcaption photocredit imagecaption")
_PULL_NAMES = word_set("pullquote pull pullquotes pulled callout")
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class _Item(NamedTuple):
    """A block with what can be said of it by itself."""

    block: Block
    words: tuple[str, ...]
    is_prose: bool
    chain: tuple[Any, ...]  # its element and those around it, from the innermost on


def find_story(blocks: Sequence[Block], extracted: Any, metadata: Found) -> list[tuple[str, Role]]:
    """Give each visible block of a page its role.

    Args:
        blocks: In reading order.
        extracted: The element in which trafilatura put the story; None when it found none.
        metadata: What the page says of itself; its title tells the headline.

    Returns:
        Text and role of each block; where no story is found, roles as in plain text.
    """
    items = [_look(block) for block in blocks]
    kept = _find_kept(items, extracted)
    if not any(keep and item.is_prose for keep, item in zip(kept, items, strict=True)):
        texts = [block.text for block in blocks]
        return list(zip(texts, assign_roles(texts), strict=True))
    page = _Page(items, kept)
    page.put_out()
    page.bring_back()
    return [(item.block.text, role) for item, role in zip(items, page.roles(metadata.title), strict=True)]


def _look(block: Block) -> _Item:
    look = look_at(block.text)
    words = tuple(_WORD.findall(block.text.lower()))
    prose = look.is_prose and block.linked <= _MOST_LINKED * len(block.text)
    return _Item(block, words, prose, (block.element, *block.element.iterancestors()))


def _find_kept(items: Sequence[_Item], extracted: Any) -> list[bool]:
    """Tell of each block whether its words stand in what was found."""
    if extracted is None:
        return [False] * len(items)
    whole = tuple(_WORD.findall(" ".join(extracted.itertext()).lower()))
    rows = {whole[at : at + _SHINGLE] for at in range(len(whole))}
    lines = {tuple(_WORD.findall(" ".join(element.itertext()).lower())) for element in extracted.iter()}
    kept = [_is_found(item.words, rows, lines) for item in items]
    # A short line may stand in many places; it is the one that was found only between sentences that were.
    long = [index for index, item in enumerate(items) if kept[index] and item.is_prose]
    if long:
        kept = [
            keep and (len(items[i].words) >= _SHINGLE or long[0] - 3 <= i <= long[-1] + 3)
            for i, keep in enumerate(kept)
        ]
    return kept


def _is_found(words: tuple[str, ...], rows: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> bool:
    if words in lines:
        return bool(words)
    if len(words) < _SHINGLE:
        return False
    count = len(words) - _SHINGLE + 1
    return sum(words[at : at + _SHINGLE] in rows for at in range(count)) >= _FOUND_SHARE * count


class _Page:
    """The blocks of a page while it is decided which of them are its story."""

    def __init__(self, items: Sequence[_Item], kept: list[bool]) -> None:
        self.items = items
        self.kept = kept
        self.main = self._find_main()
        self.weight = sum(len(item.words) for item, keep in zip(items, kept, strict=True) if keep)
        self._boxes: dict[Any, bool] = {}
        self._held: dict[Any, int] = {}
        for item, keep in zip(items, kept, strict=True):
            if keep:
                for element in item.chain:
                    self._held[element] = self._held.get(element, 0) + len(item.words)

    def _find_main(self) -> Any:
        """Find the innermost element that holds nearly all of what was found."""
        held: dict[Any, int] = {}
        total = 0
        for item, keep in zip(self.items, self.kept, strict=True):
            if keep and item.is_prose:
                total += len(item.words)
                for element in item.chain:
                    held[element] = held.get(element, 0) + len(item.words)
        full = [element for element, words in held.items() if words >= 0.9 * total]
        return min(full, key=lambda element: -sum(1 for _ in element.iterancestors()))

    def in_box(self, item: _Item) -> bool:
        """Tell whether a block stands, inside of what holds the story, in a box that belongs to the page."""
        if self.main not in item.chain:
            return any(self._is_box(element) for element in item.chain)
        return any(self._is_box(element) for element in item.chain[: item.chain.index(self.main)])

    def _is_box(self, element: Any) -> bool:
        if element not in self._boxes:
            self._boxes[element] = self._judge(element)
        return self._boxes[element]

    def _judge(self, element: Any) -> bool:
        if self._held.get(element, 0) > 0.3 * self.weight:
            return False
        return element.tag in _PAGE_TAGS or not _PAGE_NAMES.isdisjoint(names_of(element))

    def put_out(self) -> None:
        """Put out what was found in boxes of the page, and lines that only a page says."""
        for index, item in enumerate(self.items):
            if self.kept[index]:
                self.kept[index] = not (
                    self.in_box(item) or is_page_line(item.block.text) or self._is_pulled(index)
                )

    def _is_pulled(self, index: int) -> bool:
        """Tell whether a block is a sentence of the story printed again, large."""
        item = self.items[index]
        if not any(not _PULL_NAMES.isdisjoint(names_of(element)) for element in item.chain[:3]):
            return False
        said = " ".join(item.words)
        return any(said in " ".join(other.words) for other in self.items if other is not item)

    def bring_back(self) -> None:
        """Bring back what was lost among what was found: sentences, and what stands between them, outside of boxes."""
        found = [index for index, keep in enumerate(self.kept) if keep and self.items[index].is_prose]
        if not found:
            return
        first, last = found[0], found[-1]
        parents = {self.items[index].block.element.getparent() for index in found}
        for index in range(first, last):
            self.kept[index] = self.kept[index] or self._belongs(self.items[index])
        for order in (range(first - 1, -1, -1), range(last + 1, len(self.items))):
            for index in order:
                item = self.items[index]
                beside = item.block.element.getparent() in parents or item.block.element in parents
                if not (beside and item.is_prose and self._belongs(item)):
                    break
                self.kept[index] = True

    def _belongs(self, item: _Item) -> bool:
        block = item.block
        if self.main not in item.chain or block.linked > _MOST_LINKED * len(block.text):
            return False
        return not (self.in_box(item) or is_page_line(block.text))

    def roles(self, title: str) -> list[Role]:
        """Say what each block is to the story."""
        headline = self._find_headline(title)
        return [self._role(index, item, headline) for index, item in enumerate(self.items)]

    def _find_headline(self, title: str) -> int | None:
        """Find the block that says the title: the last such heading before the story, else any such line."""
        first = next((i for i, keep in enumerate(self.kept) if keep and self.items[i].is_prose), 0)
        wanted = set(_WORD.findall(title.lower()))
        before = [
            i for i in range(first + 1) if 0 < len(self.items[i].words) <= 40 and not self.items[i].is_prose
        ]
        tops = [i for i in before if self.items[i].block.tag == "h1"]
        alike = [i for i in before if _is_title(set(self.items[i].words), wanted)]
        both = [i for i in tops if i in alike]
        return next((found[-1] for found in (both, alike, tops) if found), None)

    def _role(self, index: int, item: _Item, headline: int | None) -> Role:
        if index == headline:
            return "headline"
        if any(
            element.tag == "figcaption" or not _CAPTION_NAMES.isdisjoint(names_of(element))
            for element in item.chain[:3]
        ):
            return "caption" if self.main in item.chain and not self.in_box(item) else "furniture"
        if not self.kept[index]:
            return "furniture"
        return "heading" if item.block.tag in _HEADINGS and not item.is_prose else "body"


def _is_title(words: set[str], wanted: set[str]) -> bool:
    return len(words & wanted) >= max(2, 0.6 * len(words | wanted)) or (len(words) >= 3 and words <= wanted)


def names_of(element: Any) -> set[str]:
    """Return the words of which the classes and the id of an element are made, in lower case."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(named) < 2:
        return set()
    names = {name.lower() for name in _NAME.findall(named[:400])}
    return names | {name.lower() for name in join_words(named[:400]).split(" ")}
