"""Check-in in the main window: choose where and who, see how many have come, open the desk."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.checkin import Place as CheckpointPlace
from smalltowns_desktop.domain.errors import InvalidValue, UserError
from smalltowns_desktop.domain.model import CheckpointKind
from smalltowns_desktop.gui.desk.places import (
    ICONS,
    Checkpoint,
    checkpoint_of,
    is_there,
    list_name,
    opening_words,
    policy_words,
)
from smalltowns_desktop.gui.desk.side import SidePanel
from smalltowns_desktop.gui.desk.tally import DeskTally
from smalltowns_desktop.gui.desk.window import DeskWindow
from smalltowns_desktop.gui.pages.checkin_places import CheckpointList
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    button,
    column,
    dress_icon,
    label,
    restyle,
    row,
    surface,
)
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.checkin import open_desk

_KINDS = {
    "activity": CheckpointKind.ACTIVITY,
    "site": CheckpointKind.SITE,
    "vehicle": CheckpointKind.VEHICLE,
}
_KEY_WIDTH = 56
_STATION, _OPERATOR = "desk/station", "desk/operator"


class CheckinPage(Page):
    """Checkpoints on the left, the chosen one in the middle, its figures on the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        say, settings, author = workspace.say, workspace.settings, workspace.store.db.author
        self.desk: DeskWindow | None = None
        """The open one; a window has one desk at a time."""
        self.places = CheckpointList(workspace)
        self._icon = IconLabel(self.theme, "log-in", "accent", 26)
        self._name = ElidedLabel(role="title")
        self._about = label("", "second", wrap=True)
        self._facts = {name: label("", wrap=True) for name in ("list", "policy", "hours")}
        self.station = QLineEdit(settings.choice(_STATION, author.station))
        self.operator = QLineEdit(settings.choice(_OPERATOR, author.who))
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.open = button(say("Open the desk"), "main", self.open_desk)
        self.open.setToolTip("Ctrl+Enter")
        self.open.setMinimumHeight(40)
        dress_icon(self.theme, self.open, "scan-line", "on-accent")
        self._tally: DeskTally | None = None
        self._side: SidePanel | None = None
        self._side_place = column(gap=0, margins=(0, 16, 16, 16))
        self._lay_out()
        self.places.chosen.connect(self._show_checkpoint)
        self.places.opened.connect(self.open_desk)
        self.station.textChanged.connect(lambda _text: self._tell(""))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.open_desk)
        self.store.programme_changed.connect(self._programme_changed)
        self._show_checkpoint(self.places.current)

    def show_place(self, place: Place) -> None:
        kind = _KINDS.get(place.kind, CheckpointKind.DOOR)
        wanted = CheckpointPlace(kind, place.key if kind is not CheckpointKind.DOOR else "")
        if is_there(self.store.programme, wanted):
            begins = checkpoint_of(self.workspace, wanted, self.places.day).begins
            self.places.choose(wanted, begins.date() if kind is CheckpointKind.ACTIVITY and begins else None)

    def open_desk(self) -> None:
        """Open the desk's own window at the chosen checkpoint, or bring it up if it is open."""
        if self.desk is not None:
            self.desk.activateWindow()
            self.desk.raise_()
            return
        chosen = self.places.current
        if chosen is None or not self.open.isEnabled():
            return
        try:
            desk = open_desk(self.store.db, chosen.key, self.station.text(), self.operator.text())
        except InvalidValue as error:
            self._tell(self.workspace.render(error.text))
            self.station.setFocus()
            return
        except UserError as error:
            self.store.refused.emit(error)
            return
        self.workspace.settings.keep_choice(_STATION, desk.station)
        self.workspace.settings.keep_choice(_OPERATOR, desk.operator)
        self.desk = DeskWindow(self.workspace, desk, chosen, self)
        self.desk.closed.connect(self._desk_closed)
        self.desk.place_requested.connect(self._leave_for)
        self.window().installEventFilter(self)
        self.desk.showFullScreen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The desk goes with the main window, which closes the event."""
        if event.type() == QEvent.Type.Close and watched is self.window() and self.desk is not None:
            self.desk.close()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        say = self.workspace.say
        form = QFormLayout()
        form.setSpacing(10)
        for text, name in ((say("List"), "list"), (say("Entry"), "policy"), (say("Opening hours"), "hours")):
            form.addRow(label(text, "label"), self._facts[name])
        who = QFormLayout()
        who.setSpacing(10)
        for text, field in ((say("This laptop"), self.station), (say("Operator"), self.operator)):
            field.setAccessibleName(text)
            who.addRow(label(text, "label"), field)
        why = label("", "second", wrap=True)
        if self.store.db.read_only:
            self.open.setEnabled(False)
            why.setText(
                say(
                    "This congress is open for reading only here, so nothing could be written down. "
                    "Open the file itself, or close the program that holds it."
                )
            )
            restyle(why, "tone", "warn")
        why.setVisible(self.store.db.read_only)
        head = row(self._icon, self._name, gap=10)
        card = surface(
            "card",
            column(
                head, self._about, 4, form, surface("line"), who, self._problem, why, 4, self.open,
                gap=10, margins=(20, 18, 20, 20),
            ),
        )  # fmt: skip
        keys = surface(
            "card", column(label(say("At the desk"), "heading"), *self._key_rows(), gap=6, margins=(20, 14, 20, 16))
        )
        middle = QWidget()
        middle.setLayout(column(card, keys, None, gap=14, margins=(16, 16, 16, 16)))
        whole = row(self.places, surface("upright"), middle, self._side_place, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _key_rows(self) -> list[QWidget]:
        say = self.workspace.say
        rows = []
        for key, text in (
            ("Enter", say("check in the person found")),
            ("F3", say("a whole delegation at once")),
            ("F4", say("somebody who is not on the list")),
            ("F6", say("people leave, people enter")),
            ("Ctrl+Z", say("take back the last check-in")),
            ("Ctrl+J", say("every check-in at this place")),
            ("Esc", say("close the desk")),
        ):
            line = QWidget()
            name = label(key, "key")
            name.setFixedSize(_KEY_WIDTH, 20)
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setLayout(row(name, label(text, "second"), None, gap=10))
            rows.append(line)
        return rows

    def _show_checkpoint(self, chosen: Checkpoint | None) -> None:
        self.open.setEnabled(chosen is not None and not self.store.db.read_only)
        if chosen is None:
            return
        words = self.workspace
        self._icon.show_icon(ICONS[chosen.place.kind], "accent")
        self._name.show_text(chosen.name)
        self._about.setText(chosen.about)
        self._facts["list"].setText(list_name(words, chosen.place, words.now().date()))
        self._facts["policy"].setText(policy_words(words, chosen.place))
        self._facts["hours"].setText(opening_words(words, chosen.place))
        if self._tally is None or self._tally.place != chosen.place:
            self._show_figures(chosen)

    def _show_figures(self, chosen: Checkpoint) -> None:
        if self._tally is not None and self._side is not None:
            self._tally.close()
            self._tally.deleteLater()
            self._side.hide()
            self._side.deleteLater()
        self._tally = DeskTally(self.workspace, chosen.place, self)
        self._side = SidePanel(self.workspace, self._tally)
        self._side_place.addWidget(self._side)

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        restyle(self.station, "problem", bool(problem))

    def _programme_changed(self, changes: Changes) -> None:
        if changes["events"]:
            self.places.fill_days()
        if any(
            changes[table]
            for table in ("events", "activities", "sites", "halls", "vehicles", "transfers", "checkpoints")
        ):
            self.places.refresh()

    def _desk_closed(self) -> None:
        if self.desk is not None:
            self.window().removeEventFilter(self)
            self.desk.deleteLater()
            self.desk = None
            self.window().activateWindow()

    def _leave_for(self, place: Place) -> None:
        """Show something in the main window; the desk stays open behind it."""
        self.window().activateWindow()
        self.window().raise_()
        self.go_requested.emit(place)
