"""The left panel of the import: what each column of the file is taken for, whose list it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from smalltowns_desktop.exchange.headings import IGNORED, NUMBER
from smalltowns_desktop.gui.pages.import_people_session import ListColumn
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.boxes import Combo
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, IconLabel, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 360
ENCODINGS = ("utf-8", "cp1251", "cp866", "koi8-r", "utf-16")
_CHOICE_WIDTH = 166
_ROWS_WIDTH = 480
"""Of the list of rows in which the headings may be."""


class _ColumnRow(QFrame):
    """Letters, heading and a sample; what it is taken for. Signals: `mapped` (the column, a field)."""

    mapped = Signal(object, str)

    def __init__(self, theme: Theme, words: Mapping[str, str], shown: ListColumn) -> None:
        super().__init__()
        self.setProperty("surface", "row")
        self._theme = theme
        self.column = shown
        letters = label(shown.letters, "count")
        letters.setAlignment(Qt.AlignmentFlag.AlignCenter)
        letters.setFixedSize(24, 20)
        heading, sample = ElidedLabel(shown.heading), ElidedLabel(shown.sample, "small")
        texts = QWidget()
        texts.setLayout(column(heading, sample, gap=0))
        texts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice = Combo()
        self.choice.setFixedWidth(_CHOICE_WIDTH)
        self.choice.setAccessibleName(f"{shown.letters}, {shown.heading}")
        self.choice.setMaxVisibleItems(24)
        for field, word in words.items():
            self.choice.addItem(word, field)
        self.choice.activated.connect(self._choose)
        line = row(letters, texts, IconLabel(theme, "arrow-right", "text-3", 14), self.choice, margins=(12, 4, 12, 4))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.show_column(shown)
        theme.changed.connect(self._draw_signs)

    def show_column(self, shown: ListColumn) -> None:
        self.column = shown
        self.choice.setCurrentIndex(max(0, self.choice.findData(shown.field)))
        self._draw_signs()

    def _draw_signs(self) -> None:
        for place in range(self.choice.count()):
            field = self.choice.itemData(place)
            if field == "":
                icon = self._theme.icon("circle-help", "warn")
            elif field in {IGNORED, NUMBER}:
                icon = self._theme.icon("minus", "text-3")
            else:
                icon = self._theme.icon("check", "ok")
            self.choice.setItemIcon(place, icon)

    def _choose(self, place: int) -> None:
        field = str(self.choice.itemData(place))
        if field != self.column.field:
            self.mapped.emit(self.column, field)


class ColumnsPanel(QFrame):
    """Signals: `mapped` (a `ListColumn`, a field), `delegation_chosen`, `sheet_chosen`, `encoding_chosen`,
    `headings_chosen` (their row; 0: the list has none)."""

    mapped = Signal(object, str)
    delegation_chosen = Signal(str)
    sheet_chosen = Signal(str)
    encoding_chosen = Signal(str)
    headings_chosen = Signal(int)

    def __init__(self, workspace: Workspace, words: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self.setMinimumWidth(320)
        say, theme = workspace.say, workspace.theme
        self._workspace, self._words = workspace, words
        self._count = label(role="second")
        head = surface(
            "head",
            row(
                IconLabel(theme, "columns-3", "text-2", 16), label(say("Columns of the file → fields"), "heading"),
                None, self._count, margins=(12, 8, 12, 8),
            ),
        )  # fmt: skip
        self.rows: list[_ColumnRow] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.delegation = _choice(say("Delegation"))
        self.delegation.setEditable(True)
        self.delegation.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.sheet, self.encoding = _choice(say("Sheet")), _choice(say("Encoding"))
        self.encoding.addItem(say("found out"), "")
        for name in ENCODINGS:
            self.encoding.addItem(name, name)
        self.header = _choice(say("Headings"))
        self.header.setMaxVisibleItems(24)
        self.header.view().setMinimumWidth(_ROWS_WIDTH)
        self.remember = QCheckBox(say("Remember the columns for other lists"))
        self._form = QFormLayout()
        self._form.setContentsMargins(12, 12, 12, 12)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(10)
        for title, field in (
            (say("Delegation"), self.delegation),
            (say("Sheet"), self.sheet),
            (say("Encoding"), self.encoding),
            (say("Headings"), self.header),
        ):
            self._form.addRow(label(title, "label"), field)
        self._form.addRow(self.remember)
        inside = QWidget()
        inside.setProperty("surface", "plain")
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addLayout(self._list)
        content.addLayout(self._form)
        content.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and are scrolled into sight
        self.setLayout(column(head, scroll, gap=0))
        self.delegation.activated.connect(lambda _place: self._chose_delegation())
        editor = self.delegation.lineEdit()
        if editor is not None:
            editor.setPlaceholderText(say("from the list, or none"))
            editor.editingFinished.connect(self._chose_delegation)
        self.sheet.activated.connect(lambda place: self.sheet_chosen.emit(self.sheet.itemText(place)))
        self.header.activated.connect(lambda place: self.headings_chosen.emit(self.header.itemData(place)))
        self.encoding.activated.connect(lambda place: self.encoding_chosen.emit(self.encoding.itemData(place)))

    def show_columns(self, columns: Sequence[ListColumn]) -> None:
        """What the columns are taken for now; rows are kept where only that has changed."""
        if [row.column.heading for row in self.rows] != [shown.heading for shown in columns]:
            for old in self.rows:
                old.hide()
                old.deleteLater()
            self.rows = [_ColumnRow(self._workspace.theme, self._words, shown) for shown in columns]
            for made in self.rows:
                made.mapped.connect(self.mapped)
                self._list.addWidget(made)
        for kept, shown in zip(self.rows, columns, strict=True):
            kept.show_column(shown)
        loaded = sum(shown.loaded for shown in columns)
        say = self._workspace.say
        self._count.setText(say("{shown} of {total}", shown=loaded, total=len(columns)))

    def show_headings(self, row: int, upper_rows: Sequence[tuple[int, str]]) -> None:
        """In which row the headings are (0: none), and where they may be instead."""
        say = self._workspace.say
        self.header.clear()
        self.header.addItem(say("none"), 0)
        for number, text in upper_rows:
            self.header.addItem(say("in row {row}: {text}", row=number, text=text), number)
        self.header.setCurrentIndex(max(0, self.header.findData(row)))

    def show_file(self, sheets: Sequence[str], sheet: str, encoding: str | None, *, is_text: bool) -> None:
        self.sheet.clear()
        self.sheet.addItems(list(sheets))
        self.sheet.setCurrentText(sheet)
        self._form.setRowVisible(self.sheet, len(sheets) > 1)
        self._form.setRowVisible(self.encoding, is_text)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encoding or "")))

    def show_delegations(self, names: Sequence[str], chosen: str) -> None:
        """Those of the event; another name makes a new one."""
        if [self.delegation.itemText(place) for place in range(self.delegation.count())] != ["", *names]:
            self.delegation.clear()
            self.delegation.addItems(["", *names])
        if not self.delegation.hasFocus():
            self.delegation.setCurrentText(chosen)

    def _chose_delegation(self) -> None:
        self.delegation_chosen.emit(" ".join(self.delegation.currentText().split()))


def _choice(name: str) -> Combo:
    made = Combo()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(8)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
