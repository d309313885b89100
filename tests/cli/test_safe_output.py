"""Nothing that the program did not make itself reaches the terminal, whatever command, whatever way it came in."""

import io
import os
import pty
import re
import select
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from command_line import environment, reader
from hypothesis import given
from hypothesis import strategies as st

import reader.cli as reader_cli
from reader.cli.arguments import COMMANDS as CLI_COMMANDS
from reader.cli.safe_output import make_safe_stream

E = "\x1b"
ATTACKS = [
    *(f"{E}[13;37H", f"{E}[2J{E}[3J", f"{E}[6n{E}[?1337h", f"{E}[38;2;11;13;17m", f"{E}[8;38;5;203m"),
    *(f"{E}]0;OWNED\x07", f"{E}]52;c;T1dORUQ=\x07", f"{E}]8;;http://owned.example/{E}\\", f"{E}P+q4b{E}\\"),
    *(f"{E}_Gowned{E}\\", f"{E}c", f"{E}(0", "\x9b13;37H", "\x9d0;OWNED\x9c", "\x90+q\x9c"),
    *("\x07\x08\x0b\x0c\x0e\x0f\x05\x7f\r", "\u202e", "\u2066\u2067\u2069", "\u2028\u200b\u00ad\U000e0041"),
]
HEADS = [
    *(f"{E}[13", f"{E}[2J", f"{E}[6n", f"{E}[38;2;11;13;17m", f"{E}[8;38;5;203m", f"{E}]", f"{E}P", f"{E}_"),
    *(f"{E}c", f"{E}(", "\x9b", "\x9d", "\x90"),
]
"""How they begin; a filter that cuts the rest leaks as well."""

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def leaks(text: str, *, colors: bool) -> list[str]:
    """What of an output could act on a terminal; with `colors` the program's own SGR is allowed."""
    rest = re.sub(r"\x1b\[[0-9;]*m", "", text) if colors else text
    return [head for head in HEADS if head in text] + ACTING.findall(rest)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where everything attacks: texts, titles, speakers, names of files and folders, metadata, a history."""
    folder = tmp_path_factory.mktemp("hostile")
    everything = "".join(f"word{k} {attack} end. " for k, attack in enumerate(ATTACKS))
    speaker = f"Nadia{ATTACKS[0]} Kroll{ATTACKS[12]}"
    text = (
        f"The title{ATTACKS[5]} of {ATTACKS[13]} it\n\n{everything}\n\n“We will {ATTACKS[6]}wait,” said Mayor {speaker}.\n\n"
        f"{speaker} said: “No {ATTACKS[2]} one{ATTACKS[16]} can wait.”\n\nThe council voted on Friday to close the quay.\n"
    )
    head = f'---\ntitle: "Front{E}[2J matter\x9b5n"\nauthor: A{E}]0;OWNED\x07\ndate: 2024-05-01{E}c\n---\n\n'
    files = {
        "old.txt": text,
        "new.txt": text.replace("Friday", f"Monday{ATTACKS[1]}").replace("wait", f"w{ATTACKS[0]}ait"),
        "front.md": f"{head}# Head{E}[13;37H\n\n[x](http://a.example/{E}]52;c;AA==\x07) `{E}[2J` {text}",
        "page.html": "<html><head><title>T&#27;]0;OWNED&#7;</title></head><body><article><h1>H&#x9b;13;37H</h1>"
        + "<p>“No &#27;[2J one,” said Mayor Ann&#155; Lee. </p>" * 4
        + "</article></body></html>",
        "lines.jsonl": '{"title": "T\\u001b[2J", "text": "She \\u009b13;37H said no.", "date": "\\u001bc"}\n{broken\x1b[2J\n',
        "mail.eml": f"From: A{E}[2J <a@b.example>\nSubject: S{E}]0;OWNED\x07\nDate: {E}c\n\nThe mayor {E}[13;37H said no.\n",
        f"name{E}[13;37H\x9b5n\x07.txt": text,
        "turned\u202etxt.txt": text,
        "line\nbreak\ttab.txt": text,
        f"sub{E}]0;OWNED\x07/inner.txt": text,
        "empty.txt": "",
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    (folder / "raw.txt").write_bytes(
        b"The mayor \x9b13;37H said \x9d0;OWNED\x9c \x93no\x94 to all \xff of it.\n" * 3
    )
    Path(os.fsdecode(bytes(folder) + b"/bad\xff\x9bname.txt")).write_text(text, encoding="utf-8")
    (folder / f"pipe{E}[2J.txt").symlink_to(f"nowhere{E}[2J")
    (folder / "pairs.tsv").write_text("old.txt\tnew.txt\n", encoding="utf-8")
    git = ["git", "-C", str(folder), "-c", f"user.name=A{E}[2J\x9bB", "-c", "user.email=a@b.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "old.txt"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", f"Subject {E}]0;OWNED\x07 \x9b13;37H"], check=True)
    return folder


@pytest.fixture(scope="module")
def data_home(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library in which everything attacks as well."""
    home = tmp_path_factory.mktemp("data")
    for note in ATTACKS:
        done = reader(
            "note",
            f"old{note}.txt",
            f"A note {note} to wait.\nTwo lines.",
            environ={"XDG_DATA_HOME": str(home)},
        )
        assert done.returncode == 0
    return str(home)


NAMES = [
    "old.txt",
    "front.md",
    "page.html",
    "mail.eml",
    "raw.txt",
    f"name{E}[13;37H\x9b5n\x07.txt",
    "line\nbreak\ttab.txt",
]
MISSING = f"missing{E}[2J\x9b13;37H\u202e\nname.txt"
COMMANDS: list[list[str]] = [
    *([command, name] for command in ("show", "quotes", "text") for name in NAMES),
    *([command, "."] for command in ("list", "speakers")),
    *(["diff", "old.txt", new] for new in ("new.txt", NAMES[5], "page.html")),
    ["diff", "--names", "--inline", "--all", "old.txt", "new.txt"],
    ["diff", "--side-by-side", "--width", "120", "old.txt", "new.txt"],
    ["diff", "--stat", "old.txt", "new.txt"],
    ["quotes", "--compare", "old.txt", "new.txt"],
    ["quotes", "--why", "old.txt"],
    ["quotes", "-r", "."],
    ["quotes", "--csv", "old.txt"],
    ["speakers", "--csv", "."],
    ["list", "--json", "."],
    ["show", "--json", "old.txt"],
    ["show", "--only", f"nobody{E}[2J", "old.txt"],
    ["quotes", "--json", "old.txt"],
    ["diff", "--json", "old.txt", "new.txt"],
    ["diff", "--json", "--pairs", "pairs.tsv"],
    ["history", "old.txt"],
    ["history", "--json", "old.txt"],
    ["show", "old.txt@HEAD"],
    ["show", f"old.txt@{E}[2J"],
    ["show", "lines.jsonl#1"],
    ["note", f"a{E}[2Jname\x9b", f"a note {E}]0;OWNED\x07 \u202e\nof two lines"],
    ["notes"],
    ["notes", "--tsv"],
    ["search", f"wait{E}[2J"],
    ["search", f'"{E}[2J', f"speaker:{E}c"],
    ["join", f"a{E}[2J"],
    ["part", "b\x9b13;37H", "old.txt"],
    ["as-of", f"a{E}[2J", "2024-05-01"],
    ["as-of", "old.txt", f"{E}]0;x\x07"],
    ["keys"],
    ["paths"],
    ["paths", "--library", f"lib{E}[2J\u202e"],
    ["gitconfig"],
    ["show", MISSING],
    ["diff", "old.txt", MISSING],
    ["list", MISSING],
    ["quotes", "--compare", MISSING, "old.txt"],
    ["diff", "--json", "--pairs", MISSING],
    [f"--{E}[2J"],
    ["show", f"--width={E}[2J\x9b", "old.txt"],
    ["diff", "--only", f"{E}c", "old.txt", "new.txt"],
    ["--theme", f"{E}]0;x\x07"],
    ["--kiosk", MISSING],
    [f"nocommand{E}[2J"],
    ["--help"],
    ["show", "--help"],
    ["--version"],
]  # fmt: skip


def test_every_command_is_tried() -> None:
    assert set(CLI_COMMANDS) <= {words[0] for words in COMMANDS}


def on_a_terminal(arguments: list[str], folder: Path, environ: dict[str, str]) -> str:
    """What a command sends to a terminal on which the lines end as it writes them."""
    ours, theirs = pty.openpty()
    state = termios.tcgetattr(theirs)
    state[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, state)
    with subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=folder,
        env=environment(environ),
    ) as child:  # fmt: skip
        os.close(theirs)
        pieces = []
        while select.select([ours], [], [], 30)[0]:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        child.wait(30)
    os.close(ours)
    return b"".join(pieces).decode("utf-8")


def without_filter(stream: io.TextIOWrapper, *, rewrites: bool = False) -> io.TextIOWrapper:
    stream.reconfigure(encoding="utf-8", errors="replace")
    return stream


@pytest.mark.parametrize("lines", ["both lines", "the first line alone"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: ascii(" ".join(words))[:60])
def test_no_command_lets_anything_through_to_a_pipe(
    arguments: list[str], lines: str, hostile: Path, data_home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither line of defence leans on the other."""
    if lines == "the first line alone":
        monkeypatch.setattr(reader_cli, "make_safe_stream", without_filter)
    done = reader(*arguments, cwd=hostile, environ={"XDG_DATA_HOME": data_home})
    assert done.returncode in (0, 1, 2), done.stderr
    for text in (done.stdout, done.stderr):
        assert not leaks(text, colors=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [c for c in COMMANDS if c], ids=lambda words: ascii(" ".join(words))[:60]
)
def test_no_command_lets_anything_through_to_a_terminal(
    arguments: list[str], hostile: Path, data_home: str
) -> None:
    text = on_a_terminal(arguments, hostile, {"XDG_DATA_HOME": data_home})
    assert text or arguments[0] in ("note", "join", "part", "as-of")
    assert not leaks(text.replace("\r\x1b[K", ""), colors=True)


def test_settings_and_the_environment_cannot_act_either(hostile: Path, tmp_path: Path) -> None:
    config = tmp_path / "reader" / "config.toml"
    config.parent.mkdir()
    config.write_text('theme = "\\u001b[2J"\n"x\\u009b5n" = 1\n', encoding="utf-8")
    environ = {
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": f"/nowhere/{E}[2J",
        "XDG_STATE_HOME": f"/nowhere/\u202e{E}c",
    }
    for arguments in (["keys"], ["paths"], ["note", "a", "b"], ["notes"]):
        done = reader(*arguments, cwd=hostile, environ=environ)
        assert not leaks(done.stdout + done.stderr, colors=False)


# -- the filter itself

OWN = [f"{E}[31m", f"{E}[0m", "“curly”", "é", "字", "\u2029", "plain text\n", "\t"]
PIECES = st.lists(st.sampled_from([*ATTACKS, *OWN]) | st.text(max_size=5)).map("".join)


def filtered(text: str, *, rewrites: bool = False) -> str:
    out = io.BytesIO()
    stream = make_safe_stream(io.TextIOWrapper(out, encoding="ascii"), rewrites=rewrites)
    stream.write(text)
    stream.flush()
    return out.getvalue().decode("utf-8")


@given(PIECES)
def test_what_goes_through_the_filter_is_harmless(text: str) -> None:
    assert not ACTING.search(re.sub(r"\x1b\[[0-9;:]*m", "", filtered(text)))


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]) | st.sampled_from("\n\t")))
def test_usual_text_goes_through_the_filter_as_it_is(text: str) -> None:
    assert filtered(text) == text


def test_progress_may_write_over_its_line_and_output_may_not() -> None:
    assert filtered("\r1 of 2\x1b[K", rewrites=True) == "\r1 of 2\x1b[K"
    assert filtered("\r1 of 2\x1b[K") == "^M1 of 2^[[K"


def test_a_stream_that_was_closed_before_the_start_swallows_what_is_printed(hostile: Path) -> None:
    code = "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, '-m', 'reader', 'show', 'old.txt'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=hostile, env=environment(), timeout=60
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr and done.stdout == b""
