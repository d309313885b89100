"""The program at the far end of a real SSH connection, to a server of our own on the loopback."""

import contextlib
import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sshd
from pty_session import PROGRAM, ROOT, Session


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Server]:
    if reason := sshd.why_not():
        pytest.skip(reason)
    with sshd.Server(tmp_path_factory.mktemp("sshd")) as server:
        yield server


def far_reader(server: sshd.Server, folder: Path) -> Session:
    """Open the program at the far end; the server gives it none of our environment."""
    environ = {
        "HOME": os.environ["HOME"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "LANG": "C.UTF-8",
    }
    pairs = " ".join(f"{name}={shlex.quote(value)}" for name, value in environ.items())
    program = " ".join(map(shlex.quote, [*PROGRAM, str(folder)]))
    unset = " ".join(f"-u {name}" for name in os.environ if name.startswith("XDG_"))
    command = f"echo $$ >{shlex.quote(str(folder.parent / 'pid'))}; exec env {unset} {pairs} {program}"
    session = Session(program=(*server.client("-tt"), command), environ={"HOME": str(folder.parent)})
    try:
        session.wait_for("1-first.txt", "enter read")
    except AssertionError as trouble:
        session.__exit__(None, None, None)
        log = server.log.read_text()
        if os.geteuid() != 0 and "chown(/dev/pts" in log:
            pytest.skip(
                "terminals belong to no group here, so that a server without root's rights can give none"
            )
        raise AssertionError(f"{trouble}\n{log}") from None
    return session


def saved(home: Path) -> list[Path]:
    return list(home.rglob("session.json"))


def test_it_reads_compares_takes_another_size_and_leaves(server: sshd.Server, harbour: Path) -> None:
    with far_reader(server, harbour) as session:
        session.type("j")
        session.wait_for("2/2")
        session.type("\r")
        session.wait_for("¶ 1/", "東京")
        session.type("3")
        session.wait_for("old 1-first.txt", "new 2-second.txt", "│")
        before = session.text
        session.type("]")
        session.wait_until(lambda text: text != before)
        # Over SSH the terminal's own colours are used, which cost the fewest bytes.
        assert "\x1b[38;2" not in session.sent and "38;2;" not in session.sent
        session.resize(70, 20)
        session.wait_until(lambda text: "│" not in text and "old" in text)
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
    assert saved(Path(os.environ["HOME"]))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_line_that_drops_ends_it(server: sshd.Server, harbour: Path, number: signal.Signals) -> None:
    with far_reader(server, harbour) as session:
        session.type("3")
        session.wait_for("old 1-first.txt", "│")
        pid = int((harbour.parent / "pid").read_text())
        assert Path(f"/proc/{pid}").exists() or sys.platform != "linux"
        session.child.send_signal(number)
        session.child.wait(20)
        deadline = time.monotonic() + 10
        while is_running(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not is_running(pid)
    assert saved(Path(os.environ["HOME"]))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return True
