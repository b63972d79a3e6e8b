"""Requests that no visit answers: the cards of the tray, which can be carried onto the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.domain.model import Request
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.visits import minutes_of_visit
from smalltowns_desktop.gui.timeline.laying_out import tile_of
from smalltowns_desktop.gui.timeline.layout import SITE, Tile
from smalltowns_desktop.gui.timeline.marks import UNMET
from smalltowns_desktop.gui.wording import duration, short_day
from smalltowns_desktop.gui.workspace import Workspace

REQUEST_MIME = "application/x-smalltowns-request"
CARD_ROLE = Qt.ItemDataRole.UserRole
KEY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Card:
    """What a request's card shows."""

    key: str
    title: str
    where_and_when: str
    how_long: str
    tile: Tile | None
    direction: int
    """Its site's first direction; -1 for none."""
    weight: int


def open_requests(programme: Programme, conflicts: Conflicts | None) -> list[Request]:
    """Those that the check found without a visit, the weightiest first. None before the first check."""
    if conflicts is None:
        return []
    found = [
        finding.subjects[0].key
        for unit, findings in conflicts.findings.items()
        if unit.kind == SITE
        for finding in findings
        if finding.rule == UNMET
    ]
    requests = [programme.requests[key] for key in found if key in programme.requests]
    return sorted(requests, key=lambda row: (-row.weight, programme.sites[row.site_id].name, row.id))


class RequestsModel(QAbstractListModel):
    """A card a row. A row can be dragged: its mime data is the request's key."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._cards: list[Card] = []
        self._made: dict[str, tuple[Request, Card]] = {}
        self._made_from: tuple[object, ...] = ()

    def show_requests(self, requests: Sequence[Request]) -> None:
        """Replace the cards where they differ."""
        programme = self._workspace.store.programme
        tables = (
            programme.sites, programme.districts, programme.delegations, programme.groups, programme.directions,
            programme.site_directions,
        )  # fmt: skip
        if any(now is not before for now, before in zip_longest(tables, self._made_from)):
            self._made.clear()
        self._made_from = tables
        cards = [self._card_of(request) for request in requests]
        if cards != self._cards:
            self.beginResetModel()
            self._cards = cards
            self.endResetModel()

    def row_of(self, key: str) -> int:
        """-1 where the request is not here."""
        return next((number for number, card in enumerate(self._cards) if card.key == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                whose = card.tile.code if card.tile is not None else ""
                return ", ".join(part for part in (card.title, whose, card.where_and_when, card.how_long) if part)
            case int() if role == CARD_ROLE:
                return card
            case int() if role == KEY_ROLE:
                return card.key
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [REQUEST_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = [str(index.data(KEY_ROLE)) for index in indexes]
        data.setData(REQUEST_MIME, "\n".join(keys[:1]).encode())
        return data

    def _card_of(self, request: Request) -> Card:
        """As it was made the last time, while its request is the same."""
        request_then, card = self._made.get(request.id, (None, None))
        if card is None or request_then is not request:
            card = self._card(request)
            self._made[request.id] = (request, card)
        return card

    def _card(self, request: Request) -> Card:
        programme, workspace = self._workspace.store.programme, self._workspace
        site = programme.sites[request.site_id]
        delegation = request.delegation_id
        if request.group_id is not None:
            delegation = programme.groups[request.group_id].delegation_id
        directions = programme.directions_by_site.get(site.id, ())
        positions = sorted(programme.directions[key].position for key in directions)
        parts = [programme.districts[site.district_id].name]
        if request.day is not None:
            parts.append(short_day(request.day, workspace.words.language))
        if request.not_before is not None:
            parts.append(workspace.say("from {time}", time=request.not_before))
        if request.not_after is not None:
            parts.append(workspace.say("until {time}", time=request.not_after))
        return Card(
            request.id,
            site.name,
            ", ".join(parts),
            duration(workspace, minutes_of_visit(request, site)),
            tile_of(programme, delegation),
            positions[0] if positions else -1,
            request.weight,
        )
