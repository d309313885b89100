"""What is open and where: a story with its versions analysed, and one frozen `Reading` of it with pure moves.

Articles come in; quotations, voices and comparisons are worked out once per version or pair and kept.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.article import Article, count_words
from reader.text import hide_invisible, make_safe

# The engines are imported where they are first needed: the screen draws before that.
if TYPE_CHECKING:
    from reader.diff.block import Block, Weight
    from reader.diff.hunks import Row, Summary
    from reader.ledger import Ledger
    from reader.quotes.quotation import Quotation

LayoutChoice = Literal["auto", "side-by-side", "inline"]


class Voice(NamedTuple):
    """A speaker of a story, over all its versions.

    Attributes:
        name: The full name.
        initials: One or two letters that no other voice of the story has.
        counts: Quotations in each version.
        words: Quoted words in each version.
    """

    name: str
    initials: str
    counts: tuple[int, ...]
    words: tuple[int, ...]


class _VersionFields(NamedTuple):
    article: Article
    quotations: "tuple[Quotation, ...]"


class Version(_VersionFields):
    """An article of a story with its quotations, in reading order."""

    @cached_property
    def by_paragraph(self) -> tuple[tuple[int, ...], ...]:
        """For each paragraph the indices of the quotations that begin in it."""
        found: list[list[int]] = [[] for _ in self.article.paragraphs]
        for index, quotation in enumerate(self.quotations):
            found[self.article.locate(quotation.start)[0]].append(index)
        return tuple(map(tuple, found))

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The indices of the quotations that stand in marks."""
        return tuple(index for index, quotation in enumerate(self.quotations) if quotation.counts)

    @cached_property
    def touching(self) -> tuple[tuple[int, ...], ...]:
        """For each paragraph the indices of the counted quotations of which something lies in it: words, mention or cue."""
        found: list[list[int]] = [[] for _ in self.article.paragraphs]
        locate = self.article.locate
        for index in self.counted:
            quotation = self.quotations[index]
            evidence = [part.start for part in (quotation.speaker, quotation.cue) if part]
            for paragraph in {locate(start)[0] for start in (quotation.start, *evidence)}:
                found[paragraph].append(index)
        return tuple(map(tuple, found))

    @cached_property
    def words(self) -> int:
        """How many words the story of the article has."""
        return self.article.words

    @cached_property
    def quoted_spans(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each paragraph the half-open ranges, in the paragraph, that stand in marks."""
        from reader.quotes import quoted_spans

        return quoted_spans(self.article, self.quotations)


class _ComparisonFields(NamedTuple):
    old: Version
    new: Version
    blocks: "tuple[Block, ...]"
    ledger: "Ledger"


class Comparison(_ComparisonFields):
    """Two versions of a story held against each other."""

    @cached_property
    def rows(self) -> "tuple[Row, ...]":
        """The blocks laid out opposite each other."""
        from reader.diff.hunks import layout_rows

        return layout_rows(self.blocks, len(self.old.article.paragraphs), len(self.new.article.paragraphs))

    @cached_property
    def changes(self) -> "Summary":
        """How many blocks of the story changed in which way; what belongs to the page is left out."""
        from reader.diff.hunks import count_changes

        return count_changes([block for block in self.blocks if self._is_story(block)])

    @cached_property
    def furniture(self) -> int:
        """How many paragraphs that belong to the page came or went."""
        page = [block for block in self.blocks if not (block.old and block.new) and not self._is_story(block)]
        return sum(len(block.old) + len(block.new) for block in page)

    def _is_story(self, block: "Block") -> bool:
        old, new = self.old.article.paragraphs, self.new.article.paragraphs
        return any(old[k].is_story for k in block.old) or any(new[k].is_story for k in block.new)


class _OpenStoryFields(NamedTuple):
    title: str
    versions: tuple[Version, ...]
    is_analysed: bool = True


class OpenStory(_OpenStoryFields):
    """A story whose versions were analysed together, so that one person has one name in all of them.

    Attributes:
        title: What it is called.
        versions: Oldest first.
        is_analysed: Whether quotations were looked for; until then the versions have none.
    """

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What to call each version: as much of its path as tells it from the others."""
        return short_names([version.article.path for version in self.versions])

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Who is quoted in any version, the most quoted first."""
        return rank_voices(self.versions)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank of each speaker by name, 0 for the one most quoted."""
        return {voice.name: rank for rank, voice in enumerate(self.voices)}


def short_names(paths: Sequence[str]) -> tuple[str, ...]:
    """Call each path by as many of its last parts as tell it from the others; safe to show.

    Paths that are the same stay the same.
    """
    parts = [hide_invisible(make_safe(path)[0]).split("/") for path in paths]
    length = 1
    longest = max(map(len, parts), default=1)
    while length < longest and len({tuple(p[-length:]) for p in parts}) < len({tuple(p) for p in parts}):
        length += 1
    return tuple("/".join(p[-length:]) for p in parts)


def analyse(articles: Sequence[Article], title: str = "") -> OpenStory:
    """Find the quotations of every version and give each person one name throughout.

    Args:
        articles: The versions, oldest first; at least one.
        title: The story's title; the first headline's or the first version's when empty.
    """
    from reader.quotes import find_quotations, resolve_names

    quotations = resolve_names(articles, [find_quotations(article) for article in articles])
    versions = tuple(Version(article, found) for article, found in zip(articles, quotations, strict=True))
    return OpenStory(title or _find_title(articles), versions)


def skim(articles: Sequence[Article], title: str = "") -> OpenStory:
    """Open a story without looking for quotations; `complete` makes up for it. See `analyse`."""
    versions = tuple(Version(article, ()) for article in articles)
    return OpenStory(title or _find_title(articles), versions, is_analysed=False)


def _find_title(articles: Sequence[Article]) -> str:
    headlines = (p.text for article in articles for p in article.paragraphs if p.role == "headline")
    return next(headlines, articles[0].title)


def compare_versions(old: Version, new: Version) -> Comparison:
    """Compare the paragraphs, the words and the quotations of two versions."""
    return add_ledger(compare_texts(old, new), old, new)


def add_ledger(draft: Comparison, old: Version, new: Version) -> Comparison:
    """Compare the quotations of two versions whose texts were compared."""
    from reader.ledger import compare_quotations

    ledger = compare_quotations(old.article, new.article, old.quotations, new.quotations)
    return Comparison(old, new, draft.blocks, ledger)


def compare_texts(old: Version, new: Version) -> Comparison:
    """Compare the paragraphs and the words of two versions; the ledger stays empty."""
    from reader.diff import compare_paragraphs
    from reader.ledger import Ledger
    from reader.quotes import MarkedSpans

    blocks = compare_paragraphs(
        old.article.paragraphs,
        new.article.paragraphs,
        old_quoted=MarkedSpans(old.article),
        new_quoted=MarkedSpans(new.article),
    )
    return Comparison(old, new, blocks, Ledger((), ()))


def rank_voices(versions: Sequence[Version]) -> tuple[Voice, ...]:
    """Count who is quoted how often and with how many words, over all versions; the most quoted first."""
    counts: dict[str, list[int]] = {}
    words: dict[str, list[int]] = {}
    for index, version in enumerate(versions):
        for quotation in version.quotations:
            if quotation.counts and quotation.speaker:
                name = quotation.speaker.name
                counts.setdefault(name, [0] * len(versions))[index] += 1
                words.setdefault(name, [0] * len(versions))[index] += count_words(quotation.text)
    names = sorted(counts, key=lambda name: (-sum(counts[name]), -sum(words[name])))
    return tuple(
        Voice(name, initials, tuple(counts[name]), tuple(words[name]))
        for name, initials in zip(names, make_initials(names), strict=True)
    )


_MORE_SIGNS = "23456789abcdefghijklmnopqrstuvwxyz"


def make_initials(names: Sequence[str]) -> tuple[str, ...]:
    """Give each name one or two signs of its own: first and last initial, else a letter and a digit, else what is left."""
    given: list[str] = []
    for name in names:
        parts = [part for part in name.split() if part[:1].isalnum()] or [name or "?"]
        capitals = [part for part in parts if part[0].isupper()] or parts
        wanted = (
            capitals[0][0] + (capitals[-1][0] if len(capitals) > 1 else capitals[0][1:2])
        ).strip() or "?"
        others = (first + second for first in (wanted[0], *_MORE_SIGNS) for second in _MORE_SIGNS)
        free = wanted if wanted not in given else next((sign for sign in others if sign not in given), "··")
        given.append(free)
    return tuple(given)


class _ReadingFields(NamedTuple):
    story: OpenStory
    shown: int = 0
    old: int = 0
    new: int = 0
    only: str | None = None
    furniture: bool = False
    layout: LayoutChoice = "auto"
    changes_only: bool = False
    least: "Weight" = "wording"


class Reading(_ReadingFields):
    """What is open of a story, and how: every move returns a new value and changes nothing else.

    Attributes:
        story: The story and its versions.
        shown: Index of the version that is read.
        old: Index of the version on the old side of a comparison.
        new: Index of the version on its new side.
        only: Name of the one speaker that stands out, or None for all.
        furniture: Whether furniture is unfolded.
        layout: How two versions are laid out.
        changes_only: Whether unchanged runs are folded.
        least: Changes that weigh less are dimmed.
    """

    @property
    def version(self) -> Version:
        """The version that is read."""
        return self.story.versions[self.shown]

    @property
    def comparable(self) -> bool:
        """Whether there are two versions to hold against each other."""
        return len(self.story.versions) > 1

    @cached_property
    def comparison(self) -> Comparison:
        """The two chosen versions compared; worked out when first asked for."""
        return compare_versions(self.story.versions[self.old], self.story.versions[self.new])

    @cached_property
    def draft(self) -> Comparison:
        """The two chosen versions compared but for their quotations; worked out when first asked for."""
        return compare_texts(self.story.versions[self.old], self.story.versions[self.new])

    @cached_property
    def is_long(self) -> bool:
        """Whether a draft of the comparison is worth showing before its quotations are known."""
        articles = [self.story.versions[index].article for index in (self.old, self.new)]
        return sum(len(p.text) for article in articles for p in article.paragraphs) > LONG

    @property
    def is_complete(self) -> bool:
        """Whether all is known of the two chosen versions."""
        return "comparison" in vars(self)

    @property
    def at_hand(self) -> Comparison:
        """The comparison as far as it is known; of long versions a draft, until they are compared as a whole."""
        return self.comparison if self.is_complete or not self.is_long else self.draft

    def is_of(self, other: "Reading") -> bool:
        """Tell whether the same versions of the same story are open, read and compared, in both."""
        return self[1:4] == other[1:4] and self._is_of_story(other)

    def _is_of_story(self, other: "Reading") -> bool:
        if self.story is other.story:
            return True
        one, two = (
            [id(version.article) for version in story.versions] for story in (self.story, other.story)
        )
        return one == two

    def keep_comparison(self, other: "Reading") -> "Reading":
        """Take over what `other` worked out, if it compares the same versions."""
        if not self._is_of_story(other) or (self.old, self.new) != (other.old, other.new):
            return self
        kept = self if self.story.is_analysed else self._replace(story=other.story)
        for known in ("draft", "comparison"):
            if known in vars(other):
                vars(kept)[known] = vars(other)[known]
        return kept


LONG = 150_000
"""Characters of two versions from which a draft of their comparison is shown first."""


class Rest(NamedTuple):
    """What a draft of a comparison leaves open: who says what in both versions, and what became of it.

    Attributes:
        story: The story analysed, with what is asked of it and its compared versions to draw them.
        ledger: Their quotations held against each other.
    """

    story: OpenStory
    ledger: "Ledger"


def work_out_rest(story: OpenStory, old: int, new: int) -> Rest:
    """Work out what a draft of the comparison of two versions leaves open.

    Args:
        story: The story, analysed or skimmed.
        old: Index of the version on the old side.
        new: Index of the one on the new side.
    """
    from reader.ledger import compare_quotations

    if not story.is_analysed:
        story = analyse([version.article for version in story.versions], story.title)
    before, after = story.versions[old], story.versions[new]
    ledger = compare_quotations(before.article, after.article, before.quotations, after.quotations)
    story.voices  # noqa: B018, worked out here and kept
    for version in (before, after):
        version.touching, version.quoted_spans, version.words  # noqa: B018
    return Rest(story, ledger)


def add_rest(reading: Reading, rest: Rest) -> Reading:
    """Return the same reading of the story analysed, with its comparison, and with what is asked of it to draw it."""
    draft, versions = reading.draft, rest.story.versions
    comparison = Comparison(versions[reading.old], versions[reading.new], draft.blocks, rest.ledger)
    for known in ("rows", "changes", "furniture"):
        vars(comparison)[known] = getattr(draft, known)
    whole = reading._replace(story=rest.story)
    vars(whole)["comparison"] = comparison
    return whole


def complete(reading: Reading) -> Reading:
    """Work out all that a draft leaves open; see `add_rest`."""
    return add_rest(reading, work_out_rest(reading.story, reading.old, reading.new))


def start_reading(story: OpenStory, shown: int = 0) -> Reading:
    """Open a story at a version; the comparison is of it with the version before."""
    return Reading(story, shown, *pair_at(shown, len(story.versions)))


def pair_at(shown: int, versions: int) -> tuple[int, int]:
    """Return old and new for who stands on a version: it and the one before; the first version and the next."""
    new = min(max(shown, 1), versions - 1)
    return max(0, new - 1), new


def changed(reading: Reading, **fields: object) -> Reading:
    """Return `reading` with other values in some fields; a comparison already worked out is kept if it still holds."""
    return reading._replace(**fields).keep_comparison(reading)  # type: ignore[arg-type]


def swap(reading: Reading) -> Reading:
    """Exchange old and new."""
    return changed(reading, old=reading.new, new=reading.old)


def other_version(reading: Reading, step: int) -> Reading:
    """Read the version `step` places later (earlier when negative), which is then compared with the one before; the ends hold."""
    versions = len(reading.story.versions)
    shown = min(versions - 1, max(0, reading.shown + step))
    if versions < 3 or shown == reading.shown:
        # The only pair that there is may have been exchanged.
        return changed(reading, shown=shown)
    old, new = pair_at(shown, versions)
    return changed(reading, shown=shown, old=old, new=new)


def choose_versions(reading: Reading, old: int, new: int) -> Reading:
    """Compare other versions of the story.

    Raises:
        ValueError: One of the indices names no version.
    """
    if not all(0 <= index < len(reading.story.versions) for index in (old, new)):
        raise ValueError(f"no such pair of versions: {old}, {new}")
    return changed(reading, old=old, new=new)


def only_speaker(reading: Reading, name: str | None) -> Reading:
    """Let one speaker stand out; the same name again, or None, lets all."""
    return changed(reading, only=None if name == reading.only else name)


def step_in(places: Sequence[int], at: int, step: Literal[1, -1]) -> int | None:
    """Return the next of `places` (ascending) after `at`, or the last before it; None at the end."""
    if step > 0:
        return next((place for place in places if place > at), None)
    return next((place for place in reversed(places) if place < at), None)
