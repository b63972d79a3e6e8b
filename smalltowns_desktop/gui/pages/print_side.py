"""The right side of the print page: what changed, language, paper for badges, the check, and where it goes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QGridLayout, QLayout, QScrollArea, QWidget

from smalltowns_desktop.documents.imposition import LabelStock, load_label_stocks
from smalltowns_desktop.domain.paper_shelf import ItineraryOnShelf, PaperState
from smalltowns_desktop.domain.papers import PaperKind
from smalltowns_desktop.domain.text import N_
from smalltowns_desktop.gui.models.papers import PaperRow
from smalltowns_desktop.gui.widgets.parts import IconLabel, button, column, dress_icon, label, row, surface
from smalltowns_desktop.gui.widgets.sheet_scheme import SheetScheme, StockButton
from smalltowns_desktop.gui.workspace import Workspace

if TYPE_CHECKING:
    from smalltowns_desktop.documents.document import Finding

WIDTH = 336
_COLUMNS = 4
_CHANGES, _FINDINGS = 6, 6
"""So many are listed; more are counted."""
_LANGUAGES = (("ru", N_("Russian")), ("be", N_("Belarusian")), ("en", N_("English")))
_STOCK_NAMES = {
    "86x54": "86 × 54",
    "90x65": "90 × 65",
    "a6": "A6",
    "a6-page": N_("A6, page by page"),
    "86x54-card": N_("cards"),
    "90x65-roll": N_("roll"),
    "90x65-gaps": N_("labels"),
}
_STOCK, _LANGUAGE, _MARKS = "print/stock", "print/language", "print/crop-marks"


class PrintSide(QWidget):
    """Signals: `settings_changed` (the preview must be made anew), `print_requested`, `pdf_requested`,
    `all_requested`, `adjust_requested` (a printer prints beside its place)."""

    settings_changed = Signal()
    print_requested = Signal()
    pdf_requested = Signal()
    all_requested = Signal()
    adjust_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._workspace = workspace
        self._badges = 0
        self._stocks = load_label_stocks()
        say, theme = workspace.say, workspace.theme
        self._changes = column(gap=2)
        self._changes_part = _part(workspace, "git-compare", say("What has changed"), self._changes)
        self.language = QComboBox()
        self.language.setAccessibleName(say("Language"))
        for code, name in _LANGUAGES:
            self.language.addItem(say(name), code)
        self.stock_buttons: dict[str, StockButton] = {}
        self._group = QButtonGroup(self)
        self.scheme = SheetScheme(theme, say("First cell"))
        self._cell = label("", "heading")
        self._sheets = label("", "second", wrap=True)
        self.crop_marks = QCheckBox(say("Marks to cut along"))
        self.adjust = button(say("Adjust…"), on_click=self.adjust_requested.emit)
        dress_icon(theme, self.adjust, "ruler")
        self.adjust.setToolTip(say("Move prints into their place on a printer that prints beside it"))
        self._badges_part = QWidget()
        self._check_icon = IconLabel(theme, "circle-check", "ok", 18)
        self._check = label("", wrap=True)
        self._findings = label("", "second", wrap=True)
        self.print = button(say("Print"), "main", self.print_requested.emit)
        self.print.setMinimumHeight(34)
        dress_icon(theme, self.print, "printer", "on-accent")
        self.print.setToolTip(say("Print what is shown"))
        self.pdf = button(say("PDF…"), on_click=self.pdf_requested.emit)
        dress_icon(theme, self.pdf, "file-down")
        self.pdf.setToolTip("Ctrl+E")
        self.all = button(say("All PDFs…"), on_click=self.all_requested.emit)
        dress_icon(theme, self.all, "folder-down")
        self.all.setToolTip(say("A file for each paper of this group, in a folder"))
        self._lay_out()
        self._restore()
        self.language.currentIndexChanged.connect(self._settled)
        self._group.buttonClicked.connect(self._stock_clicked)
        self.scheme.chosen.connect(self._cell_chosen)
        self.crop_marks.toggled.connect(self._settled)

    # What is chosen

    @property
    def stock(self) -> LabelStock:
        chosen = self._group.checkedButton()
        assert isinstance(chosen, StockButton), "one paper is always chosen"
        return chosen.stock

    @property
    def paper_language(self) -> str:
        return str(self.language.currentData())

    @property
    def first_cell(self) -> int:
        return self.scheme.first

    def begin_after(self, printed: int) -> None:
        """So many badges went onto sheets: the next begin in the first cell that is free."""
        cells = self.stock.sheet.cells
        self.scheme.show_sheet(self.stock.sheet, (self.first_cell - 1 + printed) % cells + 1)
        self._show_cell()

    # What is shown

    def show_paper(self, paper: PaperRow | None) -> None:
        """The paper that is looked at."""
        for part in (self.print, self.pdf, self.all):
            part.setEnabled(paper is not None)
        self._badges_part.setVisible(paper is not None and paper.kind is PaperKind.BADGE)
        if paper is not None and paper.kind is PaperKind.BADGE:
            self._badges = len(paper.subjects)
            self._show_cell()
        while (item := self._changes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        changes = paper.paper.changes if paper is not None and isinstance(paper.paper, ItineraryOnShelf) else ()
        for change in changes[:_CHANGES]:
            text = self._workspace.render(change.text)
            detail = "" if change.detail is None else self._workspace.render(change.detail)
            self._changes.addWidget(_change(text, detail))
        if len(changes) > _CHANGES:
            rest = len(changes) - _CHANGES
            self._changes.addWidget(label(self._workspace.say_n("and {n} more", "and {n} more", rest), "hint"))
        stale = paper is not None and paper.state is PaperState.STALE
        self._changes_part.setVisible(bool(changes) and stale)

    def show_check(self, findings: "Sequence[Finding] | None", left_out: Sequence[str] = ()) -> None:
        """What the paper's own check has found; None: it is still being drawn."""
        say = self._workspace.say
        if findings is None:
            self._check_icon.show_icon("circle-dashed", "text-2")
            self._check.setText(say("Being drawn"))
            self._findings.setText("")
            return
        lines = [
            say("{subject}, {field}: {detail}", subject=item.subject, field=_field(item.field), detail=item.detail)
            for item in findings[:_FINDINGS]
        ]
        if len(findings) > _FINDINGS:
            lines.append(say("and {n} more", n=len(findings) - _FINDINGS))
        lines += [say("{name} has only a revoked badge and was left out.", name=name) for name in left_out[:_FINDINGS]]
        if findings:
            self._check_icon.show_icon("octagon-x", "danger")
            self._check.setText(
                self._workspace.say_n(
                    "{n} text will not be read whole", "{n} texts will not be read whole", len(findings)
                )
            )
        else:
            self._check_icon.show_icon("circle-check", "ok")
            self._check.setText(say("Checked: every text fits, every letter is in the fonts"))
        self._findings.setText("\n".join(lines))
        self._findings.setVisible(bool(lines))

    def _show_cell(self) -> None:
        words, first, badges = self._workspace, self.first_cell, self._badges
        self._cell.setText(words.say("Begin in cell {n}", n=first))
        used = words.say("1–{n} are used already.", n=first - 1) if first > 1 else ""
        if first == 2:
            used = words.say("1 is used already.")
        parts = [used]
        if badges:
            sheets = self.stock.sheet.pages(badges, first)
            parts.append(words.say_n("{n} badge:", "{n} badges:", badges))
            parts.append(words.say_n("{n} sheet.", "{n} sheets.", sheets))
        self._sheets.setText(" ".join(part for part in parts if part))

    # Building

    def _lay_out(self) -> None:
        say, theme = self._workspace.say, self._workspace.theme
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, stock in enumerate(self._stocks.values()):
            name = say(_STOCK_NAMES.get(stock.name, stock.name))
            made = StockButton(theme, stock, name)
            self.stock_buttons[stock.name] = made
            self._group.addButton(made)
            grid.addWidget(made, *divmod(number, _COLUMNS))
        texts = column(self._cell, self._sheets, 4, row(self.adjust, None), None, gap=4)
        scheme = row(self.scheme, texts, gap=12)
        scheme.setStretch(1, 1)
        head = row(IconLabel(theme, "id-card"), label(say("Paper for badges"), "heading"), None)
        badges = column(head, grid, 2, scheme, self.crop_marks, gap=8, margins=(14, 12, 14, 12))
        badges.addWidget(surface("line"))
        self._badges_part.setLayout(badges)
        language = QGridLayout()
        language.setContentsMargins(14, 12, 14, 12)
        language.setHorizontalSpacing(12)
        language.setVerticalSpacing(8)
        language.setColumnStretch(1, 1)
        language.addWidget(label(say("Language"), "label"), 0, 0)
        language.addWidget(self.language, 0, 1)
        asked = label(say("The system asks for it, for copies and sides when you print."), "second", wrap=True)
        language.addWidget(label(say("Printer"), "label"), 1, 0, Qt.AlignmentFlag.AlignTop)
        language.addWidget(asked, 1, 1)
        check = row(self._check_icon, column(self._check, self._findings, gap=4), gap=10, margins=(14, 12, 14, 12))
        check.setAlignment(self._check_icon, Qt.AlignmentFlag.AlignTop)
        check.setStretch(1, 1)
        inner = QWidget()
        parts = column(self._changes_part, gap=0)
        parts.addLayout(language)
        parts.addWidget(surface("line"))
        parts.addWidget(self._badges_part)
        parts.addLayout(check)
        parts.addStretch(1)
        inner.setLayout(parts)
        inner.setProperty("surface", "plain")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setAccessibleName(say("Print"))
        title = surface("bar", row(label(say("Print"), "heading"), None, margins=(14, 0, 14, 0)))
        title.setFixedHeight(48)
        foot = surface("foot", column(self.print, row(self.pdf, self.all), gap=8, margins=(14, 10, 14, 10)))
        self.setLayout(column(title, scroll, foot, gap=0))

    def _restore(self) -> None:
        settings, event = self._workspace.settings, self._workspace.store.programme.event
        code = settings.choice(_LANGUAGE, event.language)
        codes = [known for known, _ in _LANGUAGES]
        self.language.setCurrentIndex(codes.index(code) if code in codes else 0)
        name = settings.choice(_STOCK)
        stock = self.stock_buttons.get(name) or next(iter(self.stock_buttons.values()))
        stock.setChecked(True)
        self.crop_marks.setChecked(settings.choice(_MARKS, "yes" if stock.stock.cut else "no") == "yes")
        self.scheme.show_sheet(stock.stock.sheet, 1)
        self._show_cell()

    def _stock_clicked(self, _clicked: object) -> None:
        self.scheme.show_sheet(self.stock.sheet, 1)
        self.crop_marks.setChecked(self.stock.cut)
        self._show_cell()
        self._settled()

    def _cell_chosen(self, _number: int) -> None:
        self._show_cell()
        self._settled()

    def _settled(self) -> None:
        settings = self._workspace.settings
        settings.keep_choice(_LANGUAGE, self.paper_language)
        settings.keep_choice(_STOCK, self.stock.name)
        settings.keep_choice(_MARKS, "yes" if self.crop_marks.isChecked() else "no")
        self.settings_changed.emit()


def _part(workspace: Workspace, icon: str, title: str, content: QLayout) -> QWidget:
    made = QWidget()
    head = row(IconLabel(workspace.theme, icon), label(title, "heading"), None)
    made.setLayout(column(head, content, 10, surface("line"), gap=8, margins=(14, 12, 14, 0)))
    return made


def _change(text: str, detail: str) -> QWidget:
    """One point with the amber bar at its left."""
    made = surface("change")
    parts = [label(text, wrap=True)]
    if detail:
        parts.append(label(detail, "second", wrap=True))
    made.setLayout(column(*parts, gap=0, margins=(12, 2, 0, 4)))
    return made


def _field(name: str) -> str:
    return name.replace("_", " ")
