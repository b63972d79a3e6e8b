import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from smalltowns_desktop.documents.document import FindingKind
from smalltowns_desktop.documents.itinerary import Congress, Itinerary, Stamp, draw_itineraries
from smalltowns_desktop.documents.itinerary_rows import Day, Entry, duration, icon_for
from smalltowns_desktop.documents.style import A4, Pattern, direction_strip
from smalltowns_desktop.domain.text import PLAIN, Translator

Reader = Callable[[bytes], list[str]]
DayMaker = Callable[[int, int], Day]


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


def places_of(pdf: bytes, *texts: str) -> list[tuple[float, float]]:
    """Left edge and base line of texts on the first page, in points from the top left."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage()
    height = page.get_height()
    found = []
    for wanted in texts:
        hit = text.search(wanted).get_next()
        assert hit is not None, f"{wanted} is not on the page"
        left, bottom, _, _ = text.get_charbox(hit[0], loose=False)
        found.append((left, height - bottom))
    document.close()
    return found


def marked(day: Day, changed: bool) -> Day:
    first = day.rows[0]
    return replace(day, rows=(replace(first, changed=changed), *day.rows[1:]))


def with_first(itinerary: Itinerary, **changes: object) -> Itinerary:
    """The itinerary with other fields in its first activity."""
    day = itinerary.days[0]
    entry = replace(day.rows[0], **changes)  # type: ignore[arg-type]
    return replace(itinerary, days=(replace(day, rows=(entry, *day.rows[1:])), *itinerary.days[1:]))


def test_everything_that_an_itinerary_says_stands_on_it(
    itinerary: Itinerary, congress: Congress, stamp: Stamp, russian: Translator
) -> None:
    (page,) = pages_of(draw_itineraries([(itinerary, stamp)], congress, russian).pdf)
    for said in (
        "IV Съезд малых городов Беларуси и России", "Гродненская область, 13–15 августа 2025", "Itinerary", "edition 7",
        "Арзамас", "Нижегородская область · 22 человека", "Дубков Олег Иванович", "+7 900 000-00-01", "Гостиница, Лида",
        "13 августа", "среда", "Лида — Мосты", "08:00–08:45", "Завод номер 13-8", "показ линии", "Лида, ул. Новая, 12",
        "Глеб Осинцев", "каска на месте", "52 min · 41 km", "Автобус 2", "at the bus 10 minutes ahead",
        "Printed 13.08.2025 20:15, copy 1", "дежурный +375 15 000-00-00", "Аграрный сектор", "IV-IT-AR-7 · page 1 of 1",
    ):  # fmt: skip
        assert said in page, said


def test_blocks_stand_where_the_eye_expects_them(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    pdf = draw_itineraries([(itinerary, stamp)], congress, PLAIN).pdf
    name, fact, time, title, place, office = places_of(
        pdf, "Арзамас", "Дубков", "08:00", "Завод номер 13-8", "Завод упаковки", "Congress office"
    )
    assert name == pytest.approx((93, 104.5), abs=3)
    assert fact == pytest.approx((33, 167.2), abs=3)
    assert time == pytest.approx((33, 252.5), abs=3)
    assert title == pytest.approx((109.5, 247.5), abs=3)
    assert place == pytest.approx((258, 247.5), abs=3)
    assert office == pytest.approx((284.5, 768), abs=3)


def test_dates_follow_the_papers_language(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    expected = {
        "en": ("August 13–15, 2025", "Wednesday"),
        "ru": ("13–15 августа 2025", "среда"),
        "be": ("13–15 жніўня 2025", "серада"),
    }
    for language, (dates, weekday) in expected.items():
        words = Translator(language, PLAIN._catalogue)
        (page,) = pages_of(draw_itineraries([(itinerary, stamp)], congress, words).pdf)
        assert dates in page
        assert weekday in page


def test_the_code_is_read_from_a_poor_print(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    long = replace(itinerary, days=tuple(itinerary.days[0] for _ in range(9)))
    document = pypdfium2.PdfDocument(draw_itineraries([(long, stamp)], congress, PLAIN).pdf)
    for page in document:
        found = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        assert [code.text for code in found] == [stamp.code]
    document.close()


def test_the_next_day_begins_a_page_where_it_does_not_fit(
    itinerary: Itinerary, congress: Congress, stamp: Stamp, make_days: DayMaker
) -> None:
    long = replace(itinerary, days=(make_days(13, 8), make_days(14, 12), make_days(15, 4)))
    first, second = pages_of(draw_itineraries([(long, stamp)], congress, PLAIN).pdf)
    assert "August 13" in first
    assert "August 14" not in first
    assert "August 14" in second
    assert "August 15" in second
    assert "page 1 of 2" in first
    assert "page 2 of 2" in second
    assert "Remember" not in first
    assert "Remember" in second
    assert "Арзамас" in second
    assert "Дубков" not in second


def test_a_day_longer_than_a_page_goes_on_and_loses_nothing(
    itinerary: Itinerary, congress: Congress, stamp: Stamp, make_days: DayMaker
) -> None:
    day = make_days(13, 12)
    rows = tuple(
        replace(row, key=str(number), title=f"Визит {number}.") if isinstance(row, Entry) else row
        for number, row in enumerate(day.rows * 6)
    )
    pages = pages_of(
        draw_itineraries([(replace(itinerary, days=(replace(day, rows=rows),)), stamp)], congress, PLAIN).pdf
    )
    assert len(pages) > 2
    assert all("August 13" in page for page in pages)
    assert "continued" not in pages[0]
    assert all("continued" in page for page in pages[1:])
    text = "\n".join(pages)
    assert all(f"Визит {number}." in text for number, row in enumerate(rows) if isinstance(row, Entry))


def test_changes_are_marked_only_where_there_are_any(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    since = replace(stamp, changed_since=6)
    (page,) = pages_of(draw_itineraries([(itinerary, since)], congress, PLAIN).pdf)
    assert "Changed since" not in page
    changed = replace(itinerary, days=tuple(marked(day, True) for day in itinerary.days))
    (page,) = pages_of(draw_itineraries([(changed, since)], congress, PLAIN).pdf)
    assert "Changed since edition 6:" in page
    assert "2 items are marked in the margin" in page


def test_what_is_unknown_is_left_out(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    entry = Entry("a", datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10), "Обед")
    bare = Itinerary("Бор", (), "", itinerary.swatch, (), (Day(entry.starts_at.date(), (), (), (entry,)),), False)
    empty = replace(congress, place="", directions=(), phones=())
    document = draw_itineraries([(bare, replace(stamp, edition=0)), (replace(bare, days=()), stamp)], empty, PLAIN)
    first, second = pages_of(document.pdf)
    assert document.findings == ()
    assert "Обед" in first
    assert "draft" in first
    assert "Directions" not in first
    assert "call the congress office" in first
    assert "Time" not in second


def test_long_titles_wrap_and_what_is_cut_is_reported(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    title = "Круглый стол о сохранении исторических центров малых городов и о молодёжи"
    document = draw_itineraries([(with_first(itinerary, title=title), stamp)], congress, PLAIN)
    assert document.findings == ()
    assert title in " ".join(pages_of(document.pdf)[0].split())
    document = draw_itineraries([(with_first(itinerary, title=title * 9, host="Ж" * 200), stamp)], congress, PLAIN)
    assert {(finding.kind, finding.field) for finding in document.findings} == {
        (FindingKind.OVERFLOW, "title"), (FindingKind.OVERFLOW, "host"),
    }  # fmt: skip
    assert {finding.subject for finding in document.findings} == {"Арзамас"}


def test_long_text_everywhere_stays_on_the_page(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    long = "Щётки" * 60
    crowded = replace(
        with_first(
            itinerary, title=long, notes=(long,), place=long, place_details=(long,), host=long, host_phone=long,
            important=(f"каска {long}",),
        ),
        name=long, code="ЩЩЩ", subtitle=(long,),
        facts=tuple(replace(fact, value=long, details=(long,)) for fact in itinerary.facts * 2),
    )  # fmt: skip
    crowded = replace(crowded, days=tuple(replace(day, towns=(long,), notes=(long,)) for day in crowded.days))
    wide = replace(congress, title=long, place=long, phones=((long, long),), directions=((long, direction_strip(1)),))
    pdf = draw_itineraries([(crowded, stamp)], wide, PLAIN).pdf
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert left >= 0
            assert right <= A4[0] - 20
            assert bottom >= 0
            assert top <= A4[1]
    document.close()


def test_many_itineraries_are_one_file_each_from_its_own_first_page(
    itinerary: Itinerary, congress: Congress, stamp: Stamp
) -> None:
    names = ["Арзамас", "Бор", "Выкса"]
    sheets = [(replace(itinerary, name=name), stamp) for name in names]
    document = draw_itineraries(sheets, congress, PLAIN)
    pages = pages_of(document.pdf)
    assert document.pages == len(pages) == 3
    assert all(name in page and "page 1 of 1" in page for name, page in zip(names, pages, strict=True))


def test_equal_itineraries_give_equal_bytes(itinerary: Itinerary, congress: Congress, stamp: Stamp) -> None:
    one, other = (draw_itineraries([(itinerary, stamp)], congress, PLAIN).pdf for _ in range(2))
    assert one == other
    assert one != draw_itineraries([(itinerary, replace(stamp, copy=2))], congress, PLAIN).pdf


def test_the_file_is_sound(itinerary: Itinerary, congress: Congress, stamp: Stamp, tmp_path: Path) -> None:
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "itinerary.pdf"
    path.write_bytes(draw_itineraries([(itinerary, stamp)], congress, PLAIN).pdf)
    assert subprocess.run([program, "--check", path], capture_output=True, check=False).returncode == 0


def test_directions_are_told_apart_by_pattern() -> None:
    assert [direction_strip(position).pattern for position in range(5)] == [*Pattern, Pattern.SOLID]
    assert direction_strip(0, "#ABCDEF").colour == "#ABCDEF"


@pytest.mark.parametrize(
    ("text", "icon"),
    [
        ("жилет, каска", "hard-hat"), ("Паспорт, бахилы", "id-card"), ("не снимать", "camera-off"), ("", ""),
        ("куртка, вечером прохладно", "umbrella"), ("деловой стиль", "shirt"), ("удобная обувь", ""),
    ],
)  # fmt: skip
def test_what_is_to_be_minded_has_the_icon_of_its_meaning(text: str, icon: str) -> None:
    assert icon_for(text) == icon


def test_durations_are_said_in_hours_and_minutes() -> None:
    assert [str(duration(minutes)) for minutes in (25, 60, 140)] == ["25 min", "1 h", "2 h 20 min"]
