"""What the screens say of themselves: where changes lie that are out of sight, which version is which."""

from dataclasses import replace
from pathlib import Path

import pytest
from journeys import app_of, bar, head, opened, press, said, text_of, view

from reader.article import Article, Paragraph
from reader.reading import Version
from reader.render.listing import say_dates, say_path, tell_sides


def test_the_same_is_said_of_both_sides_of_a_comparison() -> None:
    old, new = (
        Version(Article(path, "", (Paragraph("One word more."),), date=date), ())
        for path, date in (("a.txt", "2024-05-06T10:00:00"), ("b.txt", "2024-05-07T11:00:00"))
    )
    told = [tell_sides(old, new, (1, 2), (room, room)) for room in (60, 27, 24, 12, 4, 3)]
    assert told == [
        (" · version 1 · 2024-05-06 · 3 words", " · version 2 · 2024-05-07 · 3 words"),
        (" · version 1 · 2024-05-06", " · version 2 · 2024-05-07"),
        (" · version 1 · 3 words", " · version 2 · 3 words"),
        (" · version 1", " · version 2"),
        (" · 1", " · 2"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2024-05-06T10:00:00", "2024-05-07T11:00:00"], ["2024-05-06", "2024-05-07"]),
        (["2024-05-06T10:00:00", "2024-05-06T11:00:00"], ["", ""]),
        (["2024-05-06", "2024-05-06"], ["2024-05-06", "2024-05-06"]),
        (
            ["2024-05-06T10:00:00", "2024-05-06T11:00:00", "2024-05-07"],
            ["2024-05-06 10:00", "2024-05-06 11:00", "2024-05-07"],
        ),
        (["", ""], ["", ""]),
    ],
)
def test_dates_are_said_where_they_tell_something(dates: list[str], said: list[str]) -> None:
    assert say_dates([Article("a.txt", "", (), date=date) for date in dates]) == said


def test_paths_are_said_from_here_or_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert say_path(f"{tmp_path}/here/news/a.txt") == "news/a.txt"
    assert say_path(f"{tmp_path}/there/a.txt") == "~/there/a.txt"
    assert say_path("/news/a.txt") == "/news/a.txt"


async def test_the_foot_says_where_the_first_change_is_that_is_out_of_sight(tmp_path: Path) -> None:
    same = [f"Boat {k} came in at {k} minutes past nine." for k in range(40)]
    for name, last in (("a.txt", "The harbour closes at ten."), ("b.txt", "The harbour closes at eleven.")):
        (tmp_path / name).write_text("\n\n".join([*same, last]), encoding="utf-8")
    async with opened(tmp_path / "a.txt", tmp_path / "b.txt") as pilot:
        assert "first change ¶ 41: ]" in said(pilot)
        await press(pilot, "]")
        assert "first change" not in said(pilot)
        assert "eleven" in text_of(pilot)
        assert app_of(pilot).return_code is None


async def test_the_foot_names_no_key_that_has_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A short note.\n\nNobody is quoted in it.", encoding="utf-8")
    (tmp_path / "talk.txt").write_text("“We will not wait for spring,” said Ada Quill.", encoding="utf-8")
    async with opened(tmp_path / "note.txt") as pilot:
        assert bar(pilot, "#foot")[-1] == "/ search  ? help  q back"
    async with opened(tmp_path / "talk.txt") as pilot:
        named = bar(pilot, "#foot")[-1]
        assert named.startswith("] [ quotation  enter only this speaker  p why")
        assert "compare" not in named


async def test_the_foot_of_a_comparison_names_no_quotation_where_none_changed(tmp_path: Path) -> None:
    quoted = "“We will not wait for spring,” said Ada Quill."
    for name, last in (("a.txt", "The harbour closes at ten."), ("b.txt", "The harbour closes at eleven.")):
        (tmp_path / name).write_text(f"{quoted}\n\n{last}", encoding="utf-8")
    (tmp_path / "c.txt").write_text(quoted, encoding="utf-8")
    (tmp_path / "d.txt").write_text(quoted.replace("not wait", "wait"), encoding="utf-8")
    async with opened(tmp_path / "a.txt", tmp_path / "b.txt") as pilot:
        named = bar(pilot, "#foot")[-1]
        assert "] [ change" in named and ") (" not in named
        await press(pilot, "4")
        assert ") (" not in bar(pilot, "#foot")[-1]
    async with opened(tmp_path / "c.txt", tmp_path / "d.txt") as pilot:
        assert ") ( quotation" in bar(pilot, "#foot")[-1]
        await press(pilot, "4")
        assert ") ( change" in bar(pilot, "#foot")[-1]


async def test_the_bar_of_the_list_leaves_the_row_between_stories_alone(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        stories = view(pilot, "#stories")
        for item in range(stories.rows.items):
            start, end = stories.rows.rows_of(item)
            rows = ["".join(text for text, _ in stories.rows.line(row)).strip() for row in range(start, end)]
            assert all(rows), rows


async def test_the_strip_tells_a_change_from_what_stands_beside_it_by_half_a_row(tmp_path: Path) -> None:
    same = [f"Boat {k} came in at {k} minutes past nine." for k in range(24)]
    other = [line.replace("past nine", "past ten") if k == 4 else line for k, line in enumerate(same)]
    for name, lines in (("a.txt", same), ("b.txt", other)):
        (tmp_path / name).write_text("\n\n".join(lines), encoding="utf-8")
    async with opened(tmp_path / "a.txt", tmp_path / "b.txt") as pilot:
        rows = view(pilot, "#strip").rows
        marks = "".join(text.strip() for row in range(rows.height) for text, _ in rows.line(row))
        assert marks.strip("┊") in ("▀", "▄", "▄▀")


async def test_files_that_were_not_read_yet_take_a_row_each(tmp_path: Path) -> None:
    for k in range(3):
        (tmp_path / f"{k}.txt").write_text(f"Boat {k} came in late.", encoding="utf-8")
    async with opened(tmp_path) as pilot:
        app = app_of(pilot)
        app.shelf = replace(app.shelf, is_read=False)
        app.current.draw()
        rows = view(pilot, "#stories").rows
        assert ["".join(text for text, _ in line) for line in rows.lines()] == [
            "• 0.txt",
            "• 1.txt",
            "• 2.txt",
        ]
        assert [rows.rows_of(item) for item in range(rows.items)] == [(0, 1), (1, 2), (2, 3)]
        app.shelf = replace(app.shelf, stories=())
        app.current.draw()
        assert "Nothing is open" in head(pilot)
        assert bar(pilot, "#foot")[-1] == "o open  ? help  q quit"
