"""What the README promises is so."""

import re
from pathlib import Path

import pytest

from reader.cli.arguments import COMMANDS as CLI_COMMANDS
from reader.diff.block import WEIGHTS
from reader.ledger import CHANGES
from reader.render.diff import SIDE_BY_SIDE_FROM
from reader.tui.commands import ALL, COMMANDS, Command, key_names
from reader.tui.looks import THEMES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_keys_of_every_command_are_told(command: Command) -> None:
    keys = " ".join(f"`{key}`" for key in key_names(command))
    where = "everywhere" if command.screens == ALL else ", ".join(command.screens)
    assert f"| {keys} | {command.help} | {where} |\n" in README


def test_no_key_is_told_that_is_not_there() -> None:
    rows = re.findall(r"^\| `.*$", README, re.MULTILINE)
    assert len(rows) == len(COMMANDS)


@pytest.mark.parametrize("name", CLI_COMMANDS)
def test_every_command_is_told(name: str) -> None:
    assert re.search(rf"^    reader {name}\b", README, re.MULTILINE)


def test_the_words_of_the_contracts_are_told() -> None:
    for word in (*CHANGES, *WEIGHTS[1:]):
        assert f"`{word}`" in README, word
    for theme in THEMES:
        assert theme in README
    assert f"{SIDE_BY_SIDE_FROM} columns" in README
    for option in (
        "--json",
        "--color auto|always|never",
        "--width N",
        "--compare",
        "--pairs",
        "--only",
        "NO_COLOR",
        "--why",
    ):
        assert option in README, option


def test_options_that_are_told_are_taken() -> None:
    from reader.cli.arguments import _PARSERS, _open_parser, _parser

    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", re.sub(r"python3? .*|`-m slow`.*", "", README)))
    taken = {
        option
        for parser in (_open_parser(), *(_PARSERS[name](_parser(name)) for name in CLI_COMMANDS))
        for option in parser._option_string_actions
    }
    assert told <= taken


def test_files_that_are_told_are_there() -> None:
    for target in re.findall(r"(?<!\!)\[[^\]]*\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
    for script in re.findall(r"\.github/\w+\.py", README):
        assert (ROOT / script).exists(), script
    for name in ("LICENSE", "seeds", "pyproject.toml"):
        assert (ROOT / name).exists()


def test_the_two_commands_stand_on_lines_of_their_own() -> None:
    lines = [line.strip() for line in README.splitlines()]
    assert "python3 -m pip install uv && python3 -m uv run reader seeds" in lines
    assert "python3 -m pip install uv && python3 -m uv run pytest" in lines


def test_no_host_is_named() -> None:
    """What is installed comes from wherever the user's own pip and uv look."""
    for path in (ROOT / "README.md", ROOT / "pyproject.toml"):
        assert not re.search(r"https?://", path.read_text(encoding="utf-8"))
