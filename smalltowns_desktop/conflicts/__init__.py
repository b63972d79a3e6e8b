"""The rules: pure functions over a `Programme`. `check` it whole, `recheck` it after a deed, `suggest_remedy`."""

from smalltowns_desktop.conflicts.checking import check, recheck
from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts, Subject
from smalltowns_desktop.conflicts.remedies import suggest_remedy
from smalltowns_desktop.conflicts.remedy import Remedy
from smalltowns_desktop.conflicts.rules import RULES, Family, Rule

__all__ = [
    "RULES",
    "Conflict",
    "Conflicts",
    "Family",
    "Remedy",
    "Rule",
    "Subject",
    "check",
    "recheck",
    "suggest_remedy",
]
