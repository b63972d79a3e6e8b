"""The bar of deeds on checked people; there only while somebody is checked."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy

from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.pages.participants_words import PeopleWords
from smalltowns_desktop.gui.widgets.parts import button, dress_icon, label, row
from smalltowns_desktop.gui.workspace import Workspace


class BulkBar(QFrame):
    """Signals: what was asked for. `role_chosen` has a `Role`, `delegation_chosen` a key or None."""

    badges_requested = Signal()
    role_chosen = Signal(object)
    delegation_chosen = Signal(object)
    arrival_requested = Signal()
    table_requested = Signal()
    delete_requested = Signal()
    clear_requested = Signal()

    def __init__(self, workspace: Workspace, words: PeopleWords, *, read_only: bool) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        say, theme = workspace.say, workspace.theme
        self._workspace = workspace
        self._count = label(role="heading")

        def make(icon: str, text: str, on_click: Callable[[], object] | None, kind: str = "plain") -> QPushButton:
            made = button(text, kind, on_click)
            dress_icon(theme, made, icon, "danger" if kind == "danger" else "text-2")
            return made

        self.badges = make("printer", say("Badges…"), self.badges_requested.emit)
        self.role = make("tag", say("Role"), None)
        self.delegation = make("flag", say("Delegation"), None)
        self.arrival = make("circle-check", say("Mark arrival"), self.arrival_requested.emit)
        self.table = make("file-output", say("To a spreadsheet…"), self.table_requested.emit)
        self.delete = make("trash-2", say("Delete"), self.delete_requested.emit, "danger")
        self.clear = button(say("Uncheck"), "link", self.clear_requested.emit)
        self.clear.setToolTip(say("Uncheck everybody (Esc)"))
        self._roles, self._delegations = QMenu(self), QMenu(self)
        for role in Role:
            action = self._roles.addAction(words.roles[role])
            action.triggered.connect(lambda _on=False, role=role: self.role_chosen.emit(role))
        self.role.setMenu(self._roles)
        self.delegation.setMenu(self._delegations)
        for writes in (self.badges, self.role, self.delegation, self.arrival, self.delete):
            writes.setEnabled(not read_only)
        line = row(
            self._count, self.badges, self.role, self.delegation, self.arrival, self.table, self.delete, None,
            self.clear, label("Esc", "key"), margins=(12, 8, 12, 8),
        )  # fmt: skip
        self.setLayout(line)
        self.hide()

    def show_programme(self, programme: Programme) -> None:
        """Delegations that people can be put into."""
        self._delegations.clear()
        rows = sorted(programme.delegations.values(), key=lambda delegation: fold(delegation.name))
        for delegation in rows:
            action = self._delegations.addAction(f"{delegation.code}  {delegation.name}".replace("&", "&&"))
            action.triggered.connect(lambda _on=False, key=delegation.id: self.delegation_chosen.emit(key))
        self._delegations.addSeparator()
        action = self._delegations.addAction(self._workspace.say("Without a delegation"))
        action.triggered.connect(lambda _on=False: self.delegation_chosen.emit(None))

    def show_checked(self, count: int, hidden: int) -> None:
        """How many are checked, and how many of them the table does not show now."""
        say = self._workspace.say
        if hidden:
            self._count.setText(say("Checked: {n}, not shown: {hidden}", n=count, hidden=hidden))
        else:
            self._count.setText(say("Checked: {n}", n=count))
        self.setVisible(count > 0)
