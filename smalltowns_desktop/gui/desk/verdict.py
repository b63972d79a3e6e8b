"""What the desk shows for an answer, worked out as plain values: colour, icon, words, tones. Painting is elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from smalltowns_desktop.domain.checkin import Appointment, Outcome, Way, can_be_forced
from smalltowns_desktop.domain.codes import in_groups
from smalltowns_desktop.domain.model import Badge, Delegation, Participant
from smalltowns_desktop.domain.papers import PaperCheck
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.checkin import Answer
from smalltowns_desktop.services.people import ROLE_WORDS


class Tone(StrEnum):
    """Also the theme's token for the ground."""

    OK = "desk-ok"
    WARN = "desk-warn"
    BAD = "desk-bad"
    PLAIN = "surface"
    """Framed: nothing about letting anybody in."""


TONES = {Tone.OK: 1, Tone.WARN: 2, Tone.BAD: 3, Tone.PLAIN: 2}
"""How often the system's sound is given."""
ICONS: Mapping[Outcome, str] = {
    Outcome.ADMITTED: "circle-check",
    Outcome.ALREADY_IN: "triangle-alert",
    Outcome.NOT_EXPECTED: "octagon-x",
    Outcome.TOO_EARLY: "clock",
    Outcome.TOO_LATE: "calendar-off",
    Outcome.FULL: "users",
    Outcome.REVOKED: "circle-slash",
    Outcome.UNKNOWN: "circle-help",
    Outcome.FORGED: "shield-alert",
    Outcome.UNREADABLE: "scan-line",
}
"""One for each answer, so that they are told apart without their colours."""
_WARNINGS = frozenset({Outcome.ALREADY_IN, Outcome.TOO_EARLY, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer on the screen. Empty text where there is nothing to tell."""

    tone: Tone
    icon: str
    headline: str
    surname: str = ""
    given: str = ""
    delegation: Delegation | None = None
    role: str = ""
    line: str = ""
    """One more sentence, under the name."""
    number: str = ""
    """Of the badge, as printed."""
    notes: tuple[tuple[str, str], ...] = ()
    """Icons and words along the foot."""
    participant_id: str = ""
    scan_ids: tuple[str, ...] = ()
    """What taking it back would void; none where nothing was let in or out."""
    can_force: bool = False
    can_reissue: bool = False
    """A new badge may be given in the place of this one."""
    new_badge: bool = False
    """A badge was just given out, and can be printed."""
    paper: PaperCheck | None = None

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        name = f"{self.surname} {self.given}".strip()
        town = "" if self.delegation is None else self.delegation.name
        return ". ".join(part for part in (self.headline, name, town, self.line) if part)


def word_of(outcome: str, way: str, forced: bool) -> Text:
    """The few words of an outcome in the list of last scans; nothing to add where it went as it should."""
    match outcome:
        case Outcome.ADMITTED:
            return say("exit") if way == Way.OUT else say("with a reason") if forced else Text("")
        case Outcome.ALREADY_IN:
            return say("already in")
        case Outcome.NOT_EXPECTED:
            return say("not on the list")
        case Outcome.TOO_EARLY:
            return say("too early")
        case Outcome.TOO_LATE:
            return say("too late")
        case Outcome.FULL:
            return say("no place left")
        case Outcome.REVOKED:
            return say("badge revoked")
        case Outcome.UNKNOWN:
            return say("not on this laptop")
        case Outcome.FORGED:
            return say("another congress")
        case Outcome.VOIDED:
            return say("taken back")
        case Outcome.REPEATED:
            return say("read twice")
    return say("not a code")


def tone_of(outcome: str) -> Tone:
    """The colour of an outcome."""
    return Tone.OK if outcome == Outcome.ADMITTED else Tone.WARN if outcome in _WARNINGS else Tone.BAD


def judge(
    workspace: Workspace, answer: Answer, way: Way, person: Participant | None, delegation: Delegation | None,
    ahead: Appointment | None, count: tuple[str, str] | None,
) -> Verdict:  # fmt: skip
    """An answer about a badge. `ahead` is what the person does next, `count` how many of the delegation have come."""
    surname, _, given = answer.name.partition(" ")
    notes = [] if count is None else [count]
    if person is not None and person.diet:
        notes.append(("utensils", person.diet))
    if ahead is not None and answer.outcome == Outcome.ADMITTED and way is Way.IN:
        notes.append(("calendar-check", _appointment(workspace, ahead, answer.at)))
    return Verdict(
        tone=tone_of(answer.outcome),
        icon="log-out" if way is Way.OUT and answer.outcome == Outcome.ADMITTED else ICONS[answer.outcome],
        headline=workspace.render(_headline(answer, way)),
        surname=surname if person is None else person.surname or person.given_name,
        given=given if person is None else _given(person),
        delegation=delegation,
        role="" if person is None else workspace.render(ROLE_WORDS[person.role]),
        line=_line(workspace, answer, person),
        number="" if person is None else f"{person.number:04d}",
        notes=tuple(notes),
        participant_id=answer.participant_id,
        scan_ids=(answer.scan_id,) if answer.outcome == Outcome.ADMITTED else (),
        can_force=can_be_forced(answer.outcome),
        can_reissue=answer.outcome == Outcome.REVOKED and person is not None,
    )


def judge_new_badge(
    workspace: Workspace, badge: Badge, person: Participant | None, delegation: Delegation | None
) -> Verdict:
    """What is told after a badge was given out anew: its code, to be printed or copied by hand."""
    return Verdict(
        tone=Tone.PLAIN,
        icon="id-card",
        headline=workspace.say("A new badge: the ones before are void"),
        surname="" if person is None else person.surname or person.given_name,
        given="" if person is None else _given(person),
        delegation=delegation,
        role="" if person is None else workspace.render(ROLE_WORDS[person.role]),
        line=in_groups(badge.code),
        number="" if person is None else f"{person.number:04d}",
        participant_id=badge.participant_id,
        new_badge=True,
    )


def judge_paper(workspace: Workspace, paper: PaperCheck, delegation: Delegation | None) -> Verdict:
    """An answer about a printed sheet."""
    say_it = workspace.say
    if not paper.subject_id:
        return Verdict(
            Tone.PLAIN, "circle-help", say_it("A sheet that belongs to nobody in this congress"), paper=paper
        )
    edition = (
        say_it("Edition {number}", number=paper.printed_edition)
        if paper.printed_edition
        else say_it("Not released yet")
    )
    if paper.fresh:
        line = say_it("Everything on it still holds.")
    elif paper.edition > paper.printed_edition:
        line = say_it("Edition {number} holds now. Something on this sheet has changed.", number=paper.edition)
    else:
        line = say_it("Something on it has changed since it was printed.")
    return Verdict(
        tone=Tone.PLAIN,
        icon="file-text" if paper.fresh else "file-clock",
        headline=say_it("An itinerary: it holds") if paper.fresh else say_it("An itinerary: out of date"),
        surname=paper.name,
        given=edition,
        delegation=delegation,
        line=line,
        paper=paper,
    )


def _given(person: Participant) -> str:
    return " ".join(part for part in (person.given_name, person.patronymic) if part) if person.surname else ""


def _headline(answer: Answer, way: Way) -> Text:
    at = datetime.fromisoformat(answer.at).time()
    match answer.outcome:
        case Outcome.ADMITTED if way is Way.OUT:
            return say("Exit at {time}", time=at)
        case Outcome.ADMITTED if answer.forced:
            return say("Entry with a reason at {time}", time=at)
        case Outcome.ADMITTED:
            return say("Entry at {time}", time=at)
        case Outcome.ALREADY_IN:
            return say("Already checked in at {time}", time=datetime.fromisoformat(answer.since).time())
        case Outcome.NOT_EXPECTED:
            return say("Not on the list of this place")
        case Outcome.TOO_EARLY:
            return say("Too early")
        case Outcome.TOO_LATE:
            return say("Too late")
        case Outcome.FULL:
            return say("No place left")
        case Outcome.REVOKED:
            return say("This badge was replaced or revoked")
        case Outcome.UNKNOWN:
            return say("A genuine badge, but its owner is not on this laptop")
        case Outcome.FORGED:
            return say("Not a badge of this congress")
    return say("Not a badge code")


def _line(workspace: Workspace, answer: Answer, person: Participant | None) -> str:
    match answer.outcome:
        case Outcome.ALREADY_IN:
            return workspace.say("At the desk “{station}”", station=answer.admitted_by)
        case Outcome.NOT_EXPECTED if answer.expected_at is not None:
            where = _appointment(workspace, answer.expected_at, answer.at)
            return workspace.say("Expected: {where}", where=where)
        case Outcome.NOT_EXPECTED:
            return workspace.say("Nothing is planned for this person any more.")
        case Outcome.REVOKED:
            return workspace.say("Ask for the new badge, or issue one here.")
        case Outcome.UNKNOWN:
            return workspace.say("This laptop does not have this person yet. Ask the headquarters.")
        case Outcome.FORGED | Outcome.UNREADABLE:
            return answer.code
    if person is None:
        return ""
    return ", ".join(part for part in (person.position, person.organisation) if part)


def _appointment(workspace: Workspace, ahead: Appointment, at: str) -> str:
    today = ahead.starts_at.date() <= datetime.fromisoformat(at).date()
    when = workspace.words.value(ahead.starts_at.time() if today else ahead.starts_at)
    where = "" if ahead.site == ahead.title else ahead.site  # a visit is often called what its site is
    return ", ".join(part for part in (when, ahead.title, where) if part)
