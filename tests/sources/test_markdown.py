"""Markdown: marks are taken off, and what they mean is kept."""

from collections.abc import Callable

import pytest
from growth import assert_grows_at_most
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources import read_articles
from reader.sources.markdown import find_in_markdown, strip_marks

DRAFT = """\
# Tower *stays*

Mayor **Ines Holloway** said [the tower](https://a.example/x_(y) "t") will stay
where it is.

What is known
-------------

> Nobody asked us,
> she said.

1. the roof
2. the stairs
   down to the water

![A tower](x.png "The tower at low tide")

| Year | Visitors |
|------|---------:|
| 2030 | 58,030   |

```python
tide = "*in*"
```

The light goes round\x20\x20
the sea comes in\\
nobody counts.

***

The end.[^1]

[ref]: https://a.example/ "a place"

[^1]: A note at the foot.

[Ann]: And what she said.
<!-- a note
     to ourselves -->
"""


def test_a_draft_is_read_as_what_its_marks_mean() -> None:
    assert list(find_in_markdown(DRAFT).paragraphs) == [
        ("Tower stays", "headline"),
        ("Mayor Ines Holloway said the tower will stay where it is.", "body"),
        ("What is known", "heading"),
        ("Nobody asked us, she said.", "body"),
        ("1. the roof", "body"),
        ("2. the stairs down to the water", "body"),
        ("The tower at low tide", "caption"),
        ("Year | Visitors", "body"),
        ("2030 | 58,030", "body"),
        ('tide = "*in*"', "body"),
        ("The light goes round", "body"),
        ("the sea comes in", "body"),
        ("nobody counts.", "body"),
        ("The end.[^1]", "body"),
        ("[^1]: A note at the foot.", "body"),
        ("[Ann]: And what she said.", "body"),
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("***all*** _of_ __it__ ~~not~~", "all of it not"),
        ("snake_case_name and 2 * 3 * 4 = 24", "snake_case_name and 2 * 3 * 4 = 24"),
        ("[T]he mayor [sic] said [/b]", "[T]he mayor [sic] said [/b]"),
        (r"\*not\* \[a\](b) \# c", "*not* [a](b) # c"),
        ("`*code*` and ``a ` b``", "*code* and a ` b"),
        ("[a][1], [b][], <https://a.example/>, ![c](d.png)", "a, b, https://a.example/, c"),
        ("[![logo](l.png)](https://a.example)", "logo"),
        ("AT&amp;T &mdash; <b>bold</b><br>", "AT&T — bold"),
        ("a < b and c > d, **unclosed", "a < b and c > d, **unclosed"),
        ("“**No**,” she said.", "“No,” she said."),
    ],
)
def test_marks_are_taken_off_a_line(marked: str, plain: str) -> None:
    assert strip_marks(marked) == plain


YAML = """\
---
title: "Tower: it stays"
authors:
  - Cleo Jansen
  - Ruth Amsel
date: 2031-05-04
url: https://a.example
# a note
---
Text of it.
"""
TOML = """\
+++
title = "Tower: it stays"
authors = ["Cleo Jansen", "Ruth Amsel"]
date = 2031-05-04
url = "https://a.example"
+++
Text of it.
"""


@pytest.mark.parametrize("text", [YAML, TOML], ids=["yaml", "toml"])
def test_front_matter_says_title_authors_and_date(text: str) -> None:
    (article,) = read_articles("a.md", text.encode())
    assert (article.title, article.author, article.date, article.url) == (
        "Tower: it stays", "Cleo Jansen, Ruth Amsel", "2031-05-04", "https://a.example",
    )  # fmt: skip
    assert article.text == "Text of it."


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe tide came in.\n---\nIt went out.",
        "---\n\nThe tide came in.",
        "+++\n[[[\n+++\nThe tide came in.",
    ],
)
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert "The tide came in." in read_articles("a.md", text.encode())[0].text


def test_control_characters_come_out_by_name() -> None:
    (article,) = read_articles(
        "a.md", b"# One \x1b[31m\n\n[x](http://e.example/\x1b]52;c;x\x07) `two \x1b[2J`\n"
    )
    assert article.title == "One ^[[31m"
    assert article.paragraphs[1].text == "x two ^[[2J"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"a\.md: is not text"):
        read_articles("a.md", b"\0")


@pytest.mark.parametrize(
    "sign",
    [
        "![",
        "[a](",
        "*a ",
        "_a ",
        "`",
        "` `` ",
        "~~a",
        "<b ",
        "[a][",
        "<!--",
        "> " * 50,
        "- ",
        "# ",
        "&",
        "\\",
        "**",
        "|",
        "***a**",
    ],
)
def test_marks_that_never_close_take_time_in_line_with_their_number(sign: str) -> None:
    def prepare(count: int) -> Callable[[], object]:
        return lambda: (find_in_markdown(sign * count), find_in_markdown(f"{sign}\n" * count))

    assert_grows_at_most(prepare, 48, few=1_000, many=8_000)


@given(
    st.lists(
        st.sampled_from(["word", " ", "\n", "\n\n", "*", "_", "`", "#", "> ", "- ", "~~", "\\", "&amp;"]),
        max_size=40,
    )
)
def test_no_word_of_a_draft_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    assume("```" not in text and "~~~" not in text)  # what stands behind a fence names a language
    assert " ".join(part for part, _ in find_in_markdown(text).paragraphs).count("word") == text.count("word")
