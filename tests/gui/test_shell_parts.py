"""The parts around the pages: what the top bar shows of the congress, how buttons stand."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.actions import make_actions
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import ElidedLabel
from smalltowns_desktop.gui.widgets.top_bar import TopBar
from tests.support.gui_keys import show_active

TITLE = "Съезд глав малых городов Нижегородской области"


@pytest.mark.parametrize(("width", "whole"), [(1440, True), (1000, False)])
def test_the_title_of_the_congress_is_cut_only_where_there_is_no_room(theme: Theme, width: int, whole: bool) -> None:
    window = QMainWindow()
    bar = TopBar(theme, PLAIN, make_actions(theme, PLAIN, window))
    window.setMenuWidget(bar)
    bar.show_event(TITLE, "13–15 августа 2025")
    show_active(window, width, 200)
    QTest.qWait(1)
    (title,) = bar.findChildren(ElidedLabel)
    assert (title.text() == TITLE) is whole
    assert title.accessibleName() == TITLE
