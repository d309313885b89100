"""Lists drawn as lines: stories with their versions, who says what, what changed."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import ge
from typing import NamedTuple

from reader.article import Article, count_words
from reader.diff.block import Weight
from reader.diff.hunks import Summary
from reader.ledger import CHANGES
from reader.quotes.quotation import Quotation
from reader.reading import Comparison, OpenStory, Version, Voice
from reader.render.article import MARKS, Voices
from reader.render.diff import DiffPage
from reader.render.lines import (
    SEPARATOR,
    Line,
    Piece,
    cells,
    clip,
    cropped,
    join_pieces,
    line_cells,
    padded,
    pieces,
    wrap,
)
from reader.render.paint import paint, safe
from reader.render.palette import speaker_role
from reader.render.reasons import explain

_LEAST = 24
"""The cells below which a quotation stands under its speaker rather than beside."""
_FIGURES = 34
"""The cells of a speaker's figures beside the name."""

# -- quotations


def quotation_lines(story: OpenStory, width: int, *, why: bool = False) -> Iterator[Line]:
    """Draw who says what in a story of one version: each quotation beside its speaker, then the speakers' shares."""
    version = story.versions[0]
    voices = Voices.of(story.voices)
    yield ((clip(safe(version.article.title), width), ("title",)),)
    yield ((clip(safe(version.article.path), width), ("dim",)),)
    yield ()
    entry = _Entries.of(story, width)
    for index in version.counted:
        yield from entry.draw(version, version.quotations[index], voices, why=why)
    if story.voices:
        yield ()
        yield from share_lines(story.voices, 0, width)


class _Entries(NamedTuple):
    """How wide the columns of a list of quotations are.

    Attributes:
        width: Cells of a row.
        number: Cells of a paragraph's number.
        name: Cells of a speaker's name.
        indent: Cells before a quotation. Where they leave it too little room it stands below its speaker.
        stacked: Whether it does.
    """

    width: int
    number: int
    name: int
    indent: int
    stacked: bool

    @classmethod
    def of(cls, story: OpenStory, width: int) -> "_Entries":
        number = len(str(len(story.versions[0].article.paragraphs)))
        name = min(24, max((cells(safe(voice.name)) for voice in story.voices), default=7))
        stacked = width - number - name - 4 < _LEAST
        name = max(1, width - number - 2) if stacked else name
        return cls(width, number, name, 2 if stacked else number + name + 4, stacked)

    def draw(self, version: Version, quotation: Quotation, voices: Voices, *, why: bool) -> Iterator[Line]:
        role = voices.role(quotation)
        opening, closing = marks_around(version, quotation)
        styled = paint(f"{opening}{quotation.text}{closing}").styled
        head: Line = self._head(version.article.locate(quotation.start)[0] + 1, quotation, role)
        blank: Line = ((" " * self.indent, ()),)
        if self.stacked:
            yield head
            head = blank
        room = max(2, self.width - self.indent)
        for row, (start, end) in enumerate(wrap(styled.text, room)):
            said = tuple((text, (role,)) for text, _ in pieces(styled, start, end))
            yield (*(blank if row else head), *said)
        if why:
            reason = explain(quotation)
            for start, end in wrap(reason, room):
                yield (*blank, (reason[start:end], ("dim",)))

    def _head(self, paragraph: int, quotation: Quotation, role: str) -> Line:
        name = clip(safe(quotation.speaker.name) if quotation.speaker else "unknown", self.name)
        mention: Line = ((name, (role, "mention")),)
        return (
            (f"¶{paragraph:<{self.number}} ", ("number",)),
            *(mention if self.stacked else padded(mention, self.name + 2)),
        )


def marks_around(version: Version, quotation: Quotation) -> tuple[str, str]:
    """Return the marks that stand around a quotation in its text; straight ones where none stand."""
    text = version.article.text
    before = text[quotation.start - 1 : quotation.start]
    after = text[quotation.end : quotation.end + 1]
    return (before if before in MARKS and before else '"'), (after if after in MARKS and after else '"')


def share_lines(voices: Sequence[Voice], version: int, width: int) -> Iterator[Line]:
    """Draw a line for each speaker of a version: name, quotations, quoted words, share of all quoted words."""
    speaking = [(rank, voice) for rank, voice in enumerate(voices) if voice.counts[version]]
    total = sum(voice.words[version] for _, voice in speaking) or 1
    name_width = max(8, min(width - _FIGURES, max((cells(safe(v.name)) for _, v in speaking), default=0)))
    for rank, voice in speaking:
        look = (speaker_role(rank), "mention")
        figures = _figures(voice.counts[version], voice.words[version], total)
        if name_width + _FIGURES > width:
            yield ((clip(safe(voice.name), width), look),)
            yield from ((("  ", ()), (part, ())) for part in wrapped_parts(figures, width - 2))
        else:
            name = padded(((clip(safe(voice.name), name_width), look),), name_width)
            yield (*name, ("".join(figures), ()))


def _figures(number: int, words: int, total: int) -> tuple[str, str, str]:
    """Say how many quotations and words a speaker has, and what share of all quoted words."""
    quotations = "quotation " if number == 1 else "quotations"
    return (
        f"  {number:>3} {quotations}",
        f"  {words:>4} {'word ' if words == 1 else 'words'}",
        f"  {words * 100 / total:>3.0f} %",
    )


def wrapped_parts(parts: Sequence[str], width: int, separator: str = " ") -> list[str]:
    """Put parts on as few lines of `width` cells as hold them, each part whole unless it alone is too long."""
    rows: list[str] = []
    for part in (part.strip() for part in parts):
        if rows and cells(rows[-1]) + cells(separator) + cells(part) <= width:
            rows[-1] += separator + part
        else:
            rows.append(clip(part, width))
    return rows


# -- comparisons

DIMMED: Mapping[Weight, str] = {
    "none": "nothing",
    "invisible": "nothing",
    "style": "what cannot be seen",
    "wording": "spelling, punctuation and what cannot be seen",
    "fact": "all but names, numbers, negations and quotations",
    "quotation": "all but quotations",
}
"""What does not stand out, by the least weight that does."""


def changes_in_words(changes: Summary) -> list[str]:
    """Say how many blocks changed in which way, what does not occur left out."""
    counts = (
        (changes.edited, "edited"),
        (changes.split, "split"),
        (changes.merged, "merged"),
        (changes.moved, "moved"),
        (changes.removed, "removed"),
        (changes.added, "added"),
    )
    return [f"{number} {what}" for number, what in counts if number] or ["no differences"]


def quotations_in_words(comparison: Comparison) -> list[tuple[str, bool]]:
    """Say how many quotations changed in which way, each with whether it deserves a look."""
    numbers: dict[str, int] = {}
    for pair in comparison.ledger.pairs:
        numbers[pair.change] = numbers.get(pair.change, 0) + 1
    return [(f"{numbers[c]} {c}", c not in ("same", "style")) for c in CHANGES if c in numbers]


def summary_pieces(
    comparison: Comparison, *, page: bool = True, leave_out: Collection[str] = ()
) -> list[Piece]:
    """Say what changed: blocks first, then quotations.

    Args:
        comparison: The two versions compared.
        page: Whether paragraphs that belong to the page are counted.
        leave_out: Changes of quotations that are not worth the room.
    """
    parts: list[Piece] = [(part, ()) for part in changes_in_words(comparison.changes)]
    if page and comparison.furniture:
        parts.append((f"{comparison.furniture} furniture", ("dim",)))
    return [*parts, *_told_of_quotations(comparison, "quotations:", leave_out)]


def _told_of_quotations(comparison: Comparison, head: str, leave_out: Collection[str] = ()) -> list[Piece]:
    told = [
        (words, look) for words, look in quotations_in_words(comparison) if words.split()[1] not in leave_out
    ]
    return [
        (f"{head} {words}".lstrip() if number == 0 else words, ("accent",) if notable else ())
        for number, (words, notable) in enumerate(told)
    ]


def summaries(comparison: Comparison) -> Iterator[list[Piece]]:
    """Say what changed in fewer and fewer cells; what hardly deserves a look goes first, then words become marks."""
    yield summary_pieces(comparison)
    yield summary_pieces(comparison, page=False)
    yield summary_pieces(comparison, page=False, leave_out=("same",))
    yield summary_pieces(comparison, page=False, leave_out=("same", "style"))
    changes = comparison.changes
    words: list[Piece] = [(part, ()) for part in changes_in_words(changes)]
    yield [*words, *_sums_of_quotations(comparison, "quotations:")]
    in_marks: Piece = (_in_marks(changes), ())
    for leave_out in ((), ("same",), ("same", "style")):
        yield [in_marks, *_told_of_quotations(comparison, "quot.", leave_out)]
    yield [in_marks, *_sums_of_quotations(comparison, "quot.")]
    notable = sum(pair.change not in ("same", "style") for pair in comparison.ledger.pairs)
    yield [(f'{in_marks[0]} {notable}"', ())] if notable else [in_marks]


def quotation_summaries(comparison: Comparison) -> Iterator[list[Piece]]:
    """Say what became of the quotations in fewer and fewer cells; what hardly deserves a look goes first."""
    for leave_out in ((), ("same",), ("same", "style")):
        yield _told_of_quotations(comparison, "", leave_out)
    yield _sums_of_quotations(comparison, "")


def _in_marks(changes: Summary) -> str:
    """Say how many blocks changed in which way by the marks of the gutter."""
    counts = (
        (changes.edited, "~"),
        (changes.split, "Y"),
        (changes.merged, "^"),
        (changes.moved, ">"),
        (changes.removed, "-"),
        (changes.added, "+"),
    )
    return " ".join(f"{number}{mark}" for number, mark in counts if number) or "no differences"


def _sums_of_quotations(comparison: Comparison, head: str) -> list[Piece]:
    """Say how many quotations changed in whatever way, how many went and how many came."""
    changes = [pair.change for pair in comparison.ledger.pairs if pair.change not in ("same", "style")]
    counts = {what: changes.count(what) for what in ("dropped", "new")}
    counts = {"changed": len(changes) - sum(counts.values()), **counts}
    told = [f"{number} {what}" for what, number in counts.items() if number]
    return [(f"{head} {words}".lstrip() if at == 0 else words, ("accent",)) for at, words in enumerate(told)]


def change_summary(comparison: Comparison) -> Line:
    """Draw the line that says what changed."""
    return join_pieces(summary_pieces(comparison))


def summary_lines(comparison: Comparison, width: int) -> Iterator[Line]:
    """Draw what changed on as many lines as it takes, none of its parts torn unless it alone is too long."""
    row: list[Piece] = []
    for text, roles in summary_pieces(comparison):
        part = (clip(text, width), roles)
        if row and line_cells(join_pieces([*row, part])) > width:
            yield join_pieces(row)
            row = []
        row.append(part)
    if row:
        yield join_pieces(row)


def diff_head(comparison: Comparison, page: DiffPage) -> Iterator[Line]:
    """Draw which version stands on which side."""
    sides = (("old", comparison.old), ("new", comparison.new))
    heads: list[Line] = [
        ((f"{side} ", ("dim",)), (clip(safe(version.article.path), max(8, page.pane - 20)), ("title",)),
         (f" {_facts_of(version)}", ("dim",)))
        for side, version in sides
    ]  # fmt: skip
    if page.look.side_by_side:
        yield (*padded(heads[0], page.pane), (" │ ", ("rule",)), *cropped(heads[1], page.pane))
    else:
        yield from (cropped(head, page.pane) for head in heads)
    yield page.blank_line()


LONG = 200_000
"""Characters above which a version's words are estimated by their spaces: counting takes as long as comparing."""


def _length_of(version: Version) -> str:
    story = [p.text for p in version.article.paragraphs if p.is_story]
    if sum(map(len, story)) <= LONG:
        return f"{count_words_of(version)} words"
    spaces = sum([text.count(" ") for text in story])
    return f"about {round(spaces + len(story), -3):,} words"


def _facts_of(version: Version) -> str:
    """Say how old a version is, where it says so, and how long."""
    date = say_date(version.article.date)
    return SEPARATOR.join(part for part in (date, _length_of(version)) if part)


# As much of a moment as people read: the day and the minute.
_DAY, _MINUTE = 10, 16


def say_date(date: str) -> str:
    """Write a date for people: the day, and the minute where it is known; without its time zone."""
    shown = safe(date)
    return shown if len(shown) <= _DAY else shown[:_MINUTE].replace("T", " ")


def say_dates(articles: Sequence[Article]) -> list[str]:
    """Write the dates of versions where they tell something: not the day on which all files were stored.

    Returns:
        One for each; the day alone where no two have the same; all empty where the dates tell nothing.
    """
    days = [say_date(article.date)[:_DAY] for article in articles]
    is_known = any(article.subject or len(article.date) == _DAY for article in articles)
    if not is_known and len(set(days)) < 2:
        return [""] * len(days)
    return days if len(set(days)) == len(days) else [say_date(article.date) for article in articles]


def tell_sides(
    old: Version, new: Version, numbers: tuple[int, int], rooms: tuple[int, int], *, has_words: bool = True
) -> tuple[str, str]:
    """Say of both sides of a comparison which version it is and what else there is to say: of both the same.

    Args:
        old: The old version.
        new: The new version.
        numbers: Which versions of the story they are, counted from 1.
        rooms: How many cells there are for each.
        has_words: Whether their words may be counted.
    """
    dates = say_dates([old.article, new.article])
    facts = [
        {"date": date, "subject": safe(version.article.subject), "words": f"{version.words} words" if has_words else ""}
        for version, date in zip((old, new), dates, strict=True)
    ]  # fmt: skip
    for wanted in (("date", "subject"), ("date", "words"), ("date",), ("words",), ()):
        if all(fact[part] for fact in facts for part in wanted):
            told = [
                SEPARATOR + SEPARATOR.join((f"version {number}", *(fact[part] for part in wanted)))
                for number, fact in zip(numbers, facts, strict=True)
            ]
            if all(cells(words) <= room for words, room in zip(told, rooms, strict=True)):
                return told[0], told[1]
    brief = [f"{SEPARATOR}{number}" for number in numbers]
    return (brief[0], brief[1]) if all(map(ge, rooms, map(cells, brief))) else ("", "")


def say_path(path: str) -> str:
    """Write a path as briefly as it is still understood: from the folder one stands in, or from one's home."""
    # `os.path` stands here for pathlib, which is slow to import.
    for folder, sign in ((os.getcwd(), ""), (os.path.expanduser("~"), "~/")):  # noqa: PTH109, PTH111
        if path.startswith(f"{folder.rstrip('/')}/") and folder != "/":
            return sign + path[len(folder) + 1 :]
    return path


def count_words_of(version: Version) -> int:
    """Count the words of a version's story."""
    return sum(count_words(p.text) for p in version.article.paragraphs if p.is_story)
