"""Notes come back as they were kept, whatever they are kept with."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import LibraryError
from reader.library import Library, open_library


def test_looking_into_a_library_that_is_not_there_makes_none(library: Library, folder: Path) -> None:
    assert library.notes() == ()
    assert library.trouble is None
    assert not folder.exists()


def test_notes_come_back_the_oldest_first(library: Library) -> None:
    for number in range(5):
        library.keep_note("quay.txt", f"note {number}")
    assert [note.text for note in library.notes()] == [f"note {number}" for number in range(5)]
    assert {note.path for note in library.notes()} == {"quay.txt"}


def test_a_note_belongs_to_the_file_wherever_it_is_named_from(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library.keep_note("quay.txt", "ask the mayor")
    library.keep_note("harbour.txt", "another one")
    monkeypatch.chdir("/")
    assert [note.text for note in library.notes(str(tmp_path / "quay.txt"))] == ["ask the mayor"]
    assert library.notes("quay.txt") == ()


def test_a_name_that_is_no_file_can_have_notes(library: Library) -> None:
    library.keep_note("-", "from a pipe")
    library.keep_note("a wire of Friday", "call back")
    assert [note.path for note in library.notes()] == ["-", "a wire of Friday"]


def test_an_address_is_the_same_from_everywhere(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.keep_note("https://news.example/quay", "moved")
    monkeypatch.chdir("/")
    assert [note.text for note in library.notes("https://news.example/quay")] == ["moved"]


def test_a_note_cannot_act_on_a_terminal(library: Library) -> None:
    library.keep_note("quay.txt", "one\x1b[2Jtwo\nthree\x9b")
    assert library.notes()[0].text == "one^[[2Jtwo\nthree<U+009B>"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_characters="\0"), min_size=1),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])),
)
def test_every_name_and_text_comes_back(library: Library, name: str, text: str) -> None:
    before = len(library.notes())
    library.keep_note(name, text)
    notes = library.notes()
    assert len(notes) == before + 1
    assert (notes[-1].path, notes[-1].text) == (name, text)
    assert library.notes(name)[-1] == notes[-1]


def test_two_libraries_in_one_folder_are_one(folder: Path) -> None:
    one, other = open_library(str(folder)), open_library(str(folder))
    one.keep_note("quay.txt", "first")
    other.keep_note("quay.txt", "second")
    assert one.notes() == other.notes()
    assert len(one.notes()) == 2


def test_the_library_is_for_its_owner_only(library: Library, folder: Path) -> None:
    library.keep_note("quay.txt", "private")
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_a_home_that_is_no_folder_is_one_line_and_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    library = open_library(str(tmp_path / "home" / "library"))
    assert library.trouble is not None
    assert "home is no folder" in library.trouble
    assert library.notes() == ()
    with pytest.raises(LibraryError, match="home") as raised:
        library.keep_note("quay.txt", "lost")
    assert "\n" not in str(raised.value)
