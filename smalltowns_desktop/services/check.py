"""What a person does about conflicts: look for them, accept one with a reason, open it again, judge a rule."""

from dataclasses import replace

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue, UnknownName
from smalltowns_desktop.domain.ids import AcceptedConflictId, KeySource, new_id
from smalltowns_desktop.domain.model import AcceptedConflict, Event, RuleSeverity, Severity
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.times import local_now
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme


def check_event(db: Database) -> Conflicts:
    """All conflicts of the event as it stands."""
    return check(load_programme(db))


def set_severity(db: Database, rule: str, severity: Severity) -> Changes:
    """Say how serious a rule is in this event; OFF silences it. Raises `UnknownName`."""
    if rule not in RULES:
        raise UnknownName(say("rule"), rule)
    judged = RuleSeverity(rule, severity)
    with db.deed(say("Set the severity of “{rule}”", rule=say(RULES[rule].description))) as deed:
        earlier = read_rows(deed.connection, RuleSeverity, rule=rule)
        if earlier:
            deed.update(earlier[0], judged)
        else:
            deed.insert(judged)
    return deed.changes


def accept_conflict(
    db: Database, rule: str, subjects: str, cause: str, reason: str, *, ids: KeySource = new_id
) -> Changes:
    """Leave a conflict as it is, for a reason. It opens again by itself when its cause changes.

    `rule`, `subjects` and `cause` are a conflict's `rule`, `key` and `cause`. Raises `InvalidValue` without a reason.
    """
    why = clean_text(reason)
    if not why:
        raise InvalidValue("reason", reason, say("Say why it may stay as it is."))
    with db.deed(say("Accept a conflict: {reason}", reason=why)) as deed:
        (event,) = read_rows(deed.connection, Event)
        now = local_now(event.timezone).replace(second=0)
        accepted = AcceptedConflict(AcceptedConflictId(ids()), rule, subjects, cause, why, db.author.who, now)
        earlier = read_rows(deed.connection, AcceptedConflict, rule=rule, subjects=subjects)
        if earlier:  # accepted once, for a cause that has changed since
            deed.update(earlier[0], replace(accepted, id=earlier[0].id))
        else:
            deed.insert(accepted)
    return deed.changes


def reopen_conflict(db: Database, rule: str, subjects: str) -> Changes:
    """Take an acceptance back. Raises `GoneAlready`."""
    with db.deed(say("Open a conflict again")) as deed:
        accepted = read_rows(deed.connection, AcceptedConflict, rule=rule, subjects=subjects)
        if not accepted:
            raise GoneAlready(say("accepted conflict"))
        deed.delete(*accepted)
    return deed.changes
