"""The program's languages: which one the environment asks for, and its catalogue."""

from collections.abc import Mapping

from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import Translator, load_translator

LANGUAGES = ("ru", "be", "en")


def preferred_language(environment: Mapping[str, str]) -> str:
    """The first of our languages that the environment asks for (gettext's own variables); English without one."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wish in environment.get(name, "").split(":"):
            if wish[:2] in LANGUAGES:
                return wish[:2]
            if wish in {"C", "POSIX"} or wish.startswith("C."):
                return "en"
    return "en"


def translator(language: str) -> Translator:
    return load_translator(language, resource_path("translations"))
