"""Two sequences of paragraphs come in, blocks go out: what belongs together, what changed, what it weighs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reader.article import BREAK, Paragraph
from reader.diff.align import align_paragraphs
from reader.diff.block import Block, Op, Run, Weight
from reader.diff.weights import heaviest, weigh_change
from reader.diff.words import Stretch, Token, find_stretches, match_key, split_words

Span = tuple[int, int]
Spans = tuple[Span, ...]


def compare_paragraphs(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    *,
    old_quoted: Sequence[Spans] = (),
    new_quoted: Sequence[Spans] = (),
) -> tuple[Block, ...]:
    """Pair the paragraphs of two versions of an article, and find what changed inside each pair.

    Args:
        old: Paragraphs of the earlier version in reading order; furniture is paired with furniture only.
        new: Paragraphs of the later version, likewise.
        old_quoted: For each old paragraph the half-open ranges that are quotations, ascending, as offsets
            into that paragraph; empty when unknown. A word changed inside one weighs `quotation`.
        new_quoted: Likewise for the new paragraphs.

    Returns:
        Blocks in reading order, removed before added; a moved block stands at the place of its new side.
        Every paragraph is in exactly one. With the sides swapped the same blocks come back mirrored.
    """
    old_texts, new_texts = [p.text for p in old], [p.text for p in new]
    old_story, new_story = [p.is_story for p in old], [p.is_story for p in new]
    # Ties are broken by place, and difflib is not symmetric: looking from one side makes a swap a mirror.
    if (old_texts, old_story) <= (new_texts, new_story):
        groups = align_paragraphs(old_texts, new_texts, old_story, new_story)
    else:
        groups = [
            (a, b, moved) for b, a, moved in align_paragraphs(new_texts, old_texts, new_story, old_story)
        ]
    blocks = []
    for old_indices, new_indices, is_moved in groups:
        block = _compare(_Side(old_indices, old_texts, old_quoted), _Side(new_indices, new_texts, new_quoted))
        blocks.append(replace(block, moved=True) if is_moved else block)
    return _in_reading_order(blocks)


class _Side:
    """One side of a block: its text, and on demand its tokens and which of them are quoted."""

    def __init__(self, indices: tuple[int, ...], texts: Sequence[str], quoted: Sequence[Spans]) -> None:
        self.indices = indices
        self.text = texts[indices[0]] if len(indices) == 1 else BREAK.join(texts[k] for k in indices)
        self.spans: list[Span] = []
        offset = 0
        for k in indices if quoted else ():
            self.spans += [(start + offset, end + offset) for start, end in quoted[k]]
            offset += len(texts[k]) + len(BREAK)

    def touches_quotation(self, tokens: Sequence[Token]) -> bool:
        """Tell whether one of `tokens` lies inside a quotation."""
        if not self.spans or not tokens:
            return False
        start, end = tokens[0].start, tokens[-1].start + len(tokens[-1].core)
        return any(a < end and start < b for a, b in self.spans)


def _compare(old: _Side, new: _Side) -> Block:
    if not new.indices:
        weight = _lone_weight(old)
        return Block("removed", old.indices, (), runs=_lone_runs("delete", old.text, weight), weight=weight)
    if not old.indices:
        weight = _lone_weight(new)
        return Block("added", (), new.indices, runs=_lone_runs("insert", new.text, weight), weight=weight)
    if old.text == new.text:
        runs = _lone_runs("equal", old.text, "none")
        return Block("equal", old.indices, new.indices, similarity=1.0, runs=runs)
    return _compare_words(old, new)


def _lone_weight(side: _Side) -> Weight:
    return "quotation" if side.spans else "wording"


def _lone_runs(op: Op, text: str, weight: Weight) -> tuple[Run, ...]:
    return (Run(op, text, weight),) if text else ()


def _compare_words(old: _Side, new: _Side) -> Block:
    old_tokens, new_tokens = split_words(old.text), split_words(new.text)
    old_keys, new_keys = [match_key(t.core) for t in old_tokens], [match_key(t.core) for t in new_tokens]
    if old_keys <= new_keys:
        stretches, _ = find_stretches(old_keys, new_keys)
    else:
        mirrored, _ = find_stretches(new_keys, old_keys)
        stretches = [Stretch(s.is_kept, s.new, s.new_end, s.old, s.old_end) for s in mirrored]
    runs: list[Run] = []
    kept = 0
    for stretch in stretches:
        gone, come = old_tokens[stretch.old : stretch.old_end], new_tokens[stretch.new : stretch.new_end]
        if stretch.is_kept:
            kept += len(gone)
            runs += _kept_runs(gone, come)
        else:
            quoted = old.touches_quotation(gone) or new.touches_quotation(come)
            weight = weigh_change([t.core for t in gone], [t.core for t in come], is_quoted=quoted)
            runs += _changed_runs(_text(gone), _text(come), weight)
    similarity = 2 * kept / (len(old_tokens) + len(new_tokens))
    weight = heaviest([run.weight for run in runs])
    return Block("edited", old.indices, new.indices, similarity=similarity, runs=_joined(runs), weight=weight)


def _text(tokens: Sequence[Token]) -> str:
    return "".join([token.space + token.core for token in tokens])


def _changed_runs(gone: str, come: str, weight: Weight) -> Iterator[Run]:
    if gone:
        yield Run("delete", gone, weight)
    if come:
        yield Run("insert", come, weight)


def _kept_runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """Runs of words that are the same but for the white space before them and the style of marks."""
    for a, b in zip(old, new, strict=True):
        if a.core != b.core:
            yield from _changed_runs(a.space + a.core, b.space + b.core, "invisible")
        elif a.space != b.space:
            yield from _changed_runs(a.space, b.space, "invisible")
            yield Run("equal", a.core)
        else:
            yield Run("equal", a.space + a.core)


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join neighbours of one kind and weight; between two equal runs what is gone stands before what came."""
    joined: list[Run] = []
    for _, stretch in groupby(runs, lambda run: run.op == "equal"):
        ordered = sorted(stretch, key=lambda run: run.op)
        for (op, weight), alike in groupby(ordered, lambda run: (run.op, run.weight)):
            joined.append(Run(op, "".join([run.text for run in alike]), weight))
    return tuple(joined)


def _in_reading_order(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Order blocks by their new side; what was removed follows what stays in its place before it."""
    removed = sorted((block for block in blocks if not block.new), key=lambda block: block.old)
    placed = sorted((block for block in blocks if block.new), key=lambda block: block.new)
    gap_ends = [block.old[0] for block in placed if block.old and not block.moved]
    ordered: list[Block] = []
    gap = done = 0

    def fill_gap() -> None:
        nonlocal done
        while done < len(removed) and (gap == len(gap_ends) or removed[done].old[0] < gap_ends[gap]):
            ordered.append(removed[done])
            done += 1

    fill_gap()
    for block in placed:
        ordered.append(block)
        if block.old and not block.moved:
            gap += 1
            fill_gap()
    return tuple(ordered)
