"""Pages of a PDF as pictures."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PySide6.QtGui import QColor
from reportlab.pdfgen.canvas import Canvas

from smalltowns_desktop.gui.pdf_pictures import draw_page


@pytest.fixture
def pdf() -> bytes:
    """Two pages of 200 by 100 points: red, then blue."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 100))
    for colour in ((1, 0, 0), (0, 0, 1)):
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, 0, 200, 100, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_page_is_as_wide_as_asked_and_shows_its_colours(pdf: bytes) -> None:
    picture = draw_page(pdf, 1, 400)
    assert (picture.width(), picture.height()) == (400, 200)
    assert picture.pixelColor(200, 100) == QColor(0, 0, 255)
    assert draw_page(pdf, 0, 50).pixelColor(1, 1) == QColor(255, 0, 0)


def test_two_threads_draw_at_the_same_time(pdf: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda width: draw_page(pdf, 0, width), range(100, 140)))
    assert [picture.width() for picture in pictures] == list(range(100, 140))
