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
# A line may end after a hyphen or slash inside a word, and after a space: not behind a short word (и, в, на, of), not
# before a dash.
_BREAK = re.compile(r"(?<=\w[-/])(?=\w)|(?:(?<=\w\w\w )|(?<=[^\w\s] ))(?![-–—])")
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
    text: str,
    faces: Sequence[Face],
    width: float,
    one: tuple[float, float],
    two: tuple[float, float],
) -> Fitted:
    """One line between the sizes `one` (largest, smallest) as `fit_line`; then two of the most equal width between the
    sizes `two`; then cut."""
    line = fit_line(text, faces, width, *one)
    if not line.cut:
        return line
    largest, smallest = two
    for face in faces:
        rows = _two_rows(text, face) or _halves(text)
        size = min(_largest_size(face, row, width, largest) for row in rows)
        if size >= (smallest if face is faces[-1] else 0.8 * largest):
            return Fitted(face, size, rows)
    face = faces[-1]
    lines, _ = wrap(text, face, smallest, width, 2)
    return Fitted(face, smallest, lines, cut=True)


def fit_two_lines(text: str, faces: Sequence[Face], width: float, sizes: Sequence[float]) -> Fitted:
    """One line or two of the most equal width, in the largest of `sizes` and the widest face that hold the whole text,
    else cut."""
    face, size = faces[0], sizes[0]
    for size in sizes:
        for face in faces:
            if face.width(text) * size <= width:
                return Fitted(face, size, (text,))
            rows = _two_rows(text, face)
            if rows and max(map(face.width, rows)) * size <= width:
                return Fitted(face, size, rows)
    lines, cut = wrap(text, face, size, width, 2)
    return Fitted(face, size, lines, cut)


def wrap(text: str, face: Face, size: float, width: float, most: int) -> tuple[tuple[str, ...], bool]:
    """Lines no wider than `width`, at most `most`, and whether something was cut.

    A word wider than a line is broken where it must be.
    """
    if face.width(text) * size <= width:
        return ((text,) if text else ()), False
    limit = width / size
    lines: list[str] = []
    line = ""
    pieces = _BREAK.split(text)
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


def _two_rows(text: str, face: Face) -> tuple[str, str] | None:
    """The text in two rows of the most equal width; None where no line may end inside it."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    if not ends:
        return None
    end = min(ends, key=lambda end: max(face.width(text[:end].rstrip(" ")), face.width(text[end:])))
    return text[:end].rstrip(" "), text[end:]


def _halves(text: str) -> tuple[str, str]:
    middle = (len(text) + 1) // 2
    return text[:middle], text[middle:]


def _load_face(name: str) -> Face:
    return Face(TTFont(name, str(resource_path("fonts", f"{name}.ttf")), asciiReadable=False))
