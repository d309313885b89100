"""The JSON of a comparison is what the standard encoder would write, with what is invisible or acts on a terminal escaped."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.article import Article, Paragraph
from reader.cli.diff_json import spell_diff
from reader.diff import Block, compare_paragraphs

TEXTS = st.lists(st.text('ab "\\\t\x1b\x9bé字\u200b\u202e\ud800', max_size=8), max_size=4)


def article(path: str, texts: list[str]) -> Article:
    return Article(path, "", tuple(map(Paragraph, texts)))


def expected(old: Article, new: Article, blocks: tuple[Block, ...]) -> dict[str, Any]:
    return {
        "old": {"path": old.path, "paragraphs": [p.text for p in old.paragraphs]},
        "new": {"path": new.path, "paragraphs": [p.text for p in new.paragraphs]},
        "blocks": [
            {
                "kind": block.kind,
                "moved": block.moved,
                "old": list(block.old),
                "new": list(block.new),
                "similarity": round(block.similarity, 4),
                "weight": block.weight,
                "words": [{"op": run.op, "text": run.text, "weight": run.weight} for run in block.runs],
            }
            for block in blocks
        ],
    }


SPLIT = [
    "The mayor opened the long new bridge on Monday.",
    "She thanked everyone who had built it in two years.",
]


@example([" ".join(SPLIT)], SPLIT)
@given(TEXTS, TEXTS)
def test_the_line_reads_as_the_comparison(old_texts: list[str], new_texts: list[str]) -> None:
    old, new = article('a"\udc80.txt', old_texts), article("b\x1b.txt", new_texts)
    blocks = compare_paragraphs(old.paragraphs, new.paragraphs)
    line = "".join(spell_diff(old, new, blocks))
    assert json.loads(line) == expected(old, new, blocks)
    assert line.endswith("}\n")


@given(TEXTS, TEXTS)
def test_nothing_in_the_line_acts_on_a_terminal(old_texts: list[str], new_texts: list[str]) -> None:
    old, new = article("a", old_texts), article("b", new_texts)
    line = "".join(spell_diff(old, new, compare_paragraphs(old.paragraphs, new.paragraphs)))[:-1]
    assert not any(sign in line for sign in "\t\n\x1b\x9b\u200b\u202e")


@pytest.mark.parametrize(
    "text", ["plain", 'She said: "No"', "back\\slash", "naïve", "a\tb", "soft\xadhyphen"]
)
def test_an_equal_paragraph_is_spelt_the_same_at_each_place(text: str) -> None:
    old, new = article("a", [text]), article("b", [text])
    line = "".join(spell_diff(old, new, compare_paragraphs(old.paragraphs, new.paragraphs)))
    paragraph = json.loads(line)["blocks"][0]["words"][0]["text"]
    assert paragraph == text
