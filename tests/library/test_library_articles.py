"""Articles come back as they were parsed, and nothing is parsed twice; but never is an old text shown for a new file."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_articles import GOAT, QUAY, Opener, write_article

from reader.article import Article, Paragraph
from reader.errors import LibraryError, SourceError
from reader.library import Library, open_library
from reader.library import articles as store
from reader.sources import open_article


@pytest.fixture(autouse=True)
def _files_settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of the last change of a file's state cannot be set back, so the tests do not wait for it."""
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return [write_article(tmp_path / "quay.txt", QUAY), write_article(tmp_path / "goat.txt", GOAT)]


def open_all(library: Library, files: Sequence[str]) -> tuple[list[store.Opened], list[str]]:
    opener = Opener()
    return list(library.articles.open_files(files, opener)), opener.opened


def test_a_second_opening_parses_nothing_and_gives_the_same(
    folder: Path, library: Library, files: list[str]
) -> None:
    first, parsed = open_all(library, files)
    assert parsed == files
    assert first == [(open_article(path),) for path in files]
    again, parsed = open_all(open_library(str(folder)), files)
    assert parsed == []
    assert again == first


def test_many_files_are_found_in_one_walk(library: Library, tmp_path: Path) -> None:
    files = [write_article(tmp_path / f"{n:03}.txt", f"{QUAY}\n\nNumber {n} of many.\n") for n in range(150)]
    first, parsed = open_all(library, files)
    assert parsed == files
    again, parsed = open_all(library, files[::-1])
    assert (again, parsed) == (first[::-1], [])


def test_the_path_is_the_one_that_was_asked_for(
    library: Library, tmp_path: Path, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_all(library, files)
    monkeypatch.chdir(tmp_path)
    opened, parsed = open_all(library, ["quay.txt", "./goat.txt"])
    assert parsed == []
    assert opened == [(open_article("quay.txt"),), (open_article("./goat.txt"),)]


def test_a_changed_file_is_parsed_anew(library: Library, tmp_path: Path, files: list[str]) -> None:
    open_all(library, files)
    write_article(tmp_path / "quay.txt", QUAY.replace("Friday", "Monday"), seconds_ago=30)
    opened, parsed = open_all(library, files)
    assert parsed == files[:1]
    assert "Monday" in opened[0][0].text  # type: ignore[index]
    assert library.search("Friday").total == 0
    assert library.search("Monday").total == 1


def test_a_change_that_keeps_size_and_time_is_noticed(
    library: Library, tmp_path: Path, files: list[str]
) -> None:
    """Setting the time of a file back leaves another trace, as in git's index."""
    before = Path(files[0]).stat()
    open_all(library, files)
    Path(files[0]).write_text(QUAY.replace("Friday", "Sunday"), encoding="utf-8")
    os.utime(files[0], ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Path(files[0]).stat().st_size == before.st_size
    opened, parsed = open_all(library, files)
    assert parsed == files[:1]
    assert "Sunday" in opened[0][0].text  # type: ignore[index]


def test_a_copy_is_known_by_its_bytes(library: Library, tmp_path: Path, files: list[str]) -> None:
    open_all(library, files)
    copy = write_article(tmp_path / "copy" / "quay.txt", QUAY)
    opened, parsed = open_all(library, [copy])
    assert (opened, parsed) == ([(open_article(copy),)], [])
    hit = library.search("council").hits[0]
    assert {hit.path, *hit.others} == {files[0], copy}


def test_what_another_parser_made_counts_for_nothing(
    library: Library, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_all(library, files)
    monkeypatch.setattr(store, "parser_version", lambda: 1)
    assert open_all(library, files)[1] == files
    assert open_all(library, files)[1] == []
    assert library.search("council").total == 1


def test_a_file_of_this_moment_is_not_trusted(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 60_000_000_000)
    path = write_article(tmp_path / "quay.txt", QUAY, seconds_ago=0)
    assert open_all(library, [path])[1] == [path]
    assert open_all(library, [path])[1] == [path]


def test_what_cannot_be_opened_is_said_and_the_others_open(
    library: Library, tmp_path: Path, files: list[str]
) -> None:
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"a\0b")
    missing = str(tmp_path / "missing.txt")
    for _ in range(2):
        opened, _ = open_all(library, [files[0], str(binary), missing, files[1]])
        assert [type(what) for what in opened] == [tuple, SourceError, SourceError, tuple]


def test_a_library_opens_files_and_says_which_it_cannot(
    library: Library, files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "missing.txt")
    articles, troubles = library.open_files([files[0], missing, files[1]])
    assert articles == tuple(map(open_article, files))
    assert [trouble.path for trouble in troubles] == [missing]
    monkeypatch.setattr("reader.sources.open_article", lambda path: pytest.fail("parsed twice"))
    assert library.open_files(files) == (articles, ())


def test_several_articles_of_one_file_come_back_in_order(library: Library, files: list[str]) -> None:
    made = tuple(
        Article(f"{files[0]}#{n}", f"Title {n}", (Paragraph(f"Text {n}."), Paragraph("Share", "furniture")))
        for n in range(3)
    )
    assert library.articles.open_files(files[:1], lambda path: made) == (made,)
    assert library.articles.open_files(files[:1], lambda path: pytest.fail("parsed twice")) == (made,)
    assert library.search('"text 2"').hits[0].path == f"{files[0]}#2"


def test_an_article_that_would_not_come_back_as_it_is_is_not_kept(library: Library, files: list[str]) -> None:
    odd = (Article(files[0], "Odd", (Paragraph("one\n\ntwo"),), ("a notice",)),)
    opened = []

    def open_odd(path: str) -> Sequence[Article]:
        opened.append(path)
        return odd

    for _ in range(2):
        assert library.articles.open_files(files[:1], open_odd) == (odd,)
    assert opened == files[:1] * 2


def test_without_a_library_that_can_be_written_everything_opens(tmp_path: Path, files: list[str]) -> None:
    (tmp_path / "home").write_text("a file")
    library = open_library(str(tmp_path / "home" / "library"))
    opened, parsed = open_all(library, files)
    assert parsed == files
    assert opened == [(open_article(path),) for path in files]
    assert len(library.notices) == 1
    assert "home" in library.notices[0]


@pytest.mark.parametrize("text", ["title", "text", "roles", "notices"])
def test_a_changed_row_is_noticed_and_the_file_parsed_anew(
    library: Library, folder: Path, files: list[str], text: str
) -> None:
    first, _ = open_all(library, files)
    with sqlite3.connect(folder / "articles.db") as connection:
        connection.execute(f"UPDATE articles SET {text} = {text} || 'b' WHERE id = 1")
    connection.close()
    opened, parsed = open_all(library, files)
    assert (opened, parsed) == (first, files)
    assert len(library.notices) == 1
    assert "was damaged and is kept as articles.db.damaged" in library.notices[0]
    assert open_all(open_library(str(folder)), files) == (first, [])


@pytest.mark.parametrize("what", [b"", b"garbage" * 2000])
def test_a_damaged_store_is_set_aside_and_filled_again(
    library: Library, folder: Path, files: list[str], what: bytes
) -> None:
    first, _ = open_all(library, files)
    (folder / "articles.db").write_bytes(what)
    assert open_all(library, files) == (first, files)
    assert (folder / "articles.db.damaged").read_bytes() == what
    (folder / "articles.db").write_bytes(b"again")
    assert open_all(library, files) == (first, files)
    assert (folder / "articles.db.damaged").read_bytes() == b"again"
    assert sorted(path.name for path in folder.iterdir()) == ["articles.db", "articles.db.damaged"]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A library that knows 60 articles and who is quoted in them."""
    home = tmp_path_factory.mktemp("news")
    files = [
        write_article(home / f"{n}.txt", f"{QUAY if n % 2 else GOAT}\n\nPage {n} of many.\n")
        for n in range(60)
    ]
    library = open_library(str(home / "library"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "SAME_MOMENT_NS", 0)
        library.articles.open_files(files, Opener())
    assert library.search("speaker:Kroll", limit=100).total == 30
    return home, files


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.floats(0, 0.9999), st.integers(1, 255)), min_size=1, max_size=30))
def test_no_changed_byte_shows_another_text(
    news: tuple[Path, list[str]], tmp_path: Path, flips: list[tuple[float, int]]
) -> None:
    """What is shown is what stands in the files, or trouble is said; nothing else is raised."""
    home, files = news
    folder = tmp_path / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    data = bytearray((home / "library" / "articles.db").read_bytes())
    for place, change in flips:
        data[int(place * len(data))] ^= change
    (folder / "articles.db").write_bytes(data)
    library = open_library(str(folder))
    for words in ("speaker:Kroll winter", "council", "page 7*"):
        try:
            hits = library.search(words, limit=100).hits
        except LibraryError:
            continue
        assert all(hit.excerpt.strip("…") in open_article(hit.path).text for hit in hits)
    opened, _ = open_all(library, files)
    assert opened == [(open_article(path),) for path in files]


def test_an_article_without_paragraphs_comes_back(library: Library, tmp_path: Path) -> None:
    path = write_article(tmp_path / "empty.txt", "")
    first, _ = library.open_files([path])
    again, troubles = Library(library.folder).open_files([path])
    assert (again, troubles) == (first, ())
    assert again[0].paragraphs == ()


@pytest.mark.parametrize("folder", ["git-blob-x7Yz12", "git-difftool.Ab12/left"])
def test_what_git_writes_for_a_difftool_is_opened_and_not_kept(
    library: Library, tmp_path: Path, folder: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    passing = write_article(tmp_path / folder / "quay.txt", QUAY)
    for _ in range(2):
        opened, parsed = open_all(library, [passing])
        assert isinstance(opened[0], tuple)
        assert parsed == [passing]
