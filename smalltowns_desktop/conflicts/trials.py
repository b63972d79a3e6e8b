"""Trying a small change of a programme: what it would be then, and whether that is better.

A change helps if the conflict that it is for is gone, and every conflict that stands then stood just so before: with
the same subjects, the same times and numbers. So nothing new appears, nothing gets worse, and what somebody accepted
stays accepted. Conflicts of rules that the event has switched off do not count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smalltowns_desktop.conflicts.checking import recheck
from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.conflicts.timetable import Thing
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.model import Activity, ActivityGroup, Severity, Transfer
from smalltowns_desktop.domain.programme import Programme

Row = Activity | Transfer | ActivityGroup
_TABLES: dict[type[Row], str] = {
    Activity: "activities",
    Transfer: "transfers",
    ActivityGroup: "activity_groups",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One row before and after."""

    before: Row | None
    """None: it is new."""
    after: Row | None
    """None: it goes."""


def programme_with(programme: Programme, edits: Iterable[Edit]) -> tuple[Programme, Changes]:
    """The programme as it would be, and what `recheck` has to look at."""
    tables: dict[str, dict[str, Row]] = {}
    touched: dict[str, set[str]] = {}
    for edit in edits:
        row = edit.after or edit.before
        assert row is not None, "an edit is about a row"
        name, key = _TABLES[type(row)], _key_of(row)
        table = tables.setdefault(name, dict(getattr(programme, name)))
        touched.setdefault(name, set()).add(key)
        if edit.after is None:
            del table[key]
        else:
            table[key] = edit.after
    changes = {name: frozenset(keys) for name, keys in touched.items()}
    return programme.with_tables(**tables), Changes(programme.revision + 1, changes)


class Judge:
    """Tells of changes whether they help against one conflict."""

    def __init__(self, conflicts: Conflicts, conflict: Conflict) -> None:
        """`conflicts`: the check of the programme as it is, `conflict` one of them."""
        programme = conflicts.scene.programme
        self._before = conflicts
        self._target = (conflict.rule, tuple(Thing(subject.type, subject.id) for subject in conflict.subjects))
        severities = {rule.id: programme.severity_of(rule.id, rule.severity) for rule in RULES.values()}
        self._silent = {rule for rule, severity in severities.items() if severity is Severity.OFF}
        self._known = set()
        self._where = set()
        """The units in which the conflict was found: one that is taken over unseen still has it."""
        for unit, findings in conflicts.findings.items():
            for finding in findings:
                self._known.add((finding.rule, finding.subjects, finding.facts))
                if (finding.rule, finding.subjects) == self._target:
                    self._where.add(unit)

    def helps(self, edits: Sequence[Edit]) -> bool:
        programme, changes = programme_with(self._before.scene.programme, edits)
        after = recheck(programme, self._before, changes)
        for unit, findings in after.findings.items():
            if findings is self._before.findings.get(unit) and unit not in self._where:
                continue
            for finding in findings:
                if (finding.rule, finding.subjects) == self._target:
                    return False
                known = (finding.rule, finding.subjects, finding.facts) in self._known
                if not known and finding.rule not in self._silent:
                    return False
        return True


def _key_of(row: Row) -> str:
    return f"{row.activity_id}/{row.group_id}" if isinstance(row, ActivityGroup) else row.id
