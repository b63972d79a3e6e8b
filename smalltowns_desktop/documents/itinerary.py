"""Itineraries of delegations and persons on A4: what stands on each comes in, a PDF goes out.

`itinerary_rows` measures and draws the table, `pagination` breaks it into pages, this module puts the pages together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from smalltowns_desktop.documents.dates import date_range
from smalltowns_desktop.documents.document import Document, Proofreader
from smalltowns_desktop.documents.itinerary_rows import LEFT, RIGHT, Day, DayHead, EntryRow, RideRow, RowPen
from smalltowns_desktop.documents.ornaments import draw_tile
from smalltowns_desktop.documents.pagination import Piece, paginate
from smalltowns_desktop.documents.style import A4, INK, INK_2, INK_3, LINE, PALE, Strip, Swatch
from smalltowns_desktop.documents.surface import PdfFile, Surface
from smalltowns_desktop.documents.typesetting import Face, fit_line, wrap
from smalltowns_desktop.domain.text import N_, Text, Translator, say, say_n

_FIRST_TOP = 190.0
"""Where the table begins below the facts of a first page."""
_NO_FACTS_TOP = 143.0
_NEXT_TOP = 62.0
_FOOTER_TOP = 747.5
_SHORT_FOOTER_TOP = 783.0
_MEMO = 32.0
_QR = 63.0
_SHORT_QR = 42.0


@dataclass(frozen=True, slots=True)
class Congress:
    """What is the same on every sheet of an event."""

    title: str
    place: str
    starts_on: date
    ends_on: date
    directions: tuple[tuple[str, Strip], ...]
    phones: tuple[tuple[str, str], ...]
    """Who, and the number."""
    boarding_minutes: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One of up to four things to know at first sight."""

    label: Text
    value: Text | str
    details: tuple[Text | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which print this is."""

    number: str
    """The document's, as people quote it."""
    code: str
    """What the QR holds."""
    edition: int
    """Of the programme; 0: not released yet."""
    printed_at: datetime
    copy: int = 1
    changed_since: int | None = None
    """The edition that the marks in the margin count from; None: nothing is marked."""


@dataclass(frozen=True, slots=True)
class Itinerary:
    name: str
    subtitle: tuple[Text | str, ...]
    code: str
    """On the tile."""
    swatch: Swatch
    facts: tuple[Fact, ...]
    days: tuple[Day, ...]
    has_liaison: bool


def draw_itineraries(itineraries: Sequence[tuple[Itinerary, Stamp]], congress: Congress, words: Translator) -> Document:
    """One itinerary after another, each from a page of its own."""
    title = words.word(N_("Itinerary"))
    name = f"{title}: {itineraries[0][0].name}" if len(itineraries) == 1 else f"{title}. {congress.title}"
    file = PdfFile(name, words.language)
    pen = _SheetPen(file, congress, words)
    for itinerary, stamp in itineraries:
        pen.itinerary(itinerary, stamp)
    return Document(file.finish(), file.pages, pen.reader.findings)


class _SheetPen:
    """Draws itineraries of one event in one language."""

    def __init__(self, file: PdfFile, congress: Congress, words: Translator) -> None:
        self.reader = Proofreader(file.fonts)
        self._file = file
        self._congress = congress
        self._words = words
        self._fonts = file.fonts
        self._plain = (self._fonts.regular, self._fonts.narrow)
        self._strong = (self._fonts.bold, self._fonts.narrow_bold)
        self._rows = RowPen(self.reader, file.fonts, words)

    def itinerary(self, itinerary: Itinerary, stamp: Stamp) -> None:
        self.reader.subject = itinerary.name
        days = [self._rows.day(day) for day in itinerary.days]
        first_top = _FIRST_TOP if itinerary.facts else _NO_FACTS_TOP
        pages = paginate(
            [[row.height for row in rows] for _, rows in days],
            DayHead.HEIGHT,
            _FOOTER_TOP - first_top - DayHead.COLUMNS_HEIGHT,
            _SHORT_FOOTER_TOP - _NEXT_TOP - DayHead.COLUMNS_HEIGHT,
            tail=_MEMO,
        )
        for number, pieces in enumerate(pages, start=1):
            surface = self._file.page(*A4)
            if number == 1:
                self._header(surface, itinerary, stamp)
                y = first_top
            else:
                self._short_header(surface, itinerary, stamp)
                y = _NEXT_TOP
            y = self._table(surface, y, days, pieces)
            if number == len(pages):
                self._memo(surface, y + 9.5, itinerary.has_liaison)
            if number == 1:
                self._footer(surface, stamp)
            else:
                self._short_footer(surface, stamp)
            page = self._say(say("page {number} of {count}", number=number, count=len(pages)))
            self._right(surface, RIGHT, 831, f"{stamp.number} · {page}", self._fonts.regular, 7.75, INK_3)
            self._file.add_page(surface)

    def _table(
        self, surface: Surface, y: float, days: Sequence[tuple[DayHead, Sequence[EntryRow | RideRow]]],
        pieces: Sequence[Piece],
    ) -> float:  # fmt: skip
        """Draws the pieces of one page; returns where they end."""
        if not pieces:
            return y
        self._rows.columns(surface, y)
        y += DayHead.COLUMNS_HEIGHT
        for piece in pieces:
            head, rows = days[piece.day]
            self._rows.head(surface, y, head, continued=piece.first > 0)
            y += DayHead.HEIGHT
            for row in rows[piece.first : piece.end]:
                self._rows.row(surface, y, row)
                y += row.height
        return y

    # The first page

    def _header(self, surface: Surface, itinerary: Itinerary, stamp: Stamp) -> None:
        fonts, congress = self._fonts, self._congress
        surface.icon("smalltowns", 35, 19.5, 28.5)
        right = self._words.word(N_("Itinerary"))
        self._right(surface, RIGHT, 30, right, fonts.bold, 13.4)
        self._right(surface, RIGHT, 43.5, self._edition(stamp), fonts.regular, 9.6, INK_2)
        room = RIGHT - 78 - fonts.bold.width(right) * 13.4 - 20
        self._line(surface, 78, 30, congress.title, self._strong, room, (13.4, 9), "event")
        dates = date_range(congress.starts_on, congress.ends_on, self._words.language)
        place = ", ".join(part for part in (congress.place, dates) if part)
        self._line(surface, 78, 43.5, place, self._plain, room, (9.6, 7.5), "event", INK_2)
        surface.fill(0, 64.5, A4[0], 4.5, itinerary.swatch.colour)
        self._name(surface, itinerary, stamp)
        self._facts(surface, itinerary.facts)

    def _name(self, surface: Surface, itinerary: Itinerary, stamp: Stamp) -> None:
        fonts = self._fonts
        x = LEFT
        if itinerary.code:
            code = self.reader.clean(itinerary.code, "delegation_code")
            draw_tile(surface, LEFT, 82.5, 48, 48, itinerary.swatch, code, self._strong, 22)
            x = 93.0
        right = RIGHT
        changes = sum(row.changed for day in itinerary.days for row in day.rows)
        if stamp.changed_since is not None and changes:
            since = self._say(say("Changed since edition {edition}:", edition=stamp.changed_since))
            marked = self._say(say_n("{n} item is marked in the margin", "{n} items are marked in the margin", changes))
            width = max(fonts.bold.width(since) * 9, fonts.regular.width(marked) * 9 + 7.5) + 17
            right -= width
            surface.frame(right, 82.5, width, 35, INK, 1, 4)
            surface.text(right + 8.5, 96.5, since, fonts.bold, 9)
            surface.fill(right + 8.5, 100.5, 3, 9, INK)
            surface.text(right + 16, 108.5, marked, fonts.regular, 9)
            right -= 12
        self._line(surface, x, 104.5, itinerary.name, self._strong, right - x, (24, 14), "name")
        subtitle = " · ".join(self._words.render(part) for part in itinerary.subtitle if part)
        room = right - x if stamp.changed_since is not None and changes else RIGHT - x
        self._line(surface, x, 123, subtitle, self._plain, room, (10.8, 8), "subtitle", INK_2)

    def _facts(self, surface: Surface, facts: Sequence[Fact]) -> None:
        if not facts:
            return
        surface.fill(LEFT, 140.6, RIGHT - LEFT, 0.75, INK)
        surface.line(LEFT, 188, RIGHT, 188, LINE, 0.75)
        column = (RIGHT - LEFT) / 4
        for number, fact in enumerate(facts[:4]):
            x = LEFT + number * column
            if number:
                surface.line(x, 141, x, 188, LINE, 0.75)
                x += 7.5
            room = LEFT + (number + 1) * column - x - 6
            self._line(surface, x, 155, self._say(fact.label), self._plain, room, (8.25, 7), "fact", INK_3)
            self._line(surface, x, 167.2, self._words.render(fact.value), self._strong, room, (9.95, 7.5), "fact")
            details = ", ".join(self._words.render(part) for part in fact.details if part)
            self._line(surface, x, 179.2, details, self._plain, room, (9.3, 7.5), "fact")

    def _memo(self, surface: Surface, top: float, has_liaison: bool) -> None:
        fonts = self._fonts
        surface.fill(LEFT, top, RIGHT - LEFT, 22.5, PALE, 4)
        title = self._words.word(N_("Remember"))
        last = N_("running late? call your liaison") if has_liaison else N_("running late? call the congress office")
        items = [
            ("id-card", self._words.word(N_("passport and badge always with you"))),
            ("clock", self._say(say("at the bus {n} minutes ahead", n=self._congress.boarding_minutes))),
            ("phone", self._words.word(last)),
        ]
        surface.text(LEFT + 9, top + 14.4, title, fonts.bold, 9)
        begin = LEFT + 9 + fonts.bold.width(title) * 9
        size = 8.9
        widths = [15 + fonts.regular.width(text) * size for _, text in items]
        gap = (RIGHT - 9 - begin - sum(widths)) / len(items)
        if gap < 6:  # a wordy language: smaller rather than over the edge
            size *= max(0.7, (RIGHT - 9 - begin - 6 * len(items)) / sum(widths))
            widths = [15 + fonts.regular.width(text) * size for _, text in items]
            gap = (RIGHT - 9 - begin - sum(widths)) / len(items)
        x = begin
        for (icon, text), width in zip(items, widths, strict=True):
            x += gap
            surface.icon(icon, x, top + 6, 10.5)
            surface.text(x + 15, top + 14.4, text, fonts.regular, size)
            x += width

    def _footer(self, surface: Surface, stamp: Stamp) -> None:
        fonts, congress = self._fonts, self._congress
        surface.fill(LEFT, _FOOTER_TOP, RIGHT - LEFT, 0.75, INK)
        surface.qr_code(LEFT, 758.5, _QR, stamp.code)
        self._line(
            surface,
            108,
            768,
            self._words.word(N_("Out of date? Check it here")),
            self._strong,
            166,
            (9.65, 8),
            "footer",
        )
        if stamp.edition:
            text = say(
                "Show the code at any check-in desk: the program tells whether edition {edition} still holds.",
                edition=stamp.edition,
            )
        else:
            text = say("Show the code at any check-in desk: the program tells whether this draft still holds.")
        lines, _ = wrap(self._say(text), fonts.regular, 8.25, 164, 3)
        printed = self._say(say("Printed {at}, copy {copy}", at=stamp.printed_at, copy=stamp.copy))
        for row, line in enumerate([*lines, printed]):
            surface.text(108, 780.3 + 12 * row, line, fonts.regular, 8.25, INK_2)
        self._phones(surface)
        if congress.directions:
            self._line(
                surface,
                439.5,
                768,
                self._words.word(N_("Directions")),
                self._strong,
                RIGHT - 439.5,
                (9.65, 8),
                "footer",
            )
            leading = min(11.0, 44 / len(congress.directions))
            for row, (name, strip) in enumerate(congress.directions):
                y = 779.4 + leading * row
                surface.strip(439.5, y - 6.9, 4, 8.2 * leading / 11, strip)
                self._line(
                    surface, 448.2, y, name, self._plain, RIGHT - 448.2, (8.1 * leading / 11, 4), "directions", INK_2
                )

    def _phones(self, surface: Surface) -> None:
        self._line(surface, 284.5, 768, self._words.word(N_("Congress office")), self._strong, 146, (9.65, 8), "footer")
        emergency = self._words.word(N_("ambulance 103, rescue 101"))
        lines = [f"{who} {phone}".strip() for who, phone in self._congress.phones[:3]]
        for row, line in enumerate([*lines, emergency]):
            self._line(surface, 284.5, 780.3 + 12 * row, line, self._plain, 146, (8.25, 6.5), "footer", INK_2)

    # The pages after it

    def _short_header(self, surface: Surface, itinerary: Itinerary, stamp: Stamp) -> None:
        fonts = self._fonts
        x = LEFT
        if itinerary.code:
            code = self.reader.clean(itinerary.code, "delegation_code")
            draw_tile(surface, LEFT, 22, 24, 24, itinerary.swatch, code, self._strong, 11.5)
            x += 33
        right = f"{self._words.word(N_('Itinerary'))}, {self._edition(stamp)}"
        self._right(surface, RIGHT, 38.5, right, fonts.regular, 9.6, INK_2)
        room = RIGHT - x - fonts.regular.width(right) * 9.6 - 16
        self._line(surface, x, 39, itinerary.name, self._strong, room, (14, 9), "name")
        surface.fill(0, 54.5, A4[0], 2.5, itinerary.swatch.colour)

    def _short_footer(self, surface: Surface, stamp: Stamp) -> None:
        surface.fill(LEFT, _SHORT_FOOTER_TOP, RIGHT - LEFT, 0.75, INK)
        surface.qr_code(LEFT, _SHORT_FOOTER_TOP + 8, _SHORT_QR, stamp.code)

    # Words

    def _edition(self, stamp: Stamp) -> str:
        return self._say(say("edition {edition}", edition=stamp.edition) if stamp.edition else say("draft"))

    def _say(self, text: Text) -> str:
        return self.reader.clean(self._words.render(text), "text")

    def _line(
        self, surface: Surface, x: float, y: float, text: str, faces: Sequence[Face], room: float,
        sizes: tuple[float, float], field: str, colour: str = INK,
    ) -> None:  # fmt: skip
        cleaned = self.reader.clean(text, field)
        if cleaned:
            fitted = self.reader.fitted(fit_line(cleaned, faces, room, *sizes), cleaned, field)
            surface.text(x, y, fitted.lines[0], fitted.face, fitted.size, colour)

    def _right(
        self, surface: Surface, x: float, y: float, text: str, face: Face, size: float, colour: str = INK
    ) -> None:
        surface.text_right(x, y, self.reader.clean(text, "text"), face, size, colour)
