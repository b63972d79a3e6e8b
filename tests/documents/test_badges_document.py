import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from smalltowns_desktop.documents.badge_templates import CARD, HALF, TEMPLATES, BadgeTemplate
from smalltowns_desktop.documents.badges import BadgeDay, BadgeEvent, PrintedBadge, draw_badges
from smalltowns_desktop.documents.document import Document, FindingKind
from smalltowns_desktop.documents.imposition import Sheet, load_label_stocks
from smalltowns_desktop.documents.style import delegation_swatch
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.text import PLAIN, Translator

Reader = Callable[[bytes], list[str]]
EVERY_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))


def sheet_of(template: BadgeTemplate) -> Sheet:
    return load_label_stocks()[template.name].sheet


def draw(
    badges: list[PrintedBadge],
    event: BadgeEvent,
    template: BadgeTemplate = HALF,
    words: Translator = PLAIN,
    start: int = 1,
) -> Document:
    return draw_badges(badges, event, template, sheet_of(template), words, start_cell=start)


def page_image(pdf: bytes, dpi: int, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return image


def alone(badge: PrintedBadge, event: BadgeEvent, template: BadgeTemplate, dpi: int) -> Image.Image:
    """The picture of one badge on a page of its own size."""
    sheet = Sheet(template.width, template.height, 1, 1, template.width, template.height)
    return page_image(draw_badges([badge], event, template, sheet, PLAIN).pdf, dpi)


def cut_out(image: Image.Image, dpi: int, left: float, top: float, width: float, height: float) -> Image.Image:
    """A part of a picture, millimetres."""
    box = [round(length * dpi / 25.4) for length in (left, top, left + width, top + height)]
    return image.crop((box[0], box[1], box[2], box[3]))


@EVERY_TEMPLATE
def test_everything_that_a_badge_says_stands_on_it(
    badge: PrintedBadge, badge_event: BadgeEvent, template: BadgeTemplate, lines_of: Reader
) -> None:
    lines = lines_of(draw([badge], badge_event, template).pdf)
    text = "\n".join(lines)
    for said in ("Рябинина", "Вера Павловна", "Vera Riabinina", "Арзамас", "АР", "DELEGATE", "№ 0147", "2025"):
        assert said in text
    assert badge_event.title.upper() in text.upper()
    assert badge.position in " ".join(lines)


def test_only_the_large_badge_has_the_owners_day(
    badge: PrintedBadge, badge_event: BadgeEvent, russian: Translator, lines_of: Reader
) -> None:
    large = "\n".join(lines_of(draw([badge], badge_event, TEMPLATES["a6"], russian).pdf))
    assert "MY DAY, 14 АВГУСТА" in large
    assert "08:30" in large
    assert "Керамический завод, Лида" in large
    assert "08:30" not in "\n".join(lines_of(draw([badge], badge_event, CARD).pdf))


def test_a_day_longer_than_its_place_says_how_much_is_missing(
    badge: PrintedBadge, badge_event: BadgeEvent, lines_of: Reader
) -> None:
    assert badge.day is not None
    day = BadgeDay(badge.day.day, badge.day.rows * 5)
    document = draw([replace(badge, day=day)], badge_event, TEMPLATES["a6"])
    assert "and 4 more" in lines_of(document.pdf)
    assert [(finding.kind, finding.field) for finding in document.findings] == [(FindingKind.OVERFLOW, "day")]


@EVERY_TEMPLATE
def test_the_surname_stands_where_the_template_says(
    badge: PrintedBadge, badge_event: BadgeEvent, template: BadgeTemplate
) -> None:
    document = pypdfium2.PdfDocument(draw([badge], badge_event, template, start=2).pdf)
    page = document[0]
    text = page.get_textpage()
    place = sheet_of(template).place(1)
    index, count = text.search(badge.surname).get_next()
    boxes = [text.get_charbox(index + offset, loose=False) for offset in range(count)]
    height = page.get_height()
    document.close()
    left, base = boxes[0][0] * 25.4 / 72, (height - boxes[0][1]) * 25.4 / 72
    inset = (sheet_of(template).height - template.height) / 2  # an A6 badge is half a millimetre lower than its cell
    assert left == pytest.approx(place.left + template.surname.x, abs=1.2)
    assert base == pytest.approx(place.top + inset + template.surname.y, abs=0.3)


@EVERY_TEMPLATE
def test_every_code_is_read_from_a_poor_print(
    badge: PrintedBadge, badge_event: BadgeEvent, template: BadgeTemplate
) -> None:
    cells = sheet_of(template).cells
    badges = [
        replace(badge, number=number, role=list(Role)[number % len(Role)], code=f"STABCDEFGHIJKLMNOPQ{number:03}")
        for number in range(cells + 2)
    ]
    pdf = draw(badges, badge_event, template).pdf
    for page, expected in ((0, badges[:cells]), (1, badges[cells:])):
        found = zxingcpp.read_barcodes(page_image(pdf, 150, page))
        assert sorted(code.text for code in found) == sorted(badge.code for badge in expected)


@EVERY_TEMPLATE
def test_the_codes_modules_are_large_and_four_of_them_around_it_are_white(
    badge: PrintedBadge, badge_event: BadgeEvent, template: BadgeTemplate
) -> None:
    left, top, width = template.qr
    module = width / 25  # version 2
    assert module >= 0.4
    crowded = replace(
        badge, given_name="Щукруйдж" * 3, patronymic="ру" * 9, latin="gypqj" * 12, position="р" * 400, number=9999
    )
    long_delegation = replace(badge.delegation, name="Щорсуруй" * 9, region="ру" * 40)  # type: ignore[type-var]
    for role in Role:
        image = alone(replace(crowded, role=role, delegation=long_delegation), badge_event, template, 200)
        quiet = 4 * module - 0.15  # a pixel's rounding
        around = cut_out(image, 200, left - quiet, top - quiet, width + 2 * quiet, width + 2 * quiet)
        inside = round(quiet * 200 / 25.4)
        around.paste(255, (inside - 1, inside - 1, around.width - inside + 1, around.height - inside + 1))
        assert around.getextrema() == (255, 255), role


def test_the_code_is_crisp_at_any_scale(badge: PrintedBadge, badge_event: BadgeEvent) -> None:
    left, top, width = HALF.qr
    for dpi in (300, 900):
        image = cut_out(alone(badge, badge_event, HALF, dpi), dpi, left, top, width, width)
        shades = image.histogram()
        assert (shades[0] + shades[255]) / (image.width * image.height) > 0.97


def test_a_badge_without_a_code_has_none(badge: PrintedBadge, badge_event: BadgeEvent) -> None:
    left, top, width = HALF.qr
    image = cut_out(alone(replace(badge, code=""), badge_event, HALF, 100), 100, left, top, width, width)
    assert image.getextrema() == (255, 255)


@EVERY_TEMPLATE
def test_roles_differ_in_black_and_white_without_their_words(
    badge: PrintedBadge, badge_event: BadgeEvent, template: BadgeTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = {}
    for role in Role:
        monkeypatch.setattr(Translator, "word", lambda self, text: "Role" if len(text) > 3 else text)
        image = alone(replace(badge, role=role), badge_event, template, 100).point(lambda shade: 255 * (shade > 127))
        left = 12.0 if template is CARD else 0.0
        row = cut_out(image, 100, left, template.rule_y, template.width - left, template.height - template.rule_y)
        pictures[role] = row.tobytes()
    for one, other in combinations(Role, 2):
        assert pictures[one] != pictures[other], (one, other)


def test_delegations_of_the_second_dozen_are_outlined() -> None:
    swatches = [delegation_swatch(position) for position in range(25)]
    assert [swatch.outlined for swatch in swatches] == [False] * 12 + [True] * 12 + [False]
    assert swatches[12].colour == swatches[0].colour
    assert swatches[24] == swatches[0]
    assert delegation_swatch(3, "#123456").colour == "#123456"


@EVERY_TEMPLATE
def test_long_names_stay_inside_the_badge(
    badge: PrintedBadge, badge_event: BadgeEvent, template: BadgeTemplate
) -> None:
    long = "Ж" * 200
    delegation = replace(badge.delegation, name=long, code=long, region=long)  # type: ignore[type-var]
    crowded = replace(
        badge, surname=long, given_name=long, patronymic=long, latin=long, position=long, delegation=delegation,
        number=10**9,
    )  # fmt: skip
    width, height, margin = template.width, template.height, 10
    sheet = Sheet(width + 2 * margin, height + 2 * margin, 1, 1, width, height, margin, margin)
    document = draw_badges([crowded], replace(badge_event, title=long), template, sheet, PLAIN)
    image = page_image(document.pdf, 100)
    edges = [margin - 0.3, margin - 0.3, margin + width + 0.3, margin + height + 0.3]
    left, top, right, bottom = (round(edge * 100 / 25.4) for edge in edges)
    image.paste(255, (left, top, right, bottom))
    assert image.getextrema() == (255, 255)
    cut = {finding.field for finding in document.findings if finding.kind is FindingKind.OVERFLOW}
    assert {"surname", "given_name", "latin", "position", "delegation", "event"} <= cut


def test_letters_that_no_font_has_are_reported_with_whose_and_where(
    badge: PrintedBadge, badge_event: BadgeEvent
) -> None:
    document = draw([badge, replace(badge, surname="漢字", given_name="Ли")], badge_event)
    (finding,) = document.findings
    assert (finding.kind, finding.subject, finding.field) == (FindingKind.MISSING_GLYPHS, "漢字 Ли", "surname")
    assert "漢 (U+6F22)" in str(finding.detail)


def test_equal_badges_give_equal_bytes(badge: PrintedBadge, badge_event: BadgeEvent) -> None:
    assert draw([badge], badge_event).pdf == draw([badge], badge_event).pdf
    assert draw([badge], badge_event).pdf != draw([replace(badge, number=148)], badge_event).pdf


def test_badges_follow_their_order_from_the_start_cell(
    badge: PrintedBadge, badge_event: BadgeEvent, lines_of: Reader
) -> None:
    badges = [replace(badge, number=number) for number in range(1, 301)]
    document = draw(badges, badge_event, start=3)
    assert document.pages == 38
    numbers = [line for line in " ".join(lines_of(document.pdf)).split() if line.isdigit() and len(line) == 4]
    assert numbers == [f"{number:04d}" for number in range(1, 301)]


def test_crop_marks_stand_in_the_margins_only(badge: PrintedBadge, badge_event: BadgeEvent) -> None:
    sheet = sheet_of(HALF)
    plain = page_image(draw_badges([badge], badge_event, HALF, sheet, PLAIN).pdf, 100)
    marked = page_image(draw_badges([badge], badge_event, HALF, sheet, PLAIN, crop_marks=True).pdf, 100)
    cells = (sheet.left, sheet.top, sheet.columns * sheet.width, sheet.rows * sheet.height)
    assert cut_out(plain, 100, *cells).tobytes() == cut_out(marked, 100, *cells).tobytes()
    assert plain.tobytes() != marked.tobytes()


def test_a_badge_larger_than_its_cell_is_refused(badge: PrintedBadge, badge_event: BadgeEvent) -> None:
    with pytest.raises(ValueError, match="larger"):
        draw_badges([badge], badge_event, HALF, sheet_of(CARD), PLAIN)


def test_the_file_is_sound_and_brings_its_fonts(badge: PrintedBadge, badge_event: BadgeEvent, tmp_path: Path) -> None:
    letters = [chr(code) for code in range(0x400, 0x480)] + [chr(code) for code in range(0xC0, 0x180)]
    badges = [replace(badge, surname="".join(letters[start : start + 20])) for start in range(0, 320, 20)]
    path = tmp_path / "badges.pdf"
    path.write_bytes(draw(badges, badge_event).pdf)  # more letters than one font resource holds
    data = path.read_bytes()
    assert b"Helvetica" not in data
    assert b"/FontFile2" in data
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed")
    assert subprocess.run([program, "--check", path], capture_output=True, check=False).returncode == 0
