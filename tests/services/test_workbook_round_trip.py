"""Exporting an event and importing it into a new one gives the same event, whatever its names are."""

import tempfile
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain import model
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.ids import seeded_ids
from smalltowns_desktop.domain.model import EVENT_KEY, Event, ParticipantDocument
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.spreadsheet import write_csv, write_workbook
from smalltowns_desktop.exchange.tables import Sheet, read_tables
from smalltowns_desktop.exchange.values import read_telephone
from smalltowns_desktop.exchange.workbook import PAGES
from smalltowns_desktop.exchange.workbook_reading import read_event_sheets
from smalltowns_desktop.exchange.workbook_writing import event_sheets
from smalltowns_desktop.services.workbook_plan import Plan
from smalltowns_desktop.services.workbook_rows import plan_workbook
from smalltowns_desktop.services.workbook_state import LINKS, State
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.rows import row_key

AUTHOR = Author("Анна", "desk-1")
OTHER = Event(EVENT_KEY, "Another", date(2020, 1, 1), date(2020, 1, 1))
TABLES = [page.rows for page in PAGES] + [link.rows for link in LINKS]

texts = st.text(max_size=8).map(clean_text)
notes = st.one_of(texts, st.text("=+-@' \n\r\tаб;", max_size=8)).map(lambda text: clean_text(text, lines=True))
names = st.sampled_from(
    ["Слоним", "слоним", "Ёлка; завод", '"А"', '"А"; Б', "=1+1", "'=x", "+375291234567", "12", "1.50", "да"]
)
names = st.one_of(names, texts.filter(bool))
days = st.dates(date(1000, 1, 1), date(9999, 12, 30))
moments = st.datetimes(datetime(2025, 8, 12), datetime(2025, 8, 16)).map(lambda at: at.replace(second=0, microsecond=0))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
lists = st.lists(texts.filter(bool), max_size=3).map(tuple)
open_days = st.lists(st.sampled_from("1234567") | st.dates().map(date.isoformat), unique=True, max_size=4).map(tuple)
colours = st.sampled_from(["", "#1D6FB8", "#abcdef", "#000000"])
telephones = st.one_of(
    st.just(""), st.just("+375291234567"), texts.map(lambda text: read_telephone(text) if text else "")
)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def degrees(most: int) -> st.SearchStrategy[float]:
    return st.floats(-most, most).map(lambda value: round(value, 6))


class Draw:
    """Rows that refer to rows already drawn."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.ids = seeded_ids(draw(st.integers(0, 1000)), 10**18)
        self.rows: dict[str, dict[str, Any]] = {name: {} for name in TABLES if name != "event"}

    def add(self, table: str, row: Any) -> None:
        self.rows[table][row_key(row)] = row

    def count(self, most: int = 4) -> range:
        return range(self.draw(st.integers(0, most)))

    def one(self, table: str) -> Any:
        keys = list(self.rows[table])
        return self.draw(st.sampled_from(keys)) if keys else None

    def maybe_one(self, table: str) -> Any:
        return self.one(table) if self.draw(st.booleans()) else None

    def some(self, table: str) -> list[Any]:
        keys = list(self.rows[table])
        return self.draw(st.lists(st.sampled_from(keys), unique=True, max_size=3)) if keys else []

    def make(self, row: type, **given: Any) -> Any:
        """A row with an id, the given fields, and others by their names and types."""
        values = {"id": self.ids(), **given}
        for item in fields(row):
            if item.name not in values and item.name in FIELDS.get(row, {}):
                values[item.name] = self.draw(FIELDS[row][item.name])
        return row(**values)


numbers = st.integers(1, 9)
FIELDS: dict[type, dict[str, st.SearchStrategy[Any]]] = {
    model.Direction: {"name": names, "colour": colours, "position": numbers},
    model.District: {"name": names, "region": texts, "country": texts, "coordinator": texts, "phone": texts},
    model.Site: {
        "name": names, "kind": st.sampled_from(model.SiteKind), "address": texts, "groups_at_once": maybe(numbers),
        "visitors_max": maybe(numbers), "visit_minutes": maybe(numbers), "opens_at": maybe(clocks),
        "closes_at": maybe(clocks), "open_days": open_days, "notice_hours": maybe(numbers), "requirements": notes,
        "host_name": texts, "host_position": texts, "host_phone": texts, "host_confirmed": st.booleans(),
        "languages": lists,
    },
    model.Hall: {"name": names, "seats": maybe(numbers)},
    model.Delegation: {
        "name": names, "town": texts, "region": texts, "country": texts, "colour": colours, "position": numbers,
        "languages": lists, "expected_size": maybe(numbers),
    },
    model.Participant: {
        "surname": names, "given_name": texts, "patronymic": texts, "latin_surname": texts, "latin_given_name": texts,
        "role": st.sampled_from(model.Role), "position": texts, "organisation": texts, "town": texts,
        "phone": telephones, "email": texts, "birth_date": maybe(days), "languages": lists, "diet": texts,
        "room": texts, "notes": notes,
    },
    model.Group: {"name": names},
    model.Request: {
        "weight": numbers, "minutes": maybe(numbers), "not_before": maybe(clocks), "not_after": maybe(clocks),
        "day": maybe(days), "note": notes,
    },
    model.Activity: {
        "title": names, "kind": st.sampled_from(model.ActivityKind), "status": st.sampled_from(model.ActivityStatus),
        "locked": st.booleans(), "notes": notes,
    },
    model.Vehicle: {
        "name": names, "seats": numbers, "kind": st.sampled_from(model.VehicleKind), "plate": texts, "driver": texts,
        "phone": texts,
    },
    model.TravelTime: {"minutes": numbers, "vehicle_kind": maybe(st.sampled_from(model.VehicleKind))},
    model.Agreement: {
        "title": names, "kind": st.sampled_from(model.AgreementKind), "parties": lists, "copies": maybe(numbers),
        "status": st.sampled_from(model.AgreementStatus), "signed_on": maybe(days), "notes": notes,
    },
    model.Commitment: {
        "what": names, "responsible": texts, "due_on": maybe(days), "status": st.sampled_from(model.CommitmentStatus),
        "note": notes,
    },
}  # fmt: skip


@st.composite
def events(draw: Any) -> tuple[Programme, list[ParticipantDocument]]:
    first = draw(days)
    event = Event(
        EVENT_KEY, draw(names), first, first + timedelta(days=1), draw(st.sampled_from(["Europe/Minsk", "Asia/Omsk"])),
        draw(st.integers(0, 5)), draw(clocks), draw(clocks), draw(texts), draw(texts), draw(maybe(days)),
        draw(st.sampled_from(["ru", "be", "en"])), draw(numbers), draw(st.sampled_from([1.0, 1.3, 1.25])), 60, 70, 80,
        time(12), time(15), draw(maybe(days)),
    )  # fmt: skip
    it = Draw(draw)
    for _ in it.count():
        it.add("directions", it.make(model.Direction))
    for _ in it.count():
        it.add("districts", it.make(model.District, **_coordinates(draw)))
    for _ in it.count() if it.rows["districts"] else ():
        site = it.make(model.Site, district_id=it.one("districts"), **_coordinates(draw))
        it.add("sites", site)
        for key in it.some("directions"):
            it.add("site_directions", model.SiteDirection(site.id, key))
    for _ in it.count() if it.rows["sites"] else ():
        it.add("halls", it.make(model.Hall, site_id=it.one("sites")))
    for number in it.count():
        delegation = it.make(
            model.Delegation, code=f"Д{number}", hotel_id=it.maybe_one("sites"), arrives_site_id=it.maybe_one("sites"),
            departs_site_id=it.maybe_one("sites"), **_stay(draw),
        )  # fmt: skip
        it.add("delegations", delegation)
        for key in it.some("directions"):
            it.add("delegation_directions", model.DelegationDirection(delegation.id, key))
    for number in it.count(5):
        person = it.make(
            model.Participant, number=number + 7, delegation_id=it.maybe_one("delegations"),
            hotel_id=it.maybe_one("sites"), **_stay(draw),
        )  # fmt: skip
        it.add("participants", person)
        document = draw(texts)
        if document:
            it.add("participant_documents", ParticipantDocument(person.id, document))
    for delegation in it.rows["delegations"].values() if it.rows["participants"] else ():
        for part in draw(st.lists(st.sampled_from(model.OfficerPart), unique=True)):
            it.add("delegation_officers", model.DelegationOfficer(delegation.id, part, it.one("participants")))
    for _ in it.count():
        group = it.make(model.Group, delegation_id=it.maybe_one("delegations"))
        it.add("groups", group)
        for key in it.some("participants"):
            it.add("group_members", model.GroupMember(group.id, key))
    _add_programme(it)
    documents = it.rows.pop("participant_documents")
    rows: dict[str, Any] = dict(it.rows)
    return replace(Programme(event), **rows), list(documents.values())


def _add_programme(it: Draw) -> None:
    draw = it.draw
    for _ in it.count() if it.rows["sites"] and it.rows["delegations"] else ():
        asker = {"delegation_id": it.one("delegations")}
        if it.rows["groups"] and draw(st.booleans()):
            asker = {"group_id": it.one("groups")}
        it.add("requests", it.make(model.Request, site_id=it.one("sites"), **asker))
    for _ in it.count():
        starts = draw(moments)
        activity = it.make(
            model.Activity, starts_at=starts, ends_at=starts + timedelta(minutes=draw(numbers)),
            direction_id=it.maybe_one("directions"), site_id=it.maybe_one("sites"), hall_id=it.maybe_one("halls"),
        )  # fmt: skip
        it.add("activities", activity)
        for key in it.some("groups"):
            it.add("activity_groups", model.ActivityGroup(activity.id, key))
        for part in model.ActivityPart:
            for key in it.some("participants"):
                it.add("activity_people", model.ActivityPerson(activity.id, part, key))
    for _ in it.count():
        it.add("vehicles", it.make(model.Vehicle, base_site_id=it.maybe_one("sites")))
    for _ in it.count() if it.rows["sites"] and it.rows["vehicles"] else ():
        starts = draw(moments)
        transfer = it.make(
            model.Transfer, vehicle_id=it.one("vehicles"), from_site_id=it.one("sites"), to_site_id=it.one("sites"),
            departs_at=starts, arrives_at=starts + timedelta(minutes=draw(st.integers(0, 9))),
        )  # fmt: skip
        it.add("transfers", transfer)
        for key in it.some("groups"):
            it.add("transfer_groups", model.TransferGroup(transfer.id, key))
        for key in it.some("participants"):
            it.add("transfer_people", model.TransferPerson(transfer.id, key))
    for _ in it.count() if it.rows["districts"] else ():
        ends = {
            f"{end}_{'site' if table == 'sites' else 'district'}_id": it.one(table)
            for end in ("from", "to")
            for table in [draw(st.sampled_from([name for name in ("sites", "districts") if it.rows[name]]))]
        }
        it.add("travel_times", it.make(model.TravelTime, **ends))
    for _ in it.count():
        agreement = it.make(model.Agreement, ceremony_id=it.maybe_one("activities"))
        it.add("agreements", agreement)
        for key in it.some("participants"):
            it.add("agreement_signatories", model.AgreementSignatory(agreement.id, key))
        for _ in it.count(2):
            it.add("commitments", it.make(model.Commitment, agreement_id=agreement.id))
    for rule in draw(st.lists(st.sampled_from(sorted(RULES)), unique=True, max_size=3)):
        it.add("rule_severities", model.RuleSeverity(rule, draw(st.sampled_from(model.Severity))))


def _coordinates(draw: Any) -> dict[str, float]:
    return {"latitude": draw(degrees(90)), "longitude": draw(degrees(180))} if draw(st.booleans()) else {}


def _stay(draw: Any) -> dict[str, datetime]:
    if not draw(st.booleans()):
        return {}
    arrives = draw(moments)
    return {"arrives_at": arrives, "departs_at": arrives + timedelta(minutes=draw(st.integers(0, 5000)))}


def through_files(sheets: tuple[Sheet, ...], *, xlsx: bool) -> tuple[Sheet, ...]:
    with tempfile.TemporaryDirectory() as folder:
        if xlsx:
            path = Path(folder) / "event.xlsx"
            path.write_bytes(write_workbook(sheets))
        else:
            path = Path(folder)
            for sheet in sheets:
                (path / f"{sheet.name}.csv").write_bytes(write_csv(sheet.rows))
        return read_tables(path)


def planned(sheets: tuple[Sheet, ...], state: State) -> Plan:
    return plan_workbook(read_event_sheets(sheets), state, seeded_ids(77, 2 * 10**18), RULES)


def tables(state: State) -> dict[str, dict[str, Any]]:
    return {name: dict(state.table(name)) for name in TABLES}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(events())
def test_an_event_comes_back_from_csv(drawn: tuple[Programme, list[ParticipantDocument]]) -> None:
    programme, documents = drawn
    plan = planned(through_files(event_sheets(programme, documents), xlsx=False), State(Programme(OTHER), []))
    assert plan.problems == []
    assert tables(plan.state) == tables(State(programme, documents))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(events())
def test_an_event_comes_back_from_xlsx(drawn: tuple[Programme, list[ParticipantDocument]]) -> None:
    programme, documents = drawn
    plan = planned(through_files(event_sheets(programme, documents), xlsx=True), State(Programme(OTHER), []))
    assert plan.problems == []
    assert tables(plan.state) == tables(State(programme, documents))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(events())
def test_importing_again_without_ids_changes_nothing(drawn: tuple[Programme, list[ParticipantDocument]]) -> None:
    sheets = tuple(_without_ids(sheet) for sheet in event_sheets(*drawn))
    state = planned(sheets, State(Programme(OTHER), [])).state
    before = tables(state)
    again = planned(sheets, state)
    assert tables(again.state) == before
    assert again.count("inserted").total() == again.count("updated").total() == 0


def _without_ids(sheet: Sheet) -> Sheet:
    if sheet.rows[0][-1] != "id":
        return sheet
    return Sheet(sheet.name, tuple(row[:-1] for row in sheet.rows))
