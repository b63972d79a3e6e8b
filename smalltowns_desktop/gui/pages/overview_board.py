"""The cards of the overview: where what stands, and where each leads. What stands on them, the page says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from smalltowns_desktop.gui.widgets.card_list import HIGH, LOW, CardList
from smalltowns_desktop.gui.widgets.cards import Card, Count, ListPart, NumberTile
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, IconLabel, column, label, row, surface
from smalltowns_desktop.gui.workspace import Place, Workspace

_MIDDLE = 40
"""Height of a row with a tile and one line of words, pixels."""
_LEAD = 92
_TILES = {
    "people": ("users", Place("participants", "arrival", "arrived")),
    "visits": ("calendar-check", Place("programme")),
    "conflicts": ("shield-alert", Place("programme", "conflicts")),
    "papers": ("history", Place("print", "stale")),
    "agreements": ("signature", Place("agreements")),
}


class OverviewBoard(QWidget):
    """Five tiles over seven lists. Signals: `go_requested` (a `Place`), `day_requested` (to the day's programme)."""

    go_requested = Signal(object)
    day_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._theme = workspace, workspace.theme
        self.tiles: dict[str, NumberTile] = {}
        for key, (icon, place) in _TILES.items():
            tile = self.tiles[key] = NumberTile(self._theme, icon)
            tile.clicked.connect(lambda _checked=False, place=place: self.go_requested.emit(place))
        upper = row(self._now_card(), self._crowd_card(), gap=12)
        lower = row(self._conflict_card(), self._paper_card(), self._arrival_card(), self._agreement_card(), gap=12)
        for line, shares in ((upper, (68, 32)), (lower, (30, 30, 30, 34))):
            for index, share in enumerate(shares):
                line.setStretch(index, share)
        whole = column(row(*self.tiles.values(), gap=12), gap=12, margins=(16, 12, 16, 12))
        whole.addLayout(upper, 30)
        whole.addLayout(lower, 32)
        self.setLayout(whole)

    def _now_card(self) -> Card:
        say = self._workspace.say
        self.on_now_head, self.next_head = ElidedLabel(role="heading"), ElidedLabel(role="heading")
        self.on_now = self._part(say("On now"), say("Show in the programme"), say("Nothing is on."), lead=_LEAD)
        self.next = self._part(say("Next"), say("Show in the programme"), say("Nothing begins."), lead=_LEAD)
        grid = QGridLayout()
        grid.setSpacing(0)
        for index, (icon, heading, part) in enumerate(
            (("play", self.on_now_head, self.on_now), ("skip-forward", self.next_head, self.next))
        ):
            part.followed.connect(self.day_requested)
            line = row(IconLabel(self._theme, icon, "text-2", 16), heading, gap=8, margins=(14, 0, 14, 0))
            head = surface("head", line)
            head.setFixedHeight(28)
            grid.addWidget(head, 0, 2 * index)
            grid.addWidget(part, 1, 2 * index)
            grid.setColumnStretch(2 * index, 1)
        between = surface("upright")
        between.setFixedWidth(1)
        grid.addWidget(between, 0, 1, 2, 1)
        return Card(self._theme, "clock", say("Now and next"), grid)

    def _crowd_card(self) -> Card:
        say = self._workspace.say
        self.crowd_count = label(role="second")
        self.crowds = self._part(say("Check-in by place"), say("Check-in"), say("Nobody is expected yet."))
        return self._card("scan-line", self.crowds, Place("checkin"), self.crowd_count)

    def _conflict_card(self) -> Card:
        say = self._workspace.say
        self.counts = {
            "errors": Count(self._theme, "octagon-x", "danger"),
            "warnings": Count(self._theme, "triangle-alert", "warn"),
        }
        self.conflicts = self._part(say("Conflicts"), say("Put right"), say("No conflicts are open."), HIGH)
        return self._card("shield-alert", self.conflicts, Place("programme", "conflicts"), *self.counts.values())

    def _paper_card(self) -> Card:
        say = self._workspace.say
        self.paper_count = label(tone="warn")
        nothing = say("Everything that was printed still holds.")
        self.papers = self._part(say("Out of date"), say("Print again"), nothing, _MIDDLE)
        return self._card("printer", self.papers, Place("print", "stale"), self.paper_count)

    def _arrival_card(self) -> Card:
        say = self._workspace.say
        self.arrival_count = label(role="second")
        self.arrivals = self._part(say("Arrivals"), say("Delegations"), say("There are no delegations yet."), HIGH)
        return self._card("flag", self.arrivals, Place("delegations"), self.arrival_count)

    def _agreement_card(self) -> Card:
        say = self._workspace.say
        self.agreement_count = label(role="second")
        none = say("There are no agreements yet.")
        self.agreements = self._part(say("Agreements"), say("All agreements"), none, HIGH)
        return self._card("signature", self.agreements, Place("agreements"), self.agreement_count)

    def _part(self, title: str, link: str, empty: str, height: int = LOW, *, lead: int = 0) -> ListPart:
        lines = CardList(self._theme, title, height, lead=lead)
        lines.opened.connect(self.go_requested)
        return ListPart(lines, link, empty, lambda n: self._workspace.say_n("and {n} more", "and {n} more", n))

    def _card(self, icon: str, part: ListPart, place: Place, *corner: QWidget) -> Card:
        part.followed.connect(lambda: self.go_requested.emit(place))
        return Card(self._theme, icon, part.list.accessibleName(), column(part, gap=0), *corner)
