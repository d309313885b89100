"""Where one left off: the last session of which something is still there."""

import json
from pathlib import Path

import pytest

from reader.config import state_folder
from reader.tui.memory import last_session, save_session


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = [str(tmp_path / name) for name in ("ferry.txt", "quay.txt", "mole.txt")]
    for name in names:
        Path(name).write_text("A line.\n", encoding="utf-8")
    return names


def test_a_session_whose_files_are_gone_makes_room_for_the_one_before(files: list[str]) -> None:
    save_session(files[:1])
    save_session(files[1:])
    for name in files[1:]:
        Path(name).unlink()
    assert last_session() == (files[0],)


def test_of_a_session_is_kept_what_is_still_there(files: list[str]) -> None:
    save_session(files)
    Path(files[1]).unlink()
    assert last_session() == (files[0], files[2])


@pytest.mark.parametrize("folder", ["git-blob-a1b2c3", "git-difftool.Xy12Zz"])
def test_what_git_hands_over_for_a_difftool_is_no_session(
    files: list[str], tmp_path: Path, folder: str
) -> None:
    passing = tmp_path / folder / "ferry.txt"
    passing.parent.mkdir()
    passing.write_text("A line.\n", encoding="utf-8")
    save_session(files[:1])
    save_session([str(passing), files[1]])
    assert last_session() == (files[0],)


def test_few_sessions_are_kept_and_none_twice(files: list[str]) -> None:
    for _ in range(4):
        for name in files:
            save_session([name])
    kept = json.loads((Path(state_folder()) / "session.json").read_text(encoding="utf-8"))
    assert [kept["paths"], *kept["before"]] == [[name] for name in reversed(files)]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"paths": 3}', '{"paths": ["x"], "before": 4}', '{"before": []}']
)
def test_a_damaged_session_is_none(text: str) -> None:
    folder = Path(state_folder())
    folder.mkdir(parents=True)
    (folder / "session.json").write_text(text, encoding="utf-8")
    assert last_session() == ()
