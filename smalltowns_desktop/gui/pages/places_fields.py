"""Fields of the forms of places: a word above, the editor, and below what is wrong with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QToolButton, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.gazetteer import Gazetteer, Place, load_gazetteer
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, column, icon_button, label, restyle, row
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.site_fields import read_place_field

_SUGGESTIONS = 12


class Field(QWidget):
    """A word, an editor, and the reason why what stands in it does not do."""

    def __init__(self, word: str, editor: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.editor = editor
        editor.setAccessibleName(word)
        self._problem = label(role="problem", wrap=True)
        self._problem.hide()
        line = row(editor, *beside, gap=6)
        line.setStretchFactor(editor, 1)
        self.setLayout(column(ElidedLabel(word, "label"), line, self._problem, gap=3))

    @property
    def problem(self) -> str:
        return "" if self._problem.isHidden() else self._problem.text()

    def show_problem(self, text: str) -> None:
        """Say what is wrong; "" when nothing is."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        restyle(self.editor, "problem", bool(text))


def read_field(workspace: Workspace, field: Field, name: str, text: str) -> tuple[bool, object]:
    """Whether what is typed does, and its value; if not, the field says why."""
    try:
        value = read_place_field(name, text)
    except InvalidValue as refusal:
        field.show_problem(workspace.render(refusal.why))
        return False, None
    field.show_problem("")
    return True, value


class DayToggles(QWidget):
    """Days of which any number may be down. Signals: `changed`."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._line = row(gap=3)
        self.setLayout(self._line)
        self._buttons: dict[str, QToolButton] = {}

    def show_days(self, days: Sequence[tuple[str, str, str]], chosen: Sequence[str]) -> None:
        """(code, short word, whole word) triples; which are down."""
        if [code for code, _, _ in days] != list(self._buttons):
            for old in self._buttons.values():
                self._line.removeWidget(old)
                old.deleteLater()
            self._buttons = {}
            while self._line.takeAt(0) is not None:
                pass
            for code, word, whole in days:
                made = QToolButton()
                made.setText(word)
                made.setToolTip(whole)
                made.setAccessibleName(whole)
                made.setCheckable(True)
                made.setProperty("chip", "icon")
                made.setMinimumWidth(36)
                made.toggled.connect(lambda _on: self.changed.emit())
                self._buttons[code] = made
                self._line.addWidget(made)
            self._line.addStretch(1)
        for code, made in self._buttons.items():
            made.setChecked(code in chosen)

    def chosen(self) -> list[str]:
        return [code for code, made in self._buttons.items() if made.isChecked()]

    def codes(self) -> list[str]:
        return list(self._buttons)


class WhereFields(QWidget):
    """Where a place is: by the gazetteer, by numbers, or by a click on the map.

    Signals: `pick_wanted`, `moved` (latitude and longitude, or None: what stands in the numbers now), `found` (a
    `Place` of the gazetteer that was chosen).
    """

    pick_wanted = Signal()
    moved = Signal(object)
    found = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._gazetteer: Gazetteer | None = None
        self._places: tuple[Place, ...] = ()
        say_ = workspace.say
        self.name = QLineEdit()
        self.name.setPlaceholderText(say_("Town or village"))
        self.name.setClearButtonEnabled(True)
        self._suggestions = QStringListModel(self)
        completer = QCompleter(self._suggestions, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SUGGESTIONS)
        completer.activated.connect(self._take)
        self.name.setCompleter(completer)
        self.name.textEdited.connect(self._suggest)
        self.name.returnPressed.connect(self._take_first)
        pick = icon_button(workspace.theme, "locate-fixed", say_("Choose on the map"), self.pick_wanted.emit)
        pick.setProperty("chip", "icon")
        pick.setFixedWidth(32)
        self.latitude_field = Field(say_("Latitude"), QLineEdit())
        self.longitude_field = Field(say_("Longitude"), QLineEdit())
        self._by_name = Field(say_("On the map: find by name"), self.name, pick)
        for editor in (self.latitude, self.longitude):
            editor.textEdited.connect(lambda _text: self._tell_moved())
        self.setLayout(column(self._by_name, row(self.latitude_field, self.longitude_field, gap=10), gap=8))

    @property
    def latitude(self) -> QLineEdit:
        return _line_edit(self.latitude_field)

    @property
    def longitude(self) -> QLineEdit:
        return _line_edit(self.longitude_field)

    def open(self) -> None:
        """Have the gazetteer read, once, off the window's thread."""
        if self._gazetteer is None:
            job = self._workspace.jobs.run(say("Reading the gazetteer"), lambda _ticket: load_gazetteer())
            job.succeeded.connect(self._take_gazetteer)

    def show_place(self, latitude: float | None, longitude: float | None) -> None:
        self.name.clear()
        self.latitude_field.show_problem("")
        self.longitude_field.show_problem("")
        self._write(latitude, longitude)

    def put(self, latitude: float, longitude: float) -> None:
        """The place that was clicked on the map."""
        self._write(round(latitude, 6), round(longitude, 6))
        self._tell_moved()

    def read(self) -> tuple[bool, float | None, float | None]:
        """Whether both numbers do, and what they are."""
        read: Callable[[Field, str], tuple[bool, object]] = lambda field, name: read_field(  # noqa: E731
            self._workspace, field, name, _line_edit(field).text()
        )
        good, latitude = read(self.latitude_field, "latitude")
        fine, longitude = read(self.longitude_field, "longitude")
        assert latitude is None or isinstance(latitude, float)
        assert longitude is None or isinstance(longitude, float)
        return good and fine, latitude, longitude

    def _write(self, latitude: float | None, longitude: float | None) -> None:
        for editor, number in ((self.latitude, latitude), (self.longitude, longitude)):
            editor.setText("" if number is None else f"{number:.6f}".rstrip("0").rstrip("."))

    @property
    def place(self) -> tuple[float, float] | None:
        """What the numbers say now; None where they are not a place."""
        good, latitude, longitude = self.read()
        return (latitude, longitude) if good and latitude is not None and longitude is not None else None

    def _tell_moved(self) -> None:
        self.moved.emit(self.place)

    def _take_gazetteer(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        if self.name.text():
            self._suggest(self.name.text())

    def _suggest(self, text: str) -> None:
        self._places = () if self._gazetteer is None else self._gazetteer.search(text, _SUGGESTIONS)
        language = self._workspace.words.language
        self._suggestions.setStringList([_described(place, language) for place in self._places])

    def _take(self, described: str) -> None:
        suggestions = self._suggestions.stringList()
        if described in suggestions:
            self._choose(self._places[suggestions.index(described)])

    def _take_first(self) -> None:
        if self._places:
            self._choose(self._places[0])

    def _choose(self, place: Place) -> None:
        self._write(place.latitude, place.longitude)
        self._tell_moved()
        self.found.emit(place)


def _described(place: Place, language: str) -> str:
    area = place.district or place.region
    return f"{place.name(language)} · {area.name(language)}"


def _line_edit(field: Field) -> QLineEdit:
    assert isinstance(field.editor, QLineEdit)
    return field.editor


class FormFoot(QFrame):
    """The buttons under a form."""

    def __init__(self, workspace: Workspace, on_save: Callable[[], object], on_cancel: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self.save = button(workspace.say("Save"), "main", on_save)
        self.cancel = button(workspace.say("Cancel"), on_click=on_cancel)
        line = row(self.save, self.cancel, margins=(14, 10, 14, 10))
        line.setStretchFactor(self.save, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
