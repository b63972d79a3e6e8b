"""The declarations against what they describe: the model, the schema and each other."""

import re
from collections import Counter
from dataclasses import fields
from enum import StrEnum

import pytest
from sqlalchemy import CheckConstraint

from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.workbook import EVENT, PAGES, PARTICIPANTS, RULES, columns_of
from smalltowns_desktop.exchange.workbook_names import fold
from smalltowns_desktop.exchange.workbook_page import Kind, Page, Target
from smalltowns_desktop.exchange.workbook_words import words_of
from smalltowns_desktop.storage.schema import TABLE_OF

CONTRACT = {
    "Event": "title edition starts_on ends_on timezone day_starts_at day_ends_at host next_host next_on language "
    "boarding_minutes road_factor speed_coach speed_minibus speed_car meal_from meal_to retention_until",
    "Directions": "name colour",
    "Districts": "name region country latitude longitude coordinator phone",
    "Sites": "name kind district address latitude longitude groups_at_once visitors_max visit_minutes opens_at "
    "closes_at open_days notice_hours requirements host_name host_position host_phone host_confirmed languages "
    "directions",
    "Halls": "site name seats",
    "Delegations": "name town region country directions head deputy liaison colour hotel arrives_at arrives_site "
    "departs_at departs_site languages expected_size",
    "Groups": "name delegation members",
    "Participants": "surname given_name patronymic latin_surname latin_given_name delegation role position "
    "organisation town phone email birth_date languages diet hotel room document arrives_at departs_at notes",
    "Requests": "delegation group site weight minutes not_before not_after day note",
    "Activities": "title kind direction site hall starts_at ends_at status locked groups speakers moderators "
    "interpreters responsible notes",
    "Vehicles": "name kind plate seats driver phone base_site",
    "Transfers": "vehicle from to departs_at arrives_at groups people",
    "Travel": "from to vehicle_kind minutes",
    "Agreements": "title kind parties signatories ceremony copies status signed_on notes",
    "Commitments": "agreement what responsible due_on status note",
    "Rules": "rule severity",
}  # fmt: skip
REQUIRED = {
    "Event": "title starts_on ends_on timezone", "Directions": "name", "Districts": "name", "Sites": "name district",
    "Halls": "site name", "Delegations": "name", "Groups": "name", "Participants": "surname given_name delegation",
    "Requests": "site", "Activities": "title kind starts_at ends_at", "Vehicles": "name seats",
    "Transfers": "vehicle from to departs_at arrives_at", "Travel": "from to minutes", "Agreements": "title",
    "Commitments": "agreement what", "Rules": "rule severity",
}  # fmt: skip

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_the_sheets_are_those_of_the_contract() -> None:
    assert {page.name for page in PAGES} == CONTRACT.keys()


@every_page
def test_the_columns_begin_as_the_contract_has_them(page: Page) -> None:
    names = CONTRACT[page.name].split()
    assert [column.name for column in columns_of(page)][: len(names)] == names
    assert {column.name for column in page.columns if column.required} == set(REQUIRED[page.name].split())
    assert page in (EVENT, RULES) or columns_of(page)[-1].name == "id"


@every_page
def test_every_field_of_the_model_has_a_column(page: Page) -> None:
    covered = {"id"}
    for column in page.columns:
        if column.to is Target.PLACE:
            covered |= {f"{column.field}_site_id", f"{column.field}_district_id"}
        elif column.link is None:
            covered.add(column.field)
    assert {field.name for field in fields(page.row)} | {"id"} == covered


@every_page
def test_no_header_means_two_columns(page: Page) -> None:
    headers = Counter(fold(header) for column in columns_of(page) for header in set(column.headers))
    assert [header for header, count in headers.items() if count > 1] == []


def test_no_name_means_two_sheets() -> None:
    names = Counter(fold(name) for page in PAGES for name in set(page.names))
    assert [name for name, count in names.items() if count > 1] == []


@every_page
def test_ranges_and_lengths_are_those_of_the_database(page: Page) -> None:
    table = TABLE_OF[page.row]
    checks = " ".join(str(item.sqltext) for item in table.constraints if isinstance(item, CheckConstraint))
    ranges = {
        name: (float(least), float(most))
        for name, least, most in re.findall(r"(?<!\()\b(\w+) BETWEEN (-?[\d.]+) AND ([\d.]+)", checks)
    }
    lengths = {name: int(most) for name, most in re.findall(r"length\((\w+)\) BETWEEN \d AND (\d+)", checks)}
    for column in page.columns:
        if column.kind in (Kind.INTEGER, Kind.NUMBER):
            least, most = ranges[column.field]
            assert least <= column.least
            assert column.most <= most
        elif column.kind in (Kind.TEXT, Kind.LINES) and column.link is None:
            assert column.longest <= lengths[column.field]


@every_page
def test_words_of_a_column_are_understood_and_clear(page: Page) -> None:
    for column in page.columns:
        assert (column.kind is Kind.WORD) == (column.words is not None)
        if column.words is not None:
            assert issubclass(column.words, StrEnum)
            assert set(words_of(column.words).values()) == set(column.words)
            assert all(word == fold(word) or "ё" in word for word in words_of(column.words))
            assert [words_of(column.words)[str(word)] for word in column.words] == list(column.words)


@every_page
def test_references_lead_to_earlier_sheets(page: Page) -> None:
    rows = {field.name for field in fields(Programme)}
    assert page.rows in rows
    for column in page.columns:
        assert (column.kind in (Kind.ONE, Kind.MANY)) == (column.to is not None)
        assert column.link is None or column.link.rows in rows | {"participant_documents"}
    assert PAGES.index(PARTICIPANTS) == [page.name for page in PAGES].index("Delegations") + 1
