"""The groups of a delegation: who moves together."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStackedLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smalltowns_desktop.domain.ids import GroupId, ParticipantId
from smalltowns_desktop.domain.model import Group, Participant
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.models.delegations import GroupLine, make_group_lines
from smalltowns_desktop.gui.models.looks import QUIET, Look, LooksModel
from smalltowns_desktop.gui.models.table import KEY_ROLE, Column, Index
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.cells import Cells
from smalltowns_desktop.gui.widgets.forms import CheckField, Form, TextField, perform_in_field
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.parts import EmptyHint, button, column, label, row, surface
from smalltowns_desktop.gui.widgets.tables import ROW_HEIGHT
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.groups import add_group, delete_group, rename_group, set_members

_TABLE_HEIGHT = 128
_BOX_WIDTH = 36


class MembersModel(QAbstractListModel):
    """People with a box each; a change is asked for, the snapshot brings it. Signals: `asked` (key, whether in)."""

    asked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people: Sequence[Participant] = ()
        self.members: frozenset[str] = frozenset()
        self.read_only = False

    def show_people(self, people: Sequence[Participant], members: frozenset[str]) -> None:
        if list(people) != list(self.people):
            self.beginResetModel()
            self.people, self.members = list(people), members
            self.endResetModel()
        elif members != self.members:
            self.members = members
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.people) - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.people)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self.read_only or not index.isValid() else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self.people[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return person.full_name
            case Qt.ItemDataRole.CheckStateRole:
                return (Qt.CheckState.Checked if person.id in self.members else Qt.CheckState.Unchecked).value
            case int() if role == KEY_ROLE:
                return person.id
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or self.read_only:
            return False
        self.asked.emit(self.people[index.row()].id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class _MemberDelegate(QStyledItemDelegate):
    """A box and a name, in rows as high as those of tables."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._cells = Cells(theme, self)
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)  # the list makes it as wide as itself

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        checked = "accent-soft-2" if state == Qt.CheckState.Checked else "surface"
        current = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        self._cells.ground(painter, area, "accent-soft" if current else "hover" if over else checked)
        self._cells.box(painter, _box_of(area), state)
        self._cells.text(painter, area.adjusted(_BOX_WIDTH, 0, -8, 0), str(index.data()))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere on the row checks it, and so does the space bar."""
        clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if (clicked or pressed) and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return model.setData(index, wanted.value, Qt.ItemDataRole.CheckStateRole)
        return False


def _box_of(area: QRect) -> QRect:
    return QRect(area.left() + 8, area.top(), 20, area.height())


class GroupsOfDelegation(QWidget):
    """Groups above, the chosen one's name and people below."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace, self.store = workspace, workspace.store
        self._key = ""
        say = workspace.say
        self.model: LooksModel[GroupLine] = LooksModel(
            [
                Column("name", say("Group"), lambda line: line.row.name, width=190),
                Column("people", say("People"), lambda line: str(line.people), sort_by=lambda line: line.people,
                       width=76, right=True),
                Column("who", say("Who"), lambda line: say("whole delegation") if line.is_whole else say("by name"),
                       width=140),
                Column("programme", say("Programme"), self._activities, sort_by=lambda line: line.activities,
                       width=140),
            ],
            lambda line: line.row.id,
            looks={"name": lambda _: Look(icon="users"),
                   "programme": lambda line: Look() if line.activities else QUIET},
        )  # fmt: skip
        self.table = KeyedTable(
            workspace, self.model, "delegation-groups", say("Groups"), stretched={"name": 130}, spared=("who",)
        )
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.table.chosen.connect(lambda _: self._show_group())
        self.table.deletion_asked.connect(self._delete)
        self.name = TextField(
            workspace, say("Name"), self._rename, lambda text: field_values.read_line("name", text, needed=True)
        )
        self.whole = CheckField(workspace, say("The whole delegation, whoever joins it"), self._make_whole)
        self.form = Form()
        self.form.add(self.name)
        self.form.add(self.whole)
        self.members = MembersModel(self)
        self.members.read_only = self.store.db.read_only
        self.members.asked.connect(self._ask_member)
        self.people = QListView()
        self.people.setModel(self.members)
        self.people.setAccessibleName(say("People of the group"))
        self.people.setUniformItemSizes(True)
        self.people.setMouseTracking(True)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setItemDelegate(_MemberDelegate(workspace.theme, self.people))
        self._count = label(role="second")
        self.add = button(say("New group"), "small", self._add)
        self.delete = button(say("Delete the group"), "small", lambda: self._delete(self.table.current_key))
        self._empty = EmptyHint(
            workspace.theme, "users", say("A delegation moves in groups."), say("New group"), self._add
        )
        self._lay_out()
        if self.store.db.read_only:
            self.form.set_read_only(True)
            self.add.setEnabled(False)

    def show_delegation(self, key: str) -> None:
        self._key = key
        lines = make_group_lines(self.store.programme, key)
        self.table.show_rows(lines)
        self._pile.setCurrentWidget(self._body if lines else self._empty)
        self._show_group()

    def choose(self, key: str) -> None:
        self.table.choose(key)

    def _lay_out(self) -> None:
        say = self.workspace.say
        head = surface("head", row(label(say("Who is in it"), "heading"), self._count, None, margins=(14, 6, 12, 6)))
        foot = row(self.add, self.delete, None, margins=(12, 8, 12, 8))
        self._body = QWidget()
        self._body.setLayout(column(self.table, surface("head", foot), self.form, head, self.people, gap=0))
        self._pile = QStackedLayout(self)
        self._pile.addWidget(self._body)
        self._pile.addWidget(self._empty)

    def _show_group(self) -> None:
        line = self.model.row_of(self.table.current_key)
        self.delete.setEnabled(line is not None and not self.store.db.read_only)
        self.form.setVisible(line is not None)
        if line is None:
            self.members.show_people((), frozenset())
            return
        if self.form.property("group") != line.row.id:
            self.form.setProperty("group", line.row.id)
            self.form.forget()
        self.name.show_value(line.row.name)
        self.whole.show_value(line.is_whole)
        programme = self.store.programme
        members = programme.people_of_group(line.row.id)
        own = programme.people_by_delegation.get(line.row.delegation_id, ())
        people = [programme.participants[key] for key in dict.fromkeys((*own, *members))]
        people.sort(key=lambda person: fold(person.full_name))
        self.members.show_people(people, frozenset(members))
        self._count.setText(self.workspace.say("{n} of {all}", n=len(members), all=len(people)))

    def _activities(self, line: GroupLine) -> str:
        count = line.activities
        return self.workspace.say_n("{n} activity", "{n} activities", count) if count else self.workspace.say("nothing")

    # Deeds

    def _perform(self, deed: Callable[..., Any]) -> bool:
        return perform_in_field(self.store, deed)

    def _rename(self, name: str) -> bool:
        key = GroupId(self.table.current_key)
        return self._perform(lambda db: rename_group(db, key, name))

    def _make_whole(self, whole: bool) -> bool:
        key = GroupId(self.table.current_key)
        members = None if whole else list(self.store.programme.people_of_group(key))
        return self._perform(lambda db: set_members(db, key, members))

    def _ask_member(self, person: str, is_in: bool) -> None:
        key = GroupId(self.table.current_key)
        before = self.store.programme.people_of_group(key)
        members = [*before, ParticipantId(person)] if is_in else [other for other in before if other != person]
        self.store.perform(lambda db: set_members(db, key, members))

    def _add(self) -> None:
        delegation = self.store.programme.delegations[self._key]
        names = {line.row.name for line in make_group_lines(self.store.programme, self._key)}
        number = next(n for n in range(1, len(names) + 2) if f"{delegation.name}, {n}" not in names)
        name = f"{delegation.name}, {number}" if names else delegation.name
        added = self.store.perform(lambda db: add_group(db, Group(GroupId(""), name, delegation.id)))
        if added is not None:
            self.table.choose(added.group_id)
            self.name.line.setFocus()
            self.name.line.selectAll()

    def _delete(self, key: str) -> None:
        if key and not self.store.db.read_only:
            self.store.perform(lambda db: delete_group(db, GroupId(key)))
