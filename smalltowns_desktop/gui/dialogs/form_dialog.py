"""Asking for the few fields without which something new cannot be; what does not do is said beside its field."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.gui.widgets.forms import Field, Form, Write
from smalltowns_desktop.gui.widgets.parts import button, column, row
from smalltowns_desktop.gui.workspace import Workspace


class FormDialog(QDialog):
    """Collects values by name and hands them to `accept_values` at the end: whether the deed was done.

    `accept_values` may raise `InvalidValue`, which is shown beside the field of that name, or the first one.
    """

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        action: str,
        accept_values: Callable[[Mapping[str, Any]], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.values: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        self._accept_values = accept_values
        self._form = Form()
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.done_button = button(action, "main", self.finish)
        self.done_button.setDefault(False)
        buttons = row(
            None, button(workspace.say("Cancel"), on_click=self.reject), self.done_button, margins=(14, 0, 14, 0)
        )
        self.setLayout(column(self._form, buttons, gap=8, margins=(6, 8, 6, 16)))

    def writer(self, name: str, show: Callable[[Any], Any] | None = None) -> Write:
        """What a field named so hands its values to. `show` gives what the field then shows of a value."""

        def write(value: Any) -> bool:
            self.values[name] = value
            self.fields[name].show_value(value if show is None else show(value))
            return True

        return write

    def add(self, name: str, field: Field) -> None:
        """The next field; the first one has the focus."""
        self.fields[name] = field
        self._form.add(field)
        if len(self.fields) == 1:
            field.editor.setFocus()

    def finish(self) -> None:
        """Hand over, unless a field is refused."""
        for field in self.fields.values():
            field.commit()
        refused = next((field for field in self.fields.values() if field.refusal), None)
        if refused is not None:
            refused.editor.setFocus()
            return
        try:
            done = self._accept_values(self.values)
        except InvalidValue as error:
            field = self.fields.get(error.field, next(iter(self.fields.values())))
            field.refuse(error)
            field.editor.setFocus()
            return
        if done:
            self.accept()
