"""A scanner told from a person by the clock, and taken out of the key stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.gui.widgets.scanner import GAP, SHORTEST, Press, ScanDetector, ScannerFilter

SLOW = GAP * 2000


class Keys:
    """Presses keys at moments and keeps what everybody else sees of them."""

    def __init__(self) -> None:
        self.detector: ScanDetector[str] = ScanDetector()
        self.moment = 100.0
        self.seen: list[str] = []
        self.scans: list[str] = []

    def press(self, kind: Press, text: str, gap: float) -> None:
        self.moment += gap
        decision = self.detector.press(kind, text, text, self.moment)
        self.seen += decision.replay
        if decision.scan:
            self.scans.append(decision.scan)
        if not decision.held:
            self.seen.append(text)

    def type(self, text: str, gap: float) -> None:
        for letter in text:
            self.press(Press.END if letter == "\r" else Press.CHARACTER, letter, gap)

    def pause(self) -> None:
        self.moment += 1
        self.seen += self.detector.give_up()


def test_a_burst_that_ends_in_enter_is_a_scan_and_nobody_sees_it() -> None:
    keys = Keys()
    keys.type("STABCD\r", 0.01)
    assert (keys.scans, keys.seen) == (["STABCD"], [])


def test_a_short_burst_or_one_without_an_end_is_typing() -> None:
    keys = Keys()
    keys.type("STABC\r", 0.01)
    keys.pause()
    keys.type("STABCDEFGH", 0.01)
    keys.pause()
    assert (keys.scans, "".join(keys.seen)) == ([], "STABC\rSTABCDEFGH")


def test_letters_typed_before_a_scan_stay_typed() -> None:
    keys = Keys()
    keys.type("Ив", 0.2)
    keys.press(Press.CHARACTER, "S", 0.2)
    keys.type("TABCDE\r", 0.01)
    assert (keys.scans, "".join(keys.seen)) == (["STABCDE"], "Ив")


def test_the_second_end_of_a_scan_is_taken_too() -> None:
    keys = Keys()
    keys.type("STABCD\r\r", 0.01)
    keys.type("\r", 0.5)
    assert (keys.scans, keys.seen) == (["STABCD"], ["\r"])


presses = st.lists(
    st.tuples(
        st.sampled_from([Press.CHARACTER] * 6 + [Press.END, Press.OTHER]),
        st.sampled_from([0.0, 0.01, GAP - 0.001, GAP + 0.001, 0.2]),
    ),
    max_size=60,
)


@given(presses)
def test_every_key_is_seen_once_in_its_order_or_belongs_to_a_scan(pressed: list[tuple[Press, float]]) -> None:
    keys = Keys()
    sent = []
    for number, (kind, gap) in enumerate(pressed):
        letter = chr(ord("a") + number % 26) if kind is Press.CHARACTER else "\r" if kind is Press.END else "<"
        sent.append(letter)
        keys.press(kind, letter, gap)
    keys.pause()
    rest = "".join(sent)
    for scan in keys.scans:
        assert len(scan) >= SHORTEST
        rest = rest.replace(scan, "", 1)
    assert "".join(keys.seen).replace("\r", "") == rest.replace("\r", "")


class Front(QWidget):
    """A field and a button before a scanner."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other = QLineEdit(), QPushButton("Undo")
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.other)
        self.scanner = ScannerFilter(self)
        self.scans: list[str] = []
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.start()

    def press(self, text: str, key: Qt.Key = Qt.Key.Key_A, wait: int = -1) -> None:
        """As the system does: the window is told first."""
        plain = Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, self.windowHandle(), key, text, plain, wait)

    def scan(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        for letter in text:
            self.press(letter)
        self.press("\r" if end == Qt.Key.Key_Return else "\t", end)


@pytest.fixture
def front(qtbot: QtBot) -> Front:
    widget = Front()
    qtbot.addWidget(widget, before_close_func=lambda _: widget.scanner.stop())
    widget.show()
    widget.activateWindow()
    qtbot.waitActive(widget)
    widget.field.setFocus()
    return widget


def test_a_scan_is_read_wherever_the_focus_is_and_presses_nothing(front: Front) -> None:
    pressed: list[bool] = []
    front.other.clicked.connect(pressed.append)
    front.scan("STABCDEF")
    front.other.setFocus()
    front.scan("STGHIJKL", Qt.Key.Key_Tab)
    assert front.scans == ["STABCDEF", "STGHIJKL"]
    assert front.field.text() == ""
    assert front.other.hasFocus()
    assert not pressed


def test_a_scan_under_another_layout_comes_as_it_was_typed(front: Front) -> None:
    front.scan("ЫЕФИСВУА")
    assert (front.scans, front.field.text()) == (["ЫЕФИСВУА"], "")


def test_a_person_types_as_ever(front: Front, qtbot: QtBot) -> None:
    for letter in "Рябинина":
        front.press(letter, wait=45)
    qtbot.waitUntil(lambda: front.field.text() == "Рябинина", timeout=1000)
    front.press("", Qt.Key.Key_Backspace)
    assert (front.field.text(), front.scans) == ("Рябинин", [])
