"""What somebody knows about roads better than distance and speed do."""

from dataclasses import replace

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import DistrictId, KeySource, SiteId, TravelTimeId, new_id
from smalltowns_desktop.domain.model import District, Site, TravelTime, VehicleKind
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.travel import End, ends_of
from smalltowns_desktop.exchange import values
from smalltowns_desktop.exchange.values import BadCell
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import read_rows

MOST_ROAD_MINUTES = 10_000
"""The schema's limit."""


def read_road_minutes(text: str) -> int | None:
    """Minutes on the road as somebody types them; None for nothing typed. Raises `InvalidValue`."""
    if not text.strip():
        return None
    try:
        return values.read_integer(text, 0, MOST_ROAD_MINUTES)
    except BadCell as refusal:
        raise InvalidValue("minutes", text, refusal.text) from refusal


def set_travel_time(
    db: Database, start: End, end: End, kind: VehicleKind | None, minutes: int | None, *, ids: KeySource = new_id
) -> Changes:
    """Say how long the road takes from `start` to `end` for a kind of vehicle, None: for any of them.

    `minutes` None takes back what was said, and the way is reckoned again. Only rows of exactly these ends, this
    direction and this kind are changed. Raises `InvalidValue`, `GoneAlready` if an end is no longer there.
    """
    if minutes is not None and not 0 <= minutes <= MOST_ROAD_MINUTES:
        why = say("It should be a number from {least} to {most}.", least=0, most=MOST_ROAD_MINUTES)
        raise InvalidValue("minutes", minutes, why)
    names = {"start": _name_of(db, start), "end": _name_of(db, end)}
    title = (
        say("Reckon the road {start} – {end} anew", **names)
        if minutes is None
        else say("The road {start} – {end} takes {minutes} min", minutes=minutes, **names)
    )
    with db.deed(title) as deed:
        _write(deed, _row(start, end, kind), minutes, ids)
    return deed.changes


def _write(deed: Deed, wanted: TravelTime, minutes: int | None, ids: KeySource) -> None:
    ends = (wanted.vehicle_kind, ends_of(wanted))
    stored = sorted(
        (row for row in read_rows(deed.connection, TravelTime) if (row.vehicle_kind, ends_of(row)) == ends),
        key=lambda row: row.id,
    )
    if minutes is None:
        deed.delete(*stored)
    elif stored:
        deed.update(stored[0], replace(stored[0], minutes=minutes))
    else:
        deed.insert(replace(wanted, id=TravelTimeId(ids()), minutes=minutes))


def _row(start: End, end: End, kind: VehicleKind | None) -> TravelTime:
    (start_type, origin), (end_type, destination) = start, end
    return TravelTime(
        TravelTimeId(""),
        0,
        kind,
        from_site_id=SiteId(origin) if start_type == "site" else None,
        from_district_id=DistrictId(origin) if start_type == "district" else None,
        to_site_id=SiteId(destination) if end_type == "site" else None,
        to_district_id=DistrictId(destination) if end_type == "district" else None,
    )


def _name_of(db: Database, end: End) -> str:
    kind, key = end
    with db.reading() as connection:
        found: list[Site] | list[District]
        found = read_rows(connection, Site, id=key) if kind == "site" else read_rows(connection, District, id=key)
    if not found:
        raise GoneAlready(say("site") if kind == "site" else say("district"))
    return found[0].name
