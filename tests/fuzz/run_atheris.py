"""Fuzz one target by hand, guided by coverage: `python tests/fuzz/run_atheris.py quotes -max_total_time=600 CORPUS/`.

Needs an environment with `atheris` in it and this project's own packages on PYTHONPATH; what follows the target's name are
options of libFuzzer. Ends with a traceback and a file `crash-…` when a law is broken, a call takes over 10 s or memory runs out.
"""

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "fuzz")]

INSTRUMENTED = {
    "sources": ["reader.sources", "reader.roles", "reader.text", "reader.article"],
    "quotes": ["reader.quotes", "reader.sources", "reader.roles", "reader.text"],
    "aligner": ["reader.diff"],
    "frames": ["reader.tui.frame", "reader.tui.difference"],
}


def take_apart_in_this_process() -> None:
    """Let pages and documents be read here and not in a process of their own, whose coverage nobody would see."""
    from reader.sources.child import ChildError, child
    from reader.sources.worker import answer_question

    def ask(task: str, data: bytes, **hints: str) -> Any:
        told = json.loads(json.dumps(answer_question(task, data, hints)))
        if "trouble" in told:
            raise ChildError(told["trouble"])
        return told["value"]

    child.ask = ask  # type: ignore[method-assign]


def main() -> None:
    """Import the target with its modules instrumented, and fuzz it."""
    name = sys.argv[1]
    with atheris.instrument_imports(include=INSTRUMENTED[name]):
        from fuzz_targets import TARGETS

        if name == "sources":  # most of them are imported only when a file of their kind is opened
            for module in pkgutil.iter_modules([str(ROOT / "reader" / "sources")], "reader.sources."):
                importlib.import_module(module.name)
    if name == "sources":
        take_apart_in_this_process()
    atheris.Setup([sys.argv[0], "-timeout=10", *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
