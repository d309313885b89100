"""What `y` copies: words with their source, to the terminal and into a file of one's own."""

import base64
from pathlib import Path

import pytest
from journeys import app_of, opened, press, reading_of, said, view

from reader.config import copied_file
from reader.tui.app import ReaderApp
from reader.tui.copying import MOST_BYTES, osc52


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the terminal besides what is drawn."""
    sequences: list[str] = []
    monkeypatch.setattr(ReaderApp, "send", lambda app, sequence: sequences.append(sequence))
    return sequences


def copied(sent: list[str]) -> str:
    """The words that the terminal was given; the file holds the same."""
    begin, end = "\x1b]52;c;", "\x07"
    (sequence,) = sent
    assert sequence.startswith(begin) and sequence.endswith(end)
    text = base64.b64decode(sequence[len(begin) : -len(end)]).decode()
    assert Path(copied_file()).read_text(encoding="utf-8") == text
    assert Path(copied_file()).stat().st_mode & 0o077 == 0
    return text


async def test_a_quotation_is_cited_with_its_speaker_and_place(harbour: Path, sent: list[str]) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        await press(pilot, "]", "y")
        assert said(pilot).startswith("sent to the terminal; kept in ")
    words, source = copied(sent).splitlines()
    assert words.startswith("“We can") and words.endswith("”")
    assert source.startswith("— Nadia Kroll, in “Port Ellery closes its old quay” (")
    assert source.endswith("1-first.txt, ¶ 3)")


async def test_a_paragraph_is_cited_with_its_place(harbour: Path, sent: list[str]) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        await press(pilot, "right_curly_bracket", "y")
    words, source = copied(sent).splitlines()
    assert words.startswith("The town council of Port Ellery voted on Friday")
    assert source.endswith("1-first.txt, ¶ 2)")


async def test_of_a_comparison_both_sides_are_copied(harbour: Path, sent: list[str]) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        page, rows = app_of(pilot).current.page, reading_of(pilot).at_hand.rows  # type: ignore[attr-defined]
        second = next(number for number, item in enumerate(page.items) if 1 in rows[item.first].old)
        view(pilot).to_item(second)
        await press(pilot, "y")
    old, new = copied(sent).split("\n\n")
    assert old.startswith("old: The town council") and "Friday" in old and "1-first.txt, ¶ 2)" in old
    assert new.startswith("new: The town council") and "Thursday" in new and "2-second.txt, ¶ " in new


async def test_of_two_versions_of_a_quotation_both_are_copied(harbour: Path, sent: list[str]) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        await press(pilot, "4", "y")
        assert "nothing to copy here" in said(pilot) and not sent
        await press(pilot, "right_parenthesis", "y")
    change, *cited = copied(sent).splitlines()
    assert change in ("altered", "dropped", "new")
    assert cited and all(line.startswith(("old: “", "new: “", "— ")) for line in cited if line)


async def test_what_cannot_be_kept_is_sent_all_the_same(
    harbour: Path, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (harbour.parent / "state").write_text("a file")
    async with opened(harbour / "1-first.txt") as pilot:
        monkeypatch.setenv("XDG_STATE_HOME", str(harbour.parent / "state"))
        await press(pilot, "y")
        assert said(pilot).startswith("sent to the terminal; not kept in a file: ")
    assert len(sent) == 1


def test_no_more_is_sent_than_a_terminal_takes() -> None:
    longest = osc52("é" * (MOST_BYTES // 2))
    assert longest is not None and len(longest) <= 100_000
    assert osc52("é" * (MOST_BYTES // 2 + 1)) is None
