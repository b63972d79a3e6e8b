"""What a document gives back: the PDF, and what did not go onto paper as it was given."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from smalltowns_desktop.documents.typesetting import Fitted, Fonts
from smalltowns_desktop.domain.text import Text, say


class FindingKind(StrEnum):
    OVERFLOW = "overflow"
    MISSING_GLYPHS = "missing-glyphs"


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that a reader of the paper will not see whole."""

    kind: FindingKind
    subject: str
    """Whose paper: a name."""
    field: str
    """Which place on it, as the program's fields are called."""
    detail: Text


@dataclass(frozen=True, slots=True)
class Document:
    pdf: bytes
    pages: int
    findings: tuple[Finding, ...] = ()


class Proofreader:
    """Cleans the texts of one subject after another and writes down what a reader will not see."""

    def __init__(self, fonts: Fonts) -> None:
        self.subject = ""
        self._clean: Callable[[str], tuple[str, str]] = fonts.clean
        self._findings: dict[Finding, None] = {}  # the same once, in order

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)

    def clean(self, text: str, field: str) -> str:
        """The text as it can be drawn; characters that no font has are reported."""
        cleaned, missing = self._clean(text)
        if missing:
            detail = say(
                "no letter in the fonts for: {characters}", characters=", ".join(map(_character_name, missing))
            )
            self._findings[Finding(FindingKind.MISSING_GLYPHS, self.subject, field, detail)] = None
        return cleaned

    def fitted(self, fitted: Fitted, text: str, field: str) -> Fitted:
        """The same, reported where it was cut."""
        if fitted.cut:
            self.overflow(text, field)
        return fitted

    def overflow(self, text: str, field: str) -> None:
        detail = say("does not fit and was cut: {text}", text=text)
        self._findings[Finding(FindingKind.OVERFLOW, self.subject, field, detail)] = None


def _character_name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} ({code})" if character.isprintable() else code
