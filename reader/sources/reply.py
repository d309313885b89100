"""The plain text of a message taken apart: what was written, what it answers, how it is signed.

What a message quotes below all that was written is the message before. What it answers piece by piece belongs to it, and
so does what it passes on without a word.
"""

import re
from collections.abc import Iterator, Sequence

from reader.article import Role
from reader.roles import assign_roles
from reader.roles.look import look_at, word_set
from reader.sources.plain import join_lines, split_blocks

SIGNATURE = "-- "
"""The line above a signature (RFC 3676); many programs lose its space."""

# A line of dashes may as well part two pieces of a letter; a signature is short.
_MOST_SIGNED_LINES = 8
_MOST_HEADER_CHARACTERS = 300
_WROTE = word_set(
    "wrote writes schrieb schreibt écrit escribió scritto schreef escreveu skrev napisał kirjoitti написал написала"
)
_ANSWERED = re.compile(
    r"-{3,} ?(original message|ursprüngliche nachricht|message d.origine|mensaje original|messaggio originale) ?-{3,}",
    re.I,
)
FORWARDED = re.compile(
    r"-{3,} ?(forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado) ?-{3,}|begin forwarded message:",
    re.I,
)
"""How a mail program heads a message that is passed on."""

_FIELD = re.compile(r"\*?[^\W\d_][\w -]{1,12} ?:")
_LEAST_FIELDS = 3
# Stands for the line above a signature; no safe text has it.
_SIGNED = "\x01"


def read_reply(text: str, *, is_passed_on: bool = False) -> list[tuple[str, Role]]:
    """Take the text of a message apart.

    Args:
        text: Safe text, line breaks as they stood.
        is_passed_on: Whether the message is there to pass on another one, as its subject says.

    Returns:
        Its paragraphs with their roles in order; the line above a signature is left out.
    """
    blocks = split_blocks("\n".join(_part_lines(text.split("\n"))))
    page = _find_signed(blocks) | _find_headers(blocks)
    if not is_passed_on:
        page |= _find_answered(blocks, page)
    if len(page) == len(blocks):
        page = frozenset(index for index, block in enumerate(blocks) if block == _SIGNED)
    roles = iter(assign_roles([block for index, block in enumerate(blocks) if index not in page]))
    return [
        (block, "furniture" if index in page else next(roles))
        for index, block in enumerate(blocks)
        if block != _SIGNED
    ]


def _part_lines(lines: Sequence[str]) -> Iterator[str]:
    """Part what is quoted from what is not, and leave its mark only on the first line of each paragraph, to be joined."""
    before = ""
    for number, line in enumerate(lines):
        if _is_signature(lines, number):
            yield from ("", _SIGNED, "")
            before = ""
            continue
        if _is_quoted(line) != _is_quoted(before):
            yield ""
        inside = line.lstrip("> ") if _is_quoted(line) else line
        goes_on = _is_quoted(line) and _is_quoted(before) and before.strip("> ")
        yield inside if goes_on or not inside else line
        before = line


def _is_quoted(line: str) -> bool:
    return line.startswith(">") and not line.startswith(">From ")


def _is_signature(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line stands above a signature."""
    if lines[number] != SIGNATURE.strip():
        return lines[number] == SIGNATURE
    after = lines[number + 1 : number + 2 + _MOST_SIGNED_LINES]
    signed = next(
        (index for index, line in enumerate(after) if _is_quoted(line) or not line.strip()), len(after)
    )
    return 0 < signed <= _MOST_SIGNED_LINES


def _find_signed(blocks: Sequence[str]) -> frozenset[int]:
    """Find the signatures: what follows their line, as far as something is quoted."""
    found: set[int] = set()
    is_signed = False
    for index, block in enumerate(blocks):
        is_signed = (is_signed or block == _SIGNED) and not _is_quoted(block)
        if is_signed:
            found.add(index)
    return frozenset(found)


def _find_headers(blocks: Sequence[str]) -> frozenset[int]:
    """Find what a mail program puts above what it quotes: "On Monday, Ada Bram wrote:"."""
    return frozenset(
        index
        for index, block in enumerate(blocks)
        if FORWARDED.match(block)
        or _has_fields(block)
        or (index + 1 < len(blocks) and _is_quoted(blocks[index + 1]) and _is_header(block))
    )


def _is_header(block: str) -> bool:
    text = join_lines(block)
    if not text.endswith(":") or len(text) > _MOST_HEADER_CHARACTERS or _is_quoted(text):
        return False
    tells_date = any(character.isdigit() for character in text) and ("@" in text or text.count(":") > 1)
    return tells_date or not _WROTE.isdisjoint(look_at(text).words)


def _has_fields(block: str) -> bool:
    """Tell whether a paragraph is the head of another message: who wrote it to whom, and when."""
    lines = [line for line in block.split("\n") if not _ANSWERED.match(line) and not FORWARDED.match(line)]
    return (
        len(lines) >= _LEAST_FIELDS
        and all(map(_FIELD.match, lines))
        and any("@" in x or "ubject" in x for x in lines)
    )


def _find_answered(blocks: Sequence[str], page: frozenset[int]) -> frozenset[int]:
    """Find the message before, quoted below all that was written; nothing where nothing was."""
    heads = (index for index, block in enumerate(blocks) if _ANSWERED.match(block) or _has_fields(block))
    first = next((index for index in heads if not FORWARDED.match(blocks[index])), len(blocks))
    while first and (first - 1 in page or _is_quoted(blocks[first - 1])):
        first -= 1
    is_written = any(index not in page and not _is_quoted(blocks[index]) for index in range(first))
    return frozenset(range(first, len(blocks))) if is_written else frozenset()
