"""A field in which one of many is chosen by typing parts of its name: a person, a place, a group.

Enter or a click takes the marked one, the arrows mark another; Esc closes the list, then gives back what stood there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.forms import Field, Write
from smalltowns_desktop.gui.widgets.search_field import needles_of
from smalltowns_desktop.gui.workspace import Workspace

MOST_SHOWN = 60
"""Choices in the list at once; more letters bring others up."""
KEY_ROLE = Qt.ItemDataRole.UserRole
SECOND_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 30
_ROWS_SEEN = 9
_GAP, _LEAST_SECOND = 10, 72
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    text: str
    second: str = ""
    """Beside it, in grey: whose it is or where."""


Find = Callable[[Sequence[Sequence[str]]], Sequence[Choice]]
"""The choices that contain every needle of one of the alternatives; all of them, in a useful order, for none."""


def find_among(choices: Sequence[Choice]) -> Find:
    """Looks through a few hundred at most."""
    texts = [f"{fold(choice.text)} {fold(choice.second)}" for choice in choices]

    def find(alternatives: Sequence[Sequence[str]]) -> Sequence[Choice]:
        if not alternatives:
            return choices
        return [
            choice
            for choice, text in zip(choices, texts, strict=True)
            if any(all(needle in text for needle in needles) for needles in alternatives)
        ]

    return find


class ChoicesModel(QAbstractListModel):
    """What the list shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices[:MOST_SHOWN]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return choice.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{choice.text}, {choice.second}" if choice.second else choice.text
            case int() if role == KEY_ROLE:
                return choice.key
            case int() if role == SECOND_ROLE:
                return choice.second
        return None


class _ChoiceDelegate(QStyledItemDelegate):
    """A name, and beside it in grey what tells it from its namesakes."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)  # the list makes it as wide as itself

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        marked = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.fillRect(area, self._theme.colour("accent-soft" if marked else "surface"))
        inner = area.adjusted(10, 0, -10, 0)
        second = str(index.data(SECOND_ROLE))
        name = str(index.data())
        plain, small = QFontMetrics(font(TEXT_PX)), QFontMetrics(font(LABEL_PX))
        left_over = inner.width() - plain.horizontalAdvance(name) - _GAP
        beside = min(small.horizontalAdvance(second) + 2, max(left_over, _LEAST_SECOND)) if second else 0
        painter.setFont(font(LABEL_PX))
        painter.setPen(self._theme.colour("text-2"))
        grey = small.elidedText(second, Qt.TextElideMode.ElideRight, beside)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), grey)
        painter.setFont(font(TEXT_PX))
        painter.setPen(self._theme.colour("text"))
        room = inner.adjusted(0, 0, -(beside + _GAP) if second else 0, 0)
        text = plain.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class PickField(Field):
    """The value is the key of what was chosen; None where the field was emptied and may be."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        write: Write,
        find: Find,
        *,
        hint: str = "",
        may_be_empty: bool = True,
        keeps_value: bool = True,
    ) -> None:
        """`keeps_value` False: the field empties itself once its choice is taken, for adding one after another."""
        self.line = QLineEdit()
        super().__init__(workspace, title, self.line, write)
        self.look_up = find
        self._may_be_empty, self._keeps_value = may_be_empty, keeps_value
        self._shown = ""
        self.line.setPlaceholderText(hint)
        self._model = ChoicesModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS_SEEN)
        self._completer.setWidget(self.line)
        self.popup = QListView()
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(_ChoiceDelegate(workspace.theme, self.popup))
        self.popup.setUniformItemSizes(True)
        self.popup.setMouseTracking(True)
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.popup.setProperty("framed", True)
        self._completer.activated.connect(lambda _text: self._take(str(self.popup.currentIndex().data(KEY_ROLE))))
        self._chevron = QAction(self)
        self.line.addAction(self._chevron, QLineEdit.ActionPosition.TrailingPosition)
        self._chevron.setToolTip(workspace.say("Show the list"))
        self._chevron.triggered.connect(self._show_all)
        workspace.theme.changed.connect(self._dress)
        self._dress()
        self.line.textEdited.connect(self._search)

    def show_value(self, value: Any) -> None:
        """`value` is the name of what is chosen."""
        self._shown = str(value)
        if not self.line.isModified():
            self._fill()

    def forget(self) -> None:
        self._fill()
        self.clear_refusal()

    def restore(self) -> bool:
        if not self.line.isModified():
            return False
        self.forget()
        return True

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)
        self._chevron.setVisible(not read_only)

    def commit(self) -> None:
        """What was typed is taken where it names only one; nothing typed empties the field."""
        if not self.line.isModified():
            return
        typed = self.line.text().strip()
        if typed == self._shown:
            self.forget()
        elif not typed and self._may_be_empty:
            self._hand_over(None)
        elif typed:
            found = self.look_up(needles_of(typed))
            same = [choice for choice in found if fold(choice.text) == fold(typed)]
            if len(found) == 1 or len(same) == 1:
                self._take((same or found)[0].key)
            elif found:
                self.refuse(InvalidValue(self.title, typed, say("Several are called so: choose one from the list.")))
            else:
                self.refuse(InvalidValue(self.title, typed, say("Nothing by this name here.")))
        else:
            self.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not self.popup.isVisible():
            self.commit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.line.isReadOnly():
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up if not self.popup.isVisible():
                    self._show_all()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.commit()
                    return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        needles = needles_of(text)
        if needles:
            self._open(self.look_up(needles))
        else:
            self.popup.hide()

    def _show_all(self) -> None:
        """Everything there is to choose from, or what fits what is being typed."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(self.look_up(needles_of(self.line.text()) if self.line.isModified() else []))

    def _open(self, found: Sequence[Choice]) -> None:
        self._model.show_choices(found)
        if not found:
            self.popup.hide()
            return
        self._completer.complete()
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, key: str) -> None:
        self.popup.hide()
        self._hand_over(key)

    def _hand_over(self, key: str | None) -> None:
        if self.offer(lambda: key):
            if not self._keeps_value:
                self._shown = ""
            self.forget()

    def _fill(self) -> None:
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self.line.setModified(False)

    def _dress(self) -> None:
        self._chevron.setIcon(self.workspace.theme.icon("chevron-down"))
