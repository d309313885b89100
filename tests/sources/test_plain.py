"""Plain text: its paragraphs, its title, and what is said of characters that were replaced."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources import make_article, open_article
from reader.sources.plain import join_lines, split_blocks
from reader.text import hide_invisible, make_safe

LONG = "The ferry left the quay with its lights off and nobody on the bridge, which is how it was found, " * 2


def paragraphs_of(text: str) -> list[str]:
    return [join_lines(block) for block in split_blocks(text)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\nTwo.\n\n\n\nThree.\n", ["One.", "Two.", "Three."]),
        ("\n\n  One.  \n\n", ["One."]),
        (
            "It was wrapped\nat a width.\n\nAnd so\nwas this.",
            ["It was wrapped at a width.", "And so was this."],
        ),
        ("  It was\n  indented.\n\nThis not.", ["It was indented.", "This not."]),
        ("One  two.\u00a0Three.\n\nEnd.", ["One  two.\u00a0Three.", "End."]),
        ("One.\n\u200b\nTwo.\n\nThree.", ["One.", "Two.", "Three."]),
        (
            "The light goes round,\nthe sea comes in,\nnobody counts the ships.\n\nThe keeper sleeps.",
            ["The light goes round,", "the sea comes in,", "nobody counts the ships.", "The keeper sleeps."],
        ),
        (
            "Before the storm the quay had been painted every year, by\nthe men who had nothing else to do in\nwinter.\n\n"
            "The light goes round,\n  the sea comes in,\n    and nobody counts.\n\n"
            "The Keeper\nStill awake at two,\nHis Kettle sings\nAnd the Harbour sleeps",
            [
                "Before the storm the quay had been painted every year, by the men who had nothing else to do in winter.",
                "The light goes round,",
                "the sea comes in,",
                "and nobody counts.",
                "The Keeper",
                "Still awake at two,",
                "His Kettle sings",
                "And the Harbour sleeps",
            ],
        ),
        ("Once\nMonthly\nContinue\n\nRead more.", ["Once Monthly Continue", "Read more."]),
        ("They want:\n- light\n- a\n  path\n\nEnd.", ["They want:", "- light", "- a path", "End."]),
        ("1. Light\n2. A path\n\nEnd.", ["1. Light", "2. A path", "End."]),
        (
            "It was late\n- too late -\nand dark\n- so dark.\n\nEnd.",
            ["It was late - too late - and dark - so dark.", "End."],
        ),
        ("Only this", ["Only this"]),
        ("", []),
    ],
)
def test_blank_lines_part_paragraphs_and_lines_are_joined(text: str, paragraphs: list[str]) -> None:
    assert paragraphs_of(text) == paragraphs


def test_without_a_blank_line_each_line_is_a_paragraph() -> None:
    assert paragraphs_of("The tide came in.\nThe tide went out.\nNobody saw it.") == [
        "The tide came in.",
        "The tide went out.",
        "Nobody saw it.",
    ]
    assert paragraphs_of(f"Ferry Found Adrift\n{LONG}\n{LONG}") == [
        "Ferry Found Adrift",
        LONG.strip(),
        LONG.strip(),
    ]


def test_lines_longer_than_any_wrapping_are_paragraphs_beside_blank_lines_too() -> None:
    assert paragraphs_of(f"Ferry Found Adrift\n\n{LONG}\n{LONG}") == [
        "Ferry Found Adrift",
        LONG.strip(),
        LONG.strip(),
    ]


def test_wrapped_text_without_a_blank_line_ends_paragraphs_where_the_next_word_would_have_fitted() -> None:
    text = (
        "The ferry left the quay with its lights off and nobody on\n"
        "the bridge, which is how it was found.\n"
        "The harbour master had gone home an hour before, as he did\n"
        "on every evening but Friday."
    )
    assert paragraphs_of(text) == [
        "The ferry left the quay with its lights off and nobody on the bridge, which is how it was found.",
        "The harbour master had gone home an hour before, as he did on every evening but Friday.",
    ]


def test_an_article_is_called_by_its_headline_or_by_how_it_begins() -> None:
    body = "The ferry left the quay with its lights off.\n\nIt was found in the morning by a dog."
    assert make_article("a", f"Ferry Found by Dog\n\n{body}").title == "Ferry Found by Dog"
    assert make_article("a", body).title == "The ferry left the quay with its lights off."


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nTwo.\r\n")
    article = open_article(tmp_path / "a.txt")
    assert [p.text for p in article.paragraphs] == ["One.", "Two."]
    assert article.notices == ()


def test_what_was_replaced_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One \x1b[2J\x07.\n\nTwo\u202e \u200b.", encoding="utf-8")
    article = open_article(tmp_path / "a.txt")
    assert article.text == "One ^[[2J^G.\n\nTwo\u202e \u200b."
    assert article.notices == (
        "2 control characters are shown by name, as ^[ or <U+009B>",
        "2 characters are invisible; a comparison shows them",
    )


def visible(text: str) -> str:
    return "".join(hide_invisible(text).split())


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_word_is_lost_and_no_paragraph_is_empty_or_broken(text: str) -> None:
    safe, _ = make_safe(text)
    paragraphs = paragraphs_of(safe)
    assert visible(" ".join(paragraphs)) == visible(safe)
    assert all(p and "\n" not in p and p == p.strip() for p in paragraphs)


@given(st.lists(st.sampled_from(["word", " ", "\n", "\n\n", ".", "\t", "Word " * 40, "-", '"']), max_size=60))
def test_all_characters_but_white_space_are_kept_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert "".join("".join(paragraphs_of(text)).split()) == "".join(text.split())


def test_the_menus_of_a_copied_page_are_parted_at_each_line() -> None:
    menu = [f"Section {n}" for n in range(8)]
    text = "\n".join(menu) + f"\n\n{LONG}\n\n{LONG}\n\nReply\nOpal says:\n3 May"
    assert paragraphs_of(text) == [*menu, LONG.strip(), LONG.strip(), "Reply", "Opal says:", "3 May"]
    assert paragraphs_of(f"{LONG}\n\n{LONG}\n\nOnce\nMonthly\nContinue")[2:] == ["Once Monthly Continue"]
