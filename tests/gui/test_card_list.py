"""Lines of a card as painted: whole words beside the title or none, each line up to its own words at the right."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from smalltowns_desktop.gui.models.card_lines import Line, Lines, Note
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.card_list import HIGH, CardList
from smalltowns_desktop.gui.workspace import Place

LINE = Line("row", "Навашино и Сергач: соглашение о поставках продукции", Place("agreements"), below="15 авг, 11:55")


@pytest.fixture
def cards(theme: Theme, qtbot: QtBot) -> CardList:
    made = CardList(theme, "Соглашения", HIGH)
    qtbot.addWidget(made)
    made.resize(260, HIGH)
    made.show()
    return made


def painted(cards: CardList, line: Line) -> QImage:
    cards.show_lines(Lines((line,), 1))
    return cards.viewport().grab().toImage()


def test_words_after_the_title_stand_there_whole_or_not_at_all(cards: CardList) -> None:
    plain = replace(LINE, title="Городец")
    long = replace(plain, detail="восемнадцать человек из двух районов области")
    assert painted(cards, long) == painted(cards, plain)
    cards.resize(700, HIGH)
    assert painted(cards, long) != painted(cards, plain)


def test_a_note_below_takes_no_room_from_the_title(cards: CardList) -> None:
    upper = QRect(0, 0, 260, HIGH // 2)
    noted = painted(cards, replace(LINE, note_below=Note("на согласовании", "clock")))
    assert noted.copy(upper) == painted(cards, LINE).copy(upper)
    beside = painted(cards, replace(LINE, note=Note("на согласовании", "clock")))
    assert beside.copy(upper) != noted.copy(upper)
