"""What Qt itself says (menus of fields, standard buttons, the printer's dialog), in the language of the window.

Qt ships Russian. It has no Belarusian: the words that people meet come from the program's own catalogue, the rest, deep
in the dialogs of printer and colours, is Russian. Dates, numbers and the first day of a week follow too.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from smalltowns_desktop.domain.text import N_, Translator

_LOCALES = {"ru": "ru_RU", "be": "be_BY", "en": "en_GB"}  # the British week begins on Monday, as the congress's does
_OWN: Mapping[str, str] = {
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "Open": N_("Open"),
    "Save": N_("Save"),
    "Print": N_("Print"),
    "Yes": N_("Yes"),
    "No": N_("No"),
}
"""By Qt's word without the mark of its key."""


def let_qt_speak(application: QCoreApplication, words: Translator) -> None:
    """What is made from now on speaks this language, and none that was spoken before."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(_LOCALES[words.language]))
    if words.language == "en":  # Qt's own
        return
    russian = QTranslator(application)
    # A system's own build of Qt may come without its translations: those words stay English then.
    russian.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    application.installTranslator(russian)
    if words.language != "ru":
        application.installTranslator(_OwnWords(words, application))  # the last one is asked first


class _OwnWords(QTranslator):
    """Answers with the program's words and, by None (Qt's null string), leaves the rest to whoever is asked next."""

    def __init__(self, words: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        own = _OWN.get(source.replace("&", ""))
        return None if own is None else self._words.word(own)
