"""The JSON of each command: values in, plain dictionaries out. Keys may be added, none is renamed."""

from collections.abc import Sequence
from typing import Any

from reader.article import Article, Paragraph
from reader.diff.block import Block
from reader.quotes.quotation import Quotation

Answer = dict[str, Any]


def article_answer(article: Article) -> Answer:
    """Describe an article for `show`."""
    return {
        "path": article.path,
        "title": article.title,
        "paragraphs": [{"text": paragraph.text, "kind": paragraph.role} for paragraph in article.paragraphs],
        "notices": list(article.notices),
    }


def quotation_answer(quotation: Quotation) -> Answer:
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


def quotations_answer(article: Article, quotations: Sequence[Quotation]) -> Answer:
    """Describe who says what in an article, for `quotes`."""
    return {"path": article.path, "text": article.text, "quotes": [quotation_answer(q) for q in quotations]}


def block_answer(block: Block) -> Answer:
    """Describe a block of a comparison."""
    return {
        "kind": block.kind,
        "moved": block.moved,
        "old": list(block.old),
        "new": list(block.new),
        "similarity": round(block.similarity, 4),
        "weight": block.weight,
        "words": [{"op": run.op, "text": run.text, "weight": run.weight} for run in block.runs],
    }


def diff_answer(
    old_path: str, old: Sequence[Paragraph], new_path: str, new: Sequence[Paragraph], blocks: Sequence[Block]
) -> Answer:
    """Describe a comparison, for `diff`."""
    return {
        "old": {"path": old_path, "paragraphs": [paragraph.text for paragraph in old]},
        "new": {"path": new_path, "paragraphs": [paragraph.text for paragraph in new]},
        "blocks": [block_answer(block) for block in blocks],
    }
