"""What commands print: colours where they are wanted, nothing that acts, the right exit status, quiet ends."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from command_line import ACTING, ROOT, SEEDS, SGR, environment, reader, reader_process

PRINTING = {
    "list": ["list", "."],
    "show": ["show", "old.txt"],
    "show --only": ["show", "--only", "kroll", "old.txt"],
    "quotes": ["quotes", "--why", "old.txt"],
    "quotes --compare": ["quotes", "--compare", "old.txt", "new.txt"],
    "diff --side-by-side": ["diff", "--side-by-side", "old.txt", "new.txt"],
    "diff --inline": ["diff", "--inline", "old.txt", "new.txt"],
    "diff --all": ["diff", "--all", "old.txt", "new.txt"],
    "text": ["text", "old.txt"],
    "reader PATH": ["old.txt"],
}
JSON = {
    "list --json": ["list", "--json", "."],
    "show --json": ["show", "--json", "old.txt"],
    "quotes --json": ["quotes", "--json", "old.txt"],
    "quotes --compare --json": ["quotes", "--compare", "--json", "old.txt", "new.txt"],
    "diff --json": ["diff", "--json", "old.txt", "new.txt"],
    "text --json": ["text", "--json", "old.txt"],
}


def status_of(command: list[str]) -> int:
    """The exit status of a command on two versions that differ."""
    return int(command[0] == "diff")


# -- what is printed


@pytest.mark.parametrize("command", PRINTING.values(), ids=PRINTING)
def test_an_article_is_printed_with_its_exit_status(command: list[str], folder: Path) -> None:
    done = reader(*command, cwd=folder)
    assert done.returncode == status_of(command)
    assert done.stderr == ""
    assert "Kroll" in done.stdout
    assert not SGR.search(done.stdout)


@pytest.mark.parametrize("layout", ["--inline", "--side-by-side"])
def test_versions_that_are_the_same_exit_with_0(layout: str, folder: Path) -> None:
    done = reader("diff", layout, "old.txt", "old.txt", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "no differences · quotations: 2 same"


def test_standard_input_may_be_one_side(folder: Path) -> None:
    data = (folder / "new.txt").read_bytes()
    assert reader("diff", "old.txt", "-", stdin=data, cwd=folder).returncode == 1
    assert reader("diff", "-", "new.txt", stdin=data, cwd=folder).returncode == 0


def test_standard_input_on_both_sides_is_no_difference_by_accident(folder: Path) -> None:
    """The second reading of standard input finds it empty; that is trouble, not a comparison."""
    done = reader("diff", "-", "-", stdin=b"The mayor said no.", cwd=folder)
    assert done.returncode in (0, 2) and "Traceback" not in done.stderr


def test_a_path_prints_as_show_does_on_a_pipe(folder: Path) -> None:
    assert reader("old.txt", cwd=folder).stdout == reader("show", "old.txt", cwd=folder).stdout
    both = reader("old.txt", "new.txt", cwd=folder).stdout
    assert "Friday" in both and "Thursday" in both


def test_a_file_named_like_a_command_is_opened(folder: Path) -> None:
    (folder / "list").write_text("A goat won the race at the fair on Sunday.")
    assert "goat" in reader("show", "list", cwd=folder).stdout
    assert "goat" in reader("./list", cwd=folder).stdout


def test_a_name_that_begins_with_a_dash_is_opened_after_two(folder: Path) -> None:
    (folder / "-x.txt").write_text("A goat won the race at the fair on Sunday.")
    assert "goat" in reader("show", "--", "-x.txt", cwd=folder).stdout
    assert "goat" in reader("show", "./-x.txt", cwd=folder).stdout


@pytest.mark.parametrize(
    "command", [["--help"], ["-h"], ["list", "--help"], ["diff", "-h"], ["--version"]], ids=" ".join
)
def test_help_is_printed_on_standard_output(command: list[str]) -> None:
    done = reader_process(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(("usage: reader", "reader 0."))


def test_help_names_every_command() -> None:
    usage = reader("--help").stdout
    for command in ("list", "show", "quotes", "diff", "text"):
        assert f"reader {command}" in usage


# -- widths and layouts


def test_the_width_is_as_asked(folder: Path) -> None:
    for width in (20, 40, 80, 200):
        for command in (["show", "old.txt"], ["diff", "--all", "old.txt", "new.txt"]):
            lines = reader(*command, "--width", str(width), cwd=folder).stdout.splitlines()
            assert max(map(len, lines[:-1])) <= width
    wide, narrow = (reader("show", "old.txt", "--width", w, cwd=folder).stdout for w in ("80", "30"))
    assert narrow.count("\n") > wide.count("\n")


def test_columns_tell_the_width_of_a_pipe(folder: Path) -> None:
    narrow = reader("show", "old.txt", cwd=folder, environ={"COLUMNS": "30"}).stdout
    assert narrow == reader("show", "old.txt", "--width", "30", cwd=folder).stdout
    usual = reader("show", "old.txt", "--width", "80", cwd=folder).stdout
    for nonsense in ("", "0", "-3", "wide", "99999999"):
        assert reader("show", "old.txt", cwd=folder, environ={"COLUMNS": nonsense}).stdout == usual


def test_two_panes_stand_side_by_side_when_there_is_room(folder: Path) -> None:
    wide = reader("diff", "old.txt", "new.txt", "--width", "100", cwd=folder).stdout
    narrow = reader("diff", "old.txt", "new.txt", "--width", "99", cwd=folder).stdout
    assert wide == reader("diff", "--side-by-side", "old.txt", "new.txt", "--width", "100", cwd=folder).stdout
    assert narrow == reader("diff", "--inline", "old.txt", "new.txt", "--width", "99", cwd=folder).stdout
    assert " │ " in wide and " │ " not in narrow


@pytest.mark.parametrize("layout", ["--inline", "--side-by-side"])
def test_without_colour_changed_words_stand_in_brackets(layout: str, folder: Path) -> None:
    printed = reader(
        "diff", layout, "--color", "never", "--width", "160", "old.txt", "new.txt", cwd=folder
    ).stdout
    for words in ("[-Friday-]", "{+Thursday+}", "[-can't-]", "{+cannot+}", "[-41-]", "{+43+}"):
        assert words in printed


@pytest.mark.parametrize("command", PRINTING.values(), ids=PRINTING)
def test_colours_add_nothing_but_colours(command: list[str], folder: Path) -> None:
    plain = reader(*command, "--color", "never", "--width", "300", cwd=folder).stdout
    coloured = reader(*command, "--color", "always", "--width", "300", cwd=folder).stdout
    bare = SGR.sub("", coloured)
    assert "\x1b" not in bare
    if command[0] != "text":
        assert bare != coloured
    without_brackets = re.sub(r"\[-|-\]|\{\+|\+\}", "", plain)
    # Rows end elsewhere where there are no brackets, but the same words stand in them.
    assert words_of(without_brackets) == words_of(bare)


def words_of(printed: str) -> Counter[str]:
    return Counter(re.sub('[│"]', " ", printed).split())


# -- when there are colours


def on_terminal(*command: str, environ: dict[str, str], cwd: Path) -> str:
    """Run a command whose standard output is a terminal and return what it printed."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "reader", *command],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=environment(environ),
        cwd=cwd,
    )
    os.close(theirs)
    printed = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        printed += data
    os.close(ours)
    assert child.wait(30) in (0, 1)
    return printed.decode()


@pytest.mark.parametrize(
    ("environ", "arguments", "coloured"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"TERM": "dumb"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({}, ["--color", "never"], False),
    ],
)
def test_a_terminal_gets_the_colours_it_wants(
    environ: dict[str, str], arguments: list[str], coloured: bool, folder: Path
) -> None:
    printed = on_terminal("show", "old.txt", *arguments, environ=environ, cwd=folder)
    assert "Nadia Kroll" in SGR.sub("", printed)
    assert bool(SGR.search(printed)) is coloured
    assert "\x1b" not in SGR.sub("", printed)


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_a_pipe_gets_colours_only_by_force(environ: dict[str, str], coloured: bool, folder: Path) -> None:
    printed = reader("diff", "old.txt", "new.txt", environ=environ, cwd=folder).stdout
    assert bool(SGR.search(printed)) is coloured


def test_no_screen_is_opened_by_a_command_on_a_terminal(folder: Path) -> None:
    for command in (["show", "old.txt"], ["list", "."], ["diff", "old.txt", "new.txt"]):
        printed = on_terminal(*command, environ={}, cwd=folder)
        assert "\x1b[?1049h" not in printed


# -- what may not get out


def hostile_commands() -> dict[str, list[str]]:
    return {
        name: [word.replace("old.txt", "hostile.txt") for word in command if word not in ("--only", "kroll")]
        for name, command in {**PRINTING, **JSON}.items()
    }


@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("command", hostile_commands().values(), ids=hostile_commands())
def test_nothing_of_a_hostile_article_acts(
    command: list[str], color: str, folder: Path, hostile: Path
) -> None:
    done = reader(*command, "--color", color, cwd=folder)
    assert done.returncode == status_of(command), done.stderr
    for line in SGR.sub("", done.stdout).splitlines():
        assert not ACTING.search(line), repr(line)
    assert not ACTING.search(done.stderr), repr(done.stderr)


def test_what_was_replaced_is_said(hostile: Path) -> None:
    done = reader("show", str(hostile))
    assert "hostile.txt: 15 control characters are shown by name, as ^[ or <U+009B>" in done.stderr
    assert "invisible" in done.stderr
    assert "^[]0;owned^Gsaid ^[[2J^[[31mno" in " ".join(done.stdout.split())


def test_a_comparison_names_what_is_invisible(folder: Path) -> None:
    (folder / "turned.txt").write_text("The mayor said \u202eno\u202c twice.", encoding="utf-8")
    (folder / "plain.txt").write_text("The mayor said no twice.", encoding="utf-8")
    printed = reader("diff", "--inline", "plain.txt", "turned.txt", cwd=folder).stdout
    assert "<U+202E>" in printed and "<U+202C>" in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    "text", ["[T]he mayor", "[/] is no markup", "[bold]loud[/bold]", "\\[x] {+y+} [-z-]"]
)
def test_brackets_of_an_article_stay(text: str, tmp_path: Path) -> None:
    (tmp_path / "[bold].txt").write_text(f"{text} said no to everybody who asked on Friday.")
    for command in (["show"], ["text"], ["list"], ["diff", "-"]):
        done = reader(
            *command, "[bold].txt", "--color", "always", stdin=b"Nothing alike was said here.", cwd=tmp_path
        )
        assert done.returncode in (0, 1)
        assert text in SGR.sub("", done.stdout)


# -- quiet ends


HELP = {" ".join(words): list(words) for words in (("--help",), ("--version",), ("diff", "--help"))}


@pytest.mark.parametrize(
    "command", [*PRINTING.values(), *JSON.values(), *HELP.values()], ids=[*PRINTING, *JSON, *HELP]
)
def test_a_pipe_that_closes_ends_quietly(command: list[str], folder: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "reader", *command],
            stdout=closed,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=environment(),
            cwd=folder,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_head_ends_a_long_answer_quietly(folder: Path) -> None:
    (folder / "long.txt").write_text(
        "\n\n".join(f"Paragraph {k} says that the quay is old." for k in range(20000))
    )
    shell = f"{sys.executable} -m reader show long.txt | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, env=environment(), cwd=folder, timeout=120
    )
    assert done.stdout.count("\n") == 1
    assert (done.returncode, done.stderr) == (141, "")


def test_a_full_disk_is_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    for command in (["show", "old.txt"], ["list", "--json", "."], ["text", "old.txt"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "reader", *command],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
                cwd=folder,
                timeout=60,
            )
        assert done.returncode == 2
        assert done.stderr.decode() == "reader: standard output: No space left on device\n"


def test_a_closed_standard_output_is_no_traceback(folder: Path) -> None:
    shell = f"{sys.executable} -m reader show old.txt >&-"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, env=environment(), cwd=folder, timeout=60
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)


def test_ctrl_c_ends_quietly() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "reader", "show", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # It is ignored, and that is handed on, where the tests run in the background.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        assert child.stdin is not None
        # More than a pipe holds: once it is written, the program is there and reads.
        child.stdin.write(b"The mayor said no.\n" * 20_000)
        child.stdin.flush()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    finally:
        child.kill()
    assert (child.returncode, out, err) == (130, b"", b"")


# -- languages


@pytest.mark.parametrize(
    "environ", [{"LANG": "C", "LC_ALL": "C"}, {"LANG": "", "PYTHONUTF8": "0"}], ids=["C", "none"]
)
@pytest.mark.parametrize(
    "command", [PRINTING["show"], PRINTING["diff --side-by-side"], JSON["show --json"]], ids=" ".join
)
def test_the_language_of_the_machine_does_not_matter(
    command: list[str], environ: dict[str, str], folder: Path
) -> None:
    for name in ("old.txt", "new.txt"):
        path = folder / name
        path.write_text(
            path.read_text(encoding="utf-8") + "\nDie Bürgermeisterin von 東京 sagte “nein”.\n",
            encoding="utf-8",
        )
    expected = reader_process(*command, cwd=folder)
    done = reader_process(*command, environ=environ, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (
        expected.returncode,
        expected.stdout,
        expected.stderr,
    )


def test_the_seeds_are_printed_by_every_command() -> None:
    for command in (
        ["list", str(ROOT / "seeds")],
        ["show", SEEDS[0]],
        ["quotes", SEEDS[1]],
        ["diff", *SEEDS],
    ):
        done = reader(*command, "--width", "100")
        assert done.returncode == int(command[0] == "diff"), done.stderr
        assert max(map(len, done.stdout.splitlines()[:-1])) <= 100
