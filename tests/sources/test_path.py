"""Opening files and folders: what comes in, and what is said of what cannot come in."""

import os
import socket
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.sources import MAX_BYTES, open_article, open_articles
from reader.sources.plain import MAX_LINES

TEXT = "The tide came in.\n\nThe tide went out.\n"


def put(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names_of(folder: Path, paths: list[str]) -> list[str]:
    return [os.path.relpath(article.path, folder) for article in open_articles(paths)[0]]


def reason_for(path: str | Path) -> str:
    with pytest.raises(SourceError) as trouble:
        open_article(path)
    message = str(trouble.value)
    assert "\n" not in message
    assert message.isprintable()
    assert message == f"{trouble.value.path}: {trouble.value.reason}"
    return trouble.value.reason


class TestAFile:
    def test_keeps_the_path_as_it_was_written(self, tmp_path: Path) -> None:
        put(tmp_path, "a.txt")
        article = open_article(f"{tmp_path}/./a.txt")
        assert article.path == f"{tmp_path}/./a.txt"
        assert [p.text for p in article.paragraphs] == ["The tide came in.", "The tide went out."]

    def test_may_have_any_name_when_it_is_named(self, tmp_path: Path) -> None:
        assert open_article(put(tmp_path, "letter.odd")).title == "The tide came in."

    def test_is_missing(self, tmp_path: Path) -> None:
        assert reason_for(tmp_path / "gone.txt") == "no such file or folder"
        assert reason_for(put(tmp_path, "a.txt") / "below.txt") == "no such file or folder"

    def test_is_a_folder(self, tmp_path: Path) -> None:
        assert reason_for(tmp_path) == "is a folder, and a file is wanted"

    def test_may_not_be_read(self, tmp_path: Path) -> None:
        path = put(tmp_path, "secret.txt")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user reads everything")
        assert reason_for(path) == "permission denied"

    def test_without_a_word_is_an_article_without_paragraphs(self, tmp_path: Path) -> None:
        for text in ("", " \n\t\n", "\ufeff", "\u200b\n"):
            article = open_article(put(tmp_path, "a.txt", text))
            assert (article.title, article.paragraphs) == ("", ())
            assert article.notices[-1] == "there is no text in it"

    def test_is_binary(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"MZ\0\0 text")
        assert reason_for(tmp_path / "a.txt") == "is not text (it holds NUL bytes)"

    def test_is_too_large(self, tmp_path: Path) -> None:
        with (tmp_path / "a.txt").open("wb") as file:
            file.truncate(MAX_BYTES + 1)
        assert reason_for(tmp_path / "a.txt") == "is larger than 16 MB, the most an article may be"

    def test_has_too_many_lines(self, tmp_path: Path) -> None:
        reason = reason_for(put(tmp_path, "a.txt", "a\n" * (MAX_LINES + 1)))
        assert reason == "has more than 400,000 lines, the most an article may have"

    def test_is_a_pipe_a_socket_a_device_or_a_loop(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        (tmp_path / "zero.txt").symlink_to("/dev/zero")
        (tmp_path / "loop.txt").symlink_to("loop.txt")
        monkeypatch.chdir(tmp_path)  # the address of a socket must be short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.txt")
            for name in ("pipe.txt", "zero.txt", "socket.txt"):
                assert reason_for(tmp_path / name) == "is not a regular file"
        assert reason_for(tmp_path / "loop.txt") == "is a link that leads back to itself"

    def test_has_a_name_no_file_can_have(self) -> None:
        assert reason_for("a\0b.txt") == "is not a possible name for a file"
        assert reason_for("n" * 5000) == "the name is too long"

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("esc\x1b[2J.txt", "esc^[[2J.txt"),
            ("new\nline.txt", "new^Jline.txt"),
            ("back\rwards\t.txt", "back^Mwards^I.txt"),
            ("c1\x9b.txt", "c1<U+009B>.txt"),
            ("rtl\u202etxt", "rtl<U+202E>txt"),
            ("bad\udcff.txt", "bad<U+DCFF>.txt"),
        ],
    )
    def test_has_a_name_that_would_act_on_the_terminal(self, tmp_path: Path, name: str, shown: str) -> None:
        with pytest.raises(SourceError) as trouble:
            open_article(f"{tmp_path}/{name}")
        assert str(trouble.value) == f"{tmp_path}/{shown}: no such file or folder"
        article = open_article(put(tmp_path, name))
        assert article.path.endswith(name)


class TestAFolder:
    def test_gives_its_text_files_by_name_and_those_below(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", ".hidden.txt", "picture.png", "c/z.TXT", "c/d/y.txt", ".git/x.txt"):
            put(tmp_path, name)
        assert names_of(tmp_path, [str(tmp_path)]) == ["a.md", "b.txt", "c/z.TXT", "c/d/y.txt"]

    def test_is_written_as_the_user_wrote_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path, "f/a.txt")
        monkeypatch.chdir(tmp_path)
        assert [a.path for a in open_articles(["f"])[0]] == ["f/a.txt"]
        assert [a.path for a in open_articles(["f/"])[0]] == ["f/a.txt"]

    def test_reports_what_cannot_be_read_and_goes_on(self, tmp_path: Path) -> None:
        put(tmp_path, "good.txt")
        (tmp_path / "binary.txt").write_bytes(b"a\0b")
        (tmp_path / "gone.txt").symlink_to("nowhere.txt")
        os.mkfifo(tmp_path / "pipe.txt")
        articles, troubles = open_articles([str(tmp_path)])
        assert [Path(a.path).name for a in articles] == ["good.txt"]
        assert [(Path(t.path).name, t.reason) for t in troubles] == [
            ("binary.txt", "is not text (it holds NUL bytes)"),
            ("gone.txt", "no such file or folder"),
            ("pipe.txt", "is not a regular file"),
        ]

    def test_a_file_that_is_named_must_open(self, tmp_path: Path) -> None:
        put(tmp_path, "good.txt")
        with pytest.raises(SourceError, match=r"gone\.txt"):
            open_articles([str(tmp_path / "good.txt"), str(tmp_path / "gone.txt")])

    def test_that_may_not_be_read_is_an_error_when_named_and_reported_when_found(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, "f/locked/a.txt")
        put(tmp_path, "f/b.txt")
        real_scan = os.scandir

        def scan(path: str) -> object:
            if path.endswith("locked"):
                raise PermissionError(13, "Permission denied")
            return real_scan(path)

        monkeypatch.setattr(os, "scandir", scan)
        articles, troubles = open_articles([str(tmp_path / "f")])
        assert [Path(a.path).name for a in articles] == ["b.txt"]
        assert [(Path(t.path).name, t.reason) for t in troubles] == [("locked", "permission denied")]
        with pytest.raises(SourceError, match="locked: permission denied"):
            open_articles([str(tmp_path / "f/locked")])

    def test_without_articles_is_an_error(self, tmp_path: Path) -> None:
        put(tmp_path, "picture.png")
        with pytest.raises(SourceError, match="there are no articles in this folder"):
            open_articles([str(tmp_path)])

    def test_with_only_unreadable_articles_says_which(self, tmp_path: Path) -> None:
        (tmp_path / "binary.txt").write_bytes(b"a\0b")
        articles, troubles = open_articles([str(tmp_path)])
        assert articles == ()
        assert len(troubles) == 1

    def test_links_to_folders_are_not_entered(self, tmp_path: Path) -> None:
        put(tmp_path, "inside/a.txt")
        put(tmp_path, "outside/b.txt")
        (tmp_path / "inside/up").symlink_to("..")
        (tmp_path / "inside/self").symlink_to("self")
        assert names_of(tmp_path, [str(tmp_path / "inside")]) == ["inside/a.txt"]

    def test_no_file_comes_twice_by_links_or_overlapping_folders(self, tmp_path: Path) -> None:
        put(tmp_path, "f/a.txt")
        (tmp_path / "f/latest.txt").symlink_to("a.txt")
        assert names_of(tmp_path, [str(tmp_path), str(tmp_path / "f")]) == ["f/a.txt"]

    def test_a_file_named_twice_comes_twice(self, tmp_path: Path) -> None:
        path = str(put(tmp_path, "a.txt"))
        assert len(open_articles([path, path])[0]) == 2

    def test_a_file_that_vanishes_meanwhile_is_only_reported(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("a.txt", "b.txt", "c.txt"):
            put(tmp_path, name)
        real_open = os.open

        def open_and_remove(path: str, flags: int) -> int:
            (tmp_path / "b.txt").unlink(missing_ok=True)
            return real_open(path, flags)

        monkeypatch.setattr(os, "open", open_and_remove)
        articles, troubles = open_articles([str(tmp_path)])
        assert [Path(a.path).name for a in articles] == ["a.txt", "c.txt"]
        assert [t.reason for t in troubles] == ["no such file or folder"]
