"""Documents made by code: books, documents with tracked changes, PDF, messages."""

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

PARAGRAPHS = (
    "The tide came in at six, and nobody in the town had expected it to come so far.",
    "“We heard it before we saw it,” said Nadia Kroll, who keeps the harbour.",
    "By noon the water had gone again, and with it two boats and a bench.",
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_zip(entries: Mapping[str, str | bytes]) -> bytes:
    """Make a ZIP archive; its entries in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_epub(
    chapters: Mapping[str, str], *, title: str = "Tides", spine: tuple[str, ...] | None = None
) -> bytes:
    """Make a book of chapters, HTML by name; the spine says in which order they are read."""
    names = list(chapters)
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    references = "".join(f'<itemref idref="{n}"/>' for n in spine or names)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{title}</dc:title><dc:creator>Cleo Jansen</dc:creator><dc:date>2031-05-04</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{references}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    return make_zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/content.opf": package,
            **{f"OEBPS/{name}": html for name, html in chapters.items()},
        }
    )


def make_chapter(heading: str, *paragraphs: str) -> str:
    """Make a chapter of a book."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body><h2>{heading}</h2>{body}</body></html>"
    )


def run(text: str, tag: str = "t") -> str:
    """Make a run of text in a document."""
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def deleted(text: str) -> str:
    """Make a tracked deletion."""
    return f'<w:del w:id="1" w:author="Ruth Amsel">{run(text, "delText")}</w:del>'


def inserted(text: str) -> str:
    """Make a tracked insertion."""
    return f'<w:ins w:id="2" w:author="Ruth Amsel">{run(text)}</w:ins>'


def paragraph(*runs: str, style: str = "", mark: str = "") -> str:
    """Make a paragraph; `mark` is `del` or `ins` when its end was deleted or inserted."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f'<w:rPr><w:{mark} w:id="3" w:author="x"/></w:rPr>' if mark else ""
    return f"<w:p><w:pPr>{named}{marked}</w:pPr>{''.join(runs)}</w:p>"


def make_docx(*paragraphs: str, title: str = "") -> bytes:
    """Make a document of paragraphs as `paragraph` makes them."""
    styles = "".join(
        f'<w:style w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
        for identity, name in (("Titel", "Title"), ("berschrift1", "heading 1"), ("Beschriftung", "caption"))
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>Cleo Jansen</dc:creator>"
        "<dcterms:modified>2031-05-04T09:30:00Z</dcterms:modified></cp:coreProperties>"
    )
    return make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{"".join(paragraphs)}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
            "docProps/core.xml": core,
        }
    )


def make_pdf(pages: list[list[str]], *, password: str = "", title: str = "") -> bytes:
    """Make a PDF of pages of lines, in Latin letters alone."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        drawn = " ".join(f"({line}) Tj T*" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td {drawn} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/Author": "Cleo Jansen", "/ModDate": "D:20310504093000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def make_mail(plain: str | None, html: str | None = None, *, subject: str = "The tide came in") -> bytes:
    """Make a message with a plain part, an HTML part, or both."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Cleo Jansen <cleo@gazette.example>"
    message["To"] = "desk@gazette.example"
    message["Date"] = "Sun, 04 May 2031 11:30:00 +0200"
    message["Message-ID"] = "<1@gazette.example>"
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()
