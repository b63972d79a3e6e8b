"""Pages of a PDF as pictures, for the preview: the very file that goes to paper."""

import threading

from PySide6.QtGui import QImage

_PDFIUM = threading.Lock()
"""The library is not made for threads, and it is one for the whole process: a page at a time, whoever asks."""


def draw_page(pdf: bytes, page: int, width: int) -> QImage:
    """A page (from 0) as a picture `width` pixels wide. May run in a job."""
    import pypdfium2  # noqa: PLC0415 a library of ten megabytes, loaded when a page is first looked at

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[page]
            scale = (width - 0.01) / sheet.get_width()  # pixels are rounded up
            bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            )
            return picture.copy()  # its own bytes, as those of the bitmap go with it
        finally:
            document.close()


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page (from 0) in points of 1/72 inch. May run in a job."""
    import pypdfium2  # noqa: PLC0415 as above

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            width, height = document[page].get_size()
            return width, height
        finally:
            document.close()
