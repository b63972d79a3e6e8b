"""What the page of places says: words of kinds, lines of the list, hours, the rows of the table."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QLocale

from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.domain.model import Severity, Site, SiteKind
from smalltowns_desktop.domain.names import fold, fold_for_search
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import N_
from smalltowns_desktop.gui.map.panels import RouteLine
from smalltowns_desktop.gui.map.route import DayRoute, Stop
from smalltowns_desktop.gui.models.site_facts import DayAtSite, is_open_on
from smalltowns_desktop.gui.models.sites import DistrictLines, SiteLine
from smalltowns_desktop.gui.wording import clock, duration, span
from smalltowns_desktop.gui.workspace import Workspace

KIND_WORDS: Mapping[SiteKind, str] = {
    SiteKind.VENUE: N_("House of culture, hall"),
    SiteKind.ENTERPRISE: N_("Enterprise"),
    SiteKind.FARM: N_("Farm"),
    SiteKind.CULTURE: N_("Culture, museum"),
    SiteKind.SCHOOL: N_("School"),
    SiteKind.HOTEL: N_("Hotel"),
    SiteKind.STATION: N_("Station"),
    SiteKind.OTHER: N_("Other place"),
}
_RANKS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def kind_words(workspace: Workspace) -> dict[SiteKind, str]:
    return {kind: workspace.words.word(word) for kind, word in KIND_WORDS.items()}


def hours_of(workspace: Workspace, site: Site) -> str:
    """`08:00–17:00`; "" where nothing is said of hours."""
    opens, closes = site.opens_at, site.closes_at
    if opens is None and closes is None:
        return ""
    if closes is None:
        return workspace.say("from {time}", time=opens)
    if opens is None:
        return workspace.say("until {time}", time=closes)
    return f"{opens:%H:%M}–{closes:%H:%M}"


def weekday_names(language: str) -> list[str]:
    """Short, Monday first."""
    days = QLocale(language)
    return [days.dayName(number, QLocale.FormatType.ShortFormat) for number in range(1, 8)]


def line_of(workspace: Workspace, site: Site, day: date) -> str:
    """The second row of the list: how many at once, when on the chosen day, what is missing."""
    parts = []
    if site.visitors_max is not None and site.kind is SiteKind.HOTEL:
        parts.append(workspace.say_n("{n} bed", "{n} beds", site.visitors_max))
    elif site.visitors_max is not None:
        parts.append(workspace.say("up to {n}", n=site.visitors_max))
    if not is_open_on(site, day):
        parts.append(workspace.say("closed on this day"))
    elif hours := hours_of(workspace, site):
        parts.append(hours)
    if not site.host_name:
        parts.append(workspace.say("no host"))
    return " · ".join(parts)


def problems_of_sites(conflicts: Conflicts | None) -> dict[str, str]:
    """The worst open conflict of each site: `error` or `warning`."""
    found: dict[str, str] = {}
    for conflict in conflicts.open if conflicts is not None else ():
        rank = _RANKS.get(conflict.severity)
        subject = conflict.subjects[0] if conflict.subjects else None
        if rank is not None and subject is not None and subject.type == "site" and found.get(subject.id) != "error":
            found[subject.id] = rank
    return found


def list_of_places(
    workspace: Workspace, programme: Programme, route: DayRoute, day: date, problems: Mapping[str, str]
) -> list[DistrictLines]:
    """Districts by name, in each its sites by name; districts without any too."""
    kinds = kind_words(workspace)
    districts = []
    for district in sorted(programme.districts.values(), key=lambda row: (fold(row.name), row.id)):
        sites = [programme.sites[key] for key in programme.sites_by_district.get(district.id, ())]
        lines = []
        for site in sorted(sites, key=lambda row: (fold(row.name), row.id)):
            numbers = ", ".join(map(str, route.numbers_at(site.id)))
            line = line_of(workspace, site, day)
            spoken = [site.name, kinds[site.kind], line]
            if numbers:
                spoken.append(workspace.say("stop {number}", number=numbers))
            told = (site.name, district.name, site.host_name, site.address, kinds[site.kind])
            haystack = fold_for_search(*told)
            lines.append(
                SiteLine(site.id, site.name, site.kind, line, numbers, problems.get(site.id, ""),
                         ", ".join(part for part in spoken if part), haystack)
            )  # fmt: skip
        districts.append(DistrictLines(district.id, district.name, tuple(lines)))
    return districts


def route_lines(workspace: Workspace, programme: Programme, route: DayRoute) -> tuple[list[RouteLine], str]:
    """The stops as the card on the map says them, and the length of the whole way; "" without a way."""
    lines = []
    for stop in route.stops:
        site = programme.sites[stop.site_id]
        where = f"{site.name}, {programme.districts[site.district_id].name}"
        lines.append(RouteLine(str(stop.number), site.id, where, clock(stop.starts_at)))
    if not route.legs:
        return lines, ""
    return lines, f"{workspace.say('{km} km', km=round(route.kilometres))} · {duration(workspace, route.minutes)}"


def tip_of(workspace: Workspace, site: Site, stop: Stop | None, of_day: DayAtSite | None) -> tuple[str, str]:
    """The two lines beside a site's mark: its name; when the route comes, else its hours, and how full it gets."""
    parts = []
    if stop is not None:
        parts.append(span(stop.starts_at, stop.ends_at))
    elif hours := hours_of(workspace, site):
        parts.append(hours)
    if of_day is not None and of_day.people:
        parts.append(
            workspace.say_n("{n} person", "{n} people", of_day.people)
            if site.visitors_max is None
            else workspace.say("{n} of {limit}", n=of_day.people, limit=site.visitors_max)
        )
    return site.name, " · ".join(parts)
