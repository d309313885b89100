"""A large folder goes through the library: listed the same each time, its troubles told each time, whatever the library does."""

import json
import os
import time
from pathlib import Path

import pytest
from command_line import NEW, OLD, reader


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of four files, which is large enough here."""
    monkeypatch.setattr("reader.cli.opening.LARGE", 4)
    for where in ("articles", "listings"):
        monkeypatch.setattr(f"reader.library.{where}.SAME_MOMENT_NS", 0)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in (("a", OLD), ("b", NEW), ("c", "A goat came.\n"), ("d", "It went.\n")):
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
        then = time.time() - 60
        os.utime(texts / f"{name}.txt", (then, then))
    return texts


def list_json(folder: Path, library: Path) -> tuple[list[list[str]], str]:
    done = reader("list", "--json", "--library", str(library), str(folder))
    assert done.returncode == 0, done
    stories = json.loads(done.stdout)["stories"]
    return [[Path(version["path"]).stem for version in story["versions"]] for story in stories], done.stderr


def test_the_second_list_is_the_first_one_and_opens_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = list_json(folder, tmp_path / "library")
    assert first == ([["a", "b"], ["c"], ["d"]], "")
    monkeypatch.setattr("reader.cli.opening._open_files", lambda *_: pytest.fail("opened again"))
    assert list_json(folder, tmp_path / "library") == first


def test_a_change_is_listed(folder: Path, tmp_path: Path) -> None:
    list_json(folder, tmp_path / "library")
    (folder / "d.txt").write_text(OLD, encoding="utf-8")
    assert sorted(map(sorted, list_json(folder, tmp_path / "library")[0])) == [["a", "b", "d"], ["c"]]
    (folder / "c.txt").unlink()
    assert sorted(map(sorted, list_json(folder, tmp_path / "library")[0])) == [["a", "b", "d"]]


def test_what_cannot_be_opened_is_told_each_time(folder: Path, tmp_path: Path) -> None:
    (folder / "e.txt").write_bytes(b"PK\0\0\0" * 40)
    first = list_json(folder, tmp_path / "library")
    assert "e.txt: " in first[1]
    assert list_json(folder, tmp_path / "library") == first


@pytest.mark.parametrize("damage", [b"", b"no database" * 1000])
def test_a_library_that_cannot_be_read_stands_in_nobodys_way(
    folder: Path, tmp_path: Path, damage: bytes
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "library.db").write_bytes(damage)
    (library / "articles.db").write_bytes(damage)
    assert list_json(folder, library)[0] == [["a", "b"], ["c"], ["d"]]
    assert list_json(folder, tmp_path / "texts" / "a.txt")[0] == [["a", "b"], ["c"], ["d"]]
