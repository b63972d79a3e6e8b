"""The sheets of an event, from its snapshot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from smalltowns_desktop.domain.model import ParticipantDocument
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.spreadsheet import Choices, cell_text
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.exchange.values import write_list, write_open_days
from smalltowns_desktop.exchange.workbook import EVENT, PAGES, columns_of
from smalltowns_desktop.exchange.workbook_names import Directory
from smalltowns_desktop.exchange.workbook_page import Column, Kind, Link, Page, Target

Linked = Mapping[str, list[Any]]


def event_sheets(programme: Programme, documents: Iterable[ParticipantDocument]) -> tuple[Sheet, ...]:
    """The whole workbook; empty sheets too, as a form to fill."""
    directory = Directory(programme)
    return tuple(_sheet(page, programme, directory, documents) for page in PAGES)


def page_sheet(page: Page, programme: Programme, documents: Iterable[ParticipantDocument]) -> Sheet:
    """One sheet of the workbook."""
    return _sheet(page, programme, Directory(programme), documents)


def workbook_choices() -> Choices:
    """The words that the cells of enumerated columns offer."""
    return {
        page.name: {
            index: [str(word) for word in column.words]
            for index, column in enumerate(columns_of(page))
            if column.words is not None
        }
        for page in PAGES
    }


def _sheet(page: Page, programme: Programme, directory: Directory, documents: Iterable[ParticipantDocument]) -> Sheet:
    columns = columns_of(page)
    if page is EVENT:
        rows = [(column.name, _cell(column, getattr(programme.event, column.field), directory)) for column in columns]
        return Sheet(page.name, (("key", "value"), *rows))
    linked = {column.name: _linked(column.link, programme, documents) for column in columns if column.link is not None}
    header = tuple(column.name for column in columns)
    body = tuple(
        tuple(_row_cell(column, row, directory, linked) for column in columns) for row in _sorted(page, programme)
    )
    return Sheet(page.name, (header, *body))


def _sorted(page: Page, programme: Programme) -> list[Any]:
    rows = list(getattr(programme, page.rows).values())
    for field in reversed(page.order):
        rows.sort(key=lambda row: (getattr(row, field) is not None, getattr(row, field)))
    return rows


def _linked(link: Link, programme: Programme, documents: Iterable[ParticipantDocument]) -> Linked:
    """The other ends of the links by owner."""
    ends: defaultdict[str, list[Any]] = defaultdict(list)
    rows = documents if link.row is ParticipantDocument else getattr(programme, link.rows).values()
    for row in rows:
        if link.part is None or getattr(row, link.part[0]) == link.part[1]:
            ends[getattr(row, link.owner)].append(getattr(row, link.other))
    return ends


def _row_cell(column: Column, row: Any, directory: Directory, linked: Mapping[str, Linked]) -> Cell:
    if column.link is not None:
        ends = linked[column.name].get(row.id, [])
        if column.kind is Kind.MANY and column.to is not None:
            return write_list(directory.labels(column.to, ends))
        return _cell(column, ends[0] if ends else None, directory)
    if column.to is Target.PLACE:
        key = getattr(row, f"{column.field}_site_id") or getattr(row, f"{column.field}_district_id")
        return directory.label(Target.PLACE, key)
    site = getattr(row, "site_id", None) if column.to is Target.HALL else None
    return _cell(column, getattr(row, column.field), directory, site)


def _cell(column: Column, value: Any, directory: Directory, site: str | None = None) -> Cell:
    match column.kind:
        case _ if value is None:
            return None
        case Kind.ONE if column.to is not None:
            return directory.label(column.to, value, site)
        case Kind.LIST:
            return write_list(value)
        case Kind.OPEN_DAYS:
            return write_open_days(value)
        case Kind.INTEGER | Kind.NUMBER:
            number: int | float = value
            return number
        case _:
            return cell_text(value)
