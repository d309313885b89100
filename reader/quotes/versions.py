"""The same person under the same name in every version of a story.

The quotations of each version come in, and go out with shared names.
"""

from collections import Counter
from collections.abc import Sequence

from reader.article import Article
from reader.quotes.names import People, name_key, read_mentions, without_titles
from reader.quotes.quotation import Quotation


def resolve_names(
    articles: Sequence[Article], quotations: Sequence[Sequence[Quotation]]
) -> tuple[tuple[Quotation, ...], ...]:
    """Give each person one full name across the versions of a story.

    Args:
        articles: Versions of one story.
        quotations: For each of them what `find_quotations` returned.

    Returns:
        The same quotations in the same order; only names of speakers differ. A bare surname becomes the
        full name that another version has, when the versions know just one person of that surname. People
        whose given names differ are never merged.
    """
    full = _full_names(articles, quotations)
    return tuple(tuple(_rename(quotation, full) for quotation in version) for version in quotations)


def _full_names(
    articles: Sequence[Article], quotations: Sequence[Sequence[Quotation]]
) -> dict[tuple[str, ...], str]:
    """The form to use for each key: (given name, surname), and (surname,) where only one person bears it."""
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for article in articles:
        pairs = zip(article.paragraphs, article.starts, strict=True)
        mentions = [m for p, start in pairs if p.is_story for m in read_mentions(p.text, start)]
        for person_key, person in People(mentions).everyone.items():
            forms.setdefault(person_key, Counter())[person.name] += person.count
    for version in quotations:
        for quotation in version:
            spoken_key = name_key(quotation.speaker.name) if quotation.speaker else None
            if spoken_key is not None and quotation.speaker is not None:
                forms.setdefault(spoken_key, Counter())[without_titles(quotation.speaker.name)] += 1
    full: dict[tuple[str, ...], str] = {}
    owners: dict[str, set[tuple[str, ...]]] = {}
    for key, names in forms.items():
        full[key] = min(names, key=lambda name: (-names[name], name))
        owners.setdefault(key[1], set()).add(key)
    for surname, keys in owners.items():
        if len(keys) == 1:
            full[(surname,)] = full[next(iter(keys))]
    return full


def _rename(quotation: Quotation, full: dict[tuple[str, ...], str]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None:
        return quotation
    key: tuple[str, ...] | None = name_key(speaker.name)
    if key is None:
        words = without_titles(speaker.name).split()
        key = (words[0].lower(),) if len(words) == 1 and words[0][:1].isupper() else None
    name = full.get(key) if key else None
    if name is None or name == speaker.name:
        return quotation
    return quotation._replace(speaker=speaker._replace(name=name))
