"""What happened to the quotations of two versions, in words, beside the paragraphs in which they stand."""

from collections import Counter
from collections.abc import Sequence

from reader.diff.block import Block
from reader.ledger import QuotationPair
from reader.quotes.quotation import Quotation
from reader.reading import Comparison, Version
from reader.render.article import count
from reader.render.changes import SIDES, Side

Notes = dict[Side, dict[int, list[str]]]
"""For each side and index of a paragraph the notes on its quotations."""


def note_quotations(comparison: Comparison) -> Notes:
    """Say what happened to every quotation that did not stay the same, at its old place if it has one."""
    notes: Notes = {"old": {}, "new": {}}
    one_sided: dict[tuple[Side, int, str, str], int] = {}
    for pair in comparison.ledger.pairs:
        if not pair.is_changed:
            continue
        side: Side = "old" if pair.old else "new"
        version = comparison.old if pair.old else comparison.new
        quotations = [version.quotations[index] for index in pair.old or pair.new]
        paragraphs = dict.fromkeys(version.article.locate(quotation.start)[0] for quotation in quotations)
        quotation, paragraph = quotations[0], next(iter(paragraphs))
        if pair.change in ("dropped", "new"):
            name = quotation.speaker.name if quotation.speaker else ""
            key = (side, paragraph, pair.change, name)
            one_sided[key] = one_sided.get(key, 0) + 1
        else:
            told = describe_pair(pair, comparison.old, comparison.new)
            for place in paragraphs:
                notes[side].setdefault(place, []).append(told)
    for (side, paragraph, change, name), number in one_sided.items():
        notes[side].setdefault(paragraph, []).append(_describe_one_sided(change, name, number))
    return {side: {k: _say_once(told) for k, told in notes[side].items()} for side in SIDES}


def _say_once(notes: Sequence[str]) -> list[str]:
    """Say what happened several times in a paragraph once, and how often."""
    counts = Counter(notes)
    return [note if times == 1 else f"{note} ({times} times)" for note, times in counts.items()]


def _describe_one_sided(change: str, name: str, number: int) -> str:
    whose = f" of {name}" if name else ""
    if change == "dropped":
        return f"{count(number, 'quotation')}{whose} dropped"
    return f"{count(number, 'new quotation')}{whose}"


def describe_pair(pair: QuotationPair, old: Version, new: Version) -> str:
    """Say in words what happened to quotations."""
    if pair.change == "requoted":
        before, after = _count_quoted(old, pair.old), _count_quoted(new, pair.new)
        return f"requoted: {before} → {after}"
    if pair.change == "reassigned":
        return f"reassigned: {_who(old.quotations, pair.old)} → {_who(new.quotations, pair.new)}"
    return _CHANGE_WORDS.get(pair.change, pair.change)


_CHANGE_WORDS = {
    "style": "quotation changed in spelling or punctuation",
    "altered": "quotation altered",
    "cut": "quotation cut short",
    "extended": "quotation extended",
    "paraphrased": "quotation paraphrased: its words stand without marks",
    "quoted": "now in quotation marks, was in the running text",
}


def _count_quoted(version: Version, indices: Sequence[int]) -> str:
    fragments = all(version.quotations[index].kind == "mixed" for index in indices)
    return count(len(indices), "fragment" if fragments else "quotation")


def _who(quotations: Sequence[Quotation], indices: Sequence[int]) -> str:
    speaker = quotations[indices[0]].speaker if indices else None
    return speaker.name if speaker else "unknown"


def note_division(block: Block) -> str:
    """Say which paragraphs became which, counted from 1, where it is not one that became one; else nothing."""
    if not (block.old and block.new) or len(block.old) == len(block.new) == 1:
        return ""
    if block.is_split:
        return f"split into {_paragraphs(block.new)}"
    if block.is_merge:
        return f"merged from {_paragraphs(block.old)}"
    return f"{_paragraphs(block.old)} divided anew into {_paragraphs(block.new)}"


def _paragraphs(indices: Sequence[int]) -> str:
    *most, last = [f"¶{index + 1}" for index in indices]
    return f"{', '.join(most)} and {last}" if most else last
