"""Where marks stand can be asked of single paragraphs, in any order, and is what a walk through the article finds."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Paragraph, Role
from reader.quotes.marks import find_stretches
from reader.quotes.spans import MarkedSpans, Spans

ROLES: st.SearchStrategy[Role] = st.sampled_from(["body", "body", "body", "caption", "furniture"])
PIECES = st.sampled_from(["“", "”", '"', "'", "’", "‘", "«", "»", "said ", "no, ", "we ", ".", "!"])
TEXTS = st.lists(PIECES, max_size=9).map("".join)
PARAGRAPHS = st.lists(st.builds(Paragraph, TEXTS, ROLES), max_size=7).map(tuple)


def walk(article: Article) -> list[Spans]:
    story = [p for p in article.paragraphs if p.is_story]
    found = iter(find_stretches([p.text for p in story], [p.role == "body" for p in story]))
    return [tuple((s.start, s.end) for s in next(found)) if p.is_story else () for p in article.paragraphs]


@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_single_paragraphs_have_the_marks_that_a_walk_finds(
    paragraphs: tuple[Paragraph, ...], chance: Random
) -> None:
    article = Article("a", "", paragraphs)
    spans = MarkedSpans(article)
    order = list(range(len(paragraphs)))
    chance.shuffle(order)
    asked = {k: spans[k] for k in order}
    assert [asked[k] for k in range(len(paragraphs))] == walk(article)
    assert list(spans) == walk(article)
