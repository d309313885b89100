"""A fault of the program: kept for whoever can mend it, told in a line to whoever met it."""

from pathlib import Path

from pytest import MonkeyPatch
from textual.worker import WorkerFailed

from reader.tui.crash import keep_fault


def raised() -> ValueError:
    try:
        raise ValueError("the lamp\x1b]0;owned\x07 went out\nat the quay")
    except ValueError as fault:
        return fault


def test_it_is_one_line_that_names_the_file(own_home: Path) -> None:
    told = keep_fault(raised())
    assert told.startswith(
        "a fault in the program: ValueError: the lamp^[]0;owned^G went out at the quay; more in "
    )
    kept = Path(told.rsplit(" more in ", 1)[1])
    assert own_home in kept.parents
    assert "in raised" in kept.read_text()


def test_of_a_worker_it_is_what_the_worker_met() -> None:
    assert "ValueError: the lamp" in keep_fault(WorkerFailed(raised()))


def test_a_folder_that_cannot_be_written_is_said(own_home: Path, monkeypatch: MonkeyPatch) -> None:
    (own_home / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(own_home / "file"))
    told = keep_fault(raised())
    assert "ValueError: the lamp" in told and "not kept in" in told and "\n" not in told
