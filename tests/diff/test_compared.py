"""Comparisons too long to be looked at throughout stay right: both sides come back, and what is coarse says so."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Paragraph
from reader.diff import align, compare
from reader.diff.block import Block
from reader.diff.compare import compare_paragraphs
from reader.diff.sentences import find_same_sentences


def sides(blocks: tuple[Block, ...]) -> tuple[list[str], list[str]]:
    """Put the paragraphs of both sides together again from the runs."""
    old: dict[int, str] = {}
    new: dict[int, str] = {}
    for block in blocks:
        for found, indices, gone in ((old, block.old, "insert"), (new, block.new, "delete")):
            text = "".join(run.text for run in block.runs if run.op != gone)
            found.update(zip(indices, text.split("\n\n"), strict=True) if indices else ())
    return [old[k] for k in sorted(old)], [new[k] for k in sorted(new)]


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text) for text in texts]


OLD = [f"The ferry {n} left pier {n * 7} before dawn with {n * 3} people on board." for n in range(40)]
NEW = [f"The ferry {n} left pier {n * 9} before noon with {n * 3} people on board." for n in range(40)]


@pytest.mark.parametrize("compared", [0, 2_000, 10**9])
@pytest.mark.parametrize("weighed", [0, 900, 10**9])
def test_beyond_its_bounds_a_comparison_loses_nothing(
    compared: int, weighed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "COMPARED", compared)
    monkeypatch.setattr(align, "WEIGHED", weighed)
    blocks = compare_paragraphs(paragraphs(*OLD), paragraphs(*NEW))
    assert sides(blocks) == (OLD, NEW)
    assert any(block.coarse for block in blocks) == (compared < 10**9)


SENTENCES = st.lists(
    st.sampled_from(["Ada left. ", "“No,” he said. ", "Why? ", "It rained", " and ", "\n\n"]), max_size=30
)


@given(SENTENCES, SENTENCES)
def test_same_sentences_cover_both_texts(old_parts: list[str], new_parts: list[str]) -> None:
    old, new = "".join(old_parts), "".join(new_parts)
    found = list(find_same_sentences(old, new))
    assert "".join(old[a:b] for _, (a, b), _ in found) == old
    assert "".join(new[a:b] for _, _, (a, b) in found) == new
    assert all(old[a:b] == new[c:d] for is_kept, (a, b), (c, d) in found if is_kept)


@given(SENTENCES, SENTENCES)
def test_a_long_pair_is_cut_at_sentences_without_a_loss(old_parts: list[str], new_parts: list[str]) -> None:
    old, new = ("Start. " + "".join(parts).replace("\n\n", "") for parts in (old_parts, new_parts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "CUT_FROM", 0)
        blocks = compare_paragraphs(paragraphs(old), paragraphs(new))
        mirrored = compare_paragraphs(paragraphs(new), paragraphs(old))
    assert sides(blocks) == ([old], [new])
    assert sides(mirrored) == ([new], [old])


def test_a_word_changed_in_a_quotation_is_told_also_in_a_long_paragraph() -> None:
    middle = "The tide came in at ten. " * 3_000
    told = [("Early. ", "today"), ("Later. ", "tomorrow")]
    old, new = (f"{first}{middle}“We leave {when},” said Mara Venn." for first, when in told)
    old_quoted, new_quoted = ([((text.index("“") + 1, text.index("”")),)] for text in (old, new))
    (block,) = compare_paragraphs(
        paragraphs(old), paragraphs(new), old_quoted=old_quoted, new_quoted=new_quoted
    )
    changes = [(run.op, run.text.strip(), run.weight) for run in block.runs if run.op != "equal"]
    assert changes[-2:] == [("delete", "today", "quotation"), ("insert", "tomorrow", "quotation")]
    assert len(changes) == 4
    assert not block.coarse


def test_many_quotations_in_one_paragraph_are_not_searched_for_each_change() -> None:
    def seconds(count: int) -> float:
        texts = [" ".join(f"“Word {n * k}” he said." for n in range(count)) for k in (3, 5)]
        spans = []
        for text in texts:
            starts = [k for k, sign in enumerate(text) if sign == "“"]
            spans.append([tuple((k + 1, text.index("”", k)) for k in starts)])
        began = time.process_time()
        compare_paragraphs(*map(paragraphs, texts), old_quoted=spans[0], new_quoted=spans[1])
        return time.process_time() - began

    least = min(seconds(250) for _ in range(3))
    assert min(seconds(1_000) for _ in range(3)) < 14 * least + 0.5
