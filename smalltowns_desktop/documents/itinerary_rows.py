"""The table of an itinerary: days with their activities and rides, measured first, drawn when their page is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from smalltowns_desktop.documents.dates import clock, day_and_month, weekday
from smalltowns_desktop.documents.document import Proofreader
from smalltowns_desktop.documents.style import A4, INK, INK_2, INK_3, LINE, PALE, Strip
from smalltowns_desktop.documents.surface import Surface
from smalltowns_desktop.documents.typesetting import Face, Fonts, cut_line, fit_line, wrap
from smalltowns_desktop.domain.text import N_, Text, Translator, say

LEFT = 33.0
RIGHT = A4[0] - LEFT
_STRIP = 99.0
_WHAT, _PLACE, _HOST, _IMPORTANT = 109.5, 258.0, 384.0, 475.5
_WHAT_WIDTH, _PLACE_WIDTH, _HOST_WIDTH, _IMPORTANT_WIDTH = 141.0, 119.0, 85.0, RIGHT - _IMPORTANT
_ICON = 10.0
_TITLE, _PRIMARY, _SECONDARY = 10.05, 9.3, 8.25
_LEAST_ROW = 25.6

_MEANINGS = (
    ("hard-hat", ("каск", "шлем", "жилет", "helmet", "hard hat", "vest", "камізэльк")),
    ("id-card", ("паспорт", "пашпарт", "удостоверен", "пасведчан", "пропуск", "passport", "identity")),
    ("camera-off", ("съёмк", "съемк", "снимать", "фото", "здымк", "photo", "camera")),
    ("umbrella", ("зонт", "куртк", "дожд", "прохладн", "парасон", "umbrella", "jacket", "rain")),
    ("shirt", ("делов", "костюм", "стиль", "касцюм", "dress", "suit", "халат", "бахил", "gown")),
)
"""Icons by the beginnings of words, in the languages of hosts. An icon helps the eye, the words say it."""


class RideKind(StrEnum):
    RIDE = "ride"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity as it stands on paper; "" where there is nothing to say."""

    key: str
    starts_at: datetime
    ends_at: datetime
    title: str
    notes: tuple[Text | str, ...] = ()
    strip: Strip | None = None
    place: str = ""
    place_details: tuple[str, ...] = ()
    host: str = ""
    host_phone: str = ""
    important: tuple[Text | str, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Ride:
    """A transfer; or where the stay begins or ends."""

    key: str
    starts_at: datetime
    kind: RideKind = RideKind.RIDE
    minutes: int | None = None
    kilometres: int | None = None
    details: tuple[str, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    towns: tuple[str, ...]
    """The districts, in the order in which they are visited."""
    notes: tuple[Text | str, ...]
    rows: tuple[Entry | Ride, ...]


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    face: Face
    size: float
    colour: str
    leading: float
    """From the base line above."""


@dataclass(frozen=True, slots=True)
class Cell:
    x: float
    lines: tuple[Line, ...]
    icon: str = ""

    @property
    def height(self) -> float:
        return sum(line.leading for line in self.lines)

    def draw(self, surface: Surface, top: float, height: float) -> None:
        """In the middle of a row."""
        if not self.lines:
            return
        x = self.x
        if self.icon:
            surface.icon(self.icon, x, top + (height - _ICON) / 2, _ICON)
            x += _ICON + 4.5
        y = top + (height - self.height) / 2 - 0.26 * self.lines[0].leading
        for line in self.lines:
            y += line.leading
            surface.text(x, y, line.text, line.face, line.size, line.colour)


@dataclass(frozen=True, slots=True)
class DayHead:
    HEIGHT = 29.5
    """With the gap above and the rule below."""
    COLUMNS_HEIGHT = 17.0

    name: str
    weekday: str
    towns: str
    notes: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    height: float
    times: str
    strip: Strip | None
    cells: tuple[Cell, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class RideRow:
    height: float
    time: str
    icon: str
    strong: str
    text: str
    changed: bool


class RowPen:
    """Sets days and rows in one language, and draws them."""

    def __init__(self, reader: Proofreader, fonts: Fonts, words: Translator) -> None:
        self._reader = reader
        self._fonts = fonts
        self._words = words

    # Measuring

    def day(self, day: Day) -> tuple[DayHead, tuple[EntryRow | RideRow, ...]]:
        language = self._words.language
        head = DayHead(
            day_and_month(day.day, language),
            weekday(day.day, language),
            self._reader.clean(" — ".join(day.towns), "day"),
            self._joined(day.notes, "day"),
        )
        return head, tuple(self._entry(row) if isinstance(row, Entry) else self._ride(row) for row in day.rows)

    def _entry(self, entry: Entry) -> EntryRow:
        fonts = self._fonts
        plain = (fonts.regular, fonts.narrow)
        important = self._joined(entry.important, "important")
        icon = icon_for(important)
        room = _IMPORTANT_WIDTH - (_ICON + 4.5 if icon else 0)
        cells = (
            Cell(
                _WHAT,
                (
                    *self._lines(entry.title, "title", (fonts.bold, fonts.narrow_bold), _TITLE, 11.5, _WHAT_WIDTH, 3),
                    *self._small(self._joined(entry.notes, "notes"), "notes", _WHAT_WIDTH),
                ),
            ),
            Cell(
                _PLACE,
                (
                    *self._lines(entry.place, "place", plain, _PRIMARY, 11.5, _PLACE_WIDTH, 2),
                    *self._small(", ".join(entry.place_details), "place", _PLACE_WIDTH),
                ),
            ),
            Cell(
                _HOST,
                (
                    *self._lines(entry.host, "host", plain, _PRIMARY, 11.5, _HOST_WIDTH, 2),
                    *self._small(entry.host_phone, "host", _HOST_WIDTH),
                ),
            ),
            Cell(_IMPORTANT, (*self._lines(important, "important", plain, 8.5, 10, room, 4),), icon),
        )
        height = max(_LEAST_ROW, *(cell.height + 4.1 for cell in cells))
        times = f"{clock(entry.starts_at.time())}–{clock(entry.ends_at.time())}"
        return EntryRow(height, times, entry.strip, cells, entry.changed)

    def _ride(self, ride: Ride) -> RideRow:
        match ride.kind:
            case RideKind.ARRIVAL:
                icon, strong = "map-pin", self._words.word(N_("arrival"))
            case RideKind.DEPARTURE:
                icon, strong = "map-pin", self._words.word(N_("departure"))
            case RideKind.RIDE:
                lengths: list[Text] = []
                if ride.minutes is not None:
                    lengths.append(duration(ride.minutes))
                if ride.kilometres is not None:
                    lengths.append(say("{kilometres} km", kilometres=ride.kilometres))
                icon, strong = "bus", " · ".join(map(self._words.render, lengths))
        strong = self._reader.clean(strong, "ride")
        text = self._reader.clean(", ".join(ride.details), "ride")
        fonts = self._fonts
        room = RIGHT - 4 - 123.5 - (fonts.bold.width(strong) * 8.7 + 4.5 if strong else 0)
        fitted = (
            self._reader.fitted(fit_line(text, (fonts.regular, fonts.narrow), room, 8.5, 7), text, "ride")
            if text
            else None
        )
        shown = fitted.lines[0] if fitted else ""
        return RideRow(15.0, clock(ride.starts_at.time()), icon, strong, shown, ride.changed)

    def _lines(
        self, text: str, field: str, faces: tuple[Face, Face], size: float, leading: float, width: float, most: int,
        colour: str = INK,
    ) -> Iterator[Line]:  # fmt: skip
        """One line, in the narrow face if that saves another line; else as many as are needed, up to `most`."""
        cleaned = self._reader.clean(text, field)
        usual, narrow = faces
        face = narrow if narrow.width(cleaned) * size <= width < usual.width(cleaned) * size else usual
        lines, cut = wrap(cleaned, face, size, width, most)
        if cut:
            face = narrow
            lines, cut = wrap(cleaned, face, size, width, most)
        if cut:
            self._reader.overflow(cleaned, field)
        return (Line(line, face, size, colour, leading) for line in lines)

    def _small(self, text: str, field: str, width: float) -> Iterator[Line]:
        return self._lines(text, field, (self._fonts.regular, self._fonts.narrow), _SECONDARY, 10, width, 2, INK_2)

    def _joined(self, parts: Sequence[Text | str], field: str) -> str:
        return self._reader.clean(", ".join(self._words.render(part) for part in parts), field)

    # Drawing

    def columns(self, surface: Surface, y: float) -> None:
        """Headings of the columns, above the first day of a page."""
        columns = (
            (LEFT, N_("Time")),
            (_WHAT, N_("What")),
            (_PLACE, N_("Where")),
            (_HOST, N_("Hosted by")),
            (_IMPORTANT, N_("Important")),
        )
        for x, word in columns:
            surface.text(x, y + 18, self._words.word(word), self._fonts.regular, 8.25, INK_3)

    def head(self, surface: Surface, top: float, head: DayHead, *, continued: bool) -> None:
        fonts = self._fonts
        y = top + 21.5
        surface.text(LEFT, y, head.name, fonts.bold, 12.7)
        x = LEFT + fonts.bold.width(head.name) * 12.7 + 8
        after = head.weekday + (f" · {self._words.word(N_('continued'))}" if continued else "")
        surface.text(x, y, after, fonts.regular, 9.4, INK_2)
        x += fonts.regular.width(after) * 9.4 + 24
        right = RIGHT
        if head.notes:
            notes = cut_line(head.notes, fonts.regular, 9.4, (RIGHT - x) / 2)
            surface.text_right(right, y, notes, fonts.regular, 9.4, INK_2)
            right -= fonts.regular.width(notes) * 9.4 + 7.5
        if head.towns:
            fitted = fit_line(head.towns, (fonts.bold, fonts.narrow_bold), right - x, 10.3, 8)
            surface.text_right(right, y, fitted.lines[0], fitted.face, fitted.size)
        surface.fill(LEFT, top + DayHead.HEIGHT - 1.5, RIGHT - LEFT, 1.5, INK)

    def row(self, surface: Surface, top: float, row: EntryRow | RideRow) -> None:
        fonts = self._fonts
        middle = top + row.height / 2
        if isinstance(row, RideRow):
            surface.fill(LEFT, top + 0.25, RIGHT - LEFT, row.height - 0.25, PALE)
            surface.text(LEFT, middle + 3, row.time, fonts.regular, 8.5, INK_2)
            surface.icon(row.icon, _WHAT, middle - 4.9, 9.8, INK_2)
            x = 123.5
            if row.strong:
                surface.text(x, middle + 3, row.strong, fonts.bold, 8.7, INK_2)
                x += fonts.bold.width(row.strong) * 8.7 + 4.5
            if row.text:
                surface.text(x, middle + 3, row.text, fonts.regular, 8.5, INK_2)
        else:
            surface.text(LEFT, middle + 3.5, row.times, fonts.bold, 10.1)
            if row.strip is not None:
                surface.strip(_STRIP, top + 2.75, 4.3, row.height - 5.5, row.strip)
            for cell in row.cells:
                cell.draw(surface, top, row.height)
        surface.line(LEFT, top + row.height, RIGHT, top + row.height, LINE, 0.5)
        if row.changed:
            surface.fill(LEFT - 9, top + 2.75, 3.5, row.height - 5.5, INK)


def duration(minutes: int) -> Text:
    """`25 min`, `2 h 20 min`."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return say("{minutes} min", minutes=rest)
    return say("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else say("{hours} h", hours=hours)


def icon_for(text: str) -> str:
    """The icon of what is to be minded, "" where none fits."""
    lowered = text.lower()
    return next((icon for icon, stems in _MEANINGS if any(stem in lowered for stem in stems)), "")
