"""Versions in the order of their dates: given by hand, in the article, of the commit, of the file."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.article import Article, Paragraph
from reader.errors import LibraryError
from reader.library import Library
from reader.library.arranging import arrange
from reader.library.dates import date_versions, to_moment
from reader.sources import open_article
from reader.stories import Story

TEXT = (
    "The ferry sails again\n\nIt will sail on Monday, said Oda Fenn, who owns it and lives beside the harbour.\n\n"
    "Nobody knows who will pay for the engine that was torn out of its bed in the storm at the beginning of March.\n"
)


def written(path: Path, when: str, text: str = TEXT) -> Article:
    path.write_text(text, encoding="utf-8")
    seconds = datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp()
    os.utime(path, (seconds, seconds))
    return open_article(path)


def order(stories: tuple[Story, ...]) -> list[str]:
    (story,) = stories
    return [Path(article.path).name for article in story.versions]


def test_the_time_of_the_file_counts_where_nothing_else_is_known(tmp_path: Path) -> None:
    late = written(tmp_path / "a.txt", "2031-05-04T10:00")
    early = written(tmp_path / "b.txt", "2031-05-03T10:00")
    (story,) = date_versions([Story("", (late, early))])
    assert order((story,)) == ["b.txt", "a.txt"]
    assert [article.date for article in story.versions] == [
        "2031-05-03T10:00:00+00:00",
        "2031-05-04T10:00:00+00:00",
    ]


def test_files_that_were_copied_together_keep_their_order(tmp_path: Path) -> None:
    one = written(tmp_path / "a.txt", "2031-05-04T10:00:40")
    other = written(tmp_path / "b.txt", "2031-05-04T10:00:01")
    assert order(date_versions([Story("", (one, other))])) == ["a.txt", "b.txt"]


def test_what_an_article_says_counts_before_the_time_of_its_file(tmp_path: Path) -> None:
    old = written(tmp_path / "a.txt", "2031-05-04T10:00")
    saved_late = written(tmp_path / "b.txt", "2031-06-01T10:00")._replace(date="2031-05-01")
    assert order(date_versions([Story("", (old, saved_late))])) == ["b.txt", "a.txt"]


@pytest.mark.parametrize("date", ["2031-05-09", ""])
def test_what_a_document_said_before_its_changes_is_never_the_newest(tmp_path: Path, date: str) -> None:
    now = written(tmp_path / "a.docx", "2031-05-04T10:00")._replace(date="2031-05-04")
    before = now._replace(path=f"{now.path}#1", date=date)
    older = written(tmp_path / "b.txt", "2031-05-01T10:00")
    assert order(date_versions([Story("", (before, now, older))])) == ["b.txt", "a.docx#1", "a.docx"]


def test_what_was_said_by_hand_counts_before_everything(tmp_path: Path, library: Library) -> None:
    one = written(tmp_path / "a.txt", "2031-05-04T10:00")._replace(date="2031-05-04")
    other = written(tmp_path / "b.txt", "2031-05-05T10:00")._replace(date="2031-05-05")
    assert order(arrange([one, other], library)[0]) == ["a.txt", "b.txt"]
    library.keep_date(other.path, "2031-05-01")
    stories, troubles = arrange([one, other], library)
    assert (order(stories), troubles) == (["b.txt", "a.txt"], ())
    assert stories[0].versions[0].date == "2031-05-01"
    library.keep_date(other.path, None)
    assert order(arrange([one, other], library)[0]) == ["a.txt", "b.txt"]
    with pytest.raises(LibraryError, match="is no date"):
        library.keep_date(other.path, "May")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_commit_counts_before_the_time_of_the_file_as_long_as_it_holds_it(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*words: str, date: str = "2031-05-01") -> None:
        who = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org")
        dates = {f"GIT_{w}_DATE": f"{date}T08:00:00+00:00" for w in ("AUTHOR", "COMMITTER")}
        subprocess.run(
            ["git", *who, *words], cwd=tmp_path, env={**environment, **dates}, check=True, timeout=60
        )

    git("init", "-q")
    one = written(tmp_path / "a.txt", "2031-06-01T10:00")
    git("add", ".")
    git("commit", "-qm", "one", date="2031-05-09")
    other = written(tmp_path / "b.txt", "2031-04-01T10:00", TEXT.replace("Monday", "Sunday"))
    git("add", ".")
    git("commit", "-qm", "other", date="2031-05-08")
    (story,) = date_versions([Story("", (one, other))])
    assert [article.date[:10] for article in story.versions] == ["2031-05-08", "2031-05-09"]
    changed = written(tmp_path / "a.txt", "2031-03-01T10:00", TEXT + "\nMore.\n")
    assert order(date_versions([Story("", (changed, other))])) == ["a.txt", "b.txt"]


def test_dates_are_moments() -> None:
    assert to_moment("2031-05-04") == to_moment("2031-05-04T02:00+02:00")
    assert to_moment("2031-05-04T02:00") == to_moment("2031-05-04T02:00Z")
    assert to_moment("soon") is None


def test_what_is_nowhere_keeps_its_place_at_the_end() -> None:
    dated = Article("x", "", (Paragraph("One."),), date="2031-05-04")
    nowhere = Article("-", "", (Paragraph("One."),))
    (story,) = date_versions([Story("", (nowhere, dated))])
    assert [article.path for article in story.versions] == ["x", "-"]
