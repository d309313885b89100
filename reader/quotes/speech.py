"""Speech told from other words in marks: titles of works, names, terms, and words held at arm's length."""

from reader.quotes.cues import CUES, DETERMINERS, PREPOSITIONS, STRONG
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.words import words

_WORKS = words("""
show program programme podcast series movie film book novel song album magazine column blog documentary
episode star host
    co-host award tour website site radio reboot ad video play musical newsletter app sitcom anthem op-ed
    panel hashtag
""")
_SMALL = words("of the a an and or in on for to with at by from as is i my not")


def is_speech(p: Passage, token: int, kind: str, force: str, has_subject: bool) -> bool:
    """Tell whether the quotation at `token` is speech.

    Args:
        p: The paragraph.
        token: The quotation's token.
        kind: `direct` speech is always taken for what it is.
        force: The force of the cue that governs it, or empty.
        has_subject: Whether somebody was found to say it.
    """
    if kind == "direct":
        return True
    quote = p.quote_text(token)
    words = quote.split()
    before = p.lows[token - 1] if token else ""
    after = p.lows[token + 1] if token + 1 < len(p.lows) else ""
    if is_titled(words):
        if before.endswith("'s") or before in ("on", "of", "in", "the", "a", "an", "entitled", "titled", "called", "named", "from", "for") or after in _WORKS:
            return False
        if before not in STRONG and before not in (",", ":", "that") and len(words) < 8:
            return False
    if len(words) <= 3 and not force and not has_subject:
        return False
    return force != "" or has_subject or len(words) > 5


def is_titled(words: list[str]) -> bool:
    """Tell whether every word that counts is capitalised, as in a title."""
    counted = [word.strip("'’‘.,:;!?()") for word in words]
    counted = [word for word in counted if word and word.lower() not in _SMALL]
    return bool(counted) and all(not word[0].islower() for word in counted) and any(word[0].isupper() for word in counted)


_ = (CUES, DETERMINERS, PREPOSITIONS, QUOTE)
