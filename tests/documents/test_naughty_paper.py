"""The big list of naughty strings through every field of both documents."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from smalltowns_desktop.documents.badge_templates import TEMPLATES
from smalltowns_desktop.documents.badges import BadgeDay, BadgeDelegation, BadgeEvent, PrintedBadge, draw_badges
from smalltowns_desktop.documents.document import FindingKind
from smalltowns_desktop.documents.imposition import load_label_stocks
from smalltowns_desktop.documents.itinerary import Congress, Fact, Itinerary, Stamp, draw_itineraries
from smalltowns_desktop.documents.itinerary_rows import Day, Entry, Ride
from smalltowns_desktop.domain.text import PLAIN, say

MARKUP = [
    '<b>Иван</b> & <img src="/etc/hostname"/>',
    "%(name)s {name} \\ ( ) <</S /JavaScript>>",
    "a\u0301\u0302\u0303",
]


@pytest.fixture(params=["few", "all"])
def strings(request: pytest.FixtureRequest) -> list[str]:
    """A few that always run; the whole list where it is at hand."""
    if request.param == "few":
        return [*MARKUP, "Ж" * 200, "\u202eобратно", "😀 漢字 שלום", "\x00\x1b\r\n\t", "\ud83d", ""]
    shared: Path = request.getfixturevalue("shared_data")
    found = json.loads((shared / "naughty" / "blns.json").read_text(encoding="utf-8"))
    assert len(found) > 400
    return [str(item) for item in found]


def sound(pdf: bytes, tmp_path: Path) -> bool:
    program = shutil.which("qpdf")
    if program is None:
        return True
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    return subprocess.run([program, "--check", path], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", list(TEMPLATES))
def test_badges_take_any_text_in_any_field(
    strings: list[str], badge: PrintedBadge, badge_event: BadgeEvent, name: str, tmp_path: Path
) -> None:
    assert badge.day is not None
    badges = [
        replace(
            badge, number=number, surname=text, given_name=text, patronymic=text, latin=text, position=text,
            delegation=BadgeDelegation(text, text, text, badge.delegation.swatch if badge.delegation else None),  # type: ignore[arg-type]
            day=BadgeDay(badge.day.day, tuple((at, text) for at, _ in badge.day.rows)),
            code=f"STABCDEFGHIJKLMNOP{number:04}",
        )
        for number, text in enumerate(strings)
    ]  # fmt: skip
    sheet = load_label_stocks()[name].sheet
    document = draw_badges(badges, badge_event, TEMPLATES[name], sheet, PLAIN)
    assert document.pages == sheet.pages(len(badges))
    assert sound(document.pdf, tmp_path)
    if name == "86x54":
        pages = pypdfium2.PdfDocument(document.pdf)
        read = {code.text for page in pages for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())}
        pages.close()
        assert read == {badge.code for badge in badges}


def test_any_text_as_the_events_title(badge: PrintedBadge, badge_event: BadgeEvent, tmp_path: Path) -> None:
    for text in [*MARKUP, "", "Ж" * 300]:
        for template in TEMPLATES.values():
            sheet = load_label_stocks()[template.name].sheet
            assert sound(draw_badges([badge], replace(badge_event, title=text), template, sheet, PLAIN).pdf, tmp_path)


def test_itineraries_take_any_text_in_any_field(
    strings: list[str], itinerary: Itinerary, congress: Congress, stamp: Stamp, tmp_path: Path
) -> None:
    day = itinerary.days[0]
    entry, ride = day.rows[0], day.rows[1]
    assert isinstance(entry, Entry)
    assert isinstance(ride, Ride)
    sheets = []
    for text in strings:
        row = replace(
            entry, title=text, notes=(text,), place=text, place_details=(text,), host=text, host_phone=text,
            important=(text,),
        )  # fmt: skip
        rows = (row, replace(ride, details=(text,)))
        sheet = Itinerary(
            name=text, subtitle=(text,), code=text, swatch=itinerary.swatch,
            facts=(Fact(say("Liaison"), text, (text,)),) * 4, days=(Day(day.day, (text,), (text,), rows),),
            has_liaison=True,
        )  # fmt: skip
        sheets.append((sheet, replace(stamp, number=text)))
    for one in (congress, replace(congress, title=strings[0], place=strings[0], phones=((strings[0],) * 2,))):
        document = draw_itineraries(sheets, one, PLAIN)
        assert document.pages == len(sheets)
    assert sound(document.pdf, tmp_path)


def test_markup_is_printed_as_it_stands(badge: PrintedBadge, badge_event: BadgeEvent) -> None:
    sheet = load_label_stocks()["a6-page"].sheet
    for text in ("<b>Иван</b>", "&amp; &#65;", "<br/>", "{name} %s", "\\(x\\)"):
        document = draw_badges([replace(badge, latin=text)], badge_event, TEMPLATES["a6"], sheet, PLAIN)
        pages = pypdfium2.PdfDocument(document.pdf)
        shown = pages[0].get_textpage().get_text_bounded()
        pages.close()
        assert text in shown
        assert document.findings == ()


def test_no_file_is_read_because_a_name_asks_for_it(
    badge: PrintedBadge, badge_event: BadgeEvent, tmp_path: Path
) -> None:
    absent = tmp_path / "absent.png"  # reading it would fail loudly
    names = [f'<img src="{absent}"/>', f'<img src="file://{absent}" width="9" height="9"/>', str(absent)]
    badges = [replace(badge, surname=name, position=name) for name in names]
    sheet = load_label_stocks()["90x65"].sheet
    assert b"/Subtype /Image" not in draw_badges(badges, badge_event, TEMPLATES["90x65"], sheet, PLAIN).pdf


def test_what_cannot_be_drawn_is_reported_and_never_dropped_in_silence(
    badge: PrintedBadge, badge_event: BadgeEvent
) -> None:
    sheet = load_label_stocks()["90x65"].sheet
    for text in ("😀", "漢字", "שלום", "مرحبا", "\ud83d", "д\u0331"):
        document = draw_badges([replace(badge, position=text)], badge_event, TEMPLATES["90x65"], sheet, PLAIN)
        assert [finding.kind for finding in document.findings] == [FindingKind.MISSING_GLYPHS]
