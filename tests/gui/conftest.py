"""A window without a screen: one QApplication, the real store over a real event file."""

import gc
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.qt_words import let_qt_speak
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.storage.database import Database

NOW = datetime(2025, 8, 14, 9, 42)
_HARMLESS = ("This plugin does not support ",)
"""What the offscreen platform says of itself."""


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, dressed."""
    theme = Theme(dark=False)
    theme.apply(qapp)
    return theme


@pytest.fixture(autouse=True)
def no_widget_left_behind() -> Iterator[None]:
    """Widgets of a test are gone before the next: each one that stays makes every change of the theme slower."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_rubbish_found_in_a_job() -> Iterator[None]:
    """As in the program (gui/rubbish.py), for tests that build less than that."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def plain_words_of_qt(qapp: QApplication) -> None:
    """Qt's words, numbers and dates do not depend on the language that another test left behind."""
    let_qt_speak(qapp, PLAIN)


@pytest.fixture(autouse=True)
def no_qt_warnings() -> Iterator[None]:
    """A warning of Qt's fails the test."""
    heard: list[str] = []

    def listen(kind: QtMsgType, _context: object, message: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(known in (message or "") for known in _HARMLESS):
            heard.append(message or "")

    before = qInstallMessageHandler(listen)
    yield
    qInstallMessageHandler(before)
    assert not heard, heard


@pytest.fixture
def settings(tmp_path: Path) -> WindowSettings:
    return WindowSettings(tmp_path / "window.ini")


@pytest.fixture
def workspace(event_db: Database, theme: Theme, settings: WindowSettings, qtbot: QtBot) -> Iterator[Workspace]:
    """An empty event in a window's hands, in English, on the morning of 14 August 2025."""
    jobs = JobRunner()
    store = EventStore(event_db, jobs)
    with qtbot.waitSignal(store.begun):
        store.begin()
    yield Workspace(store, jobs, theme, PLAIN, settings, now=lambda: NOW)
    jobs.wait()
    store.close()
