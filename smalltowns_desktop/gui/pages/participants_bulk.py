"""The bar of deeds on checked people; there only while somebody is checked."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy

from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.pages.participants_words import PeopleWords
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, dress_icon, label, row
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
        self._count = ElidedLabel(role="heading")
        self._count.setMinimumWidth(100)
        self._key = label("Esc", "key")

        def make(icon: str, text: str, on_click: Callable[[], object] | None, kind: str = "plain") -> QPushButton:
            made = button(text, kind, on_click)
            dress_icon(theme, made, icon, "danger" if kind == "danger" else "text-2")
            return made

        self.badges = make("printer", say("Badges"), self.badges_requested.emit)
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
            self._count, self.badges, self.role, self.delegation, self.arrival, self.table, self.delete, self.clear,
            self._key, margins=(12, 8, 12, 8),
        )  # fmt: skip
        line.setStretch(0, 1)
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
            self._count.show_text(say("Checked: {n}, not shown: {hidden}", n=count, hidden=hidden))
        else:
            self._count.show_text(say("Checked: {n}", n=count))
        self.setVisible(count > 0)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What the deeds themselves take: the rest comes where there is room for it."""
        deeds = (self.badges, self.role, self.delegation, self.arrival, self.table, self.delete)
        width = sum(made.sizeHint().width() + 8 for made in deeds) + self._count.minimumWidth() + 24
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room, Esc unchecks all the same."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The reminders give way to how many are checked."""
        reminders = self.clear.sizeHint().width() + self._key.sizeHint().width() + 16
        needed = self.minimumSizeHint().width() - self._count.minimumWidth() + self._count.sizeHint().width()
        roomy = self.width() >= needed + reminders
        self.clear.setVisible(roomy)
        self._key.setVisible(roomy)
