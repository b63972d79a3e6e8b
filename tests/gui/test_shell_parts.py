"""The parts around the pages: what the top bar shows of the congress, how buttons stand."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMainWindow, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.actions import make_actions
from smalltowns_desktop.gui.dialogs.damaged import DamagedDialog
from smalltowns_desktop.gui.dialogs.recovery_key import RecoveryKeyDialog
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, Segments, dress_icon
from smalltowns_desktop.gui.widgets.top_bar import TopBar
from tests.support.gui_keys import show_active

TITLE = "Съезд глав малых городов Нижегородской области"


@pytest.mark.parametrize(("width", "whole"), [(1440, True), (1000, False)])
def test_the_title_of_the_congress_is_cut_only_where_there_is_no_room(theme: Theme, width: int, whole: bool) -> None:
    window = QMainWindow()
    bar = TopBar(theme, PLAIN, make_actions(PLAIN, window))
    window.setMenuWidget(bar)
    bar.show_event(TITLE, "13–15 августа 2025")
    show_active(window, width, 200)
    QTest.qWait(1)
    (title,) = bar.findChildren(ElidedLabel)
    assert (title.text() == TITLE) is whole
    assert title.accessibleName() == TITLE


def columns_with_ink(picture: QImage) -> list[int]:
    """Columns in which anything differs from the ground of the middle row's edge."""
    ground = picture.pixelColor(3, 3)
    inner = range(4, picture.width() - 4)
    return [x for x in inner if any(picture.pixelColor(x, y) != ground for y in range(6, picture.height() - 6))]


@pytest.mark.parametrize("make", [QPushButton, QToolButton])
def test_an_icon_stands_eight_pixels_before_the_words(theme: Theme, make: type[QPushButton | QToolButton]) -> None:
    made = make()
    made.setText("\u2588")  # a full block: ink from the first pixel to the last
    if isinstance(made, QToolButton):
        made.setProperty("chip", True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(16, 16))
    dress_icon(theme, made, "square", "text")
    theme.changed.emit()
    assert made.iconSize() == QSize(20, 16), "once, however often the theme changes"
    made.adjustSize()
    ink = columns_with_ink(made.grab().toImage())
    gap = max(after - before - 1 for before, after in pairwise(ink))
    assert 6 <= gap <= 9, "eight, less the softened edges"


def test_an_icon_stands_as_far_before_the_words_of_a_segment(theme: Theme) -> None:
    segments = Segments("Which")
    segments.show_choices([("all", "\u25a0"), ("stale", "\u25a0")], "all")
    segments.show_icons(theme, {"stale": "square"})
    segments.choose("stale")
    segments.choose("all")
    (plain, dressed) = segments.findChildren(QToolButton)
    assert plain.icon().isNull()
    assert dressed.iconSize() == QSize(20, 16), "once, however often it goes down"
    dressed.adjustSize()
    ink = columns_with_ink(dressed.grab().toImage())
    assert 6 <= max(after - before - 1 for before, after in pairwise(ink)) <= 9, "eight, less the softened edges"


@pytest.mark.parametrize(
    "make",
    [
        lambda: RecoveryKeyDialog(PLAIN, TITLE, "K7QX-M2PA-9RTD", None),
        lambda: DamagedDialog(PLAIN, "congress.smalltowns", "database disk image is malformed", None, None),
    ],
)
def test_a_dialog_is_no_higher_than_its_texts_need(theme: Theme, qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())
