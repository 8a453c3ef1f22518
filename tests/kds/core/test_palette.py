"""Every palette can be read: contrast is computed of the colours that its terminals really show."""

import itertools

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from kds_tui.core.palette import COLOURS_16, COLOURS_256, TRUE_COLOUR, Palette, palette_of

PALETTES = [
    pytest.param(TRUE_COLOUR, ColorSystem.TRUECOLOR, id="true colour"),
    pytest.param(COLOURS_256, ColorSystem.EIGHT_BIT, id="256"),
    pytest.param(COLOURS_16, ColorSystem.STANDARD, id="16"),
]
CONSOLE = [
    (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170),
    (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255),
    (255, 255, 255),
]  # fmt: skip
"""The sixteen colours of a PC's text console, as Linux sets them."""
STATES = ("calm", "fresh", "warn", "late", "ready", "waiting", "cancelled", "held", "selected")


def shown(color: Color | None, system: ColorSystem) -> tuple[int, int, int]:
    """The colour that a terminal makes of one, in 0 to 255."""
    assert color is not None
    there = color.downgrade(system)
    if system is ColorSystem.STANDARD:
        assert there.number is not None
        return CONSOLE[there.number]
    red, green, blue = there.get_truecolor()
    return red, green, blue


def luminance(color: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG 2.1."""
    parts = [c / 255 for c in color]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style, system: ColorSystem) -> float:
    """The contrast ratio of WCAG 2.1 between text and ground."""
    pair = (luminance(shown(style.color, system)), luminance(shown(style.bgcolor, system)))
    return (max(pair) + 0.05) / (min(pair) + 0.05)


def test_the_measure_is_right() -> None:
    """Black on white is 21, and a grey of the standard's own examples stands just above 4.5."""
    assert contrast(Style.parse("#000000 on #ffffff"), ColorSystem.TRUECOLOR) == pytest.approx(21)
    assert contrast(Style.parse("#767676 on #ffffff"), ColorSystem.TRUECOLOR) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("palette", "system"), PALETTES)
@pytest.mark.parametrize("selected", [False, True])
def test_every_style_has_a_contrast_of_at_least_four_and_a_half(
    palette: Palette,
    system: ColorSystem,
    selected: bool,  # noqa: FBT001
) -> None:
    """Also in the rows of the selected ticket, and turned round for a rush."""
    names = [*palette.heads, *palette.rows, *(f"head-{state}+rush" for state in STATES)]
    low = {name: contrast(Style.parse(palette.style(name, selected=selected)), system) for name in names}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(("palette", "system"), PALETTES)
def test_no_two_states_have_the_same_colour(palette: Palette, system: ColorSystem) -> None:
    """READY, CANCELLED and waiting are three colours on a console of 16, too."""
    grounds = {s: shown(Style.parse(palette.heads[f"head-{s}"]).bgcolor, system) for s in STATES}
    assert [pair for pair in itertools.combinations(STATES, 2) if grounds[pair[0]] == grounds[pair[1]]] == []


@pytest.mark.parametrize(("palette", "system"), PALETTES)
def test_yellow_red_and_blue_mean_one_thing_each(palette: Palette, system: ColorSystem) -> None:
    """To be watched, late, new: no other style has a text or a ground of that hue."""

    def hue(color: tuple[int, int, int]) -> str:
        red, green, blue = color
        if red > 140 and green > 140 and blue < 100:
            return "yellow"
        if red > 140 and green < 100 and blue < 100:
            return "red"
        return "blue" if blue > 150 and blue > 2 * red and blue > 1.15 * green else ""

    meant = {"yellow": "head-warn", "red": "head-late", "blue": "head-fresh"}
    used: dict[str, set[str]] = {}
    for name in (*palette.heads, *palette.rows):
        style = Style.parse(palette.style(name, selected=False))
        for color in (style.color, style.bgcolor):
            used.setdefault(hue(shown(color, system)), set()).add(name)
    assert {h: used[h] for h in meant} == {h: {name} for h, name in meant.items()}


@pytest.mark.parametrize(("palette", "system"), PALETTES)
def test_a_palette_has_only_colours_that_its_terminals_have(palette: Palette, system: ColorSystem) -> None:
    """What is written is what is shown, but for greys that differ by a shade."""
    for name in (*palette.heads, *palette.rows):
        style = Style.parse(palette.style(name, selected=True))
        for color in (style.color, style.bgcolor):
            assert color is not None
            wanted = tuple(color.get_truecolor())
            assert max(abs(a - b) for a, b in zip(wanted, shown(color, system), strict=True)) <= 10


@pytest.mark.parametrize(
    ("system", "palette"),
    [("truecolor", TRUE_COLOUR), ("256", COLOURS_256), ("standard", COLOURS_16), (None, TRUE_COLOUR)],
)
def test_the_palette_follows_the_terminal(system: str | None, palette: Palette) -> None:
    """By what Rich has found out about it; without colours only brightness counts."""
    assert palette_of(system) is palette


def test_a_rush_is_turned_round() -> None:
    """Its head has the colours of its state the other way."""
    assert Style.parse(TRUE_COLOUR.style("head-late+rush", selected=False)).reverse
