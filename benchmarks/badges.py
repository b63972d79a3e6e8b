"""1,000 and 10,000 badges with QR codes, 8 on A4, as a PDF in memory.

Floors of the same run: the same badges without codes; the same texts at the same places set with ReportLab's canvas and
nothing else; ReportLab's QrCodeWidget for the codes; glabels-3-batch with the same names and codes, where installed.
"""

import csv
import random
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from common import report, seconds
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from smalltowns_desktop.documents.badge_templates import HALF
from smalltowns_desktop.documents.badges import BadgeDelegation, BadgeEvent, PrintedBadge, draw_badges
from smalltowns_desktop.documents.imposition import Sheet, load_label_stocks
from smalltowns_desktop.documents.style import A4, MM, delegation_swatch
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import PLAIN

EVENT = BadgeEvent("IV Съезд малых городов", date(2025, 8, 13), date(2025, 8, 15))
SURNAMES = ("Иванов", "Берёзкина", "Рябинина", "Жасминова", "Заречный", "Кузнецов", "Константинопольский", "Ли")
GIVEN_NAMES = ("Вера Павловна", "Михаил Андреевич", "Юлия Игоревна", "Пётр Петрович", "Елена Ивановна")
POSITIONS = (
    "начальник отдела культуры администрации района",
    "председатель областного совета",
    "заместитель главы администрации округа",
    "директор",
)
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

GLABELS_TEMPLATE = """<?xml version="1.0"?>
<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">
  <Template brand="Benchmark" part="8" size="A4" description="Badges">
    <Label-rectangle id="0" width="90mm" height="65mm" round="0pt" x_waste="0pt" y_waste="0pt">
      <Layout nx="2" ny="4" x0="15mm" y0="18.5mm" dx="90mm" dy="65mm"/>
    </Label-rectangle>
  </Template>
  <Objects id="0" rotate="False">{texts}
    <Object-barcode x="67.5mm" y="34.5mm" w="18.5mm" h="18.5mm" style="IEC18004" text="False" checksum="False"
      color="0x000000ff" field="{code}" format="0" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"/>
  </Objects>
  <Merge type="Text/Comma" src="rows.csv"/>
  <Data/>
</Glabels-document>"""
GLABELS_TEXT = """
    <Object-text x="{x:.2f}mm" y="{y:.2f}mm" w="70mm" h="12mm" justify="left" valign="top" auto_shrink="False"
      a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"><Span font_family="PT Sans" font_size="{size}" font_weight="{weight}"
      font_italic="False" color="0x000000ff" line_spacing="1"><Field name="{field}"/></Span></Object-text>"""

Place = tuple[float, float, str, float]
"""Millimetres from the badge's corner, font, size."""
PLACES: tuple[Place, ...] = (
    (11, 6.3, "Bold", 9.8), (65, 6.3, "Regular", 9.8), (4, 22.6, "Bold", 28), (4, 30, "Regular", 17),
    (4, 35.3, "Regular", 10.6), (4, 42, "Regular", 9.8), (4, 46.2, "Regular", 9.8), (6, 53.4, "Bold", 9.5),
    (13.3, 53.4, "Bold", 12.6), (4, 62.2, "Bold", 11.6), (72, 62.1, "Bold", 10),
)  # fmt: skip


def make_badges(count: int) -> list[PrintedBadge]:
    source = random.Random(count)
    delegations = [BadgeDelegation(f"Город {n}", f"Г{n}", "", delegation_swatch(n)) for n in range(24)]
    return [
        PrintedBadge(
            number=number,
            surname=source.choice(SURNAMES) + "абвгдежзик"[number % 10],
            given_name=source.choice(GIVEN_NAMES),
            patronymic="",
            latin=f"Vera Riabinina {number}",
            position=source.choice(POSITIONS),
            role=source.choice(list(Role)),
            delegation=source.choice(delegations),
            code="STB" + "".join(source.choices(BASE32, k=20)),
        )
        for number in range(1, count + 1)
    ]


def texts_of(badge: PrintedBadge) -> tuple[str, ...]:
    """The eleven texts of a badge, in the order of `PLACES`."""
    assert badge.delegation is not None
    words = badge.position.split()
    return (
        EVENT.title, "13–15.08.2025", badge.surname, badge.given_name, badge.latin, " ".join(words[:3]),
        " ".join(words[3:]), badge.delegation.code, badge.delegation.name, badge.role.upper(), f"№ {badge.number:04d}",
    )  # fmt: skip


def set_texts(badges: Sequence[PrintedBadge], sheet: Sheet, *, widgets: bool = False) -> bytes:
    """The floor: the texts by ReportLab's canvas alone, optionally with its own QR codes."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=A4, pageCompression=1, invariant=1)
    for index, badge in enumerate(badges):
        place = sheet.place(index)
        if index and index % sheet.cells == 0:
            canvas.showPage()
        for (x, y, font, size), text in zip(PLACES, texts_of(badge), strict=True):
            canvas.setFont(f"PTSans-{font}", size)
            canvas.drawString((place.left + x) * MM, A4[1] - (place.top + y) * MM, text)
        if widgets:
            drawing = Drawing(53, 53)
            drawing.add(QrCodeWidget(badge.code, barWidth=53, barHeight=53, barBorder=0, barLevel="M"))
            renderPDF.draw(drawing, canvas, (place.left + 67.5) * MM, A4[1] - (place.top + 53) * MM)
    canvas.save()
    return output.getvalue()


def run_glabels(program: str, badges: Sequence[PrintedBadge], folder: Path) -> None:
    rows = folder / "rows.csv"
    with rows.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((*texts_of(badge), badge.code) for badge in badges)
    texts = "".join(
        GLABELS_TEXT.format(x=x, y=y - size * 0.35, size=size, weight=font, field=field)
        for field, (x, y, font, size) in enumerate(PLACES, start=1)
    )
    template = folder / "badges.glabels"
    template.write_text(GLABELS_TEMPLATE.format(texts=texts, code=len(PLACES) + 1), encoding="utf-8")
    command = [program, "-i", str(rows), "-o", str(folder / "badges.pdf"), str(template)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)


def main() -> None:
    sheet = load_label_stocks()[HALF.name].sheet
    for font in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"PTSans-{font}", str(resource_path("fonts", f"PTSans-{font}.ttf"))))

    for count in (1_000, 10_000):
        compare(make_badges(count), sheet)
    badges = make_badges(1_000)
    compare_widgets(badges, sheet)
    compare_glabels(badges, sheet)


def compare(badges: Sequence[PrintedBadge], sheet: Sheet) -> None:
    name = f"{len(badges):,} badges"
    without = [replace(badge, code="") for badge in badges]
    ours = seconds(lambda: draw(badges, sheet))
    report(name, ours, "the same pages without codes", seconds(lambda: draw(without, sheet)), 2.5)
    report(name, ours, "their texts by ReportLab alone", seconds(lambda: set_texts(badges, sheet)), 2.5)


def compare_widgets(badges: Sequence[PrintedBadge], sheet: Sheet) -> None:
    some = badges[:200]
    widgets = seconds(lambda: set_texts(some, sheet, widgets=True), times=1) * len(badges) / len(some)
    ours = seconds(lambda: draw(badges, sheet))
    report(f"{len(badges):,} badges", ours, "with QrCodeWidget (from 200)", widgets, 1 / 20)


def compare_glabels(badges: Sequence[PrintedBadge], sheet: Sheet) -> None:
    program = shutil.which("glabels-3-batch")
    if program is None:
        print("glabels-3-batch is not installed: not compared")
        return
    with tempfile.TemporaryDirectory() as folder:
        glabels = seconds(lambda: run_glabels(program, badges, Path(folder)), times=1)
    report(f"{len(badges):,} badges", seconds(lambda: draw(badges, sheet)), "glabels-3-batch", glabels, 1 / 4)


def draw(badges: Sequence[PrintedBadge], sheet: Sheet) -> bytes:
    return draw_badges(badges, EVENT, HALF, sheet, PLAIN).pdf


if __name__ == "__main__":
    main()
