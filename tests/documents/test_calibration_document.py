"""The sheet by which a printer is adjusted: its lines stand where the words say."""

import pypdfium2
import pytest

from smalltowns_desktop.documents.calibration import DISTANCE, draw_calibration_sheet
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import PLAIN, load_translator

DOTS = 10
"""Pixels a millimetre."""


def test_the_lines_stand_twenty_millimetres_from_both_edges() -> None:
    document = pypdfium2.PdfDocument(draw_calibration_sheet(PLAIN).pdf)
    picture = document[0].render(scale=DOTS * 25.4 / 72).to_pil().convert("L")
    row = [picture.getpixel((x, 2800)) for x in range(500)]
    column = [picture.getpixel((2050, y)) for y in range(500)]
    for line in (row, column):
        dark = [place for place, grey in enumerate(line) if grey < 100]
        assert dark
        assert abs(sum(dark) / len(dark) + 0.5 - DISTANCE * DOTS) < 1
    document.close()


@pytest.mark.parametrize("language", ["ru", "be", "en"])
def test_it_says_what_to_do_in_every_language(language: str) -> None:
    made = draw_calibration_sheet(load_translator(language, resource_path("translations")))
    assert (made.pages, made.findings) == (1, ())
    document = pypdfium2.PdfDocument(made.pdf)
    text = document[0].get_textpage().get_text_range()
    assert "20" in text
    assert len(text) > 200
    document.close()
