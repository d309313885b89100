"""Lists drawn as lines: stories with their versions, who says what, what changed."""

from collections.abc import Iterator, Sequence

from reader.article import count_words
from reader.diff.hunks import Summary
from reader.ledger import CHANGES
from reader.quotes.quotation import Quotation
from reader.reading import Comparison, OpenStory, Version, Voice
from reader.render.article import MARKS, Voices, count
from reader.render.diff import DiffPage
from reader.render.lines import (
    SEPARATOR,
    Line,
    Piece,
    cells,
    clip,
    cropped,
    join_pieces,
    padded,
    pieces,
    wrap,
)
from reader.render.paint import paint, safe
from reader.render.palette import speaker_role

# -- quotations


def quotation_lines(story: OpenStory, width: int, *, why: bool = False) -> Iterator[Line]:
    """Draw who says what in a story of one version: each quotation beside its speaker, then the speakers' shares."""
    version = story.versions[0]
    voices = Voices.of(story.voices)
    yield ((clip(safe(version.article.title), width), ("title",)),)
    yield ((clip(safe(version.article.path), width), ("dim",)),)
    yield ()
    number = len(str(len(version.article.paragraphs)))
    name_width = min(24, max((cells(voice.name) for voice in story.voices), default=7))
    for index in version.counted:
        quotation = version.quotations[index]
        yield from _quotation_entry(version, quotation, voices, width, number, name_width)
        if why:
            yield (
                (" " * (number + name_width + 4), ()),
                (clip(explain(quotation), width - number - name_width - 4), ("dim",)),
            )
    if story.voices:
        yield ()
        yield from share_lines(story.voices, 0, width)


def _quotation_entry(
    version: Version, quotation: Quotation, voices: Voices, width: int, number: int, name_width: int
) -> Iterator[Line]:
    paragraph = version.article.locate(quotation.start)[0] + 1
    role = voices.role(quotation)
    name = clip(quotation.speaker.name if quotation.speaker else "unknown", name_width)
    indent = number + name_width + 4
    opening, closing = marks_around(version, quotation)
    styled = paint(f"{opening}{quotation.text}{closing}").styled
    for row, (start, end) in enumerate(wrap(styled.text, max(16, width - indent))):
        head: Line = (
            (f"¶{paragraph:<{number}} ", ("number",)),
            *padded(((name, (role, "mention")),), name_width + 2),
        )
        yield (
            *(head if row == 0 else ((" " * indent, ()),)),
            *((text, (role,)) for text, _ in pieces(styled, start, end)),
        )


def marks_around(version: Version, quotation: Quotation) -> tuple[str, str]:
    """Return the marks that stand around a quotation in its text; straight ones where none stand."""
    text = version.article.text
    before = text[quotation.start - 1 : quotation.start]
    after = text[quotation.end : quotation.end + 1]
    return (before if before in MARKS and before else '"'), (after if after in MARKS and after else '"')


BY_WORDS = {
    "subject": "who does the saying",
    "inverted": "the verb stands before the name",
    "continued": "a quotation that goes on",
    "pronoun": "whom the pronoun stands for",
    "carried": "who spoke before",
    "participle": "who does what the sentence tells",
    "according": "“according to”",
}
"""How speakers are found, in words for the reader."""


def explain(quotation: Quotation) -> str:
    """Say how the speaker of a quotation was found."""
    parts: list[str] = [quotation.kind]
    if quotation.speaker:
        parts.append(f"“{safe(quotation.speaker.mention)}”")
    if quotation.cue:
        parts.append(safe(quotation.cue.text))
    if quotation.by:
        parts.append(f"by {quotation.by}")
    return SEPARATOR.join(parts)


def share_lines(voices: Sequence[Voice], version: int, width: int) -> Iterator[Line]:
    """Draw a line for each speaker of a version: name, quotations, quoted words, share of all quoted words."""
    speaking = [(rank, voice) for rank, voice in enumerate(voices) if voice.counts[version]]
    total = sum(voice.words[version] for _, voice in speaking) or 1
    name_width = min(width - 34, max((cells(voice.name) for _, voice in speaking), default=0))
    for rank, voice in speaking:
        share = voice.words[version] * 100 / total
        name = padded(
            ((clip(voice.name, max(8, name_width)), (speaker_role(rank), "mention")),), max(8, name_width)
        )
        number, words = voice.counts[version], voice.words[version]
        quotations = "quotation " if number == 1 else "quotations"
        figures = (
            f"  {number:>3} {quotations}  {words:>4} {'word ' if words == 1 else 'words'}  {share:>3.0f} %"
        )
        yield (*name, (figures, ()))


# -- comparisons


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


def summary_pieces(comparison: Comparison) -> list[Piece]:
    """Say what changed: blocks first, then quotations."""
    parts: list[Piece] = [(part, ()) for part in changes_in_words(comparison.changes)]
    if comparison.furniture:
        parts.append((f"{comparison.furniture} furniture", ("dim",)))
    quotations = quotations_in_words(comparison)
    for number, (words, notable) in enumerate(quotations):
        parts.append((f"quotations: {words}" if number == 0 else words, ("accent",) if notable else ()))
    return parts


def notable_summary(comparison: Comparison) -> list[Piece]:
    """Say what changed, what hardly deserves a look left out."""
    parts: list[Piece] = [(part, ()) for part in changes_in_words(comparison.changes)]
    notable = [words for words, look in quotations_in_words(comparison) if look]
    told = (f"quotations: {words}" if number == 0 else words for number, words in enumerate(notable))
    return [*parts, *((words, ("accent",)) for words in told)]


def short_summary(comparison: Comparison) -> list[Piece]:
    """Say what changed in as few cells as can be: blocks by their marks, then the quotations that deserve a look."""
    changes = comparison.changes
    marks = (
        (changes.edited, "~"),
        (changes.split, "Y"),
        (changes.merged, "^"),
        (changes.moved, ">"),
        (changes.removed, "-"),
        (changes.added, "+"),
    )
    parts: list[Piece] = [
        (" ".join(f"{number}{mark}" for number, mark in marks if number) or "no differences", ())
    ]
    notable = [words for words, look in quotations_in_words(comparison) if look]
    return [
        *parts,
        *((f'" {words}' if number == 0 else words, ("accent",)) for number, words in enumerate(notable)),
    ]


def change_summary(comparison: Comparison) -> Line:
    """Draw the line that says what changed."""
    return join_pieces(summary_pieces(comparison))


def diff_head(comparison: Comparison, page: DiffPage) -> Iterator[Line]:
    """Draw which version stands on which side."""
    sides = (("old", comparison.old), ("new", comparison.new))
    heads: list[Line] = [
        ((f"{side} ", ("dim",)), (clip(safe(version.article.path), max(8, page.pane - 20)), ("title",)),
         (f" {_length_of(version)}", ("dim",)))
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


def count_words_of(version: Version) -> int:
    """Count the words of a version's story."""
    return sum(count_words(p.text) for p in version.article.paragraphs if p.is_story)
