"""The whole journal of a checkpoint: every scan, refused and taken back ones too, to search and to sort."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from smalltowns_desktop.domain.checkin import Place
from smalltowns_desktop.domain.model import Scan
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.desk.delegates import sign_of
from smalltowns_desktop.gui.desk.models import ScanLine
from smalltowns_desktop.gui.desk.verdict import word_of
from smalltowns_desktop.gui.models.looks import Look, LooksModel
from smalltowns_desktop.gui.models.table import Column
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.parts import button, column, label, row
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.wording import short_date
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.attendance import last_scans

MOST = 20_000
"""Scans that are read: the newest."""
_SIZE = (1040, 620)


def scan_line(workspace: Workspace, scan: Scan) -> ScanLine:
    """A scan with the name of its person, or its code where that names nobody."""
    programme = workspace.store.programme
    person = programme.participants.get(scan.participant_id)
    word = workspace.render(word_of(scan.outcome, scan.direction, scan.forced))
    if person is None:
        return ScanLine(scan, scan.code, None, word)
    delegation = None if person.delegation_id is None else programme.delegations.get(person.delegation_id)
    name = " ".join(part for part in (person.surname, person.given_name) if part)
    return ScanLine(scan, name, delegation, word)


class JournalDialog(QDialog):
    """Reads the scans off the thread; the scanner of a desk behind it goes on."""

    def __init__(self, workspace: Workspace, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        say_ = workspace.say
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say_("The whole journal"))
        self.resize(*_SIZE)
        self.table = KeyedTable(
            workspace, _make_model(workspace), "checkins", say_("Check-ins"),
            stretched={"name": 200, "reason": 110}, spared=("operator", "reason"),
        )  # fmt: skip
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.search = SearchField(workspace, say_("Person, delegation, desk or reason"))
        self.search.searched.connect(self._search)
        self.search.left.connect(self.reject)
        self._count = label(say_("counting"), "second")
        close = button(say_("Close"), on_click=self.accept)
        self.setLayout(column(row(self.search, self._count, None, close), self.table, gap=12, margins=(16, 14, 16, 16)))
        self.search.setFocus()
        db = workspace.store.db
        job = workspace.jobs.run(say("Reading the journal"), lambda _ticket: last_scans(db, place, MOST))
        job.succeeded.connect(self._take)
        job.refused.connect(workspace.store.refused)

    def _take(self, scans: list[Scan]) -> None:
        self.table.show_rows([scan_line(self._workspace, scan) for scan in scans])
        self._tell_count()

    def _search(self, alternatives: list[list[str]]) -> None:
        self.table.rows.search(alternatives)
        self._tell_count()

    def _tell_count(self) -> None:
        shown, total = self.table.rows.rowCount(), self.table.rows.total()
        words = self._workspace
        if shown < total:
            self._count.setText(words.say("{n} of {total}", n=shown, total=total))
        elif total == MOST:
            self._count.setText(words.say("the newest {n}", n=total))
        else:
            self._count.setText(words.say_n("{n} row", "{n} rows", total))


def _make_model(workspace: Workspace) -> LooksModel[ScanLine]:
    say_, language = workspace.say, workspace.words.language

    def moment(line: ScanLine) -> str:
        at = datetime.fromisoformat(line.scan.at)
        return f"{short_date(at.date(), language)}, {at:%H:%M:%S}"

    def order(line: ScanLine) -> tuple[float, int]:
        return datetime.fromisoformat(line.scan.at).timestamp(), line.scan.sequence

    def town(line: ScanLine) -> str:
        return "" if line.delegation is None else line.delegation.name

    def look_of_outcome(line: ScanLine) -> Look:
        icon, ink = sign_of(line)
        return Look(icon=icon, icon_colour=ink)

    return LooksModel(
        [
            Column("at", say_("When"), moment, order, width=140),
            Column("name", say_("Who"), lambda line: line.name, lambda line: fold(line.name), width=220),
            Column("delegation", say_("Delegation"), town, lambda line: fold(town(line)), width=150),
            Column("outcome", say_("Answer"), lambda line: line.word or say_("entry"), width=160),
            Column("station", say_("Desk"), lambda line: line.scan.station, width=110),
            Column("operator", say_("Operator"), lambda line: line.scan.operator, width=100),
            Column("reason", say_("Reason"), lambda line: line.scan.reason, width=110),
        ],
        lambda line: line.scan.id,
        lambda line: "\n".join(
            map(fold, (line.name, town(line), line.word, line.scan.station, line.scan.operator, line.scan.reason))
        ),
        {
            "delegation": lambda line: Look(tile=line.delegation),
            "outcome": look_of_outcome,
        },
    )
