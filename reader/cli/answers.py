"""The JSON of each command: values in, plain dictionaries out. Keys may be added, none is renamed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.article import Article
from reader.diff.block import Block

if TYPE_CHECKING:
    from reader.quotes.quotation import Quotation
    from reader.reading import Comparison

Answer = dict[str, Any]


def article_answer(article: Article) -> Answer:
    """Describe an article for `show`."""
    return {
        "path": article.path,
        "title": article.title,
        "paragraphs": [{"text": paragraph.text, "kind": paragraph.role} for paragraph in article.paragraphs],
        "notices": list(article.notices),
        "author": article.author,
        "date": article.date,
        "site": article.site,
        "url": article.url,
    }


def quotation_answer(quotation: "Quotation") -> Answer:
    """Describe a quotation; offsets count code points of the article's text."""
    speaker, cue = quotation.speaker, quotation.cue
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "kind": quotation.kind,
        "speaker": speaker
        and {"name": speaker.name, "mention": speaker.mention, "start": speaker.start, "end": speaker.end},
        "cue": cue and {"text": cue.text, "start": cue.start, "end": cue.end},
        "by": quotation.by,
    }


def quotations_answer(article: Article, quotations: "Sequence[Quotation]") -> Answer:
    """Describe who says what in an article, for `quotes`."""
    return {"path": article.path, "text": article.text, "quotes": [quotation_answer(q) for q in quotations]}


def comparison_answer(comparison: "Comparison") -> Answer:
    """Describe the quotations of two versions held against each other, for `quotes --compare`."""
    old, new, ledger = comparison.old, comparison.new, comparison.ledger
    return {
        "old": quotations_answer(old.article, old.quotations),
        "new": quotations_answer(new.article, new.quotations),
        "speakers": [{"name": count.name, "old": count.old, "new": count.new} for count in ledger.speakers],
        "pairs": [{"change": p.change, "old": list(p.old), "new": list(p.new)} for p in ledger.pairs],
    }


def stat_answer(old_path: str, new_path: str, blocks: Sequence[Block]) -> Answer:
    """Count what changed, for `diff --stat`."""
    counts: dict[str, int] = dict.fromkeys(
        ("equal", "edited", "added", "removed", "moved", "split", "merged"), 0
    )
    weights: dict[str, int] = {}
    for block in blocks:
        counts[block.kind] += 1
        counts["moved"] += block.moved
        counts["split"] += block.is_split
        counts["merged"] += block.is_merge
        weights[block.weight] = weights.get(block.weight, 0) + 1
    return {"old": {"path": old_path}, "new": {"path": new_path}, "blocks": counts, "weights": weights}
