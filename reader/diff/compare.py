"""Two sequences of paragraphs come in, blocks go out: what belongs together, what changed, what it weighs."""

import gc
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from typing import Literal, NamedTuple

from reader.article import BREAK, Paragraph
from reader.diff.align import PARAGRAPH, align_paragraphs
from reader.diff.block import Block, Op, Run, Weight
from reader.diff.sentences import find_same_sentences
from reader.diff.weights import Lexicon, Wording, begins_sentence, heaviest, weigh_change
from reader.diff.words import Stretch, Tokens, find_shared_ends, find_stretches, join_islands

Span = tuple[int, int]
Spans = tuple[Span, ...]

COMPARED = 6_000_000
"""Characters of both sides, beside what is the same, that are looked at word by word: two novels of 500,000 words rewritten.

Beyond it what differs counts as replaced as a whole: right, but not the least change. A character takes some 0.5 µs
and 15 bytes, and a paragraph as much as `PARAGRAPH` characters more.
"""

LEARNT = 2_000_000
"""Characters from which it is learnt how words are spelt: whose capitals are names."""

SPREAD_FROM = 4_000
"""Pairs from which on it is worth having several processes look at their words."""

Spread = Callable[[Callable[[int], Block], int], Iterable[Block]]
"""Calls a function with 0, 1 and so on, so often, and gives its answers in order."""

CUT_FROM = 60_000
"""Characters of a pair from which it is looked for whole sentences that stayed the same before it is cut into words."""


def compare_paragraphs(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    *,
    old_quoted: Sequence[Spans] = (),
    new_quoted: Sequence[Spans] = (),
    spread: Spread | None = None,
) -> tuple[Block, ...]:
    """Pair the paragraphs of two versions of an article, and find what changed inside each pair.

    Args:
        old: Paragraphs of the earlier version in reading order; furniture is paired with furniture only.
        new: Paragraphs of the later version, likewise.
        old_quoted: For each old paragraph the half-open ranges that are quotations, ascending, as offsets
            into that paragraph; empty when unknown. A word changed inside one weighs `quotation`.
        new_quoted: Likewise for the new paragraphs.
        spread: Has the words of very many pairs looked at, in several processes for example; the answer stays the same.

    Returns:
        Blocks in reading order, removed before added; a moved block stands at the place of its new side.
        Every paragraph is in exactly one. With the sides swapped the same blocks come back mirrored.
    """
    # Many small values are made here, none in a cycle: the collector would look through all of them again and again.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return _compare_sides(old, new, old_quoted, new_quoted, spread)
    finally:
        if was_collecting:
            gc.enable()


def _compare_sides(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    old_quoted: Sequence[Spans],
    new_quoted: Sequence[Spans],
    spread: Spread | None,
) -> tuple[Block, ...]:
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
    pairs: list[_Pair] = []
    budget = _Budget(COMPARED)
    lone = _Lone(budget)
    for a, b, is_moved in groups:
        if len(a) == len(b) == 1 and old_texts[a[0]] == new_texts[b[0]]:
            text = old_texts[a[0]]
            blocks.append(Block("equal", a, b, is_moved, 1.0, (Run("equal", text),) if text else ()))
        elif a and b:
            pair = _Pair(_Side(a, old_texts, old_quoted), _Side(b, new_texts, new_quoted), is_moved)
            _leave_out_ends(pair.old, pair.new)
            pairs.append(pair)
        elif a:
            lone.add("removed", a, old_texts, old_quoted)
        else:
            lone.add("added", b, new_texts, new_quoted)
    lexicon = _learn([side for pair in pairs for side in (pair.old, pair.new)] + lone.sides)
    blocks += _compare_pairs(pairs, lexicon, budget, spread)
    blocks += lone.blocks(lexicon)
    return _in_reading_order(blocks)


def _learn(sides: "Sequence[_Side]") -> Lexicon:
    """Learn from all that differs, or from where it begins, how its words are spelt."""
    if sum([len(side.text) for side in sides]) > LEARNT:
        sizes = accumulate([len(side.text) for side in sides])
        count = next(k for k, size in enumerate(sizes, 1) if size > LEARNT)
        return Lexicon("\n".join([side.text for side in sides[:count]])[:LEARNT])
    words = chain.from_iterable(
        [chain(side.tokens.cores, side.head.split(), side.tail.split()) for side in sides]
    )
    return Lexicon("\n".join([side.text for side in sides]), words)


def _compare_pairs(
    pairs: "Sequence[_Pair]", lexicon: Lexicon, budget: "_Budget", spread: Spread | None
) -> list[Block]:
    """Compare each pair; in what order the blocks come is of no matter."""
    if spread is None or len(pairs) < SPREAD_FROM:
        return [_compare(pair, lexicon, budget) for pair in pairs]
    blocks: list[Block] = []
    small: list[_Pair] = []
    for pair in pairs:
        # What the budget allows is decided here, for it depends on what came before.
        if pair.size <= CUT_FROM and not pair.is_equal and budget.spend(pair.size):
            small.append(pair)
        else:
            blocks.append(_compare(pair, lexicon, budget))
    lexicon.learn()
    blocks += spread(lambda number: _compare(small[number], lexicon, _Budget(COMPARED)), len(small))
    return blocks


class _Budget:
    """How many characters may still be looked at word by word.

    Args:
        characters: As many as there are.
    """

    def __init__(self, characters: int) -> None:
        self._left = characters

    def spend(self, characters: int) -> bool:
        """Take some for a paragraph, if there are so many left; tell whether there were."""
        if characters + PARAGRAPH > self._left:
            return False
        self._left -= characters + PARAGRAPH
        return True


class _Side:
    """One side of a block: its paragraphs joined and cut into words and marks, and which of them are quoted.

    Attributes:
        indices: Its paragraphs.
        text: Those joined.
        head: How it begins, as the other side does; this is not cut into words.
        tail: How it ends, likewise.
    """

    # Nothing here is a cached property: there may be a hundred thousand sides, and each of those takes a lock.
    __slots__ = ("_marked", "_places", "_sizes", "_tokens", "head", "indices", "spans", "tail", "text")

    def __init__(self, indices: tuple[int, ...], texts: Sequence[str], quoted: Sequence[Spans]) -> None:
        self.indices = indices
        self.text = texts[indices[0]] if len(indices) == 1 else BREAK.join([texts[k] for k in indices])
        self.head = self.tail = ""
        self.spans = [quoted[k] for k in indices] if quoted else []
        self._sizes = [len(texts[k]) for k in indices] if quoted else []
        self._tokens: Tokens | None = None
        self._marked: list[Span] | None = None
        self._places: tuple[list[int], list[int]] | None = None

    def forget(self) -> None:
        """Let go of its words: there may be more sides than memory for all of them."""
        self._tokens = None

    def cut(self, start: int, end: int) -> "_Side":
        """Return a range of its text as a side of its own."""
        part = _Side((), (), ())
        part.text = self.text[start:end]
        shift = start - len(self.head)
        within = [(a - shift, b - shift) for a, b in self._quoted if b > shift and a < end - len(self.head)]
        part._marked = within
        return part

    @property
    def middle(self) -> str:
        """What stands between head and tail."""
        return self.text[len(self.head) : len(self.text) - len(self.tail)]

    @property
    def tokens(self) -> Tokens:
        """Its words and marks between head and tail."""
        if self._tokens is None:
            self._tokens = Tokens(self.middle)
        return self._tokens

    @property
    def _quoted(self) -> list[Span]:
        """Where quotations stand in the text, their marks included, counted from the end of the head."""
        if self._marked is None:
            self._marked = self._find_quoted() if any(self.spans) else []
        return self._marked

    def _find_quoted(self) -> list[Span]:
        found = []
        offset = -len(self.head)
        for spans, size in zip(self.spans, self._sizes, strict=True):
            found += [(offset + max(0, start - 1), offset + min(size, end + 1)) for start, end in spans]
            offset += size + len(BREAK)
        return found

    def _find_places(self) -> tuple[list[int], list[int]]:
        """Where the tokens of each quotation begin and where they end, ascending; none of one without a token."""
        starts = self.tokens.starts()
        found = [(bisect_left(starts, left), bisect_left(starts, right)) for left, right in self._quoted]
        found = [(first, last) for first, last in found if first < last]
        return [first for first, _ in found], [last for _, last in found]

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a token of a range stands inside a quotation or is the mark of one."""
        if not self._quoted or start == end:
            return False
        if self._places is None:
            self._places = self._find_places()
        firsts, lasts = self._places
        before = bisect_left(firsts, end)
        return before > 0 and lasts[before - 1] > start

    def wording(self, start: int, end: int) -> Wording:
        """Return a range of tokens as what a change is weighed by."""
        keys = self.tokens.keys
        at_start = start < end and begins_sentence(keys, start)
        after = keys[end] if end < len(keys) else ""
        return Wording(keys[start:end], at_start, self.is_quoted(start, end), after)


class _Pair(NamedTuple):
    """Two sides that belong together, and whether they moved."""

    old: _Side
    new: _Side
    is_moved: bool

    @property
    def is_equal(self) -> bool:
        """Whether both are the same text, divided into paragraphs otherwise."""
        return self.old.text == self.new.text

    @property
    def size(self) -> int:
        """How many characters are to be cut into words."""
        return len(self.old.middle) + len(self.new.middle)


def _leave_out_ends(old: _Side, new: _Side) -> None:
    """Find the head and the tail that two sides share, so that the words of neither are looked at."""
    head, tail = find_shared_ends(old.text, new.text)
    old.head = new.head = old.text[:head]
    old.tail = new.tail = old.text[len(old.text) - tail :]


class _Lone:
    """Sides that stand opposite nothing; what is said again and again is weighed once, and what is too much not at all."""

    def __init__(self, budget: _Budget) -> None:
        self._budget = budget
        self._found: list[tuple[Literal["removed", "added"], tuple[int, ...], _Side]] = []
        self._known: dict[tuple[str, tuple[Spans, ...]], _Side] = {}
        self._allowed = _Budget(COMPARED)
        self._rest: list[Block] = []

    @property
    def sides(self) -> list[_Side]:
        """The sides that differ."""
        return list(self._known.values())

    def add(
        self,
        kind: Literal["removed", "added"],
        indices: tuple[int, ...],
        texts: Sequence[str],
        quoted: Sequence[Spans],
    ) -> None:
        """Add some paragraphs of one side."""
        if self._allowed.spend(len(texts[indices[0]])):
            side = _Side(indices, texts, quoted)
            known = self._known.setdefault((side.text, tuple(side.spans)), side)
            self._found.append((kind, indices, known))
        else:
            text = BREAK.join([texts[k] for k in indices])
            self._rest.append(_lone_block(kind, indices, text, "wording", is_coarse=True))

    def blocks(self, lexicon: Lexicon) -> Iterator[Block]:
        """Make a block of each side; it weighs at least `wording`."""
        weights = {side: self._weigh(side, lexicon) for side in self._known.values()}
        for kind, indices, side in self._found:
            weight, is_coarse = weights[side]
            yield _lone_block(kind, indices, side.text, weight, is_coarse=is_coarse)
        yield from self._rest

    def _weigh(self, side: _Side, lexicon: Lexicon) -> tuple[Weight, bool]:
        """Weigh a side, and tell whether there was too much to look at its words."""
        if not self._budget.spend(len(side.text)):
            return "wording", True
        words = side.wording(0, len(side.tokens))
        weight = heaviest(("wording", weigh_change(words, Wording(()), lexicon)))
        side.forget()
        return weight, False


def _lone_block(
    kind: Literal["removed", "added"], indices: tuple[int, ...], text: str, weight: Weight, *, is_coarse: bool
) -> Block:
    op: Op = "delete" if kind == "removed" else "insert"
    runs = (Run(op, text, weight),) if text else ()
    old, new = (indices, ()) if kind == "removed" else ((), indices)
    return Block(kind, old, new, runs=runs, weight=weight, coarse=is_coarse)


def _compare(pair: _Pair, lexicon: Lexicon, budget: _Budget) -> Block:
    old, new, is_moved = pair
    if pair.is_equal:
        return Block("equal", old.indices, new.indices, is_moved, 1.0, (Run("equal", old.text),))
    find_runs = _find_runs_by_sentences if pair.size > CUT_FROM else _find_runs
    runs, is_coarse = find_runs(old, new, lexicon, budget)
    old.forget()
    new.forget()
    kept = sum([len(run.text) for run in runs if run.op == "equal"])
    similarity = 2 * kept / (len(old.text) + len(new.text))
    weight = heaviest([run.weight for run in runs])
    return Block("edited", old.indices, new.indices, is_moved, similarity, runs, weight, is_coarse)


def _find_runs(old: _Side, new: _Side, lexicon: Lexicon, budget: _Budget) -> tuple[tuple[Run, ...], bool]:
    """Find what was kept, gone and come word by word, and whether that is coarse."""
    if not budget.spend(len(old.middle) + len(new.middle)):
        return _replaced(old, new), True
    stretches, is_coarse = _find_stretches_either_way(old.tokens, new.tokens)
    return _Painter(old, new, lexicon).paint(stretches), is_coarse


def _replaced(old: _Side, new: _Side) -> tuple[Run, ...]:
    """Say that everything between what two sides begin and end with was replaced."""
    runs = Run("equal", old.head), Run("delete", old.middle, "wording"), Run("insert", new.middle, "wording")
    return tuple(run for run in (*runs, Run("equal", old.tail)) if run.text)


def _find_runs_by_sentences(
    old: _Side, new: _Side, lexicon: Lexicon, budget: _Budget
) -> tuple[tuple[Run, ...], bool]:
    """Do as `_find_runs` between the sentences that two long sides have in common."""
    runs: list[Run] = []
    is_coarse = False
    for is_kept, (start, end), (new_start, new_end) in find_same_sentences(old.text, new.text):
        if is_kept:
            found: tuple[Run, ...] = (Run("equal", old.text[start:end]),)
        else:
            parts = old.cut(start, end), new.cut(new_start, new_end)
            _leave_out_ends(*parts)
            found, coarse = _find_runs(*parts, lexicon, budget)
            is_coarse |= coarse
        if runs and found and runs[-1].op == found[0].op == "equal":
            runs[-1] = Run("equal", runs[-1].text + found[0].text)
            found = found[1:]
        runs += found
    return tuple(runs), is_coarse


def _find_stretches_either_way(old: Tokens, new: Tokens) -> tuple[list[Stretch], bool]:
    """Find the stretches as looked at from one fixed side, so that a swap gives the mirror image."""
    if old.keys <= new.keys:
        stretches, is_coarse = find_stretches(old.keys, new.keys)
        return join_islands(stretches, old.keys), is_coarse
    stretches, is_coarse = find_stretches(new.keys, old.keys)
    return [s.mirrored() for s in join_islands(stretches, new.keys)], is_coarse


class _Painter:
    """Turns stretches of tokens into runs of text with weights.

    Between two equal runs what is gone stands before what came; neighbours of one kind and weight are one run.
    """

    def __init__(self, old: _Side, new: _Side, lexicon: Lexicon) -> None:
        self.old, self.new, self.lexicon = old, new, lexicon
        self.runs: list[Run] = []
        self._kept: list[str] = []
        self._gone: list[tuple[str, Weight]] = []
        self._come: list[tuple[str, Weight]] = []

    def paint(self, stretches: Sequence[Stretch]) -> tuple[Run, ...]:
        """Return the runs in order. The white space where a change ends belongs to the change."""
        old, new = self.old.tokens, self.new.tokens
        self._keep(self.old.head)
        space_is_told = False
        for stretch in stretches:
            if stretch.is_kept:
                self._keep_stretch(stretch, space_is_told=space_is_told)
                continue
            gone, come = old.text(stretch.old, stretch.old_end), new.text(stretch.new, stretch.new_end)
            gone_space, come_space = old.space(stretch.old_end), new.space(stretch.new_end)
            space_is_told = gone_space != come_space
            is_replaced = bool(gone.strip() and come.strip())
            if space_is_told:
                gone, come = gone + gone_space, come + come_space
            if not is_replaced:  # the space before what went or came stays: it parts the same words
                space = _shared_space(gone, come)
                self._keep(space)
                gone, come = gone[len(space) :], come[len(space) :]
            self._change(gone, come, self._weigh(stretch))
        self._keep(self.old.tail)
        self._flush_kept()
        self._flush_changed()
        return tuple(self.runs)

    def _weigh(self, stretch: Stretch) -> Weight:
        old = self.old.wording(stretch.old, stretch.old_end)
        new = self.new.wording(stretch.new, stretch.new_end)
        return weigh_change(old, new, self.lexicon)

    def _keep_stretch(self, stretch: Stretch, *, space_is_told: bool) -> None:
        """Keep words that are the same but perhaps for the white space before them and the style of marks."""
        old, new = self.old.tokens, self.new.tokens
        i, j = stretch.old, stretch.new
        if space_is_told:
            self._keep_core(old.cores[i], new.cores[j])
            i, j = i + 1, j + 1
        places, others = slice(i, stretch.old_end), slice(j, stretch.new_end)
        if old.spaces[places] == new.spaces[others] and old.cores[places] == new.cores[others]:
            self._keep(old.text(i, stretch.old_end))
            return
        for a, b in zip(range(i, stretch.old_end), range(j, stretch.new_end), strict=True):
            gone, come = old.spaces[a], new.spaces[b]
            if gone == come:
                self._keep(gone)
            else:  # a line break is seen, other white space is not
                self._change(gone, come, "style" if ("\n" in gone) != ("\n" in come) else "invisible")
            self._keep_core(old.cores[a], new.cores[b])

    def _keep_core(self, gone: str, come: str) -> None:
        if gone == come:
            self._keep(gone)
        else:
            self._change(gone, come, "invisible")

    def _keep(self, text: str) -> None:
        if text:
            self._flush_changed()
            self._kept.append(text)

    def _change(self, gone: str, come: str, weight: Weight) -> None:
        self._flush_kept()
        if gone:
            self._gone.append((gone, weight))
        if come:
            self._come.append((come, weight))

    def _flush_kept(self) -> None:
        if self._kept:
            self.runs.append(Run("equal", "".join(self._kept)))
            self._kept.clear()

    def _flush_changed(self) -> None:
        self._flush_side("delete", self._gone)
        self._flush_side("insert", self._come)

    def _flush_side(self, op: Op, pieces: list[tuple[str, Weight]]) -> None:
        if len(pieces) == 1:
            self.runs.append(Run(op, *pieces[0]))
        else:
            for weight, same in groupby(pieces, lambda piece: piece[1]):
                self.runs.append(Run(op, "".join([text for text, _ in same]), weight))
        pieces.clear()


def _shared_space(a: str, b: str) -> str:
    """Return the white space that two texts both begin with."""
    size = 0
    while size < min(len(a), len(b)) and a[size] == b[size] and a[size].isspace():
        size += 1
    return a[:size]


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
