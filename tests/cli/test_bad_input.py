"""Whatever is given: one line that names it, exit status 2, nothing printed, no traceback."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from command_line import ACTING, ROOT, assert_trouble, reader, reader_process

ONE_FILE = [
    ["show"],
    ["text"],
    ["quotes"],
    ["list"],
    ["show", "--json"],
    ["quotes", "--json"],
    ["text", "--json"],
    [],
]
TWO_FILES = [["diff"], ["diff", "--json"], ["quotes", "--compare"], ["quotes", "--compare", "--json"]]


def names(command: list[str]) -> str:
    return " ".join(command) or "reader PATH"


@pytest.mark.parametrize("command", ONE_FILE, ids=names)
def test_a_missing_file_is_named(command: list[str], folder: Path) -> None:
    assert_trouble(reader(*command, str(folder / "nowhere.txt")), "nowhere.txt", "no such file")


@pytest.mark.parametrize("command", TWO_FILES, ids=names)
def test_of_two_files_the_missing_one_is_named(command: list[str], folder: Path) -> None:
    for pair in (("old.txt", "nowhere.txt"), ("nowhere.txt", "new.txt")):
        assert_trouble(reader(*command, *pair, cwd=folder), "nowhere.txt: no such file")


BAD_FILES = {
    "binary.txt": (b"\x7fELF\x02\x01\x00\x00 said the mayor", "not text"),
    "archive.txt": (b"PK\x03\x04 and nothing else", "broken ZIP"),
    "broken.epub": (b"PK\x03\x04" + bytes(200), "broken ZIP"),
    "broken.pdf": (b"%PDF-1.7 and nothing else", "PDF"),
}


ODD_TEXTS = {
    "empty.txt": (b"", "no text"),
    "blank.txt": (b" \n\t\n \n", "no text"),
    "invisible.txt": ("\ufeff\u200b\n\u2060".encode(), "no text"),
    "latin1.txt": ("Le maire a dit : « Ça suffit » à tous.".encode("latin-1"), "not in UTF-8"),
    "utf16.txt": ("The mayor said no.".encode("utf-16-le"), "UTF-16"),
    "cut.txt": ("The mayor said “no”.".encode()[:-2], "UTF-8"),
    "surrogate.txt": (b"said \xed\xa0\x80 no", "UTF-8"),
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_an_odd_text_opens_and_what_is_odd_is_said(name: str, tmp_path: Path) -> None:
    data, notice = ODD_TEXTS[name]
    (tmp_path / name).write_bytes(data)
    done = reader("show", name, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith(f"reader: {name}: ") and notice in done.stderr


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_what_is_odd_is_said_on_a_pipe_as_show_says_it(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ODD_TEXTS[name][0])
    shown, piped = reader("show", name, cwd=tmp_path), reader(name, cwd=tmp_path)
    assert (piped.stdout, piped.stderr) == (shown.stdout, shown.stderr)


def test_an_empty_version_differs_from_a_full_one(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "full.txt").write_text("The mayor said no.")
    assert reader("diff", "empty.txt", "full.txt", cwd=tmp_path).returncode == 1
    assert reader("diff", "empty.txt", "empty.txt", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_is_no_article_is_named_with_the_reason(name: str, tmp_path: Path) -> None:
    data, reason = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("The mayor said no.")
    assert_trouble(reader("show", name, cwd=tmp_path), f"{name}: ", reason)
    assert_trouble(reader("diff", "good.txt", name, cwd=tmp_path), f"{name}: ", reason)
    assert_trouble(reader("show", "-", stdin=data), "-: ", reason)


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    for command in (["list"], ["quotes", "-r"], ["list", "--json"], []):
        assert_trouble(reader(*command, str(tmp_path)), str(tmp_path), "no articles")


def test_a_folder_where_a_file_is_needed_is_named(folder: Path) -> None:
    for command in (["show"], ["text"], ["quotes"], ["show", "--json"]):
        assert_trouble(reader(*command, str(folder)), str(folder), "folder")
    assert_trouble(reader("diff", "old.txt", ".", cwd=folder), ".: ", "folder")


@pytest.mark.parametrize("command", TWO_FILES, ids=names)
def test_two_versions_are_needed(command: list[str], folder: Path) -> None:
    assert_trouble(reader(*command, "old.txt", cwd=folder), "old.txt", "two")
    assert_trouble(reader(*command, "old.txt", "new.txt", "old.txt", cwd=folder), "two", "3")


def test_trouble_of_a_process_ends_it_with_its_status(folder: Path) -> None:
    assert_trouble(reader_process("show", "nowhere.txt", cwd=folder), "nowhere.txt: no such file")
    assert_trouble(reader_process("show", b"nowh\xe9re.txt", cwd=folder), "no such file")
    assert_trouble(reader_process("diff", "--width", cwd=folder))


def test_nothing_named_is_said(folder: Path) -> None:
    for command in ("list", "show", "quotes", "diff", "text"):
        assert_trouble(reader(command))


def test_a_bad_file_in_a_folder_is_said_and_the_rest_is_listed(folder: Path) -> None:
    (folder / "binary.txt").write_bytes(b"a\0b")
    done = reader("list", "--json", str(folder))
    assert done.returncode == 0
    assert "old.txt" in done.stdout and "binary.txt" not in done.stdout
    assert done.stderr.count("\n") == 1 and "binary.txt" in done.stderr


def test_a_pipe_that_nobody_writes_to_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert_trouble(reader("show", "pipe.txt", cwd=tmp_path), "pipe.txt: is not a regular file")
    listed = reader("list", str(tmp_path))
    assert (listed.returncode, listed.stdout) == (0, "") and "pipe.txt" in listed.stderr


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(device: str) -> None:
    assert_trouble(reader("show", device), device)


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    assert_trouble(reader("show", "loop.txt", cwd=tmp_path), "loop.txt")
    assert_trouble(reader("show", "gone.txt", cwd=tmp_path), "gone.txt")


def test_a_folder_that_changes_while_it_is_read_is_no_error(folder: Path) -> None:
    """What came or went meanwhile is there or not; what stayed is always there."""
    ended = threading.Event()

    def change() -> None:
        while not ended.is_set():
            below = folder / "below"
            below.mkdir()
            for k in range(20):
                (below / f"{k}.txt").write_text("The tram was late, said nobody.", encoding="utf-8")
            shutil.rmtree(below)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(25):
            done = reader("list", "--json", str(folder))
            assert done.returncode == 0, done.stderr
            assert "old.txt" in done.stdout and "new.txt" in done.stdout
    finally:
        ended.set()
        thread.join()


def without_privileges() -> list[str] | None:
    """What to put before a command so that file modes hold for it; None when that cannot be done."""
    if os.geteuid():
        return []
    setpriv = shutil.which("setpriv")
    return [setpriv, "--bounding-set", "-all", "--inh-caps", "-all"] if setpriv else None


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    prefix = without_privileges()
    if prefix is None:
        pytest.skip("root reads everything, and there is no setpriv")
    secret = tmp_path / "secret.txt"
    secret.write_text("The mayor said no.")
    secret.chmod(0)
    assert_trouble(reader_process("show", str(secret), prefix=prefix), "secret.txt: permission denied")


NAMES = [
    "line\nbreak.txt",
    "esc\x1b]0;owned\x07.txt",
    "c1\x9b31m.txt",
    "turned\u202etxt.exe",
    "tab\there.txt",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_missing_file_with_a_hostile_name_is_one_safe_line(name: str, tmp_path: Path) -> None:
    assert_trouble(reader("show", name, cwd=tmp_path))
    assert_trouble(reader("diff", name, cwd=tmp_path))
    assert_trouble(reader("show", "--only", name, str(ROOT / "LICENSE")))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["show"],
        ["quotes"],
        ["text"],
        ["diff", "plain.txt"],
        ["quotes", "--compare", "plain.txt"],
        [],
    ],
    ids=names,
)
def test_the_name_of_an_article_does_not_act(name: str, command: list[str], tmp_path: Path) -> None:
    hostile = "The mayor \x1b[31msaid no to everybody who asked her."
    for file in (name, "plain.txt"):
        (tmp_path / file).write_text(hostile, encoding="utf-8")
    done = reader(*command, name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not ACTING.search(done.stdout), repr(done.stdout)
    assert not ACTING.search(done.stderr), repr(done.stderr)


@pytest.mark.parametrize("command", [["list", "--json"], ["show", "--json"], ["quotes", "--json"]], ids=names)
def test_the_name_of_an_article_comes_back_in_json(command: list[str], tmp_path: Path) -> None:
    import json

    for name in NAMES:
        (tmp_path / name).write_text("The mayor said no to everybody who asked.", encoding="utf-8")
        done = reader(*command, name, cwd=tmp_path)
        assert not ACTING.search(done.stdout), repr(done.stdout)
        answer = json.loads(done.stdout)
        answer = answer["stories"][0]["versions"][0] if "stories" in answer else answer
        assert answer["path"] == name


def test_a_name_that_is_no_utf8_is_opened(tmp_path: Path) -> None:
    name = b"caf\xe9.txt"
    Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text("The mayor said no.", encoding="utf-8")
    for command in (["show"], ["list"], ["show", "--json"]):
        done = reader(*command, name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert_trouble(reader("show", b"nowh\xe9re.txt", cwd=tmp_path), "no such file")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["show", "--nonsense", "old.txt"],
        ["show", "old.txt", "new.txt"],
        ["show", "--width", "many", "old.txt"],
        ["show", "--width", "3", "old.txt"],
        ["show", "--color", "sometimes", "old.txt"],
        ["diff", "--context", "-1", "old.txt", "new.txt"],
        ["diff", "--inline", "--side-by-side", "old.txt", "new.txt"],
        ["diff", "--pairs", "pairs.tsv"],
        ["diff", "--json", "--pairs", "pairs.tsv", "old.txt", "new.txt"],
        ["diff", "--json", "--pairs", "nowhere.tsv"],
        ["show", "--only", "Nobody At All", "old.txt"],
    ],
    ids=" ".join,
)
def test_words_that_make_no_command_are_said_in_one_line(arguments: list[str], folder: Path) -> None:
    (folder / "pairs.tsv").write_text("old.txt\tnew.txt\n")
    assert_trouble(reader(*arguments, cwd=folder))


def test_a_mistyped_command_is_told_from_a_file(folder: Path) -> None:
    assert_trouble(reader("difff", "old.txt", "new.txt", cwd=folder), "difff", "`reader diff`")
    (folder / "difff").write_text("A paragraph of its own.\n")
    assert reader("difff", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    "line", ["old.txt", "old.txt\tnew.txt\told.txt", "old.txt\t", "nowhere.txt\tnew.txt"]
)
def test_a_bad_line_of_pairs_is_trouble(line: str, folder: Path) -> None:
    (folder / "pairs.tsv").write_text(line + "\n")
    done = reader("diff", "--json", "--pairs", "pairs.tsv", cwd=folder)
    assert_trouble(done)


def test_a_name_of_any_length_leaves_room_for_the_reason() -> None:
    answer = reader("show", "x" * 5_000)
    assert_trouble(answer, "the name is too long")
    assert len(answer.stderr) < 1_000
