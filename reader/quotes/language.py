"""Whether a text is English: its cues and pronouns mean nothing in any other language."""

from reader.quotes.words import words

_ENGLISH = words(
    "the and of to that with for was his her from said they have this which were would been their about"
)
_SAMPLE = 2000
_LEAST_WORDS = 25
_LEAST_SHARE = 0.09


def is_english(text: str) -> bool:
    """Tell whether a text reads like English; a short one gets the benefit of the doubt unless it is in another script.

    Source: the twenty commonest words make up about a quarter of running English, and under a twentieth of
        any of its neighbours.
    """
    sample = text[:_SAMPLE].lower().split()
    latin = sum(word[0] < "\u0250" for word in sample)
    if latin * 2 < len(sample):
        return False
    if len(sample) < _LEAST_WORDS:
        return True
    return sum(word in _ENGLISH for word in sample) >= _LEAST_SHARE * len(sample)
