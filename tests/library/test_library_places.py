"""Places in a text, what was read, and what was opened."""

import os
from pathlib import Path

import pytest

from reader.article import Article, Paragraph
from reader.errors import LibraryError
from reader.library import Library, fingerprint
from reader.library.names import absolute

OLD = Article("quay.txt", "The quay", (Paragraph("The old quay is closed."), Paragraph("It is late.")))
NEW = Article("quay.txt", "The quay", (Paragraph("The old quay is open."), Paragraph("It is late.")))
COPY = Article("copy.txt", "The quay", OLD.paragraphs)


def test_an_article_opens_where_it_was_left(library: Library) -> None:
    assert library.position(OLD) is None
    library.keep_position(OLD, 7)
    library.keep_position(OLD, 12)
    assert library.position(OLD) == 12


def test_a_place_in_another_text_is_none(library: Library) -> None:
    library.keep_position(OLD, 12)
    assert library.position(NEW) is None
    assert library.position(COPY) is None
    library.keep_position(NEW, 3)
    assert (library.position(NEW), library.position(OLD)) == (3, None)


def test_bookmarks_come_back_and_go(library: Library) -> None:
    library.keep_bookmark(OLD, 5, "here")
    library.keep_bookmark(OLD, 17, "there")
    library.keep_bookmark(NEW, 5, "elsewhere")
    library.keep_bookmark(OLD, 5, "renamed\x1b")
    marks = library.bookmarks("quay.txt")
    assert [(mark.offset, mark.label) for mark in marks] == [
        (17, "there"),
        (5, "elsewhere"),
        (5, "renamed^["),
    ]
    assert {mark.content for mark in marks} == {fingerprint(OLD), fingerprint(NEW)}
    library.forget_bookmark(marks[0])
    assert library.bookmarks() == marks[1:]
    assert library.bookmarks("other.txt") == ()


def test_an_article_that_says_something_else_is_unread_again(library: Library) -> None:
    library.keep_read(OLD)
    assert library.read_articles() == {fingerprint(OLD)}
    assert fingerprint(COPY) in library.read_articles()
    assert fingerprint(NEW) not in library.read_articles()
    library.keep_read(OLD, is_read=False)
    library.keep_read(NEW, is_read=False)
    assert library.read_articles() == frozenset()


def test_what_was_opened_last_comes_first(library: Library, tmp_path: Path) -> None:
    for name in ("one", "two", "one"):
        library.keep_folder(str(tmp_path / name))
    assert library.folders() == (str(tmp_path / "one"), str(tmp_path / "two"))
    library.forget_folder(str(tmp_path / "one"))
    assert library.folders() == (str(tmp_path / "two"),)


def test_a_date_given_by_hand_is_kept_and_forgotten(library: Library, tmp_path: Path) -> None:
    path = str(tmp_path / "quay.txt")
    library.keep_date(path, "2024-05-17")
    library.keep_date(path, "2024-05-18T09:30")
    assert library.dates() == {path: "2024-05-18T09:30"}
    with pytest.raises(LibraryError, match="yesterday is no date"):
        library.keep_date(path, "yesterday")
    library.keep_date(path, None)
    assert library.dates() == {}


def test_a_note_can_be_dropped(library: Library) -> None:
    library.keep_note("quay.txt", "one")
    library.keep_note("quay.txt", "two")
    library.forget_note(library.notes()[0])
    assert [note.text for note in library.notes()] == ["two"]


@pytest.mark.parametrize(
    "name", ["a", "a/b.txt", "/a/b", "./a", "a//b", "a/./b", "a/../b", "/a/b/", "", "..a", "a/.b", "/"]
)
def test_names_are_made_absolute_as_the_system_does(name: str) -> None:
    assert absolute(name) == os.path.abspath(name)  # noqa: PTH100


def test_standard_input_and_addresses_stand_for_themselves() -> None:
    assert [absolute("-"), absolute("https://example.org/a")] == ["-", "https://example.org/a"]
