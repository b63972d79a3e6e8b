"""A small kit for forms: a label, an editor, and below it why a value was refused.

A field hands its value to `write` when the person is through with it (Enter, or on to the next field); what `write`
or the reading of the text refuses with `InvalidValue` stands below the field, and what was typed stays. Esc gives back
what stood there. A page fills fields with `show_value` and may do so at any time: text that somebody is typing stays.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.widgets.boxes import CheckBox, Combo
from smalltowns_desktop.gui.widgets.parts import column, label, restyle, surface
from smalltowns_desktop.gui.widgets.tips import show_plain_tip
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.storage.database import Database

LABEL_WIDTH = 112
_LINE_EDGES = 20
"""What the frame and the padding of a line of text take of its width."""

Write = Callable[[Any], bool]
"""Takes a value that was entered: whether it is taken. May raise `InvalidValue`."""


def perform_in_field(store: EventStore, deed: Callable[[Database], Any]) -> bool:
    """Do a deed for a field: an `InvalidValue` is the field's to show, every other refusal is told by the window."""
    refused: list[InvalidValue] = []

    def attempt(db: Database) -> Any:
        try:
            return deed(db)
        except InvalidValue as error:
            refused.append(error)
            return Changes()

    done = store.perform(attempt) is not None
    if refused:
        raise refused[0]
    return done


def add_in_field(store: EventStore, deed: Callable[[Database], Any], key_name: str) -> str | None:
    """As `perform_in_field`, for a deed that adds a row: the key that its result has as `key_name`; None if refused."""
    added: list[str] = []

    def remember(db: Database) -> Any:
        result = deed(db)
        added.append(getattr(result, key_name))
        return result

    return added[0] if perform_in_field(store, remember) else None


class Field(QWidget):
    """An editor and its refusal. A subclass reads the editor and fills it."""

    def __init__(self, workspace: Workspace, title: str, editor: QWidget, write: Write) -> None:
        super().__init__()
        self.workspace = workspace
        self.title = title
        self.editor = editor
        self._write = write
        self._refusal = label(role="problem", wrap=True)
        self._refusal.hide()
        editor.setAccessibleName(title)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self.setLayout(column(editor, self._refusal, gap=2))

    @property
    def refusal(self) -> str:
        """Why the last value was refused; "" while none is."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def refuse(self, error: InvalidValue) -> None:
        """Say below the field why its value does not do."""
        text = self.workspace.render(error.why)
        self._refusal.setText(text)
        self._refusal.show()
        self.editor.setAccessibleDescription(text)
        restyle(self.editor, "problem", True)

    def clear_refusal(self) -> None:
        if not self._refusal.isHidden():
            self._refusal.hide()
            self.editor.setAccessibleDescription("")
            restyle(self.editor, "problem", False)

    def show_value(self, value: Any) -> None:
        """Fill the editor; what somebody is typing there stays."""
        raise NotImplementedError

    def forget(self) -> None:
        """Whatever is being typed is given up: the form is about something else now."""

    def commit(self) -> None:
        """Hand over what is being typed, where the editor does not hand over each change by itself."""

    def restore(self) -> bool:
        """Give back what stood there; whether there was anything to give back."""
        return False

    def set_read_only(self, read_only: bool) -> None:
        self.editor.setEnabled(not read_only)

    def offer(self, read: Callable[[], Any]) -> bool:
        """Read a value and hand it over; a refusal is shown. Whether it was taken."""
        try:
            taken = self._write(read())
        except InvalidValue as error:
            self.refuse(error)
            return False
        self.clear_refusal()
        return taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() == Qt.Key.Key_Escape and self.restore()
        if event.type() == QEvent.Type.Wheel and not self.editor.hasFocus():
            event.ignore()  # a wheel that scrolls the form must not change what it passes
            return True
        return super().eventFilter(watched, event)


class TextField(Field):
    """A line of text that `read` turns into a value, and `words` back into text."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        write: Write,
        read: Callable[[str], Any] = str,
        words: Callable[[Any], str] = str,
        *,
        hint: str = "",
    ) -> None:
        self.line = QLineEdit()
        super().__init__(workspace, title, self.line, write)
        self._read, self._words = read, words
        self._shown = ""
        self.line.setPlaceholderText(hint)
        self.line.editingFinished.connect(self.commit)

    def show_value(self, value: Any) -> None:
        self._shown = "" if value is None else self._words(value)
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

    def commit(self) -> None:
        """Hand over what was typed; a refused text stays as it is."""
        if not self.line.isModified():
            return
        typed = self.line.text()
        if typed == self._shown or self.offer(lambda: self._read(typed)):
            self.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.line.text()
            too_long = self.line.fontMetrics().horizontalAdvance(text) > self.line.width() - _LINE_EDGES
            show_plain_tip(event.globalPos(), text if too_long else "")
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self.line.setModified(False)


class NotesField(Field):
    """Text of several lines; handed over when the focus leaves it, or by Ctrl+Enter. Tab goes on to the next field."""

    def __init__(self, workspace: Workspace, title: str, write: Write, read: Callable[[str], Any] = str) -> None:
        self.notes = QPlainTextEdit()
        super().__init__(workspace, title, self.notes, write)
        self._read = read
        self._shown = ""
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(84)

    def show_value(self, value: Any) -> None:
        self._shown = str(value)
        if not self._is_modified():
            self._fill()

    def forget(self) -> None:
        self._fill()
        self.clear_refusal()

    def restore(self) -> bool:
        if not self._is_modified():
            return False
        self.forget()
        return True

    def set_read_only(self, read_only: bool) -> None:
        self.notes.setReadOnly(read_only)

    def commit(self) -> None:
        if not self._is_modified():
            return
        typed = self.notes.toPlainText()
        if typed == self._shown or self.offer(lambda: self._read(typed)):
            self.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in enter:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                return True
            return False
        return super().eventFilter(watched, event)

    def _is_modified(self) -> bool:
        return self.notes.document().isModified()

    def _fill(self) -> None:
        self.notes.setPlainText(self._shown)
        self.notes.document().setModified(False)


class ChoiceField(Field):
    """One of a few; `show_choices` says which. The value is the choice's key."""

    def __init__(self, workspace: Workspace, title: str, write: Write) -> None:
        self.combo = Combo()
        super().__init__(workspace, title, self.combo, write)
        self._shown: Any = None
        self.combo.activated.connect(self._chosen)

    def show_choices(self, choices: Sequence[tuple[Any, str]], icons: Sequence[QIcon] = ()) -> None:
        """(key, word) pairs in their order."""
        if choices == [(self.combo.itemData(at), self.combo.itemText(at)) for at in range(self.combo.count())]:
            return
        self.combo.clear()
        for place, (key, word) in enumerate(choices):
            self.combo.addItem(icons[place] if icons else QIcon(), word, key)
        self._fill()

    def show_value(self, value: Any) -> None:
        self._shown = value
        self._fill()

    def forget(self) -> None:
        self._fill()
        self.clear_refusal()

    def restore(self) -> bool:
        if not self.refusal:
            return False
        self.forget()
        return True

    def _chosen(self, place: int) -> None:
        key = self.combo.itemData(place)
        if key == self._shown:
            self.clear_refusal()
        elif self.offer(lambda: key):
            self._fill()

    def _fill(self) -> None:
        self.combo.setCurrentIndex(self.combo.findData(self._shown))


class CheckField(Field):
    """Yes or no."""

    def __init__(self, workspace: Workspace, title: str, write: Write) -> None:
        self.box = CheckBox(workspace.theme, title)
        super().__init__(workspace, title, self.box, write)
        self._shown = False
        self.box.clicked.connect(self._clicked)

    def show_value(self, value: Any) -> None:
        self._shown = bool(value)
        self.box.setChecked(self._shown)

    def _clicked(self, checked: bool) -> None:
        self.offer(lambda: checked)
        self.box.setChecked(self._shown)


class Form(QWidget):
    """Fields one below the other, their labels at the left."""

    def __init__(self, label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        self.fields: list[Field] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(14, 12, 14, 12)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)

    def add(self, field: Field) -> None:
        """The next field, with its label."""
        self.fields.append(field)
        line = self._grid.rowCount()
        if isinstance(field, CheckField):
            self._grid.addWidget(field, line, 1)
            return
        name = label(field.title, "label", wrap=True)
        name.setBuddy(field.editor)
        name.setMinimumHeight(30)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, line, 1)

    def add_below(self, field: Field) -> None:
        """The next field, below its label and as wide as the form: what it holds is long."""
        self.fields.append(field)
        name = label(field.title, "label")
        name.setBuddy(field.editor)
        self.add_wide(name)
        self.add_wide(field)

    def add_fact(self, title: str, words: QWidget) -> None:
        """A line that only tells."""
        line = self._grid.rowCount()
        name = label(title, "label", wrap=True)
        name.setMinimumHeight(30)
        words.setMinimumHeight(30)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, line, 1)

    def add_wide(self, part: QWidget) -> None:
        """Something over both columns."""
        self._grid.addWidget(part, self._grid.rowCount(), 0, 1, 2)

    def add_heading(self, text: str) -> None:
        """A line across, and what the fields below it are about."""
        self.add_wide(surface("line"))
        self.add_wide(label(text, "heading"))

    def forget(self) -> None:
        """Give up whatever is being typed: the form is about something else now."""
        for field in self.fields:
            field.forget()

    def set_read_only(self, read_only: bool) -> None:
        for field in self.fields:
            field.set_read_only(read_only)
