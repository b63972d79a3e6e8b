"""The import of a list in the window: every row seen before it is written, by mouse and by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import DelegationId, ParticipantId, new_id
from smalltowns_desktop.domain.model import Delegation, Participant, QueuedRowStatus
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.headings import IGNORED
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet, read_tables
from smalltowns_desktop.gui.models.import_rows import CellState, RowState
from smalltowns_desktop.gui.pages.import_people import CHECK, COLUMNS, FILE, WRITTEN, ImportPage
from smalltowns_desktop.gui.widgets.cell_editor import CellEditor
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.people import edit_participant
from smalltowns_desktop.storage.database import Database

ARZAMAS = Delegation(DelegationId(new_id()), "Арзамас", "АР")
KLYONOV = Participant(
    ParticipantId(new_id()), 149, "Клёнов", "Пётр", "Андреевич", delegation_id=ARZAMAS.id, position="директор"
)
DUBKOV = Participant(
    ParticipantId(new_id()), 150, "Дубков", "Олег", "Иванович", delegation_id=ARZAMAS.id, phone="+79000000031"
)
LOZOVAYA = Participant(ParticipantId(new_id()), 151, "Лозовая", "Ирина", "Антоновна", delegation_id=ARZAMAS.id)
HEADINGS = ("Фамилия, имя, отчество", "Тел.", "Должность", "Площадка")
ROWS = (
    ("РЯБИНИНА вера павловна", "8 900 000-00-00", "начальник отдела", "культура"),
    ("Кленов Петр", "+7 900 000-00-11", "генеральный директор", "бизнес"),
    ("12345", "+7 900 000-00-12", "председатель", ""),
    ("Дубков Олег Иванович", "+7 900 000-00-31", "глава", ""),
    ("Лозовая Ирина Антоновна", "", "", ""),
    ("Ракитов Игорь Олегович", "два", "водитель", ""),
    ("Дубкова Олег Иванович", "", "глава", ""),
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write_list(
        *rows: tuple[Cell, ...], headings: tuple[Cell, ...] = HEADINGS, name: str = "Арзамас_список.xlsx"
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(write_workbook([Sheet("Делегация", (headings, *(rows or ROWS)))]))
        return path

    return write_list


@pytest.fixture
def asked() -> list[str]:
    """Paths with which the next questions for a file are answered."""
    return []


@pytest.fixture
def page(event_db: Database, workspace: Workspace, qtbot: QtBot, asked: list[str]) -> Iterator[ImportPage]:
    deed = event_db.deed(say("Seed"))
    with deed as seed:
        seed.insert(ARZAMAS, KLYONOV, DUBKOV, LOZOVAYA)
    workspace.store.take_in(seed.changes)
    answer = lambda *_: asked.pop() if asked else ""  # noqa: E731
    made = ImportPage(workspace, ask_file=answer, ask_path=answer)
    qtbot.addWidget(made)
    made.resize(1352, 830)
    made.show()
    made.entered()
    yield made
    qtbot.waitUntil(lambda: not workspace.jobs.busy)


def rest(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.workspace.jobs.busy and not page.session.busy, timeout=10_000)


def begin(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    page.show_place(Place("import", "file", str(path)))
    rest(page, qtbot)


def totals(page: ImportPage) -> list[int]:
    return [page.rows.tiles[state].number for state in RowState]


def states(page: ImportPage) -> dict[int, RowState]:
    model = page.rows.model
    return {line.row: line.state for line in (model.line_at(row) for row in range(model.rowCount()))}


def surnames(page: ImportPage) -> set[str]:
    return {person.surname for person in page.store.programme.participants.values()}


def test_a_file_goes_straight_to_the_check_with_five_totals_whose_sum_is_its_rows(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    assert page.step == CHECK
    assert totals(page) == [2, 1, 1, 2, 1]
    assert sum(totals(page)) == page.rows.model.rowCount() == len(ROWS)
    assert states(page) == {
        2: RowState.NEW, 3: RowState.LIKELY, 4: RowState.BAD, 5: RowState.UPDATED, 6: RowState.SAME,
        7: RowState.NEW, 8: RowState.LIKELY,
    }  # fmt: skip
    assert page.session.delegation == "Арзамас"  # the file's name says so
    assert page.next_button.text() == "Write 5 rows"
    assert page.rows.errors.isEnabled()
    QAbstractItemModelTester(page.rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.rows.let_through(RowState.BAD)


def test_cells_tell_what_was_repaired_and_what_does_not_do(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    lines = {line.row: line for line in page.rows.model.all_rows()}
    assert (lines[2].cell("name").text, lines[2].cell("name").state) == ("Рябинина Вера Павловна", CellState.REPAIRED)
    assert "РЯБИНИНА" in lines[2].cell("name").tip
    assert (lines[2].cell("phone").text, lines[2].cell("phone").state) == ("+7 900 000-00-00", CellState.REPAIRED)
    assert (lines[4].cell("name").text, lines[4].cell("name").state) == ("12345", CellState.PROBLEM)
    assert (lines[7].cell("phone").text, lines[7].cell("phone").state) == ("два", CellState.PROBLEM)
    assert "telephone" in lines[7].remark
    assert lines[3].remark.startswith("Similar to “Клёнов Пётр Андреевич”")
    assert lines[5].remark == "Fills in what was empty"


def test_totals_and_the_switch_filter_the_rows(page: ImportPage, write: Callable[..., Path], qtbot: QtBot) -> None:
    begin(page, write(), qtbot)
    tile = page.rows.tiles[RowState.LIKELY]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert list(states(page)) == [3, 8]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert len(states(page)) == 7
    page.rows.attention.choose("attention")
    page.rows.attention.chosen.emit("attention")
    assert set(states(page).values()) == {RowState.LIKELY, RowState.BAD}


def test_a_dropped_file_is_read_and_a_broken_one_said_to_be_so(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nonsense")
    for path, step in ((tmp_path / "gone.xlsx", FILE), (broken, FILE), (write(), CHECK)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        none = Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        page.start.dropEvent(drop)  # Qt delivers it only within a drag
        rest(page, qtbot)
        assert page.step == step
        if step == FILE:
            shown = [text.text() for text in page.start.findChildren(QLabel) if text.isVisible()]
            assert any(path.name in text for text in shown)


def test_columns_are_corrected_where_they_stand(page: ImportPage, write: Callable[..., Path], qtbot: QtBot) -> None:
    begin(page, write(), qtbot)
    place = {shown.column.heading: shown for shown in page.columns.rows}["Площадка"]
    assert place.column.field == ""
    place.choice.activated.emit(place.choice.findData("organisation"))
    rest(page, qtbot)
    assert page.rows.model.line_at(0).cell("organisation").text == "культура"
    place.choice.activated.emit(place.choice.findData(IGNORED))
    rest(page, qtbot)
    assert page.rows.model.line_at(0).cell("organisation").text == ""
    assert page.step == CHECK


def test_a_list_without_a_known_heading_asks_which_column_has_the_names(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot, workspace: Workspace
) -> None:
    path = write(*ROWS[:2], headings=("Кто едет", "Связь", "Кем", "Куда"))
    begin(page, path, qtbot)
    assert page.step == COLUMNS
    assert not page.next_button.isEnabled()
    assert page.rows._hint.text().startswith("No column of this sheet is known to hold names")
    assert page.columns.rows[0].choice.hasFocus()
    first = page.columns.rows[0]
    assert (first.column.heading, first.column.sample) == ("Кто едет", "РЯБИНИНА вера павловна")
    first.choice.activated.emit(first.choice.findData("full_name"))
    rest(page, qtbot)
    page.columns.rows[1].choice.activated.emit(first.choice.findData("phone"))
    rest(page, qtbot)
    page.columns.remember.setChecked(True)
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (page.step, totals(page)) == (CHECK, [1, 0, 0, 1, 0])
    page.next_button.click()
    rest(page, qtbot)
    begin(page, path, qtbot)
    assert page.step == CHECK  # the columns were remembered
    assert [shown.column.field for shown in page.columns.rows][:2] == ["full_name", "phone"]


def test_the_keys_of_a_step_work_as_soon_as_it_is_there(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    assert page.compare.list.hasFocus()
    open_pairs = len(page.compare.pairs)
    QTest.keyClick(page.compare.list, Qt.Key.Key_2)
    rest(page, qtbot)
    assert sum(pair.decision is None for pair in page.compare.pairs) == open_pairs - 1
    assert [note.text for note in page.notes()] == ["Import of people, step 3 of 4"]
    begin(page, write(ROWS[0], name="Простой.xlsx"), qtbot)
    assert page.rows.table.hasFocus()
    QTest.keyClick(page.rows.table, Qt.Key.Key_Delete)
    rest(page, qtbot)
    assert totals(page)[0] == 0


def test_an_empty_sheet_and_a_file_that_cannot_be_read_say_what_to_do(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "пусто.xlsx"
    path.write_bytes(write_workbook([Sheet("Титул", ())]))
    begin(page, path, qtbot)
    assert (page.step, page.rows._hint.text()) == (COLUMNS, "This sheet is empty. Choose another file.")
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    begin(page, path, qtbot)
    assert page.step == FILE
    assert page.start._problem.text().startswith("пусто.xlsx cannot be read")


def choose_headings(page: ImportPage, row: int, qtbot: QtBot) -> None:
    """By the keyboard, as somebody would who walks down the list."""
    box = page.columns.header
    box.setFocus()
    while box.currentData() != row:
        down = box.currentIndex() < box.findData(row)
        box.setCurrentIndex(box.currentIndex() + (1 if down else -1))
    box.activated.emit(box.currentIndex())
    rest(page, qtbot)


def test_the_row_of_the_headings_is_put_right_where_the_guess_is_wrong(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    path = write(
        ("Сидоров Пётр Ильич", "+79000000001", "помощник", ""),
        ("Гость", "ФИО", "Связь", ""),
        ("почётный", "Ивушкина Анна Ильинична", "+79000000014", ""),
        headings=("ФИО", "Телефон", "Должность", ""),
    )
    begin(page, path, qtbot)
    assert page.columns.header.currentText().startswith("in row 1: ФИО, Телефон")
    assert page.columns.header.itemText(3) == "in row 3: Гость, ФИО, Связь"
    choose_headings(page, 3, qtbot)
    assert (page.step, page.columns.header.currentData()) == (CHECK, 3)
    assert [shown.column.heading for shown in page.columns.rows] == ["Гость", "ФИО", "Связь"]
    assert [line.cell("name").text for line in page.session.understood.lines] == ["Ивушкина Анна Ильинична"]  # type: ignore[union-attr]
    choose_headings(page, 0, qtbot)  # none: the columns are asked for
    assert (page.step, page.columns.header.currentText()) == (COLUMNS, "none")
    assert [shown.column.heading for shown in page.columns.rows] == ["A", "B", "C"]
    first = page.columns.rows[0]
    first.choice.activated.emit(first.choice.findData("full_name"))
    rest(page, qtbot)
    assert page.session.understood is not None
    assert sum(totals(page)) == len(page.session.understood.lines) == 4
    choose_headings(page, 1, qtbot)
    assert page.session.understood.header_row == 1


def test_a_bad_cell_is_corrected_in_the_table(page: ImportPage, write: Callable[..., Path], qtbot: QtBot) -> None:
    begin(page, write(), qtbot)
    table, model = page.rows.table, page.rows.model
    row = list(states(page)).index(4)
    assert not model.flags(model.index(0, model.places["name"])) & Qt.ItemFlag.ItemIsEditable
    table.setCurrentIndex(model.index(row, model.places["name"]))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(CellEditor)
    assert editor is not None
    editor.setText("Сосновский Артём Львович")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: totals(page) == [3, 1, 1, 2, 0])
    assert states(page)[4] is RowState.NEW


def test_keys_decide_about_likely_duplicates_and_arrows_go_between_them(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    compare = page.compare
    assert [pair.key for pair in compare.pairs] == ["3", "8"] or [pair.key for pair in compare.pairs] == ["8", "3"]
    compare.list.setFocus()
    compare.list.setCurrentIndex(compare.list.model().index(0, 0))
    QTest.keyClick(compare.list, Qt.Key.Key_Down)
    assert compare.list.currentIndex().row() == 1
    compare.bring_up("3")
    QTest.keyClick(compare.list, Qt.Key.Key_1)
    rest(page, qtbot)
    assert states(page)[3] is RowState.UPDATED
    compare.bring_up("8")
    QTest.keyClick(compare.list, Qt.Key.Key_3)
    rest(page, qtbot)
    assert states(page)[8] is RowState.SAME
    compare.bring_up("8")
    QTest.keyClick(compare.list, Qt.Key.Key_2)
    rest(page, qtbot)
    assert states(page)[8] is RowState.NEW
    assert len(compare.pairs) == 2  # decided, and still there to be looked at
    assert sum(totals(page)) == len(ROWS)


def test_each_field_of_a_merge_is_chosen_side_by_side(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    page.compare.bring_up("3")
    radios = {(radio.property("side"), radio.text()): radio for radio in page.compare.findChildren(QRadioButton)}
    assert radios["event", "Клёнов Пётр Андреевич"].isChecked()
    assert radios["list", "генеральный директор"].isChecked()
    radios["event", "директор"].click()
    page.compare.merge.click()
    rest(page, qtbot)
    page.next_button.click()
    rest(page, qtbot)
    merged = page.store.programme.participants[KLYONOV.id]
    assert (merged.full_name, merged.position, merged.phone) == ("Клёнов Пётр Андреевич", "директор", "+79000000011")


def test_the_list_is_written_in_one_deed_and_undone_in_one(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    before = dict(page.store.programme.participants)
    revision = page.store.programme.revision
    page.next_button.click()
    rest(page, qtbot)
    assert page.step == WRITTEN
    assert page.store.programme.revision == revision + 1
    assert {"Рябинина", "Ракитов"} <= surnames(page)
    assert len(page.store.programme.queued_rows) == 2
    went: list[Place] = []
    page.go_requested.connect(went.append)
    page.written.buttons[0].click()
    assert went == [Place("participants")]
    page.store.undo()
    assert page.store.programme.participants == before
    assert not page.store.programme.queued_rows


def test_rows_put_off_are_decided_later_each_in_a_deed_of_its_own(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    page.next_button.click()
    rest(page, qtbot)
    page.written.buttons[2].click()
    assert page.step == FILE
    assert "2 rows" in page.start.review.text()
    page.start.review.click()
    assert len(page.compare.pairs) == 2
    revision = page.store.programme.revision
    page.compare.skip.click()
    assert page.store.programme.revision == revision + 1
    assert len(page.compare.pairs) == 1
    page.compare.new.click()
    assert page.step == FILE  # nothing waits any more
    statuses = {row.status for row in page.store.programme.queued_rows.values()}
    assert statuses == {QueuedRowStatus.SKIPPED, QueuedRowStatus.NEW}
    page.store.undo()
    assert "1 row" in page.start.review.text()


def test_problems_go_back_to_the_delegation_as_a_spreadsheet(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot, asked: list[str], tmp_path: Path
) -> None:
    begin(page, write(), qtbot)
    page.rows.errors.click()  # thought better of it
    asked.append(str(tmp_path / "back.xlsx"))
    page.rows.errors.click()
    (sheet,) = read_tables(tmp_path / "back.xlsx")
    assert [row[1] for row in sheet.rows[1:]] == ["12345", "Ракитов Игорь Олегович"]
    refused: list[object] = []
    page.store.refused.connect(refused.append)
    asked.append(str(tmp_path / "nowhere" / "back.xlsx"))
    page.rows.errors.click()
    assert len(refused) == 1


def test_a_row_is_left_out_by_delete_and_taken_in_again(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    page.rows.table.setCurrentIndex(page.rows.model.index(0, 2))
    QTest.keyClick(page.rows.table, Qt.Key.Key_Delete)
    rest(page, qtbot)
    assert totals(page) == [1, 1, 2, 2, 1]
    QTest.keyClick(page.rows.table, Qt.Key.Key_Delete)
    rest(page, qtbot)
    assert totals(page) == [2, 1, 1, 2, 1]


def test_f4_goes_from_remark_to_remark_and_steps_by_alt_and_arrows(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    page.rows.table.setFocus()
    visited = []
    for _ in range(3):
        QTest.keyClick(page.rows.table, Qt.Key.Key_F4)
        visited.append(page.rows.table.current_key())
    assert visited[0] != visited[1] != visited[2]
    assert all(page.rows.model.row_of(key).severity is not None for key in visited)  # type: ignore[union-attr]
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(page.rows.table, Qt.Key.Key_Left, alt)
    assert page.step == COLUMNS
    QTest.keyClick(page.rows.table, Qt.Key.Key_Right, alt)
    assert page.step == CHECK
    QTest.mouseClick(page.steps.steps[0], Qt.MouseButton.LeftButton)
    assert (page.step, page.session.path) == (FILE, None)


def test_another_delegation_or_a_change_of_the_event_is_taken_into_account_at_once(
    page: ImportPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    begin(page, write(), qtbot)
    page.store.perform(lambda db: edit_participant(db, LOZOVAYA.id, {"surname": "Лозовик"}))
    rest(page, qtbot)
    assert states(page)[6] is not RowState.SAME
    page.columns.delegation.setCurrentText("Новая делегация")
    page.columns.delegation.activated.emit(0)
    rest(page, qtbot)
    assert page.session.delegation == "Новая делегация"
    page.next_button.click()
    rest(page, qtbot)
    assert "Новая делегация" in {row.name for row in page.store.programme.delegations.values()}


def test_a_text_table_is_read_in_the_encoding_that_somebody_says(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("ФИО;Должность\r\nРябинина Вера Павловна;глава\r\n".encode("cp1251"))
    begin(page, path, qtbot)
    assert page.rows.model.line_at(0).cell("name").text == "Рябинина Вера Павловна"
    page.columns.encoding.activated.emit(page.columns.encoding.findData("cp1251"))
    rest(page, qtbot)
    assert totals(page) == [1, 0, 0, 0, 0]


def test_naughty_cells_stay_plain_text(page: ImportPage, write: Callable[..., Path], qtbot: QtBot) -> None:
    naughty = ("<b>Иванов</b> Иван", "&amp;<img src=x> Олег", "Ёж %s{0} &File", "х" * 300 + " Ян", "😀 Анна Ли")
    rows = [(name, name, name, name) for name in naughty]
    begin(page, write(*rows, headings=("ФИО", "Телефон", "Должность", "<i>Прочее</i>")), qtbot)
    page.grab()
    assert {text.textFormat() for text in page.findChildren(QLabel) if text.text()} == {Qt.TextFormat.PlainText}
    assert sum(totals(page)) == len(naughty)


def test_an_event_for_reading_only_takes_no_list(
    workspace: Workspace, event_db: Database, qtbot: QtBot, write: Callable[..., Path]
) -> None:
    event_db.read_only = True
    page = ImportPage(workspace)
    qtbot.addWidget(page)
    page.open(write())
    assert not page.start.choose.isEnabled()
    assert (page.step, page.session.path) == (FILE, None)
    event_db.read_only = False
