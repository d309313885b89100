"""What a source found in a file, made an article: texts made safe, paragraphs without line breaks, a title, notices."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.article import Article, Paragraph, Role, begins
from reader.sources.bounds import MAX_PARAGRAPH
from reader.text import count_invisible, make_safe

_SPACES = re.compile(r"[ \t\n\v\f\r]+")
_UNJOINED = ("  ", "\n", "\t", "\r", "\f", "\v")


NOTHING = "there is no text in it"
"""What is said of an article without paragraphs."""


class Found(NamedTuple):
    """An article as it stood in a file: foreign text, not yet safe.

    Attributes:
        paragraphs: Text and role of each, in reading order; white space as it stood.
        title: What the file says it is called; empty when its headline or its beginning shall do.
        author: As in `Article`, likewise `date`, `site` and `url`.
        date: ISO 8601.
        site: Who published it.
        url: Where it stood.
        notices: What the reader should know of how it was opened, a line each.
    """

    paragraphs: Sequence[tuple[str, Role]]
    title: str = ""
    author: str = ""
    date: str = ""
    site: str = ""
    url: str = ""
    notices: Sequence[str] = ()


def make_found_article(path: str, found: Found) -> Article:
    """Make an article of what was found, whatever characters it holds."""
    replaced = 0
    paragraphs: list[Paragraph] = []
    for raw, role in found.paragraphs:
        text, count = make_safe(raw)
        replaced += count
        if text := join_words(text):
            paragraphs.append(Paragraph(text, role))
    title = clean(found.title) or name_article(paragraphs)
    notices = [*map(clean, found.notices), *say_replaced(replaced, [p.text for p in paragraphs])]
    if not paragraphs:
        notices.append(NOTHING)
    paragraphs, parted = part_long(paragraphs)
    notices += parted
    named = (clean(value) for value in (found.author, found.date, found.site, found.url))
    article = Article(path, title, tuple(paragraphs), tuple(notices), *named)
    return add_notices(article, say_unsearched(article))


def add_notices(article: Article, told: Sequence[str]) -> Article:
    """Add to what the reader should know of an article."""
    return article._replace(notices=(*article.notices, *told)) if told else article


def part_long(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Part the paragraphs that are longer than any that people write, and say so; nothing but white space is left out."""
    if all(len(paragraph.text) <= MAX_PARAGRAPH for paragraph in paragraphs):
        return paragraphs, []
    parted: list[Paragraph] = []
    notices: list[str] = []
    for paragraph in paragraphs:
        parts = _part(paragraph.text)
        if len(parts) > 1:
            notices.append(
                f"a paragraph of {len(paragraph.text):,} characters is shown in {len(parts)} parts"
            )
        parted += [paragraph._replace(text=part) for part in parts]
    return parted, notices


def say_unsearched(article: Article) -> list[str]:
    """Say up to where quotations are looked for in an article that is too long to be searched throughout."""
    count, whole = len(article.searched.paragraphs), len(article.paragraphs)
    if count == whole:
        return []
    first = "paragraph" if count == 1 else f"{count:,} paragraphs"
    return [f"quotations are looked for in the first {first} of {whole:,} only: it is too long"]


_LOOKED_BACK = 5_000
"""So far back from the longest a part may be the end of a sentence, or of a word, is looked for."""


def _part(text: str) -> list[str]:
    parts, at = [], 0
    while len(text) - at > MAX_PARAGRAPH:
        last = at + MAX_PARAGRAPH
        ends = (text.rfind(end, last - _LOOKED_BACK, last) + 1 for end in (". ", " "))
        end = next((end for end in ends if end), last)
        parts.append(text[at:end].strip())
        at = end
    return [*parts, text[at:].strip() if parts else text]


def name_article(paragraphs: Sequence[Paragraph]) -> str:
    """Call an article by its headline, or by how it begins."""
    return next((p.text for p in paragraphs if p.role == "headline"), None) or begins(paragraphs)


def say_replaced(replaced: int, texts: Sequence[str]) -> list[str]:
    """Say how many characters were replaced in a text to make it safe, and how many cannot be seen in it."""
    notices = []
    if replaced:
        shown = "character is" if replaced == 1 else "characters are"
        notices.append(f"{replaced:,} control {shown} shown by name, as ^[ or <U+009B>")
    if invisible := sum(map(count_invisible, texts)):
        are = "character is" if invisible == 1 else "characters are"
        notices.append(f"{invisible:,} {are} invisible; a comparison shows them")
    return notices


def clean(text: str) -> str:
    """Make a foreign text of one line safe."""
    return join_words(make_safe(text)[0])


def join_words(text: str) -> str:
    """Make one line of a text whose white space means nothing; no-break spaces stay, and ends are stripped."""
    # Most texts are joined already; to look for that costs a tenth.
    is_joined = True not in [space in text for space in _UNJOINED]
    return text.strip() if is_joined else _SPACES.sub(" ", text).strip()
