"""Every page, form and dialog in three languages, both themes and two sizes: no word is cut off, everything has a name,
nothing is left in English. And the checks themselves find what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, column, label
from smalltowns_desktop.gui.widgets.toggle import ToggleButton
from tests.support.congress import latin_words, make_congress, make_empty_congress, shown, words_of_this_machine
from tests.support.scenes import NOT_A_CODE, RECOVERY_KEY, Scene, main_window, of_congress, of_pages, of_welcome
from tests.support.widget_walk import cut_off, left_in_english, nameless

SIZES = ((1280, 720), (1440, 900))
SAYS_LATIN = frozenset(
    (
        "PDF QR XLSX ODS XLS CSV xlsx ods xls csv smalltowns ini log backups "  # files, what ours are called
        "Ctrl Shift Alt Tab Enter Esc Delete Home PageUp PageDown Backspace "  # as it stands on the keys
        "English ru be en "  # a language is called as its speakers call it; a row has its code, which the history shows
        "Smalltowns Desktop Python Qt PySide SQLite SQLCipher PostgreSQL PT Sans Mono SIL Open Font License Lucide ISC "
        "utf- cp koi iso windows "  # codings of letters in a file
        f"{NOT_A_CODE} {RECOVERY_KEY}"
    ).split()
)
"""What may stand in Latin letters in any language; the last lines: what the program is made of, what scenes type."""


@pytest.fixture(scope="module")
def congress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMALLTOWNS_DATA", str(tmp_path_factory.mktemp("data")))
        return make_congress(tmp_path_factory.mktemp("congress"))


def look(scenes: Iterator[Scene], known: frozenset[str], language: str) -> dict[str, str]:
    """What is wrong anywhere, and the scene in which it was seen first. Windows are looked at in both sizes."""
    faults: dict[str, str] = {}
    for scene in scenes:
        found = []
        if not isinstance(scene.widget, QDialog):
            for size in SIZES:
                scene.widget.resize(*size)
                lie_down()
                found += [f"{size[0]}x{size[1]} {fault}" for fault in cut_off(scene.widget)]
        else:
            found += cut_off(scene.widget)
        found += nameless(scene.widget)
        if language != "en":
            found += left_in_english(scene.widget, known)
        for fault in found:
            faults.setdefault(fault, scene.name)
    return faults


def lie_down() -> None:
    """Let every part find its place: one that has another width asks for another height, and so on up."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


def told(faults: dict[str, str]) -> str:
    return "\n".join(f"[{scene}] {fault}" for fault, scene in faults.items())


@pytest.mark.parametrize(
    ("language", "theme", "other"), [("ru", "light", "dark"), ("be", "dark", "light"), ("en", "light", "dark")]
)
def test_nothing_is_cut_off_nameless_or_left_in_english(
    qapp: QApplication, congress: Path, tmp_path: Path, language: str, theme: str, other: str
) -> None:
    """Every state in one theme, every page in the other: a theme changes colours, which no letter is narrower for."""
    with shown(qapp, congress, tmp_path, language, theme) as program:
        known = SAYS_LATIN | latin_words(main_window(program).store.programme) | words_of_this_machine(tmp_path)
        faults = look(of_congress(program, tmp_path), known, language)
        program.set_theme(other)
        faults = look(of_pages(program), known, language) | faults
    assert not faults, told(faults)


@pytest.mark.parametrize("language", ["ru", "be", "en"])
def test_what_stands_there_before_there_is_anything(
    qapp: QApplication, congress: Path, tmp_path: Path, language: str
) -> None:
    """The welcome with a congress opened before, and every page of a congress that is empty yet."""
    folder = tmp_path / "open"
    known = SAYS_LATIN | words_of_this_machine(folder)
    with shown(qapp, make_empty_congress(tmp_path), folder, language, "light") as program:
        faults = look(of_pages(program), known, language)
    with shown(qapp, None, folder, language, "light") as program:
        faults |= look(of_welcome(program), known, language)
    assert not faults, told(faults)


# The checks


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> QWidget:
    """An empty widget that a test fills and shows."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def show(sheet: QWidget, *parts: QWidget) -> None:
    sheet.setLayout(column(*parts))
    sheet.show()


def test_a_word_in_too_narrow_a_place_is_found(sheet: QWidget) -> None:
    narrow, low, whole = label("Прибытие делегаций"), label("Прибытие делегаций", wrap=True), label("Прибытие")
    narrow.setFixedWidth(60)
    low.setFixedSize(90, 18)
    show(sheet, narrow, low, whole)
    assert len(cut_off(sheet)) == 2


@pytest.mark.parametrize("kind", [QToolButton, QPushButton, QCheckBox, QRadioButton])
def test_a_button_whose_word_is_cut_off_is_found(sheet: QWidget, kind: type[QAbstractButton]) -> None:
    made = kind()
    made.setText("Напечатать устаревшие")
    show(sheet, made)
    assert not cut_off(sheet)
    made.setFixedWidth(made.sizeHint().width() - 10)
    QApplication.processEvents()
    assert cut_off(sheet)


def test_the_room_of_a_word_that_becomes_bold_is_asked_for(sheet: QWidget) -> None:
    plain, toggle = QToolButton(), ToggleButton()
    for made in (plain, toggle):
        made.setCheckable(True)
        made.setText("Заявки 3/5 3/5 3/5")
        made.setProperty("segment", "only")
    show(sheet, plain, toggle)
    plain.setMaximumWidth(plain.sizeHint().width())
    toggle.setMaximumWidth(toggle.sizeHint().width())
    QApplication.processEvents()
    assert len(cut_off(sheet)) == 1


def test_hints_choices_and_headings_that_do_not_fit_are_found(sheet: QWidget) -> None:
    line, combo, table = QLineEdit(), QComboBox(), QTableView()
    line.setPlaceholderText("Имя, должность, город")
    combo.addItem("Мостовский дом культуры")
    table.setModel(QStandardItemModel(0, 1, table))
    table.model().setHeaderData(0, Qt.Orientation.Horizontal, "Подтверждено")
    for part in (line, combo):
        part.setFixedWidth(80)
    table.setColumnWidth(0, 40)
    show(sheet, line, combo, table)
    assert len(cut_off(sheet)) == 3
    combo.setToolTip("Мостовский дом культуры")
    assert len(cut_off(sheet)) == 2


def test_an_elided_name_must_leave_something_to_read(sheet: QWidget) -> None:
    name = ElidedLabel("Мостовский дом культуры")
    show(sheet, name)
    name.setFixedWidth(80)
    QApplication.processEvents()
    assert not cut_off(sheet)
    name.setFixedWidth(20)
    QApplication.processEvents()
    assert cut_off(sheet)


def test_parts_that_stick_out_lie_over_each_other_or_scroll_sideways_are_found(sheet: QWidget) -> None:
    wide, scroll = QWidget(), QScrollArea()
    wide.setFixedWidth(600)
    scroll.setWidget(wide)
    upper, lower = button("Добавить"), button("Удалить")
    show(sheet, scroll, upper, lower)
    sheet.resize(200, 300)
    assert [fault for fault in cut_off(sheet) if "scrolls sideways" in fault]
    upper.setGeometry(lower.geometry().translated(0, 5))
    assert [fault for fault in cut_off(sheet) if "lies over" in fault]
    upper.move(-20, 0)
    assert [fault for fault in cut_off(sheet) if "sticks out" in fault]


def test_what_says_nothing_is_found(sheet: QWidget, theme: Theme) -> None:
    bare, line, named = QToolButton(), QLineEdit(), QLineEdit()
    bare.setIcon(theme.icon("plus"))
    caption = label("Название")
    caption.setBuddy(named)
    show(sheet, bare, line, caption, named)
    assert len(nameless(sheet)) == 3, "a name and a tip of the button, a name of the line"
    bare.setToolTip("Добавить")
    bare.setAccessibleName("Добавить")
    line.setAccessibleName("Телефон")
    assert not nameless(sheet)


def test_words_left_in_english_are_found_wherever_they_stand(sheet: QWidget) -> None:
    line, combo = QLineEdit(), QComboBox()
    line.setPlaceholderText("Part of a name")
    combo.addItems(["нет", "All of them"])
    show(sheet, label("Сохранено в PDF"), line, combo, button("Кнопка"))
    found = left_in_english(sheet, {"PDF"})
    assert len(found) == 2, found
    assert "Part, of, name" in found[0]
    assert "All, of, them" in found[1]
