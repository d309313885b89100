"""What the user set: a TOML file in, a checked value out. And where everything the program keeps is kept.

theme = "dark"            # dark, light, high-contrast, ansi or plain
measure = 72              # the widest line of text, in cells
furniture = "folded"      # or "shown": what belongs to the page and not to the story
mouse = false             # true: the mouse scrolls and chooses, and the terminal selects only with shift

[keys]
next-change = "] f8"      # a command's id and its keys, apart by a space; "" takes its keys away
"""

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from reader.errors import ReaderError

# `os.path` stands here for pathlib, which is slow to import.
# ruff: noqa: PTH116, PTH118, PTH121, PTH123

THEMES = ("dark", "light", "high-contrast", "ansi", "plain")
FURNITURE = ("folded", "shown")
NARROWEST, WIDEST = 20, 200
"""Between which a measure lies, in cells."""

PROGRAM = "reader"
"""What the folders of the program are called."""

_LARGEST = 1 << 16  # nobody writes that many settings; a wrong file is not read to its end
_LONGEST_LINE = 6_000  # a key of thousands of parts would take the parser minutes


class ConfigError(ReaderError):
    """A setting that cannot be followed; the message names the file, and the line where it can be told."""


class KeyedCommand(Protocol):
    """What must be known of a command to change its keys.

    Attributes:
        id: Its stable name.
        keys: Its keys, apart by a space.
        screens: Where it holds; two commands clash where both hold.
    """

    @property
    def id(self) -> str:
        """Its stable name."""

    @property
    def keys(self) -> str:
        """Its keys, apart by a space."""

    @property
    def screens(self) -> Sequence[str]:
        """Where it holds."""


class Config(NamedTuple):
    """What the user set; what was not set is None or empty.

    Attributes:
        theme: One of `THEMES`.
        measure: The widest line of text, in cells.
        furniture: One of `FURNITURE`.
        mouse: Whether the mouse scrolls and chooses.
        keys: New keys by the id of a command, apart by a space.
        path: The file it was read from; empty when there was none.
    """

    theme: str | None = None
    measure: int | None = None
    furniture: str | None = None
    mouse: bool | None = None
    keys: Mapping[str, str] = MappingProxyType({})
    path: str = ""


def load_config(commands: Iterable[KeyedCommand] = (), path: str | None = None) -> Config:
    """Read the user's settings; without a file everything is as it comes.

    Args:
        commands: All commands there are; without them the ids and clashes of keys are not checked.
        path: The file; None for the user's own, in the XDG config folder.

    Raises:
        ConfigError: A setting is unknown or cannot be followed, or the file cannot be read.
    """
    where = config_file() if path is None else path
    text = _read(where)
    if text is None:
        if path is not None:
            raise ConfigError(f"{where}: no such file")
        return Config()
    source = _Source(where, text)
    settings = source.parse()
    source.require_known(settings, (*_CHECKS, "keys"), "setting", "")
    checked = {
        name: check(source, name, settings[name]) for name, check in _CHECKS.items() if name in settings
    }
    keys = _check_keys(source, settings.get("keys", {}), tuple(commands))
    return Config(**checked, keys=keys, path=where)


def _read(path: str) -> str | None:
    try:
        # Looked at first: opening a pipe would wait for whoever writes to it.
        if not (stat.S_ISREG(os.stat(path).st_mode) or os.path.samefile(path, os.devnull)):
            raise ConfigError(f"{path}: is not a regular file")
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as trouble:
        raise ConfigError(f"{path}: {(trouble.strerror or str(trouble)).lower()}") from None
    if len(data) > _LARGEST:
        raise ConfigError(f"{path}: is larger than 64 kB, which no settings are")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data.count(b"\n", 0, trouble.start) + 1
        raise ConfigError(f"{path}:{line}: is not in UTF-8") from None


class _Source(NamedTuple):
    """A file of settings, for messages that name its lines."""

    path: str
    text: str

    def parse(self) -> dict[str, Any]:
        import re
        import tomllib

        for number, line in enumerate(self.text.split("\n"), 1):
            if len(line) > _LONGEST_LINE:
                raise ConfigError(f"{self.path}:{number}: is longer than {_LONGEST_LINE:,} characters")
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as trouble:
            message = str(trouble)
            place = re.search(r" \(at line (\d+), column \d+\)$", message)
            line = f":{place[1]}" if place else f":{self.text.count(chr(10)) + 1}"
            said = message[: place.start()] if place else message.removesuffix(" (at end of document)")
            raise ConfigError(f"{self.path}{line}: {said[:1].lower()}{said[1:]}") from None
        except ValueError:  # a number of thousands of digits
            raise ConfigError(f"{self.path}: holds a number that is too large") from None
        except RecursionError:
            raise ConfigError(f"{self.path}: is nested too deeply") from None

    def error(self, name: str, table: str, message: str) -> ConfigError:
        """Make the error for a setting, with its line where the file spells it plainly."""
        line = self._line_of(name, table)
        return ConfigError(f"{self.path}{f':{line}' if line else ''}: {message}")

    def _line_of(self, name: str, table: str) -> int | None:
        inside = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            words = line.strip()
            if words.startswith("["):
                inside = words.strip("[] \t")
                if words.partition("#")[0].strip("[] \t") == name and not table:
                    return number
                continue
            written = words.partition("=")[0].strip().strip("\"'")
            if (inside, written) == (table, name) or (not inside and written == f"{table}.{name}"):
                return number
        return None

    def require_known(self, given: Iterable[str], known: Sequence[str], what: str, table: str) -> None:
        """Refuse a name that is not known, and say the nearest that is."""
        for name in given:
            if name not in known:
                raise self.error(name, table, f"there is no {what} {name!r}{_nearest(name, known)}")


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.65)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(known)}" if len(known) <= 8 else ""


# -- the settings, each checked


def _check_theme(source: _Source, name: str, value: object) -> str:
    return _check_choice(source, name, value, THEMES)


def _check_furniture(source: _Source, name: str, value: object) -> str:
    return _check_choice(source, name, value, FURNITURE)


def _check_choice(source: _Source, name: str, value: object, choices: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in choices:
        near = _nearest(value, choices) if isinstance(value, str) else ""
        said = near or f"; there are {', '.join(choices)}"
        raise source.error(name, "", f"{name} cannot be {_spell(value)}{said}")
    return value


def _check_measure(source: _Source, name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not NARROWEST <= value <= WIDEST:
        raise source.error(
            name, "", f"{name} is a number of cells between {NARROWEST} and {WIDEST}, not {_spell(value)}"
        )
    return value


def _check_mouse(source: _Source, name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise source.error(name, "", f"{name} is true or false, not {_spell(value)}")
    return value


_CHECKS: dict[str, Callable[[_Source, str, object], Any]] = {
    "theme": _check_theme,
    "measure": _check_measure,
    "furniture": _check_furniture,
    "mouse": _check_mouse,
}


def _spell(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"


# -- keys


def _check_keys(source: _Source, given: object, commands: tuple[KeyedCommand, ...]) -> dict[str, str]:
    if not isinstance(given, dict):
        raise source.error(
            "keys", "", 'keys is a table: [keys], and below it lines like next-change = "] f8"'
        )
    if commands:
        source.require_known(given, [command.id for command in commands], "command", "keys")
    for name, keys in given.items():
        if not isinstance(keys, str):
            raise source.error(name, "keys", f'the keys of {name} are a text like "] f8", not {_spell(keys)}')
    chosen = {name: " ".join(keys.split()) for name, keys in given.items()}
    _refuse_clashes(source, chosen, commands)
    return chosen


def _refuse_clashes(source: _Source, chosen: Mapping[str, str], commands: Iterable[KeyedCommand]) -> None:
    """Refuse a key that would mean two things on one screen."""
    bound: dict[tuple[str, str], str] = {}
    for command in commands:
        for screen in command.screens:
            for key in chosen.get(command.id, command.keys).split():
                first = bound.setdefault((screen, key), command.id)
                if first != command.id:
                    # The one the user wrote is to blame; of two, the later.
                    blamed, other = (command.id, first) if command.id in chosen else (first, command.id)
                    raise source.error(
                        blamed, "keys", f"{key!r} cannot be a key of {blamed}: it is one of {other} already"
                    )


# -- where things are kept


def config_file() -> str:
    """Return the path of the user's settings, in the XDG config folder; there need not be a file."""
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir(PROGRAM, appauthor=False), "config.toml")


def state_folder() -> str:
    """Return the folder for what need not be kept for long, in the XDG state folder."""
    from platformdirs import user_state_dir

    return user_state_dir(PROGRAM, appauthor=False)


def copied_file() -> str:
    """Return the file that receives what is copied where the terminal has no clipboard."""
    return os.path.join(state_folder(), "copied.txt")
