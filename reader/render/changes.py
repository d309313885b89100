"""Changed stretches of a paragraph: where they lie, how they look, and the marks around them where nothing can look different."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from reader.article import BREAK
from reader.diff.block import WEIGHTS, Block, Op, Run, Weight
from reader.render.paint import Insert

Side = Literal["old", "new"]

SIDES: tuple[Side, Side] = ("old", "new")
OPS: dict[Side, Op] = {"old": "delete", "new": "insert"}
HIGHLIGHT: dict[Op, str] = {"delete": "deleted", "insert": "inserted"}
BRACKETS: dict[Op, tuple[str, str]] = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}


class Emphasis(NamedTuple):
    """Which changes stand out; the others are dimmed.

    Attributes:
        least: Changes that weigh less do not stand out.
        only: If given, changes of these weights alone do.
    """

    least: Weight = "wording"
    only: frozenset[Weight] | None = None

    def lies_on(self, weight: Weight) -> bool:
        """Tell whether a change of this weight stands out."""
        if self.only is not None:
            return weight in self.only
        return WEIGHTS.index(weight) >= WEIGHTS.index(self.least)


class Change(NamedTuple):
    """A changed stretch of a paragraph, in its offsets."""

    start: int
    end: int
    op: Op
    weight: Weight


def join_runs(runs: Sequence[Run]) -> list[Run]:
    """Join neighbouring runs of one kind, which the eye takes for one change; it weighs what its heaviest part does.

    A space where the other side begins a paragraph weighs nothing: the new paragraph says it.
    """
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].op == run.op:
            last = joined[-1]
            heavier = max(last.weight, run.weight, key=WEIGHTS.index)
            joined[-1] = Run(run.op, last.text + run.text, heavier)
        else:
            joined.append(run)
    for k, (gone, come) in enumerate(pairwise(joined)):
        if (gone.op, come.op) == ("delete", "insert"):
            joined[k] = gone._replace(weight="none") if _is_only_space(gone, come) else gone
            joined[k + 1] = come._replace(weight="none") if _is_only_space(come, gone) else come
    return joined


def _is_only_space(run: Run, other: Run) -> bool:
    """Tell whether a run is a space that stands where the other side has the end of a paragraph."""
    return run.text.isspace() and BREAK not in run.text and BREAK in other.text


def changes_of_side(block: Block, side: Side, texts: Sequence[str]) -> list[list[Change]]:
    """Cut a block's runs into the changed stretches of each paragraph of one side.

    White space at the ends of a stretch is left out unless it is all there is.
    """
    found: list[list[Change]] = [[] for _ in texts]
    starts, offset = [], 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + len(BREAK)
    at = 0
    for run in join_runs(block.runs):
        if run.op not in ("equal", OPS[side]):
            continue
        end = at + len(run.text)
        if run.weight != "none":
            for index, (start, text) in enumerate(zip(starts, texts, strict=True)):
                left, right = max(at, start) - start, min(end, start + len(text)) - start
                if left < right:
                    inner = text[left:right]
                    lead = len(inner) - len(inner.lstrip())
                    trail = len(inner) - len(inner.rstrip())
                    if lead < len(inner):
                        left, right = left + lead, right - trail
                    found[index].append(Change(left, right, run.op, run.weight))
        at = end
    return found


def bracket(changes: Sequence[Change]) -> list[Insert]:
    """Make the marks around changed stretches, for print without attributes."""
    inserts: list[Insert] = []
    for change in changes:
        opening, closing = BRACKETS[change.op]
        inserts += [Insert(change.start, opening, ("mark",)), Insert(change.end, closing, ("mark",))]
    return inserts


def change_role(op: Op, weight: Weight, emphasis: Emphasis, *, quoted: bool) -> str:
    """Return the role of a changed stretch."""
    if not emphasis.lies_on(weight):
        return f"light-{HIGHLIGHT[op]}"
    return f"{HIGHLIGHT[op]}-quoted" if quoted else HIGHLIGHT[op]
