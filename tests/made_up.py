"""Versions and comparisons made by hand, so that what is drawn does not hang on what the engines find.

In a paragraph `⟦Ann Lee|words⟧` is a quotation of Ann Lee in marks, `⟦words⟧` one of nobody known, `⟦~Ann Lee|words⟧` a fragment.
The first surname after it is the mention, the first `said` the cue. In a block `[-gone-]{+come+}` is what changed.
"""

import re
from pathlib import Path

from reader.article import BREAK, Article, Paragraph, Role
from reader.diff.block import WEIGHTS, Block, BlockKind, Op, Run, Weight
from reader.ledger import Ledger, QuotationPair, SpeakerCount
from reader.ledger.pair import Change
from reader.quotes.quotation import Cue, Kind, Quotation, Speaker
from reader.reading import Comparison, OpenStory, Version

_MARKED = re.compile(r"⟦(?:(~?)([^|⟧]*)\|)?([^⟧]*)⟧")
_ROLE = re.compile(r"(headline|heading|caption|furniture): ")
_EDIT = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)


def write_version(*paragraphs: str, path: str = "old.txt") -> Version:
    """Make a version from paragraphs in the notation above; `headline: ` and the like before one give its role."""
    made: list[Paragraph] = []
    quotations: list[Quotation] = []
    offset = 0
    for words in paragraphs:
        role: Role = "body"
        if match := _ROLE.match(words):
            role, words = match[1], words[match.end() :]  # type: ignore[assignment]
        text, at = "", 0
        spoken: list[tuple[int, int, Kind, str]] = []
        for match in _MARKED.finditer(words):
            text += words[at : match.start()] + "“"
            kind: Kind = "mixed" if match[1] else "direct"
            spoken.append((len(text), len(text) + len(match[3]), kind, match[2] or ""))
            text += match[3] + "”"
            at = match.end()
        text += words[at:]
        quotations += [_quotation(text, offset, *one) for one in spoken]
        made.append(Paragraph(text, role))
        offset += len(text) + len(BREAK)
    title = next((p.text for p in made if p.role == "headline"), made[0].text if made else "")
    return Version(Article(path, title, tuple(made)), tuple(quotations))


def _quotation(text: str, offset: int, start: int, end: int, kind: Kind, name: str) -> Quotation:
    speaker = cue = None
    if name:
        surname = name.split()[-1]
        at = text.find(surname, end)
        at = at if at >= 0 else max(0, text.find(surname))
        speaker = Speaker(name, surname, offset + at, offset + at + len(surname))
        if (said := text.find("said")) >= 0:
            cue = Cue("said", offset + said, offset + said + 4)
    return Quotation(
        offset + start, offset + end, text[start:end], kind, speaker, cue, "subject" if name else ""
    )


def write_story(*versions: Version) -> OpenStory:
    """Make a story of versions."""
    return OpenStory(versions[0].article.title, versions)


def edited(
    old: tuple[int, ...], new: tuple[int, ...], text: str, weight: Weight = "wording", *, moved: bool = False
) -> Block:
    """Make an edited block from a text in the notation above; `|` is a paragraph's end."""
    runs: list[Run] = []
    at = 0
    text = text.replace("|", BREAK)

    def add(op: Op, words: str) -> None:
        if words:
            runs.append(Run(op, words, "none" if op == "equal" else weight))

    for match in _EDIT.finditer(text):
        add("equal", text[at : match.start()])
        add("delete", match[1] or "")
        add("insert", match[2] or "")
        at = match.end()
    add("equal", text[at:])
    heaviest = max((run.weight for run in runs), key=WEIGHTS.index)
    return Block("edited", old, new, moved, 0.5, tuple(runs), heaviest)


def whole(
    kind: BlockKind, old: tuple[int, ...] = (), new: tuple[int, ...] = (), *, moved: bool = False
) -> Block:
    """Make a block that is the same on both sides, or stands on one only; `compare` gives it its text."""
    return Block(kind, old, new, moved, float(kind == "equal"))


def compare(
    old: Version,
    new: Version,
    *blocks: Block,
    pairs: tuple[tuple[Change, tuple[int, ...], tuple[int, ...]], ...] = (),
) -> Comparison:
    """Make a comparison of blocks and of pairs of quotations."""
    filled = tuple(block if block.runs else _filled(block, old, new) for block in blocks)
    _check_sides(filled, old, new)
    names = dict.fromkeys(q.speaker.name for v in (old, new) for q in v.quotations if q.speaker)
    speakers = tuple(
        SpeakerCount(name, *(sum(q.speaker is not None and q.speaker.name == name for q in v.quotations) for v in (old, new)))
        for name in names
    )  # fmt: skip
    return Comparison(old, new, filled, Ledger(tuple(QuotationPair(*pair) for pair in pairs), speakers))


def _filled(block: Block, old: Version, new: Version) -> Block:
    side, indices = (new, block.new) if block.new else (old, block.old)
    text = BREAK.join(side.article.paragraphs[k].text for k in indices)
    ops: dict[str, Op] = {"added": "insert", "removed": "delete"}
    weight: Weight = "none" if block.kind == "equal" else "wording"
    run = Run(ops.get(block.kind, "equal"), text, weight)
    return Block(block.kind, block.old, block.new, block.moved, block.similarity, (run,), weight)


def _check_sides(blocks: tuple[Block, ...], old: Version, new: Version) -> None:
    """A comparison written wrongly would test nothing."""
    for block in blocks:
        for side, indices, op in ((old, block.old, "delete"), (new, block.new, "insert")):
            text = BREAK.join(side.article.paragraphs[k].text for k in indices)
            assert "".join(run.text for run in block.runs if run.op in ("equal", op)) == text


OLD = write_version(
    "headline: Port Ellery closes its old quay",
    "The town council of Port Ellery voted on Friday to close the old quay, which a storm damaged in March.",
    "⟦Nadia Kroll|We can’t wait for ‘another’ winter,⟧ said Mayor Nadia Kroll.",
    "The harbour office counted 41 boats. They will move to the new basin in May.",
    "Tomas Vane said that the plan was ⟦~Tomas Vane|a gift to nobody⟧.",
    "A petition has 1,200 names.",
    "Fishing will go on.",
    "furniture: Subscribe to our letter",
    path="harbour/old.txt",
)
NEW = write_version(
    "headline: Port Ellery closes its old quay",
    "Fishing will go on.",
    "The town council of Port Ellery voted on Thursday to close the old quay, which a storm damaged in March.",
    "⟦Nadia Kroll|We cannot wait for ‘another’ winter,⟧ said Mayor Nadia Kroll.",
    "The harbour office counted 41 boats.",
    "They will move to the new basin in May.",
    "The mayor of 東京 sent a note: ⟦東京 市長|波止場 👍🏽⟧.",
    "A petition has\u00a01,200 names.",
    path="harbour/new.txt",
)
"""Two versions with every kind of change."""


def compare_harbour() -> Comparison:
    """Compare the two versions above: edited, moved, split, added, removed, a changed space, quotations altered, dropped, new."""
    return compare(
        OLD,
        NEW,
        whole("equal", (0,), (0,)),
        whole("equal", (6,), (1,), moved=True),
        edited((1,), (2,), "The town council of Port Ellery voted on[- Friday-]{+ Thursday+} to close the old quay, "
               "which a storm damaged in March.", "fact"),
        edited((2,), (3,), "“We[- can’t-]{+ cannot+} wait for ‘another’ winter,” said Mayor Nadia Kroll.", "quotation"),
        edited((3,), (4, 5), "The harbour office counted 41 boats.[- -]{+|+}They will move to the new basin in May.",
               "invisible"),
        whole("removed", (4,)),
        whole("added", (), (6,)),
        edited((5,), (7,), "A petition has[- -]{+\u00a0+}1,200 names.", "invisible"),
        whole("removed", (7,)),
        pairs=(("altered", (0,), (0,)), ("dropped", (1,), ()), ("new", (), (1,))),
    )  # fmt: skip


HARBOUR_OLD = """Port Ellery closes its old quay

The town council of Port Ellery voted on Friday to close the old quay, which a storm damaged in March.

"We can't wait for another winter," said Mayor Nadia Kroll, who has been in office for six years.

The harbour office counted 41 boats on the last day of the year, most of them fishermen's. They will move to the new basin in May.

Tomas Vane, who heads the boat owners, said that the plan was "a gift to nobody" and that he would go to court.

"[T]he mayor has never asked us," he added. "She reads [/] between the lines [bold]only[/bold]."

Divers looked at the stones below the water line in April and found cracks in every second one of them.

A petition against the plan has 1,200 names, and more people sign it every day, its authors say.

The ferry to the islands will stop at the north mole from June on, the council's spokeswoman Ruth Amsel said.

"Nobody will miss a boat," she said.

Fishing will go on as before, the council promised in a letter to all owners of boats.

The quay was built in 1904 by the grandfather of a man who still sells nets beside it.
"""
HARBOUR_NEW = """Port Ellery closes its old quay

Fishing will go on as before, the council promised in a letter to all owners of boats.

The town council of Port Ellery voted on Thursday to close the old quay, which a storm damaged in March.

"We cannot wait for another winter," said Mayor Nadia Kroll, who has been in office for six years.

The harbour office counted 43 boats on the last day of the year, most of them fishermen's.

They will move to the new basin in May.

"[T]he mayor has never asked us," said Tomas Vane, who heads the boat owners.

Divers looked at the stones below the water line in April and found cracks in every second one of them.

A petition against the plan has\u00a01,200 names, and more people sign it every day, its authors say.

A visitor from 東京 wrote in the guest book: "波止場 was beautiful 👩‍👩‍👧".

The ferry to the islands will stop at the north mole from June on, the council's spokeswoman Ruth Amsel said.

The quay was built in 1904 by the grandfather of a man who still sells nets beside it.
"""
"""Two versions of one article as they stand in files, long enough to be scrolled."""


def write_harbour(folder: Path) -> Path:
    """Write the two versions into a folder, which is made if it is not there."""
    folder.mkdir(exist_ok=True)
    (folder / "1-first.txt").write_text(HARBOUR_OLD, encoding="utf-8")
    (folder / "2-second.txt").write_text(HARBOUR_NEW, encoding="utf-8")
    return folder


HOSTILE = (
    "The mayor \x1b]0;owned\x07said \x1b[2J\x1b[31mno\x1b[0m to \x9b5nthe plan\x9d52;c;cm0=\x9c on Friday evening.\n\n"
    "“I will \u202enot\u202c wait \x1bc\x08\x7fany \u2066longer\u2069,” said Mayor Nadia Kroll of Port\x0eEllery\x0f.\n\n"
    "A line\rover\x0banother \x85and \u2028one \u200f more \u200bthing about the old quay, she added.\n"
)
"""An article that tries to act on the terminal in every way there is."""
