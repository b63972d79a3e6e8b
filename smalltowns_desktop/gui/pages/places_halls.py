"""The halls of a site in its card: a row each, edited in place; each save is one deed."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import HallId, SiteId
from smalltowns_desktop.domain.model import Hall, Site
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    button,
    column,
    icon_button,
    label,
    restyle,
    row,
    surface,
)
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.site_fields import read_place_field


class HallLine(QWidget):
    """Name and seats of a hall that is being edited. Signals: `entered` (the hall as it is to be), `left`."""

    entered = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace, hall: Hall) -> None:
        super().__init__()
        self._workspace, self._hall = workspace, hall
        self.name, self.seats = QLineEdit(hall.name), QLineEdit("" if hall.seats is None else str(hall.seats))
        self.name.setPlaceholderText(workspace.say("Name of the hall"))
        self.seats.setPlaceholderText(workspace.say("Seats"))
        self.seats.setFixedWidth(66)
        for editor in (self.name, self.seats):
            editor.setAccessibleName(editor.placeholderText())
            editor.returnPressed.connect(self.save)
        self._problem = label(role="problem", wrap=True)
        self._problem.hide()
        done = icon_button(workspace.theme, "check", workspace.say("Save"), self.save)
        drop = icon_button(workspace.theme, "x", workspace.say("Cancel"), self.left.emit)
        self.setLayout(column(row(self.name, self.seats, done, drop, gap=4), self._problem, gap=2))

    @property
    def problem(self) -> str:
        return "" if self._problem.isHidden() else self._problem.text()

    def save(self) -> None:
        values = {}
        for name, editor in (("name", self.name), ("seats", self.seats)):
            try:
                values[name] = read_place_field(name, editor.text())
            except InvalidValue as refusal:
                self._problem.setText(self._workspace.render(refusal.why))
                self._problem.show()
                restyle(editor, "problem", True)
                editor.setFocus()
                return
            restyle(editor, "problem", False)
        self.entered.emit(replace(self._hall, **values))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HallsEditor(QWidget):
    """Signals: `added` (a `Hall`), `edited` (before, after), `deleted` (its key)."""

    added = Signal(object)
    edited = Signal(object, object)
    deleted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._site = SiteId("")
        self._halls: list[Hall] = []
        self._locked = False
        self._editing: str | None = None
        """Key of the hall that is being edited, "" for a new one."""
        self.line: HallLine | None = None
        self.add = button(workspace.say("Add a hall"), "link", lambda: self.edit(""))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        head = row(
            IconLabel(workspace.theme, "armchair"), label(workspace.say("Halls"), "heading"), None, self.add
        )  # fmt: skip
        inside = column(head, self._rows, gap=4, margins=(14, 10, 14, 10))
        self.setLayout(column(surface("line"), inside, gap=0))

    def show_halls(self, programme: Programme, site: Site, *, locked: bool) -> None:
        """The site's halls by name. What is being edited of the same site goes on."""
        halls = sorted(
            (programme.halls[key] for key in programme.halls_by_site.get(site.id, ())),
            key=lambda hall: (fold(hall.name), hall.id),
        )
        if site.id == self._site and halls == self._halls and locked == self._locked:
            return
        self._site, self._halls, self._locked = site.id, halls, locked
        self._editing = None
        self.add.setVisible(not locked)
        self._fill()

    def edit(self, key: str) -> None:
        """Open the editor of a hall, of a new one with ""."""
        self._editing = key
        self._fill()
        if self.line is not None:
            self.line.name.setFocus()

    def _fill(self) -> None:
        self.line = None
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for hall in self._halls:
            self._rows.addWidget(self._open(hall) if hall.id == self._editing else self._row(hall))
        if self._editing == "":
            self._rows.addWidget(self._open(Hall(HallId(""), self._site, "")))

    def _row(self, hall: Hall) -> QWidget:
        say, theme = self._workspace.say, self._workspace.theme
        seats = "" if hall.seats is None else self._workspace.say_n("{n} seat", "{n} seats", hall.seats)
        made = QWidget()
        line = row(ElidedLabel(hall.name), label(seats, "second"), gap=6)
        if not self._locked:
            line.addWidget(
                icon_button(theme, "pencil", say("Edit “{name}”", name=hall.name), lambda: self.edit(hall.id))
            )
            line.addWidget(
                icon_button(
                    theme, "trash-2", say("Delete “{name}”", name=hall.name), lambda: self.deleted.emit(hall.id)
                )
            )
        made.setLayout(line)
        return made

    def _open(self, hall: Hall) -> HallLine:
        self.line = HallLine(self._workspace, hall)
        self.line.left.connect(self._leave)
        self.line.entered.connect(lambda after: self._enter(hall, after))
        return self.line

    def _enter(self, before: Hall, after: Hall) -> None:
        if before.id:
            self.edited.emit(before, after)
        else:
            self.added.emit(after)
        if after == before:
            self._leave()

    def _leave(self) -> None:
        self._editing = None
        self._fill()
        self.add.setFocus()
