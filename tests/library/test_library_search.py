"""Search finds words, rows of words, beginnings, and what somebody says; nothing a user writes is an error."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_articles import GOAT, QUAY, Opener, write_article

from reader.errors import UsageError
from reader.library import Library
from reader.library import articles as store
from reader.library.search import read_snippet


@pytest.fixture
def filled(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that knows two articles and a note."""
    monkeypatch.setattr(store, "SAME_MOMENT_NS", 0)
    files = [write_article(tmp_path / "quay.txt", QUAY), write_article(tmp_path / "goat.txt", GOAT)]
    library.articles.open_files(files, Opener())
    library.keep_note("goat.txt", "Ask about the Winter race")
    return library


def found(library: Library, words: str) -> list[str]:
    return sorted(Path(hit.path).name for hit in library.search(words).hits if hit.kind != "note")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("quay", ["quay.txt"]),
        ("QUAY council", ["quay.txt"]),
        ("quay goat", []),
        ("cafe", ["quay.txt"]),
        ("said", ["goat.txt", "quay.txt"]),
        ('"old quay"', ["quay.txt"]),
        ("“old quay”", ["quay.txt"]),
        ('"quay old"', []),
        ("surp*", ["goat.txt"]),
        ("surp", []),
        ("can't", ["quay.txt"]),
        ("NOT quay", []),
        ("quay OR", []),
        ("quay (", ["quay.txt"]),
        ('quay "', ["quay.txt"]),
        ("title:quay", []),
    ],
)
def test_words_are_found(filled: Library, words: str, names: list[str]) -> None:
    assert found(filled, words) == names


def test_an_excerpt_shows_the_words_where_they_stand(filled: Library) -> None:
    (hit,) = filled.search("storm damaged").hits
    assert [hit.excerpt[start:end] for start, end in hit.spans] == ["storm", "damaged"]
    assert hit.excerpt.strip("…") in QUAY
    assert hit.title == "Port Ellery closes its old quay"
    assert (hit.kind, hit.speaker, hit.others) == ("article", None, ())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("speaker:Kroll", {("Nadia Kroll", "We can’t wait for another winter,")}),
        ("speaker:kroll winter", {("Nadia Kroll", "We can’t wait for another winter,")}),
        ('winter speaker:"Nadia Kroll"', {("Nadia Kroll", "We can’t wait for another winter,")}),
        ("speaker:Kroll gift", set()),
        ("speaker:Marrin never", {("Ilse Marrin", "She has never run before,")}),
        ("speaker:Nobody", set()),
    ],
)
def test_what_somebody_says_is_found(filled: Library, words: str, said: set[tuple[str, str]]) -> None:
    for _ in range(2):
        hits = filled.search(words).hits
        assert {hit.kind for hit in hits} <= {"quotation"}
        assert {(hit.speaker, hit.excerpt) for hit in hits} == said


def test_who_is_quoted_is_found_out_once(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    assert filled.search("speaker:Kroll", progress=lambda *count: told.append(count)).total == 1
    assert told == [(0, 1), (1, 1)]
    monkeypatch.setattr("reader.quotes.find_quotations", lambda article: pytest.fail("read twice"))
    assert filled.search("speaker:Kroll winter").total == 1


def test_many_articles_are_read_for_who_is_quoted_in_turns(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.quoted.MOST_READ", 1)
    first, second = filled.search("speaker:s*"), filled.search("speaker:s*")
    assert (first.unread, second.unread) == (1, 0)


def test_notes_are_found_too(filled: Library) -> None:
    hit = filled.search("winter race").hits[0]
    assert (hit.kind, hit.path, hit.excerpt) == ("note", "goat.txt", "Ask about the Winter race")
    assert [hit.excerpt[start:end] for start, end in hit.spans] == ["Winter", "race"]


def test_a_limit_leaves_out_hits_and_still_counts_them(filled: Library) -> None:
    answer = filled.search("said", limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)


def test_nothing_to_search_for_is_said(filled: Library) -> None:
    for words in ("", "  ", "“”", "-- *"):
        with pytest.raises(UsageError, match="there is no word to search for"):
            filled.search(words)


def test_a_library_that_is_not_there_finds_nothing(library: Library) -> None:
    assert library.search("quay").hits == ()
    assert library.search("speaker:Kroll").hits == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("abq 1*\"“”()^:+-{}AND ORNEAR,'\0"), max_size=25))
def test_nothing_a_user_writes_is_an_error(filled: Library, words: str) -> None:
    try:
        filled.search(words)
    except UsageError as trouble:
        assert "no word" in str(trouble)


@given(st.lists(st.tuples(st.booleans(), st.text("ab c", min_size=1)), max_size=6))
def test_marks_come_out_of_an_excerpt_where_they_stood(pieces: list[tuple[bool, str]]) -> None:
    excerpt, spans = read_snippet("".join(f"\x01{t}\x02" if hit else t for hit, t in pieces))
    assert excerpt == "".join(text for _, text in pieces)
    assert [excerpt[start:end] for start, end in spans] == [text for hit, text in pieces if hit]
