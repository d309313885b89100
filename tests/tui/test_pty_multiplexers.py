"""The real program inside tmux and GNU screen: the same screen as without, and nothing left of it when it ends."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pty_session import PROGRAM, Session
from test_pty_terminals import run_keys

READER = " ".join(map(shlex.quote, PROGRAM))


@pytest.fixture
def sockets(tmp_path: Path) -> Iterator[dict[str, str | None]]:
    """Where both keep what belongs to them, so that nobody else's sessions are touched."""
    (tmp_path / "sockets").mkdir(mode=0o700)
    folder = str(tmp_path / "sockets")
    yield {"TMUX_TMPDIR": folder, "SCREENDIR": folder, "TMUX": None, "STY": None, "SHELL": "/bin/sh"}
    if tmux := shutil.which("tmux"):
        subprocess.run([tmux, "kill-server"], env={**os.environ, "TMUX_TMPDIR": folder}, capture_output=True)


def multiplexer(name: str, folder: Path) -> tuple[str, ...]:
    """Return the words that run the program in it."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    settings = folder.parent / "settings"
    command = f"cd {shlex.quote(str(folder))} && exec {READER} ."
    if name == "tmux":
        settings.write_text(
            "set -g status off\nset -g default-terminal tmux-256color\nset -s escape-time 20\n"
        )
        return ("tmux", "-u", "-f", str(settings), "new-session", command)
    settings.write_text("startup_message off\nterm screen-256color\nvbell off\n")
    return ("screen", "-U", "-c", str(settings), "sh", "-c", command)


def held_rows(name: str, session: Session, sockets: dict[str, str | None]) -> list[str]:
    """What stands on the screen; as tmux holds it, since it scrolls by a sequence that pyte does not know."""
    if name == "screen":
        return session.rows
    environ = {**os.environ, "TMUX_TMPDIR": str(sockets["TMUX_TMPDIR"])}
    environ.pop("TMUX", None)
    captured = subprocess.run(
        ["tmux", "capture-pane", "-p"], env=environ, capture_output=True, text=True, check=True
    )
    return [row.rstrip() for row in captured.stdout.splitlines()]


@pytest.mark.parametrize("name", ["tmux", "screen"])
def test_inside_a_multiplexer_the_screen_is_the_same(
    harbour: Path, sockets: dict[str, str | None], tmp_path: Path, name: str
) -> None:
    program = multiplexer(name, harbour)
    with Session(".", cwd=harbour, lines=20, environ={"HOME": str(tmp_path / "direct")}) as direct:
        run_keys(direct)
        direct.settle()
        with Session(program=program, lines=20, environ={**sockets, "COLORTERM": None}) as session:
            run_keys(session)
            session.wait_until(lambda _: held_rows(name, session, sockets) == direct.rows, "the same text")
            session.type("Q")
            session.wait_for_end()
            assert "Traceback" not in session.sent
