"""Out of a damaged event file: a copy of the newest backup, or a new file with what can be read."""

from datetime import UTC, datetime
from pathlib import Path

from smalltowns_desktop.domain.errors import EventFileDamaged
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.dialogs.damaged import DamagedDialog, WayOut
from smalltowns_desktop.gui.dialogs.files import ask_save_path
from smalltowns_desktop.gui.program import EVENT_SUFFIX, Program
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.services.care import back_up_event, repair_event
from smalltowns_desktop.services.events import open_event


def offer_rescue(program: Program, event: str, password: str | None, damage: EventFileDamaged) -> None:
    """Say that a file is damaged, and do what the person chooses; a new file is opened when it is whole."""
    copy = None if damage.backup is None else Path(str(damage.backup))
    if program.parent_widget() is None:
        program.show_welcome()
    parent = program.parent_widget()
    copied_at = None if copy is None else datetime.fromtimestamp(copy.stat().st_mtime, UTC).astimezone()
    way = DamagedDialog.ask(program.words, event, damage.what, copied_at, parent)
    if way is WayOut.NONE:
        return
    damaged = Path(event)
    suggestion = damaged.with_stem(f"{damaged.stem} {program.render(say('rescued'))}")
    kinds = program.render(say("Congress files (*.smalltowns)"))
    path = ask_save_path(parent, program.render(say("Where to keep it")), str(suggestion), kinds)
    if not path:
        return
    out = Path(path if path.endswith(EVENT_SUFFIX) else f"{path}{EVENT_SUFFIX}")

    def from_copy(_: object) -> None:
        assert copy is not None, "it was offered"
        with open_event(copy, author=local_author(), password=password, read_only=True) as db:
            back_up_event(db, out)

    def rescued(_: object) -> None:
        repair_event(damaged, out, author=local_author(), password=password)

    work, title = (from_copy, say("Copying")) if way is WayOut.COPY else (rescued, say("Rescuing what can be read"))
    job = program.jobs.run(title, work)
    job.succeeded.connect(lambda _: program.open_event(str(out), password))
    job.refused.connect(lambda error: program.tell_problem(error.text))
