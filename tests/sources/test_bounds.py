"""Every bound is told in the README as it is."""

from pathlib import Path

import pytest

from reader.sources import bounds

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("### Bounds")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("MAX_BYTES", f"| {bounds.MAX_BYTES >> 20} MB |"),
        ("MAX_LINES", f"| {bounds.MAX_LINES:,} |"),
        ("MAX_ARTICLES", f"| {bounds.MAX_ARTICLES:,} |"),
        ("MAX_PAGE_BYTES", f"| {bounds.MAX_PAGE_BYTES >> 20} MB, {bounds.MAX_TAGS:,} tags |"),
        ("MAX_ENTRIES", f"{bounds.MAX_ENTRIES:,}, together"),
        ("MAX_UNPACKED", f"together {bounds.MAX_UNPACKED >> 20} MB unpacked"),
        ("MAX_RATIO", f"grown over {bounds.MAX_RATIO}-fold"),
        ("MAX_PAGES", f"| {bounds.MAX_PAGES:,} |"),
        ("CHILD_SECONDS", f"| {bounds.CHILD_SECONDS:g} s, "),
        ("CHILD_BYTES", f" {bounds.CHILD_BYTES >> 20} MB, in a process of its own"),
    ],
)
def test_a_bound_is_told_as_it_is(name: str, told: str) -> None:
    assert told in TABLE, name
