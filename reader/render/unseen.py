"""What changed though it can hardly be seen, in words: invisible characters, look-alikes, other ways to write a letter.

The runs of a block come in, notes to stand under its text go out. Offsets play no part: what is told is which characters.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from reader.diff.block import Block
from reader.text import hide_invisible, is_invisible, is_unseen, show_invisible

MOST_NAMED = 6
"""How many different characters a note names; more than these are counted."""

_LONGEST_COMPARED = 2_000
"""Up to how many characters of both sides a change is searched for look-alikes, which nobody plants in a longer one."""

# Letters of other scripts that most fonts draw as they draw Latin ones, in pairs: the letter, the Latin one.
# Source: UTS #39, confusables; of its thousands those in which people write, with the rest left to NFKC.
_ALIKE = """
аa сc еe оo рp хx уy іi јj ѕs һh ԁd ԛq ԝw ѵv АA ВB СC ЕE НH ІI ЈJ КK МM ОO РP ЅS ТT ХX УY ҮY ԚQ ԜW ѴV Ԍg
αa οo νv ρp ιi υu κk ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX
օo ոn սu հh ցg զq Օ0 ՏS Սu Լl ᴄc ᴏo ᴠv ᴡw ᴢz ꮪS Ꭺa ᎪA ᏴB ᏟC ᎬE ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ ӏl ןl ׀l ıi ɡg ɑa ʏY
"""

_WORD = re.compile(r"[^\W\d_]+")


def note_unseen(block: Block, *, names: bool = False) -> list[str]:
    """Say which characters changed in a block though one would hardly see it.

    Args:
        block: A block of a comparison.
        names: Whether to give the Unicode names as well, and to name what `show_invisible` names in the text already.

    Returns:
        A line each, safe to show; none as a rule.
    """
    notes: list[str] = []
    if block.kind in ("equal", "removed"):
        return notes
    for old, new in _changes(block):
        if old.isascii() and new.isascii():
            continue
        if block.kind == "added":
            new = _with_usual_spaces(new)
        notes += _note_invisible(old, new, names=names)
        notes += _note_alike(hide_invisible(old), hide_invisible(new), names=names)
    return list(dict.fromkeys(notes))


def _changes(block: Block) -> Iterator[tuple[str, str]]:
    """Yield what went and what came in its place, for each place where something changed."""
    old = new = ""
    for run in block.runs:
        if run.op == "equal":
            if old or new:
                yield old, new
            old = new = ""
        elif run.op == "delete":
            old += run.text
        else:
            new += run.text
    if old or new:
        yield old, new


def _with_usual_spaces(text: str) -> str:
    """Return a text of which nobody knows what spaces it had."""
    return "".join(" " if c.isspace() else c for c in text)


# -- invisible characters


def _note_invisible(old: str, new: str, *, names: bool) -> list[str]:
    before, after = (Counter(c for c in side if is_unseen(c)) for side in (old, new))
    gone, come = before - after, after - before
    if before == after and old != new and _without(old) == _without(new):
        gone, come = before, after  # only their places changed
    if not old:
        come = come - _not_named(come, new)  # what a new paragraph needs to be spelt is no change
    if not names:
        gone, come = _not_named(gone, old), _not_named(come, new)
    parts = [
        f"{what} {_list(found, names=names)}" for what, found in (("removed", gone), ("added", come)) if found
    ]
    spaces = all(map(str.isspace, (*gone, *come)))
    return [f"{'unusual spaces' if spaces else 'invisible'}: {'; '.join(parts)}"] if parts else []


def _without(text: str) -> str:
    return "".join(c for c in _with_usual_spaces(text) if not is_invisible(c))


def _not_named(found: Counter[str], text: str) -> Counter[str]:
    """Keep those that `show_invisible` leaves alone, as a part of the spelling or of a picture."""
    shown = show_invisible(text)
    return Counter({c: number for c, number in found.items() if f"<U+{ord(c):04X}>" not in shown})


def _list(found: Counter[str], *, names: bool) -> str:
    told = [
        (f"{number} x " if number > 1 else "") + spell(c, names=names)
        for c, number in found.most_common(MOST_NAMED)
    ]
    more = len(found) - MOST_NAMED
    return ", ".join(told) + (f" and {more} others" if more > 0 else "")


def spell(character: str, *, names: bool) -> str:
    """Write a character as its number, with its name if `names`, and before it the character itself where it can be seen."""
    import unicodedata

    seen = "" if is_unseen(character) or unicodedata.combining(character) else f"{character} "
    name = f" {unicodedata.name(character, 'unnamed')}" if names else ""
    return f"{seen}U+{ord(character):04X}{name}"


# -- letters that look alike


def _note_alike(old: str, new: str, *, names: bool) -> list[str]:
    import unicodedata

    if len(old) + len(new) > _LONGEST_COMPARED:
        return _note_mixed(new, names=names)
    old_composed, new_composed = (unicodedata.normalize("NFC", side) for side in (old, new))
    if old_composed == new_composed:
        return _note_exchange("the same letters, written", old, new, names=names) if old != new else []
    if _look(old_composed) == _look(new_composed):
        return _note_exchange("looks alike:", old_composed, new_composed, names=names)
    return _note_mixed(new, names=names)


def _note_exchange(what: str, old: str, new: str, *, names: bool) -> list[str]:
    before, after = Counter(old), Counter(new)
    gone, come = before - after, after - before
    if all(map(str.isspace, (*gone, *come))):
        return []  # told as spaces
    return [f"{what} {_list(gone, names=names) or 'nothing'} → {_list(come, names=names) or 'nothing'}"]


def _look(text: str) -> str:
    """Return a text as it looks: letters of other scripts as the Latin ones that they look like, one kind of space."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFKC", text.translate(_table())).translate(_table()).split())


@cache
def _table() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in _ALIKE.split()}


def _note_mixed(text: str, *, names: bool) -> list[str]:
    notes = []
    for match in _WORD.finditer(text):
        if not match[0].isascii() and (odd := _odd_letters(match[0])):
            notes.append(f"letters of two scripts in “{match[0]}”: {_list(Counter(odd), names=names)}")
        if len(notes) == MOST_NAMED:
            break
    return notes


def _odd_letters(word: str) -> Sequence[str]:
    """Return the letters of a word that look like those of another script in it, the fewer of the two; none in a usual word."""
    scripts: dict[str, list[str]] = {}
    for letter in word:
        scripts.setdefault(_script(letter), []).append(letter)
    mixed = [letters for script, letters in scripts.items() if script in _CONFUSED]
    if len(mixed) < 2:
        return ()
    # µm and πr hold a Greek letter, and it looks like no other.
    if not any(ord(c) in _table() or _script(c) == "FULLWIDTH" for letters in mixed for c in letters):
        return ()
    return min(mixed, key=len)


_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH"})


@cache
def _script(letter: str) -> str:
    import unicodedata

    return unicodedata.name(letter, "").partition(" ")[0]
