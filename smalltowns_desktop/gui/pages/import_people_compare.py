"""Likely duplicates: the list on one side, the event on the other, a choice for each field, and one word to decide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from smalltowns_desktop.gui.models.import_pairs import FieldPair, Pair
from smalltowns_desktop.gui.pages.import_people_words import ImportWords
from smalltowns_desktop.gui.widgets.pairs_list import PairsList, PairsModel
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, IconLabel, button, column, dress_icon, label, row, surface
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.import_plan import Decision, OnDuplicate

SURE_FROM = 95
"""Percent from which one decision may serve for all."""
_LIST_WIDTH = 236
_SHORT = 44
_RADIO_SIGN = 26
"""Pixels of a radio button beside its words."""


class ComparePanel(QFrame):
    """Signals: `decided` (decisions by the pairs' keys)."""

    decided = Signal(object)

    def __init__(self, workspace: Workspace, words: ImportWords) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        say, theme = workspace.say, workspace.theme
        self._workspace, self._words, self._theme = workspace, words, theme
        self._actions = {
            OnDuplicate.MERGE: say("merge"),
            OnDuplicate.NEW: say("new person"),
            OnDuplicate.SKIP: say("skip"),
        }
        self._choices: dict[str, dict[str, bool]] = {}
        """By pair: what somebody chose against the rule."""
        self._groups: list[QButtonGroup] = []
        self._model = PairsModel(self._word_of, self)
        self._count, self._evidence = label(role="second"), ElidedLabel("", "second")
        self._evidence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head_line = row(
            IconLabel(theme, "copy", "warn", 16), label(say("Similar people"), "heading"), self._count, self._evidence,
            margins=(12, 8, 12, 8),
        )  # fmt: skip
        head_line.setStretch(3, 1)
        self.list = PairsList(self._model, theme, say("Similar people"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.chosen.connect(self._show_pair)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and are scrolled into sight
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.merge = self._decider(OnDuplicate.MERGE, say("Merge"), "merge", "1", "main")
        self.new = self._decider(OnDuplicate.NEW, say("New person"), "user-plus", "2", "plain")
        self.skip = self._decider(OnDuplicate.SKIP, say("Skip"), "skip-forward", "3", "plain")
        self.alike = QCheckBox(say("The same from {n} %", n=SURE_FROM))
        self._question = label(say("Is it one person?"), "second")
        self._foot_line = row(self._question, None, self.merge, self.new, self.skip, self.alike, margins=(12, 8, 12, 8))
        foot = surface("foot", self._foot_line)
        side = QFrame()
        side.setProperty("surface", "side")
        side.setLayout(column(self._scroll, foot, gap=0, margins=(1, 0, 0, 0)))
        both = row(self.list, side, gap=0)
        both.setStretch(1, 1)
        whole = column(surface("head", head_line), both, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the question, its answers say it all."""
        super().resizeEvent(event)
        parts = (self._question, self.merge, self.new, self.skip, self.alike)
        gaps = self._foot_line.spacing() * len(parts) + 26
        needed = sum(part.sizeHint().width() for part in parts) + gaps
        self._question.setVisible(self.width() - _LIST_WIDTH >= needed)

    @property
    def pairs(self) -> Sequence[Pair]:
        return self._model.pairs

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """The questions; the current one stays, or else the first that is not decided."""
        before = self._current()
        self._model.show_pairs(pairs)
        keys = [pair.key for pair in pairs]
        place = keys.index(before.key) if before is not None and before.key in keys else self._next_open(0)
        if pairs:
            self.list.setCurrentIndex(self._model.index(max(place, 0)))
        self._show_pair(max(place, 0) if pairs else -1)

    def bring_up(self, key: str) -> None:
        """Make a question current."""
        place = next((place for place, pair in enumerate(self.pairs) if pair.key == key), -1)
        if place >= 0:
            self.list.setCurrentIndex(self._model.index(place))

    def decide(self, action: OnDuplicate) -> None:
        """Decide about the current pair, or about every one that is as alike; go on to the next."""
        current = self._current()
        if current is None:
            return
        pairs = [current]
        if self.alike.isChecked():
            pairs += [
                pair for pair in self.pairs if pair.decision is None and pair.score >= SURE_FROM and pair is not current
            ]
        decisions = {
            pair.key: Decision(action, self._chosen(pair) if action is OnDuplicate.MERGE else {}) for pair in pairs
        }
        place = self.list.currentIndex().row()
        following = next((p for p in range(place + 1, len(self.pairs)) if self.pairs[p].decision is None), place)
        self.decided.emit(decisions)
        if following != place and following < len(self.pairs):
            self.list.setCurrentIndex(self._model.index(following))

    def watch_keys(self, owner: QWidget) -> None:
        """1, 2 and 3 decide wherever the focus is within `owner`, but for fields that take text."""
        for key, action in (("1", OnDuplicate.MERGE), ("2", OnDuplicate.NEW), ("3", OnDuplicate.SKIP)):
            shortcut = QShortcut(QKeySequence(key), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: self.decide(action) if self.isVisible() else None)

    # Parts

    def _decider(self, action: OnDuplicate, text: str, icon: str, key: str, kind: str) -> QPushButton:
        made = button(f"{text}   {key}", kind, lambda: self.decide(action))
        made.setToolTip(self._workspace.say("{what} (key {key})", what=text, key=key))
        dress_icon(self._theme, made, icon, "on-accent" if kind == "main" else "text-2")
        return made

    def _current(self) -> Pair | None:
        place = self.list.currentIndex().row()
        return self.pairs[place] if 0 <= place < len(self.pairs) else None

    def _next_open(self, start: int) -> int:
        return next((place for place in range(start, len(self.pairs)) if self.pairs[place].decision is None), 0)

    def _word_of(self, pair: Pair) -> str:
        return self._workspace.say("decide") if pair.decision is None else self._actions[pair.decision.action]

    def _chosen(self, pair: Pair) -> dict[str, bool]:
        """The choice of every field in which the two differ."""
        own = self._choices.get(pair.key, {})
        return {field.key: own.get(field.key, field.from_list) for field in pair.fields if not field.same}

    def _show_pair(self, place: int) -> None:
        shown = QWidget()
        shown.setProperty("surface", "plain")
        self._groups = []
        pair = self.pairs[place] if 0 <= place < len(self.pairs) else None
        say = self._workspace.say
        self._count.setText(say("{shown} of {total}", shown=place + 1, total=len(self.pairs)) if pair else "")
        self._evidence.show_text(self._words.evidence(pair.evidence) if pair else "")
        for decider in (self.merge, self.new, self.skip):
            decider.setEnabled(pair is not None)
        if pair is not None:
            shown.setLayout(self._grid_of(pair))
        self._scroll.setWidget(shown)

    def _grid_of(self, pair: Pair) -> QGridLayout:
        say, theme = self._workspace.say, self._theme
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, 112)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        number = f"{pair.person.number:04d}"
        for side, icon, text in (
            (1, "file-spreadsheet", say("In the file, {where}", where=pair.where)),
            (2, "database", say("In the event, № {number}", number=number)),
        ):
            sign, heading = IconLabel(theme, icon, "text-2", 14), ElidedLabel(text, "heading")
            titled = row(sign, heading, margins=(12, 8, 8, 8))
            titled.setStretch(1, 1)
            grid.addLayout(titled, 0, side)
        own = self._choices.get(pair.key, {})
        for place, field in enumerate(pair.fields, start=1):
            title = label(field.title, "label")
            title.setContentsMargins(12, 0, 4, 0)
            grid.addWidget(title, place, 0)
            if field.same:
                same = row(
                    IconLabel(theme, "equal", "ok", 14), label(_short(field.theirs)), None, margins=(12, 5, 8, 5)
                )
                grid.addLayout(same, place, 1)
                agree = label(say("the same"), "second")
                agree.setContentsMargins(12, 0, 0, 0)
                grid.addWidget(agree, place, 2)
                continue
            self._offer(grid, place, pair, field, own.get(field.key, field.from_list))
        grid.setRowStretch(len(pair.fields) + 1, 1)
        return grid

    def _offer(self, grid: QGridLayout, place: int, pair: Pair, field: FieldPair, from_list: bool) -> None:
        group = QButtonGroup(grid)
        self._groups.append(group)
        nothing = self._workspace.say("not given")
        for side, text, on in ((1, field.theirs, from_list), (2, field.ours, not from_list)):
            radio = _ElidedRadio(text or nothing)
            radio.setAccessibleName(f"{field.title}: {text or nothing}")
            radio.setToolTip(plain_tip(text))
            radio.setChecked(on)
            radio.setProperty("side", "list" if side == 1 else "event")
            group.addButton(radio, side)
            holder = surface("differs", row(radio, margins=(12, 5, 8, 5)))
            grid.addWidget(holder, place, side)
        group.idClicked.connect(lambda side: self._choose(pair, field.key, side == 1))

    def _choose(self, pair: Pair, field: str, from_list: bool) -> None:
        """A choice in a pair that is merged already counts at once."""
        self._choices.setdefault(pair.key, {})[field] = from_list
        if pair.decision is not None and pair.decision.action is OnDuplicate.MERGE:
            self.decided.emit({pair.key: Decision(OnDuplicate.MERGE, self._chosen(pair))})


class _ElidedRadio(QRadioButton):
    """Its words end in an ellipsis where they do not fit."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _RADIO_SIGN
        fitted = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(fitted.replace("&", "&&"))


def _short(text: str) -> str:
    """What fits beside a button; the tool tip has the whole."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
