"""The JSON of every command, to the letter of what the README promises: offsets, counts, every paragraph in one place."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command_line import SEEDS, reader

Answer = dict[str, Any]
BREAK = "\n\n"
KINDS = {"headline", "heading", "body", "caption", "furniture"}
CHANGES = {
    "same",
    "style",
    "altered",
    "cut",
    "extended",
    "requoted",
    "paraphrased",
    "quoted",
    "reassigned",
    "dropped",
    "new",
}


def ask(*arguments: str, status: int = 0, cwd: Path | None = None, stdin: bytes = b"") -> list[Answer]:
    """Run a command and read its answers, one a line."""
    done = reader(*arguments, cwd=cwd, stdin=stdin)
    assert done.returncode == status, done.stderr
    assert done.stdout.endswith("\n")
    return [json.loads(line) for line in done.stdout.splitlines()]


PAIRS = ["made up", "seeds"]


@pytest.fixture
def pair(request: pytest.FixtureRequest, folder: Path) -> tuple[str, str]:
    return (
        (str(folder / "old.txt"), str(folder / "new.txt"))
        if request.param == "made up"
        else (SEEDS[0], SEEDS[1])
    )


def check_quotes(answer: Answer) -> None:
    assert {"path", "text", "quotes"} <= answer.keys()
    text = answer["text"]
    starts = []
    for quotation in answer["quotes"]:
        assert {"start", "end", "text", "kind", "speaker", "cue"} <= quotation.keys()
        assert quotation["kind"] in ("direct", "mixed", "indirect")
        assert text[quotation["start"] : quotation["end"]] == quotation["text"]
        starts.append(quotation["start"])
        speaker, cue = quotation["speaker"], quotation["cue"]
        if speaker is not None:
            assert {"name", "mention", "start", "end"} <= speaker.keys()
            assert speaker["name"]
            assert text[speaker["start"] : speaker["end"]] == speaker["mention"]
        if cue is not None:
            assert text[cue["start"] : cue["end"]] == cue["text"] != ""
    assert starts == sorted(starts)


def check_diff(answer: Answer) -> None:
    blocks = answer["blocks"]
    for side, op in (("old", "delete"), ("new", "insert")):
        paragraphs = answer[side]["paragraphs"]
        assert sorted(k for block in blocks for k in block[side]) == list(range(len(paragraphs)))
        for block in blocks:
            words = "".join(run["text"] for run in block["words"] if run["op"] in ("equal", op))
            assert words == BREAK.join(paragraphs[k] for k in block[side])
            assert block[side] == sorted(block[side])
    for block in blocks:
        assert {"kind", "moved", "old", "new", "similarity", "words"} <= block.keys()
        assert block["kind"] in ("equal", "edited", "added", "removed")
        assert isinstance(block["moved"], bool)
        assert 0 <= block["similarity"] <= 1
        assert (block["kind"] == "added") == (not block["old"])
        assert (block["kind"] == "removed") == (not block["new"])
        assert (block["kind"] == "equal") == all(run["op"] == "equal" for run in block["words"])
        assert {run["op"] for run in block["words"]} <= {"equal", "delete", "insert"}


# -- list


def test_list_tells_stories_and_their_versions(folder: Path) -> None:
    (folder / "other.md").write_text(
        "A goat won the race at the fair on Sunday, to the surprise of everybody there."
    )
    (answer,) = ask("list", "--json", str(folder))
    stories = answer["stories"]
    assert all({"title", "versions"} <= story.keys() for story in stories)
    versions = [version for story in stories for version in story["versions"]]
    assert all({"path", "title", "words", "quotes", "speakers"} <= version.keys() for version in versions)
    assert sorted(len(story["versions"]) for story in stories) == [1, 2]
    assert {version["path"] for version in versions} == {
        str(folder / n) for n in ("old.txt", "new.txt", "other.md")
    }
    by_path = {Path(version["path"]).name: version for version in versions}
    assert by_path["old.txt"]["title"] == "Port Ellery closes its old quay"
    assert by_path["old.txt"]["quotes"] == 2
    assert by_path["old.txt"]["speakers"] == ["Nadia Kroll", "Tomas Vane"]
    assert by_path["new.txt"]["speakers"] == ["Nadia Kroll"]
    assert by_path["other.md"]["words"] == 16
    assert by_path["other.md"]["speakers"] == []


def test_list_takes_files_and_folders_and_standard_input(folder: Path) -> None:
    (answer,) = ask(
        "list", "--json", "old.txt", "-", cwd=folder, stdin=b"A goat won the race at the fair on Sunday."
    )
    assert [v["path"] for s in answer["stories"] for v in s["versions"]] == ["old.txt", "-"]


# -- show, text


@pytest.mark.parametrize("path", SEEDS, ids=["first seed", "second seed"])
def test_show_tells_every_paragraph_and_its_kind(path: str) -> None:
    (answer,) = ask("show", "--json", path)
    assert {"path", "title", "paragraphs"} <= answer.keys()
    assert answer["path"] == path
    assert all({"text", "kind"} <= paragraph.keys() for paragraph in answer["paragraphs"])
    assert {paragraph["kind"] for paragraph in answer["paragraphs"]} <= KINDS
    words = " ".join(paragraph["text"] for paragraph in answer["paragraphs"]).split()
    assert words == Path(path).read_text(encoding="utf-8").split()


def test_show_finds_the_headline(folder: Path) -> None:
    (answer,) = ask("show", "--json", "old.txt", cwd=folder)
    kinds = [paragraph["kind"] for paragraph in answer["paragraphs"]]
    assert kinds == ["headline"] + ["body"] * 5
    assert answer["title"] == answer["paragraphs"][0]["text"]


def test_show_reads_standard_input() -> None:
    (answer,) = ask("show", "--json", "-", stdin="Die Bürgermeisterin sagte: „Nein.“".encode())
    assert answer["path"] == "-"
    assert answer["paragraphs"] == [{"text": "Die Bürgermeisterin sagte: „Nein.“", "kind": "body"}]


@pytest.mark.parametrize("path", SEEDS, ids=["first seed", "second seed"])
def test_text_is_the_story_without_its_page(path: str) -> None:
    (shown,) = ask("show", "--json", path)
    story = [p["text"] for p in shown["paragraphs"] if p["kind"] != "furniture"]
    printed = reader("text", path)
    assert printed.returncode == 0
    assert printed.stdout == BREAK.join(story) + "\n"
    (answer,) = ask("text", "--json", path)
    assert {"path", "title", "text"} <= answer.keys()


def test_text_ends_paragraphs_with_a_blank_line(folder: Path) -> None:
    assert reader("text", "old.txt", cwd=folder).stdout == (folder / "old.txt").read_text(encoding="utf-8")


# -- quotes


@pytest.mark.parametrize("path", SEEDS, ids=["first seed", "second seed"])
def test_quotes_stand_where_their_offsets_say(path: str) -> None:
    (answer,) = ask("quotes", "--json", path)
    check_quotes(answer)
    (shown,) = ask("show", "--json", path)
    assert answer["text"] == BREAK.join(paragraph["text"] for paragraph in shown["paragraphs"])


def test_quotes_tell_who_says_what(folder: Path) -> None:
    (answer,) = ask("quotes", "--json", "old.txt", cwd=folder)
    check_quotes(answer)
    marked = [q for q in answer["quotes"] if q["kind"] != "indirect"]
    assert [(q["text"], q["kind"], q["speaker"]["name"], q["cue"]["text"]) for q in marked] == [
        ("We can't wait for another winter,", "direct", "Nadia Kroll", "said"),
        ("a gift to nobody", "mixed", "Tomas Vane", "said"),
    ]


def test_a_split_quotation_is_two() -> None:
    text = '"We will wait," said Mayor Nadia Kroll of Port Ellery, "but not for another winter."'
    (answer,) = ask("quotes", "--json", "-", stdin=text.encode())
    marked = [q for q in answer["quotes"] if q["kind"] != "indirect"]
    assert [q["text"] for q in marked] == ["We will wait,", "but not for another winter."]
    assert {q["speaker"]["name"] for q in marked} == {"Nadia Kroll"}


def test_offsets_count_code_points() -> None:
    text = "👩‍👩‍👧 東京 e\u0301 — Mayor Nadia Kroll said: “Wir warten nicht. 👍🏽”"
    (answer,) = ask("quotes", "--json", "-", stdin=text.encode())
    check_quotes(answer)
    assert [q["text"] for q in answer["quotes"] if q["kind"] != "indirect"] == ["Wir warten nicht. 👍🏽"]


def test_quotes_answer_a_line_for_each_article(folder: Path) -> None:
    answers = ask("quotes", "--json", "new.txt", "old.txt", cwd=folder)
    assert [answer["path"] for answer in answers] == ["new.txt", "old.txt"]
    assert len(ask("quotes", "--json", "-r", str(folder))) == 2


def test_furniture_is_not_quoted() -> None:
    """An appeal at the foot of the first seed has words in quotation marks."""
    (shown,) = ask("show", "--json", SEEDS[0])
    (answer,) = ask("quotes", "--json", SEEDS[0])
    offset, places = 0, []
    for paragraph in shown["paragraphs"]:
        if paragraph["kind"] == "furniture":
            places.append((offset, offset + len(paragraph["text"])))
        offset += len(paragraph["text"]) + len(BREAK)
    assert any('"' in answer["text"][start:end] for start, end in places)
    assert not any(start <= q["start"] < end for q in answer["quotes"] for start, end in places)


# -- quotes --compare


@pytest.mark.parametrize("pair", PAIRS, indirect=True)
def test_a_comparison_of_quotations_holds_each_once(pair: tuple[str, str]) -> None:
    (answer,) = ask("quotes", "--compare", "--json", *pair)
    assert {"old", "new", "speakers", "pairs"} <= answer.keys()
    for side in ("old", "new"):
        check_quotes(answer[side])
        marked = [k for k, q in enumerate(answer[side]["quotes"]) if q["kind"] != "indirect"]
        assert sorted(k for found in answer["pairs"] for k in found[side]) == marked
        named = [
            q["speaker"]["name"] for q in answer[side]["quotes"] if q["kind"] != "indirect" and q["speaker"]
        ]
        for speaker in answer["speakers"]:
            assert speaker[side] == named.count(speaker["name"])
        assert set(named) <= {speaker["name"] for speaker in answer["speakers"]}
    for found in answer["pairs"]:
        assert found["change"] in CHANGES
        assert bool(found["old"]) == (found["change"] not in ("new", "quoted"))
        assert bool(found["new"]) == (found["change"] not in ("dropped", "paraphrased"))


def test_what_became_of_each_quotation(folder: Path) -> None:
    (answer,) = ask("quotes", "--compare", "--json", "old.txt", "new.txt", cwd=folder)
    assert [(p["change"], p["old"], p["new"]) for p in answer["pairs"]] == [
        ("altered", [0], [0]),
        ("dropped", [1], []),
    ]
    assert answer["speakers"] == [
        {"name": "Nadia Kroll", "old": 1, "new": 1},
        {"name": "Tomas Vane", "old": 1, "new": 0},
    ]


# -- diff


@pytest.mark.parametrize("pair", PAIRS, indirect=True)
def test_a_diff_gives_both_sides_back(pair: tuple[str, str]) -> None:
    (answer,) = ask("diff", "--json", *pair, status=1)
    assert {"old", "new", "blocks"} <= answer.keys()
    check_diff(answer)
    for side, path in zip(("old", "new"), pair, strict=True):
        (shown,) = ask("show", "--json", path)
        assert answer[side]["path"] == path
        assert answer[side]["paragraphs"] == [paragraph["text"] for paragraph in shown["paragraphs"]]


@pytest.mark.parametrize("pair", PAIRS, indirect=True)
def test_a_diff_turned_round_is_the_same(pair: tuple[str, str]) -> None:
    (there,) = ask("diff", "--json", *pair, status=1)
    (back,) = ask("diff", "--json", *reversed(pair), status=1)
    check_diff(back)
    assert sorted((b["old"], b["new"]) for b in there["blocks"]) == sorted(
        (b["new"], b["old"]) for b in back["blocks"]
    )


@pytest.mark.parametrize("pair", PAIRS, indirect=True)
def test_how_much_changed_is_the_number_of_blocks(pair: tuple[str, str]) -> None:
    (answer,) = ask("diff", "--json", *pair, status=1)
    (stat,) = ask("diff", "--stat", "--json", *pair, status=1)
    blocks = answer["blocks"]
    assert (stat["old"]["path"], stat["new"]["path"]) == pair
    assert stat["blocks"] == {
        **dict.fromkeys(("equal", "edited", "added", "removed"), 0),
        **Counter(block["kind"] for block in blocks),
        "moved": sum(block["moved"] for block in blocks),
        "split": sum(len(block["old"]) == 1 < len(block["new"]) for block in blocks),
        "merged": sum(len(block["new"]) == 1 < len(block["old"]) for block in blocks),
    }
    assert sum(stat["weights"].values()) == len(blocks)


def test_the_same_article_does_not_differ(folder: Path) -> None:
    (answer,) = ask("diff", "--json", "old.txt", "old.txt", cwd=folder)
    check_diff(answer)
    assert {block["kind"] for block in answer["blocks"]} == {"equal"}
    assert not any(block["moved"] for block in answer["blocks"])


def test_words_that_changed_are_told(folder: Path) -> None:
    (answer,) = ask("diff", "--json", "old.txt", "new.txt", status=1, cwd=folder)
    kinds = {(tuple(b["old"]), tuple(b["new"])): b["kind"] for b in answer["blocks"]}
    assert kinds[(0,), (0,)] == "equal"
    assert kinds[(1,), (1,)] == "edited"
    assert kinds[(), (4,)] == "added"
    assert kinds[(4,), ()] == "removed"
    edited = next(b for b in answer["blocks"] if b["old"] == [1])
    assert [(w["op"], w["text"].strip()) for w in edited["words"] if w["op"] != "equal"] == [
        ("delete", "Friday"),
        ("insert", "Thursday"),
    ]


def test_a_changed_space_differs(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("A petition has 1,200 names.")
    (tmp_path / "nbsp.txt").write_text("A petition has\u00a01,200 names.", encoding="utf-8")
    (answer,) = ask("diff", "--json", "plain.txt", "nbsp.txt", status=1, cwd=tmp_path)
    check_diff(answer)
    assert answer["blocks"][0]["kind"] == "edited"


def test_a_moved_paragraph_differs(tmp_path: Path) -> None:
    lines = [
        "The council of Port Ellery voted on Friday to close the old quay.",
        "A storm in March had damaged the stones below the water line.",
        "Nobody knows what the repair would cost the town next year.",
    ]
    (tmp_path / "a.txt").write_text(BREAK.join(lines))
    (tmp_path / "b.txt").write_text(BREAK.join([lines[2], *lines[:2]]))
    (answer,) = ask("diff", "--json", "a.txt", "b.txt", status=1, cwd=tmp_path)
    check_diff(answer)
    assert [(b["kind"], b["old"], b["new"]) for b in answer["blocks"] if b["moved"]] == [("equal", [2], [0])]


def test_many_pairs_answer_a_line_each(folder: Path) -> None:
    (folder / "pairs.tsv").write_text("old.txt\told.txt\n\nold.txt\tnew.txt\r\nnew.txt\tnew.txt")
    answers = ask("diff", "--json", "--pairs", "pairs.tsv", status=1, cwd=folder)
    assert [(a["old"]["path"], a["new"]["path"]) for a in answers] == [
        ("old.txt", "old.txt"),
        ("old.txt", "new.txt"),
        ("new.txt", "new.txt"),
    ]
    (folder / "pairs.tsv").write_text("old.txt\told.txt\n")
    ask("diff", "--json", "--pairs", "pairs.tsv", cwd=folder)
    assert len(ask("diff", "--json", "--pairs", "-", stdin=b"old.txt\tnew.txt\n", status=1, cwd=folder)) == 1


def test_json_is_utf8_and_not_ascii() -> None:
    done = reader("show", "--json", "-", stdin="Die Bürgermeisterin von 東京 sagte nein.".encode())
    assert "Bürgermeisterin von 東京" in done.stdout


def test_what_several_stories_of_a_folder_have_is_furniture_in_lists_and_prints(tmp_path: Path) -> None:
    line = "The people of the harbour have read us every week since the old quay was built."
    texts = [
        f"A market comes to town\n\nForty carts stood on the green on Friday, most of them with cheese.\n\n{line}\n",
        f"A goat comes to town\n\nNobody knew whose it was, and the baker gave it three old loaves.\n\n{line}\n",
        f"A doctor comes to town\n\nShe will live above the school, where the teacher had her rooms.\n\n{line}\n",
    ]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    alone = json.loads(reader("list", "--json", str(tmp_path / "0.txt")).stdout)["stories"][0]["versions"][0]
    together = json.loads(reader("list", "--json", str(tmp_path)).stdout)["stories"][0]["versions"][0]
    assert alone["words"] - together["words"] == len(line.split())
    quotes = reader("quotes", "-r", "--json", str(tmp_path))
    assert quotes.stdout.count("comes to town") == 3


def test_a_document_with_tracked_changes_is_compared_with_itself(tmp_path: Path) -> None:
    import zipfile

    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = (
        "<w:r><w:t>The tide came in at </w:t></w:r><w:del><w:r><w:delText>six.</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>seven.</w:t></w:r></w:ins>"
    )
    with zipfile.ZipFile(tmp_path / "draft.docx", "w") as archive:
        document = f'<w:document xmlns:w="{words}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
        archive.writestr("word/document.xml", document)
    done = reader("diff", "--json", "draft.docx", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["old"]["path"], answer["new"]["path"]) == ("draft.docx#1", "draft.docx")
    assert [run["text"] for run in answer["blocks"][0]["words"] if run["op"] == "insert"] == [" seven"]
