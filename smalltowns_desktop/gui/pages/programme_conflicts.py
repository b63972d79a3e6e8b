"""The conflicts under the timeline: choose which, go there, accept one with a reason."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QToolButton, QWidget

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.dialogs.accept_conflict import AcceptConflictDialog
from smalltowns_desktop.gui.models.conflicts import DO, ICONS, MESSAGE, make_conflicts_model
from smalltowns_desktop.gui.models.table import KEY_ROLE, ROW_ROLE
from smalltowns_desktop.gui.theme import LABEL_PX, font
from smalltowns_desktop.gui.widgets.parts import IconLabel, column, dress_icon, icon_button, label, row, surface
from smalltowns_desktop.gui.widgets.tables import RowDelegate, dress_table
from smalltowns_desktop.gui.widgets.toggle import ToggleButton
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.check import accept_conflict, reopen_conflict

ERRORS, WARNINGS, NOTICES, ACCEPTED = Severity.ERROR.value, Severity.WARNING.value, Severity.NOTICE.value, "accepted"
_KINDS = (ERRORS, WARNINGS, NOTICES, ACCEPTED)


class _ButtonDelegate(RowDelegate):
    """The last column looks like a button."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.column() != DO:
            super().paint(painter, option, index)
            return
        style_option = QStyleOptionViewItem(option)
        self.initStyleOption(style_option, index)
        words, style_option.text = style_option.text, ""
        style_option.state &= ~QStyle.StateFlag.State_HasFocus
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, style_option, painter, self._view)
        area: QRect = option.rect.adjusted(4, 3, -8, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line-strong"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(LABEL_PX))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class _ConflictTable(QTableView):
    """Enter goes there, Delete accepts. Signals: `entered_row`, `deleted_row`."""

    entered_row = Signal()
    deleted_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered_row.emit()
            case Qt.Key.Key_Delete:
                self.deleted_row.emit()
            case _:
                super().keyPressEvent(event)


class ConflictsPanel(QWidget):
    """Signals: `go_wished` (a `Conflict`), `fold_wished`."""

    go_wished = Signal(object)
    fold_wished = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        say = workspace.say
        self.model = make_conflicts_model(workspace)
        self.table = _ConflictTable()
        dress_table(self.table, self.model, workspace.theme, workspace.settings, "conflicts", title=say("Conflicts"))
        self.table.setItemDelegate(_ButtonDelegate(workspace.theme, self.table))
        header = self.table.horizontalHeader()
        header.hide()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.table.sortByColumn(MESSAGE, Qt.SortOrder.AscendingOrder)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.entered_row.connect(self._go)
        self.table.deleted_row.connect(self.decide)
        self.table.doubleClicked.connect(lambda index: self._go() if index.column() != DO else None)
        self.table.clicked.connect(lambda index: self.decide() if index.column() == DO else None)
        self.kinds = {kind: self._kind_button(kind) for kind in _KINDS}
        self._empty = label(say("No conflicts. Everything fits."), "hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._filter()
        self.store.conflicts_changed.connect(self._refresh)
        self._refresh()

    def choose_next(self) -> Conflict | None:
        """Make the next open conflict current, round and round; None where there is none."""
        keys = self.model.keys_shown()
        if not keys:
            return None
        here = self.table.currentIndex().row()
        self.choose(keys[(here + 1) % len(keys)])
        return self.current()

    def choose(self, key: str) -> None:
        """Make a conflict current."""
        index = self.model.index_of(key)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def current(self) -> Conflict | None:
        conflict = self.table.currentIndex().data(ROW_ROLE)
        return conflict if isinstance(conflict, Conflict) else None

    def decide(self) -> None:
        """Accept the current conflict with a reason, or open it again where somebody accepted it."""
        conflict = self.current()
        if conflict is None or self.store.db.read_only:
            return
        if conflict.accepted_reason is not None:
            self.store.perform(lambda db: reopen_conflict(db, conflict.rule, conflict.key))
            return
        reason = AcceptConflictDialog.ask(self.workspace, self.workspace.render(conflict.message), self.window())
        if reason is not None:
            self.store.perform(lambda db: accept_conflict(db, conflict.rule, conflict.key, conflict.cause, reason))

    def _go(self) -> None:
        conflict = self.current()
        if conflict is not None:
            self.go_wished.emit(conflict)

    def _refresh(self) -> None:
        conflicts = tuple(self.store.conflicts or ())
        held = self.table.currentIndex()
        key, place = held.data(KEY_ROLE), held.row()
        self.model.show_rows(conflicts)
        self._show_empty()
        if key is not None:
            again = self.model.index_of(key)
            if not again.isValid() and self.model.rowCount():
                again = self.model.index(min(place, self.model.rowCount() - 1), MESSAGE)
            if again.isValid():
                self.table.setCurrentIndex(again)
        counts = dict.fromkeys(_KINDS, 0)
        for conflict in conflicts:
            counts[_kind_of(conflict)] += 1
        self._name_kinds(counts)

    def _filter(self) -> None:
        chosen = {kind for kind, made in self.kinds.items() if made.isChecked()}
        if chosen:
            self.model.filter(lambda conflict: _kind_of(conflict) in chosen)
        else:
            self.model.filter(lambda conflict: conflict.accepted_reason is None)
        self._show_empty()

    def _show_empty(self) -> None:
        empty = self.model.rowCount() == 0
        self.table.setVisible(not empty)
        self._empty.setVisible(empty)

    def _name_kinds(self, counts: dict[str, int]) -> None:
        say, say_n = self.workspace.say, self.workspace.say_n
        words = {
            ERRORS: say_n("{n} error", "{n} errors", counts[ERRORS]),
            WARNINGS: say_n("{n} warning", "{n} warnings", counts[WARNINGS]),
            NOTICES: say_n("{n} notice", "{n} notices", counts[NOTICES]),
            ACCEPTED: say("accepted: {n}", n=counts[ACCEPTED]),
        }
        for kind, made in self.kinds.items():
            made.setText(words[kind])
            made.setVisible(counts[kind] > 0 or made.isChecked())

    def _kind_button(self, kind: str) -> QToolButton:
        made = ToggleButton()
        made.setProperty("chip", True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icon, colour = ("message-square", "warn") if kind == ACCEPTED else ICONS[Severity(kind)]
        dress_icon(self.workspace.theme, made, icon, colour)
        made.toggled.connect(lambda _on: self._filter())
        return made

    def _lay_out(self) -> None:
        workspace = self.workspace
        fold = icon_button(workspace.theme, "chevron-down", workspace.say("Hide (F10)"), self.fold_wished.emit)
        head = surface(
            "head",
            row(
                IconLabel(workspace.theme, "shield-check"),
                label(workspace.say("Conflicts"), "heading"),
                4,
                *self.kinds.values(),
                None,
                fold,
                margins=(12, 3, 6, 3),
            ),
        )
        self.setLayout(column(head, self.table, self._empty, gap=0))


def _kind_of(conflict: Conflict) -> str:
    return ACCEPTED if conflict.accepted_reason is not None else conflict.severity.value
