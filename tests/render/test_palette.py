"""Roles become styles: every role has a look in every theme, and colours are sent only where they are wanted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.render.palette import (
    PALETTES,
    SPEAKERS,
    ColorChoice,
    Palette,
    speaker_role,
    to_ansi,
    to_text,
    wants_color,
)

SGR = re.compile(r"\x1b\[[0-9;]*m")
NAMES = sorted({role for palette in PALETTES.values() for role in palette.styles})
ROLES = st.lists(st.sampled_from(NAMES), max_size=3).map(tuple)
LINES = st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cc", "Cs"])), ROLES), max_size=5).map(
    tuple
)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_every_style_can_be_read(palette: Palette) -> None:
    for words in palette.styles.values():
        Style.parse(words)


@pytest.mark.parametrize("role", ["deleted", "inserted", "cue", "mention", "hit", "headline", "key", "bar"])
def test_a_role_stands_out_in_every_theme_with_colours(role: str) -> None:
    for name in ("dark", "light", "ansi"):
        palette = PALETTES[name]  # type: ignore[index]
        assert palette.style((role,)) != palette.base, (name, role)


@pytest.mark.parametrize("name", ["dark", "light", "ansi"])
def test_speakers_are_told_apart(name: str) -> None:
    palette = PALETTES[name]  # type: ignore[index]
    looks = {palette.style((speaker_role(rank),)) for rank in range(SPEAKERS)}
    assert len(looks) == SPEAKERS
    assert palette.style((speaker_role(SPEAKERS),)) == palette.style((speaker_role(99),))
    assert palette.style((speaker_role(None),)) not in looks


def test_the_sixteen_colours_have_one_use_each() -> None:
    palette = PALETTES["ansi"]
    accent = palette.style(("accent",)).color
    assert accent not in {palette.style((speaker_role(rank),)).color for rank in range(SPEAKERS)}
    grounds = [palette.style((role,)).bgcolor for role in ("deleted", "inserted", "hit")]
    assert len({*grounds, accent, None}) == 5


def test_the_plain_theme_has_no_colour() -> None:
    palette = PALETTES["plain"]
    for role in NAMES:
        style = palette.style((role,))
        assert style.color is None and style.bgcolor is None, role
    assert palette.marks


@pytest.mark.parametrize(
    ("choice", "is_terminal", "environ", "wanted"),
    [
        ("auto", True, {"TERM": "xterm-256color"}, True),
        ("auto", False, {"TERM": "xterm-256color"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {}, False),
        ("auto", True, {"TERM": "vt100"}, False),
        ("auto", True, {"TERM": "xterm-mono"}, False),
        ("auto", True, {"TERM": "vte-256color"}, True),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", False, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {"TERM": "xterm", "FORCE_COLOR": "1"}, False),
        ("always", False, {"TERM": "dumb", "NO_COLOR": "1"}, True),
    ],
)
def test_colours_are_sent_where_they_are_wanted(
    choice: ColorChoice, is_terminal: bool, environ: dict[str, str], wanted: bool
) -> None:
    assert wants_color(choice, is_terminal=is_terminal, environ=environ) is wanted


@given(LINES, st.sampled_from(list(PALETTES.values())))
def test_only_colours_are_sent(line: tuple[tuple[str, tuple[str, ...]], ...], palette: Palette) -> None:
    sent = to_ansi(line, palette)
    assert SGR.sub("", sent).rstrip() == to_text(line)
    assert "\x1b" not in SGR.sub("", sent)


@given(LINES)
def test_no_colour_runs_on_into_the_next_line(line: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    codes = SGR.findall(to_ansi(line, PALETTES["ansi"]))
    assert not codes or codes[-1] in ("\x1b[0m", "\x1b[m")


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_one_who_stands_out_is_not_faint(palette: Palette) -> None:
    """Where one speaker stands out the others are muted, also where that is an attribute and no colour."""
    muted = palette.style(("muted",))
    for rank in (0, SPEAKERS, None):
        for mention in ((), ("mention",)):
            shown = palette.style(("muted", speaker_role(rank), *mention))
            assert not shown.dim
            assert (shown.dim, shown.color) != (muted.dim, muted.color)
