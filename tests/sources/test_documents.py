"""Books, documents, PDF, messages, JSON Lines: each opens as what it says, and each failure is one line."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from document_files import (
    PARAGRAPHS,
    deleted,
    inserted,
    make_chapter,
    make_docx,
    make_epub,
    make_mail,
    make_pdf,
    make_zip,
    paragraph,
    run,
)

from reader.article import Article
from reader.errors import SourceError
from reader.sources import bounds, child, open_article, open_articles, open_file, read_articles
from reader.sources.dates import to_iso


def texts_of(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def read(name: str, data: bytes) -> Article:
    (article,) = read_articles(name, data)
    return article


def reason_for(name: str, data: bytes) -> str:
    with pytest.raises(SourceError) as trouble:
        read_articles(name, data)
    assert str(trouble.value) == f"{name}: {trouble.value.reason}"
    assert "\n" not in trouble.value.reason
    return trouble.value.reason


class TestABook:
    def test_is_its_chapters_in_the_order_of_its_spine(self) -> None:
        chapters = {
            "b.xhtml": make_chapter("Two", PARAGRAPHS[1]),
            "a.xhtml": make_chapter("One", PARAGRAPHS[0]),
        }
        book = read("book.epub", make_epub(chapters, spine=("a.xhtml", "b.xhtml")))
        assert texts_of(book) == ["One", PARAGRAPHS[0], "Two", PARAGRAPHS[1]]
        assert [p.role for p in book.paragraphs] == ["heading", "body", "heading", "body"]
        assert (book.title, book.author, book.date) == ("Tides", "Cleo Jansen", "2031-05-04")

    def test_with_a_missing_or_broken_chapter_opens_and_says_so(self) -> None:
        data = make_epub(
            {"a.xhtml": make_chapter("One", *PARAGRAPHS), "b.xhtml": "x"}, spine=("a.xhtml", "b.xhtml")
        )
        broken = data.replace(b"OEBPS/b.xhtml", b"OEBPS/c.xhtml")
        book = read("book.epub", broken)
        assert PARAGRAPHS[0] in texts_of(book)
        assert book.notices == ("1 of its chapters is missing or broken",)

    def test_cannot_name_what_lies_outside(self, tmp_path: Path) -> None:
        (tmp_path / "secret.html").write_text("<p>secret</p>")
        data = make_epub(
            {"a.xhtml": make_chapter("One", PARAGRAPHS[0]), f"../../{tmp_path}/secret.html": "x"}
        )
        assert "secret" not in read("book.epub", data).text

    def test_that_is_a_bomb_is_refused(self) -> None:
        bomb = make_epub({"a.xhtml": "<p>" + "tide " * 20_000_000 + "</p>"})
        assert len(bomb) < bounds.MAX_BYTES
        assert "unpacks to more" in reason_for("book.epub", bomb) or "missing" in reason_for(
            "book.epub", bomb
        )

    def test_with_too_many_files_is_refused(self) -> None:
        many = make_zip({f"f{n}": "" for n in range(bounds.MAX_ENTRIES + 1)})
        assert reason_for("book.epub", many) == "holds more than 10,000 files"

    def test_that_is_cut_or_garbage_is_refused(self) -> None:
        data = make_epub({"a.xhtml": make_chapter("One", *PARAGRAPHS)})
        assert reason_for("book.epub", data[: len(data) // 2]) == "is a broken ZIP archive"
        assert reason_for("book.epub", b"PK\x03\x04") == "is a broken ZIP archive"

    def test_never_expands_an_entity(self) -> None:
        entities = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        container = f"{entities}<container><rootfile full-path='p'/>&a;&b;</container>"
        reason = reason_for("book.epub", make_zip({"META-INF/container.xml": container}))
        assert "root:" not in reason


class TestADocument:
    def test_is_its_paragraphs_with_their_styles(self) -> None:
        document = read(
            "draft.docx",
            make_docx(
                paragraph(run("Tide Takes Bench"), style="Titel"),
                paragraph(run(PARAGRAPHS[0])),
                paragraph(run("What is known"), style="berschrift1"),
                paragraph(run(PARAGRAPHS[1][:20]), run(PARAGRAPHS[1][20:])),
                paragraph(run("The bench, before"), style="Beschriftung"),
            ),
        )
        assert [p.role for p in document.paragraphs] == ["headline", "body", "heading", "body", "caption"]
        assert texts_of(document)[3] == PARAGRAPHS[1]
        assert (document.title, document.author) == ("Tide Takes Bench", "Cleo Jansen")
        assert document.date == "2031-05-04T09:30:00+00:00"

    def test_that_begins_with_a_heading_has_it_for_a_headline(self) -> None:
        heads = [paragraph(run(text), style="berschrift1") for text in ("Tide Takes Bench", "What is known")]
        document = read("draft.docx", make_docx(heads[0], paragraph(run(PARAGRAPHS[0])), heads[1]))
        assert [p.role for p in document.paragraphs] == ["headline", "body", "heading"]
        assert document.title == "Tide Takes Bench"

    TRACKED = make_docx(
        paragraph(run("The tide came in at "), deleted("six"), inserted("seven"), run(", and stayed.")),
        paragraph(run("It took two boats"), mark="del"),
        paragraph(run(" and a bench.")),
        paragraph(inserted("Nobody was hurt."), mark="ins"),
        paragraph(run("The end of it is not known.")),
    )

    def test_with_tracked_changes_is_two_versions_the_older_first(self) -> None:
        old, new = read_articles("draft.docx", self.TRACKED)
        assert texts_of(old) == [
            "The tide came in at six, and stayed.",
            "It took two boats",
            "and a bench.",
            "The end of it is not known.",
        ]
        assert texts_of(new) == [
            "The tide came in at seven, and stayed.",
            "It took two boats and a bench.",
            "Nobody was hurt.",
            "The end of it is not known.",
        ]
        assert (old.path, new.path) == ("draft.docx#1", "draft.docx")

    def test_named_alone_is_the_newer_version_and_says_that_there_is_another(self, tmp_path: Path) -> None:
        path = tmp_path / "draft.docx"
        path.write_bytes(self.TRACKED)
        assert "at seven" in open_article(path).text
        assert f"called {path}#1 to #2; this is #2" in open_article(path).notices[-1]
        assert "at six" in open_article(f"{path}#1").text
        assert open_article(f"{path}#2").path == f"{path}#2"

    def test_that_is_broken_is_refused(self) -> None:
        assert (
            reason_for("a.docx", make_zip({"word/document.xml": "<w:document"}))
            == "there is broken XML in it"
        )
        assert reason_for("a.docx", make_zip({"x": "y"})) == "is a ZIP archive, and neither EPUB nor DOCX"

    def test_that_is_a_bomb_is_refused(self) -> None:
        bomb = make_zip({"word/document.xml": "<a>" + " " * 60_000_000 + "</a>"})
        assert reason_for("a.docx", bomb) == "unpacks to more than it may"

    def test_has_its_notes_at_its_end_and_opens_without_its_styles(self) -> None:
        whole = zipfile.ZipFile(io.BytesIO(make_docx(paragraph(run(PARAGRAPHS[0])))))
        entries: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
        entries["word/footnotes.xml"] = (
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f'<w:footnote w:type="separator">{paragraph(run("x"))}</w:footnote>'
            f"<w:footnote>{paragraph(run(PARAGRAPHS[1]))}</w:footnote></w:footnotes>"
        )
        entries |= {"word/styles.xml": "<broken", "docProps/core.xml": "<broken"}
        assert texts_of(read("a.docx", make_zip(entries))) == list(PARAGRAPHS[:2])

    def test_in_the_old_format_is_refused(self) -> None:
        assert reason_for("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).startswith("is not text")


class TestAPdf:
    def test_is_its_lines_joined_to_paragraphs(self) -> None:
        lines = ["Tide Takes Bench", "", *_wrap(PARAGRAPHS[0]), "", *_wrap(PARAGRAPHS[2])]
        article = read("a.pdf", make_pdf([lines], title="The Tide"))
        words = " ".join(texts_of(article))
        assert all(sentence in words for sentence in (PARAGRAPHS[0], PARAGRAPHS[2]))
        assert (article.title, article.author, article.date[:10]) == ("The Tide", "Cleo Jansen", "2031-05-04")

    def test_leaves_out_what_stands_on_every_page(self) -> None:
        pages = [
            ["The Marren Gazette", f"Page {n} says something of its own about the tide.", f"- {n} -"]
            for n in range(4)
        ]
        text = read("a.pdf", make_pdf(pages)).text
        assert "Gazette" not in text and "Page 3 says" in text

    def test_that_is_long_is_read_as_far_as_the_bounds_allow(self) -> None:
        long = ["tide and " * 620] * 8
        pages = [[*long, f"Page {n} says nothing.", *long] for n in range(25)]
        article = read("a.pdf", make_pdf(pages))
        assert "Page 21 says" in article.text and "Page 22 says" not in article.text
        assert article.notices[0] == "only the first 22 of 25 pages are shown"

    def test_that_is_encrypted_is_refused(self) -> None:
        assert reason_for("a.pdf", make_pdf([["secret"]], password="x")) == "is encrypted"

    def test_that_is_broken_is_refused(self) -> None:
        data = make_pdf([list(PARAGRAPHS[:1])])
        for broken in (b"%PDF-1.4\n", data[:100], data[: len(data) // 2].replace(b"obj", b"xxx")):
            assert reason_for("a.pdf", broken)

    def test_without_text_is_refused(self) -> None:
        assert reason_for("a.pdf", make_pdf([[]])) == "there is no text in this PDF, only pictures perhaps"

    def test_needs_what_the_extra_installs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        start = child._START.replace("from {}", "sys.modules['pypdf'] = None; from {}")
        child.child.stop()
        monkeypatch.setattr(child, "_START", start)
        reason = reason_for("a.pdf", b"%PDF-1.4")
        child.child.stop()
        assert reason == "is a PDF, and pypdf is not installed: install article-reader[documents]"


def _wrap(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 50)


class TestAMessage:
    def test_is_its_plain_text_under_its_subject(self) -> None:
        mail = read(
            "a.eml", make_mail("\n\n".join(PARAGRAPHS) + "\n\n-- \nCleo Jansen\nThe Marren Gazette\n")
        )
        assert texts_of(mail)[:2] == ["The tide came in", PARAGRAPHS[0]]
        assert mail.paragraphs[0].role == "headline"
        assert {p.role for p in mail.paragraphs[4:]} == {"furniture"}
        assert (mail.title, mail.author) == ("The tide came in", "Cleo Jansen <cleo@gazette.example>")
        assert mail.date == "2031-05-04T09:30:00+00:00"

    def test_has_its_html_read_where_there_is_nothing_else(self) -> None:
        html = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        assert texts_of(read("a.eml", make_mail(None, f"<html><body>{html}</body></html>"))) == [
            "The tide came in",
            *PARAGRAPHS,
        ]
        assert texts_of(read("a.eml", make_mail(PARAGRAPHS[0], html)))[1:] == [PARAGRAPHS[0]]

    def test_is_known_by_its_header_whatever_it_is_called(self) -> None:
        assert read("-", make_mail(PARAGRAPHS[0])).title == "The tide came in"
        assert read("a.txt", b"Subject: none\n\nThe tide came in.").title != "none"

    def test_of_flowed_lines_is_joined(self) -> None:
        data = make_mail("The tide came in \nat six.\n\nIt went \nout.\n").replace(
            b'charset="utf-8"', b'charset="utf-8"; format=flowed'
        )
        assert texts_of(read("a.eml", data))[1:] == ["The tide came in at six.", "It went out."]

    def test_joins_the_lines_that_it_quotes(self) -> None:
        text = read(
            "a.eml",
            make_mail(
                "No.\n\n> We never heard it come, the water, and when\n> we did it was late.\n>\n> Ann\n"
            ),
        ).text
        assert text.endswith(
            "No.\n\n> We never heard it come, the water, and when we did it was late.\n\n> Ann"
        )

    QUOTED = "> Is the tide in? I have asked everybody\n> on the quay.\n>\n> > I asked first.\n"

    @pytest.mark.parametrize("line", ["-- ", "--"])
    def test_has_its_signature_and_the_message_before_as_furniture(self, line: str) -> None:
        header = "On Mon, 3 May 2031 at 10:15, Opal Gupta <opal@gazette.example>\nwrote:\n"
        text = f"It is in.\n\n{line}\nCleo Jansen\nThe Gazette\n\n{header}{self.QUOTED}"
        mail = read("a.eml", make_mail(text))
        assert [(p.text, p.role) for p in mail.paragraphs[1:]] == [
            ("It is in.", "body"),
            ("Cleo Jansen The Gazette", "furniture"),
            ("On Mon, 3 May 2031 at 10:15, Opal Gupta <opal@gazette.example> wrote:", "furniture"),
            ("> Is the tide in? I have asked everybody on the quay.", "furniture"),
            ("> > I asked first.", "furniture"),
        ]

    def test_keeps_what_it_answers_piece_by_piece_and_what_it_passes_on(self) -> None:
        mail = read("a.eml", make_mail("Opal wrote:\n> Is it in?\n\nYes.\n\n> And the boat?\n\nNo.\n"))
        assert [p.role for p in mail.paragraphs] == ["headline", "furniture", *["body"] * 4]
        mail = read("a.eml", make_mail(f"Opal Gupta wrote:\n\n{self.QUOTED}"))
        assert [p.role for p in mail.paragraphs[1:]] == ["furniture", "body", "body"]

    HEAD = "From: Opal Gupta\nSent: Monday, 3 May 2031\nTo: Cleo Jansen\nSubject: The tide\n"

    @pytest.mark.parametrize("line", ["-----Original Message-----\n", ""])
    def test_may_have_the_message_before_below_its_head(self, line: str) -> None:
        text = f"It is in.\n\n{line}{self.HEAD}\n{PARAGRAPHS[0]}\n"
        assert [p.role for p in read("a.eml", make_mail(text)).paragraphs[1:]] == [
            "body",
            "furniture",
            "furniture",
        ]
        passed_on = read("a.eml", make_mail(text, subject="Fwd: The tide"))
        assert [p.role for p in passed_on.paragraphs[1:]] == ["body", "furniture", "body"]

    def test_keeps_a_line_of_dashes_between_its_parts(self) -> None:
        text = "\n\n".join(("One came in at six.", "--", *PARAGRAPHS))
        assert "furniture" not in [p.role for p in read("a.eml", make_mail(text)).paragraphs]

    def test_of_nothing_but_a_signature_keeps_it(self) -> None:
        assert texts_of(read("a.eml", make_mail("-- \nCleo Jansen\n")))[1:] == ["Cleo Jansen"]

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\n\n",
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
            b"Content-Type: image/png\n\nx",
        ],
    )
    def test_without_text_opens_empty_or_is_refused(self, data: bytes) -> None:
        try:
            assert len(read("a.eml", data).text) < 10
        except SourceError as trouble:
            assert "no text" in trouble.reason


class TestJsonLines:
    LINES = (
        json.dumps(
            {
                "title": "In",
                "text": "The tide came in.\n\nIt stayed.",
                "date": "2031-05-04",
                "url": "https://a.example/1",
            }
        ),
        "{broken",
        json.dumps({"text": "The tide went out.", "author": ["Cleo Jansen", "Ruth Amsel"], "date": 5}),
        "[1]",
        "",
    )

    def test_are_an_article_a_line_and_broken_lines_are_named(self) -> None:
        first, second = read_articles("w.jsonl", "\n".join(self.LINES).encode())
        assert (first.path, first.title, first.date, first.url) == (
            "w.jsonl#1",
            "In",
            "2031-05-04",
            "https://a.example/1",
        )
        assert texts_of(first) == ["In", "The tide came in.", "It stayed."]
        assert [p.role for p in first.paragraphs] == ["headline", "body", "body"]
        assert (second.path, second.title, second.author) == (
            "w.jsonl#2",
            "The tide went out.",
            "Cleo Jansen, Ruth Amsel",
        )
        assert first.notices == ("2 lines are left out, which are not objects with a text: 2, 4",)

    def test_can_be_named_one_by_one(self, tmp_path: Path) -> None:
        path = tmp_path / "w.jsonl"
        path.write_text("\n".join(self.LINES))
        assert [a.path for a in open_file(str(path))] == [f"{path}#1", f"{path}#2"]
        assert open_article(f"{path}#2").text == "The tide went out."
        assert "there are 2 articles in this file" in open_article(path).notices[-1]
        with pytest.raises(SourceError, match=r"w\.jsonl#3: there are 2 articles in w\.jsonl"):
            open_article(f"{path}#3")

    def test_a_file_that_has_such_a_name_comes_first(self, tmp_path: Path) -> None:
        (tmp_path / "w.jsonl").write_text("\n".join(self.LINES))
        (tmp_path / "w.jsonl#2").write_text("A file of its own.")
        assert open_article(tmp_path / "w.jsonl#2").text == "A file of its own."

    def test_in_a_folder_are_all_opened(self, tmp_path: Path) -> None:
        (tmp_path / "w.jsonl").write_text("\n".join(self.LINES))
        (tmp_path / "a.txt").write_text("The tide came in.")
        assert [Path(a.path).name for a in open_articles([str(tmp_path)])[0]] == [
            "a.txt",
            "w.jsonl#1",
            "w.jsonl#2",
        ]

    def test_without_an_article_are_refused(self) -> None:
        assert (
            reason_for("w.jsonl", b"1\n2\n")
            == "no line is an object with a text (line 1 is the first that is not)"
        )
        assert reason_for("w.jsonl", b"[" * 100_000).startswith("no line")
        assert read("w.jsonl", b"").notices == ("there is no text in it",)


@pytest.mark.parametrize(
    ("told", "iso"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04T11:30:00+02:00", "2031-05-04T09:30:00+00:00"),
        ("2031-05-04 11:30", "2031-05-04T11:30:00+00:00"),
        ("2031-05-04T09:30:00.123Z", "2031-05-04T09:30:00+00:00"),
        ("Sun, 04 May 2031 11:30:00 +0200", "2031-05-04T09:30:00+00:00"),
        ("2031-13-04", ""),
        ("0000-00-00", ""),
        ("9999-12-31T23:59:59-12:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_told_in_one_form(told: str, iso: str) -> None:
    assert to_iso(told) == iso


def test_a_text_loads_none_of_the_libraries(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "a.txt").write_text("The tide came in.")
    code = (
        "import sys; from reader.sources import open_article; open_article(sys.argv[1]); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.txt")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    heavy = {
        "lxml",
        "trafilatura",
        "charset_normalizer",
        "email",
        "zipfile",
        "subprocess",
        "json",
        "logging",
        "datetime",
    }
    assert not heavy & set(done.stdout.split())
