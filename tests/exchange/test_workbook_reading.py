from datetime import date, datetime

from smalltowns_desktop.domain.model import Severity, SiteKind
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.exchange.workbook_reading import Reading, read_event_sheets

Rows = tuple[tuple[Cell, ...], ...]


def read(name: str, *rows: tuple[Cell, ...]) -> Reading:
    return read_event_sheets([Sheet(name, rows)])


def said(reading: Reading) -> list[tuple[int | None, str | None, Severity]]:
    return [(problem.row, problem.column, problem.severity) for problem in reading.problems]


def test_headers_are_found_in_three_languages_in_any_case() -> None:
    for headers in (("Name", "KIND", "district"), ("Название", "ВИД", "район:"), ("назва", "Від", "раён *")):
        (draft,) = read("sites", headers, ("Завод", "enterprise", "Слоним")).drafts
        assert draft.values == {"name": "Завод", "kind": SiteKind.ENTERPRISE, "district": "Слоним"}
    for name in ("Sites", "МЕСТА", "месцы"):
        assert read(name, ("name",), ("Завод",)).drafts


def test_headers_may_stand_below_titles_and_empty_rows() -> None:
    reading = read("Districts", (), ("Районы съезда",), (None, None), (None, "name", "region"), (None, "Слоним", "x"))
    assert [(draft.number, draft.values["name"]) for draft in reading.drafts] == [(5, "Слоним")]
    assert said(reading) == [(2, None, Severity.WARNING)]


def test_what_is_not_understood_is_reported_not_dropped() -> None:
    sheets = [
        Sheet("Комментарии", (("hello",),)),
        Sheet("Empty", ()),
        Sheet(
            "Halls", (("site", "name", "Этаж", None, "name"), ("Дом", "1", "2", "stray", "x"), ("Дом", "2", None, "y"))
        ),
    ]
    reading = read_event_sheets(sheets)
    assert [(p.sheet, p.row, p.column, p.value) for p in reading.problems] == [
        ("Комментарии", None, None, None),
        ("Halls", 1, "Этаж", None),
        ("Halls", 1, "name", None),
        ("Halls", 2, None, "stray"),
    ]
    assert {problem.severity for problem in reading.problems} == {Severity.WARNING}
    assert [draft.values for draft in reading.drafts] == [{"site": "Дом", "name": "1"}, {"site": "Дом", "name": "2"}]


def test_a_sheet_without_headers_is_refused_row_by_row() -> None:
    reading = read("Participants", ("Иванов", "Иван"), ("Петров", "Пётр"))
    assert reading.drafts == []
    assert (reading.found["Participants"], reading.refused["Participants"]) == (2, 2)
    assert said(reading) == [(1, None, Severity.ERROR)]


def test_a_bad_cell_is_left_out_and_a_bad_required_one_refuses_its_row() -> None:
    reading = read(
        "Activities",
        ("title", "kind", "starts_at", "ends_at", "locked"),
        ("А", "visit", "31.02.2025 09:00", "2025-08-13 10:00", None),
        ("Б", "visit", "2025-08-13 09:00", datetime(2025, 8, 13, 10, 0), "maybe"),
        ("В", "танцы", "завтра", "2025-08-13 10:00", None),
    )
    assert said(reading) == [
        (2, "starts_at", Severity.ERROR), (3, "locked", Severity.WARNING), (4, "kind", Severity.ERROR),
        (4, "starts_at", Severity.ERROR),
    ]  # fmt: skip
    assert [problem.value for problem in reading.problems] == ["31.02.2025 09:00", "maybe", "танцы", "завтра"]
    assert [draft.values["title"] for draft in reading.drafts] == ["Б"]
    assert "locked" not in reading.drafts[0].values
    assert (reading.found.total(), reading.refused.total()) == (3, 2)


def test_empty_cells_are_known_to_be_empty_and_blank_rows_are_no_rows() -> None:
    reading = read("Districts", ("name", "region", "phone"), ("Слоним", "  ", "\x00"), (" ", None), ())
    assert [dict(draft.values) for draft in reading.drafts] == [{"name": "Слоним", "region": None, "phone": None}]


def test_the_event_is_keys_and_values_with_or_without_a_header() -> None:
    rows: Rows = (("Название", "IV съезд"), ("начало", date(2025, 8, 12)), ("скорость автобуса", 60),
                  ("погода", "дождь"), ("title", "again"), ("language", "русский"))  # fmt: skip
    for extra in ((), (("key", "value"),)):
        reading = read("Event", *extra, *rows)
        (draft,) = reading.drafts
        assert draft.values == {
            "title": "IV съезд",
            "starts_on": date(2025, 8, 12),
            "speed_coach": 60,
            "language": "ru",
        }
        assert [problem.column for problem in reading.problems] == ["погода", "title"]


def test_a_wrong_time_zone_refuses_the_event_and_says_so() -> None:
    reading = read("Event", ("title", "IV"), ("timezone", "Europe/Minks"))
    assert reading.drafts == []
    assert said(reading) == [(2, "timezone", Severity.ERROR)]


def test_long_texts_are_joined_from_their_parts() -> None:
    reading = read(
        "Sites", ("name", "requirements", "requirements (2)"), ("А", "'=каска, ", "'-очки"), ("Б", "каска", None)
    )
    assert [draft.values["requirements"] for draft in reading.drafts] == ["=каска, -очки", "каска"]
    assert reading.problems == []


def test_guarded_headers_and_cells_lose_their_apostrophe() -> None:
    (draft,) = read("Districts", ("name", "phone"), ("'=Слоним", "'+375 1562 2-22-22")).drafts
    assert draft.values == {"name": "=Слоним", "phone": "+375 1562 2-22-22"}
