"""What the commands of the library print, as text and as JSON, and that nothing in it acts on a terminal."""

import json
from pathlib import Path

import pytest
from library_articles import GOAT, QUAY, Opener, write_article
from library_sessions import run

from reader.library import Library
from reader.library import articles as store


@pytest.fixture
def filled(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a library that knows two articles and a note."""
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)
    files = [write_article(tmp_path / "quay.txt", QUAY), write_article(tmp_path / "goat\x1b[2J.txt", GOAT)]
    library.articles.open_files(files, Opener())
    library.keep_note("goat.txt", "Ask about\tthe race\nsoon \\ now")
    return Path(library.folder)


def ask(folder: Path, *arguments: str) -> str:
    status, out, error = run(*arguments, "--library", str(folder))
    assert (status, error) == (0, "")
    assert "\x1b" not in out
    return out


def test_notes_are_printed(filled: Path) -> None:
    assert ask(filled, "notes") == "goat.txt\n    Ask about the race\n    soon \\ now\n"
    assert ask(filled, "notes", "--tsv") == "goat.txt\tAsk about\\tthe race\\nsoon \\\\ now\n"
    (note,) = json.loads(ask(filled, "notes", "--json"))["notes"]
    assert (note["path"], note["text"]) == ("goat.txt", "Ask about\tthe race\nsoon \\ now")
    assert ask(filled, "notes", "quay.txt") == ""


def test_hits_are_printed(filled: Path, tmp_path: Path) -> None:
    out = ask(filled, "search", "storm", "old quay")
    assert out.startswith(f"{tmp_path / 'quay.txt'}\n    Port Ellery closes its old quay ¶ The town council")
    assert ask(filled, "search", "goat race fair").startswith(f"{tmp_path}/goat^[[2J.txt\n")
    assert ask(filled, "search", "speaker:kroll winter").endswith(
        "\n    Nadia Kroll: We can’t wait for another winter,\n"
    )
    assert ask(filled, "search", "speaker:Nadia Kroll", "winter").count("Nadia Kroll: ") == 1
    assert ask(filled, "search", "nowhere") == ""
    assert ask(filled, "search", "said", "--limit", "1").endswith("\n1 more; --limit shows them\n")


def test_hits_are_told_in_json(filled: Path, tmp_path: Path) -> None:
    answer = json.loads(ask(filled, "search", "storm", "--json"))
    assert answer["total"] == len(answer["hits"]) == 1
    (hit,) = answer["hits"]
    assert (hit["kind"], hit["path"], hit["speaker"]) == ("article", str(tmp_path / "quay.txt"), None)
    assert [hit["excerpt"][start:end] for start, end in hit["spans"]] == ["storm"]


def test_nothing_to_search_for_is_one_line(filled: Path) -> None:
    status, out, error = run("search", "--library", str(filled), "--", "--")
    assert (status, out) == (2, "")
    assert error == "reader: --: there is no word to search for\n"


def test_joining_and_parting_are_kept(filled: Path, library: Library, tmp_path: Path) -> None:
    a, b, c = (str(tmp_path / name) for name in "abc")
    for name in (a, b, c):
        Path(name).touch()
    assert ask(filled, "join", a, b, c) == ""
    assert ask(filled, "part", c, a) == ""
    assert [(d.one, d.other, d.together) for d in library.decisions()] == [(a, b, True), (c, a, False)]
    status, _, error = run("join", "--library", str(filled), a)
    assert (status, error) == (2, f"reader: {a}: two articles are needed, or more\n")
    status, _, error = run("join", "--library", str(filled), a, f"{a}x")
    assert (status, error) == (2, f"reader: {a}x: no such file or folder\n")


def test_an_empty_note_is_not_kept(filled: Path) -> None:
    before = ask(filled, "notes")
    assert run("note", "quay.txt", " ", "--library", str(filled))[0] == 2
    assert ask(filled, "notes") == before


def test_paths_are_told(filled: Path) -> None:
    paths = json.loads(ask(filled, "paths", "--json"))["paths"]
    assert paths["library"] == str(filled)
    assert paths["settings"].endswith("/reader/config.toml")
    assert paths["copied"].endswith("/reader/copied.txt")
    assert ask(filled, "paths").count("\n") == 3
