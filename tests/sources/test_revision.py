"""Committed versions of a file, out of repositories made for the test; some of them set traps."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.sources import open_article, open_file
from reader.sources.beneath import confine
from reader.sources.repository import Repository, open_repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

TEXT = """The ferry sails again

The ferry will sail on day {day}, said Oda Fenn, who owns it.

It has been in the harbour of Port Ellery since the storm in March, with a hole below the line of the water.

Nobody knows yet who will pay for the new engine, and the council has put the question off twice.
"""


def git(folder: Path, *words: str, **more: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(folder),
        **{f"GIT_{who}_NAME": "Jo Li" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "jo@example.org" for who in ("AUTHOR", "COMMITTER")},
        **more,
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def day(number: int, **more: str) -> Mapping[str, str]:
    date = f"2031-05-{number:02}T09:30:00+02:00"
    return {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, **more}


def commit(folder: Path, name: str, text: str, subject: str, **more: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--", name)
    git(folder, "commit", "-q", "-m", subject, **more)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three versions of a file that had another name before the last."""
    folder = tmp_path / "texts"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "boat.txt", TEXT.format(day=1), "Begin", **day(1))
    commit(folder, "boat.txt", TEXT.format(day=2), "Sail a day later", **day(2))
    git(folder, "mv", "boat.txt", "ferry.txt")
    commit(folder, "ferry.txt", TEXT.format(day=3), "Call it a ferry", **day(3))
    return folder


def test_a_revision_is_named_behind_an_at_sign(repository: Path) -> None:
    article = open_article(f"{repository}/ferry.txt@HEAD")
    assert article.path == f"{repository}/ferry.txt@HEAD"
    assert "on day 3," in article.text
    assert (article.date, article.author, article.subject) == (
        "2031-05-03T09:30:00+02:00",
        "Jo Li",
        "Call it a ferry",
    )
    assert "on day 2," in open_article(f"{repository}/boat.txt@HEAD~1").text
    assert "on day 3," in open_article(f"{repository}/ferry.txt@HEAD@{{0}}").text


def test_a_file_of_that_name_comes_first(repository: Path) -> None:
    (repository / "ferry.txt@HEAD").write_text("Another text.\n", encoding="utf-8")
    assert open_article(f"{repository}/ferry.txt@HEAD").text == "Another text."


def test_a_history_is_every_version_the_newest_last_under_earlier_names_too(repository: Path) -> None:
    history = open_file(f"{repository}/ferry.txt@..")
    assert [article.subject for article in history] == ["Begin", "Sail a day later", "Call it a ferry"]
    assert [article.date[:10] for article in history] == ["2031-05-01", "2031-05-02", "2031-05-03"]
    assert all(f"on day {n}," in article.text for n, article in enumerate(history, start=1))
    assert history[-1].path == f"{repository}/ferry.txt@{history[-1].revision[:10]}"
    assert open_article(history[1].path.replace("ferry", "boat")).text == history[1].text
    assert [a.subject for a in open_file(f"{repository}/ferry.txt@HEAD~1..HEAD")] == ["Call it a ferry"]


def test_a_version_from_before_a_renaming_opens_by_the_name_that_the_history_gives_it(
    repository: Path,
) -> None:
    listed = open_file(f"{repository}/ferry.txt@..")
    assert [open_article(version.path).text for version in listed] == [version.text for version in listed]
    assert "on day 2," in open_article(f"{repository}/ferry.txt@HEAD~1").text


def test_what_is_too_large_is_said_to_be(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, "ferry.txt", 4 * TEXT, "Say it again")
    monkeypatch.setattr("reader.sources.repository.MAX_BYTES", len(3 * TEXT))
    with pytest.raises(SourceError, match="is larger than"):
        open_article(f"{repository}/ferry.txt@HEAD")


def test_authors_dates_that_go_back_make_room_for_those_of_the_commits(repository: Path) -> None:
    late = {**day(9), "GIT_AUTHOR_DATE": "2031-04-01T09:30:00+02:00"}
    commit(repository, "ferry.txt", TEXT.format(day=9), "Found in a drawer", **late)
    assert [article.date[:10] for article in open_file(f"{repository}/ferry.txt@..")][2:] == [
        "2031-05-03",
        "2031-05-09",
    ]


@pytest.mark.parametrize(
    ("named", "trouble"),
    [
        ("ferry.txt@nowhere", "ferry.txt@nowhere: there is no revision nowhere"),
        ("dinghy.txt@HEAD~1", "there is no file of this name in HEAD~1"),
        ("ferry.txt@--all", "is not a possible name for a revision"),
        ("ferry.txt@a..b", "there is no revision a..b"),
        ("never.txt@..", "never.txt: was never committed"),
    ],
)
def test_what_is_not_there_is_one_line(repository: Path, named: str, trouble: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_file(f"{repository}/{named}")
    assert trouble in str(caught.value)
    assert "\n" not in str(caught.value)


def test_outside_a_repository_an_at_sign_is_a_sign_like_any_other(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        open_article(f"{tmp_path}/a@b.txt")


def test_a_repository_without_commits_and_a_machine_without_git_are_told(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q")
    with pytest.raises(SourceError, match="nothing has been committed yet"):
        open_file(f"{empty}/a.txt@..")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="git is not installed"):
        open_file(f"{repository}/ferry.txt@..")


def test_a_working_tree_beside_the_repository_has_its_history(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "beside"), "HEAD~1")
    assert len(open_file(f"{tmp_path}/beside/boat.txt@..")) == 2


def test_a_commit_message_that_acts_on_a_terminal_does_not(repository: Path) -> None:
    commit(repository, "ferry.txt", TEXT.format(day=4), "\x1b[2JGone \x9b31m\u202e", **day(4))
    assert open_article(f"{repository}/ferry.txt@HEAD").subject == "^[[2JGone <U+009B>31m<U+202E>"


TRAPS = """
[core]
    fsmonitor = {trap}
    hooksPath = {folder}
    pager = {trap}
    sshCommand = {trap}
    alternateRefsCommand = {trap}
    editor = {trap}
[alias]
    log = !{trap}
    cat-file = !{trap}
[diff "trap"]
    textconv = {trap}
    command = {trap}
[diff]
    external = {trap}
[filter "trap"]
    smudge = {trap}
    clean = {trap}
    process = {trap}
[log]
    showSignature = true
[gpg]
    program = {trap}
[remote "origin"]
    url = ext::{trap}
    promisor = true
    partialclonefilter = blob:none
    uploadpack = {trap}
[protocol]
    allow = always
[extensions]
    partialClone = origin
[include]
    path = {folder}/more
"""


def test_nothing_that_a_repository_says_is_run(repository: Path, tmp_path: Path) -> None:
    """Configuration, hooks, filters, attributes, pagers, monitors, signatures, and objects that would have to be fetched."""
    sprung = tmp_path / "sprung"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho $0 $@ >> {sprung}\nexit 0\n", encoding="utf-8")
    trap.chmod(0o755)
    commit(repository, ".gitattributes", "* diff=trap filter=trap merge=trap\n", "Lay traps", **day(5))
    commit(repository, "ferry.txt", TEXT.format(day=6), "Go on", **day(6))
    lost = git(repository, "rev-parse", "HEAD~4:boat.txt").strip()
    with (repository / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(TRAPS.format(trap=trap, folder=tmp_path))
    hooks = repository / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        shutil.copy(trap, hooks / hook)
    (repository / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    history = open_file(f"{repository}/ferry.txt@..")
    assert [article.subject for article in history] == ["Sail a day later", "Call it a ferry", "Go on"]
    assert any("missing from the repository" in notice for notice in history[-1].notices)
    assert "on day 6," in open_article(f"{repository}/ferry.txt@HEAD").text
    assert not sprung.exists(), sprung.read_text(encoding="utf-8")
    # Else the test would prove nothing.
    subprocess.run(["git", "status"], cwd=repository, capture_output=True, timeout=60, check=False)
    assert sprung.exists()


def test_the_environment_of_another_repository_changes_nothing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_EXTERNAL_DIFF"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert len(open_file(f"{repository}/ferry.txt@..")) == 3


def test_a_git_that_hangs_is_ended(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = repository / ".git" / "refs" / "heads" / "pipe"
    os.mkfifo(ref)
    monkeypatch.setattr("reader.sources.repository.PATIENCE_SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(SourceError):
        open_file(f"{repository}/ferry.txt@pipe..HEAD")
    assert time.monotonic() - start < 10


def test_nothing_is_written_into_the_repository(repository: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in repository.rglob("*")}

    before = state()
    open_file(f"{repository}/ferry.txt@..")
    open_article(f"{repository}/ferry.txt@HEAD")
    assert state() == before


def test_two_hundred_commits_open_in_two_seconds(tmp_path: Path) -> None:
    """Written with `git fast-import`, for committing one by one takes longer than the test may."""
    git(tmp_path, "init", "-q", "-b", "main")
    parts = []
    for number in range(200):
        text = "\n\n".join(
            f"Paragraph {k} was changed on day {number if k == number % 9 else 0}." for k in range(9)
        )
        parts.append(
            f"commit refs/heads/main\ncommitter Jo Li <jo@example.org> {1_935_000_000 + 60 * number} +0000\n"
            f"data {len(str(number))}\n{number}\nM 100644 inline ferry.txt\ndata {len(text)}\n{text}\n"
        )
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=tmp_path, input="".join(parts).encode(), timeout=60, check=True
    )
    start = os.times()
    history = open_file(f"{tmp_path}/ferry.txt@..")
    end = os.times()
    assert [article.subject for article in history] == [str(number) for number in range(200)]
    assert sum(end[:4]) - sum(start[:4]) < 2


def test_commits_are_read_whatever_their_fields_hold(repository: Path) -> None:
    commit(repository, "ferry.txt", TEXT.format(day=7), ":100644 100644 a b M", **day(7))
    with open_repository(f"{repository}/ferry.txt") as opened:
        assert isinstance(opened, Repository)
        assert next(c.subject for c in opened.list_commits("ferry.txt")) == ":100644 100644 a b M"


def test_in_a_kiosk_an_at_sign_is_a_sign_like_any_other(repository: Path) -> None:
    confine(str(repository))
    try:
        with pytest.raises(SourceError):
            open_file(f"{repository}/ferry.txt@HEAD")
    finally:
        confine(None)


def test_without_a_temporary_folder_there_is_one_line(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(repository / "nowhere"))
    with pytest.raises(SourceError, match="git needs a temporary folder"):
        open_file(f"{repository}/ferry.txt@HEAD")
