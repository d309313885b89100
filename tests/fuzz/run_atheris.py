"""Fuzz one target by hand, guided by coverage: `python tests/fuzz/run_atheris.py quotes -max_total_time=600 CORPUS/`.

Needs an environment with `atheris` in it and this project's own packages on PYTHONPATH; what follows the target's name are
options of libFuzzer. Ends with a traceback and a file `crash-…` when a law is broken, a call takes over 10 s or memory runs out.
"""

import sys
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

INSTRUMENTED = {
    "sources": ["reader.sources", "reader.roles", "reader.text", "reader.article"],
    "quotes": ["reader.quotes", "reader.sources", "reader.roles", "reader.text"],
    "aligner": ["reader.diff"],
    "frames": ["reader.tui.frame", "reader.tui.difference"],
}


def main() -> None:
    """Import the target with its modules instrumented, and fuzz it."""
    name = sys.argv[1]
    with atheris.instrument_imports(include=INSTRUMENTED[name]):
        from fuzz_targets import TARGETS
    atheris.Setup([sys.argv[0], "-timeout=10", *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
