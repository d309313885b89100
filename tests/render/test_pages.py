"""Whatever is written in two versions and at whatever width: rows fit, panes are equal, nothing is lost."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up import NEW, OLD, compare, compare_harbour, whole, write_story, write_version

from reader.article import Article, Paragraph, Role
from reader.library.listed import describe
from reader.quotes.quotation import Quotation, Speaker
from reader.reading import Comparison, OpenStory, Version, analyse, compare_versions, make_initials
from reader.render.article import ArticlePage, Voices
from reader.render.diff import DIVIDER, DiffPage, Look, strip_marks
from reader.render.ledger import LedgerPage
from reader.render.lines import Layout, Line, line_cells
from reader.render.listing import diff_head, quotation_lines, summary_lines
from reader.render.palette import to_text
from reader.render.stories import fact_line, story_lines

some = settings(max_examples=40)

VOCABULARY = """
    the mayor said not 12.5 U.S. don’t quay, harbour — “no” ‘yes’ été cafe\u0301 हिन्दी 東京 都庁の職員 שלום
    می\u200cخواهم 👩\u200d👩\u200d👧 👍🏽 zero\u200bwidth incomprehensibilities [-x-] {+y+} [T]he [/]
    a-very-long-word-with-dashes ﷺ
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "non\u00a0breaking", ""])
PROSE = st.lists(WORDS, max_size=30).map(" ".join)
ROLES: st.SearchStrategy[Role] = st.sampled_from(
    ["body", "body", "body", "headline", "caption", "heading", "furniture"]
)
NAMES = st.sampled_from(
    ["Nadia Kroll", "Tomas Vane", "東京 市長", "Ann", "e\u0301 a\u0308", "The Ministry of Rivers and Small Boats", "שלום", "👩"]
)  # fmt: skip
WIDTHS = st.integers(20, 130)
PAGE_WIDTHS = st.integers(24, 130)


@st.composite
def versions(draw: st.DrawFn, shared: tuple[Paragraph, ...] = ()) -> Version:
    """A version with quotations anywhere in it."""
    own = draw(st.lists(st.builds(Paragraph, PROSE, ROLES), min_size=1, max_size=5))
    paragraphs = draw(st.permutations([*own, *shared]))
    article = Article(
        draw(st.sampled_from(["a.txt", "a/very/long/path/to/東京.txt"])), own[0].text, tuple(paragraphs)
    )
    quotations = []
    for start, paragraph in zip(article.starts, article.paragraphs, strict=True):
        if len(paragraph.text) > 4 and draw(st.booleans()):
            end = start + draw(st.integers(2, len(paragraph.text) - 1))
            name = draw(NAMES | st.none())
            speaker = Speaker(name, paragraph.text[:1], start, start + 1) if name else None
            kind = draw(st.sampled_from(["direct", "mixed", "indirect"]))
            quotations.append(Quotation(start + 1, end, article.text[start + 1 : end], kind, speaker))  # type: ignore[arg-type]
    return Version(article, tuple(quotations))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Two versions that share some of their paragraphs, compared."""
    shared = tuple(draw(st.lists(st.builds(Paragraph, PROSE, ROLES), max_size=3)))
    return compare_versions(draw(versions(shared=shared)), draw(versions(shared=shared)))


def story_of(comparison: Comparison) -> OpenStory:
    return write_story(comparison.old, comparison.new)


def voices_of(comparison: Comparison) -> Voices:
    return Voices.of(story_of(comparison).voices)


def assert_fits(lines: "Layout | list[Line]", width: int) -> None:
    for line in lines.lines() if isinstance(lines, Layout) else lines:
        assert line_cells(line) <= width, to_text(line)


# -- rows fit


@some
@given(versions(), PAGE_WIDTHS, st.booleans())
@example(NEW, 24, False)
def test_rows_of_an_article_fit(version: Version, width: int, folded: bool) -> None:
    voices = Voices.of(write_story(version).voices)
    assert_fits(ArticlePage(version, voices, width, fold_furniture=folded).layout, width)


@some
@given(comparisons(), PAGE_WIDTHS, st.booleans(), st.booleans(), st.booleans())
def test_rows_of_a_comparison_fit(
    comparison: Comparison, width: int, side_by_side: bool, brackets: bool, furniture: bool
) -> None:
    side_by_side = side_by_side and width >= 40
    look = Look(side_by_side, context=1, brackets=brackets, furniture=furniture)
    assert_fits(DiffPage(comparison, voices_of(comparison), width, look).layout, width)


@some
@given(comparisons(), WIDTHS)
def test_heads_of_a_comparison_fit(comparison: Comparison, width: int) -> None:
    page = DiffPage(comparison, voices_of(comparison), width, Look(width >= 60))
    assert_fits(list(diff_head(comparison, page)), width)


@some
@given(comparisons(), WIDTHS)
def test_a_list_of_stories_fits(comparison: Comparison, width: int) -> None:
    assert_fits(list(story_lines([describe(story_of(comparison))], width)), width)


@pytest.mark.parametrize("width", [20, 30, 40])
@pytest.mark.parametrize("what", ["ledger", "quotations", "summary"])
def test_lists_of_quotations_fit_a_narrow_terminal(width: int, what: str) -> None:
    old = write_version(
        "⟦The Ministry of Rivers and Harbours|We will go,⟧ said a spokeswoman of the Ministry of Harbours."
    )
    new = write_version(
        "⟦The Association of Boat Owners|We will go,⟧ said a spokesman of the Association of Owners."
    )
    comparison = compare(
        old, new, whole("removed", (0,)), whole("added", (), (0,)), pairs=(("reassigned", (0,), (0,)),)
    )
    voices = voices_of(comparison)
    if what == "ledger":
        assert_fits(LedgerPage(comparison, voices, width).layout, width)
    elif what == "quotations":
        assert_fits(list(quotation_lines(write_story(old), width, why=True)), width)
    else:
        assert_fits(list(summary_lines(comparison, width)), width)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_lists_of_quotations_fit_a_usual_terminal(width: int) -> None:
    comparison = compare_harbour()
    assert_fits(LedgerPage(comparison, voices_of(comparison), width).layout, width)
    assert_fits(list(quotation_lines(write_story(OLD), width, why=True)), width)


# -- panes


@some
@given(comparisons(), st.integers(40, 130), st.sampled_from([None, 0, 1]))
def test_both_panes_have_equally_many_rows(comparison: Comparison, width: int, context: int | None) -> None:
    page = DiffPage(comparison, voices_of(comparison), width, Look(True, context=context))
    for line in page.layout.lines():
        before = itertools.takewhile(lambda piece: piece != (DIVIDER, ("rule",)), line)
        assert line_cells(tuple(before)) == page.pane, to_text(line)


@some
@given(comparisons(), PAGE_WIDTHS, st.booleans())
def test_every_row_of_a_comparison_is_shown_by_one_item(
    comparison: Comparison, width: int, side_by_side: bool
) -> None:
    page = DiffPage(comparison, voices_of(comparison), width, Look(side_by_side, context=1))
    covered = [row for item in page.items for row in range(item.first, item.last)]
    assert covered == list(range(len(comparison.rows)))
    assert all(page.items[page.item_of_row(row)].first <= row for row in covered)
    assert page.layout.items == len(page.items)
    assert len(strip_marks(page, 20)) == 20


@given(comparisons(), st.booleans())
@some
def test_a_height_is_what_is_drawn(comparison: Comparison, side_by_side: bool) -> None:
    """Heights are counted without roles; drawing with them must not need more rows."""
    page = DiffPage(comparison, voices_of(comparison), 60, Look(side_by_side, furniture=True))
    for item in range(page.layout.items):
        first, last = page.layout.rows_of(item)
        assert (
            any(text.strip(" │") for text, _ in page.layout.line(first))
            or last - first == 1
            or not comparison.rows
        )


@some
@given(comparisons(), st.booleans(), st.sampled_from([None, 0, 1]))
def test_a_comparison_is_printed_as_it_is_laid_out(
    comparison: Comparison, side_by_side: bool, context: int | None
) -> None:
    """Printing makes every item once and leaves out roles; the text is that of the layout."""
    look = Look(side_by_side=side_by_side, context=context, brackets=True)
    page = DiffPage(comparison, Voices.of(()), 100, look)
    laid_out = [to_text(line) for line in page.layout.lines()]
    assert [to_text(line) for line in page.lines(plain=True)] == laid_out
    assert list(page.lines()) == list(page.layout.lines())


# -- nothing is lost


PLAIN_WORDS = st.lists(st.text("abcdefé東", min_size=1, max_size=7), min_size=1, max_size=12).map(" ".join)


@some
@given(st.lists(PLAIN_WORDS, min_size=1, max_size=4), st.lists(PLAIN_WORDS, min_size=1, max_size=4))
def test_without_colours_both_versions_can_be_read_from_a_comparison(old: list[str], new: list[str]) -> None:
    """At a width where nothing wraps a row holds a paragraph; what stands in brackets is what changed."""
    comparison = compare_versions(write_version(*old), write_version(*new))
    look = Look(True, brackets=True, measure=2000)
    page = DiffPage(comparison, voices_of(comparison), 4000, look)
    shown: list[list[str]] = [[], []]
    for line in page.layout.lines():
        for side, text in zip(shown, to_text(line).split("│"), strict=True):
            cell = (text.strip()[:1] in "~+-<>Y^ " and text.strip()) or text.strip()
            words = cell.lstrip("~+-<>Y^").lstrip().lstrip("0123456789").strip()
            if (
                words
                and not words.startswith(("→", "←", "split into ", "merged from "))
                and " divided anew " not in words
            ):
                side.append(words)
    for paragraphs, found, brackets in ((old, shown[0], ("[-", "-]")), (new, shown[1], ("{+", "+}"))):
        bare = [text.replace(brackets[0], "").replace(brackets[1], "") for text in found]
        assert bare == [" ".join(paragraph.split()) for paragraph in paragraphs]


@some
@given(versions(), st.integers(24, 90))
def test_every_word_of_an_article_is_shown(version: Version, width: int) -> None:
    page = ArticlePage(version, Voices.of(write_story(version).voices), width, fold_furniture=False)
    # A line begins with the number and the sign of the speaker.
    shown = "".join(text for line in page.layout.lines() for text, _ in line[2:])
    wanted = "".join(paragraph.text for paragraph in version.article.paragraphs)
    assert only_ink(shown) == only_ink(wanted)


def only_ink(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u200b\u200c\u200d")


@some
@given(versions(), st.integers(24, 90), st.data())
def test_rows_and_offsets_of_an_article_find_each_other(
    version: Version, width: int, data: st.DataObject
) -> None:
    page = ArticlePage(version, Voices({}, {}), width)
    offset = data.draw(st.integers(0, len(version.article.text)))
    row = page.row_of_offset(offset)
    assert 0 <= row < max(1, page.layout.height)
    paragraph = version.article.locate(offset)[0]
    assert page.layout.item_at(row) == page.item_of_paragraph(paragraph)
    back = page.row_of_offset(page.offset_of_row(row))
    assert back == row


def test_folded_paragraphs_are_counted() -> None:
    page = DiffPage(compare_harbour(), voices_of(compare_harbour()), 80, Look(False))
    folds = [
        to_text(page.layout.line(page.layout.rows_of(k)[0])).strip()
        for k, i in enumerate(page.items)
        if i.folded
    ]
    assert folds == ["▸ furniture: 1 paragraph"]


# -- signs of speakers


@given(st.lists(NAMES, unique=True))
def test_signs_are_short_and_different(names: list[str]) -> None:
    signs = make_initials(names)
    assert len(set(signs)) == len(signs)
    assert all(1 <= len(sign) <= 2 for sign in signs)


def test_many_names_alike_have_signs_of_their_own() -> None:
    names = [f"Anna {'B' + 'o' * k}" for k in range(60)]
    assert len(set(make_initials(names))) == len(names)


@given(
    st.lists(st.sampled_from(["2021-05-07", "a subject"]), unique=True),
    st.lists(NAMES, max_size=6),
    PAGE_WIDTHS,
)
def test_what_is_said_of_a_version_fits(told: list[str], names: list[str], width: int) -> None:
    for quotations in (None, 12):
        line = fact_line(told, 503, quotations, [(name, "speaker-0") for name in names], width)
        assert line_cells(line) <= width


@pytest.mark.parametrize("told", [[], ["2021-05-07"], ["2021-05-07", "the second edition"]], ids=len)
def test_at_least_one_speaker_of_a_version_is_named(told: list[str]) -> None:
    """In a list beside which a text stands on a screen of 80 cells."""
    line = to_text(fact_line(told, 503, 11, [("Kroll", "speaker-0"), ("Vane", "speaker-1")], 34))
    assert " · Kroll" in line
    assert line.endswith((" · Vane", " +1"))


def test_a_quotation_that_stayed_the_same_takes_one_row() -> None:
    text = "“We cannot wait for another winter,” said Nadia Kroll. “The quay is closed,” she added."
    same = analyse([Article(path, "", (Paragraph(text),)) for path in ("old.txt", "new.txt")]).versions
    for width in (30, 80, 120):
        page = LedgerPage(compare_versions(*same), Voices({}, {}), width)
        assert [page.layout.rows_of(k)[1] - page.layout.rows_of(k)[0] for k in (1, 2)] == [1, 1]
        assert [to_text(page.layout.line(page.layout.height - k))[:4] for k in (2, 1)] == ["same"] * 2


def test_quotations_of_one_speaker_that_went_in_a_row_have_one_head() -> None:
    said = ("We cannot wait for another winter", "The quay is closed", "Nobody asked the boats")
    gone = [f"“{words},” said Nadia Kroll on Monday." for words in said]
    other = "“Ask the harbour master,” said Tom Ferro."
    old, new = (
        Article(path, "", tuple(map(Paragraph, texts)))
        for path, texts in (("old.txt", [*gone, other]), ("new.txt", ["The boats were out at sea."]))
    )
    comparison = compare_versions(*analyse([old, new]).versions)
    page = LedgerPage(comparison, Voices({}, {}), 60)
    rows = [to_text(line) for line in page.layout.lines()]
    assert [row for row in rows if row.startswith("dropped")] == [
        "dropped  Nadia Kroll",
        "dropped  Tom Ferro",
    ]
    for words in said:
        assert sum(words in row for row in rows) == 1
    assert all(to_text(page.layout.line(page.layout.rows_of(k)[0])) for k in range(page.layout.items))


def test_what_became_of_quotations_is_named_where_columns_have_no_room() -> None:
    for width in (40, 80):
        rows = [to_text(line) for line in LedgerPage(compare_harbour(), Voices({}, {}), width).layout.lines()]
        told = " ".join(rows[: rows.index("")])
        for pair in compare_harbour().ledger.pairs:
            assert pair.change in told
