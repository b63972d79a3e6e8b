"""What stands on badges, worked out from the snapshot."""

from datetime import date

from smalltowns_desktop.documents.badges import BadgeDay, BadgeDelegation, PrintedBadge
from smalltowns_desktop.documents.itinerary_rows import Day, Entry
from smalltowns_desktop.documents.style import delegation_swatch
from smalltowns_desktop.domain.ids import ActivityId, DelegationId
from smalltowns_desktop.domain.latin import latin_name
from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.paper_content import PaperContent


class BadgeContent:
    """Badges of one snapshot."""

    def __init__(self, programme: Programme, *, with_day: bool, day: date | None) -> None:
        """`with_day`: the template shows the owner's programme, of `day` or else of the first day that has any."""
        self._programme = programme
        self._papers = PaperContent(programme) if with_day else None
        self._day = day
        self._delegations = {
            key: BadgeDelegation(row.name, row.code, row.region, delegation_swatch(row.position, row.colour))
            for key, row in programme.delegations.items()
        }

    def badge(self, person: Participant, code: str) -> PrintedBadge:
        return PrintedBadge(
            number=person.number,
            surname=person.surname,
            given_name=person.given_name,
            patronymic=person.patronymic,
            latin=latin_name(person),
            position=person.position,
            role=person.role,
            delegation=self._delegation(person.delegation_id),
            code=code,
            day=self._day_of(person),
        )

    def _delegation(self, delegation_id: DelegationId | None) -> BadgeDelegation | None:
        return None if delegation_id is None else self._delegations[delegation_id]

    def _day_of(self, person: Participant) -> BadgeDay | None:
        if self._papers is None:
            return None
        for day in self._papers.days_of_person(person, self._day):
            rows = tuple(
                (row.starts_at.time(), ", ".join(part for part in (row.title, self._town(row, day)) if part))
                for row in day.rows
                if isinstance(row, Entry)
            )
            if rows:
                return BadgeDay(day.day, rows)
        return None

    def _town(self, row: Entry, day: Day) -> str:
        """Where the owner must be, on days that lead through several districts."""
        if len(day.towns) < 2:
            return ""
        site = self._programme.site_of(self._programme.activities[ActivityId(row.key)])
        return "" if site is None else self._programme.districts[site.district_id].name
