"""What the user joins and parts by hand stays joined and parted."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Paragraph
from reader.errors import LibraryError
from reader.library import Library
from reader.library.decisions import regroup
from reader.library.values import Decision
from reader.stories import Story

NAMES = ("/a", "/b", "/c", "/d", "/e")
ARTICLES = {name: Article(name, f"Title {name}", (Paragraph(f"Text {name}"),)) for name in NAMES}


def stories(*groups: str) -> tuple[Story, ...]:
    """`stories("ab", "c")`: two stories, the first with two versions."""
    made = (tuple(ARTICLES[f"/{name}"] for name in group) for group in groups)
    return tuple(Story(versions[0].title, versions) for versions in made)


def names(found: tuple[Story, ...]) -> list[str]:
    return ["".join(article.path[1:] for article in story.versions) for story in found]


def join(pair: str) -> Decision:
    return Decision(f"/{pair[0]}", f"/{pair[1]}", together=True)


def part(pair: str) -> Decision:
    return Decision(f"/{pair[0]}", f"/{pair[1]}", together=False)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), ["ab", "cd", "e"]),
        ((join("ae"),), ["abe", "cd"]),
        ((join("ea"),), ["abe", "cd"]),
        ((join("bd"),), ["abcd", "e"]),
        ((join("ac"), join("de")), ["abcde"]),
        ((part("ab"),), ["a", "b", "cd", "e"]),
        ((part("ba"),), ["a", "b", "cd", "e"]),
        ((part("ac"),), ["ab", "cd", "e"]),
        ((join("ae"), part("be")), ["ae", "b", "cd"]),
        ((join("ac"), part("ad")), ["abc", "d", "e"]),
        ((join("ax"), part("xy")), ["ab", "cd", "e"]),
    ],
)
def test_stories_are_regrouped(decisions: tuple[Decision, ...], expected: list[str]) -> None:
    found = regroup(stories("ab", "cd", "e"), decisions)
    # Parting e from b takes what was joined with e along, so b is alone when e leaves with a.
    assert sorted(map("".join, map(sorted, names(found)))) == sorted(expected)


@given(
    st.lists(
        st.builds(
            lambda pair, together: Decision(pair[0], pair[1], together),
            st.sampled_from(list(itertools.permutations(NAMES, 2))),
            st.booleans(),
        ),
        max_size=6,
        unique_by=lambda decision: frozenset((decision.one, decision.other)),
    )
)
def test_no_article_is_lost_and_no_two_parted_ones_stay_together(decisions: list[Decision]) -> None:
    found = regroup(stories("ab", "cd", "e"), decisions)
    assert sorted("".join(names(found))) == list("abcde")
    joined = {frozenset((d.one, d.other)) for d in decisions if d.together}
    for decision in decisions:
        if not decision.together and not joined:
            assert not any({decision.one[1], decision.other[1]} <= set(group) for group in names(found))


def test_the_last_word_counts(library: Library) -> None:
    library.keep_decisions("/a", ["/b", "/c"], together=True)
    library.keep_decisions("/b", ["/a"], together=False)
    assert library.decisions() == (Decision("/a", "/c", True), Decision("/b", "/a", False))


def test_an_article_cannot_be_joined_with_itself(library: Library) -> None:
    with pytest.raises(LibraryError, match="with itself"):
        library.keep_decisions("/a", ["/b", "/x/../a"], together=True)
    assert library.decisions() == ()
