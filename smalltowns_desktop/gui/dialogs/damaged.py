"""What a person can do about an event file that is damaged: go on from the newest good copy, or rescue what is left."""

from datetime import datetime
from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.text import Translator, say
from smalltowns_desktop.gui.dialogs.fitted import FittedDialog
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, column, label, row
from smalltowns_desktop.gui.wording import short_moment

_WIDTH = 560


class WayOut(Enum):
    COPY = auto()
    """A copy of the newest good backup, beside the damaged file."""
    RESCUE = auto()
    """A new file with what can be read of the damaged one."""
    NONE = auto()


class DamagedDialog(FittedDialog):
    """Nothing is done to the damaged file itself."""

    def __init__(
        self, words: Translator, event: str, what: str, copied_at: datetime | None, parent: QWidget | None
    ) -> None:
        """`what`: how the damage shows; `copied_at`: when the newest good backup was made, by this computer's clock."""
        super().__init__(parent)
        word = words.word
        self.way = WayOut.NONE
        self.setWindowTitle(word("Damaged file"))
        self.setFixedWidth(_WIDTH)
        lines = [
            word("This congress cannot be opened: its file is damaged. It stays as it is, whatever you choose."),
            words.render(say("What was found: {what}.", what=what)),
        ]
        copied = button(word("Go on from the copy…"), "main", lambda: self._choose(WayOut.COPY))
        rescue = button(
            word("Rescue what can be read…"), "plain" if copied_at else "main", lambda: self._choose(WayOut.RESCUE)
        )
        close = button(word("Close"), on_click=self.reject)
        if copied_at is not None:
            made = short_moment(copied_at, words.language)
            lines.append(words.render(say("The newest good copy was made on {moment}.", moment=made)))
        copied.setVisible(copied_at is not None)
        (rescue if copied_at is None else copied).setDefault(True)
        texts = [label(line, wrap=True) for line in lines]
        self.setLayout(
            column(
                ElidedLabel(event, "heading"), *texts, 4, row(close, None, rescue, copied),
                gap=10, margins=(20, 20, 20, 16),
            )
        )  # fmt: skip

    @classmethod
    def ask(
        cls, words: Translator, event: str, what: str, copied_at: datetime | None, parent: QWidget | None
    ) -> WayOut:
        """What the person chooses."""
        dialog = cls(words, event, what, copied_at, parent)
        dialog.exec()
        way = dialog.way
        dialog.deleteLater()
        return way

    def _choose(self, way: WayOut) -> None:
        self.way = way
        self.accept()
