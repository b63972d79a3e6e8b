"""Checking in people who are named instead of scanned: by the badge that counts, and a new one for whoever has none."""

from collections.abc import Sequence
from datetime import datetime

from smalltowns_desktop.domain.checkin import Way
from smalltowns_desktop.domain.model import Badge
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.checkin import Answer, Desk
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def check_in_people(
    db: Database,
    desk: Desk,
    people: Sequence[str],
    at: datetime | None = None,
    direction: Way = Way.IN,
    force_reason: str | None = None,
) -> list[Answer]:
    """Check in people by their keys, in their order and one transaction; answers as `Desk.scan_all` gives them.

    A badge that was revoked is answered as such. Raises like `Desk.scan_all`, and `GoneAlready`.
    """
    codes = codes_of(db, people)
    return desk.scan_all([codes[person] for person in people if person in codes], at, direction, force_reason)


def codes_of(db: Database, people: Sequence[str]) -> dict[str, str]:
    """The code of each person's last badge; whoever never had one gets it now. Nobody's key is left out silently
    unless the person is no longer in the event."""
    codes = _last_codes(db, people)
    lacking = {person for person in people if person not in codes}
    if lacking:
        issue_badges(db, lacking)
        codes.update(_last_codes(db, list(lacking)))
    return codes


def _last_codes(db: Database, people: Sequence[str]) -> dict[str, str]:
    with db.reading() as connection:
        return {row.participant_id: row.code for row in read_rows(connection, Badge, participant_id=set(people))}
