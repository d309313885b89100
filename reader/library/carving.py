"""Rows read out of a damaged SQLite file without SQLite: whatever page is still whole gives its rows, whatever else is broken.

Nothing found here may be trusted before its checksum was looked at.

Source: "Database File Format", sqlite.org/fileformat2.html, sections 1.5 to 2.1 (b-tree pages, cells, overflow pages, records)
and 4.1 (write-ahead log).
"""

from collections.abc import Iterator

Value = int | bytes | None

_LEAF, _INTERIOR = 0x0A, 0x02  # of the b-trees in which tables WITHOUT ROWID are kept
_LOG_HEAD, _FRAME_HEAD = 32, 24
# No row is longer than a program can print; a broken length is no reason to take all memory.
_LONGEST_ROW = 16 << 20
# How many more pages are read for the rows of one page; broken ones may follow each other for ever.
_MOST_FOLLOWED = 8192


def carve_rows(file: bytes, log: bytes, page_bytes: int, columns: int) -> Iterator[tuple[Value, ...]]:
    """Yield every row of so many columns that can be made out, of any table WITHOUT ROWID.

    Args:
        file: The database.
        log: Its write-ahead log; empty when there is none.
        page_bytes: The size of a page.
        columns: How many values a row has; others are left out.

    Returns:
        Rows with their key first, texts as bytes; old ones may be among them, and some may be broken.
    """
    # What was cut off is filled up, for the places in a page count from its whole size.
    pages = [
        file[start : start + page_bytes].ljust(page_bytes, b"\0") for start in range(0, len(file), page_bytes)
    ]
    step = _FRAME_HEAD + page_bytes
    frames = [log[start + _FRAME_HEAD : start + step] for start in range(_LOG_HEAD, len(log), step)]
    for page in pages + frames:
        for payload in _payloads(page, pages):
            row = _read_record(payload)
            if row and len(row) == columns:
                yield row


def _payloads(page: bytes, pages: list[bytes]) -> Iterator[bytes]:
    if len(page) < 12 or page[0] not in (_LEAF, _INTERIOR):
        return
    head = 12 if page[0] == _INTERIOR else 8
    follows = _MOST_FOLLOWED
    for index in range(min(_number(page, 3, 2), len(page) // 4)):
        at = _number(page, head + 2 * index, 2)
        payload, followed = _read_cell(page, at + (4 if page[0] == _INTERIOR else 0), pages, follows)
        follows -= followed
        if payload:
            yield payload


def _read_cell(page: bytes, at: int, pages: list[bytes], most_followed: int) -> tuple[bytes | None, int]:
    """Read the row at a place in a page; return it, if it is there to its end, and how many more pages were read for it."""
    size, at = _varint(page, at)
    if not 0 < size <= _LONGEST_ROW:
        return None, 0
    local = _local_size(size, len(page))
    pieces = [page[at : at + local]]
    missing = size - len(pieces[0])
    following = _number(page, at + local, 4) if missing else 0
    while missing:
        if not 0 < following <= len(pages) or len(pieces) > most_followed:
            return None, len(pieces)
        more = pages[following - 1]
        pieces.append(more[4 : 4 + missing])
        missing -= len(pieces[-1])
        following = _number(more, 0, 4)
    return b"".join(pieces), len(pieces) - 1


def _local_size(size: int, page_bytes: int) -> int:
    """Return how much of a row lies in the page itself."""
    most = (page_bytes - 12) * 64 // 255 - 23
    least = (page_bytes - 12) * 32 // 255 - 23
    if size <= most:
        return size
    wanted = least + (size - least) % (page_bytes - 4)
    return wanted if wanted <= most else least


def _read_record(payload: bytes) -> tuple[Value, ...] | None:
    head, at = _varint(payload, 0)
    values: list[Value] = []
    value_at = head
    while at < head <= len(payload):
        kind, at = _varint(payload, at)
        length = _length_of(kind)
        if length is None or value_at + length > len(payload):
            return None
        values.append(_value(kind, payload[value_at : value_at + length]))
        value_at += length
    return tuple(values)


def _length_of(kind: int) -> int | None:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, None, None)[kind]


def _value(kind: int, data: bytes) -> Value:
    if kind in (8, 9):
        return kind - 8
    if kind == 0 or kind == 7:
        return None  # no column of ours is a fraction
    return data if kind >= 12 else int.from_bytes(data, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of up to nine bytes, and where it ends; what lies outside counts as 0."""
    value = 0
    for index in range(8):
        byte = data[at + index] if at + index < len(data) else 0
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | (data[at + 8] if at + 8 < len(data) else 0), at + 9


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")
