"""Two sequences of paragraphs come in, blocks go out: what belongs together, what changed, what it weighs."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

from reader.article import BREAK, Paragraph
from reader.diff.align import align_paragraphs
from reader.diff.block import Block, Run, Weight
from reader.diff.weights import Lexicon, Wording, heaviest, learn_lexicon, sentence_starts, weigh_change
from reader.diff.words import Stretch, Tokens, find_stretches, join_islands

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
    pairs = [
        (_Side(a, old_texts, old_quoted), _Side(b, new_texts, new_quoted), is_moved)
        for a, b, is_moved in groups
    ]
    lexicon = _learn(pairs)
    return _in_reading_order([_compare(a, b, is_moved, lexicon) for a, b, is_moved in pairs])


class _Side:
    """One side of a block: its paragraphs joined, and on demand its tokens and which of them are quoted."""

    def __init__(self, indices: tuple[int, ...], texts: Sequence[str], quoted: Sequence[Spans]) -> None:
        self.indices = indices
        self.text = texts[indices[0]] if len(indices) == 1 else BREAK.join([texts[k] for k in indices])
        self._spans = [quoted[k] for k in indices] if quoted else []
        self._sizes = [len(texts[k]) for k in indices] if quoted else []

    @cached_property
    def tokens(self) -> Tokens:
        """The text cut into words and marks."""
        return Tokens(self.text)

    @cached_property
    def sentence_starts(self) -> list[bool]:
        """For each token whether it begins a sentence."""
        return sentence_starts(self.tokens.keys)

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token whether it stands inside a quotation or is the mark of one; empty without quotations."""
        if not any(self._spans):
            return []
        flags = bytearray(len(self.text) + 1)
        offset = 0
        for spans, size in zip(self._spans, self._sizes, strict=True):
            for start, end in spans:
                first, last = max(0, start - 1), min(size, end + 1)
                flags[offset + first : offset + last] = b"\1" * max(0, last - first)
            offset += size + len(BREAK)
        return [bool(flags[start]) for start in self.tokens.starts()]

    def wording(self, start: int, end: int) -> Wording:
        """Return a range of tokens as what a change is weighed by."""
        at_start = start < end and self.sentence_starts[start]
        return Wording(self.tokens.keys[start:end], at_start, any(self.quoted[start:end]))


def _learn(pairs: Sequence[tuple[_Side, _Side, bool]]) -> Lexicon:
    """Learn what is a name from the paragraphs that are not equal."""
    changed = [side for a, b, _ in pairs if a.text != b.text for side in (a, b)]
    return learn_lexicon(side.tokens.keys for side in changed if side.indices)


def _compare(old: _Side, new: _Side, is_moved: bool, lexicon: Lexicon) -> Block:
    if not new.indices:
        return _lone_block("removed", old, new, lexicon)
    if not old.indices:
        return _lone_block("added", old, new, lexicon)
    if old.text == new.text:
        runs = (Run("equal", old.text),) if old.text else ()
        return Block("equal", old.indices, new.indices, is_moved, 1.0, runs)
    return _compare_words(old, new, is_moved, lexicon)


def _lone_block(kind: Literal["removed", "added"], old: _Side, new: _Side, lexicon: Lexicon) -> Block:
    weight = weigh_change(old.wording(0, len(old.tokens)), new.wording(0, len(new.tokens)), lexicon)
    weight = heaviest(("wording", weight))
    runs = _changed_runs(old.text, new.text, weight)
    return Block(kind, old.indices, new.indices, runs=tuple(runs), weight=weight)


def _compare_words(old: _Side, new: _Side, is_moved: bool, lexicon: Lexicon) -> Block:
    stretches, is_coarse = _find_stretches_either_way(old.tokens, new.tokens)
    kept = sum([stretch.old_end - stretch.old for stretch in stretches if stretch.is_kept])
    similarity = 2 * kept / ((len(old.tokens) + len(new.tokens)) or 1)
    runs = _joined(_Painter(old, new, lexicon).runs(stretches))
    weight = heaviest([run.weight for run in runs])
    return Block("edited", old.indices, new.indices, is_moved, similarity, runs, weight, is_coarse)


def _find_stretches_either_way(old: Tokens, new: Tokens) -> tuple[list[Stretch], bool]:
    """Find the stretches as looked at from one fixed side, so that a swap gives the mirror image."""
    if old.keys <= new.keys:
        stretches, is_coarse = find_stretches(old.keys, new.keys)
        return join_islands(stretches, old.keys), is_coarse
    stretches, is_coarse = find_stretches(new.keys, old.keys)
    return [s.mirrored() for s in join_islands(stretches, new.keys)], is_coarse


class _Painter:
    """Turns stretches of tokens into runs of text with weights."""

    def __init__(self, old: _Side, new: _Side, lexicon: Lexicon) -> None:
        self.old, self.new, self.lexicon = old, new, lexicon

    def runs(self, stretches: Sequence[Stretch]) -> Iterator[Run]:
        """Yield runs in order; the white space where a change ends belongs to the change."""
        old, new = self.old.tokens, self.new.tokens
        for number, stretch in enumerate(stretches):
            if stretch.is_kept:
                yield from self._kept(stretch, has_lost_space=number > 0)
                continue
            gone, come = old.text(stretch.old, stretch.old_end), new.text(stretch.new, stretch.new_end)
            if number + 1 < len(stretches) and old.spaces[stretch.old_end] != new.spaces[stretch.new_end]:
                gone, come = gone + old.spaces[stretch.old_end], come + new.spaces[stretch.new_end]
            yield from _changed_runs(gone, come, self._weigh(stretch))

    def _weigh(self, stretch: Stretch) -> Weight:
        old, new = (
            self.old.wording(stretch.old, stretch.old_end),
            self.new.wording(stretch.new, stretch.new_end),
        )
        return weigh_change(old, new, self.lexicon)

    def _kept(self, stretch: Stretch, *, has_lost_space: bool) -> Iterator[Run]:
        """Yield runs of words that are the same but for the white space before them and the style of marks."""
        old, new = self.old.tokens, self.new.tokens
        start = 0
        if has_lost_space and old.spaces[stretch.old] != new.spaces[stretch.new]:
            yield from self._one_kept(stretch.old, stretch.new, has_space=False)
            start = 1
        text = old.text(stretch.old + start, stretch.old_end)
        if text == new.text(stretch.new + start, stretch.new_end):
            if text:
                yield Run("equal", text)
            return
        for i, j in zip(
            range(stretch.old + start, stretch.old_end),
            range(stretch.new + start, stretch.new_end),
            strict=True,
        ):
            yield from self._one_kept(i, j, has_space=True)

    def _one_kept(self, i: int, j: int, *, has_space: bool) -> Iterator[Run]:
        old, new = self.old.tokens, self.new.tokens
        gone, come = old.spaces[i] if has_space else "", new.spaces[j] if has_space else ""
        shared = gone if gone == come else ""
        if gone != come:
            # A line break is seen, other white space is not.
            yield from _changed_runs(gone, come, "style" if ("\n" in gone) != ("\n" in come) else "invisible")
        if old.cores[i] == new.cores[j]:
            if shared or old.cores[i]:
                yield Run("equal", shared + old.cores[i])
        else:
            if shared:
                yield Run("equal", shared)
            yield from _changed_runs(old.cores[i], new.cores[j], "invisible")


def _changed_runs(gone: str, come: str, weight: Weight) -> Iterator[Run]:
    if gone:
        yield Run("delete", gone, weight)
    if come:
        yield Run("insert", come, weight)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbours of one kind and weight; between two equal runs what is gone stands before what came."""
    joined: list[Run] = []
    for _, stretch in groupby(runs, lambda run: run.op == "equal"):
        ordered = sorted(stretch, key=lambda run: run.op)
        for (op, weight), same in groupby(ordered, lambda run: (run.op, run.weight)):
            joined.append(Run(op, "".join([run.text for run in same]), weight))
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
