"""A desk's work without its window: what is read becomes a durable row, then a verdict; and can be taken back."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.errors import NothingToTakeBack, UserError
from smalltowns_desktop.domain.model import Delegation, Participant, Scan
from smalltowns_desktop.domain.papers import PaperCheck, PaperSubject, read_paper_code
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.desk.tally import DeskTally
from smalltowns_desktop.gui.desk.verdict import Tone, Verdict, judge, judge_new_badge, judge_paper
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.attendance import next_of_person
from smalltowns_desktop.services.badges import reissue_badge
from smalltowns_desktop.services.checkin import Answer, Desk
from smalltowns_desktop.services.door import check_in_people


class DeskSession(QObject):
    """One operator at one desk. Signals: `answered` (a `Verdict`), after its row is on the disk; `way_changed`."""

    answered = Signal(object)
    way_changed = Signal()

    def __init__(self, workspace: Workspace, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.desk = desk
        self.way = Way.IN
        self.tally = DeskTally(workspace, desk.place, self)
        self._done: list[tuple[str, ...]] = []
        """Keys of the scans of each deed that can be taken back, the last one last."""
        self._refused: Answer | None = None

    def set_way(self, way: Way) -> None:
        """From now on people enter, or leave."""
        if way is not self.way:
            self.way = way
            self.way_changed.emit()

    def read(self, code: str) -> None:
        """A reading of the scanner, or a code typed by hand: a badge's or a sheet's."""
        if read_paper_code(code) is not None:
            self._check_paper(code)
            return
        try:
            answer = self.desk.scan(code, self._now(), self.way)
        except UserError as error:
            self._tell_failure(error)
            return
        self._conclude(answer, self.way)

    def check_in(self, people: Sequence[str], reason: str | None = None) -> None:
        """Let in, or out, people who were chosen by name; `reason` lets in who is not expected."""
        way = self.way
        try:
            answers = check_in_people(self.workspace.store.db, self.desk, people, self._now(), way, reason)
        except UserError as error:
            self._tell_failure(error)
            return
        if len(answers) == 1:
            self._conclude(answers[0], way)
        elif answers:
            self._conclude_many(answers, way)

    def forcing(self) -> Callable[[str], None]:
        """What lets in the person who was just refused, given a reason; others may be scanned before it is called."""
        refused = self._refused

        def force(reason: str) -> None:
            if refused is None:
                return
            try:
                answer = self.desk.scan(refused.code, self._now(), Way.IN, reason)
            except UserError as error:
                self._tell_failure(error)
                return
            self._conclude(answer, Way.IN)

        return force

    def reissue(self, participant_id: str, reason: str) -> None:
        """Give a person a new badge in the place of every one before, and show its code."""
        try:
            badge = reissue_badge(self.workspace.store.db, participant_id, reason)
        except UserError as error:
            self._tell_failure(error)
            return
        self._refused = None
        person = self.person(participant_id)
        self.answered.emit(judge_new_badge(self.workspace, badge, person, self.delegation_of(person)))

    def take_back(self) -> None:
        """Void the last entry or exit of this desk, or the last delegation as a whole."""
        if not self._done:
            self.answered.emit(self._plain("undo-2", self.workspace.render(NothingToTakeBack().text)))
            return
        self._void(self._done.pop())

    def take_back_scan(self, scan_id: str) -> None:
        """Void one entry or exit out of the list."""
        self._done = [kept for deed in self._done if (kept := tuple(key for key in deed if key != scan_id))]
        self._void((scan_id,))

    def person(self, participant_id: str) -> Participant | None:
        return self.workspace.store.programme.participants.get(participant_id)

    def delegation_of(self, person: Participant | None) -> Delegation | None:
        if person is None or person.delegation_id is None:
            return None
        return self.workspace.store.programme.delegations.get(person.delegation_id)

    def close(self) -> None:
        self.tally.close()

    # Verdicts

    def _conclude(self, answer: Answer, way: Way) -> None:
        self._refused = answer if answer.outcome is not Outcome.ADMITTED else None
        self.tally.take_in({answer.participant_id} - {""}, answer.station, [answer.sequence])
        admitted = answer.outcome is Outcome.ADMITTED
        if admitted and (answer.scan_id,) not in self._done[-1:]:  # read twice: the same deed
            self._done.append((answer.scan_id,))
        person = self.person(answer.participant_id)
        ahead = None
        if admitted and way is Way.IN and person is not None:
            ahead = next_of_person(self.workspace.store.db, person, _local(answer.at))
        delegation = self.delegation_of(person)
        self.answered.emit(judge(self.workspace, answer, way, person, delegation, ahead, self.count_of(delegation)))

    def _conclude_many(self, answers: Sequence[Answer], way: Way) -> None:
        self._refused = None
        admitted = [answer for answer in answers if answer.outcome is Outcome.ADMITTED]
        people = {answer.participant_id for answer in answers if answer.participant_id}
        self.tally.take_in(people, answers[0].station, [answer.sequence for answer in answers])
        if admitted:
            self._done.append(tuple(answer.scan_id for answer in admitted))
        first = self.delegation_of(self.person(answers[0].participant_id))
        same = all(self.delegation_of(self.person(answer.participant_id)) == first for answer in answers)
        words, refused = self.workspace, len(answers) - len(admitted)
        headline = (
            words.say_n("{n} exit at {time}", "{n} exits at {time}", len(admitted), time=_local(answers[0].at).time())
            if way is Way.OUT
            else words.say_n(
                "{n} entry at {time}", "{n} entries at {time}", len(admitted), time=_local(answers[0].at).time()
            )
        )
        verdict = Verdict(
            tone=Tone.OK if not refused else Tone.WARN,
            icon="users",
            headline=headline,
            surname=first.name if same and first is not None else words.say_n("{n} person", "{n} people", len(people)),
            delegation=first if same else None,
            line=words.say_n("{n} person was not let in", "{n} people were not let in", refused) if refused else "",
            notes=(note,) if same and (note := self.count_of(first)) is not None else (),
            scan_ids=tuple(answer.scan_id for answer in admitted),
        )
        self.answered.emit(verdict)

    def count_of(self, delegation: Delegation | None) -> tuple[str, str] | None:
        """How many of a delegation have come, for the foot of an answer."""
        tally = self.tally.tally
        if delegation is None or tally is None or not tally.expected_of[delegation.id]:
            return None
        came, expected = tally.came_of[delegation.id], tally.expected_of[delegation.id]
        return "users", self.workspace.say(
            "{delegation}: {came} of {expected}", delegation=delegation.name, came=came, expected=expected
        )

    def _void(self, scan_ids: Sequence[str]) -> None:
        voids: list[Scan] = []
        failure: UserError | None = None
        for place, scan_id in enumerate(scan_ids):
            try:
                voids.append(self.desk.undo_scan(scan_id, at=self._now()))
            except NothingToTakeBack as error:  # taken back before, perhaps at another desk
                failure = error
            except UserError as error:
                failure = error
                self._done.append(tuple(scan_ids[place:]))
                break
        if voids:
            self._show_taken_back(voids)
        if failure is not None:
            self._tell_failure(failure)

    def _show_taken_back(self, voids: Sequence[Scan]) -> None:
        self._refused = None
        people = {scan.participant_id for scan in voids}
        self.tally.take_in(people, self.desk.station, [scan.sequence for scan in voids])
        person = self.person(voids[0].participant_id)
        if len(voids) > 1:
            headline = self.workspace.say_n("{n} check-in taken back", "{n} check-ins taken back", len(voids))
            self.answered.emit(self._plain("undo-2", headline))
            return
        delegation = self.delegation_of(person)
        note = self.count_of(delegation)
        verdict = Verdict(
            tone=Tone.PLAIN,
            icon="undo-2",
            headline=self.workspace.say("Taken back"),
            surname="" if person is None else person.surname or person.given_name,
            given="" if person is None else f"{person.given_name} {person.patronymic}".strip(),
            delegation=delegation,
            notes=() if note is None else (note,),
        )
        self.answered.emit(verdict)

    def _check_paper(self, code: str) -> None:
        """Working a sheet out anew takes a moment with many people; the window does not wait for it."""
        programme = self.workspace.store.programme

        def work(_: object) -> PaperCheck | None:
            # What draws paper takes long to load, and the window must open quickly.
            from smalltowns_desktop.services.paper_check import check_paper  # noqa: PLC0415

            return check_paper(programme, code)

        job = self.workspace.jobs.run(say("Looking whether the sheet still holds"), work)
        job.succeeded.connect(self._show_paper)

    def _show_paper(self, paper: PaperCheck) -> None:
        self._refused = None
        programme = self.workspace.store.programme
        if paper.subject_type is PaperSubject.DELEGATION:
            delegation = programme.delegations.get(paper.subject_id)
        else:
            delegation = self.delegation_of(self.person(paper.subject_id))
        self.answered.emit(judge_paper(self.workspace, paper, delegation))

    def _tell_failure(self, error: UserError) -> None:
        """Nothing was written: that must be seen."""
        line = self.workspace.render(error.text)
        self.answered.emit(Verdict(Tone.BAD, "octagon-x", self.workspace.say("Not written down"), line=line))

    def _plain(self, icon: str, headline: str) -> Verdict:
        return Verdict(Tone.PLAIN, icon, headline)

    def _now(self) -> datetime:
        return self.workspace.now()


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=None)
