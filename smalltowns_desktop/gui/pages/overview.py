"""The first page: five numbers, what is on and what comes next, who has come, what waits for somebody.

Numbers of facts (check-ins, prints) are read in a job; everything else comes from the snapshot. What is late or to come
is by the workspace's clock, looked at anew with every minute.
"""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from smalltowns_desktop.domain.model import AgreementStatus
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import Job
from smalltowns_desktop.gui.models.card_lines import Lines
from smalltowns_desktop.gui.pages.overview_board import OverviewBoard
from smalltowns_desktop.gui.pages.overview_lists import agreement_lines, conflict_lines
from smalltowns_desktop.gui.pages.overview_programme import NOON, ProgrammeLines, end_of_next, visits
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.widgets.cards import ListPart
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, Segments, button, column, dress_icon, label, row, surface
from smalltowns_desktop.gui.wording import clock, conflict_counts, day_title, short_date
from smalltowns_desktop.gui.workspace import Place, Workspace

if TYPE_CHECKING:
    from smalltowns_desktop.services.overview import DayFacts

_LOOK_MS = 1_000
"""How often the clock is looked at; what is on is worked out anew when its minute has changed."""
_SETTLE_MS = 250
"""Facts are read when nothing has changed for so long: a queue at a desk scans twice a second."""
_SEGMENTS = 7
_UNKNOWN = "…"


class OverviewPage(Page):
    """Every number and every row leads to where it comes from."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.facts: DayFacts | None = None
        """Of the chosen day; None until they are read for the first time."""
        self._chosen: date | None = None
        """A day that the person chose; None: today."""
        self._shown_at: datetime | None = None
        self._reading: Job[DayFacts] | None = None
        self._known: DayFacts | None = None
        """The last that were read, of whatever day: they spare work."""
        self._stale = True
        self._day_choices: list[tuple[str, str]] = []
        self.board = OverviewBoard(workspace)
        self.board.go_requested.connect(self.go_requested)
        self.board.day_requested.connect(lambda: self.go("programme", "day", self.day.isoformat()))
        self._lay_out()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._look_at_clock)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._read_facts)
        self.store.begun.connect(self._begun)
        self.store.programme_changed.connect(self._changed)
        self.store.facts_changed.connect(self._changed)
        self.store.conflicts_changed.connect(self._refresh_if_seen)

    # The day and the moment

    @property
    def day(self) -> date:
        """The day that is looked at: the chosen one, or today, within the days of the congress."""
        event = self.store.programme.event
        wanted = self._chosen or self.workspace.now().date()
        return min(max(wanted, event.starts_on), event.ends_on)

    @property
    def is_now(self) -> bool:
        return self.day == self.workspace.now().date()

    @property
    def is_reading(self) -> bool:
        """Facts are being read, or will be in a moment."""
        return self._reading is not None or self._settle.isActive()

    @property
    def moment_words(self) -> str:
        """What is said beside the day: which day it is, and the time."""
        return self._moment.accessibleName()

    def show_place(self, place: Place) -> None:
        if place.kind == "day":
            self._choose_day(place.key)

    def entered(self) -> None:
        self._refresh_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        if self._stale:
            self.refresh()
            if self.store.has_begun:
                self._settle.start(0)

    def _lay_out(self) -> None:
        say_ = self.workspace.say
        self._title, self._moment = label(role="title"), ElidedLabel(role="second")
        self.days = Segments(say_("Day"))
        self.days.chosen.connect(self._choose_day)
        check_in = button(say_("Open check-in"), "main", lambda: self.go("checkin"))
        dress_icon(self.theme, check_in, "scan-line", "on-accent")
        bar = surface("bar", row(self._title, self._moment, self.days, check_in, gap=12, margins=(12, 0, 12, 0)))
        bar.setFixedHeight(48)
        self.setLayout(column(bar, self.board, gap=0))

    # Showing

    def refresh(self) -> None:
        """Show the snapshot and the facts as they are known."""
        now = self.workspace.now()
        self._shown_at = now.replace(second=0, microsecond=0)
        self._show_head(now)
        self._show_programme(now)
        self._show_conflicts()
        self._show_agreements()
        self._show_facts(now)

    def _show_head(self, now: datetime) -> None:
        workspace, event = self.workspace, self.store.programme.event
        self._title.setText(day_title(self.day, workspace.words.language))
        total = (event.ends_on - event.starts_on).days + 1
        number = (self.day - event.starts_on).days + 1
        words = workspace.say("day {number} of {total}", number=number, total=total)
        if self.is_now:
            words = f"{words}, {clock(now)}"
        elif now.date() < event.starts_on:
            left = (event.starts_on - now.date()).days
            words = f"{words}, {workspace.say_n('{n} day to go', '{n} days to go', left)}"
        elif now.date() > event.ends_on:
            words = f"{words}, {workspace.say('the congress is over')}"
        self._moment.show_text(words)
        first = min(max(0, number - 1 - _SEGMENTS // 2), max(0, total - _SEGMENTS))
        days = [event.starts_on + timedelta(days=index) for index in range(first, min(total, first + _SEGMENTS))]
        choices = [(day.isoformat(), short_date(day, workspace.words.language)) for day in days]
        if self._day_choices != choices:
            self._day_choices = choices
            self.days.show_choices(choices, self.day.isoformat())
        self.days.choose(self.day.isoformat())
        self.days.setVisible(total > 1)

    def _show_programme(self, now: datetime) -> None:
        workspace = self.workspace
        lines = ProgrammeLines(workspace, self.store.conflicts)
        if self.is_now:
            until = end_of_next(now)
            on, following = lines.on_at(now), lines.between(now, until)
            self.board.on_now_head.show_text(workspace.say("On now: {n}", n=on.total))
            self.board.next_head.show_text(workspace.say("Next, until {time}", time=clock(until)))
        else:
            on, following = lines.of_day(self.day, time.min, NOON), lines.of_day(self.day, NOON, None)
            self.board.on_now_head.show_text(workspace.say("Until {time}: {n}", time=clock_of(NOON), n=on.total))
            self.board.next_head.show_text(workspace.say("After {time}: {n}", time=clock_of(NOON), n=following.total))
        _fill(self.board.on_now, on)
        _fill(self.board.next, following)
        all_visits = visits(self.store.programme)
        over = sum(visit.ends_at <= now for visit in all_visits)
        going = sum(visit.starts_at <= now < visit.ends_at for visit in all_visits)
        total = len(all_visits)
        line = workspace.say("are over, {n} on now", n=going) if going else workspace.say("are over")
        self.board.tiles["visits"].show_number(
            str(over), workspace.say_n("of {n} visit", "of {n} visits", total), line, share=over / total if total else 0
        )

    def _show_conflicts(self) -> None:
        workspace, conflicts = self.workspace, self.store.conflicts
        errors, warnings = self.store.open_conflicts()
        _fill(self.board.conflicts, conflict_lines(workspace, conflicts, self.workspace.now().date()))
        accepted = len(conflicts.accepted) if conflicts is not None else 0
        self.board.conflicts.say_below(workspace.say("Accepted with a reason: {n}", n=accepted) if accepted else "")
        self.board.counts["errors"].show_count(errors, conflict_counts(workspace, errors, 0))
        self.board.counts["warnings"].show_count(warnings, conflict_counts(workspace, 0, warnings))
        number = errors + warnings
        line = conflict_counts(workspace, errors, warnings) or workspace.say("nothing to put right")
        short = workspace.say_n("{n} of them an error", "{n} of them errors", errors) if errors and warnings else line
        if conflicts is None:
            line = short = workspace.say("looking")
        tone = "danger" if errors else "warn" if warnings else "ok"
        self.board.tiles["conflicts"].show_number(
            str(number), workspace.say_n("conflict", "conflicts", number), line, short=short, tone=tone
        )

    def _show_agreements(self) -> None:
        workspace, agreements = self.workspace, self.store.programme.agreements.values()
        signed = sum(row.status is AgreementStatus.SIGNED for row in agreements)
        total = len(agreements)
        _fill(self.board.agreements, agreement_lines(workspace, workspace.now().date()))
        left = workspace.say("{n} of {total} left", n=total - signed, total=total)
        self.board.agreement_count.setText(left if total else "")
        self.board.tiles["agreements"].show_number(
            str(signed), workspace.say("of {total}", total=total), workspace.say("agreements are signed"),
            share=signed / total if total else 0,
        )  # fmt: skip

    def _show_facts(self, now: datetime) -> None:
        workspace, facts, board = self.workspace, self.facts, self.board
        programme = self.store.programme
        came, expected = (facts.came, facts.expected) if facts is not None else (0, len(programme.participants))
        today = workspace.say("checked in today") if self.is_now else workspace.say("checked in that day")
        board.tiles["people"].show_number(
            _UNKNOWN if facts is None else str(came), workspace.say("of {total}", total=expected), today,
            share=came / expected if expected else 0, bar="ok",
        )  # fmt: skip
        stale = facts.stale if facts is not None else 0
        board.tiles["papers"].show_number(
            _UNKNOWN if facts is None else str(stale),
            workspace.say_n("paper", "papers", stale),
            workspace.say("out of date since printed"),
            tone="warn" if stale else "ok",
        )
        board.paper_count.setText(str(stale))
        board.paper_count.setVisible(stale > 0)
        board.crowd_count.setText(workspace.say("{n} let in", n=came))
        if facts is not None:
            self._show_fact_lists(facts, now)

    def _show_fact_lists(self, facts: "DayFacts", now: datetime) -> None:
        # Loaded with the facts: the page is seen before.
        from smalltowns_desktop.gui.pages.overview_facts import (  # noqa: PLC0415
            arrival_lines,
            arrived_of,
            crowd_lines,
            paper_lines,
        )

        workspace, board, programme = self.workspace, self.board, self.store.programme
        self.count_told.emit("print", facts.stale_rows, False)
        _fill(board.papers, paper_lines(workspace, facts))
        _fill(board.crowds, crowd_lines(workspace, facts))
        last = facts.last_scan
        board.crowds.say_below(
            "" if last is None else workspace.say("Last: {time}, {desk}", time=last.at[11:16], desk=last.station)
        )
        counts = arrived_of(facts, programme)
        _fill(board.arrivals, arrival_lines(workspace, counts, now))
        arrived, total = len(counts), len(programme.delegations)
        board.arrival_count.setText(workspace.say("{n} of {total}", n=arrived, total=total) if total else "")

    # News

    def _choose_day(self, key: str) -> None:
        day = date.fromisoformat(key)
        self._chosen = None if day == self.workspace.now().date() else day
        self.facts = None
        self.refresh()
        self._settle.start(0)

    def _look_at_clock(self) -> None:
        if self.isVisible() and self._shown_at != self.workspace.now().replace(second=0, microsecond=0):
            self.refresh()
            self._settle.start()

    def _begun(self) -> None:
        self._refresh_if_seen()
        self._read_facts()

    def _changed(self) -> None:
        """What was shown may be so no longer; facts are read when it is quiet again."""
        self._stale = True
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()
            if self._stale:
                self._settle.start()

    def _read_facts(self) -> None:
        """One reading at a time; what changed meanwhile is read after it."""
        if self._reading is not None:
            return
        self._stale = False
        programme, day, known = self.store.programme, self.day, self._known
        until = self.workspace.now() if self.is_now else datetime.combine(day, time.max)
        db = self.store.db

        def read(_: object) -> "DayFacts":
            # As in `_show_fact_lists`.
            from smalltowns_desktop.services.overview import read_day  # noqa: PLC0415

            return read_day(db, programme, day, until, known)

        job = self.workspace.jobs.run(say("Looking who has come"), read)
        self._reading = job
        job.succeeded.connect(self._take_facts)
        job.refused.connect(self.store.refused)
        job.ended.connect(self._reading_ended)

    def _take_facts(self, facts: "DayFacts") -> None:
        self._known = facts
        if facts.day != self.day:
            self._stale = True
            return
        self.facts = facts
        self._show_facts(self.workspace.now())

    def _reading_ended(self) -> None:
        self._reading = None
        if self._stale and self.isVisible():
            self._settle.start()


def clock_of(moment: time) -> str:
    return moment.strftime("%H:%M")


def _fill(part: ListPart, lines: Lines) -> None:
    part.list.show_lines(lines)
    part.show_empty(not lines.total)
