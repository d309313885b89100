"""What comes in a ZIP archive: a book (EPUB) or a document (DOCX). Runs in the process of `reader.sources.worker`.

Nothing is unpacked to a disk, so the names in an archive lead nowhere; how much is unpacked is counted as it comes.
"""

import io
import posixpath
import zipfile
import zlib
from typing import Any

from reader.sources.bounds import LARGE_ENTRY, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED
from reader.sources.found import Found
from reader.sources.worker import BrokenError

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Archive:
    """An archive whose entries are read within bounds."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise BrokenError("it is a broken ZIP archive") from None
        if len(entries) > MAX_ENTRIES:
            raise BrokenError(f"it holds more than {MAX_ENTRIES:,} files")
        self.names = {entry.filename for entry in entries}
        self._left = MAX_UNPACKED

    def read(self, name: str) -> bytes:
        """Unpack an entry.

        Raises:
            BrokenError: It is not there, broken, encrypted, or unpacks to more than the bounds allow.
        """
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise BrokenError("it is encrypted")
            most = max(LARGE_ENTRY, entry.compress_size * MAX_RATIO)
            with self._zip.open(entry) as stream:
                data = stream.read(min(self._left, most) + 1)
        except KeyError:
            raise BrokenError(f"it has no {posixpath.basename(name)}") from None
        except BrokenError:
            raise
        except _BROKEN:
            raise BrokenError(f"its {posixpath.basename(name)} is broken") from None
        self._left -= len(data)
        if self._left < 0 or len(data) > most:
            raise BrokenError("it unpacks to more than it may")
        return data

    def parse(self, name: str) -> Any:
        """Parse an entry that may be missing or broken without harm; None then."""
        try:
            return parse_xml(self.read(name)) if name in self.names else None
        except BrokenError:
            return None


def read_archive(data: bytes) -> list[Found]:
    """Read a book or a document; of one with tracked changes both versions.

    Raises:
        BrokenError: It is neither, or broken.
    """
    archive = Archive(data)
    if "word/document.xml" in archive.names:
        from reader.sources.docx import read_docx

        return read_docx(archive)
    if "META-INF/container.xml" in archive.names:
        from reader.sources.epub import read_epub

        return [read_epub(archive)]
    raise BrokenError("it is a ZIP archive, and neither EPUB nor DOCX")


def parse_xml(data: bytes) -> Any:
    """Parse XML that nobody vouches for: no entity is expanded, nothing is fetched.

    Raises:
        BrokenError: It is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise BrokenError("there is broken XML in it") from None
