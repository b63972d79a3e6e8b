import re
from pathlib import Path

import pytest

from smalltowns_desktop.documents.icons import load_icon
from smalltowns_desktop.domain.resources import resource_path

ICONS = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def points(path: str) -> list[tuple[float, float]]:
    """Ends of all path operators but rectangles."""
    found = []
    for operands in re.findall(r"((?:-?[\d.]+ )+)[mlc]\b", path):
        numbers = [float(number) for number in operands.split()]
        found.append((numbers[-2], numbers[-1]))
    return found


@pytest.mark.parametrize("name", ICONS)
def test_every_shipped_icon_is_drawn_inside_its_square(name: str) -> None:
    icon = load_icon(name)
    assert icon.shapes
    for shape in icon.shapes:
        for x, y in points(shape.path):
            assert -0.01 <= x <= icon.width + 0.01
            assert -0.01 <= y <= icon.height + 0.01


def test_an_arc_goes_where_svg_says() -> None:
    # A half circle of radius 4 from (16, 2) to (8, 2), below: part of the shirt's collar.
    path = next(shape.path for shape in load_icon("shirt").shapes)
    assert (12.0, 6.0) in [(round(x, 2), round(y, 2)) for x, y in points(path)]


def test_flags_of_an_arc_may_touch_each_other() -> None:
    # id-card: "a4 4 0 00-8 0": from (13, 19) a half circle to (5, 19), above.
    ends = [point for shape in load_icon("id-card").shapes for point in points(shape.path)]
    assert (9.0, 15.0) in [(round(x, 2), round(y, 2)) for x, y in ends]


def test_a_shape_that_cannot_be_drawn_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "odd.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text/></svg>')
    monkeypatch.setattr("smalltowns_desktop.documents.icons.resource_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(ValueError, match="<text>"):
        load_icon("odd")
