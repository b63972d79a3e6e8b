"""The questions that an import asks, as pairs to compare: those of a list at hand, and those of earlier lists."""

from collections.abc import Mapping

from smalltowns_desktop.domain.model import QueuedRowStatus
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.import_pairs import Pair, compare_fields
from smalltowns_desktop.gui.models.import_rows import NAMES
from smalltowns_desktop.gui.pages.import_people_words import ImportWords
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.import_plan import Decision, ImportPlan
from smalltowns_desktop.services.review import fields_of_queued


def pairs_of_plan(
    plan: ImportPlan | None, decisions: Mapping[int, Decision], workspace: Workspace, words: ImportWords
) -> list[Pair]:
    """The likeliest first; a pair's key is the number of its row."""
    pairs = []
    for number, question in ({} if plan is None else plan.questions).items():
        match = question.match
        fields = compare_fields(question.fields, match.person, match.evidence[0], words.titles, words.value)
        where = workspace.say("row {row}", row=number)
        name, decision = _name_of(question.fields), decisions.get(number)
        pairs.append(Pair(str(number), name, where, match.score, match.evidence, match.person, fields, decision))
    return sorted(pairs, key=lambda pair: (-pair.score, int(pair.key)))


def pairs_of_queue(programme: Programme, workspace: Workspace, words: ImportWords) -> list[Pair]:
    """Rows that wait, the likeliest first; a pair's key is that of its queued row."""
    pairs = []
    for kept in programme.queued_rows.values():
        person = programme.participants.get(kept.candidate_id)
        if kept.status is QueuedRowStatus.OPEN and person is not None:
            found = fields_of_queued(kept)
            fields = compare_fields(found, person, kept.evidence[0], words.titles, words.value)
            where = workspace.say("{file}, row {row}", file=kept.source, row=kept.row)
            pairs.append(Pair(kept.id, _name_of(found), where, kept.score, kept.evidence, person, fields))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.key))


def count_waiting(programme: Programme) -> int:
    return sum(kept.status is QueuedRowStatus.OPEN for kept in programme.queued_rows.values())


def _name_of(fields: Mapping[str, object]) -> str:
    return " ".join(str(part) for part in map(fields.get, NAMES) if part)
