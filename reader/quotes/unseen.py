"""Characters nobody sees, left out before reading: an article comes in, and goes out without them with the way back.

They join or part letters, or turn the direction of writing; they never change who speaks.
"""

from reader.article import Article
from reader.quotes.quotation import Cue, Quotation, Speaker

_RANGES = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero width, left-to-right and right-to-left marks
    (0x202A, 0x202E),  # embeddings and overrides
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
)
_UNSEEN = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))


class Seen:
    """An article without what is invisible.

    Attributes:
        article: What is left.
        source: The text it was made from.
        kept: For each character of the article's text its offset in `source`.
    """

    __slots__ = ("article", "kept", "source")

    def __init__(self, article: Article, source: str, kept: list[int]) -> None:
        self.article, self.source, self.kept = article, source, kept

    def restore(self, quotation: Quotation) -> Quotation:
        """Give a quotation of the article the offsets and words of the source; the speaker's name stays clean."""
        start, end = self._back(quotation.start, quotation.end)
        speaker, cue = quotation.speaker, quotation.cue
        if speaker is not None:
            first, last = self._back(speaker.start, speaker.end)
            speaker = Speaker(speaker.name, self.source[first:last], first, last)
        if cue is not None:
            first, last = self._back(cue.start, cue.end)
            cue = Cue(self.source[first:last], first, last)
        return quotation._replace(start=start, end=end, text=self.source[start:end], speaker=speaker, cue=cue)

    def _back(self, start: int, end: int) -> tuple[int, int]:
        return self.kept[start], self.kept[end - 1] + 1


def hide_unseen(article: Article) -> Seen | None:
    """Leave out what nobody sees; None when there is nothing of the kind. Linear in the article's length."""
    text = article.text
    if text.isascii() or _UNSEEN.isdisjoint(text):
        return None
    table = dict.fromkeys(map(ord, _UNSEEN))
    paragraphs = tuple(p._replace(text=p.text.translate(table)) for p in article.paragraphs)
    kept = [offset for offset, letter in enumerate(text) if letter not in _UNSEEN]
    return Seen(Article(article.path, article.title, paragraphs), text, kept)
