"""The table of commands: each key once, each action there, each screen's footer, help and palette made of it."""

import inspect
from collections.abc import Iterable
from typing import get_args

import pytest
from textual.actions import parse
from textual.binding import Binding

from reader.tui.app import ReaderApp
from reader.tui.commands import COMMANDS, Command, ScreenName, commands_of, footer_of, key_names
from reader.tui.dialogs import find_commands
from reader.tui.help_screen import help_lines
from reader.tui.screen import bindings_of
from reader.tui.screens import make_screen

SCREENS: tuple[ScreenName, ...] = get_args(ScreenName)


def clashes(commands: Iterable[Command]) -> list[tuple[str, Command, Command]]:
    """Keys that two commands of one screen share: key, first command, second command."""
    found = []
    bound: dict[tuple[ScreenName, str], Command] = {}
    for command in commands:
        for screen in command.screens:
            for key in command.keys.split():
                first = bound.setdefault((screen, key), command)
                if first is not command:
                    found.append((key, first, command))
    return found


def test_no_key_is_bound_twice_on_a_screen() -> None:
    assert clashes(COMMANDS) == []


def test_a_key_bound_twice_is_found() -> None:
    one, other = (Command(name, "j down", "top", "", "", ("reading",)) for name in ("one", "other"))
    elsewhere = Command("elsewhere", "j", "top", "", "", ("ledger",))
    assert clashes([one, other, elsewhere]) == [("j", one, other), ("down", one, other)]


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_can_be_read_and_typed(command: Command) -> None:
    assert command.keys.split() and command.help and command.group and command.screens
    assert not command.help.endswith(".")
    # Some key works without ctrl and alt, and without a key that not all keyboards have.
    reachable = [
        key for key in command.keys.split() if len(key) == 1 or key in ("enter", "tab", "space", "escape")
    ]
    assert reachable or command.id in ("redraw", "suspend", "interrupt")


@pytest.mark.parametrize(
    ("screen", "command"),
    [
        pytest.param(screen, command, id=f"{screen} {command.id}")
        for screen in SCREENS
        for command in commands_of(screen)
    ],
)
def test_every_action_is_where_textual_looks_for_it(screen: ScreenName, command: Command) -> None:
    namespace, name, parameters = parse(command.action)
    owner = ReaderApp if namespace == "app" else type(make_screen(screen))
    action = getattr(owner, f"action_{name}", None)
    assert action is not None
    inspect.signature(action).bind(None, *parameters)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_of_a_screen_is_bound(screen: ScreenName) -> None:
    made = make_screen(screen)
    bound: dict[str, str] = {}
    for binding in type(made).BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.key not in bound, (screen, binding.key)
        bound[binding.key] = binding.action
    assert len(bound) == sum(len(command.keys.split()) for command in commands_of(screen))
    assert set(bound.values()) == {command.action for command in commands_of(screen)}
    assert list(type(made).BINDINGS) == bindings_of(screen)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_keys_of_textual_are_not_in_the_way(screen: ScreenName) -> None:
    """No key does anything that the table does not know of."""
    own = {binding.key for binding in bindings_of(screen) if isinstance(binding, Binding)}
    assert set(make_screen(screen)._bindings.key_to_bindings) == own
    assert not ReaderApp()._bindings.key_to_bindings.keys() - own


@pytest.mark.parametrize("screen", SCREENS)
def test_a_footer_names_commands_of_its_screen(screen: ScreenName) -> None:
    named = footer_of(screen)
    assert named and set(named) <= set(commands_of(screen))
    assert all(command.label for command in named)
    assert {"help", "back"} <= {command.id for command in named}


@pytest.mark.parametrize("screen", SCREENS)
def test_labels_that_change_belong_to_a_footer(screen: ScreenName) -> None:
    import re

    source = inspect.getsource(type(make_screen(screen)).labels)
    named = set(re.findall(r'"([a-z-]+)":', source))
    assert named <= {command.id for command in footer_of(screen)}


@pytest.mark.parametrize("screen", SCREENS)
def test_help_lists_every_command_with_its_keys(screen: ScreenName) -> None:
    told = {"".join(text for text, _ in line).strip() for line in help_lines(screen)}
    for command in commands_of(screen):
        keys = "  ".join(key_names(command))
        assert any(line.startswith(keys) and line[len(keys) :].strip() == command.help for line in told), (
            command
        )
        assert command.group in told


@pytest.mark.parametrize("screen", SCREENS)
def test_the_palette_finds_every_command_by_its_words(screen: ScreenName) -> None:
    commands = commands_of(screen)
    moves = [command for command in commands if command.group == "Moving"]
    assert find_commands(screen, "") == [c for c in commands if c not in moves] + moves
    for command in commands_of(screen):
        assert command in find_commands(screen, command.id)
        assert command in find_commands(screen, command.help.upper())
    assert find_commands(screen, "no such command anywhere") == []
    assert [find_commands(screen, key)[0].id for key in ("q", "Q")] == ["back", "quit"]
