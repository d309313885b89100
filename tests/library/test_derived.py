"""What was worked out comes back as it was, until the code that worked it out changes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from library_articles import write_article

from reader.article import Article, Paragraph
from reader.library import Library, derived
from reader.library import articles as store
from reader.stories import group_into_stories


def make(number: int, *, story: int) -> Article:
    words = " ".join(f"word{story}x{n}" for n in range(60))
    paragraphs = (Paragraph(f"Head {number}", "headline"), Paragraph(words), Paragraph(f"Only in {number}."))
    return Article(f"/news/{number}.txt", f"Head {number}", paragraphs)


ARTICLES = [make(number, story=number // 3) for number in range(210)]


def test_values_come_back_and_missing_ones_are_left_out(library: Library) -> None:
    assert derived.recall(library.articles, "counts", [b"a"], 1) == {}
    derived.keep(library.articles, "counts", {b"a": "1 “2”", b"b": ""}, 1)
    assert derived.recall(library.articles, "counts", [b"a", b"b", b"c"], 1) == {b"a": "1 “2”", b"b": ""}
    assert derived.recall(library.articles, "other", [b"a"], 1) == {}


def test_what_other_code_worked_out_counts_for_nothing_and_goes(library: Library) -> None:
    derived.keep(library.articles, "counts", {b"a": "old"}, 1)
    derived.keep(library.articles, "other", {b"a": "other"}, 1)
    assert derived.recall(library.articles, "counts", [b"a"], 2) == {}
    derived.keep(library.articles, "counts", {b"b": "new"}, 2)
    assert derived.recall(library.articles, "counts", [b"a", b"b"], 2) == {b"b": "new"}
    assert derived.recall(library.articles, "counts", [b"a"], 1) == {}
    assert derived.recall(library.articles, "other", [b"a"], 1) == {b"a": "other"}


def test_a_changed_value_is_noticed(library: Library, folder: Path) -> None:
    derived.keep(library.articles, "counts", {b"a": "one"}, 1)
    with sqlite3.connect(folder / "articles.db") as connection:
        connection.execute("UPDATE derived SET body = 'two'")
    connection.close()
    assert derived.recall(library.articles, "counts", [b"a"], 1) == {}
    assert "was damaged" in library.notices[0]


def test_the_same_articles_are_grouped_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = derived.group_articles(library.articles, ARTICLES)
    assert stories == group_into_stories(ARTICLES)
    assert len(stories) == 70
    monkeypatch.setattr(derived, "find_grouping", lambda articles, progress: pytest.fail("grouped twice"))
    assert derived.group_articles(library.articles, ARTICLES) == stories


def test_articles_that_changed_are_grouped_anew(library: Library) -> None:
    derived.group_articles(library.articles, ARTICLES)
    changed = [*ARTICLES[:-1], make(209, story=0)]
    assert derived.group_articles(library.articles, changed) == group_into_stories(changed)
    with closing(sqlite3.connect(f"{library.folder}/articles.db")) as connection:
        assert connection.execute("SELECT count(*) FROM derived").fetchone() == (1,)
    shuffled = ARTICLES[::-1]
    assert derived.group_articles(library.articles, shuffled) == group_into_stories(shuffled)


def test_files_that_changed_are_grouped_anew(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of files that the library opened it knows the bytes, and does not look at the texts again."""
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)
    files = [write_article(tmp_path / f"{n}.txt", article.text) for n, article in enumerate(ARTICLES)]
    stories = derived.group_articles(library.articles, library.open_files(files)[0])
    assert len(stories) == 70
    again = Library(library.folder)
    write_article(tmp_path / "209.txt", ARTICLES[0].text, seconds_ago=30)
    opened = again.open_files(files)[0]
    assert all(map(again.articles.content_of, opened))
    assert not any(map(again.articles.content_of, ARTICLES))
    assert derived.group_articles(again.articles, opened) == group_into_stories(opened) != stories


def test_a_grouping_needs_no_library(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    library = Library(str(tmp_path / "home" / "library"))
    assert derived.group_articles(library.articles, ARTICLES) == group_into_stories(ARTICLES)
    assert len(library.notices) == 1
