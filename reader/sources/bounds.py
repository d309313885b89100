"""How much of anything is read, and why: every source's bounds on bytes, paragraphs, time and memory."""

MAX_BYTES = 16 << 20
"""The most an article may weigh.

The longest novels have 6 MB. The text is held several times while it is parted into paragraphs and
compared, in up to four bytes for a character: this bound keeps that below some 300 MB.
"""

MAX_LINES = 400_000
"""The most lines an article may have: as many as there are in `MAX_BYTES` of wrapped text, and more."""

MAX_PARAGRAPH = 1_000_000
"""The most characters a paragraph may have; a longer one is parted at sentences.

The longest that people wrote have some hundred thousand. What looks for speakers keeps every word of a paragraph at hand,
in some eighty bytes for a character.
"""

MAX_ARTICLES = 100_000
"""The most articles that one file may hold; what a large archive has, and what a folder is measured with."""

GUESSED_BYTES = 1 << 15
"""How much of a file is looked at to guess its encoding: letters repeat, so more would only take longer."""

MAX_PAGE_BYTES = 3 << 20
"""The most a web page may weigh, scripts and styles aside, to be taken apart by its structure.

A tree takes some twenty times its page's size and is copied several times. A larger page is read as bare text.
"""

MAX_ENTRIES = 10_000
"""The most files a ZIP archive may have; encyclopaedias as EPUB stay below."""

MAX_UNPACKED = 32 << 20
"""The most that is unpacked of one ZIP archive: twice what the text itself may weigh, for its markup."""

MAX_RATIO = 200
"""The most a large file in a ZIP archive may grow when it is unpacked; text grows up to twentyfold, bombs a thousandfold."""

LARGE_ENTRY = 16 << 20
"""How much may be unpacked of any file whatever its ratio: a short one may well say the same again and again."""

MAX_PAGES = 3_000
"""The most pages of a PDF that are read; the longest reports have some two thousand."""

MAX_DRAWN_BYTES = 2_000_000
"""How much of what draws the pages of a PDF is read, unpacked: what is read in half of `PDF_SECONDS`.

A page of print takes some ten thousand, which is read in a fiftieth of a second. A longer PDF is read so far, and says so: a
bound in bytes is the same on every machine.
"""

MAX_TAGS = 60_000
"""The most tags a page may have to be taken apart by its structure; the longest lists that people publish have half as many."""

SLOW_PAGE_BYTES = 400_000
"""From which size on, scripts and styles aside, a page is searched for its story in one way instead of three.

The other two take ten times as long, and find more only on short pages.
"""

CHILD_SECONDS = 3.5
"""How much processor time a page or document may take before it is given up; real ones take a tenth of it on a slow machine."""

PDF_SECONDS = 8.0
"""How much a PDF may take: reports of two hundred pages are common, and each page is a program to be run."""

CHILD_START_SECONDS = 1.0
"""How much more the first may take, before which libraries have to be loaded."""

CHILD_WALL_SECONDS = 30.0
"""How long any may take by the clock: on a busy machine what takes a second of processor time takes many."""

CHILD_BYTES = 384 << 20
"""How much memory the process that takes apart pages and documents may ask for, its libraries included."""

CHILD_TASKS = 500
"""After how many files that process is replaced, so that nothing that its libraries keep can pile up."""
