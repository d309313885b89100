"""Sentences that were broken at their links joined again, in text that was taken from a page piece by piece.

What reads the text of a page may begin a line at each of its elements, so that a link or an emphasised word stands on a
line of its own. What goes on in the next line shows: by a small letter or a comma there, or by what is missing here.
"""

import itertools
from collections.abc import Iterator, Sequence

from reader.roles.look import word_set

# One such line may be a slip or the name of a thing that is written so.
_LEAST_BROKEN = 3
_ENDS = (".", "!", "?", "…", ":", "。", "！", "？")
_CLOSERS = "\"'”’»)]"
# What no line begins with, unless it goes on; a word that is shortened or somebody's.
_GOING_ON = ",.;:!?)"
_ASIDE = "(—–"
_SUFFIXES = ("’s ", "'s ", "’s", "'s")
# What no sentence ends with, and no title of some words.
_LEADING = word_set(
    """
    a an the of to in on at by for from with into about and or but as that than which who whose is are was were has have had
    its his her their our my your this these der die das den dem des ein eine und oder von mit zu im in für auf le la les un
    une de du des et ou à au en dans el los del y o con por para
    """
)
# A label such as “Posted in” has fewer words than a sentence that is broken; a title has fewer than one that has begun.
_LEAST_BEGUN = 4
_LEAST_UNENDED = 10
_LEAST_LACKING = 15
# A link has no more words, mostly; what goes on behind it has at least so many, if it is no button.
_MOST_LINKED = 6
_LEAST_RUNNING = 4
_MOST_SHORTENED = 4


def join_broken(lines: Sequence[str]) -> list[str]:
    """Join the lines that one sentence was broken into, if several were.

    Args:
        lines: Lines of a text that nobody wrapped, none of them blank.

    Returns:
        The lines stripped, what was broken joined by spaces, or by nothing before a comma.
    """
    stripped = [line.strip() for line in lines]
    if not _are_broken(stripped):
        return stripped
    return list(_join(stripped))


def _are_broken(lines: Sequence[str]) -> bool:
    found = 0
    for number in range(1, len(lines)):
        line = lines[number]
        if (line[0].islower() or line[0] in _GOING_ON) and not _is_ended(lines[number - 1]):
            found += len(line) == 1 or _is_running(line) or not line[0].islower()
            if found == _LEAST_BROKEN:
                return True
    return False


def _join(lines: Sequence[str]) -> Iterator[str]:
    pieces, count = [lines[0]], _count_words(lines[0])
    for line, after in itertools.pairwise((*lines[1:], "")):
        if _is_mark(line):
            pieces.append(line)
        elif _goes_on(pieces, count, line, after):
            pieces += " ", line
        else:
            yield "".join(pieces)
            pieces, count = [line], 0
        count += _count_words(line)
    yield "".join(pieces)


def _count_words(line: str) -> int:
    return line.count(" ") + 1


def _is_mark(line: str) -> bool:
    """Tell whether a line begins with what stands close to the word before."""
    if line.startswith(_SUFFIXES):
        return len(line) < 3 or line[2] == " "
    return line[0] in _GOING_ON and (len(line) == 1 or line[1] in " \u00a0" or line[1] in _CLOSERS)


def _goes_on(pieces: Sequence[str], count: int, line: str, after: str) -> bool:
    """Tell whether a line goes on with a sentence.

    Args:
        pieces: Of the sentence, what stands before.
        count: How many words that has.
        line: What may go on with it.
        after: The line after that; empty when there is none.
    """
    last, is_small = pieces[-1], line[0].islower()
    if _is_ended(last) and not (is_small and _is_running(line) and _is_shortened(last)):
        return False
    is_begun = count >= _LEAST_UNENDED
    is_followed = bool(after) and (_is_mark(after) or (after[0].islower() and _is_running(after)))
    if is_small:
        # What begins so itself, and goes on with nothing, is an item of a list.
        is_item = len(pieces) == 1 and pieces[0][0].islower()
        return not is_item and (count >= _LEAST_BEGUN or is_followed or _is_running(line))
    if is_begun and line[0] in _ASIDE:
        return True
    is_lacking = last.rsplit(" ", 1)[-1].lower() in _LEADING
    if is_lacking and (is_followed or count >= _LEAST_LACKING):
        return True
    is_linked = is_followed or (_is_ended(line) and line[-1] != ":")
    is_short = line.count(" ") < _MOST_LINKED or (len(pieces) > 1 and is_begun)
    return is_linked and is_short and (is_begun or (is_lacking and count >= _LEAST_BEGUN))


def _is_shortened(line: str) -> bool:
    """Tell whether the full stop at the end of a line may be that of a short form: "U.S.", "Sen."."""
    word = line.rsplit(" ", 1)[-1]
    return "." in word[:-1] or (len(word) <= _MOST_SHORTENED and word[:1].isupper())


def _is_running(line: str) -> bool:
    return line.count(" ") >= _LEAST_RUNNING - 1 or (_is_ended(line) and not line.endswith((":", "...")))


def _is_ended(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_ENDS)
