"""Every bound is told in the README as it is."""

from pathlib import Path

import pytest

from reader.sources import bounds, open_article

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("### Bounds")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("MAX_BYTES", f"| {bounds.MAX_BYTES >> 20} MB |"),
        ("MAX_LINES", f"| {bounds.MAX_LINES:,} |"),
        ("MAX_PARAGRAPH", f"| {bounds.MAX_PARAGRAPH:,} |"),
        ("MAX_ARTICLES", f"| {bounds.MAX_ARTICLES:,} |"),
        ("MAX_PAGE_BYTES", f"| {bounds.MAX_PAGE_BYTES >> 20} MB, {bounds.MAX_TAGS:,} tags |"),
        ("MAX_ENTRIES", f"{bounds.MAX_ENTRIES:,}, together"),
        ("MAX_UNPACKED", f"together {bounds.MAX_UNPACKED >> 20} MB unpacked"),
        ("MAX_RATIO", f"grown over {bounds.MAX_RATIO}-fold"),
        ("MAX_PAGES", f"| {bounds.MAX_PAGES:,} |"),
        ("CHILD_SECONDS", f"| {bounds.CHILD_SECONDS:g} s, "),
        ("PDF_SECONDS", f"(a PDF {bounds.PDF_SECONDS:g} s), {bounds.CHILD_WALL_SECONDS:g} s by the clock"),
        ("MAX_DRAWN_BYTES", f"| {bounds.MAX_DRAWN_BYTES / 1e6:g} MB unpacked |"),
        ("CHILD_BYTES", f" {bounds.CHILD_BYTES >> 20} MB, in a process of its own"),
    ],
)
def test_a_bound_is_told_as_it_is(name: str, told: str) -> None:
    assert told in TABLE, name


def test_a_paragraph_longer_than_any_is_parted_at_sentences_and_loses_no_word(tmp_path: Path) -> None:
    words = [f"word{k}" + "." * (k % 9 == 0) for k in range(260_000)]
    path = tmp_path / "long.txt"
    path.write_text("A headline\n\n" + " ".join(words) + "\n\nThe end of it all.\n", encoding="utf-8")
    article = open_article(path)
    parts = [paragraph.text for paragraph in article.paragraphs[1:-1]]
    assert len(parts) > 1 and max(map(len, parts)) <= bounds.MAX_PARAGRAPH
    assert " ".join(parts).split() == words
    assert all(part.endswith(".") for part in parts[:-1])
    assert any(f"is shown in {len(parts)} parts" in notice for notice in article.notices)


def test_a_paragraph_without_a_space_is_parted_as_well(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("a" * (2 * bounds.MAX_PARAGRAPH + 5), encoding="utf-8")
    assert [len(p.text) for p in open_article(path).paragraphs] == [
        bounds.MAX_PARAGRAPH,
        bounds.MAX_PARAGRAPH,
        5,
    ]
