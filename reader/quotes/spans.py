"""Where quotations lie inside each paragraph of an article."""

from collections.abc import Sequence

from reader.article import Article
from reader.quotes.quotation import Quotation


def quoted_spans(
    article: Article, quotations: Sequence[Quotation]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return for each paragraph the half-open ranges, in that paragraph, that stand in marks as somebody's words."""
    spans: list[list[tuple[int, int]]] = [[] for _ in article.paragraphs]
    for quotation in quotations:
        if quotation.counts:
            index, start = article.locate(quotation.start)
            length = len(article.paragraphs[index].text)
            spans[index].append((start, min(length, start + quotation.end - quotation.start)))
    return tuple(map(tuple, spans))
