"""What the user decided about stories by hand, put into effect: stories and decisions in, stories out."""

from collections.abc import Iterable, Sequence

from reader.article import Article
from reader.library.names import absolute
from reader.library.values import Decision
from reader.stories import Story


def regroup(stories: Sequence[Story], decisions: Iterable[Decision]) -> tuple[Story, ...]:
    """Join and part stories as the user did.

    Joining two articles joins all of both stories. Parting two takes the second out of the first one's story, with whatever was
    joined with it by hand. Decisions about articles that are not there wait for them.

    Args:
        stories: As they were found.
        decisions: In the order in which they were made, at most one for each pair.

    Returns:
        The stories, by the place of their first version; each article stands in exactly one.
    """
    made = tuple(decisions)
    if not made:
        return tuple(stories)
    groups = _Groups(stories)
    joined = [(decision.one, decision.other) for decision in made if decision.together]
    for one, other in joined:
        groups.join(one, other)
    for decision in made:
        if not decision.together:
            groups.part(decision.one, decision.other, joined)
    return groups.stories()


class _Groups:
    """Stories while they are regrouped: for each article the number of its story."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._found = {story.versions: story for story in stories}
        self._articles = [article for story in stories for article in story.versions]
        self._story = [number for number, story in enumerate(stories) for _ in story.versions]
        self._at = {absolute(article.path): index for index, article in enumerate(self._articles)}

    def join(self, one: str, other: str) -> None:
        if one in self._at and other in self._at:
            first, second = sorted((self._story[self._at[one]], self._story[self._at[other]]))
            self._story = [first if number == second else number for number in self._story]

    def part(self, one: str, other: str, joined: Sequence[tuple[str, str]]) -> None:
        if one not in self._at or other not in self._at:
            return
        story = self._story[self._at[one]]
        if self._story[self._at[other]] == story:
            free = max(self._story) + 1
            for path in _joined_with(other, joined, without=one) & self._at.keys():
                if self._story[self._at[path]] == story:
                    self._story[self._at[path]] = free

    def stories(self) -> tuple[Story, ...]:
        groups: dict[int, list[Article]] = {}
        for article, number in zip(self._articles, self._story, strict=True):
            groups.setdefault(number, []).append(article)
        return tuple(
            self._found.get(versions) or Story(_title(versions), versions)
            for versions in map(tuple, groups.values())
        )


def _joined_with(path: str, joined: Sequence[tuple[str, str]], *, without: str) -> set[str]:
    found, waiting = {path}, [path]
    while waiting:
        here = waiting.pop()
        near = {b if a == here else a for a, b in joined if here in (a, b)} - found - {without}
        found |= near
        waiting += near
    return found


def _title(versions: Sequence[Article]) -> str:
    headlines = (p.text for article in versions for p in article.paragraphs if p.role == "headline")
    return next(headlines, versions[0].title or versions[0].path.rpartition("/")[2])
