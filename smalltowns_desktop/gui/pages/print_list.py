"""The left side of the print page: papers with their states, and how many of them are chosen."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smalltowns_desktop.domain.model import Delegation, Role
from smalltowns_desktop.domain.paper_shelf import BadgesOnShelf, ItineraryOnShelf, PaperShelf, PaperState
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject
from smalltowns_desktop.domain.text import N_, say
from smalltowns_desktop.gui.models.papers import ROW_ROLE, HeadRow, MoreRow, PaperRow, PapersModel
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, TINY_PX, Theme, font
from smalltowns_desktop.gui.widgets.parts import Segments, button, column, dress_icon, row, surface
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 440
_ROW, _STATE = 32, 222
_BOX = 44
"""Pixels at the left edge in which a click checks."""
_ROLES = {
    Role.DELEGATE: N_("Delegates"),
    Role.HEAD: N_("Heads"),
    Role.SPEAKER: N_("Speakers"),
    Role.HOST: N_("Hosts"),
    Role.PRESS: N_("Press"),
    Role.STAFF: N_("Staff"),
    Role.GUEST: N_("Guests of honour"),
    Role.INTERPRETER: N_("Interpreters"),
    Role.DRIVER: N_("Drivers"),
}
_ROLE_ICONS = {Role.HEAD: "flag", Role.GUEST: "star", Role.PRESS: "camera", Role.STAFF: "headset", Role.DRIVER: "bus"}
_SIGNS = {
    PaperState.STALE: ("history", "warn"),
    PaperState.NOT_PRINTED: ("circle-dashed", "text-2"),
    PaperState.CURRENT: ("circle-check", "ok"),
}


class PrintList(QWidget):
    """Signals: `chosen` (a `PaperRow` or None), `print_checked`, `print_stale`."""

    chosen = Signal(object)
    print_checked = Signal()
    print_stale = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        words = workspace
        titles = {
            PaperKind.ITINERARY: (words.say("Itineraries"), words.say("by delegation")),
            PaperKind.BADGE: (words.say("Badges"), words.say("by role")),
        }
        self.model = PapersModel(
            titles, lambda n: workspace.say_n("{n} more, current", "{n} more, all current", n), self
        )
        self.states = Segments(words.say("State"))
        self.view = _PaperView(self.model, workspace.theme)
        self.view.setAccessibleName(words.say("Papers"))
        self.checked = button("", on_click=self.print_checked.emit)
        dress_icon(workspace.theme, self.checked, "printer")
        self.checked.setToolTip("Ctrl+P")
        self.stale = button("", "main", self.print_stale.emit)
        self.stale.setToolTip("Ctrl+Shift+P")
        bar = surface("bar", row(self.states, None, margins=(12, 8, 12, 8)))
        foot = surface("foot", row(None, self.checked, self.stale, margins=(12, 9, 12, 9)))
        self.setLayout(column(bar, self.view, foot, gap=0))
        self.setFixedWidth(WIDTH)
        self.states.chosen.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(lambda index, _before: self._show_chosen(index))
        self.model.checked_changed.connect(self._show_checked)
        self.show_shelf(PaperShelf(), ())

    @property
    def current(self) -> PaperRow | None:
        line = self.view.currentIndex().data(ROW_ROLE)
        return line if isinstance(line, PaperRow) else None

    def stale_rows(self) -> list[PaperRow]:
        return [line for line in self.model.all_rows() if line.state is PaperState.STALE and not line.by_hand]

    def counts(self) -> tuple[int, int, int]:
        """How many papers are out of date, were never printed, and have an error; each chosen badge is counted once."""
        lines = [line for line in self.model.all_rows() if not line.by_hand]
        stale, not_printed = (
            sum(line.state is state for line in lines) for state in (PaperState.STALE, PaperState.NOT_PRINTED)
        )
        return stale, not_printed, sum(line.faulty for line in lines)

    def show_shelf(self, shelf: PaperShelf, faults: Collection[str]) -> None:
        """Every paper anew; `faults`: keys of those that will not be read as they are meant."""
        before = self.current
        lines = [self._itinerary(paper, faults) for paper in shelf.itineraries]
        lines += [self._badges(paper, faults) for paper in shelf.badges]
        self.model.show_rows(lines)
        self._show_numbers()
        self._stay_at(before)

    def choose(self, key: str) -> None:
        """Bring a paper up."""
        index = self.model.index_of(key)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.states.choose("" if self.model.only is None else self.model.only.value)

    def check_only(self, key: str) -> None:
        """Bring a paper up, checked alone: it is what printing the checked ones prints."""
        self.choose(key)
        self.model.check_only(key)

    def choose_state(self, state: PaperState | None) -> None:
        """Only papers in a state; None: all."""
        self.states.choose("" if state is None else state.value)
        self._filter("" if state is None else state.value)

    def _filter(self, key: str) -> None:
        before = self.current
        self.model.filter(PaperState(key) if key else None)
        self._stay_at(before)

    def _stay_at(self, paper: PaperRow | None) -> None:
        """The chosen paper stays chosen while it is shown; or else the first one is."""
        index = self.model.shown("" if paper is None else paper.key)
        if index.isValid():
            self.view.setCurrentIndex(index)
        else:
            self._choose_first()

    def _choose_first(self) -> None:
        for number in range(self.model.rowCount()):
            if isinstance(self.model.index(number).data(ROW_ROLE), PaperRow):
                self.view.setCurrentIndex(self.model.index(number))
                return
        self.chosen.emit(None)

    def _show_chosen(self, index: QModelIndex) -> None:
        line = index.data(ROW_ROLE)
        if isinstance(line, PaperRow):
            self.chosen.emit(line)

    def _show_numbers(self) -> None:
        words = self._workspace
        stale, not_printed, _ = self.counts()
        self.states.show_choices(
            [
                ("", words.say("All")),
                (PaperState.STALE.value, words.say("Out of date {n}", n=stale)),
                (PaperState.NOT_PRINTED.value, words.say("Not printed {n}", n=not_printed)),
            ],
            self.states.current,
        )
        signs = {state.value: _SIGNS[state][0] for state in (PaperState.STALE, PaperState.NOT_PRINTED)}
        self.states.show_icons(words.theme, signs)
        self.stale.setText(words.say("Print those out of date: {n}", n=stale))
        self.stale.setEnabled(stale > 0)

    def _show_checked(self) -> None:
        checked = len(self.model.checked_rows())
        self.checked.setText(self._workspace.say("Chosen: {n}", n=checked))
        self.checked.setEnabled(checked > 0)

    def _itinerary(self, paper: ItineraryOnShelf, faults: Collection[str]) -> PaperRow:
        words, programme = self._workspace, self._workspace.store.programme
        match paper.state:
            case PaperState.STALE:
                state = words.say_n(
                    "out of date: {n} item changed", "out of date: {n} items changed", len(paper.changes)
                )
            case PaperState.NOT_PRINTED:
                state = words.say("not printed")
            case _:
                state = words.say("current")
        icon = "user-round" if paper.subject_type is PaperSubject.PARTICIPANT else ""
        return self._row(paper.name, state, paper, programme.delegations.get(paper.subject_id), icon, faults)

    def _badges(self, paper: BadgesOnShelf, faults: Collection[str]) -> PaperRow:
        words = self._workspace
        if paper.stale:
            state = words.say_n("out of date: {n} badge", "out of date: {n} badges", len(paper.stale))
        elif paper.not_printed:
            state = words.say("not printed: {n}", n=len(paper.not_printed))
        else:
            state = words.say("current")
        if paper.role is None:
            return self._row(self._name_of(paper.people), state, paper, None, "list-checks", faults)
        name = words.say("{role}, {n}", role=say(_ROLES[paper.role]), n=len(paper.people))
        icon = _ROLE_ICONS.get(paper.role, "id-card")
        return self._row(name, state, paper, None, icon, faults)

    def _name_of(self, people: Sequence[str]) -> str:
        """The one chosen person by name, several by number."""
        person = self._workspace.store.programme.participants.get(people[0]) if len(people) == 1 else None
        if person is not None:
            return str(person.full_name)
        return self._workspace.say("Chosen people, {n}", n=len(people))

    def _row(
        self, name: str, state: str, paper: ItineraryOnShelf | BadgesOnShelf,
        delegation: Delegation | None, icon: str, faults: Collection[str],
    ) -> PaperRow:  # fmt: skip
        faulty = paper.key in faults
        words = self._workspace.say("has an error") if faulty else state
        return PaperRow(paper.key, name, words, paper.state, paper, delegation, icon, faulty)


class _PaperView(QListView):
    """A space checks, a click beside the name too; headings fold."""

    def __init__(self, model: PapersModel, theme: Theme) -> None:
        super().__init__()
        self._papers = model
        self.setModel(model)
        self.setItemDelegate(_PaperDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Space:
                self._papers.toggle(index)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._papers.unfold(index):
                self.setCurrentIndex(self._papers.index(min(index.row(), self._papers.rowCount() - 1)))
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if isinstance(index.data(ROW_ROLE), HeadRow | MoreRow):
            self._papers.unfold(index)
        elif index.isValid() and event.position().x() < _BOX:
            self._papers.toggle(index)
        else:
            super().mousePressEvent(event)


class _PaperDelegate(QStyledItemDelegate):
    """Check box, tile or icon, name, sign and words of the state."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        line = index.data(ROW_ROLE)
        if isinstance(line, PaperRow):
            checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
            self._paint_paper(painter, option, area, line, checked=checked)
        elif isinstance(line, HeadRow):
            self._paint_head(painter, area, line)
        elif isinstance(line, MoreRow):
            self._icon(painter, area.left() + 46, area, "ellipsis", "text-2", 16)
            self._text(painter, area.adjusted(74, 0, -12, 0), line.text, "text-2")
        painter.setPen(self._theme.colour("line-2"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and not isinstance(line, PaperRow):
            painter.setPen(self._theme.colour("focus"))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_paper(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: PaperRow, *, checked: bool
    ) -> None:
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(area, self._theme.colour("accent-soft"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), self._theme.colour("accent"))
        elif checked:
            painter.fillRect(area, self._theme.colour("accent-soft-2"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.colour("hover"))
        box = QRectF(area.left() + 14, area.center().y() - 7, 16, 16)
        painter.setPen(self._theme.colour("accent" if checked else "line-strong"))
        painter.setBrush(self._theme.colour("accent" if checked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if checked:
            self._icon(painter, area.left() + 15, area, "check", "on-accent", 14)
        left = area.left() + 46
        if line.delegation is not None:
            colour, filled = self._theme.delegation_colour(line.delegation.colour, line.delegation.position)
            tile = QRectF(QRect(QPoint(left - 8, area.center().y() - 9), QSize(28, 20)))
            paint_code_tile(painter, self._theme, tile, line.delegation.code, colour, filled)
        else:
            self._icon(painter, left - 2, area, line.icon, "text-2", 18)
        state_left = area.right() - _STATE
        self._text(
            painter, QRect(left + 30, area.top(), state_left - left - 38, area.height()), line.name, bold=current
        )
        icon, ink = ("octagon-x", "danger") if line.faulty else _SIGNS[line.state]
        self._icon(painter, state_left, area, icon, ink, 16)
        words = QRect(state_left + 22, area.top(), _STATE - 30, area.height())
        self._text(painter, words, line.words, ink, size=LABEL_PX + 1)

    def _paint_head(self, painter: QPainter, area: QRect, line: HeadRow) -> None:
        painter.fillRect(area, self._theme.colour("surface-2"))
        self._icon(painter, area.left() + 12, area, "chevron-right" if line.folded else "chevron-down", "text-2", 16)
        width = self._text(painter, area.adjusted(36, 0, -140, 0), line.title, bold=True)
        count = str(line.count)
        painter.setFont(font(TINY_PX, bold=True))
        badge = QRectF(area.left() + 36 + width + 8, area.center().y() - 8, 16, 17)
        badge.setWidth(painter.fontMetrics().horizontalAdvance(count) + 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface-3"))
        painter.drawRoundedRect(badge, 8, 8)
        painter.setPen(self._theme.colour("text-2"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, count)
        note = area.adjusted(area.width() - 150, 0, -12, 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        self._text(painter, note, line.note, "text-2", size=LABEL_PX, align=right)

    def _text(
        self, painter: QPainter, area: QRect, text: str, ink: str = "text", *, size: int = TEXT_PX, bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
    ) -> int:  # fmt: skip
        painter.setFont(font(size, bold=bold))
        painter.setPen(self._theme.colour(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, align, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def _icon(self, painter: QPainter, left: int, area: QRect, name: str, ink: str, size: int) -> None:
        ratio = self._view.devicePixelRatioF()
        painter.drawPixmap(left, area.center().y() - size // 2 + 1, self._theme.pixmap(name, ink, size, ratio))
