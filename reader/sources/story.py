"""Which blocks of a page are its story: what trafilatura found, with what it lost brought back and what it took along put out.

It finds the story as words; here the words are laid over the visible blocks of the page, so that everything
stands where it stood. A paragraph is brought back when it stands among those that were found, inside the same
container and in no box that belongs to the page; a block is put out when it stands in such a box.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reader.article import Role
from reader.roles import assign_roles
from reader.roles.captions import has_credit
from reader.roles.furniture import is_page_line
from reader.roles.look import look_at, word_set
from reader.roles.page import find_other_stories
from reader.roles.page_lines import is_about_author, is_about_comments, is_byline, is_small_print, is_stamp
from reader.sources.blocks import Block
from reader.sources.found import Found, join_words

_WORD = re.compile(r"\w+")
_SHINGLE = 5
# Which share of a block's rows of words must stand in what was found.
_FOUND_SHARE = 0.75
_MOST_LINKED = 0.5
# Fewer words of a story than these may be a notice that was taken for it, when the page has much more running text.
_HARDLY_ANY = 80
_MUCH_MORE = 3
# A story of so many words before a heading that announces comments is one, however many there are.
_LEAST_TOLD = 100

_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
# Boxes that belong to the page whatever they hold, by their tags and by whole words of a class or an id.
_SURE_TAGS = word_set("nav footer form button dialog menu fieldset label")
_SURE_NAMES = word_set(
    """
    related recommended recommendations recommend recirc recirculation newsletter newsletters subscribe subscription signup
    promo promos promotion share sharing sharebar sharedaddy shares addthis comment comments disqus sidebar advert
    advertisement advertising ads adslot sponsored cookie cookies consent gdpr breadcrumb breadcrumbs crumbs nav navigation
    navbar menu footer popular trending taglist outbrain taboola paywall regwall pagination pager teaser teasers donate
    donation donations poll survey byline relatedposts relatedcontent relatedarticles relatedlinks relatedstories yarpp
    mostread mostpopular mostviewed morestories sharethis sharebuttons sharelinks sociallinks addtoany shareaholic mailchimp
    optin livefyre commentlist respond adsbygoogle
    """
)
# Boxes that probably do: what was not found is not brought back from there.
_LIKELY_TAGS = _SURE_TAGS | {"aside", "header"}
_LIKELY_NAMES = _SURE_NAMES | word_set(
    """
    social rail ad sponsor sponsors banner tags topics author authors bio meta postmeta dateline timestamp copyright modal
    popup overlay toolbar widget widgets more morelinks readmore print cta support appeal skip login register tools actions
    follow rating votes feedback jobs shop store
    """
)
# A box that holds this share of what was found, or a name whose boxes do, is no box of the page.
_MOST_HELD = 0.3
# The innermost element that holds this share of the sentences that were found is what holds the story.
_MOST_FOUND = 0.75
# How many blocks may stand between a sentence that was found and one that goes on from it.
_MOST_BETWEEN = 6
# So many paragraphs inside one element are the story's.
_LEAST_BESIDE = 3
_CAPTION_NAMES = word_set("caption captions wp-caption-text credit figcaption photocredit imagecaption")
_LEAD_NAMES = word_set(
    """
    subtitle sub-title subhead sub-head subheadline sub-headline subheading standfirst dek deck lead lede intro introduction
    summary abstract sapo chapo
    """
)
_PULL_NAMES = word_set("pullquote pull pullquotes pulled callout")
_MOST_NAME_CHARACTERS = 400
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
    page = _Page(items, kept, metadata.title)
    page.put_out()
    page.bring_back()
    page.end_at_others()
    page.leave_out_notes()
    found = [(item.block.text, role) for item, role in zip(items, page.roles(), strict=True)]
    return _find_anew(found) or found


def _find_anew(found: Sequence[tuple[str, Role]]) -> list[tuple[str, Role]] | None:
    """Look for the story in the bare text of a page where hardly any was found; None when there is no more of it."""
    if _count_story(found) >= _HARDLY_ANY:
        return None
    texts = [text for text, _ in found]
    anew = list(zip(texts, assign_roles(texts), strict=True))
    is_better = _count_story(anew) > _MUCH_MORE * _count_story(found)
    return anew if is_better and any(role == "furniture" for _, role in anew) else None


def _count_story(parts: Sequence[tuple[str, Role]]) -> int:
    return sum(text.count(" ") + 1 for text, role in parts if role == "body")


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

    def __init__(self, items: Sequence[_Item], kept: list[bool], title: str) -> None:
        self.items = items
        self.kept = kept
        self.main = self._find_main()
        self.headline = self._find_headline(title)
        self.outer = self._find_outer()
        self.weight = sum(len(item.words) for item, keep in zip(items, kept, strict=True) if keep)
        self._held: Counter[Any] = Counter()
        for item, keep in zip(items, kept, strict=True):
            if keep:
                size = len(item.words)
                self._held.update(dict.fromkeys(item.chain, size))
                self._held.update(dict.fromkeys(set().union(*map(names_of, item.chain)), size))

    def _find_main(self) -> Any:
        """Find the innermost element that holds most of what was found."""
        held: dict[Any, int] = {}
        total = 0
        for item, keep in zip(self.items, self.kept, strict=True):
            if keep and item.is_prose:
                total += len(item.words)
                for element in item.chain:
                    held[element] = held.get(element, 0) + len(item.words)
        full = [element for element, words in held.items() if words >= _MOST_FOUND * total]
        return min(full, key=lambda element: -sum(1 for _ in element.iterancestors()))

    def _find_outer(self) -> Any:
        """Find the innermost element that holds the headline too."""
        if self.headline is None:
            return self.main
        around = {self.main, *self.main.iterancestors()}
        return next(element for element in self.items[self.headline].chain if element in around)

    def in_box(self, item: _Item, tags: frozenset[str], names: frozenset[str]) -> bool:
        """Tell whether a block stands, inside of what holds the story, in a box with such a tag or name."""
        inside = next(
            (item.chain.index(e) for e in (self.main, self.outer) if e in item.chain), len(item.chain)
        )
        return any(self._is_box(element, tags, names) for element in item.chain[:inside])

    def _is_box(self, element: Any, tags: frozenset[str], names: frozenset[str]) -> bool:
        most = _MOST_HELD * self.weight
        around_headline = () if self.headline is None else self.items[self.headline].chain
        if self._held[element] > most or element in around_headline:
            return False
        return element.tag in tags or any(self._held[name] <= most for name in names_of(element) & names)

    def put_out(self) -> None:
        """Put out what was found in boxes of the page, links, lines that only a page says, scraps from elsewhere."""
        for index, item in enumerate(self.items):
            if self.kept[index]:
                near = self.outer in item.chain
                possible = self._is_possible(item) if near else self._belongs(item)
                self.kept[index] = possible and not self._is_pulled(index)

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
        first = found[0]
        last = self._go_on(range(found[-1] + 1, len(self.items)), found)
        self._go_on(range(first - 1, -1, -1), found)
        for index in range(first, last):
            item = self.items[index]
            self.kept[index] = self.kept[index] or (self.main in item.chain and self._belongs(item))
        if self.headline is not None:
            for index in range(self.headline + 1, first):
                item = self.items[index]
                self.kept[index] = (item.is_prose or _is_lead(item)) and self._belongs(item)

    def end_at_others(self) -> None:
        """Put out what stands behind the last of the story: comments, and other stories with a sentence or two each."""
        last = find_other_stories([item.block.text for item in self.items])
        sizes = [
            len(item.words) * (keep and item.is_prose)
            for item, keep in zip(self.items, self.kept, strict=True)
        ]
        told = sum(sizes[:last])
        if sum(sizes[last:]) > told and not (told >= _LEAST_TOLD and self._heads_comments(last)):
            return
        beside = Counter(
            item.block.element.getparent()
            for item, size in zip(self.items[:last], sizes, strict=False)
            if size
        )
        for index in range(last, len(self.items)):
            # A paragraph among those of the story is its last one, alone behind a box.
            if beside[self.items[index].block.element.getparent()] < _LEAST_BESIDE:
                self.kept[index] = False

    def _heads_comments(self, index: int) -> bool:
        """Tell whether a heading says that comments follow, which may be longer than the story."""
        block = self.items[index].block
        return block.element.tag in _HEADINGS and is_about_comments(look_at(block.text))

    def leave_out_notes(self) -> None:
        """Leave out what a page says below a story of its author, or of itself."""
        for index in range(len(self.items) - 1, -1, -1):
            item = self.items[index]
            if self.kept[index]:
                look = look_at(item.block.text)
                self.kept[index] = not (is_about_author(look) or is_small_print(look))
                if self.kept[index] and item.is_prose:
                    break

    def _go_on(self, order: Sequence[int], found: Sequence[int]) -> int:
        """Bring back the sentences that go on from what was found, in the same boxes or in boxes of the same shape.

        Returns:
            The index of the last of them; the one before `order` when there is none.
        """
        shapes = Counter(_shape(self.items[index]) for index in found)
        parents = {self.items[index].block.element.getparent() for index in found}
        last, between = order[0] - 1 if order else 0, 0
        for index in order:
            item = self.items[index]
            beside = not parents.isdisjoint((item.block.element.getparent(), item.block.element))
            if item.is_prose and (beside or shapes[_shape(item)] > 1) and self._belongs(item):
                self.kept[index], last, between = True, index, 0
                continue
            between += 1
            if between > _MOST_BETWEEN:
                break
        return last

    def _is_possible(self, item: _Item) -> bool:
        """Tell whether nothing says for sure that a block is none of the story."""
        block = item.block
        if not item.is_prose and (
            self.outer not in item.chain
            or block.linked > _MOST_LINKED * len(block.text)
            or _is_aside(block.text)
        ):
            return False
        return not (self.in_box(item, _SURE_TAGS, _SURE_NAMES) or is_page_line(block.text))

    def _belongs(self, item: _Item) -> bool:
        """Tell whether nothing speaks against a block being part of the story."""
        return self._is_possible(item) and not self.in_box(item, _LIKELY_TAGS, _LIKELY_NAMES)

    def roles(self) -> list[Role]:
        """Say what each block is to the story."""
        return [self._role(index, item) for index, item in enumerate(self.items)]

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

    def _role(self, index: int, item: _Item) -> Role:
        if index == self.headline:
            return "headline"
        if self._is_caption(item):
            return "caption" if self.outer in item.chain and self._is_possible(item) else "furniture"
        if not self.kept[index]:
            return "furniture"
        if has_credit(look_at(item.block.text)):
            return "caption"
        return "heading" if item.block.tag in _HEADINGS and not item.is_prose else "body"

    def _is_caption(self, item: _Item) -> bool:
        return any(
            element.tag == "figcaption" or self._is_box(element, frozenset(), _CAPTION_NAMES)
            for element in item.chain[:3]
        )


def _is_lead(item: _Item) -> bool:
    """Tell whether a line below the headline leads to the story, as its box is called."""
    is_named = any(not _LEAD_NAMES.isdisjoint(names_of(element)) for element in item.chain[:2])
    return is_named and len(item.words) >= _SHINGLE


def _is_aside(text: str) -> bool:
    """Tell whether a line only says when, or by whom."""
    look = look_at(text)
    return is_stamp(look) or is_byline(look)


def _shape(item: _Item) -> tuple[str, ...]:
    """Describe where a block stands: its tag and those around it, up to one that has a class."""
    shape: list[str] = []
    for element in item.chain[:4]:
        shape += (element.tag, element.get("class") or "")
        if shape[-1]:
            break
    return tuple(shape)


def _is_title(words: set[str], wanted: set[str]) -> bool:
    return len(words & wanted) >= max(2, 0.6 * len(words | wanted)) or (len(words) >= 3 and words <= wanted)


def names_of(element: Any) -> frozenset[str]:
    """Return the words of which the classes and the id of an element are made, in lower case."""
    return _split_names(f"{element.get('class') or ''} {element.get('id') or ''}"[:_MOST_NAME_CHARACTERS])


@lru_cache(maxsize=4096)
def _split_names(named: str) -> frozenset[str]:
    names = {name.lower() for name in _NAME.findall(named)}
    return frozenset(names | {name.lower() for name in join_words(named).split(" ") if name})
