"""Putting a printer right that prints beside its place: what a ruler says goes in, what to move by comes out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from smalltowns_desktop.gui.dialogs.fitted import FittedDialog
from smalltowns_desktop.gui.widgets.parts import button, column, dress_icon, label, row
from smalltowns_desktop.gui.workspace import Workspace

TRUE_MM = 20.0
"""Where the lines of the sheet stand; `documents.calibration.DISTANCE`."""
_FARTHEST_MM = 15.0


class PrinterShiftDialog(FittedDialog):
    """Keeps a printer's correction in the settings, by its name."""

    def __init__(
        self,
        workspace: Workspace,
        printers: Sequence[str],
        print_sheet: Callable[[], QPrinter | None],
        parent: QWidget | None,
    ) -> None:
        """`printers`: names of those there are. `print_sheet` asks for a printer and prints the sheet on it."""
        super().__init__(parent)
        say = workspace.say
        self._workspace, self._print_sheet = workspace, print_sheet
        self.setWindowTitle(say("Adjust a printer"))
        self.setMinimumWidth(480)
        self.printer = QComboBox()
        self.printer.setAccessibleName(say("Printer"))
        self.printer.addItems(list(printers))
        self.left, self.top = _measure(say("From the left edge to line A")), _measure(say("From the upper edge to B"))
        for field in (self.left, self.top):
            field.setSuffix(say(" mm"))
        self.sheet = button(say("Print the sheet…"), on_click=self._print)
        dress_icon(workspace.theme, self.sheet, "printer")
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.addRow(label(say("Printer"), "label"), self.printer)
        form.addRow(label(self.left.accessibleName(), "label"), self.left)
        form.addRow(label(self.top.accessibleName(), "label"), self.top)
        self._moved = label("", "second", wrap=True)
        self.save = button(say("Save"), "main", self._save)
        self.save.setDefault(True)
        hint = say(
            "Print the sheet and measure its two lines with a ruler. From then on everything printed here is moved "
            "into its place. The sheet itself is always printed as the printer has it."
        )
        self.setLayout(
            column(
                label(hint, "second", wrap=True), row(self.sheet, None), form, self._moved,
                row(None, button(say("Cancel"), on_click=self.reject), self.save), gap=12, margins=(20, 18, 20, 16),
            )
        )  # fmt: skip
        self.printer.currentTextChanged.connect(self._show_printer)
        for field in (self.left, self.top):
            field.valueChanged.connect(self._show_shift)
        self._show_printer()

    @property
    def shift(self) -> tuple[float, float]:
        """Millimetres to the right and down by which prints are moved."""
        return round(TRUE_MM - self.left.value(), 1), round(TRUE_MM - self.top.value(), 1)

    def _show_printer(self) -> None:
        right, down = self._workspace.settings.printer_shift(self.printer.currentText())
        self.left.setValue(TRUE_MM - right)
        self.top.setValue(TRUE_MM - down)
        self._show_shift()
        for part in (self.left, self.top, self.save):
            part.setEnabled(self.printer.count() > 0)

    def _show_shift(self) -> None:
        say, (right, down) = self._workspace.say, self.shift
        if not self.printer.count():
            self._moved.setText(say("No printer is known yet: print the sheet first."))
        elif (right, down) == (0, 0):
            self._moved.setText(say("It prints true: nothing is moved."))
        else:
            sideways, upright = (self.locale().toString(abs(length), "f", 1) for length in (right, down))
            across = say("{n} mm to the right", n=sideways) if right > 0 else say("{n} mm to the left", n=sideways)
            along = say("{n} mm down", n=upright) if down > 0 else say("{n} mm up", n=upright)
            parts = [words for words, length in ((across, right), (along, down)) if length]
            self._moved.setText(say("Prints are moved: {where}", where=", ".join(parts)))

    def _print(self) -> None:
        printer = self._print_sheet()
        if printer is None:
            return
        name = printer.printerName()
        if self.printer.findText(name) < 0:
            self.printer.addItem(name)
        self.printer.setCurrentText(name)
        self._show_printer()
        self.left.setFocus()
        self.left.selectAll()

    def _save(self) -> None:
        self._workspace.settings.keep_printer_shift(self.printer.currentText(), self.shift)
        self.accept()


def _measure(name: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setAccessibleName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setRange(TRUE_MM - _FARTHEST_MM, TRUE_MM + _FARTHEST_MM)
    made.setDecimals(1)
    made.setSingleStep(0.1)
    return made
