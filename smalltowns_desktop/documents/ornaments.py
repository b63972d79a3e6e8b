"""Parts that more than one paper has: tiles, bands, patterns, crop marks."""

from collections.abc import Sequence

from smalltowns_desktop.documents.imposition import Sheet
from smalltowns_desktop.documents.style import INK, MM, WHITE, Swatch
from smalltowns_desktop.documents.surface import Surface
from smalltowns_desktop.documents.typesetting import Face, fit_line

_CROP_MARK = 4 * MM


def draw_tile(
    surface: Surface, x: float, y: float, width: float, height: float, swatch: Swatch, code: str,
    faces: Sequence[Face], size: float,
) -> None:  # fmt: skip
    """A delegation's tile with its code."""
    radius = min(width, height) / 8
    if swatch.outlined:
        surface.frame(x, y, width, height, swatch.colour, max(1.2, height / 18), radius)
    else:
        surface.fill(x, y, width, height, swatch.colour, radius)
    fitted = fit_line(code, faces, width * 0.86, size, size / 2)
    surface.text_centred(
        x + width / 2,
        y + height / 2 + fitted.size * 0.35,
        fitted.lines[0],
        fitted.face,
        fitted.size,
        swatch.code_colour,
    )


def draw_band(
    surface: Surface, x: float, y: float, width: float, height: float, swatch: Swatch, *, upright: bool
) -> str:
    """A filled band; an outlined delegation's is white between two lines. Returns the colour of what stands on it."""
    if not swatch.outlined:
        surface.fill(x, y, width, height, swatch.colour)
        return WHITE
    line = 0.9 * MM
    if upright:
        surface.fill(x, y, line, height, swatch.colour)
        surface.fill(x + width - line, y, line, height, swatch.colour)
    else:
        surface.fill(x, y, width, line, swatch.colour)
        surface.fill(x, y + height - line, width, line, swatch.colour)
    return INK


def draw_pattern(surface: Surface, pattern: str, x: float, y: float, width: float, height: float) -> None:
    match pattern:
        case "hatching":
            surface.hatching(x, y, width, height, INK, 1.1 * MM)
        case "bars":
            for number in range(int(width / (3 * MM)) + 1):
                left = x + number * 3 * MM
                surface.fill(left, y, min(1.2 * MM, x + width - left), height, INK)
        case _:
            step = height / 3
            for number in range(int(width / step)):
                for row in range(3):
                    side = 0.35 * step
                    surface.fill(x + number * step, y + row * step + 0.32 * step, side, side, INK, side / 2)


def draw_crop_marks(surface: Surface, sheet: Sheet) -> None:
    """Hairlines in the margins, where the cells' edges would run through."""
    edges_x = {
        (sheet.left + column * (sheet.width + sheet.column_gap) + side) * MM
        for column in range(sheet.columns)
        for side in (0, sheet.width)
    }
    edges_y = {
        (sheet.top + row * (sheet.height + sheet.row_gap) + side) * MM
        for row in range(sheet.rows)
        for side in (0, sheet.height)
    }
    bottom = sheet.top + sheet.rows * (sheet.height + sheet.row_gap) - sheet.row_gap
    right = sheet.left + sheet.columns * (sheet.width + sheet.column_gap) - sheet.column_gap
    for x in sorted(edges_x):
        surface.line(x, max(0, sheet.top * MM - _CROP_MARK), x, max(0, sheet.top * MM - MM), INK, 0.25)
        surface.line(x, bottom * MM + MM, x, bottom * MM + _CROP_MARK, INK, 0.25)
    for y in sorted(edges_y):
        surface.line(max(0, sheet.left * MM - _CROP_MARK), y, max(0, sheet.left * MM - MM), y, INK, 0.25)
        surface.line(right * MM + MM, y, right * MM + _CROP_MARK, y, INK, 0.25)
