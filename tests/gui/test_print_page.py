"""The print page over a real event file: what is listed, looked at, printed, saved and remembered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.model import Print
from smalltowns_desktop.domain.paper_shelf import PaperState
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.gui.dialogs.printer_shift import PrinterShiftDialog
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.models.papers import ROW_ROLE, HeadRow, MoreRow, PaperRow, PapersModel
from smalltowns_desktop.gui.pages.print import PrintPage
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import Done, EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.people import delete_participants, edit_participant
from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries, print_out, remember_printing
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.rows import read_rows
from tests.support.door import Door, fill_door

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Answers:
    """What the person says when asked."""

    printer: Path | None = None
    path: str = ""
    folder: str = ""
    asked: list[str] = field(default_factory=list)

    def ask_printer(self, _parent: object) -> QPrinter | None:
        """A printer that writes a PDF: the real one goes the same way."""
        self.asked.append("printer")
        if self.printer is None:
            return None
        made = OfficePrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.printer))
        made.setResolution(200)  # enough to look at, and quick
        return made

    def ask_path(self, _parent: object, _title: str, suggestion: str, _kinds: str) -> str:
        self.asked.append(suggestion)
        return self.path

    def ask_folder(self, _parent: object, _title: str) -> str:
        self.asked.append("folder")
        return self.folder


class OfficePrinter(QPrinter):
    """One with a name, which none has where there are no printers."""

    def printerName(self) -> str:
        return "Штаб, лазерный"


@pytest.fixture
def door(workspace: Workspace) -> Door:
    filled = fill_door(workspace.store.db)
    workspace.store.take_in(workspace.store._watcher.poll(0).changes)  # type: ignore[union-attr]
    return filled


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def page(workspace: Workspace, door: Door, answers: Answers, qtbot: QtBot) -> Iterator[PrintPage]:
    made = PrintPage(workspace, answers.ask_printer, answers.ask_path, answers.ask_folder)
    qtbot.addWidget(made)
    made.resize(1352, 830)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    drawn(made, qtbot)
    made.entered()
    yield made
    workspace.jobs.wait()


def drawn(page: PrintPage, qtbot: QtBot) -> None:
    """Until the chosen paper is on the screen."""
    qtbot.waitUntil(lambda: page.list.current is not None, timeout=5000)
    qtbot.waitUntil(
        lambda: (
            page.printing is not None
            and page.preview.view._picture is not None
            and not page._timer.isActive()
            and not page.workspace.jobs.busy
        ),
        timeout=5000,
    )


def prints(workspace: Workspace) -> list[Print]:
    with workspace.store.db.reading() as connection:
        return read_rows(connection, Print)


def move_hall(workspace: Workspace, door: Door) -> None:
    with workspace.store.db.deed(say("Move")) as deed:
        deed.update(door.hall, replace(door.hall, starts_at=door.hall.starts_at + timedelta(minutes=25)))
    workspace.store.take_in(deed.changes)


def state_of(page: PrintPage, name: str) -> PaperState:
    return next(row.state for row in page.list.model.all_rows() if row.name.startswith(name))


def finished(page: PrintPage, qtbot: QtBot, deed: Callable[[], object]) -> None:
    with qtbot.waitSignal(page._deeds.finished, timeout=20_000):
        deed()


def press(page: PrintPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.windowHandle(), key, modifier)


def test_every_delegation_and_role_is_listed_with_its_state(page: PrintPage) -> None:
    rows = [page.list.model.index(number).data(ROW_ROLE) for number in range(page.list.model.rowCount())]
    assert [row.title if isinstance(row, HeadRow) else row.name for row in rows] == [
        "Itineraries", "Арзамас", "Балахна", "Badges", "Delegates, 8",
    ]  # fmt: skip
    assert {row.words for row in rows if isinstance(row, PaperRow)} == {"not printed", "not printed: 8"}


def test_the_paper_that_is_looked_at_is_the_pdf_itself(page: PrintPage, qtbot: QtBot) -> None:
    assert page.preview.title == "Itinerary: Арзамас"
    picture = page.preview.view._picture
    assert picture is not None
    assert picture.height() > picture.width()
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    drawn(page, qtbot)
    assert page.preview.title == "Itinerary: Балахна"
    assert page.printing is not None
    assert [paper.name for paper in page.printing.papers] == ["Балахна"]
    assert prints(page.workspace) == []


def test_zoom_by_keys_wheel_and_button(page: PrintPage, qtbot: QtBot) -> None:
    view = page.preview.view
    whole = view.percent
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.percent > whole
    wheel = QWheelEvent(
        QPointF(50, 50), view.mapToGlobal(QPointF(50, 50)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = view.percent
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.percent > before
    QTest.mouseClick(page.preview._percent, Qt.MouseButton.LeftButton)
    assert abs(view.percent - whole) <= 1
    drawn(page, qtbot)


def test_printing_what_is_shown_is_remembered_and_current_then(
    page: PrintPage, workspace: Workspace, door: Door, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    answers.printer = tmp_path / "paper.pdf"
    told: list[Done] = []
    workspace.store.done.connect(told.append)
    finished(page, qtbot, lambda: QTest.mouseClick(page.side.print, Qt.MouseButton.LeftButton))
    document = pypdfium2.PdfDocument(str(answers.printer))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert len(document) == 1
    document.close()
    assert [row.subject_id for row in prints(workspace)] == [door.arzamas.id]
    qtbot.waitUntil(lambda: state_of(page, "Арзамас") is PaperState.CURRENT, timeout=5000)
    assert str(told[0].title) == "Printed: 1 page"
    drawn(page, qtbot)


def test_no_printer_no_print(page: PrintPage, workspace: Workspace, answers: Answers) -> None:
    press(page, Qt.Key.Key_P, CTRL)
    assert answers.asked == ["printer"]
    assert prints(workspace) == []


def test_checked_papers_are_printed_by_ctrl_p(
    page: PrintPage, workspace: Workspace, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    answers.printer = tmp_path / "paper.pdf"
    view = page.list.view
    QTest.keyClick(view, Qt.Key.Key_Space)
    badges = page.list.model.index(page.list.model.rowCount() - 1)
    place = view.visualRect(badges)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, place.center().y()))
    assert page.list.checked.text() == "Chosen: 2"
    finished(page, qtbot, lambda: press(page, Qt.Key.Key_P, CTRL))
    assert len(prints(workspace)) == 9
    assert page.side.first_cell == 9  # eight badges of ten cells are gone
    drawn(page, qtbot)


def test_what_is_out_of_date_is_told_marked_and_printed_again(
    page: PrintPage, workspace: Workspace, door: Door, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    remember_printing(workspace.store.db, prepare_itineraries(workspace.store.db, PLAIN))
    move_hall(workspace, door)
    qtbot.waitUntil(lambda: state_of(page, "Арзамас") is PaperState.STALE, timeout=5000)
    drawn(page, qtbot)
    assert page.side._changes.count() == 1
    page.show_place(Place("print", "stale"))
    assert [row.name for row in page.list.stale_rows()] == ["Арзамас"]
    assert page.list.model.rowCount() == 2
    answers.printer = tmp_path / "paper.pdf"
    finished(page, qtbot, lambda: press(page, Qt.Key.Key_P, CTRL | SHIFT))
    assert len(prints(workspace)) == 3
    qtbot.waitUntil(lambda: state_of(page, "Арзамас") is PaperState.CURRENT, timeout=5000)


def test_marks_are_switched_by_key(page: PrintPage) -> None:
    press(page, Qt.Key.Key_M, CTRL)
    assert not page.preview.marks.isChecked()


def test_a_pdf_is_written_by_ctrl_e_and_remembered(
    page: PrintPage, workspace: Workspace, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    answers.path = str(tmp_path / "Арзамас")
    finished(page, qtbot, lambda: press(page, Qt.Key.Key_E, CTRL))
    assert (tmp_path / "Арзамас.pdf").read_bytes().startswith(b"%PDF")
    assert answers.asked[0].endswith(".pdf")
    assert len(prints(workspace)) == 1


def test_all_pdfs_go_into_a_folder(
    page: PrintPage, workspace: Workspace, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    answers.folder = str(tmp_path / "листы")
    finished(page, qtbot, lambda: QTest.mouseClick(page.side.all, Qt.MouseButton.LeftButton))
    assert sorted(path.name for path in (tmp_path / "листы").iterdir()) == ["Арзамас.pdf", "Балахна.pdf"]
    assert len(prints(workspace)) == 2


def test_a_folder_that_cannot_be_written_is_told_and_nothing_remembered(
    page: PrintPage, workspace: Workspace, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    answers.path = str(tmp_path / "file" / "a.pdf")
    with qtbot.waitSignal(workspace.store.refused, timeout=5000):
        page.save_pdf()
    assert prints(workspace) == []


def test_badges_on_other_paper_from_a_chosen_cell(page: PrintPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.list.choose("badges/delegate")
    drawn(page, qtbot)
    QTest.mouseClick(page.side.stock_buttons["90x65"], Qt.MouseButton.LeftButton)
    drawn(page, qtbot)
    assert page.printing is not None
    assert page.printing.pages == 1
    scheme = page.side.scheme
    cells = {scheme.cell_at(QPoint(x, y)): QPoint(x, y) for x in range(0, 96, 4) for y in range(0, 128, 4)}
    assert set(cells) >= set(range(1, 9))
    QTest.mouseClick(scheme, Qt.MouseButton.LeftButton, pos=cells[4])
    drawn(page, qtbot)
    assert page.printing.pages == 2
    assert page.side._cell.text() == "Begin in cell 4"
    QTest.keyClick(scheme, Qt.Key.Key_Right)
    assert page.side.first_cell == 5
    assert workspace.settings.choice("print/stock") == "90x65"
    drawn(page, qtbot)


def test_a_text_that_does_not_fit_is_an_error_in_the_list(
    page: PrintPage, workspace: Workspace, door: Door, qtbot: QtBot
) -> None:
    with workspace.store.db.deed(say("Rename")) as deed:
        deed.update(door.arzamas, replace(door.arzamas, name="Арзамас 🏙 " + "очень длинное название " * 12))
    workspace.store.take_in(deed.changes)
    qtbot.waitUntil(lambda: any(row.faulty for row in page.list.model.all_rows()), timeout=8000)
    qtbot.waitUntil(lambda: page.side._check.text().endswith("will not be read whole"), timeout=8000)
    drawn(page, qtbot)


def test_errors_are_found_on_papers_that_nobody_looks_at_and_stand_first(
    page: PrintPage, workspace: Workspace, door: Door, qtbot: QtBot
) -> None:
    told: list[tuple[str, int, bool]] = []
    page.count_told.connect(lambda key, count, urgent: told.append((key, count, urgent)))
    changed = replace(door.balakhna, name="Балахна " + "очень длинное название " * 12)
    with workspace.store.db.deed(say("Rename")) as deed:
        deed.update(door.balakhna, changed)
    workspace.store.take_in(deed.changes)
    qtbot.waitUntil(lambda: page.list.counts()[2] == 2, timeout=8000)
    rows = [page.list.model.index(number).data(ROW_ROLE) for number in range(page.list.model.rowCount())]
    assert [row.name for row in rows if isinstance(row, PaperRow)] == [changed.name, "Арзамас", "Delegates, 8"]
    assert rows[1].words == "has an error"
    assert page.list.current is not None
    assert page.list.current.name == "Арзамас", "whoever looks at a paper goes on looking at it"
    assert told[-1] == ("print", 2, True)
    assert [note.text for note in page.notes()][1:] == ["3 not printed", "2 with errors"]
    workspace.store.undo()
    qtbot.waitUntil(lambda: page.list.counts()[2] == 0, timeout=8000)


def test_a_page_that_nobody_sees_counts_what_is_out_of_date_and_draws_nothing(
    page: PrintPage, workspace: Workspace, door: Door, qtbot: QtBot
) -> None:
    remember_printing(workspace.store.db, prepare_itineraries(workspace.store.db, PLAIN))
    drawn(page, qtbot)
    told: list[tuple[str, int, bool]] = []
    page.count_told.connect(lambda key, count, urgent: told.append((key, count, urgent)))
    page.hide()
    move_hall(workspace, door)
    qtbot.waitUntil(lambda: told[-1:] == [("print", 1, False)], timeout=8000)
    qtbot.wait(150)
    assert page.printing is None
    page.show()
    drawn(page, qtbot)


def test_the_language_of_paper_is_not_that_of_the_window(page: PrintPage, qtbot: QtBot) -> None:
    assert page.side.paper_language == "ru"
    page.side.language.setCurrentIndex(2)
    drawn(page, qtbot)
    assert page.printing is not None
    document = pypdfium2.PdfDocument(page.printing.documents[0][1].pdf)
    assert "Itinerary" in document[0].get_textpage().get_text_range()
    document.close()


def test_another_page_brings_up_a_delegation_or_a_person(page: PrintPage, door: Door, qtbot: QtBot) -> None:
    page.show_place(Place("print", "delegation", door.balakhna.id))
    assert page.preview.title == "Itinerary: Балахна"
    page.show_place(Place("print", "participant", door.people[0].id))
    qtbot.waitUntil(lambda: page.preview.title == "Itinerary: Рябинина Вера Павловна", timeout=5000)
    drawn(page, qtbot)


def test_people_chosen_elsewhere_are_checked_alone_and_printed_from_the_chosen_cell(
    page: PrintPage, workspace: Workspace, door: Door, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(page.list.view, Qt.Key.Key_Space)  # something else was checked before
    answers.printer = tmp_path / "badges.pdf"
    page.show_place(Place("print", "badges", keys=(door.people[0].id, door.people[4].id)))
    drawn(page, qtbot)
    assert page.list.current is not None
    assert page.list.current.name == "Chosen people, 2"
    assert [row.key for row in page.list.model.checked_rows()] == ["badges/chosen"]
    stock = page.side.stock_buttons["90x65"]
    QTest.mouseClick(stock, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.side.scheme, Qt.Key.Key_Down)
    drawn(page, qtbot)
    assert page.printing is not None
    assert {paper.subject_id for paper in page.printing.papers} == {door.people[0].id, door.people[4].id}
    finished(page, qtbot, lambda: QTest.keyClick(page.list.view, Qt.Key.Key_P, CTRL))
    assert {row.subject_id for row in prints(workspace)} == {door.people[0].id, door.people[4].id}
    qtbot.waitUntil(lambda: state_of(page, "Chosen") is PaperState.CURRENT, timeout=5000)
    assert page.list.current.subjects == (door.people[0].id, door.people[4].id), "printed ones can be printed again"


def test_one_chosen_person_is_named_and_counts_only_once_as_out_of_date(
    page: PrintPage, workspace: Workspace, door: Door, qtbot: QtBot, tmp_path: Path
) -> None:
    print_out(workspace.store.db, prepare_badges(workspace.store.db, PLAIN), tmp_path / "badges.pdf")
    workspace.store.perform(lambda db: edit_participant(db, door.people[0].id, {"surname": "Другая"}))
    page.show_place(Place("print", "badges", keys=(door.people[0].id,)))
    qtbot.waitUntil(lambda: [row.words for row in page.list.stale_rows()] == ["out of date: 1 badge"], timeout=5000)
    assert page.list.current is not None
    assert page.list.current.name.startswith("Другая ")
    assert state_of(page, "Другая") is PaperState.STALE
    assert not page.list.stale_rows()[0].by_hand
    workspace.store.perform(lambda db: delete_participants(db, [door.people[0].id]))
    qtbot.waitUntil(lambda: not any(row.by_hand for row in page.list.model.all_rows()), timeout=5000)


def first_ink(path: Path) -> tuple[float, float]:
    """Millimetres from the left and upper edges of the first page to the first thing printed on it."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    picture = document[0].render(scale=10 * 25.4 / 72).to_pil().convert("L")
    left, top, _, _ = picture.point(lambda grey: 255 * (grey < 160)).getbbox()
    document.close()
    return left / 10, top / 10


def test_a_printer_that_prints_beside_its_place_is_adjusted_by_what_a_ruler_says(
    page: PrintPage, workspace: Workspace, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.printer = tmp_path / "before.pdf"
    finished(page, qtbot, page.side.print.click)
    page.list.choose("badges/delegate")
    QTest.mouseClick(page.side.adjust, Qt.MouseButton.LeftButton)
    dialog = page.findChild(PrinterShiftDialog)
    assert dialog is not None
    answers.printer = tmp_path / "sheet.pdf"
    QTest.mouseClick(dialog.sheet, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not workspace.jobs.busy, timeout=20_000)
    assert answers.printer.read_bytes().startswith(b"%PDF")
    assert dialog.printer.currentText() == "Штаб, лазерный"
    assert dialog.left.hasFocus()
    QTest.keyClicks(dialog.left, dialog.locale().toString(18.5, "f", 1))
    dialog.top.setValue(20.7)
    assert dialog._moved.text() == "Prints are moved: 1.5 mm to the right, 0.7 mm up"
    QTest.keyClick(dialog.left, Qt.Key.Key_Return)
    assert workspace.settings.printer_shift("Штаб, лазерный") == (1.5, -0.7)
    assert workspace.settings.printer_shift("Другой") == (0, 0)
    page.list.choose_state(None)
    page.list._choose_first()
    answers.printer = tmp_path / "after.pdf"
    finished(page, qtbot, lambda: press(page, Qt.Key.Key_P, CTRL))
    before, after = first_ink(tmp_path / "before.pdf"), first_ink(tmp_path / "after.pdf")
    assert after[0] - before[0] == pytest.approx(1.5, abs=0.15)
    assert after[1] - before[1] == pytest.approx(-0.7, abs=0.15)


def test_a_correction_that_somebody_garbled_moves_nothing(settings: WindowSettings) -> None:
    settings.keep_choice("printer-shift/Canon", "two left")
    assert settings.printer_shift("Canon") == (0, 0)


def test_an_empty_congress_says_what_to_do_first(workspace: Workspace, qtbot: QtBot) -> None:
    page = PrintPage(workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page._hint.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: not workspace.jobs.busy)


def test_a_congress_for_reading_only_shows_papers_and_prints_none(
    workspace: Workspace, door: Door, theme: Theme, settings: WindowSettings, answers: Answers, qtbot: QtBot
) -> None:
    db = open_event(workspace.store.db.name, author=Author("", "desk-1"), read_only=True)
    jobs = JobRunner()
    store = EventStore(db, jobs)
    with qtbot.waitSignal(store.begun):
        store.begin()
    page = PrintPage(Workspace(store, jobs, theme, PLAIN, settings, now=workspace.now), answers.ask_printer)
    qtbot.addWidget(page)
    page.show()
    drawn(page, qtbot)
    assert not page.side.print.isEnabled()
    page.print_checked()
    page.save_pdf()
    assert answers.asked == []
    jobs.wait()
    store.close()


def many(number: int, state: PaperState) -> PaperRow:
    from smalltowns_desktop.domain.paper_shelf import ItineraryOnShelf
    from smalltowns_desktop.domain.papers import PaperSubject

    paper = ItineraryOnShelf(PaperSubject.DELEGATION, str(number), f"Town {number:02d}", state)
    return PaperRow(f"itinerary/{number}", paper.name, state.value, state, paper)


def test_what_is_current_is_folded_away_and_found_all_the_same(qtmodeltester: object) -> None:
    from smalltowns_desktop.domain.papers import PaperKind

    model = PapersModel({PaperKind.ITINERARY: ("Itineraries", "")}, lambda n: f"{n} more")
    model.show_rows([*(many(n, PaperState.CURRENT) for n in range(24)), many(50, PaperState.STALE)])
    rows = [model.index(number).data(ROW_ROLE) for number in range(model.rowCount())]
    assert [type(row) for row in rows] == [HeadRow, *[PaperRow] * 6, MoreRow]
    assert rows[1].state is PaperState.STALE
    model.toggle(model.index(0))
    assert len(model.checked_rows()) == 6
    assert model.index_of("itinerary/23").row() == 25
    model.unfold(model.index(0))
    assert model.rowCount() == 1
    qtmodeltester.check(model)  # type: ignore[attr-defined]
