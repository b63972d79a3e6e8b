"""What is different on a paper from its last print, point by point, in words."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from smalltowns_desktop.domain.paper_shelf import PaperChange
from smalltowns_desktop.domain.text import Text, say


def paper_changes(before: str, now: str) -> tuple[PaperChange, ...]:
    """The changes between two contents of an itinerary (`Print.content`), in the order of the day."""
    stood, stands = json.loads(before), json.loads(now)
    rows_before, rows_now = _rows(stood), _rows(stands)
    keys = sorted({*rows_before, *rows_now}, key=lambda key: (rows_now.get(key) or rows_before[key])["starts_at"])
    found = [
        _row_change(key, rows_before.get(key), rows_now.get(key))
        for key in keys
        if rows_before.get(key) != rows_now.get(key)
    ]
    return (*_head_changes(stood, stands), *found)


def changed_rows(before: str, now: str) -> frozenset[str]:
    """Keys of the activities and rides that are new or different now."""
    rows_before, rows_now = _rows(json.loads(before)), _rows(json.loads(now))
    return frozenset(key for key, row in rows_now.items() if rows_before.get(key) != row)


def _rows(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for day in content["days"] for row in day["rows"]}


def _head_changes(stood: Mapping[str, Any], stands: Mapping[str, Any]) -> Iterator[PaperChange]:
    head = ("name", "code", "subtitle")
    if [stood[field] for field in head] != [stands[field] for field in head]:
        yield PaperChange("", say("The heading has changed"))
    for number in range(max(len(stood["facts"]), len(stands["facts"]))):
        before, now = (facts[number] if number < len(facts) else None for facts in (stood["facts"], stands["facts"]))
        if before != now:
            fact = now or before
            assert fact is not None, "one of the two has it"
            was = None if before is None else say("was: {text}", text=_text(before["value"]))
            yield PaperChange("", say("{fact}: {value}", fact=_text(fact["label"]), value=_text(fact["value"])), was)


def _row_change(key: str, before: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> PaperChange:
    row = now or before
    assert row is not None, "one of the two has it"
    title = _title(row)
    start = datetime.fromisoformat(row["starts_at"])
    if before is None:
        return PaperChange(key, say("{title}: new, {time}", title=title, time=start.time()))
    if now is None:
        return PaperChange(key, say("{title}: no longer planned", title=title))
    detail = _detail(before, now)
    was = datetime.fromisoformat(before["starts_at"])
    if was.date() != start.date():
        return PaperChange(key, say("{title}: {before} → {after}", title=title, before=was, after=start), detail)
    if was != start:
        moved = say("{title}: {before} → {after}", title=title, before=was.time(), after=start.time())
        return PaperChange(key, moved, detail)
    if detail is None:
        detail = say("details have changed")
    return PaperChange(key, say("{title}, {time}", title=title, time=start.time()), detail)


def _detail(before: Mapping[str, Any], now: Mapping[str, Any]) -> Text | None:
    """What else differs beside the beginning; the weightiest thing only."""
    if before.get("title") != now.get("title"):
        return say("was: {text}", text=_title(before))
    if before.get("place") != now.get("place"):
        place = before.get("place", "")
        return say("was: {text}", text=place) if place else say("the place is known now")
    if before.get("place_details") != now.get("place_details") or before.get("details") != now.get("details"):
        parts = before.get("place_details") or before.get("details") or []
        return say("was: {text}", text=", ".join(map(str, parts))) if parts else None
    if before.get("host") != now.get("host") or before.get("host_phone") != now.get("host_phone"):
        return say("somebody else receives the guests")
    if before.get("ends_at") != now.get("ends_at") and before["starts_at"] == now["starts_at"]:
        first, second = (datetime.fromisoformat(row["ends_at"]).time() for row in (before, now))
        return say("until {before} → until {after}", before=first, after=second)
    return None


def _title(row: Mapping[str, Any]) -> Text | str:
    if "title" in row:
        return str(row["title"])
    named = {"arrival": say("Arrival"), "departure": say("Departure")}.get(row["kind"])
    return named or (str(row["details"][0]) if row["details"] else say("Ride"))


def _text(value: object) -> Text | str:
    """A value of a paper's content: plain, or a sentence to be translated."""
    return Text.from_json(json.dumps(value)) if isinstance(value, dict) else str(value)
