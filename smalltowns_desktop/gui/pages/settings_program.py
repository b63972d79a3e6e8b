"""Settings of the program on this laptop: language, theme, where backups go. They hold at once."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from smalltowns_desktop.gui.settings import LANGUAGES
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Form, TextField
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.places import backups_folder, read_backups_folder

_WIDTH = 720
_LABELS = 132


class ProgramSettings(QWidget):
    """Signals: `action_requested` (the name of a window's action that does what was chosen)."""

    action_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        say, settings = workspace.say, workspace.settings
        self.language = ChoiceField(workspace, say("Language"), self._set_language)
        self.language.show_choices(list(LANGUAGES))
        self.language.show_value(workspace.words.language)
        self.theme = ChoiceField(workspace, say("Theme"), self._set_theme)
        self.theme.show_choices([("", say("As the system has it")), ("light", say("Light")), ("dark", say("Dark"))])
        self.theme.show_value(settings.theme)
        self.backups = TextField(
            workspace, say("Backups go to"), self._set_backups, read_backups_folder, hint=str(backups_folder())
        )
        self.backups.show_value(settings.backups)
        form = Form(_LABELS)
        for field in (self.language, self.theme, self.backups):
            form.add(field)
        choose = button(say("Choose a folder…"), on_click=self._choose_backups)
        self.own = button(say("The program's own"), on_click=lambda: self._use_backups(""))
        show = button(say("Open the folder"), on_click=self._show_backups)
        form.add_fact("", _line(choose, self.own, show))
        hint = say("A copy of the open congress is made when it is opened, before every import and every half an hour.")
        form.add_fact("", label(hint, "hint", wrap=True))
        signs = Form(_LABELS)
        author = workspace.store.db.author
        signs.add_fact(say("You sign as"), ElidedLabel(author.who or say("nobody")))
        signs.add_fact(say("This laptop is"), ElidedLabel(author.station or say("without a name")))
        hint = say("Every deed in the history carries both names. They are those of the system.")
        signs.add_fact("", label(hint, "hint", wrap=True))
        cards = [_card(say("Window and copies"), form), _card(say("Signature"), signs)]
        beside = row(*(column(card, None, gap=0) for card in cards), gap=12)
        for number, card in enumerate(cards):
            card.setMaximumWidth(_WIDTH)
            beside.setStretch(number, 1)
        workspace.theme.changed.connect(self._show_theme)
        self.setLayout(column(beside, None, gap=0, margins=(16, 12, 16, 12)))

    def _set_language(self, language: str) -> bool:
        self.action_requested.emit(f"language-{language}")
        return True

    def _set_theme(self, theme: str) -> bool:
        self.action_requested.emit(f"theme-{theme or 'system'}")
        return True

    def _show_theme(self) -> None:
        """It may have been switched by its key."""
        self.theme.show_value(self._workspace.settings.theme)

    def _set_backups(self, folder: str) -> bool:
        self._workspace.settings.backups = folder
        self.backups.show_value(folder)
        return True

    def _use_backups(self, folder: str) -> None:
        self.backups.forget()
        if self.backups.offer(lambda: read_backups_folder(folder)):
            self.backups.forget()

    def _choose_backups(self) -> None:
        say = self._workspace.say
        start = str(self._workspace.settings.backups_folder)
        folder = QFileDialog.getExistingDirectory(self, say("Backups go to"), start)
        if folder:
            self._use_backups(folder)

    def _show_backups(self) -> None:
        folder = Path(self._workspace.settings.backups_folder)
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _line(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts, None, gap=8))
    return made


def _card(title: str, form: Form) -> QWidget:
    heading = label(title, "heading")
    heading.setContentsMargins(14, 10, 14, 0)
    return surface("card", column(heading, form, gap=0, margins=(1, 1, 1, 1)))
