"""The sample story shows everything the reader can tell: each feature is there, and each engine finds it."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

import pytest

from reader.article import Article
from reader.diff import Block, compare_paragraphs
from reader.ledger import CHANGES, compare_quotations
from reader.quotes import find_quotations, resolve_names
from reader.quotes.quotation import Quotation
from reader.sources import open_sample
from reader.stories import group_into_stories


@cache
def sample() -> tuple[Article, ...]:
    return open_sample()


@cache
def quotations() -> tuple[tuple[Quotation, ...], ...]:
    return resolve_names(sample(), [find_quotations(article) for article in sample()])


def quoted_spans(article: Article, found: Sequence[Quotation]) -> tuple[tuple[tuple[int, int], ...], ...]:
    spans: list[list[tuple[int, int]]] = [[] for _ in article.paragraphs]
    for quotation in found:
        paragraph, offset = article.locate(quotation.start)
        spans[paragraph].append((offset, offset + quotation.end - quotation.start))
    return tuple(map(tuple, spans))


@cache
def blocks_between(old: int, new: int) -> tuple[Block, ...]:
    return compare_paragraphs(
        sample()[old].paragraphs,
        sample()[new].paragraphs,
        old_quoted=quoted_spans(sample()[old], quotations()[old]),
        new_quoted=quoted_spans(sample()[new], quotations()[new]),
    )


@cache
def changes_between(old: int, new: int) -> dict[str, list[tuple[list[str], list[str]]]]:
    """What became of the quotations, by change: speakers and texts of the old and of the new side."""
    changes: dict[str, list[tuple[list[str], list[str]]]] = {}

    def tell(side: int, indices: Sequence[int]) -> list[str]:
        found = [quotations()[side][index] for index in indices]
        return [f"{q.speaker.name if q.speaker else '?'}: {q.text}" for q in found]

    for pair in compare_quotations(sample()[old], sample()[new], quotations()[old], quotations()[new]).pairs:
        changes.setdefault(pair.change, []).append((tell(old, pair.old), tell(new, pair.new)))
    return changes


def all_blocks() -> Iterator[Block]:
    for old, new in combinations(range(3), 2):
        yield from blocks_between(old, new)


def test_three_versions_of_some_fifteen_paragraphs_tell_one_story() -> None:
    assert len(sample()) == 3
    assert [len(story.versions) for story in group_into_stories(sample())] == [3]
    for article in sample():
        assert 12 <= sum(paragraph.role == "body" for paragraph in article.paragraphs) <= 18


def test_each_version_says_that_it_is_made_up() -> None:
    for article in sample():
        assert any("made up" in p.text for p in article.paragraphs if p.role == "body")


def test_headline_captions_and_furniture_are_all_to_be_seen() -> None:
    roles = [[paragraph.role for paragraph in article.paragraphs] for article in sample()]
    assert "headline" not in roles[0]
    assert [kinds.count("headline") for kinds in roles[1:]] == [1, 1]
    assert all("caption" in kinds for kinds in roles)
    assert roles[1][0] == "furniture"
    assert roles[1][-10:] == ["furniture"] * 10
    assert "furniture" not in roles[0] + roles[2]


def test_paragraphs_are_equal_edited_added_and_removed() -> None:
    kinds = {block.kind for block in blocks_between(0, 1)}
    assert kinds == {"equal", "edited", "added", "removed"}


@pytest.mark.parametrize("feature", ["moved", "is_split", "is_merge"])
def test_paragraphs_are_moved_split_and_merged(feature: str) -> None:
    assert any(getattr(block, feature) for block in blocks_between(0, 1))


@pytest.mark.parametrize("weight", ["none", "invisible", "style", "wording", "fact", "quotation"])
def test_changes_of_every_weight_are_there(weight: str) -> None:
    assert any(block.weight == weight for block in all_blocks())


def test_a_change_of_style_alone_and_one_of_invisible_characters_alone_are_there() -> None:
    old, new = sample()[0].paragraphs, sample()[1].paragraphs
    by_weight = {block.weight: block for block in blocks_between(0, 1) if block.kind == "edited"}
    style, unseen = by_weight["style"], by_weight["invisible"]
    assert "U.S." in old[style.old[0]].text
    assert "US" in new[style.new[0]].text
    assert new[unseen.new[0]].text.replace("\u00a0", " ") == old[unseen.old[0]].text


def test_every_change_of_a_quotation_is_there() -> None:
    seen = {change for old, new in combinations(range(3), 2) for change in changes_between(old, new)}
    assert seen == set(CHANGES)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ("style", "Odalys Brenner: We were told", "Odalys Brenner: We were told"),
        ("altered", "Ingmar Sloe: I have sold fish", "Ingmar Sloe: I have sold fish"),
        ("cut", "Tomasz Quill: The valve is innocent", "Tomasz Quill: The sensor lied"),
        ("extended", "Ingmar Sloe: If the gate", "Ingmar Sloe: If the gate"),
        ("requoted", "Tomasz Quill: did exactly", "Tomasz Quill: The hydraulic valve did exactly"),
        ("paraphrased", "Odalys Brenner: a sentence with nobody", None),
        ("reassigned", "Ferelith Mond: Barriers are", "Tomasz Quill: Barriers are"),
        ("dropped", "Ferelith Mond: full confidence", None),
        ("new", None, "Odalys Brenner: I want the name"),
    ],
)
def test_the_rewrite_changes_quotations_in_this_way(change: str, old: str | None, new: str | None) -> None:
    def begins(texts: list[str], opening: str | None) -> bool:
        return texts == [] if opening is None else len(texts) == 1 and texts[0].startswith(opening)

    pairs = changes_between(0, 1).get(change, [])
    assert any(begins(old_texts, old) and begins(new_texts, new) for old_texts, new_texts in pairs)


def test_the_correction_puts_a_paraphrase_back_into_marks_and_a_quotation_back_to_its_speaker() -> None:
    changes = changes_between(1, 2)
    assert any(new[0].startswith("Odalys Brenner: a sentence") for _, new in changes["quoted"])
    assert any(new[0].startswith("Ferelith Mond: Barriers") for _, new in changes["reassigned"])


def test_the_people_of_the_story_are_all_quoted_and_no_quotation_is_nobodys() -> None:
    speakers = {q.speaker.name if q.speaker else None for found in quotations() for q in found if q.counts}
    assert None not in speakers
    assert speakers >= {
        "Odalys Brenner",
        "Tomasz Quill",
        "Ferelith Mond",
        "Ingmar Sloe",
        "Junia Vasquez-Thorne",
    }
