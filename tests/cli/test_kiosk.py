"""`reader --kiosk FOLDER`: strangers read one folder; nothing they type, send or set leads anywhere else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sshd
from command_line import NEW, OLD, ROOT, assert_trouble, reader, reader_process
from pty_session import Session

from reader.tui.commands import COMMANDS
from reader.tui.kiosk import HARMLESS

SECRET = "ZANZIBARQUARTZ"
"""Stands in every file that nobody may see."""


@pytest.fixture
def kiosk(tmp_path: Path) -> Path:
    """A folder of articles with links that lead out of it, and secrets beside it."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "more" / "new.txt").write_text(NEW, encoding="utf-8")
    (folder / "same.txt").symlink_to("old.txt")
    (tmp_path / "private").mkdir()
    for name in ("secret.txt", "private/diary.txt"):
        (tmp_path / name).write_text(f"The {SECRET} is here, said the mayor of nowhere.", encoding="utf-8")
    (folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to("..")
    (folder / "private.txt").symlink_to("../private/diary.txt")
    return folder


def everything_below(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*")}


# -- what is refused before anything opens


@pytest.mark.parametrize(
    "more", [["old.txt"], ["--sample"], ["--library", "x"], ["--state", "articles/state"]], ids=" ".join
)
def test_a_kiosk_takes_nothing_but_its_folder(more: list[str], kiosk: Path) -> None:
    before = everything_below(kiosk.parent)
    assert_trouble(reader("--kiosk", "articles", *more, cwd=kiosk.parent))
    assert everything_below(kiosk.parent) == before


def test_a_kiosk_needs_a_folder_and_a_terminal(kiosk: Path) -> None:
    assert_trouble(reader("--kiosk", str(kiosk)), "terminal")
    assert_trouble(reader("--kiosk", str(kiosk / "old.txt")), "old.txt: is not a folder")
    assert_trouble(reader("--kiosk", str(kiosk / "nowhere")), "nowhere: no such folder")
    assert_trouble(reader("--state", str(kiosk)), "--kiosk")


# -- the walls


WITHOUT = {
    "both": "",
    "Python": "sandbox._restrict_by_kernel = lambda walls: False",
    "kernel": "sandbox._watch = lambda walls: None",
}


def run_behind_walls(code: str, kiosk: Path, walls: str = "both") -> str:
    """Run Python behind the walls of a kiosk, or one of the two; returns what it prints."""
    start = f"""
import os, sys
from reader.cli import sandbox
from reader.cli.sandbox import Walls, enter, own_parts
{WITHOUT[walls]}
from reader.sources.beneath import confine
folder, state = {str(kiosk)!r}, {str(kiosk.parent / "state")!r}
os.makedirs(state, exist_ok=True)
os.chdir(folder)
confine(folder)
is_held = enter(Walls([folder, *own_parts()], [state, "/dev/null"], [sys.executable, os.path.realpath(sys.executable)]))
def attempt(act):
    try:
        act()
    except BaseException as trouble:
        print("refused", type(trouble).__name__)
    else:
        print("DONE")
"""
    done = subprocess.run(
        [sys.executable, "-c", start + code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert not done.stderr, done.stderr
    return done.stdout


ESCAPES = {
    "read": "open('../secret.txt').read()",
    "read a link": "open('leak.txt').read()",
    "read by bytes": "open(b'../secret.txt').read()",
    "read below the buffers": "os.read(os.open('../secret.txt', os.O_RDONLY), 10)",
    "read the accounts": "open('/etc/passwd').read()",
    "list": "os.listdir('..')",
    "scan": "os.scandir('/etc')",
    "write beside": "open('../new.txt', 'w')",
    "write into the folder": "open('new.txt', 'w')",
    "append to an article": "open('old.txt', 'a')",
    "truncate": "os.truncate('old.txt', 0)",
    "remove": "os.remove('old.txt')",
    "rename": "os.rename('old.txt', 'older.txt')",
    "make a folder": "os.mkdir('../new')",
    "link": "os.symlink('/etc/passwd', 'accounts.txt')",
    "shell": "os.system('true')",
    "program": "__import__('subprocess').run(['true'])",
    "program by path": "__import__('subprocess').run(['/bin/sh', '-c', 'true'])",
    "exec": "os.execv('/bin/true', ['true'])",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "fork": "os.fork()",
    "network": "__import__('socket').create_connection(('127.0.0.1', 9))",
    "names": "__import__('socket').getaddrinfo('localhost', 80)",
    "serve": "__import__('socket').socket().bind(('127.0.0.1', 0))",
    "database": "__import__('sqlite3').connect('../new.db').execute('create table t (a)')",
}


OF_PYTHON = frozenset({"shell", "fork", "names", "spawn"})
"""What the kernel lets through, or lets fail without a word: nothing is gained by any of it."""


@pytest.mark.parametrize("walls", WITHOUT)
def test_nothing_gets_through_the_walls(walls: str, kiosk: Path) -> None:
    """Each of the two walls stands alone."""
    before = everything_below(kiosk.parent) | {str(kiosk.parent / "state")}
    escapes = {name: act for name, act in ESCAPES.items() if walls != "kernel" or name not in OF_PYTHON}
    tries = (f"print({name!r}, end=': '); attempt(lambda: {act})" for name, act in escapes.items())
    said = run_behind_walls("\n".join(["print('kernel', is_held)", *tries]), kiosk, walls)
    if walls == "kernel" and "kernel True" not in said:
        pytest.skip("this kernel has no Landlock")
    through = [line for line in said.splitlines()[1:] if "refused" not in line]
    assert not through and said.count("refused") == len(escapes)
    assert everything_below(kiosk.parent) == before


def test_what_a_kiosk_needs_goes_through_the_walls(kiosk: Path) -> None:
    said = run_behind_walls(
        "attempt(lambda: open('old.txt').read())\n"
        "attempt(lambda: open(state + '/kept.txt', 'w').write('yes'))\n"
        "attempt(lambda: os.rename(state + '/kept.txt', state + '/renamed.txt'))\n"
        "attempt(lambda: __import__('lxml.html'))\n"
        "import subprocess\n"
        "attempt(lambda: subprocess.run([sys.executable, '-I', '-c', ''], check=True, cwd='/'))\n",
        kiosk,
    )
    assert said == "DONE\n" * 5


def test_the_kernel_holds_what_is_started_from_here(kiosk: Path) -> None:
    code = f"print(open({str(kiosk / 'old.txt')!r}).read()[:4]); print(open({str(kiosk.parent / 'secret.txt')!r}).read())"
    said = run_behind_walls(
        "print('kernel', is_held)\n"
        f"import subprocess\nsubprocess.run([sys.executable, '-I', '-c', {code!r}], stderr=subprocess.DEVNULL)\n",
        kiosk,
    )
    if "kernel True" not in said:
        pytest.skip("this kernel has no Landlock")
    assert "Port" in said and SECRET not in said


# -- the screen at the keyboard


HOSTILE_ENVIRONMENT = """
    TEXTUAL_LOG TEXTUAL_SCREENSHOT_LOCATION PYTHONINSPECT PYTHONSTARTUP EDITOR PAGER LESSOPEN TMPDIR HOME
    XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME SSH_ORIGINAL_COMMAND
""".split()  # noqa: SIM905


def test_the_environment_changes_nothing(kiosk: Path) -> None:
    """Files would appear where these names point, or a prompt of Python's at the end."""
    elsewhere = kiosk.parent / "elsewhere"
    environ = {name: str(elsewhere) for name in HOSTILE_ENVIRONMENT}
    before = everything_below(kiosk.parent)
    with Session("--kiosk", str(kiosk), environ=environ) as session:
        session.wait_for("old.txt")
        session.type("\r")
        session.wait_for("Nadia Kroll")
        session.type("yB")
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
        assert ">>>" not in session.text
    assert everything_below(kiosk.parent) == before


def test_the_state_is_all_that_is_written(kiosk: Path) -> None:
    state = kiosk.parent / "state"
    before = everything_below(kiosk.parent)
    for _ in range(2):
        with Session("--kiosk", str(kiosk), "--state", str(state)) as session:
            session.wait_for("old.txt")
            session.type("\r")
            session.wait_for("Nadia Kroll")
            session.type("B")
            session.wait_for("bookmark")
            session.type("Q")
            assert session.wait_for_end() == 0
    new = everything_below(kiosk.parent) - before
    assert new and all(path.startswith(str(state)) for path in new)


def test_a_search_finds_nothing_that_was_taken_out_of_the_folder(kiosk: Path) -> None:
    state = str(kiosk.parent / "state")
    (kiosk / "gone.txt").write_text(
        "The tram to Quillbeach was stopped, said Mayor Nadia Kroll.", encoding="utf-8"
    )
    time.sleep(0.1)
    for is_there in (True, False):
        with Session("--kiosk", str(kiosk), "--state", state) as session:
            session.wait_for("old.txt")
            session.type("/Quillbeach")
            session.wait_for("Quillbeach")
            session.type("\r")
            session.wait_for("1 place" if is_there else "stands in no text")
            assert ("The tram to" in session.text) is is_there
            session.type("\x03")
            assert session.wait_for_end() == 0
        (kiosk / "gone.txt").unlink(missing_ok=True)


# -- through a real server


@pytest.fixture
def server(kiosk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Server]:
    """An SSH server as the README describes it for a kiosk."""
    reason = sshd.why_not()
    if reason:
        pytest.skip(reason)
    command = (
        f'env -i TERM="$TERM" LANG=C.UTF-8 PYTHONPATH={ROOT} {sys.executable} -m reader '
        f"--kiosk {kiosk} --state {kiosk.parent / 'state'}"
    )
    folder = tmp_path_factory.mktemp("sshd")
    lines = readme_lines()
    assert any(line.startswith("ForceCommand") for line in lines)
    options = [f"ForceCommand {command}" if line.startswith("ForceCommand") else line for line in lines]
    with sshd.Server(folder, *options) as server:
        yield server


def readme_lines() -> list[str]:
    """The lines of sshd_config that the README gives for a kiosk, without their `Match`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.partition("    Match User ")[2].partition("\n\n")[0]
    return [line.strip() for line in block.splitlines()[1:]]


@pytest.mark.parametrize(
    "wish", [["cat", "secret.txt"], ["sh"], ["-s", "sftp"], ["-N"], ["-W", "127.0.0.1:22"]], ids=" ".join
)
def test_without_a_terminal_there_is_nothing(wish: list[str], server: sshd.Server, kiosk: Path) -> None:
    options, words = (
        (wish, []) if wish[0] in ("-N", "-W") else (wish[:1], wish[1:]) if wish[0] == "-s" else ([], wish)
    )
    # `ssh -N` asks for nothing and would stay; so it is asked for a forwarding, which is refused.
    options = (
        [*options, "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"] if wish == ["-N"] else options
    )
    done = subprocess.run(
        [*server.client(*options), *words], capture_output=True, text=True, timeout=60, cwd=kiosk.parent
    )
    assert done.returncode
    assert SECRET not in done.stdout + done.stderr
    assert done.stdout == ""


def kiosk_processes(kiosk: Path) -> list[str]:
    """The command lines of everything that descends from a kiosk on this folder, itself included."""
    found: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            found[int(entry.name)] = parent, line
    family = {pid for pid, (_, line) in found.items() if f"-m reader --kiosk {kiosk}" in line}
    while more := {pid for pid, (parent, _) in found.items() if parent in family} - family:
        family |= more
    return [found[pid][1] for pid in family]


WISHES = [
    *("!sh\r", "|cat /etc/passwd\r", ":!cat {secret}\r", ":e {secret}\r", ":open another file\r"),
    *("o{secret}\r", "o../\t\t\r", "E", "V", "/{secret}\r", "`ls`\r", "\x1b[200~{secret}\x1b[201~\r"),
    *("\x1a", "\x1c", "\x0f", "\x18\x05", "\x07", "\x10suspend\r", "\x10back to the shell\r"),
]
"""What gets people out of other programs; and a pasted path."""


class Visitor:
    """Somebody who logs in again whenever the kiosk was left, and looks at all that ever came."""

    def __init__(self, server: sshd.Server, kiosk: Path) -> None:
        self._words = server.client("-tt")
        self._secret = str(kiosk.parent / "secret.txt")
        self._session = self._log_in()

    def _log_in(self) -> Session:
        session = Session("cat", self._secret, program=self._words)
        session.wait_for("old.txt")
        return session

    def press(self, keys: str) -> None:
        if self._session.child.poll() is not None:
            self.leave()
            self._session = self._log_in()
        self._session.type(keys)
        self._session._read(0.02)

    def leave(self) -> None:
        with self._session as session:
            for key in (
                "\x1b",
                "\x1b",
                "Q",
            ):  # with a pause between them, for escape and a letter are alt with the letter
                if session.child.poll() is None:
                    session.type(key)
                    session._read(1)
                    time.sleep(0.5)
            assert session.wait_for_end() == 0, session.text
            assert SECRET not in session.sent and "root:x:" not in session.sent


def try_everything(visitor: Visitor, kiosk: Path) -> None:
    """On every screen press every key of the table and everything that leads out of other programs; look on meanwhile."""
    secret = str(kiosk.parent / "secret.txt")
    keys = {key for command in COMMANDS if command.id not in ("quit", "back") for key in command.keys.split()}
    typed = [_typed(key) for key in sorted(keys)] + [wish.format(secret=secret) for wish in WISHES]
    for screen in "1234":
        for press in typed:
            visitor.press(screen)
            visitor.press(press)
            visitor.press("\x1b")
            if "/" in press:  # which narrows a list to what is not there, or searches for it
                visitor.press("1/" + "\x7f" * 120 + "\r")
        programs = kiosk_processes(kiosk)
        assert programs and all("python" in line for line in programs), programs


_SENT = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "space": " ",
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
}


def _typed(key: str) -> str:
    """What a terminal sends for a key of the table; ctrl+c is left out, since it may end the kiosk."""
    if key.startswith("ctrl+"):
        return "" if key == "ctrl+c" else chr(ord(key[-1]) & 31)
    return _SENT.get(key, key)


@pytest.mark.slow
def test_no_key_and_no_command_gets_out(server: sshd.Server, kiosk: Path) -> None:
    before = everything_below(kiosk.parent)
    home = everything_below(Path.home())
    visitor = Visitor(server, kiosk)
    try_everything(visitor, kiosk)
    visitor.leave()
    new = everything_below(kiosk.parent) - before
    assert all(path.startswith(str(kiosk.parent / "state")) for path in new)
    assert everything_below(Path.home()) == home


def test_the_kiosk_reads_its_folder_over_ssh(server: sshd.Server, kiosk: Path) -> None:
    """Asked for a shell and for a file, it shows its folder; left with ctrl+z and q, it ends and leaves no shell."""
    with Session("cat", str(kiosk.parent / "secret.txt"), program=server.client("-tt")) as session:
        session.wait_for("old.txt", "new.txt")
        assert "leak.txt" in session.text and "outside" in session.text
        session.type("o\x1a")
        session.type("3")
        session.wait_for("Thursday", "Friday")
        session.type("Q")
        assert session.wait_for_end() == 0
        assert SECRET not in session.sent and "root:x:" not in session.sent
    deadline = time.monotonic() + 10
    while kiosk_processes(kiosk) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not kiosk_processes(kiosk)


def test_the_commands_of_a_kiosk_exist() -> None:
    assert HARMLESS - {command.id for command in COMMANDS} <= {"reload"}


def test_help_names_the_kiosk() -> None:
    done = reader_process("--help")
    assert "--kiosk" in done.stdout
