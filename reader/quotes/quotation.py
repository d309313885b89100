"""What a quotation is: a stretch of somebody's words, who says them, and the evidence for it."""

from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
"""`direct`: the sentence it carries is all quoted. `mixed`: a fragment in the article's sentence. `indirect`: without marks."""

By = Literal[
    "",
    "subject",
    "inverted",
    "agent",
    "owner",
    "according",
    "participle",
    "passive",
    "relative",
    "pronoun",
    "role",
    "trailing",
    "clause",
    "sentence",
    "continued",
    "carried",
    "introduced",
    "label",
    "headline",
    "opinion",
    "saying",
    "crowd",
    "signed",
]
"""How a speaker was decided, or what there is instead of one: a saying, a crowd, a passive verb."""


class Cue(NamedTuple):
    """The words that report: "said", "according to". Offsets into the article's text."""

    text: str
    start: int
    end: int


class Speaker(NamedTuple):
    """Who says it.

    Attributes:
        name: The full name of the person or body, one per article.
        mention: The words that stand for the speaker here ("he", "the diplomat").
        start: Where the mention begins in the article's text.
        end: Where it ends, exclusive.
    """

    name: str
    mention: str
    start: int
    end: int


class Quotation(NamedTuple):
    """A stretch between quotation marks that is somebody's speech, or, when `kind` is `indirect`, a report of it.

    Attributes:
        start: Where it begins in the article's text, its mark left out.
        end: Where it ends, exclusive, its mark left out.
        text: The stretch itself.
        kind: See `Kind`.
        speaker: Who says it, or None where the article does not tell.
        cue: The words that report it, or None.
        by: How the speaker was decided; without a speaker what the cue is instead, or nothing.
    """

    start: int
    end: int
    text: str
    kind: Kind
    speaker: Speaker | None = None
    cue: Cue | None = None
    by: By = ""

    @property
    def counts(self) -> bool:
        """Whether it stands in marks and so counts as a quotation."""
        return self.kind != "indirect"
