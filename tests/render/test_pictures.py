"""What is drawn, as text: an article, a comparison, a ledger, lists, at a narrow, a usual and a wide width.

Look at a picture before you change it: rows that belong together stand opposite each other, and every change has its mark.
"""

from collections.abc import Iterable

from made_up import NEW, OLD, compare_harbour, write_story

from reader.article import Article, Paragraph
from reader.library.listed import describe
from reader.reading import analyse
from reader.render.article import ArticlePage, Voices
from reader.render.diff import DiffPage, Look
from reader.render.ledger import LedgerPage
from reader.render.lines import Line, join_pieces, line_cells
from reader.render.listing import change_summary, quotation_lines, summaries
from reader.render.palette import PALETTES, to_ansi, to_text
from reader.render.stories import story_lines

STORY = write_story(OLD, NEW)
VOICES = Voices.of(STORY.voices)
COMPARISON = compare_harbour()


def drawn(lines: Iterable[Line]) -> str:
    return "\n" + "\n".join(map(to_text, lines)) + "\n"


OLD_AT_40 = """
     Port Ellery closes its old quay

     The town council of Port Ellery
     voted on Friday to close the old
     quay, which a storm damaged in
     March.

NK   “We can’t wait for ‘another’
     winter,” said Mayor Nadia Kroll.

     The harbour office counted 41
     boats. They will move to the new
     basin in May.

     Tomas Vane said that the plan was
TV   “a gift to nobody”.

     A petition has 1,200 names.

     Fishing will go on.

     ▸ furniture: 1 paragraph · Subscri…
"""


def test_an_article_on_a_narrow_screen() -> None:
    assert drawn(ArticlePage(OLD, VOICES, 40).layout.lines()) == OLD_AT_40


NEW_AT_80 = """
1      Port Ellery closes its old quay

2      Fishing will go on.

3      The town council of Port Ellery voted on Thursday to close the old quay,
       which a storm damaged in March.

4 NK   “We cannot wait for ‘another’ winter,” said Mayor Nadia Kroll.

5      The harbour office counted 41 boats.

6      They will move to the new basin in May.

7 東市 The mayor of 東京 sent a note: “波止場 👍🏽”.

8      A petition has\u00a01,200 names.
"""


def test_an_article_on_a_usual_screen() -> None:
    assert drawn(ArticlePage(NEW, VOICES, 80, fold_furniture=False).layout.lines()) == NEW_AT_80


SIDE_BY_SIDE_AT_120 = """
 1 Port Ellery closes its old quay                         │  1 Port Ellery closes its old quay
                                                           │
                                                           │ >2 Fishing will go on.
                                                           │    ← moved from ¶7
                                                           │
~2 The town council of Port Ellery voted on [-Friday-] to  │ ~3 The town council of Port Ellery voted on {+Thursday+}
   close the old quay, which a storm damaged in March.     │    to close the old quay, which a storm damaged in March.
                                                           │
~3 “We [-can’t-] wait for ‘another’ winter,” said Mayor    │ ~4 “We {+cannot+} wait for ‘another’ winter,” said Mayor
"  Nadia Kroll.                                            │    Nadia Kroll.
   " quotation altered                                     │
                                                           │
Y4 The harbour office counted 41 boats. They will move to  │ Y5 The harbour office counted 41 boats.
   the new basin in May.                                   │
   split into ¶5 and ¶6                                    │  6 They will move to the new basin in May.
                                                           │
-5 Tomas Vane said that the plan was “a gift to nobody”.   │
"  " 1 quotation of Tomas Vane dropped                     │
                                                           │
                                                           │ +7 The mayor of 東京 sent a note: “波止場 👍🏽”.
                                                           │ "  " 1 new quotation of 東京 市長
                                                           │
~6 A petition has[- -]1,200 names.                         │ ~8 A petition has{+<U+00A0>+}1,200 names.
                                                           │
<7 Fishing will go on.                                     │
   → moved to ¶2                                           │
                                                           │
   ▸ furniture: 1 paragraph                                │
"""


def test_a_comparison_side_by_side_on_a_wide_screen() -> None:
    assert (
        drawn(DiffPage(COMPARISON, VOICES, 120, Look(True, brackets=True)).layout.lines())
        == SIDE_BY_SIDE_AT_120
    )


INLINE_AT_80 = """
 1 1  Port Ellery closes its old quay

>  2  Fishing will go on.
      ← moved from ¶7

~2 3  The town council of Port Ellery voted on [-Friday-] {+Thursday+} to
      close the old quay, which a storm damaged in March.

~3 4  “We [-can’t-] {+cannot+} wait for ‘another’ winter,” said Mayor Nadia
"     Kroll.
      " quotation altered

Y4 5  The harbour office counted 41 boats. {+¶+}

   6  They will move to the new basin in May.
      split into ¶5 and ¶6

-5    Tomas Vane said that the plan was “a gift to nobody”.
"     " 1 quotation of Tomas Vane dropped

+  7  The mayor of 東京 sent a note: “波止場 👍🏽”.
"     " 1 new quotation of 東京 市長

~6 8  A petition has[- -]{+<U+00A0>+}1,200 names.

<7    Fishing will go on.
      → moved to ¶2

      ▸ furniture: 1 paragraph
"""


def test_a_comparison_inline_on_a_usual_screen() -> None:
    assert drawn(DiffPage(COMPARISON, VOICES, 80, Look(False, brackets=True)).layout.lines()) == INLINE_AT_80


INLINE_AT_40 = """
  Port Ellery closes its old quay

> Fishing will go on.
  ← moved from ¶7

~ The town council of Port Ellery voted
  on Friday Thursday to close the old
  quay, which a storm damaged in March.

~ “We can’t cannot wait for ‘another’
" winter,” said Mayor Nadia Kroll.
  " quotation altered

Y The harbour office counted 41 boats. ¶

  They will move to the new basin in
  May.
  split into ¶5 and ¶6

- Tomas Vane said that the plan was “a
" gift to nobody”.
  " 1 quotation of Tomas Vane dropped

+ The mayor of 東京 sent a note: “波止場
" 👍🏽”.
  " 1 new quotation of 東京 市長

~ A petition has <U+00A0>1,200 names.

< Fishing will go on.
  → moved to ¶2

  ▸ furniture: 1 paragraph
"""


def test_a_comparison_inline_on_a_narrow_screen_with_colours() -> None:
    assert drawn(DiffPage(COMPARISON, VOICES, 40, Look(False, context=0)).layout.lines()) == INLINE_AT_40


LEDGER_AT_80 = """
speaker        old  new    altered  dropped  new
● Nadia Kroll    1    1          1        ·    ·
● Tomas Vane     1    0          ·        1    ·
● 東京 市長      0    1          ·        ·    1

quotation altered  Nadia Kroll
¶3    “We can’t wait for ‘another’     │ ¶4    “We cannot wait for ‘another’
      winter,”                         │       winter,”

dropped  Tomas Vane
¶5    … “a gift to nobody”             │

new  東京 市長
                                       │ ¶7    “波止場 👍🏽”
"""


def test_a_ledger_on_a_usual_screen() -> None:
    assert drawn(LedgerPage(COMPARISON, VOICES, 80).layout.lines()) == LEDGER_AT_80


QUOTATIONS_AT_60 = """
Port Ellery closes its old quay
harbour/new.txt

¶4 Nadia Kroll  “We cannot wait for ‘another’ winter,”
                direct · “Kroll” · said · named as who says
                it
¶7 東京 市長    “波止場 👍🏽”
                direct · “市長” · named as who says it

Nadia Kroll    1 quotation      6 words   86 %
東京 市長      1 quotation      1 word    14 %
"""


def test_who_says_what_in_one_article() -> None:
    assert drawn(quotation_lines(write_story(NEW), 60, why=True)) == QUOTATIONS_AT_60


STORIES_AT_60 = """
Port Ellery closes its old quay
  harbour/old.txt
    72 words, 2 quotations · Nadia Kroll, Tomas Vane
  harbour/new.txt
    69 words, 2 quotations · Nadia Kroll, 東京 市長
"""


def test_a_list_of_stories() -> None:
    assert drawn(story_lines([describe(STORY)], 60)) == STORIES_AT_60


SUMMARY = """
3 edited · 1 split · 1 moved · 1 removed · 1 added · 1 furniture · quotations: 1 altered · 1 dropped · 1 new
"""


def test_what_changed_in_a_line() -> None:
    assert drawn([change_summary(COMPARISON)]) == SUMMARY


def test_what_changed_in_fewer_and_fewer_cells() -> None:
    told = [join_pieces(parts) for parts in summaries(COMPARISON)]
    assert [line_cells(line) for line in told] == sorted(map(line_cells, told), reverse=True)
    assert to_text(told[1]) == SUMMARY.strip().replace(" · 1 furniture", "")
    assert to_text(told[4]).endswith(" · 1 added · quotations: 1 changed · 1 dropped · 1 new")
    assert to_text(told[-2]) == "3~ 1Y 1> 1- 1+ · quot. 1 changed · 1 dropped · 1 new"
    assert to_text(told[-1]) == '3~ 1Y 1> 1- 1+ 3"'


TWO_SPEAK = """
AB+ The meeting was short. “No,” said Ada Bram. “We
TL  shall never know,” said Tom Lind, “what the ferry
    would have cost the island in the spring.”

AB  “The weather was bad,” said Ada Bram.
"""


def test_who_else_speaks_in_a_row_is_named_in_the_next() -> None:
    texts = " ".join(line[4:] for line in TWO_SPEAK.splitlines()).strip().split("  ")
    article = Article("talk.txt", "", tuple(map(Paragraph, texts)))
    story = analyse([article])
    assert drawn(ArticlePage(story.versions[0], Voices.of(story.voices), 54).layout.lines()) == TWO_SPEAK
    only = ArticlePage(story.versions[0], Voices.of(story.voices, "Tom Lind"), 54).layout.lines()
    assert [to_text(line)[:3].strip() for line in only] == ["TL", "TL", "", "", ""]


def test_roles_lie_on_the_words_they_name() -> None:
    """Styled by role, whatever the colours: quotation, mention and cue of one row."""
    rows = list(ArticlePage(NEW, VOICES, 80).layout.lines())
    row = next(row for row in rows if "Kroll" in to_text(row))
    speaker = f"speaker-{VOICES.ranks['Nadia Kroll']}"
    assert [(text, roles) for text, roles in row if roles and text.strip()] == [
        ("4 ", ("number",)),
        ("NK   ", (speaker,)),
        ("“We cannot wait for ‘another’ winter,”", (speaker,)),
        ("said", ("cue",)),
        ("Kroll", (speaker, "mention")),
    ]


def test_the_speakers_that_do_not_stand_out_are_muted() -> None:
    only = Voices.of(STORY.voices, "Tomas Vane")
    rows = list(ArticlePage(OLD, only, 80).layout.lines())
    kroll, vane = (
        next(row for row in rows if name in to_text(row)) for name in ("Nadia Kroll", "Tomas Vane")
    )
    assert {roles[-1] for text, roles in kroll if roles and text.strip()} == {"number", "muted"}
    assert any(roles[-1:] == ("mention",) for _, roles in vane)


def test_changed_words_are_marked_by_attributes_where_there_are_no_brackets() -> None:
    page = DiffPage(COMPARISON, VOICES, 120, Look(True))
    row = next(row for row in page.layout.lines() if "Friday" in to_text(row))
    roles = dict(row)
    assert roles["Friday"] == ("deleted",) and roles["Thursday"] == ("inserted",)
    for name in PALETTES:
        palette = PALETTES[name]
        assert palette.style(("deleted",)).strike and palette.style(("inserted",)).underline
    assert "\x1b[" in to_ansi(row, PALETTES["ansi"])
