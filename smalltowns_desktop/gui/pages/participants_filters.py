"""The chips over the table of people: delegation or region, role, badge, arrival, remarks."""

from collections.abc import Callable, Container

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.participants import PersonLine
from smalltowns_desktop.gui.pages.participants_words import PeopleWords
from smalltowns_desktop.gui.widgets.filter_chip import Choice, FilterChip
from smalltowns_desktop.gui.widgets.parts import dress_icon, label, row
from smalltowns_desktop.gui.widgets.toggle import ToggleButton
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people_facts import BadgeState, PeopleFacts

NOWHERE = "none"
"""The choice of people without a delegation."""
_REGION = "region "


class PeopleFilters(QWidget):
    """Signals: `changed`."""

    changed = Signal()

    def __init__(self, workspace: Workspace, words: PeopleWords) -> None:
        super().__init__()
        say, theme = workspace.say, workspace.theme
        self.say = say
        self.delegation = FilterChip(theme, say("Delegation"), "flag")
        self.role = FilterChip(theme, say("Role"))
        self.badge = FilterChip(theme, say("Badge"))
        self.arrival = FilterChip(theme, say("Arrival"))
        self.remarks = ToggleButton()
        self.remarks.setProperty("chip", True)
        self.remarks.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.remarks.setIconSize(QSize(14, 14))
        self.remarks.setText(say("With remarks"))
        dress_icon(theme, self.remarks, "triangle-alert", "warn")
        self._count = label("0", "count")
        self._count.setFixedHeight(17)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.remarks.setLayout(row(None, self._count, margins=(0, 0, 10, 0)))
        self._delegations: dict[str, frozenset[str | None]] = {}
        self.role.show_choices([Choice(str(role), words.roles[role]) for role in Role])
        self.badge.show_choices([Choice(str(state), words.badge_choices[state]) for state in BadgeState])
        self.arrival.show_choices([Choice("arrived", say("Arrived")), Choice("expected", say("Expected"))])
        self.chips = (self.delegation, self.role, self.badge, self.arrival)
        for chip in self.chips:
            chip.changed.connect(lambda _keys: self.changed.emit())
        self.remarks.toggled.connect(lambda _on: self.changed.emit())
        self.setLayout(row(*self.chips, self.remarks, gap=6))

    def show_programme(self, programme: Programme) -> None:
        """Regions and delegations that people can be filtered by."""
        rows = sorted(programme.delegations.values(), key=lambda delegation: fold(delegation.name))
        self._delegations = {row.id: frozenset([row.id]) for row in rows}
        regions = sorted({row.region for row in rows if row.region}, key=fold)
        for region in regions:
            self._delegations[_REGION + region] = frozenset(row.id for row in rows if row.region == region)
        self._delegations[NOWHERE] = frozenset([None])
        heading = [Choice("", self.say("Regions"))] if regions else []
        self.delegation.show_choices(
            [
                *heading,
                *(Choice(_REGION + region, region) for region in regions),
                Choice("", self.say("Delegations")),
                *(Choice(row.id, row.name) for row in rows),
                Choice(NOWHERE, self.say("Without a delegation")),
            ]
        )

    def show_remarks(self, count: int) -> None:
        self._count.setText(str(count))
        space = self._count.sizeHint().width() + 8
        self.remarks.setMinimumWidth(self.remarks.sizeHint().width() + space)
        self.remarks.setAccessibleName(f"{self.remarks.text()}: {count}")

    def clear(self) -> None:
        for chip in self.chips:
            chip.clear()
        self.remarks.setChecked(False)

    def acceptor(self, facts: PeopleFacts, with_remarks: Container[str]) -> Callable[[PersonLine], bool] | None:
        """Whom the chips let through; None: everybody."""
        tests: list[Callable[[PersonLine], bool]] = []
        if chosen := self.delegation.chosen:
            delegations = frozenset[str | None]().union(*(self._delegations[key] for key in chosen))
            tests.append(lambda line: line.person.delegation_id in delegations)
        if roles := self.role.chosen:
            tests.append(lambda line: line.person.role in roles)
        if states := self.badge.chosen:
            tests.append(lambda line: facts.badge(line.key).state in states)
        if len(self.arrival.chosen) == 1:
            wanted = "arrived" in self.arrival.chosen
            tests.append(lambda line: (line.key in facts.arrived) is wanted)
        if self.remarks.isChecked():
            tests.append(lambda line: line.key in with_remarks)
        if not tests:
            return None
        return tests[0] if len(tests) == 1 else lambda line: all(test(line) for test in tests)
