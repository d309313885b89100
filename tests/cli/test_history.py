"""Committed versions as a table and wherever a path is taken."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import assert_trouble, reader

from reader.tui.memory import last_session, save_session

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

TEXT = "The ferry sails again\n\n“It will sail on the day {day} of May,” said Oda Fenn, who owns it and lives by the harbour.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file with three versions in git, the last not yet committed."""
    parts = []
    for number in (1, 2):
        text = TEXT.format(day=number).encode()
        subject = f"Sail on day {number}".encode()
        parts.append(
            b"commit refs/heads/main\ncommitter Jo Li <jo@example.org> %d +0000\ndata %d\n%s\n"
            b"M 100644 inline ferry.txt\ndata %d\n%s\n"
            % (1_935_000_000 + 86_400 * number, len(subject), subject, len(text), text)
        )
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(tmp_path)}
    for words, given in ((["init", "-q", "-b", "main"], b""), (["fast-import", "--quiet"], b"".join(parts))):
        subprocess.run(["git", *words], cwd=tmp_path, input=given, env=environment, timeout=60, check=True)
    (tmp_path / "ferry.txt").write_text(TEXT.format(day=3), encoding="utf-8")
    os.utime(tmp_path / "ferry.txt", (2_000_000_000, 2_000_000_000))
    return tmp_path


def test_a_history_is_a_table_the_newest_last(folder: Path) -> None:
    done = reader("history", "ferry.txt", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == [
        "2031-04-27 20:00  Jo Li      24 words  Sail on day 1",
        "2031-04-28 20:00  Jo Li      24 words  Sail on day 2",
    ]
    assert reader("ferry.txt", "--history", cwd=folder).stdout == done.stdout
    assert reader("history", "ferry.txt", "HEAD~1..HEAD", cwd=folder).stdout == lines[1] + "\n"
    assert reader("history", "ferry.txt", "HEAD~1", cwd=folder).stdout == lines[1] + "\n"
    assert all(
        len(line) <= 40
        for line in reader("history", "ferry.txt", "--width", "40", cwd=folder).stdout.splitlines()
    )


def test_a_history_is_told_in_json(folder: Path) -> None:
    answer = json.loads(reader("history", "ferry.txt", "--json", cwd=folder).stdout)
    assert answer["path"] == "ferry.txt"
    assert [v["subject"] for v in answer["versions"]] == ["Sail on day 1", "Sail on day 2"]
    assert all(v["path"] == f"ferry.txt@{v['revision'][:10]}" for v in answer["versions"])


def test_a_revision_goes_wherever_a_path_goes(folder: Path) -> None:
    assert "day 1 of May" in reader("show", "ferry.txt@HEAD~1", cwd=folder).stdout
    compared = reader("diff", "--inline", "ferry.txt@HEAD", "ferry.txt", cwd=folder).stdout
    assert "the day [-2-]{+3+} of May" in compared or "the day [-2-] {+3+} of May" in compared
    assert compared.startswith("old ferry.txt@HEAD 2031-04-28 20:00 · 24 words\nnew ferry.txt 24 words\n")
    quotes = json.loads(reader("quotes", "--json", "ferry.txt@HEAD", cwd=folder).stdout)
    assert (quotes["path"], quotes["quotes"][0]["speaker"]["name"]) == ("ferry.txt@HEAD", "Oda Fenn")
    (story,) = json.loads(reader("list", "--json", "ferry.txt@..", "ferry.txt", cwd=folder).stdout)["stories"]
    assert [v["date"][:10] for v in story["versions"]][:2] == ["2031-04-27", "2031-04-28"]
    assert story["versions"][2]["path"] == "ferry.txt"


def test_what_has_no_history_is_one_line(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert_trouble(reader("history", "nowhere.txt", cwd=folder), "nowhere.txt: was never committed")
    assert_trouble(reader("history", "ferry.txt", "a..b", cwd=folder), "ferry.txt: there is no revision a..b")
    assert_trouble(reader("show", "ferry.txt@v9", cwd=folder), "ferry.txt@v9: there is no revision v9")
    assert_trouble(reader("--history", cwd=folder), "--history goes with one file")
    said = reader("history", "ferry.txt@HEAD", cwd=folder)
    assert_trouble(said, "ferry.txt@HEAD: names a version, and a file is wanted")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.txt").write_text("Nothing to see.\n", encoding="utf-8")
    assert_trouble(reader("history", "a.txt", cwd=elsewhere), "a.txt: is in no git repository")


def test_versions_of_unlike_texts_are_one_story_in_a_history(folder: Path) -> None:
    (folder / "ferry.txt").write_text("Nothing is left of it but this.\n", encoding="utf-8")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for words in (
        ["add", "."],
        ["-c", "user.name=Jo", "-c", "user.email=jo@example.org", "commit", "-qm", "Cut"],
    ):
        subprocess.run(["git", *words], cwd=folder, env=environment, timeout=60, check=True)
    (story,) = json.loads(reader("list", "--json", "ferry.txt@..", cwd=folder).stdout)["stories"]
    assert len(story["versions"]) == 3


def test_a_history_is_gone_on_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.chdir(folder)
    save_session(["ferry.txt@..", "gone.txt", "ferry.txt"])
    assert last_session() == (f"{folder}/ferry.txt@..", f"{folder}/ferry.txt")
