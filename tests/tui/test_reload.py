"""A file that changes while it is open is noticed at a key and read again at `R`; the place is kept."""

import time
from pathlib import Path

import pytest
from pty_session import Session

from reader.article import Article, Paragraph
from reader.reading import analyse, start_reading
from reader.tui.reload import Watch, _renewed, _same_spot
from reader.tui.screen import Spot

PARAGRAPHS = [
    f"Paragraph {word} tells of the old quay, said Mayor Nadia Kroll of Port Ellery."
    for word in "one two three four five six seven eight nine ten eleven twelve thirteen".split()  # noqa: SIM905
]


def write(path: Path, paragraphs: list[str]) -> str:
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def settled(tmp_path: Path) -> Path:
    """A file that was written a while ago."""
    path = tmp_path / "story.txt"
    write(path, PARAGRAPHS)
    time.sleep(0.05)
    return path


def test_a_change_is_noticed_once(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.reload.PAUSE_SECONDS", 0)
    watch, path = Watch(), str(settled)
    assert watch.find_changed([path, f"{path}#2", "-", "sample/1-wire.txt"]) == []
    time.sleep(0.02)
    write(settled, PARAGRAPHS[1:])
    assert watch.find_changed([path]) == [path]
    assert watch.find_changed([path]) == []
    assert watch.find_changed([f"{path}#2"]) == [f"{path}#2"]
    settled.unlink()
    assert watch.find_changed([path]) == [path]
    watch.begin()
    assert watch.find_changed([path]) == []


def test_a_change_before_the_first_look_is_noticed(settled: Path) -> None:
    watch = Watch()
    time.sleep(0.02)
    Path(write(settled.with_suffix(".new"), PARAGRAPHS)).replace(settled)
    assert watch.find_changed([str(settled)]) == [str(settled)]


def test_the_disk_is_left_alone_for_a_while(settled: Path) -> None:
    watch = Watch()
    watch.find_changed([str(settled)])
    settled.unlink()
    assert watch.find_changed([str(settled)]) == []


def test_a_place_is_found_again_by_its_words() -> None:
    old = [Article("a", "", tuple(map(Paragraph, PARAGRAPHS))), Article("b", "", (Paragraph("Other."),))]
    reading = start_reading(analyse(old))
    new = Article("a", "", tuple(map(Paragraph, ["News.", "More news.", *PARAGRAPHS[:10]])))
    renewed = _renewed(reading, [new])
    assert [version.article for version in renewed.story.versions] == [new, old[1]]
    assert _same_spot(Spot(0, 5), reading, renewed) == Spot(0, 7)
    assert _same_spot(Spot(0, 12), reading, renewed) == Spot(0, 11)


def test_what_is_read_is_read_again_at_its_place(settled: Path) -> None:
    with Session(settled.name, cwd=settled.parent, lines=24) as session:
        session.wait_for("Paragraph one")
        session.type("}}}}}}")
        session.wait_for("¶ 7/13")
        time.sleep(1)
        write(settled, ["Something new came first.", *PARAGRAPHS])
        session.type("j")
        session.wait_for("story.txt has changed on the disk; R reads it again")
        session.type("R")
        session.wait_for("read again: 1 changed", "Paragraph seven")
        session.type("j")
        session.wait_for("¶ 8/14")
        session.type("Q")
        assert session.wait_for_end() == 0


def test_a_comparison_is_made_again(settled: Path) -> None:
    other = settled.with_name("other.txt")
    write(other, ["It begins in another way.", *PARAGRAPHS[1:]])
    with Session(str(settled), str(other)) as session:
        session.wait_for("It begins in another way")
        write(other, ["It begins in a third way.", *PARAGRAPHS[1:]])
        session.type("R")
        session.wait_for("It begins in a third way", "read again: 1 changed")
        session.type("Q")
        assert session.wait_for_end() == 0


def test_a_file_that_is_gone_stays_as_it_was_read(settled: Path) -> None:
    with Session(str(settled.parent)) as session:
        session.wait_for("story.txt")
        write(settled.with_name("second.txt"), ["Something else altogether was said about the tram."])
        session.type("R")
        session.wait_for("read again: 1 new", "second.txt")
        session.type("\r")
        session.wait_for("¶ 1/")
        session.type("Q")
        assert session.wait_for_end() == 0
