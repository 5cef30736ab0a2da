"""Colours that `check` takes and refuses, against the contrast of WCAG 2.2 as it is written there."""

from random import Random

import pytest

from program import TINY, copy, publish, run

# The style sheet's backgrounds, and a colour of the other scheme that is always taken.
SCHEMES = {"light": (["#fcfcfa", "#f2f3ef"], "dark", "#ffffff"), "dark": (["#14191b", "#1d2427"], "light", "#000000")}


def channels(colour: str) -> list[int]:
    return [int(colour[place:place + 2], 16) for place in (1, 3, 5)]


def luminance(colour: str) -> float:
    light = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def colours(scheme: str) -> list[str]:
    """Greys, and others near the border, where it matters."""
    random = Random(scheme)
    found = [f"#{grey:02x}{grey:02x}{grey:02x}" for grey in range(0x60, 0xa0, 4)]
    while len(found) < 40:
        colour = f"#{random.randrange(1 << 24):06x}"
        if 4.2 < min(contrast(colour, other) for other in SCHEMES[scheme][0]) < 4.8:
            found.append(colour)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_colour_is_taken_where_its_contrast_is_enough(tmp_path, scheme):
    backgrounds, other_scheme, other = SCHEMES[scheme]
    books = copy(TINY, tmp_path / "books")
    settings = books / "revshare.yaml"
    before = settings.read_text()
    verdicts = set()
    for colour in colours(scheme):
        settings.write_text(f'{before}branding: {{ colour: {{ {scheme}: "{colour}", {other_scheme}: "{other}" }} }}\n')
        finished = run("check", "--books", books)
        least = min(contrast(colour, each) for each in backgrounds)
        assert finished.returncode == (0 if least >= 4.5 else 65), (colour, least, finished.stderr)
        if least < 4.5:
            assert f"branding.colour.{scheme}: {colour}" in finished.stdout + finished.stderr
        verdicts.add(least >= 4.5)
    assert verdicts == {True, False}


def test_branding_comes_and_goes_without_touching_an_epoch(tmp_path):
    books, site = copy(TINY, tmp_path / "books"), tmp_path / "site"
    settings = books / "revshare.yaml"
    before = settings.read_text()
    publish(books, site)
    plain = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    settings.write_text(before + 'branding: { colour: { light: "#7a2e8e", dark: "#d9a5e8" } }\n')
    publish(books, site)
    assert (site / "assets/brand.css").is_file()
    assert run("audit", site).returncode == 0
    for path, data in plain.items():
        if path.parts[0] == "epochs" and path.name != "index.html":
            assert (site / path).read_bytes() == data
    settings.write_text(before)
    publish(books, site)
    assert {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} == plain
