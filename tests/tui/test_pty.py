"""The screen in a real terminal: journeys at three sizes, and the terminal left as it was."""

import re
from pathlib import Path

import pytest
from made_up import HARBOUR_NEW, HARBOUR_OLD, HOSTILE
from pty_session import ROOT, Session

SIZES = [(120, 40), (80, 24), (40, 12)]
ACTING = re.compile(
    "[\x00-\x07\x0b\x0c\x0e\x10-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u200b\u2028]"
)
"""What may not be sent between control sequences; BS, CR, LF and SI are the driver's own."""


@pytest.fixture
def folder(request: pytest.FixtureRequest, harbour: Path) -> Path:
    return ROOT / "seeds" if request.param == "seeds" else harbour


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def barred(session: Session) -> str:
    """What stands beside the bar."""
    return "\n".join(row[row.index("▌") :] for row in session.rows if "▌" in row)


def status(session: Session) -> str:
    """The line that says where one is."""
    return session.rows[-2]


def press(session: Session, keys: str, *wanted: str, gone: str = "") -> str:
    """Press keys and wait for what they show."""
    session.type(keys)
    return session.wait_for(*wanted, gone=gone)


def move(session: Session, key: str) -> str:
    """Press a key that moves the bar or the text, and wait until it did; returns what stands beside the bar then."""
    before = session.text
    session.type(key)
    session.wait_until(lambda text: text != before, f"a move by {key!r}")
    return barred(session)


def search(session: Session, words: str) -> None:
    """Type words to search into the line that asks for them."""
    session.type("/")
    session.wait_until(lambda text: "search words of the text" in text, "the search line")
    session.type(words)
    session.wait_until(lambda _: f" search {words}" in session.rows, "the words typed")
    session.type("\r")


def leave(session: Session) -> None:
    """Go back until there is nowhere to go back to, and look at what is left."""
    for _ in range(12):
        before = session.text
        session.type("q")
        if "\x1b[?1049l" in session.sent or not changes_or_ends(session, before):
            break
    assert session.wait_for_end() == 0
    session.assert_left_as_it_was()


def changes_or_ends(session: Session, before: str) -> bool:
    """Wait for another screen; False when the program ended instead."""
    try:
        session.wait_until(lambda text: text != before or "\x1b[?1049l" in session.sent, "another screen")
    except AssertionError:
        if session.child.poll() is None:
            raise
    return "\x1b[?1049l" not in session.sent and session.child.poll() is None


def test_a_line_to_type_in_leaves_the_text_as_it_is(harbour: Path) -> None:
    """It takes the place of the foot, whose keys do nothing meanwhile; nothing else is drawn anew, or dimmed."""
    with Session("1-first.txt", cwd=harbour, columns=80, lines=24) as session:
        session.wait_for("¶ 1/")
        above = session.cells()[:-2]
        session.type("/")
        session.wait_for("search words of the text", "esc back", gone="quotation")
        assert session.cells()[:-2] == above
        session.type("\x1b")
        session.wait_for("¶ 1/", gone="esc back")
        session.type("Q")
        assert session.wait_for_end() == 0


@pytest.mark.parametrize(
    ("folder", "columns", "lines"),
    [
        *(("made up", *size) for size in SIZES),
        ("seeds", *SIZES[0]),
        *(pytest.param("seeds", *size, marks=pytest.mark.slow) for size in SIZES[1:]),
    ],
    indirect=["folder"],
)
def test_a_reader_reads_and_compares(folder: Path, columns: int, lines: int) -> None:
    first, second = names(folder)
    with Session(str(folder), columns=columns, lines=lines) as session:
        # The library.
        session.wait_for(first, second, "enter read")
        assert first in barred(session)
        session.type("j")
        session.wait_until(
            lambda text: second in barred(session) and "2/2" in text, "the bar on the second version"
        )
        move(session, "k")

        # Reading: move, quotations, one speaker.
        press(session, "\r", "¶ 1/", "speaker")
        top = session.rows[2:-3]
        move(session, " ")
        assert session.rows[2:-3] != top
        end = move(session, "G")
        assert end and end != top
        press(session, "g", "¶ 1/")
        assert session.rows[2:-3] == top
        seen = []
        for _ in range(3):
            seen.append(move(session, "]"))
        assert all(re.search("[\"“”']", words) for words in seen)
        assert len(set(seen)) == 3
        move(session, "[")
        assert barred(session) == seen[1]
        press(session, "\r", "· only ")
        press(session, "\r", gone="· only ")

        # Comparing: changes, layouts, sides.
        press(session, "3", "old ", "new ", "change")
        wide = columns >= 100
        assert (" │ " in session.text) is wide
        changes = [move(session, "]") for _ in range(2)]
        assert len(set(changes)) == 2
        assert all(re.match(r"▌[-+~<>Y^ ]", words) for words in changes)
        press(session, "s", *([] if wide else ["│"]), gone="│" if wide else "")
        press(session, "s", *(["│"] if wide else []), gone="" if wide else "│")
        press(session, "X", "old: version 2 · new: version 1")
        press(session, "X", "old: version 1 · new: version 2")

        # Who says what.
        press(session, "4", "Who says what", "speaker")
        changed = move(session, ")")
        assert changed
        press(session, "\r", "change", gone="Who says what")

        # Search, help, commands, themes.
        search(session, "the")
        session.wait_until(lambda text: bool(re.search(r"\d+ of \d+: the", text)), "a place found")
        found = status(session)
        session.type("N" if re.match(r" (\d+) of \1:", found) else "n")
        session.wait_until(
            lambda _: bool(re.match(r" \d+ of \d+: the", status(session))) and status(session) != found
        )
        press(session, "?", "Keys", "Marks")
        press(session, "q", "¶ ", gone="Keys")
        press(session, ":", "Commands", "to the next change")
        press(session, "swap", "exchange old", gone="to the next change")
        press(session, "\x1b", "¶ ", gone="Commands")
        press(session, "t", "theme: light")
        leave(session)


@pytest.mark.parametrize(("columns", "lines"), SIZES[1:])
def test_two_files_go_straight_to_their_comparison(harbour: Path, columns: int, lines: int) -> None:
    with Session("1-first.txt", "2-second.txt", columns=columns, lines=lines, cwd=harbour) as session:
        session.wait_for("old 1-fi", "new 2-se")
        press(session, "]", "¶ ")
        session.type("q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_the_comparison_stands_side_by_side(harbour: Path) -> None:
    """The whole screen as text: rows that belong together stand opposite each other."""
    with Session("1-first.txt", "2-second.txt", columns=120, lines=40, cwd=harbour) as session:
        session.wait_for("Friday", "Thursday")
        row = next(row for row in session.rows if "Friday" in row)
        old, new = row.split("│")
        assert old.strip().startswith("~") and new.strip().startswith("~")
        assert "Thursday" in new
        split = next(row for row in session.rows if "harbour office counted 41" in row)
        assert "counted 43" in split.split("│")[1]
        columns = {row.index("│") for row in session.rows[2:-3] if "│" in row}
        assert len(columns) == 1
        assert "<U+00A0>" in session.text
        press(session, "]", "1 moved", "quotations: ")


def test_one_file_goes_straight_to_reading(harbour: Path) -> None:
    with Session("1-first.txt", cwd=harbour) as session:
        session.wait_for("Port Ellery closes its old quay", "¶ 1/12", "Nadia Kroll", "Tomas Vane")
        session.type("3")
        session.wait_for("only one version")
        session.type("q")
        assert session.wait_for_end() == 0


def test_markup_in_an_article_is_text(harbour: Path) -> None:
    with Session("1-first.txt", cwd=harbour) as session:
        session.wait_for("[T]he mayor", "reads [/] between", "[bold]only[/bold]")


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    for name in ("[T]he mayor [b].txt", "[bold] b.txt"):
        (tmp_path / name).write_text(
            "[T]he mayor [/] said no\n\nThe mayor of Port Ellery said on Friday that [/] she would not go.\n"
        )
    with Session(".", cwd=tmp_path) as session:
        session.wait_for("[T]he mayor [/] said no", "[T]he mayor [b].txt", "[bold] b.txt")
        press(session, "\r", "¶ 1/2", "[T]he mayor [/] said no")
        leave(session)
    with Session("[bold] b.txt", "[T]he mayor [b].txt", cwd=tmp_path) as session:
        session.wait_for("[T]he mayor [b].txt", "[bold] b.txt", "no differences")
        press(session, "4", "Who says what")
        leave(session)


def test_the_sample_is_shown_when_nothing_is_named(tmp_path: Path) -> None:
    with Session(cwd=tmp_path, columns=160) as session:
        session.wait_for("sample", "reader FILE FOLDER")
        press(session, "\r", "¶ 1/")
        press(session, "3", "old ", "new ")
        leave(session)


def test_a_command_is_run_by_its_name(harbour: Path) -> None:
    with Session("1-first.txt", "2-second.txt", cwd=harbour) as session:
        session.wait_for("Friday", "Thursday")
        press(session, ":", "Commands", "to the next change")
        press(session, "swap", "exchange old and new", gone="to the next change")
        session.type("\r")
        session.wait_until(lambda text: "old: version 2" in text)


def test_words_typed_at_once_are_searched(harbour: Path) -> None:
    """As people who know less and vim do, and as a slow line delivers them: in one go."""
    with Session("1-first.txt", cwd=harbour) as session:
        session.wait_for("¶ 1/12")
        session.type("/divers\r")
        session.wait_until(lambda text: "1 of 1: divers" in text)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        pytest.param("", "Q", id="library, Q"),
        pytest.param("3", "\x03", id="compare, ctrl+c"),
        pytest.param("?", "Q", id="help, Q"),
        pytest.param(":", "\x03", id="palette, ctrl+c"),
    ],
)
def test_the_program_is_left_at_once(harbour: Path, place: str, key: str) -> None:
    with Session(".", cwd=harbour) as session:
        shown = session.wait_for("quotations", "enter read")
        if place:
            session.type(place)
            session.wait_until(lambda text: text != shown)
        session.type(key)
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()


def test_the_text_keeps_its_place_when_the_window_changes(harbour: Path) -> None:
    with Session("1-first.txt", columns=120, lines=20, cwd=harbour) as session:
        session.wait_for("¶ 1/12")
        move(session, "G")
        session.wait_for("1,200 names", gone="41 boats")
        session.resize(60, 16)
        session.wait_for("1,200 names", gone="41 boats")
        assert all(len(row) <= 60 for row in session.rows)
        session.resize(20, 5)
        session.wait_until(lambda text: len(text.splitlines()) <= 5)
        session.resize(120, 40)
        session.wait_for("Port Ellery closes its old quay", "nets beside it")
        leave(session)


# -- bad input


@pytest.mark.parametrize(
    "arguments", [["nowhere.txt"], ["empty"], ["nowhere.txt", "binary.txt"]], ids=" ".join
)
def test_with_nothing_to_show_the_screen_gives_way_to_one_line(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty").mkdir()
    with Session(*arguments, cwd=tmp_path) as session:
        assert session.wait_for_end() == 2
        session.assert_left_as_it_was()
        after = session.sent.rsplit("\x1b[?1049l", 1)[-1]
        lines = re.sub(r"\x1b\[[0-9;?<>]*[a-zA-Z]", "", after).strip().splitlines()
        assert len(lines) == 1 and lines[0].startswith(f"reader: {arguments[0]}: ")
        assert "Traceback" not in session.sent


def test_a_bad_file_among_good_ones_is_a_notice(harbour: Path) -> None:
    (harbour / "bad.txt").write_bytes(b"caf\xe9")
    with Session(".", cwd=harbour) as session:
        session.wait_for("1-first.txt", "bad.txt: is not in UTF-8")
        press(session, "\r", "¶ 1/")
        leave(session)


def test_a_missing_file_of_two_is_a_notice(harbour: Path) -> None:
    with Session("1-first.txt", "nowhere.txt", cwd=harbour) as session:
        session.wait_for("1-first.txt", "nowhere.txt: no such file")
        press(session, "\r", "¶ 1/")
        leave(session)


# -- hostile articles


def visit_all(session: Session) -> None:
    press(session, "\r", "¶ 1/")
    press(session, "]p", "speaker")
    press(session, "3", "old ", "new ")
    move(session, "s")
    move(session, "G")
    press(session, "4", "Who says what")
    press(session, "1", "enter read")


@pytest.mark.parametrize(("columns", "lines"), SIZES[:1])
def test_nothing_of_a_hostile_article_reaches_the_terminal(tmp_path: Path, columns: int, lines: int) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8", newline="")
    (tmp_path / "b.txt").write_text(HOSTILE.replace("Friday", "Sunday"), encoding="utf-8", newline="")
    with Session(".", columns=columns, lines=lines, cwd=tmp_path) as session:
        session.wait_for("a.txt", "b.txt")
        visit_all(session)
        leave(session)
        assert_nothing_acted(session)
        assert "^[]0;owned^G" in session.drawn().replace("\r", "").replace("\n", "")


@pytest.mark.parametrize(
    "name",
    ["esc\x1b]0;owned\x07 c1\x9b5n.txt", "turned\u202etxt.doc\nline.txt"],
    ids=ascii,
)
def test_nothing_of_a_hostile_name_reaches_the_terminal(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HARBOUR_OLD.replace("quay", "qu\u202eay"), encoding="utf-8")
    (tmp_path / ("2" + name)).write_text(HARBOUR_NEW, encoding="utf-8")
    (tmp_path / ("3" + name)).write_bytes(b"\0")
    with Session(".", cwd=tmp_path) as session:
        session.wait_for("quotations", "enter read")
        visit_all(session)
        leave(session)
        assert_nothing_acted(session)


def assert_nothing_acted(session: Session) -> None:
    assert not ACTING.search(session.drawn()), repr(ACTING.search(session.drawn()))
    assert not any("owned" in sequence or "52;" in sequence for sequence in session.sequences())
    for sequence in session.sequences():
        assert sequence not in ("\x1bc", "\x1b[5n"), repr(sequence)


def test_it_may_be_left_before_it_has_opened_anything(tmp_path: Path) -> None:
    for k in range(300):
        (tmp_path / f"{k}.txt").write_text(HARBOUR_OLD.replace("quay", f"quay{k}"), encoding="utf-8")
    with Session(".", cwd=tmp_path) as session:
        session.wait_for("reader")
        session.type("q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
        assert "Traceback" not in session.sent and "Error" not in session.sent
