"""The icon set stands on one grid, and the program's icon is neutral."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
DATA = json.loads((ICONS / "icons.json").read_text(encoding="utf-8"))
NUMBER = re.compile(r"-?\d*\.?\d+")
SYMBOLS = {"path", "circle", "rect"}


def test_the_grid_and_the_stroke_are_those_of_the_design() -> None:
    tokens = json.loads((ICONS.parent / "theme" / "tokens.json").read_text(encoding="utf-8"))
    assert DATA["grid"] == 24
    assert DATA["stroke"] == tokens["size"]["iconStroke"] == 1.6
    assert len(DATA["icons"]) >= 30


@pytest.mark.parametrize("name", DATA["icons"])
def test_an_icon_is_drawn_with_the_one_pen_within_the_grid(name: str) -> None:
    drawn = ET.fromstring(f"<svg>{DATA['icons'][name]}</svg>")  # noqa: S314 - our own file
    assert len(drawn) > 0
    for shape in drawn:
        assert shape.tag in SYMBOLS
        # the pen is the set's: no icon brings another width, colour or cap
        assert not {"stroke", "stroke-width", "stroke-linecap", "style", "transform"} & set(shape.attrib)
        assert shape.get("fill", "currentColor") in {"currentColor", "none"}
        if shape.tag == "circle":
            x, y, radius = (float(shape.get(key, "0")) for key in ("cx", "cy", "r"))
            assert radius <= min(x, y, 24 - x, 24 - y)
        elif shape.tag == "rect":
            x, y, width, height = (float(shape.get(key, "0")) for key in ("x", "y", "width", "height"))
            assert min(x, y) >= 0
            assert max(x + width, y + height) <= 24
        else:
            first = [float(each) for each in NUMBER.findall(shape.get("d", ""))[:2]]
            assert all(0 <= each <= 24 for each in first)


def test_only_icons_that_point_along_the_line_are_mirrored() -> None:
    mirrored = DATA["mirrored"]
    assert set(mirrored) | set(mirrored.values()) <= set(DATA["icons"])
    assert all(mirrored[mirrored[name]] == name for name in mirrored)
    assert not {"lock", "check", "timer", "book"} & set(mirrored)


def test_the_programs_icon_has_every_size_that_linux_asks_for() -> None:
    assert {int(path.stem) for path in (ICONS / "app").glob("*.png")} >= {
        16,
        22,
        24,
        32,
        48,
        64,
        128,
        256,
        512,
    }
    for path in (ICONS / "app").glob("*.png"):
        data = path.read_bytes()
        assert int.from_bytes(data[16:20], "big") == int.from_bytes(data[20:24], "big") == int(path.stem)


def test_the_programs_icon_is_a_ring_with_a_core_and_nothing_else() -> None:
    drawn = ET.parse(ICONS / "innermost.svg").getroot()  # noqa: S314 - our own file
    assert [shape.tag.rpartition("}")[2] for shape in drawn] == ["rect", "circle", "path"]
