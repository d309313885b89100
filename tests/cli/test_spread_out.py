"""Very long comparisons are looked at and drawn by several processes: nobody can tell from the answer, and none stays behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main, printing
from reader.diff import compare
from reader.library import spread

LONG = 6_000


def write_versions(folder: Path, count: int) -> list[str]:
    """Write two versions in which every paragraph changed a little."""
    paths = []
    for name, seen in (("old", "two boats"), ("new", "three barges")):
        said = [
            f"On day {n} the warden of lock {n * 7} counted {seen} and wrote it down." for n in range(count)
        ]
        (folder / f"{name}.txt").write_text("\n\n".join(said))
        paths.append(str(folder / f"{name}.txt"))
    return paths


@pytest.mark.parametrize("options", [[], ["--color", "always"], ["--side-by-side", "--all"], ["--json"]])
def test_what_several_processes_find_and_draw_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    call = ["diff", *options, *write_versions(tmp_path, 120)]
    assert main(call) == 1
    alone = capsys.readouterr().out
    started = []
    start = spread._start
    monkeypatch.setattr(spread, "_start", lambda *given: started.append(1) or start(*given))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(spread, "LEAST_SPREAD", 20)
    monkeypatch.setattr(spread, "_can_copy", lambda: True)
    for module in (compare, printing):
        monkeypatch.setattr(module, "SPREAD_FROM", 20)
    assert main(call) == 1
    assert capsys.readouterr().out == alone
    assert len(started) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="no other system copies processes")
@pytest.mark.parametrize(("is_interrupted", "status"), [(True, 130), (False, 141)])
def test_all_processes_end_at_once_and_quietly(tmp_path: Path, is_interrupted: bool, status: int) -> None:
    call = [sys.executable, "-m", "reader", "diff", *write_versions(tmp_path, LONG)]
    process = subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=tmp_path
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.read(1000)
    if is_interrupted:
        os.killpg(process.pid, signal.SIGINT)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=20), said) == (status, b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
