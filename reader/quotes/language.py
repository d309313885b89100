"""Whether a text is English: its cues and pronouns mean nothing in any other language."""

import re

from reader.quotes.words import words

_ENGLISH = words("""
the and of to that with for was his her from said they have this which were would been their about is it he
she who we by are
""")
_FOREIGN = words("""
der die das und nicht ist ein eine mit von den dem auch sich auf für le les des est une dans que qui pour
sur pas aux du el los las por una con del como il che di non per della het een van niet dat och att som det
på og ikke som não uma
""")
"""The commonest words of languages that share our script."""

_AFTER_LATIN = "\u0250"
_FAR = "[\u0250-\u1fff\u2070-\U0010ffff]"
"""What may be a letter of another script; dashes and quotation marks stand between."""

_SAMPLE = 2000
_LEAST_WORDS = 25
_LEAST_SHARE = 0.05


def is_english(text: str) -> bool:
    """Tell whether a text reads like English; a short one gets the benefit of the doubt.

    Source: the thirty commonest words make up about a third of running English, and hardly any of its
        neighbours.
    """
    start = text[:_SAMPLE].lower()
    sample = start.split()
    if not start.isascii() and re.search(_FAR, start):
        latin = sum(next(filter(str.isalpha, word), "a") < _AFTER_LATIN for word in sample)
        if latin * 2 < len(sample):
            return False
    english = sum(map(_ENGLISH.__contains__, sample))
    foreign = sum(map(_FOREIGN.__contains__, sample))
    return english >= foreign and (len(sample) < _LEAST_WORDS or english >= _LEAST_SHARE * len(sample))
