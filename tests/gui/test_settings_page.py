"""Settings: of the program at once, of the congress a deed each, refusals beside their fields."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.ids import ActivityId
from smalltowns_desktop.domain.model import Activity, ActivityKind, Severity
from smalltowns_desktop.gui.pages.settings import SettingsPage
from smalltowns_desktop.gui.pages.settings_directions import DirectionRow
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.time_zones import zone_choices
from smalltowns_desktop.gui.widgets.forms import ChoiceField, TextField
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.check import set_severity
from smalltowns_desktop.services.event_settings import EVENT_FIELDS, add_direction, edit_event
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.journal import list_deeds
from smalltowns_desktop.services.places import backups_folder
from smalltowns_desktop.services.programme import add_activity
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.window import build_program
from tests.support.programs import let_go

_PATIENCE_MS = 20_000


@pytest.fixture
def page(event_db: Database, workspace: Workspace, qtbot: QtBot) -> Iterator[SettingsPage]:
    page = SettingsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show_place(Place("settings", "congress"))
    page.show()
    yield page
    qtbot.waitUntil(lambda: not workspace.jobs.busy, timeout=_PATIENCE_MS)


def text_field(page: SettingsPage, name: str) -> TextField:
    field = page.congress.fields[name]
    assert isinstance(field, TextField)
    return field


def write(page: SettingsPage, qtbot: QtBot, name: str, text: str) -> TextField:
    """As a person does: the whole field, then Enter."""
    field = text_field(page, name)
    field.line.setFocus()
    field.line.selectAll()
    field.line.insert(text)  # Qt's own simulated keys know Latin letters only
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    return field


def names(page: SettingsPage) -> list[str]:
    return [row.name.line.text() for row in page.congress.directions.rows]


def row_of(page: SettingsPage, name: str) -> DirectionRow:
    return page.congress.directions.rows[names(page).index(name)]


def test_every_field_of_the_congress_stands_there(page: SettingsPage) -> None:
    assert page.congress.fields.keys() == EVENT_FIELDS.keys()
    assert page.congress.severities.keys() == RULES.keys()
    assert text_field(page, "starts_on").line.text() == "2025-08-12"
    assert text_field(page, "road_factor").line.text() == "1.3"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("title", "<b>V</b> Съезд", "<b>V</b> Съезд"),
        ("ends_on", "16.08", date(2025, 8, 16)),
        ("road_factor", "1,45", 1.45),
        ("host", "", ""),
    ],
)
def test_a_field_is_written_with_enter_as_one_deed(
    page: SettingsPage, qtbot: QtBot, name: str, typed: str, value: object
) -> None:
    if name == "host":
        page.store.perform(lambda db: edit_event(db, host="Слоним"))
    before = len(list_deeds(page.store.db))
    field = write(page, qtbot, name, typed)
    assert getattr(page.store.programme.event, name) == value
    assert field.refusal == ""
    assert len(list_deeds(page.store.db)) == before + 1
    page.store.undo()
    assert not field.line.isModified()
    assert field.line.text() != typed or not typed


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("title", "", "Something has to stand here."),
        ("ends_on", "11.08", "The last day is before the first."),
        ("starts_on", "когда-нибудь", "It should be a date"),
        ("road_factor", "0.5", "It should be a number from 1 to 5."),
    ],
)
def test_a_refusal_stands_below_its_field_and_what_was_typed_stays(
    page: SettingsPage, qtbot: QtBot, name: str, typed: str, words: str
) -> None:
    event = page.store.programme.event
    field = write(page, qtbot, name, typed)
    assert field.refusal.startswith(words)
    assert field.line.text() == typed
    assert page.store.programme.event == event
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.refusal == ""
    assert field.line.text() != typed


def test_the_clock_is_chosen_from_the_list_of_zones(page: SettingsPage, qtbot: QtBot) -> None:
    zone = page.congress.fields["timezone"]
    assert isinstance(zone, ChoiceField)
    zone.combo.setCurrentIndex(zone.combo.findData("Europe/Samara"))
    zone.combo.activated.emit(zone.combo.currentIndex())
    assert page.store.programme.event.timezone == "Europe/Samara"


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Минск (Europe/Minsk)"), ("be", "Мінск (Europe/Minsk)"), ("en", "Europe/Minsk")],
)
def test_a_zone_is_called_as_its_city_is_in_the_language(language: str, words: str) -> None:
    choices = dict(zone_choices(language))
    assert choices["Europe/Minsk"] == words
    assert choices["CET"] == "CET"
    assert choices["Etc/GMT+3"] == "Etc/GMT+3"
    assert next(iter(choices)) == "Europe/Minsk"


def test_a_rule_is_judged_by_keyboard_and_changes_what_counts(page: SettingsPage, qtbot: QtBot) -> None:
    rule = page.congress.severities["no-place"]
    visit = Activity(ActivityId(""), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10))
    page.store.perform(lambda db: add_activity(db, visit))
    qtbot.waitUntil(lambda: page.store.open_conflicts() == (0, 1), timeout=_PATIENCE_MS)
    rule.combo.setFocus()
    qtbot.keyClick(rule.combo, Qt.Key.Key_Up)
    assert page.store.programme.severity_of("no-place", Severity.WARNING) is Severity.ERROR
    qtbot.waitUntil(lambda: page.store.open_conflicts() == (1, 0), timeout=_PATIENCE_MS)


def test_what_another_laptop_sets_appears_and_typing_stays(page: SettingsPage, qtbot: QtBot) -> None:
    line = text_field(page, "host").line
    line.setFocus()
    line.insert("Сло")
    with open_event(page.store.db.name, author=Author("Пётр", "desk-2")) as other:
        edit_event(other, next_host="Болдино", host="Лида")
        set_severity(other, "hall-overlap", Severity.NOTICE)
    qtbot.waitUntil(lambda: text_field(page, "next_host").line.text() == "Болдино", timeout=_PATIENCE_MS)
    qtbot.waitUntil(
        lambda: page.congress.severities["hall-overlap"].combo.currentData() == Severity.NOTICE, timeout=_PATIENCE_MS
    )
    assert line.text() == "Сло"


def test_directions_are_added_named_and_put_in_order(page: SettingsPage, qtbot: QtBot) -> None:
    form = page.congress.directions
    form.add.click()
    made = form.rows[0].name
    made.line.insert("Бизнес")
    qtbot.keyClick(made.line, Qt.Key.Key_Return)
    form.add.click()
    form.add.click()
    assert names(page) == ["Бизнес", "New direction", "New direction 2"]
    row_of(page, "New direction 2").up.click()
    row_of(page, "Бизнес").down.click()
    assert names(page) == ["New direction 2", "Бизнес", "New direction"]
    assert not form.rows[0].up.isEnabled()
    assert not form.rows[-1].down.isEnabled()
    rows = sorted(page.store.programme.directions.values(), key=lambda row: row.position)
    assert [row.name for row in rows] == names(page)


def test_a_direction_of_the_same_name_is_refused_beside_it(page: SettingsPage, qtbot: QtBot) -> None:
    for name in ("Бизнес", "Культура"):
        page.store.perform(partial(add_direction, name=name))
    field = row_of(page, "Культура").name
    field.line.selectAll()
    field.line.insert("бизнес")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.refusal == "There is a direction of this name already."


def test_a_direction_gets_and_loses_a_colour_of_its_own(page: SettingsPage) -> None:
    page.store.perform(lambda db: add_direction(db, "Бизнес"))
    (row,) = page.congress.directions.rows
    row.recolour("#1d6fb8")
    assert page.store.programme.directions[row.key].colour == "#1d6fb8"
    row.recolour("")
    assert page.store.programme.directions[row.key].colour == ""


def test_a_direction_in_use_cannot_be_deleted_and_the_window_says_why(page: SettingsPage, qtbot: QtBot) -> None:
    added = page.store.perform(lambda db: add_direction(db, "Бизнес"))
    assert added is not None
    visit = Activity(
        ActivityId(""), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10),
        added.direction_id,
    )  # fmt: skip
    page.store.perform(lambda db: add_activity(db, visit))
    with qtbot.waitSignal(page.store.refused):
        row_of(page, "Бизнес").delete.click()
    assert names(page) == ["Бизнес"]


def test_language_and_theme_are_wishes_that_go_up(page: SettingsPage, qtbot: QtBot) -> None:
    wishes: list[str] = []
    page.action_requested.connect(wishes.append)
    page.show_part("program")
    for field, before, key in (
        (page.program.language, "en", "be"), (page.program.theme, "", "dark"), (page.program.theme, "dark", ""),
    ):  # fmt: skip
        field.show_value(before)
        field.combo.setCurrentIndex(field.combo.findData(key))
        field.combo.activated.emit(field.combo.currentIndex())
    assert wishes == ["language-be", "theme-dark", "theme-system"]


def test_backups_go_where_they_are_told_to(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    settings = page.workspace.settings
    assert settings.backups_folder == backups_folder()
    line = page.program.backups.line
    page.show_part("program")
    folder = tmp_path / "stick" / "copies"
    qtbot.keyClicks(line, str(folder))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert settings.backups_folder == folder
    assert folder.is_dir()
    (tmp_path / "file").write_text("not a folder")
    for bad, words in ((str(tmp_path / "file"), "The program cannot write there."), ("copies", "Give the whole path")):
        line.selectAll()
        qtbot.keyClicks(line, bad)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert page.program.backups.refusal.startswith(words)
        assert settings.backups_folder == folder
    page.program.own.click()
    assert settings.backups_folder == backups_folder()
    assert page.program.backups.refusal == ""


def test_the_part_that_was_open_is_remembered(page: SettingsPage, qtbot: QtBot) -> None:
    page.parts.choose("program")
    page.show_part("program")
    again = SettingsPage(page.workspace)
    qtbot.addWidget(again)
    assert again.parts.current == "program"


def test_a_switch_in_the_settings_changes_the_whole_window_at_once(
    event_path: Path, event_db: Database, qapp: QApplication, settings: WindowSettings, qtbot: QtBot
) -> None:
    settings.theme, settings.language = "light", "en"
    program = build_program(qapp, settings)
    assert program.open_event(str(event_path))
    window = program.window
    assert window is not None
    window.go(Place("settings", "program"))
    page = window.current_page
    assert isinstance(page, SettingsPage)
    page.program.theme.offer(lambda: "dark")
    assert program.theme.dark
    assert settings.theme == "dark"
    page.program.language.offer(lambda: "ru")
    assert program.window is not None
    assert program.window is not window
    assert program.window.current_key == "settings"
    assert settings.language == "ru"
    program.theme.set_dark(False, qapp)
    let_go(program)
