"""A short list in a form from which entries are taken out, with a field below it that puts others in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.gui.models.table import KEY_ROLE, Index
from smalltowns_desktop.gui.theme import TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.cells import Cells
from smalltowns_desktop.gui.widgets.forms import Field
from smalltowns_desktop.gui.workspace import Workspace

_ROW = 30
_MOST_SEEN = 6
_CROSS = 14
_FRAME = 3
"""The frame and what is free inside it, pixels."""
_GAP, _LEAST_SECOND = 12, 24
_ENTRY_ROLE = KEY_ROLE + 1


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    text: str
    second: str = ""
    """At the right, in grey."""
    tile: Delegation | None = None
    icon: str = ""


class EntriesModel(QAbstractListModel):
    """The entries of a roster."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        if list(entries) != list(self.entries):
            self.beginResetModel()
            self.entries = list(entries)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.text}, {entry.second}" if entry.second else entry.text
            case int() if role == KEY_ROLE:
                return entry.key
            case int() if role == _ENTRY_ROLE:
                return entry
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Paints an entry with a cross at its right end; a click on the cross asks to take it out."""

    crossed = Signal(str)

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._cells = Cells(theme, self)
        self.may_cross = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)  # the list makes it as wide as itself

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        entry: Entry = index.data(_ENTRY_ROLE)
        current = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._cells.ground(painter, area, "accent-soft" if current else "hover" if over else "surface")
        inner = area.adjusted(8, 0, -(_CROSS + 12) if self.may_cross else -8, 0)
        left = inner.left()
        if entry.tile is not None:
            left += self._cells.tile(painter, inner, entry.tile.code, entry.tile.colour, entry.tile.position)
        if entry.icon:
            left += self._cells.icon(painter, inner, entry.icon, "text-2")
        room = inner.right() - left
        metrics = QFontMetrics(font(TEXT_PX))
        needed = min(room, metrics.horizontalAdvance(entry.text) + 2)  # the name first, what is left for the rest
        beside = min(metrics.horizontalAdvance(entry.second) + 2, room - needed - _GAP) if entry.second else 0
        self._cells.text(painter, QRect(left, area.top(), needed, area.height()), entry.text)
        if beside > _LEAST_SECOND:
            second = QRect(inner.right() - beside, area.top(), beside, area.height())
            self._cells.text(painter, second, entry.second, "text-2")
        if self.may_cross:
            self._cells.icon(painter, _cross_of(area), "x", "text-2", _CROSS)

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease and self.may_cross:
            cross = _cross_of(option.rect).adjusted(-6, 0, 6, 0)
            if cross.contains(event.position().toPoint()):
                self.crossed.emit(str(index.data(KEY_ROLE)))
                return True
        return super().editorEvent(event, model, option, index)


class _Framed(QListView):
    """Its rows leave the round corners of its frame alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewportMargins(*[_FRAME - self.frameWidth()] * 4)


class RosterField(Field):
    """Entries with crosses, and below them the field that adds one. Delete takes the marked entry out, Enter opens it.

    Signals: `opened` (an entry's key).
    """

    opened = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        adder: Field | None,
        remove: Callable[[str], bool],
    ) -> None:
        """`adder` puts entries in by itself; `remove` takes the one of a key out and may raise `InvalidValue`."""
        self.view = _Framed()
        self.model = EntriesModel(self.view)
        super().__init__(workspace, title, self.view, lambda _: True)
        self._adder, self._remove = adder, remove
        self._delegate = _EntryDelegate(workspace.theme, self.view)
        self._delegate.crossed.connect(self._take_out)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setMouseTracking(True)
        self.view.setProperty("framed", True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.activated.connect(lambda index: self.opened.emit(str(index.data(KEY_ROLE))))
        workspace.theme.changed.connect(self.view.viewport().update)
        if adder is not None:
            box = self.layout()
            assert box is not None
            box.addWidget(adder)
            adder.editor.setAccessibleName(title)
        self.show_value(())

    def show_value(self, value: Sequence[Entry]) -> None:
        at = self.view.currentIndex().row()
        self.model.show_entries(value)
        self.view.setVisible(bool(value))
        # What stands for the field is in sight: a hidden one would catch the Tab key and keep it.
        self.setFocusProxy(self.view if value or self._adder is None else self._adder)
        self.view.setFixedHeight(min(len(value), _MOST_SEEN) * _ROW + 2 * _FRAME)
        if value and at >= 0:
            self.view.setCurrentIndex(self.model.index(min(at, len(value) - 1), 0))

    def forget(self) -> None:
        self.clear_refusal()
        if self._adder is not None:
            self._adder.forget()

    def set_read_only(self, read_only: bool) -> None:
        self._delegate.may_cross = not read_only
        self.view.viewport().update()
        if self._adder is not None:
            self._adder.setVisible(not read_only)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._delegate.may_cross:
            current = self.view.currentIndex()
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and current.isValid():
                self._take_out(str(current.data(KEY_ROLE)))
                return True
        return super().eventFilter(watched, event)

    def _take_out(self, key: str) -> None:
        try:
            self._remove(key)
        except InvalidValue as error:
            self.refuse(error)
        else:
            self.clear_refusal()


def _cross_of(area: QRect) -> QRect:
    return QRect(area.right() - _CROSS - 8, area.top(), _CROSS, area.height())
