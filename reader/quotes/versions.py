"""The same person under the same name in every version of a story.

The quotations of each version come in, and go out with shared names.
"""

from collections import Counter
from collections.abc import Sequence

from reader.article import Article
from reader.quotes.cues import POSTS
from reader.quotes.names import TITLES, People, name_key, read_mentions, without_titles
from reader.quotes.quotation import Quotation

Key = tuple[str, ...]
"""Whom a name means: (given name, surname, suffix), or (surname,) where only one person bears it."""


def resolve_names(
    articles: Sequence[Article], quotations: Sequence[Sequence[Quotation]]
) -> tuple[tuple[Quotation, ...], ...]:
    """Give each person one full name across the versions of a story.

    Args:
        articles: Versions of one story.
        quotations: For each of them what `find_quotations` returned.

    Returns:
        The same quotations in the same order; only names of speakers differ. A bare surname becomes the
        full name that another version has, when the versions know just one person of that surname; so does
        "the mayor" where they call just one person that. People whose given names differ are never merged.
    """
    if not any(quotation.speaker for version in quotations for quotation in version):
        return tuple(map(tuple, quotations))
    people = [_read_people(article) for article in articles]
    full = _full_names(people, quotations)
    roles = _roles_asked(quotations)
    if roles and len(articles) > 1:
        full.update(_names_by_role(articles, people, roles, full))
    return tuple(tuple(_rename(quotation, full) for quotation in version) for version in quotations)


def _read_people(article: Article) -> People:
    pairs = zip(article.paragraphs, article.starts, strict=True)
    return People([m for p, start in pairs if p.is_story for m in read_mentions(p.text, start)])


def _full_names(people: Sequence[People], quotations: Sequence[Sequence[Quotation]]) -> dict[Key, str]:
    """The form to use for each key."""
    forms: dict[Key, Counter[str]] = {}
    for known in people:
        for person_key, person in known.everyone.items():
            forms.setdefault(person_key, Counter())[person.name] += person.count
    for version in quotations:
        for quotation in version:
            spoken_key = name_key(quotation.speaker.name) if quotation.speaker else None
            if spoken_key is not None and quotation.speaker is not None:
                forms.setdefault(spoken_key, Counter())[without_titles(quotation.speaker.name)] += 1
    full: dict[Key, str] = {}
    owners: dict[str, set[Key]] = {}
    for key, names in forms.items():
        full[key] = min(names, key=lambda name: (-names[name], name))
        owners.setdefault(key[1], set()).add(key)
    for surname, keys in owners.items():
        if len(keys) == 1:
            full[(surname,)] = full[next(iter(keys))]
    return full


def _roles_asked(quotations: Sequence[Sequence[Quotation]]) -> set[str]:
    """The speakers who are called by nothing but a role: "the mayor"."""
    names = {quotation.speaker.name for version in quotations for quotation in version if quotation.speaker}
    lows = {name.lower().removeprefix("the ") for name in names if name[:4].lower() == "the "}
    return {low for low in lows if low in TITLES or low in POSTS}


def _names_by_role(
    articles: Sequence[Article], people: Sequence[People], roles: set[str], full: dict[Key, str]
) -> dict[Key, str]:
    """Who holds each of the roles, as far as the versions call just one person by it."""
    holders: dict[str, set[str]] = {}
    for article, known in zip(articles, people, strict=True):
        known.describe(article.text)
        for key, person in known.everyone.items():
            for role in roles & person.roles:
                holders.setdefault(role, set()).add(full[key])
    return {("the", role): next(iter(names)) for role, names in holders.items() if len(names) == 1}


def _rename(quotation: Quotation, full: dict[Key, str]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None:
        return quotation
    key: Key | None = name_key(speaker.name)
    if key is None:
        words = without_titles(speaker.name).split()
        if len(words) == 1 and words[0][:1].isupper():
            key = (words[0].lower(),)
        elif len(words) == 2 and words[0].lower() == "the":
            key = ("the", words[1].lower())
    name = full.get(key) if key else None
    if name is None or name == speaker.name:
        return quotation
    return quotation._replace(speaker=speaker._replace(name=name))
