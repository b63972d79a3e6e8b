"""Fonts, and text made to fit: everything that is written on paper goes through `Fonts.clean` and a `Face`.

Nothing here knows markup: a text is a row of characters, whatever they are. Widths are in points at a size of
one point; lengths and sizes are in points.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.pdfbase.ttfonts import TTFont

from smalltowns_desktop.domain.resources import resource_path

MISSING = "\ufffe"
"""Stands for a character that no face has; it is drawn as the font's empty box."""
ELLIPSIS = "…"
LINE_BREAK_AFTER = re.compile(r"(?<=[-–—/ ])")
_SPACES = re.compile(r"[^\S\u00a0]+")


@dataclass(eq=False, slots=True)
class Face:
    """One font of a document, with the widths of its characters and of whatever has been measured."""

    font: TTFont
    widths: dict[str, float] = field(init=False)
    _measured: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        face = self.font.face
        self.widths = {chr(code): face.charWidths[code] / 1000 for code in face.charToGlyph}
        self.widths[MISSING] = face.defaultWidth / 1000

    def width(self, text: str) -> float:
        """Width of a clean text at one point."""
        found = self._measured.get(text)
        if found is None:
            found = self._measured[text] = sum(map(self.widths.__getitem__, text))
        return found


class Fonts:
    """The faces of one document. A font counts the characters that its document uses, so documents never share one."""

    def __init__(self) -> None:
        self.regular = _load_face("PTSans-Regular")
        self.bold = _load_face("PTSans-Bold")
        self.narrow = _load_face("PTSansNarrow-Regular")
        self.narrow_bold = _load_face("PTSansNarrow-Bold")
        self._cleaned: dict[str, tuple[str, str]] = {}

    @cached_property
    def _covered(self) -> frozenset[str]:
        """What every face draws; private-use characters mean something else in every font."""
        faces = (self.regular, self.bold, self.narrow, self.narrow_bold)
        common = frozenset.intersection(*(frozenset(face.widths) for face in faces))
        return frozenset(character for character in common if unicodedata.category(character)[0] != "C")

    def clean(self, text: str) -> tuple[str, str]:
        """The text as it can be drawn, and the characters that are not drawn as they are, each once.

        Composed (NFC), on one line, without invisible characters. A character that no face has is drawn by its
        compatible form where there is one (ﬁ as fi), by its letter without an accent (reported), else as an empty
        box (reported).
        """
        found = self._cleaned.get(text)
        if found is None:
            found = self._cleaned[text] = self._clean(text)
        return found

    def _clean(self, text: str) -> tuple[str, str]:
        missing: list[str] = []
        if not (text.isascii() and text.isprintable()):
            text = unicodedata.normalize("NFC", text)
            if not self._covered.issuperset(text):
                text = "".join([self._drawable(character, missing) for character in text])
        return _SPACES.sub(" ", text).strip(" "), "".join(dict.fromkeys(missing))

    def _drawable(self, character: str, missing: list[str]) -> str:
        if character in self._covered:
            return character
        if character.isspace():
            return " "
        if unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f":
            return ""
        compatible = unicodedata.normalize("NFKC", character)
        if self._covered.issuperset(compatible):
            return compatible
        missing.append(character)
        if unicodedata.combining(character):
            return ""
        letter = unicodedata.normalize("NFKD", character)[0]
        return letter if letter in self._covered else MISSING


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines set in one face and size; `cut` where some of the text had to go."""

    face: Face
    size: float
    lines: tuple[str, ...]
    cut: bool = False


def fit_line(text: str, faces: Sequence[Face], width: float, largest: float, smallest: float) -> Fitted:
    """One line as large as fits: in the first face down to four fifths of `largest`, then in the narrower ones down to
    `smallest`, then cut with an ellipsis."""
    for face in faces:
        size = _largest_size(face, text, width, largest)
        if size >= (smallest if face is faces[-1] else max(smallest, 0.8 * largest)):
            return Fitted(face, size, (text,))
    face = faces[-1]
    return Fitted(face, smallest, (cut_line(text, face, smallest, width),), cut=True)


def fit_rows(
    text: str, faces: Sequence[Face], width: float, largest: float, smallest: float, smallest_in_two: float
) -> Fitted:
    """One line down to `smallest` as `fit_line`; then two in the narrowest face, broken where the halves are most equal,
    down to `smallest_in_two`; then cut."""
    line = fit_line(text, faces, width, largest, smallest)
    if not line.cut:
        return line
    face = faces[-1]
    rows = _halves(text, face)
    size = min(_largest_size(face, row, width, smallest) for row in rows)
    if size >= smallest_in_two:
        return Fitted(face, size, rows)
    lines, _ = wrap(text, face, smallest_in_two, width, 2)
    return Fitted(face, smallest_in_two, lines, cut=True)


def fit_lines(text: str, faces: Sequence[Face], width: float, sizes: Sequence[float], most: int) -> Fitted:
    """Up to `most` lines: in the largest of `sizes` and the widest face that hold the whole text, else cut."""
    face, size = faces[0], sizes[0]
    for size in sizes:
        for face in faces:
            lines, cut = wrap(text, face, size, width, most)
            if not cut:
                return Fitted(face, size, lines)
    return Fitted(face, size, lines, cut=True)


def wrap(text: str, face: Face, size: float, width: float, most: int) -> tuple[tuple[str, ...], bool]:
    """Lines no wider than `width`, at most `most`, and whether something was cut.

    Breaks after spaces, hyphens and slashes; a word wider than a line is broken where it must be.
    """
    if face.width(text) * size <= width:
        return ((text,) if text else ()), False
    limit = width / size
    lines: list[str] = []
    line = ""
    pieces = LINE_BREAK_AFTER.split(text)
    while pieces:
        piece = pieces.pop(0)
        if face.width((line + piece).rstrip(" ")) <= limit:
            line += piece
            continue
        if not line:
            head = _head(piece, face, limit)
            line, rest = piece[:head], piece[head:]
            if rest:
                pieces.insert(0, rest)
        else:
            pieces.insert(0, piece)
        if len(lines) + 1 == most and pieces:
            lines.append(cut_line(line.rstrip(" ") + ELLIPSIS, face, size, width))
            return tuple(lines), True
        lines.append(line.rstrip(" "))
        line = ""
    if line:
        lines.append(line.rstrip(" "))
    return tuple(lines), False


def cut_line(text: str, face: Face, size: float, width: float) -> str:
    """The text, or as much of it as fits with an ellipsis at its end."""
    if face.width(text) * size <= width:
        return text
    room = width / size - face.width(ELLIPSIS)
    return text[: _head(text, face, room)].rstrip(" ,;.…") + ELLIPSIS


def _head(text: str, face: Face, room: float) -> int:
    """How many leading characters fit into `room`; at least one."""
    widths = face.widths
    used = 0.0
    for count, character in enumerate(text):
        used += widths[character]
        if used > room:
            return max(count, 1)
    return len(text)


def _largest_size(face: Face, text: str, width: float, largest: float) -> float:
    unit = face.width(text)
    return largest if unit * largest <= width else width / unit


def _halves(text: str, face: Face) -> tuple[str, str]:
    """The text in two rows of the most equal width: at a space or hyphen, in a long word at its middle."""
    ends = [match.end() for match in re.finditer(r"[-–—/ ]", text[:-1])] or [(len(text) + 1) // 2]

    def wider(end: int) -> float:
        return max(face.width(text[:end].rstrip(" ")), face.width(text[end:]))

    end = min(ends, key=wider)
    return text[:end].rstrip(" "), text[end:]


def _load_face(name: str) -> Face:
    return Face(TTFont(name, str(resource_path("fonts", f"{name}.ttf"))))


