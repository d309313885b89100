"""What holds for any two versions, whatever is written in them."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from reader.article import BREAK, Paragraph
from reader.diff import WEIGHTS, Block, Run, compare_paragraphs, layout_rows

VOCABULARY = """
    the a mayor said not 12 12.5 U.S. don't “quay” "quay" harbour, harbour New York — não été हिन्दी ไทย
    東京 都庁 שלום سلام 👩‍👩‍👧 zero\u200bwidth
"""
WORDS = st.sampled_from(VOCABULARY.split())
SPACES = st.sampled_from([" ", " ", " ", "\u00a0", "  ", ""])
PROSE = st.lists(st.tuples(SPACES, WORDS), max_size=12).map(
    lambda pairs: "".join(a + b for a, b in pairs).strip()
)
TEXTS = PROSE | st.text(max_size=20).map(lambda text: text.replace("\n", " "))
ROLES = st.sampled_from(["body", "body", "body", "headline", "caption", "furniture"])
PARAGRAPHS = st.lists(st.builds(Paragraph, TEXTS, ROLES), max_size=8)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Paragraph], list[Paragraph]]:
    """Two articles that share some of their paragraphs, in any order."""
    shared = draw(PARAGRAPHS)
    old = draw(st.permutations(shared + draw(PARAGRAPHS)))
    new = draw(st.permutations(shared + draw(PARAGRAPHS)))
    return old, new


def side(block: Block, op: str) -> str:
    return "".join(run.text for run in block.runs if run.op in ("equal", op))


def mirrored(block: Block) -> Block:
    """Swap the sides of a block; in a change what is gone stands before what came."""
    swap = {"delete": "insert", "insert": "delete", "equal": "equal", "added": "removed", "removed": "added"}
    runs: list[Run] = []
    for is_equal, stretch in itertools.groupby(block.runs, lambda run: run.op == "equal"):
        turned = [Run(swap[run.op], run.text, run.weight) for run in stretch]
        runs += turned if is_equal else sorted(turned, key=lambda run: run.op)
    kind = swap.get(block.kind, block.kind)
    return Block(
        kind, block.new, block.old, block.moved, block.similarity, tuple(runs), block.weight, block.coarse
    )


@given(versions())
def test_both_sides_are_rebuilt_to_the_character(pair):
    old, new = pair
    for block in compare_paragraphs(old, new):
        assert side(block, "delete") == BREAK.join(old[k].text for k in block.old)
        assert side(block, "insert") == BREAK.join(new[k].text for k in block.new)


@given(versions())
def test_every_paragraph_stands_in_exactly_one_block(pair):
    old, new = pair
    blocks = compare_paragraphs(old, new)
    assert sorted(k for block in blocks for k in block.old) == list(range(len(old)))
    assert sorted(k for block in blocks for k in block.new) == list(range(len(new)))


@given(versions())
def test_a_swap_gives_the_mirror_image(pair):
    old, new = pair
    forth, back = compare_paragraphs(old, new), compare_paragraphs(new, old)
    assert sorted(map(repr, map(mirrored, forth))) == sorted(map(repr, back))


@given(PARAGRAPHS)
def test_an_article_against_itself_is_equal_throughout(paragraphs):
    blocks = compare_paragraphs(paragraphs, paragraphs)
    assert [(b.kind, b.old, b.new, b.moved) for b in blocks] == [
        ("equal", (k,), (k,), False) for k in range(len(paragraphs))
    ]


@given(versions())
def test_furniture_never_stands_beside_the_story(pair):
    old, new = pair
    for block in compare_paragraphs(old, new):
        assert len({old[k].is_story for k in block.old} | {new[k].is_story for k in block.new}) == 1


@given(versions())
def test_kinds_and_weights_fit_the_texts(pair):
    for block in compare_paragraphs(*pair):
        gone_or_come = [run for run in block.runs if run.op != "equal"]
        assert (
            (block.kind == "equal")
            == (block.weight == "none")
            == (not gone_or_come and bool(block.old and block.new))
        )
        assert all(run.weight != "none" for run in gone_or_come) and all(run.text for run in block.runs)
        if gone_or_come:
            assert block.weight == max((run.weight for run in gone_or_come), key=WEIGHTS.index)
        assert 0 <= block.similarity <= 1


@given(versions())
def test_blocks_follow_the_new_side_and_what_stays_follows_both(pair):
    blocks = compare_paragraphs(*pair)
    assert (starts := [b.new[0] for b in blocks if b.new]) == sorted(starts)
    assert (starts := [b.old[0] for b in blocks if b.old and not b.moved]) == sorted(starts)


EXTENDS = re.compile(
    "[\u0300-\u036f\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200d\ufe0f]"
)


@given(versions())
def test_no_word_and_no_grapheme_is_cut(pair):
    for block in compare_paragraphs(*pair):
        for one, two in itertools.pairwise(block.runs):
            if "equal" in (one.op, two.op):
                assert not (re.search(r"[a-zA-Z0-9é]\Z", one.text) and re.match("[a-zA-Z0-9é]", two.text))
                assert not (one.text.strip() and EXTENDS.match(two.text))


@given(versions())
def test_rows_show_every_paragraph_once_in_reading_order(pair):
    old, new = pair
    blocks = compare_paragraphs(old, new)
    rows = layout_rows(blocks, len(old), len(new))
    assert [k for row in rows for k in row.old] == list(range(len(old)))
    assert [k for row in rows for k in row.new] == list(range(len(new)))
    for number, row in enumerate(rows):
        assert set(row.old) <= set(blocks[row.block].old) and set(row.new) <= set(blocks[row.block].new)
        if blocks[row.block].moved:
            assert (
                row.mark in "<>"
                and rows[row.other].block == row.block
                and bool(rows[row.other].old) != bool(row.old)
            )
            assert (row.other > number) == (row.mark == ">")
