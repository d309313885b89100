"""A real SSH server on the loopback with keys that live as long as it, and how to reach it."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PATIENCE_SECONDS = 20.0


def why_not() -> str | None:
    """Say why no server can be started here, for the reason of a skipped test; None when one can."""
    for program, found in (
        ("sshd", SSHD),
        ("ssh", shutil.which("ssh")),
        ("ssh-keygen", shutil.which("ssh-keygen")),
    ):
        if not found:
            return f"there is no {program}"
    if not os.geteuid() and not _has_separation_user():
        return "sshd finds no user to separate its privileges with"
    return None


def _has_separation_user() -> bool:
    import pwd

    return any(entry.pw_name == "sshd" for entry in pwd.getpwall())


class Server:
    """An `sshd` of the test's own; the user who runs the tests logs in with a key made for it.

    Args:
        folder: Takes its configuration, keys and log.
        options: Lines of its configuration besides those that make it run, as `ForceCommand`.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.log = folder / "sshd.log"
        self.port = _free_port()
        for name in ("host_key", "user_key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        shutil.copy(folder / "user_key.pub", folder / "authorized_keys")
        config = folder / "sshd_config"
        config.write_text("\n".join((*self._base(), *options)) + "\n", encoding="utf-8")
        if not os.geteuid():
            # Where a server separates its privileges; it refuses to start without, and need not have run before.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        assert SSHD is not None
        self._process = subprocess.Popen(
            [SSHD, "-D", "-f", config, "-E", self.log], stdin=subprocess.DEVNULL, start_new_session=True
        )
        self._wait()

    def _base(self) -> list[str]:
        return [
            f"Port {self.port}",
            "ListenAddress 127.0.0.1",
            f"HostKey {self.folder / 'host_key'}",
            f"AuthorizedKeysFile {self.folder / 'authorized_keys'}",
            f"PidFile {self.folder / 'sshd.pid'}",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "StrictModes no",  # the test's folder may lie where others may write
            # Without root's rights it cannot see whether an account is locked, and takes it for that; PAM can.
            f"UsePAM {'yes' if os.geteuid() else 'no'}",
            "PrintMotd no",
            "PrintLastLog no",
        ]

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"sshd did not start: {self.log.read_text() if self.log.exists() else 'no log'}")

    def client(self, *options: str) -> list[str]:
        """Return the words that call `ssh` to this server; what follows them is the command to run there.

        Args:
            options: Options of `ssh`, as `-tt`, which asks for a terminal.
        """
        settings = (
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "LogLevel=ERROR",
            "BatchMode=yes",
            "ConnectTimeout=20",
        )
        words = ["ssh", "-F", "none", "-p", str(self.port), "-i", str(self.folder / "user_key")]
        for setting in settings:
            words += ["-o", setting]
        return [*words, *options, f"{getpass.getuser()}@127.0.0.1"]

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
