"""Real git, with the lines that `reader gitconfig` prints and as GIT_EXTERNAL_DIFF."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

READER = f'"{sys.executable}" -m reader'
OLD = "The ferry will sail on Monday, said Oda Fenn, who owns it.\n\nNobody else commented.\n"
NEW = "The ferry will sail on Tuesday, said Oda Fenn, who owns it.\n\nNobody else commented.\n"


def git(folder: Path, *words: str, **more: str) -> str:
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_PAGER": "cat",
        **more,
    }
    done = subprocess.run(
        ["git", *words],
        cwd=folder / "texts",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    printed = subprocess.run(
        [sys.executable, "-m", "reader", "gitconfig"], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    person = "[user]\n\tname = Test\n\temail = test@example.org\n"
    quoted = READER.replace('"', '\\"')
    (tmp_path / "gitconfig").write_text(
        person + printed.replace("= reader ", f"= {quoted} "), encoding="utf-8"
    )
    git(tmp_path, "init", "-q")
    (texts / ".gitattributes").write_text("*.txt diff=reader\n", encoding="utf-8")
    (texts / "ferry.txt").write_text(OLD, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    (texts / "ferry.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_git_calls_it_with_seven_words(repository: Path) -> None:
    shown = git(repository, "diff", GIT_EXTERNAL_DIFF=f"{READER} diff")
    assert "[-Monday-]" in shown
    assert "{+Tuesday+}" in shown


def test_a_version_is_called_what_git_calls_it(repository: Path) -> None:
    """Git names copies in a folder of its own first, and those are no help to a reader."""
    shown = git(repository, "diff", GIT_EXTERNAL_DIFF=f"{READER} diff").splitlines()
    assert shown[0].startswith("old ferry.txt ")
    assert shown[1].startswith("new ferry.txt ")


def test_a_renamed_file_has_both_its_names(repository: Path) -> None:
    git(repository, "mv", "ferry.txt", "boat.txt")
    shown = git(repository, "diff", "--cached", "-M", GIT_EXTERNAL_DIFF=f"{READER} diff --all").splitlines()
    assert shown[0].startswith("old ferry.txt ")
    assert shown[1].startswith("new boat.txt ")


def test_a_new_file_is_held_against_nothing(repository: Path) -> None:
    (repository / "texts" / "harbour.txt").write_text("A harbour was opened.\n", encoding="utf-8")
    git(repository, "add", "-N", "harbour.txt")
    shown = git(repository, "diff", "--", "harbour.txt", GIT_EXTERNAL_DIFF=f"{READER} diff")
    assert "A harbour was opened." in shown
    assert "1 added" in shown


def test_the_textconv_gives_the_clean_text(repository: Path) -> None:
    shown = git(repository, "diff")
    assert "-The ferry will sail on Monday, said Oda Fenn, who owns it." in shown
    assert "+The ferry will sail on Tuesday, said Oda Fenn, who owns it." in shown


def test_the_difftool_gets_both_files(repository: Path) -> None:
    """On a pipe the two files are compared in print, as the screen would."""
    shown = git(repository, "difftool", "-y", "-t", "reader")
    assert "[-Monday-]" in shown
