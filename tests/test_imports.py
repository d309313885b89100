"""Imports point downwards, commands start light, and only the screen loads Textual."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = tuple(sorted(str(path) for path in (ROOT / "seeds").iterdir()))

PRINTING = {
    "list": ["list", str(ROOT / "seeds")],
    "show": ["show", SEEDS[0]],
    "quotes": ["quotes", SEEDS[0]],
    "quotes --compare": ["quotes", "--compare", *SEEDS],
    "diff": ["diff", *SEEDS],
    "diff --color always": ["diff", "--color", "always", *SEEDS],
    "text": ["text", SEEDS[0]],
    "reader PATH on a pipe": [SEEDS[0]],
    "nothing named, on a pipe": [],
}
JSON = {
    "list --json": ["list", "--json", str(ROOT / "seeds")],
    "show --json": ["show", "--json", SEEDS[0]],
    "quotes --json": ["quotes", "--json", SEEDS[0]],
    "quotes --compare --json": ["quotes", "--compare", "--json", *SEEDS],
    "diff --json": ["diff", "--json", *SEEDS],
    "text --json": ["text", "--json", SEEDS[0]],
}
WORDS = {
    "--help": ["--help"],
    "--version": ["--version"],
    "diff --help": ["diff", "--help"],
    "a missing file": ["show", "nowhere.txt"],
    "nonsense": ["show", "--nonsense"],
}

RUN = """
import json, sys
from reader.cli import main
try:
    main(json.loads(sys.argv[1]))
except SystemExit:
    pass
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def loaded_by(arguments: list[str]) -> set[str]:
    """Run a command in a fresh interpreter and return the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


@pytest.mark.parametrize(
    "arguments", [*PRINTING.values(), *JSON.values(), *WORDS.values()], ids=[*PRINTING, *JSON, *WORDS]
)
def test_no_command_loads_textual(arguments: list[str]) -> None:
    loaded = loaded_by(arguments)
    assert "reader.cli" in loaded
    assert not packages(loaded) & {"textual", "hypothesis", "pytest"}
    assert not any(module.startswith("reader.tui") for module in loaded)
    # These cost more than the rest of a start together.
    assert not packages(loaded) & {"asyncio", "sqlite3", "importlib_metadata", "markdown_it", "pygments"}


@pytest.mark.parametrize("arguments", [*JSON.values(), *WORDS.values()], ids=[*JSON, *WORDS])
def test_json_is_answered_without_rich(arguments: list[str]) -> None:
    loaded = loaded_by(arguments)
    assert "rich" not in packages(loaded)
    assert not any(module.startswith("reader.render") for module in loaded)


@pytest.mark.parametrize("arguments", WORDS.values(), ids=WORDS)
def test_words_alone_load_no_engine(arguments: list[str]) -> None:
    assert not loaded_by(arguments) & {
        "reader.quotes",
        "reader.diff",
        "reader.ledger",
        "reader.stories",
        "reader.reading",
    }


def test_the_screen_is_what_loads_textual() -> None:
    """Else the tests above would prove nothing."""
    code = "import sys; import reader.tui.app; print('textual' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "True\n"


def test_imports_keep_their_direction() -> None:
    """The contracts stand in pyproject.toml, under [tool.importlinter]."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 kept, 0 broken" in done.stdout


def test_every_module_can_be_imported_alone() -> None:
    """No module hangs on another having been imported before it."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "reader").rglob("*.py"))
        if path.name != "__main__.py"
    ]
    light = [name for name in names if not name.startswith("reader.tui")]
    code = """
import importlib, sys
for name in sys.argv[1:]:
    for module in [m for m in sys.modules if m.split(".")[0] == "reader"]:
        del sys.modules[module]
    importlib.import_module(name)
"""
    subprocess.run([sys.executable, "-c", code, *light], check=True, timeout=60)
