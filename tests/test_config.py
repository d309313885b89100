"""Settings: what is set comes back, and what cannot be followed is refused with its line and what was meant."""

import os
from pathlib import Path

import pytest

from reader.config import Config, ConfigError, config_file, copied_file, load_config
from reader.tui.commands import COMMANDS


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which every XDG folder lies."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def refuse(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as raised:
        load_config(COMMANDS, write(tmp_path, text))
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith(str(tmp_path / "config.toml"))
    return message.removeprefix(str(tmp_path / "config.toml"))


def test_without_a_file_everything_is_as_it_comes(home: Path) -> None:
    assert load_config(COMMANDS) == Config()


def test_the_file_lies_in_the_config_folder(home: Path) -> None:
    path = Path(config_file())
    assert home in path.parents
    path.parent.mkdir(parents=True)
    path.write_text('theme = "light"\n')
    assert load_config(COMMANDS).theme == "light"
    assert home / "state" in Path(copied_file()).parents


def test_what_is_set_comes_back(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'theme = "ansi"\nmeasure = 66\nfurniture = "shown"\nmouse = true\n\n[keys]\nnext-change = "f8  ]"\nhelp = ""\n',
    )
    config = load_config(COMMANDS, path)
    assert (config.theme, config.measure, config.furniture) == ("ansi", 66, "shown")
    assert config.mouse is True
    assert config.keys == {"next-change": "f8 ]", "help": ""}
    assert config.path == path


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: no such file"):
        load_config(COMMANDS, str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('themes = "dark"\n', ":1: there is no setting 'themes'; did you mean 'theme'?"),
        ('\n# mine\ntheme = "drak"\n', ":3: theme cannot be 'drak'; did you mean 'dark'?"),
        ("theme = 3\n", ":1: theme cannot be 3; there are dark, light, high-contrast, ansi, plain"),
        ("measure = 7\n", ":1: measure is a number of cells between 20 and 200, not 7"),
        ("measure = true\n", ":1: measure is a number of cells between 20 and 200, not True"),
        ("mouse = 1\n", ":1: mouse is true or false, not 1"),
        ('furniture = "fold"\n', ":1: furniture cannot be 'fold'; did you mean 'folded'?"),
        ('[keys]\nnext-chnge = "x"\n', ":2: there is no command 'next-chnge'; did you mean 'next-change'?"),
        ("bogus = 1\n", ":1: there is no setting 'bogus'; there are theme, measure, furniture, mouse, keys"),
        ('keys.serch = "x"\n', ":1: there is no command 'serch'; did you mean 'search'?"),
        ("[keys]\nhelp = 1\n", ':2: the keys of help are a text like "] f8", not 1'),
        ("keys = 1\n", ':1: keys is a table: [keys], and below it lines like next-change = "] f8"'),
        ('[keys]\nhelp = "j"\n', ":2: 'j' cannot be a key of help: it is one of line-down already"),
        ('[keys]\nline-down = "?"\n', ":2: '?' cannot be a key of line-down: it is one of help already"),
        ('[key]\nhelp = "x"\n', ":1: there is no setting 'key'; did you mean 'keys'?"),
        ("theme = \n", ":1: invalid value"),
        ('theme = "dark"\n\nmeasure 3\n', ":3: expected '=' after a key in a key/value pair"),
        ("[keys", ":1: expected ']' at the end of a table declaration"),
        ("a = " + "[" * 5000, ": is nested too deeply"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert refuse(tmp_path, text) == said


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'theme = "dark"\nx = "\xff"\n')
    with pytest.raises(ConfigError, match=r":2: is not in UTF-8"):
        load_config(COMMANDS, str(tmp_path / "config.toml"))
    (tmp_path / "config.toml").write_bytes(b"#" * (2 << 20))
    with pytest.raises(ConfigError, match="larger than 64 kB"):
        load_config(COMMANDS, str(tmp_path / "config.toml"))


def test_a_line_that_nobody_writes_is_refused_at_once(tmp_path: Path) -> None:
    """The parser's time grows with the square of the parts of a key."""
    said = refuse(tmp_path, 'theme = "dark"\n' + ".".join("a" * 20_000) + " = 1\n")
    assert said == ":2: is longer than 6,000 characters"


def test_two_commands_may_exchange_their_keys(tmp_path: Path) -> None:
    config = load_config(COMMANDS, write(tmp_path, '[keys]\nnext-hit = "N"\nprevious-hit = "n"\n'))
    assert config.keys == {"next-hit": "N", "previous-hit": "n"}


def test_the_keys_that_come_with_the_program_can_be_written_down(tmp_path: Path) -> None:
    """Nothing in the table of commands clashes with itself."""
    lines = [f"{command.id} = {command.keys!r}" for command in COMMANDS]
    config = load_config(COMMANDS, write(tmp_path, "[keys]\n" + "\n".join(lines)))
    assert config.keys == {command.id: command.keys for command in COMMANDS}


def test_a_pipe_is_no_file_of_settings(tmp_path: Path) -> None:
    """Opening it would wait for whoever writes to it."""
    os.mkfifo(tmp_path / "config.toml")
    with pytest.raises(ConfigError, match="is not a regular file"):
        load_config(COMMANDS, str(tmp_path / "config.toml"))


def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("measure = " + "9" * 5_000)
    with pytest.raises(ConfigError, match="number that is too large"):
        load_config(COMMANDS, str(tmp_path / "config.toml"))
