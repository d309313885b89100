"""Speech told from other words in marks: titles of works, names, terms, and words held at arm's length."""

from reader.quotes.choice import Choice
from reader.quotes.cues import BE, CRIES, CUES, DETERMINERS, NAMING, NOUN_CUES
from reader.quotes.given import GIVEN
from reader.quotes.passages import QUOTE, Passage
from reader.quotes.phrases import is_pronoun
from reader.quotes.words import words

_WORKS = words("""
show shows program programme podcast series movie film book novel song album magazine column blog
documentary episode star host co-host award tour website site radio reboot ad video play musical newsletter
app project sitcom anthem panel hashtag actress actor singer author hat hats shirt shirts t-shirt t-shirts sign
signs banner movement reception gear memoir comedy drama game painting opera hits
""")
"""What has a title, or wears one."""

_WORN = words(
    "hat hats shirt shirts t-shirt t-shirts sign signs banner banners button buttons headline headlines"
)
"""What has words on it."""
_TERMS = words("term terms word words phrase phrases name nickname nicknames label")
_TITLE_PLACES = words(
    "on of in at from for to with the a an watch watching hosts host joined via through called told tells by"
)
_LABELS = words(
    "moniker label line lines chant chants jab taunt epithet refrain tagline quip rhetoric pledge epithets insult"
)
"""Nouns that a quotation before them spells out: the "king of debt" moniker."""
_CALLS = words("""
call calls called calling label labels labeled labelled labeling labelling dub dubs dubbed dubbing brand
brands branded branding term terms termed terming deem deems deemed deeming describe describes described
describing refer refers referred referring nickname nicknamed mocked mocking denounced denouncing
""")
"""Verbs that give somebody a name."""

_CHOOSES = words("choose chooses chose chosen choosing select selects selected selecting picked")
"""Verbs whose object is one of several, as an answer in a poll."""

_LONGEST_ITEM = 5
"""Words of the longest thing in a list that is named rather than said."""
_LONGEST_LIST = 8
"""How many tokens before it the list may open."""

_OPEN = frozenset((",", "--", "—", "(", ":"))


def is_speech(p: Passage, token: int, kind: str, choice: Choice | None) -> bool:
    """Tell whether the quotation at token `token` is speech.

    Args:
        p: The paragraph.
        token: The quotation's token.
        kind: `direct` speech is taken for what it is when somebody is found to say it.
        choice: What governs it, or None.
    """
    quoted = p.quote_text(token).split()
    before = p.lows[token - 1] if token else ""
    after = p.lows[token + 1] if token + 1 < len(p.lows) else ""
    named = p.is_named(token) and (after in _WORKS or not _is_headline(p, token, choice))
    if before == "so-called" or _is_nickname(p, token, quoted) or is_direction(quoted):
        return False
    if len(quoted) == 1 and len(quoted[0].strip(".,;:?!")) == 1:
        return False  # a letter is spoken of
    if _is_joined(p, token) or _is_portrait(p, token, choice) or _is_listed(p, token):
        return False
    if named and before == "," and token > 1 and p.lows[token - 2] in _WORKS:
        return False
    if named and after in _WORKS and not p.ends_clause(token):
        return False
    if choice is not None and _is_supposed(p, choice):
        return False
    if kind == "direct" and choice is not None and choice.cue is not None:
        return True
    if (
        choice is not None
        and not choice.force
        and choice.by == "owner"
        and len(quoted) < 3
        and after not in NOUN_CUES
    ):
        return False
    if (
        choice is not None
        and choice.by == "clause"
        and len(quoted) < 4
        and _is_about_things(p, token, choice)
    ):
        return False
    if (choice is None or not choice.force) and (before in ("(", "%", "percent") or after in _WORN):
        return False
    if choice is not None and len(quoted) < 5 and _addresses(p, choice):
        return False
    if _is_option(p, token, choice) or (len(quoted) <= _LONGEST_ITEM and _is_included(p, token)):
        return False
    if choice is None:
        return not named and (len(quoted) > (2 if kind == "direct" else 3) or _is_set_off(p, token))
    if not choice.force and _is_example(p, token):
        return False
    if named and not _may_speak(p, token, choice, before, after):
        return False
    if not choice.force and len(quoted) <= 3:
        return not _is_modifier(p, token)
    return True


def _addresses(p: Passage, choice: Choice) -> bool:
    """Tell whether the clause is about the reader, who does not speak: if you like to "vote your mood"."""
    return (
        choice.subject is not None
        and choice.force in ("", "think")
        and p.lows[choice.subject[0]] in ("you", "one")
    )


def _is_supposed(p: Passage, choice: Choice) -> bool:
    """Tell whether somebody is only imagined to say it: if you tell them, "Wait"."""
    at = choice.subject[0] if choice.subject is not None else 0
    return at > 0 and p.lows[at] in ("you", "one") and p.lows[at - 1] == "if"


def _is_about_things(p: Passage, token: int, choice: Choice) -> bool:
    """Tell whether a few words stand, without a cue, in a clause about no person: the deal was a "pre-deal"."""
    nearest = p.lows[token - 2] if p.words[token - 1] == "," and token > 1 else p.lows[token - 1]
    if choice.subject is None or nearest in BE or nearest == "that" or nearest in NAMING:
        return False
    if _is_content(p, token):
        return False
    begin, end = choice.subject
    if is_pronoun(p.lows[begin]) or p.words[end - 1][0].isupper():
        return False
    return p.lows[begin] in DETERMINERS or any(p.words[at][0].islower() for at in range(begin, end))


def _is_content(p: Passage, token: int) -> bool:
    """Tell whether it says what something said is about: the promise of a "fresh start"."""
    at = token - 2 if p.lows[token - 1] in ("a", "an", "the") else token - 1
    return at > 0 and p.lows[at] == "of" and p.lows[at - 1] in NOUN_CUES


def _is_set_off(p: Passage, token: int) -> bool:
    """Tell whether a few words have a stop of their own and a comma before them, or open their sentence."""
    opens = token == p.sentences[p.sentence_of[token]][0]
    return p.ends_clause(token) and (opens or p.words[token - 1] in (",", ":"))


def _is_option(p: Passage, token: int, choice: Choice | None) -> bool:
    """Tell whether it is what somebody chose from a list: those who selected "not sure"."""
    cue = choice.cue[1] if choice is not None and choice.cue is not None else 0
    return any(p.lows[at] in _CHOOSES and cue <= at for at in range(max(0, token - 3), token))


def _is_included(p: Passage, token: int) -> bool:
    """Tell whether it is a thing among others: crates including "fragile" ones; remarks are no things."""
    for at in range(token - 1, max(0, token - _LONGEST_LIST), -1):
        low = p.lows[at]
        if low == "including":
            before = p.lows[at - 2] if p.words[at - 1] in (",", "(") and at > 1 else p.lows[at - 1]
            return before.removesuffix("s") not in NOUN_CUES
        if low in CUES or p.words[at] in (".", ";"):
            return False
    return False


def _is_joined(p: Passage, token: int) -> bool:
    """Tell whether a hyphen makes it part of a word: "wow"-worthy."""
    at = p.ends[token]
    return p.text[at : at + 1] == "-" and p.text[at + 1 : at + 2].isalpha()


def _is_portrait(p: Passage, token: int, choice: Choice | None) -> bool:
    """Tell whether it stands in a clause that only pictures the speaker: "…," said Reed, who wore a "lucky" hat."""
    if choice is None or choice.by != "inverted" or choice.subject is None or choice.subject[1] >= token:
        return False
    if not p.quote_text(token)[0].islower():
        return False
    behind = p.lows[choice.subject[1] : token]
    return any(low in ("who", "whose") for low in behind) and not any(low in CUES for low in behind)


def _is_listed(p: Passage, token: int) -> bool:
    """Tell whether it is a title among others: songs including "…" and "…"."""
    if not p.is_named(token):
        return False
    at = token - 1
    while at > max(0, token - 30) and (p.words[at] == QUOTE or p.lows[at] in ("and", "or", ",")):
        at -= 1
    return (
        at > 0
        and p.lows[at] in ("including", "like", "as")
        and any(low in _WORKS for low in p.lows[at - 2 : at])
    )


def _may_speak(p: Passage, token: int, choice: Choice, before: str, after: str) -> bool:
    """Tell whether words that look like a title may be speech all the same."""
    if choice.by == "passive" and p.lows[token - 1] in NAMING | {"as", "the", "online"}:
        return True
    if after in _WORKS or before.endswith("'s") or before in _WORKS:
        return False
    if before in _OPEN and token >= 2 and p.lows[token - 2] in _WORKS:
        return False
    if before == "of" and token > 1 and p.lows[token - 2] in CRIES:
        return True
    if before in BE or before in (",", ":", "that", "as", "chanting"):
        return bool(choice.force) or before in BE
    if choice.force == "judge" and choice.cue is not None:
        return p.lows[choice.cue[0]] in _CALLS or before not in _TITLE_PLACES
    if before in _TITLE_PLACES:
        return choice.force == "think" and before in ("the", "a", "an")
    return choice.force == "say" or (choice.force != "" and before in CUES)


def _is_headline(p: Passage, token: int, choice: Choice | None) -> bool:
    """Tell whether capitals tell nothing: all words have them, and the verb does not name something ("Slams “The Plan”")."""
    judges = choice is not None and choice.force == "judge" and choice.cue is not None
    calls = choice is not None and choice.cue is not None and p.lows[choice.cue[0]] in _CALLS
    return p.is_headline(p.sentence_of[token]) and (calls or not judges)


def is_direction(quoted: list[str]) -> bool:
    """Tell whether it is a stage direction, (LAUGHTER.), a label, "Related:", or the page's own: "Follow @jo_reed"."""
    if len(quoted) < 3 and quoted[-1][-1] == ":":
        return True
    if quoted[0] == "Follow" and any(word[0] == "@" for word in quoted):
        return True
    return (
        quoted[0][0] in "(["
        and quoted[-1].rstrip(".")[-1:] in ")]"
        and all(word.upper() == word for word in quoted)
    )


def is_heading(quoted: list[str]) -> bool:
    """Tell whether words that stand alone are a heading rather than speech: "WE WILL NOT GO"."""
    return 1 < len(quoted) < 9 and quoted[-1][-1].isalnum() and all(word.isupper() for word in quoted)


def _is_nickname(p: Passage, token: int, quoted: list[str]) -> bool:
    """Tell whether it stands inside a name: Juan "Chico" Reyes."""
    if not 0 < token < len(p.words) - 1 or len(quoted) > 2 or quoted[-1][-1] in ",.;:?!":
        return False
    before, after = p.words[token - 1], p.words[token + 1]
    return before[0].isupper() and after[0].isupper() and (p.lows[token - 1] in GIVEN or before.endswith("."))


def _is_example(p: Passage, token: int) -> bool:
    """Tell whether it is a word spoken of as a word: the term "…", words such as "…", "…" and "…"."""
    at = token - 1
    while at > max(0, token - 30) and (p.words[at] == QUOTE or p.lows[at] in ("and", "or", ",")):
        at -= 1
    if at < 1:
        return False
    low, earlier = p.lows[at], p.lows[at - 1]
    return low in _TERMS or (low == "as" and earlier == "such" and at > 1 and p.lows[at - 2] in _TERMS)


def _is_modifier(p: Passage, token: int) -> bool:
    """Tell whether it only describes the noun behind it: the "undercard" debate."""
    if token + 1 >= len(p.words) or p.quote_text(token)[-1:] in ",.;:?!":
        return False
    following = p.words[token + 1]
    return (
        following[0].islower()
        and following not in NOUN_CUES  # but: his "reckless" remarks
        and following not in _LABELS
        and (len(following) > 3 or following == "one")
        and following not in ("that", "with", "from", "when", "because", "while", "into", "about")
    )
