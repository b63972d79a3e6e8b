"""What a check gives: conflicts in order, by severity, with those that somebody accepted."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from smalltowns_desktop.conflicts.intervals import moment_of
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.conflicts.scene import Finding, Scene
from smalltowns_desktop.conflicts.timetable import Thing
from smalltowns_desktop.conflicts.wording import message_of, name_of
from smalltowns_desktop.domain.model import AcceptedConflict, Severity
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text

_SEVERITIES = list(Severity)
_POSITION = {rule: position for position, rule in enumerate(RULES)}


class Subject(NamedTuple):
    type: str
    """`activity`, `delegation`, `group`, `hall`, `participant`, `request`, `site`, `transfer` or `vehicle`."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Conflict:
    rule: str
    """A key of `RULES`."""
    severity: Severity
    """The event's for this rule; never OFF."""
    message: Text
    subjects: tuple[Subject, ...]
    """Whose conflict it is first, then activities and transfers by time. With the rule, they name the conflict."""
    starts_at: datetime
    ends_at: datetime
    """Of what has no time of its own, such as an unmet request: the midnights around the days that it concerns."""
    cause: str
    """Digest of the times and numbers that it came from: an accepted conflict reopens when it changes."""
    minutes_short: int | None = None
    """Of the Travel rules: how much more time would do."""
    accepted_reason: str | None = None
    """Why somebody accepted it; None: it is open."""

    @property
    def key(self) -> str:
        """The subjects' keys as `AcceptedConflict.subjects` has them."""
        return " ".join(sorted(subject.id for subject in self.subjects))


Worded = tuple[tuple[int, int, int, tuple[Thing, ...]], Conflict]
"""A conflict, and before it what orders it: severity, time, rule, subjects."""


class Conflicts:
    """The outcome of a check. Iterates over all conflicts, the most serious first, then by time.

    Conflicts whose rule the event has switched off are left out. They are put into words when first asked for.
    """

    def __init__(
        self,
        scene: Scene,
        findings: Mapping[Thing, tuple[Finding, ...]],
        worded_before: Mapping[Thing, tuple[Worded, ...]] | None = None,
    ) -> None:
        """`worded_before`: the words of units that are known to be the same as in an earlier check."""
        self.scene = scene
        self.findings = findings
        self._worded_before = worded_before or {}

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def all(self) -> tuple[Conflict, ...]:
        order = itemgetter(0)
        found = sorted([worded for unit in self.worded.values() for worded in unit], key=order)
        # A conflict that was found in several units stands beside itself now.
        return tuple([next(same)[1] for _, same in groupby(found, key=order)])

    @cached_property
    def worded(self) -> Mapping[Thing, tuple[Worded, ...]]:
        """The conflicts of each unit that has any. The same conflict may stand in several units."""
        programme = self.scene.programme
        accepted = {(row.rule, row.subjects): row for row in programme.accepted_conflicts.values()}
        severities = {rule.id: programme.severity_of(rule.id, rule.severity) for rule in RULES.values()}
        worded = dict(self._worded_before)
        for unit, findings in self.findings.items():
            if unit not in worded:
                worded[unit] = tuple(
                    [
                        _put_into_words(programme, finding, severities[finding.rule], accepted)
                        for finding in findings
                        if severities[finding.rule] is not Severity.OFF
                    ]
                )
        return worded

    @cached_property
    def open(self) -> tuple[Conflict, ...]:
        """Those that nobody accepted."""
        return tuple(conflict for conflict in self.all if conflict.accepted_reason is None)

    @cached_property
    def accepted(self) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.all if conflict.accepted_reason is not None)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Open conflicts by rule, in the order of `RULES`; a rule without any is not there."""
        counts = Counter(conflict.rule for conflict in self.open)
        return {rule: counts[rule] for rule in RULES if counts[rule]}

    @property
    def has_errors(self) -> bool:
        """Whether an open conflict is at error level."""
        return any(conflict.severity is Severity.ERROR for conflict in self.open)


def cause_of(finding: Finding) -> str:
    """SHA-256 of rule, subjects and facts, hexadecimal."""
    subjects = [f"{kind} {key}" for kind, key in finding.subjects]
    facts = [f"{name} {value}" for name, value in finding.facts]
    return hashlib.sha256("\n".join([finding.rule, *subjects, *facts]).encode()).hexdigest()


def _put_into_words(
    programme: Programme,
    finding: Finding,
    severity: Severity,
    accepted: Mapping[tuple[str, str], AcceptedConflict],
) -> Worded:
    cause = cause_of(finding)
    names = [name_of(programme, subject) for subject in finding.subjects]
    row = accepted.get((finding.rule, " ".join(sorted([subject.key for subject in finding.subjects]))))
    conflict = Conflict(
        rule=finding.rule,
        severity=severity,
        message=message_of(finding, names),
        subjects=tuple([Subject(*subject, name) for subject, name in zip(finding.subjects, names, strict=True)]),
        starts_at=moment_of(finding.start),
        ends_at=moment_of(finding.end),
        cause=cause,
        minutes_short=finding.minutes_short,
        accepted_reason=row.reason if row is not None and row.cause == cause else None,
    )
    return (_SEVERITIES.index(severity), finding.start, _POSITION[finding.rule], finding.subjects), conflict
