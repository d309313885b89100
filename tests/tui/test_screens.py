"""Journeys through the screens without a terminal: what each key changes, what is said, and that nothing ends the program."""

from pathlib import Path

import pytest
from journeys import (
    app_of,
    head,
    keys_named,
    name_of,
    opened,
    press,
    reading_of,
    said,
    text_of,
    until,
    view,
)
from made_up import HARBOUR_NEW, HARBOUR_OLD
from textual.widgets import Input

from reader.config import Config
from reader.tui.commands import ScreenName, commands_of
from reader.tui.line_view import LineView

WAYS: dict[ScreenName, tuple[str, ...]] = {
    "library": (),
    "reading": ("enter",),
    "compare": ("3",),
    "ledger": ("4",),
}
"""The keys that lead from the library to each screen."""

LEAVES_THE_PROGRAM = {"quit", "interrupt", "back", "open-file", "edit", "copy", "copy-quotation"}


# -- going from screen to screen


async def test_keys_go_from_screen_to_screen_and_back(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        assert name_of(pilot) == "library"
        for key, name in (("enter", "reading"), ("3", "compare"), ("4", "ledger")):
            await press(pilot, key)
            assert name_of(pilot) == name
        for name in ("compare", "reading", "library"):
            await press(pilot, "q")
            assert name_of(pilot) == name
        await press(pilot, "q")
        assert app_of(pilot).return_code == 0


@pytest.mark.parametrize("size", [(40, 12), pytest.param((120, 40), marks=pytest.mark.slow)])
@pytest.mark.parametrize("screen", WAYS)
async def test_every_key_is_borne(harbour: Path, screen: ScreenName, size: tuple[int, int]) -> None:
    """Each key of the table on each screen: nothing raises, and there is a way back."""
    keys = [k for c in commands_of(screen) if c.id not in LEAVES_THE_PROGRAM for k in c.keys.split()]
    async with opened(harbour, size=size) as pilot:
        app = app_of(pilot)
        for key in keys:
            if name_of(pilot) != screen:
                await press(pilot, "1", *WAYS[screen])
            assert name_of(pilot) == screen, key
            await press(pilot, key)
            if app.screen is not app.current or app.screen.query("Input"):
                await press(pilot, "escape")
            assert app.screen is app.current, key
            assert app.return_code is None, key
            assert keys_named(pilot), key


# -- reading


async def test_quotations_are_stepped_through_in_order(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        story = reading_of(pilot).version
        rows = []
        for _ in story.counted:
            await press(pilot, "]")
            rows.append(view(pilot).bar_rows[0])
        assert rows == sorted(rows)
        await press(pilot, "]")
        assert "no quotation after" in said(pilot)
        await press(pilot, "[")
        assert view(pilot).bar_rows[0] == rows[-2]


async def test_one_speaker_stands_out_and_all_again(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        await press(pilot, "]", "enter")
        assert reading_of(pilot).only == "Nadia Kroll"
        assert "only Nadia Kroll" in said(pilot)
        await press(pilot, "]")
        await press(pilot, "enter")
        assert reading_of(pilot).only is None


async def test_furniture_is_folded_and_unfolded(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Support the Harbour Herald!\n\n" + HARBOUR_OLD, encoding="utf-8")
    async with opened(tmp_path / "page.txt") as pilot:
        assert reading_of(pilot).version.article.paragraphs[0].role == "furniture"
        assert "▸ furniture: 1 paragraph" in text_of(pilot)
        await press(pilot, "F")
        assert "▸ furniture" not in text_of(pilot)
        assert "Support the Harbour Herald!" in text_of(pilot)


async def test_the_measure_changes_and_nothing_is_lost(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        signs = {voice.initials for voice in reading_of(pilot).story.voices}

        def words_shown() -> list[str]:
            return [word for word in text_of(pilot).split() if word not in signs]

        words, heights = words_shown(), set()
        for _ in range(4):
            await press(pilot, "w")
            heights.add(view(pilot).rows.height)
            assert words_shown() == words
        assert len(heights) > 1


# -- comparing


async def test_sides_are_exchanged(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        before = text_of(pilot)
        assert (
            "Friday"
            in before.splitlines()[next(k for k, r in enumerate(before.splitlines()) if "Thursday" in r)]
        )
        await press(pilot, "X")
        assert (reading_of(pilot).old, reading_of(pilot).new) == (1, 0)
        row = next(row for row in text_of(pilot).splitlines() if "Thursday" in row)
        assert row.index("Thursday") < row.index("Friday")
        await press(pilot, "X")
        assert text_of(pilot) == before


async def test_versions_are_chosen_one_after_the_other(harbour: Path) -> None:
    text = HARBOUR_NEW.replace("Friday", "Monday")
    (harbour / "3-third.txt").write_text(text, encoding="utf-8")
    async with opened(harbour) as pilot:
        await press(pilot, "j", "j", "3")
        await until(pilot, lambda: name_of(pilot) == "compare")
        assert (reading_of(pilot).old, reading_of(pilot).new) == (1, 2)
        await press(pilot, "v", "k", "enter")
        assert "Which version is new?" in head(pilot)
        await press(pilot, "q")
        assert "Which version is old?" in head(pilot)
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: (reading_of(pilot).old, reading_of(pilot).new) == (0, 2))
        assert reading_of(pilot).shown == 2


async def test_layouts_change_and_keep_the_place(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        await press(pilot, "]", "]", "]")
        place = said(pilot).split("·")[0]
        assert "│" in text_of(pilot) and "inline" in keys_named(pilot)
        await press(pilot, "s")
        assert "│" not in text_of(pilot) and "side by side" in keys_named(pilot)
        assert said(pilot).split("·")[0] == place


async def test_changes_are_stepped_through_in_order(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        items = []
        for _ in range(50):
            item = view(pilot).item
            await press(pilot, "]")
            if view(pilot).item == item:
                break
            items.append(view(pilot).item)
        assert len(items) > 4 and items == sorted(items)
        assert "no change after" in said(pilot)


async def test_unchanged_paragraphs_are_folded_and_unfolded(tmp_path: Path) -> None:
    same = [
        f"The {name} stood in the harbour of Port Ellery all winter."
        for name in ("Anna", "Berta", "Clara", "Dora")
    ]
    for name, last in (("a.txt", "Nobody came on Friday."), ("b.txt", "Nobody came on Sunday.")):
        (tmp_path / name).write_text("\n\n".join([*same, last]), encoding="utf-8")
    async with opened(tmp_path / "a.txt", tmp_path / "b.txt") as pilot:
        assert "Anna" in text_of(pilot)
        await press(pilot, "c")
        assert "Anna" not in text_of(pilot) and "unchanged" in text_of(pilot)
        await press(pilot, "g", "enter")
        assert "Anna" in text_of(pilot)


async def test_the_other_end_of_a_move_is_found(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        page = app_of(pilot).current.page  # type: ignore[attr-defined]
        one = next(k for k, item in enumerate(page.items) if page.mark(item) in "<>")
        view(pilot).to_item(one)
        await press(pilot, "M")
        other = view(pilot).item
        assert other != one
        await press(pilot, "M")
        assert view(pilot).item == one


async def test_a_quotation_is_shown_in_the_text(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        await press(pilot, "4", "enter")
        assert name_of(pilot) == "ledger" and "choose a quotation" in said(pilot)
        await press(pilot, ")", "enter")
        assert name_of(pilot) == "compare"


async def test_quotations_that_stayed_the_same_are_left_out_and_come_back(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        await press(pilot, "4")
        await until(pilot, lambda: name_of(pilot) == "ledger" and "same" in text_of(pilot))
        before = view(pilot).rows.items
        same = [pair.change for pair in reading_of(pilot).comparison.ledger.pairs].count("same")
        await press(pilot, "c")
        assert same and view(pilot).rows.items == before - same
        await press(pilot, "c")
        assert view(pilot).rows.items == before


# -- searching, help, looks


async def test_words_are_searched_across_line_ends_and_styles(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", size=(50, 20)) as pilot:
        for needle in ("can’t wait for another winter", "“[T]he mayor"):
            await press(pilot, "/")
            await until(pilot, lambda: bool(app_of(pilot).screen.query(Input)))
            app_of(pilot).screen.query_one(Input).value = needle
            await press(pilot, "enter")
            assert f"1 of 1: {needle}" in said(pilot)


async def test_two_apostrophes_lead_back_to_where_a_jump_began(harbour: Path) -> None:
    async with opened(harbour / "2-second.txt", size=(80, 20)) as pilot:
        await press(pilot, "right_curly_bracket", "right_curly_bracket", "right_curly_bracket")
        item = view(pilot).item
        await press(pilot, "G")
        assert view(pilot).item > item > 0
        await press(pilot, "apostrophe", "apostrophe")
        await until(pilot, lambda: view(pilot).item == item)


async def test_escape_takes_a_notice_away_and_nothing_else(harbour: Path) -> None:
    async with opened(harbour) as pilot:
        await press(pilot, "enter", "w")
        assert "measure" in said(pilot)
        await press(pilot, "escape")
        assert "measure" not in said(pilot) and name_of(pilot) == "reading"
        await press(pilot, "escape")
        await until(pilot, lambda: name_of(pilot) == "library")


async def test_what_is_not_there_is_said(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        await press(pilot, "n")
        assert "nothing was searched" in said(pilot)
        await press(pilot, "/")
        await press(pilot, *"zebra", "enter")
        assert "no “zebra” here" in said(pilot)
        await press(pilot, "3")
        assert "only one version" in said(pilot)
        assert name_of(pilot) == "reading"


async def test_every_theme_is_drawn(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt", harbour / "2-second.txt") as pilot:
        words = []
        for theme in ("light", "high-contrast", "ansi", "plain", "dark"):
            await press(pilot, "t")
            assert f"theme: {theme}" in said(pilot)
            words.append(text_of(pilot))
        assert "[-Friday-]" in words[3] and "{+Thursday+}" in words[3]
        assert words[0] == words[1] == words[2] == words[4]


async def test_help_tells_the_keys_of_its_screen(harbour: Path) -> None:
    async with opened(harbour, size=(109, 40)) as pilot:
        for screen, way in WAYS.items():
            await press(pilot, "1", *way, "?")
            assert "Keys" in head(pilot)
            lines = app_of(pilot).screen.query_one(LineView).rows.lines()
            told = " ".join(" ".join("".join(t for t, _ in line) for line in lines).split())
            for command in commands_of(screen):
                assert command.help in told
            await press(pilot, "escape")


# -- sizes and bad input


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1), (300, 100)])
@pytest.mark.parametrize("screen", WAYS)
async def test_no_size_is_too_small(harbour: Path, screen: ScreenName, size: tuple[int, int]) -> None:
    async with opened(harbour, size=size) as pilot:
        await press(pilot, *WAYS[screen], "j", "G", "]", "g")
        assert app_of(pilot).return_code is None


@pytest.mark.parametrize("size", [(40, 12), (20, 6)])
@pytest.mark.parametrize("keys", [("?",), (":",), ("m",), ("/",)], ids=" ".join)
async def test_dialogs_can_be_used_where_there_is_little_room(
    harbour: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Most of the rows are the list's, the bar is seen, and a key leads back."""
    async with opened(harbour / "1-first.txt", size=size) as pilot:
        await press(pilot, *keys)
        await until(pilot, lambda: app_of(pilot).screen is not app_of(pilot).current)
        screen = app_of(pilot).screen
        for listed in screen.query(LineView):
            assert listed.size.height >= size[1] - 3 and listed.rows.height
        for line in screen.query(Input):
            assert line.region.height == 1 and line.region.bottom <= size[1]
            assert line.styles.background.hex == "#14171C"
        await press(pilot, "escape")
        assert app_of(pilot).screen is app_of(pilot).current


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=str)
async def test_words_are_typed_in_the_place_of_the_foot(harbour: Path, size: tuple[int, int]) -> None:
    async with opened(harbour / "1-first.txt", size=size) as pilot:
        await press(pilot, "/")
        await until(pilot, lambda: bool(app_of(pilot).screen.query(Input)))
        await pilot.pause()
        assert app_of(pilot).screen.query_one(Input).region.y == size[1] - 2


async def test_an_article_of_one_word_is_read(tmp_path: Path) -> None:
    (tmp_path / "word.txt").write_text("Quay", encoding="utf-8")
    async with opened(tmp_path / "word.txt") as pilot:
        await press(pilot, "j", "]", "enter", "p", "}", "{", "G", "F")
        assert "Quay" in text_of(pilot)
        assert app_of(pilot).return_code is None


async def test_two_articles_with_nothing_in_common_are_compared(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A goat won the race.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("東京の市長は「いいえ」と言った。", encoding="utf-8")
    async with opened(tmp_path / "a.txt", tmp_path / "b.txt") as pilot:
        await press(pilot, "]", ")", "s", "X", "c", "M", "enter", "4", ")", "c")
        assert app_of(pilot).return_code is None


async def test_what_cannot_be_opened_is_a_notice_that_names_it(harbour: Path) -> None:
    (harbour / "bad.txt").write_bytes(b"\0")
    async with opened(harbour) as pilot:
        assert "bad.txt" in said(pilot)
        await press(pilot, "j")
        assert "bad.txt" not in said(pilot)
        assert name_of(pilot) == "library"


# -- settings


async def test_a_bookmark_in_a_file_that_is_not_open_opens_it(harbour: Path) -> None:
    async with opened(harbour / "1-first.txt") as pilot:
        await press(pilot, "right_curly_bracket", "right_curly_bracket", "B")
        assert "bookmark at" in said(pilot)
        place = said(pilot).rsplit(" ", 1)[1]
    async with opened(harbour / "2-second.txt") as pilot:
        await press(pilot, "1", "B", "enter")
        await until(pilot, lambda: name_of(pilot) == "reading" and "1-first" in head(pilot))
        await until(pilot, lambda: said(pilot).startswith(f"¶ {place}/"))


async def test_settings_hold_on_the_screens(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Support the Harbour Herald!\n\n" + HARBOUR_OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(HARBOUR_NEW, encoding="utf-8")
    config = Config(
        theme="light", measure=44, furniture="shown", keys={"next-quotation": "f8", "theme": "ctrl+t"}
    )
    async with opened(tmp_path / "page.txt", config=config) as pilot:
        assert app_of(pilot).palette.name == "light"
        assert "Support the Harbour Herald!" in text_of(pilot)
        page = app_of(pilot).current.page  # type: ignore[attr-defined]
        assert page.measure == 44
        before = view(pilot).bar_rows
        await press(pilot, "]")
        assert view(pilot).bar_rows == before
        await press(pilot, "f8")
        assert view(pilot).bar_rows != before
        assert "f8" in keys_named(pilot)
        await press(pilot, "t")
        assert app_of(pilot).palette.name == "light"
        await press(pilot, "ctrl+t")
        assert app_of(pilot).palette.name == "high-contrast"
    async with opened(tmp_path / "page.txt", tmp_path / "new.txt", config=config) as pilot:
        assert "Support the Harbour Herald!" in text_of(pilot)
        assert app_of(pilot).current.page.measure <= 44  # type: ignore[attr-defined]


async def test_a_measure_that_was_chosen_stays(harbour: Path) -> None:
    """From one text to the next, and the one that was set is among those a key goes through."""
    async with opened(harbour, config=Config(measure=66)) as pilot:
        await press(pilot, "enter")
        seen = []
        for _ in range(5):
            await press(pilot, "w")
            seen.append(app_of(pilot).measure)
        assert sorted(seen) == [50, 60, 66, 72, 80]
        await press(pilot, "w", "w", "q", "enter")
        assert app_of(pilot).current.page.measure == app_of(pilot).measure == seen[1]  # type: ignore[attr-defined]
