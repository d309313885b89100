"""The story in the bare text of a web page: the stretch with most running text and fewest scraps.

Saved as text, a page is a story between a menu and small print, with teasers, comments and buttons around and inside.
Each paragraph counts for or against being in the story by its shape; the stretch that counts most is the story. That
is asked only where there are so many scraps, and among them so many that only pages have, that it must be a page.
"""

import re
from collections import Counter
from collections.abc import Sequence

from reader.roles.captions import has_credit, is_name_and_office
from reader.roles.furniture import is_banner, is_page_line
from reader.roles.look import Look, capitalised_words, look_at, phrase_set
from reader.roles.page_lines import (
    is_about_author,
    is_about_comments,
    is_appeal,
    is_byline,
    is_link,
    is_marker,
    is_small_print,
    is_stamp,
    speaks_to_readers,
)

# The buttons below the title of a link.
_LINKS_ON = phrase_set("read more; read the story; read the article; weiterlesen; lire la suite; leer más")

# A page has at least so many lines outside of its story that are no sentences, and among all so many that only pages have.
_LEAST_OUTSIDE = 8
_LEAST_KNOWN = 3
_LEAST_STORY_WORDS = 30
# One paragraph alone is a story only if it has so many.
_LEAST_ALONE = 50
# The share that the story must have of all running text before the barrier.
_LEAST_SHARE = 0.2
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] \w")
# Where no more lines than these stand before a story, the first that may be its headline is.
_FEW_LINES = 6
# Running text of so many words comes before the barrier behind a story.
_LEAST_BEFORE = 60
# The share of sentences in a stretch that is a story whatever stands before it.
_LEAST_DENSITY = 0.6
# What each kind of paragraph counts; running text counts its words, up to a bound.
_MOST_WORDS = 60
_LEAST_ANNOUNCING = 8
_MARKER, _KNOWN, _LABEL, _FRAGMENT = -40, -14, -7, -5
# So far before the story its headline may stand.
_REACH = 30
# How much a line there must have to do with the story to be part of it.
_LEADING_SHARE = 1.5
# So many paragraphs of an appeal may say nothing of what it asks for.
_MOST_ASIDE = 2
# So few words lead to it: "Since you are here …".
_MOST_LEADING = 8
# So many titles with a sentence each are a list of other stories.
_LEAST_TITLED = 3
# How a story goes on behind a box of the page: how far away, and in paragraphs of how many words that share how many names,
# or one that stands in the story so often.
_MOST_BETWEEN = 16
_LEAST_GOING_ON = 15
_LEAST_SHARED = 2
_OFTEN = 3
# Between the title of another story and its summary stand its author and its date.
_MOST_UNDER_TITLE = 4
# No title is as long as a sentence that lacks only its full stop.
_LEAST_UNENDED = 18
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w{2,}")


def find_page_furniture(looks: Sequence[Look], known: Sequence[bool]) -> frozenset[int] | None:
    """Find what is not the story in the bare text of a page.

    Args:
        looks: All paragraphs in reading order.
        known: Of each, whether by itself it is something that pages say.

    Returns:
        The indices of the furniture; None when the text is no page.
    """
    return _Page(looks, known, [look.is_prose for look in looks]).furniture()


def find_other_stories(texts: Sequence[str]) -> int:
    """Find where a page goes on with comments or with other stories for good; the number of its paragraphs where it does not."""
    looks = [look_at(text) for text in texts]
    return _Page(looks, [is_page_line(text) for text in texts], [look.is_prose for look in looks]).last


class _Page:
    """The paragraphs of what may be a page."""

    def __init__(self, looks: Sequence[Look], known: Sequence[bool], prose: Sequence[bool]) -> None:
        self.looks = looks
        self.prose = prose
        self.markers = [is_marker(look) for look in looks]
        self.stamps = [is_stamp(look) for look in looks]
        bylines = map(is_byline, looks)
        self.known = [any(signs) for signs in zip(known, self.markers, self.stamps, bylines, strict=True)]
        self.scores = [self._score(index) for index in range(len(looks))]
        self.barrier, self.last = self._find_barriers()
        self.start, self.end = _find_heaviest(self.scores[: self.barrier])
        start, end = _find_heaviest(self.scores)
        # What only looked like a barrier stands before a story of its own.
        if self._weigh(start, end) > 1.5 * self._weigh(self.start, self.end) and self._is_dense(start, end):
            self.barrier, self.start, self.end = len(self.scores), start, end
            self.last = self.barrier
        self.start, self.end = self._go_on()
        self.shares: dict[int, float] = {}

    def _score(self, index: int) -> int:
        look = self.looks[index]
        if self.prose[index]:
            size = min(_count(look), _MOST_WORDS)
            return -size if self.known[index] or is_small_print(look) else size
        if self.markers[index]:
            return _MARKER
        if self.known[index]:
            return _KNOWN
        # What announces a list or a quotation.
        if look.end == ":" and len(look.words) >= _LEAST_ANNOUNCING:
            return len(look.words)
        return _LABEL if len(look.words) <= 4 else _FRAGMENT

    def _weigh(self, start: int, end: int) -> int:
        return sum(self.scores[start:end])

    def _is_dense(self, start: int, end: int) -> bool:
        """Tell whether a stretch is mostly running text, as a story is, and no talk or list of other stories."""
        return sum(score > 0 for score in self.scores[start:end]) >= _LEAST_DENSITY * (end - start)

    def _find_barriers(self) -> tuple[int, int]:
        """Find where the page goes on with other things, perhaps, and where it does so for good.

        Both are the number of paragraphs where it does nowhere. Comments, or other stories with a sentence or two each, are for
        good; a last sentence alone behind a marker may yet be the story's. What comes before must have enough running text
        for a story; beside a headline, too, there may be a link to the comments.
        """
        told = pairs = 0
        near = count = len(self.scores)
        goes_on = _follow_each_other(self.scores)
        for index, score in enumerate(self.scores):
            pairs += index > 0 and score > 0 and self.scores[index - 1] > 0
            told += max(score, 0)
            if not self.markers[index] or told < _LEAST_BEFORE:
                continue
            if is_about_comments(self.looks[index]) or self._lists_others(index):
                return min(near, index), index
            # A story whose sentences never follow each other, as in a list, may go on so behind a marker.
            if near == count and pairs > 0 and not goes_on[index]:
                near = index
        return near, count

    def _lists_others(self, marker: int) -> bool:
        """Tell whether titles of other stories follow, each with a sentence or two, and no running text between them."""
        titled = 0
        for index in range(marker + 1, min(marker + _REACH, len(self.scores))):
            if self.scores[index] <= 0:
                continue
            if self.scores[index - 1] > 0:
                return False
            titled += not self.known[index - 1]
            if titled == _LEAST_TITLED:
                return True
        return False

    def _go_on(self) -> tuple[int, int]:
        """Let the story begin before a box of the page, and go on behind one: in paragraphs that speak of the same people.

        Behind a box paragraphs that follow each other will do, too.

        Returns:
            Where it begins and ends, before the page goes on with other things for good.
        """
        inside = [self.looks[index] for index in range(self.start, self.end) if self.scores[index] > 0]
        names = {name for name in capitalised_words(inside) if len(name) > 2}
        often = Counter(word for look in inside for word in _CAPITALISED.findall(look.text))

        def is_same(index: int) -> bool:
            shared = names.intersection(_CAPITALISED.findall(self.looks[index].text))
            return len(shared) >= _LEAST_SHARED or any(often[name] >= _OFTEN for name in shared)

        start, end, is_parted = self.start, self.end, False
        for index in range(self.end, self.last):
            if index - end > _MOST_BETWEEN:
                break
            is_parted = is_parted or self.markers[index]
            if not self._may_go_on(index) or (is_parted and self._is_summary(index)):
                continue
            beside = (*self.scores[index - 1 : index], *self.scores[index + 1 : index + 2])
            if is_same(index) or (not is_parted and max(beside, default=0) > 0):
                end, is_parted = index + 1, False
        for index in range(self.start - 1, -1, -1):
            if start - index > _MOST_BETWEEN:
                break
            if self._may_go_on(index) and is_same(index) and not self._is_summary(index):
                start = index
        return start, end

    def _may_go_on(self, index: int) -> bool:
        return self.scores[index] > 0 and _count(self.looks[index]) >= _LEAST_GOING_ON

    def _is_summary(self, index: int) -> bool:
        """Tell whether a sentence below a marker stands under the title of another story: a line that has words of it."""
        told = {word for word in self.looks[index].words if len(word) > 3}
        for above in range(index - 1, max(0, index - _MOST_UNDER_TITLE) - 1, -1):
            if self.scores[above] > 0 or self.markers[above]:
                return False
            if not told.isdisjoint(self.looks[above].words):
                return True
        return False

    def furniture(self) -> frozenset[int] | None:
        """Return what is not the story; None when this is no page after all."""
        if not self._is_page():
            return None
        headline = self._find_headline()
        story = {index for index in range(self.start, self._find_end()) if self._is_inside(index)}
        before = range(self.start if headline is None else headline + 1, self.start)
        story |= {index for index in before if self._leads(index)} | (
            {headline} if headline is not None else set()
        )
        return frozenset(range(len(self.looks))) - story

    def _is_page(self) -> bool:
        inside = [index for index in range(self.start, self.end) if self.scores[index] > 0]
        size = sum(_count(self.looks[index]) for index in inside)
        if size < (_LEAST_STORY_WORDS if len(inside) > 1 else _LEAST_ALONE):
            return False
        whole = sum(_count(self.looks[index]) for index in range(self.barrier) if self.scores[index] > 0)
        scraps = [
            i for i, is_prose in enumerate(self.prose) if not is_prose and not self.start <= i < self.end
        ]
        return (
            sum(self.known) >= _LEAST_KNOWN and len(scraps) >= _LEAST_OUTSIDE and size >= _LEAST_SHARE * whole
        )

    def _find_end(self) -> int:
        """Take in a list that ends the story, and leave out a note on who wrote it and what the page asks of its readers."""
        end = self.end
        for index in range(self.end - 1, self.start + 1, -1):
            look = self.looks[index]
            if is_about_author(look) or is_appeal(look):
                end = index
            elif self.prose[index] and not (end - index <= _MOST_ASIDE and speaks_to_readers(look)):
                break
        above = self.looks[end - 1]
        if end < self.end and speaks_to_readers(above) and _count(above) <= _MOST_LEADING:
            end -= 1
        while end < len(self.looks) and not self.known[end] and self._ends_story(end):
            end += 1
        return end

    def _ends_story(self, index: int) -> bool:
        """Tell whether a line at the end of a story belongs to it: an item of a list, or a sentence without its full stop."""
        look, above = self.looks[index], self.looks[index - 1]
        if _is_item(look):
            return above.end == ":" or _is_item(above)
        return not self.prose[index] and len(look.words) >= _LEAST_UNENDED

    def _is_inside(self, index: int) -> bool:
        """Tell whether a paragraph between the first and the last of the story belongs to it."""
        if (
            self.looks[index].is_line
            and self.looks[index].text[:1] == "["
            and self.looks[index].text[-1:] == "]"
        ):
            return False
        if self.prose[index]:
            return self.scores[index] > 0 or _count(self.looks[index]) > _MOST_WORDS
        first, last = self._run(index)
        if any(self.markers[i] for i in range(first, index + 1)):
            return False
        if self.known[index] or is_link(self.looks[index]) or self._is_beside_button(index):
            return False
        if _is_item(self.looks[index]) or self._is_announced(index):
            return True
        # What heads a form, or stands in it.
        if index + 1 < len(self.looks) and self.prose[index + 1] and self.scores[index + 1] <= 0:
            return False
        return last - first <= 3 or not any(self.known[first:last])

    def _is_announced(self, index: int) -> bool:
        """Tell whether a line announces a list, or stands in one, with nothing of the page between."""
        for above in range(index, max(self.start, index - _REACH) - 1, -1):
            if self.prose[above] or self.known[above]:
                return False
            if self.scores[above] > 0:
                return True
        return False

    def _is_beside_button(self, index: int) -> bool:
        """Tell whether a line is the number of a picture beside a button, or the title of a link above "Read more"."""
        around = range(max(0, index - 1), min(index + 2, len(self.looks)))
        if not self.looks[index].words or self.looks[index].text.lstrip("+").isdigit():
            return any(self.known[i] for i in around)
        return self.looks[around[-1]].words in _LINKS_ON

    def _run(self, index: int) -> tuple[int, int]:
        """Find the unbroken run of scraps around one."""
        first = last = index
        while first > self.start and not self.prose[first - 1] and index - first < _REACH:
            first -= 1
        while last < self.end and not self.prose[last] and last - index < _REACH:
            last += 1
        return first, last

    def _find_headline(self) -> int | None:
        """Find the line before the story that shares most words with it, the more so when it stands there twice."""
        told: set[str] = set()
        inside = [self.looks[index] for index in range(self.start, self.end) if self.scores[index] > 0]
        names = capitalised_words(inside)
        for look in inside:
            told.update(word.strip(".,;:!?()\"'“”‘’").lower() for word in look.text.split())
        self.shares = {
            index: _share(self.looks[index], told)
            for index in range(max(0, self.start - _REACH), self.start)
            if not self.prose[index] and not self.known[index] and self.looks[index].is_fragment
        }
        # A caption may share more words than the headline above it.
        lines = {
            i: share
            for i, share in self.shares.items()
            if share and not _is_no_headline(self.looks[i], names)
        }
        if self.start <= _FEW_LINES:
            return next((i for i in self.shares if not _is_no_headline(self.looks[i], names)), None)
        texts = [look.text for look in self.looks[: self.start]]
        return max(lines, key=lambda i: (lines[i] + (texts.count(texts[i]) > 1), i), default=None)

    def _leads(self, index: int) -> bool:
        """Tell whether a paragraph between the headline and the story leads to it: a sentence, or a line with its words."""
        return self.scores[index] > 0 if self.prose[index] else self.shares.get(index, 0) >= _LEADING_SHARE


def _is_item(look: Look) -> bool:
    """Tell whether a line is an item of a list: it goes on in small letters, or begins with a bullet."""
    return look.text[:1].islower() or look.text[:1] in "•-–*·"


def _is_no_headline(look: Look, names: frozenset[str]) -> bool:
    return (
        _SENTENCES.search(look.text) is not None
        or is_banner(look)
        or has_credit(look)
        or is_name_and_office(look, names)
    )


def _share(look: Look, told: set[str]) -> float:
    """Say how much a line has to do with a text: the share of its long words there, and their number."""
    shared = sum(len(word) > 4 and word in told for word in look.words)
    return shared / len(look.words) + min(shared, 6) / 3 if len(look.words) > 1 else 0.0


def _count(look: Look) -> int:
    return len(look.words) or look.text.count(" ") + 1


def _follow_each_other(scores: Sequence[int]) -> list[bool]:
    """Tell of each place whether two sentences follow each other anywhere behind it, as in a story."""
    found = [False] * (len(scores) + 1)
    for index in range(len(scores) - 2, -1, -1):
        found[index] = found[index + 1] or (scores[index] > 0 and scores[index + 1] > 0)
    return found[: len(scores)]


def _find_heaviest(scores: Sequence[int]) -> tuple[int, int]:
    """Find the half-open range whose scores add up to most (Kadane's algorithm)."""
    best = best_start = best_end = 0
    total = start = 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0, index
        total += score
        if total > best:
            best, best_start, best_end = total, start, index + 1
    return best_start, best_end
