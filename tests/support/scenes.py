"""The states of the window that a person can bring about, one after the other: pages, views, forms, dialogs, the desk.

A scene is a name and the widget to look at; what it opened is closed again before the next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smalltowns_desktop.domain.ids import ActivityId
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.gui.crash import CrashDialog
from smalltowns_desktop.gui.desk.window import DeskWindow
from smalltowns_desktop.gui.dialogs.accept_conflict import AcceptConflictDialog
from smalltowns_desktop.gui.dialogs.new_event import NewEventDialog
from smalltowns_desktop.gui.dialogs.password import PasswordDialog
from smalltowns_desktop.gui.dialogs.recovery_key import RecoveryKeyDialog
from smalltowns_desktop.gui.dialogs.report import ReportDialog, ReportedProblem
from smalltowns_desktop.gui.dialogs.search import SearchPalette
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.pages.agreements import AgreementsPage
from smalltowns_desktop.gui.pages.checkin import CheckinPage
from smalltowns_desktop.gui.pages.delegations import DelegationsPage
from smalltowns_desktop.gui.pages.import_people import CHECK, COLUMNS, ImportPage
from smalltowns_desktop.gui.pages.participants import ParticipantsPage
from smalltowns_desktop.gui.pages.places import PlacesPage
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.pages.settings import SettingsPage
from smalltowns_desktop.gui.pages.transport import TransportPage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.timeline.layout import RowsBy
from smalltowns_desktop.gui.welcome import Welcome
from smalltowns_desktop.gui.workspace import Place
from smalltowns_desktop.services.people_facts import BadgeState

P = TypeVar("P")
PATIENCE_MS = 20_000
_QUIET_MS, _MOMENT_MS = 8, 300
NOT_A_CODE, RECOVERY_KEY = "ABCDEFGH", "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZA-BCDEF-GHJKL-MNPQR"


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    widget: QWidget


def settle(program: Program) -> None:
    """Let events go round until no job runs, no page waits for a moment to pass, and nothing more has come up."""
    deadline, calm = QDeadlineTimer(PATIENCE_MS), QDeadlineTimer(_QUIET_MS)
    while not calm.hasExpired():
        program.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if program.jobs.busy or _waits(program.window):
            calm = QDeadlineTimer(_QUIET_MS)
        assert not deadline.hasExpired(), "a job does not end"


def _waits(window: MainWindow | None) -> bool:
    """Whether something in the window is put off for a moment; a toast stays for seconds and is not waited for."""
    timers = [] if window is None else window.findChildren(QTimer)
    return any(timer.isSingleShot() and timer.isActive() and timer.interval() <= _MOMENT_MS for timer in timers)


def main_window(program: Program) -> MainWindow:
    assert program.window is not None, "the event is open"
    return program.window


def write_list(path: Path, programme: Programme) -> None:
    """A list as delegations send it: the same person again, one who is much alike, new ones, and rows with mistakes."""
    people = list(programme.participants.values())[:3]
    rows: list[tuple[Cell, ...]] = [
        ("Фамилия, имя, отчество", "Тел.", "Должность", "Площадка"),
        ("РЯБИНИНА вера павловна", "8 900 000-00-00", "начальник отдела", "культура"),
        *[(person.full_name, person.phone, "глава", "") for person in people],
        (f"{people[0].surname} {people[0].given_name}", "+7 900 000-00-11", "генеральный директор", "бизнес"),
        ("12345", "+7 900 000-00-12", "председатель", ""),
        ("Ракитов Игорь Олегович", "два", "водитель", ""),
    ]
    path.write_bytes(write_workbook([Sheet("Делегация", tuple(rows))]))


# An open congress


def of_congress(program: Program, folder: Path) -> Iterator[Scene]:
    """Every page with its states, then what lies over them."""
    window = main_window(program)
    for scenes in PAGES.values():
        yield from scenes(program, folder)
    window.enter("overview")
    yield from _over_the_window(program)
    yield from _dialogs(program)


def of_pages(program: Program) -> Iterator[Scene]:
    """Every page as it is when it is entered."""
    for item in main_window(program).items:
        yield _entered(program, item.key)


def of_welcome(program: Program) -> Iterator[Scene]:
    """The window without a congress, and what it says when something goes wrong."""
    assert isinstance(program.welcome, Welcome)
    settle(program)
    yield Scene("welcome", program.welcome)
    program.welcome.tell(program.words.word("Saved"), problem=True)
    settle(program)
    yield Scene("welcome, told", program.welcome)


def _overview(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "overview")


def _programme(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "programme")
    page = _page(program, ProgrammePage)
    programme = page.store.programme
    for view in page.bar.views.keys:
        page.show_view(view)
        yield _now(program, f"programme by {view}")
    page.show_view(RowsBy.DELEGATIONS)
    for activity in _one_of_each_kind(programme):
        page.show_activity(activity)
        yield _now(program, f"programme, {programme.activities[activity].kind} chosen")
    page.pane.view.choose_many(_one_of_each_kind(programme)[:2])
    yield _now(program, "programme, two chosen")
    for request in list(programme.requests)[:1]:
        page.show_place(Place("programme", "request", request))
        yield _now(program, "programme, request chosen")
    page.show_bottom(False)
    yield _now(program, "programme without the lower panel")
    page.show_bottom(True)


def _places(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "places")
    page = _page(program, PlacesPage)
    programme = page.store.programme
    site = max(programme.sites.values(), key=lambda row: (len(row.name), row.id)).id
    for view in page.bar.views.keys:
        page.bar.views.choose(view)
        page.bar.views.chosen.emit(view)
        yield _now(program, f"places as {view}")
    page.choose(site)
    yield _now(program, "places, site chosen")
    page.choose(next(iter(programme.districts)))
    yield _now(program, "places, district chosen")
    page.choose(site)
    page.edit_chosen()
    yield _now(program, "places, site in its form")
    page.side.leave_form()
    page.add_site()
    yield _now(program, "places, new site")
    page.side.add_district()
    yield _now(program, "places, new district")
    page.side.leave_form()
    page.choose(site)


def _delegations(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "delegations")
    page = _page(program, DelegationsPage)
    for part in page.tabs.keys:
        page.open_part(part)
        yield _now(program, f"delegations, {part}")
    programme = page.store.programme
    for kind, rows in (("group", programme.groups), ("request", programme.requests)):
        page.show_place(Place("delegations", kind, next(iter(rows))))
        yield _now(program, f"delegations, {kind} chosen")
    yield from _asked(program, "new delegation", page.ask_new)


def _participants(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "participants")
    page = _page(program, ParticipantsPage)
    people = list(page.store.programme.participants)
    page.bring_up(people[5])
    yield _now(program, "participants, one chosen")
    for place in (Place("participants", "badge", BadgeState.STALE), Place("participants", "remarks")):
        page.show_place(place)
        yield _now(program, f"participants by {place.kind}")
    page.bring_up(people[5])
    page.model.check(people, True)
    yield _now(program, "participants, all marked")
    page.model.check(people, False)
    yield from _asked(program, "participant", lambda: page.edit(people[5]))
    yield from _asked(program, "new participant", lambda: page.edit(""))


def _transport(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "transport")
    page = _page(program, TransportPage)
    for view in page.views.keys:
        page.open_view(view)
        yield _now(program, f"transport, {view}")
        yield from _asked(program, f"new of {view}", page.ask_new)
    programme = page.store.programme
    for kind, rows in (("transfer", programme.transfers), ("vehicle", programme.vehicles)):
        page.show_place(Place("transport", kind, next(iter(rows))))
        yield _now(program, f"transport, {kind} chosen")


def _agreements(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "agreements")
    page = _page(program, AgreementsPage)
    programme = page.store.programme
    for kind, rows in (("agreement", programme.agreements), ("commitment", programme.commitments)):
        page.show_place(Place("agreements", kind, next(iter(rows))))
        yield _now(program, f"agreements, {kind} chosen")
    yield from _asked(program, "new agreement", page.ask_new)
    yield from _asked(program, "new commitment", page.ask_commitment)


def _print(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "print")
    window = main_window(program)
    for place in (
        Place("print", "stale"),
        Place("print", "delegation", next(iter(window.store.programme.delegations))),
    ):
        window.go(place)
        yield _now(program, f"print, {place.kind}")


def _checkin(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "checkin")
    page = _page(program, CheckinPage)
    programme = page.store.programme
    for kind, rows in (("activity", programme.activities), ("vehicle", programme.vehicles)):
        page.show_place(Place("checkin", kind, next(iter(rows))))
        yield _now(program, f"check-in, {kind}")
    page.show_place(Place("checkin", "door"))
    page.open_desk()
    desk = page.desk
    assert desk is not None
    desk.showNormal()
    desk.resize(main_window(program).size())
    yield from _desk(program, desk)
    desk.close()


def _desk(program: Program, desk: DeskWindow) -> Iterator[Scene]:
    settle(program)
    yield Scene("desk", desk)
    people = desk.workspace.store.programme.participants
    late = max(desk.workspace.store.programme.delegations.values(), key=lambda row: row.position).id
    guest = next(person for person in people.values() if person.delegation_id == late)
    for name, key in (("let in", guest.id), ("here already", next(iter(people)))):
        desk.session.check_in([key])
        settle(program)
        yield Scene(f"desk, {name}", desk)
    desk.read(NOT_A_CODE)
    settle(program)
    yield Scene("desk, not a code", desk)
    desk.search.setText("а")
    settle(program)
    yield Scene("desk, names found", desk)
    desk.search.clear()
    for pressed, name in ((desk.whole, "delegation"), (desk.other, "anybody")):
        pressed.click()
        yield from _open_dialog(program, f"desk, {name}", desk)
    desk.exit.click()
    settle(program)
    yield Scene("desk, exit", desk)
    desk.exit.click()
    desk.session.take_back()


def _settings(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "settings")
    page = _page(program, SettingsPage)
    for part in page.parts.keys:
        page.show_part(part)
        yield _now(program, f"settings, {part}")


def _import(program: Program, folder: Path) -> Iterator[Scene]:
    yield _entered(program, "import")
    page = _page(program, ImportPage)
    path = folder / "Арзамас_список.xlsx"
    if not path.exists():
        write_list(path, page.store.programme)
    page.open(path)
    settle(program)
    for step, name in ((COLUMNS, "columns"), (CHECK, "check")):
        page.show_step(step)
        yield _now(program, f"import, {name}")
    page.cancel()


def _history(program: Program, _folder: Path) -> Iterator[Scene]:
    yield _entered(program, "history")


PAGES: dict[str, Callable[[Program, Path], Iterator[Scene]]] = {
    "overview": _overview,
    "programme": _programme,
    "places": _places,
    "delegations": _delegations,
    "participants": _participants,
    "transport": _transport,
    "agreements": _agreements,
    "print": _print,
    "checkin": _checkin,
    "settings": _settings,
    "import": _import,
    "history": _history,
}
"""The scenes of each page, in the order of the rail."""


def _over_the_window(program: Program) -> Iterator[Scene]:
    window = main_window(program)
    window.tell(program.words.word("Saved"), undo=True)
    yield _now(program, "toast")
    for name in ("shortcuts", "about"):
        yield from _asked(program, name, window.actions_by_key[name].trigger)
    window.actions_by_key["search"].trigger()
    settle(program)
    palette = window.findChild(SearchPalette)
    assert palette is not None
    yield Scene("search", palette)
    for typed in ("слон", "о", "ъъъъ"):
        palette.field.setText(typed)
        settle(program)
        yield Scene(f"search of {typed}", palette)
    palette.reject()


def _dialogs(program: Program) -> Iterator[Scene]:
    """Dialogs that ask before anything else goes on are opened without waiting for their answer."""
    window, words = main_window(program), program.words
    workspace = window.workspace
    told = [
        ReportedProblem(str(row), f"Лист 1, строка {row}", "два", "Нет такого места", Severity.ERROR)
        for row in range(3)
    ]
    for dialog in (
        NewEventDialog(words, date(2025, 8, 1), window),
        PasswordDialog(words, "Съезд.smalltowns", window),
        RecoveryKeyDialog(words, "Съезд", RECOVERY_KEY, window),
        CrashDialog(words, "Traceback (most recent call last):\n  …", window),
        AcceptConflictDialog(workspace, "Не успеть доехать: нужно 52 мин, есть 30", window),
        ReportDialog(workspace, "Книга.xlsx", "3", told, window),
    ):
        dialog.open()
        yield from _open_dialog(program, type(dialog).__name__, window)


def _asked(program: Program, name: str, ask: Callable[[], object]) -> Iterator[Scene]:
    ask()
    yield from _open_dialog(program, name, main_window(program))


def _open_dialog(program: Program, name: str, over: QWidget) -> Iterator[Scene]:
    settle(program)
    dialog = next(child for child in over.findChildren(QDialog) if child.isVisible())
    yield Scene(name, dialog)
    dialog.reject()
    settle(program)


def _entered(program: Program, key: str) -> Scene:
    main_window(program).enter(key)
    return _now(program, key)


def _now(program: Program, name: str) -> Scene:
    settle(program)
    return Scene(name, main_window(program))


def _page(program: Program, kind: type[P]) -> P:
    page = main_window(program).current_page
    assert isinstance(page, kind)
    return page


def _one_of_each_kind(programme: Programme) -> list[ActivityId]:
    by_kind = {row.kind: row.id for row in programme.activities.values()}
    return list(by_kind.values())
