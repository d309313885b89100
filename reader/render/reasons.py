"""Why a quotation has the speaker it has: a quotation comes in, words for the reader go out."""

from reader.quotes.quotation import By, Quotation
from reader.reading import Version
from reader.render.lines import SEPARATOR
from reader.render.paint import safe

BY_WORDS: dict[By, str] = {
    "subject": "named as who says it",
    "inverted": "named after the verb that reports it",
    "agent": "named as the one by whom it was said",
    "owner": "named as whose words these are",
    "according": "named after “according to”",
    "participle": "named as who does what the sentence tells",
    "relative": "whom “who” or “which” stands for",
    "pronoun": "whom the pronoun stands for",
    "role": "whom these words describe",
    "trailing": "named at the end of the sentence",
    "clause": "whom the sentence is about",
    "sentence": "whom the sentence before is about",
    "continued": "goes on after the quotation before",
    "carried": "spoke before, and nobody else is named since",
    "introduced": "named before the colon",
    "label": "named in front of the words",
    "headline": "named in the headline",
    "opinion": "named as whose view it is",
    "signed": "named below as who signs it",
    "passive": "nobody: the sentence does not tell by whom",
    "saying": "nobody: a common saying",
    "crowd": "nobody: a crowd",
}
"""How speakers are found, in words for the reader; every way but none at all."""

_NOBODY = "nobody is named as who says it"

_NEAR = 24
"""Up to how many characters between them a mention and its cue are shown as one stretch of the text."""


def explain(quotation: Quotation) -> str:
    """Say how the speaker of a quotation was found, or why there is none."""
    parts: list[str] = [quotation.kind]
    if quotation.speaker:
        parts.append(f"“{safe(quotation.speaker.mention)}”")
    if quotation.cue:
        parts.append(safe(quotation.cue.text))
    if reason := _reason(quotation):
        parts.append(reason)
    return SEPARATOR.join(parts)


def tell_speaker(version: Version, quotation: Quotation) -> str:
    """Name the speaker of a quotation, and the words of the text by which the speaker was found.

    Returns:
        For example `Ada Quill · “she added”: whom the pronoun stands for`.
    """
    name = safe(quotation.speaker.name) if quotation.speaker else "unknown"
    words, reason = _telling_words(version, quotation), _reason(quotation)
    found = ": ".join(part for part in (words, reason) if part)
    return SEPARATOR.join(part for part in (name, found) if part)


def _reason(quotation: Quotation) -> str:
    if quotation.by:
        return BY_WORDS[quotation.by]
    return "" if quotation.speaker else _NOBODY


def _telling_words(version: Version, quotation: Quotation) -> str:
    """Quote the mention and the cue as they stand in the text, with what is between them if that is little."""
    found = [(part.start, part.end) for part in (quotation.speaker, quotation.cue) if part]
    found = sorted(span for span in found if span[0] < span[1])
    if len(found) == 2 and found[1][0] - found[0][1] <= _NEAR and not _overlaps(quotation, found):
        found = [(found[0][0], max(found[0][1], found[1][1]))]
    return " … ".join(f"“{safe(version.article.text[start:end])}”" for start, end in found)


def _overlaps(quotation: Quotation, found: list[tuple[int, int]]) -> bool:
    """Tell whether the quotation itself stands between the mention and its cue."""
    return found[0][0] < quotation.end and quotation.start < found[-1][1]
