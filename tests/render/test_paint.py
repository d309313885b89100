"""A paragraph made safe to show: roles keep to their words whatever was left out, named or put in."""

from hypothesis import given
from hypothesis import strategies as st

from reader.render.lines import Span
from reader.render.paint import Insert, Painted, paint
from reader.text import count_invisible, make_safe

TEXTS = st.text(st.sampled_from("ab \u00a0\u200b\u00ad\u202e\t中é"), max_size=20)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.builds(Span, places, places, st.sampled_from(["cue", "hit"])), max_size=4))
    return text, spans


def words_of(painted: Painted, role: str) -> str:
    return "".join(painted.styled.text[a:b] for a, b, roles in painted.styled.runs if role in roles)


@given(texts_with_spans())
def test_a_role_lies_on_its_own_words(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    painted = paint(text, spans)
    for role in ("cue", "hit"):
        places = {k for span in spans if span.role == role for k in range(span.start, span.end)}
        own = "".join(text[k] for k in sorted(places))
        shown = "".join(c for c in own.replace("\t", " ") if not count_invisible(c))
        assert words_of(painted, role) == shown


@given(texts_with_spans(), st.data())
def test_an_anchor_follows_its_place(case: tuple[str, list[Span]], data: st.DataObject) -> None:
    text, spans = case
    anchors = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=3)))
    painted = paint(text, spans, anchors=anchors)
    for anchor, place in zip(anchors, painted.anchors, strict=True):
        assert painted.styled.text[:place] == paint(text[:anchor]).styled.text


@given(texts_with_spans())
def test_what_is_shown_by_name_is_all_there(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    painted = paint(text, spans, shown=[(0, len(text))])
    for character in "\u00a0\u200b\u00ad\u202e":
        assert painted.styled.text.count(f"<U+{ord(character):04X}>") == text.count(character)


def test_marks_stand_where_they_were_put() -> None:
    painted = paint(
        "We won't wait",
        [Span(3, 8, "deleted")],
        inserts=[Insert(3, "[-", ("mark",)), Insert(8, "-]", ("mark",))],
    )
    assert painted.styled.text == "We [-won't-] wait"
    assert words_of(painted, "deleted") == "won't"
    assert words_of(painted, "mark") == "[--]"


def test_a_mark_stands_at_the_very_end() -> None:
    painted = paint("no", inserts=[Insert(0, "{+"), Insert(2, "+}")])
    assert painted.styled.text == "{+no+}"


def test_a_changed_space_is_named_and_the_others_are_not() -> None:
    painted = paint("a\u00a0b\u00a0c", shown=[(1, 2)])
    assert painted.styled.text == "a<U+00A0>b\u00a0c"


def test_markup_is_text() -> None:
    for text in ("[T]he mayor [/] [bold]said[/bold]", "[/", "\\[x]", ":warning:"):
        assert paint(text, [Span(0, 3, "hit")]).styled.text == text


@given(st.text(), st.booleans())
def test_a_painted_text_is_one_line_without_anything_invisible(text: str, show: bool) -> None:
    safe = make_safe(text)[0]
    shown = paint(safe, shown=[(0, len(safe))] if show else []).styled.text
    assert "\n" not in shown and "\t" not in shown
    assert count_invisible(shown) == 0


@given(
    st.text(st.sampled_from("aیخ\u200c\u200d\u00ad 👩❤\ufe0f🏴\U000e0067\U000e007f中"), max_size=12),
    st.data(),
)
def test_a_text_reads_the_same_wherever_its_roles_begin(text: str, data: st.DataObject) -> None:
    """Rows are counted without roles: with them the same signs must stand there."""
    edge = data.draw(st.integers(0, len(text)))
    assert paint(text, [Span(edge, len(text), "cue")]).styled.text == paint(text).styled.text
