"""Reference: which person a mention means. Mentions are read in order, so that a pronoun finds who spoke or acted last."""

import bisect
from collections.abc import Sequence

from reader.article import Article
from reader.quotes.cues import ADVERBS, DETERMINERS, PREPOSITIONS
from reader.quotes.marks import Stretch
from reader.quotes.names import Mention, People, Person, gender_of, read_mentions


class Reference:
    """The people of an article and where each was last in the reader's mind."""

    def __init__(self, article: Article, rows: Sequence[tuple[int, list[Stretch]]]) -> None:
        self.text = article.text
        quoted = [(offset + s.start, offset + s.end) for offset, found in rows for s in found]
        self.quoted_starts = [start for start, _ in quoted]
        self.quoted_ends = [end for _, end in quoted]
        mentions: list[Mention] = []
        plain: list[Mention] = []
        for paragraph, start in zip(article.paragraphs, article.starts, strict=True):
            if not paragraph.is_story:
                continue
            here = read_mentions(paragraph.text, start)
            mentions += here
            if paragraph.role == "body":
                plain += here
        self.people = People(mentions)
        self.marks = [m for m in plain if not self._is_quoted(m.start)]
        self.mark_starts = [m.start for m in self.marks]
        self.spoken: list[tuple[int, Person]] = []

    def _is_quoted(self, offset: int) -> bool:
        index = bisect.bisect_right(self.quoted_starts, offset) - 1
        return index >= 0 and offset < self.quoted_ends[index]

    def note_speaker(self, start: int, end: int) -> None:
        """Keep who spoke, under the mention from `start` to `end`."""
        person = self._resolve(start, end)[0]
        if person is not None:
            self.spoken.append((start, person))

    def name(self, start: int, end: int) -> tuple[str, str]:
        """The full name for the mention from `start` to `end`, and how it was found when not by its own words."""
        person, how = self._resolve(start, end)
        if person is not None:
            return person.name, how
        return self.text[start:end], how

    def _resolve(self, start: int, end: int) -> tuple[Person | None, str]:
        words = self.text[start:end]
        low = words.lower()
        gender = gender_of(low)
        if low in ("who", "which", "that"):
            return self._antecedent(start), "relative"
        if gender in ("m", "f"):
            return self._by_pronoun(start, gender), "pronoun"
        if gender == "p" or low in ("it", "we", "i", "you"):
            return None, ""
        mentions = read_mentions(words, start)
        for mention in mentions:
            if mention.is_owner:
                continue
            person = self.people.named(mention)
            if person is not None and self._is_head(words, mention.start - start, mention.end - start):
                return person, ""
        return None, ""

    @staticmethod
    def _is_head(words: str, start: int, end: int) -> bool:
        """Tell whether the name is what the phrase is about: "Jo Li", not "a spokesman for Jo Li"."""
        before = words[:start].lower().split()
        after = words[end:].lower().split()
        if any(word in PREPOSITIONS for word in before):
            return False
        return not after or after[0] in PREPOSITIONS or not after[0][0].isalpha() or after[0] in ("and", "who")

    def _antecedent(self, start: int) -> Person | None:
        index = bisect.bisect_left(self.mark_starts, start) - 1
        while index >= 0 and start - self.mark_starts[index] < 250:
            person = self.people.named(self.marks[index])
            if person is not None:
                return person
            index -= 1
        return None

    def _by_pronoun(self, start: int, gender: str) -> Person | None:
        """Who a pronoun stands for: whoever spoke or acted last and fits in gender."""
        best: tuple[float, Person] | None = None
        index = bisect.bisect_left(self.mark_starts, start) - 1
        tries = 0
        while index >= 0 and tries < 40 and start - self.mark_starts[index] < 3000:
            mention = self.marks[index]
            index -= 1
            tries += 1
            person = self.people.named(mention)
            if person is None or not person.fits(gender):
                continue
            score = self._weight(mention, start)
            if best is None or score > best[0]:
                best = (score, person)
        for at, person in self.spoken[-4:]:
            if person.fits(gender):
                score = 1.6 - (start - at) / 1200
                if best is None or score > best[0]:
                    best = (score, person)
        return best[1] if best else None

    def _weight(self, mention: Mention, start: int) -> float:
        """How much a mention is in the reader's mind at `start`."""
        weight = 1.0 - (start - mention.start) / 1000
        if mention.is_owner:
            weight -= 0.3
        before = self.text[max(0, mention.start - 40) : mention.start].split()
        if not before or before[-1].endswith((".", "!", "?", "”", '"')) or "\n" in self.text[max(0, mention.start - 2) : mention.start]:
            weight += 0.5
        elif before[-1].lower() in PREPOSITIONS:
            weight -= 0.3
        elif before[-1].endswith(","):
            weight += 0.3
        return weight


_ = (ADVERBS, DETERMINERS)
