"""A few inputs to begin with, written into a folder for each target: `python tests/fuzz/fuzz_inputs.py FOLDER`."""

import io
import sys
import zipfile
from pathlib import Path

ARTICLE = (
    "# Quay to close\n\nThe council of Port Ellery voted on Friday.\n\n"
    "“We can't wait,” said Mayor Nadia Kroll. “Not \u202eone\u202c winter.”\n\n"
    "Tomas Vane, who heads the owners, said that it was \"a gift to nobody\"; according to him, 'no'.\n\n"
    "* one\n* two\n\n> He said: « Ça suffit. » „Nein“, sagte sie.\n\n[T]he \x1b[31mred\x1b[0m end\u200b\n"
)
HTML = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Quay &#27;[2J</title></head><body><nav><a href=x>Home</a></nav>"
    "<article><h1>Quay to close</h1><p>“We can't wait,” said Mayor Nadia Kroll.</p><p>It is the third time.</p></article></html>"
)
MAIL = b"From: Ann <a@town.example>\nSubject: =?utf-8?q?Qu=C3=A4y?=\nMIME-Version: 1.0\n\nShe said no.\n"
LINES = b'{"title": "Quay", "text": "She said no.\\n\\nHe left.", "date": "2024-05-01"}\n{"text": 1}\n'


def make_book() -> bytes:
    """Make an EPUB of one chapter."""
    opf = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
        "c.opf": opf,
        "a.xhtml": HTML,
    }
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return book.getvalue()


FRAMES = b"\x14\x05\x00" + b"one row\n\x81two\x90 \x01\x02 rows\n" * 3 + b"\xffother rows\nand more\n"

INPUTS: dict[str, list[bytes]] = {
    "sources": [
        bytes([kind]) + text
        for kind in range(16)
        for text in (ARTICLE.encode(), HTML.encode("utf-16"), MAIL, LINES, make_book())
    ],
    "quotes": [ARTICLE.encode(), ARTICLE.replace("\n\n", "\n").encode(), b"by/line\n\nShe left.\n\npor^@x"],
    "aligner": [ARTICLE.encode() + b"\0" + ARTICLE.replace("Friday", "Monday").encode()],
    "frames": [FRAMES, FRAMES.replace(b"\x00", b"\x03", 1)],
}


def main() -> None:
    """Write every input under a folder of its target's name."""
    for name, inputs in INPUTS.items():
        folder = Path(sys.argv[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(inputs):
            (folder / f"seed-{number}").write_bytes(data)


if __name__ == "__main__":
    main()
