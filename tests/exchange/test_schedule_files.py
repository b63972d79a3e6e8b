"""Whole schedule files: what is understood, what is refused event by event, what is refused whole."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.errors import ScheduleUnreadable
from smalltowns_desktop.domain.model import ActivityKind, ActivityPart, ActivityStatus, Severity
from smalltowns_desktop.exchange.schedule import LONGEST_NAME, LONGEST_NOTES, read_schedule
from smalltowns_desktop.exchange.schedule_model import Schedule

MINSK = ZoneInfo("Europe/Minsk")
EVENT = {"title": "Opening", "start": "09:00", "duration": "01:00", "room": "Hall A"}


def xml_event(attributes: str = 'id="1"', persons: str = "", **fields: str) -> str:
    values = {**EVENT, **fields}
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in values.items() if value)
    return f"<event {attributes}>{inner}<persons>{persons}</persons></event>"


def xml(*events: str, head: str = "<title>Conf</title>", day: str = 'date="2025-08-13" index="1"') -> bytes:
    room = f'<room name="Hall A">{"".join(events)}</room>'
    return f"<schedule><conference>{head}</conference><day {day}>{room}</day></schedule>".encode()


def read(data: bytes) -> Schedule:
    return read_schedule(data, MINSK, "schedule.xml")


def json_schedule(*events: Any, **conference: Any) -> bytes:
    day = {"index": 1, "date": "2025-08-13", "rooms": {"Hall A": list(events)}}
    return json.dumps(
        {"schedule": {"version": "1", "conference": {"title": "Conf", "days": [day], **conference}}}
    ).encode()


def json_event(**fields: Any) -> dict[str, Any]:
    return {"id": 1, **EVENT, "persons": [], **fields}


def complaints(schedule: Schedule, severity: Severity = Severity.ERROR) -> list[tuple[int, str]]:
    return [(problem.row, problem.field) for problem in schedule.problems if problem.severity is severity]


def test_an_event_is_read_with_room_track_people_and_text() -> None:
    guid = "8079583E-8321-506C-95AF-FD2903A5F075"
    event = xml_event(
        f'id="7" guid="{guid}"',
        '<person id="3">Tristan Nitot</person><person id="4">Вера Павловна Рябинина</person>',
        subtitle="Or how", track="Local government", type="keynote", abstract="&lt;p&gt;One &amp;amp; two&lt;/p&gt;",
    )  # fmt: skip
    schedule = read(xml(event))
    (found,) = schedule.events
    assert found.guid == found.identity == guid.lower()
    assert (found.title, found.kind, found.status) == ("Opening", ActivityKind.PLENARY, ActivityStatus.CONFIRMED)
    assert (found.starts_at, found.ends_at) == (datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10))
    assert (found.room, found.track, found.notes) == ("Hall A", "Local government", "Or how\n\nOne & two")
    names = [schedule.people[identity].name for part, identity in found.people if part is ActivityPart.SPEAKER]
    assert [(name.surname, name.given_name, name.patronymic) for name in names] == [
        ("Nitot", "Tristan", ""),
        ("Рябинина", "Вера", "Павловна"),
    ]
    assert schedule.days == (date(2025, 8, 13),)
    assert not schedule.problems


def test_events_outside_of_rooms_are_read_too() -> None:
    data = f'<schedule><conference/><day date="2025-08-13">{xml_event()}</day></schedule>'.encode()
    assert [event.room for event in read(data).events] == ["Hall A"]


def test_namespaces_are_looked_through() -> None:
    data = xml(xml_event()).replace(b"<schedule>", b'<schedule xmlns="urn:x" xmlns:y="urn:y">')
    assert len(read(data).events) == 1


def test_html_that_nobody_escaped_is_text_too() -> None:
    assert read(xml(xml_event(abstract="a &lt; b <p>Hello <em>there</em></p> end"))).events[0].notes == (
        "a < b\n\nHello there\n\nend"
    )


def test_a_description_that_repeats_the_abstract_is_kept_once() -> None:
    schedule = read(xml(xml_event(abstract="Short.", description="Short. And long.")))
    assert schedule.events[0].notes == "Short. And long."


def test_links_stay_with_the_text() -> None:
    event = xml_event().replace("<persons>", '<links><link href="https://example.org">Slides</link></links><persons>')
    assert read(xml(event)).events[0].notes == "Slides https://example.org"


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \n "}, "title"),
        ({"start": ""}, "start"),
        ({"start": "noon"}, "start"),
        ({"duration": "-01:00"}, "duration"),
        ({"duration": "long"}, "duration"),
        ({"duration": ""}, "duration"),
        ({"date": "yesterday"}, "date"),
    ],
)
def test_a_bad_event_is_named_and_the_rest_goes_in(bad: dict[str, str], field: str) -> None:
    schedule = read(xml(xml_event('id="1"'), xml_event('id="2"', **bad), xml_event('id="3"')))
    assert [event.identity for event in schedule.events] == ["1", "3"]
    assert complaints(schedule) == [(2, field)]
    assert schedule.rows_read == 3


def test_an_event_without_a_day_is_refused() -> None:
    assert complaints(read(xml(xml_event(), day=""))) == [(1, "date")]


def test_an_event_without_a_room_goes_in_without_a_place() -> None:
    data = f'<schedule><conference/><day date="2025-08-13">{xml_event(room="")}</day></schedule>'.encode()
    schedule = read(data)
    assert [event.room for event in schedule.events] == [""]
    assert complaints(schedule, Severity.WARNING) == [(1, "room")]


def test_the_same_id_in_two_slots_is_two_events() -> None:
    schedule = read(xml(xml_event(), xml_event(start="15:00")))
    assert [event.identity for event in schedule.events] == ["1", "1\n2"]
    assert complaints(schedule, Severity.WARNING) == [(2, "id")]


def test_the_same_event_twice_is_one() -> None:
    schedule = read(xml(xml_event(), xml_event()))
    assert len(schedule.events) == 1
    assert complaints(schedule) == [(2, "id")]


def test_one_guid_for_two_rooms_tells_neither() -> None:
    room = {"guid": "b379c473-93b9-4eae-9a09-d482e86cede3"}
    schedule = read(json_schedule(json_event(), rooms=[{"name": "Hall A", **room}, {"name": "Hall B", **room}]))
    assert [(room.name, room.guid) for room in schedule.rooms] == [("Hall A", ""), ("Hall B", "")]
    assert complaints(schedule, Severity.NOTICE) == [(0, "room")]


def test_a_person_is_one_by_id_and_namesakes_are_two() -> None:
    first, second = '<person id="1">Ann Lee</person>', '<person id="2">Ann Lee</person>'
    schedule = read(xml(xml_event('id="1"', first), xml_event('id="2"', second), xml_event('id="3"', first)))
    assert len(schedule.people) == 2
    assert complaints(schedule, Severity.NOTICE) == [(0, "persons")]


def test_ids_that_never_repeat_while_names_do_number_mentions_not_people() -> None:
    events = [xml_event(f'id="{number}"', f'<person id="{number}">Ann Lee</person>') for number in range(1, 4)]
    schedule = read(xml(*events))
    assert len(schedule.people) == 1
    assert complaints(schedule, Severity.NOTICE) == [(0, "persons")]


def test_a_nameless_person_is_left_out_and_said() -> None:
    schedule = read(xml(xml_event('id="1"', '<person id="9"> </person>')))
    assert not schedule.people
    assert complaints(schedule, Severity.WARNING) == [(1, "persons")]


def test_what_cannot_be_seen_in_a_name_is_taken_out_and_said() -> None:
    schedule = read(
        xml(xml_event('id="1"', '<person id="1">Ann\u202e \u200bLee</person><person id="2">Щукинa Анна</person>'))
    )
    assert [person.full_name for person in schedule.people.values()] == ["Lee Ann", "Щукинa Анна"]
    assert complaints(schedule, Severity.WARNING) == complaints(schedule, Severity.NOTICE) == [(1, "persons")]


def test_what_is_too_long_is_cut_and_said() -> None:
    long = "x" * (LONGEST_NAME + 1)
    schedule = read(xml(xml_event(title=long, track=long, abstract="y " * LONGEST_NOTES)))
    (event,) = schedule.events
    assert (len(event.title), len(event.track), len(event.notes)) == (LONGEST_NAME, LONGEST_NAME, LONGEST_NOTES - 1)
    assert {field for _, field in complaints(schedule, Severity.WARNING)} == {"title", "track", "abstract"}


def test_a_declared_time_zone_that_is_not_used_is_said() -> None:
    schedule = read(xml(xml_event(), head="<time_zone_name>Europe/Brussels</time_zone_name>"))
    assert schedule.events[0].starts_at == datetime(2025, 8, 13, 9)
    assert complaints(schedule, Severity.NOTICE) == [(0, "time_zone_name")]


def test_json_is_read_as_xml_is() -> None:
    event = json_event(
        guid="8079583e-8321-506c-95af-fd2903a5f075", date="2025-08-13T09:00:00+01:00", track={"en": "Culture"},
        abstract={"de": "Hallo", "en": "Hello"}, persons=[{"id": 26, "public_name": "Brian Robinson"}], type="Workshop",
    )  # fmt: skip
    schedule = read(
        json_schedule(event, rooms=[{"name": "Hall A", "capacity": 120}], tracks=[{"name": "C", "color": "#ff0000"}])
    )
    (found,) = schedule.events
    assert (found.starts_at, found.room, found.notes) == (datetime(2025, 8, 13, 11), "Hall A", "Hello")
    assert [(room.name, room.seats) for room in schedule.rooms] == [("Hall A", 120)]
    assert [(track.name, track.colour) for track in schedule.tracks] == [("C", "#FF0000"), ("Culture", "")]
    assert [person.full_name for person in schedule.people.values()] == ["Robinson Brian"]


def test_the_successor_format_with_a_flat_list_is_read() -> None:
    room, person = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    conference = {
        "title": "Conf",
        "rooms": [{"name": "Stage", "guid": room}],
        "tracks": [{"name": "Farms", "slug": "farms"}],
        "days": [{"index": 1, "date": "2025-08-13", "start": "2025-08-13T04:00:00+03:00"}],
    }
    talk_fields = {
        "guid": "33333333-3333-4333-8333-333333333333",
        "title": "Talk",
        "type": "DISCUSSION",
        "state": "CANCELED",
        "start": "2025-08-13T10:00:00+03:00",
        "end": "2025-08-13T11:00:00+03:00",
        "track": {"slug": "farms"},
        "room": {"guid": room},
        "participants": [{"name": "Ann Lee", "guid": person, "role": "MODERATOR"}],
    }
    lunch_fields = {"type": "BREAK", "title": "Lunch", "start": "2025-08-13T12:00:00Z", "end": "2025-08-13T13:00:00Z"}
    document = {"schedule": {"version": "2", "conference": conference, "events": [talk_fields, lunch_fields]}}
    schedule = read(json.dumps(document).encode("utf-16"))
    talk, lunch = schedule.events
    assert (talk.room, talk.track, talk.kind, talk.status) == (
        "Stage",
        "Farms",
        ActivityKind.MEETING,
        ActivityStatus.CANCELLED,
    )
    assert talk.people == ((ActivityPart.MODERATOR, person),)
    assert (lunch.title, lunch.kind, lunch.room) == ("Lunch", ActivityKind.FREE, "")


@pytest.mark.parametrize(
    "event", [None, 5, "text", [], {}, {"title": ["x"]}, {**EVENT, "start": {"a": 1}}, {**EVENT, "duration": [1]}]
)
def test_a_json_event_of_the_wrong_shape_is_refused_alone(event: object) -> None:
    schedule = read(json_schedule(event, json_event(id=2)))
    assert [found.identity for found in schedule.events] == ["2"]
    assert [row for row, _ in complaints(schedule)] == [1]


@pytest.mark.parametrize(
    "part",
    [
        {"days": "x"},
        {"days": [None]},
        {"days": [{"rooms": "x"}]},
        {"days": [{"rooms": {"A": "x"}}]},
        {"rooms": [5], "tracks": 5},
    ],
)
def test_a_json_conference_of_the_wrong_shape_does_no_harm(part: dict[str, Any]) -> None:
    read(json.dumps({"schedule": {"conference": {"title": "Conf", **part}}}).encode())


BOMB = b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule><title>&b;</title></schedule>'


@pytest.mark.parametrize(
    "data",
    [
        b"", b"  \n", b"hello", b"BEGIN:VCALENDAR", b"PK\x03\x04...", b"<schedule>", b"<html><body/></html>",
        b"<schedule><a></b></schedule>", b"\xff\xfe\x00", b"<?xml version='1.0' encoding='klingon'?><schedule/>",
        b"<?xml version='1.0' encoding='utf-8'?><schedule>\xff</schedule>", BOMB,
        b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>',
        b'<!DOCTYPE s SYSTEM "http://example.org/x.dtd"><schedule>',
        b"<schedule>" + b"<a>" * 500 + b"</a>" * 500 + b"</schedule>",
        b"{", b"[]", b"{}", b'{"schedule": 5}', b'{"schedule": {"conference": []}}', b'{"a": \xff}', b"[" * 200_000,
        b'{"schedule": ' + b"9" * 10_000 + b"}",
    ],
)  # fmt: skip
def test_a_file_that_is_no_schedule_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(ScheduleUnreadable) as caught:
        read(data)
    assert str(caught.value).startswith("schedule.xml cannot be read as a schedule. ")


def test_a_broken_file_is_refused_by_line_and_column() -> None:
    with pytest.raises(ScheduleUnreadable, match="line 3, column 6"):
        read(b"<schedule>\n<day>\n<a></b>\n</day></schedule>")
    with pytest.raises(ScheduleUnreadable, match="line 2, column 3"):
        read(b'{"schedule":\n  x}')


def test_a_file_without_events_says_so() -> None:
    assert complaints(read(b"<schedule/>"), Severity.WARNING) == [(0, "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_xml_says_itself_how_it_is_encoded(encoding: str) -> None:
    text = xml(xml_event(title="Открытие")).decode()
    data = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'.encode(encoding)
    assert read(data).events[0].title == "Открытие"


FIELDS = ["schedule", "conference", "days", "rooms", "events", "title", "start", "duration", "persons", "name", "A"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()


@given(
    st.recursive(
        SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner), max_leaves=30
    )
)
def test_any_json_is_read_or_refused(document: object) -> None:
    try:
        schedule = read(json.dumps({"schedule": document}).encode())
    except ScheduleUnreadable:
        return
    refused = {problem.row for problem in schedule.problems if problem.severity is Severity.ERROR}
    assert schedule.rows_read == len(schedule.events) + len(refused)


def test_naughty_strings_go_through_every_field(shared_data: Path) -> None:
    for naughty in json.loads((shared_data / "naughty" / "blns.json").read_text(encoding="utf-8")):
        person = {"id": 1, "public_name": naughty}
        event = json_event(
            id=naughty, guid=naughty, title=f"T {naughty}", room=naughty, track=naughty, abstract=naughty,
            description=naughty, type=naughty, state=naughty, persons=[person], links=[{"url": naughty}],
        )  # fmt: skip
        schedule = read(json_schedule(event, venue=naughty, city=naughty, acronym=naughty))
        assert len(schedule.events) == 1, naughty
