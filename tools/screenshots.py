"""`make screenshots`: every page of the window, light and dark, Russian and English, in two sizes, without a screen.

The demo congress is given a day's life first: papers are printed, the programme is changed after that, people come.
Pictures go to build/screenshots/WIDTHxHEIGHT/LANGUAGE-THEME/PAGE.png; names on the command line choose pages
(`python -m tools.screenshots overview settings`).
"""

import os
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smalltowns_desktop.domain.checkin import Outcome
from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import ActivityKind, AgreementStatus, Scan
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.dialogs.search import SearchPalette
from smalltowns_desktop.gui.pages.checkin import CheckinPage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.workspace import Place
from smalltowns_desktop.services.agreements import edit_agreement
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.door import codes_of
from smalltowns_desktop.services.languages import translator
from smalltowns_desktop.services.people import edit_participant
from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries, print_out
from smalltowns_desktop.services.programme import move_activity
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme
from smalltowns_desktop.window import PAGES, build_program

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "screenshots"
SIZES = ((1440, 900), (1280, 720))
LANGUAGES = ("ru", "en")
PARTS = {"settings": ("program", "congress")}
"""Pages with parts of which one is shown at a time."""
DIALOGS = ("search", "shortcuts", "about")
"""Actions that open one."""
DESK = "desk"
SOUGHT = "слон"
NOW = datetime(2025, 8, 14, 9, 42)
"""What the window's clock shows."""
_QUIET_MS, _PATIENCE_MS = 400, 20_000
_ANSWER_MS = 3_200
"""An answer is told again in short under the next one until then."""


# The congress


def bring_to_life(path: Path, folder: Path) -> None:
    """The morning of the second day: people have come, papers were printed and are no longer all true."""
    with create_demo(path, DemoOptions(), author=local_author()).db as db:
        words = translator("ru")
        print_out(db, prepare_itineraries(db, words), folder / "itineraries.pdf")
        print_out(db, prepare_badges(db, words), folder / "badges.pdf")
        programme = load_programme(db)
        _change_plans(db, programme)
        _sign_some(db, programme)
        _let_people_in(db, programme)


def _change_plans(db: Database, programme: Programme) -> None:
    """Move a few visits of today's afternoon, and rename two people: their papers are out of date then."""
    later = [row for row in programme.activities.values() if row.kind is ActivityKind.VISIT and row.starts_at > NOW]
    for number, visit in enumerate(sorted(later, key=lambda row: (row.starts_at, row.title))[:24:5]):
        move_activity(db, visit.id, visit.starts_at + timedelta(minutes=5 * (number % 3 + 1)))
    for person in list(programme.participants.values())[:40:20]:
        edit_participant(db, person.id, {"surname": f"{person.surname}-Лесная"})


def _sign_some(db: Database, programme: Programme) -> None:
    agreements = sorted(programme.agreements.values(), key=lambda row: row.title)
    for row in agreements[::3]:
        edit_agreement(db, row, replace(row, status=AgreementStatus.SIGNED, signed_on=date(2025, 8, 13)))


def _let_people_in(db: Database, programme: Programme) -> None:
    """Everybody whose delegation has arrived came by the registration desk; today most are where they should be."""
    codes = {badge.participant_id: badge.code for badge in issue_badges(db)}
    first = datetime(2025, 8, 13, 8, 5)
    late = max(programme.delegations.values(), key=lambda row: row.position)
    here = [person for person in programme.participants.values() if person.delegation_id != late.id]
    door = open_desk(db, "door", "Стойка 1", "Вера")
    for number, person in enumerate(here):
        door.scan(codes[person.id], first + timedelta(seconds=20 * number))
    for activity in sorted(programme.activities.values(), key=lambda row: (row.starts_at, row.id)):
        if activity.starts_at.date() != NOW.date() or activity.starts_at > NOW:
            continue
        desk = open_desk(db, activity.id, "Стойка 2", "Олег")
        people = sorted(programme.attendees(activity.id) - set(programme.people_by_delegation[late.id]))
        came = people[: len(people) - len(activity.title) % 4]
        for number, key in enumerate(came):
            at = activity.starts_at + timedelta(seconds=15 * number - 300)
            desk.scan(codes[ParticipantId(key)], min(at, NOW - timedelta(minutes=1)))


# The pictures


def settle(program: Program, quiet_ms: int = _QUIET_MS) -> None:
    """Let events go round until no job has run for a while."""
    deadline, calm = QDeadlineTimer(_PATIENCE_MS), QDeadlineTimer(quiet_ms)
    while not calm.hasExpired():
        program.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if program.jobs.busy:
            calm = QDeadlineTimer(quiet_ms)
        if deadline.hasExpired():
            raise SystemExit("a job does not end")


def shoot(widget: QWidget, name: str, language: str, theme: str) -> None:
    save(widget.grab(), (widget.width(), widget.height()), name, language, theme)


def save(picture: QPixmap, size: tuple[int, int], name: str, language: str, theme: str) -> None:
    folder = OUT / f"{size[0]}x{size[1]}" / f"{language}-{theme}"
    folder.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(folder / f"{name}.png")):
        raise SystemExit(f"cannot write into {folder}")


def draw_pages(program: Program, wanted: set[str], language: str, theme: str) -> None:
    window = program.window
    assert window is not None, "the event is open"
    for key in [spec.item.key for spec in PAGES if not wanted or spec.item.key in wanted]:
        for part in PARTS.get(key, ("",)):
            window.go(Place(key, part))
            for size in SIZES:
                window.resize(*size)
                settle(program)
                shoot(window, f"{key}-{part}" if part else key, language, theme)


def draw_dialogs(program: Program, wanted: set[str], language: str, theme: str) -> None:
    """Over the overview: the search after a few letters, the keys, about the program."""
    window = program.window
    assert window is not None, "the event is open"
    for name in [name for name in DIALOGS if not wanted or name in wanted]:
        for size in SIZES:
            window.resize(*size)
            window.enter("overview")
            window.actions_by_key[name].trigger()
            settle(program)
            dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
            if isinstance(dialog, SearchPalette):
                dialog.field.setText(SOUGHT)
                settle(program, 100)
            picture = window.grab()
            painter = QPainter(picture)
            place = window.mapFromGlobal(dialog.pos())
            if not isinstance(dialog, SearchPalette):  # without a window manager nobody puts it in the middle
                place = window.rect().center() - dialog.rect().center()
            painter.drawPixmap(place, dialog.grab())
            painter.end()
            save(picture, size, name, language, theme)
            dialog.reject()
            settle(program, 50)


def draw_desk(program: Program, language: str, theme: str) -> None:
    """The check-in desk's own window, answer by answer."""
    window = program.window
    assert window is not None, "the event is open"
    activity, codes = cast_of_desk(window.store.db)
    window.go(Place("checkin", "activity", activity))
    page = window.page("checkin")
    assert isinstance(page, CheckinPage)
    page.station.setText(f"Стойка 2, {language}-{theme}")
    page.operator.setText("Инна")
    page.open_desk()
    desk = page.desk
    assert desk is not None
    for size in SIZES:
        desk.showNormal()
        desk.resize(*size)
        for name, code in codes.items():
            settle(program, _ANSWER_MS)
            desk.read(code)
            settle(program, 200)
            shoot(desk, f"{DESK}-{name}", language, theme)
            if name == "admitted":
                desk.session.take_back()
    desk.close()
    settle(program, 50)


def cast_of_desk(db: Database) -> tuple[str, dict[str, str]]:
    """A visit that goes on where somebody is still missing, and codes by what the desk answers to them there."""
    programme = load_programme(db)
    on = [row for row in programme.activities.values() if row.starts_at <= NOW < row.ends_at]
    for activity in sorted(on, key=lambda row: (row.starts_at, row.id)):
        people = sorted(programme.attendees(activity.id))
        others = sorted(programme.participants.keys() - set(people))
        came = {scan.participant_id for scan in scans_at(db, activity.id) if scan.outcome == Outcome.ADMITTED}
        missing = [person for person in people if person not in came]
        if missing and came:
            cast = {"admitted": missing[-1], "already-in": min(came), "not-expected": others[0]}
            codes = codes_of(db, list(cast.values()))
            answers = {name: codes[person] for name, person in cast.items()}
            forged = answers["admitted"]
            return activity.id, {**answers, "forged": forged[:-1] + ("A" if forged[-1] != "A" else "B")}
    raise SystemExit("nobody is missing anywhere")


def scans_at(db: Database, activity_id: str) -> list[Scan]:
    with db.reading() as connection:
        return read_rows(connection, Scan, checkpoint_id=activity_id)


def draw_welcome(program: Program, language: str, theme: str) -> None:
    program.show_welcome()
    assert program.welcome is not None
    for size in SIZES:
        program.welcome.resize(*size)
        settle(program, 50)
        shoot(program.welcome, "welcome", language, theme)


def main(wanted: set[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not wanted:
        shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        event = folder / "congress.smalltowns"
        bring_to_life(event, folder)
        application = QApplication(sys.argv[:1])
        settings = WindowSettings(folder / "window.ini")
        settings.theme, settings.language = "light", LANGUAGES[0]
        program = build_program(application, settings, now=lambda _store: NOW)
        for language in LANGUAGES:
            program.set_language(language)
            for theme in ("light", "dark"):
                program.set_theme(theme)
                if not wanted or "welcome" in wanted:
                    draw_welcome(program, language, theme)
                program.open_event(str(event))
                draw_pages(program, wanted, language, theme)
                draw_dialogs(program, wanted, language, theme)
                if not wanted or DESK in wanted:
                    draw_desk(program, language, theme)
        if program.window is not None:
            program.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
