"""A sheet that tells how far from its place a printer prints: two lines to be measured with a ruler."""

from smalltowns_desktop.documents.document import Document
from smalltowns_desktop.documents.style import A4, INK, INK_2, LINE_STRONG, MM
from smalltowns_desktop.documents.surface import PdfFile, Surface
from smalltowns_desktop.documents.typesetting import wrap
from smalltowns_desktop.domain.text import N_, Translator, say

DISTANCE = 20.0
"""Millimetres from the paper's left and upper edges to the lines, where a printer prints true."""
_TEXT = 11.0
_RULE = 0.3 * MM


def draw_calibration_sheet(words: Translator) -> Document:
    """A4, one page."""
    title = words.word(N_("Sheet to adjust a printer"))
    file = PdfFile(title, words.language)
    page = file.page(*A4)
    width, height = A4
    place = DISTANCE * MM
    page.line(place, 0, place, height, INK, _RULE)
    page.line(0, place, width, place, INK, _RULE)
    for mark in range(1, 5):  # a millimetre each, to see a tenth of it beside them
        for way in (-1, 1):
            tick = place + way * mark * MM
            page.line(tick, height / 2 - 3 * MM, tick, height / 2, LINE_STRONG, _RULE / 2)
            page.line(width / 2 - 3 * MM, tick, width / 2, tick, LINE_STRONG, _RULE / 2)
    bold, regular = file.fonts.bold, file.fonts.regular
    page.text(place + 6 * MM, height / 2 + 12, "A", bold, 28)
    page.text(width / 2 + 4 * MM, place + 10 * MM, "B", bold, 28)
    page.text(45 * MM, 60 * MM, title, bold, 18)
    below = _paragraph(
        page, file, 70 * MM,
        words.render(
            say(
                "Measure with a ruler, to a tenth of a millimetre: from the left edge of the paper to line A, and from "
                "its upper edge to line B. Both should be {distance} mm. Enter what you have measured beside the "
                "printer's name.",
                distance=round(DISTANCE),
            )
        ),
    )  # fmt: skip
    _paragraph(
        page, file, below + 4 * MM,
        words.word(N_("Hold the sheet as it came out of the printer, with this text upright.")),
    )  # fmt: skip
    page.text(45 * MM, height - 20 * MM, "Smalltowns Desktop", regular, 8, INK_2)
    file.add_page(page)
    return Document(file.finish(), file.pages)


def _paragraph(page: Surface, file: PdfFile, top: float, text: str) -> float:
    """Lines from `top` down; returns where the next could stand."""
    lines, _ = wrap(text, file.fonts.regular, _TEXT, 140 * MM, 12)
    for number, line in enumerate(lines):
        page.text(45 * MM, top + number * _TEXT * 1.4, line, file.fonts.regular, _TEXT)
    return top + len(lines) * _TEXT * 1.4
