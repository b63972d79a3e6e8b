"""A page, or a part of one, as PDF operators; and the file that they go into.

Lengths are points, the origin is the top left corner, y grows downwards, a text's y is its base line. The operators are
written directly: ReportLab's canvas costs several times more for a page of badges, and brings a font of its own that is
not embedded. Fonts, forms and the file's structure stay ReportLab's.
"""

from functools import lru_cache
from typing import Any

import zxingcpp
from reportlab.pdfbase.pdfdoc import (
    PDFDocument,
    PDFFormXObject,
    PDFPage,
    PDFResourceDictionary,
    PDFStream,
    PDFZCompress,
    xObjectName,
)

from smalltowns_desktop.documents.icons import load_icon, rounded_rectangle
from smalltowns_desktop.documents.style import INK, Pattern, Strip
from smalltowns_desktop.documents.typesetting import Face, Fonts

_STRING_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r"})
_QR_MASK = 6
"""Trying all eight masks costs four times the rest. Our codes are random letters, which no mask makes harder to read:
of 1,500 blurred, tilted and noisy prints 1,270 were read with this one, 1,230 with the one that the rules pick."""
_MODULES = bytes.maketrans(b"\x00\xff", b"01")


class PdfFile:
    """A PDF being written. Equal input gives equal bytes."""

    def __init__(self, title: str, language: str) -> None:
        self.fonts = Fonts()
        self.pages = 0
        self._document = PDFDocument(compression=1, invariant=1, lang=language)
        self._document.setTitle(title)
        self._document.setCreator("Smalltowns Desktop")
        self._document.setAuthor("")
        self._document.setSubject("")
        self._encoded: dict[tuple[Face, str], tuple[tuple[str, str], ...]] = {}

    def page(self, width: float, height: float) -> "Surface":
        """An empty page, to be given to `add_page` when it is drawn."""
        return Surface(self, width, height)

    def add_page(self, surface: "Surface") -> None:
        page = PDFPage()
        page.pagewidth, page.pageheight = round(surface.width, 2), round(surface.height, 2)
        page.Contents = _deflated(surface)
        page.Resources = PDFResourceDictionary()
        page.Resources.basicFonts()
        page.Resources.allProcs()
        page.Resources.XObject = self._document.xobjDict(surface.forms)
        self._document.addPage(page)
        self.pages += 1

    def has_form(self, name: str) -> bool:
        return bool(self._document.hasForm(name))

    def add_form(self, name: str, surface: "Surface") -> None:
        """Keep a drawing that pages place with `Surface.form`."""
        form = PDFFormXObject(0, 0, round(surface.width, 2), round(surface.height, 2))
        form.Contents = _deflated(surface)
        self._document.addForm(name, form)

    def finish(self) -> bytes:
        data: bytes = self._document.GetPDFData(None)
        return data

    def encode(self, face: Face, text: str) -> tuple[tuple[str, str], ...]:
        """Runs of (font resource, string literal): a font of more than 255 used characters is several resources."""
        found = self._encoded.get((face, text))
        if found is None:
            found = self._encoded[face, text] = tuple(
                (
                    face.font.getSubsetInternalName(subset, self._document),
                    f"({codes.decode('latin-1').translate(_STRING_ESCAPES)})",
                )
                for subset, codes in face.font.splitString(text, self._document)
            )
        return found


class Surface:
    def __init__(self, file: PdfFile, width: float, height: float) -> None:
        self.file = file
        self.width = width
        self.height = height
        self.forms: dict[str, None] = {}
        self._left = 0.0
        self._top = 0.0
        self._bottom_up = height
        self._operators: list[str] = []

    def content(self) -> bytes:
        return "\n".join(self._operators).encode("latin-1") + b"\n"

    def move_origin(self, left: float, top: float) -> None:
        """Everything drawn from now on counts from here."""
        self._left, self._top, self._bottom_up = left, top, self.height - top

    # Text

    def text(self, x: float, y: float, text: str, face: Face, size: float, colour: str = INK) -> None:
        """One line of clean text from x to the right."""
        runs = self.file.encode(face, text)
        if len(runs) == 1:
            ((font, literal),) = runs
            shown = f"{font} {size:.2f} Tf {self._left + x:.2f} {self._bottom_up - y:.2f} Td {literal} Tj"
        else:
            shown = f"{self._left + x:.2f} {self._bottom_up - y:.2f} Td " + " ".join(
                f"{font} {size:.2f} Tf {literal} Tj" for font, literal in runs
            )
        self._operators.append(f"BT {rgb(colour)} rg {shown} ET")

    def text_right(self, x: float, y: float, text: str, face: Face, size: float, colour: str = INK) -> None:
        """One line that ends at x."""
        self.text(x - face.width(text) * size, y, text, face, size, colour)

    def text_centred(self, x: float, y: float, text: str, face: Face, size: float, colour: str = INK) -> None:
        """One line with its middle at x."""
        self.text(x - face.width(text) * size / 2, y, text, face, size, colour)

    # Shapes

    def fill(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        self._operators.append(f"{rgb(colour)} rg {self._box(x, y, width, height, radius)} f")

    def frame(
        self, x: float, y: float, width: float, height: float, colour: str, line: float, radius: float = 0
    ) -> None:
        """A rectangle's outline, drawn inside its edges."""
        box = self._box(x + line / 2, y + line / 2, width - line, height - line, max(0, radius - line / 2))
        self._operators.append(f"{rgb(colour)} RG {line:.2f} w {box} S")

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> None:
        left, base = self._left, self._bottom_up
        self._operators.append(
            f"{rgb(colour)} RG {width:.2f} w {left + x:.2f} {base - y:.2f} m {left + to_x:.2f} {base - to_y:.2f} l S"
        )

    def hatching(self, x: float, y: float, width: float, height: float, colour: str, stripe: float) -> None:
        """Stripes at 45 degrees, as wide as the gaps between them."""
        left, top = self._left + x, self._bottom_up - y
        bottom = top - height
        step = 2 * stripe * 2**0.5
        stripes = []
        start = left - height
        while start < left + width:
            stripes.append(
                f"{start:.2f} {bottom:.2f} m {start + step / 2:.2f} {bottom:.2f} l "
                f"{start + step / 2 + height:.2f} {top:.2f} l {start + height:.2f} {top:.2f} l h"
            )
            start += step
        clip = f"{self._box(x, y, width, height, 0)} W n"
        self._operators.append(f"q {clip} {rgb(colour)} rg {' '.join(stripes)} f Q")

    def strip(self, x: float, y: float, width: float, height: float, strip: Strip) -> None:
        """The mark of a direction, in its pattern."""
        match strip.pattern:
            case Pattern.SOLID:
                boxes = [self._box(x, y, width, height, 0)]
            case Pattern.TWO_LINES:
                third = width / 3
                boxes = [self._box(x + offset, y, third, height, 0) for offset in (0, 2 * third)]
            case Pattern.DASHES | Pattern.DOTS:
                dash, gap = (
                    (1.5 * width, 0.5 * width) if strip.pattern is Pattern.DASHES else (0.75 * width, 0.5 * width)
                )
                tops = [i * (dash + gap) for i in range(int(height / (dash + gap)) + 1)]
                boxes = [self._box(x, y + top, width, min(dash, height - top), 0) for top in tops if top < height - 0.1]
        self._operators.append(f"{rgb(strip.colour)} rg {' '.join(boxes)} f")

    def icon(self, name: str, x: float, y: float, width: float, colour: str = "", line: float = 2) -> None:
        """A shipped icon, in one colour where one is given; `line` in the icon's own units."""
        icon = load_icon(name)
        scale = width / icon.width
        place = f"{scale:.4f} 0 0 {-scale:.4f} {self._left + x:.2f} {self._bottom_up - y:.2f} cm"
        operators = [f"q {place} {line:.2f} w 1 J 1 j"]
        for shape in icon.shapes:
            if shape.fill:
                operators.append(f"{rgb(colour or shape.fill)} rg {shape.path} f*")
            else:
                operators.append(f"{rgb(colour or INK)} RG {shape.path} S")
        self._operators.append(" ".join(operators) + " Q")

    def form(self, name: str, x: float = 0, y: float = 0, height: float = 0) -> None:
        """A drawing that the file keeps, its top left corner here; `height` is its own."""
        self.forms[name] = None
        self._operators.append(
            f"q 1 0 0 1 {self._left + x:.2f} {self._bottom_up - y - height:.2f} cm /{xObjectName(name)} Do Q"
        )

    def qr_code(self, x: float, y: float, width: float, text: str) -> None:
        """A QR code without its quiet zone (4 modules, to be kept free by the layout), error correction M."""
        modules, rows = qr_rows(text)
        place = f"{width:.2f} 0 0 {width:.2f} {self._left + x:.2f} {self._bottom_up - y - width:.2f} cm"
        self._operators.append(f"q 0 g {place} BI /W {modules} /H {modules} /IM true /BPC 1 /F /AHx ID {rows}> EI Q")

    def _box(self, x: float, y: float, width: float, height: float, radius: float) -> str:
        return rounded_rectangle(self._left + x, self._bottom_up - y - height, width, height, radius)


def _deflated(surface: Surface) -> PDFStream:
    return PDFStream(content=surface.content(), filters=[PDFZCompress])


def qr_rows(text: str) -> tuple[int, str]:
    """Modules on a side, and the rows in hexadecimal: one bit a module, 0 dark, each row from a whole byte."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_QR_MASK)
    image: Any = code.to_image(add_quiet_zones=False)  # has the buffer protocol, which its type stub does not say
    modules: int = image.shape[0]
    bits = bytes(image).translate(_MODULES).decode("ascii")
    padding = "0" * (-modules % 8)
    padded = "".join([bits[start : start + modules] + padding for start in range(0, modules * modules, modules)])
    return modules, f"{int(padded, 2):0{len(padded) // 4}x}"


@lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """`#RRGGBB` as PDF writes it."""
    return " ".join(f"{int(colour[start : start + 2], 16) / 255:.4g}" for start in (1, 3, 5))
