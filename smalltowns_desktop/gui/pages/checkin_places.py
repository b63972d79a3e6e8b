"""The list of checkpoints on the check-in page: kinds, days, search."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QStackedWidget, QWidget

from smalltowns_desktop.domain.checkin import Place
from smalltowns_desktop.domain.model import CheckpointKind
from smalltowns_desktop.domain.names import fold_for_search
from smalltowns_desktop.gui.desk.delegates import LineDelegate
from smalltowns_desktop.gui.desk.models import ROW_ROLE, LinesModel
from smalltowns_desktop.gui.desk.places import ICONS, Checkpoint, checkpoints_of
from smalltowns_desktop.gui.theme import LABEL_PX
from smalltowns_desktop.gui.widgets.parts import EmptyHint, Segments, column, label, row, surface
from smalltowns_desktop.gui.widgets.search_field import SearchField, needles_of
from smalltowns_desktop.gui.wording import clock, day_title
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 440
_ROW = 52


class CheckpointList(QWidget):
    """Signals: `chosen` (a `Checkpoint`, or None), `opened`: a row was activated."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._kind = CheckpointKind.DOOR
        self._rows: list[Checkpoint] = []
        say = workspace.say
        self.kinds = Segments(say("Kind of checkpoint"))
        self.kinds.show_choices(
            [
                (CheckpointKind.DOOR, say("Registration")),
                (CheckpointKind.ACTIVITY, workspace.words.in_context("checkpoints", "Activities")),
                (CheckpointKind.SITE, say("Places")),
                (CheckpointKind.VEHICLE, say("Vehicles")),
            ],
            CheckpointKind.DOOR,
        )
        self.days = QComboBox()
        self._first_day = workspace.store.programme.event.starts_on
        self.days.setAccessibleName(say("Day"))
        self.search = SearchField(workspace, say("Name"))
        self.search.setMinimumWidth(120)
        self.model = LinesModel[Checkpoint](lambda line: f"{line.name}, {line.about}", self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(CheckpointDelegate(workspace.theme, _ROW, self.view))
        self.view.setAccessibleName(say("Checkpoints"))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(EmptyHint(workspace.theme, "calendar-off", say("Nothing here on this day")))
        hint = say("Here everybody is checked in, once. Desks at visits, places and vehicles are on the other tabs.")
        self._about_door = label(hint, "hint", wrap=True)
        self._about_door.setContentsMargins(14, 10, 14, 12)
        bar = surface("bar", row(self.kinds, None, margins=(12, 8, 12, 8)))
        self._filters = surface("head", row(self.days, self.search, margins=(12, 6, 12, 6)))
        self.setLayout(column(bar, self._filters, self._stack, self._about_door, None, gap=0))
        self.setFixedWidth(WIDTH)
        self.fill_days()
        self.kinds.chosen.connect(lambda key: self._set_kind(CheckpointKind(key)))
        self.days.currentIndexChanged.connect(lambda _index: self.refresh())
        self.search.textChanged.connect(lambda _text: self._show())
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.activated.connect(lambda _index: self.opened.emit())
        self.refresh()

    @property
    def day(self) -> date:
        """The day whose activities are listed."""
        return self._first_day + timedelta(days=max(0, self.days.currentIndex()))

    @property
    def current(self) -> Checkpoint | None:
        line = self.view.currentIndex().data(ROW_ROLE)
        return line if isinstance(line, Checkpoint) else None

    def choose(self, place: Place, day: date | None) -> None:
        """Show a checkpoint, on a day if it has one."""
        if day is not None:
            self.days.setCurrentIndex(min(max(0, (day - self._first_day).days), self.days.count() - 1))
        self.search.clear()
        self.kinds.choose(place.kind)
        self._set_kind(place.kind)
        for number, line in enumerate(self.model.rows):
            if line.place == place:
                self.view.setCurrentIndex(self.model.index(number))
                return

    def refresh(self) -> None:
        """Read the programme anew; the chosen checkpoint stays chosen if it is still there."""
        door = self._kind is CheckpointKind.DOOR
        self._filters.setVisible(not door)
        self._about_door.setVisible(door)
        self._stack.setMaximumHeight(_ROW if door else 16_777_215)
        self._rows = list(checkpoints_of(self._workspace, self._kind, self.day))
        self._show()

    def fill_days(self) -> None:
        """The congress's days; the chosen one stays."""
        event = self._workspace.store.programme.event
        wanted = self.day if self.days.count() else self._workspace.now().date()
        self._first_day = event.starts_on
        length = (event.ends_on - event.starts_on).days
        language = self._workspace.words.language
        self.days.blockSignals(True)
        self.days.clear()
        for number in range(length + 1):
            self.days.addItem(day_title(event.starts_on + timedelta(days=number), language))
        self.days.setCurrentIndex(min(max(0, (wanted - event.starts_on).days), length))
        self.days.blockSignals(False)

    def _set_kind(self, kind: CheckpointKind) -> None:
        self._kind = kind
        self.refresh()

    def _show(self) -> None:
        before = self.current
        wanted = needles_of(self.search.text())
        rows = [
            line
            for line in self._rows
            if not wanted
            or any(all(needle in fold_for_search(line.name, line.about) for needle in needles) for needles in wanted)
        ]
        self.model.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        places = [line.place for line in rows]
        number = places.index(before.place) if before is not None and before.place in places else self._first(rows)
        self.view.setCurrentIndex(self.model.index(number))
        self.view.scrollTo(self.model.index(number))
        self.chosen.emit(self.current)

    def _first(self, rows: list[Checkpoint]) -> int:
        """The first one that is not long over: who opens a desk wants what comes next."""
        now = self._workspace.now()
        soon = (number for number, line in enumerate(rows) if _is_ahead(line, now))
        return next(soon, 0)

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW_ROLE))


class CheckpointDelegate(LineDelegate):
    """Icon, name over when and where, the hour."""

    def shows_choice(self) -> bool:
        return True

    def paint_row(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        line: Checkpoint = index.data(ROW_ROLE)
        left, right = area.left() + 14, area.right() - 14
        self.icon(painter, left, area, ICONS[line.place.kind], "text-2", 20)
        if line.begins is not None and line.place.kind in (CheckpointKind.SITE, CheckpointKind.VEHICLE):
            self.text(painter, QRect(right - 48, area.top(), 48, area.height()), clock(line.begins), ink="text-2")
            right -= 58
        room = right - left - 34
        self.text(painter, QRect(left + 34, area.top() + 7, room, 20), line.name, bold=True)
        self.text(painter, QRect(left + 34, area.top() + 27, room, 18), line.about, ink="text-2", size=LABEL_PX)
        painter.setPen(self.theme.colour("line-2"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())


def _is_ahead(line: Checkpoint, now: datetime) -> bool:
    return line.begins is not None and line.begins > now - timedelta(minutes=45)
