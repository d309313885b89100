"""Files from one folder and from nowhere else: by no name, by no link, and not if something changes hands while it is opened."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.sources import beneath, open_article, open_articles
from reader.sources.beneath import confine, is_beneath


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that is all there is, with a secret beside it."""
    inside = tmp_path / "inside"
    (inside / "deep").mkdir(parents=True)
    for path in (
        inside / "one.txt",
        inside / "deep" / "two.txt",
        tmp_path / "secret.txt",
        tmp_path / "inside.txt",
    ):
        path.write_text(f"Said the {path.stem} mayor of nowhere at all.", encoding="utf-8")
    confine(os.path.realpath(inside))
    try:
        yield inside
    finally:
        confine(None)


def test_what_lies_inside_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "link.txt").symlink_to("deep/two.txt")
    (folder / "deep" / "back.txt").symlink_to(folder / "one.txt")
    for name, word in (
        ("one.txt", "one"),
        ("deep/../one.txt", "one"),
        ("link.txt", "two"),
        ("deep/back.txt", "one"),
    ):
        assert word in open_article(str(folder / name)).text
    monkeypatch.chdir(folder)
    assert "two" in open_article("deep/two.txt").text
    assert len(open_articles(["."])[0]) == 2


def outside(folder: Path) -> list[str]:
    (folder / "leak.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "near.txt").symlink_to("../secret.txt")
    (folder / "up").symlink_to("..")
    return [
        str(folder.parent / "secret.txt"),
        str(folder.parent / "inside.txt"),  # its name begins as the folder's does
        str(folder / ".." / "secret.txt"),
        str(folder / "leak.txt"),
        str(folder / "near.txt"),
        str(folder / "up" / "secret.txt"),
        f"/proc/self/cwd/{os.path.relpath(folder.parent / 'secret.txt')}",
        "/etc/passwd",
        "/dev/zero",
    ]


def test_what_lies_outside_is_refused_and_nothing_tells_whether_it_is_there(folder: Path) -> None:
    for path in (*outside(folder), str(folder.parent / "nowhere.txt"), "/nowhere/at/all.txt"):
        with pytest.raises(SourceError, match="lies outside the folder") as refused:
            open_article(path)
        assert "\n" not in str(refused.value)


def test_links_in_the_folder_are_said_and_the_rest_opens(folder: Path) -> None:
    outside(folder)
    articles, troubles = open_articles([str(folder)])
    assert len(articles) == 2
    assert troubles and all("lies outside" in str(trouble) for trouble in troubles)


@pytest.mark.parametrize("name", ["one.txt", "deep/two.txt"])
def test_a_link_that_comes_while_a_file_is_opened_is_not_followed(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path is resolved, then somebody puts a link in its place, then it is opened."""
    resolve = os.path.realpath
    first = folder / name.partition("/")[0]

    def exchange(path: str) -> str:
        real = resolve(path)
        if not first.is_symlink():
            first.rename(folder.parent / "taken")
            target = folder.parent / ("secret.txt" if first.suffix else "elsewhere")
            first.symlink_to(target)
        return real

    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "two.txt").write_text("The secret.", encoding="utf-8")
    monkeypatch.setattr(beneath.os.path, "realpath", exchange)
    with pytest.raises(SourceError):
        open_article(str(folder / name))


def test_a_folder_is_beneath_itself_and_no_other_that_begins_like_it() -> None:
    assert is_beneath("/srv/a", "/srv/a") and is_beneath("/srv/a/b", "/srv/a") and is_beneath("/etc", "/")
    assert not is_beneath("/srv/ab", "/srv/a") and not is_beneath("/srv", "/srv/a")
