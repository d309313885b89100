"""The program at the far end of a real SSH connection, to a server of our own on the loopback."""

import contextlib
import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pty_session import PROGRAM, ROOT, Session

SBIN = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/sbin"))


class Server:
    """An sshd with keys and settings of its own, for whoever runs the tests.

    Args:
        folder: Where all that is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("host", "key"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(make, check=True, stdin=subprocess.DEVNULL)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings = {
            "Port": self.port,
            "ListenAddress": "127.0.0.1",
            "HostKey": folder / "host",
            "PidFile": "none",
            "AuthorizedKeysFile": folder / "key.pub",
            "StrictModes": "no",
            # Without root's rights it cannot see whether an account is locked, and takes it for that; PAM can.
            "UsePAM": "no" if os.geteuid() == 0 else "yes",
            "PasswordAuthentication": "no",
            "KbdInteractiveAuthentication": "no",
            "PermitRootLogin": "prohibit-password",
            "PrintMotd": "no",
            "PrintLastLog": "no",
        }
        (folder / "config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        sshd = shutil.which("sshd", path=SBIN)
        assert sshd is not None
        with (folder / "log").open("w") as log:
            self.process = subprocess.Popen([sshd, "-D", "-e", "-f", str(folder / "config")], stderr=log)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.5):
                return
            time.sleep(0.05)
        self.process.kill()
        raise AssertionError("sshd does not listen:\n" + (self.folder / "log").read_text())

    def run(self, command: str) -> tuple[str, ...]:
        """Return the words that run a command at the far end, in a terminal."""
        options = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": self.folder / "known",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
            "ConnectTimeout": "20",
        }
        return (
            *("ssh", "-tt", "-F", "none", "-i", str(self.folder / "key"), "-p", str(self.port)),
            *(word for name, value in options.items() for word in ("-o", f"{name}={value}")),
            *(f"{getpass.getuser()}@127.0.0.1", command),
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    for program in ("sshd", "ssh", "ssh-keygen"):
        if not shutil.which(program, path=SBIN):
            pytest.skip(f"{program} is not installed")
    folder = tmp_path / "server"
    folder.mkdir(mode=0o700)
    server = Server(folder)
    yield server
    server.stop()


def far_reader(server: Server, folder: Path) -> Session:
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
    session = Session(program=server.run(command), environ={"HOME": str(folder.parent)})
    try:
        session.wait_for("1-first.txt", "enter read")
    except AssertionError as trouble:
        session.__exit__(None, None, None)
        log = (server.folder / "log").read_text()
        if os.geteuid() != 0 and "chown(/dev/pts" in log:
            pytest.skip(
                "terminals belong to no group here, so that a server without root's rights can give none"
            )
        raise AssertionError(f"{trouble}\n{log}") from None
    return session


def saved(home: Path) -> list[Path]:
    return list(home.rglob("session.json"))


def test_it_reads_compares_and_leaves(server: Server, harbour: Path) -> None:
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
        session.type("Q")
        assert session.wait_for_end() == 0
        session.assert_left_as_it_was()
    assert saved(Path(os.environ["HOME"]))


def test_a_size_goes_through(server: Server, harbour: Path) -> None:
    with far_reader(server, harbour) as session:
        session.type("3")
        session.wait_for("old 1-first.txt", "│")
        session.resize(70, 20)
        session.wait_until(lambda text: "│" not in text and "old" in text)
        session.type("Q")
        assert session.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_line_that_drops_ends_it(server: Server, harbour: Path, number: signal.Signals) -> None:
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
