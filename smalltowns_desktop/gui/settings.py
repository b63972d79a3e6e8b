"""What the program remembers between runs about this person's window: nothing of an event."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from smalltowns_desktop.services.places import backups_folder, data_folder

LANGUAGES = (("ru", "Русский"), ("be", "Беларуская"), ("en", "English"))
"""The program's, each in its own words."""
_RECENT = 8


class WindowSettings:
    """Typed reading and writing of one settings file."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """`ru`, `be`, `en`, or "" for the system's."""
        return str(self._settings.value("language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._settings.setValue("language", language)

    @property
    def theme(self) -> str:
        """`light`, `dark`, or "" for the system's."""
        return str(self._settings.value("theme", ""))

    @theme.setter
    def theme(self, theme: str) -> None:
        self._settings.setValue("theme", theme)

    @property
    def backups(self) -> str:
        """The folder of rolling copies; "" for the program's own."""
        return str(self._settings.value("backups", ""))

    @backups.setter
    def backups(self, folder: str) -> None:
        self._settings.setValue("backups", folder)

    @property
    def backups_folder(self) -> Path:
        """Where the rolling copies go."""
        return Path(self.backups) if self.backups else backups_folder()

    @property
    def recent(self) -> list[str]:
        """Event files and servers opened last, newest first."""
        value = self._settings.value("recent", [])
        return [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []

    def remember_recent(self, event: str) -> None:
        self._settings.setValue("recent", [event, *(item for item in self.recent if item != event)][:_RECENT])

    def forget_recent(self, events: Sequence[str]) -> None:
        self._settings.setValue("recent", [item for item in self.recent if item not in events])

    def layout(self, name: str) -> QByteArray | None:
        """The saved state of a window, splitter or header."""
        value = self._settings.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        self._settings.setValue(f"layout/{name}", state)

    def printer_shift(self, printer: str) -> tuple[float, float]:
        """Millimetres to the right and down by which prints on a printer are moved into their place."""
        try:
            right, down = map(float, self.choice(f"printer-shift/{printer}", "0 0").split())
        except ValueError:  # a settings file that somebody edited
            return 0, 0
        return right, down

    def keep_printer_shift(self, printer: str, shift: tuple[float, float]) -> None:
        self.keep_choice(f"printer-shift/{printer}", "{:.1f} {:.1f}".format(*shift))

    def choice(self, name: str, default: str = "") -> str:
        """A small choice of a page, such as its last day or zoom."""
        return str(self._settings.value(f"choice/{name}", default))

    def keep_choice(self, name: str, value: str) -> None:
        self._settings.setValue(f"choice/{name}", value)


def kept_settings() -> WindowSettings:
    """This person's settings, where the program keeps them."""
    return WindowSettings(data_folder() / "window.ini")
