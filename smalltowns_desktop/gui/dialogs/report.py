"""What an import did: counts, and every problem by its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QTableView, QWidget

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.models.table import Column, RowsModel
from smalltowns_desktop.gui.widgets.parts import button, column, label, row
from smalltowns_desktop.gui.widgets.tables import dress_table
from smalltowns_desktop.gui.workspace import Workspace

_ICONS = {
    Severity.ERROR: ("octagon-x", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTICE: ("info", "text-3"),
}


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    key: str
    where: str
    value: str
    message: str
    severity: Severity


class ReportDialog(QDialog):
    """Stays open beside the window until the person has read it."""

    def __init__(
        self, workspace: Workspace, title: str, counts: str, problems: Sequence[ReportedProblem], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        say, theme = workspace.say, workspace.theme
        self.setWindowTitle(title)
        self.resize(860, 460)
        where = Column[ReportedProblem](
            "where",
            say("Where"),
            lambda item: item.where,
            sort_by=lambda item: int(item.key),
            icon=lambda item: theme.icon(*_ICONS[item.severity]),
            width=220,
        )
        value = Column[ReportedProblem](
            "value", say("What stands there"), lambda item: item.value, tip=lambda item: item.value, width=200
        )
        message = Column[ReportedProblem](
            "message", say("What is wrong"), lambda item: item.message, tip=lambda item: item.message, width=380
        )
        self.problems: RowsModel[ReportedProblem] = RowsModel([where, value, message], lambda item: item.key)
        self.problems.show_rows(problems)
        table = QTableView()
        dress_table(table, self.problems, theme, workspace.settings, "report", title=say("Problems"))
        table.setVisible(bool(problems))
        close = button(say("Close"), "main", self.accept)
        self.setLayout(
            column(
                label(title, "title"),
                label(counts, wrap=True),
                table,
                row(None, close),
                gap=12,
                margins=(20, 20, 20, 16),
            )
        )
        close.setFocus()
