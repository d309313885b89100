"""Colours can be read: contrast as WCAG 2 reckons it, and differences that hold for eyes without red or green."""

from itertools import combinations

import pytest
from rich.color import Color

from reader.render.palette import PALETTES, SPEAKERS, ThemeName, speaker_role

COLOURED: tuple[ThemeName, ...] = ("dark", "light", "high-contrast")

GROUNDS = ("text", "removed", "added", "deleted-quoted", "inserted-quoted")
"""What the text of an article may stand on."""

SPEAKER_ROLES = tuple(speaker_role(rank) for rank in (*range(SPEAKERS), SPEAKERS, None))
FAINT = {"dim", "number", "caption", "furniture", "fold", "cue", "light-deleted", "light-inserted", "muted"}
IN_TEXT = ("text", "headline", "heading", "mention", *SPEAKER_ROLES)
"""What an article's words may be; changes have grounds of their own."""

Linear = tuple[float, float, float]

# The colours of a screen as an eye without the cones for red or for green takes them, in linear RGB.
# Source: Viénot, Brettel, Mollon, "Digital video colourmaps for checking the legibility of displays by dichromats" (1999).
EYES: dict[str, tuple[Linear, Linear, Linear]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def linear(color: Color) -> Linear:
    parts = [part / 255 for part in color.get_truecolor()]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def luminance(color: Color) -> float:
    return sum(part * share for part, share in zip(linear(color), (0.2126, 0.7152, 0.0722), strict=True))


def contrast(name: ThemeName, *roles: str) -> float:
    style = PALETTES[name].style(roles)
    assert style.color and style.bgcolor
    darker, lighter = sorted(map(luminance, (style.color, style.bgcolor)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(color: Color, eye: str) -> Linear:
    """Return lightness and hue of a colour in Lab, as an eye takes it."""
    rgb = linear(color)
    r, g, b = (sum(a * c for a, c in zip(row, rgb, strict=True)) for row in EYES[eye])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Color, other: Color, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5


def ground(name: ThemeName, role: str) -> Color:
    color = PALETTES[name].style((role,)).bgcolor
    assert color
    return color


@pytest.mark.parametrize("name", COLOURED)
def test_words_can_be_read_on_every_ground(name: ThemeName) -> None:
    least = 7 if name == "high-contrast" else 4.5
    for under in GROUNDS:
        for role in IN_TEXT:
            assert contrast(name, under, role) >= least, (under, role)


@pytest.mark.parametrize("name", COLOURED)
def test_what_is_faint_can_still_be_read(name: ThemeName) -> None:
    least = 7 if name == "high-contrast" else 4.5
    for role in FAINT:
        for under in ("text", "removed", "added"):
            assert contrast(name, under, role) >= least, (under, role)
    for under in GROUNDS:
        assert contrast(name, under, "muted") >= (least if name == "high-contrast" else 3), under


@pytest.mark.parametrize("name", COLOURED)
def test_the_bar_can_be_seen_whether_it_moves_or_waits(name: ThemeName) -> None:
    for role in ("bar", "dim"):
        assert contrast(name, role) >= 3, role


def test_high_contrast_holds_for_every_role() -> None:
    for role in PALETTES["high-contrast"].styles:
        assert contrast("high-contrast", role) >= 7, role


@pytest.mark.parametrize("name", COLOURED)
def test_every_role_of_a_ground_of_its_own_can_be_read(name: ThemeName) -> None:
    for role in (
        "deleted",
        "inserted",
        "badge",
        "hit",
        "selected",
        "key",
        "mark",
        "accent",
        "notice",
        "title",
    ):
        assert contrast(name, role) >= 4.5, role


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", COLOURED)
def test_what_went_and_what_came_differ_for_every_eye(name: ThemeName, eye: str) -> None:
    for went, came in (
        ("deleted", "inserted"),
        ("deleted-quoted", "inserted-quoted"),
        ("removed", "added"),
    ):
        assert difference(ground(name, went), ground(name, came), eye) >= 6, (went, came)
    for role in ("deleted", "inserted", "deleted-quoted", "inserted-quoted"):
        assert difference(ground(name, role), ground(name, "text"), eye) >= 9, role


@pytest.mark.parametrize("name", PALETTES)
def test_nothing_is_said_by_colour_alone(name: ThemeName) -> None:
    """Changed words carry a stroke or a line whatever the colours; paragraphs carry a mark in the gutter."""
    palette = PALETTES[name]
    for light in ("", "light-"):
        went, came = palette.style((f"{light}deleted",)), palette.style((f"{light}inserted",))
        assert went.strike and not went.underline and came.underline and not came.strike


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", COLOURED)
def test_the_first_speakers_differ_for_every_eye(name: ThemeName, eye: str) -> None:
    """The first four; those after them repeat for some eyes, and their initials in the gutter tell them apart."""
    colors = [PALETTES[name].style((speaker_role(rank),)).color for rank in range(4)]
    for one, other in combinations(colors, 2):
        assert one and other and difference(one, other, eye) >= 15, (one, other)
