"""Web pages: the story is found, nothing of it is lost, and what is hostile about a page does nothing."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from growth import assert_grows_at_most
from page_layouts import LAYOUTS
from page_stories import tell_story
from score_pages import lost_paragraphs, read_bare, word_f1

from reader.article import Article
from reader.errors import SourceError
from reader.roles import assign_roles
from reader.sources import bounds, child, open_article, read_articles
from reader.sources.bare_page import read_bare_page


def read(html: str | bytes) -> Article:
    return read_articles("page.html", html.encode() if isinstance(html, str) else html)[0]


def story_of(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs if paragraph.is_story]


SENTENCES = "".join(
    f"<p>The tide came in at {n} and went out again at {n + 6}, which nobody in the town had expected.</p>"
    for n in range(5)
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_story_of_a_page_is_found_whole(layout: str) -> None:
    scores = []
    for number in range(5):
        html, truth = LAYOUTS[layout](tell_story(number))
        found = story_of(read(html))
        scores.append(word_f1(found, truth))
        assert not lost_paragraphs(found, truth)
    assert sum(scores) / len(scores) >= 0.97, scores


def test_what_is_no_story_stays_as_furniture_where_it_stood() -> None:
    article = read(LAYOUTS["news"](tell_story(1))[0])
    texts = [paragraph.text for paragraph in article.paragraphs]
    newsletter = texts.index("The Morning Tide")
    assert article.paragraphs[newsletter].role == "furniture"
    story = [index for index, paragraph in enumerate(article.paragraphs) if paragraph.role == "body"]
    assert story[0] < newsletter < story[-1]
    assert any("never seen" not in text for text in texts)


def test_a_page_of_bare_paragraphs_ends_where_other_stories_begin() -> None:
    others = "".join(
        f"<div><h2>{title}</h2><p>{title} were seen on Monday at the quay, and nobody knew what they wanted there.</p></div>"
        for title in ("Swans", "Bakers", "Trains", "Herrings")
    )
    last = "<p>At last the tide went out, and the town went home to bed.</p>"
    html = f"<body><h1>The tide</h1>{SENTENCES}<div><h3>Most popular</h3>{others}</div>{last}</body>"
    story = story_of(read(html))
    assert not [text for text in story if "seen on Monday" in text]
    assert story[-1].startswith("At last the tide")


def test_forms_bylines_and_credits_inside_a_story_are_none_of_it() -> None:
    box = (
        "<section class='group'><p>All of the coast in your inbox at six.</p>"
        "<p>By signing up you agree to our newsletter.</p></section>"
    )
    credit = "<p>The quay at low tide. COASTAL PRESS / Hugo Castillo</p>"
    byline = "<p>By Opal Gupta</p><p>3 May 2031, 10:15</p>"
    article = read(f"<body><h1>The tide comes in</h1>{byline}{SENTENCES}{box}{credit}{SENTENCES}</body>")
    assert [p.role for p in article.paragraphs if p.role not in ("body", "furniture")] == [
        "headline",
        "caption",
    ]
    assert len([p for p in article.paragraphs if p.role == "body"]) == 10


def test_a_line_that_leads_to_the_story_is_part_of_it() -> None:
    lead = "<p class='sub-title'>Nobody in the town had expected so much water</p>"
    html = f"<body><h1>The tide comes in</h1>{lead}<p class='x'>The town at night, seen from the sea</p>{SENTENCES}</body>"
    story = story_of(read(html))
    assert story[:3] == ["The tide comes in", "Nobody in the town had expected so much water", story[2]]
    assert story[2].startswith("The tide came in at 0")


def test_line_breaks_part_paragraphs_and_leave_a_heading_whole() -> None:
    long = (
        "The ferry left the quay with its lights off and nobody on the bridge, and that is how it was found by a dog. "
        * 2
    )
    html = f"<article><h1>A Ferry<br>and a Dog</h1><p>{long}<br>{long}<br><br>{long}</p>{SENTENCES}</article>"
    texts = [paragraph.text for paragraph in read(html).paragraphs]
    assert texts[:4] == ["A Ferry and a Dog", *[long.strip()] * 3]


def test_verbatim_text_is_joined_where_it_is_a_letter_and_kept_where_it_is_code() -> None:
    letter = (
        "The tide came in at six and nobody in the town had\nexpected it to come so far, or to stay so\nlong."
    )
    code = "tide = 6\nif tide > 5:\n    flee()"
    texts = [
        p.text
        for p in read(f"<body>{SENTENCES}<pre>{letter}</pre><pre>{code}</pre>{SENTENCES}</body>").paragraphs
    ]
    assert " ".join(letter.split()) in texts
    assert {line.strip() for line in code.split("\n")} <= set(texts)


def test_a_text_that_is_called_a_page_is_read_as_text() -> None:
    article = read("The tide came in.\n\nIt went out < again.")
    assert [p.text for p in article.paragraphs] == ["The tide came in.", "It went out < again."]
    assert article.notices == ()


def test_a_page_in_utf16_is_a_page() -> None:
    assert len(story_of(read(f"<html><body>{SENTENCES}</body></html>".encode("utf-16")))) == 5


def test_a_page_says_who_wrote_it_and_when_it_last_changed() -> None:
    story = tell_story(2)
    article = read(LAYOUTS["news"](story)[0])
    assert (article.title, article.author) == (story.headline, story.author)
    assert (article.date, article.site) == ("2031-05-04T09:30:00+00:00", "The Marren Gazette")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("utf-8", "utf-8"), ("utf-16", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("", "cp1252"),
        ("koi8-r", "koi8-r"), ("no-such", "utf-8"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_its_encoding_whatever_it_says(said: str, written: str) -> None:
    words = "Мэр сказала, что маяк останется" if written == "koi8-r" else "café “no”, said the naïve mayor"
    html = f'<html><head><meta charset="{said}"></head><body>{SENTENCES}<p>{words} of the town, and left.</p></body></html>'
    assert any(words in text for text in story_of(read(html.encode(written))))


def test_control_characters_come_out_by_name_however_they_are_written() -> None:
    html = (
        SENTENCES + "<p>One &#27;[2J two &#x9b;3 three \x1b]0;x\x07 four &#7; five, and the tide came in.</p>"
    )
    article = read(f"<title>T &#27;]0;owned&#7;</title>{html}")
    assert "\x1b" not in article.text + article.title
    assert "One ^[[2J two" in article.text
    assert article.notices == ("6 control characters are shown by name, as ^[ or <U+009B>",)


@pytest.mark.parametrize("depth", [300, 40_000])
def test_a_page_that_is_nested_too_deep_is_read_as_bare_text(depth: int) -> None:
    html = f"<body>{'<div>' * depth}<p>The tide came in, deep down.</p>{'</div>' * depth}{SENTENCES}</body>"
    article = read(html)
    assert "The tide came in, deep down." in story_of(article)
    assert "nested too deep" in article.notices[0] or "too large" in article.notices[0]


def test_a_page_that_takes_too_long_is_read_as_bare_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CHILD_SECONDS", 0.0)
    monkeypatch.setattr(child, "CHILD_START_SECONDS", 0.0)
    child.child.stop()
    article = read(SENTENCES)
    monkeypatch.undo()
    assert len(story_of(article)) == 5
    assert "longer than 0 seconds" in article.notices[0]
    assert read(SENTENCES).notices == ()


def test_a_page_that_waits_for_ever_is_given_up_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It uses no processor time meanwhile, as on a machine that has none to spare."""
    child.child.stop()
    start = child._START.replace(
        "serve()",
        "import time, reader.sources.worker as w; w.TASKS['page'] = lambda *a, **k: time.sleep(99); serve()",
    )
    monkeypatch.setattr(child, "_START", start)
    monkeypatch.setattr(child, "CHILD_WALL_SECONDS", 0.5)
    article = read(SENTENCES)
    monkeypatch.undo()
    assert len(story_of(article)) == 5
    assert "longer than 0.5 seconds" in article.notices[0]
    assert read(SENTENCES).notices == ()


def test_time_in_which_a_page_only_waits_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    child.child.stop()
    start = child._START.replace(
        "serve()",
        "import time, reader.sources.worker as w; page = w.TASKS['page']; "
        "w.TASKS['page'] = lambda *a, **k: (page(*a, **k), time.sleep(1), page(*a, **k))[0]; serve()",
    )
    monkeypatch.setattr(child, "_START", start)
    assert read(SENTENCES).notices == ()
    monkeypatch.setattr(child, "CHILD_SECONDS", 0.9)
    assert read(SENTENCES).notices == ()
    child.child.stop()


def test_a_page_that_eats_memory_is_read_as_bare_text_and_the_next_one_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child.child.stop()
    start = child._START.replace(
        "serve()", "import reader.sources.worker as w; w.CHILD_BYTES = 30 << 20; serve()"
    )
    monkeypatch.setattr(child, "_START", start)
    article = read(SENTENCES)
    monkeypatch.undo()
    child.child.stop()
    assert len(story_of(article)) == 5
    assert article.notices[0].endswith("read as bare text, without its structure")
    assert read(SENTENCES).notices == ()


def test_a_billion_laughs_are_not_expanded() -> None:
    entities = '<!ENTITY a "haha ">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    article = read(
        f"<?xml version='1.0'?><!DOCTYPE html [{entities}]><html><body><p>&j;</p>{SENTENCES}</body></html>"
    )
    assert len(article.text) < 5_000


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "<html></html>",
        "<p></p>",
        "<!doctype html>",
        "<" * 5000,
        "<p " + "a=1 " * 5000,
        "&#xD800;&#99999999;<b>",
    ],
)
def test_a_page_of_next_to_nothing_opens(html: str) -> None:
    assert len(read(html).text) <= max(20, len(html))


def test_a_page_that_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"page\.html: is not text"):
        read(b"<html>\0\1\2</html>")


def test_a_page_that_is_large_mostly_by_its_scripts_is_taken_apart() -> None:
    article = read(f"<html><body><script>{'x = 1; ' * 900_000}</script>{SENTENCES}</body></html>")
    assert (len(story_of(article)), article.notices) == (5, ())


def test_bare_text_takes_time_in_line_with_the_page() -> None:
    def prepare(count: int) -> Callable[[], object]:
        page = ("<div><p>Some words &amp; a <b>tag</b>" + "<script>" * 2) * count
        return partial(read_bare_page, page.encode())

    assert_grows_at_most(prepare, 40, few=1_000, many=8_000)


def test_what_a_module_in_the_folder_is_called_does_not_matter(tmp_path: Path) -> None:
    """A page is taken apart by another process, which must not take its libraries from where the page lies."""
    (tmp_path / "page.html").write_text(f"<html><body>{SENTENCES}</body></html>")
    for name in ("lxml.py", "trafilatura.py", "json.py", "reader.py"):
        (tmp_path / name).write_text("open('owned', 'w')")
    command = [sys.executable, "-P", "-m", "reader", "show", "page.html"]
    env = {"PYTHONPATH": str(Path(bounds.__file__).parents[2])}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, env=env)
    assert "The tide came in at 0" in done.stdout, done.stderr
    assert not (tmp_path / "owned").exists()


def test_a_saved_page_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"<!DOCTYPE html>\n<html><body>{SENTENCES}</body></html>")
    assert len(open_article(tmp_path / "page.txt").paragraphs) == 5


def test_the_story_is_found_in_the_bare_text_of_a_page() -> None:
    scores = []
    for place, layout in enumerate(LAYOUTS.values()):
        for number in range(5):
            html, truth = layout(tell_story(number))
            parts = read_bare(html, 10 * place + number)
            scores.append(word_f1([text for text, role in parts if role != "furniture"], truth))
    assert sum(scores) / len(scores) >= 0.92


@pytest.mark.parametrize("number", range(5))
def test_a_story_without_a_page_around_it_has_no_furniture(number: int) -> None:
    for layout in LAYOUTS.values():
        truth = layout(tell_story(number))[1]
        assert "furniture" not in assign_roles(truth)


def test_comments_below_a_heading_end_the_story_however_many_there_are() -> None:
    talk = "".join(
        f"<div><b>reader{n}</b><div>{n} hours ago</div><p>I went there in {1990 + n} and saw the light, "
        "which was brighter than I had thought it would be.</p><a>Reply</a></div>"
        for n in range(40)
    )
    story = "".join(
        f"<p>Keeper Tom Rask told the council on day {n} of the talks that the lamp of the harbour would burn on "
        f"through the winter, whatever was decided about boat {n}.</p>"
        for n in range(8)
    )
    page = f"<html><body><h1>The lamp burns on</h1>{story}<h3>Comments (41)</h3>{talk}</body></html>"
    told = story_of(read(page))
    assert sum("Keeper Tom Rask" in text for text in told) == 8
    assert not [text for text in told if "I went there" in text]
