"""Opening files and folders: what comes in, and what is said of what cannot come in."""

from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.sources import open_article, open_articles


def test_an_article_keeps_the_path_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The tide came in.\n\nThe tide went out.\n", encoding="utf-8")
    article = open_article(f"{tmp_path}/./a.txt")
    assert article.path == f"{tmp_path}/./a.txt"
    assert [p.text for p in article.paragraphs] == ["The tide came in.", "The tide went out."]


def test_a_missing_file_is_named_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.txt: no such file") as trouble:
        open_article(tmp_path / "gone.txt")
    assert "\n" not in str(trouble.value)


def test_a_folder_gives_its_text_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(f"This is {name} as a text.", encoding="utf-8")
    articles, troubles = open_articles([str(tmp_path)])
    assert [Path(a.path).name for a in articles] == ["a.txt", "b.txt"]
    assert troubles == ()
