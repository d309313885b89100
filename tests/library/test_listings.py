"""What a list says of stories is worked out once, in several processes where there is much of it, and comes back as it was."""

from pathlib import Path

import pytest
from library_articles import GOAT, QUAY, write_article

from reader.library import Library, listings
from reader.library import articles as store
from reader.library.arranging import arrange
from reader.library.listed import list_stories
from reader.library.listings import keep_list, list_known, look_at_files, recall_list


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)
    monkeypatch.setattr(listings, "SAME_MOMENT_NS", 0)
    texts = [QUAY, GOAT, QUAY.replace("Friday", "Thursday")]
    return [write_article(tmp_path / f"{number}.txt", text) for number, text in enumerate(texts)]


def test_facts_are_worked_out_once(
    library: Library, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stories, _ = arrange(library.open_files(files)[0], library)
    told: list[tuple[int, int]] = []
    listed = list_known(stories, library.articles, lambda done, total: told.append((done, total)))
    assert listed == list_stories(stories)
    assert told == [(0, 2)]
    assert [v.speakers for story in listed for v in story.versions] == [
        ("Nadia Kroll", "Tomas Vane"),
        ("Nadia Kroll", "Tomas Vane"),
        ("Ilse Marrin",),
    ]
    monkeypatch.setattr(listings, "list_story", lambda story: pytest.fail("worked out twice"))
    assert list_known(stories, library.articles) == listed


def test_a_whole_list_comes_back_until_a_file_or_a_decision_changes(
    library: Library, files: list[str]
) -> None:
    wanted = look_at_files(library, files)
    assert wanted is not None
    assert recall_list(library, wanted) is None
    listed = list_stories(arrange(library.open_files(files)[0], library)[0])
    keep_list(library, wanted, listed)
    assert look_at_files(library, files) == wanted
    assert recall_list(library, wanted) == listed
    library.keep_decisions(files[0], files[1:], together=True)
    decided = look_at_files(library, files)
    assert decided is not None
    assert recall_list(library, decided) is None
    write_article(Path(files[1]), QUAY, seconds_ago=30)
    changed = look_at_files(library, files)
    assert changed not in (None, decided)


def test_files_that_were_just_written_are_not_trusted(
    library: Library, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "SAME_MOMENT_NS", 60_000_000_000)
    assert look_at_files(library, files) is None
    assert look_at_files(library, [*files, "nowhere.txt"]) is None
